//! The outlines of the land, and what of them lies in a window. `README.md` says where they come from.

use std::sync::LazyLock;

use super::projection::{Point, WORLD, Window, project_degrees, width_of_degree};
use super::seam::joined;

/// How many steps of the files a unit has.
const STEPS: f64 = 20.0;
/// How many points are looked at as one where all of them lie beyond the same edge.
const RUN: usize = 32;

/// For drawings of a part of the world.
static FINE: LazyLock<Outline> = LazyLock::new(|| Outline::read(include_str!("land-fine.txt")));
/// For the whole of it.
static COARSE: LazyLock<Outline> = LazyLock::new(|| Outline::read(include_str!("land-world.txt")));

/// The outline of the land.
pub(super) struct Outline {
    rings: Vec<Ring>,
}

struct Ring {
    points: Vec<Point>,
    bounds: Bounds,
    /// For each [`RUN`] of points, where they lie.
    runs: Vec<Bounds>,
}

#[derive(Clone, Copy)]
struct Bounds {
    least: Point,
    most: Point,
}

/// An edge of a window, and what lies on its inner side.
#[derive(Clone, Copy)]
enum Edge {
    Left(f64),
    Right(f64),
    Top(f64),
    Bottom(f64),
}

/// The outline for drawings of a part of the world.
pub(super) fn fine() -> &'static Outline {
    &FINE
}

/// The outline for the whole world.
pub(super) fn coarse() -> &'static Outline {
    &COARSE
}

impl Outline {
    fn read(text: &str) -> Self {
        Self { rings: text.lines().map(Ring::read).collect() }
    }

    /// What of the land lies in a window, as rings. Where a ring leaves the window, it runs along the edge.
    pub(super) fn clipped(&self, window: &Window) -> Vec<Vec<Point>> {
        let edges = edges(window);
        let clipped = |ring: &Ring| {
            if edges.iter().any(|edge| ring.bounds.is_beyond(*edge)) {
                return None;
            }
            within(ring.near(&edges), &edges)
        };
        self.rings.iter().filter_map(clipped).collect()
    }
}

impl Outline {
    /// The same of the world about another meridian than that of Greenwich, on which it goes on beyond the antimeridian.
    pub(super) fn clipped_about(&self, window: &Window, meridian: f64) -> Vec<Vec<Point>> {
        /// How far from the antimeridian a point may be that lies on it: the outline is rounded.
        const NEAR: f64 = 1.5 / STEPS;
        let turns = [-360.0, 0.0, 360.0];
        let rings = turns.into_iter().flat_map(|turn| self.moved(window, meridian + turn)).collect();
        let antimeridian = |top: f64, turn: f64| WORLD / 2.0 + (180.0 - meridian + turn) * width_of_degree(top);
        joined(rings, |point| turns.iter().any(|turn| (point.x - antimeridian(point.y, *turn)).abs() < NEAR))
    }

    /// What of the land lies in a window when each point moves along its parallel by so many degrees to the west.
    fn moved(&self, window: &Window, degrees: f64) -> Vec<Vec<Point>> {
        let by = |top: f64| degrees * width_of_degree(top);
        // A degree is widest at the equator, and narrower towards both poles.
        let equator = project_degrees(0.0, 0.0).y.clamp(window.top, window.bottom());
        let ends = [window.top, equator, window.bottom()].map(by);
        let least = ends.into_iter().fold(f64::INFINITY, f64::min);
        let most = ends.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let strip = Window { left: window.left + least, width: window.width + most - least, ..*window };
        if strip.right() < 0.0 || strip.left > WORLD {
            return Vec::new();
        }
        let [left, right, ..] = edges(window);
        let moved = |ring: Vec<Point>| {
            let points = ring.into_iter().map(|point| Point::new(point.x - by(point.y), point.y)).collect();
            within(points, &[left, right])
        };
        self.clipped(&strip).into_iter().filter_map(moved).collect()
    }
}

/// What of these rings lies in a window, as rings.
pub(super) fn rings_in(rings: &[Vec<Point>], window: &Window) -> Vec<Vec<Point>> {
    let edges = edges(window);
    let clipped = |ring: &Vec<Point>| {
        let bounds = Bounds::of(ring);
        let is_beyond = edges.iter().any(|edge| bounds.is_beyond(*edge));
        (!is_beyond).then(|| within(ring.clone(), &edges))?
    };
    rings.iter().filter_map(clipped).collect()
}

