//! Links put around names in finished HTML.
//!
//! In: the HTML of a body, and what finds names in plain text. Out: the HTML in which the first place in each section that names
//! something leads to it. Never within links, headings, code, or what readers operate. A name is found in the text as readers see
//! it, so that a word is whole also where its letters stand in several elements; it becomes a link where it stands in one.

use std::ops::Range;

use super::attributes::push_href;
use super::elements::{RAW_TEXT, is_void};
use super::parts::Part;
use super::render::Rendered;
use super::tags::{Kind, Tags};

/// Elements that part no words. All others do.
const WITHIN_WORDS: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "time", "u", "var", "wbr",
];

/// Elements in which no name becomes a link.
const CLOSED: [&str; 22] = [
    "a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label", "legend", "math", "option", "pre",
    "samp", "select", "summary", "sup", "svg", "th", "var",
];

/// Stands in the plain text where an element parts words.
const GAP: char = '\n';

/// The stretches of a text that name something, in order, each with what it names.
pub type Named<T> = Vec<(Range<usize>, T)>;

/// What finds names, and where each leads.
pub struct NameLinks<'a, T> {
    /// Finds what a plain text names, in its order.
    pub find: &'a dyn Fn(&str) -> Named<T>,
    /// The address of what is named; none where it is to have no link.
    pub address: &'a dyn Fn(T) -> Option<String>,
}

impl Rendered {
    /// The same with a link at the first place in each section that names something.
    #[must_use]
    pub fn with_names_linked<T: Copy + PartialEq>(self, links: &NameLinks<'_, T>) -> Self {
        self.changed(|part, html, changed| match part {
            Part::Text => link_names(html, links, changed),
            Part::Id | Part::Heading => changed.push_str(html),
        })
    }
}

/// A stretch of HTML that is text, and where that stands in the plain text.
struct Piece {
    html: Range<usize>,
    text: Range<usize>,
    is_open: bool,
    /// One character that HTML writes with several.
    is_reference: bool,
}

/// Appends the HTML of a section with its links.
fn link_names<T: Copy + PartialEq>(html: &str, links: &NameLinks<'_, T>, linked: &mut String) {
    let (text, pieces) = plain(html);
    let (mut seen, mut done) = (Vec::new(), 0);
    for (span, name) in (links.find)(&text) {
        if seen.contains(&name) {
            continue;
        }
        let Some(place) = place_in_html(&span, &pieces) else { continue };
        let Some(address) = (links.address)(name) else { continue };
        seen.push(name);
        linked.push_str(&html[done..place.start]);
        linked.push_str("<a class=\"named\" href=\"");
        push_href(linked, &address);
        linked.push_str("\"><bdi>");
        linked.push_str(&html[place.clone()]);
        linked.push_str("</bdi></a>");
        done = place.end;
    }
    linked.push_str(&html[done..]);
}

/// The plain text of some HTML, and where each stretch of it stands.
fn plain(html: &str) -> (String, Vec<Piece>) {
    let (mut text, mut pieces) = (String::with_capacity(html.len()), Vec::new());
    let (mut at, mut closed) = (0, 0_usize);
    for tag in Tags::new(html) {
        push_text(html, at..tag.span.start, closed == 0, &mut text, &mut pieces);
        at = tag.span.end;
        let name = tag.name.as_str();
        if !WITHIN_WORDS.contains(&name) && !text.ends_with(GAP) {
            text.push(GAP);
        }
        if CLOSED.contains(&name) || RAW_TEXT.contains(&name) {
            match tag.kind {
                Kind::Start if !is_void(name) => closed += 1,
                Kind::End => closed = closed.saturating_sub(1),
                _ => {}
            }
        }
    }
    push_text(html, at..html.len(), closed == 0, &mut text, &mut pieces);
    (text, pieces)
}

/// Appends a stretch without tags.
fn push_text(html: &str, span: Range<usize>, is_open: bool, text: &mut String, pieces: &mut Vec<Piece>) {
    let mut at = span.start;
    while at < span.end {
        let rest = &html[at..span.end];
        let start = text.len();
        let (length, is_reference) = match rest.find('&') {
            Some(0) => {
                let (length, character) = reference(rest);
                text.push(character);
                (length, true)
            }
            next => {
                let length = next.unwrap_or(rest.len());
                text.push_str(&rest[..length]);
                (length, false)
            }
        };
        pieces.push(Piece { html: at..at + length, text: start..text.len(), is_open, is_reference });
        at += length;
    }
}

