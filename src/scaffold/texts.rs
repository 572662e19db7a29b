//! The content of a new site in its languages: terms, an about page, drafts of what a public office must publish, an example.
//!
//! Comes in: the vocabulary that the program carries, in English with Persian translations, and the texts of each language;
//! goes out: originals in the first language of the site, and translations into the others beside them. Where the
//! program has no text in a language, the original is English and a translation is not made.

use super::languages::{Language, Languages};
use crate::casefile::{is_translation, translation_path};
use crate::theme::embedded::vocabulary_files;

/// The keys of a term that are texts. The others say what it is and what the import knows it by, in all languages.
const TERM_TEXTS: [&str; 2] = ["name", "short"];
/// The keys that say something of a translation.
const OF_TRANSLATIONS: [&str; 2] = ["translator", "translation_review"];
/// What a translation does not have of its original.
const NOT_INHERITED: [&str; 6] = ["title", "city", "summary", "draft", "name", "short"];

/// All content files: paths and texts.
pub(super) fn content(languages: &Languages) -> Vec<(String, String)> {
    let mut files = terms(languages);
    files.extend(page("content/pages/about.md", languages, |language| language.texts().about));
    files.extend(page("content/pages/accessibility.md", languages, |language| language.texts().accessibility));
    files.extend(page("content/pages/privacy.md", languages, |language| language.texts().privacy));
    files.extend(page("content/cases/example.md", languages, |language| language.texts().example));
    files
}

/// A text of which the program has one in each language.
fn page(path: &str, languages: &Languages, text: impl Fn(Language) -> &'static str) -> Vec<(String, String)> {
    let translated = languages.others.iter().filter(|other| other.has_texts());
    let translations = translated.map(|other| (translation_path(path, other.code), as_translation(text(*other))));
    std::iter::once((path.to_owned(), text(languages.first).to_owned())).chain(translations).collect()
}

/// The vocabulary.
fn terms(languages: &Languages) -> Vec<(String, String)> {
    let vocabulary: Vec<(&str, &str)> =
        vocabulary_files().iter().filter_map(|(path, bytes)| Some((*path, std::str::from_utf8(bytes).ok()?))).collect();
    let mut files = Vec::new();
    for (path, english) in vocabulary.iter().filter(|(path, _)| !is_translation(path)) {
        let persian_path = translation_path(path, "fa");
        let persian = vocabulary.iter().find(|(other, _)| *other == persian_path).map(|(_, text)| *text);
        let path = format!("content/{path}");
        for other in &languages.others {
            let translation = match other.code {
                "fa" => persian.map(str::to_owned),
                "en" => Some(as_translation(english)),
                _ => None,
            };
            files.extend(translation.map(|text| (translation_path(&path, other.code), text)));
        }
        let original = match persian {
            Some(persian) if languages.first.code == "fa" => instead_of_original(persian, english),
            _ => (*english).to_owned(),
        };
        files.push((path, original));
    }
    files
}

/// A translated term in the place of its original: it has the texts of the one, and all else that the other has.
fn instead_of_original(translation: &str, original: &str) -> String {
    let (translation, original) = (Parts::of(translation), Parts::of(original));
    let own: Vec<&Entry<'_>> =
        translation.entries.iter().filter(|entry| !OF_TRANSLATIONS.contains(&entry.key)).collect();
    let is_own = |key: &str| TERM_TEXTS.contains(&key) || own.iter().any(|entry| entry.key == key);
    let inherited = original.entries.iter().filter(|entry| !is_own(entry.key));
    joined(own.iter().copied().chain(inherited), translation.body)
}

/// A whole text as the translation of one with the same facts: without what it would have from that.
fn as_translation(text: &str) -> String {
    let parts = Parts::of(text);
    joined(parts.entries.iter().filter(|entry| NOT_INHERITED.contains(&entry.key)), parts.body)
}

fn joined<'a>(entries: impl Iterator<Item = &'a Entry<'a>>, body: &str) -> String {
    let front_matter: String = entries.map(|entry| entry.lines).collect();
    format!("---\n{front_matter}---\n{body}")
}

/// A key of front matter.
struct Entry<'a> {
    key: &'a str,
    /// Its lines, with the comments above it.
    lines: &'a str,
}

/// A content file taken apart.
struct Parts<'a> {
    entries: Vec<Entry<'a>>,
    /// What follows the line that ends the front matter.
    body: &'a str,
}

impl<'a> Parts<'a> {
    /// The parts of a file that the program carries, whose front matter has the usual form.
    fn of(text: &'a str) -> Self {
        let text = text.strip_prefix("---\n").unwrap_or(text);
        let end = text.find("\n---\n").map_or(0, |end| end + 1);
        let (front_matter, rest) = text.split_at(end);
        Self { entries: entries(front_matter), body: rest.strip_prefix("---\n").unwrap_or(rest) }
    }
}

