//! What an earlier build knew of the content files, so that files that are still the same need not be read.
//!
//! Comes in: content; goes out, in a later build: the entries whose files are unchanged. Only files without a problem are
//! remembered, so every problem is found again by reading its file. The memory is kept in a folder, in as many parts as make
//! each small: where one file changed, one part is written. A part knows the files whose paths follow each other, so that
//! what is read together later is read together here, and lies together in memory. A part that is damaged, or belongs to
//! another program or another configuration, is no memory.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::parts::Lists;
use super::{Content, Entry, Text};
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{self, Clock, Stage, Staged, Stamp};
use crate::base::kept::{self, Damage, Later, Whole};
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
pub(super) type Shelf<T> = Vec<Entry<T>>;

/// A part as it lies on the disk. The facts and the value of each file lie beside it, one after the other in a file of their
/// own: most builds need these of few files.
#[derive(Serialize, Deserialize)]
struct Part<'a> {
    key: Digest,
    parts: usize,
    start: &'a str,
    #[serde(borrow)]
    cases: Vec<Line<'a>>,
    articles: Vec<Line<'a>>,
    pages: Vec<Line<'a>>,
    terms: Vec<Line<'a>>,
    /// The fingerprint of the file beside it.
    rest: Digest,
}

/// What all builds need of a file.
#[derive(Serialize, Deserialize)]
struct Line<'a> {
    path: &'a str,
    stamp: Stamp,
    fingerprint: Digest,
    outline: Digest,
    body_start: usize,
    /// How many bytes its facts have.
    facts: usize,
    /// How many bytes, behind these, its value has.
    value: usize,
}

impl Memory {
    /// Reads what was saved in a folder for the same `key`, of the files of the site at `root`. What is not there is not
    /// remembered. What is read late may be damaged, which is noted.
    #[must_use]
    pub fn read(folder: &Path, key: Digest, root: &Path, damage: &Damage) -> Self {
        let site = &(Arc::from(root), damage);
        let Some((count, first)) = read_part(folder, 0, key, site) else { return Self::default() };
        let others = 1..count.clamp(1, MOST_PARTS);
        let read = |index| read_part(folder, index, key, site).map(|(_, part)| part).unwrap_or_default();
        let others: Vec<Self> = others.into_par_iter().map(read).collect();
        let mut memory = first;
        memory.cases.reserve_exact(others.iter().map(|part| part.cases.len()).sum());
        for part in others {
            memory.known.parts.extend(part.known.parts);
            memory.known.starts.extend(part.known.starts);
            memory.cases.extend(part.cases);
            memory.articles.extend(part.articles);
            memory.pages.extend(part.pages);
            memory.terms.extend(part.terms);
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
    if !shelf.is_sorted_by(|one, other| one.text.path() <= other.text.path()) {
        shelf.par_sort_unstable_by(|one, other| one.text.path().cmp(other.text.path()));
    }
}

/// What a part knows, and how many parts there are, if it is whole and belongs to `key`.
fn read_part(folder: &Path, index: usize, key: Digest, site: &(Arc<Path>, &Damage)) -> Option<(usize, Memory)> {
    let bytes = fs::read_if_there(&folder.join(index.to_string())).ok()??;
    let (part, fingerprint): (Part<'_>, Digest) = kept::from_bytes(&bytes)?;
    let Part { parts, start, cases, articles, pages, terms, rest, .. } = (part.key == key).then_some(part)?;
    let files = cases.len() + articles.len() + pages.len() + terms.len();
    let (root, damage) = site;
    let mut rest = Rest { root, whole: &Arc::new(Whole::new(folder.join(rest_of(index)), rest, damage)), done: 0 };
    let memory = Memory {
        cases: rest.shelf(cases),
        articles: rest.shelf(articles),
        pages: rest.shelf(pages),
        terms: rest.shelf(terms),
        known: Known { parts: vec![(files, fingerprint)], starts: vec![start.to_owned()] },
    };
    Some((parts, memory))
}

/// The name of the file beside a part.
fn rest_of(index: usize) -> String {
    format!("{index}.rest")
}

/// What lies beside a part.
struct Rest<'a> {
    root: &'a Arc<Path>,
    whole: &'a Arc<Whole>,
    /// Where what was not handed out yet begins.
    done: usize,
}

impl Rest<'_> {
    fn shelf<T>(&mut self, lines: Vec<Line<'_>>) -> Shelf<T> {
        let entry = |line: Line<'_>| Entry {
            text: Arc::new(Text::in_file(self.root, line.path.to_owned(), line.body_start, line.fingerprint)),
            facts: Later::within(self.whole, self.next(line.facts)),
            value: Some(Later::within(self.whole, self.next(line.value))),
            outline: line.outline,
            stamp: Some(line.stamp),
        };
        lines.into_iter().map(entry).collect()
    }

