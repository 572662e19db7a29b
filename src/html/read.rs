//! The tree as blocks: what stands in it, whatever elements say so.
//!
//! In: nodes of a tree. Out: blocks in normal form, and notes on what could not be taken over. It never leaves out a
//! visible word: an element that it does not know is its content. The tree is at most `MAX_DEPTH` deep, so recursion is safe.

use super::block::Block;
use super::inline::{InlineContent, Mark, Run, is_blank, normalise, with_mark};
use super::kept_space::KeptSpace;
use super::read_boxes::line_block;
use super::read_inline::{clean_address, is_described, link_around, space};
use super::text::{BLOCK, INVISIBLE, PLAYERS};
use super::to_markdown::{MarkdownOptions, Note, NoteKind};
use super::tree::{Document, NodeData, NodeId};

pub(super) struct Reader<'a> {
    pub document: &'a Document,
    pub options: MarkdownOptions,
    pub notes: Vec<Note>,
}

/// Blocks that are finished, and the line that is not yet.
#[derive(Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    pub line: Vec<Run>,
    /// Whether the line is the end of a paragraph, where a picture can have a caption as its title.
    in_paragraph: bool,
}

impl Flow {
    fn end_line(&mut self) {
        let runs = normalise(std::mem::take(&mut self.line));
        if !is_blank(&runs) {
            self.blocks.push(line_block(runs, self.in_paragraph));
        }
    }

    pub fn push(&mut self, block: Block) {
        self.end_line();
        self.blocks.push(block);
    }
}

