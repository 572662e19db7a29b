//! Pictures that content files show from another host, fetched after the import.
//!
//! Comes in: the content files of a site; goes out: the pictures below `assets/`, with a line `file:` in the front matter of
//! each file that lacked it. Nothing else in a file changes.

use std::path::Path;

use super::content_pictures::{ContentPicture, content_pictures};
use super::names::known;
use super::{MediaOptions, PlacedImage, WantedImage, place, warn};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fs;
use crate::casefile::with_picture_file;
use crate::config::Config;
use crate::import::read::PictureState;

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
    let pictures = content_pictures(root, config)?;
    let wanted = |picture: &ContentPicture| {
        let ContentPicture { path, image, names } = picture;
        let candidates = vec![image.elsewhere()?.to_owned()];
        Some(WantedImage { candidates, names: names.clone(), source: path.clone() })
    };
    let images: Vec<WantedImage> = pictures.iter().filter_map(wanted).collect();
    let placed = place(&images, root, &mut known(root, &pictures)?, options)?;
    warn(&images, &placed, options, problems);
    images.into_iter().zip(placed).map(|(image, placed)| named(root, &image, placed, options.dry_run)).collect()
}

/// Names the file of a picture in the content file that wants it.
fn named(root: &Path, image: &WantedImage, placed: PlacedImage, dry_run: bool) -> Result<FetchedPicture> {
    let PlacedImage { file, state } = placed;
    let path = image.source.clone();
    let mut by_hand = false;
    if let Some(file) = file.as_deref().filter(|_| !dry_run) {
        let text = String::from_utf8(fs::read(&root.join(&path))?).ok();
        match text.and_then(|text| with_picture_file(&text, file)) {
            Some(text) => fs::write_whole(&root.join(&path), text.as_bytes())?,
            None => by_hand = true,
        }
    }
    Ok(FetchedPicture { path, source: image.address().to_owned(), file, state, by_hand })
}
