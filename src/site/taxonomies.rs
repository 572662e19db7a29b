//! Cases by term: the taxonomies of `site.yaml`, and the countries, which every case has one of.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::collate::Sorter;
use crate::base::slug::Slug;
use crate::config::{Config, Kind, Taxonomy};
use crate::content::{Entry, Facts, Filing, Text};
use crate::model::Term;
use crate::places::CountryCode;

/// How many cases a core looks at before others may take what is left.
const AT_ONCE: usize = 256;

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

/// The terms of a case: for each taxonomy the places of its terms, sorted.
pub(super) type CaseTerms = Vec<Vec<usize>>;

/// The taxonomies of `site.yaml`, and the countries of the cases. The terms have no cases yet.
pub(super) fn taxonomies(
    config: &Config,
    terms: Vec<(String, Vec<Entry<Term>>)>,
    cases: &[&Filing],
    sorter: &Sorter,
) -> Vec<SiteTaxonomy> {
    let entries = terms.into_iter().map(|(_, entries)| entries).chain(std::iter::repeat_with(Vec::new));
    let written = config.taxonomies.iter().zip(entries).map(|(taxonomy, entries)| of_config(taxonomy, entries, sorter));
    written.chain(std::iter::once(countries(config, cases, sorter))).collect()
}

/// A taxonomy of `site.yaml`.
fn of_config(taxonomy: &Taxonomy, entries: Vec<Entry<Term>>, sorter: &Sorter) -> SiteTaxonomy {
    let mut terms: Vec<SiteTerm> = entries.into_iter().filter_map(site_term).collect();
    terms.sort_by(|one, other| sorter.compare(&one.label, &other.label));
    SiteTaxonomy {
        id: taxonomy.id.clone(),
        title: Some(taxonomy.title.clone()),
        singular: Some(taxonomy.singular.clone()),
        description: taxonomy.description.clone(),
        kinds: taxonomy.kinds.clone(),
        names: terms.iter().map(|term| (term.slug.to_string(), term.label.clone())).collect(),
        terms,
        without: Vec::new(),
        has_pages: true,
    }
}

fn site_term(entry: Entry<Term>) -> Option<SiteTerm> {
    let term = *entry.value?.into_value();
    Some(SiteTerm {
        slug: term.slug.clone(),
        name: term.name.clone(),
        label: term.label().to_owned(),
        file: Some(TermFile { term, text: entry.text, facts: entry.facts }),
        cases: Vec::new(),
    })
}

/// The countries that some case lies in.
fn countries(config: &Config, cases: &[&Filing], sorter: &Sorter) -> SiteTaxonomy {
    let codes: BTreeSet<CountryCode> = cases.iter().filter_map(|case| case.country).collect();
    let term = |code: CountryCode| {
        let name = code.name(&config.language).to_owned();
        SiteTerm { slug: code.slug().clone(), label: name.clone(), name, file: None, cases: Vec::new() }
    };
    let mut terms: Vec<SiteTerm> = codes.into_iter().map(term).collect();
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

/// The terms of each case, in the order of the cases.
pub(super) fn terms_of(taxonomies: &[SiteTaxonomy], cases: &[&Filing]) -> Vec<CaseTerms> {
    let places: Vec<Places<'_>> = taxonomies.iter().map(|taxonomy| Places::of(&taxonomy.terms)).collect();
    // The taxonomy of the countries is the last one.
    let terms_of_case = |case: &&Filing| {
        let country = case.country.map(|country| country.slug().as_str());
        let country = places.last().zip(country).and_then(|(places, slug)| places.find(slug));
        let mut terms: CaseTerms = case
            .terms()
            .zip(&places)
            .map(|(slugs, places)| {
                let mut terms: Vec<usize> = slugs.filter_map(|slug| places.find(slug)).collect();
                terms.sort_unstable();
                terms
            })
            .collect();
        terms.push(country.into_iter().collect());
        terms
    };
    cases.par_iter().with_min_len(AT_ONCE).map(terms_of_case).collect()
}

/// Terms by slug, the short ones first: lengths are compared faster than texts.
struct Places<'a>(Vec<(usize, &'a str, usize)>);

impl<'a> Places<'a> {
    fn of(terms: &'a [SiteTerm]) -> Self {
        let place = |(place, term): (usize, &'a SiteTerm)| (term.slug.as_str().len(), term.slug.as_str(), place);
        let mut places: Vec<_> = terms.iter().enumerate().map(place).collect();
        places.sort_unstable();
        Self(places)
    }

    fn find(&self, slug: &str) -> Option<usize> {
        let found = self.0.binary_search_by(|(length, known, _)| (*length, *known).cmp(&(slug.len(), slug))).ok()?;
        Some(self.0[found].2)
    }
}

/// Puts each case under its terms. Terms without a case are dropped, and `terms` name the others by their new places.
pub(super) fn put_under_terms(taxonomies: &mut [SiteTaxonomy], terms: &mut [CaseTerms]) {
    taxonomies.par_iter_mut().enumerate().for_each(|(index, taxonomy)| {
        for (case, terms) in terms.iter().enumerate() {
            for term in &terms[index] {
                taxonomy.terms[*term].cases.push(case);
            }
            if terms[index].is_empty() {
                taxonomy.without.push(case);
            }
        }
    });
    for (index, taxonomy) in taxonomies.iter_mut().enumerate() {
        if taxonomy.terms.iter().all(|term| !term.cases.is_empty()) {
            continue;
        }
        let mut kept = 0;
        let new_place = |term: &SiteTerm| {
            let place = kept;
            kept += usize::from(!term.cases.is_empty());
            place
        };
        let new_places: Vec<usize> = taxonomy.terms.iter().map(new_place).collect();
        for term in terms.iter_mut().flat_map(|terms| &mut terms[index]) {
            *term = new_places[*term];
        }
        taxonomy.terms.retain(|term| !term.cases.is_empty());
    }
}
