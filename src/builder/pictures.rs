//! What is made of pictures, and kept in `.cache/` so that it is made once.
//!
//! Comes in: files that have their fingerprint in their name; goes out: the fingerprints, and for pictures what was made of
//! them. Made pictures lie in `.cache/images/` by the contents of their originals, and what is known of them in
//! `.cache/assets`. Both may be deleted or damaged at any time, which costs time and nothing else.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::left_as_it_was;
use super::manifest::CACHE_FOLDER;
use crate::assets::{fingerprint, is_picture};
use crate::base::cache_file;
use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Clock, Stamp};
use crate::base::progress::Progress;
use crate::base::stop::Stop;
use crate::content::{ASSETS_FOLDER, Listed};
use crate::images::{self, Broken, Format};

/// With what pictures are made.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    /// The clock of the disk when the build began; none where nothing is to be written.
    pub clock: Option<Clock>,
    /// Hears how many of how many are done.
    pub progress: &'a Progress,
    /// Whether to end.
    pub stop: &'a Stop,
}

/// What is known of the files, in `.cache/`.
pub(super) const KNOWLEDGE: &str = "assets";
/// Where made pictures lie, in `.cache/`.
pub(super) const IMAGES: &str = "images";

/// What a file is.
pub(super) enum Found {
    /// A font or an icon, with the fingerprint of its bytes.
    Plain(Digest),
    Picture(Made),
    /// It has the name of a picture, and is none.
    Broken(Broken),
}

/// What was made of a picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Made {
    /// The fingerprint of the original.
    pub digest: Digest,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub color: Option<String>,
    pub files: Vec<MadeFile>,
}

/// One file of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct MadeFile {
    pub format: Format,
    pub width: Option<u32>,
    /// The fingerprint of its bytes, as it stands in names.
    pub fingerprint: String,
}

/// What earlier builds found out.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
struct Knowledge {
    /// The rules by which the pictures were made.
    rules: String,
    /// States and fingerprints of files, by path.
    files: BTreeMap<String, (Stamp, Digest)>,
    /// By the fingerprints of the originals.
    pictures: BTreeMap<Digest, Made>,
}

/// The name in the cache of the file at this index among those that are made of a picture.
pub(super) fn cache_name(digest: Digest, index: usize, format: Format) -> String {
    format!("{digest}-{index}.{}", format.ending())
}

/// Says what each file is. Pictures that are new are made, in parallel.
///
/// # Errors
/// A file cannot be read, or the cache cannot be written.
pub(super) fn look(root: &Path, listed: &[&Listed], work: Work<'_>) -> Result<Vec<(String, Stamp, Found)>> {
    let old = recall(root)?;
    if listed.is_empty() && old.is_none() {
        return Ok(Vec::new());
    }
    let old = old.unwrap_or_default();
    let is_known = |(path, stamp): &Listed| old.files.get(path).is_some_and(|(known, _)| known == stamp);
    let total = listed.iter().filter(|file| is_picture(&file.0) && !is_known(file)).count();
    let done = AtomicUsize::new(0);
    let look_at = |file: &&Listed| -> Result<(Digest, Found)> {
        let (path, _) = file;
        if is_known(file)
            && let Some((_, digest)) = old.files.get(path)
        {
            match old.pictures.get(digest) {
                Some(made) => return Ok((*digest, Found::Picture(made.clone()))),
                None if !is_picture(path) => return Ok((*digest, Found::Plain(*digest))),
                // What is broken is told at each build.
                None => {}
            }
        }
        work.stop.check(left_as_it_was)?;
        let bytes = fs::read(&root.join(ASSETS_FOLDER).join(path))?;
        let digest = Digest::of(&bytes);
        let found = match old.pictures.get(&digest) {
            _ if !is_picture(path) => Found::Plain(digest),
            Some(made) => Found::Picture(made.clone()),
            None => make(root, digest, &bytes, work)?.map_or_else(Found::Broken, Found::Picture),
        };
        if is_picture(path) {
            work.progress.tell(done.fetch_add(1, Ordering::Relaxed) + 1, total);
        }
        Ok((digest, found))
    };
    let found: Vec<(Digest, Found)> = listed.par_iter().map(look_at).collect::<Result<_>>()?;
    let mut new = Knowledge { rules: images::RULES.to_owned(), ..Knowledge::default() };
    let mut all = Vec::with_capacity(listed.len());
    for ((path, stamp), (digest, found)) in listed.iter().zip(found) {
        if let Found::Picture(made) = &found {
            new.pictures.insert(digest, made.clone());
        }
        // A file that changes again in the same tick of the clock would look unchanged; it is read again next time.
        if work.clock.is_some_and(|clock| clock.is_after(*stamp)) || is_known(&(path.clone(), *stamp)) {
            new.files.insert(path.clone(), (*stamp, digest));
        }
        all.push((path.clone(), *stamp, found));
    }
    if work.clock.is_some() {
        remember(root, &old, &new)?;
    }
    Ok(all)
}

