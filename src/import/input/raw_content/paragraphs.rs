//! Line breaks into paragraphs, as WordPress makes them when it shows a classic post (`wpautop` in
//! `wp-includes/formatting.php`).
//!
//! Comes in: the content of the classic editor; goes out: HTML. A blank line ends a paragraph, a single line break stays
//! one, two `<br>` are a blank line; block elements stand on their own. WordPress does this by a list of regular
//! expressions and leaves unbalanced tags to the browser; here the pieces are walked once, and the result reads the same.

use super::markup::{Piece, pieces};

/// The block elements of `wpautop`, and those that browsers know beside them.
const BLOCKS: [&str; 49] = [
    "address",
    "area",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
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
    "legend",
    "li",
    "main",
    "map",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
/// Blocks that cannot hold a paragraph.
const NO_PARAGRAPHS: [&str; 10] = ["h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary", "legend", "caption"];

/// Makes paragraphs.
pub(super) fn paragraphs(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut writer = Writer { html: String::new(), run: Vec::new(), open: Vec::new() };
    for piece in pieces(&text) {
        let is_break = matches!(piece, Piece::Comment(source) if is_page_break(source));
        if is_block(piece) || is_break {
            writer.block(piece);
        } else {
            writer.run.push(piece);
        }
    }
    writer.end_run();
    writer.html
}

/// Is it a tag of a block element?
pub(super) fn is_block(piece: Piece<'_>) -> bool {
    piece.is_named(&BLOCKS)
}

/// `<!--more-->` and `<!--nextpage-->` stand between paragraphs.
fn is_page_break(comment: &str) -> bool {
    let inside = comment.trim_start_matches("<!--").trim_start();
    inside.starts_with("more") || inside.starts_with("nextpage")
}

/// What is being written.
struct Writer<'a> {
    html: String,
    /// Text and inline tags since the last block tag.
    run: Vec<Piece<'a>>,
    /// The names of the open blocks.
    open: Vec<&'a str>,
}

impl<'a> Writer<'a> {
    fn block(&mut self, piece: Piece<'a>) {
        self.end_run();
        match (piece, piece.name()) {
            (Piece::Open(source), Some(name)) if !source.ends_with("/>") && !is_void(name) => self.open.push(name),
            (Piece::Close(_), Some(name)) => {
                if let Some(depth) = self.open.iter().rposition(|open| open.eq_ignore_ascii_case(name)) {
                    self.open.truncate(depth);
                }
            }
            _ => {}
        }
        self.html.push_str(piece.source());
        self.html.push('\n');
    }

    /// Writes the text since the last block tag.
    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        let paragraphs: Vec<String> = split_run(&run).into_iter().filter(|text| !text.trim().is_empty()).collect();
        let inside = self.open.last().copied();
        let is = |names: &[&str]| inside.is_some_and(|name| names.iter().any(|other| other.eq_ignore_ascii_case(name)));
        let html = if paragraphs.is_empty() {
            String::new()
        } else if is(&["p"]) {
            paragraphs.join("</p>\n<p>")
        } else if is(&NO_PARAGRAPHS) {
            paragraphs.join("<br />\n")
        } else if inside.is_some() && paragraphs.len() == 1 {
            paragraphs.concat()
        } else {
            paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect()
        };
        self.html.push_str(&html);
    }
}

fn is_void(name: &str) -> bool {
    ["area", "col", "hr"].iter().any(|void| void.eq_ignore_ascii_case(name))
}

