//! Dates, places and numbers as readers of a language know them.
//!
//! Comes in: plain values and a language tag (BCP 47). Goes out: text, made from the CLDR data that the icu crates carry.
//! The system's own locale and clock play no part. A tag that is not one, or a language without data, is treated as
//! English rather than refused: the configuration has checked the tag by then.

use std::str::FromStr;

use icu_calendar::Date;
use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::YMD;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_locale_core::Locale;

/// Scripts that are written from right to left (ISO 15924).
const RIGHT_TO_LEFT_SCRIPTS: &[&str] =
    &["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"];

/// Languages that are written in such a script unless their tag names another (CLDR, likely subtags).
const RIGHT_TO_LEFT_LANGUAGES: &[&str] = &[
    "ar", "arc", "arz", "bal", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "prs", "ps", "rhg",
    "sd", "syr", "ug", "ur", "yi",
];

/// The locale of a language tag. English without a region is read as British, for `2 June 2025`.
pub(super) fn locale(language: &str) -> Locale {
    let british = || Locale::from_str("en-GB").unwrap_or(Locale::UNKNOWN);
    let mut locale = Locale::from_str(language).unwrap_or_else(|_| british());
    if locale.id.language.as_str() == "en" && locale.id.region.is_none() {
        locale.id.region = british().id.region;
    }
    locale
}

/// `rtl` where the language is written from right to left, else `ltr`: the value of `<html dir>`.
#[must_use]
pub fn direction(language: &str) -> &'static str {
    let locale = locale(language);
    let right_to_left = match locale.id.script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script.as_str()),
        None => RIGHT_TO_LEFT_LANGUAGES.contains(&locale.id.language.as_str()),
    };
    if right_to_left { "rtl" } else { "ltr" }
}

/// Writes days and places as readers of a language know them.
pub(super) struct Formats {
    day: Option<DateTimeFormatter<YMD>>,
    /// What stands for `1 ` at the beginning of a date: French counts the other days only.
    first_of_month: Option<&'static str>,
    numbers: NumberFormat,
    /// North, south, east, west, and what stands between the two parts of a place.
    directions: [&'static str; 5],
}

impl Formats {
    /// The formats of a language.
    pub(super) fn new(language: &str) -> Self {
        let locale = locale(language);
        let directions = match locale.id.language.as_str() {
            "ar" => ["شمالًا", "جنوبًا", "شرقًا", "غربًا", "، "],
            "es" | "fr" => ["N", "S", "E", "O", ", "],
            "fa" => ["شمالی", "جنوبی", "شرقی", "غربی", "، "],
            "tr" => ["K", "G", "D", "B", ", "],
            _ => ["N", "S", "E", "W", ", "],
        };
        let first_of_month = (locale.id.language.as_str() == "fr").then_some("1er ");
        let day = DateTimeFormatter::try_new(locale.into(), YMD::long()).ok();
        Self { day, first_of_month, numbers: NumberFormat::new(language), directions }
    }

    /// A day in the calendar and words of the language: `2 June 2025`, «۱۲ خرداد ۱۴۰۴». Days that no calendar data covers
    /// are written as `2025-06-02`.
    pub(super) fn date(&self, date: jiff::civil::Date) -> String {
        let day = Date::try_new_iso(i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs());
        let text = match (&self.day, day) {
            (Some(formatter), Ok(day)) => formatter.format(&day).to_string(),
            _ => return date.to_string(),
        };
        match (self.first_of_month, text.strip_prefix("1 ")) {
            (Some(first), Some(rest)) => format!("{first}{rest}"),
            _ => text,
        }
    }

    /// A place on Earth for people: `6.245° N, 75.572° W`, «۶٫۲۴۵° شمالی، ۷۵٫۵۷۲° غربی», with at most so many decimals.
    pub(super) fn coordinates(&self, latitude: f64, longitude: f64, decimals: usize) -> String {
        let [north, south, east, west, separator] = self.directions;
        let degrees = |value: f64, positive, negative| {
            let rounded = format!("{:.decimals$}", value.abs());
            let short = if decimals > 1 { rounded.trim_end_matches('0').trim_end_matches('.') } else { &rounded };
            format!("{}° {}", self.numbers.decimal(short), if value < 0.0 { negative } else { positive })
        };
        format!("{}{separator}{}", degrees(latitude, north, south), degrees(longitude, east, west))
    }

    /// A number in the digits of the language: `12`, «۱۲».
    pub(super) fn number(&self, number: usize) -> String {
        self.numbers.decimal(&number.to_string())
    }
}

/// Writes numbers with the digits and separators of a language.
pub(super) struct NumberFormat {
    grouped: Option<DecimalFormatter>,
    plain: Option<DecimalFormatter>,
}

impl NumberFormat {
    /// The format of a language.
    pub(super) fn new(language: &str) -> Self {
        let formatter = |grouping| {
            let options = DecimalFormatterOptions::from(grouping);
            DecimalFormatter::try_new(locale(language).into(), options).ok()
        };
        Self { grouped: formatter(GroupingStrategy::Auto), plain: formatter(GroupingStrategy::Never) }
    }

    /// A count: `1,234`, «۱٬۲۳۴».
    pub(super) fn integer(&self, number: i64) -> String {
        write_number(self.grouped.as_ref(), &number.to_string())
    }

    /// A year, which has no separator: `2013`, «۲۰۱۳».
    pub(super) fn year(&self, number: i64) -> String {
        write_number(self.plain.as_ref(), &number.to_string())
    }

