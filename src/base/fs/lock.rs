//! A lock between processes, and the clock of the disk that it is on.

use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::Path;

use super::super::error::{Error, Result};
use super::create_folder;
use super::stamp::{Clock, stamp};

/// Held as long as it lives. The system gives it back when the process ends, however it ends.
#[derive(Debug)]
pub struct Lock {
    file: File,
    /// The clock of the disk when the lock was taken.
    pub taken_at: Clock,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // To close the file would not do: a process that is being started by another thread holds it open for a moment.
        // Where it cannot be given back, it is when the file is closed.
        let _ = self.file.unlock();
    }
}

/// Takes the lock whose file is at `path`; none where another process has it.
///
/// # Errors
/// The file cannot be made.
pub fn lock(path: &Path) -> Result<Option<Lock>> {
    let mut file = open(path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(cause)) => return Err(Error::disk("write", path, cause)),
    }
    let taken_at = clock_of(path, &mut file, b"a build holds this file while it runs\n")?;
    Ok(Some(Lock { file, taken_at }))
}

/// The clock of the disk, told by the file at `path`, which is written for it.
///
/// # Errors
/// The file cannot be written.
pub fn clock(path: &Path) -> Result<Clock> {
    clock_of(path, &mut open(path)?, b"its time is the clock of this disk\n")
}

/// A file that keeps what is in it until it is locked, in a folder that is made where there is none.
fn open(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    File::options().create(true).append(true).open(path).map_err(|cause| Error::disk("write", path, cause))
}

/// The clock of the disk, told by a file to which some words are written: only a write moves the file's time to now.
fn clock_of(path: &Path, file: &mut File, words: &[u8]) -> Result<Clock> {
    file.set_len(0).and_then(|()| file.write_all(words)).map_err(|cause| Error::disk("write", path, cause))?;
    Ok(stamp(path)?.map_or(Clock::of(super::Stamp::default()), Clock::of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_once_and_given_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/lock");
        let first = lock(&path).unwrap();
        assert!(first.is_some());
        assert!(lock(&path).unwrap().is_none());
        drop(first);
        assert!(lock(&path).unwrap().is_some());
    }
}
