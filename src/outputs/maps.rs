//! Maps with pins, as the page of the map, the home page, terms, countries and articles show them.

use std::collections::BTreeMap;

use super::cards::country_name;
use super::links::{case_url, country_url};
use super::subjects::case_colour;
use super::{Input, Purpose};
use crate::base::digest::Digester;
use crate::map::{Cluster, MapArea, Marks, Pin, Place, Point, Side, Window, crowded_areas, sheet, world_window};
use crate::theme::direction;
use crate::theme::views::{
    CaseLinkView, ClusterListView, ClusterView, Derived, DotView, InsetView, LandFileView, MapCountryView, MapView,
    PinSetView, PinView,
};

/// How many parts of the world a site shows enlarged at most.
pub(super) const INSETS: usize = 4;
/// How wide the map is that says where pins crowd, in CSS pixels.
pub(super) const WIDE: f64 = 1000.0;
/// The widths from which on a set of pins is shown: names of classes, and CSS pixels. The style sheet has the same.
const WIDTHS: [(&str, f64); 3] = [("narrow", 320.0), ("medium", 540.0), ("wide", WIDE)];
/// The radius of a pin, without a number and with one.
const RADIUS: (f64, f64) = (8.0, 11.0);
/// How many cases the list of a cluster names; where there are more, it names their countries.
const LISTED: usize = 20;
/// What an inset may cover of a wide map, as shares of it: the corner on the left, below.
const CORNER: Point = Point { x: 0.29, y: 0.6 };

/// What a map shows besides the pins.
#[derive(Clone, Copy, Default)]
pub(super) struct MapChoice<'a> {
    /// A word for ids, which no other map of the page has.
    pub id: &'static str,
    /// How many parts of the world it shows enlarged at most.
    pub insets: usize,
    /// For how many of the widths it has pins.
    pub widths: usize,
    /// The numbers of the cases in the list beside it.
    pub numbers: Option<&'a BTreeMap<usize, usize>>,
    /// Does it name the page of the map?
    pub names_page: bool,
}

/// A map on the page of something else.
pub(super) const SMALL_MAP: MapChoice<'_> =
    MapChoice { id: "where", insets: 0, widths: 2, numbers: None, names_page: true };

/// The map of some cases; none where none of them has a place, or where the site has no maps.
pub(super) fn map_view(input: Input<'_>, cases: &[usize], choice: MapChoice<'_>) -> Derived<Option<MapView>> {
    let site = input.site;
    if !site.config.outputs.map {
        return Derived::default();
    }
    let placed: Vec<Placed<'_>> = cases.iter().filter_map(|case| placed(input, *case, choice)).collect();
    if placed.is_empty() {
        return Derived::default();
    }
    let mut token = Digester::new("map");
    token.text(choice.id).number(choice.insets).number(choice.widths).number(usize::from(choice.names_page));
    for place in &placed {
        token.value(&(place.at.x, place.at.y, place.city, &place.title, &place.url, place.colour, place.number));
    }
    let value = match input.purpose {
        Purpose::Key => None,
        Purpose::Page => Some(Drawing { input, choice, lists: BTreeMap::new(), placed }.view()),
    };
    Derived { value, token: token.finish() }
}

/// A case with a place.
struct Placed<'a> {
    case: usize,
    at: Point,
    city: &'a str,
    title: String,
    url: String,
    colour: Option<&'static str>,
    number: Option<usize>,
}

fn placed<'a>(input: Input<'a>, case: usize, choice: MapChoice<'_>) -> Option<Placed<'a>> {
    let site = input.site;
    let at = site.cases[case].on_map()?;
    let entry = &site.cases[case].case;
    let place = [("city", entry.city.as_str().into()), ("country", country_name(&site.config, entry).into())];
    Some(Placed {
        case,
        at,
        city: &entry.city,
        title: input.theme.text("place", &place),
        url: case_url(site, case),
        colour: case_colour(site, case),
        number: choice.numbers.and_then(|numbers| numbers.get(&case).copied()),
    })
}

