//! The words of a text without its marks: for search, for descriptions, for feeds.
//!
//! In: Markdown. Out: plain text, never HTML. Descriptions of pictures are not among the words, since a reader does not see
//! them.

use super::events::is_break;
use super::options;
use super::tags::{Kind, Tags};
use crate::html::parse_fragment;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use unicode_segmentation::UnicodeSegmentation;

/// What ends a sentence, in the scripts of the publication.
const SENTENCE_ENDS: [char; 6] = ['.', '!', '?', '؟', '…', '。'];
/// What may stand between the end of a sentence and the next space.
const CLOSERS: [char; 8] = ['"', '\'', '”', '’', '»', ')', ']', '›'];
/// Short forms that end in a full stop and go on. What holds a stop inside ("U.S.", "e.g.") needs no entry.
const SHORT_FORMS: [&str; 18] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "no", "nos", "vs", "etc", "fig", "gen", "gov", "sen", "rep", "vol", "art",
    "approx",
];

/// All words, a line for each block, a tab between the cells of a table.
pub fn plain_text(markdown: &str) -> String {
    lines(markdown).into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

/// The same in two: the headings, and all lines with the headings among them.
pub fn headings_and_text(markdown: &str) -> (String, String) {
    let lines = lines(markdown);
    let joined =
        |lines: &mut dyn Iterator<Item = &Line>| lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    (joined(&mut lines.iter().filter(|line| line.is_heading)), joined(&mut lines.iter()))
}

/// The first sentence of the first paragraph, or all of that paragraph if no sentence ends in it.
pub fn first_sentence(markdown: &str) -> String {
    let paragraphs = lines(markdown).into_iter().filter(|line| line.is_prose);
    let text = paragraphs.map(|line| line.text).next().unwrap_or_default();
    let end = sentence_end(&text).unwrap_or(text.len());
    text.get(..end).unwrap_or(&text).to_owned()
}

/// The beginning of the text, at most `max_chars` characters: whole words, and an ellipsis if anything is left out.
/// Headings, tables and code are passed over.
pub fn summary(markdown: &str, max_chars: usize) -> String {
    let prose: Vec<String> = lines(markdown).into_iter().filter(|line| line.is_prose).map(|line| line.text).collect();
    let text = prose.join(" ");
    if text.chars().count() <= max_chars {
        return text;
    }
    // One character is for the ellipsis.
    let room = text.char_indices().nth(max_chars.saturating_sub(1)).map_or(text.len(), |(place, _)| place);
    let (head, tail) = text.split_at(room);
    let whole_words = match tail.chars().next() {
        Some(next) if next.is_whitespace() => head,
        _ => head.rfind(char::is_whitespace).map_or_else(|| whole_characters(&text, room), |place| &head[..place]),
    };
    let kept = whole_words.trim_end_matches(|c: char| c.is_whitespace() || ",;:،؛–—-".contains(c));
    if max_chars == 0 { String::new() } else { format!("{kept}…") }
}

/// The beginning of a text, up to `room` at most, without cutting what a reader sees as one character: a flag, a family.
fn whole_characters(text: &str, room: usize) -> &str {
    let ends = text.grapheme_indices(true).map(|(place, _)| place).take_while(|place| *place <= room);
    &text[..ends.last().unwrap_or_default()]
}

struct Line {
    text: String,
    /// Whether it is a paragraph or an item, not a heading, a table, code, HTML or a footnote.
    is_prose: bool,
    is_heading: bool,
}

fn lines(markdown: &str) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut text = String::new();
    let mut other_depth = 0_usize;
    let mut image_depth = 0_usize;
    let mut html = String::new();
    // The element in this line whose words nobody sees.
    let mut hidden: Option<String> = None;
    let mut end_line = |text: &mut String, is_prose, is_heading| {
        let trimmed = text.trim();
        if !trimmed.is_empty() {
            lines.push(Line { text: trimmed.to_owned(), is_prose, is_heading });
        }
        text.clear();
    };
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Start(Tag::Image { .. }) => image_depth += 1,
            Event::End(TagEnd::Image) => image_depth = image_depth.saturating_sub(1),
            Event::Html(line) => html.push_str(&line),
            Event::End(TagEnd::HtmlBlock) => {
                let document = parse_fragment(&std::mem::take(&mut html)).document;
                text.push_str(&document.text(document.root()));
                end_line(&mut text, false, false);
            }
            Event::Start(tag) if is_block(&tag.to_end()) => {
                hidden = None;
                end_line(&mut text, other_depth == 0, false);
                other_depth += usize::from(is_other(&tag.to_end()));
            }
            Event::End(TagEnd::TableCell) => text.push('\t'),
            Event::End(tag) if is_block(&tag) => {
                hidden = None;
                end_line(&mut text, other_depth == 0, matches!(tag, TagEnd::Heading(_)));
                other_depth = other_depth.saturating_sub(usize::from(is_other(&tag)));
            }
            Event::InlineHtml(tag) if hidden.is_some() || hides_words(&tag).is_some() => {
                hidden = hidden.filter(|name| !ends(&tag, name)).or_else(|| hides_words(&tag));
            }
            _ if image_depth > 0 || hidden.is_some() => {}
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if is_break(&tag) => text.push(' '),
            Event::Rule => end_line(&mut text, other_depth == 0, false),
            _ => {}
        }
    }
    end_line(&mut text, true, false);
    lines
}

