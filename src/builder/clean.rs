//! Removes what builds made.
//!
//! Comes in: the folder of a site and one that it was built into; goes out: what was removed and what was left. A file goes only
//! where it is as a build wrote it, and of `.cache/` only what the program itself keeps there: other programs call a
//! folder so, too.

use std::path::{Path, PathBuf};

use super::bundle::FOLDER;
use super::claim::{MARKER, has_whole_marker, is_marked};
use super::drawn::CARDS;
use super::manifest::{self, CACHE_FOLDER, Manifest};
use super::pictures::{IMAGES, KNOWLEDGE};
use super::preview::CLOCK_FILE;
use super::write::{doomed, is_within, refuse_unsafe_output};
use super::{LOCK_FILE, OUTPUT_FOLDER, take_lock};
use crate::base::error::Result;
use crate::base::fs::{self, Kind};

/// The folders in `.cache/` that are ours; answers of live sites are kept in `import`.
const FOLDERS: [&str; 4] = [IMAGES, CARDS, FOLDER, "import"];

/// What a check of links to other hosts keeps in `.cache/`.
const LINKS_FILE: &str = "external-links.bin";

/// Where a check of links to other hosts keeps what it heard, for the site at `root`.
#[must_use]
pub fn external_links_file(root: &Path) -> PathBuf {
    root.join(CACHE_FOLDER).join(LINKS_FILE)
}

/// What was removed and what was left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The folder that the site was built into.
    pub output: String,
    /// How many files of builds were removed there.
    pub built: usize,
    /// How many files of `.cache/` were removed.
    pub cached: usize,
    /// Files that lie there still.
    pub left: Vec<String>,
    /// Is nothing known of what builds wrote, though the folder is there and one of theirs?
    pub is_unknown: bool,
}

/// Removes the files that builds wrote into `output` (`root/output` where none is given) and what they keep in `.cache/`.
///
/// # Errors
/// A file cannot be removed, `output` holds the site's own files, or a build of the site is running.
pub fn clean(root: &Path, output: Option<&Path>) -> Result<Cleaned> {
    let folder = output.map_or_else(|| root.join(OUTPUT_FOLDER), Path::to_owned);
    refuse_unsafe_output(root, &folder)?;
    let cache = root.join(CACHE_FOLDER);
    let mut cleaned = Cleaned { output: folder.display().to_string(), ..Cleaned::default() };
    if fs::kind(&cache) == Some(Kind::Folder) {
        let lock = take_lock(root)?;
        remove_built(root, &folder, &mut cleaned)?;
        drop(lock);
        remove_cached(&cache, &mut cleaned)?;
    } else {
        cleaned.is_unknown = is_marked(&folder);
    }
    Ok(cleaned)
}

/// The files of the last build and of those before it, in the output folder.
fn remove_built(root: &Path, folder: &Path, cleaned: &mut Cleaned) -> Result<()> {
    let Some((manifest, _)) = manifest::read(root, folder)? else {
        cleaned.is_unknown = is_marked(folder);
        return Ok(());
    };
    let files: Vec<_> = manifest.files_without(&Manifest::default()).into_iter().filter(is_within).collect();
    let (doomed, left) = doomed(folder, &files)?;
    for path in &doomed {
        fs::remove_file_and_empty_folders(&folder.join(path), folder)?;
    }
    cleaned.built = doomed.len();
    cleaned.left.extend(left.iter().map(|path| folder.join(path).display().to_string()));
    // Where anything else lies there, the next build has to know that the folder is ours.
    let is_alone = fs::is_folder(folder) && fs::list_files(folder)?.iter().all(|path| path == MARKER);
    if is_alone
        && has_whole_marker(folder)?
        && let Some(above) = folder.parent()
    {
        fs::remove_file_and_empty_folders(&folder.join(MARKER), above)?;
    }
    Ok(())
}

fn remove_cached(cache: &Path, cleaned: &mut Cleaned) -> Result<()> {
    for path in fs::list_files(cache)? {
        if is_ours(&path) {
            fs::remove_file_and_empty_folders(&cache.join(&path), cache)?;
            cleaned.cached += 1;
        } else {
            cleaned.left.push(format!("{CACHE_FOLDER}/{path}"));
        }
    }
    // A listing passes over hidden files.
    fs::remove_file_and_empty_folders(&cache.join(FOLDER).join(MARKER), cache)
}

/// Is it a file that the program keeps in `.cache/`?
fn is_ours(path: &str) -> bool {
    match path.split_once('/') {
        Some((folder, _)) => FOLDERS.contains(&folder),
        None => {
            let is_of_folder = |name: &str, ending: &str| path.starts_with(name) && path.ends_with(ending);
            path == LOCK_FILE
                || matches!(path, CLOCK_FILE | KNOWLEDGE | LINKS_FILE | "content.bin" | "content-relative.bin")
                || is_of_folder("manifest-", ".bin")
                || is_of_folder("addresses-", ".txt")
        }
    }
}
