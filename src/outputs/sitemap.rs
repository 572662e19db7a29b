//! The sitemap (sitemaps.org 0.9): every page that search engines should find.

use super::Input;
use super::alternates::translations;
use super::artifact::{Artifact, Listing};
use crate::base::url::SitePath;
use crate::theme::views::{SitemapAlternateView, SitemapUrlView, SitemapView};

/// Plans `/sitemap.xml` from what the other outputs make.
pub(super) fn plan<'a>(input: Input<'a>, artifacts: &[Artifact<'a>]) -> Artifact<'a> {
    let routes = &input.site.routes;
    let mut pages = Vec::new();
    for artifact in artifacts {
        if let Listing::Listed(modified) = artifact.listing {
            pages.push((artifact.path.clone(), modified));
        }
    }
    Artifact::unlisted(input, routes.sitemap(), "the sitemap", "sitemap.xml", move |input| {
        let url = |(path, modified): &(SitePath, Option<crate::base::date::Date>)| SitemapUrlView {
            permalink: routes.absolute(path),
            alternates: alternates(input, path),
            modified: modified.map(|date| date.to_string()),
        };
        let mut urls: Vec<_> = pages.iter().collect();
        urls.sort_unstable();
        let view = SitemapView { urls: urls.into_iter().map(url).collect() };
        Ok(input.views("sitemap", &view))
    })
}

/// The page at `path` in all languages that have it.
fn alternates(input: Input<'_>, path: &SitePath) -> Vec<SitemapAlternateView> {
    let alternates = input.in_edition_of(path).map(|input| translations(input, path)).unwrap_or_default();
    alternates.into_iter().map(|(language, permalink)| SitemapAlternateView { language, permalink }).collect()
}
