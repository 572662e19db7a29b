//! The root of a publication in which every language has a folder: it leads on to the first.

use super::Input;
use super::artifact::Artifact;
use crate::base::url::SitePath;
use crate::theme::views::RedirectView;

/// Plans `/`, where no edition stands there.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    if routes.folder().is_empty() {
        return Vec::new();
    }
    let origin = "the root, which leads on to the first language";
    vec![Artifact::unlisted(input, SitePath::home(), origin, "redirect.html", move |input| {
        let view = RedirectView {
            title: input.site.config.title.clone(),
            url: routes.link(&routes.home()),
            permalink: routes.absolute(&routes.home()),
        };
        Ok(input.views("redirect", &view))
    })]
}
