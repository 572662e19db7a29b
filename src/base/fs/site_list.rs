//! What lies below a folder of a site, without what must not be read.
//!
//! Comes in: the root of a site and a folder in it; goes out: its files with their states, and what is no file of the site:
//! links that lead out of it, and what is neither a file nor a folder. A site is built from somebody's branch, on a machine
//! that has files of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::super::error::Result;
use super::list::{Guard, list_guarded};
use super::stamp::Stamp;

/// What lies below a folder of a site.
#[derive(Debug, Default)]
pub struct SiteFiles {
    /// The files, sorted by path, with their states.
    pub files: Vec<(String, Stamp)>,
    /// What is there and is not read, sorted by path.
    pub strange: Vec<Strange>,
}

/// Something that is no file of the site.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Strange {
    /// Its path below the root, with `/` between its parts.
    pub path: String,
    /// What it is.
    pub what: Oddity,
}

/// Why something is not read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Oddity {
    /// A link that leads out of the site; as it is written.
    Outside(PathBuf),
    /// A link to what a site hides: `.git`, `.cache`.
    Hidden,
    /// A link that leads nowhere.
    Nowhere,
    /// A pipe, a device or a socket.
    NoFile,
    /// A folder with the name of a text.
    Folder,
}

/// All files of a folder of the site at `root`, as [`list_with_stamps`](super::list_with_stamps) lists them.
///
/// # Errors
/// A folder cannot be read, a link leads in a circle, or a name is not UTF-8.
pub fn list_in_site(root: &Path, folder: &str) -> Result<SiteFiles> {
    let place = root.join(folder);
    let guard = SiteGuard { root: super::real_path(root), start: place.clone(), folder, found: Mutex::default() };
    // The folder itself may be a link, or lie in one.
    let ends = folder.match_indices('/').map(|(end, _)| end).chain([folder.len()]);
    for above in ends.map(|end| &folder[..end]).filter(|above| root.join(above).is_symlink()) {
        if let Some(what) = leads_out(&guard.root, &root.join(above)) {
            let strange = vec![Strange { path: above.to_owned(), what }];
            return Ok(SiteFiles { files: Vec::new(), strange });
        }
    }
    let files = list_guarded(&place, &guard)?;
    Ok(SiteFiles { files, strange: guard.strange() })
}

/// What a file of the site is besides a file, if anything: for those that are not listed.
#[must_use]
pub fn oddity(root: &Path, file: &str) -> Option<Oddity> {
    let place = root.join(file);
    let kind = fs::symlink_metadata(&place).ok()?.file_type();
    if kind.is_symlink()
        && let Some(oddity) = leads_out(&super::real_path(root), &place)
    {
        return Some(oddity);
    }
    let kind = fs::metadata(&place).ok()?.file_type();
    if kind.is_dir() { Some(Oddity::Folder) } else { (!kind.is_file()).then_some(Oddity::NoFile) }
}

/// Where a path leads that must stay in the site; none where it does.
fn leads_out(root: &Path, path: &Path) -> Option<Oddity> {
    let Ok(real) = fs::canonicalize(path) else { return Some(Oddity::Nowhere) };
    let Ok(within) = real.strip_prefix(root) else {
        return Some(Oddity::Outside(fs::read_link(path).unwrap_or(real)));
    };
    let is_hidden = within.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"."));
    is_hidden.then_some(Oddity::Hidden)
}

/// Sees to it that nothing outside a site is listed.
struct SiteGuard<'g> {
    /// The real path of the site.
    root: PathBuf,
    /// The folder that is listed, and its path below the root.
    start: PathBuf,
    folder: &'g str,
    found: Mutex<Vec<Strange>>,
}

impl SiteGuard<'_> {
    fn note(&self, path: &Path, what: Oddity) {
        let below = path.strip_prefix(&self.start).unwrap_or(path);
        let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
        let path = std::iter::once(self.folder.into()).chain(parts).collect::<Vec<_>>().join("/");
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(Strange { path, what });
    }

    fn strange(self) -> Vec<Strange> {
        let mut found = self.found.into_inner().unwrap_or_else(PoisonError::into_inner);
        found.sort();
        found.dedup();
        found
    }
}

impl Guard for SiteGuard<'_> {
    fn refuses_link(&self, path: &Path) -> bool {
        let oddity = leads_out(&self.root, path);
        let is_refused = oddity.is_some();
        oddity.into_iter().for_each(|oddity| self.note(path, oddity));
        is_refused
    }

    fn meets(&self, path: &Path, is_folder: bool) {
        if !is_folder {
            self.note(path, Oddity::NoFile);
        } else if path.extension().is_some_and(|ending| ending == "md") {
            self.note(path, Oddity::Folder);
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::super::write_whole;
    use super::*;

    #[test]
    fn links_stay_in_the_site_and_the_rest_is_named() {
        let outside = tempfile::tempdir().unwrap();
        let root = outside.path().join("site");
        let place = |path: &str| root.join(path);
        write_whole(&outside.path().join("secret/key.txt"), b"x").unwrap();
        for file in ["assets/a.txt", "content/b.md", ".git/config", "more/c.txt"] {
            write_whole(&place(file), b"x").unwrap();
        }
        symlink("../content/b.md", place("assets/inside.md")).unwrap();
        symlink("../more", place("assets/folder")).unwrap();
        symlink("../../secret/key.txt", place("assets/key.txt")).unwrap();
        symlink(outside.path().join("secret"), place("assets/secret")).unwrap();
        symlink("../.git/config", place("assets/git.txt")).unwrap();
        symlink("missing.txt", place("assets/nowhere.txt")).unwrap();
        symlink("../..", place("more/up")).unwrap();
        std::os::unix::net::UnixListener::bind(place("assets/pipe.txt")).unwrap();
        fs::create_dir(place("assets/x.md")).unwrap();
        let SiteFiles { files, strange } = list_in_site(&root, "assets").unwrap();
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.txt", "folder/c.txt", "inside.md"]);
        let strange: Vec<(&str, &Oddity)> = strange.iter().map(|one| (one.path.as_str(), &one.what)).collect();
        assert_eq!(
            strange,
            [
                ("assets/folder/up", &Oddity::Outside("../..".into())),
                ("assets/git.txt", &Oddity::Hidden),
                ("assets/key.txt", &Oddity::Outside("../../secret/key.txt".into())),
                ("assets/nowhere.txt", &Oddity::Nowhere),
                ("assets/pipe.txt", &Oddity::NoFile),
                ("assets/secret", &Oddity::Outside(outside.path().join("secret"))),
                ("assets/x.md", &Oddity::Folder),
            ]
        );
    }

    #[test]
    fn a_folder_that_is_a_link_itself_is_looked_at() {
        let outside = tempfile::tempdir().unwrap();
        let root = outside.path().join("site");
        write_whole(&outside.path().join("theirs/x.md"), b"x").unwrap();
        write_whole(&root.join("texts/x.md"), b"x").unwrap();
        symlink("../theirs", root.join("assets")).unwrap();
        symlink("texts", root.join("content")).unwrap();
        assert_eq!(list_in_site(&root, "assets").unwrap().strange.len(), 1);
        assert!(list_in_site(&root, "assets/deeper").unwrap().files.is_empty());
        let listed = list_in_site(&root, "content").unwrap();
        assert!(listed.files.len() == 1 && listed.strange.is_empty());
        assert!(list_in_site(&root, "missing").unwrap().files.is_empty());
    }
}
