//! By what the list of all cases is narrowed: the taxonomies of `site.yaml`, the countries and the years, each with its values.

use std::collections::BTreeMap;

use super::super::Input;
use super::super::links::{full_name, taxonomy_singular, taxonomy_title, term_url};
use super::super::subjects::themes;
use super::super::years::year_title;
use crate::base::jagged::Jagged;
use crate::site::{COUNTRIES, Site, SiteTaxonomy, SiteTerm};

/// The words of an address that are no taxonomies: `?country=CO&year=2025&view=table`.
const COUNTRY: &str = "country";
const YEAR: &str = "year";
const VIEW: &str = "view";

/// By what the list is narrowed.
pub(super) struct Facet {
    /// Its name in addresses: `networks`, `country`.
    pub key: String,
    /// What one value is called: `Network`.
    pub title: String,
    /// What the values are called: `Networks`.
    pub plural: String,
    /// The index of its values; empty where there is none.
    pub url: String,
    /// The values, in the order of the alphabet; years, the newest first.
    pub values: Vec<FacetValue>,
    /// For each case, the indexes of its values.
    pub of_cases: Jagged<usize>,
    /// Do the values stay in this order, whatever their counts are?
    pub is_ordered: bool,
}

/// A value of a facet: a term, a country, a year.
pub(super) struct FacetValue {
    /// Its name in addresses: `c40`, `CO`, `2025`.
    pub id: String,
    pub title: String,
    pub full_name: Option<String>,
    pub colour: Option<&'static str>,
    /// The address of its page; empty where it has none.
    pub url: String,
    /// How many cases have it.
    pub count: usize,
}

impl Facet {
    /// The indexes of the values as readers see them before they choose: the most frequent first.
    pub fn shown(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.values.len()).collect();
        if !self.is_ordered {
            // The sort is stable: what is as frequent stays in the order of the alphabet.
            places.sort_by_key(|place| std::cmp::Reverse(self.values[*place].count));
        }
        places
    }
}

/// All facets that have a value.
pub(super) fn facets(input: Input<'_>) -> Vec<Facet> {
    let taxonomies = input.site.taxonomies.iter().enumerate();
    let mut facets: Vec<Facet> = taxonomies.map(|(place, taxonomy)| of_taxonomy(input, place, taxonomy)).collect();
    facets.push(years(input));
    facets.retain(|facet| !facet.values.is_empty());
    facets
}

fn of_taxonomy(input: Input<'_>, place: usize, taxonomy: &SiteTaxonomy) -> Facet {
    let site = input.site;
    let routes = &site.routes;
    let is_countries = taxonomy.id == COUNTRIES;
    let mut of_cases = Jagged::default();
    for case in 0..site.cases.len() {
        // The first theme gives a case its colour.
        if place == 0 && !is_countries {
            of_cases.push(themes(site, case).into_iter().map(|id| id.term));
        } else {
            of_cases.push(site.terms_in(case, place).iter().map(|id| id.term));
        }
    }
    Facet {
        key: key_of(taxonomy),
        title: taxonomy_singular(input, taxonomy),
        plural: taxonomy_title(input, taxonomy),
        url: if taxonomy.has_pages { routes.link(&routes.taxonomy(&taxonomy.id)) } else { String::new() },
        values: taxonomy.terms.iter().map(|term| value(input, taxonomy, term)).collect(),
        of_cases,
        is_ordered: false,
    }
}

fn value(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> FacetValue {
    FacetValue {
        id: value_id(input.site, taxonomy, term),
        title: term.label.clone(),
        full_name: full_name(term),
        colour: term.colour,
        url: term_url(input, taxonomy, term),
        count: term.cases.len(),
    }
}

/// A country is known by its code, which is the same in all languages.
fn value_id(site: &Site, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> String {
    let code = || term.cases.first().map(|case| site.cases[*case].case.country.as_str().to_owned());
    let code = (taxonomy.id == COUNTRIES).then(code).flatten();
    code.unwrap_or_else(|| term.slug.as_str().to_owned())
}

/// A taxonomy that is called as another word of the address has a name of its own there.
fn key_of(taxonomy: &SiteTaxonomy) -> String {
    match taxonomy.id.as_str() {
        COUNTRIES => COUNTRY.to_owned(),
        id @ (COUNTRY | YEAR | VIEW) => format!("terms-{id}"),
        id => id.to_owned(),
    }
}

fn years(input: Input<'_>) -> Facet {
    let site = input.site;
    let routes = &site.routes;
    let year_of = |case: usize| site.cases[case].case.date.map(|date| date.year());
    let mut counts: BTreeMap<i16, usize> = BTreeMap::new();
    for year in (0..site.cases.len()).filter_map(year_of) {
        *counts.entry(year).or_default() += 1;
    }
    let years: Vec<(i16, usize)> = counts.into_iter().rev().collect();
    let mut of_cases = Jagged::default();
    for case in 0..site.cases.len() {
        of_cases.push(year_of(case).and_then(|year| years.iter().position(|(known, _)| *known == year)));
    }
    let has_pages = !site.years.is_empty();
    let value = |(year, count): &(i16, usize)| FacetValue {
        id: year.to_string(),
        title: year_title(input, *year),
        full_name: None,
        colour: None,
        url: if has_pages { routes.link(&routes.year(*year, 1)) } else { String::new() },
        count: *count,
    };
    Facet {
        key: YEAR.to_owned(),
        title: input.theme.text("filters_year", &[]),
        plural: input.theme.text("years", &[]),
        url: if has_pages { routes.link(&routes.years()) } else { String::new() },
        values: years.iter().map(value).collect(),
        of_cases,
        is_ordered: true,
    }
}
