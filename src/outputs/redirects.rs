//! Pages at old addresses that lead to the new ones.

use super::Input;
use super::artifact::Artifact;
use crate::theme::views::RedirectView;

/// Plans a page for each old address. That of a post may be longer than disks take, which was told; what an editor wrote is a
/// mistake then.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let mut artifacts = Vec::new();
    for redirect in
        input.site.redirects.iter().filter(|redirect| redirect.by_hand || redirect.from.long_name().is_none())
    {
        let origin = format!("the old address {} in {}", redirect.from, redirect.path);
        artifacts.push(Artifact::unlisted(input, redirect.from.clone(), origin, "redirect.html", move |input| {
            let view = RedirectView {
                title: redirect.title.clone(),
                url: routes.link(&redirect.to),
                permalink: routes.absolute(&redirect.to),
            };
            Ok(input.views("redirect", &view))
        }));
    }
    artifacts
}
