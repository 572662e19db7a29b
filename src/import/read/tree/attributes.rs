//! What a post shows by its attributes, as elements: pictures behind boxes, places in a picture that lead somewhere.
//!
//! Comes in: a cleaned tree; goes out: the same tree with a picture for each background and a link for each place, and what
//! can only be named in the report: the still picture of a film, its subtitles, what stands in the fields of a form.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::super::accounting::{Accounting, LeftOut};
use crate::base::url::is_web_address;
use crate::html::{Document, NodeId, parse_fragment, style_addresses};
use crate::import::input::is_picture;

/// Where the picture behind a box is kept: by old HTML, and by plug-ins that load it late.
const BACKGROUNDS: [&str; 9] = [
    "background",
    "data-bg",
    "data-background",
    "data-background-image",
    "data-bg-image",
    "data-bg-url",
    "data-lazy-bg",
    "data-image-src",
    "data-parallax-image",
];
/// Where page builders keep what a box shows, as JSON.
const SETTINGS: [&str; 4] = ["data-settings", "data-slides", "data-vc-parallax-image", "data-options"];
/// Where scripts keep the address that a click on a box opens.
const CLICKED: [&str; 4] = ["data-href", "data-link", "data-url", "onclick"];
/// The number that a script counts up to.
const COUNTED: [&str; 4] = ["data-to-value", "data-number-value", "data-count-to", "data-counter-value"];
/// Elements that no picture can be put into.
const CLOSED: [&str; 22] = [
    "img", "input", "br", "hr", "table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "select", "textarea",
    "iframe", "video", "audio", "object", "embed", "svg", "canvas", "picture",
];

/// Puts elements in the place of what attributes show.
pub(in crate::import::read) fn show_attributes(document: &mut Document) -> Accounting {
    let mut account = Accounting::default();
    for node in document.descendants(document.root()).collect::<Vec<_>>() {
        let Some(name) = document.name(node).map(str::to_owned) else { continue };
        show_backgrounds(document, node, &name, &mut account);
        for address in clicked_addresses(document, node) {
            account.addresses.push(LeftOut { reason: sentence!("address that a click on a box opens"), text: address });
        }
        for value in COUNTED.iter().filter_map(|name| document.attribute(node, name)) {
            account
                .said
                .push(LeftOut { reason: sentence!("number that a script counts up to"), text: value.to_owned() });
        }
        match name.as_str() {
            "area" => show_area(document, node),
            "video" => omit(&mut account, document, node, "poster", sentence!("still picture of a film")),
            "track" => {
                omit(&mut account, document, node, "src", sentence!("subtitles of a film"));
                leave_out(&mut account, document, node, &["label"], sentence!("name of subtitles"));
            }
            "source" if !is_within_media(document, node) => omit(&mut account, document, node, "src", STRAY_SOURCE),
            "object" => show_parameters(document, node),
            "iframe" => show_frame(document, node, &mut account),
            "form" => omit(
                &mut account,
                document,
                node,
                "action",
                sentence!("form, which a page without a server cannot send"),
            ),
            "input" => leave_out_field(document, node, &mut account),
            "textarea" => leave_out(&mut account, document, node, &["placeholder"], FIELD),
            "option" | "optgroup" => leave_out(&mut account, document, node, &["label"], FIELD),
            _ => {}
        }
    }
    account
}

const STRAY_SOURCE: &str = sentence!("file of a film or a sound that stands outside of any, which no browser plays");
const IN_SETTINGS: &str = sentence!("address in the settings of a box");
const FIELD: &str = sentence!("field or button of a form, which a page without a server has not");

/// Leaves out the address that an attribute holds.
fn omit(account: &mut Accounting, document: &Document, node: NodeId, attribute: &str, reason: &'static str) {
    let address = document.attribute(node, attribute).map(str::trim).filter(|address| !address.is_empty());
    account.addresses.extend(LeftOut::all(reason, address.map(str::to_owned)));
}

/// Leaves out the words that attributes hold.
fn leave_out(account: &mut Accounting, document: &Document, node: NodeId, attributes: &[&str], reason: &'static str) {
    let values = attributes.iter().filter_map(|name| document.attribute(node, name));
    let values = values.map(str::trim).filter(|value| !value.is_empty()).map(str::to_owned);
    account.said.extend(LeftOut::all(reason, values));
}

