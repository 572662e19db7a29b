//! What the build makes: one file each, listed in one table.
//!
//! Comes in: the site and the theme; goes out: artifacts, each an address and what to put there. An output reads no file,
//! prints nothing and knows no other output. Pages are described here and made when they are rendered, so that memory does
//! not grow with the site. To add an output: write a file with a `plan` and add it to `OF_EDITIONS`,
//! or to `OF_PUBLICATIONS` where all editions share it.

mod alternates;
mod article;
mod artifact;
mod assets;
mod atlas;
mod booklets;
mod cards;
mod case;
mod cases;
mod citations;
mod colours;
mod compare;
mod coverage;
mod covers;
mod data;
mod data_scripts;
mod feeds;
mod filters;
mod giving_way;
mod home;
mod hosts;
mod links;
mod llms;
mod maps;
mod matrix;
mod not_found;
mod offline;
mod page;
mod pictures;
mod plain_copies;
mod redirects;
mod robots;
mod root;
mod search;
mod share_cards;
mod sitemap;
mod structured_data;
mod subjects;
mod taxonomies;
mod term_names;
mod terms;
mod texts;
mod view_cache;
mod web_manifest;
mod years;

pub use artifact::{Artifact, Content, Draw, Failure, Listing, MadeFile, Purpose, Views};
pub use citations::is_office;
pub use colours::{Scheme, colour, contrast};

use citations::CitationCache;
use data::DataCache;
use data_scripts::PartKeys;
use giving_way::drop_those_that_give_way;
use rayon::prelude::*;
use serde::Serialize;
use term_names::TermNames;
use view_cache::ViewCache;

use crate::base::diag::Diagnostics;
use crate::base::url::SitePath;
use crate::site::Site;
use crate::theme::Theme;
use crate::theme::views::{Shared, SiteView};

/// A publication in one language, and how it looks.
pub struct Edition {
    /// What is published.
    pub site: Site,
    /// How it looks, and the words of its language.
    pub theme: Theme,
    /// What every template sees as `site`.
    site_view: Shared<SiteView>,
    key_views: ViewCache,
    page_views: ViewCache,
    term_names: TermNames,
    data: DataCache,
    citations: CitationCache,
    filters: PartKeys,
    compare: PartKeys,
}

impl Edition {
    /// A site in the words of a theme.
    #[must_use]
    pub fn new(site: Site, theme: Theme) -> Self {
        let site_view = Shared::from(page::site_view(&site, &theme));
        let (key_views, page_views) = (ViewCache::new(&site), ViewCache::new(&site));
        let (data, citations) = (DataCache::new(&site), CitationCache::new(&site));
        let (filters, compare) = (PartKeys::new(&site), PartKeys::new(&site));
        Self {
            site_view,
            key_views,
            page_views,
            term_names: TermNames::default(),
            data,
            citations,
            filters,
            compare,
            site,
            theme,
        }
    }
}

/// What every output is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// What is published.
    pub site: &'a Site,
    /// How it looks, and the words of its language.
    pub theme: &'a Theme,
    /// The editions of the publication, that of the originals first.
    pub publication: &'a [Edition],
    edition: &'a Edition,
    /// What views are made for.
    purpose: Purpose,
}

impl<'a> Input<'a> {
    /// What the outputs of an edition are made from.
    fn new(edition: &'a Edition, publication: &'a [Edition]) -> Self {
        Self { site: &edition.site, theme: &edition.theme, publication, edition, purpose: Purpose::Page }
    }

    /// The same for another purpose.
    fn with(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    /// Views that many pages show, made for the same purpose.
    fn cache(self) -> &'a ViewCache {
        match self.purpose {
            Purpose::Key => &self.edition.key_views,
            Purpose::Page => &self.edition.page_views,
        }
    }
}

