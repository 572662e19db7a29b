//! The home page, lists, articles, texts, indexes and terms.

use serde::Serialize;

use super::case::CaseTaxonomyView;
use super::maps::{CoverView, MapView};
use super::overviews::MatrixView;
use super::page::TextLanguageView;
use super::parts::{
    ArticleCardView, CardView, DateView, ImageLinkView, ImageView, LinkView, PaginationView, TermCardView,
};
use super::{Derived, Shared};

/// The home page, as `home` in `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The text of `content/pages/index.md`, where there is one.
    pub body_html: Derived<String>,
    /// The first cases.
    pub cases: Vec<Shared<CardView>>,
    /// The drawn cover of the first; none where it has a picture.
    pub lead_cover: Derived<Option<CoverView>>,
    /// The map of all cases, where the site has maps.
    pub map: Derived<Option<MapView>>,
    /// How the text of the first case begins, where that is a paragraph which its summary does not say.
    pub lead_html: Derived<String>,
    /// The first case's terms but those of the first taxonomy, by taxonomy.
    pub lead_taxonomies: Vec<Shared<CaseTaxonomyView>>,
    /// The index of all cases; its `url` is empty where there is none.
    pub cases_link: LinkView,
    /// The articles, newest first.
    pub articles: Vec<ArticleCardView>,
    /// The list of all articles; `url` is empty where there are none.
    pub articles_link: LinkView,
    /// The first cases and the terms that they name; none where the site has no matrix.
    pub matrix: Option<MatrixView>,
    /// The taxonomies with their most used terms.
    pub taxonomies: Vec<HomeTaxonomyView>,
}

/// A taxonomy on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeTaxonomyView {
    /// The taxonomy's id.
    pub id: String,
    /// The taxonomy's title and index.
    pub link: LinkView,
    /// Its most used terms.
    pub terms: Vec<TermCardView>,
    /// How many terms it has, with those that no case names.
    pub count: usize,
    /// The names of the terms that no case names.
    pub unused: Vec<String>,
}

/// All cases, as `list` in `cases.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CaseListView {
    /// How many cases there are on all pages.
    pub count: usize,
    /// The address of the booklet of all cases; empty where there is none.
    pub booklet_url: String,
    /// By what readers narrow the list; none where they cannot.
    pub filters: Option<Shared<FiltersView>>,
    /// The cases of this page.
    pub cases: Vec<Shared<CardView>>,
    /// Where this page stands among the others.
    pub pagination: Option<PaginationView>,
}

/// By what readers narrow the list of all cases.
#[derive(Debug, Clone, Serialize)]
pub struct FiltersView {
    /// The script in which the index begins.
    pub index_url: String,
    /// Is there a map to show what is left on?
    pub has_map: bool,
    /// The taxonomies, the countries and the years.
    pub facets: Vec<FacetView>,
}

/// A taxonomy, the countries or the years.
#[derive(Debug, Clone, Serialize)]
pub struct FacetView {
    /// Its name in addresses: `networks`, `country`, `year`.
    pub key: String,
    /// What one value is called: `Network`.
    pub title: String,
    /// What the values are called: `Networks`.
    pub plural: String,
    /// The index of the values; empty where there is none.
    pub url: String,
    /// How many values it has.
    pub count: usize,
    /// The values, the most frequent first; where there are more than eight, the first six.
    pub values: Vec<FacetValueView>,
}

/// A term, a country or a year.
#[derive(Debug, Clone, Serialize)]
pub struct FacetValueView {
    /// Its name in addresses: `c40`, `CO`, `2025`.
    pub id: String,
    /// The short name, or the name.
    pub title: String,
    /// The full name where it differs from `title`.
    pub full_name: Option<String>,
    /// The address of its page; empty where it has none.
    pub url: String,
    /// The name of its colour, which terms of the first taxonomy have.
    pub colour: Option<&'static str>,
    /// How many cases have it.
    pub count: usize,
}

/// Everything from A to Z, as `search` in `search.html`.
#[derive(Debug, Clone, Serialize)]
pub struct SearchView {
    /// How much there is on all pages.
    pub count: usize,
    /// The letters of all pages, with their places.
    pub letters: Vec<LinkView>,
    /// What is on this page, by letter.
    pub groups: Vec<LetterView>,
    /// Where this page stands among the others.
    pub pagination: Option<PaginationView>,
}

/// What begins with a letter.
#[derive(Debug, Clone, Serialize)]
pub struct LetterView {
    /// The letter.
    pub title: String,
    /// The id of its heading.
    pub id: String,
    /// Cases and terms.
    pub entries: Vec<LetterEntryView>,
}

/// A case or a term in the list of everything.
#[derive(Debug, Clone, Serialize)]
pub struct LetterEntryView {
    /// What it is called.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is, where it is no case: `Network`; may be empty.
    pub kind: String,
    /// The language of the title, where that is another than the edition's.
    pub fallback: Option<TextLanguageView>,
}

