//! Which headings are cities: by what follows them, not because they hold a comma.
//!
//! Comes in: the blocks of a post; goes out: its introduction, its cities with their blocks, and its conclusion.

use std::collections::BTreeMap;

use super::city_tables::OpenedTable;
use super::labels::label;
use super::pictures::{caption_after, picture};
use super::place_name::{PlaceName, place_name};
use super::tables::labels_in_table;
use crate::config::SectionRule;
use crate::html::{Document, NodeId};

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

/// The parts of a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Split {
    /// What comes before the first city.
    pub introduction: Vec<NodeId>,
    /// The cities.
    pub cities: Vec<CityPart>,
    /// What comes after the last city, and what stands between cities under a heading of its own.
    pub conclusion: Vec<NodeId>,
    /// Headings that look like a city but name no country that is known.
    pub doubtful: Vec<String>,
    /// Headings over a group of cities ("Europe"), which have no text of their own.
    pub groups: Vec<(NodeId, String)>,
    /// What stands over the names of cities in a table.
    pub table_headers: Vec<String>,
}

/// A city's part of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CityPart {
    /// The heading, as text.
    pub heading: String,
    /// The heading itself.
    pub node: NodeId,
    /// The place it names.
    pub place: PlaceName,
    /// Why it was taken for a city, for the report.
    pub evidence: Vec<String>,
    /// The blocks below the heading.
    pub blocks: Vec<NodeId>,
}

/// A heading and what speaks for it.
struct Candidate {
    /// Its place among the blocks.
    index: usize,
    text: String,
    /// Headings that are made alike: the name of the element, `b` for a bold paragraph.
    shape: String,
    place: Option<PlaceName>,
    labels: usize,
    has_caption: bool,
    has_picture: bool,
}

impl Candidate {
    /// What follows proves the heading to be a city's.
    fn is_proven(&self) -> bool {
        self.place.is_some() && (self.labels >= 2 || self.has_caption)
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
    let proven: Vec<&str> =
        candidates.iter().filter(|candidate| candidate.is_proven()).map(|candidate| candidate.shape.as_str()).collect();
    let is_city = |candidate: &&Candidate| match by {
        SplitBy::Nothing => false,
        SplitBy::Level(level) => candidate.place.is_some() && candidate.shape == format!("h{level}"),
        SplitBy::Evidence => {
            candidate.is_proven() || (candidate.place.is_some() && proven.contains(&candidate.shape.as_str()))
        }
    };
    let candidate_at = |index: usize| candidates.iter().find(|candidate| candidate.index == index);
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
    split.doubtful = candidates
        .iter()
        .filter(|candidate| candidate.place.is_none() && candidate.labels >= 2)
        .map(|candidate| candidate.text.clone())
        .collect();
    move_epilogue(document, &mut split);
    split
}

fn candidates(document: &Document, blocks: &[NodeId], sections: &[SectionRule]) -> Vec<Candidate> {
    let headings: Vec<(usize, String)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| Some((index, shape(document, *block)?)))
        // A label that stands as a heading begins a section, not a city.
        .filter(|(index, _)| super::labels::section_of(&document.text(blocks[*index]), sections).is_none())
        .collect();
    let mut candidates = Vec::new();
    for (position, (index, shape)) in headings.iter().enumerate() {
        // What stands under another place does not speak for this one.
        let ends = |(other_index, other): &&(usize, String)| {
            other == shape || place_name(&document.text(blocks[*other_index])).is_some()
        };
        let end = headings[position + 1..].iter().find(ends).map_or(blocks.len(), |(index, _)| *index);
        let below = &blocks[index + 1..end];
        let text = document.text(blocks[*index]);
        let place = place_name(&text);
        let city = place.as_ref().map_or(text.as_str(), |place| place.city.as_str());
        let (has_picture, has_caption) = picture_below(document, below, city);
        let labels = below.iter().map(|block| labels_in(document, *block, sections)).sum();
        candidates.push(Candidate {
            index: *index,
            shape: shape.clone(),
            labels,
            has_caption,
            has_picture,
            place,
            text,
        });
    }
    candidates
}

/// The shape of a heading; none for other blocks.
fn shape(document: &Document, block: NodeId) -> Option<String> {
    let name = document.name(block)?;
    if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        return (!document.is_blank(block)).then(|| name.to_owned());
    }
    let bold: String = document
        .descendants(block)
        .filter(|id| document.is_named(*id, &["strong", "b"]))
        .filter(|id| !document.ancestors(*id).any(|ancestor| document.is_named(ancestor, &["strong", "b"])))
        .map(|id| document.text(id))
        .collect::<Vec<_>>()
        .join("");
    let text = document.text(block);
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    (name == "p" && !text.is_empty() && squeeze(&text) == squeeze(&bold)).then(|| "b".to_owned())
}

/// Does a heading of this shape end the part of a city whose heading has that one? Bold paragraphs only end each other.
fn ends_city(shape: &str, city: &str) -> bool {
    shape == city || (shape != "b" && city != "b" && shape < city)
}

