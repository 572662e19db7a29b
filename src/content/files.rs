//! All content files as one list, and whether they are what an earlier build had, but for the text of some bodies: the most
//! frequent change of all, and one that no other file, no list and no address depends on.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Content, Entry, Facts, Text, Translations};
use crate::base::digest::{Digest, Digester};
use crate::base::kept::Later;

/// How many files are looked at as one piece of work.
const AT_ONCE: usize = 128;

/// Which content files are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All of them.
    All,
    /// Those that this build read: nothing was wrong with the others, and all that they refer to is as it was.
    Fresh,
}

impl Scope {
    /// Is this file checked?
    #[must_use]
    pub fn has(self, text: &Text) -> bool {
        self == Self::All || text.is_fresh()
    }
}

/// A content file of whatever kind.
#[derive(Debug, Clone, Copy)]
pub struct AnyFile<'a> {
    /// Its text.
    pub text: &'a Arc<Text>,
    facts: &'a Later<Box<Facts>>,
    outline: Digest,
}

impl<'a> AnyFile<'a> {
    /// What is known of it.
    #[must_use]
    pub fn facts(self) -> &'a Facts {
        self.facts.get()
    }
}

impl Content {
    /// The files of a scope, translations among them, always in the same order.
    #[must_use]
    pub fn files(&self, scope: Scope) -> Vec<AnyFile<'_>> {
        fn of<T>(entries: &[Entry<T>]) -> impl Iterator<Item = AnyFile<'_>> {
            entries.iter().map(|Entry { text, facts, outline, .. }| AnyFile { text, facts, outline: *outline })
        }
        let Translations { cases, articles, pages, terms } = &self.translations;
        let translations = of(cases).chain(of(articles)).chain(of(pages)).chain(of(terms));
        let own_terms = self.terms.iter().flat_map(|(_, terms)| of(terms));
        let own = of(&self.cases).chain(of(&self.articles)).chain(of(&self.pages)).chain(own_terms);
        own.chain(translations).filter(|file| scope.has(file.text)).collect()
    }

    /// The fingerprint of all that other files, lists and addresses depend on: the outline of every file.
    #[must_use]
    pub fn outline(&self) -> Digest {
        let mut key = Digester::new("outlines");
        for file in self.files(Scope::All) {
            key.digest(file.outline);
        }
        key.finish()
    }
}

/// What there is to find in some files, looked for on all cores, in their order.
pub fn find_in<R: Send, Found: IntoIterator<Item = R>>(
    files: &[AnyFile<'_>],
    look: impl Fn(&AnyFile<'_>) -> Found + Sync + Send,
) -> Vec<R> {
    files.par_iter().with_min_len(AT_ONCE).flat_map_iter(look).collect()
}
