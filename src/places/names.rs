//! A list of places, asked by names as people write them.
//!
//! Comes in: a name; goes out: what the list says of it.

use std::sync::LazyLock;

use super::sorted_lines::SortedLines;
use crate::base::once_map::OnceMap;

/// How many names a library has, about: the countries of its cases, and most of their cities.
const USUAL: usize = 1024;

/// How many bytes a name has at most that is worth knowing: an import asks for whole headings, too.
const LONGEST: usize = 100;

/// A list by the keys of names, and the names that were asked for: most are asked for again by the next case.
pub(super) struct Names {
    lines: SortedLines,
    key: fn(&str) -> String,
    known: LazyLock<OnceMap<String, Option<&'static str>>>,
}

impl Names {
    /// The text of a list (see [`SortedLines`]), and what makes the key of a name.
    pub(super) const fn new(text: &'static str, key: fn(&str) -> String) -> Self {
        Self { lines: SortedLines::new(text), key, known: LazyLock::new(|| OnceMap::for_about(USUAL)) }
    }

    /// What the list says of a name.
    pub(super) fn find(&self, name: &str) -> Option<&'static str> {
        let find = || self.lines.find(&(self.key)(name));
        if name.len() > LONGEST { find() } else { self.known.get(name, find) }
    }

    /// All lines in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.lines.lines()
    }
}
