//! Small questions to a list of Markdown events. In: events in order. Out: their text, and what an element holds.

use pulldown_cmark::{CowStr, Event};

/// What the element holds whose start stands right before these events; all of them, if nothing ends it.
pub(super) fn inner_of<'e, 'a>(events: &'e [Event<'a>]) -> &'e [Event<'a>] {
    let mut depth = 0_usize;
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return events.get(..index).unwrap_or_default(),
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    events
}

/// What stands in the place of an event that is taken out of its list.
pub(super) fn nothing<'a>() -> Event<'a> {
    Event::Html(CowStr::Borrowed(""))
}

/// The words of events within a line, without marks; a break is a space.
pub(super) fn text_of(events: &[Event<'_>]) -> String {
    // Most headings are one piece of text.
    if let [Event::Text(words)] = events {
        return words.trim().to_owned();
    }
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if is_break(tag) => text.push(' '),
            _ => {}
        }
    }
    match text.trim() {
        all if all.len() == text.len() => text,
        words => words.to_owned(),
    }
}

/// Whether an inline tag is `<br>`, in any of the ways to write it.
pub(super) fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}
