//! Cases that share terms, with the terms they share: the reason that a reader is told.

use std::collections::BTreeMap;

use super::taxonomies::{SiteTaxonomy, TermId};

/// A case that is close to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Its place in `Site::cases`.
    pub case: usize,
    /// What both have in common, the rarest first; may be empty where an editor named the case by hand.
    pub shared: Vec<TermId>,
}

/// A term that all cases share says nothing; one that only two share says much. The scale keeps the sums whole numbers.
const SCALE: usize = 1_000_000;

/// The cases closest to `case`, at most `count`: those that its editor named first, then by what they share.
pub(super) fn related(
    case: usize,
    by_hand: &[usize],
    terms: &[Vec<usize>],
    taxonomies: &[SiteTaxonomy],
    count: usize,
) -> Vec<Related> {
    let mut shared: BTreeMap<usize, Vec<TermId>> = BTreeMap::new();
    for (taxonomy, terms) in terms.iter().enumerate() {
        for term in terms {
            for other in taxonomies[taxonomy].terms[*term].cases.iter().filter(|other| **other != case) {
                shared.entry(*other).or_default().push(TermId { taxonomy, term: *term });
            }
        }
    }
    let cases_of = |id: &TermId| taxonomies[id.taxonomy].terms[id.term].cases.len();
    for ids in shared.values_mut() {
        ids.sort_by_key(|id| (cases_of(id), *id));
    }
    let mut found: Vec<Related> = Vec::new();
    for other in by_hand {
        if *other != case && !found.iter().any(|known| known.case == *other) {
            found.push(Related { case: *other, shared: shared.remove(other).unwrap_or_default() });
        }
    }
    let mut rest: Vec<(usize, Related)> = shared
        .into_iter()
        .map(|(case, shared)| (shared.iter().map(|id| SCALE / cases_of(id)).sum(), Related { case, shared }))
        .collect();
    rest.sort_by_key(|(score, related)| (std::cmp::Reverse(*score), related.case));
    found.extend(rest.into_iter().map(|(_, related)| related));
    found.truncate(count);
    found
}
