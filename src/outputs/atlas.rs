//! The page of the map, and the land behind pins.

use std::collections::BTreeMap;

use super::artifact::{Artifact, Failure, Views};
use super::cards::country_name;
use super::colours::{Scheme, colour};
use super::links::case_url;
use super::maps::{INSETS, MapChoice, WIDE, WORLD, countries, map_view};
use super::page::{Page, page_views};
use super::subjects::case_colour;
use super::{Input, Purpose, structured_data};
use crate::base::collate::Sorter;
use crate::base::digest::Digester;
use crate::map::{LandDrawing, MapArea, Point, crowded_areas, draw_part, draw_world};
use crate::places::Region;
use crate::site::SiteCase;
use crate::theme::views::{AtlasView, Derived, LandView, MapCaseView, MapRegionView};

/// Up to how many cases pins have numbers: more have no room for them.
const NUMBERED: usize = 99;
/// Up to how many cases the list beside the map names each; where there are more, it names their countries.
const LISTED: usize = 200;

/// Plans `/map/`, and the land that all maps of the site show.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if !site.has_map() {
        return Vec::new();
    }
    let page = Artifact::page(input, site.routes.map(), "the map", site.latest, "map.html", page).giving_way();
    let places: Vec<Point> = site.cases.iter().filter_map(SiteCase::on_map).collect();
    let areas = crowded_areas(&places, WIDE, INSETS).into_iter().map(Some);
    let land = std::iter::once(None).chain(areas).map(|area| land_file(input, area));
    std::iter::once(page).chain(land).collect()
}

/// The land of the world, or of a part of it.
fn land_file<'a>(input: Input<'a>, area: Option<&'static MapArea>) -> Artifact<'a> {
    let name = area.map_or(WORLD, |area| area.id);
    let path = input.site.routes.land(name);
    Artifact::unlisted(input, path, "the land of the map", "land.svg", move |input| {
        let LandDrawing { size, land, graticule } = match input.purpose {
            Purpose::Key => LandDrawing::default(),
            Purpose::Page => area.map_or_else(draw_world, |area| draw_part(&area.window())),
        };
        // It follows from the program and from its name alone.
        let derived = |value, what| Derived { value, token: Digester::new("land").text(name).text(what).finish() };
        let colour = |scheme| colour(&input.site.config, scheme, "land");
        let view = LandView {
            width: size.0,
            height: size.1,
            land: derived(land, "land"),
            graticule: derived(graticule, "graticule"),
            light: colour(Scheme::Light),
            dark: colour(Scheme::Dark),
        };
        Ok(input.views("land", &view))
    })
}

fn page(input: Input<'_>) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let path = site.routes.map();
    let title = theme.text("map", &[]);
    let description = theme.text("map_description", &[("site", site.config.title.as_str().into())]);
    let order = by_region(input);
    let listed: Vec<usize> = order.iter().flat_map(|(_, cases)| cases.iter().copied()).collect();
    let page = Page {
        data: structured_data::if_shown(input, || {
            let items = structured_data::case_items(site, &listed);
            structured_data::collection(input, &title, &description, &path, &items)
        }),
        description,
        ..Page::new("map", title.clone(), path.clone())
    };
    let placed = listed.iter().copied().filter(|case| site.cases[*case].on_map().is_some());
    let numbers: BTreeMap<usize, usize> = placed.zip(1..).collect();
    let is_numbered = numbers.len() <= NUMBERED;
    let choice =
        MapChoice { id: "map", insets: INSETS, widths: 3, numbers: is_numbered.then_some(&numbers), names_page: false };
    let is_listed = listed.len() <= LISTED;
    let region = |(region, cases): &(Region, Vec<usize>)| MapRegionView {
        id: region.id(),
        title: theme.text(&format!("region_{}", region.id()), &[]),
        count: cases.len(),
        cases: cases
            .iter()
            .filter(|_| is_listed)
            .map(|case| MapCaseView {
                number: numbers.get(case).copied().filter(|_| is_numbered),
                ..case_view(input, *case)
            })
            .collect(),
        countries: if is_listed { Vec::new() } else { countries(input, cases.iter().copied()) },
    };
    let regions = order.iter().map(region).collect();
    Ok(page_views(input, page, "atlas", &AtlasView { map: map_view(input, &listed, choice), regions }))
}

/// The cases by parts of the world, by city.
fn by_region(input: Input<'_>) -> Vec<(Region, Vec<usize>)> {
    let cases = &input.site.cases;
    let sorter = Sorter::new(&input.site.config.language);
    let of_region = |region: Region| {
        let mut found: Vec<usize> =
            (0..cases.len()).filter(|case| cases[*case].case.country.region() == region).collect();
        found.sort_by(|one, other| sorter.compare(&cases[*one].case.city, &cases[*other].case.city));
        (region, found)
    };
    Region::ALL.map(of_region).into_iter().filter(|(_, cases)| !cases.is_empty()).collect()
}

fn case_view(input: Input<'_>, index: usize) -> MapCaseView {
    let site = input.site;
    let entry = &site.cases[index];
    MapCaseView {
        number: None,
        city: entry.case.city.clone(),
        country: country_name(&site.config, &entry.case).to_owned(),
        url: case_url(site, index),
        summary: entry.summary().to_owned(),
        colour: case_colour(site, index),
        is_placed: entry.on_map().is_some(),
    }
}
