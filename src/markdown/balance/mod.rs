//! HTML in a text, made whole: nothing that is written in a text changes the page around it.
//!
//! In: the events of a text. Out: the same events, with raw HTML in which each tag has its partner within the same block of
//! Markdown (a paragraph, an item, the text itself), what was wrong with it, and the headings that stand in HTML. An end tag
//! without a start is left out, an element without an end ends with its block, and what is no whole tag becomes text. HTML that
//! is whole already stays as it is, byte by byte.

mod foreign;
mod nesting;
mod pairs;
mod repair;
mod steps;

#[cfg(test)]
mod properties;

use pulldown_cmark::{CowStr, Event};
use std::collections::BTreeSet;
use std::ops::Range;

use super::elements::is_forbidden;
use super::events::nothing;
use super::tags::Kind;
use pairs::Pairs;
use repair::Repair;
use steps::{Read, read};

/// What was done.
#[derive(Debug)]
pub(super) struct Balanced<'a> {
    /// The events of the text, whole.
    pub events: Vec<Event<'a>>,
    /// Which of these begin a heading that stands in HTML, and so begins no section.
    pub nested: BTreeSet<usize>,
    /// What was wrong, in order.
    pub flaws: Vec<Flaw>,
}

/// Something wrong with the HTML of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flaw {
    /// What it is.
    pub kind: FlawKind,
    /// The tag's name, in lower case; empty where it has none.
    pub name: String,
    /// Where the tag stands in the Markdown.
    pub span: Range<usize>,
}

/// What can be wrong with HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FlawKind {
    /// A start tag without an end.
    NotClosed,
    /// A start tag that ends in `/>`, which closes it in XML alone.
    SelfClosed,
    /// An end tag without a start.
    NotOpened,
    /// A tag of the page around the text.
    OfThePage,
    /// An element that cannot stand where it begins.
    Misplaced,
    /// No whole tag: what it begins has no end.
    Open(Kind),
    /// An element that reaches beyond the text. It is left as it is.
    Forbidden,
}

/// Is there any HTML in these events?
pub(super) fn has_html(events: &[Event<'_>]) -> bool {
    events.iter().any(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
}

/// Makes the HTML of a text whole. `spans` says where the events of HTML stand in the Markdown, in their order; without it
/// flaws have no places.
pub(super) fn balance<'a>(events: Vec<Event<'a>>, spans: &[(usize, Range<usize>)]) -> Balanced<'a> {
    let read = read(&events);
    let pairs = Pairs::of(&read);
    let repair = Repair::of(&read, &pairs);
    let mut flaws = Vec::new();
    let forbidden = read.tags.iter().enumerate().filter(|(_, found)| found.tag.kind == Kind::Start);
    let forbidden = forbidden.filter(|(_, found)| is_forbidden(&found.tag.name));
    let forbidden = forbidden.map(|(index, _)| (FlawKind::Forbidden, index));
    for (kind, tag) in repair.flaws.iter().copied().chain(forbidden) {
        flaws.push(Flaw { kind, name: read.tags[tag].tag.name.clone(), span: place(&read, tag, spans) });
    }
    flaws.sort_by_key(|flaw| (flaw.span.start, flaw.kind));
    let (events, nested) = changed(events, &read, repair);
    Balanced { events, nested, flaws }
}

/// Where a tag stands in the Markdown: up to the end of its line.
fn place(read: &Read, tag: usize, spans: &[(usize, Range<usize>)]) -> Range<usize> {
    let found = &read.tags[tag];
    let chunk = &read.chunks[found.chunk];
    let line = chunk.lines.partition_point(|(_, start)| *start <= found.tag.span.start).saturating_sub(1);
    let Some((event, line_start)) = chunk.lines.get(line) else { return 0..0 };
    let Ok(index) = spans.binary_search_by_key(event, |(event, _)| *event) else { return 0..0 };
    let span = &spans[index].1;
    let start = span.start + found.tag.span.start - line_start;
    let tag = chunk.text.get(found.tag.span.clone()).unwrap_or_default();
    start..start + tag.lines().next().map_or(0, str::len)
}

/// The events with what was mended, and where the nested headings stand now.
fn changed<'a>(mut events: Vec<Event<'a>>, read: &Read, repair: Repair<'_>) -> (Vec<Event<'a>>, BTreeSet<usize>) {
    let Repair { edits, before, nested, .. } = repair;
    for edits in edits.chunk_by(|one, other| one.chunk == other.chunk) {
        let Some(chunk) = edits.first().map(|edit| &read.chunks[edit.chunk]) else { continue };
        let mut text = String::with_capacity(chunk.text.len() + 16);
        let mut done = 0;
        for edit in edits {
            text.push_str(chunk.text.get(done..edit.at.start).unwrap_or_default());
            text.push_str(&edit.with);
            done = edit.at.end.max(done);
        }
        text.push_str(chunk.text.get(done..).unwrap_or_default());
        let mut text = Some(text);
        for (event, _) in &chunk.lines {
            let written = text.take().map(CowStr::from);
            events[*event] = match (written, chunk.is_block) {
                (Some(text), true) => Event::Html(text),
                (Some(text), false) => Event::InlineHtml(text),
                (None, _) => nothing(),
            };
        }
    }
    if before.is_empty() {
        return (events, nested);
    }
    let mut before = before.into_iter().peekable();
    let mut all = Vec::with_capacity(events.len() + before.len());
    let mut moved = BTreeSet::new();
    for (index, event) in events.into_iter().enumerate() {
        if let Some((_, tags)) = before.next_if(|(at, _)| *at == index) {
            all.push(Event::InlineHtml(CowStr::from(tags)));
        }
        if nested.contains(&index) {
            moved.insert(all.len());
        }
        all.push(event);
    }
    all.extend(before.map(|(_, tags)| Event::InlineHtml(CowStr::from(tags))));
    (all, moved)
}
