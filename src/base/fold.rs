//! Text folded for comparison and search.
//!
//! Any text comes in; a text goes out in which writings that a reader takes for the same are the same bytes. With
//! [`fold_with_offsets`] each byte also knows where in the original it came from, so that what is found in the folded
//! text can be shown in the author's own writing. Nothing here is for display, and no word is stemmed: «شهر‌ها» equals
//! «شهر ها» but not «شهرها».
//!
//! The rule, for each character:
//!
//! 1. White space in runs is one space. The zero-width non-joiner counts as white space, so that «تاب‌آوری» and
//!    «تاب آوری» are equal. Other invisible characters (soft hyphen, direction marks, zero-width joiner) are dropped.
//! 2. Unicode's compatibility decomposition (NFKD, [UAX #15]): `ﬁ` is `fi`, `CO₂` is `co2`, `Ａ` is `a`.
//! 3. Accents, Arabic vowel signs (harakat), Hebrew points and the tatweel are dropped; so أ, إ and آ are ا, and ؤ is و.
//!    Signs that scripts of India and South-East Asia write vowels with are letters in all but name, and stay.
//! 4. Lower case, also where a letter has no decomposition: `ß` is `ss`, `ø` is `o`, `ı` is `i` (see [`plain_latin`]).
//! 5. Arabic ي and ى are the Persian ی, ك is ک, ة is ه; Persian and Arabic digits are ASCII digits.
//! 6. Typographic apostrophes are `'`, quotation marks `"`, dashes `-`.
//!
//! [UAX #15]: https://www.unicode.org/reports/tr15/

use std::ops::Range;

use unicode_normalization::char::decompose_compatible;

/// The zero-width non-joiner, which Persian puts between the parts of a word.
const NON_JOINER: char = '\u{200c}';

/// A folded text that remembers where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// For each byte of `text`, the byte offset in the original of the character that it came from; then, as the last
    /// entry, the length of the original.
    pub offsets: Vec<usize>,
}

impl Folded {
    /// The part of the original that a range of bytes in `text` came from.
    ///
    /// Both ends of the answer lie between characters of the original: a range that ends inside `ss` still takes in the
    /// whole `ß`, and accents that folding dropped belong to the letter before them. A range outside of `text` is cut to
    /// it.
    pub fn original(&self, range: Range<usize>) -> Range<usize> {
        let length = self.offsets.last().copied().unwrap_or_default();
        let offset = |byte: usize| self.offsets.get(byte).copied().unwrap_or(length);
        let start = offset(range.start);
        if range.end <= range.start {
            return start..start;
        }
        let last = offset(range.end - 1);
        let end = self.offsets.iter().skip(range.end).find(|next| **next > last).copied().unwrap_or(length);
        start..end
    }
}

/// A text on one line, with single spaces between its words.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Folds a text for comparison; see the rule at the top of this module. Folding twice changes nothing more.
///
/// White space at the ends is kept (as one space), so that this is always the text of [`fold_with_offsets`].
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        fold_character(character, &mut folded);
    }
    folded
}

/// Folds a text as [`fold`] does, and keeps for each byte where it came from.
pub fn fold_with_offsets(text: &str) -> Folded {
    let mut folded = String::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len() + 1);
    for (offset, character) in text.char_indices() {
        fold_character(character, &mut folded);
        offsets.resize(folded.len(), offset);
    }
    offsets.push(text.len());
    Folded { text: folded, offsets }
}

/// The ASCII spelling of a lower-case Latin letter that has no decomposition in Unicode; `None` for all others.
///
/// The spellings are those of the Latin-ASCII transform in CLDR, except `đ` and `ð`, `d` in both.
pub fn plain_latin(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        'ĸ' => "q",
        'ə' => "e",
        _ => return None,
    })
}

/// Whether a combining character only adds to how a letter is read: accents, Arabic vowel signs and hamza, Hebrew points,
/// and the tatweel that stretches a word.
pub fn is_accent(character: char) -> bool {
    matches!(character,
        '\u{0300}'..='\u{036f}' | '\u{0483}'..='\u{0489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        // Hebrew: not the punctuation that stands among its points.
        | '\u{0591}'..='\u{05bd}' | '\u{05bf}' | '\u{05c1}' | '\u{05c2}' | '\u{05c4}' | '\u{05c5}' | '\u{05c7}'
        | '\u{0610}'..='\u{061a}' | '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06dc}'
        | '\u{06df}'..='\u{06e4}' | '\u{06e7}' | '\u{06e8}' | '\u{06ea}'..='\u{06ed}')
}

