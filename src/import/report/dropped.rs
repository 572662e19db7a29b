//! What was left out of a post or changed, each with its reason in words.

use std::collections::BTreeMap;

use super::DroppedReport;
use crate::html::{DroppedKind, NoteKind};
use crate::import::input::{ContentNoteKind, Post};
use crate::import::read::Accounting;

/// What was left out, the same things together.
pub(super) fn dropped(account: &Accounting, post: &Post) -> Vec<DroppedReport> {
    let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for dropped in &account.dropped {
        *counts.entry((dropped_name(dropped.what), dropped.text.as_str())).or_default() += 1;
    }
    if account.footnotes > 0 {
        counts.insert(("links to a note and back, now a footnote", ""), account.footnotes);
    }
    for left_out in account.words.iter().chain(&account.said).chain(&account.addresses) {
        *counts.entry((left_out.reason, left_out.text.as_str())).or_default() += 1;
    }
    for note in &account.notes {
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
