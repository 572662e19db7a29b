//! A finished page as those read it who check its links: which ids are in it, and what it refers to.

use std::collections::BTreeSet;

use crate::base::srcset;
use crate::html::{Document, NodeId, parse_fragment};

/// Attributes that hold an address.
const ADDRESSES: [&str; 4] = ["href", "src", "poster", "action"];

/// What a page holds.
pub(super) struct Page<'a> {
    /// Its file in the output folder.
    pub path: &'a str,
    /// What it comes from: a content file, or words.
    pub origin: &'a str,
    /// The ids in it.
    pub ids: BTreeSet<String>,
    /// Those that stand there twice.
    pub twice: BTreeSet<String>,
    /// The addresses that it names, sorted.
    pub references: Vec<String>,
    /// Does it only lead on to another address?
    pub leads_on: bool,
}

/// Reads a page.
pub(super) fn page<'a>(path: &'a str, origin: &'a str, bytes: &[u8]) -> Page<'a> {
    let document: Document = parse_fragment(&String::from_utf8_lossy(bytes)).document;
    let mut page =
        Page { path, origin, ids: BTreeSet::new(), twice: BTreeSet::new(), references: Vec::new(), leads_on: false };
    for node in document.descendants(document.root()) {
        if let Some(id) = document.attribute(node, "id").filter(|id| !id.is_empty())
            && !page.ids.insert(id.to_owned())
        {
            page.twice.insert(id.to_owned());
        }
        page.references.extend(ADDRESSES.iter().filter_map(|name| document.attribute(node, name)).map(str::to_owned));
        let sets = ["srcset", "imagesrcset"].iter().filter_map(|name| document.attribute(node, name));
        page.references
            .extend(sets.flat_map(|set| srcset::addresses(set).into_iter().map(|place| set[place].to_owned())));
        if let Some(address) = refresh(&document, node) {
            page.references.push(address.to_owned());
            page.leads_on = true;
        }
        // The picture that a link preview shows.
        if document.attribute(node, "property") == Some("og:image") {
            page.references.extend(document.attribute(node, "content").map(str::to_owned));
        }
    }
    page.references.sort();
    page.references.dedup();
    page
}

/// Where a page leads on by itself.
fn refresh(document: &Document, node: NodeId) -> Option<&str> {
    document.attribute(node, "http-equiv").filter(|name| name.eq_ignore_ascii_case("refresh"))?;
    let (_, address) = document.attribute(node, "content")?.split_once("url=")?;
    Some(address.trim())
}
