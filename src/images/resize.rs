//! Decoding, turning upright, and the smaller copies.

use std::borrow::Cow;
use std::io::Cursor;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageEncoder, ImageReader, Limits};

use super::{Broken, Encoded, Format, Header, MOST_PIXELS, Pixels, PublishedPicture, WIDEST};

/// The widths of the copies in WebP, below that of the largest: telephones, tablets, and screens with two pixels a point.
const WEBP_WIDTHS: [u32; 3] = [400, 800, 1200];
/// Those in the format of the original, for browsers that are older than 2020.
const OTHER_WIDTHS: [u32; 1] = [800];
/// A copy that is hardly smaller than the largest is none.
const SMALLER_BY: f64 = 1.15;
/// For JPEG and WebP; the eye sees no difference at the size at which a page shows them.
const QUALITY: u8 = 82;
/// A WebP file can have no longer side (RFC 9649, section 2.6).
const LONGEST_WEBP_SIDE: u32 = 16_383;

/// Decoded, red, green and blue, or those and how much one can look through.
struct Decoded {
    width: u32,
    height: u32,
    has_alpha: bool,
    bytes: Vec<u8>,
}

/// Makes the copies of a picture.
///
/// # Errors
/// The picture cannot be decoded.
pub(super) fn process(bytes: &[u8], header: Header) -> Result<PublishedPicture, Broken> {
    let (original, is_converted) = decode(bytes, &header)?;
    let is_as_stored = header.orientation == 1 && !is_converted && original.width <= WIDEST;
    let largest = if original.width > WIDEST { original.resized(WIDEST)? } else { original };
    let smaller = |widths: &[u32]| -> Result<Vec<Decoded>, Broken> {
        let is_smaller = |width: &&u32| f64::from(**width) * SMALLER_BY <= f64::from(largest.width);
        widths.iter().filter(is_smaller).map(|width| largest.resized(*width)).collect()
    };
    let mut files = Vec::new();
    for pixels in smaller(&OTHER_WIDTHS)? {
        files.push(encoded(header.format, &pixels)?);
    }
    let mut last = encoded(header.format, &largest)?;
    // What somebody made small enough with care is not made anew, which would cost quality for nothing.
    if is_as_stored && header.stripped.len() <= last.bytes.len() {
        last.bytes = header.stripped;
    }
    let last_length = last.bytes.len();
    files.push(last);
    if header.format == Format::Webp {
        // Small copies in the one format that there is.
        files = smaller(&WEBP_WIDTHS)?.iter().map(webp).chain(files.pop().map(Ok)).collect::<Result<_, _>>()?;
    } else if largest.width.max(largest.height) <= LONGEST_WEBP_SIDE {
        let largest_webp = webp(&largest)?;
        // A drawing of few colours may be smaller as it was.
        if largest_webp.bytes.len() < last_length {
            for pixels in smaller(&WEBP_WIDTHS)? {
                files.push(webp(&pixels)?);
            }
            files.push(largest_webp);
        }
    }
    Ok(PublishedPicture { width: Some(largest.width), height: Some(largest.height), color: largest.average()?, files })
}

/// The picture as large as fits into a square.
///
/// # Errors
/// It cannot be decoded.
pub(super) fn fitted(bytes: &[u8], header: &Header, side: u32) -> Result<Pixels, Broken> {
    let (decoded, _) = decode(bytes, header)?;
    let longest = decoded.width.max(decoded.height).max(1);
    let scaled = |length: u32| ((f64::from(length) * f64::from(side) / f64::from(longest)).round() as u32).max(1);
    let (width, height) = (scaled(decoded.width), scaled(decoded.height));
    let Decoded { has_alpha, bytes, .. } = decoded.resized_to(width, height, FilterType::Lanczos3)?;
    let opaque = |pixel: &[u8]| [pixel[0], pixel[1], pixel[2], u8::MAX];
    let rgba = if has_alpha { bytes } else { bytes.chunks_exact(3).flat_map(opaque).collect() };
    Ok(Pixels { width, height, rgba })
}