/// Whether a character is invisible and separates nothing: the soft hyphen, joiners, direction marks, variation selectors
/// and the byte order mark. The zero-width non-joiner is not among them.
pub fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{200b}' | '\u{200d}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Persian letters for the Arabic ones that many keyboards write instead, and ASCII digits for Persian and Arabic ones.
/// Every other character stays.
pub fn persian_letter(character: char) -> char {
    match character {
        'ي' | 'ى' => 'ی',
        'ك' => 'ک',
        '۰' | '٠' => '0',
        '۱' | '١' => '1',
        '۲' | '٢' => '2',
        '۳' | '٣' => '3',
        '۴' | '٤' => '4',
        '۵' | '٥' => '5',
        '۶' | '٦' => '6',
        '۷' | '٧' => '7',
        '۸' | '٨' => '8',
        '۹' | '٩' => '9',
        other => other,
    }
}

/// Appends the folding of one character of the original, as [`fold`] does.
pub fn fold_character(character: char, folded: &mut String) {
    // These two decompose into a space and an accent, but who types them means an apostrophe.
    if matches!(character, '´' | '`') {
        folded.push('\'');
        return;
    }
    // Most text by far; nothing else about it can need folding.
    if character.is_ascii_graphic() {
        folded.push(character.to_ascii_lowercase());
        return;
    }
    decompose_compatible(character, |part| fold_part(part, folded));
}

/// Appends the folding of one character of a decomposition.
fn fold_part(part: char, folded: &mut String) {
    if is_accent(part) || is_invisible(part) {
        return;
    }
    if part.is_whitespace() || part == NON_JOINER {
        if !folded.ends_with(' ') {
            folded.push(' ');
        }
        return;
    }
    for lower in part.to_lowercase() {
        match plain_latin(lower) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(plain_sign(persian_letter(lower))),
        }
    }
}

/// The last step for one character: letters and punctuation that differ only in form.
fn plain_sign(character: char) -> char {
    match character {
        'ة' | 'ە' | 'ۀ' => 'ه',
        'ς' => 'σ',
        '`' | '‘' | '’' | '‚' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn latin_text_loses_case_accents_and_ligatures() {
        assert_eq!(fold("Medellín"), "medellin");
        assert_eq!(fold("Medelli\u{301}n"), "medellin");
        assert_eq!(fold("İSTANBUL"), fold("istanbul"));
        assert_eq!(fold("Diyarbakır Łódź Tromsø"), "diyarbakir lodz tromso");
        assert_eq!(fold("Straße, Æsir, ﬁne, CO₂"), "strasse, aesir, fine, co2");
    }

    #[test]
    fn persian_typed_on_an_arabic_keyboard_is_equal() {
        assert_eq!(fold("تاب\u{200c}آوری"), fold("تاب آوري"));
        assert_eq!(fold("كتابة"), "کتابه");
        assert_eq!(fold("أإآا"), "اااا");
        assert_eq!(fold("مُدَرِّسـه"), "مدرسه");
        assert_eq!(fold("کرۀ کرهٔ"), "کره کره");
        assert_eq!(fold("۱۴۰۴ ٢٠٢٥"), "1404 2025");
    }

    #[test]
    fn punctuation_differs_no_more_in_form() {
        assert_eq!(fold("UNESCO’s “R‑Cities” — x"), "unesco's \"r-cities\" - x");
    }

    #[test]
    fn white_space_in_runs_is_one_space_and_marks_of_direction_are_gone() {
        assert_eq!(fold("climate\u{a0}\n  change\u{200f}"), "climate change");
        assert_eq!(fold(" a "), " a ");
    }

    #[test]
    fn vowel_signs_of_india_stay() {
        assert_eq!(fold("दिल्ली"), "दिल्ली");
    }

    #[test]
    fn a_match_is_found_again_in_the_original() {
        let original = "In  Medelli\u{301}n’s Straße";
        let folded = fold_with_offsets(original);
        let start = folded.text.find("medellin").unwrap();
        assert_eq!(&original[folded.original(start..start + 8)], "Medelli\u{301}n");
        let end = folded.text.len();
        assert_eq!(&original[folded.original(end - 2..end - 1)], "ß");
        assert_eq!(folded.original(900..901), original.len()..original.len());
    }

    #[test]
    fn every_character_folds_stably() {
        for character in '\0'..=char::MAX {
            let folded = fold(&character.to_string());
            assert_eq!(fold(&folded), folded, "U+{:04X}", u32::from(character));
        }
    }

    proptest! {
        #[test]
        fn folding_is_stable_and_offsets_are_sound(text in any::<String>()) {
            let folded = fold_with_offsets(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            prop_assert_eq!(fold(&folded.text), folded.text.as_str());
            prop_assert_eq!(folded.offsets.len(), folded.text.len() + 1);
            prop_assert!(folded.offsets.is_sorted());
            prop_assert!(folded.offsets.iter().all(|offset| text.is_char_boundary(*offset)));
        }

        #[test]
        fn persian_and_latin_letters_fold_stably(text in "[\u{00c0}-\u{024f}\u{0600}-\u{06ff}\u{200c} ]{0,20}") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
