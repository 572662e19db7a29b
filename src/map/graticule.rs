//! Meridians and parallels.

use std::sync::LazyLock;

use super::projection::{Point, WORLD, Window, project_degrees, turned};

/// The points of a meridian are so many degrees apart: it is bent.
const BEND: f64 = 4.0;

/// The points of all meridians from north to south: how far each is from the top, and how many units a degree is wide there.
static POINTS: LazyLock<Vec<(f64, f64)>> = LazyLock::new(|| {
    let latitudes = steps(-90.0 / BEND, 90.0 / BEND).map(|number| -number * BEND);
    let point = |latitude| {
        let Point { x, y } = project_degrees(180.0, latitude);
        (y, (x - WORLD / 2.0) / 180.0)
    };
    latitudes.map(point).collect()
});

/// The meridians and parallels of a window, so many degrees apart. Meridians end at the edges of the window, parallels at
/// those of the world.
pub(super) fn graticule(window: &Window, step: f64) -> Vec<Vec<Point>> {
    let count = (180.0 / step).floor();
    lines(window, step, steps(-count, count).map(|number| number * step))
}

/// The same about another meridian than that of Greenwich.
pub(super) fn graticule_about(window: &Window, step: f64, meridian: f64) -> Vec<Vec<Point>> {
    let count = (180.0 / step).floor();
    // That of 180 degrees is one, and no edge of the world.
    lines(window, step, steps(1.0 - count, count).map(|number| turned(number * step, meridian)))
}

fn lines(window: &Window, step: f64, longitudes: impl Iterator<Item = f64>) -> Vec<Vec<Point>> {
    let count = (90.0 / step).floor();
    let parallels = steps(-count, count).filter_map(|number| parallel(number * step, window));
    longitudes.flat_map(|longitude| meridian(longitude, window)).chain(parallels).collect()
}

fn steps(first: f64, last: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some(first), |number| Some(number + 1.0)).take_while(move |number| *number <= last)
}

fn parallel(latitude: f64, window: &Window) -> Option<Vec<Point>> {
    let (west, east) = (project_degrees(-180.0, latitude), project_degrees(180.0, latitude));
    let (left, right) = (west.x.max(window.left), east.x.min(window.right()));
    let is_seen = left < right && (window.top..=window.bottom()).contains(&west.y);
    is_seen.then(|| vec![Point::new(left, west.y), Point::new(right, west.y)])
}

/// The pieces of a meridian that are in the window.
fn meridian(longitude: f64, window: &Window) -> Vec<Vec<Point>> {
    pieces(POINTS.iter().map(|(y, degree)| Point::new(WORLD / 2.0 + longitude * degree, *y)), window)
}

/// The pieces of a line in a window, each with the points before and after it, so that they reach its edges.
pub(super) fn pieces(points: impl Iterator<Item = Point>, window: &Window) -> Vec<Vec<Point>> {
    let mut pieces: Vec<Vec<Point>> = Vec::new();
    let mut before: Option<(Point, bool)> = None;
    for point in points {
        let is_in = window.contains(point);
        match before {
            Some((outside, false)) if is_in => pieces.push(vec![outside, point]),
            None if is_in => pieces.push(vec![point]),
            Some((_, true)) => pieces.last_mut().into_iter().for_each(|piece| piece.push(point)),
            _ => {}
        }
        before = Some((point, is_in));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_has_its_meridians_and_parallels() {
        let world = Window { left: -1.0, top: -1.0, width: 1002.0, height: 490.0 };
        let lines = graticule(&world, 30.0);
        assert_eq!(lines.len(), 13 + 7);
        assert!(lines.iter().flatten().all(|point| world.contains(*point)));
    }

    #[test]
    fn lines_reach_the_edges_of_a_window_and_end_near_it() {
        let window = Window::of_degrees(-12.0, 44.0, 34.0, 61.0);
        let lines = graticule(&window, 10.0);
        let near = window.grown(16.0);
        assert!(lines.len() >= 7 && lines.iter().flatten().all(|point| near.contains(*point)));
        let is_meridian = |line: &&Vec<Point>| line.first().map(|point| point.y) != line.last().map(|point| point.y);
        for line in lines.iter().filter(is_meridian).filter(|line| line.len() > 6) {
            assert!(line.first().unwrap().y <= window.top && line.last().unwrap().y >= window.bottom());
        }
    }
}
