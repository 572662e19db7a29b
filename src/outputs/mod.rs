//! What the build makes: one file each, listed in one table.
//!
//! Comes in: the site and the theme; goes out: artifacts, each an address and what to put there. An output reads no file,
//! prints nothing and knows no other output. Pages are described here and made when they are rendered, so that memory does
//! not grow with the site. To add an output: write a file with a `plan` and add it to `OUTPUTS`.

mod article;
mod artifact;
mod assets;
mod cards;
mod case;
mod cases;
mod feeds;
mod home;
mod hosts;
mod links;
mod not_found;
mod page;
mod pictures;
mod redirects;
mod robots;
mod sitemap;
mod structured_data;
mod subjects;
mod taxonomies;
mod terms;
mod texts;
mod view_cache;

pub use artifact::{Artifact, Content, Failure, Listing, Purpose, Views};

use rayon::prelude::*;
use serde::Serialize;
use view_cache::ViewCache;

use crate::site::Site;
use crate::theme::Theme;
use crate::theme::views::{Shared, SiteView};

/// What every output is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// What is published.
    pub site: &'a Site,
    /// How it looks, and the words of its language.
    pub theme: &'a Theme,
    /// What every template sees as `site`.
    pub site_view: &'a Shared<SiteView>,
    /// What views are made for.
    purpose: Purpose,
    caches: &'a ViewCaches,
}

/// Views that many pages show: for keys, and for pages.
pub struct ViewCaches {
    key: ViewCache,
    page: ViewCache,
}

impl ViewCaches {
    /// Room for the views of a site.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self { key: ViewCache::new(site), page: ViewCache::new(site) }
    }
}

impl<'a> Input<'a> {
    /// What outputs are made from.
    #[must_use]
    pub fn new(site: &'a Site, theme: &'a Theme, site_view: &'a Shared<SiteView>, caches: &'a ViewCaches) -> Self {
        Self { site, theme, site_view, purpose: Purpose::Page, caches }
    }

    /// The same for another purpose.
    fn with(self, purpose: Purpose) -> Self {
        Self { purpose, ..self }
    }

    /// Views that many pages show, made for the same purpose.
    fn cache(self) -> &'a ViewCache {
        match self.purpose {
            Purpose::Key => &self.caches.key,
            Purpose::Page => &self.caches.page,
        }
    }
}

impl Input<'_> {
    /// What a template sees: `site`, and the template's own view under its name.
    fn views(self, name: &'static str, view: &impl Serialize) -> Views {
        let mut views = Views::new(self.purpose);
        views.insert("site", self.site_view);
        views.insert(name, view);
        views
    }
}

type Plan = for<'a> fn(Input<'a>) -> Vec<Artifact<'a>>;

/// Every output but the sitemap and the files for hosts, which list what the others make.
const OUTPUTS: [Plan; 12] = [
    home::plan,
    case::plan,
    cases::plan,
    article::plan,
    texts::plan,
    taxonomies::plan,
    terms::plan,
    feeds::plan,
    redirects::plan,
    not_found::plan,
    robots::plan,
    assets::plan,
];

/// Everything that the site consists of, in a fixed order. The sitemap comes first: it is the largest file of a large site,
/// and made last it would keep one core busy while the others have nothing left to do.
#[must_use]
pub fn plan<'a>(input: Input<'a>) -> Vec<Artifact<'a>> {
    let planned: Vec<Vec<Artifact<'a>>> = OUTPUTS.par_iter().with_max_len(1).map(|plan| plan(input)).collect();
    let mut artifacts: Vec<Artifact<'a>> = planned.into_iter().flatten().collect();
    artifacts.insert(0, sitemap::plan(input, &artifacts));
    let hosts = hosts::plan(input, &artifacts);
    artifacts.extend(hosts);
    artifacts
}

/// What every template sees as `site`.
#[must_use]
pub fn site_view(site: &Site) -> SiteView {
    page::site_view(site)
}
