//! WordPress posts into content files.
//!
//! Comes in: posts as the REST API gives them, the rules of `site.yaml` and the vocabulary; goes out: one file a city, one
//! file an article, and a report of what was found, written and left out.
//!
//! The way of a post: `fetch` (a live site to bytes) → `rest` (bytes to posts) → `blocks`, `split` (which headings are
//! cities) → `sections`, `pictures`, `labels` (a city's text) → `terms` (what it speaks of) → `draft` (an article and its
//! cases) → `ledger` (is anything missing?) → `media` (its pictures) → `plan` (which file each becomes) → written. A second
//! import of the same post changes nothing; a file that an editor changed is left alone.

mod blocks;
mod draft;
mod fetch;
mod labels;
mod ledger;
mod media;
mod pictures;
mod place_name;
mod plan;
mod post;
mod report;
mod rest;
mod sections;
mod split;
mod terms;

use std::path::Path;

use rayon::prelude::*;

pub use fetch::{Fetched, LiveOptions, fetch, is_address};
pub use ledger::Loss;
pub use media::{DEFAULT_LIMIT, MediaOptions, PictureState};
pub use place_name::PlaceName;
pub use plan::Action;
pub use post::{Post, Withheld};
pub use report::{CityReport, DroppedReport, FileReport, ImageReport, PostReport, Report, SectionReport};
pub use terms::Suggestion;

use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;
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

/// Imports posts into the site at `root`. `content` needs to hold the terms only. Problems of the input are added to
/// `problems`; a post with a problem does not stop the others. With `dry_run` nothing is written.
///
/// # Errors
/// A content file cannot be read or written.
pub fn import(
    inputs: &[Input],
    root: &Path,
    config: &Config,
    content: &Content,
    dry_run: bool,
    media: &MediaOptions<'_>,
    problems: &mut Diagnostics,
) -> Result<Report> {
    let mut posts = Vec::new();
    for input in inputs {
        posts.extend(
            rest::read(&input.name, &input.bytes, problems).into_iter().map(|post| (input.name.as_str(), post)),
        );
    }
    let no_files = pictures::PictureFiles::new();
    let drafts: Vec<draft::PostDraft> =
        posts.par_iter().map(|(_, post)| draft::draft(post, config, content, &no_files)).collect();
    let drafts = media::take_over(&posts, drafts, root, config, content, media, problems)?;
    let mut plan = plan::Plan::new(root, config);
    let mut report = Report::default();
    for ((source, post), draft) in posts.iter().zip(drafts) {
        let planned = plan.add(draft, problems)?;
        report.posts.push(report::post_report(source, post, planned, problems));
    }
    if !dry_run {
        for file in plan.files().iter().filter(|file| file.action == Action::Create) {
            fs::write_whole(&root.join(&file.path), file.text.as_bytes())?;
        }
    }
    Ok(report)
}
