//! A heading read as the name of a place.
//!
//! Comes in: a heading; goes out: the city and the country it names, or that it names several cities, or nothing. What the
//! writing leaves open (a code, a missing comma, a subtitle) is settled by the list of cities, never guessed.

use super::marks::{without_letter, without_marks};
use super::years::without_years;
use crate::base::fold::{fold, is_invisible};
use crate::places::{CountryCode, country_by_name, is_known_city};

/// A city and its country, as a heading names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::read) struct PlaceName {
    /// The city, as the heading writes it.
    pub city: String,
    /// The country.
    pub country: CountryCode,
}

impl PlaceName {
    /// Does the list know the city in this country?
    pub(super) fn is_known(&self) -> bool {
        is_known(&self.city, self.country)
    }
}

/// What a heading names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Named {
    /// A city and its country.
    One(PlaceName),
    /// More cities than one ("Oslo & Bergen, Norway").
    Several,
    /// No place, or none whose country is named.
    Nothing,
}

/// Longer texts are sentences, not names.
const MAX_LENGTH: usize = 80;
/// What may stand between a city and its country, the most telling first.
const SEPARATORS: [&str; 17] =
    [",", "،", "，", "、", "–", "—", "―", "|", " - ", " ‑ ", "/", "／", "⁄", ";", "؛", "·", ":"];
/// Hyphens and the like join parts of a name, too: they separate only a city that the list knows.
const HYPHENS: [&str; 4] = ["-", "‐", "‑", "−"];
/// What may stand between a place and words about it ("Medellín, Colombia: from fear to hope").
const BEFORE_SUBTITLE: [&str; 9] = [":", "：", " – ", " — ", " - ", "|", "/", "(", "["];
/// What stands between two cities of one heading. The words need both to look like names.
const AND: [&str; 13] =
    ["&", "+", " and ", " و ", " et ", " und ", " y ", " e ", " og ", " och ", " ve ", " AND ", " ET "];
/// The same, and as often something else.
const BETWEEN: [&str; 8] = ["/", "／", " – ", " — ", " - ", "↔", ";", "؛"];
/// Words before a city's name that are no part of it, folded: "Case study Lyon", "City of Lyon", «شهر لیون».
const BEFORE_NAME: &str = " case cases study studies example examples city of the municipality town metropolis \
    spotlight profile focus on in from good best practice story lessons learning a an ville de la estudio caso ciudad \
    municipio etude cas fallstudie beispiel stadt مطالعه موردی مورد نمونه شهر شهرداری کلان کلانشهر تجربه بررسی مدینه ";
/// Single cities with an "and" in their names whose parts are cities, too.
const JOINED: [&str; 5] = [
    "brighton and hove",
    "hammersmith and fulham",
    "kensington and chelsea",
    "barking and dagenham",
    "windsor and maidenhead",
];

/// Reads a heading: "City, Country", "City (Country)", "City – Country", "City/Country", "City, FR", "City Country",
/// "Country: City", city-states ("Singapore"), with a number, years, a region, a subtitle or "Case study:" around them.
pub(super) fn named(heading: &str) -> Named {
    let text = without_years(trimmed(without_marks(trimmed(heading))));
    if text.is_empty() || text.chars().count() > MAX_LENGTH {
        return Named::Nothing;
    }
    if is_several(text) {
        return Named::Several;
    }
    plainly(text)
        .or_else(|| city_state(text))
        .or_else(|| country_first(text))
        .or_else(|| with_subtitle(text))
        .or_else(|| without_comma(text))
        .map_or(Named::Nothing, Named::One)
}

/// The one city that a heading names with its country.
pub(super) fn place_name(heading: &str) -> Option<PlaceName> {
    match named(heading) {
        Named::One(place) => Some(place),
        Named::Several | Named::Nothing => None,
    }
}

/// Without quotation marks, marks of notes and what else stands around a whole heading.
fn trimmed(text: &str) -> &str {
    let is_around = |character: char| {
        character.is_whitespace()
            || is_invisible(character)
            || ".,;:،؛*†‡|/–—-\"'“”„«»‘’!?؟\u{200c}¹²³⁴⁵⁶⁷⁸⁹".contains(character)
    };
    let text = text.trim_matches(is_around);
    let inner = text.strip_prefix(['(', '[', '（']).and_then(|text| text.strip_suffix([')', ']', '）']));
    inner.filter(|inner| !inner.contains(['(', '[', '（'])).unwrap_or(text)
}

