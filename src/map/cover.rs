//! The drawing of a case: the coast around its city, and great circles to the cities of related cases.

use super::graticule::{graticule, graticule_about, pieces};
use super::land::{coarse, fine, land_share, rings_in};
use super::path::{Scale, lines, rings};
use super::projection::{Point, Window, project_about};
use crate::places::Coordinates;

/// How many numbers wide and high a cover is: 3 : 2.
pub const COVER: (i32, i32) = (600, 400);

/// The widths that a cover may have on the world, in units.
const WIDTHS: [f64; 3] = [96.0, 118.0, 144.0];
/// How much of it should be land.
const LAND: std::ops::RangeInclusive<f64> = 0.28..=0.72;
/// Where the city stands: across, on the one side or the other, and down.
const ACROSS: [f64; 2] = [0.38, 0.62];
const DOWN: f64 = 0.46;
/// What is drawn beyond the edges, in numbers of the drawing: lines along the coast are broad.
const MARGIN: f64 = 12.0;
/// Degrees between two meridians or parallels.
const STEP: f64 = 10.0;
/// How wide a row of a list shows a cover, in numbers of the drawing.
const ROW: (i32, i32) = (225, 150);
/// Where there is no city, the world is so wide; it begins so far from the left and from the top.
const WORLD_WINDOW: (f64, f64, f64) = (620.0, 190.0, 15.0);

/// A drawing, [`COVER`] numbers wide and high.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// The land: closed lines.
    pub land: String,
    /// Meridians and parallels.
    pub graticule: String,
    /// Great circles to other cities.
    pub arcs: String,
    /// The city; none where nobody knows where it lies.
    pub city: Option<(i32, i32)>,
    /// What a row shows: left, top, width, height.
    pub row: [i32; 4],
}

/// The cover of a city, with lines to others. Without a city it is the world.
#[must_use]
pub fn cover(city: Option<Coordinates>, others: &[Coordinates]) -> Cover {
    let Some(city) = city else { return world() };
    let arcs: Vec<Vec<Point>> = others.iter().map(|other| great_circle(city, *other)).collect();
    // About its own meridian a city stands upright, however far it lies from Greenwich.
    let meridian = city.longitude();
    let middle = project_about(city, meridian);
    let (window, land) = window(middle, meridian, &arcs);
    let scale = Scale::new(window, f64::from(COVER.0));
    let seen = with_margin(&window);
    let arcs: Vec<Vec<Point>> =
        arcs.into_iter().filter_map(|arc| pieces(arc.into_iter(), &seen).into_iter().next()).collect();
    let place = scale.place(middle);
    Cover {
        land: rings(&land, scale),
        graticule: lines(&graticule_about(&seen, STEP, meridian), scale),
        arcs: lines(&arcs, scale),
        city: Some(place),
        row: [place.0 - ROW.0 / 2, place.1 - ROW.1 / 2, ROW.0, ROW.1],
    }
}

fn world() -> Cover {
    let (width, left, top) = WORLD_WINDOW;
    let window = Window { left, top, width, height: height(width) };
    let scale = Scale::new(window, f64::from(COVER.0));
    let seen = with_margin(&window);
    Cover {
        land: rings(&coarse().clipped(&seen), scale),
        graticule: lines(&graticule(&seen, 3.0 * STEP), scale),
        row: [0, 0, COVER.0, COVER.1],
        ..Cover::default()
    }
}

fn height(width: f64) -> f64 {
    width * f64::from(COVER.1) / f64::from(COVER.0)
}

fn with_margin(window: &Window) -> Window {
    window.grown(MARGIN * window.width / f64::from(COVER.0))
}

/// The first window around a city with enough land and sea in it, and the land in it. The city stands on the side away from its
/// arcs, if there is such a window; where no window has enough of both, the one that has most nearly does.
fn window(city: Point, meridian: f64, arcs: &[Vec<Point>]) -> (Window, Vec<Vec<Point>>) {
    let sides = if leads_west(city, arcs) { [ACROSS[1], ACROSS[0]] } else { ACROSS };
    let windows = sides.into_iter().flat_map(|across| WIDTHS.map(|width| about(city, across, width)));
    // The land about the city is looked for once: that in each window is a part of it.
    let near = fine().clipped_about(&with_margin(&all_windows(city)), meridian);
    let mut best: Option<(f64, Window, Vec<Vec<Point>>)> = None;
    for window in windows {
        let land = rings_in(&near, &with_margin(&window));
        // The margin is a fiftieth of the window: it does not count.
        let share = land_share(&land, &with_margin(&window));
        let lacking = (LAND.start() - share).max(share - LAND.end()).max(0.0);
        if best.as_ref().is_none_or(|(least, ..)| lacking < *least) {
            best = Some((lacking, window, land));
        }
        if lacking <= 0.0 {
            break;
        }
    }
    best.map_or_else(
        || (Window { left: 0.0, top: 0.0, width: 1.0, height: 1.0 }, Vec::new()),
        |(_, window, land)| (window, land),
    )
}

