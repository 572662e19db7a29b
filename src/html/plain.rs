//! A tree as plain paragraphs, where reading it as blocks would lose a word.
//!
//! In: nodes of a tree. Out: their blocks; or, if a word that a reader sees is in none of them, the blocks of the plainest
//! tree that shows the same: paragraphs of text with links and pictures. The promise is that of the whole module: whatever a
//! source does with its elements, its words stay.

use std::collections::BTreeSet;

use super::block::Block;
use super::read::Reader;
use super::shown::{beginning, has_all_words, text_of};
use super::text::INVISIBLE;
use super::to_markdown::{MarkdownOptions, Note, NoteKind};
use super::tree::{Document, NodeData, NodeId};

/// Nodes as they were read.
#[derive(Default)]
pub(super) struct Read {
    pub blocks: Vec<Block>,
    pub notes: Vec<Note>,
}

impl Read {
    fn add(&mut self, other: Self) {
        self.blocks.extend(other.blocks);
        self.notes.extend(other.notes);
    }
}

/// The blocks of the nodes, with all of their words. Only the parts that would lose one become plain.
pub(super) fn read(document: &Document, nodes: &[NodeId], options: MarkdownOptions) -> Read {
    if let Some(whole) = read_whole(document, nodes, options) {
        return whole;
    }
    let parts: Vec<NodeId> = match nodes {
        [root] if *root == document.root() => document.children(*root).collect(),
        _ => nodes.to_vec(),
    };
    let mut read = Read::default();
    for part in parts.chunk_by(|one, other| document.are_in_line(*one, *other)) {
        read.add(read_whole(document, part, options).unwrap_or_else(|| read_plain(document, part, options)));
    }
    if has_all_words(&document.text_of_all(nodes), &text_of(&read.blocks), &read.notes) {
        return read;
    }
    read_plain(document, nodes, options)
}

/// The blocks of the nodes as they are, if no word is missing.
fn read_whole(document: &Document, nodes: &[NodeId], options: MarkdownOptions) -> Option<Read> {
    let mut reader = Reader { document, options, notes: Vec::new() };
    let blocks = reader.blocks(nodes, &[]);
    let is_whole = has_all_words(&document.text_of_all(nodes), &text_of(&blocks), &reader.notes);
    is_whole.then_some(Read { blocks, notes: reader.notes })
}

fn read_plain(document: &Document, nodes: &[NodeId], options: MarkdownOptions) -> Read {
    let plain = plain_paragraphs(document, nodes);
    let mut reader = Reader { document: &plain, options, notes: Vec::new() };
    let blocks = reader.blocks(&[plain.root()], &[]);
    let text = beginning(&document.text_of_all(nodes));
    reader.notes.push(Note { what: NoteKind::Plainer, text });
    Read { blocks, notes: reader.notes }
}

/// What the nodes show as a new document: a paragraph for each line, with the links and pictures in it.
pub fn plain_paragraphs(document: &Document, nodes: &[NodeId]) -> Document {
    let mut plain = Plain { from: document, to: Document::new(), paragraph: None, filled: BTreeSet::new() };
    for node in nodes {
        plain.node(*node);
    }
    plain.to
}

struct Plain<'a> {
    from: &'a Document,
    to: Document,
    /// The paragraph that is being filled.
    paragraph: Option<NodeId>,
    /// The links of the source in which something stands by now.
    filled: BTreeSet<NodeId>,
}

