//! What earlier builds knew, in `.cache/`: of the content files, and how the site was arranged.
//!
//! Comes in: the folder of a site; goes out: what is still known, and what the next build should know. All of it may be
//! deleted or damaged, which costs time and nothing else.

use std::path::{Path, PathBuf};

use super::manifest::CACHE_FOLDER;
use crate::base::digest::Digest;
use crate::base::error::Result;
use crate::base::fs::{self, Clock};
use crate::base::kept::{self, Damage};
use crate::content::{self, Content, Known, Memory, Remembered};
use crate::site::Arrangement;

/// The folder in `.cache/` that remembers the content files.
const MEMORY: &str = "content";
/// The file in `.cache/` that remembers how the site was arranged.
const ARRANGEMENT: &str = "arrangement";

/// What a build may know from earlier ones.
pub(super) struct Recall<'a> {
    /// The clock of the disk when the build began.
    pub clock: Clock,
    /// What was remembered of the content by the last build into the same folder, and the outline that the site had then, if
    /// there was nothing to tell.
    pub last: Option<(Digest, Digest)>,
    /// Notes what turns out to be damaged when it is read late. Without it nothing is read at all.
    pub damage: Option<&'a Damage>,
}

impl Recall<'_> {
    /// What is known of the content files of the site at `root`, for these settings.
    pub fn memory(&self, root: &Path, settings: Digest) -> Memory {
        self.damage.map(|damage| Memory::read(&memory_folder(root), settings, root, damage)).unwrap_or_default()
    }

    /// How the site was arranged, and the outline that it had.
    pub fn arrangement(&self, root: &Path) -> Option<(Digest, Arrangement)> {
        let bytes = self.damage.and(fs::read_if_there(&arrangement_file(root)).ok()?)?;
        kept::from_bytes(&bytes).map(|(kept, _)| kept)
    }

    /// Was anything damaged that has been asked for?
    pub fn is_damaged(&self) -> bool {
        self.damage.is_some_and(Damage::is_found)
    }

    /// Is the outline that of the last build into the same folder? Where another build has remembered more since (`known`),
    /// what is not read again may still be new there.
    pub fn is_as_before(&self, known: &Known, outline: Option<Digest>) -> bool {
        outline.is_some_and(|outline| self.last == Some((known.state(), outline)))
    }

    /// What the next build should know of the content.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn remember(&self, root: &Path, settings: Digest, content: &Content, known: &Known) -> Result<Remembered> {
        content::remember(content, &memory_folder(root), settings, self.clock, known)
    }
}

/// Keeps the arrangement for a site with the same outline.
///
/// # Errors
/// It cannot be written.
pub(super) fn keep_arrangement(root: &Path, outline: Digest, arrangement: &Arrangement) -> Result<()> {
    fs::write_whole(&arrangement_file(root), &kept::to_bytes(&(outline, arrangement)).0)
}

fn memory_folder(root: &Path) -> PathBuf {
    root.join(CACHE_FOLDER).join(MEMORY)
}

fn arrangement_file(root: &Path) -> PathBuf {
    root.join(CACHE_FOLDER).join(ARRANGEMENT)
}
