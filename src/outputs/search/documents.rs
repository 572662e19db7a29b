//! What can be found: cases, terms, articles and pages, in this order.

use serde::Serialize;

use super::super::Input;
use super::super::alternates::other_language;
use super::super::cards::country_name;
use super::super::links::taxonomy_title;
use super::super::subjects::{case_colour, on_cover};
use crate::base::digest::{Digest, Digester};
use crate::base::url::{SitePath, percent_encode};
use crate::content::SourceText;
use crate::search::{Document, Field};
use crate::site::{SiteArticle, SiteCase, SitePage, SiteTaxonomy, SiteTerm};

/// How much a word counts by where it stands; a word of a text counts 1 to 6.
const TITLE: u32 = 10;
const CITY: u32 = 8;
const TERM: u32 = 6;
const SUMMARY: u32 = 4;

/// How many results a file holds: texts of cases are long, those of terms short, and an article may be a book.
const CASES: usize = 8;
const TERMS: usize = 24;
const TEXTS: usize = 1;

/// Results of one kind, which stand together.
pub(super) struct Group<'a> {
    /// The id of a taxonomy, or `cases`, `articles`, `pages`.
    pub id: String,
    /// What they are called.
    pub title: String,
    /// How many of them a file holds.
    pub at_once: usize,
    /// The results.
    pub found: Vec<Found<'a>>,
}

/// Something that can be found.
pub(super) struct Found<'a> {
    /// Its words.
    pub document: Document<'a>,
    /// What a result shows of it.
    pub shown: Shown,
    /// Its text; a country has none.
    text: Option<&'a SourceText>,
}

/// What a result shows.
#[derive(Debug, Default, Clone, Serialize)]
pub(super) struct Shown {
    title: String,
    /// As seen from the edition's home page.
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    colour: Option<&'static str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    /// The text, a line for each block; empty until the file is made.
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    /// The language of the text and its direction, where it is another than the edition's.
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<(String, &'static str)>,
}

impl Found<'_> {
    /// Covers what a result shows.
    pub fn key(&self) -> Digest {
        let Shown { title, url, note, colour, summary, language, .. } = &self.shown;
        let mut key = Digester::new("result");
        key.value(&(title, url, note, colour, summary, language));
        if let Some(text) = self.text {
            key.digest(text.fingerprint());
        }
        key.finish()
    }

    /// What a result shows, with its text. Where somebody changed the file while the build runs, its page tells that.
    pub fn whole(&self) -> Shown {
        let text = self.text.and_then(|text| text.plain().ok()).unwrap_or_default();
        Shown { text, ..self.shown.clone() }
    }
}

/// All that can be found.
pub(super) fn groups(input: Input<'_>) -> Vec<Group<'_>> {
    let Input { site, theme, .. } = input;
    let group = |id: &str, title, at_once, found| Group { id: id.to_owned(), title, at_once, found };
    let cases = (0..site.cases.len()).map(|index| case(input, index)).collect();
    let mut groups = vec![group("cases", theme.text("cases", &[]), CASES, cases)];
    for (_, taxonomy) in site.taxonomies_with_pages() {
        let terms = taxonomy.terms.iter().map(|entry| term(input, taxonomy, entry)).collect();
        groups.push(group(&taxonomy.id, taxonomy_title(input, taxonomy), TERMS, terms));
    }
    let articles = site.articles.iter().map(|entry| article(input, entry)).collect();
    groups.push(group("articles", theme.text("articles", &[]), TEXTS, articles));
    let pages = site.pages.iter().map(|entry| page(input, entry)).collect();
    groups.push(group("pages", theme.text("search_pages", &[]), TEXTS, pages));
    groups.retain(|group| !group.found.is_empty());
    groups
}

fn case(input: Input<'_>, index: usize) -> Found<'_> {
    let site = input.site;
    let SiteCase { case, text } = &site.cases[index];
    let (networks, more) = on_cover(site, index);
    let more = (more > 0).then(|| format!("+{}", input.theme.number_text(more)));
    // Each by itself, so that names in Latin letters keep their order in a line from right to left.
    let note: Vec<String> = networks.into_iter().chain(more).map(|part| format!("\u{2068}{part}\u{2069}")).collect();
    let mut fields = vec![
        field(&case.title, TITLE),
        field(&case.city, CITY),
        field(country_name(&site.config, case), TERM),
        // What a city is called in other letters, which readers of another language may type.
        field(&case.slug.as_str().replace('-', " "), SUMMARY),
        field(case.summary.as_deref().unwrap_or_default(), SUMMARY),
    ];
    for id in site.terms_of(index) {
        fields.extend(names(site.term(*id), TERM));
    }
    let shown = Shown {
        note: note.join(&input.theme.text("list_separator", &[])),
        colour: case_colour(site, index),
        summary: case.summary.clone().unwrap_or_default(),
        ..shown(input, &case.title, &site.routes.case(case.address()), Some(text))
    };
    found(fields, shown, Some(text))
}

fn term<'a>(input: Input<'a>, taxonomy: &'a SiteTaxonomy, term: &'a SiteTerm) -> Found<'a> {
    let text = term.file.as_ref().map(|file| &*file.text);
    let mut fields = names(term, TITLE);
    if let Some(file) = &term.file {
        let others = file.term.aliases.iter().chain(&file.term.exact_aliases);
        fields.extend(others.map(|name| field(name, TERM)));
    }
    let path = input.site.routes.term(&taxonomy.id, term.slug.as_str(), 1);
    let shown = Shown {
        note: input.theme.text("case_count", &[("count", term.cases.len().into())]),
        colour: term.colour,
        ..shown(input, &term.name, &path, text)
    };
    found(fields, shown, text)
}

fn article<'a>(input: Input<'a>, entry: &'a SiteArticle) -> Found<'a> {
    let SiteArticle { article, text, .. } = entry;
    let summary = article.summary.clone().unwrap_or_default();
    let fields = vec![field(&article.title, TITLE), field(&summary, SUMMARY)];
    let path = input.site.routes.article(article.address());
    found(fields, Shown { summary, ..shown(input, &article.title, &path, Some(text)) }, Some(text))
}

fn page<'a>(input: Input<'a>, entry: &'a SitePage) -> Found<'a> {
    let SitePage { page, text } = entry;
    let summary = page.summary.clone().unwrap_or_default();
    let fields = vec![field(&page.title, TITLE), field(&summary, SUMMARY)];
    let path = input.site.routes.text(page.address());
    found(fields, Shown { summary, ..shown(input, &page.title, &path, Some(text)) }, Some(text))
}

/// The names of a term, each once.
fn names(term: &SiteTerm, weight: u32) -> Vec<Field> {
    let label = (term.label != term.name).then(|| field(&term.label, weight));
    std::iter::once(field(&term.name, weight)).chain(label).collect()
}

fn field(text: &str, weight: u32) -> Field {
    Field { text: text.to_owned(), weight }
}

fn found<'a>(fields: Vec<Field>, shown: Shown, text: Option<&'a SourceText>) -> Found<'a> {
    let body = text.map_or("", |text| text.analysis().words.as_str());
    Found { document: Document { fields, body }, shown, text }
}

fn shown(input: Input<'_>, title: &str, path: &SitePath, text: Option<&SourceText>) -> Shown {
    let path = path.as_str().strip_prefix(input.site.routes.folder()).unwrap_or(path.as_str());
    let language = text.and_then(|text| other_language(input, text.path()));
    Shown {
        title: title.to_owned(),
        url: percent_encode(path).into_owned(),
        language: language.map(|language| (language.language, language.direction)),
        ..Shown::default()
    }
}
