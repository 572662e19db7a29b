//! Texts into the words that are looked up.
//!
//! A word is a run of letters, marks and numbers, folded as `base/fold.rs` says, so that «Medellín» is `medellin` and «كتاب»
//! «کتاب». What a zero-width non-joiner or a hyphen holds together counts as one word and as its parts: «شبکه‌ها» is found by
//! «شبکه ها» and by «شبکهها», and `UN-Habitat` by `unhabitat`. Chinese and Japanese, which set no spaces, have a word for each
//! sign. Any other letter alone is no word. The site theme's `static/search.js` does the same; `tests/search/words.tsv` holds
//! the two together.

use unicode_normalization::char::is_combining_mark;

use crate::base::fold::fold_character;

/// The zero-width non-joiner and the hyphens, which hold the parts of a word together.
const JOINTS: [char; 4] = ['\u{200c}', '-', '\u{2010}', '\u{2011}'];

/// Hands out the words of a text in order; a word of parts comes after these.
pub fn words(text: &str, mut found: impl FnMut(&str)) {
    let mut word = Word::default();
    let mut folded = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            word.whole.push(character.to_ascii_lowercase());
        } else if JOINTS.contains(&character) {
            word.end_part(&mut found);
        } else if character.is_ascii() {
            word.end(&mut found);
        } else {
            folded.clear();
            fold_character(character, &mut folded);
            folded.chars().for_each(|letter| word.add(letter, &mut found));
        }
    }
    word.end(&mut found);
}

/// A word that is being read.
#[derive(Default)]
struct Word {
    whole: String,
    /// Where its last part begins.
    part: usize,
    /// How many parts have ended.
    parts: usize,
}

impl Word {
    fn add(&mut self, letter: char, found: &mut impl FnMut(&str)) {
        if is_sign(letter) {
            self.end(found);
            found(letter.encode_utf8(&mut [0; 4]));
        } else if letter.is_alphanumeric() || is_combining_mark(letter) {
            self.whole.push(letter);
        } else {
            self.end(found);
        }
    }

    fn end_part(&mut self, found: &mut impl FnMut(&str)) {
        let part = self.whole.get(self.part..).unwrap_or_default();
        if !part.is_empty() {
            tell(part, found);
            self.part = self.whole.len();
            self.parts += 1;
        }
    }

    fn end(&mut self, found: &mut impl FnMut(&str)) {
        self.end_part(found);
        if self.parts > 1 {
            tell(&self.whole, found);
        }
        self.whole.clear();
        (self.part, self.parts) = (0, 0);
    }
}

fn tell(word: &str, found: &mut impl FnMut(&str)) {
    if word.chars().nth(1).is_some() {
        found(word);
    }
}

/// Is it a sign of a script without spaces: Han, Hiragana, Katakana?
fn is_sign(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3134f}')
}

/// How often a word of a text counts at most: what stands there four times is not more about it than what stands there twice.
const MOST: u8 = 3;
/// How much more a word of a heading counts.
const HEADING: u8 = 3;

/// The words of a body in few bytes, each with its weight as a digit behind it: `cities3 climate1`. `headings` are among
/// `text`, too.
#[must_use]
pub fn body_words(headings: &str, text: &str) -> String {
    // One text with all words, as most of them are short.
    let mut letters = String::with_capacity(text.len() + headings.len());
    let mut spans: Vec<(usize, usize, u8)> = Vec::with_capacity(text.len() / 5);
    for (text, weight) in [(text, 1), (headings, HEADING)] {
        words(text, |word| {
            let start = letters.len();
            letters.push_str(word);
            spans.push((start, letters.len(), weight));
        });
    }
    let word = |span: &(usize, usize, u8)| letters.get(span.0..span.1).unwrap_or_default();
    spans.sort_unstable_by(|one, other| word(one).cmp(word(other)));
    let mut written = String::with_capacity(letters.len() / 2);
    for same in spans.chunk_by(|one, other| word(one) == word(other)) {
        let times = same.iter().filter(|span| span.2 == 1).count();
        let in_text = u8::try_from(times).unwrap_or(MOST).min(MOST);
        let in_heading = if same.len() > times { HEADING } else { 0 };
        if !written.is_empty() {
            written.push(' ');
        }
        written.push_str(same.first().map_or("", word));
        written.push(char::from(b'0' + in_text + in_heading));
    }
    written
}

/// Hands out what [`body_words`] wrote.
pub fn each_body_word<'a>(written: &'a str, mut found: impl FnMut(&'a str, u32)) {
    for item in written.split(' ') {
        let (word, weight) = item.split_at(item.len().saturating_sub(1));
        if let Ok(weight) = weight.parse() {
            found(word, weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        words(text, |word| all.push(word.to_owned()));
        all
    }

    #[test]
    fn words_are_those_of_the_vectors_that_the_script_is_held_to() {
        let vectors = include_str!("../../tests/search/words.tsv");
        let mut count = 0;
        for line in vectors.lines().filter(|line| !line.starts_with('#')) {
            let (text, expected) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in `{line}`"));
            let text = text.replace("{zwnj}", "\u{200c}").replace("{shy}", "\u{ad}");
            assert_eq!(of(&text).join(" "), expected, "{text}");
            count += 1;
        }
        assert!(count > 20, "{count} vectors");
    }

    #[test]
    fn a_body_is_its_words_with_their_weights() {
        let written = body_words("Key actions", "Key actions\nCities meet. Cities, cities, cities act: c40.");
        assert_eq!(written, "act1 actions4 c401 cities3 key4 meet1");
        let mut all = Vec::new();
        each_body_word(&written, |word, weight| all.push((word, weight)));
        assert_eq!(all[2..4], [("c40", 1), ("cities", 3)]);
        each_body_word(&body_words("", "?"), |word, _| panic!("{word}"));
    }
}
