//! The parts of a rendered body, changed one by one.
//!
//! In: a body, and what becomes of each part. Out: the body of the changed parts.

use super::render::{PIECES_OF_SECTION, ROOM_FOR_HOLES, Rendered};

/// What a part of a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The id of a section.
    Id,
    /// The heading of a section.
    Heading,
    /// The lead, the rest of a section, or the notes.
    Text,
}

impl Rendered {
    /// The same with what `change` appends for each of its parts.
    pub(super) fn changed(self, mut change: impl FnMut(Part, &str, &mut String)) -> Self {
        let mut html = String::with_capacity(self.html.len() + ROOM_FOR_HOLES);
        let mut ends = Vec::with_capacity(self.ends.len());
        for index in 0..self.ends.len() {
            let part = match index % PIECES_OF_SECTION {
                1 if index + 1 < self.ends.len() => Part::Id,
                2 => Part::Heading,
                _ => Part::Text,
            };
            change(part, self.piece(index), &mut html);
            ends.push(html.len());
        }
        Self { html, ends }
    }
}
