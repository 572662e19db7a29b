//! Plan, render, write.
//!
//! Comes in: the folder of a site and where to build it; goes out: the files of the site, and what was done. Nothing is
//! written before everything has rendered without a problem; only files whose bytes changed are written; only files that an
//! earlier build wrote are ever removed.

mod clashes;
mod foreign;
mod manifest;
mod place;
mod precompress;
mod prepare;
mod relative;
mod render;
mod vanished;
mod write;

use std::path::{Path, PathBuf};

pub use place::place_in_content;
pub use prepare::{Prepared, Settings, prepare, read_config};
pub use render::{Rendered, render};

use manifest::cache_file;

use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::model::Hidden;
use crate::outputs::{Artifact, Listing};
use crate::site::HiddenText;

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
/// A file or folder cannot be read or written, or `output` is a folder that the build must not write to.
pub fn build(
    root: &Path,
    output: Option<&Path>,
    settings: &Settings,
    problems: &mut Diagnostics,
) -> Result<Option<Summary>> {
    let output = output.map_or_else(|| root.join(OUTPUT_FOLDER), PathBuf::from);
    write::refuse_unsafe_output(root, &output)?;
    let Some(prepared) = prepare(root, settings, problems)? else { return Ok(None) };
    let artifacts = prepared.plan(problems);
    let memory = vanished::look(root, &output, &prepared, &artifacts, problems)?;
    let rendered = render(root, &prepared, &artifacts, problems)?;
    if problems.has_errors() {
        return Ok(None);
    }
    let pages = artifacts.iter().filter(|artifact| matches!(artifact.listing, Listing::Listed(_))).count();
    let written = write::write(root, &output, &rendered)?;
    memory.keep()?;
    Ok(Some(Summary {
        cases: prepared.site().cases.len(),
        pages,
        written: written.written,
        unchanged: rendered.len() - written.written,
        removed: written.removed,
        left: written.left,
        hidden: prepared.site().hidden.clone(),
        translations: prepared.site().translations.clone(),
    }))
}
