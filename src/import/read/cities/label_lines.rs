//! Labels that stand in one paragraph or item, parted by `br`: each gets a paragraph or an item of its own.
//!
//! Comes in: the blocks of a post; goes out: the blocks with those paragraphs cut at the lines that begin with labels. The
//! first line may be a city's heading. Lines without a label stay with the one before them.

use super::labels::{Line, lines};
use crate::config::SectionRule;
use crate::html::{Document, NodeId};
use crate::import::read::tree::{insert_after, lift, move_following};

/// Is there anything to cut?
pub(super) fn has_label_lines(document: &Document, blocks: &[NodeId], rules: &[SectionRule]) -> bool {
    let is_cut = |node: NodeId| !cuts(document, node, rules).is_empty();
    blocks.iter().any(|block| match items(document, *block) {
        Some(items) => items.into_iter().any(|item| is_cut(holder(document, item))),
        None => is_cut(*block),
    })
}

/// Cuts the blocks at their labels.
pub(super) fn part_label_lines(document: &mut Document, blocks: Vec<NodeId>, rules: &[SectionRule]) -> Vec<NodeId> {
    let mut parted = Vec::new();
    for block in blocks {
        parted.push(block);
        let Some(items) = items(document, block) else {
            parted.extend(part(document, block, rules));
            continue;
        };
        for item in items {
            let holder = holder(document, item);
            let mut last = item;
            for piece in part(document, holder, rules) {
                let next = if holder == item { piece } else { wrap(document, piece) };
                insert_after(document, last, next);
                last = next;
            }
        }
    }
    parted
}

/// The items of a list; none for other blocks.
fn items(document: &Document, block: NodeId) -> Option<Vec<NodeId>> {
    let is_list = document.is_named(block, &["ul", "ol"]);
    is_list.then(|| document.children(block).filter(|item| document.is_named(*item, &["li"])).collect())
}

/// Where the lines of an item stand: in its one paragraph, or in itself.
fn holder(document: &Document, item: NodeId) -> NodeId {
    let mut shown = document.children(item).filter(|child| !document.is_blank(*child));
    match (shown.next(), shown.next()) {
        (Some(only), None) if document.is_named(only, &["p"]) => only,
        _ => item,
    }
}

/// The `br`s before lines that begin with a label, where the block holds at least two known ones, or one in bold.
fn cuts(document: &Document, block: NodeId, rules: &[SectionRule]) -> Vec<NodeId> {
    let has_break = |node| document.is_named(node, &["br"]);
    if !document.is_named(block, &["p", "li"]) || !document.descendants(block).any(has_break) {
        return Vec::new();
    }
    let labels: Vec<(Line, bool, bool)> = lines(document, block)
        .into_iter()
        .filter(|line| line.stands_in(block))
        .filter_map(|line| line.label(rules).map(|label| (line, label.section.is_some(), label.is_bold)))
        .collect();
    let known = labels.iter().filter(|(_, is_known, _)| *is_known).count();
    let is_cut = |(_, is_known, is_bold): &&(Line, bool, bool)| known > 0 && (*is_bold || (*is_known && known > 1));
    labels.iter().filter(is_cut).filter_map(|(line, ..)| line.after).collect()
}

/// Cuts a block. What follows each cut is a new block, not yet in the tree but behind paragraphs.
fn part(document: &mut Document, block: NodeId, rules: &[SectionRule]) -> Vec<NodeId> {
    let breaks = cuts(document, block, rules);
    let name = document.name(block).unwrap_or("p").to_owned();
    let mut pieces = Vec::new();
    // From the last to the first, so that nothing is moved twice.
    for line_break in breaks.into_iter().rev() {
        lift(document, block, line_break);
        let piece = document.new_element(&name, &[]);
        move_following(document, line_break, piece);
        document.detach(line_break);
        insert_after(document, block, piece);
        pieces.push(piece);
    }
    pieces.reverse();
    pieces
}

fn wrap(document: &mut Document, paragraph: NodeId) -> NodeId {
    let item = document.new_element("li", &[]);
    document.append(item, paragraph);
    item
}
