//! Two persons in one entry of `authors`, of which citations would make one; and persons in two entries each, family name and given
//! name, of which they would make four.
//!
//! Comes in: the editions; goes out: a notice for each, as an office may be called so, too.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostic};
use crate::content::SourceText;
use crate::outputs::{Edition, is_office};

/// What stands between two names.
const AND: [&str; 9] = [" and ", " & ", " و ", " y ", " et ", " ve ", ", ", "، ", "; "];

/// The notices.
pub(super) fn check(editions: &[Edition]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut told = BTreeSet::new();
    for edition in editions {
        for (text, case) in edition.site.own_texts().filter_map(|shown| Some((shown.text, shown.case?))) {
            if let Some(problem) = taken_apart(text, &case.authors)
                && told.insert((text.path(), ""))
            {
                problems.push(problem);
            }
            for name in case.authors.iter().filter(|name| told.insert((text.path(), name.as_str()))) {
                let Some((one, other)) = two_persons(name) else { continue };
                let place = text.place_of(name);
                // What a translation has of its original is told there.
                if place.span.is_empty() {
                    continue;
                }
                let message = say!("`{name}` is one entry of `authors`, and seems to name two persons", name);
                let help = say!("write `authors: [{one}, {other}]`", one, other);
                problems.push(Diagnostic::notice(Code::WrongType, message).at(place).help(help));
            }
        }
    }
    problems
}

/// `authors: [Doe, Jane, Rezaei, Ali]`. Short names of organisations are in capital letters.
fn taken_apart(text: &SourceText, authors: &[String]) -> Option<Diagnostic> {
    let place = text.place_of_value("authors");
    if !are_parts(authors) || place.span.is_empty() {
        return None;
    }
    let pairs: Option<Vec<String>> =
        authors.chunks(2).map(|pair| Some(format!("{} {}", pair.get(1)?, pair[0]))).collect();
    let list = pairs.map_or_else(|| "Jane Doe, Ali Rezaei".to_owned(), |pairs| pairs.join(", "));
    let message = say!("each entry of `authors` is a single word, and each counts as an author of its own");
    let help = say!("write each author as one entry, such as `authors: [{list}]`", list);
    Some(Diagnostic::notice(Code::WrongType, message).at(place).help(help))
}

fn are_parts(authors: &[String]) -> bool {
    let is_part = |name: &String| {
        let letters = || name.chars().filter(|letter| letter.is_alphabetic());
        let is_short_form =
            letters().count() > 1 && !letters().any(char::is_lowercase) && letters().any(char::is_uppercase);
        !name.contains([' ', '\u{200c}']) && !is_short_form && !is_office(name)
    };
    authors.len() > 1 && authors.iter().all(is_part)
}

/// The two persons that a name most likely names: each with a given and a family name, and none an office.
fn two_persons(name: &str) -> Option<(&str, &str)> {
    let (one, other) = AND.iter().find_map(|and| name.split_once(and))?;
    let (one, other) = (one.trim(), other.trim());
    let is_capital = |word: &str| !word.starts_with(|letter: char| letter.is_lowercase() || !letter.is_alphabetic());
    let is_person = |name: &str| {
        let words = name.split(' ').filter(|word| !word.is_empty());
        (2..=3).contains(&words.clone().count()) && words.clone().all(is_capital) && !is_office(name)
    };
    (is_person(one) && is_person(other)).then_some((one, other))
}

#[cfg(test)]
mod tests {
    use super::{are_parts, two_persons};

    #[test]
    fn family_and_given_names_are_known_from_persons() {
        let are = |names: &[&str]| are_parts(&names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>());
        assert!(are(&["Doe", "Jane", "Rezaei", "Ali"]) && are(&["رضایی", "علی"]));
        assert!(!are(&["Jane Doe", "Ali"]) && !are(&["UCLG", "ICLEI"]) && !are(&["Plato"]) && !are(&["City", "Jane"]));
    }

    #[test]
    fn two_persons_are_known_from_offices_and_from_one_person() {
        assert_eq!(two_persons("Jane Doe and Ali Rezaei"), Some(("Jane Doe", "Ali Rezaei")));
        assert_eq!(two_persons("علی رضایی و مریم احمدی"), Some(("علی رضایی", "مریم احمدی")));
        assert_eq!(two_persons("Jane Doe, Ali Rezaei"), Some(("Jane Doe", "Ali Rezaei")));
        assert_eq!(two_persons("ژان دوپون، علی رضایی"), Some(("ژان دوپون", "علی رضایی")));
        assert_eq!(two_persons("Doe, Jane Mary"), None);
        for one in ["Jane Doe", "Ministry of Housing and Urban Development", "Doe and Partners", "Ana Ortega y Gasset"]
        {
            assert_eq!(two_persons(one), None, "{one}");
        }
    }
}
