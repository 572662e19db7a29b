//! Cities of at least 15,000 people, by name.
//!
//! `cities.tsv` is sorted by its first field, the key of a name (see [`super::place_key`]). The fields after it are the
//! countries with a city of that name, most populous city first: `NL 52.374 4.890`, or `US ?` where the country has
//! several of them and none is meant before the others.
//!
//! One is meant before the others when it alone bears the name that the others are only also called, when it is the
//! country's capital, or when it has 20 times the people of each namesake. `tools/make_places.py` decides that, as it has
//! the numbers.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::LazyLock;

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

/// The city of a country that a misspelt name was most likely meant to be, for "did you mean". Its accents are not known.
pub fn city_suggestion(name: &str, country: CountryCode) -> Option<String> {
    /// Of shorter names too many are close to another.
    const SHORTEST: usize = 4;
    static BY_COUNTRY: LazyLock<BTreeMap<&str, Vec<&str>>> = LazyLock::new(|| {
        let mut countries: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (key, fields) in LIST.lines().filter_map(|line| line.split_once('\t')) {
            for (code, _) in fields_of(fields) {
                countries.entry(code).or_default().push(key);
            }
        }
        countries
    });
    let key = place_key(name);
    let length = key.chars().count();
    // Whole names have to be close, and more so than words of a few that are known: there are thousands.
    let allowed = if length < 2 * SHORTEST { 1 } else { 2 };
    let keys = BY_COUNTRY.get(country.as_str())?.iter().filter(|_| length >= SHORTEST);
    let near = keys.filter(|known| known.chars().count().abs_diff(length) <= allowed && is_near(known, &key, allowed));
    // Of equally near ones that whose letter was written twice, then that of which other countries have namesakes, too: it is
    // the one that most people know.
    let order = |known: &&str, distance: usize| {
        let namesakes = fields_of(LIST.find(known).unwrap_or_default()).count();
        (distance, letters_once(known) != letters_once(&key), Reverse(namesakes))
    };
    let (_, near) = near
        .map(|known| (strsim::damerau_levenshtein(known, &key), known))
        .filter(|(distance, _)| *distance <= allowed)
        .map(|(distance, known)| (order(known, distance), *known))
        .min()?;
    Some(near.split(' ').map(capitalised).collect::<Vec<_>>().join(" "))
}

/// May two texts be so near? A mistake changes at most two of the letters that they consist of, which takes less time to see
/// than how many mistakes there are.
fn is_near(one: &str, other: &str, mistakes: usize) -> bool {
    let letters = |text: &str| text.chars().fold(0_u64, |set, letter| set | 1 << (u32::from(letter) % 64));
    (letters(one) ^ letters(other)).count_ones() as usize <= 2 * mistakes
}

/// A name without letters that repeat the one before.
fn letters_once(name: &str) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    letters.dedup();
    letters.into_iter().collect()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The fields for a name: codes of countries, each with what follows it.
fn places(name: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let fields = LIST.find(name).or_else(|| LIST.find(&without_digraphs(&place_key(name))?));
    fields_of(fields.unwrap_or_default())
}

fn fields_of(fields: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    fields.split('\t').filter_map(|field| field.split_once(' '))
}

/// `Aarhus` is also written Århus, and `Muenchen` München, which is the only name of such cities in the list.
fn without_digraphs(key: &str) -> Option<String> {
    const DIGRAPHS: [(&str, &str); 4] = [("aa", "a"), ("ae", "a"), ("oe", "o"), ("ue", "u")];
    let short = DIGRAPHS.iter().fold(key.to_owned(), |key, (long, short)| key.replace(long, short));
    (short != key).then_some(short)
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
    fn letters_that_are_written_as_two_are_one() {
        assert_eq!(city("Aarhus", "DK"), city("Århus", "DK"));
        assert_eq!(city("Muenchen", "DE"), city("München", "DE"));
        assert_ne!(city("Aachen", "DE"), CityMatch::Unknown);
    }

    #[test]
    fn a_misspelt_city_gets_a_suggestion_in_its_country() {
        let near = |name, country| city_suggestion(name, CountryCode::parse(country).unwrap());
        assert_eq!(near("Lyonn", "FR").as_deref(), Some("Lyon"));
        assert_eq!(near("Medelllin", "CO").as_deref(), Some("Medellin"));
        assert_eq!(near("New Yrok", "US").as_deref(), Some("New York"));
        assert_eq!(near("اراکک", "IR").as_deref(), Some("اراک"));
        assert_eq!(near("Lyonn", "DE"), None);
        assert_eq!(near("Kotor", "ME"), None);
        assert_eq!(city("Penang", "MY"), city("George Town", "MY"));
        assert_eq!(near("Pendag", "MY").as_deref(), Some("Pendang"));
        assert_eq!(near("Ur", "IQ"), None);
        assert_eq!(near("", "FR"), None);
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
