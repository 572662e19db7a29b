//! Slips of typography in running text: what readers see, and no parser is troubled by.
//!
//! In: Markdown and its language. Out: the places. Code, raw HTML and addresses are no running text.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::mojibake::damaged_word;
use super::options;

/// What joins letters of Persian words without touching.
const NON_JOINER: char = '\u{200c}';
/// Letters of Arabic that look like Persian ones and are others.
const ARABIC_LETTERS: [char; 3] = ['\u{64a}', '\u{643}', '\u{649}'];

/// A kind of slip.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TypographySlip {
    /// Two spaces where one would do.
    Spaces,
    /// Two full stops.
    Stops,
    /// Straight quotation marks in a text that has others, too.
    Quotes,
    /// A zero-width non-joiner where no letter is beside it.
    NonJoiner,
    /// `ي`, `ى` or `ك` in a Persian text.
    ArabicLetters,
    /// The digits of Arabic in a Persian text.
    ArabicDigits,
    /// `¬` between letters: the non-joiner of old Persian texts.
    NotSign,
    /// A mark that turns the direction of what follows.
    Direction,
    /// UTF-8 that was read in another encoding.
    Mojibake,
    /// A word that was divided where a line ended.
    DividedWord,
    /// A comma, semicolon or question mark of Latin behind a word of Arabic script.
    LatinMarks,
}

impl TypographySlip {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Spaces,
        Self::Stops,
        Self::Quotes,
        Self::NonJoiner,
        Self::ArabicLetters,
        Self::ArabicDigits,
        Self::NotSign,
        Self::Direction,
        Self::Mojibake,
        Self::DividedWord,
        Self::LatinMarks,
    ];
}

/// The slips of a text, each with its bytes; of those of single letters and of words, one for a text.
#[must_use]
pub fn typography(markdown: &str, language: &str) -> Vec<(TypographySlip, Range<usize>)> {
    let mut found = Vec::new();
    let mut has_curly = false;
    let mut first = BTreeMap::new();
    for span in running_text(markdown) {
        let text = &markdown[span.clone()];
        let place = |within: Range<usize>| span.start + within.start..span.start + within.end;
        let slips = doubled(text).into_iter().chain(stray_joiners(markdown, &span));
        found.extend(slips.map(|(slip, within)| (slip, place(within))));
        if let Some(hyphen) = divided_word(markdown, &span) {
            first.entry(TypographySlip::DividedWord).or_insert(hyphen);
        }
        if let Some(word) = damaged_word(text) {
            first.entry(TypographySlip::Mojibake).or_insert(place(word));
        }
        for (index, letter) in text.char_indices() {
            has_curly |= matches!(letter, '“' | '”' | '„' | '«' | '»');
            let end = index + letter.len_utf8();
            if let Some(slip) = slip_of(&text[..index], letter, &text[end..]) {
                first.entry(slip).or_insert(place(index..end));
            }
        }
    }
    let is_persian = language.split('-').next() == Some("fa");
    let has_own_marks = matches!(language.split('-').next(), Some("fa" | "ar" | "ur" | "ps" | "ckb"));
    first.retain(|slip, _| match slip {
        TypographySlip::Quotes => has_curly,
        TypographySlip::ArabicLetters | TypographySlip::ArabicDigits => is_persian,
        TypographySlip::LatinMarks => has_own_marks,
        _ => true,
    });
    found.extend(first);
    found
}

/// The slip that a letter is, between what stands before and behind it.
fn slip_of(before: &str, letter: char, after: &str) -> Option<TypographySlip> {
    let is_letter = |one: char| one.is_alphabetic() && ('\u{600}'..='\u{6ff}').contains(&one);
    let is_in_word = || before.ends_with(is_letter) && after.starts_with(is_letter);
    match letter {
        // Behind a digit it says inches or seconds.
        '"' if !before.ends_with(|one: char| one.is_ascii_digit()) => Some(TypographySlip::Quotes),
        '¬' if is_in_word() => Some(TypographySlip::NotSign),
        ',' | ';' | '?' if before.ends_with(is_letter) => Some(TypographySlip::LatinMarks),
        '٠'..='٩' => Some(TypographySlip::ArabicDigits),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(TypographySlip::Direction),
        _ if ARABIC_LETTERS.contains(&letter) => Some(TypographySlip::ArabicLetters),
        _ => None,
    }
}

/// The hyphen of a word that was divided at the end of a line, as in text from a PDF: Markdown puts a space there. In `pre- and
/// post-war` it is meant.
fn divided_word(markdown: &str, span: &Range<usize>) -> Option<Range<usize>> {
    const JOINING: [&str; 12] = ["and", "or", "to", "nor", "und", "oder", "bis", "et", "ou", "y", "o", "e"];
    let before = markdown[span.clone()].strip_suffix('-')?;
    let after = markdown[span.end..].strip_prefix('\n')?.trim_start_matches(['>', ' ']);
    let word = after.split(|one: char| !one.is_alphabetic()).next().unwrap_or_default();
    let is_divided = before.ends_with(char::is_alphabetic) && word.starts_with(char::is_lowercase);
    (is_divided && !JOINING.contains(&word)).then(|| span.end - 1..span.end)
}

/// The stretches of text that readers read as sentences, without the signs of Markdown.
#[must_use]
pub fn running_text(markdown: &str) -> Vec<Range<usize>> {
    let mut in_code = false;
    let mut stretches = Vec::new();
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            // What is written otherwise than it is read, such as `&amp;`, is no stretch of the text.
            Event::Text(words) if !in_code && markdown.get(span.clone()) == Some(&*words) => stretches.push(span),
            _ => {}
        }
    }
    stretches
}

