//! The warnings of a build, as the manifest keeps them: where nothing changed since, the next build says them again without
//! looking for them.
//!
//! Comes in: diagnostics; goes out, in a later build: the same, with the lines of the files that they show.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::base::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::message::Message;
use crate::base::source::{Place, SourceFile};

/// A warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Warning {
    severity: Severity,
    code: Code,
    message: Message,
    place: Option<StoredPlace>,
    related: Option<(StoredPlace, Message)>,
    help: Option<Message>,
}

/// A place in a file, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct StoredPlace {
    path: String,
    span: Range<usize>,
    /// Does the message show a line of the file?
    shows_line: bool,
}

impl StoredPlace {
    fn of(place: &Place) -> Self {
        let shows_line = !place.source.text().is_empty();
        Self { path: place.source.path().to_owned(), span: place.span.clone(), shows_line }
    }
}

/// What there was to say of a site without a mistake.
pub(super) fn store(problems: &Diagnostics) -> Vec<Warning> {
    let warning = |problem: &Diagnostic| Warning {
        severity: problem.severity,
        code: problem.code,
        message: problem.message.clone(),
        place: problem.place.as_ref().map(StoredPlace::of),
        related: problem.related.as_ref().map(|(place, label)| (StoredPlace::of(place), label.clone())),
        help: problem.help.clone(),
    };
    problems.iter().map(warning).collect()
}

/// Adds the warnings to `problems`. The files of the site at `root` are those of the build that found them.
///
/// # Errors
/// A file that a warning shows cannot be read.
pub(super) fn repeat(warnings: &[Warning], root: &Path, problems: &mut Diagnostics) -> Result<()> {
    let mut sources: BTreeMap<&str, Arc<SourceFile>> = BTreeMap::new();
    let places =
        warnings.iter().flat_map(|warning| [warning.place.as_ref(), warning.related.as_ref().map(|(place, _)| place)]);
    for place in places.flatten().filter(|place| place.shows_line) {
        if !sources.contains_key(place.path.as_str()) {
            let bytes = fs::read(&root.join(&place.path))?;
            sources.insert(&place.path, SourceFile::new(&*place.path, String::from_utf8_lossy(&bytes)));
        }
    }
    let place = |stored: &StoredPlace| match sources.get(stored.path.as_str()).filter(|_| stored.shows_line) {
        Some(source) => Place::new(source, stored.span.clone()),
        None => Place::of_file(&*stored.path),
    };
    for warning in warnings {
        problems.push(Diagnostic {
            place: warning.place.as_ref().map(place),
            related: warning.related.as_ref().map(|(stored, label)| (place(stored), label.clone())),
            help: warning.help.clone(),
            severity: warning.severity,
            ..Diagnostic::warning(warning.code, warning.message.clone())
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_repeated_as_it_was() {
        let site = tempfile::tempdir().unwrap();
        fs::write_whole(&site.path().join("content/cases/oslo.md"), b"one\ntwo\n").unwrap();
        let source = SourceFile::new("content/cases/oslo.md", "one\ntwo\n");
        let mut problems = Diagnostics::new();
        problems.push(
            Diagnostic::warning(Code::BadDate, say!("a {day}", day = 1)).in_file(&source, 4..7).help(say!("write it")),
        );
        problems.push(Diagnostic::warning(Code::BadFileName, say!("a name")).at(Place::of_file("x.md")));
        problems.push(Diagnostic::notice(Code::VanishedAddress, say!("an address")));
        let mut repeated = Diagnostics::new();
        repeat(&store(&problems), site.path(), &mut repeated).unwrap();
        assert_eq!(repeated.into_sorted(), problems.into_sorted());
    }
}
