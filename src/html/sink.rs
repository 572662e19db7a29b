//! Where html5ever writes the tree that it reads: into our arena.
//!
//! In: the tree builder's orders. Out: the document, how deep it is at the moment, and the limits that were met. It decides
//! nothing itself; `parse` does.

use super::parse::{Limit, MAX_NODES};
use super::tree::{Document, NodeData, NodeId};
use html5ever::interface::{Attribute, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{QualName, local_name, ns};
use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};
use std::collections::BTreeSet;

/// The name of what has none.
static NO_NAME: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };

/// What the tree builder writes into.
pub(super) struct Sink {
    document: RefCell<Document>,
    limits: RefCell<BTreeSet<Limit>>,
    /// The element that was put into the tree last, or the parent of the one that ended last.
    current: Cell<Option<NodeId>>,
    /// The depth of `current`, once it was asked for.
    current_depth: Cell<Option<usize>>,
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            document: RefCell::new(Document::new()),
            limits: RefCell::default(),
            current: Cell::new(None),
            current_depth: Cell::new(None),
        }
    }
}

impl Sink {
    /// Notes that something was left out.
    pub fn hit(&self, limit: Limit) {
        self.limits.borrow_mut().insert(limit);
    }

    /// Whether no more nodes are to be made.
    pub fn is_full(&self) -> bool {
        self.document.borrow().node_count() >= MAX_NODES
    }

    /// How many elements are open, as far as the tree tells.
    pub fn depth(&self) -> usize {
        let depth = self
            .current_depth
            .get()
            .unwrap_or_else(|| self.current.get().map_or(0, |node| self.document.borrow().ancestors(node).count()));
        self.current_depth.set(Some(depth));
        depth
    }

    fn set_current(&self, node: Option<NodeId>) {
        self.current.set(node);
        self.current_depth.set(None);
    }

    /// Puts a node, or text joined to the text before it, at the end of `parent` or before `sibling`.
    fn place(&self, child: NodeOrText<NodeId>, parent: NodeId, sibling: Option<NodeId>) {
        let mut document = self.document.borrow_mut();
        let node = match child {
            NodeOrText::AppendNode(node) => {
                if document.element(node).is_some() {
                    self.set_current(Some(node));
                }
                node
            }
            NodeOrText::AppendText(text) => {
                let before = match sibling {
                    Some(sibling) => document.previous_sibling(sibling),
                    None => document.last_child(parent),
                };
                if let Some(before) = before
                    && let NodeData::Text(old) = document.data_mut(before)
                {
                    old.push_str(&text);
                    return;
                }
                document.new_text(&text)
            }
        };
        match sibling {
            Some(sibling) => document.insert_before(sibling, node),
            None => document.append(parent, node),
        }
    }
}

fn owned(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    attributes.into_iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string())).collect()
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = (Document, BTreeSet<Limit>);
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> (Document, BTreeSet<Limit>) {
        (self.document.into_inner(), self.limits.into_inner())
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        self.document.borrow().root()
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Ref<'a, QualName> {
        Ref::map(self.document.borrow(), |document| match document.element(*target) {
            Some(element) => &element.name,
            None => &NO_NAME,
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _flags: ElementFlags) -> NodeId {
        self.document.borrow_mut().push_element(name, owned(attributes))
    }

    fn create_comment(&self, text: StrTendril) -> NodeId {
        self.document.borrow_mut().push(NodeData::Comment(text.to_string()))
    }

    fn create_pi(&self, _target: StrTendril, data: StrTendril) -> NodeId {
        self.create_comment(data)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.place(child, *parent, None);
    }

    fn append_based_on_parent_node(&self, element: &NodeId, previous: &NodeId, child: NodeOrText<NodeId>) {
        let has_parent = self.document.borrow().parent(*element).is_some();
        if has_parent {
            self.place(child, *element, Some(*element));
        } else {
            self.place(child, *previous, None);
        }
    }

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        self.place(child, *sibling, Some(*sibling));
    }

    fn append_doctype_to_document(&self, _name: StrTendril, _public_id: StrTendril, _system_id: StrTendril) {}

    fn pop(&self, node: &NodeId) {
        let parent = self.document.borrow().parent(*node);
        self.set_current(parent);
    }

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut document = self.document.borrow_mut();
        for (name, value) in owned(attributes) {
            if document.attribute(*target, &name).is_none() {
                document.set_attribute(*target, &name, &value);
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.document.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        let mut document = self.document.borrow_mut();
        let children: Vec<NodeId> = document.children(*node).collect();
        for child in children {
            document.append(*new_parent, child);
        }
    }
}
