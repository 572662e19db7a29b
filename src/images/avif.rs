//! AVIF files (ISO/IEC 14496-12 and 23008-12): how large they are. They are not decoded here, and published as they are, but
//! that EXIF and XMP data is blanked where it lies.

use super::{Broken, Format, Header, u16_at, u32_at};
use std::ops::Range;

/// Reads the boxes as far as size and notes need it.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Broken> {
    let whole = 0..bytes.len();
    let top = boxes(bytes, whole);
    if top.last().is_some_and(|(_, body)| body.end > bytes.len()) {
        return Err(Broken::CutOff);
    }
    let meta = find(&top, b"meta").ok_or(Broken::Damaged)?;
    // `meta` begins with a version and flags.
    let inner = boxes(bytes, meta.start + 4..meta.end);
    let properties = find(&inner, b"iprp").map(|range| boxes(bytes, range)).unwrap_or_default();
    let container = find(&properties, b"ipco").map(|range| boxes(bytes, range)).unwrap_or_default();
    // An alpha plane has a size as well, and the same one; thumbnails are smaller.
    let sizes = container.iter().filter(|(name, _)| name == b"ispe");
    let sizes = sizes.filter_map(|(_, body)| Some((u32_at(bytes, body.start + 4)?, u32_at(bytes, body.start + 8)?)));
    let (width, height) = sizes.max().filter(|(width, height)| *width > 0 && *height > 0).ok_or(Broken::Damaged)?;
    // `irot` turns by quarters; an odd number of them lays the sides over.
    let turns = find(&container, b"irot").and_then(|body| bytes.get(body.start)).map_or(0, |turns| turns & 3);
    let orientation = if turns % 2 == 1 { 6 } else { 1 };
    // A note lies among the data. One that is said to lie among the boxes would break the file when it is blanked.
    let data =
        || top.iter().filter(|(name, _)| name == b"mdat").chain(inner.iter().filter(|(name, _)| name == b"idat"));
    let is_data = |note: &Range<usize>| data().any(|(_, body)| body.start <= note.start && note.end <= body.end);
    let mut stripped = bytes.to_vec();
    for range in notes(bytes, &inner).ok_or(Broken::Damaged)?.into_iter().filter(|range| !range.is_empty()) {
        stripped.get_mut(range.clone()).filter(|_| is_data(&range)).ok_or(Broken::Damaged)?.fill(0);
    }
    let (width, height) = (Some(width), Some(height));
    Ok(Header { format: Format::Avif, width, height, orientation, is_kept: true, stripped })
}

/// A picture has a handful of items, one with tiles some hundreds; a file that speaks of more wants to fill the memory.
const MOST_PLACES: usize = 10_000;

type Box = ([u8; 4], Range<usize>);

/// The boxes in a stretch of the file: their names, and where what is in them lies. One that is longer than the file is the
/// last.
fn boxes(bytes: &[u8], within: Range<usize>) -> Vec<Box> {
    let mut found = Vec::new();
    let mut at = within.start;
    // A box may say that it ends where no number of this machine reaches.
    while at.checked_add(8).is_some_and(|head| head <= within.end.min(bytes.len())) {
        let (Some(size), Some(name)) = (u32_at(bytes, at), bytes.get(at + 4..at + 8)) else { break };
        let (start, size) = match size {
            0 => (at + 8, within.end - at),
            1 => {
                let long = bytes.get(at + 8..at + 16).and_then(|long| long.try_into().ok()).map(u64::from_be_bytes);
                (at + 16, long.and_then(|long| usize::try_from(long).ok()).unwrap_or(usize::MAX))
            }
            _ => (at + 8, usize::try_from(size).unwrap_or(usize::MAX)),
        };
        let end = at.saturating_add(size);
        if end < start {
            break;
        }
        found.push((name.try_into().unwrap_or_default(), start..end));
        at = end;
    }
    found
}

fn find(boxes: &[Box], name: &[u8; 4]) -> Option<Range<usize>> {
    boxes.iter().find(|(known, _)| known == name).map(|(_, body)| body.clone())
}

/// Where EXIF and XMP data lies; none where there is some and its place cannot be understood.
fn notes(bytes: &[u8], meta: &[Box]) -> Option<Vec<Range<usize>>> {
    let Some(infos) = find(meta, b"iinf") else { return Some(Vec::new()) };
    let is_long = bytes.get(infos.start).is_some_and(|version| *version > 0);
    let entries = boxes(bytes, infos.start + if is_long { 8 } else { 6 }..infos.end);
    let noted = entries.iter().filter_map(|(_, body)| {
        let is_long = bytes.get(body.start) == Some(&3);
        let id = number(bytes, body.start + 4, if is_long { 4 } else { 2 })?;
        let kind_start = body.start + if is_long { 10 } else { 8 };
        let kind = bytes.get(kind_start..kind_start + 4)?;
        (kind == b"Exif" || kind == b"mime").then_some(id)
    });
    let noted: Vec<u64> = noted.collect();
    if noted.is_empty() {
        return Some(Vec::new());
    }
    let places = locations(bytes, meta)?.into_iter().filter(|(id, _)| noted.contains(id));
    Some(places.map(|(_, range)| range).collect())
}

/// Where the items lie, by their numbers (`iloc`); none where it cannot be understood.
fn locations(bytes: &[u8], meta: &[Box]) -> Option<Vec<(u64, Range<usize>)>> {
    let body = find(meta, b"iloc")?;
    let version = *bytes.get(body.start)?;
    let sizes = u16_at(bytes, body.start + 4)?;
    let size = |shift: u16| usize::from(sizes >> shift & 0xf);
    let (offset_size, length_size, base_size) = (size(12), size(8), size(4));
    let index_size = if version > 0 { size(0) } else { 0 };
    let id_size = if version < 2 { 2 } else { 4 };
    let mut at = body.start + 6;
    let mut next = |length: usize| {
        let value = number(bytes, at, length);
        at += length;
        value
    };
    let data = find(meta, b"idat").map_or(0, |range| range.start);
    let count = next(id_size)?;
    let mut found = Vec::new();
    for _ in 0..count {
        let id = next(id_size)?;
        let method = if version > 0 { next(2)? & 0xf } else { 0 };
        next(2)?;
        let base = next(base_size)?;
        for _ in 0..next(2)? {
            next(index_size)?;
            let (offset, length) = (next(offset_size)?, next(length_size)?);
            let from = if method == 1 { data } else { 0 };
            let start = usize::try_from(base.checked_add(offset)?).ok()?.checked_add(from)?;
            if found.len() == MOST_PLACES {
                return None;
            }
            found.push((id, start..start.checked_add(usize::try_from(length).ok()?)?));
        }
    }
    Some(found)
}

/// A number of up to eight bytes; nought where it has none.
fn number(bytes: &[u8], at: usize, length: usize) -> Option<u64> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
}
