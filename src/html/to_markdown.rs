//! The tree as Markdown that says the same.
//!
//! In: nodes of a tree. Out: Markdown, with notes on what could not be taken over. Each block is verified as it is written:
//! it is rendered and read again, and must be the same block. If it is not, it is written with other signs, then as
//! sanitised HTML, and in the last resort as plain paragraphs (`verify`). The author's words are not changed in any case.

use super::block::Block;
use super::plain::{Read, read};
use super::tree::{Document, NodeId};
use super::verify::{reads_as, shows_as, write_verified};

/// How headings are taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarkdownOptions {
    /// Added to each heading's level.
    pub heading_shift: i8,
    /// The lowest number of a heading's level after the shift: a case's body may not hold level 1.
    pub minimum_heading: u8,
}

impl Default for MarkdownOptions {
    fn default() -> Self {
        Self { heading_shift: 0, minimum_heading: 1 }
    }
}

/// What [`to_markdown`] gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Converted {
    /// The Markdown, with a line break at the end unless it is empty.
    pub markdown: String,
    /// The blocks of it that had to stay HTML, as they were written.
    pub kept_html: Vec<String>,
    /// What could not be taken over, or only as something else, in the order of the source.
    pub notes: Vec<Note>,
}

/// Something that Markdown does not show as the source did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What happened.
    pub what: NoteKind,
    /// What it concerns: an address, the name of an element, the text of a picture.
    pub text: String,
}

/// The kinds of notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// A link around nothing was left out; the text is its address.
    EmptyLink,
    /// A list item that shows nothing was left out.
    EmptyItem,
    /// A link with an address that no reader should open (`javascript:` …) lost it; its words stay.
    UnsafeAddress,
    /// A link in code, which has none: its words stay; the text is its address.
    LinkOfCode,
    /// A picture without an address: its description stands in its place.
    NoAddress,
    /// A frame, film or sound became a link; the text is its address.
    Embedded,
    /// An element that cannot be taken over (a drawing, a frame without an address); the text is its name, with the words
    /// in it, or an address that it leads to.
    NotShown,
    /// A block that Markdown and HTML read otherwise than it was: its words, links and pictures stay, as plain paragraphs.
    /// The text is how it begins.
    Plainer,
}

/// Converts nodes, which may be any part of the document, in order. Never fails and never panics.
pub fn to_markdown(document: &Document, nodes: &[NodeId], options: MarkdownOptions) -> Converted {
    let Read { blocks, mut notes } = read(document, nodes, options);
    let mut kept_html = Vec::new();
    let mut written = Vec::new();
    // Lists that follow one another are written together, because the second must keep apart from the first.
    for group in blocks.chunk_by(|one, other| matches!((one, other), (Block::List { .. }, Block::List { .. }))) {
        let group = write_verified(group);
        kept_html.extend(group.kept_html);
        notes.extend(group.given_up.map(|text| Note { what: NoteKind::Plainer, text }));
        written.push(group.markdown);
    }
    let mut markdown = written.join("\n\n");
    if !markdown.is_empty() {
        markdown.push('\n');
    }
    Converted { markdown, kept_html, notes }
}

/// Whether what was converted, rendered and read again, has the blocks of these nodes, with the same marks, links and
/// pictures; of blocks that a note calls plainer, the same words, links and pictures. This is what [`to_markdown`] promises;
/// it is public so that the promise can be held against real posts.
pub fn says_the_same(document: &Document, nodes: &[NodeId], options: MarkdownOptions, converted: &Converted) -> bool {
    let is_plainer = converted.notes.iter().any(|note| note.what == NoteKind::Plainer);
    let blocks = read(document, nodes, options).blocks;
    reads_as(&converted.markdown, &blocks) || (is_plainer && shows_as(&converted.markdown, &blocks))
}

#[cfg(test)]
mod tests {
    use super::super::{clean, parse_fragment};
    use super::*;

    fn convert(html: &str) -> Converted {
        let mut document = parse_fragment(html).document;
        clean(&mut document);
        to_markdown(&document, &[document.root()], MarkdownOptions::default())
    }

