//! Cases, articles and pictures as they stand in lists.

use super::Input;
use super::alternates::other_language;
use super::covers::cover_url;
use super::links::case_url;
use super::subjects::{agreements, case_colour, case_links, on_cover, themes};
use super::view_cache::{cached_coordinates, cached_date, cached_image, cached_term_link};
use crate::base::fold::fold;
use crate::config::Config;
use crate::model::{Case, Origin};
use crate::places::name_in;
use crate::site::SiteArticle;
use crate::theme::views::{ArticleCardView, CardView, LinkView, PageLinkView, PaginationView};

/// How many pages before and after the current one a list of pages names.
const NEIGHBOURS: usize = 3;

/// The card of a case, without its HTML.
pub(super) fn card(input: Input<'_>, index: usize) -> CardView {
    let site = input.site;
    let entry = &site.cases[index];
    let case = &entry.case;
    let (networks, more_networks) = on_cover(site, index);
    CardView {
        title: case.title.clone(),
        city: case.city.clone(),
        country: country_name(&site.config, case).to_owned(),
        url: case_url(site, index),
        summary: entry.summary().to_owned(),
        date: case.date.map(|date| cached_date(input, date)),
        image: cached_image(input, index),
        cover_url: cover_url(input, index),
        coordinates: entry.coordinates().map(|place| cached_coordinates(input, place)),
        fallback: other_language(input, entry.text.path()),
        themes: themes(site, index).into_iter().map(|id| cached_term_link(input, id)).collect(),
        colour: case_colour(site, index),
        networks,
        more_networks,
        agreements: agreements(site, index),
        own_html: None.into(),
    }
}

/// What a case calls its country: as its title does, so that a page does not show two names of one country.
pub(super) fn country_name<'a>(config: &'a Config, case: &'a Case) -> &'a str {
    let name = config.country_name(case.country);
    if case.title.contains(name) {
        return name;
    }
    name_in(&case.title, case.country).filter(|own| fold(own) != fold(name)).unwrap_or(name)
}

/// The card of an article.
pub(super) fn article_card(input: Input<'_>, entry: &SiteArticle) -> ArticleCardView {
    let article = &entry.article;
    ArticleCardView {
        title: article.title.clone(),
        url: input.site.routes.link(&input.site.routes.article(article.address())),
        summary: entry.summary().to_owned(),
        date: article.date.map(|date| cached_date(input, date)),
        fallback: other_language(input, entry.text.path()),
        case_count: entry.cases.len(),
        cases: case_links(input.site, &entry.cases),
    }
}

/// Where a text was first published: its host stands for it.
pub(super) fn origin_view(origin: Option<&Origin>) -> Option<LinkView> {
    let origin = origin?;
    let host = url::Url::parse(&origin.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    Some(LinkView { title: host.unwrap_or_else(|| origin.url.clone()), url: origin.url.clone() })
}

/// Cuts a list into pages; an empty list has one.
pub(super) fn pages<'a>(input: Input<'a>, cases: &'a [usize]) -> Vec<&'a [usize]> {
    if cases.is_empty() { vec![cases] } else { cases.chunks(input.site.config.paginate).collect() }
}

/// Where page `current` stands among the `total` pages of a list; none where there is only one. `address` makes the address
/// of a page.
pub(super) fn pagination(
    (current, total): (usize, usize),
    address: impl Fn(usize) -> String,
) -> Option<PaginationView> {
    if total <= 1 {
        return None;
    }
    let near = current.saturating_sub(NEIGHBOURS).max(2)..=(current + NEIGHBOURS).min(total - 1);
    let numbers = std::iter::once(1).chain(near).chain([total]);
    Some(PaginationView {
        current,
        total,
        previous: (current > 1).then(|| address(current - 1)),
        next: (current < total).then(|| address(current + 1)),
        pages: numbers.map(|number| PageLinkView { number, url: address(number) }).collect(),
    })
}
