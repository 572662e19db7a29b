//! Reading the content folder.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::entry::{ContentValue, Reading, entry};
use super::translation_names::{check_codes_in_names, check_copies, check_translations};
use super::translations::{check_complete, take_translations};
use super::{CONTENT_FOLDER, Cache, Content, Entry, Translations};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs::{self, Stamp};
use crate::base::message::Message;
use crate::base::source::{Place, SourceFile};
use crate::base::suggest::closest;
use crate::casefile::{ContentFile, is_translation, read_article, read_case, read_page, read_term};
use crate::config::Config;
use crate::model::Term;

/// How many files a core reads before others may take what is left: of larger pieces, the last one would keep one core busy
/// while the others wait.
const AT_ONCE: usize = 32;

/// The folders below `content/` that a site with this configuration has.
#[must_use]
pub fn folders(config: &Config) -> Vec<&str> {
    let mut folders = vec!["cases", "articles", "pages"];
    folders.extend(config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()));
    folders
}

/// A file below `content/` or `assets/`: its path there, and its state.
pub type Listed = (String, Stamp);

/// Reads the content of the site at `root`: `files` are those below `content/`, sorted. What `cache` has and
/// did not change is not read again. Problems in files are added to `problems`.
///
/// # Errors
/// A file is there and cannot be read.
pub fn load(
    root: &Arc<Path>,
    config: &Config,
    files: &[Listed],
    cache: Cache,
    problems: &mut Diagnostics,
) -> Result<Content> {
    let folder = Folder { root, files, reading: reading(config) };
    if let Some(problem) = renamed_taxonomy(files, config) {
        problems.push(problem);
        return Ok(Content::default());
    }
    check_places(files, config, problems);
    let mut terms = cache.terms;
    let mut cached = |taxonomy: &str| {
        let folder = format!("{CONTENT_FOLDER}/{taxonomy}/");
        terms.extract_if(.., |entry| entry.text.path().starts_with(&folder)).collect()
    };
    let mut content = Content {
        cases: folder.read("cases", cache.cases, problems, |source, own| read_case(source, config, own))?,
        articles: folder.read("articles", cache.articles, problems, read_article)?,
        pages: folder.read("pages", cache.pages, problems, read_page)?,
        terms: folder.read_terms(config, &mut cached, problems)?,
        ..Content::default()
    };
    check_codes_in_names(files, config, problems);
    // Most sites have none, which the list of their files tells sooner than what was read.
    if files.iter().any(|(file, _)| is_translation(file)) {
        check_translations(files, config, problems);
        check_copies(root, files, config, problems)?;
        content.translations = all_translations(&mut content);
        check_complete(&content.translations.cases, files, problems);
        check_complete(&content.translations.terms, files, problems);
    }
    Ok(content)
}

/// Takes the translations out of all lists of files.
fn all_translations(content: &mut Content) -> Translations {
    let mut translations = Translations {
        cases: take_translations(&mut content.cases),
        articles: take_translations(&mut content.articles),
        pages: take_translations(&mut content.pages),
        terms: content.terms.iter_mut().flat_map(|(_, terms)| take_translations(terms)).collect(),
    };
    // The taxonomies come in the order of `site.yaml`.
    translations.terms.sort_unstable_by(|one, other| one.text.path().cmp(other.text.path()));
    translations
}

/// Reads only the terms, which is what an import needs.
///
/// # Errors
/// A folder or a file is there and cannot be read.
pub fn load_terms(root: &Path, config: &Config, problems: &mut Diagnostics) -> Result<Content> {
    let files = fs::list_files(&root.join(CONTENT_FOLDER))?;
    let files: Vec<Listed> = files.into_iter().map(|path| (path, Stamp::default())).collect();
    let folder = Folder { root: &Arc::from(root), files: &files, reading: reading(config) };
    let mut terms = folder.read_terms(config, &mut |_| Vec::new(), problems)?;
    let translated = terms.iter_mut().flat_map(|(_, terms)| take_translations(terms)).collect();
    let translations = Translations { terms: translated, ..Translations::default() };
    Ok(Content { terms, translations, ..Content::default() })
}

fn reading(config: &Config) -> Reading {
    Reading { allow_html: config.allow_html, search: config.outputs.search }
}

