//! Cities of at least 15,000 people, by name.
//!
//! `cities.tsv` is sorted by its first field, the key of a name (see [`super::place_key`]). The fields after it are the
//! countries with a city of that name, most populous city first: `NL 52.374 4.890`, or `US ?` where the country has
//! several of them and none is meant before the others.
//!
//! One is meant before the others when it alone bears the name that the others are only also called, when it is the
//! country's capital, or when it has 20 times the people of each namesake. `tools/make_places.py` decides that, as it has
//! the numbers.

use super::names::Names;
use super::{Coordinates, CountryCode, place_key};

/// The list, sorted by the bytes of the keys.
static LIST: Names = Names::new(include_str!("cities.tsv"), place_key);

/// What is known of a city by its name and country.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CityMatch {
    /// The one city of that name, or the one that the name means before its namesakes.
    Unique(Coordinates),
    /// The country has several cities of that name: an editor must say which.
    Ambiguous,
    /// The list has no such city; it may be small, or written in a way that the list does not have.
    Unknown,
}

/// The coordinates of a city, by any of the names that the list has for it (`New York`, `İstanbul`, `Peking`, «پکن»).
pub fn city_coordinates(name: &str, country: CountryCode) -> CityMatch {
    let Some((_, place)) = places(name).find(|(code, _)| *code == country.as_str()) else {
        return CityMatch::Unknown;
    };
    coordinates(place).map_or(CityMatch::Ambiguous, CityMatch::Unique)
}

/// The countries that have a city of that name, the most populous city first; none for a name that is no city's.
///
/// Many a word is somewhere a city (`Nice`, `Reading`, `Of`): alone this does not make a heading a city.
pub fn is_known_city(name: &str) -> Vec<CountryCode> {
    places(name).filter_map(|(code, _)| CountryCode::parse(code)).collect()
}

/// The fields for a name: codes of countries, each with what follows it.
fn places(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    LIST.find(name).unwrap_or_default().split('\t').filter_map(|field| field.split_once(' '))
}

/// Reads `52.374 4.890`; `?` has none.
fn coordinates(place: &str) -> Option<Coordinates> {
    let (latitude, longitude) = place.split_once(' ')?;
    Coordinates::new(latitude.parse().ok()?, longitude.parse().ok()?)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn city(name: &str, country: &str) -> CityMatch {
        city_coordinates(name, CountryCode::parse(country).unwrap())
    }

    fn at(latitude: f64, longitude: f64) -> CityMatch {
        CityMatch::Unique(Coordinates::new(latitude, longitude).unwrap())
    }

    #[test]
    fn the_list_is_sorted_and_all_of_it_can_be_found() {
        assert!(LIST.lines().count() > 30_000);
        let keys = || LIST.lines().map(|line| line.split_once('\t').unwrap().0);
        assert!(keys().is_sorted_by(|one, next| one < next));
        let mut codes = BTreeSet::new();
        for line in LIST.lines() {
            let (key, value) = line.split_once('\t').unwrap();
            assert_eq!(place_key(key), key);
            assert_eq!(LIST.find(key), Some(value));
            for (code, place) in places(key) {
                assert!(place == "?" || coordinates(place).is_some(), "{line}");
                codes.insert(code);
            }
        }
        assert!(codes.into_iter().all(|code| CountryCode::parse(code).is_some()));
    }

    #[test]
    fn the_first_publications_cities_are_found() {
        assert_eq!(city("Medellín", "CO"), at(6.245, -75.572));
        assert_eq!(city("New York", "US"), at(40.714, -74.006));
        assert_eq!(city("New York City", "US"), city("NYC", "US"));
        assert_eq!(city("Amsterdam", "NL"), at(52.374, 4.890));
        assert_eq!(city("Braga", "PT"), at(41.551, -8.423));
        assert_eq!(city("Paris", "FR"), at(48.853, 2.349));
        assert_eq!(city("Beijing", "CN"), city("Peking", "CN"));
        assert_eq!(city("İSTANBUL", "TR"), at(41.014, 28.950));
        assert_eq!(city("Arak", "IR"), at(34.095, 49.698));
    }

    #[test]
    fn persian_names_are_found() {
        assert_eq!(city("اراک", "IR"), city("Arāk", "IR"));
        assert_eq!(city("مدلين", "CO"), city("Medellin", "CO"));
        assert_eq!(city("نیویورک", "US"), city("New York", "US"));
        assert_eq!(city("آمستردام", "NL"), city("Amsterdam", "NL"));
        assert_eq!(city("براگا", "PT"), city("Braga", "PT"));
        assert_eq!(city("پاریس", "FR"), city("Paris", "FR"));
        assert_eq!(city("پکن", "CN"), city("Beijing", "CN"));
        assert_eq!(city("استانبول", "TR"), city("Istanbul", "TR"));
    }

    #[test]
    fn no_namesake_is_guessed() {
        assert_eq!(city("Springfield", "US"), CityMatch::Ambiguous);
        assert_eq!(city("Paris", "US"), at(33.661, -95.556));
        assert_eq!(city("Paris", "IR"), CityMatch::Unknown);
        assert_eq!(city("Strengths", "US"), CityMatch::Unknown);
        assert_eq!(city("", "US"), CityMatch::Unknown);
        assert_eq!(city("\t\n?", "US"), CityMatch::Unknown);
    }

    #[test]
    fn a_capital_is_meant_before_its_namesakes() {
        assert_eq!(city("Washington, D.C.", "US"), city("Washington", "US"));
        assert_eq!(city("London", "GB"), at(51.509, -0.126));
    }

    #[test]
    fn countries_of_a_city_are_listed_by_its_people() {
        let codes = |name| is_known_city(name).into_iter().map(CountryCode::as_str).collect::<Vec<_>>();
        assert_eq!(codes("Singapore"), ["SG"]);
        assert_eq!(codes("Medellín"), ["CO"]);
        assert_eq!(codes("Amsterdam"), ["NL", "US"]);
        assert!(codes("Key actions").is_empty());
        assert!(codes("Paris Agreement").is_empty());
    }
}
