//! Files that are no pages: those of the site theme, and what is published of those below `assets/`.

use std::borrow::Cow;

use super::Input;
use super::artifact::{Artifact, Content, Listing};
use crate::base::digest::Digest;

/// Plans `/theme/…` and `/assets/…`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let mut artifacts = Vec::new();
    for (file, bytes) in input.theme.static_files() {
        artifacts.push(Artifact {
            path: routes.theme_file(file),
            origin: format!("the site theme's file {file}").into(),
            listing: Listing::Unlisted,
            key: Some(Digest::of(bytes)),
            content: Content::Bytes(Cow::Borrowed(bytes)),
        });
    }
    for (name, file) in input.site.files.published() {
        artifacts.push(Artifact {
            path: routes.asset(name),
            origin: format!("assets/{}", file.source).into(),
            listing: Listing::Unlisted,
            key: Some(file.key),
            content: Content::Asset(file),
        });
    }
    artifacts
}
