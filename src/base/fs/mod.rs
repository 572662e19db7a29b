//! The only module that touches the disk.
//!
//! Comes in: paths; goes out: bytes, listings in a fixed order, and failures that name the path and the action. A file is
//! written beside its place and renamed, so that nobody ever sees half of it. `clippy.toml` keeps `std::fs` out of all
//! other modules.
#![allow(clippy::disallowed_methods, reason = "this is the one module that may")]

mod list;
mod lock;
mod site_list;
mod stage;
mod stamp;

pub use list::{list_files, list_with_stamps};
pub use lock::{Lock, clock, lock};
pub use site_list::{Oddity, SiteFiles, Strange, list_in_site, oddity};
pub use stage::{Stage, Staged};
pub use stamp::{Clock, Stamp, stamp};

use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

use super::error::{Error, Result};

/// The bytes of a file.
///
/// # Errors
/// The file is not there or cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|cause| Error::disk("read", path, cause))
}

/// The bytes of a file that had this size when it was listed: in half the calls to the system where it still has.
///
/// # Errors
/// The file is not there or cannot be read.
pub fn read_of_size(path: &Path, size: u64) -> Result<Vec<u8>> {
    let read = || -> io::Result<Vec<u8>> {
        let mut file = fs::File::open(path)?;
        // With room for one byte more, a read that gives `size` bytes has met the end of the file.
        let mut bytes = vec![0; usize::try_from(size).unwrap_or_default().saturating_add(1)];
        let count = loop {
            match file.read(&mut bytes) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        bytes.truncate(count);
        if count as u64 != size {
            file.read_to_end(&mut bytes)?;
        }
        Ok(bytes)
    };
    read().map_err(|cause| Error::disk("read", path, cause))
}

/// The bytes of a file, or none where there is no such file. What is neither a file nor a folder is not read: a pipe would
/// keep us waiting for ever.
///
/// # Errors
/// The file is there and cannot be read.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    let is_odd = fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir());
    if is_odd {
        let cause = io::Error::new(io::ErrorKind::InvalidInput, "it is a pipe, a device or a socket, and not a file");
        return Err(Error::disk("read", path, cause));
    }
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::disk("read", path, cause)),
    }
}

/// A file to be read piece by piece, for those that may be larger than the memory.
///
/// # Errors
/// The file is not there or cannot be read.
pub fn open(path: &Path) -> Result<impl BufRead + use<>> {
    fs::File::open(path).map(BufReader::new).map_err(|cause| Error::disk("read", path, cause))
}

/// What stands at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A file with bytes in it.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// Something that must not be read like a file: a pipe, a device, a socket.
    Other,
}

impl Kind {
    fn of(kind: fs::FileType) -> Self {
        if kind.is_symlink() {
            Self::Link
        } else if kind.is_dir() {
            Self::Folder
        } else if kind.is_file() {
            Self::File
        } else {
            Self::Other
        }
    }
}

/// What stands at this path, if anything does. The last part of it is not followed where it is a link.
#[must_use]
pub fn kind(path: &Path) -> Option<Kind> {
    fs::symlink_metadata(path).ok().map(|metadata| Kind::of(metadata.file_type()))
}

/// Is there a folder at this path?
#[must_use]
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Is there a file at this path?
#[must_use]
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The path of a file below a folder, made in one piece, which `join` does not: a build asks for tens of thousands.
#[must_use]
pub fn below(folder: &Path, file: &str) -> PathBuf {
    let mut path = PathBuf::with_capacity(folder.as_os_str().len() + 1 + file.len());
    path.push(folder);
    path.push(file);
    path
}

/// Writes a file whole: beside its place first, then renamed over it. Missing folders are made.
///
/// # Errors
/// A folder cannot be made or the file cannot be written; what stood there before still stands there.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(|cause| Error::disk("create the folder", folder, cause))?;
    let write = || -> io::Result<()> {
        let mut file = new_file_in(folder)?;
        file.write_all(bytes)?;
        file.persist(path).map_err(|failure| failure.error)?;
        Ok(())
    };
    write().map_err(|cause| Error::disk("write", path, cause))
}

