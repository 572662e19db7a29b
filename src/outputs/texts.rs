//! Other texts: about, imprint.

use super::artifact::{Artifact, Failure, Views};
use super::links::render;
use super::page::{Page, page_views};
use super::view_cache::cached_date;
use super::{Input, structured_data};
use crate::markdown::Loading;
use crate::site::SitePage;
use crate::theme::views::TextView;

/// Plans `/<slug>/` for each page.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let mut artifacts = Vec::new();
    for entry in &input.site.pages {
        let path = input.site.routes.text(entry.page.address());
        artifacts.push(Artifact::page(input, path, entry.text.path(), entry.page.updated, "page.html", move |input| {
            page(input, entry)
        }));
    }
    artifacts
}

fn page(input: Input<'_>, entry: &SitePage) -> Result<Views, Failure> {
    let text = &entry.page;
    let path = input.site.routes.text(text.address());
    let description = entry.summary().to_owned();
    let page = Page {
        data: structured_data::if_shown(input, || {
            structured_data::web_page(input.site, &text.title, &description, &path)
        }),
        modified: text.updated,
        description,
        ..Page::new("text", text.title.clone(), path).of_text(input, entry.text.path(), &text.translation)
    };
    let view = TextView {
        title: text.title.clone(),
        updated: text.updated.map(|date| cached_date(input, date)),
        body_html: render(input, &entry.text, Loading::Eager)?.map(|body| body.whole()),
    };
    Ok(page_views(input, page, "text", &view))
}
