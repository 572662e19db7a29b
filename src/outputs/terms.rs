//! The pages of the terms: what a theme, a network, an agreement or a country is, and its cases.

use std::borrow::Cow;

use super::artifact::{Artifact, Failure};
use super::cards::{pages, pagination};
use super::citations::citation_links;
use super::data::data_links;
use super::links::{feed_title, other_term, render, taxonomy_singular, term_feed, term_json_feed, term_url, token};
use super::maps::{SMALL_MAP, map_view};
use super::page::{Page, Parent, page_views};
use super::subjects::companions;
use super::view_cache::{cached_band, cached_cards, cached_taxonomy_link, cached_term_text};
use super::{Input, Purpose, structured_data};
use crate::markdown::Loading;
use crate::model::Term;
use crate::site::{SiteTaxonomy, SiteTerm, TermId};
use crate::theme::views::{Derived, FeedLinkView, LinkView, Shared, TermView};

/// Which page of which term.
#[derive(Clone, Copy)]
struct Part<'a> {
    taxonomy: &'a SiteTaxonomy,
    term: &'a SiteTerm,
    /// Their indexes.
    id: TermId,
    cases: &'a [usize],
    number: usize,
    total: usize,
}

/// Plans `/themes/climate/` and its further pages, for every term that a case names.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let mut artifacts = Vec::new();
    for (taxonomy_index, taxonomy) in input.site.taxonomies_with_pages() {
        for (term_index, term) in taxonomy.terms.iter().enumerate() {
            let id = TermId { taxonomy: taxonomy_index, term: term_index };
            let parts = pages(input, &term.cases);
            let total = parts.len();
            for (index, cases) in parts.into_iter().enumerate() {
                let part = Part { taxonomy, term, id, cases, number: index + 1, total };
                let path = input.site.routes.term(&taxonomy.id, term.slug.as_str(), part.number);
                let origin = match &term.file {
                    Some(file) => Cow::Borrowed(file.text.path()),
                    None => Cow::Owned(format!("the cases from {}", term.name)),
                };
                artifacts.push(Artifact::page(input, path, origin, None, "term.html", move |input| {
                    Ok(page_views(input, page(input, part), "term", &view(input, part)?))
                }));
            }
        }
    }
    artifacts
}

fn page(input: Input<'_>, part: Part<'_>) -> Page {
    let Part { taxonomy, term, .. } = part;
    let site = input.site;
    let path = site.routes.term(&taxonomy.id, term.slug.as_str(), part.number);
    let description = match term.file.as_ref().map_or("", |file| file.text.analysis().excerpt.as_str()) {
        "" => input.theme.text("term_description", &[("term", term.name.as_str().into())]),
        excerpt => excerpt.to_owned(),
    };
    let new = Page::new("term", term.name.clone(), path.clone());
    let new = match &term.file {
        Some(file) => new.of_text(input, file.text.path(), &file.term.translation),
        None => new,
    };
    Page {
        data: structured_data::if_shown(input, || {
            let items = structured_data::case_items(site, part.cases);
            structured_data::collection(input, &term.name, &description, &path, &items)
        }),
        description,
        parent: Some(Parent::Taxonomy(part.id.taxonomy)),
        feed: term_feed(input, taxonomy, term).map(|path| FeedLinkView {
            title: feed_title(input, term),
            url: site.routes.link(&path),
            json_url: term_json_feed(input, taxonomy, term).map(|path| site.routes.link(&path)).unwrap_or_default(),
        }),
        ..new
    }
}