/// How much of a window is land, from 0 to 1, when these rings are the land in it.
pub(super) fn land_share(rings: &[Vec<Point>], window: &Window) -> f64 {
    // Lakes run the other way round, so that their areas are taken off.
    let area = |ring: &Vec<Point>| {
        let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
        pairs.map(|(one, next)| one.x * next.y - next.x * one.y).sum::<f64>() / 2.0
    };
    rings.iter().map(area).sum::<f64>().abs() / (window.width * window.height)
}

fn edges(window: &Window) -> [Edge; 4] {
    [Edge::Left(window.left), Edge::Right(window.right()), Edge::Top(window.top), Edge::Bottom(window.bottom())]
}

impl Ring {
    fn read(line: &str) -> Self {
        let mut numbers = line.split_ascii_whitespace().map(|number| number.parse::<f64>().unwrap_or_default());
        let mut points = Vec::new();
        let mut here = Point::default();
        while let (Some(x), Some(y)) = (numbers.next(), numbers.next()) {
            here = Point::new(here.x + x / STEPS, here.y + y / STEPS);
            points.push(here);
        }
        let runs = points.chunks(RUN).map(Bounds::of).collect();
        Self { bounds: Bounds::of(&points), runs, points }
    }

    /// The points of the ring. Of those that all lie beyond one edge, only the ends are there: nothing between them is seen.
    fn near(&self, edges: &[Edge]) -> Vec<Point> {
        let mut near = Vec::with_capacity(256);
        for (run, bounds) in self.points.chunks(RUN).zip(&self.runs) {
            if edges.iter().any(|edge| bounds.is_beyond(*edge)) {
                near.extend(run.first());
                near.extend(run.last());
            } else {
                near.extend_from_slice(run);
            }
        }
        near
    }
}

impl Bounds {
    fn of(points: &[Point]) -> Self {
        let first = points.first().copied().unwrap_or_default();
        let grow = |bounds: Self, point: &Point| Self {
            least: Point::new(bounds.least.x.min(point.x), bounds.least.y.min(point.y)),
            most: Point::new(bounds.most.x.max(point.x), bounds.most.y.max(point.y)),
        };
        points.iter().fold(Self { least: first, most: first }, grow)
    }

    fn is_beyond(&self, edge: Edge) -> bool {
        match edge {
            Edge::Left(x) => self.most.x < x,
            Edge::Right(x) => self.least.x > x,
            Edge::Top(y) => self.most.y < y,
            Edge::Bottom(y) => self.least.y > y,
        }
    }
}

/// What of a ring lies on the inner side of all these edges; none where nothing does.
fn within(ring: Vec<Point>, edges: &[Edge]) -> Option<Vec<Point>> {
    let points = edges.iter().fold(ring, |points, edge| cut(&points, *edge));
    (points.len() > 2).then_some(points)
}

/// What of a ring lies on the inner side of an edge (Sutherland and Hodgman 1974).
fn cut(ring: &[Point], edge: Edge) -> Vec<Point> {
    let is_in = |point: &Point| match edge {
        Edge::Left(x) => point.x >= x,
        Edge::Right(x) => point.x <= x,
        Edge::Top(y) => point.y >= y,
        Edge::Bottom(y) => point.y <= y,
    };
    let crossing = |one: &Point, next: &Point| match edge {
        Edge::Left(x) | Edge::Right(x) => Point::new(x, one.y + (next.y - one.y) * (x - one.x) / (next.x - one.x)),
        Edge::Top(y) | Edge::Bottom(y) => Point::new(one.x + (next.x - one.x) * (y - one.y) / (next.y - one.y), y),
    };
    let mut inner = Vec::with_capacity(ring.len() + 4);
    let Some(mut before) = ring.last() else { return inner };
    for point in ring {
        if is_in(before) != is_in(point) {
            inner.push(crossing(before, point));
        }
        if is_in(point) {
            inner.push(*point);
        }
        before = point;
    }
    inner
}

