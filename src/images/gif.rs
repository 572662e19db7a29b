//! GIF files (GIF89a): their blocks, without decoding. They are published as they are, animations as well as others: a GIF
//! that does not move is small, or it should have been a PNG.

use super::{Broken, Format, Header};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2c;
const TRAILER: u8 = 0x3b;
const COMMENT: u8 = 0xfe;
const APPLICATION: u8 = 0xff;

/// Reads the blocks; comments and the notes of applications are left out, but for those that say how often to repeat.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Broken> {
    let side = |at: usize| -> Option<u32> { Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into()) };
    let (width, height) = side(6).zip(side(8)).ok_or(Broken::CutOff)?;
    let mut at = 13 + color_table(*bytes.get(10).ok_or(Broken::CutOff)?);
    let mut stripped = bytes.get(..at).ok_or(Broken::CutOff)?.to_vec();
    loop {
        let start = at;
        match *bytes.get(at).ok_or(Broken::CutOff)? {
            TRAILER => {
                stripped.push(TRAILER);
                break;
            }
            EXTENSION => {
                let label = *bytes.get(at + 1).ok_or(Broken::CutOff)?;
                at = end_of_blocks(bytes, at + 2)?;
                let name = bytes.get(start + 3..start + 14).unwrap_or_default();
                let is_note =
                    label == COMMENT || label == APPLICATION && !matches!(name, b"NETSCAPE2.0" | b"ANIMEXTS1.0");
                if is_note {
                    continue;
                }
            }
            IMAGE => {
                let table = color_table(*bytes.get(at + 9).ok_or(Broken::CutOff)?);
                at = end_of_blocks(bytes, at + 10 + table + 1)?;
            }
            _ => return Err(Broken::Damaged),
        }
        stripped.extend(&bytes[start..at]);
    }
    let (width, height) = (Some(width), Some(height));
    Ok(Header { format: Format::Gif, width, height, orientation: 1, is_kept: true, stripped })
}

/// The length of the colour table that some flags announce.
fn color_table(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Behind a row of blocks, each with its length before it, that ends with one of length nought.
fn end_of_blocks(bytes: &[u8], start: usize) -> Result<usize, Broken> {
    let mut at = start;
    loop {
        let length = usize::from(*bytes.get(at).ok_or(Broken::CutOff)?);
        at += 1 + length;
        if length == 0 {
            return Ok(at);
        }
    }
}