fn view(input: Input<'_>, part: Part<'_>) -> Result<TermView, Failure> {
    let Part { taxonomy, term: entry, .. } = part;
    let routes = &input.site.routes;
    let term = entry.file.as_ref().map(|file| &file.term);
    let other = |slug: Option<&String>| slug.and_then(|slug| other_term(input, taxonomy, slug));
    let kind = term.and_then(|term| taxonomy.kinds.iter().find(|kind| Some(&kind.id) == term.kind.as_ref()));
    Ok(TermView {
        title: entry.name.clone(),
        short: term.and_then(|term| term.short.clone()).filter(|short| *short != entry.name),
        taxonomy: cached_taxonomy_link(input, part.id.taxonomy),
        kind: Some(kind.map_or_else(|| taxonomy_singular(input, taxonomy), |kind| kind.singular.clone())),
        group: kind.map(|kind| LinkView {
            title: kind.singular.clone(),
            url: format!("{}#{}", routes.link(&routes.taxonomy(&taxonomy.id)), kind.id),
        }),
        colour: entry.colour,
        band: cached_band(input, part.id),
        body_html: body_html(input, part.id)?,
        url: term.and_then(|term| term.url.clone()),
        founded: term.and_then(|term| term.founded),
        ended: term.and_then(|term| term.ended),
        successor: other(term.and_then(|term| term.successor.as_ref())),
        part_of: other(term.and_then(|term| term.part_of.as_ref())),
        parts: parts_of(input, taxonomy, entry),
        aliases: term.map(other_names).unwrap_or_default(),
        sources: term.map(|term| term.sources.iter().map(|source| source_link(source)).collect()).unwrap_or_default(),
        companions: if part.number == 1 { companions(input, part.id) } else { Vec::new() },
        map: if part.number == 1 { map_view(input, &entry.cases, SMALL_MAP) } else { Derived::default() },
        count: entry.cases.len(),
        cases: cached_cards(input, part.cases)?,
        pagination: pagination((part.number, part.total), |number| {
            routes.link(&routes.term(&taxonomy.id, entry.slug.as_str(), number))
        }),
        data: if input.site.has_data() {
            data_links(input.site, |ending| routes.term_data(&taxonomy.id, entry.slug.as_str(), ending))
        } else {
            Vec::new()
        },
        citations: citation_links(input.site, |ending| routes.term_data(&taxonomy.id, entry.slug.as_str(), ending)),
        booklet_url: booklet_url(input, taxonomy, entry),
        feed_url: term_feed(input, taxonomy, entry).map(|path| routes.link(&path)).unwrap_or_default(),
    })
}

/// The address of the booklet of a term's cases; empty where there is none.
fn booklet_url(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> String {
    let routes = &input.site.routes;
    let url = || routes.link(&routes.term_booklet(&taxonomy.id, term.slug.as_str()));
    if input.site.has_booklets() { url() } else { String::new() }
}

/// The terms that say that they are part of this one.
fn parts_of(input: Input<'_>, taxonomy: &SiteTaxonomy, term: &SiteTerm) -> Vec<LinkView> {
    let whole = |part: &&SiteTerm| {
        part.file.as_ref().is_some_and(|file| file.term.part_of.as_deref() == Some(term.slug.as_str()))
    };
    let link = |part: &SiteTerm| LinkView { title: part.label.clone(), url: term_url(input, taxonomy, part) };
    taxonomy.terms.iter().filter(whole).map(link).collect()
}

/// What else a term is called in the letters of its name.
fn other_names(term: &Term) -> Vec<String> {
    // Letters beyond those of Europe's Latin alphabets are of another script.
    let is_latin =
        |name: &str| name.chars().filter(|letter| letter.is_alphabetic()).all(|letter| u32::from(letter) < 0x250);
    let is_other = |alias: &&String| **alias != term.name && Some(*alias) != term.short.as_ref();
    let fits = |alias: &&String| is_latin(alias) == is_latin(&term.name);
    term.aliases.iter().filter(is_other).filter(fits).cloned().collect()
}

/// A page by its host, and its path if that is short; what is no address of the web stays a text.
fn source_link(source: &str) -> LinkView {
    /// Longer ones would say less than they take room for.
    const LONGEST: usize = 32;
    let Some((_, address)) = source.split_once("://").filter(|(scheme, _)| matches!(*scheme, "http" | "https")) else {
        return LinkView { title: source.to_owned(), url: String::new() };
    };
    let address = address.trim_start_matches("www.").trim_end_matches('/');
    let host = address.split('/').next().unwrap_or(address);
    let title = if address.len() > LONGEST { host } else { address };
    LinkView { title: title.to_owned(), url: source.to_owned() }
}

/// The text of a term, which all pages that show it share.
pub(super) fn body_html(input: Input<'_>, id: TermId) -> Result<Derived<Option<Shared<String>>>, Failure> {
    let Some(file) = &input.site.term(id).file else { return Ok(Derived::default()) };
    let text = || Ok::<_, Failure>(render(input, &file.text, Loading::Eager)?.value.whole());
    let value = match input.purpose {
        Purpose::Key => None,
        Purpose::Page => Some(cached_term_text(input, id, text)?),
    };
    Ok(Derived { value, token: token(input, &file.text) })
}
