//! What a reader saw with a text and WordPress keeps apart from it, in custom fields: the notes of the block editor and the
//! sound or film of an episode.
//!
//! Comes in: content, and what belongs to it; goes out: the content with it, as WordPress shows it. What stands there
//! already is not put in twice.

use std::fmt::Write as _;

use super::super::post::{Apart, PostNote};
use super::block_comment::blocks_named;
use super::elements::{block, is_web_address};

/// Puts all that is kept apart into the content.
pub(super) fn put_in(html: &str, apart: &Apart) -> String {
    let mut html = with_notes(html, &apart.notes);
    for address in apart.enclosures.iter().filter(|address| is_web_address(address)) {
        if !html.contains(address.as_str()) {
            html.push_str(&block(&format!("<p><audio src=\"{address}\"></audio></p>")));
        }
    }
    html
}

/// The content with its notes in the place that the editor gave them, or else, where a mark names them, at the end
/// (`wp-includes/blocks/footnotes.php`).
fn with_notes(html: &str, notes: &[PostNote]) -> String {
    if notes.is_empty() || notes.iter().all(|note| html.contains(&format!("id=\"{}\"", note.id))) {
        return html.to_owned();
    }
    let places = blocks_named(html, "footnotes");
    let is_shown = |note: &&PostNote| !places.is_empty() || html.contains(&format!("href=\"#{}\"", note.id));
    let mut list = String::new();
    for PostNote { id, content } in notes.iter().filter(is_shown) {
        let _ = write!(list, "<li id=\"{id}\">{content} <a href=\"#{id}-link\">↩︎</a></li>");
    }
    if list.is_empty() {
        return html.to_owned();
    }
    let list = block(&format!("<ol class=\"wp-block-footnotes\">{list}</ol>"));
    match places.first() {
        Some(place) => format!("{}{list}{}", &html[..place.range.start], &html[place.range.end..]),
        None => format!("{html}{list}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notes(ids: &[&str]) -> Vec<PostNote> {
        ids.iter().map(|id| PostNote { id: (*id).to_owned(), content: format!("Note {id}.") }).collect()
    }

    #[test]
    fn notes_stand_where_the_editor_put_them() {
        let html = with_notes("<p>a</p><!-- wp:footnotes {\"fontSize\":\"small\"} /--><p>b</p>", &notes(&["x"]));
        assert!(
            html.contains("<p>a</p>\n\n<ol class=\"wp-block-footnotes\"><li id=\"x\">Note x. <a href=\"#x-link\">"),
            "{html}"
        );
        assert!(html.ends_with("</ol>\n\n<p>b</p>"), "{html}");
    }

    #[test]
    fn without_a_place_only_notes_with_a_mark_are_shown() {
        let html = with_notes("<p>a<a href=\"#y\" id=\"y-link\">1</a></p>", &notes(&["x", "y"]));
        assert!(html.contains("Note y.") && !html.contains("Note x."), "{html}");
        assert_eq!(with_notes("<p>a</p>", &notes(&["x"])), "<p>a</p>");
    }

    #[test]
    fn notes_that_are_shown_already_stay_alone() {
        let html = "<p>a</p><ol><li id=\"x\">Note x.</li></ol>";
        assert_eq!(with_notes(html, &notes(&["x"])), html);
    }

    #[test]
    fn an_episode_is_a_part_of_its_post() {
        let apart = Apart { enclosures: vec!["https://a.org/1.mp3".into()], ..Apart::default() };
        assert!(put_in("<p>a</p>", &apart).contains("src=\"https://a.org/1.mp3\""));
        let linked = "<a href=\"https://a.org/1.mp3\">a</a>";
        assert_eq!(put_in(linked, &apart), linked);
    }
}
