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
    let text = without_number(heading.trim());
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

/// Takes off "1.", "2)", "۳-" and the like before a name.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(char::is_numeric);
    if rest.len() == text.len() {
        return text;
    }
    match rest.trim_start().strip_prefix(['.', ')', '-', '–', ':']) {
        Some(name) => name.trim_start(),
        None => text,
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
    fn headings_that_hold_a_comma_are_not_cities_for_that() {
        for heading in
            ["Culture, creativity and exchange", "Context", "Colombia", "2030, and beyond", "", "()", "Paris Agreement"]
        {
            assert_eq!(read(heading), None, "{heading}");
        }
    }
}