/// How many known labels a block begins with: one for a paragraph, one for each item of a list.
fn labels_in(document: &Document, block: NodeId, sections: &[SectionRule]) -> usize {
    let known = |id: NodeId| label(document, id, sections).is_some_and(|label| label.section.is_some());
    if document.is_named(block, &["ul", "ol"]) {
        return document.children(block).filter(|item| document.is_named(*item, &["li"]) && known(*item)).count();
    }
    if document.is_named(block, &["table", "figure", "dl"]) {
        return labels_in_table(document, block, sections);
    }
    let is_heading =
        shape(document, block).is_some() && super::labels::section_of(&document.text(block), sections).is_some();
    usize::from(is_heading || known(block))
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

fn evidence(candidate: &Candidate) -> Vec<String> {
    let mut evidence = vec!["names a country".to_owned()];
    if candidate.labels > 0 {
        evidence.push(format!("{} known labels follow", candidate.labels));
    }
    match (candidate.has_picture, candidate.has_caption) {
        (true, true) => evidence.push("a picture with a caption follows".to_owned()),
        (true, false) => evidence.push("a picture follows".to_owned()),
        _ => {}
    }
    if !candidate.is_proven() {
        evidence.push("stands among headings of cities".to_owned());
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
mod tests {
    use super::*;
    use crate::html::{clean, parse_fragment};
    use crate::import::blocks::blocks;

    fn rules() -> Vec<SectionRule> {
        let rule =
            |id: &str, title: &str| SectionRule { id: id.into(), title: title.into(), labels: vec![], weight: 1 };
        vec![rule("context", "Context"), rule("key-actions", "Key actions"), rule("achievements", "Achievements")]
    }

    fn cities(html: &str) -> (Vec<String>, Split, Document) {
        let mut document = parse_fragment(html).document;
        clean(&mut document);
        let blocks = blocks(&mut document);
        let split = split(&document, &blocks, &rules(), SplitBy::Evidence, BTreeMap::new());
        (split.cities.iter().map(|city| city.heading.clone()).collect(), split, document)
    }

    const POINTS: &str = "<ul><li><strong>Context:</strong> a</li><li><strong>Achievements:</strong> b</li></ul>";

    #[test]
    fn a_heading_is_a_city_because_of_what_follows() {
        let (found, ..) = cities(&format!("<h2>Culture, China</h2><p>An essay.</p><h3>Beijing, China</h3>{POINTS}"));
        assert_eq!(found, ["Beijing, China"]);
    }

    #[test]
    fn siblings_of_proven_cities_are_cities() {
        let (found, ..) =
            cities(&format!("<h3>Beijing, China</h3>{POINTS}<h3>Paris, France</h3><p>Only a paragraph.</p>"));
        assert_eq!(found, ["Beijing, China", "Paris, France"]);
    }

    #[test]
    fn headings_over_groups_of_cities_are_no_text_of_the_article() {
        let html = format!(
            "<p>Intro</p><h2>Asia</h2><h3>Beijing, China</h3>{POINTS}<h2>Europe</h2><h3>Paris, France</h3>{POINTS}"
        );
        let (found, split, _) = cities(&html);
        assert_eq!(found, ["Beijing, China", "Paris, France"]);
        let groups: Vec<String> = split.groups.into_iter().map(|(_, text)| text).collect();
        assert_eq!(groups, ["Asia", "Europe"]);
        assert!(split.conclusion.is_empty());
    }

    #[test]
    fn the_level_of_cities_can_be_said() {
        let mut document =
            parse_fragment("<h2>Beijing, China</h2><p>Text.</p><h3>Paris, France</h3><p>Text.</p>").document;
        let blocks = blocks(&mut document);
        let found = |by| {
            split(&document, &blocks, &rules(), by, BTreeMap::new())
                .cities
                .iter()
                .map(|city| city.heading.clone())
                .collect::<Vec<_>>()
        };
        assert!(found(SplitBy::Evidence).is_empty() && found(SplitBy::Nothing).is_empty());
        assert_eq!(found(SplitBy::Level(3)), ["Paris, France"]);
    }

    #[test]
    fn bold_paragraphs_and_wrappers_are_understood() {
        let (found, ..) =
            cities(&format!("<div><div><p><strong>Braga</strong><b>, Portugal</b></p>{POINTS}</div></div>"));
        assert_eq!(found, ["Braga, Portugal"]);
    }

    #[test]
    fn conclusions_belong_to_the_article() {
        let html = format!("<p>Intro</p><h3>Beijing, China</h3>{POINTS}<h3>Conclusion</h3><p>All is well.</p>");
        let (found, split, document) = cities(&html);
        assert_eq!(found, ["Beijing, China"]);
        assert_eq!((split.introduction.len(), split.conclusion.len()), (1, 2));
        assert_eq!(document.text(split.conclusion[1]), "All is well.");
    }

    #[test]
    fn words_after_the_last_caption_belong_to_the_article_where_no_other_city_has_any() {
        let picture = "<p><img src='https://a.org/x.jpg'></p>";
        let html = format!(
            "<h3>Beijing, China</h3>{POINTS}{picture}<p>Beijing</p><h3>Paris, France</h3>{POINTS}{picture}<p>Paris</p><p>In all, cities act.</p>"
        );
        let (_, split, document) = cities(&html);
        assert_eq!(document.text(split.conclusion[0]), "In all, cities act.");
    }

    #[test]
    fn a_heading_with_labels_but_no_country_is_doubtful() {
        let (found, split, _) = cities(&format!("<h3>Atlantis</h3>{POINTS}"));
        assert!(found.is_empty());
        assert_eq!(split.doubtful, ["Atlantis"]);
    }
}
