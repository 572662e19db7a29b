//! Names of terms in a text: the longest name first, whole words only, one span one term.
//!
//! Comes in: the terms of a site, and a text. Goes out: where the text names which of them. The import suggests terms by it, and
//! the build leads from a case's text to their pages, so that both know the same names. Terms with keywords are subjects, and a
//! text speaks of a subject without naming it: they have no names here.

mod sentence;

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::AhoCorasick;

use crate::base::fold::{Folded, fold, fold_with_offsets};
use crate::model::Term;

pub use sentence::sentence_around;

/// The names of terms, each with what the caller knows the term by.
pub struct Names<T> {
    /// The longest first.
    names: Vec<Name<T>>,
    /// Finds the folded names; none where there is no name.
    automaton: Option<AhoCorasick>,
}

/// A place where a term is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<T> {
    /// The bytes of the text.
    pub span: Range<usize>,
    /// The term.
    pub term: T,
}

/// A name to look for.
struct Name<T> {
    folded: String,
    written: String,
    matching: Matching,
    term: T,
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

impl<T: Copy> Names<T> {
    /// The names of some terms.
    #[must_use]
    pub fn of<'t>(terms: impl IntoIterator<Item = (T, &'t Term)>) -> Self {
        let mut names = Vec::new();
        for (id, term) in terms.into_iter().filter(|(_, term)| is_named(term)) {
            let mut add = |written: &str, matching| {
                names.push(Name { folded: fold(written), written: written.to_owned(), matching, term: id });
            };
            add(&term.name, Matching::Folded);
            for alias in &term.aliases {
                add(alias, if is_acronym(alias) { Matching::Exact } else { Matching::Folded });
            }
            for alias in &term.exact_aliases {
                add(alias, Matching::ExactWithinSentence);
            }
        }
        names.retain(|name| !name.folded.trim().is_empty());
        names.sort_by(|one, other| {
            other.folded.len().cmp(&one.folded.len()).then_with(|| one.written.cmp(&other.written))
        });
        // It fails for more names than memory holds alone.
        let automaton = AhoCorasick::new(names.iter().map(|name| &name.folded)).ok().filter(|_| !names.is_empty());
        Self { names, automaton }
    }

    /// Where a text names terms, in its order. A longer name of one term hides a shorter one of another.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Mention<T>> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let folded = fold_with_offsets(text);
        let met = automaton.find_overlapping_iter(&folded.text).filter_map(|met| {
            let name = &self.names[met.pattern().as_usize()];
            Some((met.pattern(), name.span(text, &folded, met.range())?, name.term))
        });
        let mut met: Vec<_> = met.collect();
        met.sort_by_key(|(place, span, _)| (*place, span.start));
        let mut mentions: BTreeMap<usize, Mention<T>> = BTreeMap::new();
        for (_, span, term) in met {
            // Those that are there do not overlap, so that the last one before the end of this one decides.
            let last = mentions.range(..span.end).next_back();
            if last.is_none_or(|(_, last)| last.span.end <= span.start) {
                mentions.insert(span.start, Mention { span, term });
            }
        }
        mentions.into_values().collect()
    }
}

impl<T> Name<T> {
    /// The part of a text that is this name, where its folded form was met; none where the text means something else.
    fn span(&self, text: &str, folded: &Folded, met: Range<usize>) -> Option<Range<usize>> {
        let before = folded.text[..met.start].chars().next_back();
        let after = folded.text[met.end..].chars().next();
        if is_word(before) || is_word(after) {
            return None;
        }
        let span = folded.original(met);
        let written = &text[span.clone()];
        let fits = match self.matching {
            Matching::Folded => true,
            Matching::Exact => written == self.written,
            Matching::ExactWithinSentence => {
                written == self.written && !sentence_around(text, &span).trim_start().starts_with(written)
            }
        };
        fits.then_some(span)
    }
}

/// Has a term names that texts call it by?
#[must_use]
pub fn is_named(term: &Term) -> bool {
    term.keywords.is_empty() && term.weak_keywords.is_empty()
}

fn is_acronym(alias: &str) -> bool {
    alias.chars().any(char::is_uppercase) && !alias.chars().any(char::is_lowercase)
}

/// Is the character before or after a place part of a word? Then a match there is only a part of that word.
#[must_use]
pub fn is_word(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::tests::term;

    fn found<'t>(text: &'t str, terms: &[Term]) -> Vec<(String, &'t str)> {
        let names = Names::of(terms.iter().enumerate());
        let mention = |Mention { span, term }: Mention<usize>| (terms[term].slug.to_string(), &text[span]);
        names.find(text).into_iter().map(mention).collect()
    }

    #[test]
    fn the_longest_name_wins_and_a_span_counts_once() {
        let terms = [term("unesco", &["UNESCO"]), term("uccn", &["UNESCO Creative Cities Network", "UCCN"])];
        let text = "Braga is in the UNESCO Creative Cities Network (UCCN).";
        assert_eq!(
            found(text, &terms),
            [("uccn".to_owned(), "UNESCO Creative Cities Network"), ("uccn".to_owned(), "UCCN")]
        );
    }

    #[test]
    fn acronyms_keep_their_case_and_words_are_whole() {
        let terms = [term("c40", &["C40"]), term("wego", &["WEGO"])];
        assert_eq!(found("A C400 and we go, wego; C40's office.", &terms), [("c40".to_owned(), "C40")]);
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
        let text = "تهران در شبکه شهرهاي تاب\u{200c}آور است.";
        assert_eq!(found(text, &terms), [("resilient".to_owned(), "شهرهاي تاب\u{200c}آور")]);
    }

    #[test]
    fn two_terms_of_one_name_are_one_mention_and_no_name_finds_nothing() {
        let terms = [term("a", &["Climate Week"]), term("b", &["Climate Week", "  "])];
        assert_eq!(found("A Climate Week.", &terms), [("a".to_owned(), "Climate Week")]);
        let mut subject = term("subject", &["Subject"]);
        subject.keywords = vec!["subject".into()];
        assert!(found("A Subject.", &[subject]).is_empty());
    }
}
