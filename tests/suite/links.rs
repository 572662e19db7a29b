//! Follows every link of a built folder as a browser and a server would. It shares no code with the program.
//!
//! Comes in: the files of a built site, and how they are served; goes out: every address that leads to no file, and every
//! fragment that no page has. Addresses of other hosts are passed over; those of the site's own are followed.

use std::collections::{BTreeMap, BTreeSet};

use chancery::html::{Document, NodeId, parse_fragment};
use url::Url;

/// How a built folder is reached.
#[derive(Clone, Copy)]
pub enum Served<'a> {
    /// By a web server, at this address (which ends in `/`). It answers folders with their `index.html`.
    At(&'a str),
    /// The same, but a reader has the page open at `/cases/oslo`, whether or not `/cases/oslo/` leads there.
    WithoutSlashes(&'a str),
    /// The same, and it leads from `/cases/oslo` to `/cases/oslo/`.
    WithSlashes(&'a str),
    /// Opened by double-click, from this folder (which ends in `/`).
    File(&'a str),
}

impl Served<'_> {
    fn home(self) -> Url {
        let (Self::At(home) | Self::WithoutSlashes(home) | Self::WithSlashes(home) | Self::File(home)) = self;
        Url::parse(home).unwrap()
    }

    /// The address at which a reader has a page open.
    fn address_of(self, path: &str) -> Url {
        let path = match self {
            Self::File(_) => path.to_owned(),
            Self::At(_) | Self::WithSlashes(_) => path.strip_suffix("index.html").unwrap_or(path).to_owned(),
            Self::WithoutSlashes(_) => {
                path.strip_suffix("/index.html").or(path.strip_suffix("index.html")).unwrap_or(path).to_owned()
            }
        };
        let mut url = self.home();
        url.set_path(&format!("{}{}", decoded(url.path()), path));
        url
    }

    /// The file that an address leads to.
    fn file_at(self, url: &Url, files: &BTreeMap<String, Vec<u8>>) -> Option<String> {
        let (home, path) = (decoded(self.home().path()), decoded(url.path()));
        let path = path.strip_prefix(&home)?.to_owned();
        let index =
            |folder: &str| if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
        let folder = path.trim_end_matches('/');
        let is_folder = path.is_empty() || path.ends_with('/');
        let file = match self {
            Self::File(_) => path.clone(),
            Self::At(_) if is_folder => index(folder),
            Self::WithoutSlashes(_) | Self::WithSlashes(_) if is_folder || files.contains_key(&index(folder)) => {
                index(folder)
            }
            _ => path.clone(),
        };
        files.contains_key(&file).then_some(file)
    }
}

/// What leads nowhere, as `page: address`, and how many links were followed.
pub fn broken_links(files: &BTreeMap<String, Vec<u8>>, served: Served<'_>, base_url: &str) -> (Vec<String>, usize) {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".svg"));
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.clone().map(|(path, bytes)| (path.as_str(), ids(&String::from_utf8_lossy(bytes)))).collect();
    let (mut broken, mut followed) = (Vec::new(), 0);
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        let references = match path.rsplit('.').next() {
            Some("html") => references(&text).into_iter().map(Reference::from).collect(),
            Some("css") => css_addresses(&text).into_iter().map(Reference::from).collect(),
            Some("xml") => xml_addresses(&text),
            _ => continue,
        };
        // The page for addresses that do not exist is shown by a server, at any depth.
        let here = if path == "404.html" { Served::At(base_url) } else { served };
        let mut page = here.address_of(path);
        if path == "404.html" {
            page = page.join("not/here/at/all").unwrap();
        }
        for Reference { address: reference, base } in references {
            let is_own = reference.starts_with(base_url) || base.is_some();
            let base = base.map_or(page.clone(), |base| Url::parse(&base).unwrap());
            let Ok(target) = base.join(&reference) else {
                broken.push(format!("{path}: {reference} is no address"));
                continue;
            };
            let here = if is_own { Served::At(base_url) } else { here };
            let home = here.home();
            if (target.scheme(), target.host()) != (home.scheme(), home.host()) {
                continue;
            }
            followed += 1;
            let itself = reference.starts_with('#').then(|| path.clone()).filter(|path| path.ends_with(".html"));
            let Some(file) = itself.or_else(|| here.file_at(&target, files)) else {
                broken.push(format!("{path}: {reference}"));
                continue;
            };
            let fragment = target.fragment().map(decoded).filter(|fragment| !fragment.is_empty());
            if let Some(fragment) = fragment.filter(|id| !ids.get(file.as_str()).is_some_and(|ids| ids.contains(id))) {
                broken.push(format!("{path}: {reference} (no `{fragment}` in {file})"));
            }
        }
    }
    (broken, followed)
}

/// An address, and what it is relative to where that is not the file it stands in.
struct Reference {
    address: String,
    base: Option<String>,
}

impl From<String> for Reference {
    fn from(address: String) -> Self {
        Self { address, base: None }
    }
}

fn ids(html: &str) -> BTreeSet<String> {
    let document = parse_fragment(html).document;
    document.descendants(document.root()).filter_map(|node| document.attribute(node, "id").map(str::to_owned)).collect()
}

/// Every address in a page.
fn references(html: &str) -> Vec<String> {
    let document = parse_fragment(html).document;
    let mut found = Vec::new();
    for node in document.descendants(document.root()) {
        for name in ["href", "src", "poster", "action", "data"] {
            found.extend(document.attribute(node, name).map(str::to_owned));
        }
        for name in ["srcset", "imagesrcset"] {
            let set = document.attribute(node, name).unwrap_or_default();
            found.extend(set.split(", ").filter_map(|part| part.split_whitespace().next()).map(str::to_owned));
        }
        found.extend(document.attribute(node, "style").map(css_addresses).unwrap_or_default());
        if document.is_named(node, &["style"]) {
            found.extend(css_addresses(&document.text(node)));
        }
        found.extend(meta_address(&document, node));
    }
    found
}

/// Where a redirect leads, the picture for link previews, the canonical address.
fn meta_address(document: &Document, node: NodeId) -> Option<String> {
    let content = document.attribute(node, "content")?;
    match (document.attribute(node, "http-equiv"), document.attribute(node, "property")) {
        (Some("refresh"), _) => Some(content.split_once("url=")?.1.to_owned()),
        (_, Some("og:image" | "og:url")) => Some(content.to_owned()),
        _ => None,
    }
}

fn css_addresses(css: &str) -> Vec<String> {
    let parts = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    parts.map(|part| part.trim_matches(['"', '\'', ' ']).to_owned()).filter(|part| !part.starts_with("data:")).collect()
}

/// The addresses of a feed or a sitemap, and those of its texts, which are escaped HTML with a base of their own.
fn xml_addresses(xml: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    for (index, part) in xml.split("<content type=\"html\" xml:base=\"").enumerate() {
        let (text, outside) = if index == 0 { ("", part) } else { part.split_once("</content>").unwrap() };
        let addresses = ["<loc>", " href=\""].into_iter().flat_map(|mark| outside.split(mark).skip(1));
        let addresses = addresses.filter_map(|rest| rest.split(['"', '<']).next());
        found.extend(addresses.map(|part| Reference::from(part.replace("&amp;", "&"))));
        if let Some((base, escaped)) = text.split_once("\">") {
            let html = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
            let base = Some(base.to_owned());
            found.extend(references(&html).into_iter().map(|address| Reference { address, base: base.clone() }));
        }
    }
    found
}

fn decoded(text: &str) -> String {
    percent_decoded(text.as_bytes())
}

fn percent_decoded(bytes: &[u8]) -> String {
    let mut decoded = Vec::new();
    let mut index = 0;
    while index < bytes.len() {
        let hex = bytes.get(index + 1..index + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.filter(|_| bytes[index] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                index += 3;
            }
            None => {
                decoded.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap()
}

#[test]
fn the_link_checker_finds_what_is_broken() {
    let files: BTreeMap<String, Vec<u8>> = [
        ("index.html", "<a href=/cases/oslo/#a>1</a><a href=cases/oslo#b>2</a><img srcset='x.png 1x, /y.png 2x'>"),
        ("cases/oslo/index.html", "<h2 id=a>A</h2><a href=../../>home</a><link href=../../s.css>"),
        ("s.css", "a { background: url(missing.png) } b { background: url(\"y.png\") }"),
        ("y.png", ""),
    ]
    .into_iter()
    .map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()))
    .collect();
    let broken = |served| broken_links(&files, served, "https://x.org/").0;
    let at = broken(Served::At("https://x.org/"));
    assert_eq!(at, ["index.html: cases/oslo#b", "index.html: x.png", "s.css: missing.png"]);
    let slashes = broken(Served::WithSlashes("https://x.org/"));
    assert_eq!(slashes[0], "index.html: cases/oslo#b (no `b` in cases/oslo/index.html)");
    let file = broken(Served::File("file:///home/me/a%20b/"));
    assert!(file.contains(&"cases/oslo/index.html: ../../".to_owned()), "{file:?}");
    assert!(file.contains(&"index.html: /cases/oslo/#a".to_owned()), "{file:?}");
}