impl<'a> Input<'a> {
    /// The same for the edition in whose folder an address lies; none where there is one edition.
    fn in_edition_of(self, path: &SitePath) -> Option<Self> {
        let folder = |edition: &&Edition| edition.site.routes.folder().len();
        let holds = |edition: &&Edition| path.as_str().starts_with(edition.site.routes.folder());
        let edition = self.publication.iter().filter(holds).max_by_key(folder)?;
        (self.publication.len() > 1).then(|| Self::new(edition, self.publication))
    }

    /// What a template sees: `site`, and the template's own view under its name.
    fn views(self, name: &'static str, view: &impl Serialize) -> Views {
        let mut views = Views::new(self.purpose);
        views.insert("site", &self.edition.site_view);
        views.insert(name, view);
        views
    }
}

type Plan = for<'a> fn(Input<'a>) -> Vec<Artifact<'a>>;

/// What every edition has.
const OF_EDITIONS: [Plan; 26] = [
    home::plan,
    case::plan,
    covers::plan,
    atlas::plan,
    matrix::plan,
    coverage::plan,
    years::plan,
    cases::plan,
    filters::plan,
    compare::plan,
    article::plan,
    texts::plan,
    taxonomies::plan,
    terms::plan,
    data::plan,
    citations::plan,
    plain_copies::plan,
    llms::plan,
    booklets::plan,
    share_cards::plan,
    feeds::plan,
    search::plan,
    redirects::plan,
    not_found::plan,
    offline::plan,
    web_manifest::plan,
];

/// What every edition has that takes long to plan, and that no other file says anything of.
const INDEXES_OF_EDITIONS: [Plan; 1] = [search::plan_index];

/// What a publication has once, but for the sitemap and the files for hosts, which list what the others make.
const OF_PUBLICATIONS: [Plan; 5] =
    [root::plan, robots::plan, assets::plan, web_manifest::plan_icons, offline::plan_worker];

/// Everything that the publication consists of, in a fixed order. The sitemap comes first: it is the largest file of a large site,
/// and made last it would keep one core busy while the others have nothing left to do. What gives way to a page of the site is told in
/// `problems`.
#[must_use]
pub fn plan<'a>(publication: &'a [Edition], problems: &mut Diagnostics) -> Vec<Artifact<'a>> {
    planned(publication, OF_EDITIONS.into_iter().chain(INDEXES_OF_EDITIONS), problems)
}

/// The same without the indexes, for who makes one file at a time.
#[must_use]
pub fn plan_without_indexes<'a>(publication: &'a [Edition], problems: &mut Diagnostics) -> Vec<Artifact<'a>> {
    planned(publication, OF_EDITIONS.into_iter(), problems)
}

/// The indexes that the publication is searched by.
#[must_use]
pub fn plan_indexes(publication: &[Edition]) -> Vec<Artifact<'_>> {
    let inputs = publication.iter().map(|edition| Input::new(edition, publication));
    inputs.flat_map(|input| INDEXES_OF_EDITIONS.map(|plan| plan(input))).flatten().collect()
}

fn planned<'a>(
    publication: &'a [Edition],
    of_editions: impl Iterator<Item = Plan> + Clone,
    problems: &mut Diagnostics,
) -> Vec<Artifact<'a>> {
    let Some(first) = publication.first().map(|first| Input::new(first, publication)) else { return Vec::new() };
    let inputs = publication.iter().map(|edition| Input::new(edition, publication));
    let of_editions = inputs.flat_map(|input| of_editions.clone().map(move |plan| (plan, input)));
    let plans: Vec<(Plan, Input<'_>)> = of_editions.chain(OF_PUBLICATIONS.map(|plan| (plan, first))).collect();
    let planned: Vec<Vec<Artifact<'_>>> = plans.par_iter().with_max_len(1).map(|(plan, input)| plan(*input)).collect();
    let mut artifacts: Vec<Artifact<'_>> = planned.into_iter().flatten().collect();
    // What is left out is in no list either.
    drop_those_that_give_way(&mut artifacts, problems);
    artifacts.insert(0, sitemap::plan(first, &artifacts));
    let hosts = hosts::plan(first, &artifacts);
    artifacts.extend(hosts);
    artifacts
}
