//! A day as people write it.
//!
//! Comes in: text from a content file or the command line, in digits of any script; goes out: the day, or what is wrong with
//! this very text and which days it may have meant. Years from 1300 to 1499 are those of the Solar Hijri calendar, as no text
//! here was published then. Nothing reads a clock, and names of months are understood for advice only.

use super::message::Message;
use std::error::Error;
use std::fmt;
use std::ops::RangeInclusive;

use icu_calendar::Date as CalendarDate;
use icu_calendar::cal::Iso;
use jiff::ToSpan;
use jiff::civil::Date;

use super::fold::fold;

/// The years that are read as those of the Solar Hijri calendar: 1921 to 2121 of the Gregorian one.
const SOLAR_HIJRI_YEARS: RangeInclusive<i16> = 1300..=1499;

/// How far the years of the two calendars are apart until the end of December.
const YEARS_BETWEEN: i16 = 621;

/// What stands between the parts of a date.
const SIGNS: [char; 3] = ['-', '/', '.'];

const GREGORIAN_MONTHS: [(&str, &[&str]); 12] = [
    ("January", &["ژانویه"]),
    ("February", &["فوریه"]),
    ("March", &["مارس"]),
    ("April", &["آوریل"]),
    ("May", &["مه", "می"]),
    ("June", &["ژوئن"]),
    ("July", &["ژوئیه", "جولای"]),
    ("August", &["اوت", "آگوست"]),
    ("September", &["سپتامبر"]),
    ("October", &["اکتبر"]),
    ("November", &["نوامبر"]),
    ("December", &["دسامبر"]),
];

const SOLAR_HIJRI_MONTHS: [(&str, &[&str]); 12] = [
    ("Farvardin", &["فروردین"]),
    ("Ordibehesht", &["اردیبهشت"]),
    ("Khordad", &["خرداد"]),
    ("Tir", &["تیر"]),
    ("Mordad", &["مرداد", "امرداد"]),
    ("Shahrivar", &["شهریور"]),
    ("Mehr", &["مهر"]),
    ("Aban", &["آبان"]),
    ("Azar", &["آذر"]),
    ("Dey", &["دی"]),
    ("Bahman", &["بهمن"]),
    ("Esfand", &["اسفند"]),
];

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadDay {
    /// What is wrong with this one.
    pub reason: Message,
    /// The days that may have been meant, as they are to be written; none where nothing can be guessed.
    pub meant: Vec<String>,
}

/// Year, month and day.
type Numbers = (i16, i16, i16);

impl BadDay {
    /// Of the days that may have been meant, those that exist count, each once.
    fn new(reason: Message, meant: &[Numbers]) -> Self {
        let mut days: Vec<String> = Vec::new();
        for (year, month, day) in meant {
            let exists =
                *year >= 1000 && Month::of(*year, *month).is_some_and(|month| (1..=month.length).contains(day));
            let written = format!("{year:04}-{month:02}-{day:02}");
            if exists && !days.contains(&written) {
                days.push(written);
            }
        }
        Self { reason, meant: days }
    }
}

impl fmt::Display for BadDay {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.reason.english())?;
        if self.meant.is_empty() { Ok(()) } else { write!(formatter, "; write {}", self.meant.join(" or ")) }
    }
}

impl Error for BadDay {}

/// Reads a day: `2025-06-02`, `2025/6/2`, «۱۴۰۴/۰۳/۱۲».
///
/// # Errors
/// Says what is wrong with it.
pub fn parse_day(text: &str) -> Result<Date, BadDay> {
    if let Some(date) = usual(text) {
        return Ok(date);
    }
    let text = fold(text);
    let text = text.trim();
    let has_one_sign = SIGNS.iter().any(|sign| text.matches(*sign).count() == 2);
    match numbers(text.split(SIGNS))[..] {
        [(4, year), (_, month), (_, day)] if has_one_sign => day_of(year, month, day),
        _ => Err(explain(text)),
    }
}

/// The Gregorian year that a year of either calendar means: the one in which most of a Solar Hijri year lies.
#[must_use]
pub fn gregorian_year(year: i16) -> i16 {
    if SOLAR_HIJRI_YEARS.contains(&year) { year + YEARS_BETWEEN } else { year }
}

/// Is a day written with a year of the Solar Hijri calendar?
#[must_use]
pub fn is_solar_hijri(text: &str) -> bool {
    let text = fold(text);
    let year = numbers(text.trim().split(SIGNS).take(1));
    year.first().is_some_and(|(digits, year)| *digits == 4 && SOLAR_HIJRI_YEARS.contains(year))
}

