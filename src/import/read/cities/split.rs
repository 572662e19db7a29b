//! Which headings are cities: by what follows them, not because they hold a comma.
//!
//! Comes in: the blocks of a post; goes out: its introduction, its cities with their blocks, and its conclusion.

use std::collections::{BTreeMap, BTreeSet};

use super::super::tree::{caption_after, picture};
use super::blocks::shape;
use super::city_tables::OpenedTable;
use super::doubts::Doubt;
use super::label_counts::{label_like, labels_in};
use super::labels::section_of;
use super::parts::{CityPart, Split};
use super::place_name::{Named, PlaceName, named};
use crate::base::message::Message;
use crate::config::SectionRule;
use crate::html::{Document, NodeId};
use crate::places::country_by_name;

/// Which headings may be cities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SplitBy {
    /// Those that what follows proves to be.
    #[default]
    Evidence,
    /// None: the whole post is an article.
    Nothing,
    /// Those of this level (1 to 6) that name a city and a country.
    Level(u8),
}

/// A heading and what speaks for it.
struct Candidate {
    /// Its place among the blocks.
    index: usize,
    /// Where what stands below it ends.
    end: usize,
    text: String,
    /// Headings that are made alike: the name of the element, `b` for a bold paragraph.
    shape: String,
    place: Option<PlaceName>,
    is_several: bool,
    labels: usize,
    has_caption: bool,
    has_picture: bool,
}

impl Candidate {
    /// Labels follow, or one and a picture with a caption.
    fn is_proven_by_labels(&self) -> bool {
        self.place.is_some() && (self.labels >= 2 || (self.labels == 1 && self.has_caption))
    }

    /// A city that is known, by its name and its country, and a picture with a caption. One heading of this kind proves
    /// nothing: "Thank you, Georgia", "México".
    fn speaks_by_picture(&self) -> bool {
        let is_city_of = |place: &PlaceName| place.is_known() && country_by_name(&place.city) != Some(place.country);
        self.has_caption && self.place.as_ref().is_some_and(is_city_of)
    }

    fn level(&self) -> Option<u8> {
        self.shape.strip_prefix('h').and_then(|level| level.parse().ok())
    }
}

/// Splits the blocks of a post. `tables` are those among them that hold cities.
pub(super) fn split(
    document: &Document,
    blocks: &[NodeId],
    sections: &[SectionRule],
    by: SplitBy,
    mut tables: BTreeMap<NodeId, OpenedTable>,
) -> Split {
    let candidates = candidates(document, blocks, sections);
    // A heading that names a place is a city's too if its siblings of the same shape are.
    let proven = proven_shapes(&candidates);
    let is_city = |candidate: &&Candidate| match by {
        SplitBy::Nothing => false,
        SplitBy::Level(level) => candidate.place.is_some() && candidate.shape == format!("h{level}"),
        SplitBy::Evidence => candidate.place.is_some() && proven.contains(candidate.shape.as_str()),
    };
    let by_index: BTreeMap<usize, &Candidate> =
        candidates.iter().map(|candidate| (candidate.index, candidate)).collect();
    let candidate_at = |index: usize| by_index.get(&index).copied();
    let mut split = Split::default();
    let mut open: Option<CityPart> = None;
    let mut city_shape = String::new();
    let mut seen_city = false;
    for (index, block) in blocks.iter().enumerate() {
        if let Some(table) = tables.remove(block) {
            split.cities.extend(open.take());
            let around = if seen_city { &mut split.conclusion } else { &mut split.introduction };
            around.extend(table.caption);
            split.cities.extend(table.cities);
            split.table_headers.extend(Some(table.corner).filter(|corner| !corner.is_empty()));
            seen_city = true;
            continue;
        }
        let candidate = candidate_at(index);
        if let Some(city) = candidate.filter(is_city) {
            split.cities.extend(open.take());
            open = city.place.clone().map(|place| CityPart {
                heading: city.text.clone(),
                node: *block,
                place,
                evidence: evidence(city),
                blocks: Vec::new(),
            });
            city_shape.clone_from(&city.shape);
            seen_city = true;
            continue;
        }
        // Another heading of the same shape, or of a higher level, ends the city: a conclusion, references.
        if candidate.is_some_and(|heading| ends_city(&heading.shape, &city_shape)) {
            split.cities.extend(open.take());
        }
        if let Some(group) = candidate.filter(|_| open.is_none() && candidate_at(index + 1).filter(is_city).is_some()) {
            split.groups.push((*block, group.text.clone()));
            continue;
        }
        match &mut open {
            Some(city) => city.blocks.push(*block),
            None if seen_city => split.conclusion.push(*block),
            None => split.introduction.push(*block),
        }
    }
    split.cities.extend(open);
    split.doubts = doubts((document, blocks, sections), &candidates, &is_city, &proven, by);
    move_epilogue(document, &mut split);
    split
}

/// The shapes of headings of which one is a city's beyond doubt: by its labels, or together with another of its shape by
/// their pictures.
fn proven_shapes(candidates: &[Candidate]) -> BTreeSet<&str> {
    let shapes = |is: &dyn Fn(&&Candidate) -> bool| -> Vec<&str> {
        candidates.iter().filter(is).map(|candidate| candidate.shape.as_str()).collect()
    };
    let pictured = shapes(&|candidate| candidate.speaks_by_picture());
    let is_repeated = |shape: &&str| pictured.iter().filter(|other| *other == shape).count() >= 2;
    let mut proven: BTreeSet<&str> = shapes(&|candidate| candidate.is_proven_by_labels()).into_iter().collect();
    proven.extend(pictured.iter().copied().filter(is_repeated));
    proven
}

