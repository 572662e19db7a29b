//! Texts in the letters of another language: most often a translation that was pasted into the file of the original.
//!
//! Comes in: the texts; goes out: a warning for each text, section, title or summary of which most letters run the other way. Which letters those are says
//! Unicode's Bidi_Class (UAX #9): `R` and `AL` stand in the blocks of Hebrew, Arabic and their neighbours.

use std::ops::Range;

use super::own_texts::{OwnText, of_each};
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::markdown::{paragraphs, plain_text, section_titles};
use crate::outputs::Edition;
use crate::theme::direction;

/// Fewer letters may be a list of names.
const FEW: usize = 80;

/// Fewer letters in a paragraph of its own may be a name.
const SENTENCE: usize = 40;

/// The warnings.
pub(super) fn check(editions: &[Edition], texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let languages: Vec<&str> = editions.iter().map(|edition| edition.site.config.language.as_str()).collect();
    of_each(texts, |text| look(text, &languages))
}

/// The text as a whole; else its sections, and its summary.
fn look(own: &OwnText<'_>, languages: &[&str]) -> Vec<Diagnostic> {
    let (text, body, language) = (own.shown.text, &own.body, own.language());
    if is_strange(&plain_text(body), language) {
        return vec![problem(text.path(), language, languages)];
    }
    let starts: Vec<Range<usize>> = section_titles(body).into_iter().map(|(_, span)| span).collect();
    let ends = starts.iter().skip(1).map(|span| span.start).chain([body.len()]);
    let of_section = |(heading, end): (&Range<usize>, usize)| {
        let source = &body[heading.end..end];
        let is_told = is_all_strange(&plain_text(source), language) && !names_sources(source);
        is_told.then(|| text.body_span(heading.clone()))
    };
    let mut places: Vec<(Place, Message)> =
        starts.iter().zip(ends).filter_map(of_section).map(|place| (place, say!("this section"))).collect();
    if places.is_empty() {
        let strange = paragraphs(body).into_iter().find(|paragraph| {
            let source = &body[paragraph.clone()];
            let words = plain_text(source);
            let is_sentence = count_letters(&words) >= SENTENCE;
            let is_told = is_strange(&words, language) || is_sentence && are_all_strange(&words, language);
            !source.starts_with(['[', '!', '<']) && !names_sources(source) && is_told
        });
        places.extend(strange.map(|paragraph| (text.body_span(first_line(body, paragraph)), say!("this paragraph"))));
    }
    let title = text.place_of_value("title");
    // Terms may be called by the names of organisations, which stay as they are.
    if own.shown.schedule.is_some() && is_strange_title(title.text(), language) {
        places.push((title, say!("the title")));
    }
    let summary = text.place_of_value("summary");
    // Of so few letters all have to be strange.
    if is_all_strange(summary.text(), language) {
        places.push((summary, say!("the summary")));
    }
    let told = places.into_iter().map(|(place, what)| {
        let message = say!("the file is in the language `{language}`, and {what} in other letters", language, what);
        Diagnostic::warning(Code::WrongLanguage, message)
            .at(place)
            .help(say!("write it in `{language}`, too", language))
    });
    told.collect()
}

/// Does it name works in whatever language they are in? Those are not translated.
fn names_sources(markdown: &str) -> bool {
    ["http", "doi", "ISBN", "pp. "].iter().any(|sign| markdown.contains(sign))
}

fn first_line(body: &str, span: Range<usize>) -> Range<usize> {
    let length = body[span.clone()].lines().next().map_or(0, str::len);
    span.start..span.start + length
}

/// Is no letter one of the language, and is it no short form, such as `UCLG`?
fn is_strange_title(title: &str, language: &str) -> bool {
    count_letters(title) >= 4 && title.contains(char::is_lowercase) && are_all_strange(title, language)
        || is_all_strange(title, language)
}

/// Are there some words, and none in the letters of the language?
fn is_all_strange(words: &str, language: &str) -> bool {
    count_letters(words) >= 12 && are_all_strange(words, language)
}

fn count_letters(words: &str) -> usize {
    words.chars().filter(|one| one.is_alphabetic()).count()
}

fn are_all_strange(words: &str, language: &str) -> bool {
    let is_rtl = direction(language) == "rtl";
    words.chars().filter(|one| one.is_alphabetic()).all(|letter| is_right_to_left(letter) != is_rtl)
}

/// Do most letters run the other way than those of the language?
fn is_strange(words: &str, language: &str) -> bool {
    let (leftward, rightward): (Vec<char>, Vec<char>) =
        words.chars().filter(|one| one.is_alphabetic()).partition(|letter| is_right_to_left(*letter));
    let strange = if direction(language) == "rtl" { rightward.len() } else { leftward.len() };
    let all = leftward.len() + rightward.len();
    // A quotation, or a long list of sources, leaves more than a quarter to the text itself.
    all >= FEW && strange * 4 > all * 3
}

fn problem(path: &str, language: &str, languages: &[&str]) -> Diagnostic {
    let message = say!("the file is in the language `{language}`, and its text in other letters", language);
    let help = match languages.iter().position(|other| direction(other) != direction(language)) {
        Some(other) => {
            let stem = path.trim_end_matches(".md");
            let stem = stem.strip_suffix(&format!(".{language}")).unwrap_or(stem);
            // The first language is that of the originals.
            let file = if other == 0 { format!("{stem}.md") } else { format!("{stem}.{}.md", languages[other]) };
            say!("put the text into `{file}`, and write this one in `{language}`", file, language)
        }
        None => say!("write it in `{language}`, or name its language in `languages` of site.yaml", language),
    };
    Diagnostic::warning(Code::WrongLanguage, message).at(Place::of_file(path)).help(help)
}

/// Is it a letter that is written from right to left?
pub(super) fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}
