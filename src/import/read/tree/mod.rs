//! The tree of a post, made ready: what a reader sees of it, as elements with whole addresses.
//!
//! Comes in: the cleaned tree of a post; goes out: the same tree in which attributes that show something are elements, and
//! notes and their marks are found; pictures with their captions and addresses. Nothing here knows of cities.

mod addresses;
mod attributes;
mod cut;
mod footnotes;
mod headings;
mod pictures;

use crate::html::{Document, NodeId};

pub(super) use addresses::make_absolute;
pub(super) use attributes::show_attributes;
pub(super) use cut::{copy_of, insert_after, lift, move_following};
pub(super) use footnotes::{Notes, has_sign, without_signs};
pub(super) use headings::close_headings;
pub(in crate::import) use pictures::{PictureFiles, TextPicture};
pub(super) use pictures::{
    addresses, caption_after, caption_markdown, first_of_gallery, full_size_address, is_same_picture, picture,
    take_over,
};

/// Where a link leads; none for other nodes, and for links that lead nowhere.
pub(super) fn link_address(document: &Document, node: NodeId) -> Option<String> {
    let address = document.attribute(node, "href").filter(|_| document.is_named(node, &["a"]))?.trim();
    (!address.is_empty()).then(|| address.to_owned())
}

/// The blocks inside a list item or a cell; text that stands in none gets a paragraph.
pub(super) fn content_of(document: &mut Document, item: NodeId) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut line: Option<NodeId> = None;
    let children: Vec<NodeId> = document.children(item).collect();
    for child in children {
        let is_block = document.is_named(
            child,
            &["p", "ul", "ol", "blockquote", "table", "figure", "pre", "div", "dl", "h3", "h4", "h5", "h6"],
        );
        if is_block {
            line = None;
            nodes.push(child);
            continue;
        }
        let paragraph = line.unwrap_or_else(|| {
            let paragraph = document.new_element("p", &[]);
            nodes.push(paragraph);
            paragraph
        });
        document.detach(child);
        document.append(paragraph, child);
        line = Some(paragraph);
    }
    nodes
}
