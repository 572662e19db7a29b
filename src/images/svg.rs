//! SVG drawings: well-formed, and how large they want to be. They are published as they are.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Broken, Format, Header};

/// Reads the whole drawing, so that one that is cut off or not well-formed is found: browsers show nothing of it.
pub(super) fn read(bytes: &[u8]) -> Result<Header, Broken> {
    let text = std::str::from_utf8(bytes).map_err(|_| Broken::Damaged)?;
    let mut reader = Reader::from_str(text);
    let mut dimensions = None;
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| Broken::Damaged)? {
            Event::Start(tag) => {
                if depth == 0 {
                    dimensions.get_or_insert(root_dimensions(&tag)?);
                }
                depth += 1;
            }
            Event::Empty(tag) if depth == 0 => {
                dimensions.get_or_insert(root_dimensions(&tag)?);
            }
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof => break,
            _ => {}
        }
    }
    if depth > 0 {
        return Err(Broken::CutOff);
    }
    let (width, height) = dimensions.ok_or(Broken::Damaged)?;
    let stripped = bytes.to_vec();
    Ok(Header { format: Format::Svg, width, height, orientation: 1, is_kept: true, stripped })
}

type Dimensions = (Option<u32>, Option<u32>);

/// Width and height of the root element, or those of its view box.
fn root_dimensions(tag: &BytesStart<'_>) -> Result<Dimensions, Broken> {
    if tag.local_name().as_ref() != "svg" {
        return Err(Broken::NotAPicture(say!("it is an XML document, not a drawing")));
    }
    let attribute = |name: &str| -> Option<String> {
        let attribute = tag.try_get_attribute(name).ok()??;
        Some(attribute.value.into_owned())
    };
    let length = |name: &str| attribute(name).and_then(|text| whole(text.trim().trim_end_matches("px")));
    if let (Some(width), Some(height)) = (length("width"), length("height")) {
        return Ok((Some(width), Some(height)));
    }
    let view_box = attribute("viewBox").unwrap_or_default();
    let sides: Vec<&str> = view_box.split([' ', ',', '\n', '\t']).filter(|part| !part.is_empty()).collect();
    Ok(match sides[..] {
        [_, _, width, height] => match (whole(width), whole(height)) {
            (Some(width), Some(height)) => (Some(width), Some(height)),
            _ => (None, None),
        },
        _ => (None, None),
    })
}

/// A length in pixels; none for `100%`, `10em` and the like.
fn whole(text: &str) -> Option<u32> {
    let number: f64 = text.parse().ok()?;
    // More than any screen has, and less than an integer holds.
    let rounded = number.round();
    (1.0..=100_000.0).contains(&rounded).then_some(rounded as u32)
}
