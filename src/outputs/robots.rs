//! `robots.txt` (RFC 9309): everything may be read, and where the sitemap is.

use super::Input;
use super::artifact::Artifact;
use crate::theme::views::RobotsView;

/// Plans `/robots.txt`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    vec![Artifact::unlisted(input, routes.robots(), "robots.txt", "robots.txt", move |input| {
        Ok(input.views("robots", &RobotsView { sitemap: routes.absolute(&routes.sitemap()) }))
    })]
}
