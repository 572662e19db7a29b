//! Pictures of a text that say nothing to those who do not see them.
//!
//! In: Markdown. Out: the places of pictures without an alternative text. `alt=""` in HTML says that a picture only decorates,
//! and is no gap; Markdown has no way to say so.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::options;
use crate::html::parse_fragment;

/// What stands where an alternative text should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Alternative {
    /// Nothing.
    Missing,
    /// The name of a file.
    FileName,
}

/// Is an alternative text the name of a file, as cameras and programs give it?
#[must_use]
pub fn is_file_name(alt: &str) -> bool {
    const ENDINGS: [&str; 11] =
        [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".tif", ".tiff", ".heic", ".bmp"];
    const CAMERAS: [&str; 6] = ["img", "dsc", "dscn", "dscf", "pxl", "image"];
    let small = alt.trim().to_lowercase();
    let letters = small.trim_start_matches(|one: char| one.is_ascii_alphabetic());
    let is_number = letters.bytes().filter(u8::is_ascii_digit).count() >= 3
        && letters.bytes().all(|byte| byte.is_ascii_digit() || b"_-".contains(&byte));
    let has_ending = ENDINGS.iter().any(|ending| small.ends_with(ending));
    // A sentence may end in the name of a file.
    has_ending && small.split_whitespace().count() <= 2
        || is_number && CAMERAS.contains(&&small[..small.len() - letters.len()])
}

/// The bytes of each such picture, and what stands in the place of the text.
#[must_use]
pub fn pictures_without_alt(markdown: &str) -> Vec<(Range<usize>, Alternative)> {
    // Most texts have no picture.
    if !markdown.contains("![") && !markdown.contains("<img") {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open: Option<(Range<usize>, String)> = None;
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Image { .. }) if open.is_none() => open = Some((span, String::new())),
            Event::End(TagEnd::Image) => {
                found.extend(open.take().and_then(|(span, words)| Some((span, slip(&words)?))));
            }
            Event::Text(text) | Event::Code(text) => {
                open.iter_mut().for_each(|(_, words)| words.push_str(&text));
            }
            Event::Html(html) | Event::InlineHtml(html) if html.contains("<img") => {
                found.extend(slip_in_html(&html).map(|slip| (span, slip)));
            }
            _ => {}
        }
    }
    found
}

fn slip(alt: &str) -> Option<Alternative> {
    match alt.trim() {
        "" => Some(Alternative::Missing),
        alt => is_file_name(alt).then_some(Alternative::FileName),
    }
}

fn slip_in_html(html: &str) -> Option<Alternative> {
    let document = parse_fragment(html).document;
    let mut pictures = document.descendants(document.root()).filter(|id| document.name(*id) == Some("img"));
    pictures.find_map(|id| match document.attribute(id, "alt") {
        None => Some(Alternative::Missing),
        Some(alt) => is_file_name(alt).then_some(Alternative::FileName),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_without_words_are_found() {
        let markdown = "![](a.jpg) ![b](b.jpg) ![ ](c.jpg)\n\n<figure>\n<img src=\"d.jpg\">\n</figure>\n\n[![`x`](e.jpg)](f.md) <img src=\"g.jpg\" alt=\"\">\n";
        let found = pictures_without_alt(markdown).into_iter();
        let found: Vec<&str> = found.map(|(span, _)| markdown[span].trim()).collect();
        assert_eq!(found, ["![](a.jpg)", "![ ](c.jpg)", "<img src=\"d.jpg\">"]);
        assert!(pictures_without_alt("No picture.").is_empty());
    }

    #[test]
    fn the_name_of_a_file_says_nothing() {
        for alt in ["IMG_2034.JPG", "river.png", "old river.webp", "DSC01234", "IMG-20250304-0001", "image001"] {
            assert!(is_file_name(alt), "{alt}");
        }
        for alt in ["", "A river", "River 2024", "The file is called river.jpg", "C40", "2024", "Image 12"] {
            assert!(!is_file_name(alt), "{alt}");
        }
        let markdown = "![IMG_2034](a.jpg) ![b](b.jpg)\n\n<img src=\"c.jpg\" alt=\"c.jpg\">\n";
        let found: Vec<Alternative> = pictures_without_alt(markdown).into_iter().map(|(_, slip)| slip).collect();
        assert_eq!(found, [Alternative::FileName; 2]);
    }
}
