//! Shortcodes of page builders (Divi, WPBakery, Avada, Enfold), which put a post together from boxes.
//!
//! Comes in: a start tag; goes out: the HTML of what its attributes show (a title, a picture, a button), or nothing for a
//! box that only holds others. What stands between the tags is the post's own HTML and stays. A module whose content is no
//! HTML (`vc_raw_html` holds base64) is not known here, stays in the text and is named in the report.

use super::super::library::MediaLibrary;
use super::elements::{block, gallery_picture, is_picture, is_web_address, numbers_in};
use super::shortcode::Shortcode;

/// How the names of their shortcodes begin.
const PREFIXES: [&str; 4] = ["et_pb_", "vc_", "fusion_", "av_"];
/// Their content is no HTML.
const ENCODED: [&str; 3] = ["vc_raw_html", "vc_raw_js", "fusion_code"];
/// Attributes that a reader sees as a heading.
const HEADINGS: [&str; 3] = ["title", "heading", "name"];
/// Attributes that a reader sees as text.
const TEXTS: [&str; 9] =
    ["subhead", "subtitle", "subheading", "position", "author", "job_title", "company_name", "number", "caption"];
/// Attributes that hold a picture, by its address or its number.
const PICTURES: [&str; 11] = [
    "src",
    "image",
    "image_url",
    "img",
    "portrait_url",
    "logo_image_url",
    "header_image_url",
    "background_image_url",
    "background_image",
    "poster",
    "thumbnail",
];
/// Attributes that hold several pictures, by their numbers.
const GALLERIES: [&str; 3] = ["gallery_ids", "images", "ids"];
/// The address and the words of a button or a link.
const LINKS: [(&str, &[&str]); 6] = [
    ("button_url", &["button_text"]),
    ("button_link", &["button_text"]),
    ("button_one_url", &["button_one_text"]),
    ("button_two_url", &["button_two_text"]),
    ("url", &["title", "button_text", "alt"]),
    ("link", &["title", "button_text", "alt"]),
];

/// Is it the shortcode of a page builder, whose content is HTML?
pub(super) fn is_module(name: &str) -> bool {
    PREFIXES.iter().any(|prefix| name.starts_with(prefix)) && !ENCODED.contains(&name)
}

/// What the start tag of a module shows itself, as HTML.
pub(super) fn shown(code: &Shortcode<'_>, library: &MediaLibrary) -> String {
    let attribute = |name: &str| code.attribute(name).map(decoded);
    let mut html = String::new();
    let is_heading = code.name == "vc_custom_heading";
    let headings = HEADINGS.iter().copied().chain(is_heading.then_some("text"));
    // The title of a button is what stands on it.
    let is_button = code.name.contains("btn") || code.name.contains("button");
    for text in headings.filter(|_| !is_button).filter_map(attribute) {
        html.push_str(&format!("<h4>{}</h4>", escaped(&text)));
    }
    for text in TEXTS.iter().filter_map(|name| attribute(name)) {
        html.push_str(&format!("<p>{}</p>", escaped(&text)));
    }
    let alternative = attribute("alt").unwrap_or_default();
    for value in PICTURES.iter().filter_map(|name| attribute(name)) {
        let number = value.parse().ok().filter(|number| library.by_id.contains_key(number));
        if let Some(number) = number {
            html.push_str(&gallery_picture(number, library));
        } else if is_web_address(&value) && is_picture(&value) {
            html.push_str(&format!("<p><img src=\"{value}\" alt=\"{}\"></p>", escaped(&alternative)));
        } else if is_web_address(&value) {
            html.push_str(&format!("<p><a href=\"{value}\">{value}</a></p>"));
        }
    }
    let numbers = GALLERIES.iter().filter_map(|name| attribute(name)).flat_map(|list| numbers_in(&list));
    for number in numbers.filter(|number| library.by_id.contains_key(number)) {
        html.push_str(&gallery_picture(number, library));
    }
    for (address, words) in LINKS {
        let Some(address) = attribute(address).and_then(|value| link_address(&value)) else { continue };
        let words = words.iter().find_map(|name| attribute(name)).unwrap_or_else(|| address.clone());
        html.push_str(&format!("<p><a href=\"{address}\">{}</a></p>", escaped(&words)));
    }
    block(&html)
}

/// The web addresses in the attributes of a module, whatever they are called.
pub(super) fn addresses<'a>(code: &'a Shortcode<'_>) -> impl Iterator<Item = String> + 'a {
    let values = code.attributes.iter().map(|(_, value)| decoded(value.trim()));
    values.filter_map(|value| link_address(&value))
}

/// WPBakery writes `url:https%3A%2F%2Fa.org|title:Read%20more`.
fn link_address(value: &str) -> Option<String> {
    let address = match value.strip_prefix("url:") {
        Some(rest) => crate::base::url::percent_decode(rest.split('|').next().unwrap_or_default())?,
        None => value.to_owned(),
    };
    is_web_address(&address).then_some(address)
}

/// Divi writes quotes and brackets of its attributes in its own way.
fn decoded(value: &str) -> String {
    value.replace("%22", "\"").replace("%91", "[").replace("%93", "]").replace("%92", "\\")
}

fn escaped(text: &str) -> String {
    // The database has the entities of HTML in attributes already.
    text.replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::super::shortcode::shortcode;
    use super::*;

    fn html(text: &str) -> String {
        let mut library = MediaLibrary::default();
        library.by_id.insert(7, "https://a.org/seven.jpg".into());
        shown(&shortcode(text).unwrap(), &library).replace('\n', "")
    }

    #[test]
    fn what_the_attributes_of_a_module_show_is_shown() {
        assert_eq!(html("[et_pb_row _builder_version=\"4.9\" custom_padding=\"0|0\"]"), "");
        assert_eq!(
            html("[et_pb_image src=\"https://a.org/x.jpg\" alt=\"A %22view%22\" /]"),
            "<p><img src=\"https://a.org/x.jpg\" alt=\"A &quot;view&quot;\"></p>"
        );
        assert_eq!(html("[et_pb_blurb title=\"Water &amp; soil\"]"), "<h4>Water &amp; soil</h4>");
        assert_eq!(
            html("[et_pb_button button_url=\"https://a.org/r.pdf\" button_text=\"The report\"]"),
            "<p><a href=\"https://a.org/r.pdf\">The report</a></p>"
        );
        assert!(html("[vc_single_image image=\"7\"]").contains("src=\"https://a.org/seven.jpg\""));
        assert!(html("[vc_gallery images=\"7,8\"]").contains("seven.jpg"));
        assert_eq!(html("[vc_custom_heading text=\"Oslo, Norway\"]"), "<h4>Oslo, Norway</h4>");
        assert_eq!(
            html("[vc_btn title=\"More\" link=\"url:https%3A%2F%2Fa.org%2F|title:x\"]"),
            "<p><a href=\"https://a.org/\">More</a></p>"
        );
        assert_eq!(
            html("[vc_video link=\"https://vimeo.com/1\"]"),
            "<p><a href=\"https://vimeo.com/1\">https://vimeo.com/1</a></p>"
        );
    }

    #[test]
    fn modules_are_told_by_their_names() {
        assert!(is_module("et_pb_section") && is_module("vc_column_text"));
        assert!(!is_module("vc_raw_html") && !is_module("contact-form-7") && !is_module("gallery"));
    }
}