    /// Each pair is HTML and its Markdown; nothing may be kept as HTML.
    fn check(pairs: &[(&str, &str)]) {
        for (html, markdown) in pairs {
            let converted = convert(html);
            assert_eq!(converted.markdown.trim_end_matches('\n'), *markdown, "{html}");
            assert_eq!(converted.kept_html, [""; 0], "{html}");
        }
    }

    #[test]
    fn paragraphs_are_one_line_and_breaks_are_backslashes() {
        check(&[
            ("<p>a\n  b</p>\n<p>c<br>\nd<br></p>", "a b\n\nc\\\nd"),
            ("a<div>b</div>c", "a\n\nb\n\nc"),
            ("<p>1. x<br>- y<br>===</p>", "1\\. x\\\n\\- y\\\n\\==="),
            ("", ""),
        ]);
    }

    #[test]
    fn marks_are_closed_where_markdown_can_close_them() {
        check(&[
            ("<p><b>Context:</b> Urban <i>x</i>.</p>", "**Context:** Urban *x*."),
            ("<p><b>Context: </b>Urban</p>", "**Context:** Urban"),
            ("<p><b>Context:</b>Urban</p>", "<strong>Context:</strong>Urban"),
            ("<p><strong>«تهران»</strong>است</p>", "<strong>«تهران»</strong>است"),
            ("<p><strong>تهران</strong>است</p>", "**تهران**است"),
            ("<p><strong>تهران\u{200c}ها</strong>ی</p>", "**تهران\u{200c}ها**ی"),
            ("<p><strong>a</strong><strong>b</strong></p>", "**ab**"),
            ("<p><b>a <i>b</i></b> c</p>", "**a *b*** c"),
            ("<p><s>a</s> H<sub>2</sub>O <u>b</u></p>", "~~a~~ H<sub>2</sub>O <u>b</u>"),
            ("<p><em> </em>a<b></b></p>", "a"),
        ]);
    }

    #[test]
    fn emphasis_beside_bold_reads_as_it_did() {
        for html in ["<p><b>a</b><i>b</i></p>", "<p><i>a<b>b</b></i>c</p>", "<p><b><i>a</i>b</b>c <i>d</i></p>"] {
            let converted = convert(html);
            assert_eq!(converted.kept_html, [""; 0], "{html}: {}", converted.markdown);
        }
    }

    #[test]
    fn links_and_pictures_keep_address_title_and_words() {
        check(&[
            ("<a href=\"x y.pdf\" title='a \"b\"'>c [d]</a>", "[c \\[d\\]](<x y.pdf> \"a \\\"b\\\"\")"),
            ("<h2><a href=x title='a\n\n  b'>c</a></h2>", "## [c](x \"a&#10;b\")"),
            ("<a href=\"/w/a_(b)\">c</a>", "[c](/w/a_(b))"),
            ("<a href=\"https://a.b/?c=1&amp;d=2\">https://a.b/?c=1&amp;d=2</a>", "<https://a.b/?c=1&d=2>"),
            ("wow!<a href=x>y</a>", "wow\\![y](x)"),
            ("<a href=x><img src=\"ب.png\" alt=\"a  [b]\"></a>", "[![a \\[b\\]](ب.png)](x)"),
            ("<img src=\"data:,x\" data-src=\"real.jpg\">", "![](real.jpg)"),
            ("<b>see <a href=x>y</a></b>", "**see [y](x)**"),
        ]);
    }

    #[test]
    fn lists_nest_and_stay_apart() {
        check(&[
            ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
            ("<ol start=9><li>a<li>b</ol>", "9. a\n10. b"),
            ("<ul><li><p>a</p></li><li><p>b</p><p>c</p></li></ul>", "- a\n\n- b\n\n  c"),
            ("<ul><li>a</ul><ul><li>b</ul><ul><li>c</ul>", "- a\n\n+ b\n\n- c"),
            ("<ul><li>a<ol start=3><li>b</ol></ul>", "- a\n\n  3. b"),
            ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
            ("<dl><dt>a</dt><dd>b</dd></dl>", "- **a**\n\n  b"),
        ]);
    }

