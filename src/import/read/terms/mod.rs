//! Terms suggested from a city's own text, with the sentence as evidence.
//!
//! Comes in: the text of a city by section, and the vocabulary (the files of the terms). Goes out: suggestions. Terms with
//! names are found where they are named (`mentions`); terms with keywords are found by how much speaks for them
//! (`keywords`). The article's introduction and other cities' texts are never looked at.

mod keywords;
mod mentions;

use std::ops::Range;

use serde::Serialize;

use crate::base::slug::Slug;
use crate::config::Config;
use crate::content::names::Names;
use crate::content::{Content, Entry};
use crate::model::Term;

/// A stretch of a city's text, with how much its words count.
#[derive(Debug, Clone)]
pub(super) struct Passage {
    /// The section's title, for the report.
    pub section: String,
    /// The text.
    pub text: String,
    /// How much its words count for themes.
    pub weight: u32,
}

/// The terms of one taxonomy.
pub(super) struct Vocabulary<'a> {
    /// The taxonomy's id.
    pub taxonomy: &'a str,
    /// Its terms.
    pub terms: Vec<&'a Term>,
}

/// The terms of all taxonomies of a site.
pub(super) fn vocabularies<'a>(config: &'a Config, content: &'a Content) -> Vec<Vocabulary<'a>> {
    let terms = |id: &str| content.terms_of(id).iter().filter_map(|entry: &Entry<_>| entry.value.as_ref()).collect();
    config.taxonomies.iter().map(|taxonomy| Vocabulary { taxonomy: &taxonomy.id, terms: terms(&taxonomy.id) }).collect()
}

/// The names of all their terms: the vocabulary, and the place in it, of each.
pub(super) fn names_of(vocabularies: &[Vocabulary<'_>]) -> Names<(usize, usize)> {
    let terms = vocabularies.iter().enumerate().flat_map(|(number, vocabulary)| {
        vocabulary.terms.iter().enumerate().map(move |(place, term)| ((number, place), *term))
    });
    Names::of(terms)
}

/// A term that a city's text speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The taxonomy.
    pub taxonomy: String,
    /// The term.
    pub term: Slug,
    /// The words that were found.
    pub phrase: String,
    /// How often it is named; for a theme, its score.
    pub count: u32,
    /// The section in which it was first found.
    pub section: String,
    /// The sentence in which it was first found.
    pub sentence: String,
}

/// The suggestions for a text, by taxonomy; named terms by slug, themes by how much speaks for them.
pub(super) fn suggest(
    passages: &[Passage],
    vocabularies: &[Vocabulary<'_>],
    names: &Names<(usize, usize)>,
) -> Vec<Suggestion> {
    let mentions: Vec<_> = passages.iter().map(|passage| names.find(&passage.text)).collect();
    let taken: Vec<Vec<Range<usize>>> =
        mentions.iter().map(|mentions| mentions.iter().map(|mention| mention.span.clone()).collect()).collect();
    let mut suggestions = Vec::new();
    for (number, vocabulary) in vocabularies.iter().enumerate() {
        suggestions.extend(mentions::suggestions(&mentions, passages, number, vocabulary));
        suggestions.extend(keywords::suggestions(passages, &taken, vocabulary));
    }
    suggestions
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn passage(text: &str) -> Passage {
        Passage { section: "Key actions".into(), text: text.into(), weight: 1 }
    }
}
