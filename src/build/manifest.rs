//! What a build wrote, so that a later one can tell its own files from others.
//!
//! The manifest lies in `.cache/` and may be deleted: then the next build removes nothing, and makes a new one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::error::Result;
use crate::base::fs;

/// The folder of what can be made again.
const CACHE_FOLDER: &str = ".cache";

/// The files that a build wrote into one output folder: their paths below it, and the fingerprints of their bytes.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub files: BTreeMap<String, String>,
}

/// The fingerprint of a file's bytes.
pub(super) fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

/// The manifest of the last build into `output`; empty where there is none that can be read.
pub(super) fn read(root: &Path, output: &Path) -> Result<Manifest> {
    let bytes = fs::read_if_there(&path(root, output))?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
}

/// Keeps the manifest of this build.
pub(super) fn write(root: &Path, output: &Path, manifest: &Manifest) -> Result<()> {
    let path = path(root, output);
    let bytes = serde_json::to_vec_pretty(manifest).unwrap_or_default();
    if fs::read_if_there(&path)?.is_some_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write_whole(&path, &bytes)
}

fn path(root: &Path, output: &Path) -> PathBuf {
    cache_file(root, output, "manifest", "json")
}

/// A file of what can be made again, one for each output folder: a site may be built into several.
pub(super) fn cache_file(root: &Path, output: &Path, name: &str, ending: &str) -> PathBuf {
    let (real_root, real_output) = (fs::real_path(root), fs::real_path(output));
    // Within the site the name does not depend on where the site lies, so that a moved site keeps its manifest.
    let place = real_output.strip_prefix(&real_root).unwrap_or(&real_output);
    let place = fingerprint(place.to_string_lossy().as_bytes());
    root.join(CACHE_FOLDER).join(format!("{name}-{}.{ending}", &place[..16]))
}
