//! The content folder, read and checked.
//!
//! Comes in: the files below `content/` and the names of those below `assets/`, and what the cache has of
//! them; goes out: all cases, articles, pages and terms, and every problem in them, each with its file and line. What
//! depends on the whole site (addresses, who is shown beside whom) is decided in `site/`.

mod cache;
mod check;
mod days;
mod edition;
mod elsewhere;
mod entry;
mod fragments;
mod inherit;
mod links;
mod load;
pub mod names;
mod references;
mod suggestions;
mod term_names;
mod text;
mod translation_names;
mod translations;

pub use cache::Cache;
pub use check::{AddressLink, check};
pub use elsewhere::check_hosts;
pub use entry::{Analysis, AnyEntry, ContentValue, Entry};
use links::way;
pub use links::{LinkTarget, resolve};
pub use load::{Listed, folders, load, load_terms};
pub use references::{Reference, ReferenceKind};
pub use text::SourceText;
pub use translations::Translations;

use std::borrow::Cow;

use rayon::prelude::*;

use crate::base::slug::Slug;
use crate::casefile::{FileName, is_translation, translation_path};
use crate::model::{Article, Case, Page, Schedule, Term};

/// The folder of the content.
pub const CONTENT_FOLDER: &str = "content";
/// The folder of the pictures and files that people give.
pub const ASSETS_FOLDER: &str = "assets";

/// How many files a core looks at before others may take what is left.
const AT_ONCE: usize = 128;

/// All content files, each list sorted by path.
#[derive(Debug, Default)]
pub struct Content {
    /// `content/cases/`.
    pub cases: Vec<Entry<Case>>,
    /// `content/articles/`.
    pub articles: Vec<Entry<Article>>,
    /// `content/pages/`.
    pub pages: Vec<Entry<Page>>,
    /// For each taxonomy of `site.yaml`, in its order: its id and its terms.
    pub terms: Vec<(String, Vec<Entry<Term>>)>,
    /// Translations of all these.
    pub translations: Translations,
    /// The files below `assets/`, sorted, with their states.
    pub assets: Vec<Listed>,
}

/// A content file as others refer to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<'a> {
    /// What it is; none where it could not be read.
    pub kind: Option<DocumentKind<'a>>,
    /// What is known of its text.
    pub analysis: &'a Analysis,
}

/// What a content file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind<'a> {
    /// A case, an article or a page, which is shown at some times.
    Text(Schedule),
    /// A term: the taxonomy's id and its slug.
    Term(&'a str, &'a Slug),
}

impl Content {
    /// The terms of a taxonomy.
    #[must_use]
    pub fn terms_of(&self, taxonomy: &str) -> &[Entry<Term>] {
        self.terms.iter().find(|(id, _)| id == taxonomy).map_or(&[], |(_, terms)| terms)
    }

