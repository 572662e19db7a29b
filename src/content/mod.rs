//! The content folder, read and checked.
//!
//! Comes in: the files below `content/` and the names of those below `assets/`, and what an earlier build remembers of
//! them; goes out: all cases, articles, pages and terms, and every problem in them, each with its file and line. What
//! depends on the whole site (addresses, who is shown beside whom) is decided in `site/`.

mod check;
mod days;
mod elsewhere;
mod entry;
mod files;
mod filing;
mod finds;
mod links;
mod load;
mod memory;
mod parts;
mod suggestions;
mod text;
mod translations;

pub use check::{AddressLink, check};
pub use elsewhere::check_hosts;
pub use entry::{Entry, Facts};
pub use files::{AnyFile, Scope, find_in};
pub use filing::{Filed, Filing};
pub use finds::{Find, FindKind, Finds};
pub use links::{LinkTarget, resolve};
pub use load::{Listed, folders, load, load_terms};
pub use memory::{Known, Memory, Remembered, remember};
pub use text::Text;
pub use translations::Translations;

use crate::base::slug::Slug;
use crate::casefile::is_translation;
use crate::model::{Article, Case, Page, Schedule, Term};

/// The folder of the content.
pub const CONTENT_FOLDER: &str = "content";
/// The folder of the pictures and files that people give.
pub const ASSETS_FOLDER: &str = "assets";

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
    /// Translations of all these, which are not shown yet.
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
    pub facts: &'a Facts,
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

    /// Was any of them read, because it was new or changed?
    #[cfg(test)]
    fn was_read(&self) -> bool {
        self.cases.iter().chain(&self.translations.cases).any(|entry| entry.text.is_fresh())
    }

    /// The content file at a path relative to the root.
    #[must_use]
    pub fn document(&self, path: &str) -> Option<Document<'_>> {
        fn find<'a, T>(entries: &'a [Entry<T>], path: &str) -> Option<&'a Entry<T>> {
            entries.binary_search_by(|entry| entry.text.path().cmp(path)).ok().map(|index| &entries[index])
        }
        fn document<'a, T>(entry: &'a Entry<T>, taxonomy: Option<&'a str>) -> Document<'a> {
            let kind = |filing: &'a Filing| match taxonomy {
                Some(taxonomy) => DocumentKind::Term(taxonomy, &filing.slug),
                None => DocumentKind::Text(filing.schedule),
            };
            Document { kind: entry.filing().map(kind), facts: entry.facts.get() }
        }
        let (folder, _) = path.strip_prefix(CONTENT_FOLDER)?.strip_prefix('/')?.split_once('/')?;
        if is_translation(path) {
            return self.translations.facts(path).map(|facts| Document { kind: None, facts });
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
mod tests {
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
        let content = load(site.path(), &config(), &listed, Memory::default(), &mut Diagnostics::new()).unwrap();
        let found = content.document("content/cases/b.md").unwrap();
        assert!(matches!(found.kind, Some(DocumentKind::Text(schedule)) if schedule.draft));
        assert_eq!(found.facts.heading_ids, "one");
        assert!(content.document("content/pages/about.md").is_some());
        assert!(content.document("content/pages/c.md").is_none());
        assert!(content.document("assets/a.md").is_none());
    }
}
