//! Failures of the machine: a file that cannot be read, a folder that cannot be made.
//!
//! Problems in what people wrote are `Diagnostic`s; these are what is left. They end a run with exit code 2.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::message::Message;

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
        reason: Message,
    },
    /// Somebody wanted the run to end; the text says how things stand.
    Stopped(Message),
    /// The command was called in a way that cannot work; the text says how it can.
    Usage(Message),
}

/// A result whose failure is one of the machine.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// A failure of the disk.
    #[must_use]
    pub fn disk(action: &'static str, path: &Path, cause: io::Error) -> Self {
        Self::Disk { action, path: path.to_owned(), cause }
    }

    /// A command that cannot work.
    #[must_use]
    pub fn usage(message: impl Into<Message>) -> Self {
        Self::Usage(message.into())
    }

    /// What happened, in words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Self::Disk { action, path, cause } => {
                let (path, reason) = (path.display(), reason(cause));
                match *action {
                    "read" => say!("could not read `{path}`: {reason}", path, reason),
                    "write" => say!("could not write `{path}`: {reason}", path, reason),
                    "remove" => say!("could not remove `{path}`: {reason}", path, reason),
                    "create the folder" => say!("could not create the folder `{path}`: {reason}", path, reason),
                    "list" => say!("could not list `{path}`: {reason}", path, reason),
                    "look at" => say!("could not look at `{path}`: {reason}", path, reason),
                    "look into" => say!("could not look into `{path}`: {reason}", path, reason),
                    "use" => say!("could not use `{path}`: {reason}", path, reason),
                    action => say!("could not {action} `{path}`: {reason}", action, path, reason),
                }
            }
            Self::Network { address, reason } => say!("could not fetch {address}: {reason}", address, reason),
            Self::Usage(message) | Self::Stopped(message) => message.clone(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message().english())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Disk { cause, .. } => Some(cause),
            Self::Network { .. } | Self::Usage(_) | Self::Stopped(_) => None,
        }
    }
}

/// What the system said, in words that do not need its manual where we have better ones.
fn reason(cause: &io::Error) -> Message {
    match cause.kind() {
        io::ErrorKind::NotFound => say!("there is no such file or folder"),
        io::ErrorKind::PermissionDenied => say!("you may not do that there (permission denied)"),
        io::ErrorKind::StorageFull => say!("the disk is full"),
        io::ErrorKind::ReadOnlyFilesystem => say!("the disk is read-only"),
        io::ErrorKind::IsADirectory => say!("it is a folder, and a file was expected"),
        io::ErrorKind::NotADirectory => say!("a part of the path is a file, and a folder was expected"),
        _ => Message::verbatim(cause),
    }
}
