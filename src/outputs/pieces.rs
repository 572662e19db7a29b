//! Pieces that many pages show, made when the first page asks for them and shared by the others: a card stands in five
//! lists or more, a picture on its page and on its card, a menu on every page, and to write them into the values of each page
//! would cost more than to render them.

use std::sync::OnceLock;

use serde::Serialize;

use super::Input;
use super::cards::card;
use super::links::{taxonomy_title, term_link};
use super::page::Parent;
use super::pictures::image_view;
use crate::base::date::Date;
use crate::base::once_map::OnceMap;
use crate::base::url::{SitePath, is_external};
use crate::places::{Coordinates, CountryCode};
use crate::site::{COUNTRIES, Site, TermId};
use crate::theme::ThemeProblem;
use crate::theme::views::{
    CardView, CaseTaxonomyView, CoordinatesView, DateView, FeedEntryView, ImageView, LinkView, MenuItemView,
    PageLinkView, Shared, SiteView, TermLinkView,
};

/// A site theme's own template for cards.
const CARD_TEMPLATE: &str = "card.html";

/// A card, or the mistake in the theme's template for cards.
type Card = Result<Shared<CardView>, Box<ThemeProblem>>;

/// A list of cases that takes several pages: that of a term, or of all cases.
pub(super) type ListId = Option<TermId>;

/// For each entry of the menu, whether the page is it or lies below it.
type Place = Vec<Option<&'static str>>;

/// The pieces of a site.
pub struct Pieces {
    /// For each case, its card.
    cards: Vec<OnceLock<Card>>,
    /// For each case, its picture.
    images: Vec<OnceLock<Option<Shared<ImageView>>>>,
    /// For each case, its entry in feeds.
    entries: Vec<OnceLock<Shared<FeedEntryView>>>,
    dates: Made<Date, DateView>,
    /// By the bits of latitude and longitude.
    places: Made<[u64; 2], CoordinatesView>,
    countries: Made<CountryCode, LinkView>,
    /// By the terms of a case in one taxonomy, which many cases have in common.
    case_terms: Made<Vec<TermId>, CaseTaxonomyView>,
    /// For each taxonomy, a link to its index.
    taxonomies: Vec<OnceLock<Shared<LinkView>>>,
    /// For each taxonomy and each of its terms, a link to the term.
    terms: Vec<Vec<OnceLock<Shared<TermLinkView>>>>,
    /// The same for the text of the term.
    term_texts: Vec<Vec<OnceLock<Shared<String>>>>,
    /// For each entry of the menu, the page that it leads to; none where it leads elsewhere, or to a place on a page.
    menu_pages: Vec<Option<SitePath>>,
    /// By the list and the number of its page.
    page_links: Made<(ListId, usize), PageLinkView>,
    menus: Made<(Thread, Place), Vec<MenuItemView>>,
    trails: Made<(Thread, Option<Parent>), Vec<LinkView>>,
    feeds: Made<Thread, LinkView>,
    sites: Made<Thread, SiteView>,
}

impl Pieces {
    /// Room for the pieces of a site.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        // Cases share days, places and terms; a larger table costs a small change more than it saves.
        let various = site.cases.len().min(8192);
        Self {
            cards: room(site.cases.len()),
            images: room(site.cases.len()),
            entries: room(site.cases.len()),
            dates: Made::for_about(various),
            places: Made::for_about(various),
            countries: Made::for_about(various),
            case_terms: Made::for_about(various),
            taxonomies: room(site.taxonomies.len()),
            terms: site.taxonomies.iter().map(|taxonomy| room(taxonomy.terms.len())).collect(),
            term_texts: site.taxonomies.iter().map(|taxonomy| room(taxonomy.terms.len())).collect(),
            menu_pages: site.config.menu.iter().map(|item| page_of(&item.target.text)).collect(),
            page_links: Made::for_about(various),
            menus: Made::for_about(FEW),
            trails: Made::for_about(FEW),
            feeds: Made::for_about(FEW),
            sites: Made::for_about(FEW),
        }
    }
}

