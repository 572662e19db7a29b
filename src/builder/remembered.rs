//! What an earlier look at the content left, so that files that did not change are not read again.
//!
//! Comes in: where it is kept, on the disk or in memory; goes out: the cache for the content, and what is to be kept for the
//! next look.

use std::path::Path;
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::fs::Clock;
use crate::content::{Cache, Content};

/// The entries of an earlier look in the same process.
#[derive(Default)]
pub(super) struct Memory {
    /// What they were read under, and they.
    kept: Option<(Digest, Cache)>,
}

/// Where what is known of content files is kept. The clock is that of the disk when the look began.
pub(super) enum Remembered<'m> {
    /// Nowhere: all files are read, and nothing is written.
    Nothing,
    /// In `.cache/`, for the next build.
    OnDisk(Clock),
    /// In memory, for the next look of the same process; the first one begins with what a build left on the disk.
    InMemory(&'m mut Memory, Clock),
}

impl Remembered<'_> {
    /// The clock of the disk when the look began; none where nothing is to be kept.
    pub fn clock(&self) -> Option<Clock> {
        match self {
            Self::Nothing => None,
            Self::OnDisk(clock) | Self::InMemory(_, clock) => Some(*clock),
        }
    }

    /// What is known of the files of the site at `root` under these settings; `file` is the cache on the disk.
    pub fn recall(&mut self, file: &Path, settings: Digest, root: &Arc<Path>) -> Cache {
        match self {
            Self::Nothing => Cache::default(),
            Self::OnDisk(_) => Cache::read(file, settings, root),
            Self::InMemory(memory, _) => match memory.kept.take() {
                Some((key, cache)) if key == settings => cache,
                _ => Cache::read(file, settings, root),
            },
        }
    }

    /// Keeps what was seen; goes out what has to be written to the disk for it.
    pub fn keep(&mut self, content: &Content, settings: Digest) -> Option<Vec<u8>> {
        match self {
            Self::Nothing => None,
            Self::OnDisk(clock) => Some(Cache::bytes_of(content, settings, *clock)),
            Self::InMemory(memory, clock) => {
                memory.kept = Some((settings, Cache::of(content, *clock)));
                None
            }
        }
    }
}
