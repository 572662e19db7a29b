//! The marks that git leaves in a file which two people changed. Comes in: the text of a file; goes out: the first of them.

use std::ops::Range;
use std::sync::Arc;

use memchr::memmem;

use super::diag::{Code, Diagnostic};
use super::source::SourceFile;

/// How the lines begin that git writes around the two versions of a text.
const MARKS: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

/// Does a line begin as such a mark does?
#[must_use]
pub fn is_mark(line: &str) -> bool {
    MARKS.iter().any(|mark| line.starts_with(mark))
}

/// The first conflict that a file holds, told.
#[must_use]
pub fn conflict(source: &Arc<SourceFile>) -> Option<Diagnostic> {
    let place = first_mark(source.text())?;
    let problem = Diagnostic::error(
        Code::ConflictMark,
        say!("git could not join two versions of this file, and left both in it"),
    );
    let help = say!(
        "keep the lines that are right, and remove the other version and the lines of `<<<<<<<`, `=======` and \
         `>>>>>>>`"
    );
    Some(problem.in_file(source, place).help(help))
}

fn first_mark(text: &str) -> Option<Range<usize>> {
    let is_at_line = |at: usize| at == 0 || text.as_bytes().get(at - 1) == Some(&b'\n');
    let found = |mark: &str| memmem::find_iter(text.as_bytes(), mark).find(|at| is_at_line(*at));
    let start = MARKS.iter().filter_map(|mark| found(mark)).min()?;
    let line = text[start..].lines().next().unwrap_or_default();
    // Seven quotations in one another are no conflict.
    let is_quotation = line.starts_with('>') && !text.contains("\n=======");
    (!is_quotation).then_some(start..start + line.len())
}

#[cfg(test)]
mod tests {
    use super::first_mark;

    #[test]
    fn marks_stand_at_the_start_of_a_line() {
        assert_eq!(first_mark("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\n"), Some(2..14));
        assert_eq!(first_mark("b\n=======\nc\n>>>>>>> d"), Some(12..21));
        assert_eq!(first_mark("x <<<<<<< y\n\n>>>>>>> z\n"), None);
    }
}
