//! What blocks show, whatever their structure: words, links and pictures.
//!
//! In: blocks. Out: what a plainer form of them has to keep.

use super::block::{Block, make_comparable};
use super::inline::{Content, Image, Mark, Run};
use std::collections::BTreeMap;

/// What blocks show.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Shown {
    /// The text; what stands in different blocks or cells is on different lines.
    pub text: String,
    /// For each address, with its title, the letters that lead to it.
    links: BTreeMap<(String, String), String>,
    pictures: Vec<Image>,
}

impl Shown {
    /// What these blocks show.
    pub fn of(blocks: &[Block]) -> Self {
        let mut shown = Self::default();
        let mut blocks = blocks.to_vec();
        make_comparable(&mut blocks);
        shown.add(&blocks);
        shown
    }

    /// Whether both show the same words in the same order, with the same links, and the same pictures.
    pub fn is_same(&self, other: &Self) -> bool {
        self.text.split_whitespace().eq(other.text.split_whitespace())
            && self.links == other.links
            && self.pictures == other.pictures
    }

    fn add(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(runs) | Block::Heading { runs, .. } => self.add_line(runs),
                Block::List { items, .. } => items.iter().for_each(|item| self.add(item)),
                Block::Quote(inner) => self.add(inner),
                Block::Code { text, .. } => self.add_text(text),
                Block::Rule => {}
                Block::Table { head, rows } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.add_line(cell));
                }
                Block::Grid(rows) => rows.iter().flatten().for_each(|cell| self.add(&cell.blocks)),
            }
            self.text.push('\n');
        }
    }

    fn add_text(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
    }

    fn add_line(&mut self, runs: &[Run]) {
        for run in runs {
            let text = match &run.content {
                Content::Text(text) | Content::Code(text) => text,
                Content::Break => "\n",
                Content::Image(image) => {
                    self.pictures.push(image.clone());
                    ""
                }
            };
            self.text.push_str(text);
            let letters = text.chars().filter(|character| !character.is_whitespace());
            for mark in &run.marks {
                if let Mark::Link { address, title } = mark {
                    self.links.entry((address.clone(), title.clone())).or_default().extend(letters.clone());
                }
            }
        }
        self.text.push('\n');
    }
}

/// Runs of letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Whether each word of `wanted` is in one of the others, as often as it is there.
pub(super) fn has_all_words<'a>(wanted: &'a str, shown: &'a str, noted: impl Iterator<Item = &'a str>) -> bool {
    if wanted.split_whitespace().eq(shown.split_whitespace()) {
        return true;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words(shown).chain(noted.flat_map(words)) {
        *counts.entry(word).or_default() += 1;
    }
    words(wanted).all(|word| match counts.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    })
}
