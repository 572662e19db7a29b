//! JPEG files (ITU T.81): their segments, without decoding.

use super::{Broken, Format, Header, exif, u16_at};

const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;
const APP15: u8 = 0xef;
const COMMENT: u8 = 0xfe;

/// What the frame header says.
struct Frame {
    marker: u8,
    width: u32,
    height: u32,
    components: u8,
}

/// Reads the segments; where a frame is missing or the file ends before its end marker, it is broken. What stands behind
/// the end marker (cameras hide further pictures there) is left out.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Broken> {
    let mut stripped = vec![0xff, 0xd8];
    let mut frame: Option<Frame> = None;
    let mut orientation = 1;
    let mut first_scan_components = None;
    let mut at = 2;
    loop {
        let marker = next_marker(bytes, &mut at)?;
        if marker == END {
            stripped.extend([0xff, END]);
            break;
        }
        if matches!(marker, 0x01 | 0xd0..=0xd7) {
            continue;
        }
        let length = usize::from(u16_at(bytes, at).ok_or(Broken::CutOff)?);
        let data = bytes.get(at + 2..at + length.max(2)).ok_or(Broken::CutOff)?;
        if is_frame(marker) {
            // A picture has one frame; of two, each reader takes another one.
            if frame.is_some() {
                return Err(Broken::Damaged);
            }
            let (Some(height), Some(width), Some(components)) = (u16_at(data, 1), u16_at(data, 3), data.get(5)) else {
                return Err(Broken::Damaged);
            };
            frame = Some(Frame { marker, width: width.into(), height: height.into(), components: *components });
        }
        if let Some(tiff) = data.strip_prefix(b"Exif\0\0").filter(|_| marker == APP1) {
            orientation = exif::orientation(tiff);
        }
        let mut end = at + length.max(2);
        if marker == SCAN {
            first_scan_components.get_or_insert(data.first().copied().unwrap_or_default());
            end = end_of_scan(bytes, end);
        }
        if is_kept(marker, data) {
            stripped.extend([0xff, marker]);
            stripped.extend(bytes.get(at..end).unwrap_or_default());
        }
        at = end;
    }
    let frame = frame.filter(|frame| frame.width > 0 && frame.height > 0).ok_or(Broken::Damaged)?;
    // Lossless and arithmetic JPEG is in the standard, and in no browser.
    if !matches!(frame.marker, 0xc0..=0xc2) {
        return Err(Broken::NotAPicture(say!("it is a JPEG picture of a kind that browsers do not show")));
    }
    // zune-jpeg 0.5.15 makes garbage of such files without an error (zune-image#422), so they stay as they are.
    let is_apart = frame.marker != 0xc2 && first_scan_components.is_some_and(|count| count < frame.components);
    if orientation != 1 {
        insert_orientation(&mut stripped, orientation);
    }
    Ok(Header {
        format: Format::Jpeg,
        width: Some(frame.width),
        height: Some(frame.height),
        orientation,
        is_kept: is_apart,
        stripped,
    })
}

fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf)
}

/// The next marker; `at` is then behind it.
fn next_marker(bytes: &[u8], at: &mut usize) -> Result<u8, Broken> {
    if *bytes.get(*at).ok_or(Broken::CutOff)? != 0xff {
        return Err(Broken::Damaged);
    }
    while bytes.get(*at) == Some(&0xff) {
        *at += 1;
    }
    let marker = *bytes.get(*at).ok_or(Broken::CutOff)?;
    *at += 1;
    Ok(marker)
}

/// Where the data of a scan ends: at the next marker that is none of a restart.
fn end_of_scan(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        at += found;
        match bytes.get(at + 1) {
            Some(0x00 | 0xd0..=0xd7) => at += 2,
            Some(0xff) => at += 1,
            Some(_) => return at,
            None => break,
        }
    }
    bytes.len()
}

/// Segments that the picture needs: all but those of applications and comments. Of the former, colours need two.
fn is_kept(marker: u8, data: &[u8]) -> bool {
    match marker {
        APP2 => data.starts_with(b"ICC_PROFILE\0"),
        APP14 => data.starts_with(b"Adobe"),
        0xe0 => data.starts_with(b"JFIF\0"),
        APP1..=APP15 | COMMENT => false,
        _ => true,
    }
}

fn insert_orientation(stripped: &mut Vec<u8>, orientation: u8) {
    let mut segment = b"Exif\0\0".to_vec();
    segment.extend(exif::only_orientation(orientation));
    let length = u16::try_from(segment.len() + 2).unwrap_or_default();
    let mut whole = vec![0xff, APP1];
    whole.extend(length.to_be_bytes());
    whole.extend(segment);
    stripped.splice(2..2, whole);
}
