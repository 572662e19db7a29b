//! Pictures, made fit for pages.
//!
//! Comes in: the bytes of a picture; goes out: what is published of it. That is upright, no larger than a page can show, in
//! several widths, and says nothing of where and by whom it was taken. Pure: touches no disk; who keeps the results and
//! under which names is decided elsewhere. Bytes of any kind give a result or a [`Broken`], never a panic.

mod avif;
mod exif;
mod gif;
mod jpeg;
mod png;
#[cfg(feature = "images")]
mod resize;
mod svg;
mod webp;

use crate::base::message::Message;
use serde::{Deserialize, Serialize};

/// Stands for the rules by which pictures are made: what was made by other rules has to be made again. To be counted up
/// when sizes, qualities or encoders change.
pub const RULES: &str = if cfg!(feature = "images") { "1" } else { "1-as-is" };

/// The widest that is published. The default theme shows pictures no wider than 768 points, so that this is twice as sharp
/// as the page; link previews want 1200.
pub const WIDEST: u32 = 1600;

/// More pixels than this are not decoded: a small file can hold a picture that fills the memory.
pub const MOST_PIXELS: u64 = 100_000_000;

/// The kinds of pictures that browsers show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Format {
    Jpeg,
    Png,
    Webp,
    Gif,
    Avif,
    Svg,
}

impl Format {
    /// What some bytes are, by their beginning, never by a name. Drawings (SVG) are text and have no such beginning; they
    /// give none, as does everything that browsers do not show.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        // The brands of an AVIF file begin after its length and `ftyp` (ISO/IEC 14496-12, section 4.3).
        let brand = bytes.get(4..12).unwrap_or_default();
        if bytes.starts_with(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if bytes.starts_with(png::SIGNATURE) {
            Some(Self::Png)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
            Some(Self::Gif)
        } else if brand == b"ftypavif" || brand == b"ftypavis" {
            Some(Self::Avif)
        } else {
            None
        }
    }

    /// The ending of its files.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Avif => "avif",
            Self::Svg => "svg",
        }
    }
}

/// A picture as it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedPicture {
    /// Its width in pixels as a page shows it, where it has one: a drawing may have none.
    pub width: Option<u32>,
    /// Its height.
    pub height: Option<u32>,
    /// Its average colour (`#rrggbb`); none where one can look through it, or where it was not decoded.
    pub color: Option<String>,
    /// What is published: the format of the original from small to large, then the same in WebP.
    pub files: Vec<Encoded>,
}

/// One file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// Its kind.
    pub format: Format,
    /// Its width in pixels; none for a picture that is published in one size, as it is.
    pub width: Option<u32>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why some bytes are no picture for a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// There are none.
    Empty,
    /// They are something else, in words.
    NotAPicture(Message),
    /// The file ends before the picture does.
    CutOff,
    /// There are more pixels than anybody needs.
    TooLarge(u64, u64),
    /// They begin like a picture, and then make no sense.
    Damaged,
}

impl Broken {
    /// What is wrong.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => say!("it is empty"),
            Self::NotAPicture(what) => what.clone(),
            Self::CutOff => say!("the file ends in the middle of the picture"),
            Self::TooLarge(width, height) => say!("it has {width} × {height} pixels", width, height),
            Self::Damaged => say!("what is in the file is damaged"),
        }
    }

    /// What to do.
    #[must_use]
    pub fn help(&self) -> Message {
        match self {
            Self::Empty | Self::CutOff | Self::Damaged => {
                say!("copy or download the picture again, and look at it before you put it there")
            }
            Self::NotAPicture(_) => say!("save the picture as JPEG, PNG, WebP, GIF, AVIF or SVG"),
            Self::TooLarge(..) => say!(
                "make it smaller: {widest} pixels are as wide as it is shown, and twice that is plenty",
                widest = WIDEST
            ),
        }
    }
}