#[cfg(test)]
mod tests {
    use super::*;
    fn around(latitude: f64, longitude: f64, size: f64) -> Window {
        let middle = project_degrees(longitude, latitude);
        Window { left: middle.x - size / 2.0, top: middle.y - size / 2.0, width: size, height: size }
    }

    fn share(outline: &Outline, window: &Window) -> f64 {
        land_share(&outline.clipped(window), window)
    }

    #[test]
    fn both_outlines_are_of_this_world() {
        let world = Window { left: 0.0, top: 0.0, width: 1000.0, height: 486.7 };
        for outline in [fine(), coarse()] {
            // 26.5 % of the Earth is land without Antarctica; the world is an oval that fills 88 % of its window.
            let land = share(outline, &world);
            assert!((0.228..0.236).contains(&land), "{land}");
        }
        assert!(share(fine(), &around(24.0, 10.0, 20.0)) > 0.999, "the Sahara");
        assert!(share(fine(), &around(0.0, -140.0, 40.0)) < 0.001, "the Pacific");
        assert!(share(fine(), &around(42.0, 51.0, 6.0)) < 0.05, "the Caspian Sea");
    }

    #[test]
    fn about_another_meridian_there_is_as_much_land_at_the_same_places() {
        let about = |latitude: f64, longitude: f64, size: f64| {
            let window = around(latitude, 0.0, size);
            land_share(&fine().clipped_about(&window, longitude), &window)
        };
        assert!(about(24.0, 10.0, 20.0) > 0.999, "the Sahara");
        assert!(about(-25.0, 134.0, 40.0) > 0.99, "Australia");
        assert!(about(0.0, -140.0, 40.0) < 0.001, "the Pacific");
        assert!(about(42.0, 51.0, 6.0) < 0.05, "the Caspian Sea");
        assert!(about(66.5, 180.0, 6.0) > 0.2, "Chukotka on both sides of the antimeridian");
        let window = around(48.853, 0.0, 96.0);
        let rings = fine().clipped_about(&window, 2.349);
        assert!(rings.iter().flatten().all(|point| window.grown(1e-6).contains(*point)));
    }

    #[test]
    fn land_goes_on_beyond_the_antimeridian_in_one_piece() {
        let seam = |point: &Point| WORLD / 2.0 + 2.5 * width_of_degree(point.y);
        let window = around(64.733, 0.0, 118.0);
        let rings = fine().clipped_about(&window, 177.5);
        let reaches_over = |ring: &&Vec<Point>| {
            ring.iter().any(|point| point.x < seam(point) - 5.0) && ring.iter().any(|point| point.x > seam(point) + 5.0)
        };
        assert_eq!(rings.iter().filter(reaches_over).count(), 1, "Chukotka");
        let runs_along = |pair: &[Point]| pair.iter().all(|point| (point.x - seam(point)).abs() < 0.1);
        let long = |pair: &&[Point]| runs_along(pair) && (pair[0].y - pair[1].y).abs() > 0.3;
        assert_eq!(rings.iter().flat_map(|ring| ring.windows(2)).filter(long).count(), 0);
    }

    #[test]
    fn nothing_lies_outside_the_window() {
        let window = around(48.853, 2.349, 96.0);
        let grown = window.grown(1e-6);
        let rings = fine().clipped(&window);
        assert!(rings.len() > 3);
        assert!(rings.iter().flatten().all(|point| grown.contains(*point)));
    }

    #[test]
    fn passing_over_points_beyond_an_edge_changes_nothing() {
        for (latitude, longitude) in [(52.374, 4.890), (6.245, -75.572), (39.908, 116.397), (-18.141, 178.442)] {
            let window = around(latitude, longitude, 118.0);
            let edges = edges(&window);
            let slow: f64 = fine()
                .rings
                .iter()
                .map(|ring| edges.iter().fold(ring.points.clone(), |points, edge| cut(&points, *edge)))
                .map(|ring| land_share(&[ring], &window))
                .sum();
            let fast: f64 = fine().clipped(&window).into_iter().map(|ring| land_share(&[ring], &window)).sum();
            assert!((slow - fast).abs() < 1e-9, "{latitude} {longitude}: {slow} {fast}");
        }
    }
}
