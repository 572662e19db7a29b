//! The faces that cards are set in, and setting.

use std::sync::{Mutex, PoisonError};

use cosmic_text::fontdb::Database;
use cosmic_text::{
    Align, Attrs, Buffer, Color, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, Metrics, Shaping, SwashCache,
    Weight,
};

use super::Rgb;
use super::canvas::Canvas;
use crate::theme::embedded::theme_files;

/// The names that the files have within.
const SERIF: &str = "Chancery Serif";
const SANS: &str = "Chancery Sans";
const JOINED: &str = "Vazirmatn";
/// Where the faces are in the site theme; italics are of no use here.
const FOLDER: &str = "static/fonts/";
const ENDING: &str = ".woff2";
const ITALIC: &str = "serif-italic.woff2";

/// Begins a line that is read from right to left, whatever its first letters are.
const RIGHT_TO_LEFT: char = '\u{200f}';

/// The characters that `tools/make_fonts.py` leaves in the faces.
const LETTERS: [(u32, u32); 9] = [
    (0x20, 0x24f),
    (0x2b0, 0x2dc),
    (0x300, 0x323),
    (0x600, 0x6ff),
    (0x1e00, 0x1eff),
    (0x200b, 0x2026),
    (0x202a, 0x203a),
    (0x2080, 0x20c4),
    (0x2190, 0x2212),
];

/// Have the faces all letters and digits of a text? Signs that they lack are left out of a card.
#[must_use]
pub fn is_drawable(text: &str) -> bool {
    text.chars().all(|character| !character.is_alphanumeric() || has(character))
}

fn has(character: char) -> bool {
    LETTERS.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(character)))
}

/// How words look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Serif,
    SerifBold,
    Sans,
    SansBold,
}

/// At which end of its line a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// Words to be set in a column.
#[derive(Debug, Clone)]
pub(super) struct TextBox {
    pub text: String,
    pub style: Style,
    /// In pixels.
    pub size: f32,
    /// The height of a line in sizes.
    pub leading: f32,
    pub colour: Rgb,
    pub side: Side,
    /// How many lines it may have; what is more ends in an ellipsis.
    pub lines: usize,
    pub is_rtl: bool,
}

/// The faces, which all cards of a build share.
pub struct Faces {
    database: Database,
    /// Setters that no card uses now: each has read what it needs of the faces.
    idle: Mutex<Vec<Setter>>,
}

impl Faces {
    /// The faces of the program's own site theme.
    #[must_use]
    pub fn new() -> Self {
        let mut database = Database::new();
        for (path, bytes) in theme_files() {
            let is_face = path.starts_with(FOLDER) && path.ends_with(ENDING) && !path.ends_with(ITALIC);
            if let Some(face) = is_face.then(|| wuff::decompress_woff2(bytes).ok()).flatten() {
                database.load_font_data(face);
            }
        }
        Self { database, idle: Mutex::default() }
    }

    /// Hands out what sets words, and keeps it for the next card.
    pub(super) fn with_setter(&self, set: impl FnOnce(&mut Setter)) {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let known = idle().pop();
        let mut setter = known.unwrap_or_else(|| Setter::new(self.database.clone()));
        set(&mut setter);
        idle().push(setter);
    }
}

impl Default for Faces {
    fn default() -> Self {
        Self::new()
    }
}

/// Sets words.
pub(super) struct Setter {
    fonts: FontSystem,
    letters: SwashCache,
}

impl Setter {
    fn new(database: Database) -> Self {
        // No locale of the machine: it would choose among faces that are not there.
        Self { fonts: FontSystem::new_with_locale_and_db("en".to_owned(), database), letters: SwashCache::new() }
    }

    /// Lays a text out in a column.
    fn laid_out(&mut self, text: &TextBox, width: Option<f32>, ellipsis: bool) -> Buffer {
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::new(text.size, text.size * text.leading));
        buffer.set_size(width, None);
        if ellipsis {
            buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Lines(text.lines)));
        }
        let (family, weight) = match text.style {
            Style::Serif => (SERIF, 400),
            Style::SerifBold => (SERIF, 600),
            Style::Sans => (SANS, 400),
            Style::SansBold => (SANS, 600),
        };
        // As in the style sheet: joined letters have one face, and are bolder.
        let is_bold = weight > 400;
        let (family, weight) = if text.is_rtl { (JOINED, if is_bold { 700 } else { 400 }) } else { (family, weight) };
        let attributes = Attrs::new().family(Family::Name(family)).weight(Weight(weight));
        let side = match text.side {
            Side::Left => Align::Left,
            Side::Right => Align::Right,
        };
        let words: String = text.text.chars().filter(|character| has(*character)).collect();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let line = if text.is_rtl { format!("{RIGHT_TO_LEFT}{words}") } else { words };
        buffer.set_text(&line, &attributes, Shaping::Advanced, width.map(|_| side));
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }

    /// How wide a text is in one line.
    pub fn width(&mut self, text: &TextBox) -> f32 {
        let buffer = self.laid_out(text, None, false);
        buffer.layout_runs().map(|run| run.line_w).fold(0.0, f32::max)
    }

    /// Does a text need no more lines than it may have, and is no word wider than the column?
    pub fn fits(&mut self, text: &TextBox, width: f32) -> bool {
        let longest = text.text.split_whitespace().map(str::to_owned);
        let fits = |setter: &mut Self, word: String| setter.width(&TextBox { text: word, ..text.clone() }) <= width;
        longest.into_iter().all(|word| fits(self, word))
            && self.laid_out(text, Some(width), false).layout_runs().count() <= text.lines
    }

    /// Sets a text in a column that begins at `x` and `y`; says how high it is.
    pub fn set(&mut self, text: &TextBox, (x, y, width): (f32, f32, f32), canvas: &mut Canvas) -> f32 {
        if text.text.trim().is_empty() {
            return 0.0;
        }
        let mut buffer = self.laid_out(text, Some(width), true);
        let lines = buffer.layout_runs().count();
        #[expect(clippy::cast_possible_truncation, reason = "a card is some pixels large")]
        let (left, top) = (x.round() as i32, y.round() as i32);
        let [red, green, blue] = text.colour;
        buffer.draw(&mut self.fonts, &mut self.letters, Color::rgb(red, green, blue), |across, down, _, _, colour| {
            canvas.cover_pixel((left + across, top + down), text.colour, colour.a());
        });
        #[expect(clippy::cast_precision_loss, reason = "a card has room for few lines")]
        let lines = lines as f32;
        lines * text.size * text.leading
    }
}
