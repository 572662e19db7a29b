//! The events of the parser into those that are to be written: figures, tables, footnotes, the ids of headings.
//!
//! In: the events of a text. Out: as many that pulldown-cmark writes as they are, with placeholders where it is open what links and
//! pictures lead to, and how numbers are written.

use super::attributes::push_attribute;
use super::events::{inner_of, nothing, text_of};
use super::footnotes::Footnotes;
use super::placeholders::Placeholder;
use super::raw_html::may_have_address;
use super::tables;
use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd, html};

/// What is known while a text is written.
pub(super) struct Writer<'a> {
    footnotes: Footnotes<'a>,
    /// Does what comes next stand in a link?
    is_in_link: bool,
}

impl<'a> Writer<'a> {
    /// Begins a text of these events, and hands back those that stand where they are written: all but footnotes.
    pub(super) fn new(events: Vec<Event<'a>>) -> (Self, Vec<Event<'a>>) {
        let (footnotes, events) = Footnotes::take_from(events);
        (Self { footnotes, is_in_link: false }, events)
    }

    /// Changes events into those that are to be written. Each keeps its place: to move hundreds of them would cost more than
    /// to write them.
    pub(super) fn change(&mut self, events: &mut [Event<'a>]) {
        let mut rest = events;
        while let Some((event, after)) = rest.split_first_mut() {
            self.is_in_link &= !ends_link(event);
            let done = if is_changed(event, after) { self.change_first(event, after) } else { 0 };
            rest = &mut after[done..];
        }
    }

    /// Changes an event, and what its element holds where it begins one. Says how many of the events after it are done.
    fn change_first(&mut self, event: &mut Event<'a>, after: &mut [Event<'a>]) -> usize {
        match std::mem::replace(event, nothing()) {
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                let inner = inner_of(after).len();
                let alt = text_of(&after[..inner]);
                let (target, alt, title) = (&*dest_url, &*alt, &*title);
                let picture = if self.is_in_link {
                    Placeholder::PictureInLink { target, alt, title }
                } else {
                    Placeholder::Picture { target, alt, title }
                };
                *event = Event::InlineHtml(CowStr::from(picture.text()));
                take_out(after, inner)
            }
            Event::Start(Tag::Paragraph) => {
                let inner = inner_of(after).len();
                *event = figure(&after[..inner]);
                take_out(after, inner)
            }
            Event::Start(Tag::HtmlBlock) => {
                let inner = inner_of(after).len();
                *event = html_block(&after[..inner]);
                take_out(after, inner)
            }
            Event::Start(Tag::Table(alignments)) => {
                let inner = inner_of(after).len();
                // Before its links and pictures are changed, which leaves ends without a start.
                let titles = tables::titles(&after[..inner]);
                self.change(&mut after[..inner]);
                *event = tables::change(&alignments, &titles, &mut after[..inner]);
                if let Some(end) = after.get_mut(inner) {
                    *end = tables::end();
                }
                after.len().min(inner + 1)
            }
            Event::Start(Tag::Link { dest_url, title, .. }) => {
                *event = link(&dest_url, &title);
                self.is_in_link = true;
                0
            }
            Event::InlineHtml(tag) if is_medium(&tag) => {
                let (length, html) = whole_medium(&tag, after);
                *event = Event::InlineHtml(CowStr::from(Placeholder::Inline(&html).text()));
                after[..length].fill_with(nothing);
                length
            }
            Event::InlineHtml(tag) => {
                self.is_in_link |= tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<a "));
                let placeholder = if self.is_in_link { Placeholder::TagInLink(&tag) } else { Placeholder::Tag(&tag) };
                *event = Event::InlineHtml(CowStr::from(placeholder.text()));
                0
            }
            Event::FootnoteReference(name) => {
                *event = self.footnotes.reference(&name);
                0
            }
            other => {
                *event = other;
                0
            }
        }
    }

    /// Writes the list of notes. A note can refer to another, so the list may grow while it is made.
    pub(super) fn write_notes(&mut self, html: &mut String) {
        let mut items = Vec::new();
        let mut index = 0;
        while let Some(mut definition) = self.footnotes.definition(index) {
            self.change(&mut definition);
            items.push(definition);
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

/// The tag of a link, whose address is open.
fn link<'a>(target: &str, title: &str) -> Event<'a> {
    let mut tag = "<a href=\"".to_owned();
    Placeholder::Address(target).push_to(&mut tag);
    if !title.is_empty() {
        tag.push_str("\" title=\"");
        push_attribute(&mut tag, title);
    }
    tag.push_str("\">");
    Event::InlineHtml(CowStr::from(tag))
}

/// A picture alone in its paragraph, which holds these events.
fn figure<'a>(inner: &[Event<'_>]) -> Event<'a> {
    let Some(Event::Start(Tag::Image { dest_url, title, .. })) = inner.first() else { return nothing() };
    let alt = text_of(inner);
    raw(Placeholder::Figure { target: dest_url, alt: &alt, caption: title }.text() + "\n")
}

