//! Headings that nobody closed: a browser shows all that follows in them, up to the end of the quotation or box around.
//!
//! Comes in: a cleaned tree; goes out: the same tree, in which a heading ends before the first paragraph, list or table that
//! stands in it behind its words.

use super::cut::{insert_after, lift, move_following};
use crate::html::{Document, NodeData, NodeId};

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What ends a heading.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "figure",
    "pre",
    "hr",
    "section",
    "article",
    "aside",
    "details",
    "form",
    "address",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// In these a heading is none, or its parts belong together.
const CLOSED: [&str; 8] = ["pre", "listing", "xmp", "button", "select", "summary", "caption", "figcaption"];

/// Ends headings before the blocks in them.
pub(in crate::import::read) fn close_headings(document: &mut Document) {
    let headings: Vec<NodeId> =
        document.descendants(document.root()).filter(|node| document.is_named(*node, &HEADINGS)).collect();
    for heading in headings {
        if document.ancestors(heading).any(|outer| document.is_named(outer, &CLOSED)) {
            continue;
        }
        if let Some(block) = block_behind_words(document, heading) {
            let mark = document.new_element("wbr", &[]);
            document.insert_before(block, mark);
            lift(document, heading, mark);
            // A box, as what stood in the heading was in no line with what follows it.
            let rest = document.new_element("div", &[]);
            move_following(document, mark, rest);
            document.detach(mark);
            insert_after(document, heading, rest);
        }
    }
}

/// The first block in a heading that has words or a picture before it there.
fn block_behind_words(document: &Document, heading: NodeId) -> Option<NodeId> {
    let mut has_words = false;
    document.descendants(heading).find(|node| {
        if has_words && document.is_named(*node, &BLOCKS) {
            return true;
        }
        has_words |= match document.data(*node) {
            NodeData::Text(text) => !text.trim().is_empty(),
            _ => document.is_named(*node, &["img"]),
        };
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;

    fn closed(html: &str) -> String {
        let mut document = parse_fragment(html).document;
        close_headings(&mut document);
        document.serialize(document.root())
    }

    #[test]
    fn a_heading_ends_where_a_block_begins() {
        for (html, expected) in [
            ("<h3>A<p>b</p>c</h3>d", "<h3>A</h3><div><p>b</p>c</div>d"),
            (
                "<blockquote><h3><b>A<ul><li>b</li></ul></b></h3></blockquote>",
                "<blockquote><h3><b>A</b></h3><div><b><ul><li>b</li></ul></b></div></blockquote>",
            ),
            ("<h2><p>A</p><p>b</p></h2>", "<h2><p>A</p></h2><div><p>b</p></div>"),
            ("<h2>A<div><h2>B<p>c</div></h2>", "<h2>A</h2><div><div><h2>B</h2><div><p>c</p></div></div></div>"),
        ] {
            assert_eq!(closed(html), expected, "{html}");
        }
    }

    #[test]
    fn a_heading_without_blocks_behind_its_words_stays() {
        for html in ["<h3>A<br>b</h3><p>c</p>", "<h3><div>A</div></h3>", "<h3> <p>A</p> </h3>", "<h3></h3>"] {
            assert_eq!(closed(html), html);
        }
    }
}