/// A map that is being made.
struct Drawing<'a> {
    input: Input<'a>,
    choice: MapChoice<'a>,
    placed: Vec<Placed<'a>>,
    /// By the cases of each cluster, so that those of several widths share a list.
    lists: BTreeMap<Vec<usize>, ClusterListView>,
}

impl Drawing<'_> {
    fn view(mut self) -> MapView {
        let input = self.input;
        let world = world_window();
        let points: Vec<Point> = self.placed.iter().map(|place| place.at).collect();
        let areas = crowded_areas(&points, WIDE, self.choice.insets);
        let frames: Vec<Window> = areas.iter().map(|area| area.middle()).collect();
        let frame_of = |place: &Placed<'_>| frames.iter().position(|frame| frame.contains(place.at));
        let homes: Vec<Option<usize>> = self.placed.iter().map(frame_of).collect();
        let everything: Vec<usize> = (0..self.placed.len()).collect();
        let sets = self.sets(&everything, &world, &frames, self.choice.widths);
        let framed = self.placed.iter().zip(&homes).filter(|(_, home)| home.is_some());
        let dots = framed.map(|(place, _)| dot(place, &world)).collect();
        let is_corner_free = !self.placed.iter().any(|place| is_in_corner(world.share(place.at)));
        let mut insets = Vec::new();
        for (index, area) in areas.iter().enumerate() {
            let members: Vec<usize> = everything.iter().copied().filter(|place| homes[*place] == Some(index)).collect();
            insets.push(self.inset(area, &members, is_corner_free && areas.len() == 1));
        }
        let routes = &input.site.routes;
        let mut lists: Vec<ClusterListView> = self.lists.into_values().collect();
        lists.sort_by_key(|list| list.id.len());
        MapView {
            id: self.choice.id.to_owned(),
            land: land_file(input, WORLD, &world),
            count: self.placed.len(),
            url: if self.choice.names_page { routes.link(&routes.map()) } else { String::new() },
            sets,
            dots,
            insets,
            lists,
        }
    }

    fn inset(&mut self, area: &MapArea, members: &[usize], fits_corner: bool) -> InsetView {
        let (window, world) = (area.window(), world_window());
        let start = world.share(Point::new(window.left, window.top));
        InsetView {
            id: format!("{}-{}", self.choice.id, area.id),
            title: self.input.theme.text(&format!("area_{}", area.id), &[]),
            land: land_file(self.input, area.id, &window),
            left: percent(start.x),
            top: percent(start.y),
            width: percent(window.width / world.width),
            height: percent(window.height / world.height),
            count: members.len(),
            fits_corner,
            shape: (window.width / window.height * 100.0).round() / 100.0,
            sets: self.sets(members, &window, &[], self.choice.widths.min(2)),
        }
    }

    /// The pins of some places in a window, for several widths; those that are the same for two widths are one set.
    fn sets(&mut self, members: &[usize], window: &Window, frames: &[Window], widths: usize) -> Vec<PinSetView> {
        let is_numbered = self.choice.numbers.is_some();
        let radius = if is_numbered { RADIUS.1 } else { RADIUS.0 };
        let leftwards = direction(&self.input.site.config.language) == "rtl";
        let mut sets: Vec<PinSetView> = Vec::new();
        for (name, width) in WIDTHS.into_iter().take(widths) {
            let spot = |member: &usize| Place { at: self.placed[*member].at, name: self.placed[*member].city };
            let places: Vec<Place<'_>> = members.iter().map(spot).collect();
            let made = sheet(&places, window, frames, Marks { width, radius, leftwards });
            let pins: Vec<PinView> =
                made.pins.iter().map(|pin| pin_view(&self.placed[members[pin.place]], pin)).collect();
            let clusters: Vec<ClusterView> =
                made.clusters.iter().map(|cluster| self.cluster(members, cluster)).collect();
            match sets.last_mut().filter(|last| last.pins == pins && last.clusters == clusters) {
                Some(last) => {
                    last.widths.push(' ');
                    last.widths.push_str(name);
                }
                None => sets.push(PinSetView { widths: name.to_owned(), pins, clusters }),
            }
        }
        // The widest is for all that are wider.
        if let Some(last) = sets.last_mut() {
            for (name, _) in WIDTHS.into_iter().skip(widths) {
                last.widths.push(' ');
                last.widths.push_str(name);
            }
        }
        sets
    }

    fn cluster(&mut self, members: &[usize], cluster: &Cluster) -> ClusterView {
        let input = self.input;
        let places: Vec<usize> = cluster.places.iter().map(|place| members[*place]).collect();
        let count = places.len();
        let first = places.first().map_or("", |first| self.placed[*first].city);
        let values = [("city", first.into()), ("count", count.saturating_sub(1).into())];
        let title = input.theme.text("city_and_more", &values);
        let next = format!("_{}-list-{}", self.choice.id, self.lists.len() + 1);
        let (placed, lists) = (&self.placed, &mut self.lists);
        let list = lists.entry(places).or_insert_with_key(|places| {
            let of_list: Vec<&Placed<'_>> = places.iter().map(|place| &placed[*place]).collect();
            cluster_list(input, next, title.clone(), &of_list)
        });
        ClusterView { x: percent(cluster.at.x), y: percent(cluster.at.y), count, title, url: format!("#{}", list.id) }
    }
}

