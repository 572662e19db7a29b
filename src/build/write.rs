//! Bytes into the output folder.

use std::path::Path;

use rayon::prelude::*;

use super::manifest::{self, Manifest, fingerprint};
use super::render::Rendered;
use crate::base::error::{Error, Result};
use crate::base::fs;

/// What writing did.
pub(super) struct Written {
    pub written: usize,
    pub removed: usize,
    pub left: Vec<String>,
}

/// Writes the files whose bytes differ from what stands there, then removes what an earlier build wrote and this one did
/// not. A file that somebody changed since it was written is left where it is.
pub(super) fn write(root: &Path, output: &Path, rendered: &[Rendered<'_>]) -> Result<Written> {
    let old = manifest::read(root, output)?;
    fs::create_folder(output)?;
    let write_one = |file: &Rendered<'_>| -> Result<(bool, (String, String))> {
        let path = output.join(&file.path);
        let is_same = fs::read_if_there(&path)?.is_some_and(|bytes| bytes == file.bytes.as_ref());
        if !is_same {
            fs::write_whole(&path, &file.bytes)?;
        }
        Ok((!is_same, (file.path.clone(), fingerprint(&file.bytes))))
    };
    let results: Vec<(bool, (String, String))> = rendered.par_iter().map(write_one).collect::<Result<_>>()?;
    let written = results.iter().filter(|(is_new, _)| *is_new).count();
    let mut new = Manifest { files: results.into_iter().map(|(_, entry)| entry).collect() };
    let (removed, left) = remove_old(output, &old, &new)?;
    // What is left stays known, so that it goes when its owner puts it back as it was.
    for path in &left {
        if let Some(fingerprint) = old.files.get(path) {
            new.files.insert(path.clone(), fingerprint.clone());
        }
    }
    manifest::write(root, output, &new)?;
    Ok(Written { written, removed, left })
}

fn remove_old(output: &Path, old: &Manifest, new: &Manifest) -> Result<(usize, Vec<String>)> {
    let mut removed = 0;
    let mut left = Vec::new();
    for (path, known) in old.files.iter().filter(|(path, _)| !new.files.contains_key(*path)) {
        // A manifest is a file like any other: one that somebody edited must not lead us out of the output folder.
        if path.split('/').any(|part| matches!(part, "" | "." | "..") || part.contains(['\\', ':'])) {
            continue;
        }
        let file = output.join(path);
        match fs::read_if_there(&file)? {
            None => {}
            Some(bytes) if fingerprint(&bytes) == *known => {
                fs::remove_file_and_empty_folders(&file, output)?;
                removed += 1;
            }
            Some(_) => left.push(path.clone()),
        }
    }
    Ok((removed, left))
}

/// An output folder that holds the site's own files, or lies among them, would mix what people write with what the build
/// writes.
pub(super) fn refuse_unsafe_output(root: &Path, output: &Path) -> Result<()> {
    let (root, real) = (fs::real_path(root), fs::real_path(output));
    let sources = ["content", "assets", "themes"].map(|folder| root.join(folder));
    if root.starts_with(&real) || sources.iter().any(|folder| real.starts_with(folder)) {
        let message = format!(
            "the site cannot be built into `{}`, where its own files are; choose another folder with `--output`",
            output.display()
        );
        return Err(Error::Usage(message));
    }
    Ok(())
}
