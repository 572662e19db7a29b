//! In which part of the world cases lie, and whether the site shows which of its themes are covered there.

use super::{COUNTRIES, Site};
use crate::places::Region;

impl Site {
    /// For each country, in the order of the taxonomy of the countries, its part of the world.
    #[must_use]
    pub fn regions_of_countries(&self) -> Vec<Region> {
        let countries = self.taxonomies.iter().find(|taxonomy| taxonomy.id == COUNTRIES);
        let region = |cases: &[usize]| cases.first().map(|case| self.cases[*case].case.country.region());
        countries.into_iter().flat_map(|countries| &countries.terms).filter_map(|term| region(&term.cases)).collect()
    }

    /// For each case, its part of the world.
    #[must_use]
    pub fn regions_of_cases(&self) -> Vec<Region> {
        // Countries are few, and to look one up takes longer than to look at a case.
        let regions = self.regions_of_countries();
        let last = |case: usize| self.terms_of(case).last().and_then(|country| regions.get(country.term).copied());
        let region = |case: usize| last(case).unwrap_or_else(|| self.cases[case].case.country.region());
        (0..self.cases.len()).map(region).collect()
    }

    /// Has it a page of the coverage? Not without a case that names a term of the first taxonomy.
    #[must_use]
    pub fn has_coverage(&self) -> bool {
        let first = self.taxonomies.first().filter(|taxonomy| taxonomy.id != COUNTRIES);
        self.config.outputs.coverage && first.is_some_and(|taxonomy| !taxonomy.terms.is_empty())
    }
}
