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
mod keys;
mod links;
mod not_found;
mod page;
mod pictures;
mod pieces;
mod redirects;
mod robots;
mod sitemap;
mod structured_data;
mod taxonomies;
mod terms;
mod texts;

pub use artifact::{Artifact, Content, Failure, Listing};
pub use keys::Keys;
pub use pieces::Pieces;

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use crate::base::digest::Digest;
use crate::site::Site;
use crate::theme::Theme;
use crate::theme::views::SiteView;

/// What every output is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// What is published.
    pub site: &'a Site,
    /// How it looks, and the words of its language.
    pub theme: &'a Theme,
    /// What every template sees as `site`.
    pub site_view: &'a SiteView,
    /// The keys of what stands in many pages.
    pub keys: &'a Keys,
    /// What many pages show.
    pub pieces: &'a Pieces,
    /// Which artifacts are asked for.
    pub wanted: Wanted,
}

/// Which artifacts are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All.
    All,
    /// Those of which it is not known without a key that they are what the last build made: where nothing but the text of
    /// bodies changed, those that show one of these.
    Changed,
}

impl Input<'_> {
    /// Is an artifact with this key left out of the plan?
    fn skips(self, key: Option<Digest>) -> bool {
        self.wanted == Wanted::Changed && key.is_none()
    }

    /// A template's context: `site`, and the template's own view under its name.
    fn context(self, name: &'static str, view: &impl Serialize) -> Context {
        let mut context = Context::new();
        context.insert("site", &pieces::shared_site(self));
        context.insert(name, view);
        context
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

/// Everything that the site consists of, or what is wanted of it, in a fixed order. The sitemap comes first: it is the largest
/// file of a large site, and made last it would keep one core busy while the others have nothing left to do.
#[must_use]
pub fn plan<'a>(input: Input<'a>) -> Vec<Artifact<'a>> {
    let planned: Vec<Vec<Artifact<'a>>> = OUTPUTS.par_iter().with_max_len(1).map(|plan| plan(input)).collect();
    // The sitemap comes on top.
    let mut artifacts = Vec::with_capacity(planned.iter().map(Vec::len).sum::<usize>() + 1);
    artifacts.extend(planned.into_iter().flatten());
    if input.wanted == Wanted::Changed {
        // What lists the others shows no body.
        artifacts.retain(|artifact| !input.skips(artifact.key));
        return artifacts;
    }
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
