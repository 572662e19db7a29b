//! Small questions to a list of Markdown events. In: events in order. Out: their text, and where an element ends.

use pulldown_cmark::Event;

/// The index of the event that ends what the one at `start` begins; of the last event, if nothing does.
pub(super) fn end_of(events: &[Event<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (index, event) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    events.len().saturating_sub(1)
}

/// The words of events within a line, without marks; a break is a space.
pub(super) fn text_of(events: &[Event<'_>]) -> String {
    let mut text = String::new();
    for event in events {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(tag) if is_break(tag) => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}

/// Whether an inline tag is `<br>`, in any of the ways to write it.
pub(super) fn is_break(tag: &str) -> bool {
    let name = tag.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    name.eq_ignore_ascii_case("br")
}