/// The element that a tag begins, if nobody sees its words.
fn hides_words(tag: &str) -> Option<String> {
    let tag = Tags::new(tag).next()?;
    let is_start = matches!(tag.kind, Kind::Start | Kind::OpenText) && !tag.is_self_closing;
    (is_start && matches!(tag.name.as_str(), "script" | "style" | "template" | "title" | "noscript"))
        .then_some(tag.name)
}

fn ends(tag: &str, name: &str) -> bool {
    Tags::new(tag).next().is_some_and(|tag| tag.kind == Kind::End && tag.name == name)
}

/// Elements that begin and end a line.
fn is_block(tag: &TagEnd) -> bool {
    !matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image | TagEnd::TableCell
    )
}

/// Blocks whose words are not running text.
fn is_other(tag: &TagEnd) -> bool {
    matches!(tag, TagEnd::Heading(_) | TagEnd::Table | TagEnd::CodeBlock | TagEnd::FootnoteDefinition)
}

/// The byte after the first sentence, if one ends.
fn sentence_end(text: &str) -> Option<usize> {
    for (place, character) in text.char_indices().filter(|(_, character)| SENTENCE_ENDS.contains(character)) {
        let after = text.get(place + character.len_utf8()..).unwrap_or_default();
        let rest = after.trim_start_matches(|c| CLOSERS.contains(&c) || SENTENCE_ENDS.contains(&c));
        if !rest.is_empty() && !rest.starts_with(char::is_whitespace) {
            continue;
        }
        let next = rest.trim_start().chars().next();
        let goes_on = next.is_some_and(char::is_lowercase);
        let before = text.get(..place).unwrap_or_default();
        if character == '.' && next.is_some() && (goes_on || ends_in_short_form(before)) {
            continue;
        }
        if character == '…' && goes_on {
            continue;
        }
        return Some(text.len() - rest.len());
    }
    None
}

/// Whether the last word is one that a full stop only shortens: an initial, "U.S", "Mr".
fn ends_in_short_form(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || "([«“\"".contains(c)).next().unwrap_or_default();
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_alphabetic);
    let has_stop = word.contains('.') && word.chars().all(|c| c.is_alphabetic() || c == '.');
    is_initial || has_stop || SHORT_FORMS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_marks_go() {
        let markdown = "## A *b*\n\nc\nd `e` [f](g) ![h](i)\\\nj<br>k\n\n- l\n- m\n\n| n | o |\n| - | - |\n| p | q |\n\n<div>r <b>s</b></div>\n\n```\nt\n```\n";
        assert_eq!(plain_text(markdown), "A b\nc d e f  j k\nl\nm\nn\to\np\tq\nr s\nt");
    }

    #[test]
    fn a_sentence_ends_where_a_reader_ends_it() {
        let cases = [
            ("It began in 2014. It went on.", "It began in 2014."),
            ("After the U.S. withdrawal it ended. So.", "After the U.S. withdrawal it ended."),
            ("The U.S. Conference met. So.", "The U.S. Conference met."),
            ("Mr. Smith and J. Doe came! Then", "Mr. Smith and J. Doe came!"),
            ("He said “stop.” Then he left.", "He said “stop.”"),
            ("Version 2.0 is out. Yes.", "Version 2.0 is out."),
            ("آیا این شهر است؟ بله.", "آیا این شهر است؟"),
            ("این شهر می\u{200c}رود. سپس بازگشت.", "این شهر می\u{200c}رود."),
            ("No end here", "No end here"),
            ("# Title\n\nFirst. Second.", "First."),
            ("", ""),
        ];
        for (markdown, expected) in cases {
            assert_eq!(first_sentence(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn a_summary_is_whole_words_within_the_limit() {
        assert_eq!(summary("## Context\n\nOne two, three *four*.", 100), "One two, three four.");
        assert_eq!(summary("One two, three four.", 13), "One two…");
        assert_eq!(summary("One two three", 8), "One two…");
        assert_eq!(summary("One two three", 7), "One…");
        assert_eq!(summary("Onetwothree", 5), "Onet…");
        assert_eq!(summary("Onetwo", 0), "");
        assert_eq!(summary("سلام می\u{200c}رود دنیا", 12), "سلام می\u{200c}رود…");
        for limit in 0..30 {
            assert!(summary("a bb ccc dddd eeeee ffffff ggggggg", limit).chars().count() <= limit, "{limit}");
        }
    }

    #[test]
    fn a_summary_cuts_nothing_that_is_one_character_to_a_reader() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(summary(&format!("ab{family}cdefgh"), 6), "ab…");
        assert_eq!(summary("ab🇳🇴🇫🇷cdef", 6), "ab🇳🇴…");
        assert_eq!(summary("ab👍🏽cdef", 4), "ab…");
        assert_eq!(summary("abe\u{301}cdef", 4), "ab…");
        assert_eq!(summary(&format!("{family}{family}"), 6), format!("{family}…"));
    }

    #[test]
    fn scripts_and_styles_are_not_read() {
        assert_eq!(summary("a <script>b()</script>c <STYLE>d{}</style> e", 100), "a c  e");
        assert_eq!(summary("a <script>b\n\nc", 100), "a c");
        assert_eq!(plain_text("<script>\na\n</script>\n\nb"), "b");
    }

    #[test]
    fn a_summary_is_made_of_running_text() {
        assert_eq!(
            summary("# T\n\na\n\n- b\n\n> c\n\n```\nd\n```\n\n<div>e</div>\n\nf[^1]\n\n[^1]: g", 100),
            "a b c f"
        );
    }
}
