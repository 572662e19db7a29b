//! What blocks show, whatever their structure: words, links and pictures.
//!
//! In: blocks. Out: what a plainer form of them has to keep.

use super::block::{Block, make_comparable};
use super::inline::{Image, InlineContent, Mark, Run};
use super::text::is_blank_text;
use super::to_markdown::{Note, NoteKind};
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

/// The text of blocks; what stands in different blocks or cells is on different lines.
pub(super) fn text_of(blocks: &[Block]) -> String {
    let mut shown = Shown::default();
    shown.add(blocks);
    shown.text
}

/// The first words of a text, by which an editor finds it.
pub(super) fn beginning(text: &str) -> String {
    text.split_whitespace().take(8).collect::<Vec<_>>().join(" ")
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
                Block::Figure { pictures, caption } => {
                    self.add_line(pictures);
                    self.add_line(caption);
                }
                Block::Details { summary, blocks, .. } => {
                    self.add_line(summary);
                    self.add(blocks);
                }
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
                InlineContent::Text(text) | InlineContent::Code(text) => text,
                InlineContent::Break => "\n",
                InlineContent::Image(image) => {
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

/// What takes place on a page: neither white space nor control characters nor marks without width.
fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().filter(|letter| !letter.is_control() && !is_blank_text(letter.encode_utf8(&mut [0; 4])))
}

/// Whether `shown` has the words of `wanted`, each as often as it is there. Words that a note tells need not be shown, and
/// where it tells none, the order is the same.
pub(super) fn has_all_words(wanted: &str, shown: &str, notes: &[Note]) -> bool {
    if wanted.split_whitespace().eq(shown.split_whitespace()) {
        return true;
    }
    // A film gets a label, a picture without an address its description, and a drawing has its words in the note.
    let is_moved = |note: &Note| matches!(note.what, NoteKind::Embedded | NoteKind::NoAddress | NoteKind::NotShown);
    if !notes.iter().any(is_moved) && !letters(wanted).eq(letters(shown)) {
        return false;
    }
    let noted = notes.iter().filter(|note| note.what == NoteKind::NotShown).map(|note| note.text.as_str());
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
