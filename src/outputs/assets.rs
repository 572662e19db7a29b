//! Files that are copied: those of the site theme, and the pictures and files below `assets/`.

use std::borrow::Cow;

use super::Input;
use super::artifact::{Artifact, Content, Listing};

/// Plans `/theme/…` and `/assets/…`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let mut artifacts = Vec::new();
    for (file, bytes) in input.theme.static_files() {
        artifacts.push(Artifact {
            path: routes.theme_file(file),
            origin: format!("the site theme's file {file}"),
            listing: Listing::Unlisted,
            content: Content::Bytes(Cow::Borrowed(bytes)),
        });
    }
    for file in &input.site.assets {
        artifacts.push(Artifact {
            path: routes.asset(file),
            origin: format!("assets/{file}"),
            listing: Listing::Unlisted,
            content: Content::Asset(file),
        });
    }
    artifacts
}
