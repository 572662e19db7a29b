//! The options of `chancery init`.

use std::path::PathBuf;

use clap::Args;

use super::base_url;
use crate::base::url::BaseUrl;
use crate::scaffold::{Destination, Languages};

#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// The folder to make
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// The languages of the site, that of the originals first: `fa`, or `en,fa`. English and Persian have all texts of a new
    /// site; `fr`, `es`, `ar` and `tr` the words of the site theme [default: en]
    #[arg(long, value_name = "LANGUAGES", value_parser = languages)]
    pub language: Option<Languages>,
    /// What the site is called; given again, what it is called in its second language, and so on
    #[arg(long = "title", value_name = "TITLE")]
    pub titles: Vec<String>,
    /// Where the site will stand: https://library.example.org/
    #[arg(long, value_name = "ADDRESS", value_parser = base_url)]
    pub base_url: Option<BaseUrl>,
    /// Who publishes the site: `github-pages`, `gitlab-pages` and `netlify` get a file by which they build it; `cloudflare` and
    /// `nginx` are named in site.yaml; several with commas between them
    #[arg(long = "host", value_name = "HOST", value_delimiter = ',', value_parser = destination)]
    pub hosts: Vec<Destination>,
    /// Ask nothing, also on a terminal
    #[arg(long)]
    pub no_input: bool,
}

fn languages(text: &str) -> Result<Languages, String> {
    Languages::parse(text).map_err(|reason| reason.english())
}

fn destination(text: &str) -> Result<Destination, String> {
    Destination::parse(text).map_err(|reason| reason.english())
}
