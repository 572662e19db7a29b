//! Headings and labels where a browser shows them and a flat list of blocks has none: in lists and emphasis that nobody
//! closed, in quotations, items, cells, boxes that open, and links.
//!
//! Comes in: a cleaned tree; goes out: those headings, and which elements have to be opened so that they stand among the
//! blocks. Whether they are cities is decided by `split`, as for all others; what holds no city stays closed.

use std::collections::{BTreeMap, BTreeSet};

use super::blocks::{Opened, WRAPPERS};
use super::labels::{first_line, label, section_of};
use super::place_name::{Named, named};
use super::tables::city_table;
use crate::config::SectionRule;
use crate::html::{Document, NodeId};

/// What a browser shows as a heading.
pub(super) const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];
/// What holds lines that may be the name of a city, where all of one is bold.
const LINE_HOLDERS: [&str; 6] = ["p", "li", "td", "th", "dd", "dt"];
/// In these a heading is something else: a caption, code, words for other browsers.
const CLOSED: [&str; 8] = ["figure", "figcaption", "caption", "pre", "listing", "xmp", "button", "select"];

/// Something that is to stand among the blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wrapped {
    /// The heading, or the block whose first line is one; or what begins with a label.
    pub node: NodeId,
    /// Is it a heading in the eyes of a browser?
    pub is_heading: bool,
    /// Does it begin with a known label?
    pub is_label: bool,
}

/// The headings and labels that stand in something that is no mere wrapper.
pub(super) fn wrapped(document: &Document, rules: &[SectionRule]) -> Vec<Wrapped> {
    document.descendants(document.root()).filter_map(|node| of_node(document, node, rules)).collect()
}

fn of_node(document: &Document, node: NodeId, rules: &[SectionRule]) -> Option<Wrapped> {
    let is_heading = document.is_named(node, &HEADINGS);
    let is_line = !is_heading && document.is_named(node, &LINE_HOLDERS);
    let is_summary = document.is_named(node, &["summary"]);
    let is_list = document.is_named(node, &["ul", "ol"]);
    if !(is_heading || is_line || is_summary || is_list) || !is_held(document, node, is_line) {
        return None;
    }
    let names_place = |text: &str| named(text) != Named::Nothing;
    if is_heading {
        let is_label = section_of(&document.text(node), rules).is_some();
        return (!document.is_blank(node)).then_some(Wrapped { node, is_heading: !is_label, is_label });
    }
    if is_summary {
        return names_place(&document.text(node)).then_some(Wrapped { node, is_heading: true, is_label: false });
    }
    let is_label = is_loosely_held(document, node)
        && if is_list {
            let mut items = document.children(node).filter(|item| document.is_named(*item, &["li"]));
            items.any(|item| label(document, item, rules).is_some_and(|label| label.section.is_some()))
        } else {
            document.is_named(node, &["p"]) && label(document, node, rules).is_some_and(|label| label.section.is_some())
        };
    if is_label {
        return Some(Wrapped { node, is_heading: false, is_label });
    }
    let is_city = is_line
        && first_line(document, node)
            .is_some_and(|line| line.stands_in(node) && line.is_bold() && names_place(&line.shown()));
    is_city.then_some(Wrapped { node, is_heading: false, is_label: false })
}

/// The elements around a node that are no wrappers, from the nearest on.
fn holders<'a>(document: &'a Document, node: NodeId) -> impl Iterator<Item = NodeId> + 'a {
    document.ancestors(node).filter(move |outer| document.name(*outer).is_some_and(|name| !WRAPPERS.contains(&name)))
}

fn is_held(document: &Document, node: NodeId, is_line: bool) -> bool {
    let is_own_holder = is_line && !document.is_named(node, &["p"]);
    let is_closed = |outer: NodeId| {
        document.is_named(outer, &CLOSED) || document.hides_content(outer) || document.has_class(outer, "wp-caption")
    };
    (is_own_holder || holders(document, node).next().is_some()) && !document.ancestors(node).any(is_closed)
}

/// Is a node held only by what does not show that its parts belong together: emphasis, a quotation, a form?
fn is_loosely_held(document: &Document, node: NodeId) -> bool {
    const LOOSE: [&str; 6] = ["blockquote", "aside", "form", "fieldset", "nav", "address"];
    let mut holders = holders(document, node).peekable();
    holders.peek().is_some() && holders.all(|outer| document.is_named(outer, &LOOSE) || !document.is_block(outer))
}

/// What to open for these. Tables of cities are read as they are.
pub(super) fn opened(document: &Document, wrapped: &[Wrapped], rules: &[SectionRule]) -> Opened {
    let mut opened = Opened::default();
    let mut tables: BTreeMap<NodeId, bool> = BTreeMap::new();
    for Wrapped { node, is_heading, is_label } in wrapped {
        let mut around: Vec<NodeId> = holders(document, *node).collect();
        let mut is_read_as_it_is = |outer: &NodeId| {
            document.is_named(*outer, &["table"])
                && *tables.entry(*outer).or_insert_with(|| city_table(document, *outer, rules).is_some())
        };
        if around.iter().any(&mut is_read_as_it_is) {
            continue;
        }
        // A line that is the first of an item or a cell becomes a paragraph when that is opened.
        let is_line = !is_heading && !is_label && !document.is_named(*node, &["p"]);
        if is_line || document.is_named(*node, &["summary"]) {
            around.push(*node);
        }
        opened.holders.extend(around);
        opened.parts.insert(*node);
    }
    let parts: BTreeSet<NodeId> = opened.holders.iter().flat_map(|holder| parts_of(document, *holder)).collect();
    opened.holders.extend(parts);
    let is_quotation = |holder: &NodeId| document.is_named(*holder, &["blockquote"]);
    opened.quotations = opened.holders.iter().copied().filter(is_quotation).collect();
    if !opened.quotations.is_empty() {
        // A quotation that holds labels is a city's text in a box.
        for part in document.descendants(document.root()).filter(|part| document.is_named(*part, &["p", "li"])) {
            if label(document, part, rules).is_some_and(|label| label.section.is_some()) {
                for outer in document.ancestors(part) {
                    opened.quotations.remove(&outer);
                }
            }
        }
    }
    opened
}

/// What is opened together with a table, a list of definitions or a box.
fn parts_of(document: &Document, holder: NodeId) -> Vec<NodeId> {
    const PARTS: [&str; 7] = ["caption", "thead", "tbody", "tfoot", "tr", "td", "th"];
    if document.is_named(holder, &["details", "dl"]) {
        return document.children(holder).filter(|child| document.is_named(*child, &["summary", "dt", "dd"])).collect();
    }
    if !document.is_named(holder, &["table"]) {
        return Vec::new();
    }
    let own =
        |part: &NodeId| document.ancestors(*part).find(|outer| document.is_named(*outer, &["table"])) == Some(holder);
    document.descendants(holder).filter(|part| document.is_named(*part, &PARTS)).filter(own).collect()
}
