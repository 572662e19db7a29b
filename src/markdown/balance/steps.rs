//! The events of a text as the steps in which its HTML opens and closes.
//!
//! In: events. Out: pieces of HTML with their tags, and blocks of Markdown, in their order. Nothing is judged here.

use pulldown_cmark::{Event, HeadingLevel, Tag as MarkdownTag, TagEnd};

use super::foreign::Foreign;
use crate::markdown::elements::{is_html_in_foreign, is_of_the_page, is_void};
use crate::markdown::tags::{Kind, Tag, Tags};

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub chunks: Vec<Chunk>,
    pub tags: Vec<Found>,
    pub steps: Vec<Step>,
}

/// HTML that belongs together: a block, or a tag in a line.
#[derive(Debug)]
pub(super) struct Chunk {
    pub text: String,
    /// For each of its lines, the event, and where it begins in the text.
    pub lines: Vec<(usize, usize)>,
    pub is_block: bool,
}

/// A tag, and the chunk in which it stands.
#[derive(Debug)]
pub(super) struct Found {
    pub tag: Tag,
    pub chunk: usize,
    pub role: Role,
    /// Does it stand in `svg` or `math`?
    pub is_foreign: bool,
}

/// What happens, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A block of Markdown, or what stands in a line, begins; with its name in HTML where that ends a paragraph.
    BlockStart(Option<&'static str>),
    /// It ends, at this event.
    BlockEnd(usize),
    /// A tag.
    Tag(usize),
    /// A block of HTML ends.
    ChunkEnd(usize),
    /// Here, at this event, a section may begin.
    Heading(usize),
    /// So many `svg` and `math` end here, with all that is open in them.
    ForeignEnd(usize, Before),
}

/// Before what something ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    Event(usize),
    Tag(usize),
    /// At the end of a chunk.
    End(usize),
}

/// What a tag is for the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It begins an element that goes on.
    Opens,
    /// It ends one.
    Closes,
    /// It is whole by itself.
    Whole,
    /// It is no whole tag.
    Open,
    /// It belongs to the page.
    OfThePage,
}

