//! An HTML fragment as a tree in an arena.
//!
//! In: nodes, from [`parse_fragment`](super::parse_fragment) or made by hand. Out: the tree, to walk, to search and to
//! rearrange. It holds no reference counts, so it is `Send` and any depth of tree is dropped without recursion.
//! Parsing, serialising and the visible text are beside it (`parse`, `serialize`, `text`).

use html5ever::{LocalName, QualName, ns};

/// The place of a node in its [`Document`]. An id is meaningful only in the document that made it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NodeId(u32);

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeData {
    /// The node that holds the whole fragment.
    Root,
    /// An element.
    Element(Element),
    /// Text, with entities already read.
    Text(String),
    /// A comment. Gutenberg marks its blocks with these.
    Comment(String),
}

/// The name and the attributes of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub(super) name: QualName,
    /// Attributes in the order of the source, names in lower case.
    pub attributes: Vec<(String, String)>,
}

#[derive(Clone, Debug)]
struct Node {
    data: NodeData,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
}

/// A tree of HTML nodes. Nodes that are detached stay in the arena and can be put back.
#[derive(Clone, Debug)]
pub struct Document {
    nodes: Vec<Node>,
}

impl Default for Document {
    fn default() -> Self {
        Self::new()
    }
}

impl Document {
    /// A document that holds nothing but its root.
    pub fn new() -> Self {
        let mut document = Self { nodes: Vec::new() };
        document.push(NodeData::Root);
        document
    }

    /// The node that holds the fragment.
    pub fn root(&self) -> NodeId {
        NodeId(0)
    }

    /// How many nodes were ever made, detached ones included.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    /// What the node is.
    pub fn data(&self, id: NodeId) -> &NodeData {
        &self.node(id).data
    }

    /// The element's name in lower case, or `None` for what is no element.
    pub fn name(&self, id: NodeId) -> Option<&str> {
        self.element(id).map(|element| &*element.name.local)
    }

    /// Whether the node is an element of one of these names.
    pub fn is_named(&self, id: NodeId, names: &[&str]) -> bool {
        self.name(id).is_some_and(|name| names.contains(&name))
    }

    /// The element, or `None` for what is no element.
    pub fn element(&self, id: NodeId) -> Option<&Element> {
        match self.data(id) {
            NodeData::Element(element) => Some(element),
            _ => None,
        }
    }

    /// The value of an element's attribute.
    pub fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let attributes = &self.element(id)?.attributes;
        attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether the element's `class` holds this class.
    pub fn has_class(&self, id: NodeId, class: &str) -> bool {
        self.attribute(id, "class").is_some_and(|value| value.split_ascii_whitespace().any(|one| one == class))
    }

