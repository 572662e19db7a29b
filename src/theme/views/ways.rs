//! Ways to see all cases at once: the matrix.

use serde::Serialize;

use super::Shared;
use super::case::CaseTaxonomyView;
use super::parts::{LinkView, TermLinkView};

/// Cases and the terms that they name, as `matrix` in `matrix.html`, and a part of it on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixView {
    /// The page of the matrix; empty on that page itself.
    pub url: String,
    /// The taxonomies whose terms stand across.
    pub taxonomies: Vec<Shared<LinkView>>,
    /// The terms across, in groups.
    pub groups: Vec<MatrixGroupView>,
    /// The cases down.
    pub rows: Vec<MatrixRowView>,
    /// How many terms stand across.
    pub column_count: usize,
    /// How many cases the site has.
    pub case_count: usize,
    /// How many terms of these taxonomies its cases name.
    pub term_count: usize,
    /// How many cases of the site name none of them.
    pub nameless_count: usize,
    /// The cities of these, where they are few.
    pub nameless: Vec<String>,
    /// What one term of the taxonomy is called that gives the dots their colours.
    pub colour_singular: String,
    /// Its terms of which a dot has the colour.
    pub colours: Vec<Shared<TermLinkView>>,
}

/// Terms that stand under one head.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixGroupView {
    /// The kind or the taxonomy; for narrow kinds together, a word for all of them.
    pub title: String,
    /// The index of the taxonomy.
    pub url: String,
    /// The terms.
    pub columns: Vec<MatrixColumnView>,
}

/// A term that stands across.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixColumnView {
    /// The short name, or the name, cut to 24 characters.
    pub title: String,
    /// The full name where it differs from `title`.
    pub full_name: Option<String>,
    /// The address of the term's page.
    pub url: String,
    /// How many cases of the site name it.
    pub count: usize,
}

/// A case that stands down.
#[derive(Debug, Clone, Serialize)]
pub struct MatrixRowView {
    /// The city.
    pub city: String,
    /// The country.
    pub country: String,
    /// The case's title, where another case is from the same city.
    pub title: Option<String>,
    /// The address of the case.
    pub url: String,
    /// The name of the colour of its first theme.
    pub colour: Option<&'static str>,
    /// How many terms of these taxonomies it names.
    pub count: usize,
    /// For each term across, its name if the case names it.
    pub cells: Vec<Option<String>>,
    /// All terms of these taxonomies that it names; empty on the home page.
    pub taxonomies: Vec<Shared<CaseTaxonomyView>>,
}
