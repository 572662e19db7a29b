//! Slugs: the part of an address, and of a file's name, that says which text it is.
//!
//! A title comes in, or what an editor wrote; a [`Slug`] goes out that is safe as a folder on every system. This module
//! does not know whether two texts want the same slug, and does not percent-encode: a slug may be Persian.
//!
//! The rule: Latin letters are their ASCII letters (`Medellín` is `medellin`), letters and digits of other scripts stay, in
//! lower case, with Persian ی and ک for Arabic ي and ك and ASCII for Persian digits. Everything else is a hyphen, the
//! zero-width non-joiner too. Hyphens neither repeat nor stand at an end. A slug has at most 80 characters and 200 bytes
//! (file systems allow 255, and a name may have to carry `.fa.md`). Names that Windows keeps for devices get `-1`.

use std::fmt;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::message::Message;
use crate::base::fold;
use crate::base::windows::is_device_name;

/// The most characters of a slug, before `-1` may be added.
const MOST_CHARACTERS: usize = 80;

/// The most bytes of a slug, before `-1` may be added.
const MOST_BYTES: usize = 200;

/// What the slug of a text is when none of its characters can stand in one.
const UNTITLED: &str = "untitled";

/// The name of a text in addresses and file names: never empty, and safe as the name of a file or folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// The slug of any text, such as a title; `None` when nothing of it can stand in one. Doing it twice changes nothing.
    pub fn from_text(text: &str) -> Option<Slug> {
        let mut slug = if text.is_ascii() { ascii(text) } else { unicode(text) };
        cut(&mut slug, 0);
        if slug.is_empty() {
            return None;
        }
        if is_device_name(&slug) {
            slug.push_str("-1");
        }
        Some(Slug(slug))
    }

    /// The slug of a text, or `untitled` where [`Slug::from_text`] has none.
    pub fn from_text_or_untitled(text: &str) -> Slug {
        Slug::from_text(text).unwrap_or_default()
    }

    /// A slug that an editor wrote, taken as it is.
    ///
    /// # Errors
    ///
    /// When it is not what [`Slug::from_text`] makes of it: the problem says why, and what would be right.
    pub fn parse(text: &str) -> Result<Slug, SlugProblem> {
        if is_plain(text) {
            return Ok(Slug(text.to_owned()));
        }
        let suggestion = Slug::from_text(text);
        match suggestion {
            Some(slug) if slug.as_str() == text => Ok(slug),
            suggestion => Err(SlugProblem { fault: Fault::of(text), suggestion }),
        }
    }

    /// The slug with a number behind it, for a second text of the same name. A long one gives way to the number.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Slug {
        let ending = format!("-{number}");
        let mut slug = self.0.clone();
        cut(&mut slug, ending.len());
        Slug(slug + &ending)
    }

    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Slug {
    fn default() -> Self {
        Slug(UNTITLED.to_owned())
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

impl AsRef<str> for Slug {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Why a slug that an editor wrote is none. Its text is lower case, without a full stop, and ends with the corrected slug.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlugProblem {
    fault: Fault,
    suggestion: Option<Slug>,
}

impl SlugProblem {
    /// The slug that would be right, where one can be told.
    pub fn suggestion(&self) -> Option<&Slug> {
        self.suggestion.as_ref()
    }

    /// What is wrong, and what to write.
    pub fn message(&self) -> Message {
        let fault = match self.fault {
            Fault::Empty => say!("a slug needs at least one letter or digit"),
            Fault::Character(' ') => say!("a slug may not contain a space"),
            Fault::Character(character) if fold::is_invisible(character) || character == '\u{200c}' => {
                let code = format!("U+{:04X}", u32::from(character));
                say!("a slug may not contain the invisible character {code}", code)
            }
            Fault::Character(sign) => say!("a slug may not contain `{sign}`", sign = sign.escape_debug()),
            Fault::Hyphens => say!("hyphens in a slug stand alone, between letters or digits"),
            Fault::DeviceName => say!("Windows keeps this name for a device"),
            Fault::TooLong => say!("a slug has at most {most} characters", most = MOST_CHARACTERS),
            Fault::Composition => say!("a letter in this slug is written in parts"),
        };
        match &self.suggestion {
            Some(slug) => say!("{fault}; write `{slug}`", fault, slug),
            None => fault,
        }
    }
}

impl fmt::Display for SlugProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().english())
    }
}

impl std::error::Error for SlugProblem {}

/// The first thing wrong with a slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    Empty,
    Character(char),
    Hyphens,
    DeviceName,
    TooLong,
    Composition,
}

