//! Atom feeds (RFC 4287): one for the site, one for each term and year. Every entry must say when it last changed, so a case without a
//! date is in none.

use super::Input;
use super::artifact::{Artifact, Failure, Views};
use super::links::{feed_title, render_absolute, term_feed};
use super::view_cache::cached_entry;
use super::years::{year_feed, year_feed_title, year_title};
use crate::base::date::{Date, date_as_rfc3339};
use crate::base::url::SitePath;
use crate::site::{SiteYear, TermId};
use crate::theme::views::{CategoryView, FeedEntryView, FeedView};

/// How many entries a feed holds.
const ENTRIES: usize = 20;

/// What is particular to a feed.
struct Feed<'a> {
    title: String,
    subtitle: String,
    path: SitePath,
    page: SitePath,
    cases: &'a [usize],
}

/// The newest of these cases that have a date.
fn newest(input: Input<'_>, cases: impl Iterator<Item = usize>) -> Vec<usize> {
    let is_dated = |index: &usize| input.site.cases[*index].case.modified().is_some();
    // Those who read a feed follow one language.
    let is_own = |index: &usize| input.site.is_own(input.site.cases[*index].text.path());
    cases.filter(is_dated).filter(is_own).take(ENTRIES).collect()
}

/// Plans `/feed.xml`, `/themes/climate/feed.xml` and `/years/2025/feed.xml`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let newest_of_all = newest(input, 0..input.site.cases.len());
    let mut artifacts =
        vec![Artifact::unlisted(input, routes.feed(), "the feed of all cases", "feed.xml", move |input| {
            let config = &input.site.config;
            let subtitle = if config.tagline.is_empty() { config.description.clone() } else { config.tagline.clone() };
            let feed = Feed {
                title: config.title.clone(),
                subtitle,
                path: routes.feed(),
                page: routes.home(),
                cases: &newest_of_all,
            };
            views(input, feed)
        })];
    for (_, taxonomy) in input.site.taxonomies_with_pages() {
        for term in &taxonomy.terms {
            let newest = newest(input, term.cases.iter().copied());
            let Some(path) = term_feed(input, taxonomy, term) else { continue };
            let origin = format!("the feed of {}", term.name);
            artifacts.push(Artifact::unlisted(input, path.clone(), origin, "feed.xml", move |input| {
                let page = routes.term(&taxonomy.id, term.slug.as_str(), 1);
                let feed = Feed {
                    title: feed_title(input, term),
                    subtitle: input.theme.text("term_description", &[("term", term.name.as_str().into())]),
                    path: path.clone(),
                    page,
                    cases: &newest,
                };
                views(input, feed)
            }));
        }
    }
    artifacts.extend(input.site.years.iter().filter_map(|year| of_year(input, year)));
    artifacts
}

fn of_year<'a>(input: Input<'a>, year: &'a SiteYear) -> Option<Artifact<'a>> {
    let path = year_feed(input, year.year)?;
    let newest = newest(input, year.cases.iter().copied());
    let origin = format!("the feed of {}", year.year);
    let views = move |input: Input<'a>| {
        let title = year_title(input, year.year);
        let feed = Feed {
            title: year_feed_title(input, year.year),
            subtitle: input.theme.text("year_description", &[("year", title.as_str().into())]),
            path: input.site.routes.year_feed(year.year),
            page: input.site.routes.year(year.year, 1),
            cases: &newest,
        };
        views(input, feed)
    };
    Some(Artifact::unlisted(input, path, origin, "feed.xml", views).giving_way())
}

fn views(input: Input<'_>, feed: Feed<'_>) -> Result<Views, Failure> {
    let site = input.site;
    let entries: Vec<_> = feed
        .cases
        .iter()
        .map(|index| cached_entry(input, *index, || entry(input, *index)))
        .collect::<Result<_, Failure>>()?;
    let updated = feed.cases.iter().filter_map(|index| site.cases[*index].case.modified()).max();
    let author = site.config.publisher.as_ref().map_or(&site.config.title, |publisher| &publisher.name);
    let view = FeedView {
        title: feed.title,
        subtitle: feed.subtitle,
        permalink: site.routes.absolute(&feed.path),
        page_permalink: site.routes.absolute(&feed.page),
        updated: date_as_rfc3339(updated.unwrap_or_else(|| day_without_entries(input))),
        author: author.clone(),
        entries,
    };
    Ok(input.views("feed", &view))
}

/// When a feed without an entry changed: with the site, as far as anybody knows, or today.
fn day_without_entries(input: Input<'_>) -> Date {
    input.site.latest.unwrap_or(input.site.today)
}

fn entry(input: Input<'_>, index: usize) -> Result<FeedEntryView, Failure> {
    let site = input.site;
    let entry = &site.cases[index];
    let case = &entry.case;
    let category = |id: &TermId| {
        let term = site.term(*id);
        CategoryView { term: term.slug.to_string(), label: term.label.clone() }
    };
    Ok(FeedEntryView {
        title: case.title.clone(),
        permalink: site.routes.absolute(&site.routes.case(case.address())),
        published: case.date.map(date_as_rfc3339),
        updated: date_as_rfc3339(entry.case.modified().unwrap_or_else(|| day_without_entries(input))),
        summary: entry.summary().to_owned(),
        content: render_absolute(input, &entry.text)?.map(|body| body.whole()),
        categories: site.terms_of(index).iter().map(category).collect(),
    })
}
