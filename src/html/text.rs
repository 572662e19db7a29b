//! The text that a reader sees. In: a node. Out: its text as a browser shows it, without marks.

use std::borrow::Cow;

use super::read_inline::{is_described, link_around};
use super::style::style_addresses;
use super::tree::{Document, NodeData, NodeId};

/// Elements that begin and end a line in a browser.
pub(super) const BLOCK: [&str; 51] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "option",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Elements whose content a browser never shows (here `noscript` too: a reader's browser runs scripts).
pub(super) const INVISIBLE: [&str; 7] = ["script", "style", "template", "noscript", "head", "title", "datalist"];

/// Elements that show something else than what stands in them, which is for browsers that do not know them.
pub(super) const PLAYERS: [&str; 5] = ["audio", "canvas", "iframe", "object", "video"];

/// Elements that show something without any text.
const MEDIA: [&str; 15] = [
    "img", "picture", "iframe", "video", "audio", "embed", "object", "svg", "canvas", "math", "hr", "input", "area",
    "select", "textarea",
];

/// What separates the next word from the last one; a stronger one wins.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Gap {
    None,
    Space,
    Tab,
    Line,
}

impl Document {
    /// The visible text inside `id`: white space collapsed, a line for each block and each `br`, a tab between table
    /// cells, preformatted text as it stands, nothing at either end.
    pub fn text(&self, id: NodeId) -> String {
        let mut text = String::new();
        self.add_text(id, &mut text, &mut Gap::None, &mut None);
        text
    }

    /// The visible text of these nodes, one after the other.
    pub(super) fn text_of_all(&self, nodes: &[NodeId]) -> String {
        let (mut text, mut gap, mut link) = (String::new(), Gap::None, None);
        for id in nodes {
            gap = stronger(gap, self.gap_around(*id));
            if !self.hides_content(*id) {
                self.add_text(*id, &mut text, &mut gap, &mut link);
            }
            gap = stronger(gap, self.gap_around(*id));
        }
        text
    }

    /// `link` is where the last text led.
    fn add_text(&self, id: NodeId, text: &mut String, gap: &mut Gap, link: &mut Option<String>) {
        if let NodeData::Text(own) = self.data(id) {
            *gap = stronger(*gap, self.gap_between_links(id, link));
            push_collapsed(own, text, gap);
        }
        let mut next = self.first_child(id);
        while let Some(node) = next {
            let invisible = self.hides_content(node);
            if matches!(self.data(node), NodeData::Text(_)) {
                *gap = stronger(*gap, self.gap_between_links(node, link));
            } else if self.is_named(node, &["img"]) {
                *link = None;
            }
            match self.data(node) {
                NodeData::Text(own) if self.is_preformatted(node, id) => push_kept(own, text, gap),
                NodeData::Text(own) => push_collapsed(own, text, gap),
                NodeData::Element(_) => *gap = stronger(*gap, self.gap_around(node)),
                NodeData::Root | NodeData::Comment(_) => {}
            }
            let following = self.following(node, id, !invisible);
            // Leaving a block ends its line, however many blocks end here.
            let stop = following.map_or(Some(id), |next| self.parent(next));
            for ended in std::iter::once(node).chain(self.ancestors(node)).take_while(|ended| Some(*ended) != stop) {
                *gap = stronger(*gap, self.gap_around(ended));
            }
            next = following;
        }
    }

    /// Whether a browser shows nothing for this node: no visible text, no picture, no embedded thing.
    pub fn is_blank(&self, id: NodeId) -> bool {
        let shows = |node: NodeId| match self.data(node) {
            NodeData::Text(text) => !is_blank_text(text),
            NodeData::Element(_) => self.is_named(node, &MEDIA) || shows_by_attribute(self, node),
            NodeData::Root | NodeData::Comment(_) => false,
        };
        if self.is_invisible(id) {
            return true;
        }
        if shows(id) {
            return false;
        }
        let mut next = self.first_child(id);
        while let Some(node) = next {
            let invisible = self.is_invisible(node);
            if !invisible && shows(node) {
                return false;
            }
            next = self.following(node, id, !invisible);
        }
        true
    }

