//! Finding a picture in a copy of `wp-content/uploads`.

use std::path::{Path, PathBuf};

use unicode_normalization::UnicodeNormalization;

use crate::base::fs;
use crate::base::url::percent_decode;

/// The folder of a WordPress site that holds what people uploaded.
const UPLOADS: &str = "/uploads/";

/// The file in the copy `folder` that stands behind an address, if there is one. The copy may be that of `uploads` itself,
/// of `wp-content` or of the whole site.
pub(super) fn find(folder: &Path, address: &str) -> Option<PathBuf> {
    let path = path_below_uploads(address)?;
    // Some systems store an accent as a character of its own when files are copied.
    let spellings = [path.clone(), path.nfc().collect(), path.nfd().collect()];
    let folders = ["", "uploads", "wp-content/uploads"].map(|below| folder.join(below));
    folders.iter().flat_map(|folder| spellings.iter().map(|path| folder.join(path))).find(|file| fs::is_file(file))
}

/// `2025/05/Beijing.jpg`; none for what is no upload, and for paths that would lead out of the folder.
fn path_below_uploads(address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next()?;
    let (_, path) = address.split_once(UPLOADS)?;
    let path = percent_decode(path)?;
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    path.split('/').all(is_plain).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_found_under_the_path_that_its_address_has() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("uploads/2025/05/Medell\u{ed}n ©.jpg");
        fs::write_whole(&file, b"x").unwrap();
        let found = |address: &str| find(folder.path(), address).map(|path| fs::read(&path).unwrap());
        // The same name with its accent apart, as macOS writes it.
        assert!(found("https://a.org/wp-content/uploads/2025/05/Medelli\u{301}n%20©.jpg?x=1").is_some());
        assert_eq!(found("https://a.org/wp-content/uploads/2025/06/Medell\u{ed}n%20©.jpg"), None);
    }

    #[test]
    fn no_address_leads_out_of_the_folder() {
        for path in ["../../etc/passwd", "%2e%2e/secret", "/etc/passwd", "a//b", "c:\\x", ""] {
            assert_eq!(path_below_uploads(&format!("https://a.org/uploads/{path}")), None, "{path}");
        }
        assert_eq!(path_below_uploads("https://a.org/pictures/x.jpg"), None);
    }
}
