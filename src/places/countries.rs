//! Countries by code and by name.
//!
//! `countries.tsv` has a line for each code: code, and a name in each of [`LANGUAGES`]. `country_names.tsv` has a line for
//! each key of a name (see [`super::place_key`]): key, code. Both are sorted by their first field.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::names::Names;
use super::place_key;
use crate::base::slug::Slug;
use crate::base::suggest::closest;

/// The languages of the names, in the order of the columns in `countries.tsv`. English stands in for all others.
const LANGUAGES: [&str; 6] = ["en", "fa", "fr", "es", "ar", "tr"];

/// All countries, sorted by code: they are asked for by their index here.
static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let country = |line: &'static str| {
        let mut fields = line.split('\t');
        let code = fields.next()?;
        let mut names = [""; LANGUAGES.len()];
        names.iter_mut().zip(fields).for_each(|(name, field)| *name = field);
        Some(Country { code, names, slug: Slug::from_text_or_untitled(names[0]) })
    };
    include_str!("countries.tsv").lines().filter_map(country).collect()
});

/// A line for each name that a country is looked up by: key, code.
static NAMES: Names = Names::new(include_str!("country_names.tsv"), country_key);

/// What is known of a country.
struct Country {
    code: &'static str,
    /// In the order of [`LANGUAGES`].
    names: [&'static str; LANGUAGES.len()],
    slug: Slug,
}

/// The code of a country: one of ISO 3166-1 alpha-2, or `XK`.
///
/// `XK` stands for Kosovo. ISO has no code for it; `XK` is in the range that ISO leaves to users, and is what the European
/// Commission and Unicode's CLDR use. It is kept as its index in the list, which only the same program reads again.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "usize", into = "usize")]
pub struct CountryCode(usize);

impl CountryCode {
    /// The code written as two capital letters, if there is such a country.
    pub fn parse(code: &str) -> Option<CountryCode> {
        // Most editors write names.
        if code.len() != 2 {
            return None;
        }
        COUNTRIES.binary_search_by(|country| country.code.cmp(code)).ok().map(CountryCode)
    }

    /// The two capital letters.
    pub fn as_str(self) -> &'static str {
        COUNTRIES[self.0].code
    }

    /// The short name in everyday use, in a language or a kind of it (`fa-IR`); in English where there is none.
    pub fn name(self, language: &str) -> &'static str {
        let primary = language.split(['-', '_']).next().unwrap_or_default();
        let column = LANGUAGES.iter().position(|known| primary.eq_ignore_ascii_case(known)).unwrap_or_default();
        COUNTRIES[self.0].names[column]
    }

    /// The slug of the English name, for the country's address in every language.
    pub fn slug(self) -> &'static Slug {
        &COUNTRIES[self.0].slug
    }
}

impl From<CountryCode> for usize {
    fn from(CountryCode(index): CountryCode) -> usize {
        index
    }
}

impl TryFrom<usize> for CountryCode {
    type Error = &'static str;

    fn try_from(index: usize) -> Result<CountryCode, &'static str> {
        if index < COUNTRIES.len() { Ok(CountryCode(index)) } else { Err("there is no such country") }
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

impl fmt::Debug for CountryCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("CountryCode").field(&self.as_str()).finish()
    }
}

/// The country that a name means: that of one of `LANGUAGES`, or another name in use (`Turkey`, `UK`, `Holland`,
/// `Deutschland`), whatever its case, accents and full stops, with or without a leading "the".
///
/// A name that two countries share, such as `Congo`, is nobody's. So is one that rather means a city elsewhere: in Spanish,
/// Grenada is called `Granada`. The countries of the United Kingdom are `GB`, as in ISO.
pub fn country_by_name(name: &str) -> Option<CountryCode> {
    // Every code in the list of names is one.
    NAMES.find(name).and_then(CountryCode::parse)
}

/// The name by which a text calls a country: `Turkey` in "Istanbul, Turkey". Abbreviations (`UK`) are no names of their own.
pub fn name_in(text: &str, country: CountryCode) -> Option<&str> {
    const SHORTEST: usize = 4;
    let signs = |sign: char| matches!(sign, ',' | '،' | ':' | '(' | ')' | '–' | '—' | '|' | '/');
    let parts = text.split(signs).flat_map(|part| part.split(" - ")).map(str::trim);
    parts
        .filter(|part| part.chars().filter(|letter| letter.is_alphabetic()).count() >= SHORTEST)
        .find(|part| country_by_name(part) == Some(country))
}

