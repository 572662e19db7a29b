//! The commands and their options.

mod import;
mod init;
mod new;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(super) use import::{Import, Media, Pictures, Whose};
pub(super) use init::Init;
pub(super) use new::{New, NewPlace, NewText};

use crate::base::date::Date;
use crate::base::day::parse_day;
use crate::base::url::BaseUrl;

/// A static site generator for an urban-diplomacy publication.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, long_version = long_version(), about, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    /// In which language to speak to you [default: Persian for a site in Persian, else English]
    #[arg(long, global = true, value_enum, value_name = "LANGUAGE")]
    pub messages: Option<Messages>,
}

/// A language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Messages {
    /// English
    En,
    /// Persian
    Fa,
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::parse(text).map_err(|reason| reason.english())
}

/// The version with the parts that the program was built with.
fn long_version() -> String {
    let parts = [
        ("http", cfg!(feature = "http")),
        ("images", cfg!(feature = "images")),
        ("serve", cfg!(feature = "serve")),
        ("share-cards", cfg!(feature = "share-cards")),
    ];
    let names = |is_there: bool| {
        let names: Vec<&str> = parts.iter().filter(|(_, is)| *is == is_there).map(|(name, _)| *name).collect();
        if names.is_empty() { "none".to_owned() } else { names.join(", ") }
    };
    format!("{}\nfeatures: {}\nleft out: {}", env!("CARGO_PKG_VERSION"), names(true), names(false))
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
    /// Say more about a message
    Explain(Explain),
    /// Fetch the pictures that cases and articles still have on another host, and name them in the content files
    Media(Media),
    /// Change how the site looks
    #[command(subcommand)]
    Theme(Theme),
    /// Write the state of the library as one page: what is missing, translated, covered, vanished, heavy
    Report(ReportPage),
    /// Write JSON Schemas, by which editors complete keys and underline mistakes
    Schema(Schema),
    /// Set up an editor in the browser (Decap CMS, Sveltia CMS), with the fields of the site's own files
    Cms(Cms),
    /// Remove what builds wrote, and what they keep in .cache
    Clean(Clean),
    /// Write a script that completes commands and options in your shell
    Completions(Completions),
    /// Write manual pages for `man`
    Man(Man),
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

impl Default for Root {
    fn default() -> Self {
        Self { root: PathBuf::from(".") }
    }
}

/// What is shown.
#[derive(Debug, Args)]
pub(super) struct View {
    /// Where the site will stand, instead of `base_url` in site.yaml
    #[arg(long, value_name = "ADDRESS", value_parser = base_url)]
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
pub(super) struct Explain {
    /// The name in brackets, such as unknown-key; without one, all names
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct ReportPage {
    /// The file to write
    #[arg(value_name = "FILE.html")]
    pub file: PathBuf,
    #[command(flatten)]
    pub root: Root,
    #[command(flatten)]
    pub readers: Readers,
}

impl ReportPage {
    /// The site as its readers see it.
    pub fn view(&self) -> View {
        View { base_url: None, relative: false, readers: self.readers }
    }
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// The folder to write them to, within that of the site
    #[arg(value_name = "FOLDER", default_value = "schemas")]
    pub folder: String,
    #[command(flatten)]
    pub root: Root,
    /// Let Visual Studio Code use them: write .vscode/settings.json, or show what to add to it
    #[arg(long)]
    pub vscode: bool,
}

#[derive(Debug, Args)]
pub(super) struct Cms {
    /// The folder to write to, within that of the site
    #[arg(value_name = "FOLDER", default_value = "assets/admin")]
    pub folder: String,
    #[command(flatten)]
    pub root: Root,
    /// Which service keeps the texts, as the editor calls it: `github`, `gitlab`, `gitea`
    #[arg(long, value_name = "SERVICE", default_value = "github")]
    pub backend: String,
    /// What the repository is called there: `office/library`
    #[arg(long, value_name = "OWNER/NAME")]
    pub repository: Option<String>,
    /// The branch that is published
    #[arg(long, value_name = "BRANCH", default_value = "main")]
    pub branch: String,
}

#[derive(Debug, Args)]
pub(super) struct Clean {
    #[command(flatten)]
    pub root: Root,
    /// The folder that the site was built into [default: output in the folder of the site]
    #[arg(long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// The folder to write them to
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// How problems are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Report {
    /// For people
    Human,
    /// For programs
    Json,
    /// For GitHub Actions, which marks the places in a change
    Github,
    /// For editors and code hosts that read SARIF 2.1.0
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub root: Root,
    /// Leave out warnings and notices of this name; mistakes are told all the same
    #[arg(long, value_name = "CODE")]
    pub allow: Vec<String>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Report::Human)]
    pub format: Report,
    /// Take warnings for mistakes, so that the exit code is 1 where there is one
    #[arg(long)]
    pub strict: bool,
    /// Try links to other hosts, too, each host one link at a time; what was well within a week is not asked again
    #[arg(long)]
    pub external: bool,
    /// How long to wait between two links of a host, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 1000)]
    pub pause: u64,
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
