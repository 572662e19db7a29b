//! Feeds: one for the site, one for each term and year, in Atom (RFC 4287) and as JSON Feed 1.1 (<https://www.jsonfeed.org/version/1.1/>).
//! Every entry must say when it last changed, so a case without a date is in none.

use serde::Serialize;

use super::artifact::{Artifact, Failure, MadeFile};
use super::links::{feed_title, json_feed, render_absolute, term_feed, term_json_feed};
use super::view_cache::{FeedEntry, cached_entry};
use super::years::{year_feed, year_feed_title, year_json_feed, year_title};
use super::{Input, Purpose};
use crate::base::date::{Date, date_as_rfc3339};
use crate::base::digest::Digester;
use crate::base::url::SitePath;
use crate::site::{SiteTaxonomy, SiteTerm, TermId};
use crate::theme::views::{CategoryView, Derived, FeedEntryView, FeedView, Shared};

/// How many entries a feed holds.
const ENTRIES: usize = 20;

/// What a feed is about.
#[derive(Clone)]
struct Feed<'a> {
    of: Of<'a>,
    /// Its newest cases.
    cases: Vec<usize>,
}

/// Whose cases a feed holds.
#[derive(Clone, Copy)]
enum Of<'a> {
    Site,
    Term(&'a SiteTaxonomy, &'a SiteTerm),
    Year(i16),
}

/// A feed for programs that read no XML.
#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    language: &'a str,
    authors: [JsonAuthor<'a>; 1],
    items: Vec<Shared<JsonItem>>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// A case in it.
#[derive(Serialize)]
pub(super) struct JsonItem {
    id: String,
    url: String,
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    content_html: Derived<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    date_modified: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<JsonPerson>,
    tags: Vec<String>,
}

#[derive(Serialize)]
struct JsonPerson {
    name: String,
}

/// Plans `/feed.xml` and `/themes/climate/feed.xml`, and the same as `feed.json`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let routes = &input.site.routes;
    let all = Feed { of: Of::Site, cases: newest(input, 0..input.site.cases.len()) };
    let mut artifacts = Vec::new();
    add(&mut artifacts, input, (routes.feed(), json_feed(input)), "the feed of all cases", all);
    for (_, taxonomy) in input.site.taxonomies_with_pages() {
        for term in &taxonomy.terms {
            let Some(path) = term_feed(input, taxonomy, term) else { continue };
            let feed = Feed { of: Of::Term(taxonomy, term), cases: newest(input, term.cases.iter().copied()) };
            let origin = format!("the feed of {}", term.name);
            add(&mut artifacts, input, (path, term_json_feed(input, taxonomy, term)), &origin, feed);
        }
    }
    for year in &input.site.years {
        let Some(path) = year_feed(input, year.year) else { continue };
        let feed = Feed { of: Of::Year(year.year), cases: newest(input, year.cases.iter().copied()) };
        let origin = format!("the feed of {}", year.year);
        add(&mut artifacts, input, (path, year_json_feed(input, year.year)), &origin, feed);
    }
    artifacts
}

/// Adds a feed in both forms.
fn add<'a>(
    artifacts: &mut Vec<Artifact<'a>>,
    input: Input<'a>,
    (path, json): (SitePath, Option<SitePath>),
    origin: &str,
    feed: Feed<'a>,
) {
    if let Some(json) = json {
        let (feed, own) = (feed.clone(), json.clone());
        let make = move |input: Input<'a>| made(&feed.as_json(input, &own)?, input.purpose);
        artifacts.push(Artifact::made(input, json, origin.to_owned(), make).giving_way());
    }
    let own = path.clone();
    let gives_way = matches!(feed.of, Of::Year(_));
    let views = move |input: Input<'a>| Ok(input.views("feed", &feed.as_atom(input, &own)?));
    let atom = Artifact::unlisted(input, path, origin.to_owned(), "feed.xml", views);
    artifacts.push(if gives_way { atom.giving_way() } else { atom });
}

fn made(feed: &JsonFeed<'_>, purpose: Purpose) -> Result<MadeFile, Failure> {
    let bytes = match purpose {
        Purpose::Key => Vec::new(),
        // It is made of plain values, which can always be written.
        Purpose::Page => serde_json::to_vec(feed).unwrap_or_default(),
    };
    Ok(MadeFile { key: Digester::new("feed.json").value(feed).finish(), bytes })
}

/// The newest of these cases that have a date.
fn newest(input: Input<'_>, cases: impl Iterator<Item = usize>) -> Vec<usize> {
    let is_dated = |index: &usize| input.site.cases[*index].case.modified().is_some();
    // Those who read a feed follow one language.
    let is_own = |index: &usize| input.site.is_own(input.site.cases[*index].text.path());
    cases.filter(is_dated).filter(is_own).take(ENTRIES).collect()
}

