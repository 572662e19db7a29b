//! A new site that builds at once, and new files in it.
//!
//! Comes in: a folder that holds no site yet, and what the site is to be; goes out: `site.yaml`, the vocabulary that the program
//! carries, an about page, an example case that is a draft, and what a host needs to build the site. Nothing that is there is
//! touched.

mod destination;
mod languages;
mod new_file;
mod site_yaml;
mod texts;

pub use destination::Destination;
pub use languages::{Language, Languages};
pub use new_file::{Made, NewFile, check_case, check_taxonomy, new_file};

use std::path::Path;

use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::Message;
use crate::base::url::BaseUrl;

/// Names of what a code host or another tool puts into a folder before there is a site in it.
const NO_SITE: [&str; 4] = ["readme", "license", "licence", "copying"];

/// What a new site is to be.
#[derive(Debug, Clone)]
pub struct NewSite {
    /// Its languages.
    pub languages: Languages,
    /// What it is called in its languages, in their order. Where there are fewer, the rest have a title to be changed later.
    pub titles: Vec<String>,
    /// Where it will stand, if that is known.
    pub base_url: Option<BaseUrl>,
    /// Where it is published.
    pub destinations: Vec<Destination>,
}

/// A site that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeSite {
    /// How many files were written.
    pub files: usize,
    /// The files by which hosts build the site.
    pub recipes: Vec<&'static str>,
    /// What was there already, and stayed as it was.
    pub left: Vec<String>,
}

impl NewSite {
    /// A site in these languages of which nothing else is known.
    #[must_use]
    pub fn new(languages: Languages) -> Self {
        Self { languages, titles: Vec::new(), base_url: None, destinations: Vec::new() }
    }
}

/// Can a new site be made in this folder? What is hidden there does not count, neither do a README and a licence.
///
/// # Errors
/// The folder holds something already, or cannot be looked into.
pub fn check_folder(folder: &Path) -> Result<()> {
    let is_no_site = |name: &String| {
        let name = name.to_lowercase();
        name.starts_with('.') || NO_SITE.iter().any(|known| name.split('.').next() == Some(known))
    };
    if fs::names_in(folder)?.iter().all(is_no_site) {
        return Ok(());
    }
    Err(Error::Usage(say!(
        "the folder `{folder}` is not empty; choose a new one, such as `chancery init my-site`",
        folder = folder.display()
    )))
}

/// Makes a new site.
///
/// # Errors
/// The folder holds something already, or cannot be written.
pub fn init(folder: &Path, site: &NewSite) -> Result<MadeSite> {
    check_folder(folder)?;
    let languages = &site.languages;
    let mut files = vec![
        (
            crate::config::FILE_NAME.to_owned(),
            site_yaml::site_yaml(site).map_err(|cause| Error::Usage(Message::verbatim(cause)))?,
        ),
        ("assets/.gitkeep".to_owned(), languages.first.texts().assets.to_owned()),
        (".gitignore".to_owned(), include_str!("new_site/gitignore.txt").to_owned()),
    ];
    files.extend(texts::content(languages));
    let recipes: Vec<_> = site.destinations.iter().filter_map(|destination| destination.recipe).collect();
    files.extend(recipes.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    let mut left = Vec::new();
    for (path, text) in &files {
        let place = folder.join(path);
        if fs::kind(&place).is_some() {
            left.push(path.clone());
        } else {
            fs::write_whole(&place, text.as_bytes())?;
        }
    }
    let recipes = recipes.into_iter().map(|(path, _)| path).filter(|path| !left.iter().any(|left| left == path));
    Ok(MadeSite { files: files.len() - left.len(), recipes: recipes.collect(), left })
}
