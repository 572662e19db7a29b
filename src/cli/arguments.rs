//! The commands and their options.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::base::date::Date;
use crate::base::day::parse_day;
use crate::base::slug::Slug;
use crate::base::url::BaseUrl;
use crate::import::SplitBy;
use crate::scaffold::Languages;

/// A static site generator for an urban-diplomacy publication.
#[derive(Debug, Parser)]
#[command(version, about, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Turn WordPress posts into content files, one a city
    Import(Import),
    /// Build the site
    Build(Build),
    /// Look for mistakes without writing anything
    Check(Check),
    /// Show the site in a browser while you write, and every change at once
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Make a new site that builds at once
    Init(Init),
    /// Write a new content file, with all that can be known before, as a draft
    New(New),
    /// List what an editor has to see to
    List(List),
    /// Change how the site looks
    #[command(subcommand)]
    Theme(Theme),
}

#[derive(Debug, Subcommand)]
pub(super) enum Theme {
    /// Copy files of the default site theme into the site's own, where they are yours to change
    Eject(Eject),
}

#[derive(Debug, Args)]
pub(super) struct Eject {
    /// Which files: templates/case.html, style.css
    #[arg(required_unless_present = "list", value_name = "FILE")]
    pub files: Vec<String>,
    /// Name all files of the default site theme, and copy none
    #[arg(long, conflicts_with = "files")]
    pub list: bool,
    #[command(flatten)]
    pub root: Root,
}

#[derive(Debug, Args)]
pub(super) struct New {
    #[command(subcommand)]
    pub what: NewText,
}

