//! Files that are no pages: those of the site theme, and what is published of those below `assets/`.

use std::borrow::Cow;

use super::Input;
use super::artifact::{Artifact, Content};

/// Plans `/theme/…` and `/assets/…`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let mut artifacts = Vec::new();
    for (file, bytes) in input.theme.static_files() {
        let origin = format!("the site theme's file {file}");
        artifacts.push(Artifact::file(routes.theme_file(file), origin, Content::Bytes(Cow::Borrowed(bytes))));
    }
    for (name, file) in input.site.files.published() {
        let origin = format!("assets/{}", file.source);
        artifacts.push(Artifact::file(routes.asset(name), origin, Content::Asset(file)));
    }
    artifacts
}