/// The pixels, upright and in the colours of the web; and whether the colours had to be changed for that.
fn decode(bytes: &[u8], header: &Header) -> Result<(Decoded, bool), Broken> {
    let format = match header.format {
        Format::Jpeg => image::ImageFormat::Jpeg,
        Format::Png => image::ImageFormat::Png,
        Format::Webp => image::ImageFormat::WebP,
        Format::Gif | Format::Avif | Format::Svg => return Err(Broken::Damaged),
    };
    let damaged = |_| Broken::Damaged;
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    // Up to sixteen bits for each of four colours.
    limits.max_alloc = Some(MOST_PIXELS * 8);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(damaged)?;
    // What was looked at before is what is decoded: a file may name two sizes, and bounds are no bounds for the other one.
    if (Some(decoder.dimensions().0), Some(decoder.dimensions().1)) != (header.width, header.height) {
        return Err(Broken::Damaged);
    }
    let profile = decoder.icc_profile().ok().flatten();
    let mut decoded = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    decoded.apply_orientation(Orientation::from_exif(header.orientation).unwrap_or(Orientation::NoTransforms));
    let (width, height) = (decoded.width(), decoded.height());
    let mut pixels = if decoded.color().has_alpha() {
        Decoded { width, height, has_alpha: true, bytes: decoded.into_rgba8().into_raw() }
    } else {
        Decoded { width, height, has_alpha: false, bytes: decoded.into_rgb8().into_raw() }
    };
    pixels.forget_full_alpha();
    let converted = profile.and_then(|profile| pixels.in_srgb(&profile));
    let is_converted = converted.is_some();
    if let Some(bytes) = converted {
        pixels.bytes = bytes;
    }
    Ok((pixels, is_converted))
}

impl Decoded {
    fn kind(&self) -> PixelType {
        if self.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 }
    }

    /// Takes away an alpha channel through which nobody looks.
    fn forget_full_alpha(&mut self) {
        let is_full = |pixel: &[u8]| pixel.get(3) == Some(&255);
        if self.has_alpha && self.bytes.chunks_exact(4).all(is_full) {
            self.bytes = self.bytes.chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
            self.has_alpha = false;
        }
    }

    /// The bytes in the colours of the web; none where they are that already, or the profile is of no use.
    fn in_srgb(&self, profile: &[u8]) -> Option<Vec<u8>> {
        use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        let srgb = ColorProfile::new_srgb();
        if profile.color_space != DataColorSpace::Rgb || is_alike(&profile, &srgb) {
            return None;
        }
        let layout = if self.has_alpha { Layout::Rgba } else { Layout::Rgb };
        let transform = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()).ok()?;
        let mut bytes = vec![0; self.bytes.len()];
        transform.transform(&self.bytes, &mut bytes).ok()?;
        Some(bytes)
    }

    /// A copy of another width.
    fn resized(&self, width: u32) -> Result<Self, Broken> {
        let height = f64::from(self.height) * f64::from(width) / f64::from(self.width);
        self.resized_to(width, (height.round() as u32).max(1), FilterType::Lanczos3)
    }

    fn resized_to(&self, width: u32, height: u32, filter: FilterType) -> Result<Self, Broken> {
        let source = ImageRef::new(self.width, self.height, &self.bytes, self.kind()).map_err(|_| Broken::Damaged)?;
        let mut target = Image::new(width, height, self.kind());
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter));
        Resizer::new().resize(&source, &mut target, &options).map_err(|_| Broken::Damaged)?;
        Ok(Self { width, height, has_alpha: self.has_alpha, bytes: target.into_vec() })
    }

    /// The average colour, where one cannot look through.
    fn average(&self) -> Result<Option<String>, Broken> {
        if self.has_alpha {
            return Ok(None);
        }
        let one = self.resized_to(1, 1, FilterType::Box)?;
        Ok(match one.bytes[..] {
            [red, green, blue] => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
            _ => None,
        })
    }
}

/// Are two profiles the same to the eye? Most pictures carry some copy of sRGB.
pub(super) fn is_alike(one: &moxcms::ColorProfile, other: &moxcms::ColorProfile) -> bool {
    const NEAR: f64 = 0.002;
    let colorants = |profile: &moxcms::ColorProfile| {
        let colors = [profile.red_colorant, profile.green_colorant, profile.blue_colorant];
        colors.into_iter().flat_map(|color| [color.x, color.y, color.z]).collect::<Vec<f64>>()
    };
    let is_near = |(one, other): (&f64, &f64)| (one - other).abs() < NEAR;
    let curve = |profile: &moxcms::ColorProfile| profile.green_trc.as_ref().map(middle);
    colorants(one).iter().zip(&colorants(other)).all(is_near)
        && curve(one).zip(curve(other)).is_some_and(|(one, other)| (one - other).abs() < 0.01)
}