    #[test]
    fn quotations_code_and_rules_are_what_they_were() {
        check(&[
            ("<blockquote><p>a</p><p>b</p></blockquote><hr>", "> a\n>\n> b\n\n***"),
            ("<pre><code class=\"language-rust\">a\n\n  ``` b\n</code></pre>", "````rust\na\n\n  ``` b\n````"),
            ("<p><code>a`b</code></p>", "``a`b``"),
            ("<pre>a <a href=x>b</a>\nc</pre>", "a [b](x)\\\nc"),
        ]);
    }

    #[test]
    fn what_code_cannot_hold_follows_it_or_is_noted() {
        let converted = convert("<pre><code>a <a href=x>b</a><img src=c.png alt=d></code></pre>");
        assert_eq!(converted.markdown, "```\na b\n```\n\n![d](c.png)\n");
        let noted: Vec<&str> = converted.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!((noted, converted.notes[0].what), (vec!["x"], NoteKind::LinkOfCode));
        let around = convert("<a href=z><pre>a</pre></a>");
        assert_eq!((around.markdown.as_str(), around.notes[0].text.as_str()), ("```\na\n```\n", "z"));
    }

    #[test]
    fn code_without_words_is_a_line_with_its_links_and_pictures() {
        check(&[("<p>a</p><pre><code><a href=x><img src=y alt=z></a></code></pre>", "a\n\n[![z](y)](x)")]);
    }

    #[test]
    fn an_address_that_no_browser_opens_is_noted() {
        let converted = convert(
            "<table><tr><td colspan=2><a href='http:'>a</a><iframe src='https://'></iframe><tr><td>b<td>c</table>",
        );
        assert!(converted.markdown.contains("<td colspan=\"2\">a</td>"), "{}", converted.markdown);
        let noted: Vec<&str> = converted.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(noted, ["http:", "iframe", "https://"]);
    }

    #[test]
    fn a_link_that_shows_nothing_is_noted_whatever_stands_in_it() {
        for html in [
            "<a href=x><svg></svg></a>",
            "<a href=x><hr></a>",
            "<a href=x><img></a>",
            "<a href=x><iframe src=y></iframe></a>",
            "<a href=x><title>a</title></a>",
            "<pre><code><a href=x></a></code></pre>",
            "<pre>\n<code><a href=x><hr><b></b></a></code></pre>",
        ] {
            let notes = convert(html).notes;
            let is_told = notes.iter().any(|note| (note.what, note.text.as_str()) == (NoteKind::EmptyLink, "x"));
            assert!(is_told, "{html}: {notes:?}");
        }
        assert_eq!(convert("<a href=x><img src=y></a><a href=z>w</a>").notes, []);
    }

    #[test]
    fn further_sources_of_a_film_are_noted_and_srcset_is_an_address() {
        let film = convert("<video><source src=a.mp4><source src=a.webm></video>");
        assert!(film.notes.iter().any(|note| note.text == "a.webm"), "{film:?}");
        assert_eq!(convert("<img srcset='a.jpg 300w, b.jpg 900w'>").markdown, "![](b.jpg)\n");
        for no_source in ["file:///c", "data:,"] {
            let html = format!("<img src='{no_source}' srcset='a.jpg 300w'>");
            assert_eq!(convert(&html).markdown, "![](a.jpg)\n", "{html}");
        }
    }

    #[test]
    fn a_picture_that_no_browser_shows_is_its_description() {
        let converted = convert("<p>a<img src='file:///c:/b.jpg' alt='b'>c</p>");
        assert_eq!(converted.markdown, "a b c\n");
        let noted: Vec<&str> = converted.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(noted, ["b", "file:///c:/b.jpg"]);
    }

    #[test]
    fn code_keeps_its_spaces_and_its_language_wherever_it_stands() {
        check(&[("<blockquote><pre>a \n\n b</pre></blockquote>", "> ```\n> a \n>\n>  b\n> ```")]);
        let grid = convert(
            "<table><tr><td><ul><li>a</ul><pre><code class=language-rust>b </code></pre><td><a href='doi:1/2'>c</a></table>",
        );
        assert!(grid.markdown.contains("<code class=\"language-rust\">b </code>"), "{}", grid.markdown);
        assert!(grid.markdown.contains("<a href=\"doi:1/2\">c</a>"), "{}", grid.markdown);
    }

