//! An address into what stands there.
//!
//! Comes in: the site as it is at the moment, and a path; goes out: an answer as a host would give it: a file, a redirect, or the
//! page for what is not there in the language of its folder. Only what the site consists of can be had, by the
//! addresses that it has; a path is never looked up on the disk.

use std::path::Path;
use std::sync::OnceLock;

use super::live::with_script;
use super::mistakes;
use super::page_cache::PageCache;
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::url::{SitePath, percent_decode};
use crate::builder::{Prepared, key_of_page, make_one};
use crate::outputs::{Artifact, Content, Edition, plan_indexes};

/// What is sent back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// The status of HTTP.
    pub status: u16,
    /// What it is: `text/html; charset=utf-8`.
    pub kind: String,
    /// Where to go instead.
    pub location: Option<String>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Leads on to another address, for good.
    fn redirect(location: String) -> Self {
        Self { status: 301, kind: kind("x.txt"), location: Some(location), body: Vec::new() }
    }

    /// A page that is made of what is wrong.
    pub fn mistakes(fragment: &str, revision: &str) -> Self {
        let body = with_script(mistakes::page(fragment).as_bytes(), revision);
        Self { status: 500, kind: kind("x.html"), location: None, body }
    }

    /// Words where there is no page for what is not there.
    fn nothing() -> Self {
        Self { status: 404, kind: kind("x.txt"), location: None, body: b"there is no such page\n".to_vec() }
    }
}

/// The site as it is at the moment.
pub(super) struct Moment<'m, 's> {
    pub root: &'m Path,
    pub prepared: &'s Prepared,
    /// All files, but for those that a search looks into.
    pub artifacts: &'s [Artifact<'s>],
    /// The files that a search looks into, once somebody searches.
    pub indexes: &'m OnceLock<Vec<Artifact<'s>>>,
    pub pages: &'m PageCache,
    /// Its name, for the script of its pages.
    pub revision: &'m str,
}

/// What was found at an address.
enum Found<'m> {
    File(&'m Artifact<'m>),
    Redirect(String),
    /// Nothing, and whether there was something once.
    Nothing {
        gone: bool,
    },
}

