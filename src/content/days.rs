//! Days that lie further in the future than an editor can have meant.
//!
//! Comes in: what a file is filed under, and the day of the build; goes out: a warning for each such day.

use jiff::ToSpan;

use super::{Filing, Text};
use crate::base::date::Date;
use crate::base::day::is_solar_hijri;
use crate::base::diag::{Code, Diagnostic};

/// How many years before its day a text may be written that says when it will have been published or changed.
const YEARS_TO_DATE: i32 = 1;
/// How many years a text may wait.
const YEARS_TO_WAIT: i32 = 10;

/// What is wrong with the days of a file.
pub(super) fn check(today: Date, text: &Text, filing: &Filing) -> impl Iterator<Item = Diagnostic> {
    let publish = filing.schedule.publish;
    let shown = publish.map_or(today, |publish| publish.max(today));
    let days = [("date", filing.date, shown), ("updated", filing.updated, shown), ("publish", publish, today)];
    days.into_iter().filter_map(move |(key, day, from)| {
        let day = day?;
        let years = if key == "publish" { YEARS_TO_WAIT } else { YEARS_TO_DATE };
        let is_far = from.checked_add(years.years()).is_ok_and(|last| day > last);
        is_far.then(|| far(key, day, text))
    })
}

fn far(key: &str, day: Date, text: &Text) -> Diagnostic {
    let place = text.place_of_value(key);
    let is_solar = is_solar_hijri(place.text());
    let message = format!("`{key}` is {day}, which is far in the future");
    let help = match key {
        _ if is_solar => "write the year that is meant; years from 1300 to 1499 are those of the Solar Hijri calendar",
        "publish" => "write the year that is meant; until then nobody sees the text",
        _ => "write the year that is meant; if the text is to appear later, say so with `publish`",
    };
    Diagnostic::warning(Code::BadDate, message).at(place).help(help)
}