/// The headings that may be cities and are none.
fn doubts(
    post: (&Document, &[NodeId], &[SectionRule]),
    candidates: &[Candidate],
    is_city: &dyn Fn(&&Candidate) -> bool,
    proven: &BTreeSet<&str>,
    by: SplitBy,
) -> Vec<Doubt> {
    const MOST_LABELS: usize = 12;
    let (document, blocks, sections) = post;
    let mut doubts = Vec::new();
    let mut unlabelled: Vec<&Candidate> = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    let has_city = candidates.iter().any(|candidate| is_city(&candidate));
    for candidate in candidates.iter().filter(|candidate| !is_city(candidate)) {
        let heading = candidate.text.clone();
        let is_like_city = candidate.labels >= 2 || proven.contains(candidate.shape.as_str());
        if candidate.is_several && is_like_city {
            doubts.push(Doubt::Several(heading));
        } else if candidate.place.is_none() && candidate.labels >= 2 {
            doubts.push(Doubt::NoCountry(heading));
        } else if candidate.place.is_some() && by == SplitBy::Evidence {
            let below = label_like(document, &blocks[candidate.index + 1..candidate.end]);
            // Where other headings are cities, this one was meant to be something else.
            if below.len() >= 2 && !has_city {
                let is_new = |label: &String| section_of(label, sections).is_none() && !labels.contains(label);
                let new: Vec<String> = below.into_iter().filter(is_new).collect();
                if labels.len() < MOST_LABELS {
                    labels.extend(new);
                }
                unlabelled.push(candidate);
            } else if candidate.has_caption {
                doubts.push(Doubt::Alone { heading, level: candidate.level() });
            }
        }
    }
    if let Some(first) = unlabelled.first() {
        let headings = unlabelled.iter().map(|candidate| candidate.text.clone()).collect();
        doubts.push(Doubt::UnknownLabels { headings, level: first.level(), labels });
    }
    doubts
}

fn candidates(document: &Document, blocks: &[NodeId], sections: &[SectionRule]) -> Vec<Candidate> {
    let headings: Vec<(usize, String, String, Named)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| Some((index, shape(document, *block)?, document.text(*block))))
        // A label that stands as a heading begins a section, not a city.
        .filter(|(.., text)| section_of(text, sections).is_none())
        .map(|(index, shape, text)| {
            let named = named(&text);
            (index, shape, text, named)
        })
        .collect();
    let mut candidates = Vec::new();
    for (position, (index, shape, text, name)) in headings.iter().enumerate() {
        // What stands under another place does not speak for this one.
        let ends = |(_, other, _, name): &&(usize, String, String, Named)| other == shape || *name != Named::Nothing;
        let end = headings[position + 1..].iter().find(ends).map_or(blocks.len(), |(index, ..)| *index);
        let below = &blocks[index + 1..end];
        let place = if let Named::One(place) = name { Some(place.clone()) } else { None };
        let city = place.as_ref().map_or(text.as_str(), |place| place.city.as_str());
        let (has_picture, has_caption) = picture_below(document, below, city);
        candidates.push(Candidate {
            index: *index,
            end,
            text: text.clone(),
            shape: shape.clone(),
            place,
            is_several: *name == Named::Several,
            labels: below.iter().map(|block| labels_in(document, *block, sections)).sum(),
            has_caption,
            has_picture,
        });
    }
    candidates
}

/// Does a heading of this shape end the part of a city whose heading has that one? Bold paragraphs only end each other.
fn ends_city(shape: &str, city: &str) -> bool {
    shape == city || (shape != "b" && city != "b" && shape < city)
}

/// Is there a picture, and does it have a caption?
fn picture_below(document: &Document, blocks: &[NodeId], city: &str) -> (bool, bool) {
    for (index, block) in blocks.iter().enumerate() {
        if let Some(picture) = picture(document, *block) {
            let after = blocks.get(index + 1).is_some_and(|next| caption_after(document, *next, city).is_some());
            return (true, picture.has_caption || after);
        }
    }
    (false, false)
}

fn evidence(candidate: &Candidate) -> Vec<Message> {
    let mut evidence = vec![say!("names a country")];
    if candidate.labels > 0 {
        evidence.push(say!("{count} known labels follow", count = candidate.labels));
    }
    match (candidate.has_picture, candidate.has_caption) {
        (true, true) => evidence.push(say!("a picture with a caption follows")),
        (true, false) => evidence.push(say!("a picture follows")),
        _ => {}
    }
    if !candidate.is_proven_by_labels() && !candidate.has_caption {
        evidence.push(say!("stands among headings of cities"));
    }
    evidence
}

/// Where every other city ends in its picture and caption, what follows the last city's belongs to the article.
fn move_epilogue(document: &Document, split: &mut Split) {
    let end_of_picture = |city: &CityPart| {
        let last = city.blocks.iter().rposition(|block| picture(document, *block).is_some())?;
        let caption =
            city.blocks.get(last + 1).is_some_and(|block| caption_after(document, *block, &city.place.city).is_some());
        Some(last + 1 + usize::from(caption))
    };
    let Some((last, others)) = split.cities.split_last_mut() else { return };
    if others.is_empty() || !others.iter().all(|city| end_of_picture(city) == Some(city.blocks.len())) {
        return;
    }
    if let Some(end) = end_of_picture(last) {
        let epilogue = last.blocks.split_off(end);
        split.conclusion.splice(0..0, epilogue);
    }
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
