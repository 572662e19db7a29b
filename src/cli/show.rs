//! Problems and failures as text for a person: what was found, where, the line itself, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::base::diag::{Diagnostic, Diagnostics, Severity};
use crate::base::error::Error;
use crate::base::source::Place;

/// All problems, sorted, then how many there were; empty where there are none.
pub(super) fn problems(problems: Diagnostics) -> String {
    let sorted = problems.into_sorted();
    let mut text = String::new();
    for problem in &sorted {
        text.push_str(&diagnostic(problem));
        text.push_str("\n\n");
    }
    let count = |severity: Severity| sorted.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors > 0 {
        text.push_str(&format!("{} found", plural(errors, "mistake")));
        if warnings > 0 {
            text.push_str(&format!(", and {}", plural(warnings, "warning")));
        }
        text.push('\n');
    }
    text
}

/// `1 mistake`, `2 mistakes`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn diagnostic(problem: &Diagnostic) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Notice => Level::NOTE.with_name(Severity::Notice.name()),
    };
    let code = problem.code.name();
    let mut group =
        level.primary_title(problem.message.english()).id(code.as_str()).elements(std::iter::empty::<Origin<'_>>());
    match &problem.place {
        Some(place) if place.source.text().is_empty() => group = group.element(Origin::path(place.source.path())),
        Some(place) => {
            let related = problem.related.as_ref().filter(|(other, _)| other.source == place.source);
            let lines = lines(place, related.map(|(other, _)| other));
            let within = |place: &Place| {
                let shown = shown(place);
                shown.start - lines.start..shown.end - lines.start
            };
            let mut snippet = snippet(place, &lines).annotation(AnnotationKind::Primary.span(within(place)));
            if let Some((other, label)) = related {
                snippet = snippet.annotation(AnnotationKind::Context.span(within(other)).label(label.english()));
            }
            group = group.element(snippet);
        }
        None => {}
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.english()));
    }
    Renderer::styled().render(&[group])
}

/// The lines that hold the places. The rest of the file is not given away: whoever draws the lines reads all that is, for
/// each problem anew.
fn lines(place: &Place, other: Option<&Place>) -> Range<usize> {
    let text = place.source.text();
    let starts = [place.span.start, other.map_or(place.span.start, |other| other.span.start)];
    let (first, last) = (starts[0].min(starts[1]), starts[0].max(starts[1]));
    // The end of a file is shown behind its last line, not on a line of its own.
    let last_line = text.strip_suffix('\n').unwrap_or(text).len();
    let start = text[..first.min(last_line)].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline + 1);
    start..end
}

fn snippet<'p>(place: &'p Place, lines: &Range<usize>) -> Snippet<'p, annotate_snippets::Annotation<'p>> {
    let text = place.source.text();
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..lines.start]).count() + 1;
    Snippet::source(&text[lines.clone()]).line_start(line).path(place.source.path())
}

/// What to underline: the place, at most to the end of its line, and at least one character where there is one.
fn shown(place: &Place) -> Range<usize> {
    let text = place.source.text();
    let line_end = text[place.span.start..].find('\n').map_or(text.len(), |newline| place.span.start + newline);
    let end = place.span.end.min(line_end);
    if end > place.span.start {
        return place.span.start..end;
    }
    let next = text[place.span.start..].chars().next().filter(|next| *next != '\n').map_or(0, char::len_utf8);
    place.span.start..place.span.start + next
}

/// A failure of the machine.
pub(super) fn failure(error: &Error) -> String {
    let text = error.to_string();
    let group = Level::ERROR.primary_title(text.as_str()).elements(std::iter::empty::<Origin<'_>>());
    format!("{}\n", Renderer::styled().render(&[group]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Code;
    use crate::base::source::SourceFile;

    #[test]
    fn what_is_drawn_is_as_long_as_the_lines_however_long_the_file() {
        let source = SourceFile::new("a.md", "line\n".repeat(1000));
        let place = |start: usize| Place { source: source.clone(), span: start..start + 4 };
        assert_eq!(lines(&place(500), None), 500..505);
        assert_eq!(lines(&place(500), Some(&place(490))), 490..505);
        let shown = diagnostic(&Diagnostic::error(Code::BadYaml, "x").at(place(500)));
        assert!(shown.contains("101"), "{shown}");
    }

    #[test]
    fn the_end_of_a_file_is_shown_behind_its_last_line() {
        let source = SourceFile::new("a.md", "one\ntwo\n");
        assert_eq!(lines(&Place { source, span: 8..8 }, None), 4..8);
    }
}
