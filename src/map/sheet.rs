//! A map: the land in a window, and the marks on it for a certain width.

use super::clusters::cluster;
use super::graticule::graticule;
use super::labels::{Area, Side, place_labels};
use super::land::{coarse, fine};
use super::path::{Scale, lines, rings, rounded};
use super::projection::{Point, WORLD, Window, project_degrees};

/// How far north and south the map of the world reaches.
const NORTH: f64 = 83.5;
const SOUTH: f64 = -56.0;
/// How many numbers wide a drawing is.
const WIDTH: f64 = 1800.0;

/// The land in a window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LandDrawing {
    /// Width and height, in the numbers of the paths.
    pub size: (i32, i32),
    /// The land: closed lines.
    pub land: String,
    /// Meridians and parallels.
    pub graticule: String,
}

/// What a map of the world shows.
#[must_use]
pub fn world_window() -> Window {
    let (top, bottom) = (project_degrees(0.0, NORTH).y, project_degrees(0.0, SOUTH).y);
    Window { left: 0.0, top, width: WORLD, height: bottom - top }
}

/// Draws the world.
#[must_use]
pub fn draw_world() -> LandDrawing {
    draw(&world_window(), &coarse().clipped(&world_window()), 30.0, WIDTH)
}

/// Draws a part of the world.
#[must_use]
pub fn draw_part(window: &Window) -> LandDrawing {
    draw(window, &fine().clipped(window), 10.0, WIDTH / 2.0)
}

fn draw(window: &Window, land: &[Vec<Point>], step: f64, width: f64) -> LandDrawing {
    let scale = Scale::new(*window, width);
    // The outermost meridians are the edges of the world.
    let graticule = graticule(&window.grown(0.01), step);
    let size = (rounded(width), rounded(width * window.height / window.width));
    LandDrawing { size, land: rings(land, scale), graticule: lines(&graticule, scale) }
}

/// A place with its name.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Where it lies on the world.
    pub at: Point,
    /// What is written beside its pin.
    pub name: &'a str,
}

/// How marks are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Marks {
    /// How wide the map is shown at least, in CSS pixels.
    pub width: f64,
    /// The radius of a pin.
    pub radius: f64,
    /// Do names stand to the left of pins first, as in texts from right to left?
    pub leftwards: bool,
}

/// The mark of one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Pin {
    /// The index of the place.
    pub place: usize,
    /// Where it stands in the window, each from 0 to 1.
    pub at: Point,
    /// Where its name stands; none where there is no room for it.
    pub label: Option<Side>,
}

/// The mark of several places.
#[derive(Debug, Clone, PartialEq)]
pub struct Cluster {
    /// The indexes of the places.
    pub places: Vec<usize>,
    /// Where it stands in the window, each from 0 to 1.
    pub at: Point,
}

/// The marks of a map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// The pins, in the order of their places.
    pub pins: Vec<Pin>,
    /// The clusters, in the order of their first places.
    pub clusters: Vec<Cluster>,
}

