//! Renders what is not in the output folder yet, and keeps it aside until all of it is there.
//!
//! Comes in: artifacts, the manifest of the last build and the states of its files; goes out: for each artifact what the
//! manifest will say of it, and which files wait to be put in place. The output folder is not changed.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Prepared;
use super::manifest::{Entry, Manifest, WrittenFile};
use super::render::render_one;
use crate::base::diag::Diagnostics;
use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Stage, Staged, Stamp};
use crate::outputs::Artifact;
use crate::theme::ThemeProblem;

/// The folder in which files wait, within the output folder or beside it.
const STAGE_FOLDER: &str = ".chancery-stage";

/// The output folder as it is.
pub(super) struct Output<'a> {
    pub folder: &'a Path,
    /// Is it there?
    pub exists: bool,
    /// The manifest of the last build into it; none where there is none.
    pub manifest: Option<&'a Manifest>,
}

/// What a build makes of its artifacts.
pub(super) struct Prospect {
    /// For each artifact, in the order of their paths.
    pub entries: Vec<Entry>,
    /// The files that wait, by their paths below the output folder.
    pub staged: Vec<(String, Staged)>,
}

/// One artifact after it was looked at.
enum Made {
    Done(Entry, Vec<(String, Staged)>),
    Mistake(Box<ThemeProblem>),
}

impl Output<'_> {
    /// The stage for this folder. Where the folder is not there, the stage will become it.
    pub fn stage(&self) -> Result<Stage> {
        Stage::new(self.stage_folder())
    }

    fn stage_folder(&self) -> PathBuf {
        if self.exists {
            return self.folder.join(STAGE_FOLDER);
        }
        let name = self.folder.file_name().unwrap_or_default().to_string_lossy();
        self.folder.with_file_name(format!("{STAGE_FOLDER}-{name}"))
    }

    /// The file that stands at a path, with its state.
    fn stamp(&self, path: &str) -> Result<Option<Stamp>> {
        if !self.exists {
            return Ok(None);
        }
        Ok(fs::stamp(&self.folder.join(path))?.map(Stamp::without_name))
    }

    /// Does the file that the manifest knows stand there unchanged?
    fn stands(&self, path: &str, file: &WrittenFile) -> Result<bool> {
        Ok(self.stamp(&format!("{path}{}", file.ending))? == Some(file.stamp))
    }

    /// What the manifest says of an artifact, if that is true and still holds.
    fn unchanged(&self, path: &str, key: Digest) -> Result<Option<Entry>> {
        let Some(entry) = self.manifest.and_then(|manifest| manifest.entry(path)) else { return Ok(None) };
        if entry.key != key || entry.files.is_empty() {
            return Ok(None);
        }
        for file in &entry.files {
            if !self.stands(path, file)? {
                return Ok(None);
            }
        }
        Ok(Some(entry.clone()))
    }

    /// What to say of a file, and the file itself if it has to be put in place: one with the same bytes stays where it is.
    fn place(&self, stage: &Stage, path: &str, ending: &str, bytes: &[u8]) -> Result<(WrittenFile, Option<Staged>)> {
        let fingerprint = Digest::of(bytes);
        let written = |stamp| WrittenFile { ending: ending.to_owned(), fingerprint, stamp };
        let name = format!("{path}{ending}");
        if !self.exists {
            let staged = stage.write_at(&name, bytes)?;
            return Ok((written(staged.stamp), Some(staged)));
        }
        if let Some(stamp) = self.stamp(&name)? {
            let file = self.folder.join(&name);
            if stamp.size == bytes.len() as u64 && fs::read(&file)? == bytes {
                return Ok((written(stamp), None));
            }
            if !self.is_ours(path, ending) {
                return Err(in_the_way(&file));
            }
        }
        let staged = stage.write(bytes)?;
        Ok((written(staged.stamp), Some(staged)))
    }

    /// Did an earlier build write the file there? Where no manifest is left, nobody can tell, and most likely it did.
    fn is_ours(&self, path: &str, ending: &str) -> bool {
        let Some(manifest) = self.manifest else { return true };
        let name = format!("{path}{ending}");
        let is_part = |entry: &Entry| entry.files.iter().any(|file| file.ending == ending);
        manifest.entry(path).is_some_and(is_part)
            || manifest.entry(&name).is_some()
            || manifest.old.iter().any(|old| old.path == name)
    }
}

fn in_the_way(file: &Path) -> Error {
    Error::Usage(format!(
        "`{}` is in the way: the site has a file of this name, and Chancery did not write this one; remove it, or move it below `assets/` if it is to be published",
        file.display()
    ))
}

/// Makes every artifact that is not there yet. Mistakes in templates are added to `problems`; `artifacts` are in the order
/// of their paths.
///
/// # Errors
/// A file cannot be read or written, or one that is not ours is in the way.
pub(super) fn make(
    root: &Path,
    prepared: &Prepared,
    artifacts: &[(String, &Artifact<'_>)],
    output: &Output<'_>,
    stage: &Stage,
    problems: &mut Diagnostics,
) -> Result<Prospect> {
    let make_one = |(path, artifact): &(String, &Artifact<'_>)| -> Result<Made> {
        if let Some(entry) = output.unchanged(path, artifact.key)? {
            return Ok(Made::Done(entry, Vec::new()));
        }
        let bytes = match render_one(root, prepared, artifact)? {
            Ok(bytes) => bytes,
            Err(problem) => return Ok(Made::Mistake(problem)),
        };
        let (file, staged) = output.place(stage, path, "", &bytes)?;
        let entry = Entry { path: path.clone(), key: artifact.key, files: vec![file] };
        Ok(Made::Done(entry, staged.map(|staged| (path.clone(), staged)).into_iter().collect()))
    };
    let made: Vec<Made> = artifacts.par_iter().with_min_len(16).map(make_one).collect::<Result<_>>()?;
    let mut prospect = Prospect { entries: Vec::with_capacity(made.len()), staged: Vec::new() };
    for made in made {
        match made {
            Made::Done(entry, staged) => {
                prospect.entries.push(entry);
                prospect.staged.extend(staged);
            }
            Made::Mistake(problem) => problems.push(prepared.theme_diagnostic(root, &problem)?),
        }
    }
    Ok(prospect)
}

/// Do all files of a manifest stand in the output folder as it says?
///
/// # Errors
/// The disk refuses to say.
pub(super) fn is_complete(output: &Output<'_>) -> Result<bool> {
    let Some(manifest) = output.manifest.filter(|_| output.exists) else { return Ok(false) };
    let stands = |entry: &Entry| -> Result<bool> {
        for file in &entry.files {
            if !output.stands(&entry.path, file)? {
                return Ok(false);
            }
        }
        Ok(true)
    };
    let missing = manifest.entries.par_iter().with_min_len(64).map(stands).find_any(|stands| !matches!(stands, Ok(true)));
    missing.unwrap_or(Ok(true))
}
