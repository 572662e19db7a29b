//! The list of all cases.

use super::artifact::Artifact;
use super::cards::{pages, pagination};
use super::page::{Page, page_views};
use super::view_cache::{cached_cards, cached_filters};
use super::{Input, structured_data};
use crate::theme::views::CaseListView;

/// Plans `/cases/` and its further pages. A site without cases has none, unless its menu leads there.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.has_case_list() {
        return Vec::new();
    }
    let routes = &site.routes;
    let all: Vec<usize> = (0..site.cases.len()).collect();
    let parts: Vec<Vec<usize>> = pages(input, &all).into_iter().map(<[usize]>::to_vec).collect();
    let (count, total) = (all.len(), parts.len());
    let artifact = |(index, cases): (usize, Vec<usize>)| {
        let path = routes.cases(index + 1);
        Artifact::page(input, path.clone(), "the list of cases", None, "cases.html", move |input| {
            let title = input.theme.text("cases", &[]);
            let description = input.theme.text("cases_description", &[("site", site.config.title.as_str().into())]);
            let page = Page {
                data: structured_data::if_shown(input, || {
                    let items = structured_data::case_items(site, &cases);
                    structured_data::collection(input, &title, &description, &path, &items)
                }),
                description,
                ..Page::new("cases", title, path.clone())
            };
            let view = CaseListView {
                count,
                filters: site.has_filters().then(|| cached_filters(input)),
                booklet_url: if site.has_booklets() { routes.link(&routes.booklet()) } else { String::new() },
                cases: cached_cards(input, &cases)?,
                pagination: pagination((index + 1, total), |number| routes.link(&routes.cases(number))),
            };
            Ok(page_views(input, page, "list", &view))
        })
    };
    parts.into_iter().enumerate().map(artifact).collect()
}
