//! The sentences in another language, beside the English ones: a file in the format of gettext, which translators have tools for.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A sentence in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// As it stands in the source.
    pub english: String,
    /// The same in the other language.
    pub translation: String,
}

/// Every sentence of the Persian catalog, in the order of the file.
#[must_use]
pub fn persian() -> Vec<Entry> {
    entries(include_str!("fa.po"))
}

/// The Persian sentence for an English one.
pub(super) fn persian_for(english: &str) -> Option<&'static str> {
    static SENTENCES: LazyLock<BTreeMap<String, String>> =
        LazyLock::new(|| persian().into_iter().map(|entry| (entry.english, entry.translation)).collect());
    SENTENCES.get(english).map(String::as_str)
}

/// What a file says: `msgid` and `msgstr`, each with one or several texts in quotes, and comments. Plurals and contexts are not
/// needed. The entry without a sentence holds what the file says of itself.
fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut in_translation = false;
    for line in text.lines() {
        let quoted = if let Some(quoted) = line.strip_prefix("msgid ") {
            entries.push(Entry { english: String::new(), translation: String::new() });
            in_translation = false;
            quoted
        } else if let Some(quoted) = line.strip_prefix("msgstr ") {
            in_translation = true;
            quoted
        } else {
            line
        };
        let text = quoted.trim().strip_prefix('"').and_then(|quoted| quoted.strip_suffix('"'));
        if let (Some(text), Some(entry)) = (text, entries.last_mut()) {
            let side = if in_translation { &mut entry.translation } else { &mut entry.english };
            side.push_str(&unescaped(text));
        }
    }
    entries.retain(|entry| !entry.english.is_empty());
    entries
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::new();
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.extend(characters.next().map(|escaped| if escaped == 'n' { '\n' } else { escaped })),
            _ => plain.push(character),
        }
    }
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_is_read_as_gettext_reads_it() {
        let text = "msgid \"\"\nmsgstr \"Language: fa\\n\"\n\n# a note\nmsgid \"write `\\\"`\"\nmsgstr \"\"\n\"بنویسید \"\n\"`\\\"`\\n\"\n";
        let entry = Entry { english: "write `\"`".to_owned(), translation: "بنویسید `\"`\n".to_owned() };
        assert_eq!(entries(text), [entry]);
    }
}
