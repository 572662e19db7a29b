//! Which tags belong together. In: the steps of a text. Out: for each tag, whether it has a partner in the same block of Markdown.

use std::collections::{BTreeMap, BTreeSet};

use super::nesting::{Reach, ended_by, is_item, reach};
use super::steps::{Found, Read, Role, Step};
use crate::markdown::elements::{ends_by_beginning, is_foreign_root};

/// Which tags have a partner.
#[derive(Debug)]
pub(super) struct Pairs<'r> {
    tags: &'r [Found],
    /// For each start tag its end tag, and the other way round.
    pub partner: Vec<Option<usize>>,
    /// End tags of paragraphs that ended already where something else began: too many, but no mistake.
    pub needless: BTreeSet<usize>,
    /// For start tags that end what is open, however deep: the outermost element that ends.
    pub ends: BTreeMap<usize, usize>,
    /// Start tags that would end something around the block in which they stand.
    pub misplaced: BTreeSet<usize>,
    /// What is open, by block: the elements of a block stand behind its start.
    open: Vec<Vec<usize>>,
    /// For each open block, how many elements of each name are open in it.
    names: Vec<BTreeMap<&'r str, usize>>,
    /// For each open block, how many paragraphs ended where something else began.
    ended: Vec<usize>,
}

impl<'r> Pairs<'r> {
    /// Finds the partners.
    pub fn of(read: &'r Read) -> Self {
        let mut pairs = Self {
            tags: &read.tags,
            partner: vec![None; read.tags.len()],
            needless: BTreeSet::new(),
            ends: BTreeMap::new(),
            misplaced: BTreeSet::new(),
            open: vec![Vec::new()],
            names: vec![BTreeMap::new()],
            ended: vec![0],
        };
        for step in &read.steps {
            match *step {
                Step::BlockStart(name) => {
                    name.into_iter().for_each(|name| pairs.end_by_beginning(name));
                    pairs.open.push(Vec::new());
                    pairs.names.push(BTreeMap::new());
                    pairs.ended.push(0);
                }
                Step::BlockEnd(_) => {
                    pairs.open.pop();
                    pairs.names.pop();
                    pairs.ended.pop();
                }
                Step::Tag(tag) => pairs.tag(tag),
                Step::ForeignEnd(count, _) => pairs.end_foreign(count),
                Step::ChunkEnd(_) | Step::Heading(_) => {}
            }
        }
        pairs
    }

    fn tag(&mut self, tag: usize) {
        let name = self.tags[tag].tag.name.as_str();
        match self.tags[tag].role {
            Role::Opens => {
                if !self.makes_room(tag) {
                    return;
                }
                if let (Some(open), Some(names)) = (self.open.last_mut(), self.names.last_mut()) {
                    open.push(tag);
                    *names.entry(name).or_default() += 1;
                }
            }
            Role::Closes if self.names.last().is_some_and(|names| names.get(name).is_some_and(|count| *count > 0)) => {
                while let Some(open) = self.pop() {
                    if self.tags[open].tag.name == name {
                        (self.partner[open], self.partner[tag]) = (Some(tag), Some(open));
                        break;
                    }
                }
            }
            Role::Closes if name == "p" => {
                if let Some(ended) = self.ended.last_mut().filter(|ended| **ended > 0) {
                    *ended -= 1;
                    self.needless.insert(tag);
                }
            }
            Role::Whole => {
                self.makes_room(tag);
            }
            Role::Closes | Role::Open | Role::OfThePage => {}
        }
    }

    fn pop(&mut self) -> Option<usize> {
        let tag = self.open.last_mut()?.pop()?;
        let count = self.names.last_mut()?.get_mut(self.tags[tag].tag.name.as_str())?;
        *count -= 1;
        Some(tag)
    }

    /// What cannot stand around this element ends. Says whether it can begin then.
    fn makes_room(&mut self, tag: usize) -> bool {
        let tags = self.tags;
        let name = tags[tag].tag.name.as_str();
        self.end_by_beginning(name);
        let Some((here, around)) = self.open.split_last() else { return true };
        let count = match reach(name, here.iter().rev().map(|open| tags[*open].tag.name.as_str())) {
            Reach::None => return true,
            Reach::Elements(count) => count,
            Reach::Beyond { passes_divisions } if around.is_empty() => here.len() * usize::from(passes_divisions),
            Reach::Beyond { .. } => {
                let names = self.names.iter().rev().skip(1);
                let ends = |one: &&str| names.clone().any(|names| names.get(one).is_some_and(|count| *count > 0));
                let can_begin = !is_item(name) && !ended_by(name).iter().any(ends);
                if !can_begin {
                    self.misplaced.insert(tag);
                }
                return can_begin;
            }
        };
        if let Some(first) = here.get(here.len() - count) {
            self.ends.insert(tag, *first);
        }
        for _ in 0..count {
            self.pop();
        }
        true
    }

    /// So many `svg` and `math` end, with all that is open in them.
    fn end_foreign(&mut self, mut count: usize) {
        while count > 0
            && let Some(tag) = self.pop()
        {
            count -= usize::from(is_foreign_root(&self.tags[tag].tag.name));
        }
    }

    /// Elements end where this one begins.
    fn end_by_beginning(&mut self, name: &str) {
        while let Some(last) = self.open.last().and_then(|open| open.last())
            && ends_by_beginning(&self.tags[*last].tag.name, name)
        {
            let is_paragraph = self.tags[*last].tag.name == "p";
            self.pop();
            if let Some(ended) = self.ended.last_mut() {
                *ended += usize::from(is_paragraph);
            }
        }
    }
}
