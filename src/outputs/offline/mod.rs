//! What lets readers read again without a network, as `offline` in `site.yaml` asks: a service worker
//! (<https://www.w3.org/TR/service-workers/>), and the page that it shows where nothing is kept.

use std::borrow::Cow;

use serde_json::json;

use super::artifact::{Artifact, Content};
use super::page::{Page, page_views};
use super::{Edition, Input};
use crate::base::digest::{Digest, Digester};
use crate::content::SourceText;
use crate::site::Site;

/// Keeps what is read.
const WORKER: &str = include_str!("worker.js");
/// Takes back what a worker of an earlier site kept, and itself.
const END: &str = include_str!("end.js");
/// What the page that a reader finds without a network consists of, of the files of the site theme.
const THEME_FILES: [&str; 2] = ["style.css", "offline.js"];

/// Plans `/offline.html`.
pub(super) fn plan(input: Input<'_>) -> Vec<Artifact<'_>> {
    if !input.site.has_offline() {
        return Vec::new();
    }
    let path = input.site.routes.offline();
    let page = Artifact::unlisted(input, path, "the page for readers without a network", "offline.html", |input| {
        let title = input.theme.text("offline_title", &[]);
        Ok(page_views(input, Page::new("offline", title, input.site.routes.offline()), "offline", &()))
    });
    vec![page.giving_way()]
}

/// Plans `/service-worker.js`.
pub(super) fn plan_worker(input: Input<'_>) -> Vec<Artifact<'_>> {
    let site = input.site;
    let worker = match site.config.publishing.offline {
        Some(true) if site.has_offline() => format!("{}{WORKER}", settings(input, Some(version(input)))),
        Some(false) if !site.routes.is_relative() => format!("{}{END}", settings(input, None)),
        _ => return Vec::new(),
    };
    let content = Content::Bytes(Cow::Owned(worker.into_bytes()));
    vec![Artifact::file(site.routes.service_worker(), "the service worker", content).giving_way()]
}

/// What a worker knows of the site, as its first line.
fn settings(input: Input<'_>, version: Option<Digest>) -> String {
    let routes = &input.site.routes;
    let offline = |site: &Site| (site.routes.link(&site.routes.home()), site.routes.link(&site.routes.offline()));
    // That of an edition in a folder comes before that of the root, which holds the folder too.
    let mut pages: Vec<(String, String)> = input.publication.iter().map(|edition| offline(&edition.site)).collect();
    pages.sort_by_key(|(home, _)| std::cmp::Reverse(home.len()));
    let of_theme = THEME_FILES.into_iter().filter_map(|file| input.theme.static_file(file));
    let of_theme = of_theme.map(|file| routes.link(&routes.theme_file(file)));
    let files: Vec<String> = of_theme.chain(pages.iter().map(|(_, page)| page.clone())).collect();
    let settings = match version {
        Some(version) => json!({ "root": routes.root(), "version": version.short(), "pages": pages, "files": files }),
        None => json!({ "root": routes.root() }),
    };
    format!("const SITE = {settings};\n")
}

/// What tells this state of the publication from others: its texts, its settings, the files of its theme and its pictures.
fn version(input: Input<'_>) -> Digest {
    let mut version = Digester::new("publication");
    version.text(input.site.config.theme.place.source.text());
    for Edition { site, theme, .. } in input.publication {
        version.digest(theme.files_key());
        texts(site).for_each(|text| _ = version.text(text.path()).digest(text.fingerprint()));
    }
    input.site.files.published().for_each(|(name, file)| _ = version.text(name).digest(file.key));
    version.finish()
}

/// The texts that an edition shows.
fn texts(site: &Site) -> impl Iterator<Item = &SourceText> {
    let cases = site.cases.iter().map(|entry| &*entry.text);
    let articles = site.articles.iter().map(|entry| &*entry.text);
    let pages = site.pages.iter().chain(&site.home).map(|entry| &*entry.text);
    let terms = site.taxonomies.iter().flat_map(|taxonomy| &taxonomy.terms);
    cases.chain(articles).chain(pages).chain(terms.filter_map(|term| term.file.as_ref()).map(|file| &*file.text))
}
