//! Views that many pages show, made when the first page asks for them: a card stands in five lists or more, a picture on its
//! page and on its card, a menu on every page, and to write them into the values of each page would cost more than to render
//! them.

use std::hash::Hash;
use std::sync::OnceLock;

use dashmap::DashMap;
use serde::Serialize;

use super::cards::card;
use super::feeds::JsonItem;
use super::filters::filters_view;
use super::links::{country_url, json_feed, taxonomy_link, taxonomy_title, term_link};
use super::page::Parent;
use super::pictures::image_view;
use super::subjects::band;
use super::{Input, Purpose};
use crate::base::date::Date;
use crate::base::url::{SitePath, is_external};
use crate::config::MenuItem;
use crate::places::{Coordinates, CountryCode};
use crate::site::{Site, TermId};
use crate::theme::ThemeProblem;
use crate::theme::views::{
    BandView, BookletCaseView, CardView, CaseTaxonomyView, CoordinatesView, DateView, Derived, FeedEntryView,
    FeedLinkView, FiltersView, ImageView, LinkView, MenuItemView, Shared, TermLinkView,
};

/// A site theme's own template for cards.
const CARD_TEMPLATE: &str = "card.html";

/// A card, or the mistake in the theme's template for cards.
type Card = Result<Shared<CardView>, Box<ThemeProblem>>;

/// For each entry of the menu, whether the page is it or lies below it.
type MenuState = Vec<Option<&'static str>>;

/// The views of a site that many pages show, all for keys or all for pages.
pub struct ViewCache {
    /// For each case, its card.
    cards: Vec<OnceLock<Card>>,
    /// For each case, its picture.
    images: Vec<OnceLock<Option<Shared<ImageView>>>>,
    /// For each case, what booklets show of it.
    booklet_cases: Vec<OnceLock<Shared<BookletCaseView<'static>>>>,
    /// For each case, its entry in feeds.
    entries: Vec<OnceLock<FeedEntry>>,
    dates: Memo<Date, DateView>,
    /// By the bits of latitude and longitude.
    coordinates: Memo<[u64; 2], CoordinatesView>,
    countries: Memo<(CountryCode, String), LinkView>,
    /// By the terms of a case in one taxonomy, which many cases have in common.
    case_terms: Memo<Vec<TermId>, CaseTaxonomyView>,
    /// For each taxonomy, a link to its index.
    taxonomies: Vec<OnceLock<Shared<LinkView>>>,
    terms: Memo<TermId, TermLinkView>,
    /// The text of each term as HTML.
    term_texts: Memo<TermId, String>,
    /// The colours of the cases of each term.
    bands: Memo<TermId, Vec<BandView>>,
    /// For each entry of the menu, the page that it leads to; none where it leads elsewhere, or to a fragment of a page.
    menu_pages: Vec<Option<SitePath>>,
    menus: Memo<MenuState, Vec<MenuItemView>>,
    trails: Memo<Option<Parent>, Vec<LinkView>>,
    feed: OnceLock<Shared<FeedLinkView>>,
    filters: OnceLock<Shared<FiltersView>>,
}

/// A case in feeds.
#[derive(Clone)]
pub(super) struct FeedEntry {
    pub atom: Shared<FeedEntryView>,
    /// None where the site has no such feeds.
    pub json: Option<Shared<JsonItem>>,
}

/// Views by what they depend on. It is never gone through, as it has no order.
type Memo<K, V> = DashMap<K, Shared<V>>;

impl ViewCache {
    /// Room for the views of a site.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self {
            cards: room(site.cases.len()),
            images: room(site.cases.len()),
            booklet_cases: room(site.cases.len()),
            entries: room(site.cases.len()),
            dates: Memo::new(),
            coordinates: Memo::new(),
            countries: Memo::new(),
            case_terms: Memo::new(),
            taxonomies: room(site.taxonomies.len()),
            terms: Memo::new(),
            term_texts: Memo::new(),
            bands: Memo::new(),
            menu_pages: site.config.menu.iter().map(|item| page_of(site, &item.target.text)).collect(),
            menus: Memo::new(),
            trails: Memo::new(),
            feed: OnceLock::new(),
            filters: OnceLock::new(),
        }
    }
}

/// Room for so many views.
fn room<T>(count: usize) -> Vec<OnceLock<T>> {
    std::iter::repeat_with(OnceLock::new).take(count).collect()
}

