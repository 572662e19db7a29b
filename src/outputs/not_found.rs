//! The page that a server shows where there is none.

use super::Input;
use super::artifact::Artifact;
use super::page::{Page, page_views};

/// Plans `/404.html`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let path = input.site.routes.not_found();
    vec![Artifact::unlisted(input, path, "the page for addresses that do not exist", "404.html", |input| {
        let title = input.theme.text("not_found_title", &[]);
        // It has nothing of its own to show.
        Ok(page_views(input, Page::new("not-found", title, input.site.routes.not_found()), "not_found", &()))
    })]
}
