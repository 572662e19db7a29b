//! Ways to see all cases at once: the matrix, the coverage, the years.

use serde::Serialize;

use super::Shared;
use super::case::CaseTaxonomyView;
use super::parts::{CardView, CaseLinkView, LinkView, PaginationView, TermLinkView};

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

/// Themes by parts of the world, as `coverage` in `coverage.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageView {
    /// The first taxonomy and its index.
    pub taxonomy: LinkView,
    /// The parts of the world.
    pub regions: Vec<CoverageRegionView>,
    /// The terms of the taxonomy: those that most cases name first, those that none names last.
    pub rows: Vec<CoverageRowView>,
    /// The largest number in a cell.
    pub most: usize,
    /// The parts of the world that have no case.
    pub missing: Vec<String>,
    /// How many cases name no term of the taxonomy.
    pub without: usize,
}

/// A part of the world.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRegionView {
    /// Its name.
    pub title: String,
    /// Its countries in their index; empty where it has none there.
    pub url: String,
    /// How many cases it has.
    pub count: usize,
}

/// A term and its cases by parts of the world.
#[derive(Debug, Clone, Serialize)]
pub struct CoverageRowView {
    /// The short name, or the name.
    pub title: String,
    /// The full name where it differs from `title`.
    pub full_name: Option<String>,
    /// The address of the term's page; empty where no case names it.
    pub url: String,
    /// The name of its colour.
    pub colour: Option<&'static str>,
    /// How many cases name it.
    pub count: usize,
    /// How many of them lie in each part of the world.
    pub cells: Vec<usize>,
}

/// The index of the years, as `years` in `years.html`.
#[derive(Debug, Clone, Serialize)]
pub struct YearsView {
    /// The years with cases, newest first.
    pub years: Vec<YearCardView>,
    /// All years from the first to the last; empty where these are fewer than three.
    pub timeline: Vec<YearCardView>,
    /// The largest number of cases of a year.
    pub most: usize,
    /// How many cases have no date.
    pub undated_count: usize,
    /// The first of them.
    pub undated: Vec<CaseLinkView>,
}

/// A year in the index.
#[derive(Debug, Clone, Serialize)]
pub struct YearCardView {
    /// What it is called, with the calendar where that is not the reader's own.
    pub title: String,
    /// The number alone.
    pub short: String,
    /// The list of its cases; empty where it has none.
    pub url: String,
    /// How many cases.
    pub count: usize,
    /// The first of them; in a timeline with their colours alone.
    pub cases: Vec<CaseLinkView>,
}

/// The cases of a year, as `list` in `year.html`.
#[derive(Debug, Clone, Serialize)]
pub struct YearView {
    /// What the year is called.
    pub title: String,
    /// How many cases there are on all pages.
    pub count: usize,
    /// The cases of this page.
    pub cases: Vec<Shared<CardView>>,
    /// Where this page stands among the others.
    pub pagination: Option<PaginationView>,
    /// The year before that has cases.
    pub previous: Option<LinkView>,
    /// The year after that has cases.
    pub next: Option<LinkView>,
    /// The feed of the year; empty where `site.yaml` leaves out the feeds of lists.
    pub feed_url: String,
}
