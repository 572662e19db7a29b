//! What the report says beside names and numbers, in the language of who reads it.

use std::collections::BTreeMap;

use crate::base::message::{Language, Message};
use crate::check::Gap;
use crate::places::Region;
use crate::site::Site;

/// The words of the template, by the names that it has for them.
pub(super) fn words(today: &str, middle: usize, language: Language) -> BTreeMap<&'static str, String> {
    let words = [
        ("state", say!("the state of the library")),
        ("introduction", say!("The state of the library on {today}. This page is not part of the site.", today)),
        ("newest", say!("The newest cases")),
        ("newest_says", say!("Where each city lies. The number beside a case is how many things it lacks.")),
        ("missing", say!("What is missing")),
        ("lacking", say!("Cases without")),
        ("cases", say!("cases")),
        ("of_all_cases", say!("of all cases")),
        ("text_by_text", say!("Text by text")),
        ("what_each_lacks", say!("What each text lacks")),
        ("text", say!("Text")),
        ("lacks", say!("lacks")),
        ("nothing_missing", say!("No text lacks anything.")),
        ("translations", say!("Translations")),
        ("language", say!("Language")),
        ("texts", say!("texts")),
        ("of_all_texts", say!("of all texts")),
        ("coverage", say!("Coverage")),
        ("coverage_says", say!("How many cases each theme has in each part of the world.")),
        ("theme", say!("Theme")),
        ("terms", say!("Terms")),
        ("unused", say!("Named by no case:")),
        ("vanished", say!("Addresses that vanished")),
        ("none_vanished", say!("None since the last build.")),
        ("weight", say!("The weight of pages")),
        (
            "weight_says",
            say!(
                "Half of all pages weigh at most {middle} kB with all that they load at once. These are the heaviest:",
                middle
            ),
        ),
        ("heaviest", say!("The heaviest pages")),
        ("page", say!("Page")),
        ("page_kb", say!("page, kB")),
        ("files_kb", say!("files, kB")),
    ];
    words.into_iter().map(|(name, message)| (name, message.shown(language))).collect()
}

/// What is counted, as it is called beside the number.
pub(super) fn number(name: &'static str, count: usize) -> Message {
    match (name, count) {
        ("case", 1) => say!("case"),
        ("case", _) => say!("cases"),
        ("country", 1) => say!("country"),
        ("country", _) => say!("countries"),
        ("article", 1) => say!("article"),
        ("article", _) => say!("articles"),
        ("page", 1) => say!("page"),
        ("page", _) => say!("pages"),
        ("language", 1) => say!("language"),
        ("language", _) => say!("languages"),
        ("draft", 1) => say!("draft"),
        ("draft", _) => say!("drafts"),
        ("scheduled", _) => say!("scheduled"),
        (_, _) => say!("expired"),
    }
}

/// What a text lacks.
pub(super) fn gap(gap: Gap, site: &Site) -> Message {
    match gap {
        Gap::Picture => say!("picture"),
        Gap::Alt => say!("alt"),
        Gap::Credit => say!("credit"),
        Gap::Sections => say!("sections"),
        Gap::Sources => say!("sources"),
        Gap::Coordinates => say!("coordinates"),
        Gap::Term => Message::verbatim(gap.name(site)),
    }
}

/// A part of the world.
pub(super) fn region(region: Region) -> Message {
    match region {
        Region::Africa => say!("Africa"),
        Region::Americas => say!("Americas"),
        Region::Asia => say!("Asia"),
        Region::Europe => say!("Europe"),
        Region::Oceania => say!("Oceania"),
    }
}
