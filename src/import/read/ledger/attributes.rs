//! What a reader sees or follows of an element besides its text, for the ledger.
//!
//! Comes in: an element as it stood in the post; goes out: the addresses and words that its attributes show. It shares no
//! tables with the conversion (`attributes`), so that what is forgotten there is missed here.

use crate::html::{Document, NodeId, parse_fragment, style_addresses};

/// What attributes show.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// Addresses of pictures.
    pub images: Vec<String>,
    /// Addresses that something leads to, or that are loaded to be watched or heard.
    pub links: Vec<String>,
    /// Addresses of pictures or of what something leads to: settings do not say which.
    pub any: Vec<String>,
    /// What stands in fields, on buttons, and in frames.
    pub words: Vec<String>,
}

/// What the element's attributes show.
pub(super) fn seen(document: &Document, node: NodeId) -> Seen {
    let Some(element) = document.element(node) else { return Seen::default() };
    let name = document.name(node).unwrap_or_default();
    let mut seen = Seen::default();
    for (key, value) in &element.attributes {
        let is_film = matches!(name, "iframe" | "video" | "audio" | "embed" | "source" | "track");
        match (name, key.as_str()) {
            ("video", "poster") => seen.images.push(value.clone()),
            ("area", "href") | ("object", "data") | ("form", "action") => seen.links.push(value.clone()),
            (_, "src") if is_film => seen.links.push(value.clone()),
            (_, "style") => seen.images.extend(backgrounds(document, node)),
            ("table" | "td" | "th" | "tr" | "body", "background") => seen.images.push(value.clone()),
            ("iframe", "srcdoc") => add_frame(value, &mut seen),
            ("track" | "option" | "optgroup", "label") | ("textarea", "placeholder") => seen.words.push(value.clone()),
            ("input", _) => add_field(document, node, key, value, &mut seen),
            (_, "onclick" | "data-href" | "data-link" | "data-url") => seen.links.extend(web_addresses(value)),
            (_, "data-settings" | "data-slides") => seen.any.extend(web_addresses(&value.replace("\\/", "/"))),
            (_, "data-bg" | "data-background" | "data-background-image") => seen.images.extend(web_addresses(value)),
            (_, "data-to-value" | "data-number-value" | "data-count-to") => seen.words.push(value.clone()),
            _ => {}
        }
    }
    if name == "param" && document.attribute(node, "name").is_some_and(|key| key.eq_ignore_ascii_case("movie")) {
        seen.links.extend(document.attribute(node, "value").map(str::to_owned));
    }
    for list in [&mut seen.images, &mut seen.links, &mut seen.any, &mut seen.words] {
        list.iter_mut().for_each(|value| *value = value.trim().to_owned());
        list.retain(|value| !value.is_empty() && !value.starts_with("data:") && !value.starts_with("about:"));
    }
    seen
}

/// The pictures that the element's style sets behind it.
fn backgrounds(document: &Document, node: NodeId) -> Vec<String> {
    let values = [document.style(node, "background-image"), document.style(node, "background")];
    values.into_iter().flatten().flat_map(style_addresses).map(str::to_owned).collect()
}

fn add_frame(source: &str, seen: &mut Seen) {
    let inner = parse_fragment(source).document;
    seen.words.push(inner.text(inner.root()));
    for node in inner.descendants(inner.root()) {
        seen.links.extend(inner.attribute(node, "href").map(str::to_owned));
        seen.images.extend(inner.attribute(node, "src").filter(|_| inner.is_named(node, &["img"])).map(str::to_owned));
    }
}

/// What a field says before anybody wrote into it.
fn add_field(document: &Document, node: NodeId, key: &str, value: &str, seen: &mut Seen) {
    let kind = document.attribute(node, "type").unwrap_or_default().to_ascii_lowercase();
    match (kind.as_str(), key) {
        ("hidden" | "password" | "file" | "checkbox" | "radio", _) => {}
        ("image", "src") => seen.images.push(value.to_owned()),
        ("image", "alt") | (_, "value" | "placeholder") => seen.words.push(value.to_owned()),
        _ => {}
    }
}

/// Every web address in a text of any kind.
fn web_addresses(text: &str) -> Vec<String> {
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '<' | '>' | '`' | ')' | '\\');
    let starts = text.match_indices("http").map(|(at, _)| &text[at..]);
    let starts = starts.filter(|rest| rest.starts_with("https://") || rest.starts_with("http://"));
    let addresses = starts.map(|rest| rest[..rest.find(ends).unwrap_or(rest.len())].to_owned());
    // One without a host leads nowhere.
    addresses.filter(|address| url::Url::parse(address).is_ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> [Vec<String>; 3] {
        let document = parse_fragment(html).document;
        let mut all = Seen::default();
        for node in document.descendants(document.root()) {
            let seen = seen(&document, node);
            all.images.extend(seen.images);
            all.links.extend(seen.links.into_iter().chain(seen.any));
            all.words.extend(seen.words);
        }
        [all.images, all.links, all.words]
    }

    #[test]
    fn pictures_films_and_links_are_seen_wherever_they_are_kept() {
        let [images, links, _] = found(
            "<div style=\"background-image:url('a.jpg')\" data-settings='{\"x\":\"https:\\/\\/a.org\\/b.jpg\"}'></div>\
             <table background=c.jpg></table><video poster=d.jpg src=e.mp4><source src=f.webm><track src=g.vtt></video>\
             <map><area href=h></map><object data=i.pdf></object><div onclick=\"location='https://a.org/j'\"></div>\
             <form action=k></form><object><param name=movie value=l.swf></object>",
        );
        assert_eq!(images, ["a.jpg", "c.jpg", "d.jpg"]);
        assert_eq!(
            links,
            ["https://a.org/b.jpg", "e.mp4", "f.webm", "g.vtt", "h", "i.pdf", "https://a.org/j", "k", "l.swf"]
        );
    }

    #[test]
    fn words_in_fields_and_frames_are_seen() {
        let [images, links, words] = found(
            "<input type=submit value=Send><input placeholder=Name><input type=hidden value=x><textarea placeholder=Text></textarea>\
             <select><optgroup label=A><option label=B></select><iframe srcdoc='<a href=x>In <img src=y></a>'></iframe>",
        );
        assert_eq!(words, ["Send", "Name", "Text", "A", "B", "In"]);
        assert_eq!((links, images), (vec!["x".to_owned()], vec!["y".to_owned()]));
    }
}
