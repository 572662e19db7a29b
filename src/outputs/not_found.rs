//! The page that a server shows where there is none.

use super::Input;
use super::artifact::Artifact;
use super::keys::key;
use super::page::{Page, context};

/// Plans `/404.html`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let path = input.site.routes.not_found();
    let key = key(input, "not found", |key| key);
    vec![Artifact::unlisted(path, "the page for addresses that do not exist", "404.html", key, move || {
        let title = input.theme.text("not_found_title", &[]);
        // It has nothing of its own to show.
        Ok(context(input, Page::new("not-found", title, input.site.routes.not_found()), "not_found", &()))
    })]
}