/// A new file with the permissions that any new file gets; `tempfile` alone would make it readable by its owner only,
/// and a web server could not serve it.
fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".chancery-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The process's umask still applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

/// Makes a folder and those above it.
///
/// # Errors
/// It cannot be made.
pub fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|cause| Error::disk("create the folder", path, cause))
}

/// Is a folder missing or empty (hidden files do not count)?
///
/// # Errors
/// The folder cannot be read, or it is a file.
pub fn is_free_folder(path: &Path) -> Result<bool> {
    match fs::read_dir(path) {
        Ok(mut entries) => {
            Ok(!entries.any(|entry| entry.is_ok_and(|entry| !entry.file_name().to_string_lossy().starts_with('.'))))
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(cause) => Err(Error::disk("look into", path, cause)),
    }
}

/// The names of all that lies in a folder, hidden files too, sorted; what is not UTF-8 in them is replaced. A folder that is
/// not there has none.
///
/// # Errors
/// The folder cannot be read, or it is a file.
pub fn names_in(folder: &Path) -> Result<Vec<String>> {
    let names = || -> io::Result<Vec<String>> {
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    };
    match names() {
        Ok(mut names) => {
            names.sort_unstable();
            Ok(names)
        }
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(cause) => Err(Error::disk("look into", folder, cause)),
    }
}

/// Removes a file and then the folders above it that became empty, up to but not including `stop`. A file that is
/// already gone is no failure.
///
/// # Errors
/// The file is there and cannot be removed.
pub fn remove_file_and_empty_folders(path: &Path, stop: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
        Err(cause) => return Err(Error::disk("remove", path, cause)),
    }
    let mut folder = path.parent();
    while let Some(current) = folder.filter(|current| *current != stop && current.starts_with(stop)) {
        // A folder that is not empty refuses to go, and that is where we stop.
        if fs::remove_dir(current).is_err() {
            break;
        }
        folder = current.parent();
    }
    Ok(())
}

/// The path without `.` and `..` and with links followed, as far as it exists; for telling whether two paths are one.
#[must_use]
pub fn real_path(path: &Path) -> PathBuf {
    if let Ok(real) = fs::canonicalize(path) {
        return real;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if !parent.as_os_str().is_empty() => real_path(parent).join(name),
        (_, Some(name)) => fs::canonicalize(".").unwrap_or_default().join(name),
        // The path ends in `..`, behind a folder that is not there.
        (Some(parent), None) => real_path(parent).parent().unwrap_or(Path::new("/")).to_owned(),
        (None, None) => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_whole_whatever_size_it_was_said_to_have() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        for size in [0, 1, 5, 100_000] {
            let bytes = vec![b'x'; size];
            write_whole(&path, &bytes).unwrap();
            for said in [0, 1, size as u64, size as u64 + 1, 1_000_000] {
                assert!(read_of_size(&path, said).unwrap() == bytes, "{size}, said to be {said}");
            }
        }
        assert!(read_of_size(&folder.path().join("missing"), 1).is_err());
    }

    #[test]
    fn a_write_replaces_the_file_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/er/file.txt");
        write_whole(&path, b"one").unwrap();
        write_whole(&path, b"two").unwrap();
        assert_eq!(read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn written_files_can_be_read_by_a_web_server() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
        write_whole(&ours, b"x").unwrap();
        fs::write(&plain, b"x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }

    #[test]
    fn two_names_of_one_path_are_told_as_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = real_path(folder.path());
        for name in ["missing/..", "missing/deep/../..", "missing/../other/..", "."] {
            assert_eq!(real_path(&folder.path().join(name)), root, "{name}");
        }
        assert_eq!(real_path(&folder.path().join("a/../b")), root.join("b"));
    }

    #[test]
    fn removing_a_file_removes_only_folders_that_became_empty() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        write_whole(&root.join("a/b/c.txt"), b"x").unwrap();
        write_whole(&root.join("a/keep.txt"), b"x").unwrap();
        remove_file_and_empty_folders(&root.join("a/b/c.txt"), root).unwrap();
        assert!(!root.join("a/b").exists() && root.join("a/keep.txt").exists());
    }
}