impl Fault {
    /// What is wrong with a text that is known not to be a slug.
    fn of(text: &str) -> Fault {
        if text.is_empty() {
            return Fault::Empty;
        }
        if let Some(character) = text.chars().find(|character| !may_stand(*character)) {
            return Fault::Character(character);
        }
        if text.starts_with('-') || text.ends_with('-') || text.contains("--") {
            return Fault::Hyphens;
        }
        if is_device_name(text) {
            return Fault::DeviceName;
        }
        if text.chars().count() > MOST_CHARACTERS || text.len() > MOST_BYTES {
            return Fault::TooLong;
        }
        Fault::Composition
    }
}

/// Whether a character can be part of a slug as it is.
fn may_stand(character: char) -> bool {
    if character == '-' {
        return true;
    }
    // A sign that needs a letter before it is tried after one.
    let mut alone = String::from(if is_combining_mark(character) { "क" } else { "" });
    let wanted = format!("{alone}{character}");
    for part in std::iter::once(character).nfkc() {
        push_character(part, &mut alone);
    }
    alone == wanted
}

/// Is a text surely a slug as it is? Most are told at a glance: small letters, digits, and hyphens between them. Of the
/// others nothing is said.
fn is_plain(text: &str) -> bool {
    let mut before = b'-';
    for byte in text.bytes() {
        let may_follow = matches!(byte, b'a'..=b'z' | b'0'..=b'9') || (byte == b'-' && before != b'-');
        if !may_follow {
            return false;
        }
        before = byte;
    }
    before != b'-' && text.len() <= MOST_CHARACTERS && !is_device_name(text)
}

/// The letters and digits of an ASCII text and the hyphens between them: what [`unicode`] makes of it, in a fraction of the
/// time, as nothing in ASCII is composed, an accent, or invisible.
fn ascii(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    // As if one stood before the text: none begins a slug.
    let mut after_hyphen = true;
    for byte in text.bytes() {
        let is_kept = byte.is_ascii_alphanumeric();
        if is_kept || !after_hyphen {
            slug.push(if is_kept { char::from(byte.to_ascii_lowercase()) } else { '-' });
        }
        after_hyphen = !is_kept;
    }
    slug
}

/// The same for any text.
fn unicode(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.nfkc() {
        push_character(character, &mut slug);
    }
    // Lower case may have taken a composed letter apart.
    slug.nfc().collect()
}

/// Appends what one character of a text, composed by NFKC, adds to its slug.
fn push_character(character: char, slug: &mut String) {
    if fold::is_accent(character) || fold::is_invisible(character) {
        return;
    }
    if is_combining_mark(character) {
        if slug.chars().next_back().is_some_and(|last| last != '-') {
            slug.push(character);
        }
        return;
    }
    let parts = std::iter::once(character).nfkd().filter(|part| !fold::is_accent(*part)).collect::<String>();
    // Accents are taken off Latin letters only: آ and й are letters of their own.
    let is_latin = parts.chars().all(|part| part.is_ascii() || latin_spelling(part).is_some());
    let kept = if is_latin { parts } else { character.to_string() };
    for letter in kept.chars().flat_map(char::to_lowercase) {
        match fold::plain_latin(letter) {
            Some(letters) => slug.push_str(letters),
            None if letter.is_alphanumeric() => slug.push(fold::persian_letter(letter)),
            None if is_combining_mark(letter) => {}
            None if slug.is_empty() || slug.ends_with('-') => {}
            None => slug.push('-'),
        }
    }
}

/// The ASCII spelling of a Latin letter in either case.
fn latin_spelling(letter: char) -> Option<&'static str> {
    letter.to_lowercase().next().and_then(fold::plain_latin)
}

/// Cuts a slug to what it may have, less some room in ASCII, at a hyphen where there is one, and takes the hyphen at its end
/// off.
fn cut(slug: &mut String, room: usize) {
    if slug.len() + room <= MOST_CHARACTERS {
        slug.truncate(slug.trim_end_matches('-').len());
        return;
    }
    let allowed = slug
        .char_indices()
        .map(|(start, character)| start + character.len_utf8())
        .take(MOST_CHARACTERS.saturating_sub(room))
        .take_while(|end| end + room <= MOST_BYTES)
        .last()
        .unwrap_or_default();
    if allowed < slug.len() && !slug[allowed..].starts_with('-') {
        let at_hyphen = slug[..allowed].rfind('-').filter(|hyphen| *hyphen > 0);
        slug.truncate(at_hyphen.unwrap_or(allowed));
    } else {
        slug.truncate(allowed);
    }
    slug.truncate(slug.trim_end_matches('-').len());
}

#[cfg(test)]
mod tests;
