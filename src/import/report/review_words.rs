//! What the review sheet says beside what was found, in the language of who reads it.

use std::collections::BTreeMap;

use crate::base::message::{Language, Message};
use crate::import::write::Action;

/// The words of the template, by the names that it has for them.
pub(super) fn words(language: Language) -> BTreeMap<&'static str, String> {
    let words = [
        ("title", say!("Review of the import")),
        (
            "introduction",
            say!(
                "What was found in each post, what is missing (in red), and why each term was suggested. Correct the files \
                 below content/; this page is not kept."
            ),
        ),
        ("by", say!("By")),
        ("picture_of_article", say!("Picture of the article:")),
        ("no_caption", say!("no caption")),
        ("no_alt", say!("no alt text")),
        ("categories", say!("Categories and tags of the whole post, which no case got:")),
        ("gone", say!("is no longer in the post.")),
        ("cities", say!("Cities")),
        ("city", say!("City")),
        ("picture", say!("Picture")),
        ("caption", say!("Caption")),
        ("alt", say!("Alt text")),
        ("terms", say!("Terms")),
        ("missing", say!("missing")),
        ("none", say!("none")),
        ("term", say!("Term")),
        ("found", say!("Found")),
        ("sentence", say!("In the sentence")),
        ("no_city", say!("No city was found in this post: all of it became the article.")),
        ("left_out", say!("Left out or changed, with the reason")),
        ("kept_html", say!("kept as HTML:")),
    ];
    words.into_iter().map(|(name, message)| (name, message.text(language))).collect()
}

/// What was done with a file, in a word.
pub(super) fn action(action: Action) -> Message {
    match action {
        Action::Create => say!("new"),
        Action::Unchanged => say!("unchanged"),
        Action::Update => say!("updated"),
        Action::Merge => say!("merged"),
        Action::Kept => say!("left alone"),
        Action::Conflict => say!("in conflict"),
        Action::Removed => say!("removed by an editor"),
        Action::Failed => say!("not written"),
    }
}

/// Why the files of a post are drafts.
pub(super) fn withheld(why: &str) -> Message {
    say!("not published in WordPress ({why}): its files are drafts", why)
}
