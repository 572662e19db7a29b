//! A new site that builds at once.
//!
//! Comes in: a folder that is empty or not there; goes out: `site.yaml`, the vocabulary that the program carries, an about
//! page, and an example case that is a draft. Nothing that is there is touched.

use std::path::Path;

use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::casefile::is_translation;
use crate::theme::embedded::vocabulary_files;

/// What every new site has, besides the vocabulary.
const FILES: [(&str, &str); 5] = [
    ("site.yaml", include_str!("new_site/site.yaml")),
    ("content/pages/about.md", include_str!("new_site/about.md")),
    ("content/cases/example.md", include_str!("new_site/example.md")),
    ("assets/.gitkeep", include_str!("new_site/assets.txt")),
    (".gitignore", include_str!("new_site/gitignore.txt")),
];

/// Makes a new site; returns how many files were written.
///
/// # Errors
/// The folder holds something already, or cannot be written.
pub fn init(folder: &Path) -> Result<usize> {
    if !fs::is_free_folder(folder)? {
        return Err(Error::Usage(format!(
            "the folder `{}` is not empty; choose a new one, such as `chancery init my-site`",
            folder.display()
        )));
    }
    let vocabulary = vocabulary_files()
        .iter()
        .filter(|(path, _)| !is_translation(path))
        .map(|(path, bytes)| (format!("content/{}", path.trim_start_matches("content/")), *bytes));
    let files: Vec<(String, &[u8])> =
        FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes())).chain(vocabulary).collect();
    for (path, bytes) in &files {
        fs::write_whole(&folder.join(path), bytes)?;
    }
    Ok(files.len())
}
