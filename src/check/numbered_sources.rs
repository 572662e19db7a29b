//! Numbers in square brackets that count sources which are not there: the marks of an encyclopedia, or of a report, from which
//! words were copied.
//!
//! Comes in: the texts; goes out: a warning for each, at the first such mark. A text may have a list of sources of its own, in whatever form.

use std::ops::Range;

use super::own_texts::{OwnText, of_each};
use crate::base::diag::{Code, Diagnostic};
use crate::base::fold::fold;
use crate::markdown::running_text;

/// The warnings.
pub(super) fn check(texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    of_each(texts, |text| look(text).into_iter().collect())
}

fn look(OwnText { shown, body, .. }: &OwnText<'_>) -> Option<Diagnostic> {
    let sources = shown.case.map_or(0, |case| case.sources.len());
    let mark = first_mark(body, sources)?;
    let message = say!("`{mark}` counts a source, and the text has none of this number", mark = &body[mark.clone()]);
    let help = say!(
        "take it out, or write a footnote: `[^1]` here, and `[^1]: the source` on a line of its own below the paragraph"
    );
    Some(Diagnostic::warning(Code::BrokenMarkdown, message).at(shown.text.body_span(mark)).help(help))
}

/// The first mark right behind a word or a full stop that counts beyond this many sources.
fn first_mark(body: &str, sources: usize) -> Option<Range<usize>> {
    // A list of sources may be numbered in any way.
    let begins_with_number = |line: &str| {
        let line = line.trim_start_matches([' ', '>', '*', '-', '[', '(', '\\']);
        let digits = line.trim_start_matches(char::is_numeric);
        digits.len() < line.len() && digits.starts_with(['.', ')', ']', '\\'])
    };
    if body.lines().any(begins_with_number) {
        return None;
    }
    running_text(body).into_iter().find_map(|stretch| {
        // A bracket is a stretch of its own.
        let rest = body[stretch.start..].strip_prefix('[')?;
        let digits = rest.split(']').next().filter(|digits| digits.len() < rest.len())?;
        let number: usize = fold(digits).parse().ok()?;
        let end = stretch.start + digits.len() + 2;
        let is_behind =
            body[..stretch.start].ends_with(|one: char| one.is_alphabetic() || ".,;:!?،؛؟»”\"".contains(one));
        let is_mark = is_behind && !body[end..].starts_with(['(', ':', '[']) && number > sources && number < 1000;
        is_mark.then_some(stretch.start..end)
    })
}

#[cfg(test)]
mod tests {
    use super::first_mark;

    #[test]
    fn a_mark_that_counts_no_source_is_found() {
        for (body, mark) in [
            ("Lima is old.[12] It is large.", Some("[12]")),
            ("لیما کهن است.[۳]", Some("[۳]")),
            ("It was[1] so.[2]", Some("[2]")),
            ("It was[1] so.", None),
            ("It is.[12]\n\n[12] The report", None),
            ("It is.[12]\n\n1. The report", None),
            ("x[1](a.md) y [12] `a[12]` A[2024]", None),
        ] {
            assert_eq!(first_mark(body, 1).map(|mark| &body[mark]), mark, "{body}");
        }
    }
}
