//! WebP files (RFC 9649): their chunks, without decoding.

use super::{Broken, Format, Header, exif};

/// In the flags of `VP8X`: EXIF data, XMP data, an animation.
const EXIF_FLAG: u8 = 0x08;
const XMP_FLAG: u8 = 0x04;
const ANIMATION_FLAG: u8 = 0x02;

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}

/// Reads the chunks; what stands behind the last one is left out.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Broken> {
    let size = little(bytes, 4, 4).and_then(|size| usize::try_from(size).ok()).ok_or(Broken::CutOff)?;
    let whole = bytes.get(12..size.checked_add(8).ok_or(Broken::Damaged)?).ok_or(Broken::CutOff)?;
    let mut stripped = b"RIFF\0\0\0\0WEBP".to_vec();
    let (mut orientation, mut is_animated) = (1, false);
    let (mut canvas, mut frame) = (None, None);
    let mut at = 0;
    while at < whole.len() {
        let length = little(whole, at + 4, 4).and_then(|length| usize::try_from(length).ok()).ok_or(Broken::Damaged)?;
        let end = at.checked_add(8).and_then(|end| end.checked_add(length)).ok_or(Broken::Damaged)?;
        let data = whole.get(at + 8..end).ok_or(Broken::Damaged)?;
        let name = &whole[at..at + 4];
        match name {
            b"VP8X" => {
                is_animated = data.first().is_some_and(|flags| flags & ANIMATION_FLAG != 0);
                canvas = little(data, 4, 3).zip(little(data, 7, 3)).map(|(width, height)| (width + 1, height + 1));
            }
            b"VP8 " => frame = frame.or(lossy_dimensions(data)),
            b"VP8L" => frame = frame.or(lossless_dimensions(data)),
            // Some writers put JPEG's prefix before it.
            b"EXIF" => orientation = exif::orientation(data.strip_prefix(b"Exif\0\0").unwrap_or(data)),
            _ => {}
        }
        // Chunks of unknown names are somebody's notes.
        if matches!(name, b"VP8X" | b"VP8 " | b"VP8L" | b"ICCP" | b"ANIM" | b"ANMF" | b"ALPH") {
            let start = stripped.len();
            stripped.extend(&whole[at..end]);
            if let Some(flags) = stripped.get_mut(start + 8).filter(|_| name == b"VP8X") {
                *flags &= !(EXIF_FLAG | XMP_FLAG);
            }
            if length % 2 == 1 {
                stripped.push(0);
            }
        }
        at = end + length % 2;
    }
    // A picture that does not move fills its canvas. Else it would be decoded in another size than the one looked at.
    if !is_animated && canvas.is_some() && canvas != frame {
        return Err(Broken::Damaged);
    }
    let (width, height) =
        canvas.or(frame).filter(|(width, height)| *width > 0 && *height > 0).ok_or(Broken::Damaged)?;
    let size = u32::try_from(stripped.len() - 8).map_err(|_| Broken::Damaged)?;
    stripped[4..8].copy_from_slice(&size.to_le_bytes());
    let orientation = if is_animated { 1 } else { orientation };
    let (width, height) = (Some(width), Some(height));
    Ok(Header { format: Format::Webp, width, height, orientation, is_kept: is_animated, stripped })
}

fn lossy_dimensions(data: &[u8]) -> Option<(u32, u32)> {
    const FOURTEEN_BITS: u32 = 0x3fff;
    (data.get(3..6)? == b"\x9d\x01\x2a")
        .then(|| Some((little(data, 6, 2)? & FOURTEEN_BITS, little(data, 8, 2)? & FOURTEEN_BITS)))?
}

fn lossless_dimensions(data: &[u8]) -> Option<(u32, u32)> {
    const FOURTEEN_BITS: u32 = 0x3fff;
    let bits = little(data, 1, 4).filter(|_| data.first() == Some(&0x2f))?;
    Some(((bits & FOURTEEN_BITS) + 1, (bits >> 14 & FOURTEEN_BITS) + 1))
}
