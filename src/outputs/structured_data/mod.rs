//! schema.org data (JSON-LD 1.1) for search engines: Article, BreadcrumbList, CollectionPage.

mod dataset;

pub(super) use dataset::{Download, dataset};

use serde::Serialize;

use dataset::Dataset;

use super::Input;
use super::alternates::alternate_views;
use super::cards::country_name;
use super::subjects::second_taxonomy;
use crate::base::date::Date;
use crate::base::url::SitePath;
use crate::site::{COUNTRIES, Routes, Site, TermId};

/// Google shows no more of a headline.
const HEADLINE_LENGTH: usize = 110;

/// A thing of <https://schema.org>. Fields stand in the order in which they are written.
#[derive(Serialize)]
#[serde(tag = "@type")]
pub(super) enum Node {
    WebSite(WebSite),
    WebPage(WebPage),
    CollectionPage(Collection),
    Article(Box<Article>),
    BreadcrumbList(ItemList<Step>),
    Dataset(Dataset),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WebSite {
    name: String,
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WebPage {
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    url: String,
    in_language: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Collection {
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    url: String,
    in_language: String,
    is_part_of: Typed<WebSite>,
    #[serde(skip_serializing_if = "Option::is_none")]
    main_entity: Option<Typed<ItemList<Item>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Article {
    headline: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    url: String,
    main_entity_of_page: String,
    in_language: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<Date>,
    author: Authors,
    publisher: Agent,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    is_part_of: Typed<WebSite>,
    /// The place and the organisations that a case speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Subject>,
    #[serde(skip_serializing_if = "Option::is_none")]
    keywords: Option<Vec<String>>,
    /// The original of a translation.
    #[serde(skip_serializing_if = "Option::is_none")]
    translation_of_work: Option<Work>,
    /// The translations of an original.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    work_translation: Vec<Work>,
}

/// What an article speaks of.
#[derive(Serialize)]
#[serde(untagged)]
enum Subject {
    Place(Typed<City>),
    Organization(Agent),
}

/// The same text in another language, by its address. It is called no `Article`, as such a one would have to say its headline, author
/// and day here again (Google's guide to `Article`); they stand on its own page.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "CreativeWork", rename_all = "camelCase")]
struct Work {
    #[serde(rename = "@id")]
    id: String,
    in_language: String,
}

/// A thing that stands within another and says what it is.
#[derive(Serialize)]
struct Typed<T> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(flatten)]
    value: T,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Authors {
    Publisher(Agent),
    People(Vec<Agent>),
}

#[derive(Serialize)]
struct Agent {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    url: String,
}

#[derive(Serialize)]
struct City {
    name: String,
    address: Address,
    #[serde(skip_serializing_if = "Option::is_none")]
    geo: Option<Geo>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "PostalAddress", rename_all = "camelCase")]
struct Address {
    address_country: &'static str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "GeoCoordinates")]
struct Geo {
    latitude: f64,
    longitude: f64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ItemList<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    number_of_items: Option<usize>,
    item_list_element: Vec<T>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct Item {
    position: usize,
    name: String,
    url: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
pub(super) struct Step {
    position: usize,
    name: String,
    item: String,
}

/// A node, where the site theme shows it; one that does not is not made to wait for it.
pub(super) fn if_shown(input: Input<'_>, node: impl FnOnce() -> Node) -> Option<Node> {
    input.theme.shows_structured_data().then(node)
}

/// Nodes as the text of a script element. `<` is escaped, so that no text can end the element.
pub(super) fn script(nodes: &[Node]) -> String {
    #[derive(Serialize)]
    struct Script<'a> {
        #[serde(rename = "@context")]
        context: &'static str,
        #[serde(rename = "@graph")]
        graph: &'a [Node],
    }
    let script = Script { context: "https://schema.org", graph: nodes };
    // It is made of plain values, which can always be written.
    let text = serde_json::to_string(&script).unwrap_or_default();
    if text.contains('<') { text.replace('<', "\\u003c") } else { text }
}

/// The way from the home page to a page, that page included.
pub(super) fn breadcrumb_list(routes: &Routes, trail: &[(String, SitePath)], here: (&str, &SitePath)) -> Node {
    let steps = trail.iter().map(|(title, path)| (title.as_str(), path)).chain(std::iter::once(here));
    let step = |(index, (title, path)): (usize, (&str, &SitePath))| Step {
        position: index + 1,
        name: title.to_owned(),
        item: routes.absolute(path),
    };
    Node::BreadcrumbList(ItemList { number_of_items: None, item_list_element: steps.enumerate().map(step).collect() })
}

/// The site.
pub(super) fn web_site(site: &Site) -> Node {
    Node::WebSite(WebSite {
        name: site.config.title.clone(),
        url: site.routes.absolute(&site.routes.home()),
        description: site.config.description.clone(),
        in_language: Some(site.config.language.clone()),
        publisher: Some(publisher(site)),
    })
}

fn publisher(site: &Site) -> Agent {
    let (name, url) = match &site.config.publisher {
        Some(publisher) => (&publisher.name, publisher.url.clone()),
        None => (&site.config.title, None),
    };
    Agent { kind: "Organization", name: name.clone(), url: url.unwrap_or_default() }
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

/// An article of ours.
pub(super) fn article(input: Input<'_>, text: &Text<'_>) -> Node {
    Node::Article(Box::new(article_of(input, text)))
}

/// An article, in schema.org's sense: a case or an article of ours. Where nobody signed it, its publisher is the author.
fn article_of(input: Input<'_>, text: &Text<'_>) -> Article {
    let site = input.site;
    let (translation_of_work, work_translation) = translations(input, text.path);
    let url = site.routes.absolute(text.path);
    let person = |name: &String| Agent { kind: "Person", name: name.clone(), url: String::new() };
    let people: Vec<Agent> = text.authors.iter().map(person).collect();
    Article {
        headline: text.title.chars().take(HEADLINE_LENGTH).collect(),
        description: text.description.to_owned(),
        url: url.clone(),
        main_entity_of_page: url,
        in_language: site.config.language.clone(),
        date_published: text.published,
        date_modified: text.modified.or(text.published),
        author: if people.is_empty() { Authors::Publisher(publisher(site)) } else { Authors::People(people) },
        publisher: publisher(site),
        image: text.image.clone(),
        is_part_of: part_of_site(site),
        about: Vec::new(),
        keywords: None,
        translation_of_work,
        work_translation,
    }
}

/// The original of what stands at an address, and its translations if it is one itself.
fn translations(input: Input<'_>, path: &SitePath) -> (Option<Work>, Vec<Work>) {
    let config = &input.site.config;
    let alternates = alternate_views(input, path);
    let is_here = alternates.iter().any(|one| one.language == config.language && one.permalink.is_some());
    let mut others: Vec<Work> = alternates
        .into_iter()
        .filter(|one| is_here && one.language != config.language)
        .filter_map(|one| Some(Work { id: one.permalink?, in_language: one.language }))
        .collect();
    if config.language == config.original_language {
        return (None, others);
    }
    others.retain(|one| one.in_language == config.original_language);
    (others.pop(), Vec::new())
}

fn part_of_site(site: &Site) -> Typed<WebSite> {
    let home = WebSite {
        name: site.config.title.clone(),
        url: site.routes.absolute(&site.routes.home()),
        description: String::new(),
        in_language: None,
        publisher: None,
    };
    Typed { kind: "WebSite", value: home }
}

/// A case, with the place it speaks of and the terms it names.
pub(super) fn case(input: Input<'_>, index: usize, text: &Text<'_>) -> Node {
    let site = input.site;
    let entry = &site.cases[index];
    let geo = entry.coordinates().map(|place| Geo { latitude: place.latitude(), longitude: place.longitude() });
    let address = Address { address_country: entry.case.country.as_str() };
    let city = City { name: entry.case.city.clone(), address, geo };
    let name = |id: &TermId| match site.taxonomies[id.taxonomy].id.as_str() {
        COUNTRIES => country_name(&site.config, &entry.case).to_owned(),
        _ => site.term(*id).name.clone(),
    };
    let names = site.terms_of(index).iter().map(name);
    let organization = |id: &TermId| {
        let term = site.term(*id);
        let url = term.file.as_ref().and_then(|file| file.term.url.clone());
        Subject::Organization(Agent { kind: "Organization", name: term.name.clone(), url: url.unwrap_or_default() })
    };
    let place = Subject::Place(Typed { kind: "Place", value: city });
    let organizations = second_taxonomy(site, index).iter().map(organization);
    Node::Article(Box::new(Article {
        about: std::iter::once(place).chain(organizations).collect(),
        keywords: Some(names.collect()),
        ..article_of(input, text)
    }))
}

/// A page that lists others.
pub(super) fn collection(
    input: Input<'_>,
    title: &str,
    description: &str,
    path: &SitePath,
    items: &[(String, SitePath)],
) -> Node {
    let site = input.site;
    let item = |(index, (title, path)): (usize, &(String, SitePath))| Item {
        position: index + 1,
        name: title.clone(),
        url: site.routes.absolute(path),
    };
    let list = ItemList {
        number_of_items: Some(items.len()),
        item_list_element: items.iter().enumerate().map(item).collect(),
    };
    Node::CollectionPage(Collection {
        name: title.to_owned(),
        description: description.to_owned(),
        url: site.routes.absolute(path),
        in_language: site.config.language.clone(),
        is_part_of: part_of_site(site),
        main_entity: (!items.is_empty()).then_some(Typed { kind: "ItemList", value: list }),
    })
}

/// Some cases as the items of a collection.
pub(super) fn case_items(site: &Site, cases: &[usize]) -> Vec<(String, SitePath)> {
    let item = |index: &usize| {
        let case = &site.cases[*index].case;
        (case.title.clone(), site.routes.case(case.address()))
    };
    cases.iter().map(item).collect()
}

/// Any other text.
pub(super) fn web_page(site: &Site, title: &str, description: &str, path: &SitePath) -> Node {
    Node::WebPage(WebPage {
        name: title.to_owned(),
        description: description.to_owned(),
        url: site.routes.absolute(path),
        in_language: site.config.language.clone(),
    })
}
