//! What a link or a picture in a Markdown file leads to.

use std::borrow::Cow;

use memchr::memchr;

use crate::base::url::{is_external, percent_decode};

/// What a link leads to, as far as its text tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkTarget {
    /// Another host, a mail address and the like; left as it is.
    External,
    /// A place on the same page: the id without `#`.
    Fragment(String),
    /// Another content file: its path relative to the root, and the id on its page.
    File(String, Option<String>),
    /// A file below `assets/`.
    Asset(String),
    /// An address within the site: decoded, without the leading slash, and the id on its page.
    Address(String, Option<String>),
    /// It leaves the site's folder.
    Outside,
}

/// Says what `target` means in the file at `from` (`content/cases/paris.md`). Targets that end in `.md` are content files
/// next to the one they stand in; those that begin with `/` are addresses of the site, or files when they begin with
/// `/assets/`; all others are files below `assets/`, as in `image.file`.
#[must_use]
pub fn resolve(from: &str, target: &str) -> LinkTarget {
    if is_external(target) {
        return LinkTarget::External;
    }
    let (path, fragment) = match memchr(b'#', target.as_bytes()) {
        Some(mark) => (&target[..mark], Some(decoded(&target[mark + 1..]).into_owned())),
        None => (target, None),
    };
    let path = memchr(b'?', path.as_bytes()).map_or(path, |mark| &path[..mark]);
    let path = decoded(path);
    if path.is_empty() {
        return LinkTarget::Fragment(fragment.unwrap_or_default());
    }
    if let Some(absolute) = path.strip_prefix('/') {
        return match absolute.strip_prefix("assets/") {
            Some(asset) => LinkTarget::Asset(asset.to_owned()),
            // As programs for notes write it; no page has such an address.
            None if absolute.starts_with("content/") && absolute.ends_with(".md") => {
                LinkTarget::File(absolute.to_owned(), fragment)
            }
            None => LinkTarget::Address(absolute.to_owned(), fragment),
        };
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    if path.ends_with(".md") {
        return normalize(&format!("{folder}/{path}"))
            .map_or(LinkTarget::Outside, |file| LinkTarget::File(file, fragment));
    }
    // `../../assets/x.jpg`, as it looks from the file, is understood as well as `x.jpg`.
    let seen_from_file =
        normalize(&format!("{folder}/{path}")).and_then(|file| file.strip_prefix("assets/").map(str::to_owned));
    seen_from_file.or_else(|| normalize(&path)).map_or(LinkTarget::Outside, LinkTarget::Asset)
}

/// With each `%41` as its character, where that is UTF-8.
fn decoded(text: &str) -> Cow<'_, str> {
    let decoded = memchr(b'%', text.as_bytes()).and_then(|_| percent_decode(text));
    decoded.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The way from the file `from` to the file `to`, as a link between them is written: `../networks/c40.md`.
pub(super) fn way(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count().min(from.len() - 1);
    let up = "../".repeat(from.len() - 1 - common);
    format!("{up}{}", to[common.min(to.len() - 1)..].join("/"))
}

/// Takes out `.` and `..`; none where the path leaves the root.
fn normalize(path: &str) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_paris(target: &str) -> LinkTarget {
        resolve("content/cases/paris.md", target)
    }

    #[test]
    fn links_between_files_follow_their_folders() {
        assert_eq!(
            from_paris("braga.md#context"),
            LinkTarget::File("content/cases/braga.md".into(), Some("context".into()))
        );
        assert_eq!(from_paris("../networks/c40.md"), LinkTarget::File("content/networks/c40.md".into(), None));
        assert_eq!(from_paris("../../../x.md"), LinkTarget::Outside);
    }

    #[test]
    fn the_way_between_two_files_is_as_a_link_is_written() {
        let way = |to: &str| way("content/cases/paris.md", to);
        assert_eq!(way("content/cases/braga.md"), "braga.md");
        assert_eq!(way("content/networks/c40.md"), "../networks/c40.md");
        assert_eq!(
            from_paris(&way("content/networks/c40.md")),
            LinkTarget::File("content/networks/c40.md".into(), None)
        );
        assert_eq!(from_paris("/content/cases/braga.md"), LinkTarget::File("content/cases/braga.md".into(), None));
    }

    #[test]
    fn pictures_lie_below_assets_however_they_are_written() {
        for target in ["cases/paris.jpg", "/assets/cases/paris.jpg", "../../assets/cases/paris.jpg"] {
            assert_eq!(from_paris(target), LinkTarget::Asset("cases/paris.jpg".into()), "{target}");
        }
    }

    #[test]
    fn other_targets() {
        assert_eq!(from_paris("https://c40.org"), LinkTarget::External);
        assert_eq!(from_paris("#context"), LinkTarget::Fragment("context".into()));
        assert_eq!(from_paris("/themes/climate/"), LinkTarget::Address("themes/climate/".into(), None));
    }
}
