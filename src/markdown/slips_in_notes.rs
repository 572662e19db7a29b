//! Footnotes of which one half is missing. In: the marks and the notes of a text, with their places. Out: what is told of those that
//! have no partner.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::mistakes::Mistake;
use super::slips_in_text::mistake;
use crate::base::fold::fold;

/// The footnotes of a text.
#[derive(Default)]
pub(super) struct Notes {
    /// The marks, each at its first place.
    marks: BTreeMap<String, Range<usize>>,
    /// The names of the notes.
    notes: Vec<(String, Range<usize>)>,
}

impl Notes {
    /// `[^1]` in a text.
    pub fn mark(&mut self, name: &str, span: &Range<usize>) {
        if !self.marks.contains_key(name) {
            self.marks.insert(name.to_owned(), span.clone());
        }
    }

    /// `[^1]:` before a note.
    pub fn note(&mut self, name: &str, span: Range<usize>) {
        self.notes.push((name.to_owned(), span));
    }

    /// What is told of them.
    pub fn finish(&mut self) -> Vec<Mistake> {
        let mut told = self.other_digits();
        let mut names = BTreeSet::new();
        for (name, span) in std::mem::take(&mut self.notes) {
            if !names.insert(name.clone()) {
                let message = say!("there are two notes `[^{name}]:`, and only the first is shown", name);
                told.push(mistake(span, message, say!("give one of them another name, and its mark too")));
            } else if !self.marks.contains_key(&name) {
                let message = say!("no mark in the text leads to the note `[^{name}]:`", name);
                let help = say!("write `[^{name}]` where the note belongs, or take the note out", name);
                told.push(mistake(span, message, help));
            }
        }
        for (name, span) in std::mem::take(&mut self.marks) {
            if !names.contains(&name) {
                let message = say!("there is no note for the mark `[^{name}]`", name);
                let help = say!("add a line `[^{name}]: …` with the note, or take the mark out", name);
                told.push(mistake(span, message, help));
            }
        }
        told
    }

    /// A mark and a note that differ only in whose digits they have: one message for both.
    fn other_digits(&mut self) -> Vec<Mistake> {
        let is_lonely = |mark: &&String| self.notes.iter().all(|(note, _)| note != *mark);
        let lonely: Vec<String> = self.marks.keys().filter(is_lonely).cloned().collect();
        let pairs = lonely.into_iter().filter_map(|mark| {
            let is_meant = |note: &str| !self.marks.contains_key(note) && fold(note) == fold(&mark);
            let index = self.notes.iter().position(|(note, _)| is_meant(note))?;
            let (span, (note, _)) = (self.marks.remove(&mark)?, self.notes.remove(index));
            let message = say!("the note is called `[^{note}]:`, and its mark `[^{mark}]`", note, mark);
            Some(mistake(span, message, say!("write the same digits in both: `[^{note}]`", note)))
        });
        pairs.collect()
    }
}
