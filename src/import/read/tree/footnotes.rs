//! Notes of a post: marks that lead to a text at its end, which leads back.
//!
//! Comes in: a cleaned tree; goes out: the tree without the two links and with a sign in the place of each mark, and the
//! texts of the notes. When the parts of the post are Markdown, the signs become `[^1]` and each file gets the notes that it
//! names. It does not matter by which plug-in or word processor they were made: two links that lead to each other, the
//! first of them with a short text, are a note.

use std::collections::{BTreeMap, BTreeSet};

use crate::html::{Document, MarkdownOptions, NodeId, to_markdown};

/// What stands in a text in the place of a mark, around the number of the note: characters that no text has.
const SIGN: (char, char) = ('\u{f8f0}', '\u{f8f1}');
/// A post with more links within itself than any book has notes is left as it is: all of them are compared with each other.
const MOST_ANCHORS: usize = 2000;
/// Longer texts are links like others.
const LONGEST_MARK: usize = 6;

/// The notes of a post, from 1.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct Notes {
    /// The block of each note, with its text.
    blocks: Vec<NodeId>,
    /// The elements in the places of the marks, with the numbers of their notes.
    marks: Vec<(NodeId, usize)>,
}

impl Notes {
    /// How many marks there were.
    pub fn count(&self) -> usize {
        self.marks.len()
    }

    /// Finds the notes of a post and takes out the links between marks and notes. The words of the notes stay in their
    /// places, so that they can be counted.
    pub fn find(document: &mut Document) -> Self {
        let mut notes = Self::default();
        let html_has_sign = document.text(document.root()).contains([SIGN.0, SIGN.1]);
        let anchors = anchors(document);
        if html_has_sign || !(2..=MOST_ANCHORS).contains(&anchors.len()) {
            return notes;
        }
        let pairs = pairs(document, &anchors);
        let is_note: BTreeSet<NodeId> = pairs.iter().map(|pair| pair.block).collect();
        let mut back_links = BTreeSet::new();
        for pair in &pairs {
            // A mark within a note is left alone, and so is its note.
            if document.ancestors(pair.mark).any(|ancestor| is_note.contains(&ancestor)) {
                continue;
            }
            let number = match notes.blocks.iter().position(|block| *block == pair.block) {
                Some(index) => index + 1,
                None => {
                    notes.blocks.push(pair.block);
                    notes.blocks.len()
                }
            };
            back_links.extend(pair.back.iter().copied());
            notes.marks.push((take_mark(document, pair.mark), number));
        }
        back_links.into_iter().for_each(|link| document.detach(link));
        notes
    }

    /// Takes the notes out of the text, and puts a sign for each mark.
    pub fn take_out(&self, document: &mut Document) {
        for (place, number) in &self.marks {
            let sign = document.new_text(&format!("{}{number}{}", SIGN.0, SIGN.1));
            document.append(*place, sign);
            document.unwrap_element(*place);
        }
        for block in &self.blocks {
            let list = document.parent(*block).filter(|parent| document.is_named(*parent, &["ol", "ul"]));
            document.detach(*block);
            if let Some(list) = list.filter(|list| document.is_blank(*list)) {
                document.detach(list);
            }
        }
    }

    /// The Markdown with a footnote for each sign, and below it the notes that were not defined before.
    pub fn put_into(&self, document: &mut Document, markdown: &mut String, defined: &mut BTreeSet<usize>) {
        for number in numbers_in(markdown) {
            *markdown = markdown.replace(&format!("{}{number}{}", SIGN.0, SIGN.1), &format!("[^{number}]"));
            let Some(block) = self.blocks.get(number - 1).filter(|_| defined.insert(number)) else { continue };
            let nodes = super::content_of(document, *block);
            let text = to_markdown(document, &nodes, MarkdownOptions::default()).markdown;
            let text = text.trim().replace('\n', "\n    ").replace("\n    \n", "\n\n");
            let end = markdown.trim_end().len();
            markdown.truncate(end);
            markdown.push_str(&format!("\n\n[^{number}]: {text}\n"));
        }
    }
}

/// Is there a sign that is not Markdown yet?
pub(in crate::import::read) fn has_sign(text: &str) -> bool {
    text.contains(SIGN.0)
}

