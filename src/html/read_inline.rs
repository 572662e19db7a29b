//! Elements within a line: marks, links, pictures, and embedded things.
//!
//! In: an inline element and the marks around it. Out: runs, added to the line that is being read. What an element embeds
//! (a film, a map) is never fetched; it becomes a link to it.

use super::inline::{Image, InlineContent, Mark, Run, collapse, with_mark};
use super::read::{Flow, Reader};
use super::srcset::{SRCSET_ATTRIBUTES, srcset};
use super::text::is_blank_text;
use super::to_markdown::NoteKind;
use super::tree::{Document, NodeData, NodeId};
use std::cmp::Reverse;

/// Elements that are kept as inline HTML, because Markdown has no sign for them, with the attributes that matter.
const KEPT: [(&str, &[&str]); 14] = [
    ("abbr", &["title"]),
    ("bdi", &["dir"]),
    ("bdo", &["dir"]),
    ("ins", &[]),
    ("kbd", &[]),
    ("mark", &[]),
    ("q", &[]),
    ("rp", &[]),
    ("rt", &[]),
    ("ruby", &[]),
    ("small", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("u", &[]),
];

/// Schemes of links that are taken over; of others (`javascript:` …) only the text is.
const SAFE_SCHEMES: [&str; 8] = ["http", "https", "mailto", "tel", "sms", "ftp", "geo", "doi"];

/// Where lazy-loading plug-ins put the address of a picture.
const LAZY_SOURCES: [&str; 5] = ["data-src", "data-lazy-src", "data-original", "data-orig-file", "data-lazy"];

impl Reader<'_> {
    pub fn inline(&mut self, id: NodeId, name: &str, marks: &[Mark], flow: &mut Flow) {
        match name {
            "br" => flow.line.push(Run { content: InlineContent::Break, marks: marks.to_vec() }),
            "img" => self.image(id, marks, flow),
            "a" => self.link(id, marks, flow),
            "code" | "samp" | "tt" => self.code(id, marks, flow),
            "iframe" | "video" | "audio" | "embed" | "object" => self.embedded(id, name, marks, flow),
            "svg" | "canvas" => self.not_shown(id, name, flow),
            _ => {
                let mut inner = marks.to_vec();
                for mark in marks_of(self.document, id, name) {
                    inner = with_mark(&inner, mark);
                }
                self.children(id, &inner, flow);
            }
        }
    }

    fn image(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) {
        let attribute = |name| collapse(self.document.attribute(id, name).unwrap_or_default().trim());
        let (alt, title) = (attribute("alt"), lines_of(self.document.attribute(id, "title").unwrap_or_default()));
        let Some(address) = shown_address(self.document, id) else {
            self.note(NoteKind::NoAddress, &alt);
            for address in image_addresses(self.document, id) {
                self.note(NoteKind::UnsafeAddress, &address);
            }
            // What a browser shows in its place, as a word of its own.
            let description = Run { content: InlineContent::Text(alt), marks: marks.to_vec() };
            return flow.line.extend([space(), description, space()]);
        };
        flow.line.push(Run { content: InlineContent::Image(Image { address, alt, title }), marks: marks.to_vec() });
    }

    fn link(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) {
        let address = self.document.attribute(id, "href").map(clean_address).filter(|address| !address.is_empty());
        let Some(address) = address else { return self.children(id, marks, flow) };
        if !shows_words(self.document, id) {
            self.note(NoteKind::EmptyLink, &address);
        }
        if !is_safe(&address) {
            self.note(NoteKind::UnsafeAddress, &address);
            return self.children(id, marks, flow);
        }
        let title = lines_of(self.document.attribute(id, "title").unwrap_or_default());
        self.children(id, &with_link(marks, address, title), flow);
    }

    /// WordPress writes the bare address of a film or a post where its theme would embed it: a link, to a reader.
    pub fn embed_marks(&self, id: NodeId, marks: &[Mark]) -> Vec<Mark> {
        if self.document.has_class(id, "wp-block-embed__wrapper") {
            let text = self.document.text(id);
            if text.starts_with("http") && !text.contains(char::is_whitespace) && is_safe(&text) {
                return with_link(marks, text, String::new());
            }
        }
        marks.to_vec()
    }

    fn code(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) {
        let start = flow.line.len();
        self.children(id, marks, flow);
        for run in flow.line.iter_mut().skip(start) {
            if let InlineContent::Text(text) = &mut run.content {
                run.content = InlineContent::Code(std::mem::take(text));
            }
        }
    }

    /// A drawing: its words, and where it leads to, are told.
    fn not_shown(&mut self, id: NodeId, name: &str, flow: &mut Flow) {
        flow.line.push(space());
        let words = self.document.text(id);
        let text = if words.is_empty() { name.to_owned() } else { format!("{name}: {words}") };
        self.note(NoteKind::NotShown, &text);
        let document = self.document;
        for node in document.descendants(id) {
            let addresses =
                ["href", "src"].into_iter().filter_map(|key| document.attribute(node, key)).map(clean_address);
            addresses.filter(|address| !address.is_empty()).for_each(|address| self.note(NoteKind::NotShown, &address));
        }
    }

    fn embedded(&mut self, id: NodeId, name: &str, marks: &[Mark], flow: &mut Flow) {
        let own = ["src", "data-src", "data-lazy-src", "data"].into_iter();
        let own = own.filter_map(|key| self.document.attribute(id, key));
        let inner = self.document.descendants(id).filter(|node| self.document.is_named(*node, &["source", "embed"]));
        let inner = inner.filter_map(|node| self.document.attribute(node, "src"));
        let addresses: Vec<String> =
            own.chain(inner).map(clean_address).filter(|address| !address.is_empty()).collect();
        let leads_somewhere =
            |address: &&String| !address.starts_with("about:") && !address.starts_with("data:") && is_safe(address);
        let Some(address) = addresses.iter().find(leads_somewhere).cloned() else {
            flow.line.push(space());
            self.note(NoteKind::NotShown, name);
            return addresses.iter().for_each(|address| self.note(NoteKind::NotShown, address));
        };
        let title = ["title", "aria-label"].into_iter().filter_map(|key| self.document.attribute(id, key));
        let title = title.map(|title| collapse(title.trim())).find(|title| !title.is_empty());
        let label = title.unwrap_or_else(|| label_of(&address));
        self.note(NoteKind::Embedded, &address);
        addresses.iter().filter(|other| **other != address).for_each(|other| self.note(NoteKind::NotShown, other));
        let marks = with_link(marks, address, String::new());
        // A space on each side, so that it does not grow together with the text around it.
        for text in [" ", &label, " "] {
            let marks = if text == " " { Vec::new() } else { marks.clone() };
            flow.line.push(Run { content: InlineContent::Text(text.to_owned()), marks });
        }
    }
}

