//! What an earlier build knew of the content files, so that files that are still the same need not be read.
//!
//! Comes in: content; goes out, in a later build: the entries whose files are unchanged. Only files without a problem are
//! remembered, so every problem is found again by reading its file. The memory is kept in a folder, in as many parts as make
//! each small: where one file changed, one part is written. A part knows the files whose paths follow each other, so that
//! what is read together later is read together here, and lies together in memory. A part that is damaged, or belongs to
//! another program or another configuration, is no memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::entry::Facts;
use super::parts::Lists;
use super::{Content, Entry, Text};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{self, Clock, Stage, Staged, Stamp};
use crate::base::kept::{self, Later};
use crate::model::{Article, Case, Page, Term};

/// About how many files a part knows.
const FILES_IN_PART: usize = 256;
/// The most parts.
const MOST_PARTS: usize = 64;

/// What an earlier build knew.
#[derive(Default)]
pub struct Memory {
    pub(super) cases: Shelf<Case>,
    pub(super) articles: Shelf<Article>,
    pub(super) pages: Shelf<Page>,
    pub(super) terms: Shelf<Term>,
    known: Known,
}

/// What there is of a memory besides its entries.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// For each part, how many files it knows, and the fingerprint of its bytes.
    parts: Vec<(usize, Digest)>,
    /// For each part, the path from which on it knows files; nothing for the first.
    starts: Vec<String>,
}

impl Known {
    /// The fingerprint of all that is remembered.
    #[must_use]
    pub fn state(&self) -> Digest {
        let mut key = Digester::new("memory");
        for (_, part) in &self.parts {
            key.digest(*part);
        }
        key.finish()
    }

    /// How many files are known.
    #[cfg(test)]
    fn files(&self) -> usize {
        self.parts.iter().map(|(count, _)| count).sum()
    }
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
    value: Later<Box<T>>,
    facts: Box<Facts>,
}

impl<T> Saved<T> {
    pub(super) fn into_entry(self, root: &Arc<Path>) -> Entry<T> {
        let text = Text::in_file(root, self.path, self.body_start, self.fingerprint);
        Entry { value: Some(self.value), text: Arc::new(text), facts: self.facts, stamp: Some(self.stamp) }
    }
}

/// A part as it is read.
#[derive(Default, Deserialize)]
struct Part {
    key: Digest,
    parts: usize,
    start: String,
    cases: Shelf<Case>,
    articles: Shelf<Article>,
    pages: Shelf<Page>,
    terms: Shelf<Term>,
}

impl Memory {
    /// Reads what was saved in a folder for the same `key`. What is not there is not remembered.
    #[must_use]
    pub fn read(folder: &Path, key: Digest) -> Self {
        let Some(first) = read_part(folder, 0, key) else { return Self::default() };
        let count = first.0.parts.clamp(1, MOST_PARTS);
        let others = (1..count).into_par_iter().map(|index| read_part(folder, index, key).unwrap_or_default());
        let mut memory = Self::default();
        for (part, fingerprint) in std::iter::once(first).chain(others.collect::<Vec<_>>()) {
            let Part { start, cases, articles, pages, terms, .. } = part;
            let files = cases.len() + articles.len() + pages.len() + terms.len();
            memory.known.parts.push((files, fingerprint));
            memory.known.starts.push(start);
            memory.cases.extend(cases);
            memory.articles.extend(articles);
            memory.pages.extend(pages);
            memory.terms.extend(terms);
        }
        in_order(&mut memory.cases);
        in_order(&mut memory.articles);
        in_order(&mut memory.pages);
        in_order(&mut memory.terms);
        memory
    }

    /// What it is besides its entries, for [`remember`].
    #[must_use]
    pub fn known(&self) -> &Known {
        &self.known
    }
}

/// Sorts by path what is not sorted yet: where there are translations, they stand behind the others in each part.
fn in_order<T: Send>(shelf: &mut Shelf<T>) {
    if !shelf.is_sorted_by(|one, other| one.path <= other.path) {
        shelf.par_sort_unstable_by(|one, other| one.path.cmp(&other.path));
    }
}