/// A view, as the purpose of the cache needs it.
pub(super) fn shared<T: Serialize>(input: Input<'_>, view: T) -> Shared<T> {
    match input.purpose {
        Purpose::Key => Shared::for_keys(&view),
        Purpose::Page => Shared::from(view),
    }
}

/// The view of a key of a map, made where it is not there yet. Two threads may both make it; one of the two stays.
fn memoised<K: Hash + Eq, V: Serialize>(
    input: Input<'_>,
    views: &Memo<K, V>,
    key: K,
    make: impl FnOnce(&K) -> V,
) -> Shared<V> {
    if let Some(view) = views.get(&key) {
        return view.clone();
    }
    // Made without the lock of the map: it may ask for other views.
    let view = shared(input, make(&key));
    views.entry(key).or_insert(view).clone()
}

/// The card of a case.
pub(super) fn cached_card(input: Input<'_>, index: usize) -> Card {
    let make = || {
        let card = card(input, index);
        if input.purpose == Purpose::Key || !input.theme.has_own(CARD_TEMPLATE) {
            return Ok(shared(input, card));
        }
        // It follows from the card and from the theme, which all keys cover.
        let context = input.views("card", &card).into_context();
        let html = input.theme.render_text(CARD_TEMPLATE, &context)?;
        Ok(Shared::from(CardView { own_html: Derived::from(Some(html)), ..card }))
    };
    input.cache().cards[index].get_or_init(make).clone()
}

/// The cards of some cases.
pub(super) fn cached_cards(input: Input<'_>, cases: &[usize]) -> Result<Vec<Shared<CardView>>, Box<ThemeProblem>> {
    cases.iter().map(|index| cached_card(input, *index)).collect()
}

/// The picture of a case, if it has one and its file is there.
pub(super) fn cached_image(input: Input<'_>, index: usize) -> Option<Shared<ImageView>> {
    let image = || input.site.cases[index].case.image.as_ref().and_then(|image| image_view(input, image));
    input.cache().images[index].get_or_init(|| image().map(|image| shared(input, image))).clone()
}

/// The entry of a case in feeds, made by `make` for the first feed that holds it.
///
/// # Errors
/// Those of `make`.
pub(super) fn cached_entry<E>(
    input: Input<'_>,
    index: usize,
    make: impl FnOnce() -> Result<(FeedEntryView, Option<JsonItem>), E>,
) -> Result<FeedEntry, E> {
    let entry = &input.cache().entries[index];
    if let Some(known) = entry.get() {
        return Ok(known.clone());
    }
    let (atom, json) = make()?;
    let made = FeedEntry { atom: shared(input, atom), json: json.map(|item| shared(input, item)) };
    Ok(entry.get_or_init(|| made).clone())
}

/// What booklets show of a case, made by `make` for the first of them.
///
/// # Errors
/// Those of `make`.
pub(super) fn cached_booklet_case<E>(
    input: Input<'_>,
    index: usize,
    make: impl FnOnce() -> Result<Shared<BookletCaseView<'static>>, E>,
) -> Result<Shared<BookletCaseView<'static>>, E> {
    let case = &input.cache().booklet_cases[index];
    if let Some(known) = case.get() {
        return Ok(known.clone());
    }
    let made = make()?;
    Ok(case.get_or_init(|| made).clone())
}

/// The text of a term as HTML, made by `make` for the first page of its list that shows it.
///
/// # Errors
/// Those of `make`.
pub(super) fn cached_term_text<E>(
    input: Input<'_>,
    id: TermId,
    make: impl FnOnce() -> Result<String, E>,
) -> Result<Shared<String>, E> {
    if let Some(text) = input.cache().term_texts.get(&id) {
        return Ok(text.clone());
    }
    let text = make()?;
    Ok(memoised(input, &input.cache().term_texts, id, |_| text))
}

/// The colours of the cases of a term, which all pages of its list show.
pub(super) fn cached_band(input: Input<'_>, id: TermId) -> Shared<Vec<BandView>> {
    memoised(input, &input.cache().bands, id, |id| band(input.site, &input.site.term(*id).cases))
}

/// A day as data and as text.
pub(super) fn cached_date(input: Input<'_>, date: Date) -> Shared<DateView> {
    memoised(input, &input.cache().dates, date, |date| DateView {
        iso: date.to_string(),
        text: input.theme.date_text(*date),
    })
}

/// A place as data and as text.
pub(super) fn cached_coordinates(input: Input<'_>, place: Coordinates) -> Shared<CoordinatesView> {
    let (latitude, longitude) = (place.latitude(), place.longitude());
    memoised(input, &input.cache().coordinates, [latitude.to_bits(), longitude.to_bits()], |_| CoordinatesView {
        latitude,
        longitude,
        text: input.theme.coordinates_text(latitude, longitude),
        short_text: input.theme.short_coordinates_text(latitude, longitude),
    })
}

