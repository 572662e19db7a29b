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
use super::slips_in_lines::underline;
use super::{options, raw_html, reach};
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
    /// Those of the line of `=` or `-` that makes a heading of the words above it.
    pub underline: Option<Range<usize>>,
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
    let Read { mut events, html, mut found, .. } = read(markdown);
    let mut nested = BTreeSet::new();
    if !html.is_empty() {
        let balanced = balance(events, &html);
        (events, nested) = (balanced.events, balanced.nested);
        found.mistakes.extend(balanced.flaws.into_iter().map(|flaw| of_flaw(markdown, flaw)));
        found.mistakes.extend(balanced.starts.iter().flat_map(|tag| reach::mistakes(markdown, tag)));
    }
    found.mistakes.sort_by_key(|mistake| mistake.span.start);
    for (heading, (id, text)) in found.headings.iter_mut().zip(give_ids(&mut events)) {
        (heading.id, heading.text) = (id, text);
    }
    let has_mark = matches!(without_mark(markdown), Cow::Owned(_));
    // Then the places of what was found are not those in the text that is written.
    let draft = if has_mark { Draft::new(markdown) } else { Draft::of_events(markdown.len(), events, &nested) };
    (found, draft)
}

/// The events of a text, and what they show.
struct Read<'m> {
    events: Vec<Event<'m>>,
    /// The events of HTML, and where they stand.
    html: Vec<(usize, Range<usize>)>,
    /// Headings have no words and ids yet.
    found: Scan,
    places: Places<'m>,
}

fn read(markdown: &str) -> Read<'_> {
    let mut parser = Parser::new_ext(markdown, options()).into_offset_iter();
    // A text of this length has about so many events.
    let events = Vec::with_capacity(markdown.len() / 16);
    let places = Places::new(markdown);
    let mut read = Read { events, html: Vec::new(), found: Scan::default(), places };
    let mut slips = Slips::new(markdown);
    while let Some((event, span)) = parser.next() {
        slips.event(&event, &span);
        let Read { events, html, found, places } = &mut read;
        match &event {
            Event::Start(Tag::Heading { level, .. }) => {
                let (text, id) = (String::new(), String::new());
                let underline = underline(markdown, &span);
                found.headings.push(Heading { level: *level as u8, id, text, span, underline });
            }
            Event::Start(Tag::Link { link_type, dest_url, id, .. } | Tag::Image { link_type, dest_url, id, .. }) => {
                let is_image = matches!(event, Event::Start(Tag::Image { .. }));
                let definition = || Some(parser.reference_definitions().get(id)?.span.clone());
                let place = is_reference(*link_type).then(definition).flatten().unwrap_or(span);
                // In `<me@example.org>` the scheme is not written.
                let scheme = if *link_type == LinkType::Email { "mailto:" } else { "" };
                let target = [scheme, dest_url].concat();
                let link = Link { target, span: places.last(place, dest_url), is_image };
                found.mistakes.extend(Mistake::address(link.span.clone(), &link.target, is_image));
                if is_image && is_on_a_host(dest_url) {
                    found.loads.push(link.clone());
                }
                found.links.push(link);
            }
            Event::Start(Tag::HtmlBlock) => {
                let block = markdown.get(span.clone()).unwrap_or_default();
                places.add_raw(block, &span, found);
            }
            Event::Html(_) => html.push((events.len(), span)),
            Event::InlineHtml(tag) => {
                places.add_raw(tag, &span, found);
                html.push((events.len(), span));
            }
            _ => {}
        }
        events.push(event);
    }
    read.found.mistakes.extend(slips.finish());
    read
}

fn is_reference(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut)
}

/// Finds the places of addresses, in a text of any length with as many of them as it has room for.
#[derive(Debug)]
struct Places<'m> {
    markdown: &'m str,
    /// How many bytes were looked through.
    looked_at: usize,
    /// How many bytes of the block were looked through for addresses that are not written as they are read.
    in_vain: usize,
}

