//! How many labels stand below a heading, and what looks like one.
//!
//! Comes in: blocks; goes out: the number of labels that `site.yaml` knows, which proves a city; or the words that look like
//! labels and are none, for the warning that says so.

use super::blocks::shape;
use super::labels::{first_line, label, lines, section_of};
use super::tables::labels_in_table;
use crate::config::SectionRule;
use crate::html::{Document, NodeId};

/// How many known labels a block begins with: one for a paragraph or a box, one for each item of a list.
pub(super) fn labels_in(document: &Document, block: NodeId, sections: &[SectionRule]) -> usize {
    let known = |id: NodeId| label(document, id, sections).is_some_and(|label| label.section.is_some());
    if document.is_named(block, &["ul", "ol"]) {
        return document.children(block).filter(|item| document.is_named(*item, &["li"]) && known(*item)).count();
    }
    if document.is_named(block, &["table", "figure", "dl"]) {
        return labels_in_table(document, block, sections);
    }
    if let Some(summary) = summary(document, block) {
        return usize::from(section_of(&document.text(summary), sections).is_some());
    }
    let is_heading = shape(document, block).is_some() && section_of(&document.text(block), sections).is_some();
    usize::from(is_heading || known(block))
}

/// What is always seen of a box that opens.
pub(in crate::import::read) fn summary(document: &Document, block: NodeId) -> Option<NodeId> {
    let of = |block| document.children(block).find(|child| document.is_named(*child, &["summary"]));
    Some(block).filter(|block| document.is_named(*block, &["details"])).and_then(of)
}

/// What looks like a label in these blocks: words in bold or few words before a colon, at the beginning of a line; a question
/// in bold; a heading, a box that opens.
pub(super) fn label_like(document: &Document, blocks: &[NodeId]) -> Vec<String> {
    // More are not told.
    const MOST: usize = 12;
    let mut found: Vec<String> = Vec::new();
    for block in blocks {
        if found.len() >= MOST {
            break;
        }
        let texts = if document.is_named(*block, &["ul", "ol"]) {
            document.children(*block).filter_map(|item| label_text(document, item)).take(MOST).collect()
        } else if let Some(summary) = summary(document, *block) {
            vec![document.text(summary)]
        } else if shape(document, *block).is_some() {
            vec![document.text(*block)]
        } else if document.is_named(*block, &["p"]) {
            lines(document, *block).iter().filter_map(super::labels::Line::looks_like_label).collect()
        } else {
            Vec::new()
        };
        for text in texts {
            if !text.is_empty() && !found.contains(&text) {
                found.push(text);
            }
        }
    }
    found
}

fn label_text(document: &Document, item: NodeId) -> Option<String> {
    first_line(document, item)?.looks_like_label()
}
