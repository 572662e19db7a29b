//! Cases by term: the taxonomies of `site.yaml`, and the countries, which every case has one of.

use std::collections::BTreeMap;

use crate::base::collate::Sorter;
use crate::base::slug::Slug;
use crate::config::{Config, Kind};
use crate::content::Content;
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
    /// What the term's file says; none for a country.
    pub term: Option<Term>,
    /// The term's file, relative to the root; empty for a country.
    pub path: String,
    /// Its cases, in the site's order.
    pub cases: Vec<usize>,
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
pub(super) fn taxonomies(config: &Config, content: &Content, cases: &[&Case], sorter: &Sorter) -> Vec<SiteTaxonomy> {
    let mut taxonomies: Vec<SiteTaxonomy> = Vec::new();
    for taxonomy in &config.taxonomies {
        let mut terms: Vec<SiteTerm> = Vec::new();
        let mut names = BTreeMap::new();
        for file in content.terms_of(&taxonomy.id) {
            let Some(term) = &file.value else { continue };
            names.insert(term.slug.to_string(), term.label().to_owned());
            let named = |index: &usize| terms_of(cases[*index], &taxonomy.id).contains(&term.slug);
            let named: Vec<usize> = (0..cases.len()).filter(named).collect();
            if !named.is_empty() {
                terms.push(SiteTerm {
                    slug: term.slug.clone(),
                    name: term.name.clone(),
                    label: term.label().to_owned(),
                    term: Some(term.clone()),
                    path: file.source.path().to_owned(),
                    cases: named,
                });
            }
        }
        terms.sort_by(|one, other| sorter.compare(&one.label, &other.label));
        taxonomies.push(SiteTaxonomy {
            id: taxonomy.id.clone(),
            title: Some(taxonomy.title.clone()),
            singular: Some(taxonomy.singular.clone()),
            description: taxonomy.description.clone(),
            kinds: taxonomy.kinds.clone(),
            terms,
            names,
            without: (0..cases.len()).filter(|index| terms_of(cases[*index], &taxonomy.id).is_empty()).collect(),
            has_pages: true,
        });
    }
    taxonomies.push(countries(config, cases, sorter));
    taxonomies
}

fn terms_of<'a>(case: &'a Case, taxonomy: &str) -> &'a [Slug] {
    case.terms.iter().find(|(id, _)| id == taxonomy).map_or(&[], |(_, slugs)| slugs)
}

fn countries(config: &Config, cases: &[&Case], sorter: &Sorter) -> SiteTaxonomy {
    let mut codes: Vec<CountryCode> = cases.iter().map(|case| case.country).collect();
    codes.sort_unstable();
    codes.dedup();
    let mut terms: Vec<SiteTerm> = codes
        .into_iter()
        .map(|code| SiteTerm {
            slug: code.slug(),
            name: code.name(&config.language).to_owned(),
            label: code.name(&config.language).to_owned(),
            term: None,
            path: String::new(),
            cases: (0..cases.len()).filter(|index| cases[*index].country == code).collect(),
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
