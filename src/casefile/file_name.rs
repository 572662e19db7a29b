//! What the name of a content file says: `medellin.fa.md` is the Persian translation of `medellin.md`.

use std::cmp::Ordering;

use icu_locale_core::LanguageIdentifier;
use memchr::{memchr_iter, memrchr};

use crate::base::language::is_known_language;

/// The ending of a content file.
const ENDING: &str = ".md";

/// A file's name, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileName<'a> {
    /// What stands before the language and the ending.
    pub stem: &'a str,
    /// The language (BCP 47) of a translation; none for an original.
    pub language: Option<&'a str>,
}

impl<'a> FileName<'a> {
    /// The name of the file at `path`.
    #[must_use]
    pub fn of(path: &'a str) -> Self {
        let name = memrchr(b'/', path.as_bytes()).and_then(|slash| path.get(slash + 1..)).unwrap_or(path);
        let name = without_ending(name);
        let dot = memrchr(b'.', name.as_bytes());
        match dot.and_then(|dot| name.get(..dot).zip(name.get(dot + 1..))) {
            Some((stem, language)) if !stem.is_empty() && is_language(language) => {
                Self { stem, language: Some(language) }
            }
            _ => Self { stem: name, language: None },
        }
    }
}

/// Is the file at `path` a translation? Most are none, which their dots tell at once.
#[must_use]
pub fn is_translation(path: &str) -> bool {
    memchr_iter(b'.', path.as_bytes()).nth(1).is_some() && FileName::of(path).language.is_some()
}

/// What the file at `path` should be called, if it has the code of a language in capital letters: `lima.fa.md` for `lima.FA.md`.
pub(super) fn meant_as_translation(path: &str) -> Option<String> {
    let name = without_ending(path.rsplit('/').next()?);
    let (stem, language) = name.rsplit_once('.')?;
    let small = language.to_ascii_lowercase();
    let is_meant = small.len() == 2 && small != language && is_language(&small) && is_known_language(&small);
    is_meant.then(|| format!("{stem}.{small}{ENDING}"))
}

/// The original of the translation at `path`; none where that is an original itself.
#[must_use]
pub fn original_path(path: &str) -> Option<String> {
    FileName::of(path).language?;
    let (stem, _) = without_ending(path).rsplit_once('.')?;
    Some(format!("{stem}{ENDING}"))
}

/// The order of two files by the paths of their originals: a translation stands where its original does.
#[must_use]
pub fn compare_as_originals(one: &str, other: &str) -> Ordering {
    if !is_translation(one) && !is_translation(other) {
        return one.cmp(other);
    }
    let original = |path: &str| original_path(path).unwrap_or_else(|| path.to_owned());
    original(one).cmp(&original(other))
}

/// Where the translation into `language` of the file at `path` lies.
#[must_use]
pub fn translation_path(path: &str, language: &str) -> String {
    format!("{}.{language}{ENDING}", without_ending(path))
}

fn without_ending(mut name: &str) -> &str {
    while let Some(shorter) = name.strip_suffix(ENDING) {
        name = shorter;
    }
    name
}

/// A tag of a language as it is usually written: `fa`, `ckb`, `pt-BR`. Longer names of languages are no tags in use.
fn is_language(text: &str) -> bool {
    const LONGEST: usize = 3;
    text.parse::<LanguageIdentifier>().is_ok_and(|language| {
        language.language.as_str().len() <= LONGEST && !language.language.is_unknown() && language.to_string() == text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_stands_before_the_ending() {
        let of = |path| (FileName::of(path).stem, FileName::of(path).language);
        assert_eq!(of("content/cases/medellin.fa.md"), ("medellin", Some("fa")));
        assert_eq!(of("content/pages/about.pt-BR.md"), ("about", Some("pt-BR")));
        assert_eq!(of("content/cases/medellin.md"), ("medellin", None));
        assert!(is_translation("content/cases/medellin.fa.md") && !is_translation("content/cases/medellin.md"));
        for no_language in ["a.persian.md", "a.FA.md", "a.2.md", "a.und.md", ".fa.md", "a..md", "fa.md"] {
            assert_eq!(FileName::of(no_language).language, None, "{no_language}");
            assert!(!is_translation(no_language), "{no_language}");
        }
    }

    #[test]
    fn capital_letters_are_no_code_of_a_language() {
        assert_eq!(meant_as_translation("content/cases/lima.FA.md").as_deref(), Some("lima.fa.md"));
        for other in ["content/cases/lima.fa.md", "lima.md", "lima.XX.md", "lima.v2.md"] {
            assert_eq!(meant_as_translation(other), None, "{other}");
        }
    }

    #[test]
    fn a_translation_and_its_original_are_found_from_each_other() {
        assert_eq!(original_path("content/cases/medellin.fa.md").as_deref(), Some("content/cases/medellin.md"));
        assert_eq!(original_path("content/cases/medellin.md"), None);
        assert_eq!(translation_path("cases/medellin.md", "fa"), "cases/medellin.fa.md");
    }
}