    /// Whether a browser that is not very old never shows what stands in this node.
    pub fn hides_content(&self, id: NodeId) -> bool {
        self.is_invisible(id) || self.is_named(id, &PLAYERS)
    }

    /// Whether no browser ever shows what stands in this node.
    pub fn is_invisible(&self, id: NodeId) -> bool {
        self.is_named(id, &INVISIBLE)
    }

    /// Whether a browser gives this node lines of its own.
    pub fn is_block(&self, id: NodeId) -> bool {
        self.is_named(id, &BLOCK)
    }

    /// Whether two neighbours stand in one line, where their words may be one.
    pub fn are_in_line(&self, one: NodeId, other: NodeId) -> bool {
        !self.is_block(one) && !self.is_block(other)
    }

    /// Two links beside each other are two words, unless they lead to the same place.
    fn gap_between_links(&self, text: NodeId, link: &mut Option<String>) -> Gap {
        let own = link_around(self, text);
        let is_apart = link.is_some() && own.is_some() && *link != own;
        *link = own;
        if is_apart { Gap::Space } else { Gap::None }
    }

    fn gap_around(&self, id: NodeId) -> Gap {
        match self.name(id) {
            Some("br") => Gap::Line,
            Some("td" | "th") => Gap::Tab,
            Some("iframe" | "video" | "audio" | "embed" | "object" | "svg" | "canvas") => Gap::Space,
            // Its description stands in its place.
            Some("img") if is_described(self, id) => Gap::Space,
            Some(name) if BLOCK.contains(&name) => Gap::Line,
            Some(_) if self.is_set_apart(id) => Gap::Space,
            _ => Gap::None,
        }
    }

    /// Whether a browser or the style sheet of any site sets the element apart from its neighbours, though no white space does:
    /// what is clicked on, and fields.
    pub fn is_set_apart(&self, id: NodeId) -> bool {
        let Some(name) = self.name(id) else { return false };
        let is_apart = match name {
            "button" | "select" | "textarea" | "input" | "meter" | "progress" => true,
            "a" => is_button(self, id),
            "span" | "i" | "svg" => {
                is_button(self, id)
                    || self.parent(id).is_some_and(|parent| self.is_named(parent, &["button", "summary"]))
            }
            _ => false,
        };
        const CODE: [&str; 7] = ["pre", "code", "samp", "tt", "kbd", "listing", "xmp"];
        is_apart && !self.ancestors(id).any(|outer| self.is_named(outer, &CODE))
    }

    fn is_preformatted(&self, id: NodeId, top: NodeId) -> bool {
        let inside = self.ancestors(id).take_while(|node| *node != top);
        inside.chain([top]).any(|node| self.is_named(node, &["pre", "textarea", "listing", "xmp"]))
    }
}

/// Whether an element shows something without holding it: a picture behind it, a number that a script counts up to.
fn shows_by_attribute(document: &Document, id: NodeId) -> bool {
    let has_picture = |property| document.style(id, property).is_some_and(|value| !style_addresses(value).is_empty());
    let holds_address = |name: &str| document.attribute(id, name).is_some_and(|value| value.contains("http"));
    ["background", "background-image"].into_iter().any(has_picture)
        || ["data-bg", "data-background", "data-background-image", "data-settings", "data-slides"]
            .into_iter()
            .any(holds_address)
        || document.attribute(id, "data-to-value").is_some()
}

/// Whether the classes of an element call it a button.
fn is_button(document: &Document, id: NodeId) -> bool {
    let words = document.attribute(id, "class").unwrap_or_default().split(|c: char| !c.is_ascii_alphanumeric());
    words.into_iter().any(|word| matches!(word, "button" | "btn" | "badge"))
}

/// The text without control characters but white space: no reader sees them, XML forbids them, and a terminal obeys them.
#[must_use]
pub fn without_controls(text: &str) -> Cow<'_, str> {
    if text.contains(is_unseen_control) { text.replace(is_unseen_control, "").into() } else { text.into() }
}

