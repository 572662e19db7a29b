//! Whether a file is still the one that was seen before, told without reading it.
//!
//! Comes in: paths; goes out: stamps of size, times and place on the disk. A file with the same stamp has the same bytes,
//! unless it was written again within the clock tick in which it was looked at; `Clock` finds those (git calls them
//! "racily clean").

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::error::{Error, Result};
use super::super::raw_bytes;

/// How many bytes a number of a stamp has.
const NUMBER: usize = size_of::<u64>();

/// What tells one state of a file from another.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stamp {
    /// The size in bytes.
    pub size: u64,
    /// When its bytes last changed, in nanoseconds since 1970.
    pub modified: i64,
    /// When anything about it last changed, also its name or its owner; 0 where the system does not say.
    changed: i64,
    /// Its number on the disk; 0 where the system does not say.
    number: u64,
}

impl Stamp {
    /// How many bytes its numbers have.
    pub const LENGTH: usize = 4 * NUMBER;

    pub(super) fn of(metadata: &Metadata) -> Self {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let nanoseconds = |seconds: i64, rest: i64| seconds.saturating_mul(1_000_000_000).saturating_add(rest);
            Self {
                size: metadata.len(),
                modified: nanoseconds(metadata.mtime(), metadata.mtime_nsec()),
                changed: nanoseconds(metadata.ctime(), metadata.ctime_nsec()),
                number: metadata.ino(),
            }
        }
        #[cfg(not(unix))]
        {
            let since_1970 = metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            let modified = since_1970.and_then(|time| i64::try_from(time.as_nanos()).ok()).unwrap_or_default();
            Self { size: metadata.len(), modified, changed: 0, number: 0 }
        }
    }

    /// Its numbers, one after the other.
    #[must_use]
    pub fn to_bytes(self) -> [u8; Self::LENGTH] {
        let Self { size, modified, changed, number } = self;
        let mut bytes = [0; Self::LENGTH];
        let numbers = [size.to_le_bytes(), modified.to_le_bytes(), changed.to_le_bytes(), number.to_le_bytes()];
        bytes.copy_from_slice(numbers.as_flattened());
        bytes
    }

    /// The same state, apart from the name: a file that was renamed keeps this.
    #[must_use]
    pub fn without_name(self) -> Self {
        Self { changed: 0, ..self }
    }
}

impl Serialize for Stamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        raw_bytes::serialize(&self.to_bytes(), serializer)
    }
}

impl<'de> Deserialize<'de> for Stamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let bytes: [u8; Self::LENGTH] = raw_bytes::deserialize(deserializer)?;
        let mut numbers = bytes.as_chunks::<NUMBER>().0.iter().copied();
        let mut next = || numbers.next().unwrap_or_default();
        Ok(Self {
            size: u64::from_le_bytes(next()),
            modified: i64::from_le_bytes(next()),
            changed: i64::from_le_bytes(next()),
            number: u64::from_le_bytes(next()),
        })
    }
}

/// The stamp of a file, or none where there is no file of that name.
///
/// # Errors
/// The disk refuses to say.
pub fn stamp(path: &Path) -> Result<Option<Stamp>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Ok(Some(Stamp::of(&metadata))),
        Ok(_) => Ok(None),
        Err(cause) if matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
        Err(cause) => Err(Error::disk("look at", path, cause)),
    }
}

/// The clock of the disk at some moment: files that changed later may change again without showing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock(i64);

impl Clock {
    /// The moment at which a file, just written, was changed.
    #[must_use]
    pub fn of(stamp: Stamp) -> Self {
        Self(stamp.modified)
    }

    /// Can a file with this stamp, seen after this moment, be trusted to show its next change?
    #[must_use]
    pub fn is_after(self, stamp: Stamp) -> bool {
        stamp.modified.max(stamp.changed) < self.0
    }
}
