//! What the import last wrote, so that a second import can tell an editor's changes from the source's.
//!
//! Lies in `content/.imported/<post>/`, a copy of each file as the import wrote it, under the path that it has below
//! `content/`. It is text, made to be kept in version control with the content. Without it (deleted, or content that came
//! another way) nothing is lost: files that differ are left as they are, and copied from then on.

use std::path::Path;

use crate::base::error::Result;
use crate::base::fs;
use crate::content::CONTENT_FOLDER;
use crate::model::Origin;

/// The folder of the copies. Hidden folders are no content.
const FOLDER: &str = ".imported";

/// A file as the import last wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ImportedFile {
    /// Its path below `content/` at that time.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The name of a post's folder: its host and its number, which stay when its address changes. None for a post that says
/// neither where it comes from nor which it is.
pub(in crate::import) fn post_key(origin: Option<&Origin>) -> Option<String> {
    let origin = origin?;
    let url = url::Url::parse(&origin.url).ok()?;
    let name = match origin.id {
        Some(id) => id.to_string(),
        None => url.path().to_owned(),
    };
    let key = format!("{}-{name}", url.host_str()?);
    // Nothing of an address may lead out of the folder.
    Some(
        key.chars()
            .map(
                |character| {
                    if character.is_ascii_alphanumeric() || ".-_".contains(character) { character } else { '-' }
                },
            )
            .collect(),
    )
}

/// What was last written for a post, sorted by path.
pub(super) fn read(root: &Path, key: &str) -> Result<Vec<ImportedFile>> {
    let folder = root.join(CONTENT_FOLDER).join(FOLDER).join(key);
    let mut imported = Vec::new();
    for path in fs::list_files(&folder)? {
        let text = String::from_utf8_lossy(&fs::read(&folder.join(&path))?).into_owned();
        imported.push(ImportedFile { path, text });
    }
    Ok(imported)
}

/// Remembers a file. `path` is the one below `content/`.
pub(super) fn write(root: &Path, key: &str, path: &str, text: &str) -> Result<()> {
    let file = root.join(CONTENT_FOLDER).join(FOLDER).join(key).join(path);
    if fs::read_if_there(&file)?.is_some_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    fs::write_whole(&file, text.as_bytes())
}
