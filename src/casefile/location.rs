//! The keys that say where a case lies: `city`, `country` and `coordinates`.
//!
//! Comes in: front matter; goes out: the city, its country and what the editor says of its coordinates. Where these do not fit
//! what is known of cities, or nobody knows the city and so its place, the editor is warned.

use super::file_name::is_translation;
use super::shared::required_of_originals;
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::{Message, either};
use crate::places::{
    CityMatch, Coordinates, CountryCode, city_coordinates, city_suggestion, country_by_name, country_suggestion,
    is_known_city, name_in,
};
use crate::yaml::{Fields, SpannedText};

/// How many degrees a city is wide at most, with its surroundings.
const WIDTH: f64 = 1.0;

/// Where a case lies.
pub(super) struct Location {
    pub city: Option<String>,
    pub country: Option<CountryCode>,
    pub coordinates: Option<Coordinates>,
}

/// Reads the keys.
pub(super) fn location(fields: &Fields<'_>) -> Location {
    let (city, country) = (required_of_originals(fields, "city", "Medellín"), country(fields));
    let coordinates = coordinates(fields);
    if let (Some(city), Some(country)) = (&city, country) {
        match (city_coordinates(&city.text, country), coordinates) {
            (CityMatch::Unique(known), Some(own)) => check_order(fields, &city.text, known, own),
            (CityMatch::Unknown, None) if !fields.has("coordinates") => check_city(fields, city, country),
            _ => {}
        }
    }
    // What a translation leaves out is its original's.
    let is_translation = is_translation(fields.source().path());
    let city = city.map(|city| city.text).or_else(|| is_translation.then(String::new));
    Location { city, country: country.or_else(|| is_translation.then(CountryCode::default)), coordinates }
}

fn country(fields: &Fields<'_>) -> Option<CountryCode> {
    let text = required_of_originals(fields, "country", "CO")?;
    let code = CountryCode::parse(&text.text).or_else(|| country_by_name(&text.text));
    if code.is_none() {
        let capital = CountryCode::parse(&text.text.to_uppercase());
        let help = match (capital, country_suggestion(&text.text)) {
            (Some(code), _) => say!("write it in capital letters, `country: {code}`", code),
            (None, Some(near)) => say!("did you mean {near}?", near),
            (None, None) => say!("write the two-letter code (ISO 3166-1), such as CO, or the country's name"),
        };
        fields.report_at(text.span, Code::BadCountry, say!("there is no country `{text}`", text = text.text), help);
    }
    code
}

fn coordinates(fields: &Fields<'_>) -> Option<Coordinates> {
    let numbers = fields.numbers("coordinates")?;
    let coordinates = match numbers[..] {
        [latitude, longitude] => Coordinates::new(latitude, longitude),
        _ => None,
    };
    if coordinates.is_none() {
        let span = fields.node("coordinates").map_or(fields.span(), |node| node.span.clone());
        fields.report_at(
            span,
            Code::BadCoordinates,
            say!("`coordinates` should be a latitude between -90 and 90 and a longitude between -180 and 180"),
            say!("write `coordinates: [6.245, -75.572]`: degrees north first, then degrees east"),
        );
    }
    coordinates
}

/// A city that its country does not have in the list. It may be small; but if its name is a city's elsewhere, or nearly one's
/// here, that was more likely meant.
fn check_city(fields: &Fields<'_>, city: &SpannedText, country: CountryCode) {
    let (name, here) = (&city.text, country.name("en"));
    if let Some(alone) = known_alone(name, country) {
        let message = say!("`{name}` is more than the name of a city, so it has no coordinates", name);
        let problem = Diagnostic::warning(Code::UnknownCity, message).in_file(fields.source(), city.span.clone());
        return fields.report(problem.help(say!("write `city: {alone}`; the country stands in `country`", alone)));
    }
    let elsewhere: Vec<CountryCode> = is_known_city(name).into_iter().take(3).collect();
    let (message, meant) = if let [_, ..] = elsewhere[..] {
        let names: Vec<&str> = elsewhere.iter().map(|other| other.name("en")).collect();
        let codes: Vec<String> = elsewhere.iter().map(|other| format!("`country: {other}`")).collect();
        let message =
            say!("no city `{name}` of {here} is known; there is one in {names}", name, here, names = names.join(", "));
        (message, either(&codes))
    } else if let Some(near) = city_suggestion(name, country) {
        (say!("no city `{name}` of {here} is known, so it has no coordinates", name, here), Message::verbatim(near))
    } else {
        return;
    };
    let problem = Diagnostic::warning(Code::UnknownCity, message).in_file(fields.source(), city.span.clone());
    fields.report(problem.help(say!(
        "did you mean {meant}? if it is right as it is, add its place, degrees north first: `coordinates: [6.245, \
         -75.572]`",
        meant
    )));
}

