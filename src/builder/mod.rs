//! Plan, render, write.
//!
//! Comes in: the folder of a site and where to build it; goes out: the files of the site, and what was done. Nothing is
//! written before everything has rendered without a problem; only files whose bytes changed are written; only files that an
//! earlier build wrote are ever removed.

mod assets;
mod broken_pictures;
mod bundle;
mod claim;
mod clashes;
mod clean;
mod content_cache;
mod disk_names;
mod drawn;
mod editions;
mod external;
mod manifest;
mod output;
mod pictures;
mod place;
mod plan;
mod precompress;
mod prepare;
mod preview;
mod relative;
mod render;
mod site_theme;
mod sources;
mod stage;
mod stale;
mod strange;
mod vanished;
mod warnings;
mod write;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

pub use clean::{Cleaned, clean, external_links_file};
pub use place::{place_in_content, place_in_theme, places_in_file};
pub use prepare::{Prepared, Settings, prepare, read_config};
pub use preview::{Preview, key_of_page, make_one};
pub use render::{Rendered, render};
pub use site_theme::{THEMES_FOLDER, own_theme_files};

use bundle::Bundle;
use content_cache::ContentCache;
use manifest::{CACHE_FOLDER, Manifest, cache_file};
use output::Output;
use precompress::Twins;
use prepare::{prepare_from, read_config_and_key};
use sources::Sources;

use crate::base::diag::Diagnostics;
use crate::base::digest::Digest;
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Lock};
use crate::base::message::Message;
pub use crate::base::progress::Progress;
use crate::config::Config;
use crate::model::Hidden;
use crate::outputs::Artifact;
use crate::site::HiddenText;

/// The file in `.cache/` that a build holds while it runs.
const LOCK_FILE: &str = "lock";

/// The folder of a site that the build writes to, unless told otherwise.
pub const OUTPUT_FOLDER: &str = "output";

/// What a build did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// How many cases are published.
    pub cases: usize,
    /// How many pages for people the site has.
    pub pages: usize,
    /// How many files were written because they are new or changed.
    pub written: usize,
    /// How many files stayed as they were.
    pub unchanged: usize,
    /// How many files of an earlier build were removed.
    pub removed: usize,
    /// Files of an earlier build that would have been removed, but that somebody changed since.
    pub left: Vec<String>,
    /// What is not shown.
    pub hidden: Vec<HiddenText>,
    /// The paths of translations, which are not shown either.
    pub translations: Vec<String>,
}

impl Summary {
    /// What there is to say where the site stands as its manifest has it.
    fn nothing_changed(manifest: &Manifest<'_>) -> Self {
        Self {
            cases: manifest.cases,
            pages: manifest.pages,
            written: 0,
            unchanged: manifest.entries.iter().map(|entry| entry.files.len()).sum(),
            removed: 0,
            left: Vec::new(),
            hidden: manifest.hidden.clone(),
            translations: manifest.translations.clone(),
        }
    }

    /// The names of what is not shown for one reason.
    pub fn hidden_for(&self, reason: Hidden) -> Vec<&str> {
        self.hidden.iter().filter(|text| text.reason == reason).map(|text| text.name.as_str()).collect()
    }
}

