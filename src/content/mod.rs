//! The content folder, read and checked.
//!
//! Comes in: the files below `content/` and the names of those below `assets/`; goes out: all cases, articles, pages and
//! terms, and every problem in them, each with its file and line. What depends on the whole site (addresses, who is shown
//! beside whom) is decided in `site/`.

mod check;
mod links;
mod load;
mod translations;

pub use check::{AddressLink, check};
pub use links::{LinkTarget, resolve};
pub use load::{folders, load, load_terms};
pub use translations::Translations;

use std::collections::BTreeMap;

use crate::base::slug::Slug;
use crate::casefile::ContentFile;
use crate::model::{Article, Case, Page, Schedule, Term};

/// The folder of the content.
pub const CONTENT_FOLDER: &str = "content";
/// The folder of the pictures and files that people give.
pub const ASSETS_FOLDER: &str = "assets";

/// All content files, each list sorted by path.
#[derive(Debug, Default)]
pub struct Content {
    /// `content/cases/`.
    pub cases: Vec<ContentFile<Case>>,
    /// `content/articles/`.
    pub articles: Vec<ContentFile<Article>>,
    /// `content/pages/`.
    pub pages: Vec<ContentFile<Page>>,
    /// For each taxonomy of `site.yaml`, in its order: its id and its terms.
    pub terms: Vec<(String, Vec<ContentFile<Term>>)>,
    /// Translations of all these, which are not shown yet.
    pub translations: Translations,
    /// The files below `assets/`, sorted.
    pub assets: Vec<String>,
}

/// A content file as others refer to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Document {
    /// A case.
    Case(Slug),
    /// An article.
    Article(Slug),
    /// A page.
    Page(Slug),
    /// A term: the taxonomy's id and its slug.
    Term(String, Slug),
}

impl Content {
    /// The terms of a taxonomy.
    #[must_use]
    pub fn terms_of(&self, taxonomy: &str) -> &[ContentFile<Term>] {
        self.terms.iter().find(|(id, _)| id == taxonomy).map_or(&[], |(_, terms)| terms)
    }

    /// Every content file by its path relative to the root, with its schedule.
    #[must_use]
    pub fn documents(&self) -> BTreeMap<&str, (Document, Schedule)> {
        let mut documents = BTreeMap::new();
        for file in &self.cases {
            if let Some(case) = &file.value {
                documents.insert(file.source.path(), (Document::Case(case.slug.clone()), case.schedule));
            }
        }
        for file in &self.articles {
            if let Some(article) = &file.value {
                documents.insert(file.source.path(), (Document::Article(article.slug.clone()), article.schedule));
            }
        }
        for file in &self.pages {
            if let Some(page) = &file.value {
                documents.insert(file.source.path(), (Document::Page(page.slug.clone()), page.schedule));
            }
        }
        for (taxonomy, files) in &self.terms {
            for file in files {
                if let Some(term) = &file.value {
                    let document = Document::Term(taxonomy.clone(), term.slug.clone());
                    documents.insert(file.source.path(), (document, Schedule::default()));
                }
            }
        }
        documents
    }
}