/// The city in `Paris, France` or `Paris (France)`, if its country has one of that name.
fn known_alone(name: &str, country: CountryCode) -> Option<&str> {
    let (alone, _) = name.split_once([',', '،', '('])?;
    let alone = alone.trim();
    (city_coordinates(alone, country) != CityMatch::Unknown).then_some(alone)
}

/// A title that ends in another country than the case has, as in a file that was copied from another one.
pub(super) fn check_title(fields: &Fields<'_>, title: &SpannedText, city: &str, country: CountryCode) {
    let Some((_, end)) = title.text.rsplit_once([',', '،', '(']) else { return };
    let end = end.trim_end_matches(')').trim();
    let Some(named) = country_by_name(end) else { return };
    if named == country {
        return check_city_of_title(fields, title, city, country);
    }
    // "Hong Kong, China" is right, and Georgia is a state of the United States as well.
    let is_meant = name_in(&title.text, country).is_some()
        || country_by_name(city) == Some(country)
        || (named.as_str(), country.as_str()) == ("GE", "US");
    // A city that only other countries have was told already.
    let is_told = matches!(city_coordinates(city, country), CityMatch::Unknown) && !is_known_city(city).is_empty();
    if !is_meant && !is_told {
        let message =
            say!("the title says {end}, and the case has the country {country}", end, country = country.name("en"));
        let problem = Diagnostic::warning(Code::BadCountry, message).in_file(fields.source(), title.span.clone());
        fields.report(problem.help(say!("mend the title, or write `country: {named}`", named)));
    }
}

/// A title such as `Shiraz, Iran` of a case whose city is Tabriz. Where both are names of one city, they have the same place.
fn check_city_of_title(fields: &Fields<'_>, title: &SpannedText, city: &str, country: CountryCode) {
    /// Nearer ones may be a city and its suburb.
    const NEAR: f64 = 0.2;
    let Some((named, _)) = title.text.rsplit_once([',', '،', '(']) else { return };
    let named = named.trim();
    let (CityMatch::Unique(one), CityMatch::Unique(other)) =
        (city_coordinates(named, country), city_coordinates(city, country))
    else {
        return;
    };
    let is_near =
        (one.latitude() - other.latitude()).abs() < NEAR && (one.longitude() - other.longitude()).abs() < NEAR;
    if is_near || named.contains(city) || city.contains(named) {
        return;
    }
    let message = say!("the title says {named}, and the case has the city {city}", named, city);
    let problem = Diagnostic::warning(Code::UnknownCity, message).in_file(fields.source(), title.span.clone());
    let help = say!(
        "mend the title, or write `city: {named}`; look at the picture, the coordinates and the sources, too",
        named
    );
    fields.report(problem.help(help));
}

/// Coordinates whose two numbers are swapped.
fn check_order(fields: &Fields<'_>, city: &str, known: Coordinates, own: Coordinates) {
    let is_near = |latitude: f64, longitude: f64| {
        (latitude - known.latitude()).abs() < WIDTH && (longitude - known.longitude()).abs() < WIDTH
    };
    if is_near(own.latitude(), own.longitude()) || !is_near(own.longitude(), own.latitude()) {
        return;
    }
    let span = fields.node("coordinates").map_or(fields.span(), |node| node.span.clone());
    let message = say!("the coordinates are not those of {city}, but they are if the two numbers are swapped", city);
    let problem = Diagnostic::warning(Code::BadCoordinates, message).in_file(fields.source(), span);
    let (latitude, longitude) = (own.longitude(), own.latitude());
    fields.report(problem.help(say!(
        "write degrees north first: `coordinates: [{latitude}, {longitude}]`",
        latitude,
        longitude
    )));
}