/// A taxonomy that was given another id than the folder of its terms has: all files in it, and the keys of all cases, would be told.
fn renamed_taxonomy(files: &[Listed], config: &Config) -> Option<Diagnostic> {
    let known = folders(config);
    let is_empty =
        |id: &str| !files.iter().any(|(file, _)| file.strip_prefix(id).is_some_and(|rest| rest.starts_with('/')));
    let lost = || config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()).filter(|id| is_empty(id));
    let texts = files.iter().map(|(file, _)| file.as_str()).filter(|file| file.ends_with(".md"));
    let others = texts.filter_map(|file| file.split_once('/')).map(|(folder, _)| folder);
    let others: BTreeSet<&str> = others.filter(|folder| !known.contains(folder)).collect();
    let near = others.iter().find_map(|folder| Some((*folder, closest(folder, lost())?)));
    // Of one folder and one taxonomy that are left over the names may differ as they like.
    let alone = || match (others.len(), lost().count()) {
        (1, 1) => Some((*others.first()?, lost().next()?)),
        _ => None,
    };
    let (folder, id) = near.or_else(alone)?;
    let message = say!("the folder of the taxonomy `{id}` is called `content/{folder}`", id, folder);
    let help = say!("write `id: {folder}`, or call the folder `content/{id}`: as cases have it for a key", folder, id);
    Some(Diagnostic::error(Code::UnknownKey, message).at(config.place_of_id(id)).help(help))
}

/// A content file lies in one of the known folders, directly, and is a Markdown file. What lies elsewhere would disappear
/// silently, so it is a problem.
fn check_places(files: &[Listed], config: &Config, problems: &mut Diagnostics) {
    let folders = folders(config);
    let is_markdown = |file: &str| file.ends_with(".md");
    let is_right = |file: &str| {
        let (folder, name) = file.split_once('/').unwrap_or_default();
        folders.contains(&folder) && is_markdown(name) && !name.contains('/')
    };
    for (file, _) in files.iter().filter(|(file, _)| !is_right(file)) {
        let parts: Vec<&str> = file.split('/').collect();
        let path = format!("{CONTENT_FOLDER}/{file}");
        let problem = match parts[..] {
            [folder, .., name] if folders.contains(&folder) && is_markdown(file) => Diagnostic::error(
                Code::BadFileName,
                say!("`{path}` lies too deep", path),
            )
            .help(say!("move it to `content/{folder}/{name}`", folder, name)),
            [folder, .., name] if folders.contains(&folder) => Diagnostic::error(
                Code::BadFileName,
                say!("`{path}` is not a Markdown file", path),
            )
            .help(say!("give it the ending `.md`; pictures and files for download belong in `assets/{name}`", name)),
            [folder, ..] => {
                let help = match closest(folder, folders.iter().copied()) {
                    Some(near) if parts.len() > 1 => say!("did you mean `content/{near}`?", near),
                    _ => say!("move it into one of {folders}", folders = folders.join(", ")),
                };
                Diagnostic::error(Code::BadFileName, say!("`{path}` lies in no folder that Chancery knows", path))
                    .help(help)
            }
            [] => continue,
        };
        problems.push(problem.at(Place::of_file(path)));
    }
}

/// The folder `content/` of a site.
struct Folder<'a> {
    root: &'a Arc<Path>,
    files: &'a [Listed],
    reading: Reading,
}

type Terms = Vec<(String, Vec<Entry<Term>>)>;