/// Reads the events of a text.
pub(super) fn read(events: &[Event<'_>]) -> Read {
    let mut reader = Reader::default();
    for (index, event) in events.iter().enumerate() {
        reader.event(events, index, event);
    }
    reader.end_foreign(Before::Event(events.len()));
    reader.read.steps.push(Step::BlockEnd(events.len()));
    reader.read
}

#[derive(Default)]
struct Reader {
    read: Read,
    depth: usize,
    foreign: Foreign,
    /// The block of HTML that is being read.
    block: Option<Chunk>,
}

impl Reader {
    fn event(&mut self, events: &[Event<'_>], index: usize, event: &Event<'_>) {
        match event {
            Event::Start(MarkdownTag::HtmlBlock) => {
                self.block = Some(Chunk { text: String::new(), lines: Vec::new(), is_block: true });
            }
            Event::End(TagEnd::HtmlBlock) => {
                if let Some(block) = self.block.take() {
                    self.chunk(block, &[]);
                    let chunk = self.read.chunks.len() - 1;
                    self.end_foreign(Before::End(chunk));
                    self.read.steps.push(Step::ChunkEnd(chunk));
                }
            }
            Event::Html(line) | Event::Text(line) if self.block.is_some() => {
                if let Some(block) = &mut self.block {
                    block.lines.push((index, block.text.len()));
                    block.text.push_str(line);
                }
            }
            Event::InlineHtml(tag) => {
                let chunk = Chunk { text: tag.to_string(), lines: vec![(index, 0)], is_block: false };
                self.chunk(chunk, events.get(index + 1..).unwrap_or_default());
            }
            Event::Text(_) | Event::SoftBreak => {}
            _ => self.markdown(index, event),
        }
    }

    /// An element of Markdown begins or ends. In `svg` and `math` there is none.
    fn markdown(&mut self, index: usize, event: &Event<'_>) {
        self.end_foreign(Before::Event(index));
        match event {
            Event::Start(tag) => {
                if self.depth == 0 && matches!(tag, MarkdownTag::Heading { level: HeadingLevel::H2, .. }) {
                    self.read.steps.push(Step::Heading(index));
                }
                self.depth += 1;
                self.read.steps.push(Step::BlockStart(html_name(tag)));
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                self.read.steps.push(Step::BlockEnd(index));
            }
            Event::Rule => self.read.steps.extend([Step::BlockStart(Some("hr")), Step::BlockEnd(index)]),
            _ => {}
        }
    }

    fn end_foreign(&mut self, before: Before) {
        let count = self.foreign.end();
        if count > 0 {
            self.read.steps.push(Step::ForeignEnd(count, before));
        }
    }

    /// Reads the tags of a chunk; `after` are the events behind one in a line.
    fn chunk(&mut self, chunk: Chunk, after: &[Event<'_>]) {
        let mut tags = Tags::new(&chunk.text);
        loop {
            tags.is_foreign = self.foreign.is_open();
            let Some(mut tag) = tags.next() else { break };
            if tag.kind == Kind::OpenText && is_closed_in_line(after, &tag.name) {
                tag.kind = Kind::Start;
            }
            // A frame stays one without its end, too.
            if tag.kind == Kind::Start || tag.kind == Kind::OpenText && tag.name == "iframe" {
                tags.go_on_at(tags.at().max(tag.span.end));
            }
            let index = self.read.tags.len();
            if self.foreign.ends_with(&tag) {
                self.end_foreign(Before::Tag(index));
            }
            let is_foreign = self.foreign.is_here();
            let role = role(&tag, is_foreign);
            match role {
                Role::Opens => self.foreign.open(&tag.name),
                Role::Closes => self.foreign.close(&tag.name),
                Role::Whole | Role::Open | Role::OfThePage => {}
            }
            self.read.steps.push(Step::Tag(index));
            self.read.tags.push(Found { tag, chunk: self.read.chunks.len(), role, is_foreign });
        }
        self.read.chunks.push(chunk);
    }
}

/// Does nothing but words stand before the end of this element, in the same line of Markdown?
fn is_closed_in_line(after: &[Event<'_>], name: &str) -> bool {
    let next = after.iter().find(|event| !matches!(event, Event::Text(_) | Event::SoftBreak));
    let Some(Event::InlineHtml(tag)) = next else { return false };
    name != "plaintext" && Tags::new(tag).next().is_some_and(|tag| tag.kind == Kind::End && tag.name == name)
}

/// The name of an element of Markdown that ends a paragraph by beginning.
fn html_name(tag: &MarkdownTag<'_>) -> Option<&'static str> {
    match tag {
        MarkdownTag::Paragraph => Some("p"),
        MarkdownTag::Heading { .. } => Some("h2"),
        MarkdownTag::BlockQuote(_) => Some("blockquote"),
        MarkdownTag::CodeBlock(_) => Some("pre"),
        MarkdownTag::List(_) => Some("ul"),
        MarkdownTag::Table(_) => Some("div"),
        _ => None,
    }
}

/// What the tag is for the others; `is_foreign` where it stands in `svg` or `math`.
pub(super) fn role(tag: &Tag, is_foreign: bool) -> Role {
    let name = tag.name.as_str();
    match tag.kind {
        Kind::Start | Kind::End if is_of_the_page(name) => Role::OfThePage,
        Kind::Start if tag.is_self_closing && matches!(name, "svg" | "math") => Role::Whole,
        Kind::Start if tag.is_self_closing && is_foreign && !is_html_in_foreign(name) => Role::Whole,
        Kind::Start if is_void(name) && (!is_foreign || is_html_in_foreign(name)) => Role::Whole,
        Kind::Start => Role::Opens,
        Kind::End => Role::Closes,
        Kind::OpenTag | Kind::OpenComment | Kind::NoHtml | Kind::OpenText => Role::Open,
    }
}