/// Where a text leads; none for code, whose pieces may be one word.
pub(super) fn link_around(document: &Document, text: NodeId) -> Option<String> {
    let within = || document.ancestors(text).take_while(|outer| !document.is_block(*outer));
    // A link around a block is one of its texts, too.
    let mut links = document.ancestors(text).filter(|outer| document.is_named(*outer, &["a"]));
    let address = links.find_map(|link| {
        let address = document.attribute(link, "href").map(clean_address)?;
        (!address.is_empty() && is_safe(&address)).then_some(address)
    })?;
    (!within().any(|outer| document.is_named(outer, &["code", "samp", "tt"]))).then_some(address)
}

/// A title: browsers show its lines as lines.
fn lines_of(title: &str) -> String {
    let lines = title.lines().map(|line| collapse(line.trim())).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether a link has something to read: words, or a picture, that are not in a link of their own and are taken over.
fn shows_words(document: &Document, link: NodeId) -> bool {
    const NOT_TAKEN: [&str; 8] = ["a", "svg", "canvas", "iframe", "video", "audio", "embed", "object"];
    let is_taken = |node: NodeId| !document.is_named(node, &NOT_TAKEN) && !document.is_invisible(node);
    let is_own = |node: NodeId| {
        let mut around = document.ancestors(node).take_while(|outer| *outer != link);
        around.all(is_taken)
    };
    let shows = |node: NodeId| match document.data(node) {
        NodeData::Text(text) => !is_blank_text(text),
        NodeData::Element(_) if document.is_named(node, &["img"]) => {
            let has_words = document.attribute(node, "alt").is_some_and(|alt| !is_blank_text(alt));
            has_words || shown_address(document, node).is_some()
        }
        _ => false,
    };
    document.descendants(link).any(|node| shows(node) && is_own(node))
}

/// What keeps the text before something that is left out apart from the text after it.
pub(super) fn space() -> Run {
    Run { content: InlineContent::Text(" ".to_owned()), marks: Vec::new() }
}

/// The address of a picture, where a browser can show what is there.
pub(super) fn shown_address(document: &Document, id: NodeId) -> Option<String> {
    image_addresses(document, id).into_iter().find(|address| is_picture(address))
}

/// Whether the node is a picture in whose place a browser shows its description.
pub(super) fn is_described(document: &Document, id: NodeId) -> bool {
    document.is_named(id, &["img"]) && shown_address(document, id).is_none()
}

/// The addresses of a picture, the best first: `src`, or where lazy-loading plug-ins put it, or a copy, when `src` is a
/// placeholder.
fn image_addresses(document: &Document, id: NodeId) -> Vec<String> {
    let get = |name| document.attribute(id, name).map(clean_address).filter(|address| !address.is_empty());
    let (source, placeholder) = match get("src") {
        Some(address) if address.starts_with("data:") => (None, Some(address)),
        source => (source, None),
    };
    let lazy = LAZY_SOURCES.into_iter().filter_map(get);
    source.into_iter().chain(lazy).chain(copies(document, id)).chain(placeholder).collect()
}

/// The pictures of a `srcset`, the widest first, for one that has nothing else.
fn copies(document: &Document, id: NodeId) -> Vec<String> {
    let mut copies = Vec::new();
    for set in SRCSET_ATTRIBUTES.into_iter().filter_map(|name| document.attribute(id, name)) {
        let mut candidates = srcset(set);
        candidates.sort_by_key(|candidate| Reverse((candidate.width, candidate.density)));
        copies.extend(candidates.into_iter().map(|candidate| clean_address(candidate.address)));
    }
    copies.retain(|address| !address.is_empty());
    copies
}

/// Whether a browser may show a picture from there.
fn is_picture(address: &str) -> bool {
    let has_scheme = |scheme: &str| {
        let start = address.get(..scheme.len()).unwrap_or_default();
        start.eq_ignore_ascii_case(scheme) && address[scheme.len()..].starts_with(':')
    };
    let others = SAFE_SCHEMES.into_iter().filter(|scheme| !matches!(*scheme, "http" | "https"));
    address.starts_with("data:") || (is_safe(address) && !others.into_iter().any(has_scheme))
}

/// An address without the white space that browsers ignore (WHATWG URL, "remove any ASCII tab or newline").
pub(super) fn clean_address(address: &str) -> String {
    address.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

fn is_safe(address: &str) -> bool {
    match address.split_once(':') {
        Some((scheme, _)) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) => {
            let scheme = scheme.to_ascii_lowercase();
            let has_host = matches!(scheme.as_str(), "http" | "https" | "ftp");
            SAFE_SCHEMES.contains(&scheme.as_str()) && (!has_host || url::Url::parse(address).is_ok())
        }
        // Browsers read a control character in a scheme as if it were not there.
        Some((scheme, _)) => !scheme.chars().any(char::is_control),
        None => true,
    }
}

/// The marks with a link in the place of any other: links do not nest.
fn with_link(marks: &[Mark], address: String, title: String) -> Vec<Mark> {
    let others: Vec<Mark> = marks.iter().filter(|mark| !matches!(mark, Mark::Link { .. })).cloned().collect();
    with_mark(&others, Mark::Link { address, title })
}

/// What a link without words is called: its address without scheme and query.
fn label_of(address: &str) -> String {
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest).trim_start_matches('/');
    let bare = bare.split(['?', '#']).next().unwrap_or(bare).trim_end_matches('/');
    if bare.is_empty() { address.to_owned() } else { bare.to_owned() }
}

