//! Whether the output folder is one that Chancery may write to.
//!
//! Comes in: the folder; goes out: whether a build wrote it, or a refusal. A folder is ours where our marker lies in it or a
//! manifest is kept for it, and anybody's where nothing is in it. The marker lies in the folder, as `.cache/` may be deleted
//! and earlier builds are ours all the same. It says the same in every site, so that two builds are the same files, and
//! nothing that readers must not see, as some hosts serve it.

use std::path::Path;

use super::manifest;
use crate::base::error::{Error, Result};
use crate::base::fs;

/// The file in the output folder that says whose it is.
pub(super) const MARKER: &str = ".chancery";

/// What is in it.
pub(super) const MARKER_TEXT: &[u8] =
    b"Chancery builds a site into this folder. What it writes here it also replaces and removes.\n";

/// The folder in which files wait, within the output folder or beside it.
pub(super) const STAGE_FOLDER: &str = ".chancery-stage";

/// What may lie in a folder in which nothing is: what git needs, and what a build that was killed left.
const NOTHING: [&str; 3] = [".git", ".gitkeep", STAGE_FOLDER];

/// Does our marker lie in the folder?
pub(super) fn is_marked(folder: &Path) -> bool {
    fs::is_file(&folder.join(MARKER))
}

/// The same, as we wrote it?
///
/// # Errors
/// It is there and cannot be read.
pub(super) fn has_whole_marker(folder: &Path) -> Result<bool> {
    Ok(fs::read_if_there(&folder.join(MARKER))?.is_some_and(|text| text == MARKER_TEXT))
}

/// Refuses a folder in which something lies that no build wrote, unless it is taken over.
///
/// # Errors
/// It is such a folder, or a file, or it cannot be looked into.
pub(super) fn refuse_foreign(root: &Path, folder: &Path, takes_over: bool) -> Result<()> {
    if fs::is_file(folder) {
        let message = say!(
            "`{folder}` is a file, and the site needs a folder; move it away, or choose another folder with \
             `--output`",
            folder = folder.display()
        );
        return Err(Error::Usage(message));
    }
    if takes_over || is_marked(folder) || manifest::is_kept(root, folder) {
        return Ok(());
    }
    let found = fs::names_in(folder)?.into_iter().find(|name| !NOTHING.contains(&name.as_str()));
    found.map_or(Ok(()), |name| {
        Err(Error::Usage(say!(
            "`{folder}` holds files that Chancery did not write, such as `{name}`; choose an empty folder with \
             `--output`, or add `--take-over` to `chancery build` if files there may be replaced",
            folder = folder.display(),
            name
        )))
    })
}