/// What can be said of a picture without decoding it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Header {
    format: Format,
    /// As it is stored, not yet turned upright.
    width: Option<u32>,
    height: Option<u32>,
    /// How it has to be turned: 1 to 8, as EXIF has it.
    orientation: u8,
    /// Does it stay as it is: an animation, a drawing, a kind that is not decoded here?
    is_kept: bool,
    /// The same file without what it tells about places, cameras and people.
    stripped: Vec<u8>,
}

/// Makes a picture fit for pages.
///
/// # Errors
/// It is none, or cannot be read.
pub fn process(bytes: &[u8]) -> Result<PublishedPicture, Broken> {
    let header = header(bytes)?;
    if let (Some(width), Some(height)) = (header.width, header.height)
        && u64::from(width) * u64::from(height) > MOST_PIXELS
    {
        return Err(Broken::TooLarge(width.into(), height.into()));
    }
    #[cfg(feature = "images")]
    if !header.is_kept {
        return resize::process(bytes, header);
    }
    Ok(as_it_is(header))
}

/// The pixels of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Four bytes each: red, green, blue, and how little one can look through.
    pub rgba: Vec<u8>,
}

/// A picture as large as fits into a square; none where it is a drawing or an animation, or cannot be read.
#[cfg(feature = "images")]
#[must_use]
pub fn fitted(bytes: &[u8], side: u32) -> Option<Pixels> {
    let header = header(bytes).ok()?;
    let pixels = u64::from(header.width?) * u64::from(header.height?);
    if header.is_kept || pixels > MOST_PIXELS {
        return None;
    }
    resize::fitted(bytes, &header, side).ok()
}

/// None: the program was built without what reads pictures.
#[cfg(not(feature = "images"))]
#[must_use]
pub fn fitted(_: &[u8], _: u32) -> Option<Pixels> {
    None
}

/// One file, without what it should not tell.
fn as_it_is(header: Header) -> PublishedPicture {
    let (width, height) = upright(&header);
    let file = Encoded { format: header.format, width: None, bytes: header.stripped };
    PublishedPicture { width, height, color: None, files: vec![file] }
}

/// Width and height as a page shows them.
fn upright(header: &Header) -> (Option<u32>, Option<u32>) {
    if header.orientation > 4 { (header.height, header.width) } else { (header.width, header.height) }
}

fn header(bytes: &[u8]) -> Result<Header, Broken> {
    match Format::of(bytes) {
        Some(Format::Jpeg) => jpeg::read(bytes),
        Some(Format::Png) => png::read(bytes),
        Some(Format::Webp) => webp::read(bytes),
        Some(Format::Gif) => gif::read(bytes),
        Some(Format::Avif) => avif::read(bytes),
        Some(Format::Svg) | None => match other_kind(bytes) {
            Some(broken) => Err(broken),
            None => svg::read(bytes),
        },
    }
}

/// What is mostly found where a picture should be; none where it may be a drawing.
fn other_kind(bytes: &[u8]) -> Option<Broken> {
    const LOOKED_AT: usize = 4096;
    if bytes.is_empty() {
        return Some(Broken::Empty);
    }
    let heif = [b"ftyphei".as_slice(), b"ftyphev", b"ftypmif1", b"ftypmsf1"];
    let what = if heif.iter().any(|brand| bytes.get(4..).is_some_and(|rest| rest.starts_with(brand))) {
        say!("it is a HEIC picture, as telephones store them, which most browsers do not show")
    } else if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        say!("it is a TIFF picture, which most browsers do not show")
    } else if bytes.starts_with(b"BM") {
        say!("it is a BMP picture, which is far too large for pages")
    } else if bytes.starts_with(b"%PDF-") {
        say!("it is a PDF document")
    } else {
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_ascii_lowercase();
        if beginning.contains("<svg") {
            return None;
        }
        if beginning.contains("<html") || beginning.contains("<!doctype html") {
            say!("it is a web page")
        } else {
            say!("it is no picture")
        }
    };
    Some(Broken::NotAPicture(what))
}

/// A number of two bytes, the higher one first.
fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// A number of four bytes, the highest one first.
fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}

#[cfg(test)]
mod tests;