/// Two spaces, and two full stops that are neither an ellipsis nor a path.
fn doubled(text: &str) -> Vec<(TypographySlip, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let Some(mark) = text[start..].chars().next() else { break };
        let run = text[start..].chars().take_while(|next| *next == mark).count() * mark.len_utf8();
        let (before, after) = (&text[..start], &text[start + run..]);
        let is_within = !before.trim().is_empty() && !after.trim().is_empty();
        if mark == ' ' && run > 1 && is_within {
            found.push((TypographySlip::Spaces, start..start + run));
        }
        let is_path = before.ends_with(['/', '\\']) || after.starts_with(['/', '\\']);
        if mark == '.' && run == 2 && !is_path && !before.trim().is_empty() {
            found.push((TypographySlip::Stops, start..start + run));
        }
        start += run.max(mark.len_utf8());
    }
    found
}

/// Non-joiners at the edge of a word, where they do nothing but stand in the way of a search. A mark of Markdown beside one is
/// no edge.
fn stray_joiners(markdown: &str, span: &Range<usize>) -> Vec<(TypographySlip, Range<usize>)> {
    let is_edge = |letter: Option<char>| {
        letter.is_none_or(|letter| letter.is_whitespace() || ".,:!؟?،؛»«()\u{200c}".contains(letter))
    };
    let text = &markdown[span.clone()];
    let places = text.match_indices(NON_JOINER).filter(|(index, _)| {
        let place = span.start + index;
        let before = markdown[..place].chars().next_back();
        let after = markdown[place + NON_JOINER.len_utf8()..].chars().next();
        is_edge(before) || is_edge(after)
    });
    places.map(|(index, mark)| (TypographySlip::NonJoiner, index..index + mark.len())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(markdown: &str, language: &str) -> Vec<(TypographySlip, String)> {
        let found = typography(markdown, language).into_iter();
        found.map(|(slip, span)| (slip, markdown[span].to_owned())).collect()
    }

    #[test]
    fn spaces_and_full_stops_are_seen_in_running_text_alone() {
        let text = "One.  Two.. Three... and ../four.\n\n    code  code..\n\n`a  b..` <b>x</b>\n\n| a  | b |\n| --- | --- |\n| c  | d |\n";
        assert_eq!(
            slips(text, "en"),
            [(TypographySlip::Spaces, "  ".to_owned()), (TypographySlip::Stops, "..".to_owned())]
        );
        assert_eq!(slips("A line  \nwith breaks  \n- item\n  more\n", "en"), []);
    }

    #[test]
    fn quotation_marks_are_of_one_kind() {
        assert_eq!(slips("A “good” and a \"bad\" one.", "en"), [(TypographySlip::Quotes, "\"".to_owned())]);
        assert_eq!(slips("A \"good\" one, 5\" wide.", "en"), []);
        assert_eq!(slips("A “good” one, 5\" wide.", "en"), []);
        assert_eq!(slips("«خوب» و \"بد\"", "fa"), [(TypographySlip::Quotes, "\"".to_owned())]);
    }

    #[test]
    fn non_joiners_stand_between_letters() {
        assert_eq!(slips("می\u{200c}شود و **می**\u{200c}شود", "fa"), []);
        let found = slips("شهر\u{200c} بزرگ و کتاب\u{200c}، \u{200c}ها", "fa");
        assert_eq!(found.len(), 3, "{found:?}");
    }

    #[test]
    fn arabic_letters_are_slips_in_persian_alone() {
        assert_eq!(slips("ديپلماسي و كتاب", "fa-IR"), [(TypographySlip::ArabicLetters, "ي".to_owned())]);
        assert_eq!(slips("ديپلماسي", "ar"), []);
        assert_eq!(slips("دیپلماسی کتاب", "fa"), []);
    }

    #[test]
    fn signs_of_other_keyboards_and_encodings_are_slips() {
        let one = |slip, words: &str| vec![(slip, words.to_owned())];
        assert_eq!(slips("تاب¬آوری و می¬شود", "fa"), one(TypographySlip::NotSign, "¬"));
        assert_eq!(slips("¬p and a¬b", "en"), []);
        assert_eq!(slips("سال ٤٠٠٠ و ۴۰۰۰", "fa"), one(TypographySlip::ArabicDigits, "٤"));
        assert_eq!(slips("سنة ٤٠٠٠", "ar"), []);
        assert_eq!(slips("a \u{202e}b\u{202c} \u{200f}c", "en"), one(TypographySlip::Direction, "\u{202e}"));
        assert_eq!(slips("In **MedellÃ\u{ad}n** itâ€™s", "en"), one(TypographySlip::Mojibake, "MedellÃ\u{ad}n"));
        assert_eq!(slips("`Ã©`", "en"), []);
        assert_eq!(slips("the of-\nfice of a city", "en"), one(TypographySlip::DividedWord, "-"));
        assert_eq!(slips("pre-\nand post-war; co-\nEuropean; x -\ny", "en"), []);
        assert_eq!(slips("آب, باد و خاک?", "fa"), one(TypographySlip::LatinMarks, ","));
        assert_eq!(slips("۱,۰۰۰ و Lima, Peru و آب، باد", "fa"), []);
        assert_eq!(slips("آب, Tabriz", "en"), []);
    }
}
