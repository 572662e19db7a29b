//! From the stage into the output folder.
//!
//! Comes in: what waits, and what earlier builds left; goes out: the site. Files come into their places one by one, each
//! whole, after the manifest that knows them was written; then what is no longer part of the site goes.

use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::Path;

use rayon::prelude::*;

use super::claim::{MARKER, MARKER_TEXT};
use super::manifest::{self, Manifest, OldFile};
use super::output::Output;
use super::stage::StagedSite;
use super::stale::{is_twin, stale_twins};
use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Kind, Stage, Staged};
use crate::base::message::Message;

/// What writing did.
pub(super) struct Written {
    /// How many files the site has.
    pub files: usize,
    pub written: usize,
    pub removed: usize,
    /// Files of earlier builds that would have been removed, but that somebody changed since.
    pub left: Vec<String>,
}

/// Puts what waits in place. `new` is the manifest but for its entries and old files.
pub(super) fn write<'o>(
    root: &Path,
    output: &Output<'_>,
    stage: Stage,
    site: StagedSite<'o>,
    mut new: Manifest<'o>,
) -> Result<Written> {
    let StagedSite { entries, staged } = site;
    new.entries = entries;
    let files = new.entries.iter().map(|entry| entry.files.len()).sum();
    let mut earlier: Vec<OldFile> =
        output.manifest.iter().flat_map(|manifest| manifest.files_without(&new)).filter(is_within).collect();
    let mut unclaimed = unclaimed(output, &new)?;
    earlier.extend(stale_twins(output, &new, &staged, &mut unclaimed)?);
    new.unclaimed = unclaimed;
    earlier.sort_unstable();
    earlier.dedup();
    let (doomed, left) = doomed(output.folder, &earlier)?;
    let is_there = |file: &OldFile| doomed.contains(&file.path) || left.contains(&file.path);
    new.old = earlier.into_iter().filter(is_there).collect();
    let left = left.into_iter().collect();
    // Where there is no output folder, nothing stands in the way.
    if output.exists {
        refuse_obstacles(output.folder, &staged, &doomed)?;
    }
    if staged.is_empty() && doomed.is_empty() && output.exists {
        if output.manifest.as_ref() != Some(&new) {
            manifest::write(root, output.folder, &new)?;
        }
        mark(output)?;
        return Ok(Written { files, written: 0, removed: 0, left });
    }
    manifest::write(root, output.folder, &new)?;
    let places: BTreeSet<&str> = staged.iter().map(|(path, _)| path.as_str()).collect();
    // A twin goes before its file: at no moment is it older.
    let is_first = |path: &&String| is_twin(path) || is_obstacle(path, &places);
    let (first, last): (Vec<&String>, Vec<&String>) = doomed.iter().partition(is_first);
    let remove = |paths: &[&String]| -> Result<()> {
        paths.iter().try_for_each(|path| fs::remove_file_and_empty_folders(&output.folder.join(path), output.folder))
    };
    if output.exists {
        mark(output)?;
        remove(&first)?;
        staged.par_iter().with_min_len(16).try_for_each(|(path, staged)| staged.put(&output.folder.join(path)))?;
        remove(&last)?;
    } else {
        stage.write_at(MARKER, MARKER_TEXT)?;
        stage.become_folder(output.folder)?;
    }
    let written = if output.exists { staged.len() } else { files };
    Ok(Written { files, written, removed: doomed.len(), left })
}

/// Says in the folder that it is ours.
fn mark(output: &Output<'_>) -> Result<()> {
    if output.is_marked {
        return Ok(());
    }
    fs::write_whole(&output.folder.join(MARKER), MARKER_TEXT)
}

/// The files in the output folder that no manifest ever knew.
fn unclaimed(output: &Output<'_>, new: &Manifest<'_>) -> Result<Vec<String>> {
    if let Some(manifest) = &output.manifest {
        return Ok(manifest.unclaimed.clone());
    }
    if !output.exists {
        return Ok(Vec::new());
    }
    Ok(fs::list_files(output.folder)?.into_iter().filter(|path| !new.has(path)).collect())
}

