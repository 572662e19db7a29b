//! WordPress posts into content files.
//!
//! Comes in: posts as the REST API gives them, the rules of `site.yaml` and the vocabulary; goes out: one file a city, one
//! file an article, and a report of what was found, written and left out.
//!
//! The way of a post: `rest` (bytes to posts) → `blocks`, `split` (which headings are cities) → `sections`, `pictures`,
//! `labels` (a city's text) → `terms` (what it speaks of) → `draft` (an article and its cases) → `plan` (which file each
//! becomes, and what an earlier import wrote: `memory`, `identity`, `decide`, `merge`) → written. A second import of the same
//! post changes nothing; what an editor changed stays.

mod addresses;
mod blocks;
mod decide;
mod draft;
mod identity;
mod labels;
mod ledger;
mod memory;
mod merge;
mod pictures;
mod place_name;
mod plan;
mod post;
mod repeats;
mod report;
mod rest;
mod review_sheet;
mod sections;
mod split;
mod terms;

use std::path::Path;

use rayon::prelude::*;

pub use decide::Action;
pub use ledger::Loss;
pub use merge::Keep;
pub use place_name::PlaceName;
pub use post::{Post, Withheld};
pub use report::{CityReport, DroppedReport, FileReport, ImageReport, PostReport, Report, SectionReport};
pub use review_sheet::review_sheet;
pub use split::SplitBy;
pub use terms::Suggestion;

use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::config::Config;
use crate::content::Content;

/// A file to import.
#[derive(Debug, Clone)]
pub struct Input {
    /// What messages call it.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// How to import.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Write nothing.
    pub dry_run: bool,
    /// Which headings may be cities.
    pub split: SplitBy,
    /// Whose version stands where both the source and an editor changed the same place.
    pub keep: Option<Keep>,
}

/// Imports posts into the site at `root`. `content` needs to hold the terms only. Problems of the input are added to
/// `problems`; a post with a problem does not stop the others.
///
/// # Errors
/// A content file cannot be read or written.
pub fn import(
    inputs: &[Input],
    root: &Path,
    config: &Config,
    content: &Content,
    options: Options,
    problems: &mut Diagnostics,
) -> Result<Report> {
    let mut posts = Vec::new();
    for input in inputs {
        posts.extend(
            rest::read(&input.name, &input.bytes, problems).into_iter().map(|post| (input.name.as_str(), post)),
        );
    }
    let posts = repeats::without_repeats(posts, problems);
    let drafts: Vec<draft::PostDraft> =
        posts.par_iter().map(|(_, post)| draft::draft(post, config, content, options.split)).collect();
    let mut planner = plan::Planner::new(root, config, options.keep);
    let mut report = Report::default();
    let mut files = Vec::new();
    for ((source, post), draft) in posts.iter().zip(drafts) {
        let planned = planner.plan(draft, problems)?;
        files.extend(planned.cities.iter().chain(std::iter::once(&planned.article)).cloned());
        report.posts.push(report::post_report(source, post, planned, problems));
    }
    if !options.dry_run {
        for file in &files {
            file.write(root)?;
        }
    }
    Ok(report)
}
