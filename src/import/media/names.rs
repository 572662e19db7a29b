//! Which file a picture gets, the same at every import.
//!
//! Comes in: addresses with the names that they would like, and what is known from earlier imports; goes out: for each the
//! file that is there already, or a name that nobody else has. What was placed is remembered in `assets/.imported.json`, a
//! list of files and addresses made to be kept in version control. Without it nothing is lost: the files name their
//! pictures too, and a picture of the text is compared with what lies there.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::WantedImage;
use super::content_pictures::ContentPicture;
use crate::base::digest::Digest;
use crate::base::error::Result;
use crate::base::fs;
use crate::content::ASSETS_FOLDER;

/// The list of what was placed. Hidden files are no assets.
const RECORD: &str = ".imported.json";

/// What is known about the pictures below `assets/`.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    /// The file of each address, as the record and the content files have it. It need not be there.
    files: BTreeMap<String, String>,
    /// The same, as the content files alone have it.
    named: BTreeMap<String, String>,
    /// The files that are there.
    assets: BTreeSet<String>,
    /// Names without their ending that are somebody's, in lower case: some disks do not tell the cases apart.
    taken: BTreeSet<String>,
}

/// The file of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// It is there.
    There(String),
    /// It will be this one, with the ending that its content asks for.
    Free(String),
}

/// Reads the record and what lies below `assets/`; `pictures` are those that cases and articles name.
pub(super) fn known(root: &Path, pictures: &[ContentPicture]) -> Result<Known> {
    let assets: BTreeSet<String> = fs::list_files(&root.join(ASSETS_FOLDER))?.into_iter().collect();
    let mut files: BTreeMap<String, String> =
        read_record(root)?.into_iter().map(|(file, address)| (address, file)).collect();
    // What an editor wrote into a file counts more.
    let address_and_file = |picture: &ContentPicture| picture.image.source.clone().zip(picture.image.file.clone());
    let named: BTreeMap<String, String> = pictures.iter().filter_map(address_and_file).collect();
    files.extend(named.clone());
    let taken = assets.iter().chain(files.values()).map(|file| stem(file).to_lowercase()).collect();
    Ok(Known { files, named, assets, taken })
}

/// Files and the addresses that they came from. A record that cannot be read counts as none.
pub(super) fn read_record(root: &Path) -> Result<BTreeMap<String, String>> {
    let bytes = fs::read_if_there(&root.join(ASSETS_FOLDER).join(RECORD))?;
    Ok(bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default())
}

/// Writes the record, one picture a line.
pub(super) fn write_record(root: &Path, record: &BTreeMap<String, String>) -> Result<()> {
    let mut text = serde_json::to_string_pretty(record).unwrap_or_default();
    text.push('\n');
    fs::write_whole(&root.join(ASSETS_FOLDER).join(RECORD), text.as_bytes())
}

impl Known {
    /// The file that a case names for an address, whether it is there or not.
    pub fn named(&self, address: &str) -> Option<&String> {
        self.named.get(address)
    }

    /// A picture was placed.
    pub fn add(&mut self, address: &str, file: &str) {
        self.files.insert(address.to_owned(), file.to_owned());
        self.assets.insert(file.to_owned());
        self.taken.insert(stem(file).to_lowercase());
    }

    /// A file for each picture, in their order. Pictures of one address share it.
    pub fn names(&self, images: &[WantedImage]) -> Vec<Name> {
        let mut taken = self.taken.clone();
        let mut given: BTreeMap<&str, Name> = BTreeMap::new();
        let mut names = Vec::new();
        for image in images {
            let address = image.address();
            let name = given.get(address).cloned().unwrap_or_else(|| match self.files.get(address) {
                Some(file) if self.assets.contains(file) => Name::There(file.clone()),
                Some(file) => Name::Free(stem(file).to_owned()),
                None => Name::Free(free_name(image, &mut taken)),
            });
            given.insert(address, name.clone());
            names.push(name);
        }
        names
    }
}

/// The first name that nobody has, else the first with a mark made from the address: no later import makes another one.
fn free_name(image: &WantedImage, taken: &mut BTreeSet<String>) -> String {
    const MARK: usize = 8;
    let mark = Digest::of(image.address().as_bytes()).to_string();
    let marked = image.names.first().map(|name| format!("{name}-{}", &mark[..MARK]));
    let free = image.names.iter().cloned().chain(marked).find(|name| taken.insert(name.to_lowercase()));
    free.unwrap_or_else(|| format!("pictures/{mark}"))
}

/// The name without its ending.
fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => stem,
        _ => file,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(address: &str, names: &[&str]) -> WantedImage {
        WantedImage {
            candidates: vec![address.to_owned()],
            names: names.iter().map(ToString::to_string).collect(),
            ..WantedImage::default()
        }
    }

    fn known(files: &[(&str, &str)], assets: &[&str]) -> Known {
        let files: BTreeMap<String, String> =
            files.iter().map(|(address, file)| (address.to_string(), file.to_string())).collect();
        let assets: BTreeSet<String> = assets.iter().map(ToString::to_string).collect();
        let taken = assets.iter().chain(files.values()).map(|file| stem(file).to_lowercase()).collect();
        Known { files, assets, taken, ..Known::default() }
    }

    #[test]
    fn two_pictures_never_share_a_name_and_one_picture_never_has_two() {
        let images = [
            wanted("https://a.org/x.jpg", &["cases/paris", "cases/paris-fr"]),
            wanted("https://a.org/y.jpg", &["cases/paris", "cases/paris-us"]),
            wanted("https://a.org/x.jpg", &["cases/lyon"]),
            wanted("https://a.org/z.jpg", &["cases/paris"]),
        ];
        let names = known(&[], &[]).names(&images);
        let free = |name: &str| Name::Free(name.to_owned());
        assert_eq!(names[..3], [free("cases/paris"), free("cases/paris-us"), free("cases/paris")]);
        assert!(matches!(&names[3], Name::Free(name) if name.starts_with("cases/paris-") && name.len() == 20));
    }

    #[test]
    fn an_editors_file_keeps_its_name_and_an_earlier_import_is_kept() {
        let known = known(
            &[("https://a.org/x.jpg", "cases/old.jpg"), ("https://a.org/gone.jpg", "cases/gone.png")],
            &["cases/Paris.JPG", "cases/old.jpg"],
        );
        let images = [
            wanted("https://a.org/x.jpg", &["cases/new"]),
            wanted("https://a.org/y.jpg", &["cases/paris", "cases/paris-fr"]),
            wanted("https://a.org/gone.jpg", &["cases/new"]),
        ];
        let names = known.names(&images);
        assert_eq!(names[0], Name::There("cases/old.jpg".to_owned()));
        assert_eq!(names[1], Name::Free("cases/paris-fr".to_owned()));
        assert_eq!(names[2], Name::Free("cases/gone".to_owned()));
    }

    #[test]
    fn a_broken_record_counts_as_none() {
        let folder = tempfile::tempdir().unwrap();
        let record = BTreeMap::from([("cases/paris.jpg".to_owned(), "https://a.org/x.jpg".to_owned())]);
        write_record(folder.path(), &record).unwrap();
        assert_eq!(read_record(folder.path()).unwrap(), record);
        fs::write_whole(&folder.path().join(ASSETS_FOLDER).join(RECORD), b"{<<<<<").unwrap();
        assert_eq!(read_record(folder.path()).unwrap(), BTreeMap::new());
    }
}
