//! Text in UTF-8 that a program read as Windows-1252 or ISO 8859-1 and wrote so: `MedellÃ­n`.
//!
//! In: running text. Out: the first word that was damaged so, and what was meant by it. Each letter beyond ASCII became two to four
//! that stand for its bytes.

use std::ops::Range;

use memchr::memchr;

/// What Windows-1252 has in the places of the control characters 0x80 to 0x9F.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Signs that may stand behind a capital letter of a language, too.
const PUNCTUATION: [char; 14] = ['‚', '„', '…', '‹', '›', '‘', '’', '“', '”', '–', '—', '«', '»', '¿'];

/// Some letters that stand for the bytes of one.
struct Sequence {
    /// Where they stand.
    at: Range<usize>,
    /// The letter.
    meant: char,
}

/// The byte that a letter stands for.
fn byte(letter: char) -> Option<u8> {
    match letter as u32 {
        code @ 0x80..=0xff => u8::try_from(code).ok(),
        _ => WINDOWS.iter().position(|one| *one == letter).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

/// What stands at the beginning of `text` for one letter, and its length.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut letters = text.chars();
    let lead = byte(letters.next()?)?;
    let count = match lead {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = text.chars().take(count).map(byte).collect();
    let meant = std::str::from_utf8(&bytes?).ok()?.chars().next()?;
    Some((meant, text.chars().take(count).map(char::len_utf8).sum()))
}

/// All that stands for one letter each, without what somebody may have written so.
fn sequences(text: &str) -> Vec<Sequence> {
    let mut found = Vec::new();
    // The letters that stand for first bytes are U+00C2 to U+00F4.
    let Some(mut at) = memchr(0xc3, text.as_bytes()) else { return found };
    let mut last_end = None;
    while let Some(letter) = text[at..].chars().next() {
        let Some((meant, length)) = sequence(&text[at..]) else {
            at += letter.len_utf8();
            continue;
        };
        let end = at + length;
        let goes_on = last_end == Some(at) || sequence(&text[end..]).is_some();
        if goes_on || is_damage(&text[..at], &text[at..end], &text[end..]) {
            found.push(Sequence { at: at..end, meant });
        }
        last_end = Some(end);
        at = end;
    }
    found
}

/// Can these letters alone not be meant as they are?
fn is_damage(before: &str, letters: &str, after: &str) -> bool {
    let mut all = letters.chars();
    let (Some(lead), Some(second)) = (all.next(), all.next()) else { return false };
    let previous = before.chars().next_back();
    match lead {
        'â' => matches!(second, '€' | '\u{80}' | '‚' | '\u{82}' | '„' | '\u{84}'),
        'ï' | 'ð' => true,
        // `AMANHÃ”` ends a quotation.
        _ if previous.is_some_and(char::is_uppercase) && !after.starts_with(char::is_lowercase) => false,
        'Â' if matches!(second, '«' | '»') => !previous.is_some_and(|one| PUNCTUATION.contains(&one)),
        'Â' | 'Ã' => !PUNCTUATION.contains(&second),
        // `5 Å²`
        'Ä' | 'Å' => {
            let is_in_word = previous.is_some_and(char::is_lowercase) || after.starts_with(char::is_lowercase);
            is_in_word && !PUNCTUATION.contains(&second) && second != '\u{a0}'
        }
        _ => false,
    }
}

/// The first word that was damaged.
pub(super) fn damaged_word(text: &str) -> Option<Range<usize>> {
    let first = sequences(text).into_iter().next()?;
    let is_space = |one: char| one.is_ascii_whitespace();
    let start = text[..first.at.start].rfind(is_space).map_or(0, |space| space + 1);
    let end = text[first.at.end..].find(is_space).map_or(text.len(), |space| first.at.end + space);
    Some(start..end)
}

/// What was meant by a word that was damaged.
#[must_use]
pub fn mended(word: &str) -> String {
    let mut text = String::new();
    let mut done = 0;
    for Sequence { at, meant } in sequences(word) {
        text.push_str(&word[done..at.start]);
        text.push(meant);
        done = at.end;
    }
    text + &word[done..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn damage(text: &str) -> Option<(&str, String)> {
        damaged_word(text).map(|word| (&text[word.clone()], mended(&text[word])))
    }

    #[test]
    fn damaged_words_are_found_and_mended() {
        for (text, word, meant) in [
            ("In MedellÃ\u{ad}n it", "MedellÃ\u{ad}n", "Medell\u{ed}n"),
            ("the cityâ€™s plan", "cityâ€™s", "city’s"),
            ("a â€“ b", "â€“", "–"),
            ("Â«aÂ»", "Â«aÂ»", "«a»"),
            ("SÃ£o Paulo", "SÃ£o", "São"),
            ("5Â\u{a0}km", "5Â\u{a0}km", "5\u{a0}km"),
            ("Ä°stanbul", "Ä°stanbul", "İstanbul"),
            ("IÅŸÄ±k", "IÅŸÄ±k", "Işık"),
            ("Ø¢Ø¨ Ø±Ø§", "Ø¢Ø¨", "آب"),
            ("cityâ\u{80}\u{99}s", "cityâ\u{80}\u{99}s", "city’s"),
        ] {
            assert_eq!(damage(text), Some((word, meant.to_owned())), "{text}");
        }
    }

    #[test]
    fn letters_that_are_meant_are_no_damage() {
        for text in [
            "São Paulo, Medellín, Malmö, Kraków, İstanbul, Çeşme, Ærø, Ørsted, Århus",
            "«LIBERTÉ», “CAFÉ” and “AMANHÃ”, the CAFÉ’S",
            "„Å“ – “Å”, «Ã» and Ã…",
            "LES ÉLÈVES À L’ÉCOLE — À «L’ÎLE»",
            "Ø… 5 Ø, 5 Å² and 5 Å\u{a0}wide",
            "شهر تهران «آب» را",
        ] {
            assert_eq!(damage(text), None, "{text}");
        }
    }
}
