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
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let failed = |cause| Error::disk("write", path, cause);
    let mut file = File::options().create(true).append(true).open(path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(cause)) => return Err(failed(cause)),
    }
    // Only a write moves the file's time to now.
    file.set_len(0).and_then(|()| file.write_all(b"a build holds this file while it runs\n")).map_err(failed)?;
    let taken_at = stamp(path)?.map_or(Clock::of(super::Stamp::default()), Clock::of);
    Ok(Some(Lock { file, taken_at }))
}

/// The clock of the disk, told by the file at `path`, which is written for it.
///
/// # Errors
/// The file cannot be written.
pub fn clock(path: &Path) -> Result<Clock> {
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    let write = || -> std::io::Result<()> {
        let mut file = File::options().create(true).append(true).open(path)?;
        file.set_len(0)?;
        file.write_all(b"its time is the clock of this disk\n")
    };
    write().map_err(|cause| Error::disk("write", path, cause))?;
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
