//! What a text is made of, whether it was written in HTML or in Markdown.
//!
//! In: nothing. Out: the types that the reader (`read`), the Markdown writer (`write`) and the HTML writer (`raw`) share,
//! and the form in which two texts are compared.

use super::inline::{InlineContent, Mark, Run};
use crate::base::url::percent_decode_lossy;

/// One block of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    Paragraph(Vec<Run>),
    Heading {
        level: u8,
        runs: Vec<Run>,
    },
    List {
        /// The first number, or `None` for bullets.
        start: Option<u64>,
        /// Whether the items stand apart, as paragraphs.
        loose: bool,
        items: Vec<Vec<Block>>,
    },
    Quote(Vec<Block>),
    /// Pictures in a line, and what is said of them.
    Figure {
        pictures: Vec<Run>,
        caption: Vec<Run>,
    },
    /// What opens at a click on its title.
    Details {
        is_open: bool,
        summary: Vec<Run>,
        blocks: Vec<Block>,
    },
    Code {
        language: String,
        text: String,
    },
    Rule,
    /// A table that Markdown can say: each cell one line.
    Table {
        /// Empty for a table without a head.
        head: Vec<Vec<Run>>,
        /// Each as long as the widest row.
        rows: Vec<Vec<Vec<Run>>>,
    },
    /// A table that Markdown cannot say: cells that span others or hold more than a line.
    Grid(Vec<Vec<GridCell>>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct GridCell {
    pub is_head: bool,
    pub columns: u32,
    pub rows: u32,
    pub blocks: Vec<Block>,
}

/// Takes out what may differ between two texts that say the same: how far apart list items stand, and whether a letter in
/// an address is written as `%D8%AA`.
pub(super) fn make_comparable(blocks: &mut [Block]) {
    for block in blocks {
        match block {
            Block::Paragraph(runs) | Block::Heading { runs, .. } => decode_addresses(runs),
            Block::List { loose, items, .. } => {
                *loose = false;
                items.iter_mut().for_each(|item| make_comparable(item));
            }
            Block::Quote(inner) => make_comparable(inner),
            Block::Figure { pictures, caption } => {
                decode_addresses(pictures);
                decode_addresses(caption);
            }
            Block::Details { summary, blocks, .. } => {
                decode_addresses(summary);
                make_comparable(blocks);
            }
            Block::Code { .. } | Block::Rule => {}
            Block::Table { head, rows } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| decode_addresses(cell));
            }
            Block::Grid(rows) => {
                rows.iter_mut().flatten().for_each(|cell| make_comparable(&mut cell.blocks));
            }
        }
    }
}

fn decode_addresses(runs: &mut [Run]) {
    for run in runs {
        if let InlineContent::Image(image) = &mut run.content {
            image.address = percent_decode_lossy(&image.address);
        }
        for mark in &mut run.marks {
            if let Mark::Link { address, .. } = mark {
                *address = percent_decode_lossy(address);
            }
        }
        // Decoding can change which of two marks comes first.
        run.marks.sort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_compared_as_they_are_read() {
        assert_eq!(percent_decode_lossy("/%D8%AA%d9%87/a%20b%"), "/ته/a b%");
        assert_eq!(percent_decode_lossy("ته%2"), "ته%2");
    }
}
