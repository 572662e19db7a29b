//! The events of the parser into those that are to be written: figures, tables, footnotes, the ids of headings.
//!
//! In: the events of a text, piece by piece in its order. Out: events that pulldown-cmark writes as they are, and the holes
//! where it is open what links and pictures lead to.

use super::attributes::push_attribute;
use super::events::{inner_of, take_inner, take_text, text_of};
use super::footnotes::Footnotes;
use super::holes::{Hole, mark};
use super::raw_html::may_have_address;
use super::tables;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};
use std::collections::VecDeque;
use std::vec::IntoIter;

/// The tag of a link without a title, with the mark of its address.
const LINK: &str = "<a href=\"\0\">";

/// What is known while a text is written.
pub(super) struct Writer<'a> {
    footnotes: Footnotes<'a>,
    holes: Vec<Hole>,
}

impl<'a> Writer<'a> {
    /// Begins a text of these events, and hands back those that stand where they are written: all but footnotes.
    pub(super) fn new(events: Vec<Event<'a>>) -> (Self, Vec<Event<'a>>) {
        let (footnotes, events) = Footnotes::take_from(events);
        (Self { footnotes, holes: Vec::new() }, events)
    }

    /// The holes that were left.
    pub(super) fn into_holes(self) -> Box<[Hole]> {
        self.holes.into_boxed_slice()
    }

    /// Writes the id and the heading of a section, and where each ends; nothing where no section begins.
    pub(super) fn heading(
        &mut self,
        events: &mut IntoIter<Event<'a>>,
        html: &mut String,
        ends: &mut Vec<usize>,
    ) -> bool {
        let Some(Event::Start(Tag::Heading { id, .. })) = events.next() else { return false };
        html.push_str(id.as_deref().unwrap_or_default());
        ends.push(html.len());
        let end = events.len() - inner_of(events.as_slice()).len();
        html::push_html(html, Written { writer: self, rest: events, ready: VecDeque::new(), depth: None, end });
        ends.push(html.len());
        // The end of the heading.
        events.next();
        true
    }

    /// Writes what stands before the next section, or before the end.
    pub(super) fn write(&mut self, events: &mut IntoIter<Event<'a>>, html: &mut String) {
        html::push_html(html, Written { writer: self, rest: events, ready: VecDeque::new(), depth: Some(0), end: 0 });
    }

    /// All of some events as they are to be written.
    fn written(&mut self, events: Vec<Event<'a>>) -> Vec<Event<'a>> {
        let rest = &mut events.into_iter();
        Written { writer: self, rest, ready: VecDeque::new(), depth: None, end: 0 }.collect()
    }

    /// The event in the place of one that is changed, and of what it holds; where there are more, they are put into `ready`.
    fn event(
        &mut self,
        event: Event<'a>,
        rest: &mut IntoIter<Event<'a>>,
        ready: &mut VecDeque<Event<'a>>,
    ) -> Event<'a> {
        match event {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let alt = take_text(rest);
                self.hole(Hole::Picture { target: dest_url.into_string(), alt, title: title.into_string() });
                Event::InlineHtml(mark())
            }
            Event::Start(Tag::Paragraph) => self.figure(rest),
            Event::Start(Tag::HtmlBlock) => self.html_block(rest),
            Event::Start(Tag::Table(alignments)) => {
                let inner = self.written(take_inner(rest));
                ready.extend(tables::table(&alignments, inner));
                raw(String::new())
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => self.link(dest_url, &title),
            Event::InlineHtml(tag) => {
                self.hole(Hole::Tag(tag.into_string()));
                Event::InlineHtml(mark())
            }
            Event::FootnoteReference(name) => self.footnotes.reference(&name),
            other => other,
        }
    }

    fn hole(&mut self, hole: Hole) {
        self.holes.push(hole);
    }

