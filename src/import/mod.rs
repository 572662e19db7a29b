//! WordPress posts into content files.
//!
//! Comes in: posts as the REST API gives them, the rules of `site.yaml` and the vocabulary; goes out: one file a city, one
//! file an article, and a report of what was found, written and left out.
//!
//! The way of a post: `fetch` (a live site to bytes) → `input`, `decode` and `sniff` (what a file is) → `rest` or `wxr` (bytes to posts) →
//! `raw_content` (shortcodes and paragraphs) → `recognise` (`wrapped`, `blocks`, `label_lines`, `split`: which headings are cities; `doubts`) → `sections`, `pictures`,
//! `labels` (a city's text) → `terms` (what it speaks of) → `links_here` (where its links lead) → `draft` (an article and its cases) → `ledger` (is anything
//! missing?) → `fallback` (then it is read in a plainer way) → `media` (its pictures) → `originals` (what a text in
//! another language translates) → `plan` (which file each becomes, and what an earlier import wrote: `merge_base`,
//! `identity`, `decide`, `merge`) → written. A second import of the same post changes nothing; what an editor changed stays.

mod addresses;
mod attributes;
mod authors;
mod blocks;
mod categories;
mod city_tables;
mod decide;
mod decode;
mod doubts;
mod draft;
mod fallback;
mod featured;
mod fetch;
mod footnotes;
mod identity;
mod input;
mod label_counts;
mod label_lines;
mod labels;
mod language;
mod ledger;
mod ledger_attributes;
mod library;
mod likeness;
mod links_here;
mod marks;
mod media;
mod merge;
mod merge_base;
mod originals;
mod pairing_report;
mod pictures;
mod place_name;
mod plan;
mod post;
mod raw_content;
mod recognise;
mod repeats;
mod report;
mod report_dropped;
mod report_withdrawn;
mod rest;
mod rest_authors;
mod rest_json;
mod rest_kind;
mod rest_language;
mod rest_numbers;
mod review_sheet;
mod sections;
mod sniff;
mod split;
mod tables;
mod terms;
mod text_stream;
mod withdrawn;
mod work;
mod wrapped;
mod wxr;
mod wxr_item;
mod wxr_person;
mod years;

use std::cell::RefCell;
use std::path::Path;

pub use categories::{CategoryReport, NamedTerm};
pub use decide::Action;
pub use fetch::{Fetched, LiveOptions, fetch, is_address};
pub use input::Input;
pub use ledger::Loss;
pub use library::{MediaLibrary, User};
pub use media::{DEFAULT_LIMIT, MediaOptions, PictureState};
pub use merge::Keep;
pub use pairing_report::TranslationReport;
pub use place_name::PlaceName;
pub use post::{Apart, ContentNote, ContentNoteKind, Featured, Post, PostNote, PostTerm, TranslationLink, Withheld};
pub use report::{
    CityReport, DroppedReport, FileReport, ImageReport, PostReport, Report, SectionReport, SkippedReport,
};
pub use report_withdrawn::WithdrawnReport;
pub use review_sheet::review_sheet;
pub use split::SplitBy;
pub use terms::Suggestion;

use work::Work;

use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::config::Config;
use crate::content::Content;

/// How to import.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'a> {
    /// Write nothing.
    pub dry_run: bool,
    /// Which headings may be cities.
    pub split: SplitBy,
    /// Whose version stands where both the source and an editor changed the same place.
    pub keep: Option<Keep>,
    /// Which types of an export are taken beside posts and pages. They become drafts.
    pub types: &'a [String],
}

/// Imports posts into the site at `root`: those in its language first, as the others are their translations. `content` needs to hold the terms only. Problems of the input are added to
/// `problems`; a post with a problem does not stop the others.
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
    let mut work = Work::new(root, config, content, options, media);
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
    })?
    .skipped;
    work.report.skipped = skipped;
    if has_others {
        work.take_translations(inputs, problems)?;
    }
    Ok(work.report)
}
