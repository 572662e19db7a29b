//! What was left out of a post or changed, each with its reason in words.

use std::collections::BTreeMap;

use super::draft::PostDraft;
use super::post::{ContentNoteKind, Post};
use super::report::DroppedReport;
use crate::html::{DroppedKind, NoteKind};

/// What was left out, the same things together.
pub(super) fn dropped(draft: &PostDraft, post: &Post) -> Vec<DroppedReport> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for dropped in &draft.dropped {
        *counts.entry((dropped_name(dropped.what), dropped.text.as_str())).or_default() += 1;
    }
    for group in &draft.groups {
        *counts.entry(("heading over a group of cities", group.as_str())).or_default() += 1;
    }
    if draft.footnotes > 0 {
        counts.insert(("links to a note and back, now a footnote", ""), draft.footnotes);
    }
    for marks in &draft.heading_marks {
        *counts.entry(("number or sign of a heading or label", marks.as_str())).or_default() += 1;
    }
    for header in &draft.table_headers {
        *counts.entry(("header of a table that became sections", header.as_str())).or_default() += 1;
    }
    for left_out in &draft.left_out {
        *counts.entry((left_out.reason, left_out.words.as_str())).or_default() += 1;
    }
    for omitted in &draft.omitted {
        *counts.entry((omitted.reason, omitted.address.as_str())).or_default() += 1;
    }
    for note in &draft.notes {
        *counts.entry((note_name(note.what), note.text.as_str())).or_default() += 1;
    }
    for note in &post.notes {
        *counts.entry((content_note_name(note.what), note.text.as_str())).or_default() += 1;
    }
    counts
        .into_iter()
        .map(|((what, text), count)| DroppedReport { what: what.to_owned(), text: text.to_owned(), count })
        .collect()
}

fn dropped_name(what: DroppedKind) -> &'static str {
    match what {
        DroppedKind::Comment => "comment",
        DroppedKind::Script => "script",
        DroppedKind::Style => "style sheet",
        DroppedKind::NoScript => "fallback for browsers without scripts",
        DroppedKind::Template => "template",
        DroppedKind::EmojiImage => "picture of an emoji, whose character stays",
        DroppedKind::TrackingPixel => "tracking pixel",
        DroppedKind::ControlCharacters => "control characters, which no reader sees",
        DroppedKind::EmptyBlock => "empty block",
        DroppedKind::EmptyLink => "link around nothing",
        DroppedKind::Hidden => "hidden from those who look at the page",
        DroppedKind::Tooltip => "title that shows when a pointer rests on something",
        DroppedKind::Sign => "sign on a button",
    }
}

fn note_name(what: NoteKind) -> &'static str {
    match what {
        NoteKind::EmptyLink => "link around nothing",
        NoteKind::EmptyItem => "empty list item",
        NoteKind::LinkOfCode => "link of code, whose words stay",
        NoteKind::UnsafeAddress => "unsafe address, whose words stay",
        NoteKind::NoAddress => "picture without an address, whose description stays",
        NoteKind::Embedded => "embedded frame, film or sound, now a link",
        NoteKind::NotShown => "element that cannot be taken over",
        NoteKind::Plainer => "block whose structure could not be kept, now plain paragraphs",
    }
}

fn content_note_name(what: ContentNoteKind) -> &'static str {
    match what {
        ContentNoteKind::UnknownShortcode => "shortcode of a plug-in, which stays in the text",
        ContentNoteKind::LayoutShortcode => "shortcode of a page builder, whose content stays",
        ContentNoteKind::GalleryWithoutPictures => {
            "gallery whose pictures are not in the input, which stays in the text"
        }
        ContentNoteKind::MissingGalleryPicture => "picture of a gallery that is not in the input",
        ContentNoteKind::MissingFeatured => "featured image that is not in the input",
        ContentNoteKind::UnknownAuthor => "author whose name is not known",
        ContentNoteKind::UnknownCategory => "category or tag whose name is not in the input",
        ContentNoteKind::MissingPattern => "synced pattern that is not in the input, whose words are missing",
        ContentNoteKind::EndlessPattern => "synced pattern that holds itself",
        ContentNoteKind::PatternValues => "words in the place of those of a synced pattern, which stay the pattern's",
        ContentNoteKind::UnreadableNotes => "notes of the post that cannot be read",
        ContentNoteKind::CustomField => "custom field, which the theme of the old site may have shown",
        ContentNoteKind::NoTitle => "title, which the post has not: it is called by its address",
        ContentNoteKind::ShortcodeAddress => "address in a shortcode of a plug-in",
        ContentNoteKind::EmbeddedAsLink => "embedded frame, film or sound, now a link",
    }
}
