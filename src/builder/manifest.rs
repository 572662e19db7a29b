//! What a build wrote, so that a later one can tell its own files from others, and need not make the same file twice.
//!
//! The manifest lies in `.cache/` and may be deleted: then the next build renders everything, removes nothing, and makes a
//! new one. It is written before the files come into their places, so a build that is killed leaves a manifest that knows
//! every file it could have written; what does not have the stamp that the manifest says is made again.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::precompress::TWIN_ENDINGS;
use super::warnings::Warning;
use crate::base::cache_file as format;
use crate::base::digest::Digest;
use crate::base::error::Result;
use crate::base::fs::{self, Clock, Stamp};
use crate::site::HiddenText;

/// The folder of what can be made again.
pub(super) const CACHE_FOLDER: &str = ".cache";

/// What a build wrote into one output folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest<'a> {
    /// The state of everything that was built from; none where another build has to look again.
    pub inputs: Option<Digest>,
    /// What there was to say, which is said again as long as nothing changes.
    pub warnings: Vec<Warning>,
    /// Was it built for those who write it? Then readers did not see it.
    pub shows_drafts: bool,
    /// How many cases were published.
    pub cases: usize,
    /// How many pages for people.
    pub pages: usize,
    /// What was not shown.
    pub hidden: Vec<HiddenText>,
    /// The paths of translations, which were not shown either.
    pub translations: Vec<String>,
    /// What was made, sorted by path; much of it as the manifest before knew it.
    pub entries: Vec<Cow<'a, Entry>>,
    /// What earlier builds made and this one did not: to be removed, unless somebody changed it.
    pub old: Vec<OldFile>,
    /// What stood in the output folder when a build without a manifest came, sorted. Nobody knows who wrote it; so it is
    /// never removed, but replaced where the site has a file of that name.
    pub unclaimed: Vec<String>,
}

/// What was made of one artifact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// Its path below the output folder.
    pub path: String,
    /// The key of the artifact.
    pub key: Digest,
    /// The file, and those that stand beside it under its name with an ending.
    pub files: Vec<WrittenFile>,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WrittenFile {
    /// What stands behind the path: nothing, or `.gz`.
    pub ending: String,
    /// The fingerprint of its bytes.
    pub fingerprint: Digest,
    /// The state of the file after it was written, apart from its name.
    pub stamp: Stamp,
}

/// A file of an earlier build.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct OldFile {
    /// Its path below the output folder.
    pub path: String,
    /// The fingerprint of its bytes.
    pub fingerprint: Digest,
}

impl Manifest<'_> {
    /// The index of what was made at a path.
    pub fn index(&self, path: &str) -> Option<usize> {
        self.entries.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok()
    }

    /// The same where it most likely is `near`: who asks for one path after the other finds each behind the one before.
    pub fn place_near(&self, path: &str, near: usize) -> Option<usize> {
        if self.entries.get(near).is_some_and(|entry| entry.path == path) { Some(near) } else { self.index(path) }
    }

    /// What was made at a path.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        self.index(path).map(|index| &*self.entries[index])
    }

    /// Is the file at this path one that was made?
    pub fn has(&self, path: &str) -> bool {
        let is_part = |(path, ending): (&str, &str)| {
            self.entry(path).is_some_and(|entry| entry.files.iter().any(|file| file.ending == ending))
        };
        let of_twin = |ending: &'static str| path.strip_suffix(ending).map(|path| (path, ending));
        is_part((path, "")) || TWIN_ENDINGS.into_iter().filter_map(of_twin).any(is_part)
    }

    /// Every file that a build before the next one may have written and that `new` does not have. Where little changed,
    /// little is looked at closely.
    pub fn files_without(&self, new: &Manifest<'_>) -> Vec<OldFile> {
        let mut others = new.entries.iter().peekable();
        let mut changed: Vec<&Entry> = Vec::new();
        for entry in &self.entries {
            // Most entries were kept, and are the same one.
            if others.next_if(|other| std::ptr::eq::<Entry>(&***other, &**entry)).is_some() {
                continue;
            }
            while others.next_if(|other| other.path < entry.path).is_some() {}
            let other = others.next_if(|other| other.path == entry.path);
            let is_same = other.is_some_and(|other| endings(entry).eq(endings(other)));
            changed.extend((!is_same).then_some(&**entry));
        }
        let written = changed.into_iter().flat_map(|entry| {
            let path = |ending: &str| format!("{}{ending}", entry.path);
            entry.files.iter().map(move |file| OldFile { path: path(&file.ending), fingerprint: file.fingerprint })
        });
        written.chain(self.old.iter().cloned()).filter(|file| !new.has(&file.path)).collect()
    }
}

fn endings(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.files.iter().map(|file| file.ending.as_str())
}

/// The manifest of the last build into `output`, and the clock of the disk when it was written; none where there is none
/// that can be read.
pub(super) fn read(root: &Path, output: &Path) -> Result<Option<(Manifest<'static>, Clock)>> {
    let path = path(root, output);
    let Some(bytes) = fs::read_if_there(&path)? else { return Ok(None) };
    let manifest = format::from_bytes(&bytes);
    Ok(manifest.zip(fs::stamp(&path)?.map(Clock::of)))
}

/// Is a manifest kept for this folder, be it one that only an earlier version could read?
pub(super) fn is_kept(root: &Path, output: &Path) -> bool {
    fs::is_file(&path(root, output))
}

/// Keeps the manifest of this build.
pub(super) fn write(root: &Path, output: &Path, manifest: &Manifest<'_>) -> Result<()> {
    fs::write_whole(&path(root, output), &format::to_bytes(manifest))
}

fn path(root: &Path, output: &Path) -> PathBuf {
    cache_file(root, output, "manifest", "bin")
}

/// A file of what can be made again, one for each output folder: a site may be built into several.
pub(super) fn cache_file(root: &Path, output: &Path, name: &str, ending: &str) -> PathBuf {
    let (real_root, real_output) = (fs::real_path(root), fs::real_path(output));
    // Within the site the name does not depend on where the site lies, so that a moved site keeps its manifest.
    let place = real_output.strip_prefix(&real_root).unwrap_or(&real_output);
    let place = Digest::of(place.to_string_lossy().as_bytes()).short();
    root.join(CACHE_FOLDER).join(format!("{name}-{place}.{ending}"))
}
