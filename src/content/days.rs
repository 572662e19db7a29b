//! Days that lie further in the future, or in the past, than an editor can have meant.
//!
//! Comes in: a content file, and the day of the build; goes out: a warning for each such day.

use jiff::ToSpan;

use super::{AnyEntry, SourceText};
use crate::base::date::Date;
use crate::base::day::is_solar_hijri;
use crate::base::diag::{Code, Diagnostic};
use crate::model::Correction;

/// How many years before its day a text may be written that says when it will have been published or changed.
const YEARS_TO_DATE: i32 = 1;
/// Nobody published a page before this year.
const FIRST_YEAR: i16 = 1970;
/// How many years a text may wait.
const YEARS_TO_WAIT: i32 = 10;

/// What is wrong with the days of a file.
pub(super) fn check(today: Date, entry: AnyEntry<'_>) -> impl Iterator<Item = Diagnostic> {
    let days = entry.value.map(|value| {
        let publish = value.schedule().publish;
        let shown = publish.map_or(today, |publish| publish.max(today));
        [("date", value.date(), shown), ("updated", value.updated(), shown), ("publish", publish, today)]
    });
    let corrections = entry.value.into_iter().flat_map(|value| value.corrections());
    let first = entry.value.and_then(|value| value.date());
    let corrections = corrections.filter_map(move |one| match first {
        _ if one.date > today => Some(to_come(one, entry.text)),
        Some(first) if one.date < first => Some(too_early(one, first, entry.text)),
        _ => None,
    });
    let days = days.into_iter().flatten().filter_map(move |(key, day, from)| {
        let day = day?;
        if day.year() < FIRST_YEAR {
            return Some(past(key, day, entry.text));
        }
        let years = if key == "publish" { YEARS_TO_WAIT } else { YEARS_TO_DATE };
        let is_far = from.checked_add(years.years()).is_ok_and(|last| day > last);
        is_far.then(|| far(key, day, entry.text))
    });
    days.chain(corrections)
}

/// A correction that nobody can have made yet.
fn to_come(correction: &Correction, text: &SourceText) -> Diagnostic {
    let (day, words) = (correction.date, correction.text.as_str());
    let place = text.place_of(&day.to_string());
    let place = if place.span.is_empty() { text.place_of(words) } else { place };
    let message = say!("a correction has the day {day}, which is in the future", day);
    Diagnostic::warning(Code::BadDate, message).at(place).help(say!("write the day on which the text was corrected"))
}

/// A correction of what was not there yet.
fn too_early(correction: &Correction, first: Date, text: &SourceText) -> Diagnostic {
    let day = correction.date;
    let message = say!("a correction has the day {day}, which is before `date`, {first}", day, first);
    let place = text.place_of(&day.to_string());
    Diagnostic::warning(Code::BadDate, message).at(place).help(say!("write the day on which the text was corrected"))
}

fn past(key: &str, day: Date, text: &SourceText) -> Diagnostic {
    let place = text.place_of_value(key);
    let message = say!("`{key}` is {day}, which is long past", key, day);
    let help = if is_solar_hijri(place.text()) {
        say!("write the year that is meant; years from 1300 to 1499 are those of the Solar Hijri calendar")
    } else {
        say!("write the year that is meant: `{key}` is about this page, and not about what it tells", key)
    };
    Diagnostic::warning(Code::BadDate, message).at(place).help(help)
}

fn far(key: &str, day: Date, text: &SourceText) -> Diagnostic {
    let place = text.place_of_value(key);
    let is_solar = is_solar_hijri(place.text());
    let message = say!("`{key}` is {day}, which is far in the future", key, day);
    let help = match key {
        _ if is_solar => {
            say!("write the year that is meant; years from 1300 to 1499 are those of the Solar Hijri calendar")
        }
        "publish" => say!("write the year that is meant; until then nobody sees the text"),
        _ => say!("write the year that is meant; if the text is to appear later, say so with `publish`"),
    };
    Diagnostic::warning(Code::BadDate, message).at(place).help(help)
}
