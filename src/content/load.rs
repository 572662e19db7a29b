//! Reading the content folder.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::translations::{check_translations, take_translations};
use super::{ASSETS_FOLDER, CONTENT_FOLDER, Content, Translations};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::{Place, SourceFile};
use crate::base::suggest::closest;
use crate::casefile::{ContentFile, read_article, read_case, read_page, read_term};
use crate::config::Config;
use crate::model::Term;

/// The folders below `content/` that a site with this configuration has.
#[must_use]
pub fn folders(config: &Config) -> Vec<&str> {
    let mut folders = vec!["cases", "articles", "pages"];
    folders.extend(config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str()));
    folders
}

/// Reads all content of the site at `root`. Problems in files are added to `problems`.
///
/// # Errors
/// A folder or a file is there and cannot be read.
pub fn load(root: &Path, config: &Config, problems: &mut Diagnostics) -> Result<Content> {
    let files = fs::list_files(&root.join(CONTENT_FOLDER))?;
    let mut content = Content { assets: fs::list_files(&root.join(ASSETS_FOLDER))?, ..Content::default() };
    check_places(&files, config, problems);
    content.cases = read_all(root, &files, "cases", problems, |source, own| read_case(source, config, own))?;
    content.articles = read_all(root, &files, "articles", problems, read_article)?;
    content.pages = read_all(root, &files, "pages", problems, read_page)?;
    content.terms = read_terms(root, &files, config, problems)?;
    check_translations(&files, &config.language, problems);
    content.translations = Translations {
        cases: take_translations(&mut content.cases),
        articles: take_translations(&mut content.articles),
        pages: take_translations(&mut content.pages),
        terms: content.terms.iter_mut().flat_map(|(_, terms)| take_translations(terms)).collect(),
    };
    Ok(content)
}

/// Reads only the terms, which is what an import needs.
///
/// # Errors
/// A folder or a file is there and cannot be read.
pub fn load_terms(root: &Path, config: &Config, problems: &mut Diagnostics) -> Result<Content> {
    let files = fs::list_files(&root.join(CONTENT_FOLDER))?;
    let mut terms = read_terms(root, &files, config, problems)?;
    let translated = terms.iter_mut().flat_map(|(_, terms)| take_translations(terms)).collect();
    let translations = Translations { terms: translated, ..Translations::default() };
    Ok(Content { terms, translations, ..Content::default() })
}

type Terms = Vec<(String, Vec<ContentFile<Term>>)>;

fn read_terms(root: &Path, files: &[String], config: &Config, problems: &mut Diagnostics) -> Result<Terms> {
    let mut all = Vec::new();
    for taxonomy in &config.taxonomies {
        let terms = read_all(root, files, &taxonomy.id, problems, |source, own| read_term(source, taxonomy, own))?;
        all.push((taxonomy.id.clone(), terms));
    }
    Ok(all)
}

/// A content file lies in one of the known folders, directly, and is a Markdown file. What lies elsewhere would disappear
/// silently, so it is a problem.
fn check_places(files: &[String], config: &Config, problems: &mut Diagnostics) {
    let folders = folders(config);
    for file in files {
        let path = format!("{CONTENT_FOLDER}/{file}");
        let place = Place::start_of(&SourceFile::new(path.clone(), ""));
        let parts: Vec<&str> = file.split('/').collect();
        let is_markdown = file.ends_with(".md");
        let problem = match parts[..] {
            [folder, _] if folders.contains(&folder) && is_markdown => continue,
            [folder, .., name] if folders.contains(&folder) && is_markdown => {
                Diagnostic::error(Code::BadFileName, format!("`{path}` lies too deep"))
                    .help(format!("move it to `{CONTENT_FOLDER}/{folder}/{name}`"))
            }
            [folder, .., name] if folders.contains(&folder) => {
                Diagnostic::error(Code::BadFileName, format!("`{path}` is not a Markdown file")).help(format!(
                    "give it the ending `.md`; pictures and files for download belong in `{ASSETS_FOLDER}/{name}`"
                ))
            }
            [folder, ..] => {
                let help = match closest(folder, folders.iter().copied()) {
                    Some(near) if parts.len() > 1 => format!("did you mean `{CONTENT_FOLDER}/{near}`?"),
                    _ => format!("move it into one of {}", folders.join(", ")),
                };
                Diagnostic::error(Code::BadFileName, format!("`{path}` lies in no folder that Chancery knows"))
                    .help(help)
            }
            [] => continue,
        };
        problems.push(problem.at(place));
    }
}

fn read_all<T: Send>(
    root: &Path,
    files: &[String],
    folder: &str,
    problems: &mut Diagnostics,
    read: impl Fn(&Arc<SourceFile>, &RefCell<Diagnostics>) -> Option<ContentFile<T>> + Sync,
) -> Result<Vec<ContentFile<T>>> {
    let in_folder = |file: &&String| {
        file.strip_prefix(folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|name| name.ends_with(".md") && !name.contains('/'))
    };
    let paths: Vec<&String> = files.iter().filter(in_folder).collect();
    let read_one = |file: &&String| -> Result<(Option<ContentFile<T>>, Diagnostics)> {
        let path = format!("{CONTENT_FOLDER}/{file}");
        let bytes = fs::read(&root.join(&path))?;
        let own = RefCell::new(Diagnostics::new());
        let read = source_of(path, bytes, &own).and_then(|source| read(&source, &own));
        Ok((read, own.into_inner()))
    };
    let mut values = Vec::new();
    for result in paths.par_iter().map(read_one).collect::<Vec<_>>() {
        let (value, own) = result?;
        values.extend(value);
        problems.extend(own);
    }
    Ok(values)
}

/// The text of a file, if it is UTF-8.
fn source_of(path: String, bytes: Vec<u8>, problems: &RefCell<Diagnostics>) -> Option<Arc<SourceFile>> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(SourceFile::new(path, text)),
        Err(error) => {
            problems.borrow_mut().push(not_utf8(path, error.as_bytes(), error.utf8_error().valid_up_to()));
            None
        }
    }
}

/// Shows the place of the first byte that is not UTF-8, with the rest of the file as well as it can be read.
fn not_utf8(path: String, bytes: &[u8], valid: usize) -> Diagnostic {
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let found = if utf16 { "UTF-16" } else { "another encoding" };
    let source = SourceFile::new(path, String::from_utf8_lossy(bytes));
    Diagnostic::error(Code::NotUtf8, format!("the file is not written in UTF-8 but in {found}"))
        .in_file(&source, valid..valid + 1)
        .help("open it in your editor and save it again with the encoding UTF-8")
}
