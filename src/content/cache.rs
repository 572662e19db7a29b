//! What the last build read of the content files, so that files that are still the same need not be read again.
//!
//! Comes in: content; goes out, in a later build: the entries of files that had no problem. One file holds all of them; one
//! that is damaged, or that another program or another configuration wrote, is no cache.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Analysis, Content, Entry, SourceText};
use crate::base::cache_file;
use crate::base::digest::Digest;
use crate::base::fs::{self, Clock, Stamp};
use crate::model::{Article, Case, Page, Term};

/// The entries of an earlier build, each list sorted by path. Translations stand among their originals.
#[derive(Default)]
pub struct Cache {
    pub(super) cases: Vec<Entry<Case>>,
    pub(super) articles: Vec<Entry<Article>>,
    pub(super) pages: Vec<Entry<Page>>,
    pub(super) terms: Vec<Entry<Term>>,
}

/// The cache as it lies on the disk.
#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    key: Digest,
    #[serde(borrow)]
    cases: Vec<StoredEntry<'a, Case>>,
    articles: Vec<StoredEntry<'a, Article>>,
    pages: Vec<StoredEntry<'a, Page>>,
    terms: Vec<StoredEntry<'a, Term>>,
}

#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "T: DeserializeOwned"))]
struct StoredEntry<'a, T: Clone> {
    path: &'a str,
    stamp: Stamp,
    fingerprint: Digest,
    body_start: usize,
    value: Cow<'a, T>,
    analysis: Cow<'a, Analysis>,
}

impl Cache {
    /// Reads the cache in `file`, if it was made for the same `key`, of the files of the site at `root`.
    #[must_use]
    pub fn read(file: &Path, key: Digest, root: &Arc<Path>) -> Self {
        let Ok(Some(bytes)) = fs::read_if_there(file) else { return Self::default() };
        let stored = cache_file::from_bytes::<Stored<'_>>(&bytes).filter(|stored| stored.key == key);
        let Some(Stored { cases, articles, pages, terms, .. }) = stored else { return Self::default() };
        Self {
            cases: entries(cases, root),
            articles: entries(articles, root),
            pages: entries(pages, root),
            terms: entries(terms, root),
        }
    }

    /// What the next look in the same process need not read again: what [`Cache::bytes_of`] would write.
    #[must_use]
    pub fn of(content: &Content, clock: Clock) -> Self {
        let translations = &content.translations;
        let terms = content.terms.iter().flat_map(|(_, terms)| terms);
        Self {
            cases: trusted(content.cases.iter().chain(&translations.cases), clock),
            articles: trusted(content.articles.iter().chain(&translations.articles), clock),
            pages: trusted(content.pages.iter().chain(&translations.pages), clock),
            terms: trusted(terms.chain(&translations.terms), clock),
        }
    }

    /// The bytes of the cache for the next build of `content`. Files with a problem are left out, so that it is found again,
    /// and those that changed so late that their stamp may not show the next change (`clock` is the disk's when the build
    /// began).
    #[must_use]
    pub fn bytes_of(content: &Content, key: Digest, clock: Clock) -> Vec<u8> {
        let translations = &content.translations;
        let terms = content.terms.iter().flat_map(|(_, terms)| terms);
        let stored = Stored {
            key,
            cases: stored(content.cases.iter().chain(&translations.cases), clock),
            articles: stored(content.articles.iter().chain(&translations.articles), clock),
            pages: stored(content.pages.iter().chain(&translations.pages), clock),
            terms: stored(terms.chain(&translations.terms), clock),
        };
        cache_file::to_bytes(&stored)
    }
}

fn entries<T: Clone>(stored: Vec<StoredEntry<'_, T>>, root: &Arc<Path>) -> Vec<Entry<T>> {
    let entry = |stored: StoredEntry<'_, T>| {
        let analysis = stored.analysis.into_owned();
        let text = SourceText::in_file(root, stored.path.to_owned(), stored.body_start, stored.fingerprint, analysis);
        Entry { value: Some(stored.value.into_owned()), text: Arc::new(text), stamp: Some(stored.stamp) }
    };
    stored.into_iter().map(entry).collect()
}

