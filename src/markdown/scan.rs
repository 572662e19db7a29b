//! The headings and links of a text, with their places.
//!
//! In: Markdown. Out: what a check needs to say where a broken link or a misplaced heading stands. Nothing is judged here.

use super::balance::balance;
use super::elsewhere::is_on_a_host;
use super::heading_ids::give_ids;
use super::mistakes::{Mistake, of_flaw};
use super::placeholders::without_mark;
use super::render::Draft;
use super::slips::Slips;
use super::{options, raw_html};
use pulldown_cmark::{Event, LinkType, Parser, Tag};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

/// What [`scan_and_draft`] finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Headings in order, those in quotations and lists too.
    pub headings: Vec<Heading>,
    /// Links and pictures in order, those in raw HTML too.
    pub links: Vec<Link>,
    /// What is loaded from hosts as soon as the page is open: pictures, films, frames. Not part of `links`.
    pub loads: Vec<Link>,
    /// What is wrong with the text, in order.
    pub mistakes: Vec<Mistake>,
}

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its words, without marks.
    pub text: String,
    /// The id that [`render`](super::render) gives it.
    pub id: String,
    /// The bytes of the heading in the Markdown.
    pub span: Range<usize>,
}

/// A link or a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as the parser reads it.
    pub target: String,
    /// The bytes of the target in the Markdown, or of the whole link if the target is not written there as it is read.
    pub span: Range<usize>,
    /// Whether it is a picture.
    pub is_image: bool,
}

/// Finds headings and links, and makes the draft of the HTML from the same look at the text.
pub fn scan_and_draft(markdown: &str) -> (Scan, Draft) {
    let mut parser = Parser::new_ext(markdown, options()).into_offset_iter();
    // A text of this length has about so many events.
    let mut events = Vec::with_capacity(markdown.len() / 16);
    let mut found = Scan::default();
    let mut html = Vec::new();
    let mut slips = Slips::new(markdown);
    while let Some((event, span)) = parser.next() {
        slips.event(&event, &span);
        match &event {
            Event::Start(Tag::Heading { level, .. }) => {
                let (text, id) = (String::new(), String::new());
                found.headings.push(Heading { level: *level as u8, id, text, span });
            }
            Event::Start(Tag::Link { link_type, dest_url, id, .. } | Tag::Image { link_type, dest_url, id, .. }) => {
                let is_image = matches!(event, Event::Start(Tag::Image { .. }));
                let definition = || Some(parser.reference_definitions().get(id)?.span.clone());
                let place = is_reference(*link_type).then(definition).flatten().unwrap_or(span);
                // In `<me@example.org>` the scheme is not written.
                let scheme = if *link_type == LinkType::Email { "mailto:" } else { "" };
                let target = [scheme, dest_url].concat();
                let link = Link { target, span: find(markdown, place, dest_url), is_image };
                found.mistakes.extend(Mistake::address(link.span.clone(), &link.target, is_image));
                if is_image && is_on_a_host(dest_url) {
                    found.loads.push(link.clone());
                }
                found.links.push(link);
            }
            Event::Start(Tag::HtmlBlock) => {
                let block = markdown.get(span.clone()).unwrap_or_default();
                add_raw(markdown, block, &span, &mut found);
            }
            Event::Html(_) => html.push((events.len(), span)),
            Event::InlineHtml(tag) => {
                add_raw(markdown, tag, &span, &mut found);
                html.push((events.len(), span));
            }
            _ => {}
        }
        events.push(event);
    }
    let mut nested = BTreeSet::new();
    if !html.is_empty() {
        let balanced = balance(events, &html);
        (events, nested) = (balanced.events, balanced.nested);
        found.mistakes.extend(balanced.flaws.into_iter().map(of_flaw));
    }
    found.mistakes.extend(slips.finish());
    found.mistakes.sort_by_key(|mistake| mistake.span.start);
    for (heading, (id, text)) in found.headings.iter_mut().zip(give_ids(&mut events)) {
        (heading.id, heading.text) = (id, text);
    }
    let has_mark = matches!(without_mark(markdown), Cow::Owned(_));
    // Then the places of what was found are not those in the text that is written.
    let draft = if has_mark { Draft::new(markdown) } else { Draft::of_events(markdown.len(), events, &nested) };
    (found, draft)
}

fn is_reference(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}

fn add_raw(markdown: &str, html: &str, span: &Range<usize>, found: &mut Scan) {
    let (links, loads) = raw_html::links(html);
    let loads = loads.into_iter().map(|target| raw_html::RawLink { target, is_image: true });
    add_in_order(markdown, span, links.into_iter(), &mut found.links);
    add_in_order(markdown, span, loads, &mut found.loads);
    for raw_html::RawLink { target, is_image } in raw_html::all_addresses(html) {
        if let Some(mistake) = Mistake::address(span.clone(), &target, is_image) {
            let place = find_next(markdown, span.clone(), &target).unwrap_or_else(|| first_line(markdown, span));
            found.mistakes.push(Mistake { span: place, ..mistake });
        }
    }
}

