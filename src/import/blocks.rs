//! The content of a post as a flat list of blocks.
//!
//! Comes in: a cleaned tree; goes out: its blocks in order. Wrappers that page builders put around everything are opened,
//! so that headings, lists and pictures stand beside each other as a reader sees them.

use crate::html::{Document, NodeData, NodeId};

/// Elements that only hold others.
const WRAPPERS: [&str; 8] = ["div", "section", "article", "main", "header", "footer", "center", "body"];
/// Elements that a browser sets into a line, and that are parts of their own all the same.
const OWN_PART: [&str; 5] = ["iframe", "video", "audio", "embed", "object"];

/// The blocks of a document. Text that stands in no block gets a paragraph of its own.
pub(super) fn blocks(document: &mut Document) -> Vec<NodeId> {
    let root = document.root();
    let mut blocks = Vec::new();
    open(document, root, &mut blocks);
    blocks
}

/// The parser bounds the depth of the tree, so this recursion is bounded too.
fn open(document: &mut Document, parent: NodeId, blocks: &mut Vec<NodeId>) {
    let children: Vec<NodeId> = document.children(parent).collect();
    let mut line: Option<NodeId> = None;
    for child in children {
        if is_inline(document, child) {
            if line.is_none() && document.is_blank(child) && !has_link(document, child) {
                continue;
            }
            let paragraph = line.unwrap_or_else(|| {
                let paragraph = document.new_element("p", &[]);
                document.insert_before(child, paragraph);
                blocks.push(paragraph);
                paragraph
            });
            document.detach(child);
            document.append(paragraph, child);
            line = Some(paragraph);
        } else {
            line = None;
            if is_wrapper(document, child) {
                open(document, child, blocks);
            } else if !matches!(document.data(child), NodeData::Comment(_)) {
                blocks.push(child);
            }
        }
    }
}

/// A link around nothing is seen by nobody, and is told all the same.
fn has_link(document: &Document, id: NodeId) -> bool {
    let leads = |node| document.is_named(node, &["a"]) && document.attribute(node, "href").is_some();
    leads(id) || document.descendants(id).any(leads)
}

fn is_inline(document: &Document, id: NodeId) -> bool {
    match document.data(id) {
        NodeData::Text(_) => true,
        NodeData::Element(_) => !document.is_block(id) && !document.is_named(id, &OWN_PART),
        NodeData::Root | NodeData::Comment(_) => false,
    }
}

/// A wrapper that is no picture with its caption, and not one block that merely happens to be a `div`.
fn is_wrapper(document: &Document, id: NodeId) -> bool {
    document.is_named(id, &WRAPPERS) && !document.has_class(id, "wp-caption")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;

    fn texts(html: &str) -> Vec<String> {
        let mut document = parse_fragment(html).document;
        blocks(&mut document).into_iter().map(|block| document.text(block)).collect()
    }

    #[test]
    fn what_stands_in_a_line_stays_in_it_whatever_its_name() {
        assert_eq!(texts("un<del>believ</del>able <dc:creator>t</dc:creator>h<svg></svg>e"), ["unbelievable th e"]);
        assert_eq!(texts("<a href=x></a><p>a</p> <b></b>"), ["", "a"]);
        assert_eq!(texts("<div>a<p>b</p></div>c<iframe src=x></iframe>d"), ["a", "b", "c", "", "d"]);
    }
}