/// Looks for pages that the last build into the output folder published and this one would not, and for addresses that
/// `site.yaml` calls gone although they are there.
///
/// # Errors
/// What the last build kept cannot be read.
pub fn look_for_vanished(
    root: &Path,
    prepared: &Prepared,
    artifacts: &[Artifact<'_>],
    problems: &mut Diagnostics,
) -> Result<()> {
    vanished::look(root, &root.join(OUTPUT_FOLDER), prepared, artifacts, problems).map(drop)
}

/// Builds the site at `root` into `output` (`root/output` where none is given). Problems are added to `problems`; where
/// one of them is an error, nothing is written and there is no summary.
///
/// # Errors
/// A file or folder cannot be read or written, `output` is a folder that the build must not write to, or another build of
/// the site is running.
pub fn build(
    root: &Path,
    output: Option<&Path>,
    settings: &Settings,
    problems: &mut Diagnostics,
) -> Result<Option<Summary>> {
    let folder = output.map_or_else(|| root.join(OUTPUT_FOLDER), PathBuf::from);
    write::refuse_unsafe_output(root, &folder)?;
    build_into(root, &folder, settings, problems)
}

fn build_into(root: &Path, folder: &Path, settings: &Settings, problems: &mut Diagnostics) -> Result<Option<Summary>> {
    let Some((mut config, config_key)) = read_config_and_key(root, problems)? else { return Ok(None) };
    let lock = take_lock(root)?;
    config.set_bundle(settings.bundle || config.outputs.bundle);
    let settings = Settings { bundle: config.outputs.bundle, ..settings.clone() };
    build_locked(root, folder, (config, config_key), &settings, &lock, problems)
}

/// The same while nobody else builds.
fn build_locked(
    root: &Path,
    folder: &Path,
    (config, config_key): (Config, Digest),
    settings: &Settings,
    lock: &Lock,
    problems: &mut Diagnostics,
) -> Result<Option<Summary>> {
    let is_listed = AtomicBool::new(false);
    let (sources, output) = rayon::join(
        || {
            let sources = Sources::look(root, &config, config_key, settings);
            is_listed.store(true, Ordering::Relaxed);
            sources
        },
        || -> Result<Output<'_>> {
            claim::refuse_foreign(root, folder, settings.take_over)?;
            let mut output = Output::new(folder, manifest::read(root, folder)?, settings.take_over)?;
            output.look(|| !is_listed.load(Ordering::Relaxed))?;
            Ok(output)
        },
    );
    let (sources, mut output) = (sources?, output?);
    let inputs = sources.key(settings, lock.taken_at);
    if inputs.is_some() && output.manifest.as_ref().is_some_and(|manifest| manifest.inputs == inputs) {
        output.look(|| true)?;
        if let Some(manifest) = output.complete()? {
            // Those of `site.yaml` are among them.
            *problems = Diagnostics::new();
            warnings::repeat(&manifest.warnings, root, problems)?;
            return Ok(Some(Summary::nothing_changed(manifest)));
        }
    }
    let mut bundle = None;
    if settings.bundle {
        bundle = bundle::make(root, (&config, config_key), settings, lock, problems)?;
        if bundle.is_none() {
            return Ok(None);
        }
    }
    // Much of what a site is put together from waits for the one thing before: time to look at what stands in the folder.
    let (prepared, looked) = rayon::join(
        || prepare_from(root, config, sources, settings, ContentCache::OnDisk(lock.taken_at), problems),
        || output.look(|| true),
    );
    looked?;
    let Some(prepared) = prepared? else { return Ok(None) };
    let summary = make_and_write(root, &prepared, (&output, bundle), inputs, settings, problems)?;
    if settings.process_ends {
        // To give back the memory of a large site piece by piece takes a twentieth of the time of an edit.
        std::mem::forget((output, prepared));
    }
    Ok(summary)
}

/// How things stand after a build that was ended before it was done.
fn left_as_it_was() -> Message {
    say!("stopped: the site is as it was before")
}

/// Makes the files of a site and puts them into its output folder, unless there is something wrong with them.
fn make_and_write(
    root: &Path,
    prepared: &Prepared,
    (output, bundle): (&Output<'_>, Option<Bundle>),
    inputs: Option<Digest>,
    settings: &Settings,
    problems: &mut Diagnostics,
) -> Result<Option<Summary>> {
    let gone = &prepared.site().config.publishing.gone;
    let mut artifacts = prepared.plan(problems);
    let bundle = bundle.filter(|_| prepared.site().has_data());
    artifacts.extend(bundle.map(|bundle| bundle.artifact(prepared.site().routes.bundle())));
    if problems.has_errors() {
        return Ok(None);
    }
    let stage = output.stage()?;
    let twins = if settings.precompress { Twins::of(&artifacts) } else { Twins::none() };
    let look = |problems: &mut Diagnostics| vanished::look(root, output.folder, prepared, &artifacts, problems);
    let mut found_early = Diagnostics::new();
    let (staged, early) = rayon::join(
        || stage::make(root, prepared, &artifacts, output, (&stage, &twins), (settings, problems)),
        // A first build is surely another site than what was there, and need not be made to know it.
        || output.manifest.is_none().then(|| look(&mut found_early)),
    );
    let staged = staged?;
    problems.extend(found_early);
    let published = match early {
        Some(early) => Some(early?),
        // What must not be there is looked for among all files.
        None if staged.is_same_site(output.manifest.as_ref()) && gone.is_empty() => None,
        None => Some(look(problems)?),
    };
    if problems.has_errors() {
        return Ok(None);
    }
    let is_page = |artifact: &&Artifact<'_>| artifact.listing.is_page();
    let manifest = Manifest {
        inputs,
        warnings: warnings::store(problems),
        shows_drafts: prepared.shows_drafts(),
        cases: prepared.cases(),
        pages: artifacts.iter().filter(is_page).count(),
        hidden: prepared.hidden(),
        translations: prepared.unshown_translations().to_vec(),
        ..Manifest::default()
    };
    let summary = Summary::nothing_changed(&manifest);
    // From here on the site changes, and goes on to its end.
    settings.stop.check(left_as_it_was)?;
    let written = write::write(root, output, stage, staged, manifest)?;
    published.map_or(Ok(()), vanished::Published::keep)?;
    if settings.process_ends {
        std::mem::forget(artifacts);
    }
    Ok(Some(Summary {
        written: written.written,
        unchanged: written.files - written.written,
        removed: written.removed,
        left: written.left,
        ..summary
    }))
}

/// Only one build at a time may change the output folder and what is remembered.
fn take_lock(root: &Path) -> Result<Lock> {
    let file = root.join(CACHE_FOLDER).join(LOCK_FILE);
    fs::lock(&file)?.ok_or_else(|| {
        Error::Usage(say!("another build of this site is running; wait until it has ended, then build again"))
    })
}
