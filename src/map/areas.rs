//! The parts of the world that a map shows once more, enlarged, where pins crowd in them.

use super::clusters::{APART, distance};
use super::projection::{Point, WORLD, Window};

/// A part of the world that can be enlarged.
#[derive(Debug, PartialEq)]
pub struct MapArea {
    /// Its name for machines; the words of site themes have `area_` before it.
    pub id: &'static str,
    /// West, east, south, north.
    degrees: [f64; 4],
}

/// None covers much of another: a pin is in one of them.
const AREAS: [MapArea; 10] = [
    MapArea { id: "europe", degrees: [-12.0, 44.0, 34.0, 61.0] },
    MapArea { id: "western_asia", degrees: [44.2, 67.8, 22.0, 42.0] },
    MapArea { id: "southern_asia", degrees: [68.0, 93.5, 6.0, 35.0] },
    MapArea { id: "eastern_asia", degrees: [100.0, 146.0, 21.0, 46.0] },
    MapArea { id: "south_eastern_asia", degrees: [94.0, 128.0, -11.0, 20.5] },
    MapArea { id: "northern_america", degrees: [-126.0, -64.0, 25.0, 52.0] },
    MapArea { id: "central_america", degrees: [-112.0, -60.0, 7.0, 24.5] },
    MapArea { id: "south_america", degrees: [-82.0, -34.0, -42.0, 6.5] },
    MapArea { id: "western_africa", degrees: [-18.0, 16.0, 3.0, 17.0] },
    MapArea { id: "eastern_africa", degrees: [24.0, 52.0, -14.0, 16.0] },
];

/// How near to the edge of an area no place of it lies, as a share of its width.
const EDGE: f64 = 0.03;
/// How many cases an area has at least that is enlarged.
const LEAST: usize = 3;

impl MapArea {
    /// What it shows.
    #[must_use]
    pub fn window(&self) -> Window {
        let [west, east, south, north] = self.degrees;
        Window::of_degrees(west, east, south, north)
    }

    /// Where places lie that it shows: its pins would be cut off nearer to its edges.
    #[must_use]
    pub fn middle(&self) -> Window {
        let window = self.window();
        window.grown(-EDGE * window.width)
    }

    /// All that there are.
    #[must_use]
    pub fn all() -> &'static [MapArea] {
        &AREAS
    }
}

/// The areas in which places crowd on a map of the world that is so many pixels wide, the most crowded first; at most so many.
#[must_use]
pub fn crowded_areas(places: &[Point], width: f64, most: usize) -> Vec<&'static MapArea> {
    let mut found: Vec<(usize, &MapArea)> = Vec::new();
    for area in &AREAS {
        let window = area.middle();
        let within: Vec<Point> = places.iter().copied().filter(|place| window.contains(*place)).collect();
        let crowds = crowding(&within, APART * WORLD / width);
        if within.len() >= LEAST && crowds > 0 {
            found.push((crowds, area));
        }
    }
    // The sort is stable: areas of the same weight stay in the order of the table.
    found.sort_by_key(|(crowds, _)| std::cmp::Reverse(*crowds));
    found.into_iter().take(most).map(|(_, area)| area).collect()
}

/// How many places have another that is too near. Beyond some hundreds all are counted, as they crowd in any case.
fn crowding(places: &[Point], near: f64) -> usize {
    const MANY: usize = 300;
    if places.len() > MANY {
        return places.len();
    }
    let has_near = |(index, place): (usize, &Point)| {
        places.iter().enumerate().any(|(other, at)| other != index && distance(*place, *at) < near)
    };
    places.iter().enumerate().filter(|pair| has_near(*pair)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::map::projection::project_degrees;

    fn places(places: &[(f64, f64)]) -> Vec<Point> {
        places.iter().map(|(latitude, longitude)| project_degrees(*longitude, *latitude)).collect()
    }

    fn ids(places: &[Point], width: f64) -> Vec<&'static str> {
        crowded_areas(places, width, 4).into_iter().map(|area| area.id).collect()
    }

    #[test]
    fn an_area_is_enlarged_where_its_places_crowd() {
        let first = places(&[
            (6.245, -75.572),
            (40.714, -74.006),
            (52.374, 4.890),
            (41.551, -8.423),
            (48.853, 2.349),
            (39.908, 116.397),
            (41.014, 28.950),
        ]);
        assert_eq!(ids(&first, 1000.0), ["europe"]);
        assert!(ids(&first, 4000.0).is_empty());
        assert!(ids(&first[..4], 1000.0).is_empty());
    }

    #[test]
    fn no_area_covers_much_of_another() {
        for (index, one) in AREAS.iter().enumerate() {
            let one_window = one.window();
            for other in &AREAS[index + 1..] {
                let window = other.window();
                let across = one_window.right().min(window.right()) - one_window.left.max(window.left);
                let down = one_window.bottom().min(window.bottom()) - one_window.top.max(window.top);
                let least = (one_window.width * one_window.height).min(window.width * window.height);
                assert!(across.max(0.0) * down.max(0.0) < 0.08 * least, "{} and {}", one.id, other.id);
            }
        }
    }
}
