//! The cities of a post, wherever its markup hides their headings and labels.
//!
//! Comes in: a cleaned tree; goes out: the tree with its blocks, and how they are split. Lists, quotations and tables are
//! opened, and paragraphs cut at labels, only where that shows a city; in any other post they stay as they are.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Opened, blocks};
use super::city_tables::open_city_tables;
use super::doubts::Doubt;
use super::label_lines::{has_label_lines, part_label_lines};
use super::parts::Split;
use super::place_name::{Named, named};
use super::split::{SplitBy, split};
use super::wrapped::{HEADINGS, Wrapped, opened, wrapped};
use crate::config::SectionRule;
use crate::html::{Document, NodeId};

/// Finds the cities of a post.
pub(in crate::import::read) fn recognise(document: Document, rules: &[SectionRule], by: SplitBy) -> (Document, Split) {
    let mut recognised = find(document, rules, by);
    add_hidden(&mut recognised);
    recognised
}

fn find(mut document: Document, rules: &[SectionRule], by: SplitBy) -> (Document, Split) {
    let found = if by == SplitBy::Nothing { Vec::new() } else { wrapped(&document, rules) };
    if found.is_empty() {
        let blocks = blocks(&mut document, &Opened::default());
        if by == SplitBy::Nothing || !has_label_lines(&document, &blocks, rules) {
            return divide(document, &blocks, rules, by);
        }
        let mut trial = document.clone();
        let parted = part_label_lines(&mut trial, blocks.clone(), rules);
        let trial = divide(trial, &parted, rules, by);
        return if trial.1.cities.is_empty() {
            with_doubts(divide(document, &blocks, rules, by), trial.1)
        } else {
            trial
        };
    }
    let trial = read(document.clone(), &found, rules, by);
    if trial.1.cities.is_empty() {
        return with_doubts(read(document, &[], rules, by), trial.1);
    }
    let chosen = chosen(&trial, &found);
    if chosen.len() == found.len() {
        return trial;
    }
    with_doubts(read(document, &chosen, rules, by), trial.1)
}

/// Reads the post with these headings and labels among its blocks.
fn read(mut document: Document, wanted: &[Wrapped], rules: &[SectionRule], by: SplitBy) -> (Document, Split) {
    let opened = opened(&document, wanted, rules);
    let blocks = blocks(&mut document, &opened);
    let blocks = part_label_lines(&mut document, blocks, rules);
    divide(document, &blocks, rules, by)
}

fn divide(mut document: Document, blocks: &[NodeId], rules: &[SectionRule], by: SplitBy) -> (Document, Split) {
    let tables = match by {
        SplitBy::Evidence => open_city_tables(&mut document, blocks, rules),
        SplitBy::Nothing | SplitBy::Level(_) => BTreeMap::new(),
    };
    let split = split(&document, blocks, rules, by, tables);
    (document, split)
}

/// Those that are headings of cities, headings of the same kind, and labels of cities.
fn chosen((document, split): &(Document, Split), found: &[Wrapped]) -> Vec<Wrapped> {
    let is_of_city = |wrapped: &Wrapped| {
        let is_heading =
            |heading: NodeId| heading == wrapped.node || document.ancestors(heading).next() == Some(wrapped.node);
        split.cities.iter().any(|city| is_heading(city.node))
    };
    let of_cities: Vec<Wrapped> = found.iter().copied().filter(is_of_city).collect();
    let kinds: Vec<Option<&str>> = of_cities.iter().map(|wrapped| document.name(wrapped.node)).collect();
    let texts: BTreeSet<NodeId> = split.cities.iter().flat_map(|city| city.blocks.iter().copied()).collect();
    let is_in_city =
        |node: NodeId| texts.contains(&node) || document.ancestors(node).any(|outer| texts.contains(&outer));
    let is_chosen = |wrapped: &Wrapped| {
        let is_like_city = wrapped.is_heading && kinds.contains(&document.name(wrapped.node));
        of_cities.contains(wrapped) || is_like_city || (wrapped.is_label && is_in_city(wrapped.node))
    };
    found.iter().copied().filter(is_chosen).collect()
}

/// What another way of reading the post found doubtful is told, too.
fn with_doubts((document, mut split): (Document, Split), other: Split) -> (Document, Split) {
    for doubt in other.doubts {
        if !split.doubts.contains(&doubt) {
            split.doubts.push(doubt);
        }
    }
    (document, split)
}

/// Headings that name another place and stay within the text of a city are told.
fn add_hidden((document, split): &mut (Document, Split)) {
    for city in &split.cities {
        let is_title = |node: &NodeId| document.is_named(*node, &HEADINGS) || document.is_named(*node, &["summary"]);
        let within = city.blocks.iter().flat_map(|block| document.descendants(*block));
        for heading in within.filter(is_title) {
            let text = document.text(heading);
            let is_another = match named(&text) {
                Named::One(place) => place.city != city.place.city,
                Named::Several => true,
                Named::Nothing => false,
            };
            if is_another {
                split.doubts.push(Doubt::Hidden { heading: text, city: city.heading.clone() });
            }
        }
    }
}
