//! schema.org data (JSON-LD 1.1) for search engines: Article, BreadcrumbList, CollectionPage.

use serde_json::{Map, Value as Json, json};

use super::Input;
use crate::base::date::Date;
use crate::base::url::SitePath;
use crate::site::{Routes, Site};

/// Google shows no more of a headline.
const HEADLINE_LENGTH: usize = 110;

/// Nodes as the text of a script element. `<` is escaped, so that no text can end the element.
pub(super) fn script(nodes: &[Json]) -> String {
    let nodes: Vec<&Json> = nodes.iter().filter(|node| !node.is_null()).collect();
    json!({"@context": "https://schema.org", "@graph": nodes}).to_string().replace('<', "\\u003c")
}

/// The way from the home page to a page, that page included.
pub(super) fn breadcrumb_list(routes: &Routes, trail: &[(String, SitePath)], here: (&str, &SitePath)) -> Json {
    let steps = trail.iter().map(|(title, path)| (title.as_str(), path)).chain(std::iter::once(here));
    let item = |(index, (title, path)): (usize, (&str, &SitePath))| json!({"@type": "ListItem", "position": index + 1, "name": title, "item": routes.absolute(path)});
    json!({"@type": "BreadcrumbList", "itemListElement": steps.enumerate().map(item).collect::<Vec<_>>()})
}

/// The site.
pub(super) fn web_site(site: &Site) -> Json {
    let mut node = Map::new();
    node.insert("@type".into(), "WebSite".into());
    node.insert("name".into(), site.config.title.clone().into());
    node.insert("url".into(), site.routes.absolute(&site.routes.home()).into());
    insert_text(&mut node, "description", &site.config.description);
    node.insert("inLanguage".into(), site.config.language.clone().into());
    node.insert("publisher".into(), publisher(site));
    node.into()
}

fn publisher(site: &Site) -> Json {
    match &site.config.publisher {
        Some(publisher) => {
            let mut node = Map::new();
            node.insert("@type".into(), "Organization".into());
            node.insert("name".into(), publisher.name.clone().into());
            insert_text(&mut node, "url", publisher.url.as_deref().unwrap_or_default());
            node.into()
        }
        None => json!({"@type": "Organization", "name": site.config.title}),
    }
}

/// What a text says about itself.
pub(super) struct Text<'a> {
    pub title: &'a str,
    pub description: &'a str,
    pub path: &'a SitePath,
    pub published: Option<Date>,
    pub modified: Option<Date>,
    pub authors: &'a [String],
    /// The absolute address of its picture.
    pub image: Option<String>,
}

/// An article, in schema.org's sense: a case or an article of ours. Where nobody signed it, its publisher is the author.
pub(super) fn article(site: &Site, text: &Text<'_>) -> Map<String, Json> {
    let url = site.routes.absolute(text.path);
    let mut node = Map::new();
    node.insert("@type".into(), "Article".into());
    node.insert("headline".into(), text.title.chars().take(HEADLINE_LENGTH).collect::<String>().into());
    insert_text(&mut node, "description", text.description);
    node.insert("url".into(), url.clone().into());
    node.insert("mainEntityOfPage".into(), url.into());
    node.insert("inLanguage".into(), site.config.language.clone().into());
    if let Some(date) = text.published {
        node.insert("datePublished".into(), date.to_string().into());
    }
    if let Some(date) = text.modified.or(text.published) {
        node.insert("dateModified".into(), date.to_string().into());
    }
    let authors: Vec<Json> = text.authors.iter().map(|name| json!({"@type": "Person", "name": name})).collect();
    node.insert("author".into(), if authors.is_empty() { publisher(site) } else { authors.into() });
    node.insert("publisher".into(), publisher(site));
    if let Some(image) = &text.image {
        node.insert("image".into(), image.clone().into());
    }
    node
}

/// A case, with the place it speaks of and the terms it names.
pub(super) fn case(input: Input<'_>, index: usize, text: &Text<'_>) -> Json {
    let site = input.site;
    let entry = &site.cases[index];
    let mut place = Map::new();
    place.insert("@type".into(), "City".into());
    place.insert("name".into(), entry.case.city.clone().into());
    place.insert("address".into(), json!({"@type": "PostalAddress", "addressCountry": entry.case.country.as_str()}));
    if let Some(coordinates) = entry.coordinates {
        let (latitude, longitude) = (coordinates.latitude(), coordinates.longitude());
        place.insert("geo".into(), json!({"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}));
    }
    let mut node = article(site, text);
    node.insert("contentLocation".into(), place.into());
    let names = entry.terms.iter().enumerate().flat_map(|(taxonomy, terms)| {
        terms.iter().map(move |term| Json::from(site.taxonomies[taxonomy].terms[*term].name.clone()))
    });
    node.insert("keywords".into(), names.collect::<Vec<_>>().into());
    node.into()
}

/// A page that lists others.
pub(super) fn collection(
    input: Input<'_>,
    title: &str,
    description: &str,
    path: &SitePath,
    items: &[(String, SitePath)],
) -> Json {
    let site = input.site;
    let item = |(index, (title, path)): (usize, &(String, SitePath))| json!({"@type": "ListItem", "position": index + 1, "name": title, "url": site.routes.absolute(path)});
    let list: Vec<Json> = items.iter().enumerate().map(item).collect();
    let mut node = Map::new();
    node.insert("@type".into(), "CollectionPage".into());
    node.insert("name".into(), title.into());
    insert_text(&mut node, "description", description);
    node.insert("url".into(), site.routes.absolute(path).into());
    node.insert("inLanguage".into(), site.config.language.clone().into());
    let home = site.routes.absolute(&site.routes.home());
    node.insert("isPartOf".into(), json!({"@type": "WebSite", "name": site.config.title, "url": home}));
    if !list.is_empty() {
        node.insert(
            "mainEntity".into(),
            json!({"@type": "ItemList", "numberOfItems": list.len(), "itemListElement": list}),
        );
    }
    node.into()
}

/// Some cases as the items of a collection.
pub(super) fn case_items(site: &Site, cases: &[usize]) -> Vec<(String, SitePath)> {
    let item = |index: &usize| {
        let case = &site.cases[*index].case;
        (case.title.clone(), site.routes.case(case.slug.as_str()))
    };
    cases.iter().map(item).collect()
}

/// Any other text.
pub(super) fn web_page(site: &Site, title: &str, description: &str, path: &SitePath) -> Json {
    let mut node = Map::new();
    node.insert("@type".into(), "WebPage".into());
    node.insert("name".into(), title.into());
    insert_text(&mut node, "description", description);
    node.insert("url".into(), site.routes.absolute(path).into());
    node.insert("inLanguage".into(), site.config.language.clone().into());
    node.into()
}

fn insert_text(node: &mut Map<String, Json>, key: &str, text: &str) {
    if !text.is_empty() {
        node.insert(key.to_owned(), text.into());
    }
}
