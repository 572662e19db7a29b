//! Links between the posts of an import, and within one: to files and headings here, not to the host that they leave.
//!
//! Comes in: the addresses under which each post was known (its own, `?p=7`, that of feeds), and the tree of a post; goes
//! out: the tree with links to files. Which file a link within the post leads to is known when its cities have files; until
//! then a mark stands for it. A post without a page (a draft, a translation) keeps its old address: a link to its file
//! would lead nowhere.

use std::collections::BTreeMap;

use url::Url;

use super::cities::CityPart;
use crate::base::url::percent_decode_lossy;
use crate::html::{Document, NodeId};
use crate::import::input::Post;
use crate::model::Origin;

/// The parameters by which WordPress names a post by its number.
const NUMBERS: [&str; 2] = ["p", "page_id"];
/// Parameters that change nothing about where an address leads.
const IDLE: [&str; 5] = ["preview", "fbclid", "gclid", "amp", "ref"];

/// What tells one post from all others: its host, and its path or number.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Number(String, u64),
    Path(String, String),
}

/// The files of posts by the addresses under which they were known.
#[derive(Debug, Clone, Default)]
pub(in crate::import) struct Links {
    paths: BTreeMap<Known, Option<String>>,
}

/// A place of the post that one of its links leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Anchor {
    /// The city that it stands in; none for the article.
    pub city: Option<usize>,
    /// The words of the last heading up to it; none where it stands before the first.
    pub heading: Option<String>,
    /// Its id.
    id: String,
}

impl Links {
    /// Adds a post and its file below `content/`; none for one that has no page. What is known first stays.
    pub fn add(&mut self, post: &Post, path: Option<&str>) {
        self.add_known(post.link.as_deref(), post.id, path);
        self.add_known(post.guid.as_deref(), None, path);
    }

    /// Adds a post of which only the address and the number are known.
    pub fn add_origin(&mut self, origin: &Origin, path: Option<&str>) {
        self.add_known(Some(&origin.url), origin.id, path);
    }

    fn add_known(&mut self, address: Option<&str>, id: Option<u64>, path: Option<&str>) {
        let Some(address) = address.and_then(|address| Url::parse(address).ok()) else { return };
        let number = host(&address).zip(id).map(|(host, id)| Known::Number(host, id));
        for known in known(&address).into_iter().chain(number) {
            self.paths.entry(known).or_insert_with(|| path.map(str::to_owned));
        }
    }

    /// The file that an address leads to.
    fn path(&self, address: &Url) -> Option<&str> {
        self.paths.get(&known(address)?)?.as_deref()
    }

    /// Makes the links of a post lead to files. Those within the post get a mark; the anchors are what the marks stand for.
    pub fn lead_here(&self, document: &mut Document, post: &Post) -> Vec<Anchor> {
        let own = post.link.as_deref().and_then(|link| known(&Url::parse(link).ok()?));
        let number = post.link.as_deref().and_then(|link| host(&Url::parse(link).ok()?)).zip(post.id);
        let number = number.map(|(host, id)| Known::Number(host, id));
        let mut anchors: Vec<Anchor> = Vec::new();
        for node in document.descendants(document.root()).collect::<Vec<NodeId>>() {
            let Some(href) = document.attribute(node, "href").filter(|_| document.is_named(node, &["a", "area"]))
            else {
                continue;
            };
            let href = href.trim().to_owned();
            let address = Url::parse(&href).ok();
            let target = address.as_ref().and_then(known);
            let is_own = href.starts_with('#') || (target.is_some() && (target == own || target == number));
            if is_own && let Some((_, id)) = href.split_once('#') {
                let id = percent_decode_lossy(id);
                let index = anchors.iter().position(|anchor| anchor.id == id).unwrap_or_else(|| {
                    anchors.push(Anchor { city: None, heading: None, id });
                    anchors.len() - 1
                });
                document.set_attribute(node, "href", &mark(index));
            } else if let Some(path) = address.as_ref().and_then(|address| self.path(address)) {
                // Cases and articles lie in folders side by side.
                document.set_attribute(node, "href", &format!("../{path}"));
            }
        }
        anchors
    }
}