impl<'a> Feed<'a> {
    fn title(&self, input: Input<'_>) -> String {
        match self.of {
            Of::Site => input.site.config.title.clone(),
            Of::Term(_, term) => feed_title(input, term),
            Of::Year(year) => year_feed_title(input, year),
        }
    }

    fn subtitle(&self, input: Input<'_>) -> String {
        let config = &input.site.config;
        match self.of {
            Of::Term(_, term) => input.theme.text("term_description", &[("term", term.name.as_str().into())]),
            Of::Year(year) => {
                input.theme.text("year_description", &[("year", year_title(input, year).as_str().into())])
            }
            Of::Site if config.tagline.is_empty() => config.description.clone(),
            Of::Site => config.tagline.clone(),
        }
    }

    /// The absolute address of the page that shows the same.
    fn page(&self, input: Input<'_>) -> String {
        let routes = &input.site.routes;
        routes.absolute(&match self.of {
            Of::Site => routes.home(),
            Of::Term(taxonomy, term) => routes.term(&taxonomy.id, term.slug.as_str(), 1),
            Of::Year(year) => routes.year(year, 1),
        })
    }

    fn entries(&self, input: Input<'_>) -> Result<Vec<FeedEntry>, Failure> {
        self.cases.iter().map(|index| cached_entry(input, *index, || entry(input, *index))).collect()
    }

    fn as_atom(&self, input: Input<'_>, path: &SitePath) -> Result<FeedView, Failure> {
        let site = input.site;
        let updated = self.cases.iter().filter_map(|index| site.cases[*index].case.modified()).max();
        Ok(FeedView {
            title: self.title(input),
            subtitle: self.subtitle(input),
            permalink: site.routes.absolute(path),
            page_permalink: self.page(input),
            updated: date_as_rfc3339(updated.unwrap_or_else(|| day_without_entries(input))),
            author: author(input).name.to_owned(),
            entries: self.entries(input)?.into_iter().map(|entry| entry.atom).collect(),
        })
    }

    fn as_json(&self, input: Input<'a>, path: &SitePath) -> Result<JsonFeed<'a>, Failure> {
        Ok(JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: self.title(input),
            home_page_url: self.page(input),
            feed_url: input.site.routes.absolute(path),
            description: self.subtitle(input),
            language: &input.site.config.language,
            authors: [author(input)],
            items: self.entries(input)?.into_iter().filter_map(|entry| entry.json).collect(),
        })
    }
}

/// Who publishes the site.
fn author(input: Input<'_>) -> JsonAuthor<'_> {
    let config = &input.site.config;
    let own = JsonAuthor { name: &config.title, url: None };
    config.publisher.as_ref().map_or(own, |office| JsonAuthor { name: &office.name, url: office.url.as_deref() })
}

/// When a feed without an entry changed: with the site, as far as anybody knows, or today.
fn day_without_entries(input: Input<'_>) -> Date {
    input.site.latest.unwrap_or(input.site.today)
}

/// A case in both forms, rendered once; the second only where the site has it.
fn entry(input: Input<'_>, index: usize) -> Result<(FeedEntryView, Option<JsonItem>), Failure> {
    let site = input.site;
    let entry = &site.cases[index];
    let case = &entry.case;
    let category = |id: &TermId| {
        let term = site.term(*id);
        CategoryView { term: term.slug.to_string(), label: term.label.clone() }
    };
    let atom = FeedEntryView {
        title: case.title.clone(),
        permalink: site.routes.absolute(&site.routes.case(case.address())),
        published: case.date.map(date_as_rfc3339),
        updated: date_as_rfc3339(entry.case.modified().unwrap_or_else(|| day_without_entries(input))),
        summary: entry.summary().to_owned(),
        content: render_absolute(input, &entry.text)?.map(|body| body.whole()),
        categories: site.terms_of(index).iter().map(category).collect(),
    };
    let json = site.config.outputs.json_feeds.then(|| {
        let image = case.image.as_ref().and_then(|image| image.file.as_deref());
        JsonItem {
            id: atom.permalink.clone(),
            url: atom.permalink.clone(),
            title: atom.title.clone(),
            summary: atom.summary.clone(),
            content_html: atom.content.clone(),
            image: image.map(|file| site.routes.absolute(&site.asset(file))),
            date_published: atom.published.clone(),
            date_modified: atom.updated.clone(),
            authors: case.authors.iter().map(|name| JsonPerson { name: name.clone() }).collect(),
            tags: atom.categories.iter().map(|category| category.label.clone()).collect(),
        }
    });
    Ok((atom, json))
}
