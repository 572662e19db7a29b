//! Pixels as a PNG with a palette: cards have few colours and their mixtures, and such a file is a third of one with all of them.

use std::collections::BTreeMap;

use super::Rgb;

/// How many colours a palette has: the eye sees no step between a card of these and one of all.
const COLOURS: usize = 64;

/// The file; empty only where there is no memory for it. `rgba` has four bytes for each pixel, all of them opaque.
pub(super) fn indexed_png(rgba: &[u8], width: u32, height: u32) -> Vec<u8> {
    let palette = palette(rgba);
    let mut known: BTreeMap<Rgb, u8> = BTreeMap::new();
    let mut indexes = Vec::with_capacity(rgba.len() / 4);
    for (colour, length) in runs(rgba) {
        let index = *known.entry(colour).or_insert_with(|| nearest(&palette, colour));
        indexes.resize(indexes.len() + length, index);
    }
    written(&indexes, (width, height), |encoder| {
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_filter(png::Filter::NoFilter);
    })
}

/// The same with all its colours, for what others drew.
pub(super) fn full_png(rgba: &[u8], width: u32, height: u32) -> Vec<u8> {
    let (pixels, _) = rgba.as_chunks::<4>();
    let rgb: Vec<u8> = pixels.iter().flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    written(&rgb, (width, height), |encoder| encoder.set_color(png::ColorType::Rgb))
}

/// A file of eight bits for each number.
fn written(data: &[u8], (width, height): (u32, u32), set: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    set(&mut encoder);
    let written = encoder.write_header().and_then(|mut writer| writer.write_image_data(data));
    if written.is_ok() { file } else { Vec::new() }
}

/// The colours from pixel to pixel, each with how many pixels in turn have it: most are as the one before.
fn runs(rgba: &[u8]) -> impl Iterator<Item = (Rgb, usize)> + '_ {
    let (pixels, _) = rgba.as_chunks::<4>();
    pixels.chunk_by(PartialEq::eq).map(|run| ([run[0][0], run[0][1], run[0][2]], run.len()))
}

/// The most frequent colours.
fn palette(rgba: &[u8]) -> Vec<Rgb> {
    let mut counts: BTreeMap<Rgb, usize> = BTreeMap::new();
    for (colour, length) in runs(rgba) {
        *counts.entry(colour).or_default() += length;
    }
    let mut by_count: Vec<(Rgb, usize)> = counts.into_iter().collect();
    by_count.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    by_count.into_iter().take(COLOURS).map(|(colour, _)| colour).collect()
}

/// The place of the colour of a palette that differs least.
fn nearest(palette: &[Rgb], colour: Rgb) -> u8 {
    let difference =
        |other: &Rgb| -> u32 { other.iter().zip(colour).map(|(one, two)| u32::from(one.abs_diff(two)).pow(2)).sum() };
    let place = palette.iter().enumerate().min_by_key(|(_, other)| difference(other)).map_or(0, |(place, _)| place);
    u8::try_from(place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_the_pixels_that_were_drawn() {
        let rgba: Vec<u8> = [[255, 0, 0, 255], [0, 0, 255, 255], [255, 0, 0, 255], [250, 250, 250, 255]].concat();
        let file = indexed_png(&rgba, 2, 2);
        let mut reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().unwrap();
        let palette = reader.info().palette.clone().unwrap();
        let mut indexes = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut indexes).unwrap();
        let pixels: Vec<&[u8]> = indexes.iter().map(|index| &palette[usize::from(*index) * 3..][..3]).collect();
        assert_eq!(pixels, [[255, 0, 0], [0, 0, 255], [255, 0, 0], [250, 250, 250]]);
    }
}
