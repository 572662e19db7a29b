//! What every page has: its title, its addresses, the menu, the way to it, and data for search engines.

use serde::Serialize;

use super::alternates::{alternate_views, canonical, other_language};
use super::search;
use super::share_cards::{card_of_site, is_for_previews};
use super::structured_data::{self, Node, breadcrumb_list};
use super::view_cache::{cached_feed, cached_menu, cached_trail, page_of, trail};
use super::web_manifest::touch_icon;
use super::{Input, Views};
use crate::base::date::{Date, date_as_rfc3339};
use crate::base::url::SitePath;
use crate::config::Located;
use crate::model::Translation;
use crate::outputs::data::{data_links, has_matrix_file};
use crate::site::{COUNTRIES, Site};
use crate::theme::views::{
    ColourView, FeedLinkView, LinkView, LogoView, PageView, PublisherView, Shared, SiteDataView, SiteSearchView,
    SiteView, TextLanguageView, TranslationView,
};
use crate::theme::{Theme, direction};

/// Where the coordinates and the countries' cities come from; its licence (CC BY 4.0) asks for a visible credit.
const GEONAMES: (&str, &str) = ("GeoNames", "https://www.geonames.org/");

/// The file of a site theme that link previews show where a page has no picture.
const PREVIEW_PICTURE: &str = "preview.png";
/// The size of share cards, in pixels.
const CARD_SIZE: (u32, u32) = (1200, 630);

/// What every template sees as `site`.
pub(super) fn site_view(site: &Site, theme: &Theme) -> SiteView {
    let config = &site.config;
    SiteView {
        title: config.title.clone(),
        tagline: config.tagline.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        direction: direction(&config.language),
        from_folder: config.relative,
        publisher: config
            .publisher
            .as_ref()
            .map(|publisher| PublisherView { name: publisher.name.clone(), url: publisher.url.clone() }),
        case_count: site.cases.len(),
        country_count: site
            .taxonomies
            .iter()
            .find(|taxonomy| taxonomy.id == COUNTRIES)
            .map_or(0, |countries| countries.terms.len()),
        rights: config.rights.clone(),
        search: site.has_search().then(|| search_view(site)),
        licence: config
            .licence
            .as_ref()
            .map(|licence| LinkView { title: licence.name.clone(), url: licence.url.clone().unwrap_or_default() }),
        data: site.has_data().then(|| SiteDataView {
            url: site.routes.link(&site.routes.data()),
            matrix_url: if has_matrix_file(site) {
                site.routes.link(&site.routes.matrix_file())
            } else {
                String::new()
            },
            files: data_links(site, |ending| site.routes.data_file(ending)),
        }),
        credits: site
            .uses_gazetteer
            .then(|| LinkView { title: GEONAMES.0.to_owned(), url: GEONAMES.1.to_owned() })
            .into_iter()
            .collect(),
        more_pages: more_pages(site, theme),
        logo: config.identity.logo.as_ref().map(|logo| logo_view(site, &logo.text)),
        manifest_url: if site.has_web_manifest() {
            site.routes.link(&site.routes.web_manifest())
        } else {
            String::new()
        },
        touch_icon_url: touch_icon(site, theme),
        worker_url: if site.has_offline() { site.routes.link(&site.routes.service_worker()) } else { String::new() },
        colours_light: colours(&config.identity.colours.light),
        colours_dark: colours(&config.identity.colours.dark),
    }
}

/// The pages that the program adds and that the menu does not lead to: each is reached from the foot of every page at least.
fn more_pages(site: &Site, theme: &Theme) -> Vec<LinkView> {
    let routes = &site.routes;
    let all = [
        ("map", routes.map(), site.has_map()),
        ("matrix", routes.matrix(), site.has_matrix()),
        ("coverage", routes.coverage(), site.has_coverage()),
        ("compare_cases", routes.compare(), site.has_compare()),
        ("years", routes.years(), !site.years.is_empty()),
    ];
    let is_in_menu =
        |path: &SitePath| site.config.menu.iter().any(|item| page_of(site, &item.target.text).as_ref() == Some(path));
    all.into_iter()
        .filter(|(_, path, is_there)| *is_there && !is_in_menu(path))
        .map(|(word, path, _)| LinkView { title: theme.text(word, &[]), url: routes.link(&path) })
        .collect()
}