/// The marks that an element puts on its text.
fn marks_of(document: &Document, id: NodeId, name: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Google Docs wraps whole documents in `<b style="font-weight:normal">` and makes bold with spans.
    match style(document, id, "font-weight").as_deref() {
        Some("normal" | "400") => {}
        Some("bold" | "bolder" | "600" | "700" | "800" | "900") => marks.push(Mark::Strong),
        _ if matches!(name, "strong" | "b") => marks.push(Mark::Strong),
        _ => {}
    }
    match style(document, id, "font-style").as_deref() {
        Some("normal") => {}
        Some("italic" | "oblique") => marks.push(Mark::Emphasis),
        _ if matches!(name, "em" | "i" | "cite" | "dfn" | "var") => marks.push(Mark::Emphasis),
        _ => {}
    }
    if matches!(name, "del" | "s" | "strike") {
        marks.push(Mark::Strike);
    }
    if let Some((_, kept)) = KEPT.iter().find(|(kept, _)| *kept == name) {
        let value = |key: &&str| document.attribute(id, key).map(|value| ((*key).to_owned(), collapse(value.trim())));
        marks.push(Mark::Html { name: name.to_owned(), attributes: kept.iter().filter_map(value).collect() });
    }
    marks
}

/// A value of the element's own `style`, in lower case.
fn style(document: &Document, id: NodeId, property: &str) -> Option<String> {
    document.style(id, property).map(str::to_ascii_lowercase)
}