/// A country under the name that a case calls it by, and its page, if it has one.
pub(super) fn cached_country(input: Input<'_>, country: CountryCode, name: &str) -> Shared<LinkView> {
    memoised(input, &input.cache().countries, (country, name.to_owned()), |(_, name)| LinkView {
        title: name.clone(),
        url: country_url(input.site, country),
    })
}

/// The terms of a case in one taxonomy, made by `make` for the first case that has these.
pub(super) fn cached_case_terms(
    input: Input<'_>,
    terms: &[TermId],
    make: impl FnOnce() -> CaseTaxonomyView,
) -> Shared<CaseTaxonomyView> {
    if let Some(view) = input.cache().case_terms.get(terms) {
        return view.clone();
    }
    memoised(input, &input.cache().case_terms, terms.to_vec(), |_| make())
}

/// A link to a term.
pub(super) fn cached_term_link(input: Input<'_>, id: TermId) -> Shared<TermLinkView> {
    memoised(input, &input.cache().terms, id, |id| term_link(input, *id))
}

/// A taxonomy's title and its index.
pub(super) fn cached_taxonomy_link(input: Input<'_>, taxonomy: usize) -> Shared<LinkView> {
    let link = || shared(input, taxonomy_link(input, &input.site.taxonomies[taxonomy]));
    input.cache().taxonomies[taxonomy].get_or_init(link).clone()
}

/// The site's own feed.
pub(super) fn cached_feed(input: Input<'_>) -> Shared<FeedLinkView> {
    let Site { routes, config, .. } = input.site;
    let link = || FeedLinkView {
        title: config.title.clone(),
        url: routes.link(&routes.feed()),
        json_url: json_feed(input).map(|path| routes.link(&path)).unwrap_or_default(),
    };
    input.cache().feed.get_or_init(|| shared(input, link())).clone()
}

/// By what readers narrow the list of all cases, which all its pages show.
pub(super) fn cached_filters(input: Input<'_>) -> Shared<FiltersView> {
    input.cache().filters.get_or_init(|| shared(input, filters_view(input))).clone()
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
        Parent::Years => (theme.text("years", &[]), routes.years()),
    });
    std::iter::once((theme.text("home", &[]), routes.home())).chain(parent).collect()
}

/// The same for templates.
pub(super) fn cached_trail(input: Input<'_>, parent: Option<Parent>) -> Shared<Vec<LinkView>> {
    let link = |(title, path): (String, SitePath)| LinkView { title, url: input.site.routes.link(&path) };
    memoised(input, &input.cache().trails, parent, |parent| trail(input, *parent).into_iter().map(link).collect())
}

/// The menu as the page at `here` shows it.
pub(super) fn cached_menu(input: Input<'_>, here: &SitePath) -> Shared<Vec<MenuItemView>> {
    let site = input.site;
    let state: MenuState = input.cache().menu_pages.iter().map(|page| current(page.as_ref()?, here)).collect();
    let view = |(item, current): (&MenuItem, &Option<&'static str>)| {
        let target = &item.target.text;
        let url = match within(target) {
            Some((path, rest)) => site.routes.link(&site.written(path)) + rest,
            None => target.clone(),
        };
        MenuItemView { title: item.title.clone(), url, current: *current }
    };
    memoised(input, &input.cache().menus, state, |state| site.config.menu.iter().zip(state).map(view).collect())
}

/// The path of an entry of the menu, and what follows it; none where it leads elsewhere.
fn within(target: &str) -> Option<(&str, &str)> {
    let written = target.trim_start_matches('/');
    (!is_external(target)).then(|| written.split_at(written.find(['#', '?']).unwrap_or(written.len())))
}

/// The page that an entry of the menu leads to. A place on a page is not all of it.
pub(super) fn page_of(site: &Site, target: &str) -> Option<SitePath> {
    within(target).filter(|(_, rest)| rest.is_empty()).map(|(path, _)| site.written(path))
}

/// Is the page at `here` the target of an entry of the menu (`page`), or does it lie below it (`true`)?
fn current(target: &SitePath, here: &SitePath) -> Option<&'static str> {
    match here.as_str().strip_prefix(target.as_str()) {
        Some("") => Some("page"),
        Some(_) if target.as_str().ends_with('/') => Some("true"),
        _ => None,
    }
}
