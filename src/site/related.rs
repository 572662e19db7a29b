//! Cases that share terms, with the terms they share: the reason that a reader is told.
//!
//! A term counts the more the fewer cases name it. Cases with the same terms have the same neighbours, so each set of terms
//! is looked at once. For a set, its rarest term is looked at first, and the others only while a case that names none of
//! the terms so far could still be among the closest; in a large site that is seldom.

use std::cmp::Reverse;

use rayon::prelude::*;

use super::taxonomies::TermId;
use crate::base::jagged::Jagged;

/// A term that all cases share says nothing; one that only two share says much. The scale keeps the sums whole numbers.
const SCALE: usize = 1_000_000;

/// For each case, the cases closest to it, at most `count`: those that its editor named first (`by_hand`), then by what they
/// share. `terms` are the terms of each case.
pub(super) fn related(terms: &Jagged<TermId>, by_hand: &Jagged<usize>, count: usize) -> Jagged<usize> {
    if count == 0 {
        return terms.iter().map(|_| []).collect();
    }
    let known = Known::new(terms);
    let mut cases: Vec<usize> = (0..terms.count()).collect();
    cases.par_sort_unstable_by(|one, other| known.set(*one).cmp(known.set(*other)).then_with(|| one.cmp(other)));
    let same: Vec<&[usize]> = cases.chunk_by(|one, other| known.set(*one) == known.set(*other)).collect();
    let most_by_hand = by_hand.iter().map(<[usize]>::len).max().unwrap_or_default();
    // A case does not stand beside itself, nor twice.
    let wanted = count + 1 + most_by_hand;
    let beside = |same: &&[usize]| -> Vec<(usize, Vec<usize>)> {
        let closest = same.first().map_or_else(Vec::new, |case| known.closest(known.set(*case), wanted));
        same.iter().map(|case| (*case, beside(*case, by_hand.get(*case).iter().chain(&closest), count))).collect()
    };
    let mut all = vec![Vec::new(); terms.count()];
    for (case, related) in same.par_iter().map(beside).flatten_iter().collect::<Vec<_>>() {
        all[case] = related;
    }
    all.into_iter().collect()
}

/// The first `count` of some cases that stand beside a case.
fn beside<'c>(case: usize, others: impl Iterator<Item = &'c usize>, count: usize) -> Vec<usize> {
    let mut chosen: Vec<usize> = Vec::with_capacity(count);
    for other in others {
        if chosen.len() == count {
            break;
        }
        if *other != case && !chosen.contains(other) {
            chosen.push(*other);
        }
    }
    chosen
}

/// The terms of all taxonomies, numbered from the rarest to the most frequent, and those of each case.
struct Known {
    weights: Vec<usize>,
    /// The cases of each term.
    cases: Vec<Vec<usize>>,
    /// The terms of each case, the rarest first: each set is compared with many others, and these lie side by side.
    sets: Jagged<usize>,
}

impl Known {
    fn new(terms: &Jagged<TermId>) -> Self {
        let mut counts: Vec<Vec<usize>> = Vec::new();
        for TermId { taxonomy, term } in terms.items() {
            counts.resize_with(counts.len().max(taxonomy + 1), Vec::new);
            let counts = &mut counts[*taxonomy];
            counts.resize(counts.len().max(term + 1), 0);
            counts[*term] += 1;
        }
        let all = counts.iter().enumerate().flat_map(|(taxonomy, counts)| {
            counts.iter().enumerate().map(move |(term, count)| (*count, TermId { taxonomy, term }))
        });
        let mut by_count: Vec<(usize, TermId)> = all.collect();
        by_count.sort_unstable();
        let mut numbers = counts;
        for (number, (_, id)) in by_count.iter().enumerate() {
            numbers[id.taxonomy][id.term] = number;
        }
        let mut sets = terms.clone().map(|id| numbers[id.taxonomy][id.term]);
        sets.sort_each();
        let mut cases: Vec<Vec<usize>> = by_count.iter().map(|(count, _)| Vec::with_capacity(*count)).collect();
        for (case, set) in sets.iter().enumerate() {
            set.iter().for_each(|term| cases[*term].push(case));
        }
        Self { weights: by_count.iter().map(|(count, _)| SCALE / (*count).max(1)).collect(), cases, sets }
    }

    /// The terms of a case, the rarest first.
    fn set(&self, case: usize) -> &[usize] {
        self.sets.get(case)
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
            for case in &self.cases[*term] {
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
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    /// The plain rule: compare all with all.
    fn plainly(terms: &Jagged<TermId>, by_hand: &Jagged<usize>, count: usize) -> Jagged<usize> {
        let weight = |id: &TermId| SCALE / terms.iter().filter(|terms| terms.contains(id)).count();
        let of = |case: usize| {
            let score = |other: usize| -> usize {
                terms.get(case).iter().filter(|term| terms.get(other).contains(term)).map(weight).sum()
            };
            let mut others: Vec<usize> = (0..terms.count()).filter(|other| score(*other) > 0).collect();
            others.sort_by_key(|other| (Reverse(score(*other)), *other));
            let mut chosen = Vec::new();
            for other in by_hand.get(case).iter().copied().chain(others) {
                if other != case && !chosen.contains(&other) {
                    chosen.push(other);
                }
            }
            chosen.truncate(count);
            chosen
        };
        (0..terms.count()).map(of).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn nothing_is_missed_by_looking_at_rare_terms_first(
            raw in prop::collection::vec((prop::collection::btree_set(0_usize..5, 0..3), prop::collection::btree_set(0_usize..9, 0..3), 0_usize..4), 1..40),
            links in prop::collection::vec((0_usize..40, 0_usize..40), 0..4),
            count in 0_usize..5,
        ) {
            let ids = |taxonomy: usize, terms: BTreeSet<usize>| terms.into_iter().map(move |term| TermId { taxonomy, term });
            let terms: Jagged<TermId> = raw
                .into_iter()
                .map(|(themes, networks, country)| ids(0, themes).chain(ids(1, networks)).chain(ids(2, [country].into())))
                .collect();
            let mut by_hand = vec![Vec::new(); terms.count()];
            for (from, to) in links {
                if from < terms.count() && to < terms.count() {
                    by_hand[from].push(to);
                }
            }
            let by_hand: Jagged<usize> = by_hand.into_iter().collect();
            prop_assert_eq!(related(&terms, &by_hand, count), plainly(&terms, &by_hand, count));
        }
    }
}
