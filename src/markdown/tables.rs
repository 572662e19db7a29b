//! The HTML of tables: one that scrolls by itself on a narrow screen, with a head only where there is one.
//!
//! In: the events of a table. Out: as many, with the table's own tags as HTML.

use super::attributes::push_attribute;
use super::events::{inner_of, text_of};
use pulldown_cmark::{Alignment, CowStr, Event, Tag, TagEnd};

/// Changes the events that a table with these alignments and these titles of columns holds. Goes out: the event in the
/// place of its start.
pub(super) fn change<'a>(alignments: &[Alignment], titles: &[String], inner: &mut [Event<'a>]) -> Event<'a> {
    let has_head = titles.iter().any(|title| !title.is_empty());
    let mut in_head = false;
    let mut column = 0;
    for event in inner {
        let tag = match event {
            Event::Start(Tag::TableHead) => {
                (in_head, column) = (true, 0);
                if has_head { "<thead><tr>".to_owned() } else { String::new() }
            }
            Event::End(TagEnd::TableHead) => {
                in_head = false;
                if has_head { "</tr></thead>\n<tbody>\n".to_owned() } else { "<tbody>\n".to_owned() }
            }
            Event::Start(Tag::TableRow) => {
                column = 0;
                "<tr>".to_owned()
            }
            Event::End(TagEnd::TableRow) => "</tr>\n".to_owned(),
            Event::Start(Tag::TableCell) if in_head && !has_head => String::new(),
            Event::Start(Tag::TableCell) => cell(in_head, alignments.get(column)),
            Event::End(TagEnd::TableCell) => {
                column += 1;
                match (in_head, has_head) {
                    (true, false) => String::new(),
                    (true, true) => "</th>".to_owned(),
                    (false, _) => "</td>".to_owned(),
                }
            }
            _ => continue,
        };
        *event = html(tag);
    }
    html(opening(titles))
}

/// The event in the place of the end of a table.
pub(super) fn end<'a>() -> Event<'a> {
    html("</tbody></table></div>\n".to_owned())
}

fn html<'a>(tag: String) -> Event<'a> {
    Event::Html(CowStr::from(tag))
}

/// The text of each cell of the head of the table that holds these events.
pub(super) fn titles(inner: &[Event<'_>]) -> Vec<String> {
    let head = inner_of(inner.get(1..).unwrap_or_default());
    let mut titles = Vec::new();
    for (index, event) in head.iter().enumerate() {
        if matches!(event, Event::Start(Tag::TableCell)) {
            titles.push(text_of(inner_of(head.get(index + 1..).unwrap_or_default())));
        }
    }
    titles
}

/// What scrolls must be reachable by keyboard, and what is reachable needs a name: the titles of the columns, which are in
/// the reader's language whatever it is.
fn opening(titles: &[String]) -> String {
    let named: Vec<&str> = titles.iter().map(String::as_str).filter(|title| !title.is_empty()).collect();
    match named.as_slice() {
        [] => "<div class=\"table\" tabindex=\"0\"><table>".to_owned(),
        _ => {
            let mut tag = "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"".to_owned();
            push_attribute(&mut tag, &named.join(", "));
            tag + "\"><table>"
        }
    }
}

fn cell(in_head: bool, alignment: Option<&Alignment>) -> String {
    let style = match alignment {
        Some(Alignment::Left) => " style=\"text-align: left\"",
        Some(Alignment::Center) => " style=\"text-align: center\"",
        Some(Alignment::Right) => " style=\"text-align: right\"",
        Some(Alignment::None) | None => "",
    };
    if in_head { format!("<th scope=\"col\"{style}>") } else { format!("<td{style}>") }
}
