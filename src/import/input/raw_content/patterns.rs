//! Synced patterns: texts that several posts show and WordPress keeps once, as posts of the type `wp_block`
//! (`wp-includes/blocks/block.php`).
//!
//! Comes in: content with `<!-- wp:block {"ref":3} /-->`; goes out: the content with the patterns in it, and those in them.
//! One that the input lacks, one that holds itself and values that a post gives to a pattern are noted.

use serde_json::Value as Json;

use super::super::library::MediaLibrary;
use super::super::post::{ContentNote, ContentNoteKind};
use super::block_comment::blocks_named;
use super::elements::block;

/// Patterns in patterns in patterns: nobody needs more, and each level can double the text.
const DEEPEST: usize = 8;
/// A text that patterns make longer than this is no text.
const LONGEST: usize = 8 << 20;

/// Puts the patterns into the content.
pub(super) fn fill_in(html: &str, library: &MediaLibrary, notes: &mut Vec<ContentNote>) -> String {
    if !html.contains("<!-- wp:block ") && !html.contains("<!-- wp:pattern ") {
        return html.to_owned();
    }
    let mut filling = Filling { library, notes, open: Vec::new(), length: html.len() };
    filling.fill(html)
}

struct Filling<'a, 'n> {
    library: &'a MediaLibrary,
    notes: &'n mut Vec<ContentNote>,
    /// The patterns that the text stands in, from the outermost on.
    open: Vec<u64>,
    /// How long the whole text is by now.
    length: usize,
}

impl Filling<'_, '_> {
    fn fill(&mut self, html: &str) -> String {
        let mut filled = String::new();
        let mut written = 0;
        for comment in blocks_named(html, "block") {
            filled.push_str(&html[written..comment.range.start]);
            written = comment.range.end;
            let number = comment.attributes.get("ref").and_then(Json::as_u64);
            self.note_values(&comment.attributes);
            let text = number.and_then(|number| self.pattern(number));
            filled.push_str(&text.map(|text| block(&text)).unwrap_or_default());
        }
        filled.push_str(&html[written..]);
        // Patterns of a theme lie in its files, which no export has.
        for comment in blocks_named(html, "pattern") {
            let slug = comment.attributes.get("slug").and_then(Json::as_str).unwrap_or_default();
            self.note(ContentNoteKind::MissingPattern, &format!("{slug}, of the theme"));
        }
        filled
    }

    fn pattern(&mut self, number: u64) -> Option<String> {
        let Some(text) = self.library.patterns.get(&number) else {
            self.note(ContentNoteKind::MissingPattern, &format!("number {number}"));
            return None;
        };
        self.length += text.len();
        if self.open.contains(&number) || self.open.len() >= DEEPEST || self.length > LONGEST {
            self.note(ContentNoteKind::EndlessPattern, &format!("number {number}"));
            return None;
        }
        self.open.push(number);
        let filled = self.fill(text);
        self.open.pop();
        Some(filled)
    }

    /// What a post says in the place of words of the pattern: `"content": {"Title": {"content": "Own words"}}`.
    fn note_values(&mut self, attributes: &Json) {
        let values = attributes.get("content").and_then(Json::as_object).into_iter().flatten();
        let mut words: Vec<&str> = Vec::new();
        for (_, value) in values {
            words.extend(value.as_object().into_iter().flatten().filter_map(|(_, value)| value.as_str()));
        }
        if !words.is_empty() {
            self.note(ContentNoteKind::PatternValues, &words.join(" "));
        }
    }

    fn note(&mut self, what: ContentNoteKind, text: &str) {
        self.notes.push(ContentNote { what, text: text.to_owned() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(html: &str, patterns: &[(u64, &str)]) -> (String, Vec<(ContentNoteKind, String)>) {
        let patterns = patterns.iter().map(|(number, text)| (*number, (*text).to_owned())).collect();
        let library = MediaLibrary { patterns, ..MediaLibrary::default() };
        let mut notes = Vec::new();
        let html = fill_in(html, &library, &mut notes);
        (html.replace('\n', ""), notes.into_iter().map(|note| (note.what, note.text)).collect())
    }

    #[test]
    fn patterns_and_those_in_them_are_filled_in() {
        let patterns = [(3, "<p>open</p><!-- wp:block {\"ref\":4} /-->"), (4, "<p>daily</p>")];
        let html = "<!-- wp:block {\"ref\":3} /--><p>a</p><!-- wp:block {\"ref\":4} --><!-- /wp:block -->";
        assert_eq!(filled(html, &patterns), ("<p>open</p><p>daily</p><p>a</p><p>daily</p>".to_owned(), vec![]));
    }

    #[test]
    fn a_pattern_that_is_missing_or_holds_itself_is_named() {
        let (html, notes) =
            filled("a<!-- wp:block {\"ref\":9} /--><!-- wp:block /--><!-- wp:pattern {\"slug\":\"t/x\"} /-->", &[]);
        assert!(html.starts_with('a'), "{html}");
        let missing = |text: &str| (ContentNoteKind::MissingPattern, text.to_owned());
        assert_eq!(notes, [missing("number 9"), missing("t/x, of the theme")]);
        let circle = [(3, "x<!-- wp:block {\"ref\":4} /-->"), (4, "y<!-- wp:block {\"ref\":3} /-->")];
        let (html, notes) = filled("<!-- wp:block {\"ref\":3} /-->", &circle);
        assert_eq!((html.as_str(), notes), ("xy", vec![(ContentNoteKind::EndlessPattern, "number 3".to_owned())]));
    }

    #[test]
    fn patterns_that_double_have_an_end() {
        let texts: Vec<String> = (2..=40)
            .map(|next| format!("<!-- wp:block {{\"ref\":{next}}} />--").repeat(2).replace("/>--", "/-->"))
            .collect();
        let patterns: Vec<(u64, &str)> = (1..).zip(texts.iter().map(String::as_str)).collect();
        let (_, notes) = filled("<!-- wp:block {\"ref\":1} /-->", &patterns);
        assert!(notes.iter().all(|(what, _)| *what == ContentNoteKind::EndlessPattern) && !notes.is_empty());
    }

    #[test]
    fn own_words_of_a_post_are_named() {
        let html = "<!-- wp:block {\"ref\":3,\"content\":{\"Title\":{\"content\":\"Own words\"}}} /-->";
        let (html, notes) = filled(html, &[(3, "<p>Words</p>")]);
        assert_eq!(
            (html.as_str(), notes),
            ("<p>Words</p>", vec![(ContentNoteKind::PatternValues, "Own words".to_owned())])
        );
    }
}
