//! Countries by code and by name.
//!
//! `countries.tsv` has a line for each code, sorted: the code, the English name, the Persian name, and the keys of all its
//! names (see [`super::place_key`]), parted by `|`.

use std::fmt;

use serde::Serialize;

use super::place_key;
use crate::base::slug::Slug;
use crate::base::suggest::closest;

/// A line for each country: code, English name, Persian name, keys.
const LIST: &str = include_str!("countries.tsv");

/// The code of a country: one of ISO 3166-1 alpha-2, or `XK`.
///
/// `XK` stands for Kosovo. ISO has no code for it; `XK` is in the range that ISO leaves to users, and is what the European
/// Commission and Unicode's CLDR use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct CountryCode(&'static str);

impl CountryCode {
    /// The code written as two capital letters, if there is such a country.
    pub fn parse(code: &str) -> Option<CountryCode> {
        entries().map(|entry| entry.code).find(|known| known.0 == code)
    }

    /// The two capital letters.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// The short name in everyday use: Persian where the language is `fa` or a kind of it (`fa-IR`), else English.
    pub fn name(self, language: &str) -> &'static str {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let is_persian = primary.eq_ignore_ascii_case("fa");
        entries()
            .find(|entry| entry.code == self)
            .map_or(self.0, |entry| if is_persian { entry.persian } else { entry.english })
    }

    /// The slug of the English name, for the country's address in every language.
    pub fn slug(self) -> Slug {
        Slug::from_text_or_untitled(self.name("en"))
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0)
    }
}

/// The country that a name means: English, Persian, or another name in use (`Turkey`, `UK`, `Holland`, `Deutschland`),
/// whatever its case, accents and full stops, with or without a leading "the".
///
/// A name that two countries share, such as `Congo`, is nobody's. The countries of the United Kingdom are `GB`, as in ISO.
pub fn country_by_name(name: &str) -> Option<CountryCode> {
    let wanted = country_key(name);
    entries().find(|entry| entry.keys().any(|key| key == wanted)).map(|entry| entry.code)
}

/// The English name of the country that a misspelt name was most likely meant to be, for "did you mean".
pub fn country_suggestion(name: &str) -> Option<&'static str> {
    // Abbreviations are no suggestions: every word of three letters is close to one.
    let keys = || entries().flat_map(|entry| entry.keys().map(move |key| (key, entry.english)));
    let long_keys = keys().map(|(key, _)| key).filter(|key| key.chars().count() > 3);
    let meant = closest(&country_key(name), long_keys)?;
    keys().find(|(key, _)| *key == meant).map(|(_, english)| english)
}

/// A line of the list.
#[derive(Clone, Copy)]
struct Entry {
    code: CountryCode,
    english: &'static str,
    persian: &'static str,
    keys: &'static str,
}

impl Entry {
    fn keys(self) -> impl Iterator<Item = &'static str> {
        self.keys.split('|')
    }
}

/// All countries, by code.
fn entries() -> impl Iterator<Item = Entry> {
    LIST.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        let code = CountryCode(fields.next()?);
        Some(Entry { code, english: fields.next()?, persian: fields.next()?, keys: fields.next()? })
    })
}

/// What a country's name is looked up by.
fn country_key(name: &str) -> String {
    let key = place_key(name);
    match key.strip_prefix("the ") {
        Some(rest) => rest.to_owned(),
        None => key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(name: &str) -> &'static str {
        country_by_name(name).map_or("none", CountryCode::as_str)
    }

    #[test]
    fn the_list_is_whole_and_its_keys_are_keys() {
        assert_eq!(entries().count(), LIST.lines().count());
        assert_eq!(entries().count(), 249 + 1, "ISO 3166-1 has 249 codes, and one is Kosovo's");
        assert!(LIST.lines().is_sorted());
        for entry in entries() {
            assert!(entry.code.0.len() == 2 && entry.code.0.bytes().all(|byte| byte.is_ascii_uppercase()));
            assert!(entry.keys().all(|key| !key.is_empty() && country_key(key) == key), "{}", entry.keys);
            assert_eq!(country_by_name(entry.english), Some(entry.code));
            assert_eq!(country_by_name(entry.persian), Some(entry.code));
            assert_ne!(entry.code.slug().as_str(), "untitled");
        }
    }

    #[test]
    fn no_two_countries_share_a_name_or_a_slug() {
        let mut keys = entries().flat_map(Entry::keys).collect::<Vec<_>>();
        let mut slugs = entries().map(|entry| entry.code.slug()).collect::<Vec<_>>();
        keys.sort_unstable();
        slugs.sort_unstable();
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(slugs.windows(2).all(|pair| pair[0] != pair[1]));
    }

    #[test]
    fn only_codes_in_use_are_codes() {
        assert_eq!(CountryCode::parse("CO").map(|country| country.to_string()).as_deref(), Some("CO"));
        assert!(CountryCode::parse("XK").is_some());
        for wrong in ["co", "UK", "EU", "AN", "YU", "ZZ", "USA", "", "C"] {
            assert_eq!(CountryCode::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_in_use_are_understood() {
        for name in ["Turkey", "Türkiye", "TÜRKİYE", "Republic of Turkey", "ترکیه", "تركيه"] {
            assert_eq!(code(name), "TR", "{name}");
        }
        for name in ["USA", "U.S.", "U.S.A.", "the United States", "United States of America", "ایالات متحدهٔ آمریکا"]
        {
            assert_eq!(code(name), "US", "{name}");
        }
        for name in ["Iran", "Islamic Republic of Iran", "the Islamic Republic of Iran", "ایران", "جمهوری اسلامي ايران"]
        {
            assert_eq!(code(name), "IR", "{name}");
        }
        assert_eq!(code("UK"), "GB");
        assert_eq!(code("England"), "GB");
        assert_eq!(code("Republic of Korea"), "KR");
        assert_eq!(code("대한민국"), "KR");
        assert_eq!(code("کره\u{200c}جنوبی"), "KR");
        assert_eq!(code("Holland"), "NL");
        assert_eq!(code("The Netherlands"), "NL");
        assert_eq!(code("Czech Republic"), "CZ");
        assert_eq!(code("Cote d’Ivoire"), "CI");
        assert_eq!(code("Bosnia & Herzegovina"), "BA");
        assert_eq!(code("کلمبیا"), "CO");
        assert_eq!(code("Congo"), "none");
        assert_eq!(code("the"), "none");
        assert_eq!(code(""), "none");
    }

    #[test]
    fn names_are_shown_in_english_or_persian() {
        let iran = CountryCode("IR");
        assert_eq!(iran.name("en-GB"), "Iran");
        assert_eq!(iran.name("fa-IR"), "ایران");
        assert_eq!(iran.name("fab"), "Iran");
        assert_eq!(CountryCode("TR").name("en"), "Türkiye");
        assert_eq!(CountryCode("TR").slug().as_str(), "turkiye");
        assert_eq!(CountryCode("US").slug().as_str(), "united-states");
    }

    #[test]
    fn a_misspelt_country_gets_a_suggestion() {
        assert_eq!(country_suggestion("Columbia"), Some("Colombia"));
        assert_eq!(country_suggestion("Turky"), Some("Türkiye"));
        assert_eq!(country_suggestion("the Nehterlands"), Some("Netherlands"));
        assert_eq!(country_suggestion("کلمبیاا"), Some("Colombia"));
        assert_eq!(country_suggestion("Urban diplomacy"), None);
    }
}
