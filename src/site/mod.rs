//! The site, assembled once and never changed.
//!
//! Comes in: the content and the configuration; goes out: a `Site` in which everything that depends on the whole is
//! decided: who is shown, in which order, under which terms, beside whom, and at which address. Nothing here renders.

mod addresses;
mod assemble;
mod colours;
mod coverage;
mod file_routes;
mod files;
mod ordering;
mod redirects;
mod related;
mod relation;
pub mod routes;
mod taxonomies;
mod texts;
mod years;

use std::collections::BTreeMap;
use std::sync::Arc;

use addresses::ByAddress;

pub use addresses::PageKey;
pub use assemble::assemble;
pub use files::{AssetPicture, Files, Published, Size, Stored};
pub use ordering::SiteOrdering;
pub use redirects::Redirect;
pub use relation::{Relation, RelationGroup};
pub use routes::{RELATIVE_ROOT, Routes};
pub use taxonomies::{COUNTRIES, SiteTaxonomy, SiteTerm, TermFile, TermId};
pub use texts::SiteText;
pub use years::SiteYear;

use serde::{Deserialize, Serialize};

use crate::base::date::Date;
use crate::base::jagged::Jagged;
use crate::base::slug::Slug;
use crate::config::Config;
use crate::content::{ContentValue, SourceText};
use crate::map::{Point, project, world_window};
use crate::model::{Article, Audience, Case, Hidden, Page};
use crate::places::Coordinates;

/// All that is published.
pub struct Site {
    /// What `site.yaml` says.
    pub config: Config,
    /// The addresses.
    pub routes: Routes,
    /// The cases, in the order in which they are listed.
    pub cases: Vec<SiteCase>,
    /// The day of the last change of any of them.
    pub latest: Option<Date>,
    /// The day for which the site is made.
    pub today: Date,
    /// Does any of them lie where the gazetteer says, and no editor?
    pub uses_gazetteer: bool,
    /// The terms of each case, sorted.
    terms: Jagged<TermId>,
    /// For each case, the indexes of those that are close to it.
    related: Jagged<usize>,
    /// The articles, newest first.
    pub articles: Vec<SiteArticle>,
    /// Their indexes by slug.
    article_places: BTreeMap<Slug, usize>,
    /// The pages, by slug, without the text of the home page.
    pub pages: Vec<SitePage>,
    /// The text of the home page.
    pub home: Option<SitePage>,
    /// The taxonomies of `site.yaml` in its order, then the countries.
    pub taxonomies: Vec<SiteTaxonomy>,
    /// The years with their cases, newest first; none where `site.yaml` leaves them out.
    pub years: Vec<SiteYear>,
    /// Old addresses.
    pub redirects: Vec<Redirect>,
    /// What is not shown, sorted.
    pub hidden: Vec<HiddenText>,
    /// The files below `assets/`, which all editions have.
    pub files: Arc<Files>,
    /// The indexes of the cases in `cases`, sorted by the paths of their files.
    by_path: Vec<usize>,
    /// Where the cases, articles and pages stand by the last parts of their addresses, of a publication in several languages.
    by_address: ByAddress,
}

/// A case.
pub struct SiteCase {
    /// The case.
    pub case: Case,
    /// Its text.
    pub text: Arc<SourceText>,
}

/// An article and its cases.
pub struct SiteArticle {
    /// The article.
    pub article: Article,
    /// Its text.
    pub text: Arc<SourceText>,
    /// Its cases that are shown, in its order.
    pub cases: Vec<usize>,
}

/// A page and its text.
pub struct SitePage {
    /// The page.
    pub page: Page,
    /// Its text.
    pub text: Arc<SourceText>,
}

/// A text that is not shown, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HiddenText {
    /// Why.
    pub reason: Hidden,
    /// The name of its file without the ending.
    pub name: Slug,
    /// Its file, relative to the root.
    pub path: String,
}

