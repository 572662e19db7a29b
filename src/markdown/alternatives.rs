//! Pictures of a text that say nothing to those who do not see them.
//!
//! In: Markdown. Out: the places of pictures without an alternative text. `alt=""` in HTML says that a picture only decorates,
//! and is no gap; Markdown has no way to say so.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;
use crate::html::parse_fragment;

/// The bytes of each such picture.
#[must_use]
pub fn pictures_without_alt(markdown: &str) -> Vec<Range<usize>> {
    // Most texts have no picture.
    if !markdown.contains("![") && !markdown.contains("<img") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<(Range<usize>, bool)> = None;
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) if open.is_none() => open = Some((span, false)),
            Event::End(TagEnd::Image) => {
                found.extend(open.take().filter(|(_, has_words)| !has_words).map(|(span, _)| span));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, has_words)) = &mut open {
                    *has_words |= !text.trim().is_empty();
                }
            }
            Event::Html(html) | Event::InlineHtml(html) if html.contains("<img") && lacks_alt(&html) => {
                found.push(span)
            }
            _ => {}
        }
    }
    found
}

fn lacks_alt(html: &str) -> bool {
    let document = parse_fragment(html).document;
    let mut pictures = document.descendants(document.root()).filter(|id| document.name(*id) == Some("img"));
    pictures.any(|id| document.attribute(id, "alt").is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_without_words_are_found() {
        let markdown = "![](a.jpg) ![b](b.jpg) ![ ](c.jpg)\n\n<figure>\n<img src=\"d.jpg\">\n</figure>\n\n[![`x`](e.jpg)](f.md) <img src=\"g.jpg\" alt=\"\">\n";
        let found: Vec<&str> = pictures_without_alt(markdown).into_iter().map(|span| markdown[span].trim()).collect();
        assert_eq!(found, ["![](a.jpg)", "![ ](c.jpg)", "<img src=\"d.jpg\">"]);
        assert!(pictures_without_alt("No picture.").is_empty());
    }
}