/// How often a block is looked through for addresses that are not written as they are read. Then nothing is looked for any
/// more: each of thousands in a long block would take as long as all of it.
const MOST_LOOKS: usize = 8;

impl<'m> Places<'m> {
    fn new(markdown: &'m str) -> Self {
        Self { markdown, looked_at: 0, in_vain: 0 }
    }

    fn add_raw(&mut self, html: &str, span: &Range<usize>, found: &mut Scan) {
        let (links, loads) = raw_html::links(html);
        let loads = loads.into_iter().map(|target| raw_html::RawLink { target, is_image: true });
        self.add_in_order(span, links.into_iter(), &mut found.links);
        self.add_in_order(span, loads, &mut found.loads);
    }

    /// Adds what stands in HTML. Most addresses are met in the order in which they are written; to look for each in all of a long
    /// block would take too long.
    fn add_in_order(
        &mut self,
        span: &Range<usize>,
        raw: impl Iterator<Item = raw_html::RawLink>,
        links: &mut Vec<Link>,
    ) {
        self.in_vain = 0;
        let mut from = span.start;
        for raw_html::RawLink { target, is_image } in raw {
            let place = self.next(from..span.end, &target);
            from = place.as_ref().map_or(from, |place| place.end);
            links.push(Link { target, span: place.unwrap_or_else(|| span.clone()), is_image });
        }
    }

    /// The next place of a target that is written as it is read.
    fn next(&mut self, place: Range<usize>, target: &str) -> Option<Range<usize>> {
        if self.in_vain > MOST_LOOKS * place.len().max(1) {
            return None;
        }
        let found = find_next(self.markdown, place.clone(), target);
        let length = found.as_ref().map_or(place.end, |found| found.end) - place.start;
        self.looked_at += length;
        self.in_vain += if found.is_none() { length } else { 0 };
        found
    }

    /// The last place of the target within `place` (the words of a link come before its target), or all of `place`.
    fn last(&mut self, place: Range<usize>, target: &str) -> Range<usize> {
        let source = self.markdown.get(place.clone()).filter(|_| !target.is_empty());
        let start = source.and_then(|source| {
            before_last_sign(source, target).or_else(|| {
                self.looked_at += source.len();
                source.rfind(target)
            })
        });
        match start {
            Some(start) => place.start + start..place.start + start + target.len(),
            None => place,
        }
    }
}

/// The next place of some words.
pub(super) fn find_next(markdown: &str, place: Range<usize>, words: &str) -> Option<Range<usize>> {
    let source = markdown.get(place.clone()).filter(|_| !words.is_empty())?;
    let start = place.start + source.find(words)?;
    Some(start..start + words.len())
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

    #[test]
    fn many_links_take_as_many_steps() {
        const COUNT: usize = 16_000;
        let definitions: String = (0..COUNT).map(|index| format!("[{index}]: /{index}/\n")).collect();
        for text in [
            "[a](/b/ \"c\") ".repeat(COUNT),
            "[a](\n/b/) ".repeat(COUNT),
            "[a](c\\_d) ".repeat(COUNT),
            (0..COUNT).map(|index| format!("[{index}] ")).collect::<String>() + "\n\n" + &definitions,
            "<div>".to_owned() + &"<a href=\"/b/\">c</a>".repeat(COUNT) + "</div>",
            "<div>".to_owned() + &"<a href=\"/b/?c&amp;d\">e</a>\n".repeat(COUNT) + "</div>",
            "a <a href=\"/b/\">c</a>".repeat(COUNT),
        ] {
            let Read { found, places: Places { looked_at, .. }, .. } = read(&text);
            assert_eq!(found.links.len(), COUNT, "{}", &text[..40]);
            assert!(looked_at < 10 * text.len(), "{looked_at} of {}: {}", text.len(), &text[..40]);
        }
    }
}