/// What nearly all dates are, without a detour.
fn usual(text: &str) -> Option<Date> {
    let is_part = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    let is_usual = text.len() == 10 && text.bytes().enumerate().all(is_part);
    let date = is_usual.then(|| text.parse::<Date>().ok()).flatten()?;
    (date.year() > *SOLAR_HIJRI_YEARS.end()).then_some(date)
}

/// The numbers among some parts with how many digits each has; nothing where one of them is no number of a date.
fn numbers<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<(usize, i16)> {
    let number = |part: &str| {
        let is_number = (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        part.parse().ok().filter(|_| is_number).map(|number| (part.len(), number))
    };
    parts.map(number).collect::<Option<_>>().unwrap_or_default()
}

/// A month of some year, in its calendar.
struct Month {
    name: &'static str,
    first: Date,
    length: i16,
}

impl Month {
    fn of(year: i16, month: i16) -> Option<Self> {
        let place = usize::try_from(month).ok()?.checked_sub(1)?;
        if SOLAR_HIJRI_YEARS.contains(&year) {
            let first = CalendarDate::try_new_persian(i32::from(year), u8::try_from(month).ok()?, 1).ok()?;
            let (iso, length) = (first.to_calendar(Iso), first.days_in_month().into());
            let part = |part: u8| i8::try_from(part).ok();
            let (month, day) = (part(iso.month().ordinal)?, part(iso.day_of_month().0)?);
            let first = Date::new(i16::try_from(iso.year().extended_year()).ok()?, month, day).ok()?;
            return Some(Self { name: SOLAR_HIJRI_MONTHS.get(place)?.0, first, length });
        }
        let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
        Some(Self { name: GREGORIAN_MONTHS.get(place)?.0, first, length: first.days_in_month().into() })
    }
}

/// The name of a month that always has 30 days.
fn month_name(english: &str) -> Message {
    match english {
        "April" => say!("April"),
        "June" => say!("June"),
        "September" => say!("September"),
        "November" => say!("November"),
        "Mehr" => say!("Mehr"),
        "Aban" => say!("Aban"),
        "Azar" => say!("Azar"),
        "Dey" => say!("Dey"),
        _ => say!("Bahman"),
    }
}

/// The day with these numbers in its calendar.
fn day_of(year: i16, month: i16, day: i16) -> Result<Date, BadDay> {
    if year == 0 {
        return Err(BadDay::new(say!("there is no year 0"), &[]));
    }
    if year < 1000 {
        let meant = (if year < 100 { 2000 + year } else { year }, month, day);
        return Err(BadDay::new(say!("the year {year} was long ago", year), &[meant]));
    }
    let Some(Month { name, first, length }) = Month::of(year, month) else {
        return Err(BadDay::new(say!("there is no month {month}", month), &[(year, day, month)]));
    };
    if (1..=length).contains(&day) {
        let date = first.checked_add(i32::from(day - 1).days());
        return date.map_err(|_| BadDay::new(say!("there is no such day"), &[]));
    }
    if !(1..=31).contains(&day) {
        return Err(BadDay::new(say!("no month has a day {day}", day), &[]));
    }
    // The length of all other months is the same in every year.
    let (next_year, next_month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    let meant = [(year, month, length), (next_year, next_month, 1)];
    let reason = match name {
        "February" => say!("February has {length} days in {year}", length, year),
        "Esfand" => say!("Esfand has {length} days in {year}", length, year),
        _ => say!("{month} has {length} days", month = month_name(name), length),
    };
    Err(BadDay::new(reason, &meant))
}

/// What is wrong with a folded text that has not the form of a day.
fn explain(text: &str) -> BadDay {
    let separators = |letter: char| SIGNS.contains(&letter) || letter.is_whitespace() || matches!(letter, ',' | '،');
    let parts = || text.split(separators).filter(|part| !part.is_empty());
    match numbers(parts())[..] {
        [(4, year), (_, month), (_, day)] => {
            BadDay::new(say!("year, month and day are parted by hyphens"), &[(year, month, day)])
        }
        [(1..=2, first), (1..=2, second), (4, year)] => {
            BadDay::new(say!("the year stands first"), &[(year, second, first), (year, first, second)])
        }
        [(1..=2, first), (1..=2, second), (1..=2, third)] => {
            let meant = [(2000 + third, second, first), (2000 + first, second, third)];
            BadDay::new(say!("the year has four digits and stands first"), &meant)
        }
        [(4, year), (1..=2, month)] | [(1..=2, month), (4, year)] => {
            BadDay::new(say!("the day is missing"), &[(year, month, 1)])
        }
        [(4, _)] => BadDay::new(say!("month and day are missing"), &[]),
        _ => with_time(text)
            .or_else(|| without_signs(text))
            .or_else(|| in_words(text))
            .unwrap_or_else(|| BadDay::new(say!("a date is written as year-month-day, such as 2025-06-02"), &[])),
    }
}

/// `2025-06-02 14:58`.
fn with_time(text: &str) -> Option<BadDay> {
    let (day, _) = text.split_once([' ', 't']).filter(|(_, time)| time.contains(':'))?;
    match numbers(day.split(SIGNS))[..] {
        [(4, year), (_, month), (_, day)] => {
            Some(BadDay::new(say!("a day has no time behind it"), &[(year, month, day)]))
        }
        _ => None,
    }
}

/// `20250602`.
fn without_signs(text: &str) -> Option<BadDay> {
    let parts = [text.get(..4)?, text.get(4..6)?, text.get(6..).filter(|day| day.len() == 2)?];
    match numbers(parts.into_iter())[..] {
        [(_, year), (_, month), (_, day)] => {
            Some(BadDay::new(say!("year, month and day are parted by hyphens"), &[(year, month, day)]))
        }
        _ => None,
    }
}

/// `2 June 2025`, «۱۲ خرداد ۱۴۰۴».
fn in_words(text: &str) -> Option<BadDay> {
    let parts = || text.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
    let (month, is_solar) = parts().find_map(month_in_words)?;
    // `2nd`
    let digits = parts().map(|part| part.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()));
    let found = numbers(digits.filter(|part| part.starts_with(|first: char| first.is_ascii_digit())));
    let year = found.iter().find(|(digits, _)| *digits == 4).map(|(_, year)| *year);
    let day = found.iter().find(|(digits, _)| *digits < 3).map(|(_, day)| *day);
    let reason = say!("the month is written as a number");
    let Some(year) = year else { return Some(BadDay::new(reason, &[])) };
    if SOLAR_HIJRI_YEARS.contains(&year) != is_solar {
        return Some(BadDay::new(say!("month and year {year} are of two calendars", year), &[]));
    }
    match day {
        Some(day) => Some(BadDay::new(reason, &[(year, month, day)])),
        None => Some(BadDay::new(say!("the day is missing"), &[(year, month, 1)])),
    }
}

/// The number of a month by its name or the beginning of it, and whether it is one of the Solar Hijri calendar.
fn month_in_words(word: &str) -> Option<(i16, bool)> {
    let is_meant = |(latin, others): &(&str, &[&str])| {
        let is_start = word.len() >= 3 && word.is_ascii() && latin.to_lowercase().starts_with(word);
        is_start || others.iter().any(|other| fold(other) == word)
    };
    let place_in = |months: &[(&str, &[&str])]| months.iter().position(is_meant);
    let gregorian = place_in(&GREGORIAN_MONTHS).map(|place| (place, false));
    let (place, is_solar) = gregorian.or_else(|| place_in(&SOLAR_HIJRI_MONTHS).map(|place| (place, true)))?;
    Some((i16::try_from(place).ok()? + 1, is_solar))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        parse_day(text).map_or_else(|problem| format!("{problem:?}"), |day| day.to_string())
    }

    #[track_caller]
    fn assert_told(text: &str, reason: &str, meant: &[&str]) {
        let problem = parse_day(text).unwrap_err();
        assert!(problem.reason == reason && problem.meant == meant, "{text}: {problem:?}");
    }

    #[test]
    fn days_are_read_in_both_calendars_and_all_digits() {
        for text in ["2025-06-02", "2025/06/02", "2025-6-2", "2025.06.02", " ۲۰۲۵-۰۶-۰۲ ", "٢٠٢٥/٠٦/٠٢", "2025–06–02"]
        {
            assert_eq!(day(text), "2025-06-02", "{text}");
        }
        for text in ["1404-03-12", "۱۴۰۴/۰۳/۱۲", "1404/3/12", "١٤٠٤-٠٣-١٢", "\u{200f}۱۴۰۴-۳-۱۲"]
        {
            assert_eq!(day(text), "2025-06-02", "{text}");
        }
        // Years of 366 days end on 30 Esfand.
        assert_eq!(day("1403-12-30"), "2025-03-20");
        assert_eq!(day("1404-01-01"), "2025-03-21");
        assert_eq!((day("1300-01-01"), day("1499-12-29")), ("1921-03-21".to_owned(), "2121-03-20".to_owned()));
        assert_eq!((day("1299-12-31"), day("1500-01-01")), ("1299-12-31".to_owned(), "1500-01-01".to_owned()));
        assert_eq!(day("1404-10-20"), "2026-01-10", "never 20 October 1404");
        assert!(is_solar_hijri("۱۴۰۴/۳/۱۲") && !is_solar_hijri("2025-06-02") && !is_solar_hijri(""));
        assert_eq!((gregorian_year(1392), gregorian_year(2013)), (2013, 2013));
    }

    #[test]
    fn a_day_that_does_not_exist_is_told_with_its_neighbours() {
        assert_told("2025-04-31", "April has 30 days", &["2025-04-30", "2025-05-01"]);
        assert_told("2025-02-29", "February has 28 days in 2025", &["2025-02-28", "2025-03-01"]);
        assert_told("2024-02-30", "February has 29 days in 2024", &["2024-02-29", "2024-03-01"]);
        assert_told("1404-12-30", "Esfand has 29 days in 1404", &["1404-12-29", "1405-01-01"]);
        assert_told("۱۴۰۴/۰۷/۳۱", "Mehr has 30 days", &["1404-07-30", "1404-08-01"]);
        assert_told("2025-04-32", "no month has a day 32", &[]);
        assert_told("2025-04-00", "no month has a day 0", &[]);
    }

    #[test]
    fn months_and_years_that_do_not_exist_are_told() {
        assert_told("2025-13-02", "there is no month 13", &["2025-02-13"]);
        assert_told("2025-13-13", "there is no month 13", &[]);
        assert_told("2025-00-02", "there is no month 0", &[]);
        assert_told("0000-06-02", "there is no year 0", &[]);
        assert_told("0025-06-02", "the year 25 was long ago", &["2025-06-02"]);
        assert_told("0925-06-02", "the year 925 was long ago", &[]);
    }

    #[test]
    fn another_form_is_told_with_the_day_in_this_one() {
        assert_told("02.06.2025", "the year stands first", &["2025-06-02", "2025-02-06"]);
        assert_told("06/22/2025", "the year stands first", &["2025-06-22"]);
        assert_told("25-06-02", "the year has four digits and stands first", &["2002-06-25", "2025-06-02"]);
        assert_told("2025-06", "the day is missing", &["2025-06-01"]);
        assert_told("06/2025", "the day is missing", &["2025-06-01"]);
        assert_told("2025", "month and day are missing", &[]);
        assert_told("20250602", "year, month and day are parted by hyphens", &["2025-06-02"]);
        assert_told("2025 06 02", "year, month and day are parted by hyphens", &["2025-06-02"]);
        assert_told("2025-06/02", "year, month and day are parted by hyphens", &["2025-06-02"]);
        assert_told("2025-06-02T14:58:32", "a day has no time behind it", &["2025-06-02"]);
        assert_told("2025-06-02 14:58", "a day has no time behind it", &["2025-06-02"]);
    }

    #[test]
    fn months_in_words_are_told_with_their_numbers() {
        let reason = "the month is written as a number";
        for text in ["2 June 2025", "June 2nd, 2025", "Mon, 2 Jun 2025", "۲ ژوئن ۲۰۲۵"] {
            assert_told(text, reason, &["2025-06-02"]);
        }
        assert_told("۱۲ خرداد ۱۴۰۴", reason, &["1404-03-12"]);
        assert_told("12 Khordad 1404", reason, &["1404-03-12"]);
        assert_told("June 2025", "the day is missing", &["2025-06-01"]);
        assert_told("31 June 2025", reason, &[]);
        assert_told("2 June", reason, &[]);
        assert_told("20 October 1404", "month and year 1404 are of two calendars", &[]);
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_too_strange(text in "[0-9۰-۹/.TtJune,: é-]{0,14}|\\PC{0,12}") {
            if let Err(problem) = parse_day(&text) {
                for day in problem.meant {
                    proptest::prop_assert!(parse_day(&day).is_ok());
                }
            }
        }
    }

    #[test]
    fn anything_else_is_told_what_a_day_looks_like() {
        for text in ["", "soon", "2. 6.", "12345-01-01", "2025-06-02-01", "🙂", "2025-06-0x"] {
            assert!(parse_day(text).unwrap_err().reason.contains("year-month-day"), "{text}");
        }
    }
}