    /// A number that is written out in decimal digits. What is no number comes back as it is.
    pub(super) fn decimal(&self, digits: &str) -> String {
        write_number(self.grouped.as_ref(), digits)
    }
}

fn write_number(formatter: Option<&DecimalFormatter>, digits: &str) -> String {
    match (formatter, Decimal::from_str(digits)) {
        (Some(formatter), Ok(number)) => formatter.format(&number).to_string(),
        _ => digits.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_in_the_order_and_calendar_of_the_language() {
        let date = jiff::civil::date(2025, 6, 2);
        assert_eq!(Formats::new("en").date(date), "2 June 2025");
        assert_eq!(Formats::new("en-US").date(date), "June 2, 2025");
        assert_eq!(Formats::new("fa").date(date), "۱۲ خرداد ۱۴۰۴");
        assert_eq!(Formats::new("fa-IR").date(date), "۱۲ خرداد ۱۴۰۴");
        assert_eq!(Formats::new("not a tag").date(date), "2 June 2025");
        assert_eq!(Formats::new("fr").date(date), "2 juin 2025");
        assert_eq!(Formats::new("es").date(date), "2 de junio de 2025");
        assert_eq!(Formats::new("ar").date(date), "2 يونيو 2025");
        assert_eq!(Formats::new("ar-EG").date(date), "٢ يونيو ٢٠٢٥");
        assert_eq!(Formats::new("tr").date(date), "2 Haziran 2025");
    }

    #[test]
    fn the_first_of_a_month_has_an_ordinal_in_french() {
        let date = |language, day| Formats::new(language).date(jiff::civil::date(2025, 6, day));
        assert_eq!((date("fr", 1), date("fr-CA", 1)), ("1er juin 2025".to_owned(), "1er juin 2025".to_owned()));
        assert_eq!((date("fr", 11), date("es", 1)), ("11 juin 2025".to_owned(), "1 de junio de 2025".to_owned()));
    }

    #[test]
    fn a_tag_can_ask_for_other_digits() {
        let written = |language| {
            let formats = Formats::new(language);
            (formats.date(jiff::civil::date(2025, 6, 2)), formats.number(1234))
        };
        assert_eq!(written("ar-u-nu-arab"), ("٢ يونيو ٢٠٢٥".to_owned(), "١٬٢٣٤".to_owned()));
        assert_eq!(written("ar-EG-u-nu-latn"), ("2 يونيو 2025".to_owned(), "1,234".to_owned()));
        assert_eq!(written("fa-u-nu-latn"), ("12 خرداد 1404".to_owned(), "1,234".to_owned()));
    }

    #[test]
    fn every_day_of_a_calendar_can_be_written() {
        for date in [jiff::civil::Date::MIN, jiff::civil::Date::ZERO, jiff::civil::Date::MAX] {
            for language in ["en", "fa", "th", ""] {
                assert!(!Formats::new(language).date(date).is_empty());
            }
        }
    }

    #[test]
    fn coordinates_are_rounded_and_named_by_hemisphere() {
        assert_eq!(Formats::new("en").coordinates(6.245, -75.572, 3), "6.245° N, 75.572° W");
        assert_eq!(Formats::new("en").coordinates(-33.0, 151.20004, 3), "33° S, 151.2° E");
        assert_eq!(Formats::new("en").coordinates(-33.04, 0.01, 1).as_str(), "33.0° S, 0.0° E");
        assert_eq!(Formats::new("fa").coordinates(6.245, -75.572, 3), "۶٫۲۴۵° شمالی، ۷۵٫۵۷۲° غربی");
        assert_eq!(Formats::new("fr").coordinates(6.245, -75.572, 3), "6,245° N, 75,572° O");
        assert_eq!(Formats::new("es").coordinates(-6.245, 75.572, 3), "6,245° S, 75,572° E");
        assert_eq!(Formats::new("tr").coordinates(6.245, -75.572, 3), "6,245° K, 75,572° B");
        assert_eq!(Formats::new("ar").coordinates(6.245, -75.572, 3), "6.245° شمالًا، 75.572° غربًا");
        assert_eq!(Formats::new("en").coordinates(f64::NAN, 0.0, 3), "NaN° N, 0° E");
    }

    #[test]
    fn direction_follows_the_script_and_then_the_language() {
        assert_eq!(direction("en"), "ltr");
        assert_eq!(direction("fa-IR"), "rtl");
        assert_eq!(direction("fa-Latn"), "ltr");
        assert_eq!(direction("az-Arab"), "rtl");
        assert_eq!(direction("?"), "ltr");
    }

    #[test]
    fn counts_are_grouped_and_years_are_not() {
        let english = NumberFormat::new("en");
        assert_eq!((english.integer(-1_234), english.year(2013)), ("-1,234".to_owned(), "2013".to_owned()));
        let persian = NumberFormat::new("fa");
        assert_eq!((persian.integer(1_234_567), persian.year(2013)), ("۱٬۲۳۴٬۵۶۷".to_owned(), "۲۰۱۳".to_owned()));
        let written = |language| [1_234, 12_345].map(|number| NumberFormat::new(language).integer(number));
        assert_eq!(written("fr"), ["1\u{202f}234", "12\u{202f}345"]);
        assert_eq!(written("es"), ["1234", "12.345"], "Spanish groups from five digits on");
        assert_eq!(written("tr"), ["1.234", "12.345"]);
    }
}
