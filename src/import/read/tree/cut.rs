//! Elements cut in two at a place inside.

use crate::html::{Document, NodeId};

/// Moves a node up until it stands in the block itself: what is open around it (`span`, `strong`) ends before it and goes
/// on behind it.
pub(in crate::import::read) fn lift(document: &mut Document, block: NodeId, node: NodeId) {
    while let Some(parent) = document.parent(node).filter(|parent| *parent != block) {
        let rest = copy_of(document, parent);
        move_following(document, node, rest);
        insert_after(document, parent, rest);
        insert_after(document, parent, node);
    }
}

/// An element of the same kind, which holds nothing yet. An id there is once.
pub(in crate::import::read) fn copy_of(document: &mut Document, node: NodeId) -> NodeId {
    let name = document.name(node).unwrap_or("span").to_owned();
    let attributes = document.element(node).map(|element| element.attributes.clone()).unwrap_or_default();
    let copied = attributes.iter().filter(|(key, _)| key != "id").map(|(key, value)| (key.as_str(), value.as_str()));
    document.new_element(&name, &copied.collect::<Vec<_>>())
}

/// Moves all that follows a node into an element.
pub(in crate::import::read) fn move_following(document: &mut Document, node: NodeId, into: NodeId) {
    while let Some(next) = document.next_sibling(node) {
        document.append(into, next);
    }
}

/// Puts a node behind another one.
pub(in crate::import::read) fn insert_after(document: &mut Document, node: NodeId, new: NodeId) {
    match (document.next_sibling(node), document.parent(node)) {
        (Some(next), _) => document.insert_before(next, new),
        (None, Some(parent)) => document.append(parent, new),
        (None, None) => {}
    }
}