impl HiddenText {
    /// What to say of a text if `audience` may not see it.
    fn of(value: &impl ContentValue, text: &SourceText, audience: Audience) -> Option<Self> {
        let reason = value.schedule().hidden_from(audience)?;
        Some(Self { reason, name: value.slug().clone(), path: text.path().to_owned() })
    }
}

impl SiteCase {
    /// Where the city lies: as the editor said, else as the gazetteer knows without doubt.
    #[must_use]
    pub fn coordinates(&self) -> Option<Coordinates> {
        self.case.coordinates.or(self.text.analysis().coordinates)
    }

    /// Where it stands on the map of the world, if that reaches there.
    #[must_use]
    pub fn on_map(&self) -> Option<Point> {
        let at = project(self.coordinates()?);
        world_window().contains(at).then_some(at)
    }

    /// The summary: the editor's, else the beginning of the text.
    #[must_use]
    pub fn summary(&self) -> &str {
        self.case.summary.as_deref().unwrap_or(&self.text.analysis().excerpt)
    }
}

impl SiteArticle {
    /// The summary: the editor's, else the beginning of the text.
    #[must_use]
    pub fn summary(&self) -> &str {
        self.article.summary.as_deref().unwrap_or(&self.text.analysis().excerpt)
    }
}

impl SitePage {
    /// The summary: the editor's, else the beginning of the text.
    #[must_use]
    pub fn summary(&self) -> &str {
        self.page.summary.as_deref().unwrap_or(&self.text.analysis().excerpt)
    }
}

impl Site {
    /// The terms of a case, sorted: those of the first taxonomy first.
    #[must_use]
    pub fn terms_of(&self, case: usize) -> &[TermId] {
        self.terms.get(case)
    }

    /// Those of one taxonomy.
    #[must_use]
    pub fn terms_in(&self, case: usize, taxonomy: usize) -> &[TermId] {
        let terms = self.terms_of(case);
        let first = |taxonomy| terms.partition_point(|id| id.taxonomy < taxonomy);
        &terms[first(taxonomy)..first(taxonomy + 1)]
    }

    /// The cases that are close to a case, the closest first.
    #[must_use]
    pub fn related(&self, case: usize) -> &[usize] {
        self.related.get(case)
    }

    /// What two cases have in common, the rarest first; may be nothing where an editor put one beside the other.
    #[must_use]
    pub fn shared_terms(&self, case: usize, other: usize) -> Vec<TermId> {
        let others = self.terms_of(other);
        let mut shared: Vec<TermId> = self.terms_of(case).iter().copied().filter(|id| others.contains(id)).collect();
        shared.sort_by_key(|id| (self.term(*id).cases.len(), *id));
        shared
    }

    /// The article that a case came from, if that is shown.
    #[must_use]
    pub fn article_of(&self, case: usize) -> Option<usize> {
        self.article_places.get(self.cases[case].case.article.as_ref()?).copied()
    }

    /// The indexes in `cases`, in the order of their files. These were read one after the other and so lie in memory: who goes
    /// through all of them in this order takes less time, and what each page gives back is whole stretches of memory.
    #[must_use]
    pub fn cases_by_path(&self) -> &[usize] {
        &self.by_path
    }

    /// The text of the article, the case or the page at `path`, if it is shown.
    #[must_use]
    pub fn text(&self, path: &str) -> Option<&SourceText> {
        self.text_of(path).filter(|text| text.path() == path)
    }

    /// The taxonomies that have an index and pages, with their indexes in `taxonomies`.
    pub fn taxonomies_with_pages(&self) -> impl Iterator<Item = (usize, &SiteTaxonomy)> {
        self.taxonomies.iter().enumerate().filter(|(_, taxonomy)| taxonomy.has_pages)
    }

    /// The term with this id.
    #[must_use]
    pub fn term(&self, id: TermId) -> &SiteTerm {
        &self.taxonomies[id.taxonomy].terms[id.term]
    }
}
