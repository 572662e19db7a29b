//! The ids of headings. In: the events of a text. Out: the same with ids that are unique in the text.

use pulldown_cmark::{CowStr, Event, Tag};
use std::collections::BTreeMap;

use super::events::{inner_of, text_of};
use crate::base::slug::Slug;

/// The id of a heading that has no letter or digit.
const NAMELESS: &str = "section";

/// Gives each heading its id, and hands out the id and the words of each, in order.
pub(super) fn give_ids(events: &mut [Event<'_>]) -> Vec<(String, String)> {
    let mut given = Given::default();
    let mut headings = Vec::new();
    let mut rest = events;
    while let Some((event, after)) = rest.split_first_mut() {
        if let Event::Start(Tag::Heading { id, .. }) = event {
            let text = text_of(inner_of(after));
            let own = given.next(&text);
            *id = Some(CowStr::from(own.clone()));
            headings.push((own, text));
        }
        rest = after;
    }
    headings
}

/// The ids that were given, each with the last number that was tried behind it.
#[derive(Debug, Default)]
struct Given {
    ids: BTreeMap<String, u32>,
    /// How many ids were tried: of texts with many equal headings, not many more than there are headings.
    tries: usize,
}

impl Given {
    /// The id for the next heading: its slug, or the slug with the first number that no heading has behind it.
    fn next(&mut self, text: &str) -> String {
        let slug = Slug::from_text(text).map_or_else(|| NAMELESS.to_owned(), String::from);
        self.tries += 1;
        let Some(last) = self.ids.get(&slug) else {
            self.ids.insert(slug.clone(), 1);
            return slug;
        };
        let mut number = last + 1;
        let mut id = format!("{slug}-{number}");
        while self.ids.contains_key(&id) {
            self.tries += 1;
            number += 1;
            id = format!("{slug}-{number}");
        }
        self.ids.insert(slug, number);
        self.ids.insert(id.clone(), 1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_even_where_a_heading_ends_in_a_number() {
        let mut given = Given::default();
        let ids = ["Key Actions", "Key actions!", "Key Actions 2", "…", "?"].map(|text| given.next(text));
        assert_eq!(ids, ["key-actions", "key-actions-2", "key-actions-2-2", "section", "section-2"]);
    }

    #[test]
    fn equal_headings_take_one_try_each() {
        let mut given = Given::default();
        for number in 2..2_000 {
            given.next("Same");
            given.next(&format!("Same {number}"));
        }
        assert!(given.tries < 3 * 2 * 2_000, "{}", given.tries);
    }
}