/// Does a link end here, one of Markdown or one in HTML?
fn ends_link(event: &Event<'_>) -> bool {
    match event {
        Event::End(TagEnd::Link) => true,
        Event::InlineHtml(tag) => tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("</a")),
        _ => false,
    }
}

/// Films and frames, whose tag is nothing without its end.
const MEDIA: [&str; 4] = ["video", "audio", "iframe", "object"];

/// Does this tag begin a film or a frame?
pub(super) fn is_medium(tag: &str) -> bool {
    let name = tag.trim_start_matches('<');
    let end = name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len());
    MEDIA.iter().any(|medium| name[..end].eq_ignore_ascii_case(medium))
}

/// A film or a frame from its tag to its end, which stands among the events after it, or of the tag alone; and how many of
/// these events it is.
fn whole_medium(tag: &str, after: &[Event<'_>]) -> (usize, String) {
    let is_end =
        |event: &Event<'_>| matches!(event, Event::InlineHtml(end) if end.strip_prefix("</").is_some_and(is_medium));
    // One that was left open has its end right behind it.
    if tag.contains("</") {
        return (0, tag.to_owned());
    }
    let is_within = |event: &&Event<'_>| !matches!(event, Event::Start(_) | Event::End(_));
    let end = after.iter().take_while(is_within).position(is_end).map_or(0, |end| end + 1);
    let mut html = tag.to_owned();
    html::push_html(&mut html, after[..end].iter().cloned());
    (end, html)
}

/// A block of HTML that holds these events.
fn html_block<'a>(inner: &[Event<'_>]) -> Event<'a> {
    let mut block = String::new();
    for event in inner {
        if let Event::Html(line) | Event::Text(line) = event {
            block.push_str(line);
        }
    }
    if !may_have_address(&block) {
        return raw(block);
    }
    // The end of the line is not part of the placeholder: what follows depends on it.
    let inner = block.trim_end_matches('\n');
    let end = &block[inner.len()..];
    raw(Placeholder::Block(inner).text() + end)
}

/// Takes what an element holds out of the events after its start, and its end. Says how many that are.
fn take_out(after: &mut [Event<'_>], inner: usize) -> usize {
    let whole = after.len().min(inner + 1);
    after[..whole].fill_with(nothing);
    whole
}

/// Is something else written for an event that stands before these? Most are written as they are.
fn is_changed(event: &Event<'_>, after: &[Event<'_>]) -> bool {
    match event {
        Event::Start(Tag::Paragraph) => is_lone_picture(after),
        Event::Start(Tag::Link { link_type, .. }) => *link_type != LinkType::Email,
        Event::InlineHtml(tag) => may_have_address(tag) || is_medium(tag),
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::Table(_)) | Event::FootnoteReference(_) => true,
        _ => false,
    }
}

/// Does nothing but a picture with a title stand in the paragraph whose inner events begin here?
fn is_lone_picture(events: &[Event<'_>]) -> bool {
    let Some((Event::Start(Tag::Image { title, .. }), rest)) = events.split_first() else { return false };
    let after = rest.get(inner_of(rest).len() + 1);
    !title.is_empty() && matches!(after, Some(Event::End(TagEnd::Paragraph)))
}

fn raw<'a>(html: String) -> Event<'a> {
    Event::Html(CowStr::from(html))
}
