//! From degrees to a flat world: Equal Earth (Šavrič, Patterson and Jenny 2018) about the meridian of Greenwich, on which
//! countries have the sizes that they have.

use std::f64::consts::PI;
use std::sync::LazyLock;

use crate::places::Coordinates;

const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// How wide the world is, in units.
pub const WORLD: f64 = 1000.0;

/// A point of the flat world: units from the left and from the top.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

impl Point {
    /// A point.
    #[must_use]
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }
}

/// Where a place lies on the flat world.
#[must_use]
pub fn project(place: Coordinates) -> Point {
    project_degrees(place.longitude(), place.latitude())
}

/// The same for any degrees, also of lines that leave the world at its sides.
pub(super) fn project_degrees(longitude: f64, latitude: f64) -> Point {
    let (half_width, half_height) = (equal_earth(PI, 0.0).x, equal_earth(0.0, PI / 2.0).y);
    let scale = WORLD / (2.0 * half_width);
    let flat = equal_earth(longitude.to_radians(), latitude.to_radians());
    Point::new((flat.x + half_width) * scale, (half_height - flat.y) * scale)
}

/// The same for drawings about another meridian than that of Greenwich, on which what lies there stands upright.
pub(super) fn project_about(place: Coordinates, meridian: f64) -> Point {
    project_degrees(turned(place.longitude(), meridian), place.latitude())
}

/// Degrees east of a meridian, from −180 to 180.
pub(super) fn turned(longitude: f64, meridian: f64) -> f64 {
    (longitude - meridian + 540.0).rem_euclid(360.0) - 180.0
}

/// How many units wide a degree is along the parallel so many units from the top: about another meridian, a point of the
/// world moves along its parallel, and by nothing else.
pub(super) fn width_of_degree(top: f64) -> f64 {
    let place = top.clamp(0.0, ROWS - 1.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the table has some hundred rows")]
    let row = place.floor() as usize;
    let next = DEGREES.get(row + 1).unwrap_or(&DEGREES[row]);
    DEGREES[row] + (next - DEGREES[row]) * place.fract()
}

/// How many rows of one unit the world has.
const ROWS: f64 = 488.0;

/// The width of a degree at each whole unit from the top. In between it is nearly straight, but for the last row with the
/// South Pole, which no outline of ours reaches.
static DEGREES: LazyLock<Vec<f64>> = LazyLock::new(|| {
    let mut widths = Vec::new();
    let (mut latitude, mut row) = (90.0, 0.0);
    while row < ROWS {
        // Down to the row; the South Pole is somewhat above the last one.
        while latitude > -90.0 && project_degrees(0.0, latitude).y < row {
            latitude -= 0.01;
        }
        widths.push(project_degrees(1.0, latitude).x - project_degrees(0.0, latitude).x);
        row += 1.0;
    }
    widths
});

fn equal_earth(longitude: f64, latitude: f64) -> Point {
    let angle = (3.0_f64.sqrt() / 2.0 * latitude.sin()).asin();
    let square = angle * angle;
    let sixth = square * square * square;
    let slope = 9.0 * A[3] * sixth * square + 7.0 * A[2] * sixth + 3.0 * A[1] * square + A[0];
    let x = 2.0 * 3.0_f64.sqrt() * longitude * angle.cos() / (3.0 * slope);
    Point::new(x, angle * (A[0] + A[1] * square + sixth * (A[2] + A[3] * square)))
}

/// A piece of the flat world.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Window {
    /// Its left edge.
    pub left: f64,
    /// Its upper edge.
    pub top: f64,
    /// How wide it is.
    pub width: f64,
    /// How high it is.
    pub height: f64,
}

impl Window {
    /// The smallest window that shows what lies between two meridians and two parallels, along its middle.
    #[must_use]
    pub fn of_degrees(west: f64, east: f64, south: f64, north: f64) -> Self {
        let middle = f64::midpoint(south, north);
        let (left, right) = (project_degrees(west, middle).x, project_degrees(east, middle).x);
        let (top, bottom) = (project_degrees(0.0, north).y, project_degrees(0.0, south).y);
        Self { left, top, width: right - left, height: bottom - top }
    }

    /// Does it show this point?
    #[must_use]
    pub fn contains(&self, point: Point) -> bool {
        (self.left..=self.right()).contains(&point.x) && (self.top..=self.bottom()).contains(&point.y)
    }

    /// The same with a margin on all sides.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        let (width, height) = (self.width + 2.0 * margin, self.height + 2.0 * margin);
        Self { left: self.left - margin, top: self.top - margin, width, height }
    }

    /// Where a point stands in it: 0 is its left or upper edge, 1 the other one.
    #[must_use]
    pub fn share(&self, point: Point) -> Point {
        Point::new((point.x - self.left) / self.width, (point.y - self.top) / self.height)
    }

    pub(super) fn right(&self) -> f64 {
        self.left + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.top + self.height
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(latitude: f64, longitude: f64) -> Point {
        project(Coordinates::new(latitude, longitude).unwrap())
    }

    #[test]
    fn the_world_is_a_thousand_units_wide() {
        assert!((at(0.0, -180.0).x).abs() < 1e-9 && (at(0.0, 180.0).x - 1000.0).abs() < 1e-9);
        assert!((at(90.0, 0.0).y).abs() < 1e-9);
        assert!((at(-90.0, 0.0).y - 486.7).abs() < 0.1);
        // As the script that draws the land has it.
        let medellin = at(6.245, -75.572);
        assert!((medellin.x - 290.673).abs() < 1e-3 && (medellin.y - 220.012).abs() < 1e-3, "{medellin:?}");
    }

    proptest! {
        #[test]
        fn about_another_meridian_a_place_moves_along_its_parallel(
            latitude in -86.0..=89.0, longitude in -180.0..=180.0, meridian in -180.0..=180.0
        ) {
            let place = Coordinates::new(latitude, longitude).unwrap();
            let (here, there) = (project(place), project_about(place, meridian));
            let moved = here.x + (turned(longitude, meridian) - longitude) * width_of_degree(here.y);
            prop_assert!((here.y - there.y).abs() < 1e-9);
            prop_assert!((moved - there.x).abs() < 0.1, "{moved} {}", there.x);
        }

        #[test]
        fn every_place_is_on_the_world(latitude in -90.0..=90.0, longitude in -180.0..=180.0) {
            let point = at(latitude, longitude);
            prop_assert!((-1e-9..=WORLD + 1e-9).contains(&point.x) && (-1e-9..=486.8).contains(&point.y));
        }
    }
}
