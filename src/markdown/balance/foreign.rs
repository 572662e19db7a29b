//! What is open in `svg` and `math`, where other rules hold than in HTML (HTML standard, 13.2.6.5).
//!
//! In: tags in their order. Out: whether the next one is read by these rules, and where a browser goes back to those of HTML.

use crate::markdown::elements::is_html_in_foreign;
use crate::markdown::tags::{Kind, Tag};

/// What is open from the outermost `svg` or `math` on.
#[derive(Debug, Default)]
pub(super) struct Foreign {
    open: Vec<Open>,
    /// How many elements of each kind are open that begin it: `svg` and `math`.
    roots: usize,
}

#[derive(Debug)]
struct Open {
    name: String,
    /// Do the rules of HTML hold in it again?
    is_html: bool,
    is_root: bool,
}

impl Foreign {
    /// Is any `svg` or `math` open?
    pub fn is_open(&self) -> bool {
        !self.open.is_empty()
    }

    /// Do other rules hold here?
    pub fn is_here(&self) -> bool {
        self.open.last().is_some_and(|open| !open.is_html)
    }

    /// Do all of them end where this tag begins?
    pub fn ends_with(&self, tag: &Tag) -> bool {
        match tag.kind {
            Kind::Start => self.is_here() && is_html_in_foreign(&tag.name),
            Kind::End => self.is_open() && !self.open.iter().rev().any(|open| open.name == tag.name),
            _ => false,
        }
    }

    /// All of them end. Says how many `svg` and `math` were open.
    pub fn end(&mut self) -> usize {
        self.open.clear();
        std::mem::take(&mut self.roots)
    }

    /// An element begins.
    pub fn open(&mut self, name: &str) {
        let is_root = matches!(name, "svg" | "math");
        if !self.is_open() && !is_root {
            return;
        }
        let is_in_math = self.open.iter().rev().find(|open| open.is_root).is_some_and(|root| root.name == "math");
        let is_html = !is_root
            && match name {
                "foreignobject" | "desc" | "title" => !is_in_math,
                "mi" | "mo" | "mn" | "ms" | "mtext" => is_in_math,
                _ => false,
            };
        let is_html = is_html || !is_root && self.open.last().is_some_and(|open| open.is_html);
        self.roots += usize::from(is_root);
        self.open.push(Open { name: name.to_owned(), is_html, is_root });
    }

    /// An element ends.
    pub fn close(&mut self, name: &str) {
        if !self.open.iter().any(|open| open.name == name) {
            return;
        }
        while let Some(open) = self.open.pop() {
            self.roots -= usize::from(open.is_root);
            if open.name == name {
                return;
            }
        }
    }
}
