//! A source of posts: a file or bytes, opened as text.

use std::io::{self, BufRead, Read as _};
use std::path::{Path, PathBuf};

use super::decode::{Damage, decoded};
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::source::Place;

/// How much of a file is looked at to tell what it is; the comments at the beginning of an export are shorter.
const HEAD: u64 = 64 * 1024;

/// Something to import.
#[derive(Debug, Clone)]
pub enum Input {
    /// Bytes that are at hand: from standard input or the network.
    Bytes {
        /// What messages call it.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A file, which is read piece by piece if it is an export.
    File(PathBuf),
}

impl Input {
    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Bytes { name, .. } => name.clone(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// The text in it, unpacked and as UTF-8. Where it is damaged it ends, and `damage` says why.
    pub(super) fn open(&self, damage: &Damage) -> Result<Box<dyn BufRead + '_>> {
        let text = match self {
            Self::Bytes { bytes, .. } => decoded(bytes.as_slice(), damage),
            Self::File(path) => decoded(fs::open(path)?, damage),
        };
        text.map_err(|cause| self.unreadable(cause))
    }

    /// The first bytes of the text.
    pub(super) fn head(&self) -> Result<Vec<u8>> {
        self.read_up_to(HEAD, &Damage::default())
    }

    pub(super) fn read_up_to(&self, most: u64, damage: &Damage) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.open(damage)?.take(most).read_to_end(&mut bytes);
        read.map_err(|cause| self.unreadable(cause))?;
        Ok(bytes)
    }

    fn unreadable(&self, cause: io::Error) -> Error {
        Error::disk("read", Path::new(&self.name()), cause)
    }

    pub(super) fn place(&self) -> Place {
        Place::of_file(self.name())
    }
}