/// A part and its fingerprint, if it is whole and belongs to `key`.
fn read_part(folder: &Path, index: usize, key: Digest) -> Option<(Part, Digest)> {
    let bytes = fs::read_if_there(&folder.join(index.to_string())).ok()??;
    kept::from_bytes(&bytes).filter(|(part, _): &(Part, _)| part.key == key)
}

/// [`Part`] as it is written, field by field the same.
#[derive(Serialize)]
struct PartToSave<'a> {
    key: Digest,
    parts: usize,
    start: &'a str,
    cases: Vec<ToSave<'a, Case>>,
    articles: Vec<ToSave<'a, Article>>,
    pages: Vec<ToSave<'a, Page>>,
    terms: Vec<ToSave<'a, Term>>,
}

/// [`Saved`] as it is written, field by field the same.
#[derive(Serialize)]
struct ToSave<'a, T> {
    path: &'a str,
    stamp: Stamp,
    fingerprint: Digest,
    body_start: usize,
    value: &'a Later<Box<T>>,
    facts: &'a Facts,
}

/// The number of a part that changed, and its file.
type Changed = (usize, Staged);

/// What is to be remembered. Where it is not saved, nothing of it is left.
pub struct Remembered {
    folder: PathBuf,
    changed: Vec<Changed>,
    /// What the memory will be.
    known: Known,
    /// Where the files wait.
    _stage: Stage,
}

impl Remembered {
    /// The fingerprint of all that will be remembered.
    #[must_use]
    pub fn state(&self) -> Digest {
        self.known.state()
    }

    /// Keeps it for the next build.
    ///
    /// # Errors
    /// A part cannot be written.
    pub fn save(self) -> Result<()> {
        self.changed.iter().try_for_each(|(index, part)| part.put(&self.folder.join(index.to_string())))
    }
}

/// What the next build should know of `content`, for `folder`; `known` is what the memory of this one had, and what is still
/// the same is not written again. Files that changed so late that their stamp may not show the next change are not
/// remembered (`clock` is the disk's when the build began).
///
/// # Errors
/// A part cannot be written.
pub fn remember(content: &Content, folder: &Path, key: Digest, clock: Clock, known: &Known) -> Result<Remembered> {
    let stage = Stage::new(folder.with_extension("stage"))?;
    let all = Lists::of(content);
    let parts = (all.len() / FILES_IN_PART).next_power_of_two().min(MOST_PARTS);
    let still_good = known.starts.len() == parts && known.starts.is_sorted_by(|one, other| one < other);
    let known = if still_good && all.is_even(&known.starts) {
        known
    } else {
        &Known { parts: Vec::new(), starts: all.starts(parts) }
    };
    // Each part is written aside as soon as it is ready, so that no more than a few are in memory.
    let keep = |index: usize| -> Result<(Option<Changed>, (usize, Digest))> {
        let part = all.part(&known.starts, index);
        let files = part.still_known();
        if files.is_some() && files == known.parts.get(index).map(|(files, _)| *files) {
            return Ok((None, known.parts[index]));
        }
        let part = PartToSave {
            key,
            parts,
            start: &known.starts[index],
            cases: to_save(&part.cases, clock),
            articles: to_save(&part.articles, clock),
            pages: to_save(&part.pages, clock),
            terms: to_save(&part.terms, clock),
        };
        let (bytes, fingerprint) = kept::to_bytes(&part);
        let files = part.cases.len() + part.articles.len() + part.pages.len() + part.terms.len();
        Ok((Some((index, stage.write(&bytes)?)), (files, fingerprint)))
    };
    let kept: Vec<_> = (0..parts).into_par_iter().map(keep).collect::<Result<_>>()?;
    let (changed, parts): (Vec<_>, Vec<_>) = kept.into_iter().unzip();
    Ok(Remembered {
        folder: folder.to_owned(),
        changed: changed.into_iter().flatten().collect(),
        known: Known { parts, starts: known.starts.clone() },
        _stage: stage,
    })
}