impl<'m> Moment<'m, '_> {
    /// The answer for a path, as it was sent. Mistakes that only the finished file shows are added to `problems`, and there is
    /// no answer then.
    ///
    /// # Errors
    /// A file that the answer is made from has just changed.
    pub fn answer(&self, path: &str, query: Option<&str>, problems: &mut Diagnostics) -> Result<Option<Answer>> {
        let Some(decoded) = percent_decode(path) else { return Ok(Some(Answer::nothing())) };
        let with_query = |location: String| match query {
            Some(query) => format!("{location}?{query}"),
            None => location,
        };
        let routes = &self.prepared.site().routes;
        let base = percent_decode(routes.host_root()).unwrap_or_default();
        let Some(address) = decoded.strip_prefix(&base) else {
            // The site has a folder of its own on its host, and nothing stands above it but the way there.
            let is_way_there = decoded == "/" || base.strip_suffix('/') == Some(&decoded);
            let home = with_query(routes.host_root().to_owned());
            return if is_way_there { Ok(Some(Answer::redirect(home))) } else { self.not_found("", 404, problems) };
        };
        match self.find(address) {
            Found::File(artifact) => self.file(artifact, 200, problems),
            Found::Redirect(location) => Ok(Some(Answer::redirect(with_query(location)))),
            Found::Nothing { gone } => self.not_found(address, if gone { 410 } else { 404 }, problems),
        }
    }

    /// What stands at an address within the site, decoded.
    fn find(&self, address: &str) -> Found<'m> {
        let site = self.prepared.site();
        let host_link = |path: &SitePath| site.routes.host_link(path);
        let as_page = format!("{address}/");
        let artifact = self.artifact(address);
        let redirects = || self.prepared.editions().iter().flat_map(|edition| &edition.site.redirects);
        let old = |redirect: &&crate::site::Redirect| {
            let from = redirect.from.as_str();
            from == address || from == as_page
        };
        if artifact.is_none_or(|artifact| !artifact.listing.is_page())
            && let Some(redirect) = redirects().find(old)
        {
            return Found::Redirect(host_link(&redirect.to));
        }
        if let Some(artifact) = artifact {
            return Found::File(artifact);
        }
        if let Some(page) = self.artifact(&as_page).filter(|_| !address.is_empty()) {
            return Found::Redirect(host_link(&page.path));
        }
        let gone = &site.config.publishing.gone;
        let is_gone = |gone: &crate::config::Gone| gone.path.as_str() == address || gone.path.as_str() == as_page;
        Found::Nothing { gone: gone.iter().any(is_gone) }
    }

    /// The file at an address. There are some ten thousand, which takes less time to go through than to make one page.
    fn artifact(&self, address: &str) -> Option<&'m Artifact<'m>> {
        let page = SitePath::from_output_path(address);
        let file = SitePath::file(address).output_path();
        let find = |artifacts: &'m [Artifact<'m>]| {
            artifacts.iter().find(|artifact| [page.as_str(), &file].contains(&artifact.path.as_str()))
        };
        find(self.artifacts).or_else(|| find(self.indexes(&file)?))
    }

    /// The files that a search looks into, where an address may be that of one of them.
    fn indexes(&self, file: &str) -> Option<&'m [Artifact<'m>]> {
        let editions = self.prepared.editions();
        let is_one = editions.iter().any(|edition| file.starts_with(edition.site.routes.search(1).as_str()));
        is_one.then(|| self.indexes.get_or_init(|| plan_indexes(editions)).as_slice())
    }

    /// The page for what is not there, in the language of the folder.
    fn not_found(&self, address: &str, status: u16, problems: &mut Diagnostics) -> Result<Option<Answer>> {
        let folder = |edition: &&Edition| edition.site.routes.folder().len();
        let editions = self.prepared.editions().iter();
        let edition = editions.filter(|edition| address.starts_with(edition.site.routes.folder())).max_by_key(folder);
        let page = edition.and_then(|edition| self.artifact(edition.site.routes.not_found().as_str()));
        page.map_or_else(|| Ok(Some(Answer::nothing())), |page| self.file(page, status, problems))
    }

    fn file(&self, artifact: &Artifact<'_>, status: u16, problems: &mut Diagnostics) -> Result<Option<Answer>> {
        let kind = kind(&artifact.path.output_path());
        let is_html = kind.starts_with("text/html");
        let answer = |bytes: &[u8]| {
            let body = if is_html { with_script(bytes, self.revision) } else { bytes.to_vec() };
            Answer { status, kind, location: None, body }
        };
        let key = match artifact.content {
            Content::Page { .. } => key_of_page(self.prepared, artifact),
            _ => None,
        };
        if let Some(page) = key.and_then(|key| self.pages.get(key)) {
            return Ok(Some(answer(&page)));
        }
        let Some(bytes) = make_one(self.root, self.prepared, artifact, problems)? else { return Ok(None) };
        if let Some(key) = key {
            self.pages.insert(key, bytes.to_vec());
        }
        Ok(Some(answer(&bytes)))
    }
}

/// What a file is, told by its name.
fn kind(path: &str) -> String {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let is_text = kind.type_() == "text" || matches!(kind.subtype().as_str(), "json" | "javascript" | "xml");
    if is_text { format!("{}; charset=utf-8", kind.essence_str()) } else { kind.essence_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_those_that_hosts_send() {
        for (name, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("theme/style.0123.css", "text/css; charset=utf-8"),
            ("theme/search.js", "text/javascript; charset=utf-8"),
            ("map/world.svg", "image/svg+xml"),
            ("assets/a.webp", "image/webp"),
            ("assets/a.avif", "image/avif"),
            ("theme/fonts/a.woff2", "font/woff2"),
            ("data/cases.json", "application/json; charset=utf-8"),
            ("data/cases.csv", "text/csv; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("report.pdf", "application/pdf"),
            ("CNAME", "application/octet-stream"),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
        assert!(kind("feed.xml").contains("xml; charset=utf-8"));
    }
}
