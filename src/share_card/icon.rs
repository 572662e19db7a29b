//! Icons of a site for home screens and lists of programs: its logo on the colour of its paper.

use super::Rgb;
use super::canvas::Canvas;
use crate::images::Pixels;

/// How large an icon is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Icon {
    /// Its width and height in pixels.
    pub side: u32,
    /// Do systems cut it to a shape of theirs? Then the logo stands within the circle that all of them leave, whose diameter is
    /// four fifths of the side (W3C, Web Application Manifest, "Icon masks and safe zone").
    pub is_maskable: bool,
}

impl Icon {
    /// How many pixels wide and high a logo on it may be.
    #[must_use]
    pub fn room(self) -> u32 {
        // A square in that circle has seven tenths of its diameter.
        self.side * if self.is_maskable { 56 } else { 84 } / 100
    }
}

/// A logo as an icon. It is empty only where there is no memory for it.
#[must_use]
pub fn draw_icon(icon: Icon, logo: &Pixels, paper: Rgb) -> Vec<u8> {
    let Some(mut canvas) = Canvas::new((icon.side, icon.side), paper) else { return Vec::new() };
    let start = |length: u32| i64::from(icon.side.saturating_sub(length) / 2);
    let (left, top) = (start(logo.width), start(logo.height));
    let places = (0..i64::from(logo.height)).flat_map(|y| (0..i64::from(logo.width)).map(move |x| (x, y)));
    for ((x, y), pixel) in places.zip(logo.rgba.chunks_exact(4)) {
        let place = (i32::try_from(left + x), i32::try_from(top + y));
        if let ((Ok(x), Ok(y)), [red, green, blue, opacity]) = (place, pixel) {
            canvas.cover_pixel((x, y), [*red, *green, *blue], *opacity);
        }
    }
    canvas.into_full_png()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::embedded::theme_files;

    /// Width, height and pixels of a PNG.
    fn read(file: &[u8]) -> (u32, u32, Vec<Rgb>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let pixels = bytes.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        (info.width, info.height, pixels)
    }

    /// How far from the middle the farthest pixel is that is not as the first, as a part of the side.
    fn reach(file: &[u8]) -> f64 {
        let (width, height, pixels) = read(file);
        assert_eq!(width, height);
        let middle = f64::from(width) / 2.0;
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (f64::from(x), f64::from(y))));
        let drawn = places.zip(&pixels).filter(|(_, pixel)| **pixel != pixels[0]);
        let far = |((x, y), _): ((f64, f64), _)| (x + 0.5 - middle).hypot(y + 0.5 - middle) / f64::from(width);
        drawn.map(far).fold(0.0, f64::max)
    }

    #[test]
    fn what_counts_of_a_maskable_icon_lies_in_the_circle_that_no_system_cuts() {
        let logo =
            |side: u32| Pixels { width: side, height: side, rgba: [9, 9, 9, 255].repeat((side * side) as usize) };
        let drawn = |icon: Icon| reach(&draw_icon(icon, &logo(icon.room()), [250; 3]));
        let maskable = drawn(Icon { side: 512, is_maskable: true });
        assert!((0.38..=0.4).contains(&maskable), "{maskable}");
        assert!(drawn(Icon { side: 512, is_maskable: false }) > 0.5);
        let of_theme = theme_files().iter().find(|(path, _)| *path == "static/icons/icon-maskable-512.png").unwrap().1;
        assert!((0.3..=0.4).contains(&reach(of_theme)), "{}", reach(of_theme));
    }

    #[test]
    fn a_logo_stands_in_the_middle_and_one_looks_through_where_it_has_a_hole() {
        let logo = Pixels { width: 2, height: 1, rgba: vec![255, 0, 0, 255, 0, 0, 0, 0] };
        let icon = Icon { side: 4, is_maskable: false };
        let (_, _, pixels) = read(&draw_icon(icon, &logo, [250, 249, 248]));
        let red: Vec<usize> = (0..16).filter(|place| pixels[*place] == [255, 0, 0]).collect();
        assert_eq!(red, [5]);
        assert_eq!(pixels.iter().filter(|pixel| **pixel == [250, 249, 248]).count(), 15);
    }
}
