//! Slips of typography in running text: what readers see, and no parser is troubled by.
//!
//! In: Markdown and its language. Out: the places. Code, raw HTML and addresses are no running text.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

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
}

impl TypographySlip {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Spaces, Self::Stops, Self::Quotes, Self::NonJoiner, Self::ArabicLetters];
}

/// The slips of a text, each with its bytes; of quotation marks and letters, one for a text.
#[must_use]
pub fn typography(markdown: &str, language: &str) -> Vec<(TypographySlip, Range<usize>)> {
    let mut found = Vec::new();
    let mut straight = None;
    let mut has_curly = false;
    let mut arabic = None;
    for span in running_text(markdown) {
        let text = &markdown[span.clone()];
        let slips = doubled(text).into_iter().chain(stray_joiners(markdown, &span));
        found.extend(slips.map(|(slip, within)| (slip, span.start + within.start..span.start + within.end)));
        for (index, letter) in text.char_indices() {
            let place = || Some(span.start + index..span.start + index + letter.len_utf8());
            match letter {
                // Behind a digit it says inches or seconds.
                '"' if !text[..index].ends_with(|before: char| before.is_ascii_digit()) => {
                    straight = straight.or_else(place)
                }
                '“' | '”' | '„' | '«' | '»' => has_curly = true,
                _ if ARABIC_LETTERS.contains(&letter) => arabic = arabic.or_else(place),
                _ => {}
            }
        }
    }
    found.extend(straight.filter(|_| has_curly).map(|place| (TypographySlip::Quotes, place)));
    let is_persian = language.split('-').next() == Some("fa");
    found.extend(arabic.filter(|_| is_persian).map(|place| (TypographySlip::ArabicLetters, place)));
    found
}

/// The stretches of text that readers read as sentences.
fn running_text(markdown: &str) -> Vec<Range<usize>> {
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
}
