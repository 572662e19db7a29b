//! Atom feeds (RFC 4287): one for the site, one for each term.

use super::Input;
use super::artifact::{Artifact, Failure};
use super::keys;
use super::links::{feed_title, render_absolute, term_feed};
use super::pieces::shared_entry;
use crate::base::date::{Date, date_as_rfc3339};
use crate::base::digest::Digest;
use crate::base::url::SitePath;
use crate::site::{SiteCase, TermId};
use crate::theme::views::{CategoryView, FeedEntryView, FeedView};

/// How many entries a feed holds.
const ENTRIES: usize = 20;
/// A feed must say when it last changed; one whose cases have no date says this.
const NO_DATE: Date = Date::constant(1970, 1, 1);

/// What is particular to a feed.
struct Feed<'a> {
    title: String,
    subtitle: String,
    path: SitePath,
    page: SitePath,
    cases: &'a [usize],
}

/// Plans `/feed.xml` and `/themes/climate/feed.xml`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let newest: Vec<usize> = (0..input.site.cases.len().min(ENTRIES)).collect();
    let site_key = key(input, &newest, None);
    let mut artifacts =
        vec![Artifact::unlisted(routes.feed(), "the feed of all cases", "feed.xml", site_key, move || {
            let config = &input.site.config;
            let subtitle = if config.tagline.is_empty() { config.description.clone() } else { config.tagline.clone() };
            let feed = Feed {
                title: config.title.clone(),
                subtitle,
                path: routes.feed(),
                page: routes.home(),
                cases: &newest,
            };
            context(input, feed)
        })];
    for (taxonomy_index, taxonomy) in input.site.taxonomies_with_pages() {
        for (term_index, term) in taxonomy.terms.iter().enumerate() {
            let newest = &term.cases[..term.cases.len().min(ENTRIES)];
            let key = key(input, newest, Some(TermId { taxonomy: taxonomy_index, term: term_index }));
            let Some(path) = term_feed(input, taxonomy, term) else { continue };
            let origin = format!("the feed of {}", term.name);
            artifacts.push(Artifact::unlisted(path.clone(), origin, "feed.xml", key, move || {
                let page = routes.term(&taxonomy.id, term.slug.as_str(), 1);
                let feed = Feed {
                    title: feed_title(input, term),
                    subtitle: input.theme.text("term_description", &[("term", term.name.as_str().into())]),
                    path: path.clone(),
                    page,
                    cases: newest,
                };
                context(input, feed)
            }));
        }
    }
    artifacts
}

fn key(input: Input<'_>, cases: &[usize], of: Option<TermId>) -> Option<Digest> {
    keys::key(input, "feed", |key| {
        cases.iter().fold(key.terms(of).cards(cases), |key, index| {
            let case = &input.site.cases[*index];
            key.file(&case.text, &case.facts).terms(input.site.terms_of(*index).iter().copied())
        })
    })
}

fn context(input: Input<'_>, feed: Feed<'_>) -> Result<tera::Context, Failure> {
    let site = input.site;
    let entries: Vec<_> = feed
        .cases
        .iter()
        .map(|index| shared_entry(input, *index, || entry(input, *index)))
        .collect::<Result<_, Failure>>()?;
    let updated = feed.cases.iter().map(|index| updated(&site.cases[*index])).max();
    let author = site.config.publisher.as_ref().map_or(&site.config.title, |publisher| &publisher.name);
    let view = FeedView {
        title: feed.title,
        subtitle: feed.subtitle,
        permalink: site.routes.absolute(&feed.path),
        page_permalink: site.routes.absolute(&feed.page),
        updated: date_as_rfc3339(updated.unwrap_or(NO_DATE)),
        author: author.clone(),
        entries,
    };
    Ok(input.context("feed", &view))
}

/// The day of a case's last change.
fn updated(case: &SiteCase) -> Date {
    case.filing().modified().unwrap_or(NO_DATE)
}

fn entry(input: Input<'_>, index: usize) -> Result<FeedEntryView, Failure> {
    let site = input.site;
    let entry = &site.cases[index];
    let case = entry.case();
    let category = |id: &TermId| {
        let term = site.term(*id);
        CategoryView { term: term.slug.to_string(), label: term.label.clone() }
    };
    Ok(FeedEntryView {
        title: case.title.clone(),
        permalink: site.routes.absolute(&site.routes.case(case.slug.as_str())),
        published: case.date.map(date_as_rfc3339),
        updated: date_as_rfc3339(updated(entry)),
        summary: entry.summary().to_owned(),
        content: render_absolute(input, &entry.text)?.whole(),
        categories: site.terms_of(index).iter().map(category).collect(),
    })
}
