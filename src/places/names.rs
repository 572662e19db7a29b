//! A list of places, asked by names as people write them.
//!
//! Comes in: a name; goes out: what the list says of it.

use super::sorted_lines::SortedLines;

/// A list by the keys of names.
pub(super) struct Names {
    lines: SortedLines,
    key: fn(&str) -> String,
}

impl Names {
    /// The text of a list (see [`SortedLines`]), and what makes the key of a name.
    pub(super) const fn new(text: &'static str, key: fn(&str) -> String) -> Self {
        Self { lines: SortedLines::new(text), key }
    }

    /// What the list says of a name.
    pub(super) fn find(&self, name: &str) -> Option<&'static str> {
        self.lines.find(&(self.key)(name))
    }

    /// All lines in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.lines.lines()
    }
}
