//! What was left out of a post or changed, each with its reason in words.

use std::collections::BTreeMap;

use super::DroppedReport;
use crate::base::message::Message;
use crate::html::{DroppedKind, NoteKind};
use crate::import::input::{ContentNoteKind, Post};
use crate::import::read::Accounting;

/// What was left out, the same things together.
pub(super) fn dropped(account: &Accounting, post: &Post) -> Vec<DroppedReport> {
    let mut counts: BTreeMap<(&'static str, &str), usize> = BTreeMap::new();
    for dropped in &account.dropped {
        *counts.entry((dropped_name(dropped.what), dropped.text.as_str())).or_default() += 1;
    }
    if account.footnotes > 0 {
        counts.insert((sentence!("links to a note and back, now a footnote"), ""), account.footnotes);
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
        .map(|((what, text), count)| DroppedReport { what: Message::of(what), text: text.to_owned(), count })
        .collect()
}

fn dropped_name(what: DroppedKind) -> &'static str {
    match what {
        DroppedKind::Comment => sentence!("comment"),
        DroppedKind::Script => sentence!("script"),
        DroppedKind::Style => sentence!("style sheet"),
        DroppedKind::NoScript => sentence!("fallback for browsers without scripts"),
        DroppedKind::Template => sentence!("template"),
        DroppedKind::EmojiImage => sentence!("picture of an emoji, whose character stays"),
        DroppedKind::TrackingPixel => sentence!("tracking pixel"),
        DroppedKind::ControlCharacters => sentence!("control characters, which no reader sees"),
        DroppedKind::EmptyBlock => sentence!("empty block"),
        DroppedKind::EmptyLink => sentence!("link around nothing"),
        DroppedKind::Hidden => sentence!("hidden from those who look at the page"),
        DroppedKind::Tooltip => sentence!("title that shows when a pointer rests on something"),
        DroppedKind::Sign => sentence!("sign on a button"),
    }
}

fn note_name(what: NoteKind) -> &'static str {
    match what {
        NoteKind::EmptyLink => sentence!("link around nothing"),
        NoteKind::EmptyItem => sentence!("empty list item"),
        NoteKind::LinkOfCode => sentence!("link of code, whose words stay"),
        NoteKind::UnsafeAddress => sentence!("unsafe address, whose words stay"),
        NoteKind::NoAddress => sentence!("picture without an address, whose description stays"),
        NoteKind::Embedded => sentence!("embedded frame, film or sound, now a link"),
        NoteKind::NotShown => sentence!("element that cannot be taken over"),
        NoteKind::Plainer => sentence!("block whose structure could not be kept, now plain paragraphs"),
    }
}

fn content_note_name(what: ContentNoteKind) -> &'static str {
    match what {
        ContentNoteKind::UnknownShortcode => sentence!("shortcode of a plug-in, which stays in the text"),
        ContentNoteKind::LayoutShortcode => sentence!("shortcode of a page builder, whose content stays"),
        ContentNoteKind::GalleryWithoutPictures => {
            sentence!("gallery whose pictures are not in the input, which stays in the text")
        }
        ContentNoteKind::MissingGalleryPicture => sentence!("picture of a gallery that is not in the input"),
        ContentNoteKind::MissingFeatured => sentence!("featured image that is not in the input"),
        ContentNoteKind::UnknownAuthor => sentence!("author whose name is not known"),
        ContentNoteKind::UnknownCategory => sentence!("category or tag whose name is not in the input"),
        ContentNoteKind::MissingPattern => {
            sentence!("synced pattern that is not in the input, whose words are missing")
        }
        ContentNoteKind::EndlessPattern => sentence!("synced pattern that holds itself"),
        ContentNoteKind::PatternValues => {
            sentence!("words in the place of those of a synced pattern, which stay the pattern's")
        }
        ContentNoteKind::UnreadableNotes => sentence!("notes of the post that cannot be read"),
        ContentNoteKind::CustomField => sentence!("custom field, which the theme of the old site may have shown"),
        ContentNoteKind::NoTitle => sentence!("title, which the post has not: it is called by its address"),
        ContentNoteKind::ShortcodeAddress => sentence!("address in a shortcode of a plug-in"),
        ContentNoteKind::EmbeddedAsLink => sentence!("embedded frame, film or sound, now a link"),
    }
}
