//! An account of a post: what became of what it shows and no file has as it was.
//!
//! Each step that leaves something out, or says it in another way, adds to the account. The ledger reads it to tell what is
//! missing without a reason, the report to say the reasons. Nothing is decided here.

use serde::Serialize;

use crate::html::{Dropped, Note};

/// The reason of words over the columns of tables that became sections.
pub(super) const TABLE_HEADER: &str = sentence!("header of a table that became sections");
/// The reason of numbers and signs before names and labels, which no title has.
pub(super) const MARK: &str = sentence!("number or sign of a heading or label");

/// What was left out of a post, or changed.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Accounting {
    /// What nobody sees.
    pub dropped: Vec<Dropped>,
    /// What could not be taken over as it was.
    pub notes: Vec<Note>,
    /// Blocks that stay HTML.
    pub kept_html: Vec<String>,
    /// How many links to a note became a footnote.
    pub footnotes: usize,
    /// Words of the text.
    pub words: Vec<LeftOut>,
    /// Words that stand in no text: in fields, on buttons, in frames.
    pub said: Vec<LeftOut>,
    /// Addresses that the post leads to, or shows.
    pub addresses: Vec<LeftOut>,
}

/// Something that is left out for a reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct LeftOut {
    /// The reason, for the report.
    pub reason: &'static str,
    /// The words or the address.
    pub text: String,
}

impl LeftOut {
    /// Each text, left out for one reason.
    pub fn all(reason: &'static str, texts: impl IntoIterator<Item = String>) -> impl Iterator<Item = Self> {
        texts.into_iter().map(move |text| Self { reason, text })
    }
}

impl Accounting {
    /// Adds the account of a part of the post.
    pub fn add(&mut self, part: Self) {
        self.dropped.extend(part.dropped);
        self.notes.extend(part.notes);
        self.kept_html.extend(part.kept_html);
        self.footnotes += part.footnotes;
        self.words.extend(part.words);
        self.said.extend(part.said);
        self.addresses.extend(part.addresses);
    }
}

/// What became of the words of a post, and what is missing.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Balance {
    /// How many words the post shows.
    pub words: usize,
    /// How many of them the files show.
    pub words_written: usize,
    /// What is in neither the files nor the account, sorted: there must be nothing.
    pub losses: Vec<Loss>,
}

/// Something of the source that is in no file and has no reason.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "what", content = "text", rename_all = "lowercase")]
pub enum Loss {
    /// A word, as often as it is missing.
    Word(String),
    /// The address of a link.
    Link(String),
    /// The address of a picture.
    Image(String),
}

/// What of a post's structure was given up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct GivenUp {
    /// How much.
    pub what: Structure,
    /// What the post would have lost with it.
    pub losses: Vec<Loss>,
}

/// The parts of a post's structure that can be given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Structure {
    /// The post is one article.
    Cities,
    /// It is an article of plain paragraphs.
    Blocks,
}