    fn next(&mut self, length: usize) -> Range<usize> {
        let start = self.done;
        self.done = start.saturating_add(length);
        start..self.done
    }
}

/// The number of a part that changed, its file, and the one beside it.
type Changed = (usize, Staged, Staged);

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

    /// Keeps it for the next build. Parts that the site had when it was larger go.
    ///
    /// # Errors
    /// A part cannot be written, or one that is left over cannot be removed.
    pub fn save(self) -> Result<()> {
        self.changed.iter().try_for_each(|(index, part, rest)| {
            rest.put(&self.folder.join(rest_of(*index)))?;
            part.put(&self.folder.join(index.to_string()))
        })?;
        let file = |name: String| self.folder.join(name);
        let mut left_over =
            (self.known.parts.len()..MOST_PARTS).take_while(|index| fs::is_file(&file(index.to_string())));
        left_over.try_for_each(|index| {
            fs::remove_file_and_empty_folders(&file(rest_of(index)), &self.folder)?;
            fs::remove_file_and_empty_folders(&file(index.to_string()), &self.folder)
        })
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
        let mut rest = Vec::new();
        let part = Part {
            key,
            parts,
            start: &known.starts[index],
            cases: lines(&part.cases, clock, &mut rest),
            articles: lines(&part.articles, clock, &mut rest),
            pages: lines(&part.pages, clock, &mut rest),
            terms: lines(&part.terms, clock, &mut rest),
            rest: Digest::of(&rest),
        };
        let (bytes, fingerprint) = kept::to_bytes(&part);
        let files = part.cases.len() + part.articles.len() + part.pages.len() + part.terms.len();
        Ok((Some((index, stage.write(&bytes)?, stage.write(&rest)?)), (files, fingerprint)))
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

/// What a part has to say of these files; their facts and values are added to `rest`.
fn lines<'a, T: Serialize>(lists: &[&'a [Entry<T>]], clock: Clock, rest: &mut Vec<u8>) -> Vec<Line<'a>> {
    let line = |entry: &'a Entry<T>| {
        let stamp = entry.stamp.filter(|stamp| clock.is_after(*stamp))?;
        let value = entry.value.as_ref()?;
        Some(Line {
            path: entry.text.path(),
            stamp,
            fingerprint: entry.text.fingerprint(),
            outline: entry.outline,
            body_start: entry.text.body_start(),
            facts: entry.facts.append_to(rest),
            value: value.append_to(rest),
        })
    };
    lists.iter().copied().flatten().filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Diagnostics;
    use crate::content::load;
    use crate::content::tests::{config, site_with};
    use crate::markdown::Targets;

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
        let memory = Memory::read(&folder, key, site.path(), &Damage::default());
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
        let nothing = Targets::default();
        assert_eq!(draft.fill(&nothing).sections().next().unwrap().html, "<p>One <a href=\"bern.md\">x</a>.</p>\n");
        assert!(Memory::read(&folder, Digest::of(b"other"), site.path(), &Damage::default()).known().files() == 0);
    }

    #[test]
    fn what_a_larger_site_left_goes() {
        let site = site_with(&[("cases/oslo.md", OSLO)]);
        let folder = site.path().join(".cache/content");
        for name in ["0", "0.rest", "1", "1.rest", "2", "2.rest"] {
            fs::write_whole(&folder.join(name), b"a part").unwrap();
        }
        let content = loaded(&site, Memory::default());
        remember(&content, &folder, Digest::default(), far_off(&site), &Known::default()).unwrap().save().unwrap();
        assert_eq!(fs::list_files(&folder).unwrap(), ["0", "0.rest"]);
        assert_eq!(Memory::read(&folder, Digest::default(), site.path(), &Damage::default()).known().files(), 1);
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
            assert!(Memory::read(&folder, Digest::default(), site.path(), &Damage::default()).known().files() == 0);
            fs::write_whole(&file, &whole[..place]).unwrap();
            assert!(Memory::read(&folder, Digest::default(), site.path(), &Damage::default()).known().files() == 0);
        }
    }

    #[test]
    fn a_file_that_may_change_without_showing_it_is_not_remembered() {
        let site = site_with(&[("cases/oslo.md", OSLO)]);
        let folder = site.path().join(".cache/content");
        let content = loaded(&site, Memory::default());
        let clock = Clock::of(listed(&site)[0].1);
        remember(&content, &folder, Digest::default(), clock, &Known::default()).unwrap().save().unwrap();
        assert!(Memory::read(&folder, Digest::default(), site.path(), &Damage::default()).known().files() == 0);
    }
}
