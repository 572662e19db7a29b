//! Which case names which term: the relation that the matrix shows, and that its CSV holds whole.
//!
//! The terms are those of all taxonomies of `site.yaml` but the first, which gives cases their colours: the matrix shows it
//! as the colour of its dots. A site with fewer than two taxonomies has no matrix.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Site, TermId};

/// The whole relation, as lists of what stands down and across. [`Site::names`] says what stands where two of them meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// All cases, those that name most terms first; cases that name as many stay in the site's order. One that names none is
    /// among them.
    pub cases: Vec<usize>,
    /// All terms that some case names, by taxonomy and kind in the order of `site.yaml`.
    pub groups: Vec<RelationGroup>,
}

/// The terms of a taxonomy, or of one of its kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelationGroup {
    /// The place of the taxonomy in `Site::taxonomies`.
    pub taxonomy: usize,
    /// The place of the kind in `SiteTaxonomy::kinds`; none where the taxonomy has no kinds.
    pub kind: Option<usize>,
    /// Those that most cases name first; terms that as many name stay in the order of the alphabet.
    pub terms: Vec<TermId>,
}

impl Site {
    /// The whole relation.
    #[must_use]
    pub fn relation(&self) -> Relation {
        let mut cases: Vec<usize> = (0..self.cases.len()).collect();
        cases.sort_by_key(|case| Reverse(self.named_by(*case).len()));
        Relation { cases, groups: self.related_taxonomies().flat_map(|taxonomy| self.groups_of(taxonomy)).collect() }
    }

    /// Does a case name a term?
    #[must_use]
    pub fn names(&self, case: usize, term: TermId) -> bool {
        self.terms_of(case).binary_search(&term).is_ok()
    }

    /// The terms of the relation that a case names.
    #[must_use]
    pub fn named_by(&self, case: usize) -> &[TermId] {
        let Range { start, end } = self.related_taxonomies();
        let terms = self.terms_of(case);
        let place = |taxonomy| terms.partition_point(|id| id.taxonomy < taxonomy);
        &terms[place(start)..place(end)]
    }

    /// Has it a page of the matrix? Not where no case names a term of the relation.
    #[must_use]
    pub fn has_matrix(&self) -> bool {
        self.config.outputs.matrix
            && self.related_taxonomies().any(|taxonomy| !self.taxonomies[taxonomy].terms.is_empty())
    }

    /// The taxonomies of `site.yaml` but the first; behind them are the countries.
    fn related_taxonomies(&self) -> Range<usize> {
        1..self.config.taxonomies.len().max(1)
    }

    fn groups_of(&self, taxonomy: usize) -> Vec<RelationGroup> {
        let known = &self.taxonomies[taxonomy];
        let group = |kind: Option<usize>| {
            let id = kind.map(|kind| known.kinds[kind].id.as_str());
            let mut terms: Vec<usize> = (0..known.terms.len()).filter(|term| known.terms[*term].kind() == id).collect();
            terms.sort_by_key(|term| Reverse(known.terms[*term].cases.len()));
            RelationGroup { taxonomy, kind, terms: terms.into_iter().map(|term| TermId { taxonomy, term }).collect() }
        };
        let kinds: Vec<Option<usize>> =
            if known.kinds.is_empty() { vec![None] } else { (0..known.kinds.len()).map(Some).collect() };
        kinds.into_iter().map(group).filter(|group| !group.terms.is_empty()).collect()
    }
}
