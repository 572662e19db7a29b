//! PNG files (W3C, third edition): their chunks, without decoding.

use super::{Broken, Format, Header, exif, u32_at};

pub(super) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that tell about people, places and times, not about the picture.
const TELLING: [&[u8]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"];

/// Reads the chunks up to the end chunk; what stands behind it is left out.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Broken> {
    let (width, height) = u32_at(bytes, 16).zip(u32_at(bytes, 20)).ok_or(Broken::CutOff)?;
    if bytes.get(12..16) != Some(b"IHDR") || width == 0 || height == 0 {
        return Err(Broken::Damaged);
    }
    let mut stripped = SIGNATURE.to_vec();
    let (mut orientation, mut is_animated) = (1, false);
    let mut at = SIGNATURE.len();
    loop {
        let length = u32_at(bytes, at).and_then(|length| usize::try_from(length).ok()).ok_or(Broken::CutOff)?;
        // Length, name, data and checksum.
        let end = at.checked_add(12).and_then(|end| end.checked_add(length)).ok_or(Broken::Damaged)?;
        let chunk = bytes.get(at..end).ok_or(Broken::CutOff)?;
        let (name, data) = (&chunk[4..8], &chunk[8..8 + length]);
        match name {
            b"eXIf" => orientation = exif::orientation(data),
            b"acTL" => is_animated = true,
            _ => {}
        }
        if !TELLING.contains(&name) {
            stripped.extend(chunk);
        }
        if name == b"IEND" {
            break;
        }
        at = end;
    }
    let (width, height) = (Some(width), Some(height));
    // Of an animation the page shows what browsers show: without EXIF it is not turned.
    let orientation = if is_animated { 1 } else { orientation };
    Ok(Header { format: Format::Png, width, height, orientation, is_kept: is_animated, stripped })
}
