//! Cases by term: the taxonomies of `site.yaml`, and the countries, which every case has one of.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::collate::Sorter;
use crate::base::slug::Slug;
use crate::config::{Config, Kind, Taxonomy};
use crate::content::{Entry, Facts, Text};
use crate::model::{Case, Term};
use crate::places::CountryCode;

/// The id of the taxonomy that is made from the cases' countries.
pub const COUNTRIES: &str = "countries";

/// A taxonomy with the terms that cases name.
pub struct SiteTaxonomy {
    /// The first part of its address.
    pub id: String,
    /// The heading of its index; none for the countries, whose name is the site theme's to say.
    pub title: Option<String>,
    /// What one term is called; none for the countries.
    pub singular: Option<String>,
    /// What the taxonomy is; may be empty.
    pub description: String,
    /// The kinds its terms are grouped by.
    pub kinds: Vec<Kind>,
    /// The terms that some case names, sorted by label.
    pub terms: Vec<SiteTerm>,
    /// The labels of all its terms by slug, also of those that no case names and that have no page.
    pub names: BTreeMap<String, String>,
    /// The cases that name no term, in the site's order.
    pub without: Vec<usize>,
    /// Does it have an index and pages? `outputs` of `site.yaml` may leave out those of the countries.
    pub has_pages: bool,
}

/// A term and its cases.
pub struct SiteTerm {
    /// The last part of its address.
    pub slug: Slug,
    /// The full name.
    pub name: String,
    /// The name for lists.
    pub label: String,
    /// The term's file; none for a country.
    pub file: Option<TermFile>,
    /// Its cases, in the site's order.
    pub cases: Vec<usize>,
}

impl SiteTerm {
    /// Its kind, where its taxonomy has kinds.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.file.as_ref()?.term.kind.as_deref()
    }
}

/// The file of a term.
pub struct TermFile {
    /// What it says.
    pub term: Term,
    /// Its text.
    pub text: Arc<Text>,
    /// What is known of its text.
    pub facts: Box<Facts>,
}

/// Which term of which taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TermId {
    /// The place of the taxonomy in `Site::taxonomies`.
    pub taxonomy: usize,
    /// The place of the term in `SiteTaxonomy::terms`.
    pub term: usize,
}

/// Sorts the cases under their terms.
pub(super) fn taxonomies(
    config: &Config,
    terms: Vec<(String, Vec<Entry<Term>>)>,
    cases: &[&Case],
    sorter: &Sorter,
) -> Vec<SiteTaxonomy> {
    let written = || {
        let entries = terms.into_iter().map(|(_, entries)| entries).chain(std::iter::repeat_with(Vec::new));
        let pairs: Vec<(&Taxonomy, Vec<Entry<Term>>)> = config.taxonomies.iter().zip(entries).collect();
        let sorted = |(taxonomy, entries)| of_config(taxonomy, entries, cases, sorter);
        pairs.into_par_iter().map(sorted).collect::<Vec<_>>()
    };
    let (mut taxonomies, countries) = rayon::join(written, || countries(config, cases, sorter));
    taxonomies.push(countries);
    taxonomies
}

/// A taxonomy of `site.yaml`.
fn of_config(taxonomy: &Taxonomy, entries: Vec<Entry<Term>>, cases: &[&Case], sorter: &Sorter) -> SiteTaxonomy {
    let mut terms: Vec<SiteTerm> = entries.into_iter().filter_map(site_term).collect();
    let without = sort_under(&mut terms, cases, &taxonomy.id);
    let names = terms.iter().map(|term| (term.slug.to_string(), term.label.clone())).collect();
    terms.retain(|term| !term.cases.is_empty());
    terms.sort_by(|one, other| sorter.compare(&one.label, &other.label));
    SiteTaxonomy {
        id: taxonomy.id.clone(),
        title: Some(taxonomy.title.clone()),
        singular: Some(taxonomy.singular.clone()),
        description: taxonomy.description.clone(),
        kinds: taxonomy.kinds.clone(),
        terms,
        names,
        without,
        has_pages: true,
    }
}

fn site_term(entry: Entry<Term>) -> Option<SiteTerm> {
    let term = *entry.value?;
    Some(SiteTerm {
        slug: term.slug.clone(),
        name: term.name.clone(),
        label: term.label().to_owned(),
        file: Some(TermFile { term, text: entry.text, facts: entry.facts }),
        cases: Vec::new(),
    })
}

/// Puts each case under the terms it names; gives back those that name none.
fn sort_under(terms: &mut [SiteTerm], cases: &[&Case], taxonomy: &str) -> Vec<usize> {
    let place_of: BTreeMap<Slug, usize> =
        terms.iter().enumerate().map(|(place, term)| (term.slug.clone(), place)).collect();
    let mut without = Vec::new();
    for (index, case) in cases.iter().enumerate() {
        let named = case.terms.iter().find(|(id, _)| id == taxonomy).map_or(&[][..], |(_, slugs)| slugs);
        if named.is_empty() {
            without.push(index);
        }
        for place in named.iter().filter_map(|slug| place_of.get(slug)) {
            terms[*place].cases.push(index);
        }
    }
    without
}

fn countries(config: &Config, cases: &[&Case], sorter: &Sorter) -> SiteTaxonomy {
    let mut cases_of: BTreeMap<CountryCode, Vec<usize>> = BTreeMap::new();
    for (index, case) in cases.iter().enumerate() {
        cases_of.entry(case.country).or_default().push(index);
    }
    let mut terms: Vec<SiteTerm> = cases_of
        .into_iter()
        .map(|(code, cases)| SiteTerm {
            slug: code.slug().clone(),
            name: code.name(&config.language).to_owned(),
            label: code.name(&config.language).to_owned(),
            file: None,
            cases,
        })
        .collect();
    terms.sort_by(|one, other| sorter.compare(&one.label, &other.label));
    SiteTaxonomy {
        id: COUNTRIES.to_owned(),
        title: None,
        singular: None,
        description: String::new(),
        kinds: Vec::new(),
        terms,
        names: BTreeMap::new(),
        without: Vec::new(),
        has_pages: config.outputs.countries,
    }
}

/// For each case and each taxonomy, the case's terms.
pub(super) fn terms_by_case(taxonomies: &[SiteTaxonomy], count: usize) -> Vec<Vec<Vec<usize>>> {
    let mut by_case = vec![vec![Vec::new(); taxonomies.len()]; count];
    for (taxonomy_index, taxonomy) in taxonomies.iter().enumerate() {
        for (term_index, term) in taxonomy.terms.iter().enumerate() {
            for case in &term.cases {
                by_case[*case][taxonomy_index].push(term_index);
            }
        }
    }
    by_case
}
