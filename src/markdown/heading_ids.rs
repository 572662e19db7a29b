//! The ids of headings. In: the events of a text. Out: the same with ids that are unique in the text.

use pulldown_cmark::{CowStr, Event, Tag};
use std::collections::BTreeSet;

use super::events::{inner_of, text_of};
use crate::base::slug::Slug;

/// The id of a heading that has no letter or digit.
const NAMELESS: &str = "section";

/// Gives each heading its id, and hands out the id and the words of each, in order.
pub(super) fn give_ids(events: &mut [Event<'_>]) -> Vec<(String, String)> {
    let mut given = BTreeSet::new();
    let mut headings = Vec::new();
    let mut rest = events;
    while let Some((event, after)) = rest.split_first_mut() {
        if let Event::Start(Tag::Heading { id, .. }) = event {
            let text = text_of(inner_of(after));
            let own = next(&mut given, &text);
            *id = Some(CowStr::from(own.clone()));
            headings.push((own, text));
        }
        rest = after;
    }
    headings
}

/// The id for the next heading: its slug, or the slug with a number if an earlier heading has it.
fn next(given: &mut BTreeSet<String>, text: &str) -> String {
    let slug = Slug::from_text(text).map_or_else(|| NAMELESS.to_owned(), String::from);
    let id = if given.contains(&slug) { numbered(given, &slug) } else { slug };
    given.insert(id.clone());
    id
}

/// The slug with the first number that no heading has behind it.
fn numbered(given: &BTreeSet<String>, slug: &str) -> String {
    let mut number = 2_u32;
    loop {
        let id = format!("{slug}-{number}");
        if !given.contains(&id) {
            return id;
        }
        number += 1;
    }
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
