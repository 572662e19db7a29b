//! The tags that begin elements in a whole page, or in a template.
//!
//! In: HTML. Out: its start tags in their order, with what their attributes say. Nothing is judged but quotes that are none.

use super::slips_in_text::with_straight_quotes;
use super::tags::{Attributes, Kind, Tags};
use crate::base::address::CURLY_QUOTES;

/// A tag that begins an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ElementTag<'h> {
    /// The name of the element, in lower case.
    pub name: String,
    /// As it is written.
    pub text: &'h str,
    /// Where it begins.
    pub at: usize,
}

/// The tags that begin elements, read as they are asked for.
pub fn element_tags(html: &str) -> impl Iterator<Item = ElementTag<'_>> {
    let is_start = |kind: Kind| matches!(kind, Kind::Start | Kind::OpenText);
    Tags::new(html).filter(move |tag| is_start(tag.kind)).map(move |tag| {
        let text = &html[tag.span.clone()];
        ElementTag { name: tag.name, text, at: tag.span.start }
    })
}

impl<'h> ElementTag<'h> {
    /// What an attribute says, as it is written.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&'h str> {
        Attributes::of(self.text).find(|one| one.name.eq_ignore_ascii_case(name)).map(|one| one.value)
    }

    /// An attribute whose value stands in curly quotes, which to a browser are a part of it.
    #[must_use]
    pub fn in_curly_quotes(&self) -> Option<&'h str> {
        let is_unquoted = |value: &str| {
            let mut places = self.text.match_indices(value);
            places.any(|(at, _)| self.text[..at].trim_end().ends_with('='))
        };
        let mut all = Attributes::of(self.text);
        all.find(|one| one.value.starts_with(CURLY_QUOTES) && is_unquoted(one.value)).map(|one| one.name)
    }
}

/// A tag with straight quotes where its own are curly, in one line.
#[must_use]
pub fn straightened(tag: &str) -> String {
    with_straight_quotes(tag).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_in_any_writing() {
        let tags: Vec<_> = element_tags("<!-- <a> --><HTML Lang=fa dir='rtl'><title>a <b></title></html>").collect();
        assert_eq!(tags.iter().map(|tag| tag.name.as_str()).collect::<Vec<_>>(), ["html", "title"]);
        assert_eq!((tags[0].attribute("lang"), tags[0].attribute("dir")), (Some("fa"), Some("rtl")));
        assert_eq!((tags[0].attribute("id"), tags[0].at), (None, 12));
    }

    #[test]
    fn curly_quotes_within_straight_ones_are_a_text() {
        let curly = |html| element_tags(html).find_map(|tag| tag.in_curly_quotes().map(str::to_owned));
        assert_eq!(curly("<p id=a class=“b c”>").as_deref(), Some("class"));
        assert_eq!(curly("<p title=\"“b”\" lang='«c»'>"), None);
    }
}
