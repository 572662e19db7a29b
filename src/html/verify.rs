//! Blocks as Markdown that reads as they do.
//!
//! In: blocks. Out: their Markdown, which was rendered, read again and compared. Each step is plainer than the one before,
//! and the first that reads the same is taken: Markdown with one or another sign for emphasis, HTML, what a browser makes of
//! that HTML, and at last paragraphs of the words, links and pictures.

use super::block::{Block, make_comparable};
use super::dialect::markdown_options;
use super::inline::{InlineContent, Mark, Run, is_blank, normalise};
use super::parse::parse_fragment;
use super::raw::raw_html;
use super::read::Reader;
use super::shown::{Shown, beginning};
use super::to_markdown::MarkdownOptions;
use super::write::write_blocks;
use super::write_inline::Style;
use pulldown_cmark::{Parser, html};

/// How often HTML is read again until it stays the same.
const READINGS: usize = 3;

/// Blocks as they were written.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    pub markdown: String,
    /// The parts of it that are HTML.
    pub kept_html: Vec<String>,
    /// How a group of blocks begins whose structure could not be kept.
    pub given_up: Option<String>,
}

/// Writes the blocks in the first way that reads as they do.
pub(super) fn write_verified(blocks: &[Block]) -> Written {
    if let Some(written) = as_they_are(blocks) {
        return written;
    }
    let shown = Shown::of(blocks);
    let given_up = Some(beginning(&shown.text));
    // HTML itself cannot hold some of what a broken source nests; what it makes of that is the next best.
    let mut settled = blocks.to_vec();
    for _ in 0..READINGS {
        settled = read_html(&all_raw(&settled).concat());
        if !Shown::of(&settled).is_same(&shown) {
            break;
        }
        if let Some(written) = as_they_are(&settled) {
            return Written { given_up, ..written };
        }
    }
    let mut plain = Vec::new();
    flatten(blocks, &mut plain);
    let written: Vec<Written> = plain.into_iter().map(paragraph).collect();
    Written {
        markdown: written.iter().map(|one| one.markdown.as_str()).collect::<Vec<_>>().join("\n\n"),
        kept_html: written.into_iter().flat_map(|one| one.kept_html).collect(),
        given_up,
    }
}

/// The blocks as Markdown or HTML, if one of them reads as they do.
fn as_they_are(blocks: &[Block]) -> Option<Written> {
    for style in [Style::Asterisk, Style::Underscore, Style::Html] {
        let mut kept_html = Vec::new();
        let markdown = write_blocks(blocks, style, &mut kept_html);
        if reads_as(&markdown, blocks) {
            return Some(Written { markdown, kept_html, given_up: None });
        }
    }
    let kept_html = all_raw(blocks);
    let markdown = kept_html.join("\n\n");
    reads_as(&markdown, blocks).then_some(Written { markdown, kept_html, given_up: None })
}

fn all_raw(blocks: &[Block]) -> Vec<String> {
    blocks.iter().map(raw_html).collect()
}

/// A paragraph with its marks, else with no more than its links, else as HTML whatever that reads as.
fn paragraph(runs: Vec<Run>) -> Written {
    let marked = [Block::Paragraph(runs.clone())];
    let bare = runs.into_iter().map(|mut run| {
        run.marks.retain(|mark| matches!(mark, Mark::Link { .. }));
        run
    });
    let bare = [Block::Paragraph(normalise(bare.collect()))];
    as_they_are(&marked).or_else(|| as_they_are(&bare)).unwrap_or_else(|| {
        let kept_html = all_raw(&bare);
        Written { markdown: kept_html.concat(), kept_html, given_up: None }
    })
}

/// The lines of the blocks, without what holds them.
fn flatten(blocks: &[Block], lines: &mut Vec<Vec<Run>>) {
    for block in blocks {
        match block {
            Block::Paragraph(runs) | Block::Heading { runs, .. } => lines.push(runs.clone()),
            Block::List { items, .. } => items.iter().for_each(|item| flatten(item, lines)),
            Block::Quote(inner) => flatten(inner, lines),
            Block::Figure { pictures, caption } => lines.extend([pictures.clone(), caption.clone()]),
            Block::Details { summary, blocks, .. } => {
                lines.push(summary.clone());
                flatten(blocks, lines);
            }
            Block::Code { text, .. } => {
                let line = |line: &str| Run { content: InlineContent::Text(line.to_owned()), marks: Vec::new() };
                lines.extend(text.lines().map(|text| normalise(vec![line(text)])));
            }
            Block::Rule => {}
            Block::Table { head, rows } => lines.extend(head.iter().chain(rows.iter().flatten()).cloned()),
            Block::Grid(rows) => rows.iter().flatten().for_each(|cell| flatten(&cell.blocks, lines)),
        }
    }
    lines.retain(|line| !is_blank(line));
}

/// Whether the Markdown, rendered and read again, is these blocks.
pub(super) fn reads_as(markdown: &str, blocks: &[Block]) -> bool {
    let mut read = read_markdown(markdown);
    let mut expected = blocks.to_vec();
    make_comparable(&mut read);
    make_comparable(&mut expected);
    read == expected
}

/// Whether the Markdown, rendered and read again, shows what these blocks show.
pub(super) fn shows_as(markdown: &str, blocks: &[Block]) -> bool {
    Shown::of(&read_markdown(markdown)).is_same(&Shown::of(blocks))
}

fn read_markdown(markdown: &str) -> Vec<Block> {
    let mut rendered = String::new();
    html::push_html(&mut rendered, Parser::new_ext(markdown, markdown_options()));
    read_html(&rendered)
}

fn read_html(html: &str) -> Vec<Block> {
    let document = parse_fragment(html).document;
    let mut reader = Reader { document: &document, options: MarkdownOptions::default(), notes: Vec::new() };
    reader.blocks(&[document.root()], &[])
}

#[cfg(test)]
mod tests {
    use super::super::inline::Image;
    use super::*;

    fn run(text: &str, marks: &[Mark]) -> Run {
        Run { content: InlineContent::Text(text.to_owned()), marks: marks.to_vec() }
    }

    #[test]
    fn what_html_reads_otherwise_is_written_as_html_reads_it() {
        let heading = Block::Heading { level: 2, runs: vec![run("Water & fish", &[Mark::Strong])] };
        let written = write_verified(&[heading]);
        assert_eq!((written.markdown.as_str(), written.given_up.as_deref()), ("## Water & fish", Some("Water & fish")));
    }

    #[test]
    fn what_html_cannot_hold_becomes_paragraphs_with_all_words_links_and_pictures() {
        let unseen = Mark::Html { name: "title".to_owned(), attributes: Vec::new() };
        let link = Mark::Link { address: "/x".to_owned(), title: String::new() };
        let image = Image { address: "y.jpg".to_owned(), alt: "z".to_owned(), title: String::new() };
        let picture = Run { content: InlineContent::Image(image), marks: Vec::new() };
        let item =
            vec![Block::Paragraph(vec![run("a ", &[]), run("b", &[unseen, link])]), Block::Paragraph(vec![picture])];
        let list = Block::List { start: None, loose: true, items: vec![item] };
        let code = Block::Code { language: String::new(), text: "c\n  *d*".to_owned() };
        let written = write_verified(&[Block::Quote(vec![list, code])]);
        assert_eq!(written.markdown, "a [b](/x)\n\n![z](y.jpg)\n\nc\n\n\\*d\\*");
        assert_eq!(written.given_up.as_deref(), Some("a b c *d*"));
    }
}
