//! Where something that a finished page shows was written.
//!
//! Comes in: what a page comes from, and words that stand in it; goes out: their place in a file that a person wrote, if
//! they stand there. For messages only: files are read again.

use std::path::Path;

use super::site_theme::THEMES_FOLDER;
use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::{Place, SourceFile};

/// The place of some words in the content file, or the file below `assets/`, that `origin` names.
///
/// # Errors
/// The file is there and cannot be read.
pub fn place_in_content(root: &Path, origin: &str, words: &str) -> Result<Option<Place>> {
    if !["content/", "assets/"].iter().any(|folder| origin.starts_with(folder)) {
        return Ok(None);
    }
    Ok(fs::read_if_there(&root.join(origin))?.and_then(|bytes| place_in(origin, &bytes, words)))
}

/// The place of some words in a file of the site's own theme.
pub(super) fn place_in_theme(root: &Path, theme: &str, words: &str) -> Result<Option<Place>> {
    let folder = root.join(THEMES_FOLDER).join(theme);
    for path in fs::list_files(&folder)? {
        let bytes = fs::read(&folder.join(&path))?;
        if let Some(place) = place_in(&format!("{THEMES_FOLDER}/{theme}/{path}"), &bytes, words) {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

fn place_in(path: &str, bytes: &[u8], words: &str) -> Option<Place> {
    let text = String::from_utf8_lossy(bytes);
    let start = text.find(words)?;
    Some(Place::new(&SourceFile::new(path, text), start..start + words.len()))
}