impl Reader<'_> {
    /// The blocks that these nodes make, all with `marks` on their text.
    pub fn blocks(&mut self, nodes: &[NodeId], marks: &[Mark]) -> Vec<Block> {
        let mut flow = Flow::default();
        for id in nodes {
            self.node(*id, marks, &mut flow);
        }
        flow.end_line();
        flow.blocks
    }

    pub fn blocks_inside(&mut self, id: NodeId, marks: &[Mark]) -> Vec<Block> {
        let children: Vec<NodeId> = self.document.children(id).collect();
        self.blocks(&children, marks)
    }

    pub fn children(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) {
        let mut next = self.document.first_child(id);
        while let Some(child) = next {
            self.node(child, marks, flow);
            next = self.document.next_sibling(child);
        }
    }

    pub fn note(&mut self, what: NoteKind, text: &str) {
        self.notes.push(Note { what, text: text.to_owned() });
    }

    fn node(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) {
        match self.document.data(id) {
            NodeData::Text(text) => {
                flow.line.push(Run { content: InlineContent::Text(text.clone()), marks: marks.to_vec() })
            }
            NodeData::Element(element) => {
                // The name is cheap to copy: an atom.
                let name = element.name.local.clone();
                let apart = self.document.is_set_apart(id);
                flow.line.extend(apart.then(space));
                self.element(id, &name, marks, flow);
                flow.line.extend(apart.then(space));
            }
            NodeData::Root => self.children(id, marks, flow),
            NodeData::Comment(_) => {}
        }
    }

    fn element(&mut self, id: NodeId, name: &str, marks: &[Mark], flow: &mut Flow) {
        // A block ends the line before it even if it shows nothing.
        if BLOCK.contains(&name) {
            flow.end_line();
        }
        if self.captioned(id, marks, flow) || (name == "details" && self.details(id, marks, flow)) {
            return;
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, name, marks, flow),
            "ul" | "ol" | "menu" | "dir" => {
                if let Some(list) = self.list(id, name, marks) {
                    flow.push(list);
                }
            }
            "dl" => {
                if let Some(list) = self.definitions(id, marks) {
                    flow.push(list);
                }
            }
            "blockquote" => {
                let inner = self.blocks_inside(id, marks);
                if !inner.is_empty() {
                    flow.push(Block::Quote(inner));
                }
            }
            "pre" | "listing" | "xmp" => self.preformatted(id, marks, flow),
            "hr" => flow.push(Block::Rule),
            "table" => {
                flow.end_line();
                flow.blocks.extend(self.table(id, marks));
            }
            _ if INVISIBLE.contains(&name) => {}
            // A cell outside of a table stands in the line, apart from its neighbours.
            "td" | "th" => {
                flow.line.push(space());
                self.children(id, marks, flow);
                flow.line.push(space());
            }
            _ if BLOCK.contains(&name) => {
                flow.end_line();
                self.children(id, &self.embed_marks(id, marks), flow);
                flow.in_paragraph = name == "p";
                flow.end_line();
                flow.in_paragraph = false;
            }
            _ => self.inline(id, name, marks, flow),
        }
    }

    fn heading(&mut self, id: NodeId, name: &str, marks: &[Mark], flow: &mut Flow) {
        let own = name.bytes().last().map_or(1, |digit| i16::from(digit.saturating_sub(b'0')));
        let lowest = i16::from(self.options.minimum_heading.clamp(1, 6));
        let level = (own + i16::from(self.options.heading_shift)).clamp(lowest, 6);
        let blocks = self.blocks_inside(id, marks);
        match one_line(blocks.clone()) {
            Some(runs) if runs.is_empty() => {}
            Some(runs) => {
                flow.push(Block::Heading {
                    level: u8::try_from(level).unwrap_or(6),
                    runs: without_overall_strong(runs),
                });
            }
            // A list or a table in a heading: the parts are worth more than the heading.
            None => {
                flow.end_line();
                flow.blocks.extend(blocks);
            }
        }
    }

    fn list(&mut self, id: NodeId, name: &str, marks: &[Mark]) -> Option<Block> {
        let start = (name == "ol").then(|| {
            let start = self.document.attribute(id, "start").and_then(|start| start.trim().parse().ok());
            start.filter(|number| *number <= 999_999_999).unwrap_or(1) // CommonMark reads nine digits.
        });
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut loose = false;
        let mut strays = Vec::new();
        let children: Vec<NodeId> = self.document.children(id).collect();
        for child in children {
            if !self.document.is_named(child, &["li"]) {
                strays.push(child);
                continue;
            }
            self.add_strays(&mut strays, marks, &mut items);
            let item = self.blocks_inside(child, marks);
            loose |= self.document.children(child).any(|inner| self.document.is_named(inner, &["p"]));
            if item.is_empty() {
                self.note(NoteKind::EmptyItem, "li");
            } else {
                items.push(item);
            }
        }
        self.add_strays(&mut strays, marks, &mut items);
        (!items.is_empty()).then_some(Block::List { start, loose, items })
    }

    /// What stands in a list outside of an item (a nested list, often) belongs to the item before it.
    fn add_strays(&mut self, strays: &mut Vec<NodeId>, marks: &[Mark], items: &mut Vec<Vec<Block>>) {
        let blocks = self.blocks(&std::mem::take(strays), marks);
        match items.last_mut() {
            _ if blocks.is_empty() => {}
            Some(item) => item.extend(blocks),
            None => items.push(blocks),
        }
    }

    /// A list of definitions as bullets: the terms in bold, what is said of them below.
    fn definitions(&mut self, id: NodeId, marks: &[Mark]) -> Option<Block> {
        let mut items: Vec<Vec<Block>> = Vec::new();
        let mut last_was_term = false;
        // A `div` may stand around some parts; what stands beside it is set off from what is in it.
        let mut groups: Vec<Vec<NodeId>> = vec![Vec::new()];
        for child in self.document.children(id) {
            match (self.document.name(child), groups.last_mut()) {
                (Some("div"), _) => groups.extend([self.document.children(child).collect(), Vec::new()]),
                (_, Some(group)) => group.push(child),
                (_, None) => {}
            }
        }
        // What stands in a line between two parts is one part: its pieces may be one word.
        let in_line = |one: &NodeId, other: &NodeId| self.document.are_in_line(*one, *other);
        for part in groups.iter().flat_map(|group| group.chunk_by(in_line)) {
            let is_term = part.iter().any(|entry| self.document.is_named(*entry, &["dt"]));
            let inner_marks = if is_term { with_mark(marks, Mark::Strong) } else { marks.to_vec() };
            let blocks = self.blocks(part, &inner_marks);
            if blocks.is_empty() {
                continue;
            }
            match items.last_mut() {
                Some(item) if !is_term || last_was_term => item.extend(blocks),
                _ => items.push(blocks),
            }
            last_was_term = is_term;
        }
        (!items.is_empty()).then_some(Block::List { start: None, loose: true, items })
    }

    /// Code stays as it is. Verse and other text that is preformatted only for its lines becomes a paragraph with breaks,
    /// because a code block would lose its links and marks; and so does code without a word, which is no code to a reader.
    fn preformatted(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) {
        let has = |names: &[&str]| self.document.descendants(id).any(|node| self.document.is_named(node, names));
        let is_marked = has(&["a", "img", "strong", "b", "em", "i"]) && !has(&["code"]);
        let mut text = self.text_of_code(id);
        if is_marked || text.trim().is_empty() || self.document.has_class(id, "wp-block-verse") {
            flow.end_line();
            let start = flow.line.len();
            self.children(id, marks, flow);
            let line = flow.line.split_off(start);
            let mut kept = KeptSpace::default();
            flow.line.extend(line.into_iter().flat_map(|run| kept.lines_of(run)));
            return flow.end_line();
        }
        if let Some(shorter) = text.strip_suffix('\n') {
            text.truncate(shorter.len());
        }
        self.note_links_of_code(id, marks);
        flow.push(Block::Code { language: self.language(id), text });
        self.shown_in_code(id, marks, flow);
    }

    /// The text as it stands, with a line for each block that somebody put into it: the rows of a table, mostly.
    fn text_of_code(&self, id: NodeId) -> String {
        let document = self.document;
        let is_part = |node: NodeId| document.is_block(node) || document.is_named(node, &["td", "th"]);
        let part_of =
            |node: NodeId| document.ancestors(node).take_while(|outer| *outer != id).find(|outer| is_part(*outer));
        let (mut text, mut part, mut begins, mut link) = (String::new(), None, false, None);
        let mut next = document.first_child(id);
        while let Some(node) = next {
            let is_apart = document.is_named(node, &PLAYERS) || document.is_named(node, &["embed", "svg"]);
            let is_seen = !is_apart && !document.is_invisible(node);
            match document.data(node) {
                NodeData::Text(own) => {
                    let new_part = part_of(node);
                    if (begins || new_part != part) && !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                    (part, begins) = (new_part, false);
                    let own_link = link_around(document, node);
                    if link.is_some() && own_link.is_some() && link != own_link {
                        text.push(' ');
                    }
                    link = own_link;
                    text.push_str(&own.replace("\r\n", "\n").replace('\r', "\n"));
                }
                NodeData::Element(_) if document.is_named(node, &["br"]) => text.push('\n'),
                // What follows the code as a link or in words has stood between two words of it.
                NodeData::Element(_) if is_apart || is_described(document, node) => text.push(' '),
                NodeData::Element(_) => begins |= is_part(node),
                _ => {}
            }
            next = document.following(node, id, is_seen);
        }
        text
    }

    /// Code has no links: which there were is told.
    fn note_links_of_code(&mut self, id: NodeId, marks: &[Mark]) {
        let around = marks.iter().filter_map(|mark| match mark {
            Mark::Link { address, .. } => Some(address.clone()),
            _ => None,
        });
        let inside = self.document.descendants(id).filter(|node| self.document.is_named(*node, &["a"]));
        let inside = inside.filter_map(|node| self.document.attribute(node, "href")).map(clean_address);
        for address in around.chain(inside).filter(|address| !address.is_empty()).collect::<Vec<_>>() {
            self.note(NoteKind::LinkOfCode, &address);
        }
    }

    /// Pictures and films cannot stand in code, so they follow it.
    fn shown_in_code(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) {
        const SHOWN: [&str; 8] = ["img", "iframe", "video", "audio", "embed", "object", "svg", "canvas"];
        let shown: Vec<NodeId> =
            self.document.descendants(id).filter(|node| self.document.is_named(*node, &SHOWN)).collect();
        flow.end_line();
        for node in &shown {
            let is_within_another = self.document.ancestors(*node).any(|outer| shown.contains(&outer));
            let name = self.document.name(*node).filter(|_| !is_within_another).map(str::to_owned);
            if let Some(name) = name {
                self.inline(*node, &name, marks, flow);
            }
        }
        flow.end_line();
    }

    /// The language of a code block, from the class that HTML5 and most highlighters use.
    fn language(&self, id: NodeId) -> String {
        let code = self.document.children(id).filter(|child| self.document.is_named(*child, &["code"]));
        let classes = std::iter::once(id).chain(code).filter_map(|node| self.document.attribute(node, "class"));
        let mut names = classes.flat_map(str::split_ascii_whitespace);
        let language = names.find_map(|class| class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-")));
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "+-#._".contains(c);
        language.filter(|name| name.chars().all(is_plain)).unwrap_or_default().to_owned()
    }
}

/// Paragraphs as one line with breaks between them, or `None` if there is more than paragraphs.
pub(super) fn one_line(blocks: Vec<Block>) -> Option<Vec<Run>> {
    let mut line = Vec::new();
    for block in blocks {
        let Block::Paragraph(runs) = block else { return None };
        if !line.is_empty() {
            line.push(Run { content: InlineContent::Break, marks: Vec::new() });
        }
        line.extend(runs);
    }
    let line = normalise(line);
    // A picture and its caption are no line, wherever they came from.
    matches!(line_block(line.clone(), false), Block::Paragraph(_)).then_some(line)
}

/// Bold that covers a whole heading says nothing that the heading does not say.
pub(super) fn without_overall_strong(mut runs: Vec<Run>) -> Vec<Run> {
    let is_overall = runs.iter().all(|run| run.content == InlineContent::Break || run.marks.contains(&Mark::Strong));
    if is_overall {
        runs.iter_mut().for_each(|run| run.marks.retain(|mark| *mark != Mark::Strong));
        return normalise(runs);
    }
    runs
}
