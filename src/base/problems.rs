//! The problems of a run: a list that is sorted and shown at the edge.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::diag::{Code, Diagnostic, Severity};

/// The problems of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// No problems yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn extend(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// One after the other, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// Is there one that ends the run?
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Is there one of this kind?
    #[must_use]
    pub fn has(&self, code: Code) -> bool {
        self.list.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// Is there none at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Every warning ends the run, too.
    #[must_use]
    pub fn strict(mut self) -> Self {
        let warnings = self.list.iter_mut().filter(|diagnostic| diagnostic.severity == Severity::Warning);
        warnings.for_each(|diagnostic| diagnostic.severity = Severity::Error);
        self
    }

    /// Without warnings and notices of these kinds. What ends a run is not for anybody to allow.
    #[must_use]
    pub fn without(mut self, allowed: &[Code]) -> Self {
        self.list.retain(|diagnostic| diagnostic.severity == Severity::Error || !allowed.contains(&diagnostic.code));
        self
    }

    /// All, by file, place and code; the same problem at the same place once.
    #[must_use]
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        // By the English text whatever is shown, so that the order is the same in every language.
        let text = |problem: &Diagnostic| problem.message.english();
        let order = |one: &Diagnostic, other: &Diagnostic| one.sort_key().cmp(&other.sort_key());
        self.list.sort_by(|one, other| {
            // What has no place was told in an order that says something: the last one may count those that are left.
            let by_text = || if one.place.is_none() { Ordering::Equal } else { text(one).cmp(&text(other)) };
            order(one, other).then_with(by_text).then_with(|| one.severity.cmp(&other.severity))
        });
        let mut told = BTreeSet::new();
        self.list.retain(|problem| problem.place.is_some() || told.insert((problem.code, text(problem))));
        // What is a warning until a page meets it is told as the mistake that it is then.
        self.list
            .dedup_by(|one, other| one.place.is_some() && order(one, other).is_eq() && one.message == other.message);
        self.list
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iterator: I) -> Self {
        Self { list: iterator.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::SourceFile;

    #[test]
    fn a_strict_run_takes_warnings_for_mistakes_and_notices_for_what_they_are() {
        let list = || -> Diagnostics {
            [
                Diagnostic::error(Code::BadDate, say!("a")),
                Diagnostic::warning(Code::BadDate, say!("b")),
                Diagnostic::notice(Code::BadDate, say!("c")),
            ]
            .into_iter()
            .collect()
        };
        let severities = |list: Diagnostics| list.list.iter().map(|problem| problem.severity).collect::<Vec<_>>();
        assert_eq!(severities(list().strict()), [Severity::Error, Severity::Error, Severity::Notice]);
        assert_eq!(severities(list().without(&[Code::BadDate])), [Severity::Error]);
        assert_eq!(severities(list().without(&[Code::BadSlug])).len(), 3);
    }

    #[test]
    fn problems_are_sorted_by_place_and_told_once() {
        let source = SourceFile::new("a.md", "one\ntwo\n");
        let later = Diagnostic::error(Code::BadDate, say!("b")).in_file(&source, 4..7);
        let earlier = Diagnostic::error(Code::UnknownKey, say!("a")).in_file(&source, 0..3);
        let list: Diagnostics = [later.clone(), earlier.clone(), later.clone()].into_iter().collect();
        assert_eq!(list.into_sorted(), [earlier, later]);
    }
}
