//! Files that are copied: those of the site theme, and the pictures and files below `assets/`.

use std::borrow::Cow;

use super::Input;
use super::artifact::{Artifact, Content, Listing};
use crate::base::digest::Digest;
use crate::base::fs::Stamp;

/// A file that is copied depends on its own bytes only, and the stamp stands for them.
fn key_of(stamp: Stamp) -> Digest {
    postcard::to_stdvec(&stamp).map_or_else(|_| Digest::default(), |bytes| Digest::of(&bytes))
}

/// Plans `/theme/…` and `/assets/…`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let mut artifacts = Vec::new();
    for (file, bytes) in input.theme.static_files() {
        artifacts.push(Artifact {
            path: routes.theme_file(file),
            origin: format!("the site theme's file {file}").into(),
            listing: Listing::Unlisted,
            key: Digest::of(bytes),
            content: Content::Bytes(Cow::Borrowed(bytes)),
        });
    }
    for (file, stamp) in &input.site.assets {
        artifacts.push(Artifact {
            path: routes.asset(file),
            origin: format!("assets/{file}").into(),
            listing: Listing::Unlisted,
            key: key_of(*stamp),
            content: Content::Asset(file, *stamp),
        });
    }
    artifacts
}
