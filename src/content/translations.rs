//! Translations of content files: `medellin.fa.md` beside `medellin.md`.
//!
//! Comes in: the files that were read; goes out: those that are translations, apart from the others, and what is wrong with
//! their names. They are read and checked like their originals; `edition.rs` puts them in their places.

use super::inherit::Inherit;
use super::{Analysis, AnyEntry, CONTENT_FOLDER, ContentValue, Entry, Listed};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::suggest::closest;
use crate::casefile::{FileName, is_known_language, is_translation, original_path};
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
        let is_shown = |path: &str| {
            FileName::of(path).language.is_some_and(|own| languages.iter().any(|known| is_language_of(known, own)))
        };
        let paths = self.entries().into_iter().map(|entry| entry.text.path().to_owned());
        let mut paths: Vec<String> = paths.filter(|path| !is_shown(path)).collect();
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

/// A translation has an original beside it, or the language of an edition, and another language than the originals, which is
/// the first of `languages`. `files` are the paths below `content/`.
pub(super) fn check_translations(files: &[Listed], languages: &[&str], problems: &mut Diagnostics) {
    let paths = || files.iter().map(|(path, _)| path.as_str());
    let first = languages.first().copied().unwrap_or_default();
    let is_there = |path: &str| is_listed(files, path);
    for file in paths().filter(|file| is_translation(file) && file.ends_with(".md") && file.contains('/')) {
        let (Some(language), Some(original)) = (FileName::of(file).language, original_path(file)) else { continue };
        let path = format!("{CONTENT_FOLDER}/{file}");
        let problem = if is_language_of(first, language) {
            Diagnostic::error(
                Code::BadFileName,
                say!("`{path}` is in the language of the site, so it is no translation", path),
            )
            .help(say!("rename it to `content/{original}`, or remove it if that file is there", original))
        } else if !is_there(&original) && !languages.iter().any(|known| is_language_of(known, language)) {
            let message = say!("`{path}` is a translation of `content/{original}`, which is not there", path, original);
            let help = meant_original(file, paths(), &is_there).unwrap_or_else(|| {
                say!("add `content/{original}`, or give the file the name of the text that it translates", original)
            });
            Diagnostic::error(Code::MissingOriginal, message).help(help)
        } else if !is_known_language(language) {
            let message =
                say!("`{path}` is a translation into `{language}`, which is the code of no language", path, language);
            Diagnostic::warning(Code::BadFileName, message).help(
                say!("write the code of its language before the ending, such as `fa` for Persian; if it is no translation, take the \
                 code out"),
            )
        } else if !is_there(&original)
            && let Some(help) = meant_original(file, paths(), &is_there)
        {
            let message = say!("`{path}` has no original, so it is shown in its own language alone", path);
            let help = say!("{help} If it is right as it is, give it a name that is less like another", help);
            Diagnostic::warning(Code::MissingOriginal, message).help(help)
        } else {
            continue;
        };
        problems.push(problem.at(Place::of_file(path)));
    }
}

/// The original that the translation `file` was most likely made from: one with a name like it that has no translation yet.
fn meant_original<'f>(
    file: &str,
    paths: impl Iterator<Item = &'f str>,
    is_there: &dyn Fn(&str) -> bool,
) -> Option<Message> {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let FileName { stem, language } = FileName::of(file);
    let is_open = |name: &FileName<'_>| {
        name.language.is_none()
            && language.is_none_or(|language| !is_there(&format!("{folder}/{}.{language}.md", name.stem)))
    };
    let beside = paths.filter_map(|other| other.strip_prefix(folder)?.strip_prefix('/'));
    let near = closest(stem, beside.map(FileName::of).filter(is_open).map(|name| name.stem))?;
    Some(say!("did you mean the translation of `content/{folder}/{near}.md`?", folder, near))
}

/// Is there a file at this path below `content/`?
fn is_listed(files: &[Listed], path: &str) -> bool {
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

/// `en` is the language of a site in `en-GB`; `en-US` is another one.
pub(super) fn is_language_of(site: &str, language: &str) -> bool {
    let primary = site.split(['-', '_']).next().unwrap_or_default();
    site.eq_ignore_ascii_case(language) || primary.eq_ignore_ascii_case(language)
}