/// Which old files are still as they were written, and which somebody changed. Those that are gone are neither.
pub(super) fn doomed(folder: &Path, old: &[OldFile]) -> Result<(BTreeSet<String>, BTreeSet<String>)> {
    let (mut doomed, mut left) = (BTreeSet::new(), BTreeSet::new());
    for OldFile { path, fingerprint } in old {
        if folders_of(path).any(|above| fs::kind(&folder.join(above)) == Some(Kind::Link)) {
            // What lies behind a link is not in the output folder.
            left.insert(path.clone());
            continue;
        }
        match fs::read_if_there(&folder.join(path)) {
            Ok(Some(bytes)) if Digest::of(&bytes) == *fingerprint => doomed.insert(path.clone()),
            Ok(Some(_)) => left.insert(path.clone()),
            // A folder may stand there by now, or a file where its folder was.
            Ok(None) | Err(_) => false,
        };
    }
    Ok((doomed, left))
}

/// A manifest is a file like any other: one that somebody edited must not lead us out of the output folder.
pub(super) fn is_within(file: &OldFile) -> bool {
    !file.path.split('/').any(|part| matches!(part, "" | "." | "..") || part.contains(['\\', ':']))
}

/// Does an old file stand where a folder of a new one must be, or the other way round?
fn is_obstacle(old: &str, new: &BTreeSet<&str>) -> bool {
    has_below(old, new) || folders_of(old).any(|folder| new.contains(folder))
}

/// Is one of these sorted paths below a folder of this name?
fn has_below<T: Ord + Borrow<str>>(folder: &str, paths: &BTreeSet<T>) -> bool {
    let below = format!("{folder}/");
    let first = paths.range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded)).next();
    first.is_some_and(|path| path.borrow().starts_with(&below))
}

/// The folders that a path lies in, the innermost first.
fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(slash, _)| &path[..slash])
}

/// A folder where a file must be, or a file where a folder must be, is found before anything is changed. So is a link in the
/// place of a folder: what is written behind it would be written elsewhere.
fn refuse_obstacles(folder: &Path, staged: &[(String, Staged)], doomed: &BTreeSet<String>) -> Result<()> {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for (path, _) in staged {
        for above in folders_of(path) {
            if !folders.insert(above) {
                break;
            }
        }
        let place = folder.join(path);
        if fs::is_folder(&place) && !has_below(path, doomed) {
            return Err(obstacle(&place, say!("a folder"), say!("a file")));
        }
    }
    for path in folders {
        let place = folder.join(path);
        match fs::kind(&place) {
            None | Some(Kind::Folder) => {}
            Some(Kind::Link) => return Err(obstacle(&place, say!("a symbolic link"), say!("a folder"))),
            Some(Kind::File | Kind::Other) if doomed.contains(path) => {}
            Some(Kind::File | Kind::Other) => return Err(obstacle(&place, say!("a file"), say!("a folder"))),
        }
    }
    Ok(())
}

fn obstacle(place: &Path, found: Message, wanted: Message) -> Error {
    Error::Usage(say!(
        "`{place}` is {found}, and the site needs {wanted} there; move it away and build again",
        place = place.display(),
        found,
        wanted
    ))
}

/// An output folder that holds the site's own files, or lies among them, would mix what people write with what the build
/// writes.
pub(super) fn refuse_unsafe_output(root: &Path, output: &Path) -> Result<()> {
    let (root, real) = (fs::real_path(root), fs::real_path(output));
    let sources = ["content", "assets", "themes", manifest::CACHE_FOLDER].map(|folder| root.join(folder));
    if root.starts_with(&real) || sources.iter().any(|folder| real.starts_with(folder)) {
        let message = say!(
            "the site cannot be built into `{output}`, where its own files are; choose another folder with `--output`",
            output = output.display()
        );
        return Err(Error::Usage(message));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_cannot_lead_out_of_the_output_folder() {
        let is_within = |path: &str| is_within(&OldFile { path: path.to_owned(), fingerprint: Digest::default() });
        assert!(is_within("cases/a..b/index.html") && is_within(".nojekyll"));
        for path in ["../site.yaml", "cases/../../x.md", "/etc/hosts", "a//b", "C:/x", "a\\..\\b", ""] {
            assert!(!is_within(path), "{path}");
        }
    }

    #[test]
    fn an_old_file_is_in_the_way_of_a_folder_and_an_old_folder_of_a_file() {
        let new = BTreeSet::from(["a/b/index.html", "a-b", "c"]);
        for old in ["a", "a/b", "a/b/index.html/x", "c/index.html"] {
            assert!(is_obstacle(old, &new), "{old}");
        }
        for old in ["a/c", "a/b/index.htm", "a-", "a-c/x", "b", "c.html", "cc/index.html"] {
            assert!(!is_obstacle(old, &new), "{old}");
        }
    }
}
