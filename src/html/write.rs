//! Blocks as Markdown.
//!
//! In: blocks in normal form. Out: Markdown without a blank line at either end. Text is never wrapped: a paragraph is a
//! line. Tables and captions that Markdown cannot say are written as HTML, each on one line.

use super::block::Block;
use super::escape::longest_run;
use super::inline::{Image, InlineContent, Run};
use super::raw::{details_start, raw_html};
use super::write_inline::{Place, Style, write_inline};
use crate::base::conflict::is_mark;

/// Writes blocks one after another. Of what is written as HTML, a copy is added to `kept`.
pub(super) fn write_blocks(blocks: &[Block], style: Style, kept: &mut Vec<String>) -> String {
    write_sequence(blocks, style, false, kept)
}

fn write_sequence(blocks: &[Block], style: Style, tight: bool, kept: &mut Vec<String>) -> String {
    let mut written = String::new();
    let mut previous: Option<&Block> = None;
    let mut alternate = false;
    for block in blocks {
        if let Some(previous) = previous {
            let joins = tight
                && matches!(previous, Block::Paragraph(_))
                && matches!(block, Block::List { start: None | Some(1), .. });
            written.push_str(if joins { "\n" } else { "\n\n" });
        }
        // Two lists of the same kind would grow together; another sign keeps them apart.
        alternate = !alternate && is_same_list(previous, block);
        written.push_str(&write_block(block, style, alternate, kept));
        previous = Some(block);
    }
    written
}

fn is_same_list(previous: Option<&Block>, block: &Block) -> bool {
    match (previous, block) {
        (Some(Block::List { start: one, .. }), Block::List { start: other, .. }) => one.is_some() == other.is_some(),
        _ => false,
    }
}

fn write_block(block: &Block, style: Style, alternate: bool, kept: &mut Vec<String>) -> String {
    match block {
        Block::Paragraph(runs) => write_inline(runs, style, Place::Paragraph),
        Block::Heading { level, runs } => {
            format!("{} {}", "#".repeat(usize::from(*level)), write_inline(runs, style, Place::Heading))
        }
        Block::List { start, loose, items } => write_list(*start, *loose, items, (style, alternate), kept),
        Block::Quote(inner) => {
            let inner = write_sequence(inner, style, false, kept);
            // Spaces at the end of a line are a part of code.
            let quoted = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
            inner.split('\n').map(quoted).collect::<Vec<_>>().join("\n")
        }
        Block::Figure { pictures, caption } => match titled_picture(pictures, caption) {
            Some(picture) => write_inline(&[picture], style, Place::Paragraph),
            None => write_raw(block, kept),
        },
        // A heading of the page cannot stand within another element.
        Block::Details { blocks, .. } if has_heading(blocks) => write_raw(block, kept),
        Block::Details { is_open, summary, blocks } => {
            let start = details_start(*is_open, summary);
            kept.push(start.clone());
            format!("{start}\n\n{}\n\n</details>", write_sequence(blocks, style, false, kept))
        }
        Block::Code { language, text } => write_code(language, text),
        Block::Rule => "***".to_owned(),
        Block::Table { head, rows } => write_table(head, rows, style),
        Block::Grid(_) => write_raw(block, kept),
    }
}

/// Code between fences. What looks at the margin as if git had left it there stands further in, and so do the fences: what
/// they have before them is no part of the code.
fn write_code(language: &str, text: &str) -> String {
    let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
    let code = format!("{fence}{language}\n{text}\n{fence}");
    if !text.lines().any(is_mark) {
        return code;
    }
    let further_in = |line: &str| if line.is_empty() { String::new() } else { format!(" {line}") };
    code.split('\n').map(further_in).collect::<Vec<_>>().join("\n")
}

fn write_raw(block: &Block, kept: &mut Vec<String>) -> String {
    let html = raw_html(block);
    kept.push(html.clone());
    html
}

/// One picture with a caption in plain words, as Markdown has it: the caption is its title.
fn titled_picture(pictures: &[Run], caption: &[Run]) -> Option<Run> {
    let [Run { content: InlineContent::Image(image), marks }] = pictures else { return None };
    let [Run { content: InlineContent::Text(text), marks: caption_marks }] = caption else { return None };
    let is_plain = marks.is_empty() && caption_marks.is_empty() && image.title.is_empty();
    let content = InlineContent::Image(Image { title: text.clone(), ..image.clone() });
    is_plain.then_some(Run { content, marks: Vec::new() })
}

fn has_heading(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Heading { level, .. } => *level <= 2,
        Block::Quote(inner) | Block::Details { blocks: inner, .. } => has_heading(inner),
        Block::List { items, .. } => items.iter().any(|item| has_heading(item)),
        _ => false,
    })
}

fn write_list(
    start: Option<u64>,
    loose: bool,
    items: &[Vec<Block>],
    (style, alternate): (Style, bool),
    kept: &mut Vec<String>,
) -> String {
    let fits = |pair: &[Block]| matches!(pair, [Block::Paragraph(_), Block::List { start: None | Some(1), .. }]);
    // A picture has a caption only where it is a paragraph.
    let is_box = |block: &Block| matches!(block, Block::Figure { .. } | Block::Details { .. });
    let tight = !loose && items.iter().all(|item| item.windows(2).all(fits) && !item.iter().any(is_box));
    let mut written = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let marker = match (start, alternate) {
            (None, false) => "- ".to_owned(),
            (None, true) => "+ ".to_owned(),
            // A number of ten digits is no list; the numbers of a list only have to begin right.
            (Some(first), _) => {
                let number = (first + index as u64).min(999_999_999);
                format!("{number}{} ", if alternate { ')' } else { '.' })
            }
        };
        let body = match item.as_slice() {
            // What is alone in its list is no paragraph, so the caption would not show.
            [figure @ Block::Figure { .. }] if items.len() == 1 => write_raw(figure, kept),
            _ => write_sequence(item, style, tight, kept),
        };
        let indent = " ".repeat(marker.len());
        let lines = body.split('\n').enumerate().map(|(number, line)| match (number, line) {
            (0, _) => format!("{marker}{line}"),
            (_, "") => String::new(),
            _ => format!("{indent}{line}"),
        });
        written.push(lines.collect::<Vec<_>>().join("\n"));
    }
    written.join(if tight { "\n" } else { "\n\n" })
}

fn write_table(head: &[Vec<Run>], rows: &[Vec<Vec<Run>>], style: Style) -> String {
    let width = rows.first().map_or(head.len(), Vec::len);
    let line = |cells: &[Vec<Run>]| {
        let mut line = String::from("|");
        for index in 0..width {
            let cell = cells.get(index).map(|runs| write_inline(runs, style, Place::Cell)).unwrap_or_default();
            line.push_str(&if cell.is_empty() { "  |".to_owned() } else { format!(" {cell} |") });
        }
        line
    };
    let mut lines = vec![line(head), format!("|{}", " --- |".repeat(width))];
    lines.extend(rows.iter().map(|row| line(row)));
    lines.join("\n")
}