fn is_known(city: &str, country: CountryCode) -> bool {
    is_known_city(city).contains(&country)
}

fn is_city(name: &str) -> bool {
    !is_known_city(name).is_empty()
}

/// City and country beside each other.
fn plainly(text: &str) -> Option<PlaceName> {
    cuts(text).find_map(|(city, country, known_only)| {
        let place = place(city, country)?;
        (!known_only || place.is_known()).then_some(place)
    })
}

/// The ways to cut a heading in two, the most telling first, and whether the list has to know the city. The last separator
/// counts, as in "Washington, D.C., USA".
fn cuts(text: &str) -> impl Iterator<Item = (&str, &str, bool)> {
    let bracketed = text.split_once(['(', '（', '[']).and_then(|(city, rest)| {
        let country = rest.trim_end().strip_suffix([')', '）', ']'])?;
        Some((city, country, false))
    });
    let cut = |separators: &'static [&str], known_only: bool| {
        let at = move |separator: &&str| text.rsplit_once(separator).map(|(city, rest)| (city, rest, known_only));
        separators.iter().filter_map(at)
    };
    bracketed.into_iter().chain(cut(&SEPARATORS, false)).chain(cut(&HYPHENS, true))
}

fn place(city: &str, country: &str) -> Option<PlaceName> {
    let country = without_years(country.trim());
    let (country, is_code) = match country_by_name(country) {
        Some(code) => (code, false),
        None => (CountryCode::parse(country)?, true),
    };
    let city = tidy(city, country);
    if !city.chars().any(char::is_alphabetic) {
        return None;
    }
    let cities_of = is_known_city(city);
    // "Richmond, CA" may be in California, and "Atlanta, Georgia" is: where a state of the United States has the name, the
    // country's city has to be the best known of its name, or no city of the United States to be called so.
    let in_states = cities_of.iter().any(|other| other.as_str() == "US");
    let is_here = cities_of.contains(&country);
    let is_meant = if is_code {
        is_here && (cities_of.first() == Some(&country) || !in_states)
    } else {
        country.as_str() != "GE" || is_here || !in_states
    };
    is_meant.then(|| PlaceName { city: city.to_owned(), country })
}

/// The name alone: without "Case study:" and "City of" before it, years, and a region behind it.
fn tidy(text: &str, country: CountryCode) -> &str {
    let mut name = trimmed_name(text);
    if let Some((before, rest)) = name.rsplit_once([':', '：'])
        && rest.contains(char::is_alphabetic)
    {
        let (before, after) = (trimmed_name(before), trimmed_name(rest));
        if is_known(before, country) && !is_known(after, country) {
            name = before;
        } else if rest.starts_with(char::is_whitespace) || is_known(after, country) {
            name = after;
        }
    }
    name = trimmed_name(without_years(name));
    if is_known(name, country) {
        return name;
    }
    for separator in [" – ", " — ", " - ", "|", "/"] {
        let Some((before, after)) = name.split_once(separator) else { continue };
        let (before, after) = (trimmed_name(before), trimmed_name(after));
        if is_known(after, country) || words_before_name(before) == before.len() {
            name = after;
        } else if is_known(before, country) {
            name = before;
        }
    }
    let region = |rest: &str| rest.trim_start().starts_with(char::is_alphabetic);
    if !is_known(name, country)
        && let Some((city, rest)) = name.split_once([',', '،', '，', '(', '（'])
        && city.contains(char::is_alphabetic)
        && region(rest)
    {
        name = trimmed_name(city);
    }
    let lettered = without_letter(name);
    let bare = &name[words_before_name(name)..];
    for shorter in [lettered, trimmed_name(bare)] {
        if !is_known(name, country) && is_known(shorter, country) {
            name = shorter;
        }
    }
    name
}

fn trimmed_name(text: &str) -> &str {
    let is_around = |character: char| {
        character.is_whitespace() || is_invisible(character) || ":,،-–—|/\u{200c}".contains(character)
    };
    text.trim_matches(is_around)
}

