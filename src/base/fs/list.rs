//! What lies below a folder.
//!
//! Comes in: a folder; goes out: the paths of its files in a fixed order, and their states where they are asked for.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::super::error::{Error, Result};
use super::below;
use super::stamp::Stamp;

/// How many files a core finds before it looks at their states, while another one goes on to find files.
const AT_ONCE: usize = 128;

/// All files below a folder, as paths relative to it with `/` between their parts, sorted. Hidden files and folders
/// (`.git`, `.DS_Store`) and what editors leave behind (`name~`, `#name#`) are passed over. A folder that is not there
/// has no files. Links to files and folders are followed.
///
/// # Errors
/// A folder cannot be read, a link leads in a circle, or a name is not UTF-8.
pub fn list_files(folder: &Path) -> Result<Vec<String>> {
    let mut files = find(folder, &NoGuard).collect::<Result<Vec<_>>>()?;
    files.sort_unstable();
    Ok(files)
}

/// The same files, each with its stamp.
///
/// # Errors
/// Those of [`list_files`], or a file went away while it was looked at.
pub fn list_with_stamps(folder: &Path) -> Result<Vec<(String, Stamp)>> {
    list_guarded(folder, &NoGuard)
}

/// Says where a listing must not go.
pub(super) trait Guard: Sync {
    /// Is what this link leads to passed over?
    fn refuses_link(&self, path: &Path) -> bool;
    /// Hears of folders, and of what is neither a file nor a folder and is passed over.
    fn meets(&self, path: &Path, is_folder: bool);
}

/// Goes wherever links lead.
struct NoGuard;

impl Guard for NoGuard {
    fn refuses_link(&self, _: &Path) -> bool {
        false
    }

    fn meets(&self, _: &Path, _: bool) {}
}

/// The same, but for what a guard refuses.
pub(super) fn list_guarded(folder: &Path, guard: &dyn Guard) -> Result<Vec<(String, Stamp)>> {
    let stamped = |file: Result<String>| -> Result<(String, Stamp)> {
        let file = file?;
        let path = below(folder, &file);
        let metadata = fs::metadata(&path).map_err(|cause| Error::disk("look at", &path, cause))?;
        Ok((file, Stamp::of(&metadata)))
    };
    let mut files = find(folder, guard);
    let some = std::iter::from_fn(|| {
        let some: Vec<_> = files.by_ref().take(AT_ONCE).collect();
        (!some.is_empty()).then_some(some)
    });
    let stamped: Vec<Vec<_>> =
        some.par_bridge().map(|some| some.into_iter().map(stamped).collect::<Result<_>>()).collect::<Result<_>>()?;
    let mut files: Vec<_> = stamped.into_iter().flatten().collect();
    files.par_sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    Ok(files)
}

/// The files below a folder, as the disk has them.
fn find(folder: &Path, guard: &dyn Guard) -> impl Iterator<Item = Result<String>> + Send {
    let walk = WalkDir::new(folder).follow_links(true).min_depth(1).into_iter();
    let walk = walk.filter_entry(|entry| {
        let is_refused = || entry.path_is_symlink() && guard.refuses_link(entry.path());
        !is_passed_over(last_part(entry.path())) && !is_refused()
    });
    folder.is_dir().then_some(walk).into_iter().flatten().filter_map(move |entry| {
        let entry = match entry {
            Ok(entry) => entry,
            Err(cause) => {
                let path = cause.path().unwrap_or(folder).to_owned();
                // A link that leads nowhere.
                let is_circle = cause.loop_ancestor().is_some();
                if !is_circle && path.is_symlink() && (is_passed_over(last_part(&path)) || guard.refuses_link(&path)) {
                    return None;
                }
                return Some(Err(Error::disk("list", &path, cause.into())));
            }
        };
        if !entry.file_type().is_file() {
            guard.meets(entry.path(), entry.file_type().is_dir());
        }
        entry.file_type().is_file().then(|| {
            relative(entry.path(), folder).ok_or_else(|| {
                let cause = io::Error::new(io::ErrorKind::InvalidData, "its name is not valid UTF-8; rename it");
                Error::disk("use", entry.path(), cause)
            })
        })
    })
}

fn is_passed_over(name: &[u8]) -> bool {
    name.starts_with(b".") || name.ends_with(b"~") || (name.starts_with(b"#") && name.ends_with(b"#"))
}

/// The name of what was found below a folder, in the bytes of `OsStr`, in which ASCII is ASCII.
fn last_part(path: &Path) -> &[u8] {
    let bytes = path.as_os_str().as_encoded_bytes();
    bytes.rsplit(|byte| std::path::is_separator(char::from(*byte))).next().unwrap_or(bytes)
}

/// The path below a folder with `/` between its parts; none where that is not UTF-8. All that lies below a folder is listed
/// with the folder's name as it was given, so it need not be looked at part by part, which takes longer than listing it.
fn relative(path: &Path, folder: &Path) -> Option<String> {
    let (path, folder) = (path.as_os_str().as_encoded_bytes(), folder.as_os_str().as_encoded_bytes());
    let below = std::str::from_utf8(path.strip_prefix(folder)?).ok()?.trim_start_matches(std::path::is_separator);
    if std::path::MAIN_SEPARATOR == '/' {
        return Some(below.to_owned());
    }
    let path = Path::new(below);
    let parts: Option<Vec<&str>> = path.components().map(|part| part.as_os_str().to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::super::{stamp, write_whole};
    use super::*;

    #[test]
    fn files_are_listed_sorted_without_hidden_ones() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.md", "a/c.md", ".hidden/x", "a/.DS_Store", "b.md~"] {
            write_whole(&folder.path().join(name), b"x").unwrap();
        }
        assert_eq!(list_files(folder.path()).unwrap(), ["a/c.md", "b.md"]);
        assert!(list_files(&folder.path().join("missing")).unwrap().is_empty());
    }

    #[test]
    fn files_come_in_the_same_order_with_their_stamps() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..3 * AT_ONCE {
            write_whole(&folder.path().join(format!("{}/{number}.md", number % 3)), &vec![b'x'; number]).unwrap();
        }
        let listed = list_with_stamps(folder.path()).unwrap();
        assert!(listed.iter().map(|(file, _)| file).eq(&list_files(folder.path()).unwrap()));
        for (file, known) in listed {
            assert_eq!(stamp(&folder.path().join(file)).unwrap(), Some(known));
        }
        assert!(list_with_stamps(&folder.path().join("missing")).unwrap().is_empty());
    }

    // Other systems refuse such names.
    #[cfg(target_os = "linux")]
    #[test]
    fn only_the_names_below_a_folder_have_to_be_readable() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let name = OsStr::from_bytes(b"caf\xe9");
        let folder = tempfile::tempdir().unwrap();
        let old = folder.path().join(name);
        write_whole(&old.join("a/b.md"), b"x").unwrap();
        for folder in [old.clone(), old.join("")] {
            assert_eq!(list_files(&folder).unwrap(), ["a/b.md"]);
        }
        write_whole(&old.join("a").join(name), b"x").unwrap();
        assert!(list_files(&old).unwrap_err().to_string().contains("not valid UTF-8"));
    }
}
