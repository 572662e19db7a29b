//! Takes out of a tree what no reader sees, and says what it was.
//!
//! In: a parsed tree, which is changed. Out: each thing that was taken out, so that an import can account for it.
//! Attributes are left alone (`class`, `style` and `data-*` mean nothing to the converter), and so is everything that
//! shows something in a browser. There are two exceptions: in the place of an emoji picture its character is put; and
//! titles that show when a pointer rests on something go. That of a picture is mostly the name of its file, and would be a
//! caption in Markdown.

use crate::base::fold::one_line;
use std::borrow::Cow;
use std::collections::BTreeSet;

use super::hidden::{Hiding, hiding, named_ids};
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
    /// A link in such a block; the text is its address.
    EmptyLink,
    /// What a page hides from those who look at it; the text is its words and addresses.
    Hidden,
    /// What shows when a pointer rests on something; the text of a link's own stays with it.
    Tooltip,
    /// The sign on a button that says whether it opens or closes.
    Sign,
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
    let (root, named) = (document.root(), named_ids(document));
    let mut next = document.first_child(root);
    while let Some(id) = next {
        let found = unseen(document, id).map(|found| (Hiding::Gone, found)).or_else(|| hidden(document, id, &named));
        let Some((hiding, (what, text))) = found else {
            drop_tooltips(document, id, &mut dropped);
            next = document.following(id, root, true);
            continue;
        };
        next = document.following(id, root, false);
        match hiding {
            Hiding::Letters => {
                drop_letters(document, id);
                next = document.following(id, root, true);
            }
            Hiding::Unseen if document.is_block(id) && parts_lines(document, id) => {
                let line = document.new_element("div", &[]);
                document.insert_before(id, line);
            }
            Hiding::Unseen | Hiding::Gone => {}
        }
        if what == DroppedKind::EmojiImage {
            let character = document.new_text(&text);
            document.insert_before(id, character);
        }
        if hiding != Hiding::Letters {
            document.detach(id);
        }
        dropped.push(Dropped { what, text });
    }
    drop_empty_blocks(document, &mut dropped);
    dropped
}

/// What a page hides, with all that stands in it.
fn hidden(document: &Document, id: NodeId, named: &BTreeSet<String>) -> Option<(Hiding, (DroppedKind, String))> {
    let hiding = hiding(document, id, named)?;
    let mut parts = vec![document.text(id)];
    if hiding != Hiding::Letters {
        for node in std::iter::once(id).chain(document.descendants(id)) {
            let addresses = ["href", "src", "data"].into_iter().filter_map(|name| document.attribute(node, name));
            parts.extend(addresses.map(|address| address.trim().to_owned()));
        }
    }
    parts.retain(|part| !part.is_empty());
    let is_nothing = parts.is_empty() && hiding == Hiding::Letters;
    (!is_nothing).then(|| (hiding, (DroppedKind::Hidden, parts.join(" "))))
}

/// Takes the text out of an element whose letters are not shown.
fn drop_letters(document: &mut Document, id: NodeId) {
    let is_text = |node: &NodeId| matches!(document.data(*node), NodeData::Text(_));
    document.descendants(id).filter(is_text).collect::<Vec<_>>().into_iter().for_each(|text| document.detach(text));
}

/// Takes off what shows only when a pointer rests on an element. Links and abbreviations keep theirs, and a frame is
/// called by it.
fn drop_tooltips(document: &mut Document, id: NodeId, dropped: &mut Vec<Dropped>) {
    const NAMES: [&str; 4] = ["title", "data-tooltip", "data-original-title", "data-tippy-content"];
    const KEEP: [&str; 7] = ["a", "abbr", "iframe", "video", "audio", "embed", "object"];
    for name in NAMES {
        let Some(text) = document.attribute(id, name) else { continue };
        if name == "title" && document.is_named(id, &KEEP) {
            continue;
        }
        let text = one_line(text);
        let is_known = document.attribute(id, "alt").is_some_and(|alt| alt.trim() == text) || document.text(id) == text;
        document.remove_attribute(id, name);
        if !text.is_empty() && !is_known {
            dropped.push(Dropped { what: DroppedKind::Tooltip, text });
        }
    }
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
        "span" | "i" | "b" if is_sign(document, id) => Some((DroppedKind::Sign, document.text(id))),
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

/// `+` beside the words of a button, as accordions have it.
fn is_sign(document: &Document, id: NodeId) -> bool {
    if document.attribute(id, "aria-hidden") != Some("true") {
        return false;
    }
    let text = document.text(id);
    let is_sign = !text.is_empty() && !text.chars().any(char::is_alphanumeric);
    is_sign && document.ancestors(id).any(|outer| document.is_named(outer, &["button", "summary"]))
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
            for link in std::iter::once(id).chain(document.descendants(id)) {
                let address =
                    document.attribute(link, "href").filter(|_| document.is_named(link, &["a"])).map(str::trim);
                let address = address.filter(|address| !address.is_empty());
                dropped.extend(address.map(|text| Dropped { what: DroppedKind::EmptyLink, text: text.to_owned() }));
            }
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
    fn tooltips_are_told_unless_the_page_says_the_same() {
        let told = |html: &str| cleaned(html).1.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(
            told("<p title='a  tip'>a</p><img src=x title=y alt=y><i title=z>z</i><a title=t href=u>v</a>"),
            ["a tip"]
        );
    }

    #[test]
    fn the_sign_on_a_button_goes_and_is_told() {
        let (html, dropped) =
            cleaned("<h3><button>Title<span aria-hidden=true>+</span></button></h3><p aria-hidden=true>+</p>");
        assert_eq!(html, "<h3><button>Title</button></h3><p aria-hidden=\"true\">+</p>");
        assert_eq!(dropped, [(DroppedKind::Sign, "+".to_owned())]);
    }

    #[test]
    fn a_link_alone_in_an_empty_paragraph_is_told() {
        let (html, dropped) = cleaned("<p>a</p><p><a href=x><b></b></a></p>");
        assert_eq!(html, "<p>a</p>");
        assert_eq!(dropped, [(DroppedKind::EmptyLink, "x".to_owned()), (DroppedKind::EmptyBlock, "p".to_owned())]);
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
