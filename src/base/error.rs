//! Failures of the machine: a file that cannot be read, a folder that cannot be made.
//!
//! Problems in what people wrote are `Diagnostic`s; these are what is left. They end a run with exit code 2.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A failure that is not the fault of a content file.
#[derive(Debug)]
pub enum Error {
    /// The disk refused.
    Disk {
        /// What was tried, to be read after "could not": `read`, `write`, `create the folder` …
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A server could not be reached, or refused.
    Network {
        /// The address that was asked for.
        address: String,
        /// What happened.
        reason: String,
    },
    /// The command was called in a way that cannot work; the text says how it can.
    Usage(String),
}

/// A result whose failure is one of the machine.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A failure of the disk.
    #[must_use]
    pub fn disk(action: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Disk { action, path: path.to_owned(), cause }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Disk { action, path, cause } => {
                write!(formatter, "could not {action} `{}`: {}", path.display(), reason(cause))
            }
            Self::Network { address, reason } => write!(formatter, "could not fetch {address}: {reason}"),
            Self::Usage(text) => formatter.write_str(text),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } => Some(cause),
            Self::Network { .. } | Self::Usage(_) => None,
        }
    }
}

/// What the system said, in words that do not need its manual where we have better ones.
fn reason(cause: &io::Error) -> String {
    match cause.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you may not do that there (permission denied)".to_owned(),
        io::ErrorKind::StorageFull => "the disk is full".to_owned(),
        io::ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder, and a file was expected".to_owned(),
        io::ErrorKind::NotADirectory => "a part of the path is a file, and a folder was expected".to_owned(),
        _ => cause.to_string(),
    }
}