/// The entries whose files show their next change, sorted by path.
fn trusted<'a, T: Clone + 'a>(entries: impl Iterator<Item = &'a Entry<T>>, clock: Clock) -> Vec<Entry<T>> {
    let is_trusted =
        |entry: &&Entry<T>| entry.value.is_some() && entry.stamp.is_some_and(|stamp| clock.is_after(stamp));
    let mut all: Vec<Entry<T>> = entries.filter(is_trusted).cloned().collect();
    all.sort_by(|one, other| one.text.path().cmp(other.text.path()));
    all
}

fn stored<'a, T: Clone>(entries: impl Iterator<Item = &'a Entry<T>>, clock: Clock) -> Vec<StoredEntry<'a, T>> {
    let stored = |entry: &'a Entry<T>| {
        Some(StoredEntry {
            path: entry.text.path(),
            stamp: entry.stamp.filter(|stamp| clock.is_after(*stamp))?,
            fingerprint: entry.text.fingerprint(),
            body_start: entry.text.body_start(),
            value: Cow::Borrowed(entry.value.as_ref()?),
            analysis: Cow::Borrowed(entry.text.analysis()),
        })
    };
    let mut all: Vec<_> = entries.filter_map(stored).collect();
    all.sort_by(|one, other| one.path.cmp(other.path));
    all
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

    fn loaded(site: &tempfile::TempDir, cache: Cache) -> Content {
        let mut problems = Diagnostics::new();
        let content = load(&site.path().into(), &config(), &listed(site), cache, &mut problems).unwrap();
        assert!(problems.is_empty());
        content
    }

    fn read(site: &tempfile::TempDir, key: &[u8]) -> Cache {
        Cache::read(&file(site), Digest::of(key), &site.path().into())
    }

    fn file(site: &tempfile::TempDir) -> std::path::PathBuf {
        site.path().join(".cache/content.bin")
    }

    /// A clock after everything that happened.
    fn far_off(site: &tempfile::TempDir) -> Clock {
        let mut stamp = listed(site)[0].1;
        stamp.modified = i64::MAX;
        Clock::of(stamp)
    }

    fn write(site: &tempfile::TempDir, clock: Clock) -> Content {
        let content = loaded(site, Cache::default());
        fs::write_whole(&file(site), &Cache::bytes_of(&content, Digest::of(b"key"), clock)).unwrap();
        content
    }

    #[test]
    fn what_was_written_is_what_was_read() {
        let site = site_with(&[("cases/oslo.md", OSLO), ("cases/oslo.fa.md", OSLO)]);
        let first = write(&site, far_off(&site));
        let cache = read(&site, b"key");
        assert_eq!(cache.cases.len(), 2);
        let again = loaded(&site, cache);
        assert_eq!(again.cases[0].value, first.cases[0].value);
        assert_eq!(again.cases[0].text.analysis(), first.cases[0].text.analysis());
        let draft = again.cases[0].text.draft().unwrap();
        let nothing = Targets::default();
        assert_eq!(draft.fill(&nothing).sections().next().unwrap().html, "<p>One <a href=\"bern.md\">x</a>.</p>\n");
        assert!(read(&site, b"other").cases.is_empty());
    }

    #[test]
    fn a_damaged_cache_is_none() {
        let site = site_with(&[("cases/oslo.md", OSLO)]);
        write(&site, far_off(&site));
        let whole = fs::read(&file(&site)).unwrap();
        for index in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[index] ^= 4;
            fs::write_whole(&file(&site), &damaged).unwrap();
            assert!(read(&site, b"key").cases.is_empty());
            fs::write_whole(&file(&site), &whole[..index]).unwrap();
            assert!(read(&site, b"key").cases.is_empty());
        }
    }

    #[test]
    fn a_file_that_may_change_without_showing_it_is_read_again() {
        let site = site_with(&[("cases/oslo.md", OSLO)]);
        write(&site, Clock::of(listed(&site)[0].1));
        assert!(read(&site, b"key").cases.is_empty());
    }
}