/// The English name of the country that a misspelt name was most likely meant to be, for "did you mean".
pub fn country_suggestion(name: &str) -> Option<&'static str> {
    let keys = NAMES.lines().filter_map(|line| Some(line.split_once('\t')?.0));
    // Abbreviations are no suggestions: every word of three letters is close to one.
    let meant = closest(&country_key(name), keys.filter(|key| key.chars().count() > 3))?;
    country_by_name(meant).map(|country| country.name("en"))
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
    use std::collections::BTreeSet;

    use super::*;

    fn code(name: &str) -> &'static str {
        country_by_name(name).map_or("none", CountryCode::as_str)
    }

    fn all() -> impl Iterator<Item = CountryCode> {
        (0..COUNTRIES.len()).map(CountryCode)
    }

    #[test]
    fn every_country_has_names_that_find_it_and_a_slug() {
        assert_eq!(all().count(), 249 + 1, "ISO 3166-1 has 249 codes, and one is Kosovo's");
        for country in all() {
            let code = country.as_str();
            assert!(code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()));
            assert_eq!(CountryCode::parse(code), Some(country));
            assert_eq!(country_by_name(country.name("en")), Some(country));
            assert_eq!(country_by_name(country.name("fa")), Some(country));
            for language in LANGUAGES {
                let name = country.name(language);
                assert!(!name.is_empty() && name.trim() == name, "{code} in {language}");
                assert!([None, Some(country)].contains(&country_by_name(name)), "{name}");
            }
            assert!(country.slug().as_str().is_ascii());
        }
        let is_lost = |country: &CountryCode| LANGUAGES.iter().any(|tag| country_by_name(country.name(tag)).is_none());
        let lost: Vec<&str> = all().filter(is_lost).map(CountryCode::as_str).collect();
        assert_eq!(lost, ["BL", "GD", "GP", "LC", "MF", "SH", "SV"], "their names are those of cities elsewhere");
        let slugs = all().map(CountryCode::slug).collect::<BTreeSet<_>>();
        assert_eq!(slugs.len(), all().count());
    }

    #[test]
    fn every_key_is_found_by_itself() {
        assert!(NAMES.lines().is_sorted());
        for line in NAMES.lines() {
            let (key, code) = line.split_once('\t').unwrap();
            assert_eq!(country_by_name(key), CountryCode::parse(code));
            assert!(CountryCode::parse(code).is_some(), "{code}");
        }
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
        for name in ["Turquie", "Turquía", "تركيا"] {
            assert_eq!(code(name), "TR", "{name}");
        }
        assert_eq!(code("Fildişi Sahili"), "CI");
        assert_eq!(code("État de la Cité du Vatican"), "VA");
        assert_eq!(code("فلسطين"), "PS");
        assert_eq!(code("Granada"), "none");
        assert_eq!(code("Congo"), "none");
        assert_eq!(code("the"), "none");
        assert_eq!(code(""), "none");
    }

    #[test]
    fn names_are_shown_in_the_language_or_in_english() {
        let iran = CountryCode::parse("IR").unwrap();
        assert_eq!(iran.name("en-GB"), "Iran");
        assert_eq!(iran.name("fa-IR"), "ایران");
        assert_eq!(iran.name("fab"), "Iran");
        let egypt = CountryCode::parse("EG").unwrap();
        let shown = ["fr-CA", "es", "ar-u-nu-latn", "TR", "de"].map(|language| egypt.name(language));
        assert_eq!(shown, ["Égypte", "Egipto", "مصر", "Mısır", "Egypt"]);
        assert_eq!(CountryCode::parse("TR").unwrap().name("en"), "Türkiye");
        assert_eq!(CountryCode::parse("TR").unwrap().slug().as_str(), "turkiye");
        assert_eq!(CountryCode::parse("US").unwrap().slug().as_str(), "united-states");
    }

    #[test]
    fn a_text_calls_a_country_by_one_of_its_names() {
        let name = |text, code| name_in(text, CountryCode::parse(code).unwrap());
        assert_eq!(name("Istanbul, Turkey", "TR"), Some("Turkey"));
        assert_eq!(name("Istanbul (Turkey): two continents", "TR"), Some("Turkey"));
        assert_eq!(name("استانبول، ترکیه", "TR"), Some("ترکیه"));
        assert_eq!(name("London, UK", "GB"), None);
        assert_eq!(name("Atlanta, Georgia", "US"), None);
        assert_eq!(name("Turkey and its cities", "TR"), None);
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
