//! Text with a name, and places in it.
//!
//! Comes in: the text of a file and its path relative to the site's root; goes out: lines, columns and the text of a line.
//! Offsets are bytes; lines and columns count from 1, columns in characters, as editors show them.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The text of a file together with the name that messages give it.
#[derive(Debug)]
pub struct SourceFile {
    path: String,
    text: String,
    /// Where each line begins; found out for the first place that a message shows.
    line_starts: OnceLock<Vec<usize>>,
}

impl PartialEq for SourceFile {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for SourceFile {}

/// A line and a column, both from 1. The column counts characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl SourceFile {
    /// Names a text. `path` is relative to the site's root and written with `/` on every system.
    #[must_use]
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into(), line_starts: OnceLock::new() })
    }

    /// The name for messages.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a byte offset stands. An offset beyond the end, or inside a character, is moved back to the nearest place
    /// that exists.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_boundary(&self.text, offset);
        let starts = self.line_starts.get_or_init(|| {
            std::iter::once(0).chain(self.text.match_indices('\n').map(|(newline, _)| newline + 1)).collect()
        });
        let line = starts.partition_point(|start| *start <= offset);
        let start = line.checked_sub(1).map_or(0, |before| starts[before]);
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The byte offset of a line and a column; the end of the text where there is no such place.
    #[must_use]
    pub fn offset(&self, position: Position) -> usize {
        let mut line_start = 0;
        for _ in 1..position.line {
            match self.text[line_start..].find('\n') {
                Some(newline) => line_start += newline + 1,
                None => return self.text.len(),
            }
        }
        let line = self.text[line_start..].split('\n').next().unwrap_or_default();
        let column = line.char_indices().nth(position.column.saturating_sub(1)).map_or(line.len(), |(index, _)| index);
        line_start + column
    }
}

fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// A stretch of a source file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<SourceFile>,
    /// The bytes.
    pub span: Range<usize>,
}

impl Place {
    /// A stretch of a file; offsets that lie outside the text, or inside a character, are moved to the nearest place.
    #[must_use]
    pub fn new(source: &Arc<SourceFile>, span: Range<usize>) -> Self {
        let start = floor_boundary(source.text(), span.start);
        let end = floor_boundary(source.text(), span.end).max(start);
        Self { source: Arc::clone(source), span: start..end }
    }

    /// The file as a whole, for problems that no line of it shows.
    #[must_use]
    pub fn start_of(source: &Arc<SourceFile>) -> Self {
        Self::new(source, 0..0)
    }

    /// A file as a whole, where nothing but its name is at hand.
    #[must_use]
    pub fn of_file(path: impl Into<String>) -> Self {
        Self::start_of(&SourceFile::new(path, ""))
    }

    /// The words of the stretch.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text().get(self.span.clone()).unwrap_or_default()
    }

    /// Where the stretch begins.
    #[must_use]
    pub fn position(&self) -> Position {
        self.source.position(self.span.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let source = SourceFile::new("a.md", "one\nشهر خلاق\n");
        let offset = source.text().find("خلاق").unwrap();
        let position = source.position(offset);
        assert_eq!(position, Position { line: 2, column: 5 });
        assert_eq!(source.offset(position), offset);
    }

    #[test]
    fn places_outside_the_text_are_moved_to_its_end() {
        let source = SourceFile::new("a.md", "é");
        assert_eq!(Place::new(&source, 1..9).span, 0..2);
        assert_eq!(source.offset(Position { line: 4, column: 1 }), 2);
    }
}
