//! Names of translations: `medellin.fa.md` beside `medellin.md`.
//!
//! Comes in: the names of all content files; goes out: what is wrong with those of translations, and translations that are none
//! yet.

use std::path::Path;

use super::translations::{is_language_of, is_listed};
use super::{CONTENT_FOLDER, Listed};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::language::is_known_language;
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::suggest::closest;
use crate::casefile::{FileName, is_translation, original_path, translation_path};
use crate::config::Config;

/// A translation has an original beside it, or the language of an edition, and another language than the originals, which is
/// the first language of the site. `files` are the paths below `content/`.
pub(super) fn check_translations(files: &[Listed], config: &Config, problems: &mut Diagnostics) {
    let languages: Vec<&str> = config.editions().map(|edition| edition.language.as_str()).collect();
    let order = other_order(files, &languages);
    if let Some((count, meant)) = order {
        problems.push(wrong_order(config, languages[0], count, meant));
    }
    let paths = || files.iter().map(|(path, _)| path.as_str());
    let first = languages.first().copied().unwrap_or_default();
    let is_there = |path: &str| is_listed(files, path);
    for file in paths().filter(|file| is_translation(file) && file.ends_with(".md") && file.contains('/')) {
        let (Some(language), Some(original)) = (FileName::of(file).language, original_path(file)) else { continue };
        let path = format!("{CONTENT_FOLDER}/{file}");
        let problem = if order.is_some() && is_language_of(first, language) {
            continue;
        } else if is_language_of(first, language) {
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
        } else if let Some(meant) = other_code(files, &languages, file) {
            let message = say!(
                "`{path}` is a translation into `{language}`, which is no language of the site ({languages})",
                path,
                language,
                languages = languages.join(", ")
            );
            Diagnostic::warning(Code::BadFileName, message).help(say!("did you mean `content/{meant}`?", meant))
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

/// How many files are called as translations into the language of the originals, and the language that these most likely are
/// in: the one of the site that nothing is translated into. None where the files and not `languages` are wrong.
fn other_order<'l>(files: &[Listed], languages: &[&'l str]) -> Option<(usize, &'l str)> {
    let (first, others) = languages.split_first()?;
    let translations = || files.iter().map(|(path, _)| path.as_str()).filter(|path| is_translation(path));
    let is_into = |path: &str, tag: &str| FileName::of(path).language.is_some_and(|own| is_language_of(tag, own));
    let wrong = translations().filter(|path| is_into(path, first));
    let wrong = wrong.filter(|path| original_path(path).is_some_and(|original| is_listed(files, &original))).count();
    let meant = others.iter().find(|tag| !translations().any(|path| is_into(path, tag)))?;
    (wrong > 1).then_some((wrong, *meant))
}

fn wrong_order(config: &Config, first: &str, count: usize, meant: &str) -> Diagnostic {
    let message = say!(
        "`{first}` is the first of `languages`, so the texts without a language in their names are in it; but {count} files \
         are called as translations into `{first}`",
        first,
        count
    );
    let help = say!("put the language of the originals first in `languages`, such as `{meant}`", meant);
    Diagnostic::error(Code::BadFileName, message).at(config.place_of_key("languages")).help(help)
}

/// What `file` should be called, if it has a code of a language of three letters, as in `lima.per.md`, and lacks a language of
/// the site. Of a code of two letters nothing is told: the language may follow.
fn other_code(files: &[Listed], languages: &[&str], file: &str) -> Option<String> {
    let language = FileName::of(file).language.filter(|own| own.len() == 3)?;
    if languages.iter().any(|known| is_language_of(known, language)) {
        return None;
    }
    let original = original_path(file)?;
    let others = languages.get(1..)?.iter().map(|tag| translation_path(&original, tag));
    others.into_iter().find(|path| !is_listed(files, path))
}

/// `lima-fa.md` beside `lima.md`, where the site has the language and the text has no translation into it.
pub(super) fn check_codes_in_names(files: &[Listed], config: &Config, problems: &mut Diagnostics) {
    for edition in &config.others {
        let language = &edition.language;
        let endings = ['-', '_'].map(|sign| format!("{sign}{language}.md"));
        for (file, _) in files {
            let Some(stem) = endings.iter().find_map(|ending| file.strip_suffix(ending.as_str())) else { continue };
            let original = format!("{stem}.md");
            let meant = translation_path(&original, language);
            if is_listed(files, &original) && !is_listed(files, &meant) {
                let path = format!("{CONTENT_FOLDER}/{file}");
                let message =
                    say!("`{path}` is no translation of `content/{original}`, as its name lacks a dot", path, original);
                let help = say!("did you mean `content/{meant}`?", meant);
                problems.push(Diagnostic::warning(Code::BadFileName, message).at(Place::of_file(path)).help(help));
            }
        }
    }
}

/// A translation that is its original, letter by letter, waits for its translator; its pages would stand there twice.
pub(super) fn check_copies(root: &Path, files: &[Listed], config: &Config, problems: &mut Diagnostics) -> Result<()> {
    let is_shown = |path: &str| {
        let language = FileName::of(path).language;
        language.is_some_and(|own| config.others.iter().any(|edition| is_language_of(&edition.language, own)))
    };
    let translations = files.iter().filter(|(path, _)| is_translation(path) && path.ends_with(".md") && is_shown(path));
    for (path, stamp) in translations {
        let Some(original) = original_path(path) else { continue };
        let Ok(index) = files.binary_search_by(|(file, _)| file.as_str().cmp(&original)) else { continue };
        // Files of different sizes need not be read.
        if files[index].1.size != stamp.size {
            continue;
        }
        let read = |file: &str| fs::read(&root.join(CONTENT_FOLDER).join(file));
        if read(path)? == read(&original)? {
            let path = format!("{CONTENT_FOLDER}/{path}");
            let message = say!("`{path}` is its original, letter by letter, and no translation", path);
            let help = say!("translate it, and keep only the keys that differ; or remove it until it is translated");
            problems.push(Diagnostic::warning(Code::MissingTranslation, message).at(Place::of_file(path)).help(help));
        }
    }
    Ok(())
}