/// What stands for the place of an anchor in the texts of a draft. No file is called so.
pub(in crate::import) fn mark(index: usize) -> String {
    format!("../articles/:{index}.md")
}

fn host(address: &Url) -> Option<String> {
    let host = address.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// What an address says about a post; none where it may lead elsewhere.
fn known(address: &Url) -> Option<Known> {
    if !matches!(address.scheme(), "http" | "https") {
        return None;
    }
    let host = host(address)?;
    let mut number = None;
    for (key, value) in address.query_pairs() {
        if NUMBERS.contains(&&*key) {
            number = Some(value.parse().ok()?);
        } else if !IDLE.contains(&&*key) && !key.starts_with("utm_") && key != "preview_id" && key != "preview_nonce" {
            return None;
        }
    }
    if let Some(number) = number {
        return Some(Known::Number(host, number));
    }
    let path = percent_decode_lossy(address.path()).trim_matches('/').to_lowercase();
    (!path.is_empty()).then_some(Known::Path(host, path))
}

/// Finds the places of the anchors among the parts of the post.
pub(super) fn place(anchors: &mut [Anchor], document: &Document, article: &[&[NodeId]], cities: &[CityPart]) {
    if anchors.is_empty() {
        return;
    }
    for part in article {
        place_in(anchors, document, part, None);
    }
    for (index, city) in cities.iter().enumerate() {
        let has_id = |anchor: &&mut Anchor| names(document, city.node).any(|name| name == anchor.id);
        for anchor in anchors.iter_mut().filter(has_id) {
            anchor.city = Some(index);
        }
        place_in(anchors, document, &city.blocks, Some(index));
    }
}

fn place_in(anchors: &mut [Anchor], document: &Document, blocks: &[NodeId], city: Option<usize>) {
    let mut heading = None;
    for node in blocks.iter().flat_map(|block| std::iter::once(*block).chain(document.descendants(*block))) {
        if document.is_named(node, &["h1", "h2", "h3", "h4", "h5", "h6"]) {
            heading = Some(document.text(node));
        }
        let own: Vec<&str> = ["id", "name"].iter().filter_map(|name| document.attribute(node, name)).collect();
        for anchor in anchors.iter_mut().filter(|anchor| own.contains(&anchor.id.as_str())) {
            (anchor.city, anchor.heading) = (city, heading.clone());
        }
    }
}

/// The names under which an element and what stands in it can be reached.
fn names(document: &Document, node: NodeId) -> impl Iterator<Item = &str> {
    let nodes = std::iter::once(node).chain(document.descendants(node));
    nodes.flat_map(move |node| ["id", "name"].into_iter().filter_map(move |name| document.attribute(node, name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(address: &str) -> Option<Known> {
        known(&Url::parse(address).unwrap())
    }

    #[test]
    fn a_post_is_known_by_its_path_and_by_its_number() {
        let path = at("https://old.org/parent/same/");
        for same in [
            "http://www.old.org/parent/same",
            "https://old.org/parent/same/?utm_source=x#top",
            "https://old.org/Parent/Same/",
        ] {
            assert_eq!(at(same), path, "{same}");
        }
        let number = Some(Known::Number("old.org".into(), 7));
        for same in ["https://old.org/?p=7", "https://www.old.org/?page_id=7", "https://old.org/?p=7&preview=true"] {
            assert_eq!(at(same), number, "{same}");
        }
        for other in
            ["https://old.org/", "https://old.org/?s=trams", "https://old.org/parent/?replytocom=4", "mailto:a@old.org"]
        {
            assert_eq!(at(other), None, "{other}");
        }
    }
}
