//! The drawn covers of cases without a picture: on pages, and as a file for each case that lists load.

use super::Input;
use super::Purpose;
use super::artifact::Artifact;
use super::colours::{Scheme, cover_colours};
use super::subjects::case_colour;
use super::view_cache::cached_image;
use crate::base::digest::Digester;
use crate::map;
use crate::places::Coordinates;
use crate::site::Site;
use crate::theme::views::{CoverFileView, CoverView, Derived};

/// To how many related cases a cover has lines.
const ARCS: usize = 3;

/// Plans `/cases/<slug>/cover.svg`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let artifact = |index: &usize| {
        let index = *index;
        let entry = &input.site.cases[index];
        has_cover(input, index).then(|| {
            let path = input.site.routes.cover(entry.case.address());
            Artifact::unlisted(input, path, entry.text.path(), "cover.svg", move |input| {
                let colour = case_colour(input.site, index);
                let colours = |scheme| cover_colours(&input.site.config, scheme, colour);
                let view = CoverFileView {
                    drawing: drawing(input, index),
                    light: colours(Scheme::Light),
                    dark: colours(Scheme::Dark),
                };
                Ok(input.views("cover", &view))
            })
        })
    };
    input.site.cases_by_path().iter().filter_map(artifact).collect()
}

/// Has a case no picture that pages may load?
fn has_cover(input: Input<'_>, index: usize) -> bool {
    input.site.cases[index].case.image.is_none() || cached_image(input, index).is_none()
}

/// The address of the cover of a case; empty where it has a picture.
pub(super) fn cover_url(input: Input<'_>, index: usize) -> String {
    let routes = &input.site.routes;
    let address = || routes.link(&routes.cover(input.site.cases[index].case.address()));
    if has_cover(input, index) { address() } else { String::new() }
}

/// The cover of a case for its own page; none where it has a picture.
pub(super) fn cover(input: Input<'_>, index: usize) -> Derived<Option<CoverView>> {
    if has_cover(input, index) { drawing(input, index).map(Some) } else { Derived::default() }
}

fn drawing(input: Input<'_>, index: usize) -> Derived<CoverView> {
    let site = input.site;
    let city = site.cases[index].coordinates();
    let others = others(site, index);
    let mut token = Digester::new("cover");
    token.value(&city).value(&others).text(site.cases[index].case.slug.as_str());
    let value = match input.purpose {
        Purpose::Key => CoverView::default(),
        Purpose::Page => {
            let drawn = map::cover(city, &others);
            let [left, top, width, height] = drawn.row;
            CoverView {
                id: site.cases[index].case.slug.as_str().to_owned(),
                x: drawn.city.map(|(x, _)| x),
                y: drawn.city.map(|(_, y)| y),
                row: format!("{left} {top} {width} {height}"),
                land: drawn.land,
                graticule: drawn.graticule,
                arcs: drawn.arcs,
            }
        }
    };
    Derived { value, token: token.finish() }
}

/// The cities of related cases.
pub(super) fn others(site: &Site, index: usize) -> Vec<Coordinates> {
    site.related(index).iter().filter_map(|other| site.cases[*other].coordinates()).take(ARCS).collect()
}
