//! Bytes into text, piece by piece: what stands between a file of any size and the XML reader.
//!
//! Comes in: bytes from anywhere; goes out: bytes that are UTF-8 without control characters, and the number of the line
//! that is being read. What was mended is counted, so that it can be told. It holds one piece at a time, never the whole.

use std::io::{self, BufRead, Read};

/// What had to be mended, with the line where it was first met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Mended {
    /// Pieces that are not UTF-8 and became `U+FFFD`: how many, and the line of the first.
    pub not_text: Option<(usize, usize)>,
    /// Control characters that XML forbids and that were left out: how many, and the line of the first.
    pub control: Option<(usize, usize)>,
}

/// A reader whose bytes are clean UTF-8.
pub(super) struct TextStream<R> {
    inner: R,
    /// The clean piece that is being read, and how much of it was read.
    piece: Vec<u8>,
    read: usize,
    /// The first bytes of a character whose rest is in the next piece.
    rest: Vec<u8>,
    line: usize,
    /// The line on which the piece ends.
    piece_line: usize,
    mended: Mended,
}

impl<R: BufRead> TextStream<R> {
    /// Reads what `inner` holds.
    pub fn new(inner: R) -> Self {
        Self { inner, piece: Vec::new(), read: 0, rest: Vec::new(), line: 1, piece_line: 1, mended: Mended::default() }
    }

    /// The line up to which was read, from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// What was mended so far.
    pub fn mended(&self) -> Mended {
        self.mended
    }

    /// Reads the next piece; leaves it empty at the end.
    fn refill(&mut self) -> io::Result<()> {
        self.piece.clear();
        self.read = 0;
        while self.piece.is_empty() {
            let mut bytes = std::mem::take(&mut self.rest);
            let available = self.inner.fill_buf()?;
            let count = available.len();
            bytes.extend_from_slice(available);
            self.inner.consume(count);
            if bytes.is_empty() {
                break;
            }
            self.mend(&bytes, count == 0);
        }
        Ok(())
    }

    fn mend(&mut self, bytes: &[u8], is_end: bool) {
        let mut chunks = bytes.utf8_chunks().peekable();
        while let Some(chunk) = chunks.next() {
            self.push(chunk.valid());
            let invalid = chunk.invalid();
            // The beginning of a character at the end of a piece may be completed by the next one.
            if chunks.peek().is_none() && !is_end && is_beginning(invalid) {
                self.rest.extend_from_slice(invalid);
            } else if !invalid.is_empty() {
                count(&mut self.mended.not_text, self.piece_line);
                self.piece.extend_from_slice("\u{fffd}".as_bytes());
            }
        }
    }

    fn push(&mut self, text: &str) {
        for part in text.split_inclusive(is_forbidden) {
            // At most the last character of a part is a forbidden one; all of those are one byte long.
            let forbidden = usize::from(part.ends_with(is_forbidden));
            let clean = &part[..part.len() - forbidden];
            self.piece.extend_from_slice(clean.as_bytes());
            self.piece_line += clean.bytes().filter(|byte| *byte == b'\n').count();
            if forbidden > 0 {
                count(&mut self.mended.control, self.piece_line);
            }
        }
    }
}

/// The control characters that XML 1.0 forbids, and `DEL`, which no reader sees either.
fn is_forbidden(character: char) -> bool {
    character.is_ascii_control() && !matches!(character, '\t' | '\n' | '\r')
}

fn count(counted: &mut Option<(usize, usize)>, line: usize) {
    let (number, first) = counted.unwrap_or((0, line));
    *counted = Some((number + 1, first));
}

/// Could more bytes make these a character?
fn is_beginning(bytes: &[u8]) -> bool {
    !bytes.is_empty() && std::str::from_utf8(bytes).is_err_and(|error| error.error_len().is_none())
}

impl<R: BufRead> BufRead for TextStream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.read == self.piece.len() {
            self.refill()?;
        }
        Ok(&self.piece[self.read..])
    }

    fn consume(&mut self, amount: usize) {
        let end = (self.read + amount).min(self.piece.len());
        self.line += self.piece[self.read..end].iter().filter(|byte| **byte == b'\n').count();
        self.read = end;
    }
}

impl<R: BufRead> Read for TextStream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(buffer.len());
        buffer[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    fn read(bytes: &[u8], capacity: usize) -> (String, usize, Mended) {
        let mut stream = TextStream::new(BufReader::with_capacity(capacity, bytes));
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        (text, stream.line(), stream.mended())
    }

    #[test]
    fn characters_are_whole_wherever_the_pieces_end() {
        let text = "Medellín\nشهر خلاق 🌍\n";
        for capacity in 1..9 {
            assert_eq!(read(text.as_bytes(), capacity), (text.to_owned(), 3, Mended::default()));
        }
    }

    #[test]
    fn what_is_no_text_is_mended_and_counted() {
        for capacity in 1..9 {
            let (text, _, mended) = read(b"a\0b\n\xff\xe2\x82c\n\x0b\xe2", capacity);
            assert_eq!(text, "ab\n\u{fffd}\u{fffd}c\n\u{fffd}", "{capacity}");
            assert_eq!(mended, Mended { not_text: Some((3, 2)), control: Some((2, 1)) });
        }
    }
}
