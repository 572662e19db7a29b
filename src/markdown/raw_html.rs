//! Links and pictures in the HTML that stands in Markdown.
//!
//! In: a tag, or a block of HTML. Out: its addresses, or the same HTML with other addresses. HTML without an address to
//! change is never touched.

use super::elements::{is_void, may_lack_end};
use super::elsewhere;
use super::picture::SIZES;
use super::render::Targets;
use super::tags::{Attributes, Kind, Tags};
use super::writer::is_medium;
use crate::base::srcset;
use crate::html::{Document, NodeId, parse_fragment};
use std::borrow::Cow;

/// An address in HTML.
pub(super) struct RawLink {
    pub target: String,
    pub is_image: bool,
}

/// The attributes of an element that hold one address each.
fn address_keys(document: &Document, id: NodeId) -> &'static [&'static str] {
    match document.name(id) {
        Some("a" | "link") => &["href"],
        Some("img" | "source" | "audio" | "iframe" | "script") => &["src"],
        Some("video") => &["src", "poster"],
        _ => &[],
    }
}

/// HTML without an attribute has no address, and most tags have none.
pub(super) fn may_have_address(html: &str) -> bool {
    html.contains('=')
}

/// The addresses of links, pictures, films, frames, scripts and style sheets; and those on hosts that are loaded unasked.
pub(super) fn links(html: &str) -> (Vec<RawLink>, Vec<String>) {
    if !may_have_address(html) {
        return (Vec::new(), Vec::new());
    }
    let document = parse_fragment(html).document;
    let mut links = Vec::new();
    for id in document.descendants(document.root()) {
        let is_image = document.name(id) == Some("img");
        for key in address_keys(&document, id) {
            let Some(target) = document.attribute(id, key) else { continue };
            let is_image = is_image || *key == "poster";
            links.push(RawLink { target: target.to_owned(), is_image });
        }
        let set =
            document.attribute(id, "srcset").filter(|_| document.is_named(id, &["img", "source"])).unwrap_or_default();
        for place in srcset::addresses(set) {
            links.push(RawLink { target: set[place].to_owned(), is_image: true });
        }
    }
    let loads = if may_have_host(html) { elsewhere::addresses(&document) } else { Vec::new() };
    (links, loads)
}

/// The attributes of a tag, names in lower case, values decoded; of two of one name the first counts.
pub(super) fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for attribute in Attributes::of(tag) {
        let name = attribute.name.to_ascii_lowercase();
        if !all.iter().any(|(other, _)| *other == name) {
            all.push((name, decoded(attribute.value).into_owned()));
        }
    }
    all
}

/// A value with its entities as characters.
fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let document = parse_fragment(&format!("<i title=\"{}\">", value.replace('"', "&quot;"))).document;
    let element = document.first_child(document.root());
    let decoded = element.and_then(|element| document.attribute(element, "title")).map(str::to_owned);
    decoded.map_or(Cow::Borrowed(value), Cow::Owned)
}

/// An address on a host holds two slashes, and most HTML in a body has none.
fn may_have_host(html: &str) -> bool {
    html.contains("//")
}

/// A block of HTML with other addresses, or `None` if none changes. What must not be loaded becomes a link.
pub(super) fn resolve_block(html: &str, targets: &Targets<'_>) -> Option<String> {
    if is_whole(html) { resolve(html, targets, true) } else { resolve_tags(html, targets) }
}

/// Does each element end in this block that begins in it? Others end in another block, with Markdown between.
fn is_whole(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for tag in Tags::new(html) {
        match tag.kind {
            Kind::Start if !is_void(&tag.name) && !tag.is_self_closing => open.push(tag.name),
            Kind::End => match open.iter().rposition(|name| *name == tag.name) {
                Some(start) => open.truncate(start),
                None => return false,
            },
            _ => {}
        }
    }
    open.iter().all(|name| may_lack_end(name))
}