/// Puts places into a window. `framed` are pieces of the window that are shown elsewhere: neither marks nor names stand there.
#[must_use]
pub fn sheet(places: &[Place<'_>], window: &Window, framed: &[Window], marks: Marks) -> Sheet {
    let scale = marks.width / window.width;
    let pixels = |at: Point| Point::new((at.x - window.left) * scale, (at.y - window.top) * scale);
    let is_shown =
        |place: &Place<'_>| window.contains(place.at) && !framed.iter().any(|frame| frame.contains(place.at));
    let shown: Vec<usize> = (0..places.len()).filter(|index| is_shown(&places[*index])).collect();
    let spots: Vec<Point> = shown.iter().map(|index| pixels(places[*index].at)).collect();
    let groups = cluster(&spots);
    let share = |at: Point| Point::new(at.x / (window.width * scale), at.y / (window.height * scale));
    let (single, several): (Vec<_>, Vec<_>) = groups.iter().partition(|group| group.members.len() == 1);
    let singles: Vec<(usize, Point)> =
        single.iter().flat_map(|group| group.members.iter().map(|member| (shown[*member], group.at))).collect();
    let names: Vec<(Point, &str)> = singles.iter().map(|(index, at)| (*at, places[*index].name)).collect();
    let frame_area = |frame: &Window| {
        let (start, end) =
            (pixels(Point::new(frame.left, frame.top)), pixels(Point::new(frame.right(), frame.bottom())));
        // Above a frame stands what it is called.
        Area { left: start.x, top: start.y - FRAME_NAME, right: end.x, bottom: end.y }
    };
    let taken =
        groups.iter().map(|group| Area::around(group.at, marks.radius + 2.0)).chain(framed.iter().map(frame_area));
    let edge = Area { left: 0.0, top: 0.0, right: window.width * scale, bottom: window.height * scale };
    let labels = place_labels(&names, (marks.radius, edge), taken.collect(), marks.leftwards);
    let pin = |((place, at), label): (&(usize, Point), Option<Side>)| Pin { place: *place, at: share(*at), label };
    let places_of = |members: &[usize]| members.iter().map(|member| shown[*member]).collect();
    Sheet {
        pins: singles.iter().zip(labels).map(pin).collect(),
        clusters: several
            .iter()
            .map(|group| Cluster { places: places_of(&group.members), at: share(group.at) })
            .collect(),
    }
}

/// How high the name of a frame is, in CSS pixels.
const FRAME_NAME: f64 = 20.0;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::map::areas::MapArea;

    const MARKS: Marks = Marks { width: 320.0, radius: 8.0, leftwards: false };

    fn place(latitude: f64, longitude: f64, name: &'static str) -> Place<'static> {
        Place { at: project_degrees(longitude, latitude), name }
    }

    fn cities() -> Vec<Place<'static>> {
        vec![
            place(6.245, -75.572, "Medellín"),
            place(52.374, 4.890, "Amsterdam"),
            place(48.853, 2.349, "Paris"),
            place(39.908, 116.397, "Beijing"),
            place(-77.846, 166.676, "McMurdo"),
        ]
    }

    #[test]
    fn places_that_crowd_are_a_cluster_and_others_are_pins_with_names() {
        let sheet = sheet(&cities(), &world_window(), &[], MARKS);
        assert_eq!(sheet.clusters.iter().map(|cluster| cluster.places.clone()).collect::<Vec<_>>(), [[1, 2]]);
        let pins: Vec<_> = sheet.pins.iter().map(|pin| (pin.place, pin.label)).collect();
        assert_eq!(pins, [(0, Some(Side::Right)), (3, Some(Side::Right))], "Antarctica is not on the map");
    }

    #[test]
    fn what_is_framed_stands_in_its_own_window() {
        let europe = MapArea::all()[0].window();
        let world = sheet(&cities(), &world_window(), &[europe], MARKS);
        assert!(world.clusters.is_empty() && world.pins.len() == 2);
        let inset = sheet(&cities(), &europe, &[], MARKS);
        assert_eq!(inset.pins.iter().map(|pin| pin.place).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn the_land_is_drawn_in_whole_numbers_of_its_size() {
        let world = draw_world();
        assert_eq!(world.size, (1800, 777));
        assert!(world.land.len() > 10_000 && world.land.ends_with('z') && !world.land.contains('.'));
        assert!(world.graticule.starts_with('M'));
        assert!(draw_part(&MapArea::all()[0].window()).land.len() > 3_000);
    }

    proptest! {
        #[test]
        fn every_case_is_a_pin_or_in_a_cluster_and_marks_stay_inside(
            spots in proptest::collection::vec((-56.0..83.5, -180.0..180.0), 0..80), width in 280.0..1200.0
        ) {
            let places: Vec<Place<'_>> =
                spots.iter().map(|(latitude, longitude)| Place { at: project_degrees(*longitude, *latitude), name: "Name" }).collect();
            let made = sheet(&places, &world_window(), &[], Marks { width, ..MARKS });
            let pins = made.pins.iter().map(|pin| pin.place);
            let mut found: Vec<usize> = made.clusters.iter().flat_map(|cluster| cluster.places.clone()).chain(pins).collect();
            found.sort_unstable();
            prop_assert_eq!(found, (0..places.len()).collect::<Vec<_>>());
            let marks = made.pins.iter().map(|pin| pin.at).chain(made.clusters.iter().map(|cluster| cluster.at));
            for at in marks {
                prop_assert!((0.0..=1.0).contains(&at.x) && (0.0..=1.0).contains(&at.y));
            }
        }
    }
}