/// The text of a run, split at blank lines, with its line breaks written as `<br />`.
fn split_run(run: &[Piece<'_>]) -> Vec<String> {
    let mut lines = Lines { paragraphs: vec![String::new()], newlines: 0, after_break: false };
    for piece in run {
        match piece {
            Piece::Text(text) => lines.text(text),
            Piece::Open(_) if piece.is_named(&["br"]) => lines.line_break(),
            _ => lines.content(piece.source()),
        }
    }
    lines.paragraphs.iter().map(|text| without_last_break(text).to_owned()).collect()
}

fn without_last_break(text: &str) -> &str {
    let text = text.trim_ascii();
    text.strip_suffix(BREAK.trim_ascii_end()).map_or(text, without_last_break)
}

const BREAK: &str = "<br />\n";

struct Lines {
    paragraphs: Vec<String>,
    /// Line breaks since the last content. They count when more content comes.
    newlines: usize,
    /// Was there nothing but white space since a `<br>`?
    after_break: bool,
}

impl Lines {
    fn text(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            self.newlines += usize::from(index > 0);
            let is_blank = line.trim_ascii().is_empty();
            if !is_blank {
                self.content(if self.newlines > 0 { line.trim_ascii_start() } else { line });
            } else if self.newlines == 0 && !self.after_break {
                self.push(line);
            }
        }
    }

    fn content(&mut self, content: &str) {
        if self.newlines >= 2 {
            self.paragraphs.push(String::new());
        } else if self.newlines == 1 && !self.after_break {
            self.push_break();
        }
        self.push(content);
        (self.newlines, self.after_break) = (0, false);
    }

    /// A `<br>`; the second in a row is a blank line.
    fn line_break(&mut self) {
        if self.after_break {
            self.newlines = 2;
        } else if self.newlines < 2 {
            self.push_break();
            (self.newlines, self.after_break) = (0, true);
        }
    }

    fn push_break(&mut self) {
        if let Some(current) = self.paragraphs.last_mut().filter(|current| !current.is_empty()) {
            current.truncate(current.trim_ascii_end().len());
            current.push_str(BREAK);
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(current) = self.paragraphs.last_mut() {
            current.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;

    /// What a browser makes of the result, without the line breaks of the source between blocks.
    fn read(text: &str) -> String {
        let document = parse_fragment(&paragraphs(text)).document;
        document.serialize(document.root()).replace('\n', "")
    }

    #[test]
    fn blank_lines_part_paragraphs_and_line_breaks_stay() {
        assert_eq!(read("a\nb\n\nc\r\n \t\r\nd\n"), "<p>a<br>b</p><p>c</p><p>d</p>");
        assert_eq!(read("a<br><br />b<br>\nc"), "<p>a</p><p>b<br>c</p>");
        assert_eq!(read("\n\na  \n  b"), "<p>a<br>b</p>");
        assert_eq!(read(""), "");
        assert_eq!(read(" \n\n "), "");
    }

    #[test]
    fn inline_elements_stay_in_their_paragraph() {
        assert_eq!(read("a <b>b</b> <i>c</i>\nd"), "<p>a <b>b</b> <i>c</i><br>d</p>");
        // The browser closes and opens the mark again, and leaves an empty one between the paragraphs.
        assert_eq!(read("<b>a\n\nb</b>"), "<p><b>a</b></p><b></b><p><b>b</b></p>");
        assert_eq!(read("<a\nhref='x'>a</a>"), "<p><a href=\"x\">a</a></p>");
    }

    #[test]
    fn block_elements_stand_on_their_own() {
        assert_eq!(read("a\n<h2>b</h2>\nc"), "<p>a</p><h2>b</h2><p>c</p>");
        assert_eq!(read("<ul>\n<li>a</li>\n\n<li>b\nc</li>\n</ul>"), "<ul><li>a</li><li>b<br>c</li></ul>");
        assert_eq!(read("<div>\n\na\n\nb\n\n</div>"), "<div><p>a</p><p>b</p></div>");
        assert_eq!(read("<blockquote>a\n\nb</blockquote>c"), "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>");
        assert_eq!(read("<p>a\n\nb</p>"), "<p>a</p><p>b</p>");
        assert_eq!(read("a<hr />b"), "<p>a</p><hr><p>b</p>");
        assert_eq!(
            read("<table>\n<tr>\n<td>a\nb</td>\n</tr>\n</table>"),
            "<table><tbody><tr><td>a<br>b</td></tr></tbody></table>"
        );
    }

    #[test]
    fn preformatted_text_and_scripts_are_left_alone() {
        let document = parse_fragment(&paragraphs("a\n<pre>b\n\n<i>c</i></pre>\n")).document;
        let html = document.serialize(document.root());
        assert!(html.contains("<pre>b\n\n<i>c</i></pre>"), "{html}");
        assert_eq!(read("<script>if (a)\n\nb</script>c"), "<p><script>if (a)b</script>c</p>");
    }

    #[test]
    fn page_breaks_part_paragraphs() {
        assert_eq!(read("a\n<!--more-->\nb"), "<p>a</p><!--more--><p>b</p>");
        assert_eq!(read("a<!-- x -->b"), "<p>a<!-- x -->b</p>");
    }
}
