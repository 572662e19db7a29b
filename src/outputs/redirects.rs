//! Pages at old addresses that lead to the new ones.

use super::Input;
use super::artifact::Artifact;
use super::keys::key;
use crate::theme::views::RedirectView;

/// Plans a page for each old address.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let mut artifacts = Vec::new();
    for redirect in &input.site.redirects {
        let origin = format!("the old address {} in {}", redirect.from, redirect.path);
        let key = key(input, "redirect", |key| key.text(redirect.to.as_str()).text(&redirect.title));
        artifacts.push(Artifact::unlisted(redirect.from.clone(), origin, "redirect.html", key, move || {
            let view = RedirectView {
                title: redirect.title.clone(),
                url: routes.link(&redirect.to),
                permalink: routes.absolute(&redirect.to),
            };
            Ok(input.context("redirect", &view))
        }));
    }
    artifacts
}
