//! Where comments of HTML stand in a text: they are notes of those who wrote it, and no part of what others are given.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::options;

const START: &str = "<!--";
const END: &str = "-->";

/// The bytes of every comment, in order. What looks like one within code is code.
pub fn comments(markdown: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    // Most texts have none, and need not be parsed for it.
    if !markdown.contains(START) {
        return found;
    }
    for (event, span) in Parser::new_ext(markdown, options()).into_offset_iter() {
        if matches!(event, Event::Start(Tag::HtmlBlock) | Event::InlineHtml(_)) {
            add_comments(markdown, span, &mut found);
        }
    }
    found
}

/// Those within some HTML. One that nobody closed reaches to its end.
fn add_comments(markdown: &str, html: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut from = html.start;
    while let Some(start) = markdown.get(from..html.end).and_then(|rest| rest.find(START)).map(|place| from + place) {
        let inner = start + START.len();
        let end = markdown.get(inner..html.end).and_then(|rest| rest.find(END));
        from = end.map_or(html.end, |end| inner + end + END.len());
        found.push(start..from);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_but_not_in_code() {
        let markdown =
            "a <!-- b --> c `<!-- d -->`\n\n<!-- e\n\nf -->\n\n```\n<!-- g -->\n```\n\n<div><!-- h --><p>i</p></div>\n";
        let texts: Vec<&str> = comments(markdown).into_iter().map(|span| &markdown[span]).collect();
        assert_eq!(texts, ["<!-- b -->", "<!-- e\n\nf -->", "<!-- h -->"]);
        assert!(comments("`a` <b>c</b>").is_empty());
    }
}