/// All articles, as `list` in `articles.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleListView {
    /// The articles, newest first.
    pub articles: Vec<ArticleCardView>,
}

/// An article, as `article` in `article.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// The article's title.
    pub title: String,
    /// Date of publication.
    pub date: Option<Shared<DateView>>,
    /// Date of the last change, where it differs from `date`.
    pub updated: Option<Shared<DateView>>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The picture, where there is one.
    pub image: Option<ImageView>,
    /// The picture, where it is still on another host, and `image` is none.
    pub image_link: Option<ImageLinkView>,
    /// The text before the cases.
    pub introduction_html: Derived<String>,
    /// The cases, in the article's order.
    pub cases: Vec<Shared<CardView>>,
    /// Where they lie.
    pub map: Derived<Option<MapView>>,
    /// The text after the cases.
    pub conclusion_html: Derived<String>,
    /// Where the text was first published.
    pub origin: Option<LinkView>,
}

/// Any other text, as `text` in `page.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    /// Its title.
    pub title: String,
    /// Date of the last change.
    pub updated: Option<Shared<DateView>>,
    /// The whole text, with its headings.
    pub body_html: Derived<String>,
}

/// The index of a taxonomy, as `taxonomy` in `taxonomy.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TaxonomyView {
    /// The taxonomy's id: `themes`, `networks`, `agreements`, `countries` …
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is; may be empty.
    pub description: String,
    /// The terms by kind; one group without a title where the taxonomy has no kinds.
    pub groups: Vec<TermGroupView>,
    /// The terms that no case names; they have no pages.
    pub unused: Vec<TermCardView>,
    /// The cases that name no term of this taxonomy.
    pub without: Vec<Shared<CardView>>,
    /// For the first taxonomy: the page of the coverage; empty where there is none.
    pub coverage_url: String,
    /// For a taxonomy whose terms stand across the matrix: its page; empty where there is none.
    pub matrix_url: String,
    /// For the countries: the map of all cases.
    pub map: Derived<Option<MapView>>,
}

/// The terms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermGroupView {
    /// The id of the group's heading.
    pub id: Option<String>,
    /// The kind in the plural.
    pub title: Option<String>,
    /// The terms.
    pub terms: Vec<TermCardView>,
}

/// How many cases of a term have a theme first.
#[derive(Debug, Clone, Serialize)]
pub struct BandView {
    /// The name of the theme's colour.
    pub colour: &'static str,
    /// How many cases.
    pub count: usize,
}

/// A term, as `term` in `term.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The full name.
    pub title: String,
    /// The short name where it differs from `title`.
    pub short: Option<String>,
    /// The taxonomy and its index.
    pub taxonomy: Shared<LinkView>,
    /// The kind in the singular.
    pub kind: Option<String>,
    /// The terms of its kind in the index; none where its taxonomy has no kinds.
    pub group: Option<LinkView>,
    /// The name of its colour, which terms of the first taxonomy have.
    pub colour: Option<&'static str>,
    /// The themes of its cases, the most frequent first.
    pub band: Shared<Vec<BandView>>,
    /// The term's own text.
    pub body_html: Derived<Option<Shared<String>>>,
    /// Its home page: an address on another host.
    pub url: Option<String>,
    /// The year it was founded or signed.
    pub founded: Option<i16>,
    /// The year it ended.
    pub ended: Option<i16>,
    /// What it became; `url` is empty where the site has no page for it.
    pub successor: Option<LinkView>,
    /// What it is a part of; `url` is empty where the site has no page for it.
    pub part_of: Option<LinkView>,
    /// Its parts that have pages.
    pub parts: Vec<LinkView>,
    /// Other names of it.
    pub aliases: Vec<String>,
    /// Pages that its facts came from: their hosts and addresses.
    pub sources: Vec<LinkView>,
    /// On the first page of its list: the terms that its cases name most besides, by taxonomy.
    pub companions: Vec<TermGroupView>,
    /// On the first page of its list: where its cases lie.
    pub map: Derived<Option<MapView>>,
    /// How many cases name it, on all pages.
    pub count: usize,
    /// The cases of this page.
    pub cases: Vec<Shared<CardView>>,
    /// Where this page stands among the others.
    pub pagination: Option<PaginationView>,
    /// Files with the data of its cases, by their formats; empty where the site has none.
    pub data: Vec<LinkView>,
    /// The citations of its cases for reference managers, by their formats; empty where the site has none.
    pub citations: Vec<LinkView>,
    /// The address of the booklet of its cases; empty where there is none.
    pub booklet_url: String,
    /// The term's feed; empty where `site.yaml` leaves out the feeds of terms.
    pub feed_url: String,
}
