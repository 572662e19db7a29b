//! The site, assembled once and never changed.
//!
//! Comes in: the content and the configuration; goes out: a `Site` in which everything that depends on the whole is
//! decided: who is shown, in which order, under which terms, beside whom, and at which address. Nothing here renders.

mod assemble;
mod redirects;
mod related;
pub mod routes;
mod taxonomies;

use std::collections::BTreeMap;

pub use assemble::assemble;
pub use redirects::Redirect;
pub use related::Related;
pub use routes::{RELATIVE_ROOT, Routes};
pub use taxonomies::{COUNTRIES, SiteTaxonomy, SiteTerm, TermId};

use crate::base::slug::Slug;
use crate::base::url::SitePath;
use crate::config::Config;
use crate::content::{LinkTarget, resolve};
use crate::model::{Article, Case, Hidden, Page};
use crate::places::Coordinates;

/// All that is published.
pub struct Site {
    /// What `site.yaml` says.
    pub config: Config,
    /// The addresses.
    pub routes: Routes,
    /// The cases, in the order in which they are listed.
    pub cases: Vec<SiteCase>,
    /// The articles, newest first.
    pub articles: Vec<SiteArticle>,
    /// The pages, by slug, without the text of the home page.
    pub pages: Vec<SitePage>,
    /// The text of the home page.
    pub home: Option<SitePage>,
    /// The taxonomies of `site.yaml` in its order, then the countries.
    pub taxonomies: Vec<SiteTaxonomy>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// What is not shown, sorted.
    pub hidden: Vec<HiddenText>,
    /// The paths of translations, relative to the root, sorted. They are not shown, as the site has one language.
    pub translations: Vec<String>,
    /// The files below `assets/`, sorted.
    pub assets: Vec<String>,
    /// Where each content file is shown, by its path.
    addresses: BTreeMap<String, SitePath>,
}

/// A case and what depends on the others.
pub struct SiteCase {
    /// The case.
    pub case: Case,
    /// Its file, relative to the root.
    pub path: String,
    /// Its terms, for each taxonomy of the site.
    pub terms: Vec<Vec<usize>>,
    /// Where the city lies: as the editor said, else as the gazetteer knows without doubt.
    pub coordinates: Option<Coordinates>,
    /// The article it came from, if that is shown.
    pub article: Option<usize>,
    /// Cases that share terms with it, the closest first.
    pub related: Vec<Related>,
}

/// An article and its cases.
pub struct SiteArticle {
    /// The article.
    pub article: Article,
    /// Its file, relative to the root.
    pub path: String,
    /// Its cases that are shown, in its order.
    pub cases: Vec<usize>,
}

/// A page and its file.
pub struct SitePage {
    /// The page.
    pub page: Page,
    /// Its file, relative to the root.
    pub path: String,
}

/// A text that is not shown, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct HiddenText {
    /// Why.
    pub reason: Hidden,
    /// The name of its file without the ending.
    pub name: Slug,
    /// Its file, relative to the root.
    pub path: String,
}

impl Site {
    /// The address to write for a link or picture in the content file at `from`; none where it is left as it is.
    #[must_use]
    pub fn link(&self, from: &str, target: &str) -> Option<String> {
        let with_fragment = |path: String, fragment: Option<String>| match fragment {
            Some(fragment) => format!("{path}#{fragment}"),
            None => path,
        };
        match resolve(from, target) {
            LinkTarget::External | LinkTarget::Fragment(_) | LinkTarget::Outside => None,
            LinkTarget::File(file, fragment) => {
                self.addresses.get(&file).map(|path| with_fragment(self.routes.link(path), fragment))
            }
            LinkTarget::Asset(file) => Some(self.routes.link(&self.routes.asset(&file))),
            LinkTarget::Address(path, fragment) => {
                Some(with_fragment(self.routes.link(&SitePath::file(path)), fragment))
            }
        }
    }

    /// The taxonomies that have an index and pages.
    pub fn taxonomies_with_pages(&self) -> impl Iterator<Item = &SiteTaxonomy> {
        self.taxonomies.iter().filter(|taxonomy| taxonomy.has_pages)
    }

    /// The term with this id.
    #[must_use]
    pub fn term(&self, id: TermId) -> &SiteTerm {
        &self.taxonomies[id.taxonomy].terms[id.term]
    }
}
