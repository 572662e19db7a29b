//! Days that lie further in the future than an editor can have meant.
//!
//! Comes in: a content file, and the day of the build; goes out: a warning for each such day.

use jiff::ToSpan;

use super::{AnyEntry, SourceText};
use crate::base::date::Date;
use crate::base::day::is_solar_hijri;
use crate::base::diag::{Code, Diagnostic};

/// How many years before its day a text may be written that says when it will have been published or changed.
const YEARS_TO_DATE: i32 = 1;
/// How many years a text may wait.
const YEARS_TO_WAIT: i32 = 10;

/// What is wrong with the days of a file.
pub(super) fn check(today: Date, entry: AnyEntry<'_>) -> impl Iterator<Item = Diagnostic> {
    let days = entry.value.map(|value| {
        let publish = value.schedule().publish;
        let shown = publish.map_or(today, |publish| publish.max(today));
        [("date", value.date(), shown), ("updated", value.updated(), shown), ("publish", publish, today)]
    });
    days.into_iter().flatten().filter_map(move |(key, day, from)| {
        let day = day?;
        let years = if key == "publish" { YEARS_TO_WAIT } else { YEARS_TO_DATE };
        let is_far = from.checked_add(years.years()).is_ok_and(|last| day > last);
        is_far.then(|| far(key, day, entry.text))
    })
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
