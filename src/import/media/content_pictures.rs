//! The pictures that cases and articles name in their front matter.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::SourceFile;
use crate::casefile::{read_article, read_case};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::model::{Article, Case, Image};

/// The picture of a content file.
pub(super) struct ContentPicture {
    /// The content file, from the folder of the site.
    pub path: String,
    /// What it says of its picture.
    pub image: Image,
    /// The names below `assets/` that its file may have, without an ending, the best first.
    pub names: Vec<String>,
}

/// The names of the picture of a case: `cases/medellin`.
pub(super) fn names_for_case(case: &Case) -> Vec<String> {
    let (slug, country) = (&case.slug, case.country.as_str().to_lowercase());
    vec![format!("cases/{slug}"), format!("cases/{slug}-{country}")]
}

/// The names of the picture of an article: `articles/one`.
pub(super) fn names_for_article(article: &Article) -> Vec<String> {
    vec![format!("articles/{}", article.slug)]
}

/// Reads the pictures of all articles and cases, in the order of their files. Their mistakes are told by the build.
///
/// # Errors
/// A content file cannot be read.
pub(super) fn content_pictures(root: &Path, config: &Config) -> Result<Vec<ContentPicture>> {
    let mut pictures = pictures_in(root, "articles", &|file| {
        let article = read_article(file, &RefCell::default())?.value?;
        let names = names_for_article(&article);
        Some((article.image?, names))
    })?;
    pictures.extend(pictures_in(root, "cases", &|file| {
        let case = read_case(file, config, &RefCell::default())?.value?;
        let names = names_for_case(&case);
        Some((case.image?, names))
    })?);
    Ok(pictures)
}

/// The picture of a text, and the names that its file may have.
type ReadPicture<'a> = dyn Fn(&Arc<SourceFile>) -> Option<(Image, Vec<String>)> + Sync + 'a;

fn pictures_in(root: &Path, folder: &str, read: &ReadPicture<'_>) -> Result<Vec<ContentPicture>> {
    let folder = format!("{CONTENT_FOLDER}/{folder}");
    let picture = |name: &String| -> Result<Option<ContentPicture>> {
        let path = format!("{folder}/{name}");
        let bytes = fs::read(&root.join(&path))?;
        let found = read(&SourceFile::new(path.as_str(), String::from_utf8_lossy(&bytes)));
        Ok(found.map(|(image, names)| ContentPicture { path, image, names }))
    };
    let pictures = fs::list_files(&root.join(&folder))?.par_iter().map(picture).collect::<Result<Vec<_>>>()?;
    Ok(pictures.into_iter().flatten().collect())
}
