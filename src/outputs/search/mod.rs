//! Search: its page, the files of its index, and what browsers are told of it.
//!
//! The words of the index lie in `Analysis`, so it is made while the site is planned, without reading a file; the names of its
//! files then hold fingerprints, and one that did not change is not fetched again. `crate::search` has the formats.

mod documents;
mod index;
mod letters;

use std::borrow::Cow;
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation;

use super::artifact::Artifact;
use super::cards::pagination;
use super::page::{Page, page_views};
use super::{Input, structured_data};
use crate::site::Site;
use crate::theme::views::{SearchDescriptionView, SearchView};
use letters::Letters;

/// The name of the file in which the index begins.
pub(super) const INDEX: &str = "index";

/// How much of the list from A to Z a page shows.
const ON_PAGE: usize = 500;

/// How many characters the name of a site has in a browser (OpenSearch 1.1, `ShortName`).
const SHORT_NAME: usize = 16;

/// Plans `/search/` and `/opensearch.xml`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.config.outputs.search || site.cases.is_empty() {
        return Vec::new();
    }
    let mut artifacts = pages(input);
    if !site.has_search() {
        // The site has a page of its own there; that it wins is told, and nothing leads to what is left out.
        artifacts.truncate(1);
        return artifacts;
    }
    if has_description(site) {
        artifacts.push(description(input));
    }
    artifacts
}

/// Plans the files of the index. Their names hold fingerprints of what is in them, so all words are put in order for it.
pub(super) fn plan_index(input: Input<'_>) -> Vec<Artifact<'_>> {
    if input.site.has_search() { index::files(input) } else { Vec::new() }
}

/// Are browsers told how to search the site? They ask for a whole address.
pub(super) fn has_description(site: &Site) -> bool {
    !site.config.relative
}

/// The page of search, which is a list of everything until somebody searches, and its further pages.
fn pages(input: Input<'_>) -> Vec<Artifact<'_>> {
    let letters = Arc::new(Letters::new(input));
    let total = letters.len().div_ceil(ON_PAGE).max(1);
    let page = |number: usize| {
        let letters = Arc::clone(&letters);
        let path = input.site.routes.search(number);
        Artifact::page(input, path.clone(), "the page of search", None, "search.html", move |input| {
            let Input { site, theme, .. } = input;
            let title = theme.text("search", &[]);
            let description = theme.text("search_description", &[("site", site.config.title.as_str().into())]);
            let page = Page {
                data: structured_data::if_shown(input, || structured_data::web_page(site, &title, &description, &path)),
                description,
                ..Page::new("search", title.clone(), path.clone())
            };
            let view = SearchView {
                count: letters.len(),
                letters: letters.links(site, ON_PAGE),
                groups: letters.groups(number, ON_PAGE),
                pagination: pagination((number, total), |number| site.routes.link(&site.routes.search(number))),
            };
            Ok(page_views(input, page, "search", &view))
        })
        .giving_way()
    };
    (1..=total).map(page).collect()
}

/// What browsers are told of it.
fn description(input: Input<'_>) -> Artifact<'_> {
    let path = input.site.routes.search_description();
    let origin = "what browsers are told of search";
    Artifact::unlisted(input, path.clone(), origin, "opensearch.xml", move |input| {
        let Site { routes, config, .. } = input.site;
        let view = SearchDescriptionView {
            name: short_name(&config.title).into_owned(),
            template: format!("{}?q={{searchTerms}}", routes.absolute(&routes.search(1))),
            permalink: routes.absolute(&path),
        };
        Ok(input.views("description", &view))
    })
    .giving_way()
}

/// The beginning of a title, whole words if possible, for where there is little room.
pub(super) fn short_name(title: &str) -> Cow<'_, str> {
    if title.chars().count() <= SHORT_NAME {
        return Cow::Borrowed(title);
    }
    let fits = |text: &&str| text.chars().count() <= SHORT_NAME;
    let spaces = title.match_indices(char::is_whitespace).filter_map(|(end, _)| title.get(..end));
    let signs = || title.grapheme_indices(true).filter_map(|(end, _)| title.get(..end)).take_while(fits).last();
    Cow::Borrowed(spaces.take_while(fits).last().filter(|text| !text.is_empty()).or_else(signs).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_is_the_beginning_of_the_title() {
        assert_eq!(short_name("Cities"), "Cities");
        assert_eq!(short_name("Cities in the World"), "Cities in the");
        assert_eq!(short_name("Donaudampfschifffahrtsgesellschaft"), "Donaudampfschiff");
        assert_eq!(short_name("شهرهای جهان و دیپلماسی"), "شهرهای جهان و");
    }
}
