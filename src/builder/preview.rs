//! A site that is looked at while it is written: prepared again after each edit, one file of it made at a time.
//!
//! Comes in: the folder of a site; goes out: what rendering needs, and the bytes of one artifact. The output folder is not
//! touched and the lock of the build not taken. Of `.cache/` only what is made of pictures is written, as a build writes it.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::external::{self, ExternalCheck};
use super::manifest::CACHE_FOLDER;
use super::prepare::{prepare_from, read_config_and_key};
use super::remembered::{Memory, Remembered};
use super::render::{key_of, render_one};
use super::sources::Sources;
use super::{Prepared, Settings};
use crate::base::diag::Diagnostics;
use crate::base::digest::{Digest, Digester};
use crate::base::error::{Error, Result};
use crate::base::fs::{self, Clock};
use crate::content::ASSETS_FOLDER;
use crate::outputs::{Artifact, Content};
use crate::site::Stored;

/// The file in `.cache/` whose time is the clock of the disk.
const CLOCK_FILE: &str = "clock";

/// A site, and what the last look at it left.
pub struct Preview {
    root: PathBuf,
    memory: Memory,
    /// The clock of the disk at the last look that could write: an older clock trusts fewer files.
    clock: Option<Clock>,
    /// The states of all files at the last look; none where there is no `site.yaml` that can be read.
    states: Option<Digest>,
}

impl Preview {
    /// The site at `root`, not looked at yet.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), memory: Memory::default(), clock: None, states: None }
    }

    /// Reads what changed since the last look, and checks everything. Problems are added to `problems`; there is nothing to
    /// render where the configuration, the content or the site theme has an error.
    ///
    /// # Errors
    /// A file or folder is there and cannot be read.
    pub fn prepare(&mut self, settings: &Settings, problems: &mut Diagnostics) -> Result<Option<Prepared>> {
        self.states = None;
        // On a disk that is full or read-only the last clock holds.
        self.clock = fs::clock(&self.root.join(CACHE_FOLDER).join(CLOCK_FILE)).ok().or(self.clock);
        let Some((config, config_key)) = read_config_and_key(&self.root, problems)? else { return Ok(None) };
        let sources = Sources::look(&self.root, &config, config_key, settings)?;
        self.states = Some(states(&sources, settings));
        let remembered = match self.clock {
            Some(clock) => Remembered::InMemory(&mut self.memory, clock),
            None => Remembered::Nothing,
        };
        prepare_from(&self.root, config, sources, settings, remembered, problems)
    }

    /// Has any file another state than at the last look?
    #[must_use]
    pub fn is_outdated(&self, settings: &Settings) -> bool {
        let now = || -> Result<Option<Digest>> {
            let read = read_config_and_key(&self.root, &mut Diagnostics::new())?;
            let look = |(config, key)| Ok(states(&Sources::look(&self.root, &config, key, settings)?, settings));
            read.map(look).transpose()
        };
        now().is_ok_and(|states| states != self.states)
    }
}

/// The states of all files, and the day, with which texts come and go.
fn states(sources: &Sources, settings: &Settings) -> Digest {
    Digester::new("preview").digest(sources.states()).text(&settings.audience.today.to_string()).finish()
}

/// The bytes of one file of the site. A mistake in a template, and what the file would load from other hosts, is added to
/// `problems`; there are no bytes where it cannot be made.
///
/// # Errors
/// A file that it is made from cannot be read any more, or changed since the site was prepared.
pub fn make_one<'a>(
    root: &Path,
    prepared: &Prepared,
    artifact: &'a Artifact<'a>,
    problems: &mut Diagnostics,
) -> Result<Option<Cow<'a, [u8]>>> {
    // What lies there now may be another file, or a link that leads out of the site.
    if let Content::Asset(file) = &artifact.content
        && let Stored::Source(stamp) = file.stored
    {
        let path = root.join(ASSETS_FOLDER).join(&file.source);
        if fs::oddity(root, &format!("{ASSETS_FOLDER}/{}", file.source)).is_some() || fs::stamp(&path)? != Some(stamp) {
            return Err(Error::Usage(format!("`{}` has just changed", path.display())));
        }
    }
    let bytes = match render_one(root, prepared, artifact)? {
        Ok((bytes, _)) => bytes,
        Err(problem) => {
            problems.push(prepared.theme_diagnostic(root, &problem)?);
            return Ok(None);
        }
    };
    let config = &prepared.site().config;
    let loads = ExternalCheck::new(config).look(&artifact.path.output_path(), &artifact.origin, &bytes);
    external::report(root, config, loads, problems)?;
    Ok((!problems.has_errors()).then_some(bytes))
}

/// What a page depends on: with the same key it has the same bytes. None where its views cannot be made.
#[must_use]
pub fn key_of_page(prepared: &Prepared, artifact: &Artifact<'_>) -> Option<Digest> {
    let key = key_of(artifact).ok()?;
    Some(Digester::new("preview").digest(key).digest(prepared.base_key()).finish())
}
