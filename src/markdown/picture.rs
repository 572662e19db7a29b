//! Pictures as HTML: in several sizes, with their proportions, and as figures where they have a title.

use std::borrow::Cow;

use super::attributes::{push_attribute, push_href};
use super::elsewhere::file_name;

/// How wide a picture in running text is shown, for the browser's choice among sizes: a line of text is 44 rem at most.
pub(super) const SIZES: &str = "(min-width: 48rem) 44rem, 100vw";

/// What is known of a picture of the site. Addresses are as they are to be written, sets of them as `srcset` has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// The address for browsers that know no sets.
    pub address: String,
    /// The same picture in several widths; empty where there is one.
    pub set: String,
    /// The same in WebP; empty where there is none.
    pub webp_set: String,
    /// Its width in pixels.
    pub width: Option<u32>,
    /// Its height.
    pub height: Option<u32>,
    /// Its average colour, which is shown until it has come.
    pub color: Option<String>,
}

/// When a picture is fetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loading {
    /// At once, before others: it is seen as soon as the page is.
    Eager,
    /// When it is about to be seen.
    Lazy,
}

impl Loading {
    fn attributes(self) -> &'static str {
        match self {
            Self::Eager => " fetchpriority=\"high\"",
            Self::Lazy => " loading=\"lazy\" decoding=\"async\"",
        }
    }
}

/// Adds the element for a picture. `alt` and `title` are plain text.
pub(super) fn push_element(html: &mut String, picture: &Picture, alt: &str, title: &str, loading: Loading) {
    let has_sources = !picture.webp_set.is_empty();
    if has_sources {
        html.push_str("<picture><source type=\"image/webp\"");
        push_set(html, &picture.webp_set);
        html.push('>');
    }
    html.push_str("<img src=\"");
    push_href(html, &picture.address);
    html.push('"');
    if !picture.set.is_empty() {
        push_set(html, &picture.set);
    }
    push_named(html, "alt", alt);
    if !title.is_empty() {
        push_named(html, "title", title);
    }
    if let (Some(width), Some(height)) = (picture.width, picture.height) {
        html.push_str(&format!(" width=\"{width}\" height=\"{height}\""));
    }
    if let Some(color) = &picture.color {
        html.push_str(&format!(" style=\"background-color:{color}\""));
    }
    html.push_str(loading.attributes());
    html.push('>');
    if has_sources {
        html.push_str("</picture>");
    }
}

/// Adds the same with a caption.
pub(super) fn push_figure(html: &mut String, picture: &Picture, alt: &str, caption: &str, loading: Loading) {
    html.push_str("<figure>");
    push_element(html, picture, alt, "", loading);
    html.push_str("<figcaption>");
    push_attribute(html, caption);
    html.push_str("</figcaption></figure>");
}

/// Adds a link in the place of a picture that must not be loaded: with its description or its title, else with the name of its
/// file. Within a link these are words.
pub(super) fn push_link(html: &mut String, address: &str, alt: &str, title: &str, is_in_link: bool) {
    let name = [alt, title].into_iter().find(|words| !words.trim().is_empty());
    let name = name.map_or_else(|| Cow::Owned(file_name(address)), Cow::Borrowed);
    if is_in_link {
        return push_attribute(html, &name);
    }
    html.push_str("<a href=\"");
    push_href(html, address);
    html.push('"');
    if !title.is_empty() && *title != *name {
        push_named(html, "title", title);
    }
    html.push('>');
    push_attribute(html, &name);
    html.push_str("</a>");
}

/// Adds the same with a caption, which is the name of the link where the picture has no other.
pub(super) fn push_linked_figure(html: &mut String, address: &str, alt: &str, caption: &str) {
    let is_named = !alt.trim().is_empty() && alt.trim() != caption.trim();
    html.push_str("<figure>");
    if is_named {
        push_link(html, address, alt, "", false);
    }
    html.push_str("<figcaption>");
    if is_named {
        push_attribute(html, caption);
    } else {
        push_link(html, address, caption, "", false);
    }
    html.push_str("</figcaption></figure>");
}

/// Adds the attributes of a picture in several sizes.
fn push_set(html: &mut String, set: &str) {
    push_named(html, "srcset", set);
    push_named(html, "sizes", SIZES);
}

fn push_named(html: &mut String, name: &str, value: &str) {
    html.extend([" ", name, "=\""]);
    push_attribute(html, value);
    html.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_which_nothing_is_known_is_an_address() {
        let picture = Picture { address: "/a b.jpg".to_owned(), ..Picture::default() };
        let mut html = String::new();
        push_element(&mut html, &picture, "x \"y\"", "", Loading::Lazy);
        assert_eq!(html, "<img src=\"/a%20b.jpg\" alt=\"x &quot;y&quot;\" loading=\"lazy\" decoding=\"async\">");
    }

    #[test]
    fn a_picture_in_several_sizes_has_its_proportions_and_its_colour() {
        let picture = Picture {
            address: "/a-800.jpg".to_owned(),
            set: "/a-800.jpg 800w, /a-1600.jpg 1600w".to_owned(),
            webp_set: "/a-400.webp 400w".to_owned(),
            width: Some(1600),
            height: Some(900),
            color: Some("#123456".to_owned()),
        };
        let mut html = String::new();
        push_figure(&mut html, &picture, "x", "A & B", Loading::Eager);
        assert_eq!(
            html,
            "<figure><picture><source type=\"image/webp\" srcset=\"/a-400.webp 400w\" sizes=\"(min-width: 48rem) 44rem, \
             100vw\"><img src=\"/a-800.jpg\" srcset=\"/a-800.jpg 800w, /a-1600.jpg 1600w\" sizes=\"(min-width: 48rem) \
             44rem, 100vw\" alt=\"x\" width=\"1600\" height=\"900\" style=\"background-color:#123456\" \
             fetchpriority=\"high\"></picture><figcaption>A &amp; B</figcaption></figure>"
        );
    }
}
