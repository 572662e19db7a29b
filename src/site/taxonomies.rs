//! Cases by term: the taxonomies of `site.yaml`, and the countries, which every case has one of.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::colours::give_colours;
use crate::base::collate::Sorter;
use crate::base::jagged::Jagged;
use crate::base::slug::Slug;
use crate::config::{Config, Kind, Taxonomy};
use crate::content::{Entry, SourceText};
use crate::model::Term;
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
    /// The terms that no case names, sorted by label. They have no pages.
    pub unused: Vec<SiteTerm>,
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
    /// The name of its colour, which terms of the first taxonomy of `site.yaml` have.
    pub colour: Option<&'static str>,
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
    pub text: Arc<SourceText>,
}

/// Which term of which taxonomy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId {
    /// The place of the taxonomy in `Site::taxonomies`.
    pub taxonomy: usize,
    /// The place of the term in `SiteTaxonomy::terms`.
    pub term: usize,
}

/// The taxonomies of `site.yaml` and that of the countries, with the cases under their terms, and the terms of each case.
/// They come by their places in the content (`of_cases`), and have their places in the site then.
pub(super) fn taxonomies(
    config: &Config,
    terms: Vec<(String, Vec<Entry<Term>>)>,
    countries: &[CountryCode],
    of_cases: Jagged<TermId>,
    sorter: &Sorter,
) -> (Vec<SiteTaxonomy>, Jagged<TermId>) {
    let entries = terms.into_iter().map(|(_, entries)| entries).chain(std::iter::repeat_with(Vec::new));
    let written = config.taxonomies.iter().zip(entries).map(|(taxonomy, entries)| of_config(taxonomy, entries));
    let all: Vec<_> = written.chain(std::iter::once(of_countries(config, countries))).collect();
    let room = |terms: &[Placed]| vec![0; terms.last().map_or(0, |(place, _)| place + 1)];
    let mut places: Vec<Vec<usize>> = all.iter().map(|(_, terms)| room(terms)).collect();
    // How many cases name each term, and then its place in the site.
    for TermId { taxonomy, term } in of_cases.items() {
        places[*taxonomy][*term] += 1;
    }
    let mut taxonomies = Vec::new();
    for ((mut taxonomy, mut terms), places) in all.into_iter().zip(&mut places) {
        terms.sort_by(|(_, one), (_, other)| sorter.compare(&one.label, &other.label));
        let (mut terms, unused): (Vec<Placed>, Vec<Placed>) =
            terms.into_iter().partition(|(place, _)| places[*place] > 0);
        for (in_site, (in_content, term)) in terms.iter_mut().enumerate() {
            term.cases.reserve_exact(places[*in_content]);
            places[*in_content] = in_site;
        }
        taxonomy.unused = unused.into_iter().map(|(_, term)| term).collect();
        taxonomy.terms = terms.into_iter().map(|(_, term)| term).collect();
        taxonomies.push(taxonomy);
    }
    if !config.taxonomies.is_empty() {
        give_colours(&mut taxonomies[0]);
    }
    let mut of_cases = of_cases.map(|TermId { taxonomy, term }| TermId { taxonomy, term: places[taxonomy][term] });
    of_cases.sort_each();
    put_under_terms(&mut taxonomies, &of_cases);
    (taxonomies, of_cases)
}

/// A term with its place in the content.
type Placed = (usize, SiteTerm);

/// A taxonomy of `site.yaml`, and its terms.
fn of_config(taxonomy: &Taxonomy, entries: Vec<Entry<Term>>) -> (SiteTaxonomy, Vec<Placed>) {
    let placed = |(place, entry)| Some((place, site_term(entry)?));
    let terms: Vec<Placed> = entries.into_iter().enumerate().filter_map(placed).collect();
    let site_taxonomy = SiteTaxonomy {
        id: taxonomy.id.clone(),
        title: Some(taxonomy.title.clone()),
        singular: Some(taxonomy.singular.clone()),
        description: taxonomy.description.clone(),
        kinds: taxonomy.kinds.clone(),
        names: terms.iter().map(|(_, term)| (term.slug.to_string(), term.label.clone())).collect(),
        terms: Vec::new(),
        unused: Vec::new(),
        without: Vec::new(),
        has_pages: true,
    };
    (site_taxonomy, terms)
}

fn site_term(entry: Entry<Term>) -> Option<SiteTerm> {
    let term = entry.value?;
    Some(SiteTerm {
        slug: term.slug.clone(),
        name: term.name.clone(),
        label: term.label().to_owned(),
        colour: None,
        file: Some(TermFile { term, text: entry.text }),
        cases: Vec::new(),
    })
}

/// The countries that some case lies in.
fn of_countries(config: &Config, countries: &[CountryCode]) -> (SiteTaxonomy, Vec<Placed>) {
    let term = |code: &CountryCode| {
        let name = config.country_name(*code).to_owned();
        SiteTerm { slug: code.slug().clone(), label: name.clone(), name, colour: None, file: None, cases: Vec::new() }
    };
    let taxonomy = SiteTaxonomy {
        id: COUNTRIES.to_owned(),
        title: None,
        singular: None,
        description: String::new(),
        kinds: Vec::new(),
        terms: Vec::new(),
        unused: Vec::new(),
        names: BTreeMap::new(),
        without: Vec::new(),
        // As with the list of cases, a menu may wait for the first.
        has_pages: config.outputs.countries && (!countries.is_empty() || config.menu_leads_to(COUNTRIES)),
    };
    (taxonomy, countries.iter().map(term).enumerate().collect())
}

/// Puts each case under its terms.
fn put_under_terms(taxonomies: &mut [SiteTaxonomy], of_cases: &Jagged<TermId>) {
    for (case, ids) in of_cases.iter().enumerate() {
        let mut ids = ids.iter().peekable();
        for (index, taxonomy) in taxonomies.iter_mut().enumerate() {
            let mut has_none = true;
            while let Some(id) = ids.next_if(|id| id.taxonomy == index) {
                taxonomy.terms[id.term].cases.push(case);
                has_none = false;
            }
            if has_none {
                taxonomy.without.push(case);
            }
        }
    }
}