fn to_save<'a, T: Serialize>(lists: &[&'a [Entry<T>]], clock: Clock) -> Vec<ToSave<'a, T>> {
    let to_save = |entry: &'a Entry<T>| {
        Some(ToSave {
            path: entry.text.path(),
            stamp: entry.stamp.filter(|stamp| clock.is_after(*stamp))?,
            fingerprint: entry.text.fingerprint(),
            body_start: entry.text.body_start(),
            value: entry.value.as_ref()?,
            facts: &entry.facts,
        })
    };
    lists.iter().copied().flatten().filter_map(to_save).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Diagnostics;
    use crate::content::load;
    use crate::content::tests::{config, site_with};
    use crate::markdown::{Loading, Targets};

    const OSLO: &str = "---\ncity: Oslo\ncountry: NO\ntitle: Oslo\n---\n\n## Context\n\nOne [x](bern.md).\n";

    fn listed(site: &tempfile::TempDir) -> Vec<(String, Stamp)> {
        fs::list_with_stamps(&site.path().join("content")).unwrap()
    }

    fn loaded(site: &tempfile::TempDir, memory: Memory) -> Content {
        let mut problems = Diagnostics::new();
        let content = load(site.path(), &config(), &listed(site), memory, &mut problems).unwrap();
        assert!(problems.is_empty());
        content
    }

    /// A clock after everything that happened.
    fn far_off(site: &tempfile::TempDir) -> Clock {
        let mut stamp = listed(site)[0].1;
        stamp.modified = i64::MAX;
        Clock::of(stamp)
    }

    #[test]
    fn what_was_saved_is_what_was_read() {
        let site = site_with(&[("cases/oslo.md", OSLO), ("cases/oslo.fa.md", OSLO)]);
        let folder = site.path().join(".cache/content");
        let fresh = loaded(&site, Memory::default());
        assert!(fresh.was_read());
        let key = Digest::of(b"key");
        drop(remember(&fresh, &folder, key, far_off(&site), &Known::default()).unwrap());
        assert!(fs::list_files(&site.path().join(".cache")).unwrap().is_empty());
        remember(&fresh, &folder, key, far_off(&site), &Known::default()).unwrap().save().unwrap();
        let memory = Memory::read(&folder, key);
        assert_eq!((memory.known().files(), Lists::of(&fresh).len()), (2, 2));
        let known = memory.known().clone();
        let recalled = loaded(&site, memory);
        assert!(!recalled.was_read());
        let elsewhere = site.path().join(".cache/elsewhere");
        let same = remember(&recalled, &elsewhere, key, far_off(&site), &known).unwrap();
        assert_eq!((same.state(), same.changed.len()), (known.state(), 0));
        assert_eq!(recalled.cases[0].value, fresh.cases[0].value);
        assert_eq!(recalled.cases[0].facts, fresh.cases[0].facts);
        let draft = recalled.cases[0].text.draft().unwrap();
        let nothing = Targets { link: &|_| None, picture: &|_| None, first: Loading::Lazy };
        assert_eq!(draft.fill(&nothing).sections().next().unwrap().html, "<p>One <a href=\"bern.md\">x</a>.</p>\n");
        assert!(Memory::read(&folder, Digest::of(b"other")).known().files() == 0);
    }

    #[test]
    fn a_damaged_memory_is_none() {
        let site = site_with(&[("cases/oslo.md", OSLO)]);
        let folder = site.path().join(".cache/content");
        let content = loaded(&site, Memory::default());
        remember(&content, &folder, Digest::default(), far_off(&site), &Known::default()).unwrap().save().unwrap();
        let file = folder.join("0");
        let whole = fs::read(&file).unwrap();
        for place in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[place] ^= 4;
            fs::write_whole(&file, &damaged).unwrap();
            assert!(Memory::read(&folder, Digest::default()).known().files() == 0);
            fs::write_whole(&file, &whole[..place]).unwrap();
            assert!(Memory::read(&folder, Digest::default()).known().files() == 0);
        }
    }

    #[test]
    fn a_file_that_may_change_without_showing_it_is_not_remembered() {
        let site = site_with(&[("cases/oslo.md", OSLO)]);
        let folder = site.path().join(".cache/content");
        let content = loaded(&site, Memory::default());
        let clock = Clock::of(listed(&site)[0].1);
        remember(&content, &folder, Digest::default(), clock, &Known::default()).unwrap().save().unwrap();
        assert!(Memory::read(&folder, Digest::default()).known().files() == 0);
    }
}
