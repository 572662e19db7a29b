//! Translations of content files: `medellin.fa.md` beside `medellin.md`.
//!
//! Comes in: the files that were read; goes out: those that are translations, apart from the others, and what is wrong with
//! their names. They are read and checked like their originals. No page shows them yet, which the build says.

use super::{Analysis, CONTENT_FOLDER, Entry, Listed};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::{Place, SourceFile};
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
    /// Their paths, sorted.
    #[must_use]
    pub fn paths(&self) -> Vec<&str> {
        fn of<T>(files: &[Entry<T>]) -> impl Iterator<Item = &str> {
            files.iter().map(|file| file.text.path())
        }
        let mut paths: Vec<&str> =
            of(&self.cases).chain(of(&self.articles)).chain(of(&self.pages)).chain(of(&self.terms)).collect();
        paths.sort_unstable();
        paths
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

/// A translation has an original beside it, and another language than the site. `files` are the paths below `content/`.
pub(super) fn check_translations(files: &[Listed], site_language: &str, problems: &mut Diagnostics) {
    let paths = || files.iter().map(|(path, _)| path);
    for file in paths().filter(|file| is_translation(file) && file.ends_with(".md") && file.contains('/')) {
        let (Some(language), Some(original)) = (FileName::of(file).language, original_path(file)) else { continue };
        let path = format!("{CONTENT_FOLDER}/{file}");
        let problem = if is_language_of(site_language, language) {
            Diagnostic::error(
                Code::BadFileName,
                format!("`{path}` is in the language of the site, so it is no translation"),
            )
            .help(format!("rename it to `{CONTENT_FOLDER}/{original}`, or remove it if that file is there"))
        } else if files.binary_search_by(|(path, _)| path.cmp(&original)).is_err() {
            let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let beside = paths().filter_map(|other| other.strip_prefix(folder)?.strip_prefix('/'));
            let originals = beside.map(FileName::of).filter(|name| name.language.is_none()).map(|name| name.stem);
            let help = match closest(FileName::of(file).stem, originals) {
                Some(near) => format!("did you mean the translation of `{CONTENT_FOLDER}/{folder}/{near}.md`?"),
                None => format!(
                    "add `{CONTENT_FOLDER}/{original}`, or give the file the name of the text that it translates"
                ),
            };
            let message = format!("`{path}` is a translation of `{CONTENT_FOLDER}/{original}`, which is not there");
            Diagnostic::error(Code::MissingOriginal, message).help(help)
        } else if !is_known_language(language) {
            let message = format!("`{path}` is a translation into `{language}`, which is the code of no language");
            Diagnostic::warning(Code::BadFileName, message).help(
                "write the code of its language before the ending, such as `fa` for Persian; if it is no translation, take the \
                 code out",
            )
        } else {
            continue;
        };
        problems.push(problem.at(Place::start_of(&SourceFile::new(path, ""))));
    }
}

/// `en` is the language of a site in `en-GB`; `en-US` is another one.
fn is_language_of(site: &str, language: &str) -> bool {
    let primary = site.split(['-', '_']).next().unwrap_or_default();
    site.eq_ignore_ascii_case(language) || primary.eq_ignore_ascii_case(language)
}
