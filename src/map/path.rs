//! Lines as the `d` of an SVG path, in whole numbers: steps from point to point, which compress well.

use std::fmt::Write as _;

use super::projection::{Point, Window};

/// How points of a window become numbers of a drawing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    window: Window,
    factor: f64,
}

impl Scale {
    /// A window drawn so many numbers wide.
    pub(super) fn new(window: Window, width: f64) -> Self {
        Self { window, factor: width / window.width }
    }

    /// Where a point stands in the drawing.
    pub(super) fn place(&self, point: Point) -> (i32, i32) {
        (rounded((point.x - self.window.left) * self.factor), rounded((point.y - self.window.top) * self.factor))
    }
}

/// The nearest whole number; drawings are some thousands wide, so that all of them fit.
#[expect(clippy::cast_possible_truncation, reason = "a drawing is some thousands wide")]
pub(super) fn rounded(number: f64) -> i32 {
    number.round() as i32
}

/// Closed lines.
pub(super) fn rings(rings: &[Vec<Point>], scale: Scale) -> String {
    let mut path = String::with_capacity(rings.len() * 64);
    for ring in rings {
        if line(&mut path, ring, scale) {
            path.push('z');
        }
    }
    path
}

/// Open lines.
pub(super) fn lines(lines: &[Vec<Point>], scale: Scale) -> String {
    let mut path = String::new();
    for points in lines {
        line(&mut path, points, scale);
    }
    path
}

/// Adds a line; says whether there was one, as points that fall together are one.
fn line(path: &mut String, points: &[Point], scale: Scale) -> bool {
    let Some(first) = points.first() else { return false };
    let start = path.len();
    let mut here = scale.place(*first);
    let _ = write!(path, "M{} {}", here.0, here.1);
    let mut is_begun = false;
    for point in &points[1..] {
        let next = scale.place(*point);
        let (x, y) = (next.0 - here.0, next.1 - here.1);
        if (x, y) == (0, 0) {
            continue;
        }
        path.push_str(if !is_begun {
            "l"
        } else if x < 0 {
            ""
        } else {
            " "
        });
        let _ = if y < 0 { write!(path, "{x}{y}") } else { write!(path, "{x} {y}") };
        (here, is_begun) = (next, true);
    }
    if !is_begun {
        path.truncate(start);
    }
    is_begun
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scale() -> Scale {
        Scale::new(Window { left: 10.0, top: 20.0, width: 100.0, height: 50.0 }, 1000.0)
    }

    fn points(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|(x, y)| Point::new(*x, *y)).collect()
    }

    #[test]
    fn lines_are_steps_in_whole_numbers() {
        let ring = points(&[(10.0, 20.0), (20.0, 21.0), (20.01, 21.01), (19.0, 20.5)]);
        assert_eq!(rings(std::slice::from_ref(&ring), scale()), "M0 0l100 10-10-5z");
        assert_eq!(lines(&[ring[..2].to_vec(), ring[1..].to_vec()], scale()), "M0 0l100 10M100 10l-10-5");
    }

    #[test]
    fn what_falls_together_is_no_line() {
        assert_eq!(rings(&[points(&[(10.0, 20.0), (10.01, 20.01)]), Vec::new()], scale()), "");
    }
}
