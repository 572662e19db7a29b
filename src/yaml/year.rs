//! Years, of the Gregorian calendar and of the Solar Hijri one.

use super::Fields;
use crate::base::day::gregorian_year;
use crate::base::diag::{Code, Diagnostic};

impl<'a> Fields<'a> {
    /// A year. It is one of the Gregorian calendar, as cities and networks are old: only in Persian digits may it be one of the
    /// Solar Hijri calendar, and is then that in which most of it lies.
    pub fn year(&self, key: &'a str) -> Option<i16> {
        self.between(key, 1, 9999);
        let span = self.node(key).map(|node| node.span.clone())?;
        let is_persian = self.text(key)?.text.contains(|digit| ('۰'..='۹').contains(&digit));
        let year = self.integer(key)?;
        let fitting = i16::try_from(year).ok().filter(|year| (1..=9999).contains(year));
        if fitting.is_none() {
            self.report_at(
                span.clone(),
                Code::WrongType,
                say!("`{key}` should be a year, found {year}", key, year),
                say!("write `{key}: 2014`", key),
            );
        }
        let year = fitting?;
        let hijri = gregorian_year(year);
        // Who writes in Persian letters may write a year of their calendar in whatever digits.
        if hijri != year && !is_persian && self.source().text().contains(is_arabic_letter) {
            let message = say!("`{key}` is {year}, which is taken for a year of the Gregorian calendar", key, year);
            let help = say!(
                "write `{key}: {hijri}` if the Solar Hijri year {year} is meant, or that year in Persian digits",
                key,
                hijri,
                year
            );
            self.report(Diagnostic::warning(Code::BadDate, message).in_file(self.source(), span).help(help));
        }
        Some(if is_persian { hijri } else { year })
    }
}

fn is_arabic_letter(letter: char) -> bool {
    ('\u{620}'..='\u{6ff}').contains(&letter)
}
