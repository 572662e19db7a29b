//! Cases that share terms, with the terms they share: the reason that a reader is told.
//!
//! A term counts the more the fewer cases name it. Cases with the same terms have the same neighbours, so each set of terms
//! is looked at once. For a set, its rarest term is looked at first, and the others only while a case that names none of
//! the terms so far could still be among the closest; in a large site that is seldom.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::taxonomies::{CaseTerms, SiteTaxonomy, SiteTerm, TermId};

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
    terms: &[CaseTerms],
    taxonomies: &[SiteTaxonomy],
    by_hand: &[Vec<usize>],
    count: usize,
) -> Vec<Vec<Related>> {
    if count == 0 {
        return vec![Vec::new(); terms.len()];
    }
    let known = Known::new(terms, taxonomies);
    let mut cases: Vec<usize> = (0..terms.len()).collect();
    cases.par_sort_unstable_by(|one, other| known.set(*one).cmp(known.set(*other)).then_with(|| one.cmp(other)));
    let same: Vec<&[usize]> = cases.chunk_by(|one, other| known.set(*one) == known.set(*other)).collect();
    let most_by_hand = by_hand.iter().map(Vec::len).max().unwrap_or_default();
    // A case does not stand beside itself, nor twice.
    let wanted = count + 1 + most_by_hand;
    let beside = |same: &&[usize]| -> Vec<(usize, Vec<Related>)> {
        let closest = same.first().map_or_else(Vec::new, |case| known.closest(known.set(*case), wanted));
        same.iter().map(|case| (*case, known.beside(*case, by_hand[*case].iter().chain(&closest), count))).collect()
    };
    let mut all = vec![Vec::new(); terms.len()];
    for (case, related) in same.par_iter().map(beside).flatten_iter().collect::<Vec<_>>() {
        all[case] = related;
    }
    all
}

/// The terms of all taxonomies, numbered from the rarest to the most frequent, and those of each case.
struct Known<'a> {
    ids: Vec<TermId>,
    weights: Vec<usize>,
    cases: Vec<&'a [usize]>,
    /// The terms of the first case, the rarest first, then those of the next: each set is compared with many others, and
    /// these are found where it ends.
    sets: Vec<usize>,
    ends: Vec<usize>,
}

impl<'a> Known<'a> {
    fn new(terms: &[CaseTerms], taxonomies: &'a [SiteTaxonomy]) -> Self {
        let all = taxonomies.iter().enumerate();
        let mut numbered: Vec<(TermId, &[usize])> = all
            .flat_map(|(taxonomy, SiteTaxonomy { terms, .. })| {
                terms
                    .iter()
                    .enumerate()
                    .map(move |(term, SiteTerm { cases, .. })| (TermId { taxonomy, term }, &**cases))
            })
            .collect();
        numbered.sort_by_key(|(id, cases)| (cases.len(), *id));
        let mut numbers: Vec<Vec<usize>> = taxonomies.iter().map(|taxonomy| vec![0; taxonomy.terms.len()]).collect();
        for (number, (id, _)) in numbered.iter().enumerate() {
            numbers[id.taxonomy][id.term] = number;
        }
        let (mut sets, mut ends) = (Vec::new(), Vec::with_capacity(terms.len()));
        for terms in terms {
            let start = sets.len();
            sets.extend(
                terms.iter().zip(&numbers).flat_map(|(terms, numbers)| terms.iter().map(|term| numbers[*term])),
            );
            sets[start..].sort_unstable();
            ends.push(sets.len());
        }
        let weight = |cases: &[usize]| SCALE / cases.len().max(1);
        Self {
            ids: numbered.iter().map(|(id, _)| *id).collect(),
            weights: numbered.iter().map(|(_, cases)| weight(cases)).collect(),
            cases: numbered.into_iter().map(|(_, cases)| cases).collect(),
            sets,
            ends,
        }
    }

    /// The terms of a case, the rarest first.
    fn set(&self, case: usize) -> &[usize] {
        let start = case.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.sets[start..self.ends[case]]
    }

    /// The cases that share most with `set`, the closest first, at most `wanted`; of two that are as close, the one that
    /// stands first in the site.
    fn closest(&self, set: &[usize], wanted: usize) -> Vec<usize> {
        // Sorted, the best first, never longer than wanted.
        let mut best: Vec<(Reverse<usize>, usize)> = Vec::with_capacity(wanted + 1);
        for (index, term) in set.iter().enumerate() {
            let most_that_is_left: usize = set[index..].iter().map(|term| self.weights[*term]).sum();
            if best.len() == wanted && best.last().is_some_and(|(Reverse(least), _)| most_that_is_left < *least) {
                break;
            }
            for case in self.cases[*term] {
                let other = self.set(*case);
                if set[..index].iter().any(|earlier| other.contains(earlier)) {
                    continue;
                }
                let further = set[index + 1..].iter().filter(|term| other.contains(term));
                let score = self.weights[*term] + further.map(|term| self.weights[*term]).sum::<usize>();
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

    /// The first `count` of some cases that stand beside a case, with what they share with it.
    fn beside<'c>(&self, case: usize, others: impl Iterator<Item = &'c usize>, count: usize) -> Vec<Related> {
        let mut chosen: Vec<Related> = Vec::with_capacity(count);
        for other in others {
            if chosen.len() == count {
                break;
            }
            if *other != case && chosen.iter().all(|related| related.case != *other) {
                let shared = self.set(case).iter().filter(|term| self.set(*other).contains(term));
                chosen.push(Related { case: *other, shared: shared.map(|term| self.ids[*term]).collect() });
            }
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;
    use crate::base::slug::Slug;

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
        let set = |case: usize| -> Vec<(usize, usize)> {
            let terms = terms[case].iter().enumerate();
            terms.flat_map(|(taxonomy, terms)| terms.iter().map(move |term| (taxonomy, *term))).collect()
        };
        let weight = |(taxonomy, term): (usize, usize)| SCALE / taxonomies[taxonomy].terms[term].cases.len();
        let of = |case: usize| {
            let score = |other: usize| -> usize {
                set(case).into_iter().filter(|term| set(other).contains(term)).map(weight).sum()
            };
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
