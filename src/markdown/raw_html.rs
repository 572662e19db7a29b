//! Links and pictures in the HTML that stands in Markdown.
//!
//! In: a tag, or a block of HTML. Out: its addresses, or the same HTML with other addresses. HTML without an address to
//! change is never touched.

use crate::html::{Document, NodeId, parse_fragment};

/// An address in HTML.
pub(super) struct RawLink {
    pub target: String,
    pub is_image: bool,
    /// The alternative text of a picture, the words of a link (empty for a single tag).
    pub text: String,
}

fn address_key(document: &Document, id: NodeId) -> Option<&'static str> {
    match document.name(id)? {
        "a" => Some("href"),
        "img" | "source" | "video" | "audio" | "iframe" => Some("src"),
        _ => None,
    }
}

/// The addresses of links, pictures, films and frames.
pub(super) fn links(html: &str) -> Vec<RawLink> {
    let document = parse_fragment(html).document;
    let mut links = Vec::new();
    for id in document.descendants(document.root()) {
        let Some(target) = address_key(&document, id).and_then(|key| document.attribute(id, key)) else { continue };
        let is_image = document.name(id) == Some("img");
        let text = match document.attribute(id, "alt") {
            Some(alt) if is_image => alt.to_owned(),
            _ => document.text(id),
        };
        links.push(RawLink { target: target.to_owned(), is_image, text });
    }
    links
}

/// A block of HTML with other addresses, or `None` if none changes. What changes is written whole: a tag that the block
/// leaves open ends with it.
pub(super) fn resolve_block(html: &str, resolve: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let mut document = parse_fragment(html).document;
    let nodes: Vec<NodeId> = document.descendants(document.root()).collect();
    let mut changed = false;
    for id in nodes {
        let Some(key) = address_key(&document, id) else { continue };
        if let Some(address) = document.attribute(id, key).and_then(resolve) {
            document.set_attribute(id, key, &address);
            changed = true;
        }
    }
    changed.then(|| document.serialize(document.root()))
}

/// A single tag with another address, or `None` if it does not change.
pub(super) fn resolve_tag(tag: &str, resolve: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    if tag.starts_with("</") || tag.starts_with("<!") {
        return None;
    }
    let written = resolve_block(tag, resolve)?;
    // The tag is all there is; what the tree adds to it is its end.
    let end = written.find("</").unwrap_or(written.len());
    Some(written[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to_new(target: &str) -> Option<String> {
        (target == "a b.png").then(|| "/n?x&y".to_owned())
    }

    #[test]
    fn only_addresses_change() {
        let html = "<figure><img src=\"a b.png\" alt=\"c\"><a href=\"d\">e</a></figure>";
        let expected = "<figure><img src=\"/n?x&amp;y\" alt=\"c\"><a href=\"d\">e</a></figure>";
        assert_eq!(resolve_block(html, &to_new).as_deref(), Some(expected));
        assert_eq!(resolve_block("<img src=other>", &to_new), None);
    }

    #[test]
    fn a_tag_stays_a_tag() {
        assert_eq!(
            resolve_tag("<a href='a b.png' title=x>", &to_new).as_deref(),
            Some("<a href=\"/n?x&amp;y\" title=\"x\">")
        );
        assert_eq!(resolve_tag("<img src='a b.png'/>", &to_new).as_deref(), Some("<img src=\"/n?x&amp;y\">"));
        assert_eq!(resolve_tag("</a>", &to_new), None);
    }
}
