//! The sitemap (sitemaps.org 0.9): every page that search engines should find.

use super::Input;
use super::artifact::{Artifact, Listing};
use super::keys::key;
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
    let key = key(input, "sitemap", |key| {
        pages.iter().fold(key, |key, (path, modified)| key.text(path.as_str()).date(*modified))
    });
    Artifact::unlisted(routes.sitemap(), "the sitemap", "sitemap.xml", key, move || {
        let url = |(path, modified): &(crate::base::url::SitePath, Option<crate::base::date::Date>)| SitemapUrlView {
            permalink: routes.absolute(path),
            modified: modified.map(|date| date.to_string()),
        };
        let mut urls: Vec<_> = pages.iter().collect();
        urls.sort_unstable();
        let view = SitemapView { urls: urls.into_iter().map(url).collect() };
        Ok(input.context("sitemap", &view))
    })
}
