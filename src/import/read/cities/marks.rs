//! What stands before and around a name or a label and is no part of it.
//!
//! Comes in: a heading or the beginning of a line; goes out: the same without numbers ("1.", "(2)", "۳-", "Case 2:"),
//! letters that count ("IV."), flags, bullets and other symbols. Words stay.

use crate::base::fold::one_line;

/// What stands around the name in a heading and is no part of it: "1.", "۳-", "Case 2:", flags and other symbols.
pub(super) fn without_marks(text: &str) -> &str {
    let mut name = text.trim();
    loop {
        let rest = without_number(without_symbols(name));
        if rest == name {
            return name;
        }
        name = rest;
    }
}

/// A heading as a title: without numbers and symbols around it, which it had among its neighbours. Words stay. And what was
/// taken off.
pub(in crate::import::read) fn title_of(heading: &str) -> (&str, Option<String>) {
    let (heading, title) = (heading.trim(), without_marks(heading));
    let Some((before, after)) = heading.split_once(title).filter(|_| title != heading && !title.is_empty()) else {
        return (heading, None);
    };
    let marks = one_line(&format!("{before} {after}"));
    if marks.contains(char::is_alphabetic) { (heading, None) } else { (title, Some(marks)) }
}

/// Takes off flags, bullets and the like at both ends.
fn without_symbols(text: &str) -> &str {
    let is_symbol = |character: char| {
        // Regional indicators (flags), pictographs, arrows, bullets, and what joins and varies them.
        matches!(character, '\u{1f000}'..='\u{1faff}' | '\u{2190}'..='\u{2bff}' | '\u{2022}' | '\u{00b7}' | '\u{200d}' | '\u{fe0e}' | '\u{fe0f}' | '\u{e0020}'..='\u{e007f}')
    };
    text.trim_matches(|character: char| is_symbol(character) || character.is_whitespace())
}

/// Takes off "1.", "2)", "(2)", "۳-", a keycap and the like before a name, with up to two words before the number ("Case
/// study 3:").
pub(super) fn without_number(text: &str) -> &str {
    const MOST_WORDS: usize = 2;
    const KEYCAP: char = '\u{20e3}';
    if let Some(rest) = bracketed_number(text) {
        return rest;
    }
    let Some(digits) = text.find(char::is_numeric) else { return text };
    let before = &text[..digits];
    let is_words = before.chars().all(|character| character.is_alphabetic() || character == ' ' || character == '#');
    if !is_words
        || before.split([' ', '#']).filter(|word| !word.is_empty()).count() > MOST_WORDS
        || (!before.is_empty() && !before.ends_with([' ', '#']))
    {
        return text;
    }
    let rest = text[digits..].trim_start_matches(char::is_numeric);
    if let Some(name) = rest.trim_start_matches('\u{fe0f}').strip_prefix(KEYCAP) {
        return name.trim_start();
    }
    match rest.trim_start().strip_prefix(['.', ')', '-', '–', '—', ':']) {
        // "2.5 million" is no number before a name.
        Some(name) if !name.trim_start().starts_with(char::is_numeric) => name.trim_start(),
        _ => text,
    }
}

/// What follows "(2)" or "[۲]".
fn bracketed_number(text: &str) -> Option<&str> {
    let (number, rest) = text.strip_prefix(['(', '[', '（'])?.split_once([')', ']', '）'])?;
    let is_number = !number.trim().is_empty() && number.trim().chars().all(char::is_numeric);
    is_number.then(|| rest.trim_start().trim_start_matches([':', '-', '–', '—']).trim_start())
}

/// Takes off a letter or a Roman number that counts: "a)", "IV.", "B.". It may also be a part of the name ("M. Gladbach"), so
/// the caller has to know what is left.
pub(super) fn without_letter(text: &str) -> &str {
    const LONGEST: usize = 5;
    let inner = text.strip_prefix(['(', '[']).unwrap_or(text);
    let Some(end) = inner.find(['.', ')', ']', '-', '–', '—']) else { return text };
    let letters = inner[..end].trim_end();
    let is_roman = letters.len() <= LONGEST && letters.bytes().all(|byte| b"IVXivx".contains(&byte));
    let is_letter = letters.chars().count() == 1 && letters.chars().all(char::is_alphabetic);
    let rest = inner[end..].trim_start_matches(|character: char| ".)]-–—".contains(character));
    // "a.m." and "V-Day" go on at once.
    if !letters.is_empty() && (is_roman || is_letter) && rest.starts_with(char::is_whitespace) {
        rest.trim_start()
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_flags_and_symbols_are_no_part_of_a_name() {
        for heading in [
            "1. 🇨🇴 Medellín, Colombia",
            "🇨🇴 1) Medellín, Colombia 🇨🇴",
            "Case 3: Medellín, Colombia",
            "Case study #3 – Medellín, Colombia",
            "• ➡️ Medellín, Colombia 🏙️",
            "۳- Medellín, Colombia",
            "(3) Medellín, Colombia",
            "[۳] – Medellín, Colombia",
            "3️⃣ Medellín, Colombia",
            "③ Medellín, Colombia",
        ] {
            assert_eq!(without_marks(heading), "Medellín, Colombia");
        }
        assert_eq!(title_of("1. 🇨🇴 Lima, Peru 🏙️"), ("Lima, Peru", Some("1. 🇨🇴 🏙️".into())));
        for whole in ["Case 3: Lima, Peru", "Agenda 2030: Lima, Peru", "Lima, Peru", ""] {
            assert_eq!(title_of(whole), (whole, None));
        }
        for whole in ["6th of October City, Egypt", "100 Mile House, Canada", "2.5 Million, China", "(Lima), Peru"] {
            assert_eq!(without_marks(whole), whole);
        }
    }

    #[test]
    fn letters_that_count() {
        for marked in ["IV. Lima", "a) Lima", "(b) Lima", "ii – Lima", "الف. Lima", "B] Lima"] {
            let expected = if marked.starts_with("الف") { marked } else { "Lima" };
            assert_eq!(without_letter(marked), expected, "{marked}");
        }
        for whole in ["St. Paul", "V-Day", "a.m.", "Lima", "", ".", "X"] {
            assert_eq!(without_letter(whole), whole);
        }
    }
}
