//! Renders what is not in the output folder yet, and keeps it aside until all of it is there.
//!
//! Comes in: artifacts, and the output folder with the manifest of the last build; goes out: for each artifact what the
//! manifest will say of it, and which files wait to be put in place. The output folder is not changed.

use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;

use super::drawn::Drawing;
use super::external::{self, ExternalCheck, ExternalLoad};
use super::manifest::{Entry, Manifest};
use super::output::Output;
use super::precompress::{Twins, twin};
use super::render::{key_of, render_one};
use super::{Prepared, Settings, left_as_it_was};
use crate::base::diag::Diagnostics;
use crate::base::digest::{Digest, Digester};
use crate::base::error::Result;
use crate::base::fs::{Stage, Staged};
use crate::base::progress::Progress;
use crate::base::stop::Stop;
use crate::outputs::{Artifact, Failure};
use crate::theme::ThemeProblem;

/// How many artifacts a core makes before others may take what is left: larger pieces would keep one core busy at the end
/// while the others wait, smaller ones would be handed around too often.
const AT_ONCE: usize = 16;

/// What a build made of its artifacts.
pub(super) struct StagedSite<'o> {
    /// For each artifact, in the order of their paths; that of the last manifest where it still holds.
    pub entries: Vec<Cow<'o, Entry>>,
    /// The files that wait to be put in place one by one, by their paths below the output folder.
    pub staged: Vec<(String, Staged)>,
}

impl StagedSite<'_> {
    /// Did the last build make the same files, and had nothing to tell? Then nothing vanished.
    pub fn is_same_site(&self, last: Option<&Manifest<'_>>) -> bool {
        let Some(last) = last.filter(|last| last.warnings.is_empty() && !last.shows_drafts) else { return false };
        let (old, new) = (&last.entries, &self.entries);
        old.len() == new.len() && old.iter().zip(new).all(|(old, new)| old.path == new.path)
    }
}

/// One artifact after it was looked at.
enum Made<'a> {
    /// It is there, as the entry at this index of the manifest says.
    Before(usize),
    /// It was made.
    Done(Entry, Vec<(String, Staged)>, Vec<ExternalLoad<'a>>),
    Mistake(Box<ThemeProblem>),
}

/// What is needed to make an artifact.
struct Maker<'m> {
    root: &'m Path,
    prepared: &'m Prepared,
    external_check: ExternalCheck,
    external_key: Digest,
    output: &'m Output<'m>,
    stage: &'m Stage,
    twins: &'m Twins,
    drawing: &'m Drawing<'m>,
    stop: &'m Stop,
    progress: &'m Progress,
    /// How many artifacts there are, and how many of them were looked at.
    total: usize,
    done: AtomicUsize,
}

impl Maker<'_> {
    /// Some artifacts, one after the other.
    fn make_some<'a>(&self, artifacts: &'a [Artifact<'_>]) -> Result<Vec<Made<'a>>> {
        let mut near = 0;
        let mut make = |artifact| -> Result<Made<'a>> {
            self.stop.check(left_as_it_was)?;
            let made = self.make_one(artifact, &mut near)?;
            self.drawing.looked_at(artifact, matches!(made, Made::Done(..)));
            self.progress.tell(self.done.fetch_add(1, Ordering::Relaxed) + 1, self.total);
            Ok(made)
        };
        artifacts.iter().map(&mut make).collect()
    }

    /// One artifact. `near` is where the manifest most likely has it.
    fn make_one<'a>(&self, artifact: &'a Artifact<'_>, near: &mut usize) -> Result<Made<'a>> {
        let path = artifact.path.output_path();
        let index = self.output.manifest.as_ref().and_then(|manifest| manifest.place_near(&path, *near));
        *near = index.map_or(*near, |index| index + 1);
        // A page that cannot stand there as it should is made at once, which tells its key as well.
        if let Some(index) = index.filter(|index| self.output.standing[*index]) {
            match key_of(artifact) {
                Ok(key) if self.output.holds(index, self.key(key, &path)) => return Ok(Made::Before(index)),
                Ok(_) => {}
                Err(Failure::Theme(problem)) => return Ok(Made::Mistake(problem)),
                Err(Failure::Content(error)) => return Err(error),
            }
        }
        let (bytes, key) = match render_one(self.root, self.prepared, artifact)? {
            Ok(rendered) => rendered,
            Err(problem) => return Ok(Made::Mistake(problem)),
        };
        let external = self.external_check.look(&path, &artifact.origin, &bytes);
        // Thousands of these are kept to the end, most of them of one file.
        let (mut files, mut waiting) = (Vec::with_capacity(1), Vec::new());
        let mut add = |ending: &str, bytes: &[u8]| -> Result<()> {
            let (file, staged) = self.output.place(self.stage, &path, ending, bytes)?;
            waiting.extend(staged.map(|staged| (format!("{path}{ending}"), staged)));
            files.push(file);
            Ok(())
        };
        add("", &bytes)?;
        for ending in self.twins.endings(&path) {
            if let Some(twin) = twin(&path, &bytes, ending) {
                add(ending, &twin)?;
            }
        }
        Ok(Made::Done(Entry { key: self.key(key, &path), path, files }, waiting, external))
    }

    /// What is made depends on the artifact, on what was looked for in it, and on the twins that it gets.
    fn key(&self, artifact: Digest, path: &str) -> Digest {
        let mut key = Digester::new("made");
        key.digest(artifact).digest(self.prepared.base_key()).digest(self.external_key);
        for ending in self.twins.endings(path) {
            key.text(ending);
        }
        key.finish()
    }
}

/// Makes every artifact that is not there yet. Mistakes in templates are added to `problems`.
///
/// # Errors
/// A file cannot be read or written, or one that is not ours is in the way.
pub(super) fn make<'o>(
    root: &Path,
    prepared: &Prepared,
    artifacts: &[Artifact<'_>],
    output: &'o Output<'_>,
    (stage, twins): (&Stage, &Twins),
    (settings, problems): (&Settings, &mut Diagnostics),
) -> Result<StagedSite<'o>> {
    let config = &prepared.site().config;
    let external_check = ExternalCheck::new(config);
    let drawing = Drawing::new(artifacts, &settings.card_progress);
    let (external_key, drawing) = (external_check.key(), &drawing);
    let maker = Maker {
        root,
        prepared,
        external_key,
        external_check,
        output,
        stage,
        twins,
        drawing,
        stop: &settings.stop,
        progress: &settings.file_progress,
        total: artifacts.len(),
        done: AtomicUsize::new(0),
    };
    let made: Vec<Vec<Made<'_>>> =
        artifacts.par_chunks(AT_ONCE).map(|some| maker.make_some(some)).collect::<Result<_>>()?;
    drawing.finish(root, artifacts)?;
    // Room for all of a first build; what is not filled costs nothing.
    let mut new = Vec::with_capacity(artifacts.len());
    let (mut staged, mut external) = (Vec::new(), Vec::new());
    let mut kept = vec![false; output.standing.len()];
    for made in made.into_iter().flatten() {
        match made {
            Made::Before(index) => kept[index] = true,
            Made::Done(entry, waiting, found) => {
                new.push(entry);
                staged.extend(waiting);
                external.extend(found);
            }
            Made::Mistake(problem) => problems.push(prepared.theme_diagnostic(root, &problem)?),
        }
    }
    external::report(root, config, external, problems)?;
    Ok(StagedSite { entries: output.merged(&kept, new), staged })
}