/// Adds what stands in HTML. Most addresses are met in the order in which they are written; to look for each in all of a long
/// block would take too long.
fn add_in_order(
    markdown: &str,
    span: &Range<usize>,
    raw: impl Iterator<Item = raw_html::RawLink>,
    links: &mut Vec<Link>,
) {
    let mut from = span.start;
    for raw_html::RawLink { target, is_image } in raw {
        let place = find_next(markdown, from..span.end, &target);
        from = place.as_ref().map_or(from, |place| place.end);
        links.push(Link { target, span: place.unwrap_or_else(|| span.clone()), is_image });
    }
}

fn first_line(markdown: &str, span: &Range<usize>) -> Range<usize> {
    let line = markdown.get(span.clone()).and_then(|block| block.lines().next()).unwrap_or_default();
    span.start..span.start + line.len()
}

/// The next place of a target that is written as it is read.
fn find_next(markdown: &str, place: Range<usize>, target: &str) -> Option<Range<usize>> {
    let source = markdown.get(place.clone()).filter(|_| !target.is_empty())?;
    let start = place.start + source.find(target)?;
    Some(start..start + target.len())
}

/// The last place of the target within `place` (the words of a link come before its target), or all of `place`.
fn find(markdown: &str, place: Range<usize>, target: &str) -> Range<usize> {
    let source = markdown.get(place.clone()).filter(|_| !target.is_empty());
    match source.and_then(|source| before_last_sign(source, target).or_else(|| source.rfind(target))) {
        Some(start) => place.start + start..place.start + start + target.len(),
        None => place,
    }
}

/// Where the target stands if nothing but a bracket follows it, as in most links.
fn before_last_sign(source: &str, target: &str) -> Option<usize> {
    let start = source.strip_suffix([')', '>'])?.strip_suffix(target)?.len();
    (!source.ends_with(target)).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(markdown: &str) -> Scan {
        scan_and_draft(markdown).0
    }

    fn places<'a>(markdown: &'a str, scan: &Scan) -> Vec<(String, &'a str, bool)> {
        let link = |link: &Link| (link.target.clone(), &markdown[link.span.clone()], link.is_image);
        scan.links.iter().map(link).collect()
    }

    #[test]
    fn headings_have_the_ids_that_rendering_gives() {
        let markdown = "## One *x*\n\ntext\n\n## One x\n\n> ### ب\n";
        let scan = scan(markdown);
        let found: Vec<_> = scan.headings.iter().map(|one| (one.level, &*one.text, &*one.id)).collect();
        assert_eq!(found, [(2, "One x", "one-x"), (2, "One x", "one-x-2"), (3, "ب", "ب")]);
        assert_eq!(markdown[scan.headings[1].span.clone()].trim_end(), "## One x");
        let rendered = super::super::render(markdown, &|_| None);
        let ids: Vec<_> = rendered.sections().map(|section| section.id).collect();
        assert_eq!(ids, ["one-x", "one-x-2"]);
    }

    #[test]
    fn the_span_is_that_of_the_target() {
        let markdown = "[x](x) ![a *b*](c.png \"t\") <https://d.e> [f][g]\n\n[g]: /h\n";
        let own = |target: &str, source, is_image| (target.to_owned(), source, is_image);
        assert_eq!(
            places(markdown, &scan(markdown)),
            [
                own("x", "x", false),
                own("c.png", "c.png", true),
                own("https://d.e", "https://d.e", false),
                own("/h", "/h", false),
            ]
        );
        assert_eq!(scan(markdown).links[0].span, 4..5);
    }

    #[test]
    fn a_target_that_is_written_otherwise_has_the_span_of_its_link() {
        let markdown = "a [b](c\\_d) e";
        assert_eq!(places(markdown, &scan(markdown))[0].1, "[b](c\\_d)");
    }

    #[test]
    fn a_mail_address_leads_to_a_mail() {
        let markdown = "Write to <me@example.org>.";
        let target = "me@example.org";
        assert_eq!(places(markdown, &scan(markdown)), [(format!("mailto:{target}"), target, false)]);
    }

    #[test]
    fn links_in_raw_html_are_found() {
        let markdown = "a <img src=\"b.png\" alt=\"c\"> d\n\n<table><tr><td><a href=\"e\">f</a></td></tr></table>\n";
        let found = places(markdown, &scan(markdown));
        assert_eq!(found[0], ("b.png".to_owned(), "b.png", true));
        assert_eq!(found[1].0, "e");
    }
}
