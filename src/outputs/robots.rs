//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

use super::Input;
use super::artifact::Artifact;
use super::keys::key;
use crate::theme::views::RobotsView;

/// Plans `/robots.txt`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    vec![Artifact::unlisted(routes.robots(), "robots.txt", "robots.txt", key(input, "robots", |key| key), move || {
        Ok(input.context("robots", &RobotsView { sitemap: routes.absolute(&routes.sitemap()) }))
    })]
}
