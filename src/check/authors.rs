//! Two persons in one entry of `authors`: citations would make one of them.
//!
//! Comes in: the editions; goes out: a notice for each, as an office may be called so, too.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostic};
use crate::outputs::{Edition, is_office};

/// What stands between two names.
const AND: [&str; 6] = [" and ", " & ", " و ", " y ", " et ", " ve "];

/// The notices.
pub(super) fn check(editions: &[Edition]) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut told = BTreeSet::new();
    for edition in editions {
        for (text, case) in edition.site.own_texts().filter_map(|shown| Some((shown.text, shown.case?))) {
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
    use super::two_persons;

    #[test]
    fn two_persons_are_known_from_offices_and_from_one_person() {
        assert_eq!(two_persons("Jane Doe and Ali Rezaei"), Some(("Jane Doe", "Ali Rezaei")));
        assert_eq!(two_persons("علی رضایی و مریم احمدی"), Some(("علی رضایی", "مریم احمدی")));
        for one in ["Jane Doe", "Ministry of Housing and Urban Development", "Doe and Partners", "Ana Ortega y Gasset"]
        {
            assert_eq!(two_persons(one), None, "{one}");
        }
    }
}
