//! A folder of files that nobody sees yet.
//!
//! Comes in: bytes; goes out: files in a hidden folder, and later, all at once or one by one, in their places. A file is
//! whole before its name is visible. The folder goes with the value, also after a failure; after a kill, the next stage at
//! the same place clears it away.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::error::{Error, Result};
use super::stamp::Stamp;

/// Where files wait.
#[derive(Debug)]
pub struct Stage {
    folder: PathBuf,
    next: AtomicUsize,
}

/// A file that waits.
#[derive(Debug, Clone)]
pub struct Staged {
    file: PathBuf,
    /// Its stamp, which it keeps in its place.
    pub stamp: Stamp,
}

impl Stage {
    /// Makes an empty stage at `folder`, which must be on the disk of the files' places and belong to nobody else: what an
    /// earlier stage left there is removed.
    ///
    /// # Errors
    /// The folder cannot be made.
    pub fn new(folder: PathBuf) -> Result<Self> {
        clear(&folder)?;
        fs::create_dir_all(&folder).map_err(|cause| Error::disk("create the folder", &folder, cause))?;
        Ok(Self { folder, next: AtomicUsize::new(0) })
    }

    /// Writes a file that will stand elsewhere.
    ///
    /// # Errors
    /// It cannot be written; then nothing of it is left.
    pub fn write(&self, bytes: &[u8]) -> Result<Staged> {
        let file = self.folder.join(self.next.fetch_add(1, Ordering::Relaxed).to_string());
        let stamp = write_new(&file, bytes)?;
        Ok(Staged { file, stamp })
    }

    /// Writes a file that will stand at this path below the folder that the stage becomes, and gives its stamp.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn write_at(&self, path: &str, bytes: &[u8]) -> Result<Stamp> {
        let file = self.folder.join(path);
        if let Some(folder) = file.parent() {
            let failed = |cause| Error::disk("create the folder", folder, cause);
            // Most pages have a folder of their own in one that is there.
            match fs::create_dir(folder) {
                Ok(()) => {}
                Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
                Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                    fs::create_dir_all(folder).map_err(failed)?;
                }
                Err(cause) => return Err(failed(cause)),
            }
        }
        write_new(&file, bytes)
    }

    /// Gives the whole stage the name `place`, where nothing may stand.
    ///
    /// # Errors
    /// The folder cannot be renamed.
    pub fn become_folder(self, place: &Path) -> Result<()> {
        fs::rename(&self.folder, place).map_err(|cause| Error::disk("write", place, cause))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // There is nobody to tell, and the next stage tries again.
        let _ = clear(&self.folder);
    }
}

impl Staged {
    /// Puts the file in its place, over what stands there. Missing folders are made.
    ///
    /// # Errors
    /// A folder cannot be made or the file cannot be renamed; what stood there before still stands there.
    pub fn put(&self, place: &Path) -> Result<()> {
        let failed = |cause| Error::disk("write", place, cause);
        match fs::rename(&self.file, place) {
            Ok(()) => Ok(()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
                if let Some(folder) = place.parent() {
                    fs::create_dir_all(folder).map_err(|cause| Error::disk("create the folder", folder, cause))?;
                }
                fs::rename(&self.file, place).map_err(failed)
            }
            Err(cause) => Err(failed(cause)),
        }
    }
}

/// Writes a file and gives its stamp, which it keeps wherever it goes.
fn write_new(file: &Path, bytes: &[u8]) -> Result<Stamp> {
    let write = || -> io::Result<Stamp> {
        let mut open = File::create(file)?;
        open.write_all(bytes)?;
        Ok(Stamp::of(&open.metadata()?))
    };
    match write() {
        Ok(stamp) => Ok(stamp.without_name()),
        Err(cause) => {
            // Half a file on a full disk helps nobody.
            let _ = fs::remove_file(file);
            Err(Error::disk("write", file, cause))
        }
    }
}

fn clear(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(cause) => Err(Error::disk("remove", folder, cause)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::stamp::stamp;
    use super::*;

    #[test]
    fn files_are_unseen_until_they_are_put_and_the_stage_goes() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a/b.txt");
        let stage = Stage::new(folder.path().join(".stage")).unwrap();
        let staged = stage.write(b"one").unwrap();
        assert!(!place.is_file());
        staged.put(&place).unwrap();
        assert_eq!(fs::read(&place).unwrap(), b"one");
        assert_eq!(stamp(&place).unwrap().unwrap().without_name(), staged.stamp);
        stage.write(b"two").unwrap();
        drop(stage);
        assert!(!folder.path().join(".stage").is_dir());
    }

    #[test]
    fn a_stage_becomes_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::new(folder.path().join(".stage")).unwrap();
        let stamped = stage.write_at("x/y/index.html", b"page").unwrap();
        let place = folder.path().join("site");
        stage.become_folder(&place).unwrap();
        let written = stamp(&place.join("x/y/index.html")).unwrap().unwrap();
        assert_eq!(written.without_name(), stamped);
    }
}