/// What a tone curve makes of the middle.
fn middle(curve: &moxcms::ToneReprCurve) -> f64 {
    match curve {
        moxcms::ToneReprCurve::Lut(values) => match values.len() {
            0 => 0.5,
            // One value is a power, with eight bits behind the point.
            1 => 0.5_f64.powf(f64::from(values[0]) / 256.0),
            count => f64::from(values[count / 2]) / 65_535.0,
        },
        moxcms::ToneReprCurve::Parametric(values) => {
            let value = |index: usize| values.get(index).copied().map_or(0.0, f64::from);
            match values.len() {
                0 => 0.5,
                1 => 0.5_f64.powf(value(0)),
                _ => (value(1) * 0.5 + value(2)).max(0.0).powf(value(0)),
            }
        }
    }
}

fn encoded(format: Format, pixels: &Decoded) -> Result<Encoded, Broken> {
    match format {
        Format::Jpeg => jpeg(pixels),
        Format::Png => png(pixels),
        Format::Webp => webp(pixels),
        Format::Gif | Format::Avif | Format::Svg => Err(Broken::Damaged),
    }
}

/// Progressive, with tables of its own. Never those tables without progressive: such files are read wrongly by zune-jpeg
/// 0.5.15 (zune-image#422), and may be by others.
fn jpeg(pixels: &Decoded) -> Result<Encoded, Broken> {
    let side = |side: u32| u16::try_from(side).map_err(|_| Broken::TooLarge(pixels.width.into(), pixels.height.into()));
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, QUALITY);
    encoder.set_progressive(true);
    encoder.set_optimized_huffman_tables(true);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    let kind = if pixels.has_alpha { jpeg_encoder::ColorType::Rgba } else { jpeg_encoder::ColorType::Rgb };
    encoder.encode(&pixels.bytes, side(pixels.width)?, side(pixels.height)?, kind).map_err(|_| Broken::Damaged)?;
    Ok(Encoded { format: Format::Jpeg, width: Some(pixels.width), bytes })
}

fn png(pixels: &Decoded) -> Result<Encoded, Broken> {
    let mut bytes = Vec::new();
    let kind = if pixels.has_alpha { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    encoder.write_image(&pixels.bytes, pixels.width, pixels.height, kind).map_err(|_| Broken::Damaged)?;
    Ok(Encoded { format: Format::Png, width: Some(pixels.width), bytes })
}

/// As a photograph; and without loss where that is even smaller, as it is for drawings.
fn webp(pixels: &Decoded) -> Result<Encoded, Broken> {
    let encoder = if pixels.has_alpha {
        webp::Encoder::from_rgba(&pixels.bytes, pixels.width, pixels.height)
    } else {
        webp::Encoder::from_rgb(&pixels.bytes, pixels.width, pixels.height)
    };
    let lossy = encoder.encode_simple(false, QUALITY.into()).map_err(|_| Broken::Damaged)?;
    let bytes: Cow<'_, [u8]> = if pixels.is_drawing() {
        let lossless = encoder.encode_simple(true, 75.0).map_err(|_| Broken::Damaged)?;
        Cow::Owned(if lossless.len() <= lossy.len() { lossless.to_vec() } else { lossy.to_vec() })
    } else {
        Cow::Borrowed(&lossy)
    };
    Ok(Encoded { format: Format::Webp, width: Some(pixels.width), bytes: bytes.into_owned() })
}

impl Decoded {
    /// Is every second pixel or more like the one before it? So are drawings, and hardly a photograph; the slow search for
    /// a file without loss is worth its time only then.
    fn is_drawing(&self) -> bool {
        let size = if self.has_alpha { 4 } else { 3 };
        let rows = self.bytes.chunks_exact(size * self.width.max(1) as usize);
        let same: usize = rows
            .map(|row| {
                row.chunks_exact(size).zip(row.chunks_exact(size).skip(1)).filter(|(one, next)| one == next).count()
            })
            .sum();
        same * 2 >= self.bytes.len() / size
    }
}
