//! Types of posts that somebody asked for with `--type`, and that no export has.

use std::collections::BTreeMap;

use super::wxr::PUBLISHED_TYPES;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::suggest::closest;

/// How many items of each type the exports have.
#[derive(Debug, Clone, Default)]
pub(super) struct TypeCounts(BTreeMap<String, usize>);

impl TypeCounts {
    /// Counts an item.
    pub fn add(&mut self, kind: &str) {
        *self.0.entry(kind.to_owned()).or_default() += 1;
    }

    /// Warns of each type that was asked for and is in none of the exports; `place` is the first of them.
    pub fn report_absent(&self, asked: &[String], place: &Place, problems: &mut Diagnostics) {
        let absent = asked.iter().filter(|kind| !PUBLISHED_TYPES.contains(&kind.as_str()));
        for kind in absent.filter(|kind| !self.0.contains_key(kind.as_str())) {
            let message = say!("`--type {kind}` takes nothing, as the export has no posts of that type", kind);
            let problem = Diagnostic::warning(Code::NotAPost, message).at(place.clone());
            problems.push(problem.help(self.help(kind)));
        }
    }

    fn help(&self, kind: &str) -> Message {
        // Posts and pages are taken anyway, and files go with them.
        let others =
            self.0.iter().filter(|(kind, _)| !PUBLISHED_TYPES.contains(&kind.as_str()) && *kind != "attachment");
        let mut others: Vec<(&String, &usize)> = others.collect();
        if let Some(near) = closest(kind, others.iter().map(|(kind, _)| kind.as_str())) {
            return say!("did you mean `--type {near}`?", near);
        }
        others.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let names: Vec<String> = others.iter().map(|(kind, count)| format!("{kind} ({count})")).collect();
        if names.is_empty() {
            return say!("leave it out: beside posts and pages the export has no other type");
        }
        say!("its types beside posts and pages are {names}", names = names.join(", "))
    }
}
