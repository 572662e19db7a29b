//! A heading read as the name of a place.

use crate::places::{CountryCode, country_by_name, is_known_city};

/// A city and its country, as a heading names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceName {
    /// The city, as the heading writes it.
    pub city: String,
    /// The country.
    pub country: CountryCode,
}

/// Longer texts are sentences, not names.
const MAX_LENGTH: usize = 80;

/// Reads "City, Country", "City (Country)", "City – Country", and city-states ("Singapore"). None where the part that
/// should be the country is none: such a heading may still be a city, but nothing in it proves it.
pub(super) fn place_name(heading: &str) -> Option<PlaceName> {
    let text = without_marks(heading);
    if text.is_empty() || text.chars().count() > MAX_LENGTH {
        return None;
    }
    splits(text).into_iter().find_map(|(city, country)| named(city, country)).or_else(|| city_state(text))
}

/// The ways to cut a heading in two, the most telling first. The last separator counts, as in "Washington, D.C., USA".
fn splits(text: &str) -> Vec<(&str, &str)> {
    let mut splits = Vec::new();
    if let Some((city, rest)) = text.split_once(['(', '（'])
        && let Some(country) = rest.trim_end().strip_suffix([')', '）'])
    {
        splits.push((city, country));
    }
    for separator in [",", "،", "–", "—", "|", " - ", ":"] {
        splits.extend(text.rsplit_once(separator));
    }
    splits
}

fn named(city: &str, country: &str) -> Option<PlaceName> {
    let city = city.trim().trim_end_matches(':').trim();
    let country = country_by_name(country.trim())?;
    let is_name = city.chars().any(char::is_alphabetic);
    is_name.then(|| PlaceName { city: city.to_owned(), country })
}

fn city_state(text: &str) -> Option<PlaceName> {
    let country = country_by_name(text)?;
    is_known_city(text).contains(&country).then(|| PlaceName { city: text.to_owned(), country })
}

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
pub(super) fn title_of(heading: &str) -> (&str, Option<String>) {
    let (heading, title) = (heading.trim(), without_marks(heading));
    let Some((before, after)) = heading.split_once(title).filter(|_| title != heading && !title.is_empty()) else {
        return (heading, None);
    };
    let marks = format!("{before} {after}").split_whitespace().collect::<Vec<_>>().join(" ");
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

/// Takes off "1.", "2)", "۳-" and the like before a name, with up to two words before the number ("Case study 3:").
fn without_number(text: &str) -> &str {
    const MOST_WORDS: usize = 2;
    let Some(digits) = text.find(char::is_numeric) else { return text };
    let before = &text[..digits];
    let is_words = before.chars().all(|character| character.is_alphabetic() || character == ' ' || character == '#');
    if !is_words
        || before.split([' ', '#']).filter(|word| !word.is_empty()).count() > MOST_WORDS
        || (!before.is_empty() && !before.ends_with([' ', '#']))
    {
        return text;
    }
    let rest = text[digits..].trim_start_matches(char::is_numeric).trim_start();
    match rest.strip_prefix(['.', ')', '-', '–', '—', ':']) {
        // "2.5 million" is no number before a name.
        Some(name) if !name.trim_start().starts_with(char::is_numeric) => name.trim_start(),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(heading: &str) -> Option<(String, &'static str)> {
        place_name(heading).map(|place| (place.city, place.country.as_str()))
    }

    #[test]
    fn the_usual_ways_to_write_a_city() {
        for heading in ["Medellín, Colombia", "Medellín (Colombia)", "Medellín – Colombia", "3. Medellín, Colombia"]
        {
            assert_eq!(read(heading), Some(("Medellín".into(), "CO")), "{heading}");
        }
        assert_eq!(read("Istanbul, Turkey"), Some(("Istanbul".into(), "TR")));
        assert_eq!(read("مدلین، کلمبیا"), Some(("مدلین".into(), "CO")));
        assert_eq!(read("Singapore"), Some(("Singapore".into(), "SG")));
    }

    #[test]
    fn numbers_flags_and_symbols_are_no_part_of_a_name() {
        for heading in [
            "1. 🇨🇴 Medellín, Colombia",
            "🇨🇴 1) Medellín, Colombia 🇨🇴",
            "Case 3: Medellín, Colombia",
            "Case study #3 – Medellín, Colombia",
            "• ➡️ Medellín, Colombia 🏙️",
            "۳- Medellín, Colombia",
        ] {
            assert_eq!(read(heading), Some(("Medellín".into(), "CO")), "{heading}");
            assert_eq!(without_marks(heading), "Medellín, Colombia");
        }
        assert_eq!(title_of("1. 🇨🇴 Lima, Peru 🏙️"), ("Lima, Peru", Some("1. 🇨🇴 🏙️".into())));
        for whole in ["Case 3: Lima, Peru", "Agenda 2030: Lima, Peru", "Lima, Peru", ""] {
            assert_eq!(title_of(whole), (whole, None));
        }
        for whole in ["6th of October City, Egypt", "100 Mile House, Canada", "2.5 Million, China"] {
            assert_eq!(without_marks(whole), whole);
        }
    }

    #[test]
    fn headings_that_hold_a_comma_are_not_cities_for_that() {
        for heading in
            ["Culture, creativity and exchange", "Context", "Colombia", "2030, and beyond", "", "()", "Paris Agreement"]
        {
            assert_eq!(read(heading), None, "{heading}");
        }
    }
}
