//! Blocks as Markdown.
//!
//! In: blocks in normal form. Out: Markdown without a blank line at either end. Text is never wrapped: a paragraph is a
//! line. Tables that Markdown cannot say are written as HTML, each on one line.

use super::block::Block;
use super::escape::longest_run;
use super::inline::Run;
use super::raw::raw_html;
use super::write_inline::{Place, Style, write_inline};

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
        Block::Code { language, text } => {
            let fence = "`".repeat(longest_run(text, '`').max(2) + 1);
            format!("{fence}{language}\n{text}\n{fence}")
        }
        Block::Rule => "***".to_owned(),
        Block::Table { head, rows } => write_table(head, rows, style),
        Block::Grid(_) => {
            let html = raw_html(block);
            kept.push(html.clone());
            html
        }
    }
}

fn write_list(
    start: Option<u64>,
    loose: bool,
    items: &[Vec<Block>],
    (style, alternate): (Style, bool),
    kept: &mut Vec<String>,
) -> String {
    let fits = |pair: &[Block]| matches!(pair, [Block::Paragraph(_), Block::List { start: None | Some(1), .. }]);
    let tight = !loose && items.iter().all(|item| item.windows(2).all(fits));
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
        let body = write_sequence(item, style, tight, kept);
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
