//! Terms that a text is about: keywords found, weighted by where they stand.
//!
//! The score of a theme is the sum over its keywords of keyword weight × section weight; a keyword counts once a section.
//! Words inside a mention of a network or an agreement do not count: "100 Resilient Cities" says nothing about resilience.

use std::ops::Range;

use super::{Passage, Suggestion, Vocabulary};
use crate::base::fold::{Folded, fold, fold_with_offsets};
use crate::content::names::{is_word, sentence_around};
use crate::model::Term;

/// What a keyword and a weak keyword weigh.
const WEIGHT: u32 = 2;
const WEAK_WEIGHT: u32 = 1;
/// A theme is suggested from this score on …
const THRESHOLD: u32 = 8;
/// … and only this many of them.
const MOST: usize = 3;

/// A theme's score and the first place where it was found, by weight.
struct Score {
    score: u32,
    best: Option<(u32, usize, Range<usize>)>,
}

/// The themes that the passages speak of, the strongest first. `taken` are the spans of each passage that belong to names.
pub(super) fn suggestions(
    passages: &[Passage],
    taken: &[Vec<Range<usize>>],
    vocabulary: &Vocabulary<'_>,
) -> Vec<Suggestion> {
    let folded: Vec<Folded> = passages.iter().map(|passage| fold_with_offsets(&passage.text)).collect();
    let mut scored: Vec<(Score, &Term)> = vocabulary
        .terms
        .iter()
        .map(|term| (score(term, passages, &folded, taken), *term))
        .filter(|(score, _)| score.score >= THRESHOLD)
        .collect();
    scored.sort_by(|(one, one_term), (other, other_term)| {
        other.score.cmp(&one.score).then_with(|| one_term.slug.cmp(&other_term.slug))
    });
    scored.truncate(MOST);
    scored.into_iter().filter_map(|(score, term)| suggestion(score, term, passages, vocabulary)).collect()
}

fn suggestion(score: Score, term: &Term, passages: &[Passage], vocabulary: &Vocabulary<'_>) -> Option<Suggestion> {
    let (_, passage, span) = score.best?;
    let passage = &passages[passage];
    Some(Suggestion {
        taxonomy: vocabulary.taxonomy.to_owned(),
        term: term.slug.clone(),
        phrase: passage.text[span.clone()].to_owned(),
        count: score.score,
        section: passage.section.clone(),
        sentence: sentence_around(&passage.text, &span).to_owned(),
    })
}

fn score(term: &Term, passages: &[Passage], folded: &[Folded], taken: &[Vec<Range<usize>>]) -> Score {
    let mut total = Score { score: 0, best: None };
    let keywords = term.keywords.iter().map(|keyword| (keyword, WEIGHT));
    for (keyword, weight) in keywords.chain(term.weak_keywords.iter().map(|keyword| (keyword, WEAK_WEIGHT))) {
        for (index, passage) in passages.iter().enumerate() {
            let Some(span) = first(keyword, &term.except, &folded[index], &taken[index]) else { continue };
            let points = weight * passage.weight;
            total.score += points;
            if total.best.as_ref().is_none_or(|(best, ..)| points > *best) {
                total.best = Some((points, index, span));
            }
        }
    }
    total
}

/// The first place where a keyword counts.
fn first(keyword: &str, except: &[String], folded: &Folded, taken: &[Range<usize>]) -> Option<Range<usize>> {
    let (wanted, is_prefix) = match keyword.strip_suffix('*') {
        Some(prefix) => (fold(prefix), true),
        None => (fold(keyword), false),
    };
    let text = &folded.text;
    folded.text.match_indices(&wanted).find_map(|(start, matched)| {
        let end = start + matched.len();
        let whole = !is_word(text[..start].chars().next_back()) && (is_prefix || !is_word(text[end..].chars().next()));
        // Evidence is whole words, also where the keyword is only their beginning.
        let word_end = text[end..].find(|character| !is_word(Some(character))).map_or(text.len(), |rest| end + rest);
        let span = folded.original(start..if is_prefix { word_end } else { end });
        let is_taken = taken.iter().any(|other| other.start < span.end && span.start < other.end);
        (whole && !is_taken && !is_excepted(text, start..end, except)).then_some(span)
    })
}

/// Does the match lie inside one of the phrases in which it does not count?
fn is_excepted(text: &str, found: Range<usize>, except: &[String]) -> bool {
    except.iter().any(|phrase| {
        let phrase = fold(phrase);
        text.match_indices(&phrase).any(|(start, matched)| start <= found.start && found.end <= start + matched.len())
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::passage;
    use super::*;
    use crate::model::tests::term;

    fn found(
        passages: &[Passage],
        taken: &[Vec<Range<usize>>],
        keywords: &[&str],
        except: &[&str],
    ) -> Vec<(u32, String)> {
        let mut theme = term("theme", &[]);
        theme.keywords = keywords.iter().map(ToString::to_string).collect();
        theme.except = except.iter().map(ToString::to_string).collect();
        let vocabulary = Vocabulary { taxonomy: "themes", terms: vec![&theme] };
        suggestions(passages, taken, &vocabulary).into_iter().map(|found| (found.count, found.phrase)).collect()
    }

    #[test]
    fn a_keyword_counts_once_a_section_with_the_sections_weight() {
        let context = Passage { weight: 4, ..passage("Climate change. Climate change again.") };
        assert_eq!(
            found(&[context, passage("climate change")], &[vec![], vec![]], &["climate change"], &[]),
            [(10, "Climate change".into())]
        );
    }

    #[test]
    fn words_within_names_and_excepted_phrases_do_not_count() {
        let heavy = |text: &str| [Passage { weight: 4, ..passage(text) }];
        let whole = std::iter::once(0..20).collect();
        assert!(found(&heavy("100 Resilient Cities"), &[whole], &["resilien*"], &[]).is_empty());
        assert_eq!(found(&heavy("a resilient city"), &[vec![]], &["resilien*"], &[]).len(), 1);
        assert!(found(&heavy("food security"), &[vec![]], &["security"], &["food security"]).is_empty());
        assert!(found(&heavy("secured"), &[vec![]], &["secure"], &[]).is_empty());
    }
}