    /// The node that holds this one; `None` for the root and for what is detached.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// The node before this one under the same parent.
    pub fn previous_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).previous
    }

    /// The node after this one under the same parent.
    pub fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).next
    }

    /// The first node inside.
    pub fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).first_child
    }

    /// The last node inside.
    pub fn last_child(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).last_child
    }

    /// The nodes directly inside, in order.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first_child, |child| self.node(*child).next)
    }

    /// The nodes that hold this one, from the nearest to the root.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |node| self.parent(*node))
    }

    /// All nodes inside, in the order of the source, without the node itself.
    pub fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first_child, move |node| self.following(*node, id, true))
    }

    /// The node after this one in the order of the source, within `top`; with `enter`, its first child comes first.
    pub(super) fn following(&self, id: NodeId, top: NodeId, enter: bool) -> Option<NodeId> {
        if enter && let Some(child) = self.node(id).first_child {
            return Some(child);
        }
        let mut node = id;
        while node != top {
            if let Some(next) = self.node(node).next {
                return Some(next);
            }
            node = self.node(node).parent?;
        }
        None
    }

    /// Makes an element that is not yet in the tree.
    pub fn new_element(&mut self, name: &str, attributes: &[(&str, &str)]) -> NodeId {
        let attributes = attributes.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
        self.push_element(QualName::new(None, ns!(html), LocalName::from(name)), attributes)
    }

    /// Makes a text that is not yet in the tree.
    pub fn new_text(&mut self, text: &str) -> NodeId {
        self.push(NodeData::Text(text.to_owned()))
    }

    pub(super) fn push_element(&mut self, name: QualName, attributes: Vec<(String, String)>) -> NodeId {
        self.push(NodeData::Element(Element { name, attributes }))
    }

    pub(super) fn push(&mut self, data: NodeData) -> NodeId {
        // The parser stops long before this number of nodes; a caller that makes more gets the last id again.
        let id = NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        let node = Node { data, parent: None, previous: None, next: None, first_child: None, last_child: None };
        self.nodes.push(node);
        id
    }

    /// Puts another text in the place of a text node's. Other nodes stay as they are.
    pub fn replace_text(&mut self, id: NodeId, text: &str) {
        if let NodeData::Text(old) = &mut self.node_mut(id).data {
            text.clone_into(old);
        }
    }

    /// Gives an element's attribute another value, or adds it. Other nodes stay as they are.
    pub fn set_attribute(&mut self, id: NodeId, name: &str, value: &str) {
        let NodeData::Element(element) = &mut self.node_mut(id).data else { return };
        match element.attributes.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => value.clone_into(old),
            None => element.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Takes an attribute away.
    pub fn remove_attribute(&mut self, id: NodeId, name: &str) {
        if let NodeData::Element(element) = &mut self.node_mut(id).data {
            element.attributes.retain(|(key, _)| key != name);
        }
    }

    /// Takes a node, with all that is inside, out of the tree.
    pub fn detach(&mut self, id: NodeId) {
        let Node { parent, previous, next, .. } = *self.node(id);
        match previous {
            Some(previous) => self.node_mut(previous).next = next,
            None => parent.into_iter().for_each(|parent| self.node_mut(parent).first_child = next),
        }
        match next {
            Some(next) => self.node_mut(next).previous = previous,
            None => parent.into_iter().for_each(|parent| self.node_mut(parent).last_child = previous),
        }
        let node = self.node_mut(id);
        (node.parent, node.previous, node.next) = (None, None, None);
    }

    /// Moves a node to the end of `parent`'s children. Nothing happens if that would put a node inside itself.
    pub fn append(&mut self, parent: NodeId, child: NodeId) {
        if self.would_loop(parent, child) {
            return;
        }
        self.detach(child);
        let last = self.node(parent).last_child;
        match last {
            Some(last) => self.node_mut(last).next = Some(child),
            None => self.node_mut(parent).first_child = Some(child),
        }
        self.node_mut(parent).last_child = Some(child);
        let node = self.node_mut(child);
        (node.parent, node.previous) = (Some(parent), last);
    }

    /// Moves a node to the place before `sibling`. Nothing happens if `sibling` has no parent, or if that would put a
    /// node inside itself.
    pub fn insert_before(&mut self, sibling: NodeId, node: NodeId) {
        let Some(parent) = self.parent(sibling) else { return };
        if sibling == node || self.would_loop(parent, node) {
            return;
        }
        self.detach(node);
        let previous = self.node(sibling).previous;
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(node),
            None => self.node_mut(parent).first_child = Some(node),
        }
        self.node_mut(sibling).previous = Some(node);
        let inserted = self.node_mut(node);
        (inserted.parent, inserted.previous, inserted.next) = (Some(parent), previous, Some(sibling));
    }

    /// Takes an element out and leaves its children in its place.
    pub fn unwrap_element(&mut self, id: NodeId) {
        while let Some(child) = self.first_child(id) {
            self.insert_before(id, child);
            if self.parent(child) == Some(id) {
                break; // A detached element has no place to leave its children in.
            }
        }
        self.detach(id);
    }

    fn would_loop(&self, parent: NodeId, child: NodeId) -> bool {
        // A node without children cannot hold its new parent: the parser's usual case, and it saves the walk up.
        parent == child || (self.first_child(child).is_some() && self.ancestors(parent).any(|node| node == child))
    }

    fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    pub(super) fn data_mut(&mut self, id: NodeId) -> &mut NodeData {
        &mut self.node_mut(id).data
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_fragment;
    use super::*;

    fn named(document: &Document, name: &str) -> NodeId {
        document.descendants(document.root()).find(|id| document.name(*id) == Some(name)).expect("element")
    }

    #[test]
    fn descendants_come_in_source_order_and_stay_inside() {
        let document = parse_fragment("<div><p>a<b>c</b></p><ul></ul></div><hr>").document;
        let div = named(&document, "div");
        let names: Vec<_> = document.descendants(div).map(|id| document.name(id).unwrap_or("#text")).collect();
        assert_eq!(names, ["p", "#text", "b", "#text", "ul"]);
    }

    #[test]
    fn nodes_move_with_what_they_hold() {
        let mut document = parse_fragment("<p>a</p><ul><li>b</li></ul><hr>").document;
        let (paragraph, list, rule) = (named(&document, "p"), named(&document, "ul"), named(&document, "hr"));
        document.insert_before(paragraph, list);
        document.append(list, rule);
        assert_eq!(document.serialize(document.root()), "<ul><li>b</li><hr></ul><p>a</p>");
        document.detach(list);
        assert_eq!(document.serialize(document.root()), "<p>a</p>");
    }

    #[test]
    fn a_node_cannot_be_put_inside_itself() {
        let mut document = parse_fragment("<div><p>a</p></div>").document;
        let (outer, inner) = (named(&document, "div"), named(&document, "p"));
        document.append(inner, outer);
        document.append(outer, outer);
        document.insert_before(inner, outer);
        document.insert_before(inner, inner);
        assert_eq!(document.serialize(document.root()), "<div><p>a</p></div>");
    }

    #[test]
    fn made_nodes_take_part_in_the_tree() {
        let mut document = Document::new();
        let paragraph = document.new_element("p", &[("id", "x")]);
        let text = document.new_text("old");
        document.append(document.root(), paragraph);
        document.append(paragraph, text);
        document.replace_text(text, "1 < 2");
        document.set_attribute(paragraph, "id", "\"y\"");
        assert_eq!(document.serialize(document.root()), "<p id=\"&quot;y&quot;\">1 &lt; 2</p>");
    }

    #[test]
    fn an_unwrapped_element_leaves_its_children() {
        let mut document = parse_fragment("<p>a<span>b<i>c</i></span>d</p>").document;
        let span = named(&document, "span");
        document.unwrap_element(span);
        assert_eq!(document.serialize(document.root()), "<p>ab<i>c</i>d</p>");
    }
}
