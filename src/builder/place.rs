//! Where something that a finished page shows was written.
//!
//! Comes in: what a page comes from, and words that stand in it; goes out: their place in a file that a person wrote, if
//! they stand there. For messages only: files are read again.

use std::path::Path;

use super::site_theme::THEMES_FOLDER;
use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::{Place, SourceFile};

/// The file whose path begins so, of which an origin speaks: `content/cases/oslo.md`, `the feed of content/themes/climate.md`.
pub(super) fn written_file<'a>(origin: &'a str, start: &str) -> Option<&'a str> {
    let is_word = |at: &usize| origin[..*at].is_empty() || origin[..*at].ends_with(' ');
    let at = origin.match_indices(start).map(|(at, _)| at).find(is_word)?;
    origin.get(at..)
}

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

/// The places of several words in one file of the site, such as `site.yaml`, in their order; none for words that do not stand
/// there.
///
/// # Errors
/// The file is there and cannot be read.
pub fn places_in_file(root: &Path, path: &str, words: &[&str]) -> Result<Vec<Option<Place>>> {
    let bytes = fs::read_if_there(&root.join(path))?.unwrap_or_default();
    Ok(words.iter().map(|words| place_in(path, &bytes, words)).collect())
}

/// The place of some words in a file of the site's own theme.
///
/// # Errors
/// A file is there and cannot be read.
pub fn place_in_theme(root: &Path, theme: &str, words: &str) -> Result<Option<Place>> {
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
    // Where one address is the beginning of another, the one that ends there is meant.
    let goes_on =
        |end: usize| text[end..].starts_with(|next: char| next.is_alphanumeric() || "/-_%?=&#+~".contains(next));
    let whole = text.match_indices(words).map(|(start, _)| start).find(|start| !goes_on(start + words.len()));
    let start = whole.or_else(|| text.find(words))?;
    Some(Place::new(&SourceFile::new(path, text), start..start + words.len()))
}
