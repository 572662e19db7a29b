//! WordPress posts into content files.
//!
//! Comes in: posts as the REST API gives them, the rules of `site.yaml` and the vocabulary; goes out: one file a city, one
//! file an article, and a report of what was found, written and left out.
//!
//! The way of a post: `input` (what a file is) → `rest` or `wxr` (bytes to posts) → `raw_content` (shortcodes and
//! paragraphs) → `blocks`, `split` (which headings are cities) → `sections`, `pictures`,
//! `labels` (a city's text) → `terms` (what it speaks of) → `draft` (an article and its cases) → `plan` (which file each
//! becomes) → written. A second import of the same post changes nothing; a file that an editor changed is left alone.

mod blocks;
mod draft;
mod input;
mod labels;
mod library;
mod pictures;
mod place_name;
mod plan;
mod post;
mod raw_content;
mod report;
mod rest;
mod rest_json;
mod rest_kind;
mod sections;
mod split;
mod terms;
mod text_stream;
mod wxr;
mod wxr_item;

use std::path::Path;

use rayon::prelude::*;

pub use input::Input;
pub use library::MediaLibrary;
pub use place_name::PlaceName;
pub use post::{ContentNote, ContentNoteKind, Post, PostTerm, Withheld};
pub use report::{
    Action, CityReport, DroppedReport, FileReport, ImageReport, PostReport, Report, SectionReport, SkippedReport,
};
pub use terms::Suggestion;

use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;
use crate::config::Config;
use crate::content::Content;

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
    problems: &mut Diagnostics,
) -> Result<Report> {
    let mut plan = plan::Plan::new(root, config);
    let mut report = Report::default();
    report.skipped = input::read(inputs, problems, |source, posts, problems| {
        let drafts: Vec<draft::PostDraft> = posts.par_iter().map(|post| draft::draft(post, config, content)).collect();
        for (post, draft) in posts.iter().zip(drafts) {
            let planned = plan.add(draft, problems)?;
            report.posts.push(report::post_report(source, post, planned, problems));
        }
        Ok(())
    })?
    .skipped;
    if !dry_run {
        for file in plan.files().iter().filter(|file| file.action == Action::Create) {
            fs::write_whole(&root.join(&file.path), file.text.as_bytes())?;
        }
    }
    Ok(report)
}
