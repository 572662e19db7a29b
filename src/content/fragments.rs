//! Links to a heading: `lima.md#context`.
//!
//! Comes in: what is known of the file, and the id of the heading; goes out: what is wrong, if the file has no such heading.

use std::collections::{BTreeMap, BTreeSet};

use super::Analysis;
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::base::suggest::closest;

/// The ids of the headings of files that a file links to: one with many headings may be linked to many times.
pub(super) type HeadingIds<'n> = BTreeMap<String, BTreeSet<&'n str>>;

/// How many headings of a file are named.
const MOST_NAMED: usize = 12;

/// What is wrong with a link to this heading.
pub(super) fn missing_fragment<'n>(
    known: &mut HeadingIds<'n>,
    analysis: &'n Analysis,
    path: &str,
    id: &str,
) -> Option<Diagnostic> {
    let ids = || analysis.heading_ids.lines();
    if !known.contains_key(path) {
        known.insert(path.to_owned(), ids().collect());
    }
    if id.is_empty() || id == "top" || known.get(path).is_some_and(|known| known.contains(id)) {
        return None;
    }
    let help = match closest(id, ids()) {
        Some(near) => say!("did you mean `#{near}`?", near),
        None if analysis.heading_ids.is_empty() => say!("that file has no headings"),
        None => {
            let named: Vec<String> = ids().take(MOST_NAMED).map(|id| format!("#{id}")).collect();
            let more = if ids().nth(MOST_NAMED).is_some() { say!(" and more") } else { Message::default() };
            let named = say!("its headings are {named}{more}", named = named.join(", "), more);
            let is_latin = |id: &str| id.contains(|one: char| one.is_ascii_alphabetic());
            match ids().any(|known| is_latin(known) != is_latin(id)) {
                true => say!("{named}; translate what is in another language, and leave the link as it is", named),
                false => named,
            }
        }
    };
    Some(Diagnostic::error(Code::BrokenFragment, say!("`{path}` has no heading `#{id}`", path, id)).help(help))
}