/// The pictures behind a box become its first pictures, each address once.
fn show_backgrounds(document: &mut Document, node: NodeId, name: &str, account: &mut Accounting) {
    let mut addresses: Vec<String> = Vec::new();
    for property in ["background", "background-image"] {
        let value = document.style(node, property).unwrap_or_default();
        addresses.extend(style_addresses(value).into_iter().map(str::to_owned));
    }
    for value in BACKGROUNDS.iter().filter_map(|name| document.attribute(node, name)) {
        let within = style_addresses(value);
        let alone = (within.is_empty() && (is_web_address(value) || is_picture(value))).then_some(value.trim());
        addresses.extend(within.into_iter().chain(alone).map(str::to_owned));
    }
    for value in SETTINGS.iter().filter_map(|name| document.attribute(node, name)) {
        addresses.extend(addresses_in_settings(value));
    }
    let mut known: BTreeSet<String> = document
        .descendants(node)
        .filter(|inner| document.is_named(*inner, &["img"]))
        .filter_map(|image| document.attribute(image, "src").map(str::to_owned))
        .collect();
    addresses.retain(|address| !address.starts_with("data:") && known.insert(address.clone()));
    // What is said of an address in settings is no place for it.
    let others = BACKGROUNDS.iter().chain(&SETTINGS).filter_map(|name| document.attribute(node, name));
    let others = others.flat_map(|value| addresses_within(&value.replace("\\/", "/")));
    let others: BTreeSet<String> = others.filter(|address| !known.contains(address)).collect();
    account.addresses.extend(LeftOut::all(IN_SETTINGS, others));
    let first = document.first_child(node);
    let alt = document.attribute(node, "aria-label").unwrap_or_default().to_owned();
    for address in addresses {
        if !is_picture(&address) && is_web_address(&address) && !has_style_address(document, node, &address) {
            account.addresses.push(LeftOut { reason: IN_SETTINGS, text: address });
            continue;
        }
        if CLOSED.contains(&name) {
            account
                .addresses
                .push(LeftOut { reason: sentence!("picture behind an element that holds none"), text: address });
            continue;
        }
        let picture = document.new_element("img", &[("src", &address), ("alt", &alt)]);
        // In a paragraph of its own, unless what holds it is a line.
        let holder =
            if document.is_named(node, &["div", "section", "article", "header", "footer", "aside", "main", "figure"]) {
                let paragraph = document.new_element("p", &[]);
                document.append(paragraph, picture);
                paragraph
            } else {
                picture
            };
        match first {
            Some(first) => document.insert_before(first, holder),
            None => document.append(node, holder),
        }
    }
}

/// Whether the element's style names the address: what stands there is a picture, whatever it is called.
fn has_style_address(document: &Document, node: NodeId, address: &str) -> bool {
    let values = ["background", "background-image"].into_iter().filter_map(|property| document.style(node, property));
    let others = BACKGROUNDS.iter().filter_map(|name| document.attribute(node, name));
    values.flat_map(style_addresses).any(|one| one == address)
        || others.into_iter().any(|value| value.contains(address))
}

/// The web addresses in settings: values of JSON, however deep.
pub(super) fn addresses_in_settings(settings: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(json) = serde_json::from_str::<Json>(settings) else {
        found.extend(Some(settings.trim()).filter(|value| is_web_address(value)).map(str::to_owned));
        return found;
    };
    let mut rest = vec![&json];
    while let Some(value) = rest.pop() {
        match value {
            Json::String(text) if is_web_address(text) => found.push(text.clone()),
            Json::Array(values) => rest.extend(values.iter().rev()),
            Json::Object(fields) => rest.extend(fields.values()),
            _ => {}
        }
    }
    found
}

/// The address that a script opens when the box is clicked.
pub(super) fn clicked_addresses(document: &Document, node: NodeId) -> Vec<String> {
    CLICKED.iter().filter_map(|name| document.attribute(node, name)).flat_map(addresses_within).collect()
}

