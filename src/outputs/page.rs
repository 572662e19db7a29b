//! What every page has: its title, its addresses, the menu, the way to it, and data for search engines.

use serde::Serialize;
use tera::{Context, Value};

use super::Input;
use super::structured_data::{self, Node, breadcrumb_list};
use crate::base::date::{Date, date_as_rfc3339};
use crate::base::url::{SitePath, is_external};
use crate::site::{COUNTRIES, Site};
use crate::theme::direction;
use crate::theme::views::{LinkView, MenuItemView, PageView, PublisherView, SiteView};

/// Where the coordinates and the countries' cities come from; its licence (CC BY 4.0) asks for a visible credit.
const GEONAMES: (&str, &str) = ("GeoNames", "https://www.geonames.org/");

/// The file of a site theme that link previews show where a page has no picture.
const PREVIEW_PICTURE: &str = "preview.png";

/// What every template sees as `site`.
pub(super) fn site_view(site: &Site) -> SiteView {
    let config = &site.config;
    let has_coordinates = site.cases.iter().any(|case| case.coordinates().is_some() && case.case.coordinates.is_none());
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
        credits: has_coordinates
            .then(|| LinkView { title: GEONAMES.0.to_owned(), url: GEONAMES.1.to_owned() })
            .into_iter()
            .collect(),
    }
}

/// What is particular to a page.
pub(super) struct Page {
    pub kind: &'static str,
    pub title: String,
    pub description: String,
    pub path: SitePath,
    /// The pages between the home page and this one.
    pub parents: Vec<(String, SitePath)>,
    /// A feed besides that of the site.
    pub feed: Option<(String, SitePath)>,
    /// The picture's file below `assets/`.
    pub image: Option<String>,
    pub published: Option<Date>,
    pub modified: Option<Date>,
    /// The schema.org node that describes it.
    pub data: Option<Node>,
}

impl Page {
    /// A page of which only this is known.
    pub fn new(kind: &'static str, title: impl Into<String>, path: SitePath) -> Self {
        Self {
            kind,
            title: title.into(),
            description: String::new(),
            path,
            parents: Vec::new(),
            feed: None,
            image: None,
            published: None,
            modified: None,
            data: None,
        }
    }
}

/// The context of a page's template: `site`, `page` and the page's own view.
pub(super) fn context(input: Input<'_>, page: Page, name: &'static str, view: &impl Serialize) -> Context {
    let mut context = input.context(name, view);
    context.insert("page", &page_view(input, page));
    context
}

/// The same with values that many pages share, which take the place of lists that the view leaves empty: to write a card
/// into the values of each page that shows it would cost more than to render it.
pub(super) fn context_with(
    input: Input<'_>,
    page: Page,
    name: &'static str,
    view: &impl Serialize,
    shared: impl IntoIterator<Item = (&'static str, Value)>,
) -> Context {
    let mut context = context(input, page, name, &());
    let mut values = Value::from_serializable(view).into_map().unwrap_or_default();
    for (key, value) in shared {
        values.insert(key.into(), value);
    }
    context.insert_value(name, Value::from(values));
    context
}

fn page_view(input: Input<'_>, page: Page) -> PageView {
    let Input { site, theme, .. } = input;
    let routes = &site.routes;
    let is_home = page.path == routes.home();
    let home = || (theme.text("home", &[]), routes.home());
    let trail: Vec<(String, SitePath)> =
        if is_home { Vec::new() } else { std::iter::once(home()).chain(page.parents).collect() };
    let mut feeds = vec![LinkView { title: site.config.title.clone(), url: routes.link(&routes.feed()) }];
    feeds.extend(page.feed.into_iter().map(|(title, path)| LinkView { title, url: routes.link(&path) }));
    let is_found = page.kind != "not-found";
    let json_ld_html = (is_found && theme.shows_structured_data()).then(|| {
        let breadcrumbs = || breadcrumb_list(routes, &trail, (&page.title, &page.path));
        let graph: Vec<Node> = page.data.into_iter().chain((!trail.is_empty()).then(breadcrumbs)).collect();
        structured_data::script(&graph)
    });
    PageView {
        kind: page.kind,
        description: page.description,
        root: routes.root().to_owned(),
        home_url: routes.link(&routes.home()),
        permalink: is_found.then(|| routes.absolute(&page.path)),
        image: preview_picture(input, page.image.as_deref()),
        published: page.published.map(date_as_rfc3339),
        modified: page.modified.map(date_as_rfc3339),
        menu: menu(site, &page.path),
        breadcrumbs: trail.into_iter().map(|(title, path)| LinkView { title, url: routes.link(&path) }).collect(),
        feeds,
        json_ld_html,
        title: page.title,
    }
}

/// The absolute address of a page's own picture, else of the site's, else of the theme's if it has one.
fn preview_picture(input: Input<'_>, own: Option<&str>) -> Option<String> {
    let Input { site, theme, .. } = input;
    let routes = &site.routes;
    if let Some(file) = own.or(site.config.image.as_ref().map(|image| image.text.as_str())) {
        return Some(routes.absolute(&site.asset(file)));
    }
    theme.static_file(PREVIEW_PICTURE).map(|file| routes.absolute(&routes.theme_file(file)))
}

fn menu(site: &Site, here: &SitePath) -> Vec<MenuItemView> {
    let item = |item: &crate::config::MenuItem| {
        if is_external(&item.target.text) {
            return MenuItemView { title: item.title.clone(), url: item.target.text.clone(), current: None };
        }
        let written = item.target.text.trim_start_matches('/');
        let (path, rest) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
        let path = SitePath::written(path);
        let target = path.as_str();
        let current = match here.as_str().strip_prefix(target) {
            Some("") => Some("page"),
            Some(_) if target.ends_with('/') => Some("true"),
            _ => None,
        };
        // A place on a page is not all of it.
        let current = current.filter(|_| rest.is_empty());
        MenuItemView { title: item.title.clone(), url: format!("{}{rest}", site.routes.link(&path)), current }
    };
    site.config.menu.iter().map(item).collect()
}
