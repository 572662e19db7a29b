//! Whether the content is what an earlier build had, but for the text of some bodies: the most frequent change of all, and
//! one that no other file, no list and no address depends on.

use rayon::prelude::*;

use super::{Content, Entry, Text, Translations};
use crate::base::digest::{Digest, Digester};

/// How many files are looked at as one piece of work.
const AT_ONCE: usize = 512;

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

impl Content {
    /// The fingerprint of all that other files, lists and addresses depend on: which files there are, and for each its front
    /// matter, its opening and the ids of its headings.
    #[must_use]
    pub fn outline(&self) -> Digest {
        let Translations { cases, articles, pages, terms } = &self.translations;
        let mut key = Digester::new("outline");
        add(&mut key, &self.cases);
        add(&mut key, &self.articles);
        add(&mut key, &self.pages);
        self.terms.iter().for_each(|(_, terms)| add(&mut key, terms));
        add(&mut key, cases);
        add(&mut key, articles);
        add(&mut key, pages);
        add(&mut key, terms);
        key.finish()
    }
}

fn add<T: Sync>(key: &mut Digester, entries: &[Entry<T>]) {
    let of_some = |entries: &[Entry<T>]| {
        let mut key = Digester::new("outlines");
        for Entry { value, text, facts, .. } in entries {
            key.text(text.path()).flag(value.is_some()).digest(facts.face).text(&facts.heading_ids);
        }
        key.finish()
    };
    let parts: Vec<Digest> = entries.par_chunks(AT_ONCE).map(of_some).collect();
    key.number(entries.len());
    for part in parts {
        key.digest(part);
    }
}