/// The web addresses in a text of any kind: each up to what no address has, also where one stands within another.
fn addresses_within(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| c.is_whitespace() || "\"'<>`)\\".contains(c));
    let from_here = parts.flat_map(|part| part.match_indices("http").map(|(at, _)| &part[at..]));
    from_here.filter(|address| is_web_address(address)).map(str::to_owned).collect()
}

/// A place in a picture becomes a link with its name.
fn show_area(document: &mut Document, area: NodeId) {
    let attribute = |name: &str| document.attribute(area, name).map(str::trim).filter(|value| !value.is_empty());
    let Some(address) = attribute("href").map(str::to_owned) else { return };
    let name = attribute("alt").or(attribute("title")).or(attribute("aria-label")).unwrap_or(&address).to_owned();
    let (link, text) = (document.new_element("a", &[("href", &address)]), document.new_text(&name));
    document.append(link, text);
    let line_break = document.new_element("br", &[]);
    document.insert_before(area, line_break);
    document.insert_before(area, link);
    // What follows is no part of its name; another place brings its own line.
    let is_last = document.next_sibling(area).is_some_and(|next| !document.is_named(next, &["area"]));
    if is_last {
        let line_break = document.new_element("br", &[]);
        document.insert_before(area, line_break);
    }
    document.detach(area);
}

/// Does an element stand in a film, a sound or a picture, which its address belongs to?
fn is_within_media(document: &Document, node: NodeId) -> bool {
    document.ancestors(node).any(|above| document.is_named(above, &["video", "audio", "picture"]))
}

/// Old films name their file in a parameter.
fn show_parameters(document: &mut Document, object: NodeId) {
    if document.attribute(object, "data").is_some_and(|data| !data.trim().is_empty()) {
        return;
    }
    let address = parameters(document, object).into_iter().next();
    if let Some(address) = address {
        document.set_attribute(object, "data", &address);
    }
}

/// The addresses in the parameters of an object.
pub(super) fn parameters(document: &Document, object: NodeId) -> Vec<String> {
    let is_file = |node: NodeId| {
        let name = document.attribute(node, "name").unwrap_or_default().to_ascii_lowercase();
        document.is_named(node, &["param"]) && matches!(name.as_str(), "movie" | "src" | "url" | "filename" | "data")
    };
    let files = document.descendants(object).filter(|node| is_file(*node));
    files
        .filter_map(|node| document.attribute(node, "value"))
        .map(|value| value.trim().to_owned())
        .filter(|value| !value.is_empty())
        .collect()
}

/// The text that a frame carries in itself is told.
fn show_frame(document: &Document, frame: NodeId, account: &mut Accounting) {
    let Some(source) = document.attribute(frame, "srcdoc") else { return };
    let inner = parse_fragment(source).document;
    let words = inner.text(inner.root());
    if !words.is_empty() {
        account.said.push(LeftOut { reason: sentence!("text of a frame"), text: words });
    }
    for node in inner.descendants(inner.root()) {
        let addresses = ["href", "src"].into_iter().filter_map(|name| inner.attribute(node, name)).map(str::trim);
        let addresses = addresses.filter(|address| !address.is_empty() && !address.starts_with("data:"));
        account
            .addresses
            .extend(LeftOut::all(sentence!("address in the text of a frame"), addresses.map(str::to_owned)));
    }
}

