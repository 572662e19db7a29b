//! Texts in the letters of another language: most often a translation that was pasted into the file of the original.
//!
//! Comes in: the editions; goes out: a warning for each text of which most letters run the other way. Which letters those are says
//! Unicode's Bidi_Class (UAX #9): `R` and `AL` stand in the blocks of Hebrew, Arabic and their neighbours.

use rayon::prelude::*;

use crate::base::diag::{Code, Diagnostic};
use crate::base::error::Result;
use crate::base::source::Place;
use crate::content::SourceText;
use crate::markdown::plain_text;
use crate::outputs::Edition;
use crate::theme::direction;

/// Fewer letters may be a list of names.
const FEW: usize = 80;

/// The warnings.
///
/// # Errors
/// A content file cannot be read any more.
pub(super) fn check(editions: &[Edition]) -> Result<Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let languages: Vec<&str> = editions.iter().map(|edition| edition.site.config.language.as_str()).collect();
    for (edition, language) in editions.iter().zip(&languages) {
        let texts: Vec<&SourceText> = edition.site.own_texts().map(|shown| &**shown.text).collect();
        let strange: Result<Vec<bool>> = texts.par_iter().map(|text| Ok(is_strange(&text.body()?, language))).collect();
        let strange = texts.iter().zip(strange?).filter(|(_, is_strange)| *is_strange);
        problems.extend(strange.map(|(text, _)| problem(text.path(), language, &languages)));
    }
    Ok(problems)
}

/// Do most letters run the other way than those of the language?
fn is_strange(body: &str, language: &str) -> bool {
    let words = plain_text(body);
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

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}
