//! The options of `chancery import` and `chancery media`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Format, Root};
use crate::base::date::Date;
use crate::base::day::parse_day;
use crate::import::SplitBy;

#[derive(Debug, Args)]
pub(in crate::cli) struct Import {
    /// Answers of the WordPress REST API, exports (WXR), folders of both, `-` for standard input, or the address of a live
    /// site
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<String>,
    #[command(flatten)]
    pub root: Root,
    /// Report what would be written, with the changes, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Write nothing, and exit with 1 if anything would change
    #[arg(long)]
    pub check: bool,
    /// Which headings are cities: `auto` looks at what follows them, `never` makes one article, `h2` to `h6` says the level
    #[arg(long, value_name = "HEADINGS", default_value = "auto", value_parser = split_by)]
    pub split: SplitBy,
    /// Whose version stands where the post and an editor changed the same place
    #[arg(long, value_enum, value_name = "WHOSE")]
    pub keep: Option<Whose>,
    /// Fetch nothing from the network
    #[arg(long)]
    pub offline: bool,
    #[command(flatten)]
    pub pictures: Pictures,
    #[command(flatten)]
    pub live: Live,
    /// How to report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Write a page for the editor with all that was found and all that is missing
    #[arg(long, value_name = "FILE.html")]
    pub report: Option<PathBuf>,
    /// Build the site afterwards
    #[arg(long, conflicts_with_all = ["dry_run", "check"])]
    pub build: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Media {
    #[command(flatten)]
    pub root: Root,
    /// Say what would be fetched, and fetch nothing
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub pictures: Pictures,
}

/// Where pictures come from.
#[derive(Debug, Args)]
pub(in crate::cli) struct Pictures {
    /// A copy of wp-content/uploads, where pictures are looked for before they are fetched
    #[arg(long, value_name = "FOLDER")]
    pub media: Option<PathBuf>,
    /// The largest picture that is taken, in megabytes
    #[arg(long, value_name = "MB", default_value_t = crate::import::DEFAULT_LIMIT >> 20, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub max_size: u64,
}

/// How a live site is read.
#[derive(Debug, Args)]
pub(in crate::cli) struct Live {
    /// Of a live site: only posts that changed on this day or later
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub since: Option<Date>,
    /// Of a live site: which types of posts. Of an export: types that are taken beside posts and pages, as drafts
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',', default_value = "post,page")]
    pub types: Vec<String>,
    /// Of a live site: how many milliseconds to wait between two requests
    #[arg(long, value_name = "MS", default_value_t = 200)]
    pub pause: u64,
    /// Of a live site: ask again for what an earlier run kept in .cache/import
    #[arg(long)]
    pub refresh: bool,
}

fn split_by(text: &str) -> Result<SplitBy, String> {
    match text {
        "auto" => Ok(SplitBy::Evidence),
        "never" => Ok(SplitBy::Nothing),
        _ => {
            let level =
                text.strip_prefix('h').and_then(|level| level.parse().ok()).filter(|level| (1..=6).contains(level));
            level
                .map(SplitBy::Level)
                .ok_or_else(|| "write auto, never, or the level of the headings, such as h3".to_owned())
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Whose {
    /// The editor's
    Mine,
    /// The post's
    Source,
}
