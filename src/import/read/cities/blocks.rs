//! The content of a post as a flat list of blocks.
//!
//! Comes in: a cleaned tree; goes out: its blocks in order. Wrappers that page builders put around everything are opened,
//! so that headings, lists and pictures stand beside each other as a reader sees them; so is what the caller names
//! (see `wrapped`).

use std::collections::BTreeSet;

use crate::html::{Document, NodeData, NodeId};
use crate::import::read::tree::copy_of;

/// Elements that only hold others.
pub(super) const WRAPPERS: [&str; 8] = ["div", "section", "article", "main", "header", "footer", "center", "body"];
/// Elements that a browser sets into a line, and that are parts of their own all the same.
const OWN_PART: [&str; 5] = ["iframe", "video", "audio", "embed", "object"];

/// Other elements that are opened.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Opened {
    /// What holds a heading that is to stand among the blocks.
    pub holders: BTreeSet<NodeId>,
    /// What is to stand among the blocks.
    pub parts: BTreeSet<NodeId>,
    /// Those of the holders that are quotations, of which the rest stays one.
    pub quotations: BTreeSet<NodeId>,
}

/// The blocks of a document. Text that stands in no block gets a paragraph of its own.
pub(super) fn blocks(document: &mut Document, opened: &Opened) -> Vec<NodeId> {
    let root = document.root();
    let mut opening = Opening { opened, blocks: Vec::new() };
    opening.open(document, root, None);
    opening.blocks
}

struct Opening<'a> {
    opened: &'a Opened,
    blocks: Vec<NodeId>,
}

impl Opening<'_> {
    /// The parser bounds the depth of the tree, so this recursion is bounded too. `link` is the link around all of it.
    fn open(&mut self, document: &mut Document, parent: NodeId, link: Option<NodeId>) {
        let children: Vec<NodeId> = document.children(parent).collect();
        let link = if document.is_named(parent, &["a"]) { Some(parent) } else { link };
        let mut line: Option<NodeId> = None;
        // What goes on around the children that are no blocks of their own: a list, a quotation.
        let mut rest: Option<NodeId> = None;
        for child in children {
            if self.is_inline(document, child) {
                if line.is_none() && document.is_blank(child) && !has_link(document, child) {
                    continue;
                }
                let target = match line {
                    Some(target) => target,
                    None => self.new_line(document, parent, child, link),
                };
                document.append(target, child);
                line = Some(target);
                rest = None;
                continue;
            }
            line = None;
            if self.is_wrapper(document, child) {
                rest = None;
                self.open(document, child, link);
            } else if self.stays_in(document, parent, child) {
                let holder = match rest {
                    Some(holder) => holder,
                    None => {
                        let holder = copy_of(document, parent);
                        document.insert_before(child, holder);
                        self.blocks.push(holder);
                        holder
                    }
                };
                document.append(holder, child);
                rest = Some(holder);
            } else if !matches!(document.data(child), NodeData::Comment(_)) {
                rest = None;
                put_link_into(document, link, child);
                self.blocks.push(child);
            }
        }
    }

    /// A paragraph before `child` for what stands in a line there, and where in it that goes.
    fn new_line(&mut self, document: &mut Document, parent: NodeId, child: NodeId, link: Option<NodeId>) -> NodeId {
        let paragraph = document.new_element("p", &[]);
        document.insert_before(child, paragraph);
        self.blocks.push(paragraph);
        let mut target = paragraph;
        // What can be clicked to open a box is its heading.
        let around = [link.map(|link| copy_of(document, link)), self.heading_mark(document, parent)];
        for outer in around.into_iter().flatten() {
            document.append(target, outer);
            target = outer;
        }
        target
    }

    fn heading_mark(&self, document: &mut Document, parent: NodeId) -> Option<NodeId> {
        document.is_named(parent, &["summary"]).then(|| document.new_element("strong", &[]))
    }

    fn is_inline(&self, document: &Document, id: NodeId) -> bool {
        match document.data(id) {
            NodeData::Text(_) => true,
            NodeData::Element(_) => {
                !document.is_block(id) && !document.is_named(id, &OWN_PART) && !self.opened.holders.contains(&id)
            }
            NodeData::Root | NodeData::Comment(_) => false,
        }
    }

    /// A wrapper that is no picture with its caption, and not one block that merely happens to be a `div`.
    fn is_wrapper(&self, document: &Document, id: NodeId) -> bool {
        self.opened.holders.contains(&id) || (document.is_named(id, &WRAPPERS) && !document.has_class(id, "wp-caption"))
    }

    /// Items of an opened list stay items, and the paragraphs of a quotation stay quoted.
    fn stays_in(&self, document: &Document, parent: NodeId, child: NodeId) -> bool {
        let is_item = document.is_named(child, &["li"]) && document.is_named(parent, &["ul", "ol", "menu", "dir"]);
        let is_quoted = document.is_named(child, &["p"]) && self.opened.quotations.contains(&parent);
        is_item || (is_quoted && !self.opened.parts.contains(&child))
    }
}

/// Puts what stands in a heading or a paragraph into a link that was around it.
fn put_link_into(document: &mut Document, link: Option<NodeId>, block: NodeId) {
    let Some(link) = link.filter(|_| document.is_named(block, &["p", "h1", "h2", "h3", "h4", "h5", "h6"])) else {
        return;
    };
    let link = copy_of(document, link);
    while let Some(child) = document.first_child(block) {
        document.append(link, child);
    }
    document.append(block, link);
}

/// A link around nothing is seen by nobody, and is told all the same.
fn has_link(document: &Document, id: NodeId) -> bool {
    let leads = |node| document.is_named(node, &["a"]) && document.attribute(node, "href").is_some();
    leads(id) || document.descendants(id).any(leads)
}

/// The shape of a heading; none for other blocks.
pub(super) fn shape(document: &Document, block: NodeId) -> Option<String> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;

    fn texts(html: &str) -> Vec<String> {
        let mut document = parse_fragment(html).document;
        blocks(&mut document, &Opened::default()).into_iter().map(|block| document.text(block)).collect()
    }

    #[test]
    fn what_stands_in_a_line_stays_in_it_whatever_its_name() {
        assert_eq!(texts("un<del>believ</del>able <dc:creator>t</dc:creator>h<svg></svg>e"), ["unbelievable th e"]);
        assert_eq!(texts("<a href=x></a><p>a</p> <b></b>"), ["", "a"]);
        assert_eq!(texts("<div>a<p>b</p></div>c<iframe src=x></iframe>d"), ["a", "b", "c", "", "d"]);
    }
}
