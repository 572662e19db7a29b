//! Pictures of all kinds, made here: whole, turned, with places in them, and broken in every way.

use super::*;

/// Words that no published file may hold: what cameras and people write into pictures.
const SECRETS: [&[u8]; 3] = [b"GPSSECRET", b"Jane Secret", b"secret.example"];

/// EXIF data with an orientation, a maker and a place.
fn exif_with_place(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    tiff.extend([0x0f, 0x01, 2, 0, 11, 0, 0, 0, 50, 0, 0, 0]);
    tiff.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    tiff.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 61, 0, 0, 0]);
    tiff.extend([0, 0, 0, 0]);
    tiff.extend(b"Jane Secret");
    tiff.extend([1, 0, 0x1d, 0, 2, 0, 9, 0, 0, 0, 79, 0, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPSSECRET");
    tiff
}

fn holds_a_secret(bytes: &[u8]) -> bool {
    SECRETS.iter().any(|secret| bytes.windows(secret.len()).any(|window| window == *secret))
}

/// A segment, a chunk or a block after `head` bytes of a file.
fn with_inserted(bytes: &[u8], head: usize, inserted: &[u8]) -> Vec<u8> {
    [&bytes[..head], inserted, &bytes[head..]].concat()
}

fn jpeg_with(bytes: &[u8], orientation: u8) -> Vec<u8> {
    let exif = [b"Exif\0\0".to_vec(), exif_with_place(orientation)].concat();
    let segment = |marker: u8, data: &[u8]| {
        let length = u16::try_from(data.len() + 2).unwrap();
        [&[0xff, marker], length.to_be_bytes().as_slice(), data].concat()
    };
    let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>secret.example</x>");
    let comment = segment(0xfe, b"Jane Secret");
    let mut bytes = with_inserted(bytes, 2, &[segment(0xe1, &exif), xmp, comment].concat());
    bytes.extend(b"GPSSECRET behind the end");
    bytes
}

#[test]
fn a_drawing_says_how_large_it_is() {
    for (svg, expected) in [
        ("<svg xmlns='http://www.w3.org/2000/svg' width='20px' height='10'/>", (Some(20), Some(10))),
        ("<?xml version='1.0'?><!-- x --><svg viewBox='0 0 300.4 150'><g/></svg>", (Some(300), Some(150))),
        ("<svg width='100%' height='2em'></svg>", (None, None)),
    ] {
        let picture = process(svg.as_bytes()).unwrap();
        assert_eq!((picture.width, picture.height), expected, "{svg}");
        assert_eq!(picture.files[0].bytes, svg.as_bytes());
    }
    assert_eq!(process(b"<svg><g></svg>"), Err(Broken::Damaged));
    assert_eq!(process(b"<svg><g>"), Err(Broken::CutOff));
}

#[test]
fn what_is_no_picture_is_named() {
    assert_eq!(process(b""), Err(Broken::Empty));
    for (bytes, words) in [
        (b"<!DOCTYPE html><title>404".as_slice(), "web page"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"II*\0\x08", "TIFF"),
        (b"%PDF-1.7", "PDF"),
        (b"hello", "no picture"),
    ] {
        let broken = process(bytes).unwrap_err();
        assert!(broken.message().contains(words), "{broken:?}");
        assert!(broken.help().contains("JPEG"));
    }
}

/// A GIF of one pixel with a comment and an animation's loop.
fn gif() -> Vec<u8> {
    let mut gif = b"GIF89a\x02\0\x03\0\x80\0\0\xff\xff\xff\0\0\0".to_vec();
    gif.extend(b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0");
    gif.extend(b"!\xfe\x0bJane Secret\0");
    gif.extend(b",\0\0\0\0\x02\0\x03\0\0\x02\x02D\x01\0;");
    gif
}

#[test]
fn a_gif_stays_a_gif_and_tells_nothing() {
    let picture = process(&gif()).unwrap();
    assert_eq!((picture.width, picture.height, picture.files.len()), (Some(2), Some(3), 1));
    let bytes = &picture.files[0].bytes;
    assert!(!holds_a_secret(bytes) && bytes.len() == gif().len() - 15, "{bytes:?}");
    assert!(bytes.windows(11).any(|window| window == b"NETSCAPE2.0"));
    for cut in 10..gif().len() {
        assert_eq!(process(&gif()[..cut]), Err(Broken::CutOff), "{cut}");
    }
}

/// An AVIF file's boxes around no picture: `process` does not decode it.
fn avif() -> Vec<u8> {
    fn boxed(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).unwrap();
        [size.to_be_bytes().as_slice(), name, body].concat()
    }
    let infe = boxed(b"infe", b"\x02\0\0\0\0\x02\0\0Exif\0");
    let iinf = boxed(b"iinf", &[b"\0\0\0\0\0\x01".as_slice(), &infe].concat());
    let ispe = boxed(b"ispe", b"\0\0\0\0\0\0\x02\x80\0\0\x01\xe0");
    let iprp = boxed(b"iprp", &boxed(b"ipco", &[ispe, boxed(b"irot", b"\x01")].concat()));
    let place = |offset: u32| {
        let item = [b"\0\x02\0\0\0\x01".as_slice(), &offset.to_be_bytes(), &9_u32.to_be_bytes()].concat();
        let iloc = boxed(b"iloc", &[b"\0\0\0\0\x44\0\0\x01".as_slice(), &item].concat());
        boxed(b"meta", &[b"\0\0\0\0".as_slice(), &iinf, &iloc, &iprp].concat())
    };
    let head = boxed(b"ftyp", b"avif\0\0\0\0");
    let offset = u32::try_from(head.len() + place(0).len() + 8).unwrap();
    [head, place(offset), boxed(b"mdat", b"GPSSECRETpixels")].concat()
}

#[test]
fn an_avif_box_that_never_ends_is_cut_off() {
    // A box whose length stands in eight bytes, longer than any file.
    let endless = [&b"\0\0\0\x10ftypavif\0\0\0\0\0\0\0\x01free"[..], &[0xff; 8], b"rest of it"].concat();
    assert_eq!(process(&endless), Err(Broken::CutOff));
}

#[test]
fn an_avif_picture_keeps_its_pixels_and_loses_its_place() {
    assert!(holds_a_secret(&avif()));
    let picture = process(&avif()).unwrap();
    // It says that it is to be turned by a quarter.
    assert_eq!((picture.width, picture.height), (Some(480), Some(640)));
    let bytes = &picture.files[0].bytes;
    assert!(!holds_a_secret(bytes) && bytes.ends_with(b"\0\0\0pixels") && bytes.len() == avif().len());
    assert_eq!(process(&avif()[..avif().len() - 1]), Err(Broken::CutOff));
    // A note that is said to lie at the very beginning, or beyond the end.
    let place = u32::try_from(avif().windows(9).position(|window| window == b"GPSSECRET").unwrap()).unwrap();
    let offset = avif().windows(4).position(|window| window == place.to_be_bytes()).unwrap();
    for wrong in [0, place - 1, place + 100] {
        let mut bytes = avif();
        bytes[offset..offset + 4].copy_from_slice(&wrong.to_be_bytes());
        assert_eq!(process(&bytes), Err(Broken::Damaged), "{wrong}");
    }
}

#[test]
fn a_small_file_with_too_many_pixels_is_not_decoded() {
    let mut png = png::SIGNATURE.to_vec();
    png.extend(b"\0\0\0\x0dIHDR\0\x01\0\0\0\x01\0\0\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0");
    assert_eq!(process(&png), Err(Broken::TooLarge(65_536, 65_536)));
}

#[cfg(feature = "images")]
mod decoded {
    use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

    use super::*;

    /// A photograph of sorts: soft colours, with the upper left corner red and the upper right one blue.
    fn photograph(width: u32, height: u32) -> DynamicImage {
        let color = |x: u32, y: u32| -> Rgb<u8> {
            let wave = |factor: f64| ((f64::from(x * 3 + y) * factor).sin() * 50.0 + 120.0) as u8;
            match (x * 4 / width, y * 4 / height) {
                (0, 0) => Rgb([200, 20, 20]),
                (3, 0) => Rgb([20, 20, 200]),
                _ => Rgb([wave(0.01), wave(0.017), wave(0.013)]),
            }
        };
        RgbImage::from_fn(width, height, color).into()
    }

    fn written(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = std::io::Cursor::new(Vec::new());
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    fn jpeg(width: u32, height: u32, orientation: u8) -> Vec<u8> {
        jpeg_with(&written(&photograph(width, height), ImageFormat::Jpeg), orientation)
    }

    fn shapes(picture: &PublishedPicture) -> Vec<(Format, Option<u32>)> {
        picture.files.iter().map(|file| (file.format, file.width)).collect()
    }

    fn read_back(file: &Encoded) -> DynamicImage {
        image::load_from_memory(&file.bytes).unwrap()
    }

    /// Is the pixel more red than blue, and much so?
    fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
        let pixel = picture.to_rgb8().get_pixel(x, y).0;
        i32::from(pixel[0]) > i32::from(pixel[2]) + 100
    }

    #[test]
    fn a_photograph_gets_copies_in_several_widths() {
        let picture = process(&jpeg(2000, 1000, 1)).unwrap();
        assert_eq!((picture.width, picture.height), (Some(1600), Some(800)));
        use Format::{Jpeg, Webp};
        let expected = [(Jpeg, 800), (Jpeg, 1600), (Webp, 400), (Webp, 800), (Webp, 1200), (Webp, 1600)]
            .map(|(f, w)| (f, Some(w)));
        assert_eq!(shapes(&picture), expected);
        for file in &picture.files {
            assert!(!holds_a_secret(&file.bytes), "{:?} {:?}", file.format, file.width);
            let decoded = read_back(file);
            assert_eq!(Some(decoded.width()), file.width);
            assert_eq!(decoded.height() * 2, decoded.width());
            assert!(is_red(&decoded, 10, 10), "{:?} {:?}", file.format, file.width);
        }
        let color = picture.color.unwrap();
        assert!(color.len() == 7 && color.starts_with('#'), "{color}");
        let small = process(&jpeg(900, 300, 1)).unwrap();
        assert_eq!(shapes(&small), [(Jpeg, Some(900)), (Webp, Some(400)), (Webp, Some(900))]);
    }

    #[test]
    fn what_is_written_looks_like_what_was_read() {
        let original = photograph(800, 600);
        let picture = process(&written(&original, ImageFormat::Png)).unwrap();
        for file in picture.files.iter().filter(|file| file.width == Some(800)) {
            let decoded = read_back(file).to_rgb8();
            let square = |(one, other): (&u8, &u8)| (f64::from(*one) - f64::from(*other)).powi(2);
            let original = original.to_rgb8();
            let error: f64 = original.iter().zip(decoded.iter()).map(square).sum();
            let noise = 10.0 * (255.0_f64.powi(2) / (error / original.len() as f64).max(1e-9)).log10();
            assert!(noise > 33.0, "{:?} {noise}", file.format);
        }
    }

    #[test]
    fn a_picture_that_lies_on_its_side_is_turned_upright() {
        // Stored lying: a viewer has to turn it by a quarter, so that what is stored upper left comes upper right.
        let picture = process(&jpeg(1200, 600, 6)).unwrap();
        assert_eq!((picture.width, picture.height), (Some(600), Some(1200)));
        for file in &picture.files {
            let decoded = read_back(file);
            assert!(decoded.height() > decoded.width());
            assert!(is_red(&decoded, decoded.width() - 10, 10), "{:?}", file.format);
            assert!(!holds_a_secret(&file.bytes));
        }
    }

    #[test]
    fn a_picture_that_is_small_enough_is_kept_but_for_what_it_tells() {
        let small = written(&photograph(300, 200), ImageFormat::Jpeg);
        let picture = process(&jpeg_with(&small, 1)).unwrap();
        let largest = picture.files.iter().find(|file| file.format == Format::Jpeg).unwrap();
        assert!(largest.bytes.len() <= small.len() && !holds_a_secret(&largest.bytes));
    }

    #[test]
    fn drawings_and_what_one_can_look_through_stay_so() {
        let color = |x: u32, _| if x < 100 { Rgba([0, 90, 0, 255]) } else { Rgba([0, 0, 0, 0]) };
        let drawing: DynamicImage = RgbaImage::from_fn(500, 300, color).into();
        let mut bytes = written(&drawing, ImageFormat::Png);
        let text = b"tEXtAuthor\0Jane Secret";
        let chunk = [u32::try_from(text.len() - 4).unwrap().to_be_bytes().as_slice(), text, b"\0\0\0\0"].concat();
        bytes = with_inserted(&bytes, 33, &chunk);
        let picture = process(&bytes).unwrap();
        assert_eq!(picture.color, None);
        assert!(picture.files.iter().any(|file| file.format == Format::Webp));
        for file in &picture.files {
            let decoded = read_back(file).to_rgba8();
            assert_eq!(decoded.get_pixel(decoded.width() - 1, 0).0[3], 0, "{:?}", file.format);
            assert_eq!(decoded.get_pixel(2, 2).0, [0, 90, 0, 255], "{:?}", file.format);
            assert!(!holds_a_secret(&file.bytes));
        }
    }

    #[test]
    fn a_webp_picture_needs_no_other_format() {
        let still = process(&jpeg(700, 500, 1)).unwrap().files.pop().unwrap();
        let picture = process(&still.bytes).unwrap();
        assert_eq!(shapes(&picture), [(Format::Webp, Some(400)), (Format::Webp, Some(700))]);
        // With EXIF data, as an extended file has it.
        let exif = exif_with_place(1);
        let length = u32::try_from(exif.len()).unwrap();
        let mut chunk = [b"EXIF", length.to_le_bytes().as_slice(), &exif].concat();
        chunk.resize(chunk.len() + chunk.len() % 2, 0);
        let side = |side: u32| (side - 1).to_le_bytes()[..3].to_vec();
        let head = [b"VP8X\x0a\0\0\0\x08\0\0\0".to_vec(), side(700), side(500)].concat();
        let body = [b"WEBP".to_vec(), head, still.bytes[12..].to_vec(), chunk].concat();
        let size = u32::try_from(body.len()).unwrap();
        let bytes = [b"RIFF".to_vec(), size.to_le_bytes().to_vec(), body].concat();
        assert!(holds_a_secret(&bytes));
        let picture = process(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (Some(700), Some(500)));
        assert!(picture.files.iter().all(|file| !holds_a_secret(&file.bytes)));
    }

    #[test]
    fn a_file_that_names_two_sizes_is_not_decoded() {
        let jpeg = written(&photograph(16, 8), ImageFormat::Jpeg);
        let frame = jpeg.windows(2).position(|marker| marker == [0xff, 0xc0]).unwrap();
        let length = usize::from(u16_at(&jpeg, frame + 2).unwrap()) + 2;
        let mut large = jpeg[frame..frame + length].to_vec();
        large[5..9].copy_from_slice(&[0xff, 0xf0, 0xff, 0xf0]);
        for place in [frame, frame + length] {
            assert_eq!(process(&with_inserted(&jpeg, place, &large)), Err(Broken::Damaged), "{place}");
        }
        let still = process(&jpeg).unwrap().files.pop().unwrap();
        assert_eq!(still.format, Format::Webp);
        let mut webp = with_inserted(&still.bytes, 12, b"VP8X\x0a\0\0\0\0\0\0\0\x0f\0\0\x07\0\0");
        let size = u32::try_from(webp.len() - 8).unwrap();
        webp[4..8].copy_from_slice(&size.to_le_bytes());
        assert!(process(&webp).is_ok());
        webp[24] = 0x02;
        assert_eq!(process(&webp), Err(Broken::Damaged));
    }

    #[test]
    fn a_jpeg_that_the_decoder_would_spoil_is_not_made_anew() {
        let pixels = photograph(640, 480).to_rgb8();
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
        // Without progressive: each colour in a scan of its own.
        encoder.set_optimized_huffman_tables(true);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        encoder.encode(&pixels, 640, 480, jpeg_encoder::ColorType::Rgb).unwrap();
        let picture = process(&jpeg_with(&bytes, 6)).unwrap();
        assert_eq!(shapes(&picture), [(Format::Jpeg, None)]);
        assert_eq!((picture.width, picture.height), (Some(480), Some(640)));
        let kept = &picture.files[0].bytes;
        assert!(!holds_a_secret(kept));
        assert_eq!(jpeg::read(kept).unwrap().orientation, 6);
    }

    #[test]
    fn colours_of_another_profile_become_those_of_the_web() {
        let mut bytes = Vec::new();
        let color = image::RgbImage::from_pixel(64, 64, Rgb([200, 30, 30]));
        let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 95);
        let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
        image::ImageEncoder::set_icc_profile(&mut encoder, profile).unwrap();
        encoder.encode_image(&color).unwrap();
        let picture = process(&bytes).unwrap();
        // The same red needs more of red where red is paler.
        let pixel = read_back(&picture.files[0]).to_rgb8().get_pixel(30, 30).0;
        assert!(pixel[0] >= 208, "{pixel:?}");
        let plain = moxcms::ColorProfile::new_srgb().encode().unwrap();
        let parsed = moxcms::ColorProfile::new_from_slice(&plain).unwrap();
        assert!(super::super::resize::is_alike(&parsed, &moxcms::ColorProfile::new_srgb()));
    }

    #[test]
    fn a_picture_that_is_cut_off_or_damaged_is_broken_and_no_panic() {
        let original = photograph(400, 300);
        for (format, bytes) in [
            (Format::Jpeg, written(&original, ImageFormat::Jpeg)),
            (Format::Png, written(&original, ImageFormat::Png)),
            (Format::Webp, process(&jpeg(400, 300, 1)).unwrap().files.pop().unwrap().bytes),
        ] {
            for part in [1, 30, 60, 95, 99] {
                let cut = bytes.len() * part / 100;
                assert!(process(&bytes[..cut]).is_err(), "{format:?} {part}");
            }
            for place in (4..bytes.len()).step_by(bytes.len() / 60) {
                let mut damaged = bytes.clone();
                damaged[place] ^= 0x5a;
                let _ = process(&damaged);
            }
        }
    }

    #[test]
    fn the_same_picture_gives_the_same_bytes() {
        let bytes = jpeg(1000, 700, 3);
        assert_eq!(process(&bytes), process(&bytes));
    }
}