impl Folder<'_> {
    fn read_terms(
        &self,
        config: &Config,
        cached: &mut dyn FnMut(&str) -> Vec<Entry<Term>>,
        problems: &mut Diagnostics,
    ) -> Result<Terms> {
        let mut all = Vec::new();
        for (place, taxonomy) in config.taxonomies.iter().enumerate() {
            let read = |source: &Arc<SourceFile>, own: &RefCell<Diagnostics>| read_term(source, (config, place), own);
            all.push((taxonomy.id.clone(), self.read(&taxonomy.id, cached(&taxonomy.id), problems, read)?));
        }
        Ok(all)
    }

    /// The files of one folder, from the cache where they are still the same.
    fn read<T: ContentValue + Send>(
        &self,
        folder: &str,
        cached: Vec<Entry<T>>,
        problems: &mut Diagnostics,
        read: impl Fn(&Arc<SourceFile>, &RefCell<Diagnostics>) -> Option<ContentFile<T>> + Sync,
    ) -> Result<Vec<Entry<T>>> {
        let in_folder = |(file, _): &&Listed| {
            let name = file.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/'));
            name.is_some_and(|name| name.ends_with(".md") && !name.contains('/'))
        };
        let (clean, dirty) = clean_and_dirty(self.files.iter().filter(in_folder), cached);
        let read_some = |files: &[&Listed]| -> Result<(Vec<Entry<T>>, Diagnostics)> {
            let mut own = Diagnostics::new();
            let entries = files.iter().map(|file| self.read_one(file, &mut own, &read)).collect::<Result<_>>()?;
            Ok((entries, own))
        };
        let read: Vec<_> = dirty.par_chunks(AT_ONCE).with_max_len(1).map(read_some).collect::<Result<_>>()?;
        let mut new = Vec::with_capacity(dirty.len());
        for (entries, own) in read {
            new.extend(entries);
            problems.extend(own);
        }
        Ok(merged(clean, new))
    }

    fn read_one<T: ContentValue>(
        &self,
        (file, stamp): &Listed,
        problems: &mut Diagnostics,
        read: impl Fn(&Arc<SourceFile>, &RefCell<Diagnostics>) -> Option<ContentFile<T>>,
    ) -> Result<Entry<T>> {
        let path = format!("{CONTENT_FOLDER}/{file}");
        let bytes = fs::read_of_size(&self.root.join(&path), stamp.size)?;
        let own = RefCell::new(Diagnostics::new());
        let file = match String::from_utf8(bytes) {
            Ok(text) => {
                let source = SourceFile::new(path, text);
                read(&source, &own).unwrap_or_else(|| ContentFile::without_value(&source))
            }
            Err(error) => {
                let (source, problem) = not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to());
                own.borrow_mut().push(problem);
                ContentFile::without_value(&source)
            }
        };
        let mut own = own.into_inner();
        let entry = entry(file, self.root, (*stamp, self.reading), &mut own);
        problems.extend(own);
        Ok(entry)
    }
}

/// The cached entries of files that are still the same, and the files that have to be read. Both lists are sorted by path.
fn clean_and_dirty<'a, T>(
    files: impl Iterator<Item = &'a Listed>,
    mut cached: Vec<Entry<T>>,
) -> (Vec<Entry<T>>, Vec<&'a Listed>) {
    let mut files = files.peekable();
    let mut dirty = Vec::new();
    cached.retain(|entry| {
        let path = entry.text.path().get(CONTENT_FOLDER.len() + 1..).unwrap_or_default();
        while let Some(file) = files.next_if(|(file, _)| file.as_str() < path) {
            dirty.push(file);
        }
        let Some(file) = files.next_if(|(file, _)| file == path) else { return false };
        let is_same = entry.stamp == Some(file.1);
        dirty.extend((!is_same).then_some(file));
        is_same
    });
    dirty.extend(files);
    (cached, dirty)
}

/// Two lists as one; each of the three is sorted by path.
fn merged<T>(mut clean: Vec<Entry<T>>, new: Vec<Entry<T>>) -> Vec<Entry<T>> {
    if clean.is_empty() {
        return new;
    }
    clean.extend(new);
    // Two sorted stretches: this sort sees that, and the unstable one does not.
    clean.sort_by(|one, other| one.text.path().cmp(other.text.path()));
    clean
}

/// A file as well as it can be read, and the place of its first byte that is not UTF-8.
fn not_utf8(path: String, bytes: &[u8], valid: usize) -> (Arc<SourceFile>, Diagnostic) {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let found = if utf16 { Message::verbatim("UTF-16") } else { say!("another encoding") };
    let source = SourceFile::new(path, String::from_utf8_lossy(bytes));
    let problem = Diagnostic::error(Code::NotUtf8, say!("the file is not written in UTF-8 but in {found}", found))
        .in_file(&source, valid..valid + 1)
        .help(say!("open it in your editor and save it again with the encoding UTF-8"));
    (source, problem)
}
