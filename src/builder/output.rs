//! The output folder as it is, beside what the manifest of the last build says.
//!
//! Comes in: the folder and the manifest; goes out: which entries of it still stand there, and for a file that was made,
//! whether it has to be put in place. Nothing in the folder is changed.

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;

use rayon::prelude::*;

use super::claim::{self, STAGE_FOLDER};
use super::manifest::{Entry, Manifest, WrittenFile};
use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Clock, Stage, Staged, Stamp};

/// How many entries of the manifest are looked at before the time is asked for again.
const LOOKED_AT_ONCE: usize = 512;

/// The output folder as it is.
pub(super) struct Output<'a> {
    pub folder: &'a Path,
    /// Is it there?
    pub exists: bool,
    /// Does our marker lie in it, as we wrote it?
    pub is_marked: bool,
    /// May files be replaced that no build wrote?
    pub takes_over: bool,
    /// The manifest of the last build into it; none where there is none.
    pub manifest: Option<Manifest<'static>>,
    /// When that was written.
    written: Option<Clock>,
    /// For each entry of the manifest that was looked at, whether all its files stand there as it says.
    pub standing: Vec<bool>,
}

impl<'a> Output<'a> {
    /// The folder, with the manifest of the last build into it. What stands there has to be looked at.
    ///
    /// # Errors
    /// The marker cannot be read.
    pub fn new(folder: &'a Path, known: Option<(Manifest<'static>, Clock)>, takes_over: bool) -> Result<Self> {
        let (manifest, written) = known.unzip();
        let count = manifest.as_ref().map_or(0, |manifest| manifest.entries.len());
        let (exists, is_marked) = (fs::is_folder(folder), claim::has_whole_marker(folder)?);
        Ok(Self { folder, exists, is_marked, takes_over, manifest, written, standing: Vec::with_capacity(count) })
    }

    /// Compares what stands in the folder with the manifest, from where an earlier look ended, while there is time.
    ///
    /// # Errors
    /// The disk refuses to say.
    pub fn look(&mut self, is_time: impl Fn() -> bool) -> Result<()> {
        let Some(manifest) = &self.manifest else { return Ok(()) };
        while self.standing.len() < manifest.entries.len() && is_time() {
            let rest = &manifest.entries[self.standing.len()..];
            let next = &rest[..rest.len().min(LOOKED_AT_ONCE)];
            let stands = next.par_iter().with_min_len(64).map(|entry| self.stands(entry));
            let stands = stands.collect::<Result<Vec<_>>>()?;
            self.standing.extend(stands);
        }
        Ok(())
    }

    /// Does all that the manifest says stand in the folder?
    pub fn is_whole(&self) -> bool {
        self.exists && self.manifest.is_some() && self.standing.iter().all(|stands| *stands)
    }

    /// The manifest, if the folder holds what it says, and nothing of an earlier build.
    ///
    /// # Errors
    /// The disk refuses to say.
    pub fn complete(&self) -> Result<Option<&Manifest<'static>>> {
        let is_whole = self.is_marked && self.is_whole();
        let Some(manifest) = self.manifest.as_ref().filter(|_| is_whole) else { return Ok(None) };
        for file in &manifest.old {
            if self.stamp(&file.path)?.is_some() {
                return Ok(None);
            }
        }
        Ok(Some(manifest))
    }

    /// The stage for this folder. Where the folder is not there, the stage will become it.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn stage(&self) -> Result<Stage> {
        if self.exists {
            return Stage::new(self.folder.join(STAGE_FOLDER));
        }
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        Stage::new(self.folder.with_file_name(format!("{STAGE_FOLDER}-{name}")))
    }

    /// The file that stands at a path, with its state.
    fn stamp(&self, path: &str) -> Result<Option<Stamp>> {
        if !self.exists {
            return Ok(None);
        }
        Ok(fs::stamp(&fs::below(self.folder, path))?.map(Stamp::without_name))
    }

    /// Do the files that the manifest knows stand there unchanged?
    fn stands(&self, entry: &Entry) -> Result<bool> {
        for file in &entry.files {
            // Most entries are one file, under the name of the entry.
            let path = match file.ending.as_str() {
                "" => Cow::Borrowed(&entry.path),
                ending => Cow::Owned(format!("{}{ending}", entry.path)),
            };
            if self.stamp(&path)? != Some(file.stamp) {
                return Ok(false);
            }
            // What was changed right after it was written may have kept its stamp; its bytes tell.
            let shows_changes = self.written.is_some_and(|written| written.is_after(file.stamp));
            if !shows_changes && Digest::of(&fs::read(&self.folder.join(path.as_str()))?) != file.fingerprint {
                return Ok(false);
            }
        }
        Ok(!entry.files.is_empty())
    }

    /// Does what stands at this index of the manifest have this key?
    pub fn holds(&self, index: usize, key: Digest) -> bool {
        let has_key = |manifest: &Manifest<'_>| manifest.entries[index].key == key;
        self.standing[index] && self.manifest.as_ref().is_some_and(has_key)
    }

    /// The entries of the manifest that are kept, with those that are new in their places.
    pub fn merged(&self, kept: &[bool], mut new: Vec<Entry>) -> Vec<Cow<'_, Entry>> {
        // Most of them come in order, which this sort makes use of and the unstable one does not.
        new.sort_by(|one, other| one.path.cmp(&other.path));
        let old = self.manifest.as_ref().map_or(&[][..], |manifest| &manifest.entries);
        let mut entries = Vec::with_capacity(old.len() + new.len());
        let add_kept = |entries: &mut Vec<_>, indexes: Range<usize>| {
            let kept = indexes.filter(|index| kept[*index]);
            entries.extend(kept.map(|index| Cow::Borrowed(&*old[index])));
        };
        let mut done = 0;
        for entry in new {
            let index = done + old[done..].partition_point(|old| old.path < entry.path);
            add_kept(&mut entries, done..index);
            entries.push(Cow::Owned(entry));
            done = index;
        }
        add_kept(&mut entries, done..old.len());
        entries
    }

    /// What to say of a file, and the file itself if it has to be put in place: one with the same bytes stays where it is, and
    /// where there is no output folder, the stage becomes it.
    pub fn place(
        &self,
        stage: &Stage,
        path: &str,
        ending: &str,
        bytes: &[u8],
    ) -> Result<(WrittenFile, Option<Staged>)> {
        let fingerprint = Digest::of(bytes);
        let written = |stamp| WrittenFile { ending: ending.to_owned(), fingerprint, stamp };
        let name = format!("{path}{ending}");
        if !self.exists {
            return Ok((written(stage.write_at(&name, bytes)?), None));
        }
        if let Some(stamp) = self.stamp(&name)? {
            let file = self.folder.join(&name);
            if stamp.size == bytes.len() as u64 && fs::read(&file)? == bytes {
                return Ok((written(stamp), None));
            }
            if !self.is_ours(&name) {
                return Err(in_the_way(&file));
            }
        }
        let staged = stage.write(bytes)?;
        Ok((written(staged.stamp), Some(staged)))
    }

    /// Did an earlier build write the file there? Where no manifest is left, nobody can tell; the folder is ours, so most
    /// likely it did.
    fn is_ours(&self, path: &str) -> bool {
        self.takes_over
            || self.manifest.as_ref().is_none_or(|manifest| {
                manifest.has(path)
                    || manifest.old.iter().any(|old| old.path == path)
                    || manifest.unclaimed.binary_search_by(|known| known.as_str().cmp(path)).is_ok()
            })
    }
}

pub(super) fn in_the_way(file: &Path) -> Error {
    Error::Usage(say!(
        "`{file}` is in the way: the site has a file of this name, and Chancery did not write this one; remove \
         it, or move it below `assets/` if it is to be published",
        file = file.display()
    ))
}