/// The same of a block that is not whole: tag by tag, but for films and frames, which are nothing without their ends.
fn resolve_tags(html: &str, targets: &Targets<'_>) -> Option<String> {
    let mut written = String::new();
    let mut done = 0;
    let mut tags = Tags::new(html);
    while let Some(tag) = tags.next() {
        let (start, mut end) = (tag.span.start, tag.span.end);
        if tag.kind != Kind::Start {
            continue;
        }
        let other = if is_medium(&html[start..end]) {
            end = tags.find(|one| one.kind == Kind::End && one.name == tag.name).map_or(end, |one| one.span.end);
            resolve(&html[start..end], targets, true)
        } else {
            resolve_tag(&html[start..end], targets)
        };
        if let Some(other) = other {
            written.extend([&html[done..start], &other]);
            done = end;
        }
    }
    (done > 0).then(|| written + &html[done..])
}

/// The same of HTML within a paragraph.
pub(super) fn resolve_inline(html: &str, targets: &Targets<'_>) -> Option<String> {
    resolve(html, targets, false)
}

fn resolve(html: &str, targets: &Targets<'_>, is_block: bool) -> Option<String> {
    let mut document = parse_fragment(html).document;
    let mut changed = may_have_host(html) && elsewhere::replace(&mut document, targets.is_foreign, is_block);
    let nodes: Vec<NodeId> = document.descendants(document.root()).collect();
    for id in nodes {
        changed |= fill_picture(&mut document, id, targets) || resolve_addresses(&mut document, id, targets);
    }
    changed.then(|| document.serialize(document.root()))
}

fn resolve_addresses(document: &mut Document, id: NodeId, targets: &Targets<'_>) -> bool {
    let mut changed = false;
    for key in address_keys(document, id) {
        if let Some(address) = document.attribute(id, key).and_then(targets.link) {
            document.set_attribute(id, key, &address);
            changed = true;
        }
    }
    let set = document.attribute(id, "srcset").filter(|_| document.is_named(id, &["img", "source"]));
    if let Some(set) = set.and_then(|set| srcset::with_addresses(set, targets.link)) {
        document.set_attribute(id, "srcset", &set);
        changed = true;
    }
    changed
}

/// A picture of the site gets its sizes, as one in Markdown does. What its writer said stays; one who wrote a set knows
/// better.
fn fill_picture(document: &mut Document, id: NodeId, targets: &Targets<'_>) -> bool {
    if document.name(id) != Some("img") || document.attribute(id, "srcset").is_some() {
        return false;
    }
    let Some(picture) = document.attribute(id, "src").and_then(targets.picture) else { return false };
    document.set_attribute(id, "src", &picture.address);
    let sizes = document.attribute(id, "sizes").unwrap_or(SIZES).to_owned();
    if !picture.set.is_empty() {
        document.set_attribute(id, "srcset", &picture.set);
        document.set_attribute(id, "sizes", &sizes);
    }
    let has_side = ["width", "height"].iter().any(|side| document.attribute(id, side).is_some());
    if let (Some(width), Some(height), false) = (picture.width, picture.height, has_side) {
        document.set_attribute(id, "width", &width.to_string());
        document.set_attribute(id, "height", &height.to_string());
    }
    if document.attribute(id, "loading").is_none() && document.attribute(id, "fetchpriority").is_none() {
        document.set_attribute(id, "loading", "lazy");
    }
    let is_in_picture = document.parent(id).is_some_and(|parent| document.name(parent) == Some("picture"));
    if !picture.webp_set.is_empty() && !is_in_picture {
        let attributes = [("type", "image/webp"), ("srcset", picture.webp_set.as_str()), ("sizes", sizes.as_str())];
        let (around, source) = (document.new_element("picture", &[]), document.new_element("source", &attributes));
        document.insert_before(id, around);
        document.append(around, source);
        document.append(around, id);
    }
    true
}

