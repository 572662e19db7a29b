//! The list of all cases, narrowed by what readers choose: what the page shows of it without a script, and the files that the
//! script looks into. Nothing of them is fetched before somebody chooses.

mod facets;
mod index;

use serde::Serialize;

use super::Input;
use super::artifact::Artifact;
use super::maps::world_land;
use crate::theme::views::{FacetValueView, FacetView, FiltersView};
use facets::{Facet, facets};

/// The name of the file in which the index begins.
const INDEX: &str = "index";

/// Up to how many values a facet shows all of them, and how many of more.
const ALL: usize = 8;
const FIRST: usize = 6;

/// The land of the map, as seen from the edition's home page.
#[derive(Serialize)]
struct LandFile {
    url: String,
    width: i32,
    height: i32,
}

/// Plans the files that the script looks into.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    if input.site.has_filters() { index::files(input) } else { Vec::new() }
}

/// What the pages of the list show.
pub(super) fn filters_view(input: Input<'_>) -> FiltersView {
    let site = input.site;
    FiltersView {
        index_url: site.routes.link(&site.routes.filters_file(INDEX)),
        has_map: site.has_map(),
        facets: facets(input).into_iter().map(facet_view).collect(),
    }
}

fn facet_view(facet: Facet) -> FacetView {
    let mut shown = facet.shown();
    let count = shown.len();
    if count > ALL {
        shown.truncate(FIRST);
    }
    let value = |place: usize| {
        let value = &facet.values[place];
        FacetValueView {
            id: value.id.clone(),
            title: value.title.clone(),
            full_name: value.full_name.clone(),
            url: value.url.clone(),
            colour: value.colour,
            count: value.count,
        }
    };
    FacetView {
        values: shown.into_iter().map(value).collect(),
        key: facet.key,
        title: facet.title,
        plural: facet.plural,
        url: facet.url,
        count,
    }
}

fn land_file(input: Input<'_>) -> Option<LandFile> {
    let routes = &input.site.routes;
    input.site.has_map().then(|| {
        let land = world_land(input);
        let url = land.url.strip_prefix(routes.root()).unwrap_or(&land.url);
        let url = url.strip_prefix(routes.folder()).unwrap_or(url).to_owned();
        LandFile { url, width: land.width, height: land.height }
    })
}
