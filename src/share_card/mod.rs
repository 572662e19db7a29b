//! Cards that a page shows where somebody shares its address: what it is called, and where it is, as a picture.
//!
//! Comes in: words, colours and the drawing of a cover. Goes out: a PNG, 1200 × 630 pixels, which the services that show such cards
//! ask for (<https://ogp.me>). The same input gives the same bytes. Words are set in the faces of the program's own site theme, in
//! the order that their script asks for; what these faces have no letters for gets no card ([`is_drawable`]).

mod canvas;
mod faces;
mod icon;
mod palette;

pub use faces::is_drawable;
pub use icon::{Icon, draw_icon};

use serde::Serialize;

use crate::map::Cover;
use canvas::{Area, Canvas};
use faces::{Side, Style, TextBox};

/// The size of a card, in pixels.
pub const SIZE: (u32, u32) = (1200, 630);

/// How wide the part with the words is, and the bar in the theme's colour beside it.
const WORDS: f32 = 620.0;
const BAR: f32 = 10.0;
/// How far words stay from the edge.
const MARGIN: f32 = 64.0;
/// How wide a column of words is.
const COLUMN: f32 = 512.0;
/// Where the line above the name of the site stands.
const RULE: f32 = 515.0;

/// A colour: red, green, blue.
pub type Rgb = [u8; 3];

/// What a card says.
#[derive(Debug, Clone)]
pub struct ShareCard {
    /// A few words above the title, in the theme's colour; may be empty.
    pub label: String,
    /// The title.
    pub title: String,
    /// One or two sentences; may be empty.
    pub text: String,
    /// The name of the site.
    pub site: String,
    /// The host that the site stands on; may be empty.
    pub host: String,
    /// Where the city lies; may be empty.
    pub place: String,
    /// Short names on the drawing.
    pub chips: Vec<String>,
    /// The drawing.
    pub cover: Cover,
    /// The colours.
    pub colours: CardColours,
    /// Is it read from right to left?
    pub is_rtl: bool,
}

/// The colours of a card.
#[derive(Debug, Clone, Copy, Serialize)]
#[allow(missing_docs, reason = "they are those of the site theme's style sheet")]
pub struct CardColours {
    pub paper: Rgb,
    pub ink: Rgb,
    pub quiet: Rgb,
    pub theme: Rgb,
    pub sea: Rgb,
    pub water: Rgb,
    pub land: Rgb,
    pub coast: Rgb,
}

/// Draws a card. It is empty only where there is no memory for it.
#[must_use]
pub fn draw(card: &ShareCard) -> Vec<u8> {
    let Some(mut canvas) = Canvas::new(SIZE, card.colours.paper) else { return Vec::new() };
    faces::with_setter(|setter| {
        let (width, height) = (SIZE.0 as f32, SIZE.1 as f32);
        let map_width = width - WORDS - BAR;
        let (map, bar, column) =
            if card.is_rtl { (0.0, map_width, width - MARGIN - COLUMN) } else { (WORDS + BAR, WORDS, MARGIN) };
        let area = Area { x: map, y: 0.0, width: map_width, height };
        canvas.drawing(&card.cover, area, &card.colours);
        canvas.fill(Area { x: bar, y: 0.0, width: BAR, height }, card.colours.theme);
        words(card, column, &mut canvas, setter);
        place(card, area, &mut canvas, setter);
        chips(card, area, &mut canvas, setter);
    });
    canvas.into_png()
}