/// A single tag with another address, or `None` if it does not change.
pub(super) fn resolve_tag(tag: &str, targets: &Targets<'_>) -> Option<String> {
    if tag.starts_with("</") || tag.starts_with("<!") {
        return None;
    }
    let mut written = resolve_inline(tag, targets)?;
    // One that closed itself has its end right behind it.
    if tag.contains("</") {
        return Some(written);
    }
    let has_no_end = ["<img", "<source", "<embed", "<link", "<track"]
        .iter()
        .any(|name| tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    // The tag is all there is; what the tree adds to it is its end.
    let end = written.find("</").filter(|_| !has_no_end).unwrap_or(written.len());
    written.truncate(end);
    Some(written)
}

/// The same of a tag that begins a link or stands in one.
pub(super) fn resolve_tag_in_link(tag: &str, targets: &Targets<'_>) -> Option<String> {
    let is_picture = tag.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("<img"));
    if !is_picture || !may_have_host(tag) {
        return resolve_tag(tag, targets);
    }
    let written = resolve_inline(&format!("<a>{tag}</a>"), targets)?;
    Some(written.strip_prefix("<a>")?.strip_suffix("</a>")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::Picture;

    fn to_new(target: &str) -> Option<String> {
        (target == "a b.png").then(|| "/n?x&y".to_owned())
    }

    fn block(html: &str) -> Option<String> {
        resolve_block(html, &Targets { link: &to_new, ..Targets::default() })
    }

    fn tag(html: &str) -> Option<String> {
        resolve_tag(html, &Targets { link: &to_new, ..Targets::default() })
    }

    #[test]
    fn only_addresses_change() {
        let html = "<figure><img src=\"a b.png\" alt=\"c\"><a href=\"d\">e</a></figure>";
        let expected = "<figure><img src=\"/n?x&amp;y\" alt=\"c\"><a href=\"d\">e</a></figure>";
        assert_eq!(block(html).as_deref(), Some(expected));
        assert_eq!(block("<img src=other>"), None);
        let html = "<video poster=\"a b.png\"></video><script src=\"a b.png\"></script>";
        assert_eq!(block(html).unwrap().matches("/n?x&amp;y").count(), 2);
    }

    #[test]
    fn what_ends_in_another_block_stays_open() {
        assert_eq!(block("<div>\n<a href='a b.png'>x</a>").as_deref(), Some("<div>\n<a href=\"/n?x&amp;y\">x</a>"));
        let rows = "<tr><td><img src='a b.png'></td></tr>\n</table>";
        assert_eq!(block(rows).as_deref(), Some("<tr><td><img src=\"/n?x&amp;y\"></td></tr>\n</table>"));
    }

    #[test]
    fn a_tag_stays_a_tag() {
        assert_eq!(tag("<a href='a b.png' title=x>").as_deref(), Some("<a href=\"/n?x&amp;y\" title=\"x\">"));
        assert_eq!(tag("<img src='a b.png'/>").as_deref(), Some("<img src=\"/n?x&amp;y\">"));
        assert_eq!(tag("</a>"), None);
    }

    #[test]
    fn a_picture_of_the_site_gets_its_sizes() {
        let picture = |target: &str| {
            (target == "a.jpg").then(|| Picture {
                address: "/a-800.jpg".to_owned(),
                webp_set: "/a-400.webp 400w".to_owned(),
                width: Some(4),
                height: Some(3),
                ..Picture::default()
            })
        };
        let targets = Targets { picture: &picture, ..Targets::default() };
        let source = "<source type=\"image/webp\" srcset=\"/a-400.webp 400w\" sizes=\"10rem\">";
        let image = "<img src=\"/a-800.jpg\" sizes=\"10rem\" width=\"4\" height=\"3\" loading=\"lazy\">";
        assert_eq!(
            resolve_tag("<IMG src=a.jpg sizes=10rem>", &targets),
            Some(format!("<picture>{source}{image}</picture>"))
        );
        let own = "<p><img src=\"a.jpg\" width=\"9\"></p>";
        let found = resolve_block(own, &targets).unwrap();
        assert!(found.contains("width=\"9\"") && !found.contains("height"), "{found}");
    }
}