/// A window in which a city stands so far from its left edge, as a share of its width.
fn about(city: Point, across: f64, width: f64) -> Window {
    Window { left: city.x - across * width, top: city.y - DOWN * height(width), width, height: height(width) }
}

/// The smallest window that holds all others about a city.
fn all_windows(city: Point) -> Window {
    let widest = WIDTHS[WIDTHS.len() - 1];
    let [left, right] = [ACROSS[1], 1.0 - ACROSS[0]].map(|share| share * widest);
    Window { left: city.x - left, width: left + right, ..about(city, 0.0, widest) }
}

/// Do most arcs leave the city to the west?
fn leads_west(city: Point, arcs: &[Vec<Point>]) -> bool {
    let half = WIDTHS[0] / 2.0;
    let way = |arc: &Vec<Point>| {
        let left = arc.iter().find(|point| (point.x - city.x).hypot(point.y - city.y) > half).or(arc.last());
        left.map_or(0.0, |point| point.x - city.x)
    };
    arcs.iter().map(way).sum::<f64>() < 0.0
}

/// The shortest way from a place to another about the meridian of the former, as far as a cover could show it.
fn great_circle(from: Coordinates, to: Coordinates) -> Vec<Point> {
    /// Degrees from one point to the next.
    const STEP: f64 = 2.0;
    let (start, end) = (on_sphere(from), on_sphere(to));
    let cosine = start.iter().zip(end).map(|(one, other)| one * other).sum::<f64>().clamp(-1.0, 1.0);
    let angle = cosine.acos();
    // Places on opposite sides of the Earth have no shortest way.
    if angle < 1e-6 || angle.sin() < 1e-6 {
        return Vec::new();
    }
    let first = project_about(from, from.longitude());
    let mut points = vec![first];
    let mut step = 1.0;
    loop {
        let part = (step * STEP.to_radians() / angle).min(1.0);
        let (before, after) = (((1.0 - part) * angle).sin() / angle.sin(), (part * angle).sin() / angle.sin());
        let on_way: Vec<f64> = start.iter().zip(end).map(|(one, other)| one * before + other * after).collect();
        let (latitude, longitude) = (on_way[2].clamp(-1.0, 1.0).asin(), on_way[1].atan2(on_way[0]));
        let Some(place) = Coordinates::new(latitude.to_degrees(), longitude.to_degrees()) else { return points };
        let point = project_about(place, from.longitude());
        // At the antimeridian the way leaves the map.
        if points.last().is_some_and(|last| (point.x - last.x).abs() > 400.0) {
            return points;
        }
        points.push(point);
        if part >= 1.0 || (point.x - first.x).hypot(point.y - first.y) > WIDTHS[2] {
            return points;
        }
        step += 1.0;
    }
}

fn on_sphere(place: Coordinates) -> [f64; 3] {
    let (latitude, longitude) = (place.latitude().to_radians(), place.longitude().to_radians());
    [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(latitude: f64, longitude: f64) -> Coordinates {
        Coordinates::new(latitude, longitude).unwrap()
    }

    #[test]
    fn a_city_stands_away_from_its_arcs() {
        let east = cover(Some(at(6.245, -75.572)), &[at(48.853, 2.349), at(40.714, -74.006)]);
        assert_eq!(east.city, Some((228, 184)));
        assert!(east.arcs.matches('M').count() == 2 && east.land.len() > 200 && !east.graticule.is_empty());
        let west = cover(Some(at(41.014, 28.950)), &[at(41.551, -8.423)]);
        assert_eq!(west.city, Some((372, 184)));
    }

    #[test]
    fn without_a_place_there_is_the_world_and_no_dot() {
        let cover = cover(None, &[at(0.0, 0.0)]);
        assert!(cover.city.is_none() && cover.arcs.is_empty() && cover.land.len() > 1000);
    }

    #[test]
    fn places_that_have_no_shortest_way_have_no_line() {
        for other in [at(6.0, 10.0), at(-6.0, -170.0)] {
            assert_eq!(cover(Some(at(6.0, 10.0)), &[other]).arcs, "");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_place_has_a_cover_of_bearable_size(
            latitude in -90.0..=90.0, longitude in -180.0..=180.0, north in -90.0..=90.0, east in -180.0..=180.0
        ) {
            let drawn = cover(Some(at(latitude, longitude)), &[at(north, east)]);
            prop_assert!(drawn.city.is_some_and(|(x, y)| [228, 372].contains(&x) && y == 184));
            prop_assert!(drawn.land.len() < 12_000);
            prop_assert_eq!(&drawn, &cover(Some(at(latitude, longitude)), &[at(north, east)]));
        }
    }
}
