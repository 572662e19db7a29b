//! Addresses in a post, made whole.
//!
//! Comes in: a tree and the address of its post; goes out: the tree with links and pictures whose addresses work anywhere.
//! A post may say `/uploads/x.jpg` or `#notes`: that leads somewhere on the old site, and nowhere on the new one.

use url::Url;

use crate::base::srcset::with_addresses;
use crate::html::{Document, NodeId, SRCSET_ATTRIBUTES, style_addresses};

/// Attributes that hold one address.
const SINGLE: [&str; 11] = [
    "href",
    "src",
    "poster",
    "data",
    "background",
    "action",
    "data-orig-file",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
];

/// Makes every address in the tree absolute. Nothing changes where the post does not say where it stands.
pub(in crate::import::read) fn make_absolute(document: &mut Document, post: Option<&str>) {
    let Some(base) = post.and_then(|link| Url::parse(link).ok()) else { return };
    let nodes: Vec<NodeId> = document.descendants(document.root()).collect();
    for node in nodes {
        for name in SINGLE {
            if let Some(address) = document.attribute(node, name).and_then(|value| absolute(&base, value)) {
                document.set_attribute(node, name, &address);
            }
        }
        let style = document.attribute(node, "style").and_then(|style| whole_style(&base, style));
        if let Some(style) = style {
            document.set_attribute(node, "style", &style);
        }
        for name in SRCSET_ATTRIBUTES {
            let set = document.attribute(node, name);
            if let Some(set) = set.and_then(|set| with_addresses(set, |address| absolute(&base, address))) {
                document.set_attribute(node, name, &set);
            }
        }
    }
}

/// A style whose pictures have whole addresses; none where none changes.
fn whole_style(base: &Url, style: &str) -> Option<String> {
    let mut whole = style.to_owned();
    for address in style_addresses(style) {
        if let Some(new) = absolute(base, address) {
            let quoted = |quote: &str, address: &str| format!("{quote}{address}{quote})");
            for quote in ["", "'", "\""] {
                whole = whole.replace(&quoted(quote, address), &quoted(quote, &new));
            }
        }
    }
    (whole != style).then_some(whole)
}

/// The whole address; none for one that is whole already, that is empty, or that nothing can be made of.
fn absolute(base: &Url, address: &str) -> Option<String> {
    let address = address.trim();
    let is_relative = Url::parse(address) == Err(url::ParseError::RelativeUrlWithoutBase);
    (is_relative && !address.is_empty()).then(|| base.join(address).ok().map(String::from)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;

    fn whole(html: &str, post: Option<&str>) -> String {
        let mut document = parse_fragment(html).document;
        make_absolute(&mut document, post);
        document.serialize(document.root())
    }

    #[test]
    fn addresses_within_the_old_site_lead_there_from_anywhere() {
        let html = r##"<a href="/en/other/">a</a><a href="#notes">b</a><img src="../x.jpg" srcset="//cdn.org/x,1.jpg 300w, y.jpg 2x">"##;
        assert_eq!(
            whole(html, Some("https://old.org/en/post/")),
            r##"<a href="https://old.org/en/other/">a</a><a href="https://old.org/en/post/#notes">b</a><img src="https://old.org/en/x.jpg" srcset="https://cdn.org/x,1.jpg 300w, https://old.org/en/post/y.jpg 2x">"##
        );
    }

    #[test]
    fn candidates_need_no_space_between_them() {
        assert_eq!(
            whole("<img srcset=\"a.jpg 1x,/b.jpg 2x\">", Some("https://old.org/post/")),
            "<img srcset=\"https://old.org/post/a.jpg 1x,https://old.org/b.jpg 2x\">"
        );
    }

    #[test]
    fn whole_addresses_and_posts_without_one_stay_as_they_are() {
        for html in
            [r#"<a href="https://a.org/x?y=é">a</a>"#, r#"<a href="mailto:a@b.org">a</a>"#, r#"<a href="">a</a>"#]
        {
            assert_eq!(whole(html, Some("https://old.org/")), html);
        }
        assert_eq!(whole(r#"<a href="/x">a</a>"#, None), r#"<a href="/x">a</a>"#);
    }
}