/// The label, the title and the text, then the names of the site and its host below a line.
fn words(card: &ShareCard, left: f32, canvas: &mut Canvas, setter: &mut faces::Setter) {
    /// The sizes of titles, and how many lines each may have: the first in which all of it fits is taken.
    const TITLES: [(f32, usize); 4] = [(84.0, 2), (68.0, 3), (56.0, 4), (46.0, 5)];
    let CardColours { ink, quiet, theme, .. } = card.colours;
    // Lines of Persian need more room above and below.
    let (leading, shrink) = if card.is_rtl { (1.45, 0.86) } else { (1.05, 1.0) };
    let near = if card.is_rtl { Side::Right } else { Side::Left };
    let text = |text: &str, style, size: f32, colour| TextBox {
        text: faces::drawable(text),
        style,
        size,
        leading: if card.is_rtl { 1.5 } else { 1.24 },
        colour,
        side: near,
        lines: 1,
        is_rtl: card.is_rtl,
    };
    let mut y = 58.0;
    y += setter.set(&text(&card.label, Style::SansBold, 26.0, theme), (left, y, COLUMN), canvas) + 8.0;
    let titles = TITLES.map(|(size, lines)| TextBox {
        leading,
        lines,
        ..text(&card.title, Style::SerifBold, size * shrink, ink)
    });
    let [.., last] = &titles;
    let title = titles.iter().find(|title| setter.fits(title, COLUMN)).unwrap_or(last);
    y += setter.set(title, (left, y, COLUMN), canvas) + 14.0;
    let body = text(&card.text, Style::Serif, 34.0 * shrink, quiet);
    let room = ((RULE - 20.0 - y) / (body.size * body.leading)).floor();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a card has room for few lines")]
    let lines = room.max(0.0) as usize;
    if lines > 0 {
        setter.set(&TextBox { lines, ..body }, (left, y, COLUMN), canvas);
    }
    canvas.fill(Area { x: left, y: RULE, width: COLUMN, height: 2.0 }, ink);
    let far = if card.is_rtl { Side::Left } else { Side::Right };
    let host = TextBox { side: far, is_rtl: false, ..text(&card.host, Style::Sans, 24.0, quiet) };
    let host_width = setter.width(&host);
    let site = text(&card.site, Style::SerifBold, 27.0, ink);
    let gap = if card.host.is_empty() { 0.0 } else { host_width + 24.0 };
    // A long name of the site keeps the line; the host is what can be done without.
    let has_host = !card.host.is_empty() && setter.width(&site) + gap <= COLUMN;
    setter.set(&site, (left, RULE + 24.0, COLUMN), canvas);
    if has_host {
        setter.set(&host, (left, RULE + 27.0, COLUMN), canvas);
    }
}

/// Where the city lies, on a patch in the corner of the drawing.
fn place(card: &ShareCard, area: Area, canvas: &mut Canvas, setter: &mut faces::Setter) {
    if card.place.is_empty() {
        return;
    }
    let text = chip_text(card, &card.place, card.colours.theme);
    let width = setter.width(&text);
    let x = if card.is_rtl { area.x + area.width - 22.0 - width - 16.0 } else { area.x + 22.0 };
    canvas.veil(Area { x, y: 22.0, width: width + 16.0, height: 36.0 }, card.colours.paper);
    line(&text, (x + 8.0, if card.is_rtl { 22.0 } else { 25.0 }, width), canvas, setter);
}

/// Short names in frames, as many as fit in a line.
fn chips(card: &ShareCard, area: Area, canvas: &mut Canvas, setter: &mut faces::Setter) {
    const HEIGHT: f32 = 42.0;
    let (room, mut used) = (area.width - 2.0 * 28.0, 0.0);
    for chip in &card.chips {
        let text = chip_text(card, chip, card.colours.ink);
        let width = setter.width(&text) + 30.0;
        if used + width > room {
            return;
        }
        let x = if card.is_rtl { area.x + area.width - 28.0 - used - width } else { area.x + 28.0 + used };
        let frame = Area { x, y: 560.0, width, height: HEIGHT };
        canvas.fill(frame, card.colours.theme);
        canvas.fill(frame.within(2.0), card.colours.paper);
        line(&text, (x + 15.0, if card.is_rtl { 563.0 } else { 566.0 }, width - 30.0), canvas, setter);
        used += width + 10.0;
    }
}

/// Sets a text of one line, with room to spare: set in a column, a text may be a little wider than it was measured alone.
fn line(text: &TextBox, (x, y, width): (f32, f32, f32), canvas: &mut Canvas, setter: &mut faces::Setter) {
    const ROOM: f32 = 24.0;
    let x = if text.side == Side::Right { x - ROOM } else { x };
    setter.set(text, (x, y, width + ROOM), canvas);
}

fn chip_text(card: &ShareCard, text: &str, colour: Rgb) -> TextBox {
    TextBox {
        text: faces::drawable(text),
        style: Style::Sans,
        size: if card.is_rtl { 22.0 } else { 24.0 },
        leading: if card.is_rtl { 1.5 } else { 1.24 },
        colour,
        side: if card.is_rtl { Side::Right } else { Side::Left },
        lines: 1,
        is_rtl: card.is_rtl,
    }
}
