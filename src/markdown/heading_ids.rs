//! The ids of headings. In: the events of a text. Out: the same with ids that are unique in the text.

use pulldown_cmark::{CowStr, Event, Tag};
use std::collections::BTreeSet;

use super::events::{inner_of, text_of};
use crate::base::slug::Slug;

/// The id of a heading that has no letter or digit.
const NAMELESS: &str = "section";

/// Gives each heading its id.
pub(super) fn give_ids(events: &mut [Event<'_>]) {
    let mut given = BTreeSet::new();
    for index in 0..events.len() {
        let (before, inner) = events.split_at_mut(index + 1);
        if let Some(Event::Start(Tag::Heading { id, .. })) = before.last_mut() {
            *id = Some(CowStr::from(next(&mut given, &text_of(inner_of(inner)))));
        }
    }
}

/// The id for the next heading: its slug, or the slug with a number if an earlier heading has it.
fn next(given: &mut BTreeSet<String>, text: &str) -> String {
    let slug = Slug::from_text(text).map_or_else(|| NAMELESS.to_owned(), |slug| slug.to_string());
    let mut id = slug.clone();
    let mut number = 2_u32;
    while !given.insert(id.clone()) {
        id = format!("{slug}-{number}");
        number += 1;
    }
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_even_where_a_heading_ends_in_a_number() {
        let mut given = BTreeSet::new();
        let ids = ["Key Actions", "Key actions!", "Key Actions 2", "…", "?"].map(|text| next(&mut given, text));
        assert_eq!(ids, ["key-actions", "key-actions-2", "key-actions-2-2", "section", "section-2"]);
    }
}