/// What is to be written about.
#[derive(Debug, Subcommand)]
pub(super) enum NewText {
    /// A case: one city's experience
    Case {
        /// The city and its country, such as "Medellín, Colombia"
        title: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// An article, which belongs to several cases
    Article {
        /// Its title
        title: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// Any other text, such as an imprint
    Page {
        /// Its title
        title: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// A term: one theme, one network, one agreement
    Term {
        /// The taxonomy, such as networks
        taxonomy: String,
        /// The name of the term
        #[arg(value_name = "NAME")]
        term: String,
        #[command(flatten)]
        place: NewPlace,
    },
    /// The translation of a content file
    Translation {
        /// The original, such as content/cases/medellin.md
        file: String,
        /// The language to translate into
        #[arg(long, value_name = "LANGUAGE")]
        language: String,
        #[command(flatten)]
        root: Root,
    },
}

/// Where a new file stands.
#[derive(Debug, Args)]
pub(super) struct NewPlace {
    #[command(flatten)]
    pub root: Root,
    /// What the file and its address are called, instead of what follows from the title
    #[arg(long, value_name = "NAME", value_parser = slug)]
    pub name: Option<Slug>,
}

fn slug(text: &str) -> Result<Slug, String> {
    Slug::parse(text).map_err(|problem| match problem.suggestion() {
        Some(near) => format!("a name has small letters, digits and hyphens; did you mean `{near}`?"),
        None => "a name has small letters, digits and hyphens, such as `medellin-trams`".to_owned(),
    })
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum)]
    pub what: Listed,
    #[command(flatten)]
    pub root: Root,
    /// List only cases of this term, such as networks/c40; of several terms, cases that have all of them
    #[arg(long = "term", value_name = "TERM")]
    pub terms: Vec<String>,
    /// List only what is in this language, or what it lacks
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Sort by this column, such as title or updated
    #[arg(long, value_name = "COLUMN")]
    pub sort: Option<String>,
    /// Sort backwards
    #[arg(long, requires = "sort")]
    pub reverse: bool,
    /// Whether the list is for people or for programs
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    #[command(flatten)]
    pub readers: Readers,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Listed {
    /// All cases, and whether readers see them
    Cases,
    /// Texts with `draft: true`
    Drafts,
    /// Texts that appear or disappear on a day to come
    Scheduled,
    /// Themes, networks and other terms, and how many cases name them
    Terms,
    /// Old addresses, and where they lead
    Redirects,
    /// Texts that a language of the site lacks, and translations that are older than their originals
    MissingTranslations,
    /// What texts lack: pictures, their alt texts and credits, sections, sources, coordinates, themes
    Gaps,
}

/// Which site.
#[derive(Debug, Args)]
pub(super) struct Root {
    /// The folder of the site
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    pub root: PathBuf,
}

/// What is shown.
#[derive(Debug, Args)]
pub(super) struct View {
    /// Where the site will stand, instead of `base_url` in site.yaml
    #[arg(long, value_name = "ADDRESS", value_parser = BaseUrl::parse)]
    pub base_url: Option<BaseUrl>,
    /// Write all links relative to their page, so that the site opens from any folder without a web server
    #[arg(long)]
    pub relative: bool,
    #[command(flatten)]
    pub readers: Readers,
}

/// Whose view of the site it is.
#[derive(Debug, Clone, Copy, Args)]
pub(super) struct Readers {
    /// Show drafts, and texts whose day has not come
    #[arg(long)]
    pub drafts: bool,
    /// Work as on this day, such as 2025-06-02, instead of today
    #[arg(long, value_name = "DAY", value_parser = parse_day)]
    pub date: Option<Date>,
}

#[derive(Debug, Args)]
pub(super) struct Import {
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

/// Where pictures come from.
#[derive(Debug, Args)]
pub(super) struct Pictures {
    /// A copy of wp-content/uploads, where pictures are looked for before they are fetched
    #[arg(long, value_name = "FOLDER")]
    pub media: Option<PathBuf>,
    /// The largest picture that is taken, in megabytes
    #[arg(long, value_name = "MB", default_value_t = crate::import::DEFAULT_LIMIT >> 20, value_parser = clap::value_parser!(u64).range(1..=4096))]
    pub max_size: u64,
}

/// How a live site is read.
#[derive(Debug, Args)]
pub(super) struct Live {
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
pub(super) enum Whose {
    /// The editor's
    Mine,
    /// The post's
    Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For machines
    Json,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    #[command(flatten)]
    pub root: Root,
    /// Where to write the site [default: output in the folder of the site]
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// Write compressed twins (.gz and .br) beside texts, for servers that send them
    #[arg(long)]
    pub precompress: bool,
    /// Pack the whole site, in all languages, into data/library.zip: it opens from any folder, without a network
    #[arg(long)]
    pub bundle: bool,
    /// Build also into a folder that holds files of others: where the site has a file of the same name, it replaces them
    #[arg(long)]
    pub take_over: bool,
    #[command(flatten)]
    pub view: View,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub root: Root,
    /// Take warnings for mistakes, so that the exit code is 1 where there is one
    #[arg(long)]
    pub strict: bool,
    #[command(flatten)]
    pub view: View,
}

#[cfg(feature = "serve")]
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    pub root: Root,
    /// The port to answer at; where it is taken, the next free one. 0 leaves the choice to the system
    #[arg(long, value_name = "PORT", default_value_t = 1111)]
    pub port: u16,
    /// The name or the address of this machine to answer at. With any but this default, others in your network see the site, too
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// The language whose home page is told and opened: `fa`
    #[arg(long, value_name = "LANGUAGE")]
    pub language: Option<String>,
    /// Let the browser go to the page whose file you save
    #[arg(long)]
    pub follow: bool,
    #[command(flatten)]
    pub readers: Readers,
}

#[derive(Debug, Args)]
pub(super) struct Init {
    /// The folder to make
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// The languages of the site, that of the originals first: `fa`, or `en,fa`. English and Persian have all texts of a new
    /// site; `fr`, `es`, `ar` and `tr` the words of the site theme
    #[arg(long, value_name = "LANGUAGES", default_value = "en", value_parser = Languages::parse)]
    pub language: Languages,
}
