//! Countries and cities: their names, ISO codes and coordinates.
//!
//! Names as people write them come in («ترکیه», `the U.S.`, `Peking`); a [`CountryCode`], [`Coordinates`], or the answer
//! that there are several, goes out. Nothing is guessed: where a name has several places, the caller must ask its editor.
//! Borders and time zones are not here.
//!
//! The lists beside this file are searched as they are, in the text that the program carries: nothing is parsed when the
//! program starts, and a city is found by some twenty comparisons. `README.md` beside them says where they come from and how
//! they are made anew.

mod cities;
mod countries;
mod names;
mod regions;
mod sorted_lines;

pub use cities::{CityMatch, city_coordinates, city_suggestion, is_known_city};
pub use countries::{CountryCode, country_by_name, country_suggestion, name_in};
pub use regions::Region;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use crate::base::fold::fold;
use crate::base::fold::one_line;

/// A place on the globe, in decimal degrees (WGS 84, as GeoNames and GeoJSON have it).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    latitude: f64,
    longitude: f64,
}

impl Coordinates {
    /// Takes a latitude from -90 to 90 and a longitude from -180 to 180; anything else is nowhere, and `None`.
    pub fn new(latitude: f64, longitude: f64) -> Option<Coordinates> {
        let is_on_the_globe = (-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude);
        is_on_the_globe.then_some(Coordinates { latitude, longitude })
    }

    /// Degrees north of the equator.
    pub fn latitude(self) -> f64 {
        self.latitude
    }

    /// Degrees east of Greenwich.
    pub fn longitude(self) -> f64 {
        self.longitude
    }
}

/// What a name of a place is looked up by: folded, without apostrophes and full stops (`U.S.` is `us`), `&` as `and`, any
/// other punctuation as one space. `tools/make_places.py` writes the lists with keys of the same rule.
fn place_key(name: &str) -> String {
    if name.is_ascii() { ascii_key(name) } else { unicode_key(name) }
}

/// The key of an ASCII name: what [`unicode_key`] makes of it, in a fraction of the time, as nothing in ASCII has accents.
fn ascii_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut is_set_off = false;
    for byte in name.bytes() {
        match byte {
            // A grave accent that stands alone is folded to an apostrophe.
            b'\'' | b'`' | b'.' => continue,
            b'&' => {
                if !key.is_empty() {
                    key.push(' ');
                }
                key.push_str("and");
            }
            _ if byte.is_ascii_alphanumeric() => {
                if is_set_off && !key.is_empty() {
                    key.push(' ');
                }
                key.push(char::from(byte.to_ascii_lowercase()));
                is_set_off = false;
                continue;
            }
            _ => {}
        }
        is_set_off = true;
    }
    key
}

/// The key of any name.
fn unicode_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for character in fold(name).chars() {
        match character {
            '\'' | '.' => {}
            '&' => key.push_str(" and "),
            letter if letter.is_alphanumeric() || is_combining_mark(letter) => key.push(letter),
            _ => key.push(' '),
        }
    }
    one_line(&key)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn keys_ignore_how_a_name_is_punctuated() {
        assert_eq!(place_key("U.S."), "us");
        assert_eq!(place_key(" N’Djamena "), "ndjamena");
        assert_eq!(place_key("Saint-Denis"), place_key("saint denis"));
        assert_eq!(place_key("Trinidad & Tobago"), "trinidad and tobago");
        assert_eq!(place_key("سن\u{200c}پترزبورگ"), "سن پترزبورگ");
        assert_eq!(place_key("–"), "");
    }

    proptest! {
        #[test]
        fn the_short_way_for_ascii_leads_to_the_same_key(name in "[\\x00-\\x7f]{0,12}|[ab &'`.-]{0,12}") {
            prop_assert_eq!(ascii_key(&name), unicode_key(&name));
        }
    }

    #[test]
    fn coordinates_are_on_the_globe() {
        assert_eq!(Coordinates::new(6.245, -75.572).map(Coordinates::longitude), Some(-75.572));
        assert!(Coordinates::new(-90.0, 180.0).is_some());
        assert_eq!(Coordinates::new(90.1, 0.0), None);
        assert_eq!(Coordinates::new(0.0, -180.5), None);
        assert_eq!(Coordinates::new(f64::NAN, 0.0), None);
        assert_eq!(Coordinates::new(0.0, f64::INFINITY), None);
    }
}
