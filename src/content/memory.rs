//! What an earlier build knew of the content files, so that files that are still the same need not be read.
//!
//! Comes in: content, and later the same as bytes; goes out: entries whose stamp is unchanged. Only files without a problem
//! are remembered, so every problem is found again by reading its file. Bytes that cannot be understood are no memory.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::entry::Facts;
use super::{Content, Entry, Text};
use crate::base::digest::Digest;
use crate::base::fs::{Clock, Stamp};
use crate::model::{Article, Case, Page, Term};

/// How many entries are written and read as one piece.
const CHUNK: usize = 512;

/// What an earlier build knew.
#[derive(Default)]
pub struct Memory {
    pub(super) cases: Shelf<Case>,
    pub(super) articles: Shelf<Article>,
    pub(super) pages: Shelf<Page>,
    pub(super) terms: Vec<(String, Shelf<Term>)>,
}

/// Entries of one kind, sorted by path.
pub(super) type Shelf<T> = Vec<Saved<T>>;

/// An entry without its text.
#[derive(Serialize, Deserialize)]
pub(super) struct Saved<T> {
    pub path: String,
    pub stamp: Stamp,
    fingerprint: Digest,
    body_start: usize,
    value: T,
    facts: Facts,
}

impl<T> Saved<T> {
    pub(super) fn into_entry(self, root: &Arc<Path>) -> Entry<T> {
        let text = Text::in_file(root, self.path, self.body_start, self.fingerprint);
        Entry { value: Some(self.value), text: Arc::new(text), facts: self.facts, stamp: Some(self.stamp) }
    }
}

/// How the memory lies in its file: what it belongs to, then the lengths of the pieces behind this.
#[derive(Serialize, Deserialize)]
struct Head {
    key: Digest,
    cases: Vec<usize>,
    articles: Vec<usize>,
    pages: Vec<usize>,
    terms: Vec<(String, Vec<usize>)>,
}

impl Memory {
    /// How many files it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        let terms: usize = self.terms.iter().map(|(_, shelf)| shelf.len()).sum();
        self.cases.len() + self.articles.len() + self.pages.len() + terms
    }

    /// Does it know nothing?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads what [`save`] wrote. The memory is empty where the bytes belong to another `key` or cannot be understood.
    #[must_use]
    pub fn read(bytes: &[u8], key: Digest) -> Self {
        Self::try_read(bytes, key).unwrap_or_default()
    }

    fn try_read(bytes: &[u8], key: Digest) -> Option<Self> {
        let (head, mut rest) = postcard::take_from_bytes::<Head>(bytes).ok()?;
        if head.key != key {
            return None;
        }
        Some(Self {
            cases: read_shelf(&head.cases, &mut rest)?,
            articles: read_shelf(&head.articles, &mut rest)?,
            pages: read_shelf(&head.pages, &mut rest)?,
            terms: head
                .terms
                .into_iter()
                .map(|(taxonomy, lengths)| Some((taxonomy, read_shelf(&lengths, &mut rest)?)))
                .collect::<Option<_>>()?,
        })
    }
}

fn read_shelf<T: DeserializeOwned + Send>(lengths: &[usize], rest: &mut &[u8]) -> Option<Shelf<T>> {
    let mut pieces = Vec::with_capacity(lengths.len());
    for length in lengths {
        let (piece, after) = rest.split_at_checked(*length)?;
        pieces.push(piece);
        *rest = after;
    }
    let shelves: Option<Vec<Shelf<T>>> = pieces.into_par_iter().map(|piece| postcard::from_bytes(piece).ok()).collect();
    let mut shelf: Shelf<T> = shelves?.into_iter().flatten().collect();
    // Translations were saved behind the originals that they stand among; a list that is sorted already costs little.
    shelf.sort_by(|one, other| one.path.cmp(&other.path));
    Some(shelf)
}

/// The bytes of a memory of `content`. Files that changed so late that their stamp may not show the next change are left
/// out (`clock` is the disk's when the build began).
#[must_use]
pub fn save(content: &Content, key: Digest, clock: Clock) -> Vec<u8> {
    let translations = &content.translations;
    let mut pieces = Vec::new();
    let head = Head {
        key,
        cases: save_shelf(&content.cases, &translations.cases, clock, &mut pieces),
        articles: save_shelf(&content.articles, &translations.articles, clock, &mut pieces),
        pages: save_shelf(&content.pages, &translations.pages, clock, &mut pieces),
        // Translations of terms are few, and are read again.
        terms: content
            .terms
            .iter()
            .map(|(taxonomy, entries)| (taxonomy.clone(), save_shelf(entries, &[], clock, &mut pieces)))
            .collect(),
    };
    let mut bytes = postcard::to_stdvec(&head).unwrap_or_default();
    bytes.extend(pieces.into_iter().flatten());
    bytes
}

