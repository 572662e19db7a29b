//! A picture that is being drawn: areas, the paths of a cover, and letters.

use tiny_skia::{
    Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, PixmapPaint, Rect, Stroke, StrokeDash,
    Transform,
};

use super::palette::{full_png, indexed_png};
use super::{CardColours, Rgb};
use crate::map::{COVER, Cover};

/// A part of the picture, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    /// What is left within a frame.
    pub fn within(self, frame: f32) -> Self {
        let Self { x, y, width, height } = self;
        Self { x: x + frame, y: y + frame, width: width - 2.0 * frame, height: height - 2.0 * frame }
    }
}

/// The picture.
pub(super) struct Canvas {
    pixels: Pixmap,
}

fn opaque(colour: Rgb) -> Color {
    Color::from_rgba8(colour[0], colour[1], colour[2], u8::MAX)
}

fn paint<'p>(colour: Rgb, opacity: f32) -> Paint<'p> {
    let mut paint = Paint::default();
    let mut colour = opaque(colour);
    colour.set_alpha(opacity);
    paint.set_color(colour);
    paint
}

impl Canvas {
    /// An empty picture.
    pub fn new((width, height): (u32, u32), paper: Rgb) -> Option<Self> {
        let mut pixels = Pixmap::new(width, height)?;
        pixels.fill(opaque(paper));
        Some(Self { pixels })
    }

    /// Fills an area.
    pub fn fill(&mut self, area: Area, colour: Rgb) {
        self.fill_with(area, &paint(colour, 1.0));
    }

    /// Lets an area show through.
    pub fn veil(&mut self, area: Area, colour: Rgb) {
        self.fill_with(area, &paint(colour, 0.72));
    }

    fn fill_with(&mut self, area: Area, paint: &Paint<'_>) {
        if let Some(rect) = Rect::from_xywh(area.x, area.y, area.width, area.height) {
            self.pixels.fill_rect(rect, paint, Transform::identity(), None);
        }
    }

    /// Draws a cover as high as an area; of its width the city stays at the same share.
    pub fn drawing(&mut self, cover: &Cover, area: Area, colours: &CardColours) {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an area is some pixels large")]
        let Some(mut sheet) = Pixmap::new(area.width as u32, area.height as u32) else { return };
        sheet.fill(opaque(colours.sea));
        let (width, height) = (COVER.0 as f32, COVER.1 as f32);
        let scale = area.height / height;
        let city = cover.city.map(|(x, y)| (x as f32, y as f32));
        let left = city.map_or((area.width - width * scale) / 2.0, |(x, _)| area.width * x / width - x * scale);
        let place = Transform::from_scale(scale, scale).post_translate(left, 0.0);
        let mut stroke = |path: &Path, colour: Rgb, opacity: f32, stroke: &Stroke| {
            sheet.stroke_path(path, &paint(colour, opacity), stroke, place, None);
        };
        let land = outline(&cover.land);
        if let Some(land) = &land {
            let lines = [(17.0, colours.water), (15.0, colours.sea), (9.0, colours.water), (6.6, colours.sea)];
            for (width, colour) in lines {
                stroke(land, colour, 1.0, &Stroke { width, line_join: LineJoin::Round, ..Stroke::default() });
            }
            sheet.fill_path(land, &paint(colours.land, 1.0), FillRule::EvenOdd, place, None);
        }
        let mut stroke = |path: &Path, colour: Rgb, opacity: f32, stroke: &Stroke| {
            sheet.stroke_path(path, &paint(colour, opacity), stroke, place, None);
        };
        if let Some(land) = &land {
            stroke(land, colours.coast, 1.0, &Stroke { width: 1.1, ..Stroke::default() });
        }
        if let Some(lines) = outline(&cover.graticule) {
            stroke(&lines, colours.theme, 0.16, &Stroke::default());
        }
        if let Some(arcs) = outline(&cover.arcs) {
            let dash = StrokeDash::new(vec![0.1, 5.0], 0.0);
            stroke(
                &arcs,
                colours.theme,
                1.0,
                &Stroke { width: 1.4, line_cap: LineCap::Round, dash, ..Stroke::default() },
            );
        }
        if let Some((x, y)) = city {
            let circle = |radius| PathBuilder::from_circle(x, y, radius);
            if let (Some(ring), Some(dot)) = (circle(12.8), circle(5.6)) {
                sheet.fill_path(&ring, &paint(colours.paper, 1.0), FillRule::Winding, place, None);
                let line = Stroke { width: 1.4, ..Stroke::default() };
                sheet.stroke_path(&ring, &paint(colours.theme, 1.0), &line, place, None);
                sheet.fill_path(&dot, &paint(colours.theme, 1.0), FillRule::Winding, place, None);
            }
        }
        #[expect(clippy::cast_possible_truncation, reason = "a picture is some pixels large")]
        let (x, y) = (area.x as i32, area.y as i32);
        self.pixels.draw_pixmap(x, y, sheet.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    }

    /// Lays a colour over one pixel, as far as a letter covers it.
    pub fn cover_pixel(&mut self, (x, y): (i32, i32), colour: Rgb, coverage: u8) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        let (width, height) = (self.pixels.width() as usize, self.pixels.height() as usize);
        if x >= width || y >= height {
            return;
        }
        let start = (y * width + x) * 4;
        let Some(pixel) = self.pixels.data_mut().get_mut(start..start + 3) else { return };
        let over = |under: u8, own: u8| {
            let sum = u32::from(own) * u32::from(coverage) + u32::from(under) * u32::from(u8::MAX - coverage);
            u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
        };
        for (under, own) in pixel.iter_mut().zip(colour) {
            *under = over(*under, own);
        }
    }

