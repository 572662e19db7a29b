//! Takes out of a tree what no reader sees, and says what it was.
//!
//! In: a parsed tree, which is changed. Out: each thing that was taken out, so that an import can account for it.
//! Attributes are left alone (`class`, `style` and `data-*` mean nothing to the converter), and so is everything that
//! shows something in a browser. There are two exceptions: in the place of an emoji picture its character is put; and the
//! `title` of a picture goes. It is a tooltip, in WordPress mostly the name of the file, and would be a caption in Markdown.

use std::borrow::Cow;

use super::text::{BLOCK, is_blank_text, without_controls};
use super::tree::{Document, NodeData, NodeId};

/// Something that was taken out of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// What it was.
    pub what: DroppedKind,
    /// What it held: the text of a comment or script, the HTML of a `noscript` or `template`, the character of an emoji,
    /// the address of a pixel, the name of an empty element.
    pub text: String,
}

/// The kinds of things that [`clean`] takes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DroppedKind {
    /// `<!-- … -->`, such as the marks that Gutenberg puts around its blocks.
    Comment,
    /// A script.
    Script,
    /// A style sheet.
    Style,
    /// What only a browser without scripts would show, usually the second copy of a lazy picture.
    NoScript,
    /// A template.
    Template,
    /// A picture of an emoji; its character stays in the text.
    EmojiImage,
    /// A picture of one pixel, which shows nothing and counts readers.
    TrackingPixel,
    /// Control characters; the text is how many.
    ControlCharacters,
    /// A block (paragraph, heading, list, item, table …) that shows nothing.
    EmptyBlock,
}

/// Blocks that go when they show nothing. Table cells are not among them: a table without them loses its shape.
const DROPPED_WHEN_BLANK: [&str; 24] = [
    "p",
    "li",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "div",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "center",
    "blockquote",
    "figure",
    "figcaption",
    "table",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
];

/// Cleans the whole document. What was dropped is listed in the order of the source, empty blocks last.
pub fn clean(document: &mut Document) -> Vec<Dropped> {
    let mut dropped = Vec::new();
    let nodes: Vec<NodeId> = document.descendants(document.root()).collect();
    let controls: usize = nodes.iter().map(|id| drop_controls(document, *id)).sum();
    if controls > 0 {
        dropped.push(Dropped { what: DroppedKind::ControlCharacters, text: controls.to_string() });
    }
    for id in nodes {
        if let Some((what, text)) = unseen(document, id) {
            if what == DroppedKind::EmojiImage {
                let character = document.new_text(&text);
                document.insert_before(id, character);
            }
            document.detach(id);
            dropped.push(Dropped { what, text });
        } else if document.name(id) == Some("img") {
            document.remove_attribute(id, "title");
        }
    }
    drop_empty_blocks(document, &mut dropped);
    dropped
}

/// Takes the control characters out of a node's text or attributes; says how many there were.
fn drop_controls(document: &mut Document, id: NodeId) -> usize {
    let dropped = |old: &str, new: &str| old.chars().count() - new.chars().count();
    match document.data(id) {
        NodeData::Text(text) => {
            let clean = without_controls(text);
            let count = dropped(text, &clean);
            let clean = clean.into_owned();
            if count > 0 {
                document.replace_text(id, &clean);
            }
            count
        }
        NodeData::Element(element) => {
            let with_controls = |(_, value): &&(String, String)| matches!(without_controls(value), Cow::Owned(_));
            let changed: Vec<(String, String)> = element.attributes.iter().filter(with_controls).cloned().collect();
            let mut count = 0;
            for (name, value) in changed {
                let clean = without_controls(&value);
                count += dropped(&value, &clean);
                document.set_attribute(id, &name, &clean);
            }
            count
        }
        NodeData::Root | NodeData::Comment(_) => 0,
    }
}

/// What the node is, if a reader does not see it.
fn unseen(document: &Document, id: NodeId) -> Option<(DroppedKind, String)> {
    if let NodeData::Comment(text) = document.data(id) {
        return Some((DroppedKind::Comment, text.trim().to_owned()));
    }
    match document.name(id)? {
        "script" => Some((DroppedKind::Script, document.serialize(id))),
        "style" => Some((DroppedKind::Style, document.serialize(id))),
        "noscript" => Some((DroppedKind::NoScript, document.serialize(id))),
        "template" => Some((DroppedKind::Template, document.serialize(id))),
        "img" if is_tracking_pixel(document, id) => {
            Some((DroppedKind::TrackingPixel, document.attribute(id, "src").unwrap_or_default().to_owned()))
        }
        "img" if is_emoji(document, id) => {
            Some((DroppedKind::EmojiImage, document.attribute(id, "alt").unwrap_or_default().to_owned()))
        }
        _ => None,
    }
}

/// WordPress replaces emoji with pictures from `s.w.org` when the page is shown; exports hold them in both forms. One
/// without a character in its `alt` stays a picture, and so does one whose `alt` is a word.
fn is_emoji(document: &Document, id: NodeId) -> bool {
    let class = document.has_class(id, "emoji") || document.has_class(id, "wp-smiley");
    let host = document.attribute(id, "src").is_some_and(|src| src.contains("//s.w.org/images/core/emoji/"));
    let is_character = |alt: &str| !is_blank_text(alt) && !alt.chars().all(char::is_alphanumeric);
    (class || host) && document.attribute(id, "alt").is_some_and(is_character)
}

