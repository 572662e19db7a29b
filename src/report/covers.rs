//! The covers of the newest cases: where each city lies, and whether its case lacks something.

use serde::Serialize;

use crate::check::Gap;
use crate::map;
use crate::site::Site;

/// How many cases are drawn: a page of paper.
const SHOWN: usize = 30;

/// A case, and the drawing of its place.
#[derive(Serialize)]
pub(super) struct Card {
    title: String,
    date: String,
    /// How many things it lacks.
    lacks: usize,
    /// What of the drawing is shown: left, top, width, height.
    window: String,
    land: String,
    /// Where the city lies in the drawing; none where nobody knows.
    city: Option<(i32, i32)>,
}

/// The newest cases, each with what it lacks; `gaps` has those of each case, in the order of `site.cases`.
pub(super) fn newest(site: &Site, gaps: &[Vec<Gap>]) -> Vec<Card> {
    let mut order: Vec<usize> = site.cases_by_path().to_vec();
    order.sort_by_key(|index| std::cmp::Reverse(site.cases[*index].case.date));
    let card = |index: usize| {
        let entry = &site.cases[index];
        // A city that nobody can place has an empty field: the world would say nothing, in many bytes.
        let empty = || map::Cover { row: [0, 0, 3, 2], ..map::Cover::default() };
        let drawn = entry.coordinates().map_or_else(empty, |city| map::cover(Some(city), &[]));
        let [left, top, width, height] = drawn.row;
        Card {
            title: entry.case.title.clone(),
            date: entry.case.date.map(|date| date.to_string()).unwrap_or_default(),
            lacks: gaps.get(index).map_or(0, Vec::len),
            window: format!("{left} {top} {width} {height}"),
            land: drawn.land,
            city: drawn.city,
        }
    };
    order.into_iter().take(SHOWN).map(card).collect()
}