fn cluster_list(input: Input<'_>, id: String, title: String, places: &[&Placed<'_>]) -> ClusterListView {
    let case =
        |place: &&Placed<'_>| CaseLinkView { title: place.title.clone(), url: place.url.clone(), colour: place.colour };
    let is_short = places.len() <= LISTED;
    let cases = if is_short { places.iter().map(case).collect() } else { Vec::new() };
    let in_countries = || countries(input, places.iter().map(|place| place.case));
    ClusterListView { id, title, cases, countries: if is_short { Vec::new() } else { in_countries() } }
}

/// The countries of some cases, each with its page and how many of them lie in it, the one with the most first.
pub(super) fn countries(input: Input<'_>, cases: impl Iterator<Item = usize>) -> Vec<MapCountryView> {
    let site = input.site;
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for case in cases {
        let code = site.cases[case].case.country.as_str();
        counts.entry(code).or_insert((case, 0)).1 += 1;
    }
    let view = |(case, count): (usize, usize)| {
        let country = site.cases[case].case.country;
        MapCountryView { title: site.config.country_name(country).to_owned(), url: country_url(site, country), count }
    };
    let mut countries: Vec<MapCountryView> = counts.into_values().map(view).collect();
    countries.sort_by_key(|country| std::cmp::Reverse(country.count));
    countries
}

/// The name of the drawing of the whole world.
pub(super) const WORLD: &str = "world";

/// The land of the whole world.
pub(super) fn world_land(input: Input<'_>) -> LandFileView {
    land_file(input, WORLD, &world_window())
}

fn land_file(input: Input<'_>, name: &str, window: &Window) -> LandFileView {
    /// For the proportion alone.
    const WIDTH: f64 = 1000.0;
    let routes = &input.site.routes;
    #[expect(clippy::cast_possible_truncation, reason = "windows are not higher than thousands of units")]
    let whole = |number: f64| number.round() as i32;
    LandFileView {
        url: routes.link(&routes.land(name)),
        width: whole(WIDTH),
        height: whole(WIDTH * window.height / window.width),
    }
}

fn pin_view(place: &Placed<'_>, pin: &Pin) -> PinView {
    PinView {
        x: percent(pin.at.x),
        y: percent(pin.at.y),
        title: place.title.clone(),
        label: pin.label.map(|_| place.city.to_owned()),
        side: match pin.label {
            Some(Side::Left) => "left",
            Some(Side::Below) => "below",
            Some(Side::Above) => "above",
            Some(Side::Right) | None => "right",
        },
        url: place.url.clone(),
        colour: place.colour,
        number: place.number,
    }
}

fn dot(place: &Placed<'_>, world: &Window) -> DotView {
    let share = world.share(place.at);
    DotView { x: percent(share.x), y: percent(share.y), colour: place.colour }
}

/// Would an inset in the corner of a wide map hide this place?
fn is_in_corner(share: Point) -> bool {
    share.x < CORNER.x && share.y > CORNER.y
}

/// A share as a percentage with two digits.
fn percent(share: f64) -> f64 {
    (share * 10_000.0).round() / 100.0
}
