//! Terms that a text names, with the first sentence that does.

use super::{Passage, Suggestion, Vocabulary};
use crate::content::names::{Mention, sentence_around};

/// What was found of the vocabulary with this number, by slug. `mentions` are those of each passage.
pub(super) fn suggestions(
    mentions: &[Vec<Mention<(usize, usize)>>],
    passages: &[Passage],
    number: usize,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Suggestion> {
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let found = passages.iter().zip(mentions).flat_map(|(passage, found)| found.iter().map(move |one| (passage, one)));
    for (passage, mention) in found.filter(|(_, mention)| mention.term.0 == number) {
        let term = vocabulary.terms[mention.term.1];
        if let Some(known) = suggestions.iter_mut().find(|known| known.term == term.slug) {
            known.count += 1;
            continue;
        }
        suggestions.push(Suggestion {
            taxonomy: vocabulary.taxonomy.to_owned(),
            term: term.slug.clone(),
            phrase: passage.text[mention.span.clone()].to_owned(),
            count: 1,
            section: passage.section.clone(),
            sentence: sentence_around(&passage.text, &mention.span).to_owned(),
        });
    }
    suggestions.sort_by(|one, other| one.term.cmp(&other.term));
    suggestions
}

#[cfg(test)]
mod tests {
    use super::super::tests::passage;
    use super::super::{names_of, suggest};
    use super::*;
    use crate::model::tests::term;

    #[test]
    fn a_named_term_is_suggested_once_with_its_first_sentence_and_how_often_it_is_named() {
        let (climate, unesco) = (term("c40", &["C40"]), term("unesco", &["UNESCO"]));
        let vocabularies = [
            Vocabulary { taxonomy: "agreements", terms: vec![] },
            Vocabulary { taxonomy: "networks", terms: vec![&unesco, &climate] },
        ];
        let passages = [passage("Paris led C40. It stayed."), passage("C40 met with UNESCO.")];
        let found = suggest(&passages, &vocabularies, &names_of(&vocabularies));
        let shown: Vec<_> = found.iter().map(|one| (one.term.as_str(), one.count, one.sentence.as_str())).collect();
        assert_eq!(shown, [("c40", 2, "Paris led C40."), ("unesco", 1, "C40 met with UNESCO.")]);
    }
}
