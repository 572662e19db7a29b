//! Footnotes, numbered through the whole document.
//!
//! In: references as they are met, and the definitions. Out: the HTML of each reference, and of the list of notes. The ids
//! hold a colon, which no slug does, so that they cannot meet the id of a heading.

use super::placeholders::Placeholder;
use pulldown_cmark::{CowStr, Event, Tag, TagEnd};
use std::collections::BTreeMap;

/// The definitions of a document, and the order in which they are met.
#[derive(Default)]
pub(super) struct Footnotes<'a> {
    definitions: BTreeMap<String, Vec<Event<'a>>>,
    /// The number of each name that has one, counted from 0.
    numbers: BTreeMap<String, usize>,
    /// Names of notes that may have no number yet, in order; none until they are asked for.
    rest: Option<std::vec::IntoIter<String>>,
    /// Names in the order of their numbers, with how often each is referred to.
    numbered: Vec<(String, usize)>,
    /// How many events and names were looked at: not many more than the text has.
    looked_at: usize,
}

impl<'a> Footnotes<'a> {
    /// Takes the definitions out of the events of a document.
    pub(super) fn take_from(events: Vec<Event<'a>>) -> (Self, Vec<Event<'a>>) {
        let mut footnotes = Self::default();
        if !events.iter().any(|event| matches!(event, Event::Start(Tag::FootnoteDefinition(_)))) {
            return (footnotes, events);
        }
        let mut rest = Vec::with_capacity(events.len());
        let mut open: Option<(String, Vec<Event<'a>>)> = None;
        footnotes.looked_at += events.len();
        for event in events {
            match (event, &mut open) {
                (Event::Start(Tag::FootnoteDefinition(name)), None) => open = Some((name.to_string(), Vec::new())),
                (Event::End(TagEnd::FootnoteDefinition), Some(_)) => {
                    if let Some((name, events)) = open.take() {
                        // Of two definitions of a name the first counts, as with links.
                        footnotes.definitions.entry(name).or_insert(events);
                    }
                }
                (event, Some((_, events))) => events.push(event),
                (event, None) => rest.push(event),
            }
        }
        (footnotes, rest)
    }

    /// The HTML of a reference, or its source if nothing defines the note.
    pub(super) fn reference(&mut self, name: &str) -> Event<'a> {
        if !self.definitions.contains_key(name) {
            return Event::Text(CowStr::from(format!("[^{name}]")));
        }
        let index = self.number(name);
        let uses = self.numbered.get_mut(index).map_or(1, |(_, uses)| {
            *uses += 1;
            *uses
        });
        let number = index + 1;
        Event::InlineHtml(CowStr::from(format!(
            "<sup class=\"footnote-reference\"><a id=\"{}\" href=\"#fn:{number}\" role=\"doc-noteref\">{}</a></sup>",
            reference_id(number, uses),
            Placeholder::Number(number).text(),
        )))
    }

    fn number(&mut self, name: &str) -> usize {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.numbered.len();
        self.numbers.insert(name.to_owned(), number);
        self.numbered.push((name.to_owned(), 0));
        number
    }

    /// The definition with this index, counted from 0 in the order of first reference. Notes that nothing refers to come
    /// last, in the order of their names, so that their words are not lost. `None` after the last.
    pub(super) fn definition(&mut self, index: usize) -> Option<Vec<Event<'a>>> {
        while index >= self.numbered.len() {
            let (definitions, looked_at) = (&self.definitions, &mut self.looked_at);
            let rest = self.rest.get_or_insert_with(|| {
                *looked_at += definitions.len();
                definitions.keys().cloned().collect::<Vec<_>>().into_iter()
            });
            self.looked_at += 1;
            let next = rest.next()?;
            self.number(&next);
        }
        let (name, _) = self.numbered.get(index)?;
        let definition = self.definitions.get(name).cloned();
        self.looked_at += definition.as_ref().map_or(0, Vec::len);
        definition
    }

    /// The links from a note back to its references.
    pub(super) fn back_links(&self, index: usize) -> String {
        let number = index + 1;
        let uses = self.numbered.get(index).map_or(0, |(_, uses)| *uses);
        let link = |one| format!(" <a href=\"#{}\" role=\"doc-backlink\">↩</a>", reference_id(number, one));
        (1..=uses).map(link).collect()
    }
}

fn reference_id(number: usize, uses: usize) -> String {
    if uses == 1 { format!("fnref:{number}") } else { format!("fnref:{number}:{uses}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::options;
    use pulldown_cmark::Parser;

    #[test]
    fn many_notes_take_as_many_steps() {
        const COUNT: usize = 16_000;
        let mark =
            |index: usize| if index.is_multiple_of(2) { format!("a[^{index}] b[^{index}]\n\n") } else { String::new() };
        let text: String = (0..COUNT).map(|index| format!("{}[^{index}]: c\n\n", mark(index))).collect();
        let events: Vec<Event<'_>> = Parser::new_ext(&text, options()).collect();
        let length = events.len();
        let (mut footnotes, rest) = Footnotes::take_from(events);
        for event in &rest {
            if let Event::FootnoteReference(name) = event {
                footnotes.reference(name);
            }
        }
        let links: usize = (0..)
            .map_while(|index| footnotes.definition(index).map(|_| footnotes.back_links(index).matches("↩").count()))
            .sum();
        assert_eq!((footnotes.numbered.len(), links), (COUNT, COUNT));
        assert!(footnotes.looked_at < 3 * length, "{} of {length}", footnotes.looked_at);
    }
}