    #[test]
    fn the_words_of_parts_do_not_grow_together() {
        check(&[
            ("<pre>a<table><tr><td>b<td>c</table>d<div>e</div><hr>f</pre>", "```\na\nb\nc\nd\ne\nf\n```"),
            ("a<img alt=\"b c\">d", "a b c d"),
        ]);
    }

    #[test]
    fn the_words_and_links_of_a_drawing_are_noted() {
        let converted = convert("a<svg><text>b</text><a href=x>c</a></svg>d");
        assert_eq!(converted.markdown, "a d\n");
        let noted: Vec<&str> = converted.notes.iter().map(|note| note.text.as_str()).collect();
        assert_eq!(noted, ["svg: bc", "x"]);
    }

    #[test]
    fn tables_of_lines_are_tables() {
        check(&[
            ("<table><tr><th>a<th>b<tr><td>1|2<td>x<br>y</table>", "| a | b |\n| --- | --- |\n| 1\\|2 | x<br>y |"),
            ("<table><tr><td>a<td>b<tr><td>c</table>", "|  |  |\n| --- | --- |\n| a | b |\n| c |  |"),
            ("<table><tr><td><p>a</p><ul><li>b</ul></table>", "a\n\n- b"),
        ]);
    }

    #[test]
    fn a_table_of_more_is_kept_as_clean_html_on_a_line() {
        let html = "<table onclick=x><tr><td colspan=2 style=x>a<ul><li>b</ul><pre>c\nd</pre></table>";
        let converted = convert(html);
        // One cell is only a box.
        assert_eq!(converted.kept_html, [""; 0]);
        let converted = convert(&html.replace("</table>", "<tr><td>e<td>f</table>"));
        let expected = "<table><tbody><tr><td colspan=\"2\">a<ul><li>b</li></ul><pre><code>c&#10;d</code></pre></td></tr>\
                        <tr><td>e</td><td>f</td></tr></tbody></table>";
        assert_eq!(converted.markdown, format!("{expected}\n"));
        assert_eq!(converted.kept_html, [expected]);
    }

    #[test]
    fn what_is_embedded_becomes_a_link_and_is_noted() {
        let converted = convert("<figure><iframe src=\"https://a.b/c?d\"></iframe><figcaption>e</figcaption></figure>");
        assert_eq!(converted.markdown, "[a.b/c](https://a.b/c?d)\n\ne\n");
        assert_eq!(converted.notes, [Note { what: NoteKind::Embedded, text: "https://a.b/c?d".to_owned() }]);
        let film = convert("<video title=\"A film\"><source src=a.mp4></video>");
        assert_eq!(film.markdown, "[A film](a.mp4)\n");
    }

    #[test]
    fn what_is_left_out_is_noted() {
        let document =
            parse_fragment("<a href=x></a><a href='java\nscript:y'>z</a><ul><li></li></ul><svg></svg>").document;
        let converted = to_markdown(&document, &[document.root()], MarkdownOptions::default());
        assert_eq!(converted.markdown, "z\n");
        let kinds: Vec<NoteKind> = converted.notes.iter().map(|note| note.what).collect();
        let expected = [NoteKind::EmptyLink, NoteKind::UnsafeAddress, NoteKind::EmptyItem, NoteKind::NotShown];
        assert_eq!(kinds, expected);
    }

    #[test]
    fn headings_move_and_do_not_repeat_their_own_boldness() {
        let document = parse_fragment("<h1><b>a</b></h1><h2>b<br>c #</h2><h6>d</h6>").document;
        let options = MarkdownOptions { heading_shift: 1, minimum_heading: 3 };
        let converted = to_markdown(&document, &[document.root()], options);
        assert_eq!(converted.markdown, "### a\n\n### b<br>c \\#\n\n###### d\n");
    }
}
