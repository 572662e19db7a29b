//! Translations of content files: `medellin.fa.md` beside `medellin.md`.
//!
//! Comes in: the files that were read; goes out: those that are translations, apart from the others. They are read and checked like
//! their originals; `edition.rs` puts them in their places.

use super::inherit::Inherit;
use super::{Analysis, AnyEntry, CONTENT_FOLDER, ContentValue, Entry, Listed};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::casefile::{FileName, is_translation, original_path};
use crate::model::{Article, Case, Page, Term};

/// The translations among the content files, each list sorted by path.
#[derive(Debug, Default)]
pub struct Translations {
    /// Those of cases.
    pub cases: Vec<Entry<Case>>,
    /// Those of articles.
    pub articles: Vec<Entry<Article>>,
    /// Those of pages.
    pub pages: Vec<Entry<Page>>,
    /// Those of terms, of all taxonomies.
    pub terms: Vec<Entry<Term>>,
}

impl Translations {
    /// The paths of those into other languages than these, sorted: no edition shows them.
    #[must_use]
    pub fn paths_outside(&self, languages: &[&str]) -> Vec<String> {
        let paths = self.entries().into_iter().map(|entry| entry.text.path().to_owned());
        let mut paths: Vec<String> = paths.filter(|path| !is_into(path, languages)).collect();
        paths.sort_unstable();
        paths
    }

    /// All of them.
    pub(super) fn entries(&self) -> Vec<AnyEntry<'_>> {
        fn of<T: ContentValue>(entries: &[Entry<T>]) -> impl Iterator<Item = AnyEntry<'_>> {
            entries.iter().map(AnyEntry::of)
        }
        of(&self.cases).chain(of(&self.articles)).chain(of(&self.pages)).chain(of(&self.terms)).collect()
    }

    /// What is known of the translation at `path`.
    pub(super) fn analysis(&self, path: &str) -> Option<&Analysis> {
        fn find<'a, T>(files: &'a [Entry<T>], path: &str) -> Option<&'a Analysis> {
            files.iter().find(|file| file.text.path() == path).map(|file| file.text.analysis())
        }
        find(&self.cases, path)
            .or_else(|| find(&self.articles, path))
            .or_else(|| find(&self.pages, path))
            .or_else(|| find(&self.terms, path))
    }
}

/// Takes the translations out of a list of files.
pub(super) fn take_translations<T>(files: &mut Vec<Entry<T>>) -> Vec<Entry<T>> {
    files.extract_if(.., |file| is_translation(file.text.path())).collect()
}

/// Is there a file at this path below `content/`?
pub(super) fn is_listed(files: &[Listed], path: &str) -> bool {
    files.binary_search_by(|(file, _)| file.as_str().cmp(path)).is_ok()
}

/// A text without an original has nobody to inherit from. `files` are the paths below `content/`.
pub(super) fn check_complete<T: Inherit>(translations: &[Entry<T>], files: &[Listed], problems: &mut Diagnostics) {
    for entry in translations.iter().filter(|entry| entry.value.is_some()) {
        let Some(original) = original_path(entry.text.path()) else { continue };
        let below_content = original.strip_prefix(CONTENT_FOLDER).and_then(|path| path.strip_prefix('/'));
        if below_content.is_some_and(|path| is_listed(files, path)) {
            continue;
        }
        let keys = &entry.text.analysis().keys;
        for key in T::required().iter().filter(|key| keys.iter().all(|given| given != *key)) {
            let message = say!("there is no `{key}`, and no `{original}` that has it", key, original);
            let help = say!("add the key, or give the file the name of the text that it translates");
            problems.push(Diagnostic::error(Code::MissingKey, message).at(entry.text.span(0..0)).help(help));
        }
    }
}

/// Is the translation at `path` one into these languages?
fn is_into(path: &str, languages: &[&str]) -> bool {
    FileName::of(path).language.is_some_and(|own| languages.iter().any(|known| is_language_of(known, own)))
}

/// `en` is the language of a site in `en-GB`; `en-US` is another one.
pub(super) fn is_language_of(site: &str, language: &str) -> bool {
    let primary = site.split(['-', '_']).next().unwrap_or_default();
    site.eq_ignore_ascii_case(language) || primary.eq_ignore_ascii_case(language)
}
