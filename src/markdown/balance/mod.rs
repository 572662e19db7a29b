//! HTML in a text, made whole: nothing that is written in a text changes the page around it.
//!
//! In: the events of a text. Out: the same events, with raw HTML in which each tag has its partner within the same block of
//! Markdown (a paragraph, an item, the text itself), what was wrong with it, and the headings that stand in HTML. An end tag
//! without a start is left out, an element without an end ends with its block, and what is no whole tag becomes text. HTML that
//! is whole already stays as it is, byte by byte.

mod foreign;
mod nesting;
mod page;
mod pairs;
mod repair;
mod steps;

#[cfg(test)]
mod properties;

use pulldown_cmark::{CowStr, Event};
use std::collections::BTreeSet;
use std::ops::Range;

use super::elements::is_unknown;
use super::events::nothing;
use super::reach::StartTag;
use super::tags::Kind;
use pairs::Pairs;
use repair::Repair;
use steps::{Found, Read, read};

pub use page::{Unpaired, unpaired};

/// What was done.
#[derive(Debug)]
pub(super) struct Balanced<'a> {
    /// The events of the text, whole.
    pub events: Vec<Event<'a>>,
    /// Which of these begin a heading that stands in HTML, and so begins no section.
    pub nested: BTreeSet<usize>,
    /// What was wrong, in order.
    pub flaws: Vec<Flaw>,
    /// The tags that begin elements of HTML, where their places are known.
    pub starts: Vec<StartTag>,
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
    /// A start tag without an end, of an element that nobody knows.
    Unknown,
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
    for (kind, tag) in repair.flaws.iter().copied() {
        let found = &read.tags[tag];
        let is_unknown = !found.is_foreign && is_unknown(&found.tag.name);
        let kind = match kind {
            FlawKind::NotClosed | FlawKind::SelfClosed if is_unknown => FlawKind::Unknown,
            kind => kind,
        };
        let first_line = text_of(&read, found).lines().next().map_or(0, str::len);
        let start = place(&read, found.chunk, found.tag.span.start, spans).unwrap_or(0);
        flaws.push(Flaw { kind, name: found.tag.name.clone(), span: start..start + first_line });
    }
    flaws.sort_by_key(|flaw| (flaw.span.start, flaw.kind));
    let starts = read.tags.iter().filter_map(|found| start_tag(&read, found, spans)).collect();
    let (events, nested) = changed(events, &read, repair);
    Balanced { events, nested, flaws, starts }
}

fn text_of<'r>(read: &'r Read, found: &Found) -> &'r str {
    read.chunks[found.chunk].text.get(found.tag.span.clone()).unwrap_or_default()
}

/// The tag, where it begins an element in the page. A frame does so even where it has no end.
fn start_tag(read: &Read, found: &Found, spans: &[(usize, Range<usize>)]) -> Option<StartTag> {
    let tag = &found.tag;
    if tag.kind != Kind::Start && !(tag.kind == Kind::OpenText && tag.name == "iframe") {
        return None;
    }
    let start = place(read, found.chunk, tag.span.start, spans)?;
    // Between its first line and its last one there may be signs of a quotation.
    let end = place(read, found.chunk, tag.span.end.checked_sub(1)?, spans)? + 1;
    let text = text_of(read, found).to_owned();
    Some(StartTag { name: tag.name.clone(), text, span: start..end, is_foreign: found.is_foreign })
}

/// Where a byte of a chunk stands in the Markdown.
fn place(read: &Read, chunk: usize, at: usize, spans: &[(usize, Range<usize>)]) -> Option<usize> {
    let lines = &read.chunks[chunk].lines;
    let line = lines.partition_point(|(_, start)| *start <= at).checked_sub(1)?;
    let (event, line_start) = lines.get(line)?;
    let index = spans.binary_search_by_key(event, |(event, _)| *event).ok()?;
    Some(spans[index].1.start + at - line_start)
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
