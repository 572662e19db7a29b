//! The elements of a whole page, or of a template, that nothing closes, and end tags that close nothing.
//!
//! In: HTML. Out: tags without a partner. Nothing is mended: what texts hold is whole already, so that a template is to blame.

use std::ops::Range;

use super::foreign::Foreign;
use super::steps::{Role, role};
use crate::markdown::elements::{is_void, may_lack_end};
use crate::markdown::tags::{Kind, Tag, Tags};

/// A tag without a partner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unpaired {
    /// The name of the element.
    pub name: String,
    /// Does it begin an element that nothing ends? Otherwise it ends one that is not open.
    pub is_start: bool,
    /// Where it stands.
    pub span: Range<usize>,
}

/// The tags without a partner, in their order. Elements whose end tag may be left out are passed over.
#[must_use]
pub fn unpaired(html: &str) -> Vec<Unpaired> {
    let tags = paired_tags(html);
    // An element that was left open ends with the one around it; an end tag too many ends nothing. Where both would do, that is meant
    // which leaves more of the page as it is.
    let (open, extra) = (without_partner(&tags, true), without_partner(&tags, false));
    let mut fewer = if extra.len() < open.len() { extra } else { open };
    fewer.sort_by_key(|tag| tag.span.start);
    fewer
}

/// The tags of elements that need both.
fn paired_tags(html: &str) -> Vec<Tag> {
    let mut paired = Vec::new();
    let mut foreign = Foreign::default();
    let mut tags = Tags::new(html);
    loop {
        tags.is_foreign = foreign.is_open();
        let Some(mut tag) = tags.next() else { break };
        if tag.kind == Kind::OpenText {
            tag.kind = Kind::Start;
            let end = match tag.name.as_str() {
                // Other rules hold in these with scripts than without, but their tags are whole in both.
                "noscript" | "iframe" => tag.span.end,
                name => end_of_text(html, tag.span.end, name),
            };
            tags.go_on_at(end);
        }
        if foreign.ends_with(&tag) {
            foreign.end();
        }
        match role(&tag, foreign.is_here()) {
            Role::Opens => foreign.open(&tag.name),
            Role::Closes => foreign.close(&tag.name),
            Role::Whole | Role::Open | Role::OfThePage => continue,
        }
        if !may_lack_end(&tag.name) && !is_void(&tag.name) {
            paired.push(tag);
        }
    }
    paired
}

/// Where the end tag of a script begins that the tokenizer did not find, as it looks for comments in it.
fn end_of_text(html: &str, start: usize, name: &str) -> usize {
    let is_end = |at: &usize| html[at + 2..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    html[start..].match_indices("</").map(|(at, _)| start + at).find(is_end).unwrap_or(html.len())
}

/// Pairs the tags. Where an end tag meets another element than its own, that one is `left_open`, or else the end tag is too many.
fn without_partner(tags: &[Tag], left_open: bool) -> Vec<Unpaired> {
    let unpaired = |tag: &Tag, is_start| Unpaired { name: tag.name.clone(), is_start, span: tag.span.clone() };
    let mut open: Vec<&Tag> = Vec::new();
    let mut found = Vec::new();
    for tag in tags {
        if tag.kind == Kind::Start {
            open.push(tag);
            continue;
        }
        let partner = open.iter().rposition(|one| one.name == tag.name);
        match partner.filter(|at| left_open || at + 1 == open.len()) {
            Some(at) => {
                found.extend(open.drain(at..).skip(1).map(|one| unpaired(one, true)));
            }
            None => found.push(unpaired(tag, false)),
        }
    }
    found.extend(open.into_iter().map(|one| unpaired(one, true)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<String> {
        unpaired(html).into_iter().map(|tag| html[tag.span].to_owned()).collect()
    }

    #[test]
    fn a_tag_without_a_partner_is_told() {
        for (html, expected) in [
            ("<main><div class=\"a\"><p>x</main><footer></footer>", "<div class=\"a\">"),
            ("<div><main></div></main></div>", "</div>"),
            ("<main></main></div><ul><li>x</ul>", "</div>"),
            ("<ul><li><a href=x>y</ul>", "<a href=x>"),
            ("<div/><p>", "<div/>"),
            ("<svg><g><path/></svg><div></div>", "<g>"),
            ("<script>\"<div>\"</script><span>", "<span>"),
            ("<script><!-- \"<div>\"</script><span>", "<span>"),
            ("<title>x", "<title>"),
        ] {
            assert_eq!(found(html), [expected], "{html}");
        }
    }

    #[test]
    fn what_is_whole_is_not_told() {
        for html in [
            "<!doctype html><html><head><meta charset=x><title>a</title><body><p>b<br></br><ul><li>c<li>d</ul></html>",
            "<svg><title>a</title><path/><circle r=1 /><a href=x /></svg><table><tr><td>x<td>y</table>",
            "<noscript><link href=x><style>a</style></noscript><noscript><p>x</p></noscript><iframe></iframe>",
            "<!-- <div> --><textarea><div></textarea><div title=\"<div>\"></div><DIV></div>",
            "<p><div></div></p><select><option>x</select><math><mi>x</mi></math>",
        ] {
            assert_eq!(found(html), Vec::<String>::new(), "{html}");
        }
    }
}
