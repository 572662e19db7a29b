//! Cases that share terms, with the terms they share: the reason that a reader is told.
//!
//! A term counts the more the fewer cases name it. Cases with the same terms have the same neighbours, so each set of terms
//! is looked at once. For a set, its rarest term is looked at first, and the others only while a case that names none of
//! the terms so far could still be among the closest; in a large site that is seldom.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;

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

/// For each case, the cases closest to it, at most `count`: those that its editor named first (`by_hand`), then by what they
/// share. `terms` are the terms of each case, for each taxonomy.
pub(super) fn related(
    terms: &[Vec<Vec<usize>>],
    taxonomies: &[SiteTaxonomy],
    by_hand: &[Vec<usize>],
    count: usize,
) -> Vec<Vec<Related>> {
    if count == 0 {
        return vec![Vec::new(); terms.len()];
    }
    let sets: Vec<Vec<TermId>> = terms.iter().map(|terms| rarest_first(terms, taxonomies)).collect();
    let mut members: BTreeMap<&[TermId], Vec<usize>> = BTreeMap::new();
    for (case, set) in sets.iter().enumerate() {
        members.entry(set).or_default().push(case);
    }
    let most_by_hand = by_hand.iter().map(Vec::len).max().unwrap_or_default();
    // A case does not stand beside itself, nor twice.
    let wanted = count + 1 + most_by_hand;
    let members: Vec<(&[TermId], Vec<usize>)> = members.into_iter().collect();
    let closest: Vec<Vec<usize>> = members.par_iter().map(|(set, _)| closest(set, &sets, taxonomies, wanted)).collect();
    let mut all = vec![Vec::new(); terms.len()];
    for ((_, members), closest) in members.iter().zip(&closest) {
        for case in members {
            let mut chosen: Vec<usize> = Vec::with_capacity(count);
            for other in by_hand[*case].iter().chain(closest) {
                if other != case && chosen.len() < count && !chosen.contains(other) {
                    chosen.push(*other);
                }
            }
            let related =
                |other| Related { case: other, shared: shared(&sets[*case], &sets[other]).copied().collect() };
            all[*case] = chosen.into_iter().map(related).collect();
        }
    }
    all
}

/// The terms of a case in one list.
fn rarest_first(terms: &[Vec<usize>], taxonomies: &[SiteTaxonomy]) -> Vec<TermId> {
    let ids = terms.iter().enumerate();
    let mut ids: Vec<TermId> =
        ids.flat_map(|(taxonomy, terms)| terms.iter().map(move |term| TermId { taxonomy, term: *term })).collect();
    ids.sort_by_key(|id| (cases_of(*id, taxonomies).len(), *id));
    ids
}

fn cases_of(id: TermId, taxonomies: &[SiteTaxonomy]) -> &[usize] {
    &taxonomies[id.taxonomy].terms[id.term].cases
}

fn weight(id: TermId, taxonomies: &[SiteTaxonomy]) -> usize {
    SCALE / cases_of(id, taxonomies).len().max(1)
}

fn shared<'a>(set: &'a [TermId], other: &'a [TermId]) -> impl Iterator<Item = &'a TermId> {
    set.iter().filter(|id| other.contains(id))
}