fn leave_out_field(document: &Document, field: NodeId, account: &mut Accounting) {
    let kind = document.attribute(field, "type").unwrap_or("text").to_ascii_lowercase();
    match kind.as_str() {
        "hidden" | "password" | "file" => {}
        "checkbox" | "radio" => {
            if document.attribute(field, "checked").is_some() {
                account.said.push(LeftOut { reason: sentence!("tick in a box"), text: "☑".to_owned() });
            }
        }
        "image" => {
            omit(account, document, field, "src", FIELD);
            leave_out(account, document, field, &["alt"], FIELD);
        }
        _ => leave_out(account, document, field, &["value", "placeholder"], FIELD),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(html: &str) -> (String, Vec<String>) {
        let mut document = parse_fragment(html).document;
        let Accounting { addresses, said, .. } = show_attributes(&mut document);
        let told = addresses.into_iter().chain(said).map(|left_out| left_out.text);
        (document.serialize(document.root()), told.collect())
    }

    #[test]
    fn a_source_outside_of_a_film_is_told() {
        for (html, told) in [
            ("<p>One <source src=\"https://a.org/x y<z.mp3\"> two</p>", vec!["https://a.org/x y<z.mp3"]),
            ("<video><source src=\"https://a.org/x.mp4\"></video>", vec![]),
        ] {
            assert_eq!(shown(html).1, told, "{html}");
        }
    }

    #[test]
    fn a_picture_behind_a_box_is_a_picture_in_it() {
        for html in [
            "<div style=\"background-image:url(https://a.org/b.jpg)\">c</div>",
            "<div style=\"background: red url('https://a.org/b.jpg') no-repeat\">c</div>",
            "<div data-bg=\"https://a.org/b.jpg\">c</div>",
            "<div data-settings='{\"background_slideshow_gallery\":[{\"id\":1,\"url\":\"https://a.org/b.jpg\"}]}'>c</div>",
        ] {
            let (html, told) = shown(html);
            assert!(html.contains("><p><img src=\"https://a.org/b.jpg\" alt=\"\"></p>c</div>"), "{html}");
            assert_eq!(told, [""; 0]);
        }
        let cover = "<div class=wp-block-cover style='background-image:url(/b.jpg)'><img src='/b.jpg'></div>";
        assert_eq!(shown(cover).0.matches("<img").count(), 1);
        let described = "<div role=img aria-label='A square' style='background-image:url(/b.jpg)'></div>";
        assert!(shown(described).0.contains("<p><img src=\"/b.jpg\" alt=\"A square\"></p>"));
        assert_eq!(shown("<table background='/b.jpg'></table>").1, ["/b.jpg"]);
        assert_eq!(shown("<div style='background:linear-gradient(red,blue)'>c</div>").1, [""; 0]);
    }

    #[test]
    fn places_in_a_picture_are_links() {
        let (html, _) =
            shown("<map name=m><area href='https://a.org/' alt='The port'><area href='/b'><area alt=c></map>");
        assert!(html.contains("<a href=\"https://a.org/\">The port</a>"), "{html}");
        assert!(html.contains("<a href=\"/b\">/b</a>"), "{html}");
        assert!(shown("<area href=p>d").0.contains("<a href=\"p\">p</a><br>d"), "words grow together");
    }

    #[test]
    fn what_no_page_can_show_is_told() {
        for (html, expected) in [
            (
                "<video poster='/p.jpg' src='/f.mp4'><track src='/t.vtt' label='English'></video>",
                vec!["/p.jpg", "/t.vtt", "English"],
            ),
            (
                "<form action='/send'><input value='Search'><input type=submit value='Send now'><input type=hidden value=x></form>",
                vec!["/send", "Search", "Send now"],
            ),
            ("<input placeholder='Your name'><input type=checkbox checked>", vec!["Your name", "☑"]),
            (
                "<iframe srcdoc=\"<p>Words <a href='https://a.org/'>there</a></p>\"></iframe>",
                vec!["https://a.org/", "Words there"],
            ),
            ("<div onclick=\"location.href='https://a.org/x'\">a</div>", vec!["https://a.org/x"]),
            (
                "<div onclick=\"open(https://a.org/x?u=http://b.org/y)\" data-link='https://'>a</div>",
                vec!["https://a.org/x?u=http://b.org/y", "http://b.org/y"],
            ),
            ("<div data-settings='{\"a\":\"see https:\\/\\/a.org\\/x\"}'></div>", vec!["https://a.org/x"]),
            ("<span data-to-value=250>0</span>", vec!["250"]),
            (
                "<div data-settings='{\"background_video_link\":\"https://a.org/v?x\"}'></div>",
                vec!["https://a.org/v?x"],
            ),
        ] {
            assert_eq!(shown(html).1, expected, "{html}");
        }
    }

    #[test]
    fn an_old_film_has_its_address() {
        let (html, _) = shown("<object><param name=movie value='https://a.org/f.swf'></object>");
        assert!(html.contains("data=\"https://a.org/f.swf\""), "{html}");
    }
}
