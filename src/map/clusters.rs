//! Pins that would crowd become clusters: no two marks are nearer than a finger needs.

use std::collections::BTreeMap;

use super::path::rounded;
use super::projection::Point;

/// How far marks are apart at least, in CSS pixels (WCAG 2.2, target size).
pub(super) const APART: f64 = 24.0;

/// Some places that share a mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    /// Their indexes, in order.
    pub members: Vec<usize>,
    /// Where the mark stands: in the middle of them all.
    pub at: Point,
}

/// Puts places, in pixels, into groups of which no two are nearer than [`APART`], in the order of their first places.
pub(super) fn cluster(places: &[Point]) -> Vec<Group> {
    let mut groups = near_ones(places);
    // Where two groups become one, its middle may come near to a third.
    while let Some(fewer) = merged(&groups) {
        groups = fewer;
    }
    groups
}

type Grid<T> = BTreeMap<(i32, i32), T>;

fn cell(at: Point, size: f64) -> (i32, i32) {
    (rounded((at.x / size).floor()), rounded((at.y / size).floor()))
}

/// Those in the same cell, which is so small that all of them are near each other: of thousands of places few are left.
fn near_ones(places: &[Point]) -> Vec<Group> {
    let mut cells: Grid<usize> = Grid::new();
    let mut groups: Vec<Group> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        match cells.get(&cell(*place, APART / 2.0)) {
            Some(known) => groups[*known].take(Group { members: vec![index], at: *place }),
            None => {
                cells.insert(cell(*place, APART / 2.0), groups.len());
                groups.push(Group { members: vec![index], at: *place });
            }
        }
    }
    groups
}

/// The same groups with the nearest neighbours made one; none where no two are too near.
fn merged(groups: &[Group]) -> Option<Vec<Group>> {
    let mut grid: Grid<Vec<usize>> = Grid::new();
    for (index, group) in groups.iter().enumerate() {
        grid.entry(cell(group.at, APART)).or_default().push(index);
    }
    let mut left: Vec<Option<Group>> = groups.iter().cloned().map(Some).collect();
    let mut is_changed = false;
    for index in 0..groups.len() {
        let Some(group) = left[index].take() else { continue };
        // Those that are one with another by now stand elsewhere: the next round looks at them.
        let near = neighbours(&grid, groups[index].at).filter(|other| *other != index);
        let near = near.filter_map(|other| Some((other, distance(left[other].as_ref()?.at, group.at))));
        let nearest = near.filter(|(_, far)| *far < APART).min_by(|one, other| one.1.total_cmp(&other.1));
        let mut group = group;
        if let Some(other) = nearest.and_then(|(other, _)| left[other].take()) {
            group.take(other);
            is_changed = true;
        }
        left[index] = Some(group);
    }
    let mut groups: Vec<Group> = left.into_iter().flatten().collect();
    groups.sort_by_key(|group| group.members.first().copied());
    is_changed.then_some(groups)
}

fn neighbours(grid: &Grid<Vec<usize>>, at: Point) -> impl Iterator<Item = usize> {
    let (column, row) = cell(at, APART);
    let cells = (-1..=1).flat_map(move |across| (-1..=1).map(move |down| (column + across, row + down)));
    cells.filter_map(|cell| grid.get(&cell)).flatten().copied()
}

pub(super) fn distance(one: Point, other: Point) -> f64 {
    (one.x - other.x).hypot(one.y - other.y)
}

impl Group {
    fn take(&mut self, other: Self) {
        #[expect(clippy::cast_precision_loss, reason = "no site has so many cases")]
        let (own, others) = (self.members.len() as f64, other.members.len() as f64);
        let part = others / (own + others);
        let middle = |one: f64, other: f64| one + (other - one) * part;
        self.at = Point::new(middle(self.at.x, other.at.x), middle(self.at.y, other.at.y));
        self.members.extend(other.members);
        self.members.sort_unstable();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_far_apart_stays_alone() {
        let groups = cluster(&[Point::new(0.0, 0.0), Point::new(30.0, 0.0), Point::new(0.0, 24.1)]);
        assert!(groups.iter().all(|group| group.members.len() == 1) && groups.len() == 3);
    }

    #[test]
    fn what_is_near_stands_in_the_middle() {
        let groups = cluster(&[Point::new(0.0, 0.0), Point::new(100.0, 0.0), Point::new(20.0, 0.0)]);
        assert_eq!(groups[0], Group { members: vec![0, 2], at: Point::new(10.0, 0.0) });
        assert_eq!(groups[1].members, [1]);
    }

    proptest! {
        #[test]
        fn every_place_is_in_one_group_and_no_two_groups_are_near(
            places in proptest::collection::vec((0.0..400.0, 0.0..200.0), 0..150)
        ) {
            let places: Vec<Point> = places.into_iter().map(|(x, y)| Point::new(x, y)).collect();
            let groups = cluster(&places);
            let mut members: Vec<usize> = groups.iter().flat_map(|group| group.members.clone()).collect();
            members.sort_unstable();
            prop_assert_eq!(members, (0..places.len()).collect::<Vec<_>>());
            for (index, one) in groups.iter().enumerate() {
                prop_assert!((0.0..400.0).contains(&one.at.x) && (0.0..200.0).contains(&one.at.y));
                for other in &groups[index + 1..] {
                    prop_assert!(distance(one.at, other.at) >= APART);
                }
            }
            prop_assert_eq!(&groups, &cluster(&places));
        }
    }
}
