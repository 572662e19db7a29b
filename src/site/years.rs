//! Cases by the year in which they were first published, which is that of their `date`.

use super::{Site, SiteCase};
use crate::config::Config;

/// The first part of the addresses.
pub(super) const YEARS: &str = "years";

/// A year and its cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteYear {
    /// The year, in the calendar of addresses and of `date` (Gregorian).
    pub year: i16,
    /// Its cases, in the site's order.
    pub cases: Vec<usize>,
}

/// The years with their cases, newest first, of cases in the site's order. None where `site.yaml` leaves them out, or where
/// a taxonomy of the site's own has their address.
pub(super) fn years(config: &Config, cases: &[SiteCase]) -> Vec<SiteYear> {
    if !config.outputs.years || config.taxonomy(YEARS).is_some() {
        return Vec::new();
    }
    let mut years: Vec<SiteYear> = Vec::new();
    for (index, entry) in cases.iter().enumerate() {
        let Some(year) = entry.case.date.map(|date| date.year()) else { continue };
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => last.cases.push(index),
            None => years.push(SiteYear { year, cases: vec![index] }),
        }
    }
    years
}

impl Site {
    /// The cases without a date, which are in no year; they come last in the site's order.
    #[must_use]
    pub fn undated(&self) -> std::ops::Range<usize> {
        self.cases.partition_point(|entry| entry.case.date.is_some())..self.cases.len()
    }

    /// The year that an address names.
    pub(super) fn year_at(&self, year: &str) -> Option<&SiteYear> {
        self.years.iter().find(|known| known.year.to_string() == year)
    }
}