/// How many bytes the words take that stand before names.
fn words_before_name(text: &str) -> usize {
    let mut end = 0;
    for word in text.split_inclusive([' ', '\u{a0}', '\u{200c}']) {
        let folded = fold(word.trim_matches([' ', '\u{a0}', '\u{200c}', '\''])).trim().to_owned();
        if !BEFORE_NAME.contains(&format!(" {folded} ")) {
            break;
        }
        end += word.len();
    }
    end
}

/// A country that is a city, too.
fn city_state(text: &str) -> Option<PlaceName> {
    let country = country_by_name(text)?;
    is_known(text, country).then(|| PlaceName { city: text.to_owned(), country })
}

/// "Colombia: Medellín".
fn country_first(text: &str) -> Option<PlaceName> {
    SEPARATORS.iter().find_map(|separator| {
        let (country, city) = text.split_once(separator)?;
        let (country, city) = (country_by_name(country.trim())?, trimmed_name(city));
        is_known(city, country).then(|| PlaceName { city: city.to_owned(), country })
    })
}

/// "Medellín, Colombia: from fear to hope".
fn with_subtitle(text: &str) -> Option<PlaceName> {
    let before = |separator: &&str| text.split_once(separator).map(|(place, _)| without_years(trimmed(place)));
    BEFORE_SUBTITLE.iter().filter_map(before).find_map(|place| plainly(place).filter(PlaceName::is_known))
}

/// "Turin Italy": the list has to know the city in this country.
fn without_comma(text: &str) -> Option<PlaceName> {
    const MOST_WORDS: usize = 8;
    let is_code = |text: &str| text.len() == 2;
    let spaces = text.char_indices().filter(|(_, character)| character.is_whitespace()).take(MOST_WORDS);
    spaces
        .map(|(space, _)| text.split_at(space))
        .filter(|(_, country)| !is_code(country.trim()) || text.contains(char::is_lowercase))
        .find_map(|(city, country)| place(city, country).filter(PlaceName::is_known))
}

/// Does a heading name more cities than one?
fn is_several(text: &str) -> bool {
    let whole = |piece: &&str| plainly(trimmed(piece)).is_some_and(|place| place.is_known());
    let all = [AND.as_slice(), &BETWEEN].concat();
    if pieces(text, &all).iter().filter(|piece| whole(piece) || city_state(piece.trim()).is_some()).count() > 1 {
        return true;
    }
    let in_country =
        |(cities, country, _): (_, &str, _)| country_by_name(country.trim()).map(|country| (cities, country));
    let found = cuts(text).find_map(in_country).or_else(|| {
        // "Oslo and Bergen Norway".
        let (cities, country) = text.rsplit_once(char::is_whitespace)?;
        Some((cities, country_by_name(country)?))
    });
    found.is_some_and(|(cities, country)| several_in(cities, country))
}

/// "Oslo & Bergen": one of them is known in the country, and each other is a city somewhere, or looks like a name.
fn several_in(cities: &str, country: CountryCode) -> bool {
    if is_city(cities) || JOINED.contains(&fold(&cities.replace('&', "and")).trim()) {
        return false;
    }
    let is_name = |piece: &str| {
        words_before_name(piece) < piece.len()
            && piece.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase())
    };
    let joined = |words: &[&str], is_other: &dyn Fn(&str) -> bool| {
        let pieces: Vec<&str> = pieces(cities, words).into_iter().map(trimmed_name).collect();
        let known = |piece: &&str| is_known(tidy(piece, country), country);
        pieces.len() > 1 && pieces.iter().any(known) && pieces.iter().all(|piece| known(piece) || is_other(piece))
    };
    joined(&AND, &is_name) || joined(&BETWEEN, &is_city)
}

fn pieces<'a>(text: &'a str, separators: &[&str]) -> Vec<&'a str> {
    let mut pieces = vec![text];
    for separator in separators {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(*separator)).collect();
    }
    pieces.retain(|piece| piece.contains(char::is_alphabetic));
    pieces
}

#[cfg(test)]
#[path = "place_name_tests.rs"]
mod tests;
