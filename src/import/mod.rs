//! WordPress posts into content files.
//!
//! Comes in: posts as the REST API gives them, the rules of `site.yaml` and the vocabulary; goes out: one file a city, one
//! file an article, and a report of what was found, written and left out.
//!
//! A post goes through five rooms, from the first to the last; a room uses only those above it (`tests/suite/layers.rs` reads
//! the order below):
//!
//! - `input`: files, bytes or a live site into posts;
//! - `read`: a post into a draft, an article and its cases, with an account of all that it shows;
//! - `media`: the pictures of the drafts into `assets/`;
//! - `write`: which file each draft becomes, and what to do with it;
//! - `report`: what was found, written and left out.
//!
//! `work` leads the posts through them. A second import of the same post changes nothing; what an editor changed stays.

mod input;

mod read;

mod media;

mod write;

mod report;

mod repeats;

mod work;

use std::cell::RefCell;
use std::path::Path;

pub use input::{Fetched, Input, LiveOptions, SkippedReport, fetch, is_address};
pub use media::{DEFAULT_LIMIT, FetchedPicture, MediaOptions, fetch_missing};
pub use read::{CategoryReport, Loss, NamedTerm, PictureState, SplitBy, Suggestion};
pub use report::{
    CityReport, DroppedReport, FileReport, ImageReport, PostReport, Report, SectionReport, TranslationReport,
    WithdrawnReport, review_sheet,
};
pub use write::{Action, Keep};

use input::Post;
use work::Work;

use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::progress::Progress;
use crate::config::Config;
use crate::content::Content;

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct Options<'a> {
    /// Write nothing.
    pub dry_run: bool,
    /// Which headings may be cities.
    pub split: SplitBy,
    /// Whose version stands where both the source and an editor changed the same place.
    pub keep: Option<Keep>,
    /// Which types of an export are taken beside posts and pages. They become drafts.
    pub types: &'a [String],
    /// Hears how many posts of how many were read.
    pub progress: Progress,
}

/// Imports posts into the site at `root`: those in its language first, as the others are their translations. `content` needs to
/// hold the terms only. Problems of the input are added to `problems`; a post with a problem does not stop the others.
///
/// # Errors
/// A content file cannot be read or written.
pub fn import(
    inputs: &[Input],
    root: &Path,
    config: &Config,
    content: &Content,
    options: Options<'_>,
    media: &MediaOptions<'_>,
    problems: &mut Diagnostics,
) -> Result<Report> {
    let mut work = Work::new(root, config, content, options.clone(), media);
    let mut repeats = repeats::Repeats::default();
    let mut has_others = false;
    // Each batch is written before the next is read, so that a large export needs little memory.
    let met = RefCell::new(Vec::new());
    let meet = &mut |post| met.borrow_mut().push(post);
    let skipped = input::read(inputs, options.types, meet, problems, |source, posts, problems| {
        // Links lead to files of posts that are read later, too.
        work.expect(&met.take())?;
        let posts = repeats.without_repeats(source, posts, problems);
        let (others, posts): (Vec<&Post>, Vec<&Post>) = posts.into_iter().partition(|post| work.is_foreign(post));
        has_others |= !others.is_empty();
        work.take(source, &posts, problems)
    })?;
    work.report.skipped = skipped;
    if has_others {
        work.take_translations(inputs, problems)?;
    }
    work.end_progress();
    Ok(work.report)
}