fn is_unseen_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}')
}

/// Whether the text holds nothing that a reader can see.
pub(super) fn is_blank_text(text: &str) -> bool {
    // Directional marks, joiners and the byte order mark take no place.
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

fn stronger(one: Gap, other: Gap) -> Gap {
    if other > one { other } else { one }
}

fn push_gap(text: &mut String, gap: &mut Gap) {
    if !text.is_empty() {
        match gap {
            Gap::None => {}
            Gap::Space => text.push(' '),
            Gap::Tab => text.push('\t'),
            Gap::Line => text.push('\n'),
        }
    }
    *gap = Gap::None;
}

fn push_collapsed(own: &str, text: &mut String, gap: &mut Gap) {
    for character in own.chars() {
        if character.is_ascii_whitespace() {
            *gap = stronger(*gap, Gap::Space);
        } else {
            push_gap(text, gap);
            text.push(character);
        }
    }
}

fn push_kept(own: &str, text: &mut String, gap: &mut Gap) {
    let kept = own.strip_suffix('\n').unwrap_or(own);
    if !kept.is_empty() {
        push_gap(text, gap);
        text.push_str(kept);
    }
    if kept.len() < own.len() {
        *gap = stronger(*gap, Gap::Line);
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_fragment;

    fn text(html: &str) -> String {
        let document = parse_fragment(html).document;
        document.text(document.root())
    }

    #[test]
    fn white_space_collapses_and_blocks_stand_on_lines() {
        assert_eq!(text("\n <p>a  <b>b</b>\nc</p>\n<div>d<p>e</p>f</div> "), "a b c\nd\ne\nf");
    }

    #[test]
    fn a_line_break_is_a_line_and_inline_elements_do_not_separate() {
        assert_eq!(text("a<br>b<span>c</span><i> d </i>e"), "a\nbc d e");
        assert_eq!(text("a<ul>b</ul>c"), "a\nb\nc");
        assert_eq!(text("a<my-tag>b</my-tag>c<svg><text>d</text></svg>e<iframe src=x>g</iframe>f"), "abc d e f");
    }

    #[test]
    fn what_is_clicked_on_does_not_grow_together_with_its_neighbours() {
        assert_eq!(text("<a href=x>The doc</a><a href=x class=wp-block-file__button>Download</a>"), "The doc Download");
        assert_eq!(
            text("<a href=x>one</a><a href=y>two</a> three<button>four</button>five"),
            "one two three four five"
        );
        assert_eq!(
            text("<a href=x>Wa</a><a href=x>ter</a> <span>W</span>ater <a name=n></a>x<b>y</b>"),
            "Water Water xy"
        );
        assert_eq!(
            text("<button>Title<span>+</span></button><code><a href=x>a</a><a href=y>b</a></code>"),
            "Title + ab"
        );
    }

    #[test]
    fn cells_are_separated_and_scripts_are_not_seen() {
        assert_eq!(text("<table><tr><td>a</td><td>b</td></tr></table><script>x</script>c"), "a\tb\nc");
    }

    #[test]
    fn preformatted_text_keeps_its_lines() {
        assert_eq!(text("<pre>a\n  b\n</pre>c"), "a\n  b\nc");
    }

    #[test]
    fn no_break_spaces_and_joiners_are_kept_in_text() {
        assert_eq!(text("<p>می\u{200c}رود&nbsp;او</p>"), "می\u{200c}رود\u{a0}او");
    }

    #[test]
    fn blank_is_what_shows_nothing() {
        let blank = |html: &str| {
            let document = parse_fragment(html).document;
            document.is_blank(document.root())
        };
        assert!(blank("<p> &nbsp;\u{200b}<br></p><style>p {}</style><!-- x -->"));
        assert!(!blank("<p><img src=x></p>"));
        assert!(!blank("<ul><li>.</li></ul>"));
    }
}