/// The text without the signs, for those who read it as plain text.
pub(in crate::import::read) fn without_signs(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut in_sign = false;
    for character in text.chars() {
        match character {
            _ if character == SIGN.0 => in_sign = true,
            _ if character == SIGN.1 => in_sign = false,
            _ if in_sign => {}
            other => clean.push(other),
        }
    }
    clean
}

/// The numbers of the notes whose signs stand in a text, in its order, each once.
fn numbers_in(text: &str) -> Vec<usize> {
    let mut numbers = Vec::new();
    for part in text.split(SIGN.0).skip(1) {
        let number = part.split(SIGN.1).next().and_then(|number| number.parse().ok()).filter(|number| *number > 0);
        numbers.extend(number.filter(|number| !numbers.contains(number)));
    }
    numbers
}

/// A link within the page.
struct Anchor {
    node: NodeId,
    /// Its place in the document.
    place: usize,
    target: String,
    /// The names under which it can be reached: its own, and those of what it alone stands in.
    names: Vec<String>,
}

/// A mark and its note.
struct Pair {
    mark: NodeId,
    block: NodeId,
    /// The links in the note that lead back to this mark.
    back: Vec<NodeId>,
}

fn names_of(document: &Document, node: NodeId) -> impl Iterator<Item = String> + '_ {
    ["id", "name"].into_iter().filter_map(move |name| document.attribute(node, name)).map(str::to_owned)
}

fn anchors(document: &Document) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for (place, node) in document.descendants(document.root()).enumerate() {
        let target = document.attribute(node, "href").filter(|_| document.is_named(node, &["a"]));
        let Some(target) = target.and_then(|href| href.trim().strip_prefix('#')).filter(|id| !id.is_empty()) else {
            continue;
        };
        let around = document.ancestors(node).take_while(|ancestor| document.is_named(*ancestor, &["sup", "span"]));
        let names = std::iter::once(node).chain(around).flat_map(|node| names_of(document, node)).collect();
        anchors.push(Anchor { node, place, target: target.to_owned(), names });
    }
    anchors
}

/// The links that lead to a note which leads back to one of them.
fn pairs(document: &Document, anchors: &[Anchor]) -> Vec<Pair> {
    let mut named: BTreeMap<String, (usize, NodeId)> = BTreeMap::new();
    for (place, node) in document.descendants(document.root()).enumerate() {
        for name in names_of(document, node) {
            named.entry(name).or_insert((place, node));
        }
    }
    let mut pairs = Vec::new();
    for anchor in anchors {
        let text = document.text(anchor.node);
        let is_mark = !text.trim().is_empty() && text.trim().chars().count() <= LONGEST_MARK;
        let Some((place, target)) = named.get(&anchor.target).filter(|(place, _)| is_mark && *place > anchor.place)
        else {
            continue;
        };
        let is_block = |id: &NodeId| document.is_named(*id, &["li", "p", "div"]);
        let Some(block) = std::iter::once(*target).chain(document.ancestors(*target)).find(is_block) else { continue };
        let leads_back = |other: &&Anchor| {
            other.place >= *place
                && anchor.names.contains(&other.target)
                && (other.node == block || document.ancestors(other.node).any(|ancestor| ancestor == block))
        };
        let back: Vec<NodeId> = anchors.iter().filter(leads_back).map(|other| other.node).collect();
        let holds_more =
            |id: NodeId| document.is_named(id, &["img", "table", "iframe", "video", "audio", "figure", "h2", "h3"]);
        if !document.descendants(block).any(holds_more) {
            pairs.push(Pair { mark: anchor.node, block, back });
        }
    }
    // A second mark of a note need not have a link back.
    let proven: BTreeSet<NodeId> = pairs.iter().filter(|pair| !pair.back.is_empty()).map(|pair| pair.block).collect();
    pairs.retain(|pair| proven.contains(&pair.block));
    pairs
}

/// Takes a mark out, with the `sup` around it; gives the element that is left in its place.
fn take_mark(document: &mut Document, mark: NodeId) -> NodeId {
    let mut outer = mark;
    while let Some(parent) = document.parent(outer)
        && document.is_named(parent, &["sup", "span"])
        && document.text(parent).trim() == document.text(mark).trim()
    {
        outer = parent;
    }
    let place = document.new_element("span", &[]);
    document.insert_before(outer, place);
    document.detach(outer);
    place
}