impl Plain<'_> {
    /// The tree is at most `MAX_DEPTH` deep, so recursion is safe.
    fn node(&mut self, node: NodeId) {
        let Some(element) = self.from.element(node) else {
            if let NodeData::Text(text) = self.from.data(node) {
                let text = self.to.new_text(text);
                return self.add(node, text);
            }
            return self.children(node);
        };
        match &*element.name.local {
            name if INVISIBLE.contains(&name) => {}
            name @ ("img" | "audio" | "canvas" | "embed" | "iframe" | "object" | "svg" | "video") => {
                let attributes: Vec<(&str, &str)> =
                    element.attributes.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
                let copy = self.to.new_element(name, &attributes);
                self.copy_inside(node, copy);
                self.add(node, copy);
            }
            name if matches!(name, "br" | "td" | "th") || self.from.is_block(node) => {
                self.paragraph = None;
                self.children(node);
                self.paragraph = None;
            }
            "a" => {
                let apart = self.from.is_set_apart(node);
                self.part(node, apart);
                self.children(node);
                self.part(node, apart);
                self.keep_link(node);
            }
            _ => {
                let apart = self.from.is_set_apart(node);
                self.part(node, apart);
                self.children(node);
                self.part(node, apart);
            }
        }
    }

    fn part(&mut self, node: NodeId, apart: bool) {
        if apart {
            let space = self.to.new_text(" ");
            self.add(node, space);
        }
    }

    fn children(&mut self, node: NodeId) {
        self.from.children(node).collect::<Vec<_>>().into_iter().for_each(|child| self.node(child));
    }

    /// A link around nothing, whatever elements that nothing is made of, is told by the reader: so it has to be there.
    fn keep_link(&mut self, node: NodeId) {
        if let Some(href) = self.from.attribute(node, "href").filter(|_| !self.filled.contains(&node)) {
            let link = self.to.new_element("a", &[("href", href)]);
            self.add(node, link);
        }
    }

    /// What stands in a player or a drawing: the reader knows what to do with it.
    fn copy_inside(&mut self, node: NodeId, copy: NodeId) {
        for child in self.from.children(node).collect::<Vec<_>>() {
            let new = self.to.push(self.from.data(child).clone());
            self.to.append(copy, new);
            self.copy_inside(child, new);
        }
    }

    /// Adds something that shows, within the link that it stands in.
    fn add(&mut self, source: NodeId, node: NodeId) {
        let paragraph = self.paragraph.unwrap_or_else(|| {
            let paragraph = self.to.new_element("p", &[]);
            self.to.append(self.to.root(), paragraph);
            paragraph
        });
        self.paragraph = Some(paragraph);
        let mut links = self.from.ancestors(source).filter(|outer| self.from.is_named(*outer, &["a"]));
        let link = links.find_map(|link| Some((link, self.from.attribute(link, "href")?)));
        let parent = match link {
            Some((outer, href)) => {
                self.filled.insert(outer);
                let link = self.to.new_element("a", &[("href", href)]);
                self.to.append(paragraph, link);
                link
            }
            None => paragraph,
        };
        self.to.append(parent, node);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{parse_fragment, says_the_same, to_markdown};
    use super::*;

    #[test]
    fn nodes_in_one_line_are_one_line() {
        let document = parse_fragment("a view<sup>1</sup><p>b</p>").document;
        let nodes: Vec<NodeId> = document.children(document.root()).collect();
        let Read { notes, blocks } = read(&document, &nodes, MarkdownOptions::default());
        assert_eq!((notes, blocks.len()), (Vec::new(), 2));
        let plain = plain_paragraphs(&document, &nodes);
        assert_eq!(plain.serialize(plain.root()), "<p>a view1</p><p>b</p>");
    }

    #[test]
    fn only_what_would_lose_a_word_becomes_plain() {
        // No parser leaves text between cells; whatever else comes to lose a word will look like it.
        let mut document = parse_fragment("<h2>a <b>b</b></h2><table><tr><td>c<td>d</table><p>e</p>").document;
        let row = document.descendants(document.root()).find(|node| document.is_named(*node, &["tr"])).unwrap();
        let stray = document.new_text("stray");
        document.append(row, stray);
        for nodes in [vec![document.root()], document.children(document.root()).collect()] {
            let converted = to_markdown(&document, &nodes, MarkdownOptions::default());
            assert_eq!(converted.markdown, "## a **b**\n\nc\n\nd\n\nstray\n\ne\n");
            assert_eq!(converted.notes, [Note { what: NoteKind::Plainer, text: "c d stray".to_owned() }]);
            assert!(says_the_same(&document, &nodes, MarkdownOptions::default(), &converted));
        }
    }

    #[test]
    fn a_link_stays_whatever_stands_in_it() {
        for (inside, plain) in [("", ""), ("<b></b>", ""), ("<hr>", ""), ("<title>a</title>", ""), (" ", " ")] {
            let document = parse_fragment(&format!("<p><a href=x>{inside}</a>")).document;
            let paragraphs = plain_paragraphs(&document, &[document.root()]);
            let link = format!("<a href=\"x\">{plain}</a>");
            assert!(paragraphs.serialize(paragraphs.root()).contains(&link), "{inside}");
        }
        let document = parse_fragment("<a href=x><table><tr><td><a href=y>a</a></table></a>").document;
        let paragraphs = plain_paragraphs(&document, &[document.root()]);
        let expected = "<p><a href=\"y\">a</a></p><p><a href=\"x\"></a></p>";
        assert_eq!(paragraphs.serialize(paragraphs.root()), expected);
    }

    #[test]
    fn lines_links_and_pictures_stay() {
        let html = "<h2>a<br>b</h2><table><tr><td>c <a href=x>d<img src=y></a>e<td><title>f</title>g</table>\
                    <ul>h<li>i<a href=z></a></ul><video src=v>j</video>";
        let document = parse_fragment(html).document;
        let plain = plain_paragraphs(&document, &[document.root()]);
        let expected = "<p>a</p><p>b</p><p>c <a href=\"x\">d</a><a href=\"x\"><img src=\"y\"></a>e</p><p>g</p><p>h</p>\
                        <p>i<a href=\"z\"></a></p><p><video src=\"v\">j</video></p>";
        assert_eq!(plain.serialize(plain.root()), expected);
        assert_eq!(
            plain.text(plain.root()).replace('\n', ""),
            document.text(document.root()).replace(['\n', '\t'], "")
        );
    }
}
