//! What lies in the content folder already, read whatever problems it has: they are told by the build.

use std::cell::RefCell;
use std::path::Path;

use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::SourceFile;
use crate::casefile::{ContentFile, is_draft, is_translation, read_article, read_case};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::model::{Article, Case, Origin};

/// Where the articles of the content folder were published before, each with its path below `content/`; none for one that has
/// no page, as it is a draft.
pub(in crate::import) fn known_origins(root: &Path) -> Result<Vec<(Origin, Option<String>)>> {
    let mut origins = Vec::new();
    for file in texts_in(root, "articles")? {
        let (path, text) = file?;
        if !is_translation(&path)
            && let Some(origin) = article(&path, &text).and_then(|article| article.origin)
        {
            origins.push((origin, Some(path).filter(|_| !is_draft(&text))));
        }
    }
    Ok(origins)
}

/// The content files of a folder, by their paths below `content/`, with their texts.
pub(super) fn texts_in(root: &Path, folder: &str) -> Result<impl Iterator<Item = Result<(String, String)>>> {
    let content = root.join(CONTENT_FOLDER);
    let names = fs::list_files(&content.join(folder))?.into_iter().filter(|name| name.ends_with(".md"));
    Ok(names.map(move |name| {
        let path = format!("{folder}/{name}");
        let bytes = fs::read(&content.join(&path))?;
        Ok((path, String::from_utf8_lossy(&bytes).into_owned()))
    }))
}

/// The text of a content file, by its path below `content/`.
pub(super) fn text_at(root: &Path, path: &str) -> Result<Option<String>> {
    let bytes = fs::read_if_there(&root.join(CONTENT_FOLDER).join(path))?;
    Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
}

/// Where a file that the import wrote before is now: at its old path, or wherever a file of its folder is the same. None
/// where an editor removed it.
pub(super) fn current_path(root: &Path, path: &str, is_same: impl Fn(&str, &str) -> bool) -> Result<Option<String>> {
    if fs::is_file(&root.join(CONTENT_FOLDER).join(path)) {
        return Ok(Some(path.to_owned()));
    }
    let folder = path.split('/').next().unwrap_or_default();
    for file in texts_in(root, folder)? {
        let (path, text) = file?;
        if is_same(&path, &text) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Reads a text as a case, with its body.
pub(super) fn case_file(path: &str, text: &str, config: &Config) -> Option<ContentFile<Case>> {
    read_case(&SourceFile::new(path, text), config, &RefCell::default())
}

/// Reads a text as a case.
pub(super) fn case(path: &str, text: &str, config: &Config) -> Option<Case> {
    case_file(path, text, config)?.value
}

/// Reads a text as an article.
pub(super) fn article(path: &str, text: &str) -> Option<Article> {
    read_article(&SourceFile::new(path, text), &RefCell::default())?.value
}