fn is_tracking_pixel(document: &Document, id: NodeId) -> bool {
    let tiny =
        |name| document.attribute(id, name).is_some_and(|value| matches!(value.trim(), "0" | "1" | "0px" | "1px"));
    tiny("width") && tiny("height")
}

/// From the inside out, so that a list of empty items goes too.
fn drop_empty_blocks(document: &mut Document, dropped: &mut Vec<Dropped>) {
    let nodes: Vec<NodeId> = document.descendants(document.root()).collect();
    for id in nodes.into_iter().rev() {
        if document.is_named(id, &DROPPED_WHEN_BLANK) && document.is_blank(id) && !parts_lines(document, id) {
            let name = document.name(id).unwrap_or_default().to_owned();
            document.detach(id);
            dropped.push(Dropped { what: DroppedKind::EmptyBlock, text: name });
        }
    }
}

/// Whether the block stands between two pieces of text that would grow together without it.
fn parts_lines(document: &Document, id: NodeId) -> bool {
    let is_line = |node: NodeId| match document.data(node) {
        NodeData::Text(text) => !is_blank_text(text),
        _ => document.name(node).is_some_and(|name| !BLOCK.contains(&name)),
    };
    document.previous_sibling(id).is_some_and(is_line) && document.next_sibling(id).is_some_and(is_line)
}

#[cfg(test)]
mod tests {
    use super::super::parse_fragment;
    use super::*;

    fn cleaned(html: &str) -> (String, Vec<(DroppedKind, String)>) {
        let mut document = parse_fragment(html).document;
        let dropped = clean(&mut document).into_iter().map(|one| (one.what, one.text)).collect();
        (document.serialize(document.root()), dropped)
    }

    #[test]
    fn block_marks_scripts_and_styles_go_and_are_listed() {
        let (html, dropped) =
            cleaned("<!-- wp:p --><p>a<script>b()</script></p><style>c</style><template>d</template>");
        assert_eq!(html, "<p>a</p>");
        assert_eq!(
            dropped,
            [
                (DroppedKind::Comment, "wp:p".to_owned()),
                (DroppedKind::Script, "b()".to_owned()),
                (DroppedKind::Style, "c".to_owned()),
                (DroppedKind::Template, "d".to_owned()),
            ]
        );
    }

    #[test]
    fn the_tooltip_of_a_picture_goes() {
        assert_eq!(
            cleaned("<a title=x><img src=a.jpg title=IMG_2031></a>").0,
            "<a title=\"x\"><img src=\"a.jpg\"></a>"
        );
    }

    #[test]
    fn the_second_copy_of_a_lazy_picture_is_listed_with_its_html() {
        let (html, dropped) = cleaned("<img data-src=\"a.jpg\"><noscript><img src=\"a.jpg\"></noscript>");
        assert_eq!(html, "<img data-src=\"a.jpg\">");
        assert_eq!(dropped, [(DroppedKind::NoScript, "<img src=\"a.jpg\">".to_owned())]);
    }

    #[test]
    fn an_emoji_is_a_character_again() {
        let (html, dropped) = cleaned("<p>a <img class=\"emoji\" alt=\"🙂\" src=\"https://s.w.org/x.svg\"> b</p>");
        assert_eq!(html, "<p>a 🙂 b</p>");
        assert_eq!(dropped, [(DroppedKind::EmojiImage, "🙂".to_owned())]);
        let picture = "<img class=\"wp-smiley\" src=\"a.jpg\" alt=\"iceland1\">";
        assert_eq!(cleaned(picture), (picture.to_owned(), vec![]));
    }

    #[test]
    fn a_picture_of_one_pixel_goes_and_a_thin_one_stays() {
        let (html, dropped) =
            cleaned("<img src=\"t.gif\" width=\"1\" height=\"1\"><img src=\"line.png\" height=\"1\">");
        assert_eq!(html, "<img src=\"line.png\" height=\"1\">");
        assert_eq!(dropped, [(DroppedKind::TrackingPixel, "t.gif".to_owned())]);
    }

    #[test]
    fn blocks_that_show_nothing_go_from_the_inside_out() {
        let (html, dropped) = cleaned("<p>&nbsp;</p><ul><li></li><li> <br></li></ul><ul><li>a</li><li></li></ul>");
        assert_eq!(html, "<ul><li>a</li></ul>");
        let names: Vec<_> = dropped.into_iter().map(|(_, name)| name).collect();
        assert_eq!(names, ["li", "li", "li", "ul", "p"]);
    }

    #[test]
    fn an_empty_block_between_lines_keeps_them_apart() {
        assert_eq!(cleaned("a<div></div>b").0, "a<div></div>b");
        assert_eq!(cleaned("<p>a</p><div></div><p>b</p>").0, "<p>a</p><p>b</p>");
    }

    #[test]
    fn pictures_rules_and_empty_cells_stay() {
        let html = "<p><img src=\"a\"></p><hr><table><tbody><tr><td></td><td>b</td></tr></tbody></table>";
        assert_eq!(cleaned(html), (html.to_owned(), vec![]));
    }
}
