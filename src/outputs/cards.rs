//! Cases, articles and pictures as they stand in lists.

use std::sync::OnceLock;

use tera::Value;

use super::Input;
use super::links::term_link;
use super::pictures::image_view;
use crate::base::date::Date;
use crate::model::Origin;
use crate::site::{Site, SiteArticle, TermId};
use crate::theme::views::{ArticleCardView, CardView, DateView, LinkView, PageLinkView, PaginationView};

/// How many pages before and after the current one a list of pages names.
const NEIGHBOURS: usize = 3;

/// The card of a case.
fn card(input: Input<'_>, index: usize) -> CardView {
    let site = input.site;
    let entry = &site.cases[index];
    let case = &entry.case;
    let link = |term: &usize| {
        let link = term_link(input, TermId { taxonomy: 0, term: *term });
        LinkView { title: link.title, url: link.url }
    };
    // The last taxonomy is that of the countries; a site without any other has no themes to show.
    let themes = if entry.terms.len() > 1 { entry.terms[0].iter().map(link).collect() } else { Vec::new() };
    CardView {
        title: case.title.clone(),
        city: case.city.clone(),
        country: case.country.name(&site.config.language).to_owned(),
        url: site.routes.link(&site.routes.case(case.slug.as_str())),
        summary: entry.summary().to_owned(),
        date: case.date.map(|date| date_view(input, date)),
        image: case.image.as_ref().and_then(|image| image_view(input, image)),
        themes,
    }
}

/// The cards of all cases as templates see them. A card stands in five lists or more, so it is made once, when the first
/// page asks for it, and shared by the others.
pub struct Cards(Vec<OnceLock<Value>>);

impl Cards {
    /// Room for the cards of the site's cases.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self(site.cases.iter().map(|_| OnceLock::new()).collect())
    }
}

/// The card of a case as templates see it.
pub(super) fn shared_card(input: Input<'_>, index: usize) -> Value {
    input.cards.0[index].get_or_init(|| Value::from_serializable(&card(input, index))).clone()
}

/// The cards of some cases, to be put into a view.
pub(super) fn shared_cards(input: Input<'_>, cases: &[usize]) -> Value {
    Value::from(cases.iter().map(|index| shared_card(input, *index)).collect::<Vec<_>>())
}

/// The card of an article.
pub(super) fn article_card(input: Input<'_>, entry: &SiteArticle) -> ArticleCardView {
    let article = &entry.article;
    ArticleCardView {
        title: article.title.clone(),
        url: input.site.routes.link(&input.site.routes.article(article.slug.as_str())),
        summary: entry.summary().to_owned(),
        date: article.date.map(|date| date_view(input, date)),
        case_count: entry.cases.len(),
    }
}

/// A day as data and as text.
pub(super) fn date_view(input: Input<'_>, date: Date) -> DateView {
    DateView { iso: date.to_string(), text: input.theme.date_text(date) }
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

/// Where page `current` stands among `total`; none where there is only one.
pub(super) fn pagination(current: usize, total: usize, address: impl Fn(usize) -> String) -> Option<PaginationView> {
    let is_near = |number: usize| number == 1 || number == total || number.abs_diff(current) <= NEIGHBOURS;
    (total > 1).then(|| PaginationView {
        current,
        total,
        previous: (current > 1).then(|| address(current - 1)),
        next: (current < total).then(|| address(current + 1)),
        pages: (1..=total)
            .filter(|number| is_near(*number))
            .map(|number| PageLinkView { number, url: address(number) })
            .collect(),
    })
}
