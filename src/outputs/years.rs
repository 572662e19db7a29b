//! Cases by the year in which they were first published: the index of the years, and the list of each.

use super::artifact::{Artifact, Failure, Views};
use super::cards::{pages, pagination};
use super::page::{Page, Parent, page_views};
use super::subjects::case_links;
use super::view_cache::cached_cards;
use super::{Input, structured_data};
use crate::base::url::SitePath;
use crate::site::SiteYear;
use crate::theme::views::{CaseLinkView, FeedLinkView, LinkView, YearCardView, YearView, YearsView};

/// From how many years on, with those between, a timeline says something.
const LEAST_SPAN: usize = 3;
/// Over how many years a timeline shows those without a case, too; longer ones have only years with cases.
const MOST_SPAN: usize = 60;

/// A page of the list of a year.
#[derive(Clone, Copy)]
struct Part<'a> {
    year: &'a SiteYear,
    cases: &'a [usize],
    number: usize,
    total: usize,
}

/// Plans `/years/`, `/years/2025/` and further pages.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    if site.years.is_empty() {
        return Vec::new();
    }
    let index = Artifact::page(input, site.routes.years(), "the index of years", site.latest, "years.html", index);
    let mut artifacts = vec![index.giving_way()];
    for year in &site.years {
        let parts = pages(input, &year.cases);
        let total = parts.len();
        for (place, cases) in parts.into_iter().enumerate() {
            let part = Part { year, cases, number: place + 1, total };
            let path = site.routes.year(year.year, part.number);
            let origin = format!("the cases of {}", year.year);
            let list = Artifact::page(input, path, origin, None, "year.html", move |input| list(input, part));
            artifacts.push(list.giving_way());
        }
    }
    artifacts
}

/// What a year is called, in the calendar of addresses.
pub(super) fn year_title(input: Input<'_>, year: i16) -> String {
    input.theme.text("year_title", &[("year", input.theme.year_text(year).as_str().into())])
}

/// The address of the feed of a year, if lists have feeds.
pub(super) fn year_feed(input: Input<'_>, year: i16) -> Option<SitePath> {
    input.site.config.outputs.term_feeds.then(|| input.site.routes.year_feed(year))
}

/// The same as JSON.
pub(super) fn year_json_feed(input: Input<'_>, year: i16) -> Option<SitePath> {
    let outputs = input.site.config.outputs;
    (outputs.term_feeds && outputs.json_feeds).then(|| input.site.routes.year_json_feed(year))
}

/// The title of the feed of a year.
pub(super) fn year_feed_title(input: Input<'_>, year: i16) -> String {
    let values = [("term", year_title(input, year)), ("site", input.site.config.title.clone())];
    let values = values.each_ref().map(|(name, value)| (*name, value.as_str().into()));
    input.theme.text("term_feed_title", &values)
}

fn index(input: Input<'_>) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let path = site.routes.years();
    let title = theme.text("years", &[]);
    let description = theme.text("years_description", &[("site", site.config.title.as_str().into())]);
    let page = Page {
        data: structured_data::if_shown(input, || {
            let item = |year: &SiteYear| (year_title(input, year.year), site.routes.year(year.year, 1));
            let items: Vec<_> = site.years.iter().map(item).collect();
            structured_data::collection(input, &title, &description, &path, &items)
        }),
        description,
        ..Page::new("years", title.clone(), path.clone())
    };
    let undated: Vec<usize> = site.undated().collect();
    let view = YearsView {
        years: site.years.iter().map(|year| card(input, year.year, &year.cases)).collect(),
        timeline: timeline(input),
        most: site.years.iter().map(|year| year.cases.len()).max().unwrap_or_default(),
        undated_count: undated.len(),
        undated: case_links(site, &undated),
    };
    Ok(page_views(input, page, "years", &view))
}

/// A year and its first cases; it has no address where it has no case.
fn card(input: Input<'_>, year: i16, cases: &[usize]) -> YearCardView {
    let routes = &input.site.routes;
    YearCardView {
        title: year_title(input, year),
        short: input.theme.year_text(year),
        url: if cases.is_empty() { String::new() } else { routes.link(&routes.year(year, 1)) },
        count: cases.len(),
        cases: case_links(input.site, cases),
    }
}

/// The years from the first to the last; none where they are too few to show how the site grew.
fn timeline(input: Input<'_>) -> Vec<YearCardView> {
    let years = &input.site.years;
    let (Some(newest), Some(oldest)) = (years.first(), years.last()) else { return Vec::new() };
    let span = usize::try_from(newest.year - oldest.year).unwrap_or_default() + 1;
    if span < LEAST_SPAN {
        return Vec::new();
    }
    let unlinked =
        |card: YearCardView| YearCardView { cases: card.cases.into_iter().map(colour_alone).collect(), ..card };
    if span > MOST_SPAN {
        return years.iter().rev().map(|year| unlinked(card(input, year.year, &year.cases))).collect();
    }
    let cases = |year: i16| years.iter().find(|known| known.year == year).map_or(&[][..], |known| &known.cases);
    (oldest.year..=newest.year).map(|year| unlinked(card(input, year, cases(year)))).collect()
}

/// A timeline shows no names.
fn colour_alone(case: CaseLinkView) -> CaseLinkView {
    CaseLinkView { title: String::new(), url: String::new(), ..case }
}

fn list(input: Input<'_>, part: Part<'_>) -> Result<Views, Failure> {
    let Input { site, theme, .. } = input;
    let Part { year, cases, number, total } = part;
    let routes = &site.routes;
    let path = routes.year(year.year, number);
    let title = year_title(input, year.year);
    let description = theme.text("year_description", &[("year", title.as_str().into())]);
    let page = Page {
        data: structured_data::if_shown(input, || {
            let items = structured_data::case_items(site, cases);
            structured_data::collection(input, &title, &description, &path, &items)
        }),
        description,
        parent: Some(Parent::Years),
        feed: year_feed(input, year.year).map(|path| FeedLinkView {
            title: year_feed_title(input, year.year),
            url: site.routes.link(&path),
            json_url: year_json_feed(input, year.year).map(|path| site.routes.link(&path)).unwrap_or_default(),
        }),
        ..Page::new("year", title.clone(), path.clone())
    };
    let place = site.years.iter().position(|known| known.year == year.year).unwrap_or_default();
    let link = |year: &SiteYear| LinkView {
        title: year_title(input, year.year),
        url: routes.link(&routes.year(year.year, 1)),
    };
    let view = YearView {
        title,
        count: year.cases.len(),
        cases: cached_cards(input, cases)?,
        pagination: pagination((number, total), |number| routes.link(&routes.year(year.year, number))),
        previous: site.years.get(place + 1).map(link),
        next: place.checked_sub(1).and_then(|place| site.years.get(place)).map(link),
        feed_url: year_feed(input, year.year).map(|path| routes.link(&path)).unwrap_or_default(),
    };
    Ok(page_views(input, page, "list", &view))
}
