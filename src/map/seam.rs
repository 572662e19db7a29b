//! Land on both sides of the antimeridian as one piece.
//!
//! Comes in: rings of a world whose outline ends at 180 degrees, moved to another meridian; goes out: the same, where those that meet
//! there are one, so that no coast is drawn along a line on which there is none.

use super::projection::Point;

/// How far apart two points may be that are meant to be one, in units: the outline is rounded, and each side by itself.
const NEAR: f64 = 0.3;

/// A stretch of a ring's coast, from one stay on the seam to the next.
struct Coast {
    points: Vec<Point>,
    /// The coast that follows: where the seam is left again.
    next: usize,
}

/// Joins rings that meet at the seam; `is_on_seam` says which points lie there.
pub(super) fn joined(rings: Vec<Vec<Point>>, is_on_seam: impl Fn(Point) -> bool) -> Vec<Vec<Point>> {
    let (mut whole, mut coasts) = (Vec::new(), Vec::new());
    for ring in rings {
        let parts = coasts_of(&ring, &is_on_seam);
        if parts.is_empty() {
            whole.push(ring);
            continue;
        }
        let (first, count) = (coasts.len(), parts.len());
        let coast = |(index, points)| Coast { points, next: first + (index + 1) % count };
        coasts.extend(parts.into_iter().enumerate().map(coast));
    }
    for one in 0..coasts.len() {
        for other in one + 1..coasts.len() {
            if is_same_stay(&coasts, one, other) {
                let next = coasts[one].next;
                coasts[one].next = coasts[other].next;
                coasts[other].next = next;
            }
        }
    }
    let mut is_taken = vec![false; coasts.len()];
    for start in 0..coasts.len() {
        let (mut ring, mut here) = (Vec::new(), start);
        while !is_taken[here] {
            is_taken[here] = true;
            ring.extend_from_slice(&coasts[here].points);
            here = coasts[here].next;
        }
        if ring.len() > 2 {
            whole.push(ring);
        }
    }
    whole
}

/// Do the stays on the seam after two coasts run along the same stretch, in opposite directions?
fn is_same_stay(coasts: &[Coast], one: usize, other: usize) -> bool {
    let ends = |index: usize| {
        let coast = &coasts[index];
        coast.points.last().zip(coasts[coast.next].points.first())
    };
    let are_near = |a: &Point, b: &Point| (a.x - b.x).hypot(a.y - b.y) < NEAR;
    match (ends(one), ends(other)) {
        (Some((start, end)), Some((other_start, other_end))) => {
            are_near(start, other_end) && are_near(end, other_start)
        }
        _ => false,
    }
}

/// The coasts of a ring between its stays on the seam, in their order; none where it has none there. Each begins and ends with a
/// point on the seam.
fn coasts_of(ring: &[Point], is_on_seam: impl Fn(Point) -> bool) -> Vec<Vec<Point>> {
    let on_seam: Vec<bool> = ring.iter().map(|point| is_on_seam(*point)).collect();
    let follower = |index: usize| (index + 1) % ring.len();
    // An edge lies on the seam where both of its ends do.
    let is_stay = |index: usize| on_seam[index] && on_seam[follower(index)];
    let leaves = |index: &usize| is_stay((*index + ring.len() - 1) % ring.len()) && !is_stay(*index);
    let from = |start: usize| {
        let mut points = vec![ring[start]];
        let mut here = start;
        while !is_stay(here) {
            here = follower(here);
            points.push(ring[here]);
        }
        points
    };
    (0..ring.len()).filter(leaves).map(from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Point> {
        points.iter().map(|(x, y)| Point::new(*x, *y)).collect()
    }

    fn is_on_seam(point: Point) -> bool {
        (point.x - 10.0).abs() < 0.1
    }

    fn area(ring: &[Point]) -> f64 {
        let pairs = ring.iter().zip(ring.iter().cycle().skip(1));
        pairs.map(|(one, next)| one.x * next.y - next.x * one.y).sum::<f64>() / 2.0
    }

    #[test]
    fn what_meets_at_the_seam_becomes_one_ring_of_the_same_area() {
        let west = ring(&[(4.0, 0.0), (10.0, 0.0), (10.0, 3.0), (10.0, 6.0), (4.0, 6.0)]);
        let east = ring(&[(10.05, 6.0), (10.0, 0.05), (15.0, 0.0), (15.0, 6.0)]);
        let joined = joined(vec![west, east], is_on_seam);
        assert_eq!(joined.len(), 1);
        assert!((area(&joined[0]).abs() - 66.0).abs() < 1.0, "{joined:?}");
        let along = joined[0].windows(2).filter(|pair| is_on_seam(pair[0]) && is_on_seam(pair[1]));
        assert!(along.clone().all(|pair| (pair[0].y - pair[1].y).abs() < NEAR), "{joined:?}");
    }

    #[test]
    fn what_ends_at_the_seam_or_does_not_reach_it_stays() {
        let island = ring(&[(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]);
        let cut = ring(&[(4.0, 0.0), (10.0, 0.0), (10.0, 6.0), (4.0, 6.0)]);
        let touching = ring(&[(12.0, 0.0), (10.0, 8.0), (14.0, 9.0)]);
        let rings = joined(vec![island.clone(), cut.clone(), touching.clone()], is_on_seam);
        assert_eq!(rings[..2], [island, touching]);
        assert_eq!((rings.len(), rings[2].len(), area(&rings[2])), (3, 4, area(&cut)));
    }

    #[test]
    fn a_ring_that_meets_another_twice_has_a_lake_between() {
        let west =
            ring(&[(0.0, 0.0), (10.0, 0.0), (10.0, 2.0), (5.0, 2.0), (5.0, 4.0), (10.0, 4.0), (10.0, 6.0), (0.0, 6.0)]);
        let east: Vec<Point> = west.iter().rev().map(|point| Point::new(20.0 - point.x, point.y)).collect();
        let rings = joined(vec![west, east], is_on_seam);
        let mut areas: Vec<f64> = rings.iter().map(|ring| area(ring)).collect();
        areas.sort_by(f64::total_cmp);
        assert_eq!(areas, [-20.0, 120.0]);
    }
}