/// The character that is written at the start of a text, and how long that is. What the writer of Markdown does not write
/// belongs to no name.
fn reference(text: &str) -> (usize, char) {
    const KNOWN: [(&str, char); 6] =
        [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&#39;", '\''), ("&nbsp;", '\u{a0}')];
    let known = KNOWN.into_iter().find(|(written, _)| text.starts_with(written));
    known.map_or((1, '&'), |(written, character)| (written.len(), character))
}

/// The stretch of HTML that a stretch of the plain text comes from, where no tag stands within it and it may be a link.
fn place_in_html(span: &Range<usize>, pieces: &[Piece]) -> Option<Range<usize>> {
    let first = pieces.partition_point(|piece| piece.text.end <= span.start);
    let last = pieces.partition_point(|piece| piece.text.end < span.end);
    let pieces = pieces.get(first..=last)?;
    let is_whole = pieces.windows(2).all(|pair| pair[0].html.end == pair[1].html.start);
    if !is_whole || pieces.iter().any(|piece| !piece.is_open) {
        return None;
    }
    let (first, last) = (pieces.first()?, pieces.last()?);
    let start = if first.is_reference { first.html.start } else { first.html.start + (span.start - first.text.start) };
    let end = if last.is_reference { last.html.end } else { last.html.start + (span.end - last.text.start) };
    Some(start..end)
}

#[cfg(test)]
mod tests {
    use super::super::render;
    use super::*;

    /// The HTML of a body in which `C40` and `A & B` lead to pages, and `ICLEI` is known but has none.
    fn linked(markdown: &str) -> String {
        let find = |text: &str| {
            let mut found: Vec<(Range<usize>, &str)> = Vec::new();
            for name in ["C40", "A & B", "ICLEI", "سی۴۰"] {
                found.extend(text.match_indices(name).map(|(start, _)| (start..start + name.len(), name)));
            }
            found.sort_by_key(|(span, _)| span.start);
            found
        };
        let address = |name: &str| (name != "ICLEI").then(|| format!("/networks/{}/?a&b", name.len()));
        render(markdown, &|_| None).with_names_linked(&NameLinks { find: &find, address: &address }).whole()
    }

    const C40: &str = "<a class=\"named\" href=\"/networks/3/?a&amp;b\"><bdi>C40</bdi></a>";

    #[test]
    fn the_first_place_of_each_section_is_a_link() {
        let html = linked("C40, C40.\n\n## C40\n\nICLEI, C40 and C40\n\n> C40\n\n## D\n\n- *C40*\n");
        let expected = format!(
            "<p>{C40}, C40.</p>\n<h2 id=\"c40\">C40</h2>\n<p>ICLEI, {C40} and C40</p>\n<blockquote>\n<p>C40</p>\n\
             </blockquote>\n<h2 id=\"d\">D</h2>\n<ul>\n<li><em>{C40}</em></li>\n</ul>\n"
        );
        assert_eq!(html, expected);
    }

    #[test]
    fn no_link_stands_in_links_headings_code_marks_of_notes_and_attributes() {
        let body = "[C40](x \"C40\") `C40` <b title=\"C40\">x</b> ![C40](y \"C40\") <button>C40</button>\n\n### C40\n\n\
                    ~~~\nC40\n~~~\n\n<svg><text>C40</text></svg>\n\n<script>C40</script>\n\n| C40 |\n|---|\n| x |\n";
        assert!(!linked(body).contains("named"), "{}", linked(body));
        // A mark of a note does not hide the end of the word before it, and a note is text.
        let html = linked("C40[^1]\n\n[^1]: See A & B.\n");
        assert!(html.starts_with(&format!("<p>{C40}<sup")), "{html}");
        assert!(html.contains("\"><bdi>A &amp; B</bdi></a>."), "{html}");
    }

    #[test]
    fn names_are_found_as_readers_see_them() {
        assert!(linked("at سی۴۰.").contains("<bdi>سی۴۰</bdi>"));
        assert!(
            linked("A & B").contains("<p><a class=\"named\" href=\"/networks/5/?a&amp;b\"><bdi>A &amp; B</bdi></a>")
        );
        // In two elements: it is named here, but there is no one place for the link.
        assert_eq!(linked("C*40* and C40"), format!("<p>C<em>40</em> and {C40}</p>\n"));
        assert_eq!(linked("AT&T &copy; C<br>40 < 5"), "<p>AT&amp;T © C<br>40 &lt; 5</p>\n");
    }
}
