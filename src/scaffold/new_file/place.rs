//! Where the city of a new case lies.
//!
//! Comes in: `Medellín, Colombia`, or the city alone; goes out: the city and its country, or words that say what to write.

use crate::base::error::{Error, Result};
use crate::base::fold::one_line;
use crate::base::message::{Message, either};
use crate::config::Config;
use crate::places::{CityMatch, CountryCode, city_coordinates, country_by_name, country_suggestion, is_known_city};
use crate::theme::direction;

/// How many countries are named where a city may be meant in any of them.
const FEW: usize = 4;

/// A city and its country.
pub(super) struct NewPlace {
    /// The title of the case.
    pub title: String,
    pub city: String,
    pub country: CountryCode,
    /// Does the program know where it lies?
    pub is_known: bool,
    pub notes: Vec<Message>,
}

/// The place that a title names.
pub(super) fn place(config: &Config, title: &str) -> Result<NewPlace> {
    let title = one_line(title);
    let parts = title.rsplit_once([',', '،']).map(|(city, country)| (city.trim(), country.trim()));
    let (city, country, title) = match parts.filter(|(city, country)| !city.is_empty() && !country.is_empty()) {
        Some((city, named)) => (city, country(city, named)?, title.clone()),
        None => {
            let country = only_country(config, &title)?;
            (title.as_str(), country, with_country(config, &title, country))
        }
    };
    let matched = city_coordinates(city, country);
    let name = config.country_name(country);
    let note = match matched {
        CityMatch::Unique(_) => None,
        CityMatch::Ambiguous => {
            Some(say!("{name} has several cities called {city}: write into the file where this one lies", name, city))
        }
        CityMatch::Unknown => Some(say!(
            "the list of cities has no {city} in {name}: write into the file where it lies, and the map shows it",
            city,
            name
        )),
    };
    let is_known = matches!(matched, CityMatch::Unique(_));
    Ok(NewPlace { city: city.to_owned(), country, title, is_known, notes: note.into_iter().collect() })
}

fn country(city: &str, named: &str) -> Result<CountryCode> {
    let country = CountryCode::parse(named).or_else(|| country_by_name(named));
    country.ok_or_else(|| {
        let help = match country_suggestion(named) {
            Some(near) => say!("did you mean `{city}, {near}`?", city, near),
            None => say!("write the name of the country behind the last comma, such as `Medellín, Colombia`"),
        };
        Error::Usage(say!("there is no country `{named}`; {help}", named, help))
    })
}

/// The country of a city that stands alone, where only one has such a city.
fn only_country(config: &Config, city: &str) -> Result<CountryCode> {
    let countries = is_known_city(city);
    if let [country] = countries[..] {
        return Ok(country);
    }
    let meant: Vec<String> =
        countries.iter().take(FEW).map(|country| format!("`{}`", with_country(config, city, *country))).collect();
    Err(Error::Usage(match meant.is_empty() {
        true => say!("the list of cities has no `{city}`; say its country too, such as `Medellín, Colombia`", city),
        false => say!("several countries have a city `{city}`; write {meant}", city, meant = either(&meant)),
    }))
}

fn with_country(config: &Config, city: &str, country: CountryCode) -> String {
    let comma = if direction(&config.language) == "rtl" { "،" } else { "," };
    format!("{city}{comma} {}", config.country_name(country))
}
