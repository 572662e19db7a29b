//! The headings of a text: those that leave out a level, so that who hears a page loses the thread; and what its sections are
//! called; and lines that may have been meant as one.
//!
//! In: Markdown, below a title that is the heading of level 1. Out: the headings that lie deeper than one level below the one
//! before; the words of those of level 2, and of paragraphs of one short line.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use super::options;

/// A heading that leaves out a level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skip {
    /// The bytes of the heading.
    pub span: Range<usize>,
    /// Its level.
    pub level: usize,
    /// That of the heading before it; 1 is the title of the page.
    pub above: usize,
}

/// The headings of a text that leave out a level.
#[must_use]
pub fn skipped_levels(markdown: &str) -> Vec<Skip> {
    let mut above = 1;
    let mut skips = Vec::new();
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        let Event::Start(Tag::Heading { level, .. }) = event else { continue };
        let level = level as usize;
        if level > above + 1 {
            skips.push(Skip { span, level, above });
        }
        above = level;
    }
    skips
}

/// The paragraphs of a text that stand in no list, quotation or note.
#[must_use]
pub fn paragraphs(markdown: &str) -> Vec<Range<usize>> {
    let mut depth = 0_usize;
    let mut paragraphs = Vec::new();
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => paragraphs.push(span),
            Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition) => depth -= 1,
            _ => {}
        }
    }
    paragraphs
}

/// Are these the words of a heading, and not a sentence or a paragraph?
#[must_use]
pub fn reads_as_title(words: &str) -> bool {
    /// Headings are shorter.
    const LONG: usize = 80;
    let is_sentence = words.ends_with(['.', '!', '…', ':', '؛', ';']) && words.split_whitespace().count() >= 4;
    !is_sentence && words.chars().count() <= LONG
}

/// The words of the headings of the second level, each with the bytes of the heading.
#[must_use]
pub fn section_titles(markdown: &str) -> Vec<(String, Range<usize>)> {
    let mut titles: Vec<(String, Range<usize>)> = Vec::new();
    let mut is_within = false;
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }) => {
                is_within = true;
                titles.push((String::new(), span));
            }
            Event::End(TagEnd::Heading(_)) => is_within = false,
            Event::Text(text) | Event::Code(text) if is_within => {
                titles.last_mut().into_iter().for_each(|(title, _)| title.push_str(&text));
            }
            _ => {}
        }
    }
    titles
}

/// The headings of the second level that have nothing below them, each with its bytes. Notes and comments are nothing.
#[must_use]
pub fn empty_sections(markdown: &str) -> Vec<(String, Range<usize>)> {
    let mut empty = Vec::new();
    let mut open: Option<(String, Range<usize>)> = None;
    let (mut heading, mut depth, mut notes) = (None, 0_usize, 0_usize);
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) if depth == 0 && notes == 0 => {
                heading = Some(level);
                if level == HeadingLevel::H2 {
                    empty.extend(open.replace((String::new(), span)));
                }
            }
            Event::End(TagEnd::Heading(_)) => heading = None,
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            Event::Start(Tag::Item | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_)) => depth -= 1,
            Event::Text(text) | Event::Code(text) if heading == Some(HeadingLevel::H2) => {
                open.iter_mut().for_each(|(title, _)| title.push_str(&text));
            }
            Event::Start(Tag::HtmlBlock) if is_comment(&markdown[span.clone()]) => {}
            Event::Text(_) | Event::Code(_) | Event::Start(Tag::Image { .. } | Tag::HtmlBlock)
                if heading.is_none() && notes == 0 =>
            {
                open = None;
            }
            _ => {}
        }
    }
    empty.extend(open);
    empty
}

/// Is some HTML one comment?
fn is_comment(html: &str) -> bool {
    html.trim().strip_prefix("<!--").and_then(|rest| rest.find("-->").map(|end| end + "-->".len() == rest.len()))
        == Some(true)
}

/// Paragraphs that are one short line, as a heading is that somebody wrote without its signs: their words, whether all of them are
/// bold, and their bytes.
#[must_use]
pub fn lone_lines(markdown: &str) -> Vec<(String, bool, Range<usize>)> {
    /// Longer ones are sentences.
    const LONG: usize = 100;
    let mut lines = Vec::new();
    let (mut depth, mut bold) = (0_usize, 0_usize);
    let mut open: Option<(String, bool, Range<usize>)> = None;
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 && span.len() <= LONG => {
                open = Some((String::new(), true, span))
            }
            Event::End(TagEnd::Paragraph) => lines.extend(open.take().filter(|(words, ..)| !words.is_empty())),
            Event::Start(Tag::Strong) => bold += 1,
            Event::End(TagEnd::Strong) => bold -= 1,
            Event::Start(Tag::Item | Tag::BlockQuote(_) | Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::FootnoteDefinition) => depth -= 1,
            Event::SoftBreak | Event::HardBreak | Event::Start(Tag::Link { .. } | Tag::Image { .. }) => open = None,
            Event::Text(text) | Event::Code(text) => {
                if let Some((words, is_bold, _)) = &mut open {
                    words.push_str(&text);
                    *is_bold &= bold > 0 || text.chars().all(|one| !one.is_alphanumeric());
                }
            }
            _ => {}
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_sections_have_no_marks() {
        let titles = section_titles("## A *b* `c`\n\n### D\n\nE\n\n## F\n");
        let words: Vec<&str> = titles.iter().map(|(title, _)| title.as_str()).collect();
        assert_eq!(words, ["A b c", "F"]);
    }

    #[test]
    fn a_line_of_its_own_is_told_from_paragraphs_and_lists() {
        let lines = lone_lines("**A b**\n\nC:\n\nD\nE\n\n- **F**\n\n> G\n\n[H](i)\n\n**J**: k\n\n## L\n\n**M**:\n");
        let lines: Vec<(&str, bool)> = lines.iter().map(|(words, is_bold, _)| (words.as_str(), *is_bold)).collect();
        assert_eq!(lines, [("A b", true), ("C:", false), ("J: k", false), ("M:", true)]);
    }

    #[test]
    fn a_heading_may_lie_one_level_deeper_and_any_number_higher() {
        assert_eq!(skipped_levels("## A\n\n### B\n\n#### C\n\n## D\n\n```\n#### no heading\n```\n"), []);
        let skips = skipped_levels("### A\n\n## B\n\n#### C\n");
        assert_eq!(skips.iter().map(|skip| (skip.level, skip.above)).collect::<Vec<_>>(), [(3, 1), (4, 2)]);
    }

    #[test]
    fn a_section_without_a_text_is_empty() {
        let markdown = "## a\n\n## b\n\n<!-- later -->\n\n## c\n\n### d\n\ne\n\n## f\n\n![g](h.png)\n\n## i\n\n- j\n\n\
                        ## k *l*\n\n### m\n\n[^1]: n\n";
        let titles: Vec<String> = empty_sections(markdown).into_iter().map(|(title, _)| title).collect();
        assert_eq!(titles, ["a", "b", "k l"]);
        assert_eq!(empty_sections("a\n\n> ## b\n\n## c\n\n<p>d</p>\n\n## e\n\n```\nf\n```\n"), []);
    }
}
