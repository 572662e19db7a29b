//! The ids of headings. In: the text of each heading, in order. Out: ids that are unique in the document.

use std::collections::BTreeSet;

use crate::base::slug::Slug;

/// The id of a heading that has no letter or digit.
const NAMELESS: &str = "section";

/// The ids that were given so far.
#[derive(Debug, Default)]
pub(super) struct HeadingIds {
    given: BTreeSet<String>,
}

impl HeadingIds {
    /// The id for the next heading: its slug, or the slug with a number if an earlier heading has it.
    pub(super) fn next(&mut self, text: &str) -> String {
        let slug = Slug::from_text(text).map_or_else(|| NAMELESS.to_owned(), |slug| slug.to_string());
        let mut id = slug.clone();
        let mut number = 2_u32;
        while !self.given.insert(id.clone()) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_even_where_a_heading_ends_in_a_number() {
        let mut ids = HeadingIds::default();
        let given: Vec<String> = ["Key Actions", "Key actions!", "Key Actions 2", "…", "?"].map(|t| ids.next(t)).into();
        assert_eq!(given, ["key-actions", "key-actions-2", "key-actions-2-2", "section", "section-2"]);
    }
}