fn entries(front_matter: &str) -> Vec<Entry<'_>> {
    let mut starts: Vec<(usize, &str)> = Vec::new();
    let (mut at, mut comment) = (0, None);
    for line in front_matter.split_inclusive('\n') {
        if line.starts_with('#') {
            comment.get_or_insert(at);
        } else {
            let above = comment.take();
            let key = line.split_once(':').filter(|_| !line.starts_with([' ', '-'])).map(|(key, _)| key);
            starts.extend(key.map(|key| (above.unwrap_or(at), key)));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([front_matter.len()]);
    starts.iter().zip(ends).map(|((start, key), end)| Entry { key, lines: &front_matter[*start..end] }).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::collections::BTreeMap;

    use super::*;
    use crate::base::source::SourceFile;
    use crate::casefile::{ContentFile, read_term};
    use crate::config;
    use crate::model::{Term, Translation};

    fn files(languages: &str) -> BTreeMap<String, String> {
        content(&Languages::parse(languages).unwrap()).into_iter().collect()
    }

    /// A term and its text, without a problem in it.
    fn term(path: &str, text: &str) -> (Term, String) {
        let site = Languages::parse("en").unwrap().first.texts().site;
        let config = config::read(&SourceFile::new("site.yaml", site), &RefCell::default()).unwrap();
        let place = config.taxonomies.iter().position(|taxonomy| path.split('/').nth(1) == Some(&taxonomy.id)).unwrap();
        let (source, problems) = (SourceFile::new(path, text), RefCell::default());
        let file: ContentFile<Term> = read_term(&source, (&config, place), &problems).unwrap();
        let problems = problems.into_inner().into_sorted();
        assert!(problems.is_empty(), "{path}: {problems:?}");
        (file.value.unwrap(), text[file.body_start..].trim().to_owned())
    }

    #[test]
    fn the_terms_of_a_persian_site_have_persian_texts_and_the_facts_of_the_originals() {
        let (english, persian, both) = (files("en"), files("fa"), files("en,fa"));
        assert!(english.keys().eq(persian.keys()));
        let mut count = 0;
        for (path, text) in english.iter().filter(|(path, _)| path.split('/').count() == 3) {
            if ["pages", "cases"].iter().any(|folder| path.starts_with(&format!("content/{folder}/"))) {
                continue;
            }
            let translated = translation_path(path, "fa");
            let (original, (translation, words)) = (term(path, text).0, term(&translated, &both[&translated]));
            let Term { name, short, .. } = translation;
            assert!(!name.is_empty() && !words.is_empty(), "{path}");
            let expected = Term { name, short, translation: Translation::default(), ..original };
            assert_eq!(term(path, &persian[path]), (expected, words), "{path}");
            count += 1;
        }
        assert!(count > 45, "{count} terms");
    }

    #[test]
    fn a_translation_says_only_what_it_does_not_have_from_its_original() {
        let both = files("fa,en");
        assert!(both["content/themes/climate.md"].starts_with("---\nname: اقلیم"));
        let climate = &both["content/themes/climate.en.md"];
        assert_eq!(
            climate,
            "---\nname: Climate & environment\n---\n\n\
             Cutting emissions, adapting to climate change, air, water, nature and energy.\n"
        );
        let example = &files("en,fa")["content/cases/example.fa.md"];
        let keys: Vec<&str> = Parts::of(example).entries.iter().map(|entry| entry.key).collect();
        assert_eq!(keys, ["title", "city", "summary", "draft"]);
        assert!(example.ends_with("بیاموزند؟\n"), "{example}");
    }

    #[test]
    fn a_language_without_texts_has_the_english_ones() {
        assert_eq!(files("fr"), files("en"));
        assert_eq!(files("en,tr"), files("en"));
        assert!(files("fr,fa").keys().eq(files("en,fa").keys()));
    }

    #[test]
    fn comments_stay_with_the_key_below_them() {
        let parts =
            Parts::of("---\nname: A: b\n# Why.\n# More.\naliases:\n  # inner\n- c\nurl: d\n---\n\nText.\n---\n");
        let entries: Vec<(&str, &str)> = parts.entries.iter().map(|entry| (entry.key, entry.lines)).collect();
        let aliases = "# Why.\n# More.\naliases:\n  # inner\n- c\n";
        assert_eq!(entries, [("name", "name: A: b\n"), ("aliases", aliases), ("url", "url: d\n")]);
        assert_eq!(parts.body, "\nText.\n---\n");
    }
}