    /// The picture as a file.
    pub fn into_png(self) -> Vec<u8> {
        let (width, height) = (self.pixels.width(), self.pixels.height());
        indexed_png(self.pixels.data(), width, height)
    }

    /// The same with all its colours.
    pub fn into_full_png(self) -> Vec<u8> {
        let (width, height) = (self.pixels.width(), self.pixels.height());
        full_png(self.pixels.data(), width, height)
    }
}

/// The lines that `map` writes: `M`, `l` and `z` with whole numbers, steps after the first point of each.
fn outline(written: &str) -> Option<Path> {
    let mut path = PathBuilder::new();
    let mut here = (0.0, 0.0);
    for line in written.split('M').skip(1) {
        let is_closed = line.ends_with('z');
        let mut numbers = numbers(line.trim_end_matches('z'));
        let mut is_begun = false;
        while let (Some(x), Some(y)) = (numbers.next(), numbers.next()) {
            here = if is_begun { (here.0 + x, here.1 + y) } else { (x, y) };
            if is_begun {
                path.line_to(here.0, here.1)
            } else {
                path.move_to(here.0, here.1)
            }
            is_begun = true;
        }
        if is_closed {
            path.close();
        }
    }
    path.finish()
}

/// Whole numbers, parted by spaces, letters or their own signs.
fn numbers(text: &str) -> impl Iterator<Item = f32> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().take_while(|byte| !byte.is_ascii_digit() && **byte != b'-').count();
        let sign = usize::from(bytes.get(at) == Some(&b'-'));
        let digits = bytes.get(at + sign..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let number = text.get(at..at + sign + digits)?.parse().ok();
        at += sign + digits;
        number
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_parted_by_spaces_and_signs() {
        assert_eq!(numbers("10 -4l3 4-5 6").collect::<Vec<_>>(), [10.0, -4.0, 3.0, 4.0, -5.0, 6.0]);
        assert_eq!(numbers("").count(), 0);
    }

    #[test]
    fn the_lines_of_a_cover_are_read_as_they_were_meant() {
        let path = outline("M10 20l5 5-5 10zM0 0l-3 4").unwrap();
        let bounds = path.bounds();
        assert_eq!((bounds.left(), bounds.top(), bounds.right(), bounds.bottom()), (-3.0, 0.0, 15.0, 35.0));
        assert!(outline("").is_none());
    }
}