/// Makes a picture and keeps what comes out, if anything is to be kept.
fn make(root: &Path, digest: Digest, bytes: &[u8], work: Work<'_>) -> Result<std::result::Result<Made, Broken>> {
    let picture = match images::process(bytes) {
        Ok(picture) => picture,
        Err(broken) => return Ok(Err(broken)),
    };
    let mut files = Vec::with_capacity(picture.files.len());
    for (index, file) in picture.files.into_iter().enumerate() {
        if work.clock.is_some() && file.format != Format::Svg {
            let name = cache_name(digest, index, file.format);
            fs::write_whole(&root.join(CACHE_FOLDER).join(IMAGES).join(name), &file.bytes)?;
        }
        files.push(MadeFile { format: file.format, width: file.width, fingerprint: fingerprint(&file.bytes) });
    }
    Ok(Ok(Made { digest, width: picture.width, height: picture.height, color: picture.color, files }))
}

/// The bytes of a made picture: from the cache, or made from the original again where they are gone or damaged.
///
/// # Errors
/// The original cannot be read, or somebody changed it while the build runs.
pub(super) fn bytes(root: &Path, source: &str, file: &str, index: usize, expected: &str) -> Result<Vec<u8>> {
    let cached = root.join(CACHE_FOLDER).join(IMAGES).join(file);
    if let Some(bytes) = fs::read_if_there(&cached)?.filter(|bytes| fingerprint(bytes) == expected) {
        return Ok(bytes);
    }
    let original = root.join(ASSETS_FOLDER).join(source);
    let made = images::process(&fs::read(&original)?).ok();
    let bytes = made.and_then(|picture| picture.files.into_iter().nth(index)).map(|file| file.bytes);
    let Some(bytes) = bytes.filter(|bytes| fingerprint(bytes) == expected) else {
        let message =
            say!("`{original}` was changed while the site was built; build it again", original = original.display());
        return Err(Error::Usage(message));
    };
    fs::write_whole(&cached, &bytes)?;
    Ok(bytes)
}

/// What earlier builds found out; nothing where it cannot be read, or was found out by other rules.
fn recall(root: &Path) -> Result<Option<Knowledge>> {
    let bytes = fs::read_if_there(&root.join(CACHE_FOLDER).join(KNOWLEDGE))?;
    let knowledge = bytes.map(|bytes| cache_file::from_bytes::<Knowledge>(&bytes));
    Ok(knowledge.map(|knowledge| knowledge.filter(|known| known.rules == images::RULES).unwrap_or_default()))
}

/// Keeps what was found out, and takes pictures out of the cache whose originals are gone.
fn remember(root: &Path, old: &Knowledge, new: &Knowledge) -> Result<()> {
    if old == new {
        return Ok(());
    }
    fs::write_whole(&root.join(CACHE_FOLDER).join(KNOWLEDGE), &cache_file::to_bytes(new))?;
    if new.pictures.keys().collect::<BTreeSet<_>>() == old.pictures.keys().collect() {
        return Ok(());
    }
    let folder = root.join(CACHE_FOLDER).join(IMAGES);
    let files = |made: &Made| -> Vec<String> {
        let name = |(index, file): (usize, &MadeFile)| cache_name(made.digest, index, file.format);
        made.files.iter().enumerate().map(name).collect()
    };
    let wanted: BTreeSet<String> = new.pictures.values().flat_map(files).collect();
    for name in fs::list_files(&folder)?.into_iter().filter(|name| !wanted.contains(name)) {
        fs::remove_file_and_empty_folders(&folder.join(name), &folder)?;
    }
    Ok(())
}
