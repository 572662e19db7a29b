//! The sitemap (sitemaps.org 0.9): every page that search engines should find.

use super::Input;
use super::artifact::{Artifact, Listing};
use crate::theme::views::{SitemapUrlView, SitemapView};

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
        let url = |(path, modified): &(crate::base::url::SitePath, Option<crate::base::date::Date>)| SitemapUrlView {
            permalink: routes.absolute(path),
            modified: modified.map(|date| date.to_string()),
        };
        let mut urls: Vec<_> = pages.iter().collect();
        urls.sort_unstable();
        let view = SitemapView { urls: urls.into_iter().map(url).collect() };
        Ok(input.views("sitemap", &view))
    })
}