/// Room for so many pieces.
fn room<T>(count: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

/// Pieces by what they depend on.
type Made<K, V> = OnceMap<K, Shared<V>>;

/// For about how many values there is room where there are few: a menu for each part of a site, a thread for each core.
const FEW: usize = 64;

/// A thread of the pool. What all pages show, each thread makes for itself: a value counts those who hold it, and cores that
/// count in one place wait for each other.
type Thread = usize;

fn this_thread() -> Thread {
    rayon::current_thread_index().unwrap_or_default()
}

/// The card of a case.
pub(super) fn shared_card(input: Input<'_>, index: usize) -> Card {
    let make = || {
        let card = Shared::from(card(input, index));
        if !input.theme.has_own(CARD_TEMPLATE) {
            return Ok(card);
        }
        let html = input.theme.render_text(CARD_TEMPLATE, &input.context("card", &card))?;
        Ok(card.with("own_html", html))
    };
    input.pieces.cards[index].get_or_init(make).clone()
}

/// The cards of some cases.
pub(super) fn shared_cards(input: Input<'_>, cases: &[usize]) -> Result<Vec<Shared<CardView>>, Box<ThemeProblem>> {
    cases.iter().map(|index| shared_card(input, *index)).collect()
}

/// The picture of a case, if it has one and its file is there.
pub(super) fn shared_image(input: Input<'_>, index: usize) -> Option<Shared<ImageView>> {
    let image = || input.site.cases[index].case().image.as_ref().and_then(|image| image_view(input, image));
    input.pieces.images[index].get_or_init(|| image().map(Shared::from)).clone()
}

/// The entry of a case in feeds, made by `make` for the first feed that holds it.
///
/// # Errors
/// Those of `make`.
pub(super) fn shared_entry<E>(
    input: Input<'_>,
    index: usize,
    make: impl FnOnce() -> Result<FeedEntryView, E>,
) -> Result<Shared<FeedEntryView>, E> {
    made_once(&input.pieces.entries[index], make)
}

/// The text of a term as HTML, made by `make` for the first page of its list that shows it.
///
/// # Errors
/// Those of `make`.
pub(super) fn shared_term_text<E>(
    input: Input<'_>,
    id: TermId,
    make: impl FnOnce() -> Result<String, E>,
) -> Result<Shared<String>, E> {
    made_once(&input.pieces.term_texts[id.taxonomy][id.term], make)
}

/// What is at a place, or else is made for it.
fn made_once<T: Serialize, E>(
    place: &OnceLock<Shared<T>>,
    make: impl FnOnce() -> Result<T, E>,
) -> Result<Shared<T>, E> {
    if let Some(known) = place.get() {
        return Ok(known.clone());
    }
    let made = Shared::from(make()?);
    Ok(place.get_or_init(|| made).clone())
}

/// A day as data and as text.
pub(super) fn shared_date(input: Input<'_>, date: Date) -> Shared<DateView> {
    let view = || DateView { iso: date.to_string(), text: input.theme.date_text(date) };
    input.pieces.dates.get(&date, || view().into())
}

/// A place as data and as text.
pub(super) fn shared_coordinates(input: Input<'_>, place: Coordinates) -> Shared<CoordinatesView> {
    let (latitude, longitude) = (place.latitude(), place.longitude());
    let view = || CoordinatesView { latitude, longitude, text: input.theme.coordinates_text(latitude, longitude) };
    input.pieces.places.get(&[latitude.to_bits(), longitude.to_bits()], || view().into())
}

/// A country and its page, if it has one.
pub(super) fn shared_country(input: Input<'_>, country: CountryCode) -> Shared<LinkView> {
    let Site { routes, config, .. } = input.site;
    let url = || routes.link(&routes.term(COUNTRIES, country.slug().as_str(), 1));
    let link = || LinkView {
        title: config.country_name(country).to_owned(),
        url: if config.outputs.countries { url() } else { String::new() },
    };
    input.pieces.countries.get(&country, || link().into())
}

/// The terms of a case in one taxonomy, made by `make` for the first case that has these.
pub(super) fn shared_case_terms(
    input: Input<'_>,
    terms: &[TermId],
    make: impl FnOnce() -> CaseTaxonomyView,
) -> Shared<CaseTaxonomyView> {
    input.pieces.case_terms.get(terms, || make().into())
}

/// A page of a list, whose address `address` makes for the first page that names it.
pub(super) fn shared_page_link(
    input: Input<'_>,
    list: ListId,
    number: usize,
    address: impl FnOnce(usize) -> String,
) -> Shared<PageLinkView> {
    input.pieces.page_links.get(&(list, number), || PageLinkView { number, url: address(number) }.into())
}

/// A link to a term.
pub(super) fn shared_term_link(input: Input<'_>, id: TermId) -> Shared<TermLinkView> {
    input.pieces.terms[id.taxonomy][id.term].get_or_init(|| Shared::from(term_link(input, id))).clone()
}

/// A taxonomy's title and its index.
pub(super) fn shared_taxonomy_link(input: Input<'_>, taxonomy: usize) -> Shared<LinkView> {
    let link = || super::links::taxonomy_link(input, &input.site.taxonomies[taxonomy]);
    input.pieces.taxonomies[taxonomy].get_or_init(|| Shared::from(link())).clone()
}

/// What every template sees as `site`.
pub(super) fn shared_site(input: Input<'_>) -> Shared<SiteView> {
    input.pieces.sites.get(&this_thread(), || input.site_view.clone().into())
}

/// The site's own feed.
pub(super) fn shared_feed(input: Input<'_>) -> Shared<LinkView> {
    let Site { routes, config, .. } = input.site;
    let link = || LinkView { title: config.title.clone(), url: routes.link(&routes.feed()) };
    input.pieces.feeds.get(&this_thread(), || link().into())
}

/// The way from the home page to the children of a page, as words and addresses.
pub(super) fn trail(input: Input<'_>, parent: Option<Parent>) -> Vec<(String, SitePath)> {
    let Input { site, theme, .. } = input;
    let routes = &site.routes;
    let parent = parent.map(|parent| match parent {
        Parent::Cases => (theme.text("cases", &[]), routes.cases(1)),
        Parent::Articles => (theme.text("articles", &[]), routes.articles()),
        Parent::Taxonomy(index) => {
            let taxonomy = &site.taxonomies[index];
            (taxonomy_title(input, taxonomy), routes.taxonomy(&taxonomy.id))
        }
    });
    std::iter::once((theme.text("home", &[]), routes.home())).chain(parent).collect()
}

/// The same for templates.
pub(super) fn shared_trail(input: Input<'_>, parent: Option<Parent>) -> Shared<Vec<LinkView>> {
    let link = |(title, path): (String, SitePath)| LinkView { title, url: input.site.routes.link(&path) };
    let make = || trail(input, parent).into_iter().map(link).collect::<Vec<_>>();
    input.pieces.trails.get(&(this_thread(), parent), || make().into())
}

/// The menu as the page at `here` shows it.
pub(super) fn shared_menu(input: Input<'_>, here: &SitePath) -> Shared<Vec<MenuItemView>> {
    let site = input.site;
    let place: Place = input.pieces.menu_pages.iter().map(|page| current(page.as_ref()?, here)).collect();
    let view = |(item, current): (&crate::config::MenuItem, &Option<&'static str>)| {
        let target = &item.target.text;
        let url = match within(target) {
            Some((path, rest)) => site.routes.link(&SitePath::written(path)) + rest,
            None => target.clone(),
        };
        MenuItemView { title: item.title.clone(), url, current: *current }
    };
    let make = |place: &Place| site.config.menu.iter().zip(place).map(view).collect::<Vec<_>>();
    let key = (this_thread(), place);
    input.pieces.menus.get(&key, || make(&key.1).into())
}

/// The path of an entry of the menu, and what follows it; none where it leads elsewhere.
fn within(target: &str) -> Option<(&str, &str)> {
    let written = target.trim_start_matches('/');
    (!is_external(target)).then(|| written.split_at(written.find(['#', '?']).unwrap_or(written.len())))
}

/// The page that an entry of the menu leads to. A place on a page is not all of it.
fn page_of(target: &str) -> Option<SitePath> {
    within(target).filter(|(_, rest)| rest.is_empty()).map(|(path, _)| SitePath::written(path))
}

/// Is the page at `here` the target of an entry of the menu (`page`), or does it lie below it (`true`)?
fn current(target: &SitePath, here: &SitePath) -> Option<&'static str> {
    match here.as_str().strip_prefix(target.as_str()) {
        Some("") => Some("page"),
        Some(_) if target.as_str().ends_with('/') => Some("true"),
        _ => None,
    }
}
