//! How heavy pages are: the page, and the style sheets, scripts and pictures that it loads at once.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::Serialize;

use crate::builder::Rendered;
use crate::html::{Document, parse_fragment};
use crate::site::Site;

/// A page with its weight in kilobytes.
#[derive(Serialize)]
pub(super) struct Weight {
    path: String,
    page: usize,
    files: usize,
    percent: usize,
}

/// The heaviest pages, and the weight that half of all pages stay below.
pub(super) fn weights(site: &Site, rendered: &[Rendered<'_>], most: usize) -> (Vec<Weight>, usize) {
    let sizes: BTreeMap<&str, usize> = rendered.iter().map(|file| (file.path.as_str(), file.bytes.len())).collect();
    let pages: Vec<&Rendered<'_>> = rendered.iter().filter(|file| file.path.ends_with(".html")).collect();
    let mut all: Vec<(usize, usize, &str)> = pages
        .par_iter()
        .map(|file| {
            let loaded = loaded(site, &parse_fragment(&String::from_utf8_lossy(&file.bytes)).document);
            let files = loaded.iter().filter_map(|path| sizes.get(path.as_str())).sum();
            (file.bytes.len(), files, file.path.as_str())
        })
        .collect();
    all.sort_by_key(|(page, files, path)| (std::cmp::Reverse(page + files), *path));
    let kilobytes = |bytes: usize| bytes.div_ceil(1000);
    let middle = all.get(all.len() / 2).map_or(0, |(page, files, _)| kilobytes(page + files));
    let heaviest = all.first().map_or(1, |(page, files, _)| (page + files).max(1));
    let weight = |(page, files, path): &(usize, usize, &str)| Weight {
        path: format!("/{}", path.trim_end_matches("index.html")),
        page: kilobytes(*page),
        files: kilobytes(*files),
        percent: (page + files) * 100 / heaviest,
    };
    (all.iter().take(most).map(weight).collect(), middle)
}

/// The files of the site that a page loads as soon as it is open. Of a picture in several sizes it is the one that browsers
/// without a choice load; pictures that wait until they are looked at are not counted.
fn loaded(site: &Site, document: &Document) -> BTreeSet<String> {
    let root = site.routes.host_root();
    let mut paths = BTreeSet::new();
    for node in document.descendants(document.root()) {
        let attribute = |name| document.attribute(node, name);
        let address = match document.name(node) {
            Some("img") if attribute("loading") == Some("lazy") => None,
            Some("img" | "script") => attribute("src"),
            Some("link") if matches!(attribute("rel"), Some("stylesheet" | "preload")) => attribute("href"),
            _ => None,
        };
        let path = address.and_then(|address| address.strip_prefix(root));
        paths.extend(path.map(|path| path.split(['?', '#']).next().unwrap_or_default().to_owned()));
    }
    paths
}
