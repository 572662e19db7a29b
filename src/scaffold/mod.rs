//! A new site that builds at once, and new files in it.
//!
//! Comes in: a folder that is empty or not there, and the languages of the site; goes out: `site.yaml`, the vocabulary that the
//! program carries, an about page, and an example case that is a draft. Nothing that is there is touched.

mod languages;
mod new_file;
mod site_yaml;
mod texts;

pub use languages::{Language, Languages};
pub use new_file::{Made, NewFile, new_file};

use std::path::Path;

use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::message::Message;

/// Makes a new site; returns how many files were written.
///
/// # Errors
/// The folder holds something already, or cannot be written.
pub fn init(folder: &Path, languages: &Languages) -> Result<usize> {
    if !fs::is_free_folder(folder)? {
        return Err(Error::Usage(say!(
            "the folder `{folder}` is not empty; choose a new one, such as `chancery init my-site`",
            folder = folder.display()
        )));
    }
    let mut files = vec![
        (
            crate::config::FILE_NAME.to_owned(),
            site_yaml::site_yaml(languages).map_err(|cause| Error::Usage(Message::verbatim(cause)))?,
        ),
        ("assets/.gitkeep".to_owned(), languages.first.texts().assets.to_owned()),
        (".gitignore".to_owned(), include_str!("new_site/gitignore.txt").to_owned()),
    ];
    files.extend(texts::content(languages));
    for (path, text) in &files {
        fs::write_whole(&folder.join(path), text.as_bytes())?;
    }
    Ok(files.len())
}