/// The cases that share most with `set`, the closest first, at most `wanted`; of two that are as close, the one that stands
/// first in the site.
fn closest(set: &[TermId], sets: &[Vec<TermId>], taxonomies: &[SiteTaxonomy], wanted: usize) -> Vec<usize> {
    let weights: Vec<usize> = set.iter().map(|id| weight(*id, taxonomies)).collect();
    // Sorted, the best first, never longer than wanted.
    let mut best: Vec<(Reverse<usize>, usize)> = Vec::with_capacity(wanted + 1);
    for (index, id) in set.iter().enumerate() {
        let most_that_is_left: usize = weights[index..].iter().sum();
        if best.len() == wanted && best.last().is_some_and(|(Reverse(least), _)| most_that_is_left < *least) {
            break;
        }
        for case in cases_of(*id, taxonomies) {
            let other = &sets[*case];
            if set[..index].iter().any(|earlier| other.contains(earlier)) {
                continue;
            }
            let score: usize =
                set[index..].iter().zip(&weights[index..]).filter(|(id, _)| other.contains(id)).map(|(_, w)| w).sum();
            let entry = (Reverse(score), *case);
            if best.len() == wanted && best.last().is_some_and(|last| *last <= entry) {
                continue;
            }
            let place = best.partition_point(|known| *known < entry);
            best.insert(place, entry);
            best.truncate(wanted);
        }
    }
    best.into_iter().map(|(_, case)| case).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::slug::Slug;
    use crate::site::SiteTerm;

    /// Taxonomies of which the terms have these cases.
    fn taxonomies(terms: &[Vec<Vec<usize>>]) -> Vec<SiteTaxonomy> {
        let taxonomy = |index: usize| {
            let count = terms.iter().flat_map(|terms| &terms[index]).max().map_or(0, |most| most + 1);
            let term = |term: usize| SiteTerm {
                slug: Slug::from_text_or_untitled(&format!("t{term}")),
                name: String::new(),
                label: String::new(),
                file: None,
                cases: (0..terms.len()).filter(|case| terms[*case][index].contains(&term)).collect(),
            };
            SiteTaxonomy {
                id: format!("x{index}"),
                title: None,
                singular: None,
                description: String::new(),
                kinds: Vec::new(),
                terms: (0..count).map(term).collect(),
                names: BTreeMap::new(),
                without: Vec::new(),
                has_pages: true,
            }
        };
        (0..terms.first().map_or(0, Vec::len)).map(taxonomy).collect()
    }

    /// The plain rule: compare all with all.
    fn plainly(terms: &[Vec<Vec<usize>>], by_hand: &[Vec<usize>], count: usize) -> Vec<Vec<usize>> {
        let taxonomies = taxonomies(terms);
        let sets: Vec<Vec<TermId>> = terms.iter().map(|terms| rarest_first(terms, &taxonomies)).collect();
        let of = |case: usize| {
            let score =
                |other: usize| -> usize { shared(&sets[case], &sets[other]).map(|id| weight(*id, &taxonomies)).sum() };
            let mut others: Vec<usize> = (0..terms.len()).filter(|other| score(*other) > 0).collect();
            others.sort_by_key(|other| (Reverse(score(*other)), *other));
            let mut chosen = Vec::new();
            for other in by_hand[case].iter().copied().chain(others) {
                if other != case && !chosen.contains(&other) {
                    chosen.push(other);
                }
            }
            chosen.truncate(count);
            chosen
        };
        (0..terms.len()).map(of).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn nothing_is_missed_by_looking_at_rare_terms_first(
            raw in prop::collection::vec((prop::collection::btree_set(0_usize..5, 0..3), prop::collection::btree_set(0_usize..9, 0..3), 0_usize..4), 1..40),
            links in prop::collection::vec((0_usize..40, 0_usize..40), 0..4),
            count in 0_usize..5,
        ) {
            let terms: Vec<Vec<Vec<usize>>> = raw
                .into_iter()
                .map(|(themes, networks, country)| vec![themes.into_iter().collect(), networks.into_iter().collect(), vec![country]])
                .collect();
            let mut by_hand = vec![Vec::new(); terms.len()];
            for (from, to) in links {
                if from < terms.len() && to < terms.len() {
                    by_hand[from].push(to);
                }
            }
            let found = related(&terms, &taxonomies(&terms), &by_hand, count);
            let cases: Vec<Vec<usize>> =
                found.iter().map(|related| related.iter().map(|related| related.case).collect()).collect();
            prop_assert_eq!(cases, plainly(&terms, &by_hand, count));
        }
    }
}
