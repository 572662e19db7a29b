//! The cache of the content files, so that those that did not change are not read again.
//!
//! Comes in: where it is, on the disk or in memory; goes out: its entries for the content, and what is to be written for the
//! next build or look.

use std::path::Path;
use std::sync::Arc;

use crate::base::digest::Digest;
use crate::base::fs::Clock;
use crate::content::{Cache, Content};

/// The cache of an earlier look in the same process, and the settings under which it was made.
#[derive(Default)]
pub(super) struct MemoryCache(Option<(Digest, Cache)>);

/// Where the cache is. The clock is that of the disk when the build or the look began.
pub(super) enum ContentCache<'m> {
    /// Nowhere: all files are read, and nothing is written.
    Off,
    /// In `.cache/`, for the next build.
    OnDisk(Clock),
    /// In memory, for the next look of the same process; the first one begins with what a build left on the disk.
    InMemory(&'m mut MemoryCache, Clock),
}

impl ContentCache<'_> {
    /// The clock of the disk when the build or the look began; none without a cache.
    pub fn clock(&self) -> Option<Clock> {
        match self {
            Self::Off => None,
            Self::OnDisk(clock) | Self::InMemory(_, clock) => Some(*clock),
        }
    }

    /// The entries for the site at `root` under these settings; `file` is the cache on the disk.
    pub fn read(&mut self, file: &Path, settings: Digest, root: &Arc<Path>) -> Cache {
        match self {
            Self::Off => Cache::default(),
            Self::OnDisk(_) => Cache::read(file, settings, root),
            Self::InMemory(memory, _) => match memory.0.take() {
                Some((key, cache)) if key == settings => cache,
                _ => Cache::read(file, settings, root),
            },
        }
    }

    /// Stores the content; goes out what has to be written to the disk for it.
    pub fn stored(&mut self, content: &Content, settings: Digest) -> Option<Vec<u8>> {
        match self {
            Self::Off => None,
            Self::OnDisk(clock) => Some(Cache::bytes_of(content, settings, *clock)),
            Self::InMemory(memory, clock) => {
                memory.0 = Some((settings, Cache::of(content, *clock)));
                None
            }
        }
    }
}