/// [`Saved`] as it is written, field by field the same.
#[derive(Serialize)]
struct ToSave<'a, T> {
    path: &'a str,
    stamp: Stamp,
    fingerprint: Digest,
    body_start: usize,
    value: &'a T,
    facts: &'a Facts,
}

fn save_shelf<T: Serialize + Sync>(
    entries: &[Entry<T>],
    translations: &[Entry<T>],
    clock: Clock,
    pieces: &mut Vec<Vec<u8>>,
) -> Vec<usize> {
    let to_save = |entry: &'_ Entry<T>| -> Option<Vec<u8>> {
        let stamp = entry.stamp.filter(|stamp| clock.is_after(*stamp))?;
        let saved = ToSave {
            path: entry.text.path(),
            stamp,
            fingerprint: entry.text.fingerprint(),
            body_start: entry.text.body_start(),
            value: entry.value.as_ref()?,
            facts: &entry.facts,
        };
        postcard::to_stdvec(&saved).ok()
    };
    let save_chunk = |chunk: &[Entry<T>]| -> Vec<u8> {
        let saved: Vec<Vec<u8>> = chunk.iter().filter_map(to_save).collect();
        // A list is its length and then its items, one behind the other.
        let mut piece = postcard::to_stdvec(&saved.len()).unwrap_or_default();
        piece.extend(saved.into_iter().flatten());
        piece
    };
    let chunks = entries.par_chunks(CHUNK).chain(translations.par_chunks(CHUNK));
    let saved: Vec<Vec<u8>> = chunks.map(save_chunk).collect();
    let lengths = saved.iter().map(Vec::len).collect();
    pieces.extend(saved);
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Diagnostics;
    use crate::base::fs;
    use crate::content::load;
    use crate::content::tests::{config, site_with};

    #[test]
    fn what_was_saved_is_what_was_read() {
        let text = "---\ncity: Oslo\ncountry: NO\ntitle: Oslo\n---\n\n## Context\n\nOne [x](bern.md).\n";
        let site = site_with(&[("cases/oslo.md", text), ("cases/oslo.fa.md", text)]);
        let listed = fs::list_with_stamps(&site.path().join("content")).unwrap();
        let mut problems = Diagnostics::new();
        let fresh = load(site.path(), &config(), &listed, Memory::default(), &mut problems).unwrap();
        assert!(problems.is_empty() && fresh.was_read());
        let mut far_off = listed[0].1;
        far_off.modified = i64::MAX;
        let later = Clock::of(far_off);
        let bytes = save(&fresh, Digest::of(b"key"), later);
        let memory = Memory::read(&bytes, Digest::of(b"key"));
        assert_eq!((memory.len(), fresh.len()), (2, 2));
        let recalled = load(site.path(), &config(), &listed, memory, &mut problems).unwrap();
        assert!(!recalled.was_read());
        assert_eq!(recalled.cases[0].value, fresh.cases[0].value);
        assert_eq!(recalled.cases[0].facts, fresh.cases[0].facts);
        assert_eq!(recalled.cases[0].text.body().unwrap(), "\n## Context\n\nOne [x](bern.md).\n");
        assert!(Memory::read(&bytes, Digest::of(b"other")).is_empty());
        for cut in 0..bytes.len() {
            // Whatever is left, nothing panics, and nothing is made up.
            assert!(Memory::read(&bytes[..cut], Digest::of(b"key")).len() <= 2);
        }
    }

    #[test]
    fn a_file_that_may_change_without_showing_it_is_not_remembered() {
        let site = site_with(&[("cases/oslo.md", "---\ncity: Oslo\ncountry: NO\ntitle: Oslo\n---\n")]);
        let listed = fs::list_with_stamps(&site.path().join("content")).unwrap();
        let content = load(site.path(), &config(), &listed, Memory::default(), &mut Diagnostics::new()).unwrap();
        let bytes = save(&content, Digest::default(), Clock::of(listed[0].1));
        assert!(Memory::read(&bytes, Digest::default()).is_empty());
    }
}
