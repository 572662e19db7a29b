//! What the categories and tags of a post may say about its cities.
//!
//! Comes in: a post and the vocabulary; goes out: for each of its categories the term that has the same name, if there is
//! one. It is a hint for the editor and no more: a category belongs to the whole post, and no city gets a term for it.

use serde::Serialize;

use super::terms::Vocabulary;
use crate::base::fold::fold;
use crate::base::slug::Slug;
use crate::import::input::{Post, PostTerm};
use crate::model::Term;

/// Taxonomies by which WordPress and its plug-ins keep order among posts; they say nothing about what a post is about.
const INTERNAL: [&str; 7] = [
    "language",
    "nav_menu",
    "post_format",
    "post_translations",
    "term_language",
    "term_translations",
    "translation_priority",
];

/// A category, tag or other term of a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CategoryReport {
    /// What WordPress calls its kind: `category`, `post_tag` …
    pub kind: String,
    /// Its name.
    pub name: String,
    /// The term of the site that has this name.
    pub term: Option<NamedTerm>,
}

/// A term of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedTerm {
    /// The id of its taxonomy.
    pub taxonomy: String,
    /// Its slug.
    pub term: Slug,
}

/// The categories of a post, in its order.
pub(super) fn categories(post: &Post, vocabularies: &[Vocabulary<'_>]) -> Vec<CategoryReport> {
    let shown = post.terms.iter().filter(|term| !INTERNAL.contains(&term.taxonomy.as_str()));
    let report = |term: &PostTerm| CategoryReport {
        kind: term.taxonomy.clone(),
        name: if term.name.is_empty() { term.slug.clone() } else { term.name.clone() },
        term: named(term, vocabularies),
    };
    shown.map(report).collect()
}

fn named(category: &PostTerm, vocabularies: &[Vocabulary<'_>]) -> Option<NamedTerm> {
    let found = |vocabulary: &Vocabulary<'_>| {
        let term = vocabulary.terms.iter().find(|term| is_called(term, category))?;
        Some(NamedTerm { taxonomy: vocabulary.taxonomy.to_owned(), term: term.slug.clone() })
    };
    vocabularies.iter().find_map(found)
}

fn is_called(term: &Term, category: &PostTerm) -> bool {
    let (name, slug) = (fold(&category.name), fold(&category.slug.replace('-', " ")));
    let is_same = |known: &str| !known.is_empty() && (fold(known) == name || fold(known) == slug);
    let mut known = term.aliases.iter().chain(term.short.as_ref()).chain(std::iter::once(&term.name));
    known.any(|known| is_same(known))
        || is_same(&term.slug.as_str().replace('-', " "))
        || term.exact_aliases.contains(&category.name)
}
