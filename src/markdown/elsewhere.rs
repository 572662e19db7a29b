//! What HTML in a body would load from other hosts.
//!
//! In: a tree of HTML, and which addresses must not be asked. Out: the addresses on other hosts that a browser asks as soon
//! as the page is open, or the same tree with links in the place of pictures, films and frames, so that a reader may follow
//! them and nothing is asked unasked. Scripts and written-out style sheets stay as they are: what a page would be without
//! them nobody can say.

use std::collections::BTreeMap;

use crate::base::srcset;
use crate::base::url::percent_decode;
use crate::html::{Document, NodeId, parse_fragment};

/// Attributes of SVG that hold `url(…)`, and that of HTML.
const STYLES: [&str; 10] =
    ["style", "fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker-start", "marker-mid", "marker-end"];

/// The kinds of `link` whose file is asked for at once.
const LOADING_RELATIONS: [&str; 9] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "manifest",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
];

/// An attribute of an element, and an address in it that is loaded.
type Load = (String, String);

/// Is this the address of something on a host? Others are never asked about.
pub(super) fn is_on_a_host(address: &str) -> bool {
    let scheme = address.split_once("//").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| ["", "https:", "http:"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

/// The addresses on hosts that this HTML loads, in order.
pub(super) fn addresses(document: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for id in document.descendants(document.root()) {
        found.extend(loads(document, id).into_iter().map(|(_, address)| address));
        if let Some(inner) = inner_page(document, id) {
            found.extend(addresses(&parse_fragment(inner).document));
        }
    }
    found
}

/// What a frame shows that is written in its tag.
fn inner_page(document: &Document, id: NodeId) -> Option<&str> {
    document.attribute(id, "srcdoc").filter(|inner| inner.contains("//"))
}

/// What this element loads from hosts.
fn loads(document: &Document, id: NodeId) -> Vec<Load> {
    let Some(element) = document.element(id) else { return Vec::new() };
    let name = document.name(id).unwrap_or_default();
    let mut loads: Vec<Load> = Vec::new();
    for (key, value) in element.attributes.iter().filter(|(_, value)| value.contains("//")) {
        let addresses: Vec<&str> = match key.as_str() {
            "src" if name == "script" => Vec::new(),
            "src" | "poster" | "background" => vec![value.trim()],
            "data" if name == "object" => vec![value.trim()],
            "srcset" | "imagesrcset" => srcset::addresses(value).into_iter().map(|place| &value[place]).collect(),
            "href" | "xlink:href" if is_loaded(document, id) => vec![value.trim()],
            style if STYLES.contains(&style) => css_addresses(value).collect(),
            _ => Vec::new(),
        };
        let hosts = addresses.into_iter().filter(|address| is_on_a_host(address));
        loads.extend(hosts.map(|address| (key.clone(), address.to_owned())));
    }
    loads
}

/// Does this element load what its `href` names?
fn is_loaded(document: &Document, id: NodeId) -> bool {
    if document.name(id) != Some("link") {
        return document.is_named(id, &["image", "use", "feImage", "mpath"]);
    }
    let relations = document.attribute(id, "rel").unwrap_or_default().to_ascii_lowercase();
    relations.split_ascii_whitespace().any(|word| LOADING_RELATIONS.contains(&word))
}

/// The addresses in declarations.
fn css_addresses(css: &str) -> impl Iterator<Item = &str> {
    let ends = |character: char| character.is_whitespace() || "\"'(),;".contains(character);
    css.split(ends).filter(|word| is_on_a_host(word))
}

/// Puts links in the place of what would be loaded from addresses that are foreign, and says whether there was any.
/// `is_block`: the HTML stands between paragraphs, and not in one.
pub(super) fn replace(document: &mut Document, is_foreign: &dyn Fn(&str) -> bool, is_block: bool) -> bool {
    let nodes: Vec<NodeId> = document.descendants(document.root()).collect();
    let mut parts = Parts::new();
    let mut changed = false;
    // What stands in an element comes before it: a film needs to know what became of its sources.
    for id in nodes.into_iter().rev() {
        changed |= replace_inner_page(document, id, is_foreign);
        let mut gone: Vec<Load> = loads(document, id);
        gone.retain(|(_, address)| is_foreign(address));
        if !gone.is_empty() || parts.contains_key(&id) {
            gone.iter().for_each(|(key, _)| take_out(document, id, key, is_foreign));
            leave_links(document, id, &gone, &mut parts, is_block);
            changed = true;
        }
    }
    changed
}

/// For films and pictures, the addresses that parts of them had.
type Parts = BTreeMap<NodeId, Vec<String>>;

/// Puts links in the place of an element that lost these addresses, if it is nothing without them, or beside it.
fn leave_links(document: &mut Document, id: NodeId, gone: &[Load], parts: &mut Parts, is_block: bool) {
    let addresses = |keys: &[&str]| {
        let of_keys = gone.iter().filter(|(key, _)| keys.contains(&key.as_str()));
        of_keys.map(|(_, address)| address.clone()).collect::<Vec<String>>()
    };
    let around = document.parent(id);
    let is_in = |names: &[&str]| around.filter(|around| document.is_named(*around, names));
    let lost = |keys: &[&str]| !addresses(keys).is_empty() && !has_any(document, id, keys);
    match document.name(id).unwrap_or_default() {
        "img" if lost(&["src", "srcset"]) => {
            if let Some(picture) = is_in(&["picture"]) {
                parts.entry(picture).or_default();
            }
            // Sizes of one picture are one picture.
            let address =
                [addresses(&["src"]), addresses(&["srcset"])].concat().into_iter().take(1).collect::<Vec<_>>();
            put_links(document, id, &address, is_block);
            document.detach(id);
        }
        "source" | "track" if lost(&["src", "srcset"]) => {
            match is_in(&["video", "audio", "picture"]) {
                Some(medium) => drop(parts.entry(medium).or_default().splice(0..0, addresses(&["src"]))),
                None => put_links(document, id, &addresses(&["src"]), is_block),
            }
            document.detach(id);
        }
        "video" | "audio" => {
            let of_parts = parts.remove(&id).unwrap_or_default();
            let all = [addresses(&["src"]), of_parts, addresses(&["poster"])].concat();
            put_links(document, id, &all, is_block);
            if !all.is_empty() && !has_any(document, id, &["src"]) && !has_child(document, id, "source") {
                document.unwrap_element(id);
            }
        }
        "picture" if !has_child(document, id, "img") => {
            // Browsers show nothing of a picture that has only sources.
            let is_source = |child: &NodeId| document.is_named(*child, &["source"]);
            let sources: Vec<NodeId> = document.children(id).filter(is_source).collect();
            sources.into_iter().for_each(|source| document.detach(source));
            document.unwrap_element(id);
        }
        name @ ("iframe" | "frame" | "embed" | "object") if lost(&["src", "data"]) => {
            let is_object = name == "object";
            put_links(document, id, &addresses(&["src", "data"]), is_block);
            if is_object {
                document.unwrap_element(id);
            } else if !has_any(document, id, &["srcdoc"]) {
                document.detach(id);
            }
        }
        "link" => document.detach(id),
        // Of what only decorates, nothing is left.
        _ => {}
    }
}

fn replace_inner_page(document: &mut Document, id: NodeId, is_foreign: &dyn Fn(&str) -> bool) -> bool {
    let Some(inner) = inner_page(document, id) else { return false };
    let mut page = parse_fragment(inner).document;
    if !replace(&mut page, is_foreign, true) {
        return false;
    }
    let page = page.serialize(page.root());
    document.set_attribute(id, "srcdoc", &page);
    true
}

/// Takes the addresses that are foreign out of an attribute; of styles only the declarations that name one.
fn take_out(document: &mut Document, id: NodeId, key: &str, is_foreign: &dyn Fn(&str) -> bool) {
    let style = document.attribute(id, key).filter(|_| key == "style");
    let rest: String = style
        .map(declarations)
        .unwrap_or_default()
        .into_iter()
        .filter(|one| !css_addresses(one).any(is_foreign))
        .collect();
    if rest.trim().is_empty() {
        document.remove_attribute(id, key);
    } else {
        document.set_attribute(id, key, rest.trim());
    }
}

/// The declarations of a style, each with the `;` behind it.
fn declarations(style: &str) -> Vec<&str> {
    let (mut found, mut start) = (Vec::new(), 0);
    let (mut depth, mut quote) = (0_usize, None);
    for (place, character) in style.char_indices() {
        match character {
            _ if quote.is_some() => quote = quote.filter(|quote| *quote != character),
            '"' | '\'' => quote = Some(character),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                found.push(&style[start..=place]);
                start = place + 1;
            }
            _ => {}
        }
    }
    found.push(&style[start..]);
    found
}

fn has_any(document: &Document, id: NodeId, keys: &[&str]) -> bool {
    keys.iter().any(|key| document.attribute(id, key).is_some_and(|value| !value.trim().is_empty()))
}

fn has_child(document: &Document, id: NodeId, name: &str) -> bool {
    document.children(id).any(|child| document.is_named(child, &[name]))
}

/// Puts a link to each address before an element. In a link, where none can stand, there are words.
fn put_links(document: &mut Document, id: NodeId, addresses: &[String], is_block: bool) {
    let is_in_link = document.ancestors(id).any(|above| document.name(above) == Some("a"));
    let is_alone = is_block && !is_in_link && document.parent(id) == Some(document.root());
    for (index, address) in addresses.iter().enumerate() {
        if addresses[..index].contains(address) {
            continue;
        }
        let words = document.new_text(&name_of(document, id, address));
        let link = if is_in_link { words } else { document.new_element("a", &[("href", address)]) };
        document.append(link, words);
        if is_alone {
            let paragraph = document.new_element("p", &[]);
            document.append(paragraph, link);
            document.insert_before(id, paragraph);
        } else {
            if index > 0 {
                let space = document.new_text(" ");
                document.insert_before(id, space);
            }
            document.insert_before(id, link);
        }
    }
}

/// What a picture, a film or a frame is called: as its writer said, else as its file is.
fn name_of(document: &Document, id: NodeId, address: &str) -> String {
    let said = ["alt", "title", "aria-label"].iter().filter_map(|key| document.attribute(id, key));
    let said = said.map(str::trim).find(|words| !words.is_empty());
    let is_frame = document.is_named(id, &["iframe", "frame"]);
    said.map_or_else(|| if is_frame { host(address).to_owned() } else { file_name(address) }, str::to_owned)
}

/// The host in an address.
fn host(address: &str) -> &str {
    let rest = address.split_once("//").map_or(address, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest)
}

/// The name of the file that an address leads to, for people; that of the host where there is none.
#[must_use]
pub fn file_name(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let path = path.split_once("//").map_or(path, |(_, rest)| rest);
    let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(address);
    percent_decode(name).unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(html: &str) -> Option<String> {
        let mut document = parse_fragment(html).document;
        let is_foreign = |address: &str| host(address) == "a.example";
        replace(&mut document, &is_foreign, true).then(|| document.serialize(document.root()))
    }

    #[test]
    fn media_on_other_hosts_become_links() {
        for (html, expected) in [
            (
                "<p><img src=https://a.example/x.png alt=\"A tram\"></p>",
                "<p><a href=\"https://a.example/x.png\">A tram</a></p>",
            ),
            ("<img src=//a.example/f/x%20y.png>", "<p><a href=\"//a.example/f/x%20y.png\">x y.png</a></p>"),
            (
                "<p><img srcset='https://a.example/x.png 1x, https://a.example/y.png 2x'></p>",
                "<p><a href=\"https://a.example/x.png\">x.png</a></p>",
            ),
            ("<a href=/x><img src=https://a.example/x.png alt=T></a>", "<a href=\"/x\">T</a>"),
            (
                "<figure><img src=https://a.example/x.png><figcaption>C</figcaption></figure>",
                "<figure><a href=\"https://a.example/x.png\">x.png</a><figcaption>C</figcaption></figure>",
            ),
            (
                "<p><picture><source srcset=https://a.example/x.webp><img src=https://a.example/x.png alt=T></picture></p>",
                "<p><a href=\"https://a.example/x.png\">T</a></p>",
            ),
            (
                "<p><iframe src='https://a.example/embed/1'></iframe></p>",
                "<p><a href=\"https://a.example/embed/1\">a.example</a></p>",
            ),
            (
                "<iframe title=Film src='https://a.example/1'></iframe>",
                "<p><a href=\"https://a.example/1\">Film</a></p>",
            ),
            (
                "<p><video poster=https://a.example/p.jpg><source src=https://a.example/1.mp4><source src=https://a.example/2.webm>Old</video></p>",
                "<p><a href=\"https://a.example/1.mp4\">1.mp4</a> <a href=\"https://a.example/2.webm\">2.webm</a> <a href=\"https://a.example/p.jpg\">p.jpg</a>Old</p>",
            ),
            (
                "<p><audio src=https://a.example/1.mp3 title=Talk></audio></p>",
                "<p><a href=\"https://a.example/1.mp3\">Talk</a></p>",
            ),
            (
                "<p><object data=https://a.example/1.pdf>Old</object></p>",
                "<p><a href=\"https://a.example/1.pdf\">1.pdf</a>Old</p>",
            ),
            ("<p><embed src=https://a.example/></p>", "<p><a href=\"https://a.example/\">a.example</a></p>"),
        ] {
            assert_eq!(replaced(html).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn what_is_the_sites_own_stays_without_what_is_not() {
        for (html, expected) in [
            ("<p><img src=x.png srcset='https://a.example/x.png 2x'></p>", "<p><img src=\"x.png\"></p>"),
            (
                "<p><video src=1.mp4 poster=https://a.example/p.jpg></video></p>",
                "<p><a href=\"https://a.example/p.jpg\">p.jpg</a><video src=\"1.mp4\"></video></p>",
            ),
            (
                "<p><video><source src=1.mp4><source src=https://a.example/2.webm></video></p>",
                "<p><a href=\"https://a.example/2.webm\">2.webm</a><video><source src=\"1.mp4\"></video></p>",
            ),
            ("<p style='color:red; background: url(\"https://a.example/;x\")'>T</p>", "<p style=\"color:red;\">T</p>"),
            ("<p style='background: url(https://a.example/x)'>T</p>", "<p>T</p>"),
            (
                "<table background=https://a.example/x><tbody><tr><td>T</td></tr></tbody></table>",
                "<table><tbody><tr><td>T</td></tr></tbody></table>",
            ),
            ("<link rel=stylesheet href=https://a.example/x.css><p>T</p>", "<p>T</p>"),
            ("<svg><image href=https://a.example/x></image></svg>", "<svg><image></image></svg>"),
            (
                "<iframe srcdoc='<img src=https://a.example/x>'></iframe>",
                "<iframe srcdoc=\"&lt;p&gt;&lt;a href=&quot;https://a.example/x&quot;&gt;x&lt;/a&gt;&lt;/p&gt;\"></iframe>",
            ),
        ] {
            assert_eq!(replaced(html).as_deref(), Some(expected), "{html}");
        }
    }

    #[test]
    fn links_own_files_and_other_hosts_are_left_alone() {
        for html in [
            "<p><a href=https://a.example/>x</a></p>",
            "<p><img src=x.png><img src=https://b.example/x.png><video src=1.mp4></video></p>",
            "<picture><source srcset=x.webp><img src=x.png></picture>",
            "<link rel=canonical href=https://a.example/>",
            "<blockquote cite=https://a.example/>T</blockquote>",
            "<script src=https://a.example/x.js></script>",
        ] {
            assert_eq!(replaced(html), None, "{html}");
        }
    }

    #[test]
    fn all_that_is_replaced_was_found_before() {
        let html = "<p style='background:url(//a.example/1)'><img src=https://a.example/2 srcset='//a.example/3 2x'></p>\
                    <video poster=http://a.example/4><source src=//a.example/5></video><iframe srcdoc='<img src=//a.example/6>'></iframe>";
        let numbers: Vec<String> =
            addresses(&parse_fragment(html).document).iter().map(|address| file_name(address)).collect();
        assert_eq!(numbers, ["1", "2", "3", "4", "5", "6"]);
    }
}
