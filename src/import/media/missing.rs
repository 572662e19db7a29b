//! Pictures that content files show from another host, fetched after the import.
//!
//! Comes in: the content files of a site; goes out: the pictures below `assets/`, with a line `file:` in the front matter of
//! each file that lacked it. Nothing else in a file changes.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::names::known;
use super::{MediaOptions, WantedImage, place, warn};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::SourceFile;
use crate::casefile::{read_article, read_case, with_picture_file};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::import::read::PictureState;
use crate::model::Image;

/// What became of the picture of a content file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedPicture {
    /// The content file, from the folder of the site.
    pub path: String,
    /// Where the picture was first published.
    pub source: String,
    /// Its file below `assets/`, which the content file names now.
    pub file: Option<String>,
    /// How it came there, or why it did not.
    pub state: PictureState,
    /// Is the content file in a form that only its editor can add the line to?
    pub by_hand: bool,
}

/// A content file whose picture is elsewhere.
struct Lacking {
    path: String,
    text: String,
    image: WantedImage,
}

/// Fetches the pictures of cases and articles that are still on other hosts, and names them in the content files, sorted by
/// path. Pictures that could not be had are told in `problems`; mistakes of content files are left to the check.
///
/// # Errors
/// A file cannot be read or written.
pub fn fetch_missing(
    root: &Path,
    config: &Config,
    options: &MediaOptions<'_>,
    problems: &mut Diagnostics,
) -> Result<Vec<FetchedPicture>> {
    let mut lacking = lacking_in(root, "articles", &|source| {
        let article = read_article(source, &RefCell::default())?.value?;
        Some((article.image?, vec![format!("articles/{}", article.slug)]))
    })?;
    lacking.extend(lacking_in(root, "cases", &|source| {
        let case = read_case(source, config, &RefCell::default())?.value?;
        let country = case.country.as_str().to_lowercase();
        Some((case.image?, vec![format!("cases/{}", case.slug), format!("cases/{}-{country}", case.slug)]))
    })?);
    let images: Vec<WantedImage> = lacking.iter().map(|one| one.image.clone()).collect();
    let placed = place(&images, root, &mut known(root, config)?, options)?;
    warn(&images, &placed, options, problems);
    let named = lacking.into_iter().zip(placed).map(|(lacking, placed)| {
        let Lacking { path, text, image } = lacking;
        let with_file = placed.file.as_ref().and_then(|file| with_picture_file(&text, file));
        let by_hand = placed.file.is_some() && with_file.is_none();
        if let Some(text) = with_file.filter(|_| !options.dry_run) {
            fs::write_whole(&root.join(&path), text.as_bytes())?;
        }
        let source = image.address().to_owned();
        Ok(FetchedPicture { path, source, file: placed.file, state: placed.state, by_hand })
    });
    named.collect()
}

/// The picture of a text, and the names that its file may have.
type ReadPicture<'a> = dyn Fn(&Arc<SourceFile>) -> Option<(Image, Vec<String>)> + 'a;

/// The content files of a folder whose pictures are elsewhere.
fn lacking_in(root: &Path, folder: &str, read: &ReadPicture<'_>) -> Result<Vec<Lacking>> {
    let folder = format!("{CONTENT_FOLDER}/{folder}");
    let mut lacking = Vec::new();
    for name in fs::list_files(&root.join(&folder))? {
        let path = format!("{folder}/{name}");
        // A text that is not UTF-8 is told by the check.
        let Ok(text) = String::from_utf8(fs::read(&root.join(&path))?) else { continue };
        let Some((image, names)) = read(&SourceFile::new(path.as_str(), text.clone())) else { continue };
        if let Some(address) = image.elsewhere() {
            let image = WantedImage { candidates: vec![address.to_owned()], names, source: path.clone() };
            lacking.push(Lacking { path, text, image });
        }
    }
    Ok(lacking)
}
