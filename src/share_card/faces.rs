//! The faces that cards are set in, and setting.

use std::sync::{LazyLock, Mutex, PoisonError};

use cosmic_text::fontdb::Database;
use cosmic_text::{
    Align, Attrs, Buffer, CacheKeyFlags, Color, Family, FontSystem, Metrics, Shaping, SwashCache, Weight,
};

use super::Rgb;
use super::canvas::Canvas;
use crate::theme::embedded::theme_files;

/// The names that the files have within.
const SERIF: &str = "Chancery Serif";
const SANS: &str = "Chancery Sans";
const JOINED: &str = "Vazirmatn";
/// The files of the faces in the site theme. Of one name the first is asked first, then the others in this order, so those with the
/// rarer letters stand behind. Each of the two has joined letters too, as names of both scripts meet in one line.
const SERIF_FILES: [&str; 4] = ["serif", "serif-ext", "serif-vietnamese", "vazirmatn"];
const SANS_FILES: [&str; 4] = ["sans", "sans-ext", "sans-vietnamese", "vazirmatn"];

/// Begins a line that is read from right to left, whatever its first letters are.
const RIGHT_TO_LEFT: char = '\u{200f}';
const ELLIPSIS: char = '…';

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

/// A text without signs that the faces lack, and without line breaks and double spaces.
pub(super) fn drawable(text: &str) -> String {
    let words: String = text.chars().filter(|character| has(*character) || character.is_whitespace()).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
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

/// What sets words and is used by no card now: each has read what it needs of the faces.
static IDLE: Mutex<Vec<Setter>> = Mutex::new(Vec::new());

/// The faces of the program's own site theme, read when the first card is drawn; they are the same for every card.
static SERIFS: LazyLock<Database> = LazyLock::new(|| database(SERIF_FILES));
static SANSES: LazyLock<Database> = LazyLock::new(|| database(SANS_FILES));

fn database(names: [&str; 4]) -> Database {
    let mut database = Database::new();
    for name in names {
        let file = format!("static/fonts/{name}.woff2");
        let bytes = theme_files().iter().find(|(path, _)| *path == file).map(|(_, bytes)| bytes);
        if let Some(face) = bytes.and_then(|bytes| wuff::decompress_woff2(bytes).ok()) {
            database.load_font_data(face);
        }
    }
    database
}

/// Hands out what sets words, and keeps it for the next card.
pub(super) fn with_setter(set: impl FnOnce(&mut Setter)) {
    let idle = || IDLE.lock().unwrap_or_else(PoisonError::into_inner);
    let known = idle().pop();
    let mut setter = known.unwrap_or_else(|| Setter { serif: Faces::of(&SERIFS), sans: Faces::of(&SANSES) });
    set(&mut setter);
    idle().push(setter);
}

/// Faces that go together, and their letters as they were drawn.
struct Faces {
    fonts: FontSystem,
    letters: SwashCache,
}

impl Faces {
    fn of(database: &Database) -> Self {
        // No locale of the machine: it would choose among faces that are not there.
        let fonts = FontSystem::new_with_locale_and_db("en".to_owned(), database.clone());
        Self { fonts, letters: SwashCache::new() }
    }
}

/// Sets words.
pub(super) struct Setter {
    serif: Faces,
    sans: Faces,
}

impl Setter {
    fn faces(&mut self, style: Style) -> &mut Faces {
        match style {
            Style::Serif | Style::SerifBold => &mut self.serif,
            Style::Sans | Style::SansBold => &mut self.sans,
        }
    }

    /// Lays a text out in a column.
    fn laid_out(&mut self, text: &TextBox, width: Option<f32>) -> Buffer {
        let (family, weight) = match text.style {
            Style::Serif => (SERIF, 400),
            Style::SerifBold => (SERIF, 600),
            Style::Sans => (SANS, 400),
            Style::SansBold => (SANS, 600),
        };
        // As in the style sheet: joined letters have one face, and are bolder.
        let (family, weight) =
            if text.is_rtl { (JOINED, if weight > 400 { 700 } else { 400 }) } else { (family, weight) };
        let attributes = Attrs::new().family(Family::Name(family)).weight(Weight(weight));
        let attributes = attributes.cache_key_flags(CacheKeyFlags::DISABLE_HINTING);
        let side = match text.side {
            Side::Left => Align::Left,
            Side::Right => Align::Right,
        };
        let line = if text.is_rtl { format!("{RIGHT_TO_LEFT}{}", text.text) } else { text.text.clone() };
        let fonts = &mut self.faces(text.style).fonts;
        let mut buffer = Buffer::new(fonts, Metrics::new(text.size, text.size * text.leading));
        buffer.set_size(width, None);
        buffer.set_text(&line, &attributes, Shaping::Advanced, width.map(|_| side));
        buffer.shape_until_scroll(fonts, false);
        buffer
    }

    /// How wide a text is in one line.
    pub fn width(&mut self, text: &TextBox) -> f32 {
        self.laid_out(text, None).layout_runs().map(|run| run.line_w).fold(0.0, f32::max)
    }

    /// Does a text need no more lines than it may have, and is no word wider than the column?
    pub fn fits(&mut self, text: &TextBox, width: f32) -> bool {
        let is_narrow = |word: &str| self.width(&TextBox { text: word.to_owned(), ..text.clone() }) <= width;
        text.text.split_whitespace().all(is_narrow) && self.lines(text, width) <= text.lines
    }

    fn lines(&mut self, text: &TextBox, width: f32) -> usize {
        self.laid_out(text, Some(width)).layout_runs().count()
    }

    /// As much of a text as fits, with an ellipsis where something is left out.
    fn shortened(&mut self, text: &TextBox, width: f32) -> TextBox {
        let words: Vec<&str> = text.text.split_whitespace().collect();
        let first = |count: usize| {
            let some = words[..count].join(" ");
            let is_cut = count < words.len();
            let some = if is_cut {
                format!("{}{ELLIPSIS}", some.trim_end_matches(['.', ',', ';', ':', '،', '؛']))
            } else {
                some
            };
            TextBox { text: some, ..text.clone() }
        };
        // More words never need fewer lines.
        let (mut least, mut most) = (words.len().min(1), words.len());
        while least < most {
            let middle = (least + most).div_ceil(2);
            if self.lines(&first(middle), width) <= text.lines { least = middle } else { most = middle - 1 }
        }
        first(least)
    }

    /// Sets a text in a column that begins at `x` and `y`; says how high it is.
    pub fn set(&mut self, text: &TextBox, (x, y, width): (f32, f32, f32), canvas: &mut Canvas) -> f32 {
        if text.text.is_empty() {
            return 0.0;
        }
        let text = self.shortened(text, width);
        let mut buffer = self.laid_out(&text, Some(width));
        let lines = buffer.layout_runs().count();
        #[expect(clippy::cast_possible_truncation, reason = "a card is some pixels large")]
        let (left, top) = (x.round() as i32, y.round() as i32);
        let [red, green, blue] = text.colour;
        let Faces { fonts, letters } = self.faces(text.style);
        buffer.draw(fonts, letters, Color::rgb(red, green, blue), |across, down, _, _, colour| {
            canvas.cover_pixel((left + across, top + down), text.colour, colour.a());
        });
        #[expect(clippy::cast_precision_loss, reason = "a card has room for few lines")]
        let lines = lines as f32;
        lines * text.size * text.leading
    }
}
