//! Terms that a text names: the longest name first, whole words only, one span one term.

use std::ops::Range;

use super::sentence::sentence_around;
use super::{Passage, Suggestion, Vocabulary, is_word};
use crate::base::fold::{Folded, fold, fold_with_offsets};
use crate::model::Term;

/// A place where a term is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub passage: usize,
    /// The bytes of the passage.
    pub span: Range<usize>,
    /// Which vocabulary, and which of its terms.
    pub term: (usize, usize),
}

/// A name to look for.
struct Name<'a> {
    folded: String,
    written: &'a str,
    matching: Matching,
    term: (usize, usize),
}

/// How exactly a name must be met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Matching {
    /// Case and accents do not matter.
    Folded,
    /// An acronym: case matters.
    Exact,
    /// Case matters, and the start of a sentence does not count, where a common noun has a capital too.
    ExactWithinSentence,
}

/// Finds all names of all vocabularies at once, so that a longer name of one hides a shorter one of another.
pub(super) fn find(passages: &[Passage], vocabularies: &[Vocabulary<'_>]) -> Vec<Mention> {
    let names = names(vocabularies);
    let mut mentions: Vec<Mention> = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let folded = fold_with_offsets(&passage.text);
        let mut taken: Vec<Range<usize>> = Vec::new();
        for name in &names {
            for span in occurrences(name, &passage.text, &folded) {
                if !taken.iter().any(|other| other.start < span.end && span.start < other.end) {
                    taken.push(span.clone());
                    mentions.push(Mention { passage: index, span, term: name.term });
                }
            }
        }
    }
    mentions.sort_by_key(|mention| (mention.passage, mention.span.start));
    mentions
}

fn names<'a>(vocabularies: &[Vocabulary<'a>]) -> Vec<Name<'a>> {
    let mut names = Vec::new();
    for (vocabulary_index, vocabulary) in vocabularies.iter().enumerate() {
        for (term_index, term) in vocabulary.terms.iter().enumerate().filter(|(_, term)| is_named(term)) {
            let mut add = |written: &'a str, matching| {
                names.push(Name { folded: fold(written), written, matching, term: (vocabulary_index, term_index) });
            };
            add(&term.name, Matching::Folded);
            for alias in &term.aliases {
                add(alias, if is_acronym(alias) { Matching::Exact } else { Matching::Folded });
            }
            for alias in &term.exact_aliases {
                add(alias, Matching::ExactWithinSentence);
            }
        }
    }
    names.retain(|name| !name.folded.trim().is_empty());
    names.sort_by(|one, other| other.folded.len().cmp(&one.folded.len()).then_with(|| one.written.cmp(other.written)));
    names
}

/// Terms with keywords are subjects, and a text speaks of a subject without naming it.
fn is_named(term: &Term) -> bool {
    term.keywords.is_empty() && term.weak_keywords.is_empty()
}

fn is_acronym(alias: &str) -> bool {
    alias.chars().any(char::is_uppercase) && !alias.chars().any(char::is_lowercase)
}

fn occurrences(name: &Name<'_>, text: &str, folded: &Folded) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, matched) in folded.text.match_indices(&name.folded) {
        let end = start + matched.len();
        let before = folded.text[..start].chars().next_back();
        let after = folded.text[end..].chars().next();
        if is_word(before) || is_word(after) {
            continue;
        }
        let span = folded.original(start..end);
        let written = &text[span.clone()];
        let fits = match name.matching {
            Matching::Folded => true,
            Matching::Exact => written == name.written,
            Matching::ExactWithinSentence => {
                written == name.written && !sentence_around(text, &span).trim_start().starts_with(written)
            }
        };
        if fits {
            found.push(span);
        }
    }
    found
}

/// What was found of the vocabulary with this number, by slug.
pub(super) fn suggestions(
    mentions: &[Mention],
    passages: &[Passage],
    number: usize,
    vocabulary: &Vocabulary<'_>,
) -> Vec<Suggestion> {
    let mut suggestions: Vec<Suggestion> = Vec::new();
    for mention in mentions.iter().filter(|mention| mention.term.0 == number) {
        let term = vocabulary.terms[mention.term.1];
        if let Some(known) = suggestions.iter_mut().find(|known| known.term == term.slug) {
            known.count += 1;
            continue;
        }
        let passage = &passages[mention.passage];
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
    use super::super::tests::{passage, term};
    use super::*;

    fn found(text: &str, terms: &[Term]) -> Vec<(String, String, u32)> {
        let vocabulary = Vocabulary { taxonomy: "networks", terms: terms.iter().collect() };
        let passages = [passage(text)];
        let mentions = find(&passages, std::slice::from_ref(&vocabulary));
        let suggestions = suggestions(&mentions, &passages, 0, &vocabulary);
        suggestions.into_iter().map(|found| (found.term.to_string(), found.phrase, found.count)).collect()
    }

    #[test]
    fn the_longest_name_wins_and_a_span_counts_once() {
        let terms = [term("unesco", &["UNESCO"]), term("uccn", &["UNESCO Creative Cities Network", "UCCN"])];
        let text = "Braga is in the UNESCO Creative Cities Network (UCCN).";
        assert_eq!(found(text, &terms), [("uccn".into(), "UNESCO Creative Cities Network".into(), 2)]);
    }

    #[test]
    fn acronyms_keep_their_case_and_words_are_whole() {
        let terms = [term("c40", &["C40"]), term("wego", &["WEGO"])];
        assert_eq!(found("A C400 and we go, wego; C40's office.", &terms), [("c40".into(), "C40".into(), 1)]);
    }

    #[test]
    fn common_nouns_count_only_as_names() {
        let mut metropolis = term("metropolis", &["World Association of the Major Metropolises"]);
        metropolis.exact_aliases = vec!["Metropolis".into()];
        let terms = [metropolis];
        assert!(found("Metropolis life is hard. The metropolis grows.", &terms).is_empty());
        assert_eq!(found("Barcelona leads Metropolis today.", &terms).len(), 1);
    }

    #[test]
    fn persian_names_are_found_however_they_are_spelt() {
        let terms = [term("resilient", &["شهرهای تاب آور"])];
        assert_eq!(found("تهران در شبکه شهرهاي تاب\u{200c}آور است.", &terms).len(), 1);
    }
}
