//! Files that take long to draw, kept in `.cache/cards/` so that a build draws what is new.
//!
//! Comes in: files with their keys; goes out: their bytes. A key covers all that is drawn, so a drawing outlives another style sheet,
//! another `site.yaml` and an output folder that was thrown away. What is kept may be deleted or damaged at any time, which costs time
//! and nothing else.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::manifest::CACHE_FOLDER;
use super::sources::PROGRAM;
use crate::base::cache_file;
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::progress::Progress;
use crate::outputs::{Artifact, Content, Draw, MadeFile, Purpose};

/// Where they lie, in `.cache/`.
pub(super) const CARDS: &str = "cards";

/// The name of a drawing: another program may draw otherwise.
fn cache_name(key: Digest) -> String {
    Digester::new(PROGRAM).digest(key).finish().to_string()
}

/// The bytes of a file that is drawn: from the cache, or drawn now. `shown` gives the bytes of the file that the drawing shows.
///
/// # Errors
/// The cache cannot be read or written, or that file cannot be read.
pub(super) fn bytes<'a>(
    root: &Path,
    draw: &Draw<'_>,
    shown: impl FnOnce() -> Result<Cow<'a, [u8]>>,
) -> Result<MadeFile> {
    let key = draw(Purpose::Key, &[]).key;
    let cached = root.join(CACHE_FOLDER).join(CARDS).join(cache_name(key));
    if let Some(bytes) = fs::read_if_there(&cached)?.and_then(|bytes| cache_file::from_bytes(&bytes)) {
        return Ok(MadeFile { key, bytes });
    }
    let drawn = draw(Purpose::Page, &shown()?);
    fs::write_whole(&cached, &cache_file::to_bytes(&drawn.bytes))?;
    Ok(drawn)
}

/// How far a build is with what it draws.
pub(super) struct Drawing<'p> {
    total: usize,
    seen: AtomicUsize,
    made: AtomicUsize,
    progress: &'p Progress,
}

impl<'p> Drawing<'p> {
    /// Nothing is drawn yet.
    pub fn new(artifacts: &[Artifact<'_>], progress: &'p Progress) -> Self {
        let is_drawn = |artifact: &&Artifact<'_>| matches!(artifact.content, Content::Drawn { .. });
        let total = artifacts.iter().filter(is_drawn).count();
        Self { total, seen: AtomicUsize::new(0), made: AtomicUsize::new(0), progress }
    }

    /// An artifact was looked at, and made unless it stands already.
    pub fn looked_at(&self, artifact: &Artifact<'_>, is_made: bool) {
        if !matches!(artifact.content, Content::Drawn { .. }) {
            return;
        }
        let seen = self.seen.fetch_add(1, Ordering::Relaxed) + 1;
        if is_made {
            self.made.fetch_add(1, Ordering::Relaxed);
            self.progress.tell(seen, self.total);
        }
    }

    /// All were looked at: where some were made, those of which nothing is shown any more leave the cache.
    ///
    /// # Errors
    /// The cache cannot be read or changed.
    pub fn finish(&self, root: &Path, artifacts: &[Artifact<'_>]) -> Result<()> {
        if self.made.load(Ordering::Relaxed) == 0 {
            return Ok(());
        }
        self.progress.tell(self.total, self.total);
        let name = |artifact: &Artifact<'_>| match &artifact.content {
            Content::Drawn { draw, .. } => Some(cache_name(draw(Purpose::Key, &[]).key)),
            _ => None,
        };
        let wanted: BTreeSet<String> = artifacts.iter().filter_map(name).collect();
        let folder = root.join(CACHE_FOLDER).join(CARDS);
        for name in fs::list_files(&folder)?.into_iter().filter(|name| !wanted.contains(name)) {
            fs::remove_file_and_empty_folders(&folder.join(name), &folder)?;
        }
        Ok(())
    }
}