    /// The tag of a link, whose address is open.
    fn link(&mut self, target: CowStr<'a>, title: &str) -> Event<'a> {
        self.hole(Hole::Address(target.into_string()));
        if title.is_empty() {
            return Event::InlineHtml(CowStr::Borrowed(LINK));
        }
        let mut tag = LINK.strip_suffix('>').unwrap_or_default().to_owned();
        tag.push_str(" title=\"");
        push_attribute(&mut tag, title);
        tag.push_str("\">");
        Event::InlineHtml(CowStr::from(tag))
    }

    /// A picture alone in its paragraph, whose start was taken from the events already.
    fn figure(&mut self, rest: &mut IntoIter<Event<'a>>) -> Event<'a> {
        let paragraph = take_inner(rest);
        let alt = text_of(&paragraph);
        if let Some(Event::Start(Tag::Image { dest_url, title, .. })) = paragraph.into_iter().next() {
            self.hole(Hole::Figure { target: dest_url.into_string(), alt, caption: title.into_string() });
        }
        raw_mark("\n")
    }

    fn html_block(&mut self, rest: &mut IntoIter<Event<'a>>) -> Event<'a> {
        let lines = take_inner(rest).into_iter().filter_map(|event| match event {
            Event::Html(line) | Event::Text(line) => Some(line),
            _ => None,
        });
        let block = lines.fold(String::new(), |block, line| block + &line);
        if !may_have_address(&block) {
            return raw(block);
        }
        // The end of the line is not part of the hole: what follows depends on it.
        let inner = block.trim_end_matches('\n');
        let end = &block[inner.len()..];
        self.hole(Hole::Block(inner.to_owned()));
        raw_mark(end)
    }

    /// Writes the list of notes. A note can refer to another, so the list may grow while it is made.
    pub(super) fn write_notes(&mut self, html: &mut String) {
        let mut items = Vec::new();
        let mut index = 0;
        while let Some(definition) = self.footnotes.definition(index) {
            items.push(self.written(definition));
            index += 1;
        }
        if items.is_empty() {
            return;
        }
        let mut list = vec![raw("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n".to_owned())];
        for (index, mut item) in items.into_iter().enumerate() {
            let back = Event::InlineHtml(CowStr::from(self.footnotes.back_links(index)));
            let place = match item.last() {
                Some(Event::End(TagEnd::Paragraph)) => item.len() - 1,
                _ => item.len(),
            };
            item.insert(place, back);
            list.push(raw(format!("<li id=\"fn:{}\">", index + 1)));
            list.append(&mut item);
            list.push(raw("</li>\n".to_owned()));
        }
        list.push(raw("</ol></section>\n".to_owned()));
        html::push_html(html, list.into_iter());
    }
}

/// Events as they are to be written, made one by one: a text has hundreds, and to gather them would cost more than to write
/// them.
struct Written<'w, 'a> {
    writer: &'w mut Writer<'a>,
    rest: &'w mut IntoIter<Event<'a>>,
    /// What is to come before the rest.
    ready: VecDeque<Event<'a>>,
    /// How deep the rest begins; none where it does not end before a section.
    depth: Option<usize>,
    /// How many events are behind it.
    end: usize,
}

impl<'a> Iterator for Written<'_, 'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        if let Some(event) = self.ready.pop_front() {
            return Some(event);
        }
        let next = self.rest.as_slice().first().filter(|_| self.rest.len() > self.end)?;
        if self.depth == Some(0) && begins_section(next) {
            return None;
        }
        let mut event = self.rest.next()?;
        let (is_start, is_end) = (matches!(event, Event::Start(_)), matches!(event, Event::End(_)));
        let mut is_whole = false;
        if is_changed(&event, self.rest.as_slice()) {
            let left = self.rest.len();
            event = self.writer.event(event, self.rest, &mut self.ready);
            // Some elements are taken whole.
            is_whole = self.rest.len() < left;
        }
        if let Some(depth) = &mut self.depth {
            *depth = (*depth + usize::from(is_start && !is_whole)).saturating_sub(usize::from(is_end));
        }
        Some(event)
    }
}

/// Is something else written for an event that stands before these? Most are written as they are.
fn is_changed(event: &Event<'_>, after: &[Event<'_>]) -> bool {
    match event {
        Event::Start(Tag::Paragraph) => is_lone_picture(after),
        Event::Start(Tag::Link { link_type, .. }) => *link_type != LinkType::Email,
        Event::InlineHtml(tag) => may_have_address(tag),
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::Table(_)) | Event::FootnoteReference(_) => true,
        _ => false,
    }
}

/// Does a section begin here, if this stands at the top level?
fn begins_section(event: &Event<'_>) -> bool {
    matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }))
}

/// Does nothing but a picture with a title stand in the paragraph whose inner events begin here?
fn is_lone_picture(events: &[Event<'_>]) -> bool {
    let Some((Event::Start(Tag::Image { title, .. }), rest)) = events.split_first() else { return false };
    let after = rest.get(inner_of(rest).len() + 1);
    !title.is_empty() && matches!(after, Some(Event::End(TagEnd::Paragraph)))
}

/// A mark in the place of a block, with what ends its line.
fn raw_mark<'a>(end: &str) -> Event<'a> {
    raw([&*mark(), end].concat())
}

fn raw<'a>(html: String) -> Event<'a> {
    Event::Html(CowStr::from(html))
}