fn search_view(site: &Site) -> SiteSearchView {
    let routes = &site.routes;
    SiteSearchView {
        url: routes.link(&routes.search(1)),
        index_url: routes.link(&routes.search_file(search::INDEX)),
        description_url: if search::has_description(site) {
            routes.link(&routes.search_description())
        } else {
            String::new()
        },
    }
}

fn logo_view(site: &Site, file: &str) -> LogoView {
    let picture = site.files.picture(file);
    LogoView {
        url: picture.map_or_else(|| site.routes.link(&site.asset(file)), |picture| picture.address(&site.routes)),
        width: picture.and_then(|picture| picture.width),
        height: picture.and_then(|picture| picture.height),
    }
}

fn colours(colours: &[(&'static str, Located)]) -> Vec<ColourView> {
    colours.iter().map(|(name, value)| ColourView { name, value: value.text.clone() }).collect()
}

/// A page that others lie below.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Parent {
    /// The list of all cases.
    Cases,
    /// The list of articles.
    Articles,
    /// The index of a taxonomy.
    Taxonomy(usize),
    /// The index of the years.
    Years,
}

/// What is particular to a page.
pub(super) struct Page {
    pub kind: &'static str,
    pub title: String,
    pub description: String,
    pub path: SitePath,
    /// Should search engines leave it out, as all it says has pages of its own?
    pub is_copy: bool,
    /// The page between the home page and this one.
    pub parent: Option<Parent>,
    /// A feed besides that of the site.
    pub feed: Option<FeedLinkView>,
    /// The picture's file below `assets/`.
    pub image: Option<String>,
    /// The share card, where there is no picture.
    pub card: Option<SitePath>,
    pub published: Option<Date>,
    pub modified: Option<Date>,
    /// The schema.org node that describes it.
    pub data: Option<Node>,
    /// The language of its text where that is not the edition's.
    pub fallback: Option<TextLanguageView>,
    /// What its text says of its translation.
    pub translation: Option<TranslationView>,
}

impl Page {
    /// A page of which only this is known.
    pub fn new(kind: &'static str, title: impl Into<String>, path: SitePath) -> Self {
        Self {
            kind,
            title: title.into(),
            description: String::new(),
            path,
            is_copy: false,
            parent: None,
            feed: None,
            image: None,
            card: None,
            published: None,
            modified: None,
            data: None,
            fallback: None,
            translation: None,
        }
    }

    /// The same for a page that shows the content file at `path`.
    pub fn of_text(self, input: Input<'_>, path: &str, translation: &Translation) -> Self {
        let Translation { translator, is_pending } = translation;
        let is_made = translator.is_some() || *is_pending;
        let view = || TranslationView { translator: translator.clone(), is_pending: *is_pending };
        Self { fallback: other_language(input, path), translation: is_made.then(view), ..self }
    }
}

/// What a page's template sees: `site`, `page` and the page's own view.
pub(super) fn page_views(input: Input<'_>, page: Page, name: &'static str, view: &impl Serialize) -> Views {
    let mut views = input.views(name, view);
    views.insert("page", &page_view(input, page));
    views
}

fn page_view(input: Input<'_>, page: Page) -> PageView {
    let Input { site, theme, .. } = input;
    let routes = &site.routes;
    let is_home = page.path == routes.home();
    let own_feed = page.feed.map(Shared::from);
    let is_found = !matches!(page.kind, "not-found" | "offline");
    let json_ld_html = (is_found && theme.shows_structured_data()).then(|| {
        let breadcrumbs = || breadcrumb_list(routes, &trail(input, page.parent), (&page.title, &page.path));
        let graph: Vec<Node> = page.data.into_iter().chain((!is_home).then(breadcrumbs)).collect();
        structured_data::script(&graph)
    });
    let has_copy = site.has_markdown() && page.fallback.is_none() && matches!(page.kind, "case" | "article" | "text");
    let preview = preview(input, page.image.as_deref(), page.card.as_ref());
    PageView {
        kind: page.kind,
        description: page.description,
        root: routes.root().to_owned(),
        home_url: routes.link(&routes.home()),
        permalink: is_found.then(|| canonical(input, &page.path)),
        is_copy: page.is_copy,
        image_width: preview.as_ref().and_then(|preview| preview.size).map(|(width, _)| width),
        image_height: preview.as_ref().and_then(|preview| preview.size).map(|(_, height)| height),
        image_type: preview.as_ref().and_then(|preview| media_type(&preview.address)),
        image: preview.map(|preview| preview.address),
        published: page.published.map(date_as_rfc3339),
        modified: page.modified.map(date_as_rfc3339),
        alternates: alternate_views(input, &page.path),
        fallback: page.fallback,
        translation: page.translation,
        menu: cached_menu(input, &page.path),
        breadcrumbs: if is_home { Shared::from(Vec::new()) } else { cached_trail(input, page.parent) },
        feeds: std::iter::once(cached_feed(input)).chain(own_feed).collect(),
        markdown_url: if has_copy { routes.link(&routes.markdown(&page.path)) } else { String::new() },
        json_ld_html,
        title: page.title,
    }
}

/// The picture that link previews of a page show.
struct Preview {
    /// Its absolute address.
    address: String,
    /// Width and height in pixels, where they are known.
    size: Option<(u32, u32)>,
}

/// The page's own picture or share card, else the site's picture or card, else the theme's picture if it has one.
fn preview(input: Input<'_>, own: Option<&str>, card: Option<&SitePath>) -> Option<Preview> {
    let Input { site, theme, .. } = input;
    let routes = &site.routes;
    let picture = |file: &str| Preview { address: routes.absolute(&site.asset(file)), size: size_of(site, file) };
    let drawn = |path: &SitePath| Preview { address: routes.absolute(path), size: Some(CARD_SIZE) };
    let of_site =
        || site.config.image.as_ref().map(|image| &*image.text).filter(|file| is_for_previews(file)).map(picture);
    let of_theme = || {
        let file = theme.static_file(PREVIEW_PICTURE)?;
        Some(Preview { address: routes.absolute(&routes.theme_file(file)), size: None })
    };
    let own = own.filter(|file| is_for_previews(file)).map(picture).or_else(|| card.map(drawn)).or_else(of_site);
    own.or_else(|| card_of_site(input).as_ref().map(drawn)).or_else(of_theme)
}

/// The width and height of the picture at [`Site::asset`], which is the largest that is published.
fn size_of(site: &Site, file: &str) -> Option<(u32, u32)> {
    let picture = site.files.picture(file)?;
    let size = picture.width.zip(picture.height)?;
    let largest = picture.sizes.last().and_then(|largest| largest.width);
    largest.is_none_or(|width| width == size.0).then_some(size)
}

/// The media type of a picture, by the ending of its address.
fn media_type(address: &str) -> Option<&'static str> {
    const TYPES: [(&str, &str); 6] = [
        (".png", "image/png"),
        (".jpg", "image/jpeg"),
        (".jpeg", "image/jpeg"),
        (".webp", "image/webp"),
        (".gif", "image/gif"),
        (".avif", "image/avif"),
    ];
    let address = address.to_ascii_lowercase();
    TYPES.into_iter().find(|(ending, _)| address.ends_with(ending)).map(|(_, kind)| kind)
}