    /// The content file at a path relative to the root.
    #[must_use]
    pub fn document(&self, path: &str) -> Option<Document<'_>> {
        fn find<'a, T>(entries: &'a [Entry<T>], path: &str) -> Option<&'a Entry<T>> {
            entries.binary_search_by(|entry| entry.text.path().cmp(path)).ok().map(|index| &entries[index])
        }
        fn document<'a, T: ContentValue>(entry: &'a Entry<T>, taxonomy: Option<&'a str>) -> Document<'a> {
            let kind = |value: &'a T| match taxonomy {
                Some(taxonomy) => DocumentKind::Term(taxonomy, value.slug()),
                None => DocumentKind::Text(value.schedule()),
            };
            Document { kind: entry.value.as_ref().map(kind), analysis: entry.text.analysis() }
        }
        let (folder, _) = path.strip_prefix(CONTENT_FOLDER)?.strip_prefix('/')?.split_once('/')?;
        if is_translation(path) {
            return self.translations.analysis(path).map(|analysis| Document { kind: None, analysis });
        }
        match folder {
            "cases" => find(&self.cases, path).map(|entry| document(entry, None)),
            "articles" => find(&self.articles, path).map(|entry| document(entry, None)),
            "pages" => find(&self.pages, path).map(|entry| document(entry, None)),
            _ => {
                let (taxonomy, terms) = self.terms.iter().find(|(id, _)| id == folder)?;
                find(terms, path).map(|entry| document(entry, Some(taxonomy)))
            }
        }
    }

    /// The file that a link in the file at `from` means by `path`: its translation into the language of that file, if it has one.
    pub(in crate::content) fn in_language_of<'a>(&self, from: &str, path: &'a str) -> Cow<'a, str> {
        let Some(language) = FileName::of(from).language else { return Cow::Borrowed(path) };
        let translation = translation_path(path, language);
        let is_there = !is_translation(path) && self.translations.analysis(&translation).is_some();
        if is_there { Cow::Owned(translation) } else { Cow::Borrowed(path) }
    }

    /// All files, translations among them, always in the same order.
    fn entries(&self) -> Vec<AnyEntry<'_>> {
        fn of<T: ContentValue>(entries: &[Entry<T>]) -> impl Iterator<Item = AnyEntry<'_>> {
            entries.iter().map(AnyEntry::of)
        }
        let translations = self.translations.entries();
        let own_terms = self.terms.iter().flat_map(|(_, terms)| of(terms));
        let own = of(&self.cases).chain(of(&self.articles)).chain(of(&self.pages)).chain(own_terms);
        own.chain(translations).collect()
    }

    /// What there is to find in all files, looked for on all cores, in their order.
    pub fn find<R: Send, Found: IntoIterator<Item = R>>(
        &self,
        look: impl Fn(AnyEntry<'_>) -> Found + Sync + Send,
    ) -> Vec<R> {
        self.entries().into_par_iter().with_min_len(AT_ONCE).flat_map_iter(look).collect()
    }

    /// The paths of all content files that could be read.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        fn of<T>(entries: &[Entry<T>]) -> impl Iterator<Item = &str> {
            entries.iter().filter(|entry| entry.value.is_some()).map(|entry| entry.text.path())
        }
        let terms = self.terms.iter().flat_map(|(_, terms)| of(terms));
        of(&self.cases).chain(of(&self.articles)).chain(of(&self.pages)).chain(terms)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::base::diag::Diagnostics;
    use crate::base::fs;
    use crate::base::source::SourceFile;
    use crate::config::{self, Config};

    /// A folder with these files below `content/`.
    pub(crate) fn site_with(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            fs::write_whole(&folder.path().join(CONTENT_FOLDER).join(path), text.as_bytes()).unwrap();
        }
        folder
    }

    pub(crate) fn config() -> Config {
        let text = "title: T\nbase_url: https://example.org/\nlanguage: en\n";
        config::read(&SourceFile::new("site.yaml", text), &RefCell::default()).unwrap()
    }

    #[test]
    fn a_file_is_found_by_its_path() {
        let site = site_with(&[
            ("cases/a.md", "---\ncity: A\ncountry: NO\ntitle: A\n---\n"),
            ("cases/b.md", "---\ncity: B\ncountry: NO\ntitle: B\ndraft: true\n---\n## One\n"),
            ("pages/about.md", "---\ntitle: About\n---\n"),
        ]);
        let listed = fs::list_with_stamps(&site.path().join(CONTENT_FOLDER)).unwrap();
        let content = load(&site.path().into(), &config(), &listed, Cache::default(), &mut Diagnostics::new()).unwrap();
        let found = content.document("content/cases/b.md").unwrap();
        assert!(matches!(found.kind, Some(DocumentKind::Text(schedule)) if schedule.draft));
        assert_eq!(found.analysis.heading_ids, "one");
        assert!(content.document("content/pages/about.md").is_some());
        assert!(content.document("content/pages/c.md").is_none());
        assert!(content.document("assets/a.md").is_none());
    }
}
