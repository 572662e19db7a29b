//! Which files change.
//!
//! Comes in: what the system says of the folders of the site; goes out: the paths of the files that matter. What lies in
//! other folders (`output/`, `.git/`), what editors leave beside their files, and that somebody reads a file, is no change.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::Message;
use crate::base::fs;
use crate::builder::THEMES_FOLDER;
use crate::config::FILE_NAME;
use crate::content::{ASSETS_FOLDER, CONTENT_FOLDER};

/// The folders that are watched, with all that lies in them.
const FOLDERS: [&str; 3] = [CONTENT_FOLDER, ASSETS_FOLDER, THEMES_FOLDER];

/// Listens to the system.
pub(super) struct Watch {
    root: PathBuf,
    watcher: Result<RecommendedWatcher, String>,
}

impl Watch {
    /// Tells `touched` of every change below `root`.
    pub fn new(root: &Path, touched: mpsc::Sender<Message>) -> Self {
        // As the system names it.
        let root = fs::real_path(root);
        let folder = root.clone();
        let hear = move |event: notify::Result<Event>| {
            let messages = event.map_or_else(|_| vec![None], |event| changes(&folder, &event));
            for path in messages {
                // Where nobody listens the program ends.
                let _ = touched.send(Message::Touched(path));
            }
        };
        let watcher = notify::recommended_watcher(hear).map_err(|error| error.to_string());
        Self { root, watcher }
    }

    /// Looks that all folders that are there are watched, also those that were made since. None where they are; else why not.
    pub fn renew(&mut self) -> Option<String> {
        let watcher = match &mut self.watcher {
            Ok(watcher) => watcher,
            Err(reason) => return Some(reason.clone()),
        };
        let mut watch = |path: &Path, mode| watcher.watch(path, mode).err().map(|error| error.to_string());
        let mut failed = watch(&self.root, RecursiveMode::NonRecursive);
        for folder in FOLDERS.map(|folder| self.root.join(folder)) {
            let is_there = fs::is_folder(&folder);
            // One that went away in this moment shows by an event of its own.
            let failure = is_there.then(|| watch(&folder, RecursiveMode::Recursive)).flatten();
            failed = failed.or(failure.filter(|_| fs::is_folder(&folder)));
        }
        failed
    }
}

/// The paths that an event changed, below the root; none in the list where the system lost count.
fn changes(root: &Path, event: &Event) -> Vec<Option<String>> {
    if event.need_rescan() {
        return vec![None];
    }
    // A file that was written is told when it is closed, too.
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
        return Vec::new();
    }
    let path = |path: &PathBuf| Some(path.strip_prefix(root).ok()?.to_string_lossy().replace('\\', "/"));
    event.paths.iter().filter_map(path).filter(|path| is_of_site(path)).map(Some).collect()
}

/// Is it a file or a folder that the site is made from?
fn is_of_site(path: &str) -> bool {
    let is_left_behind =
        |name: &str| name.starts_with('.') || name.ends_with('~') || name.starts_with('#') && name.ends_with('#');
    let first = path.split('/').next().unwrap_or_default();
    (path == FILE_NAME || FOLDERS.contains(&first)) && !path.split('/').any(is_left_behind)
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, DataChange, Flag, ModifyKind};

    use super::*;

    fn told(kind: EventKind, path: &str) -> Vec<Option<String>> {
        changes(Path::new("/site"), &Event::new(kind).add_path(Path::new("/site").join(path)))
    }

    #[test]
    fn changes_of_the_site_are_told() {
        let write = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for path in
            ["site.yaml", "content", "content/cases/oslo.md", "assets/a/b.jpg", "themes/own/templates/base.html"]
        {
            assert_eq!(told(write, path), [Some(path.to_owned())], "{path}");
        }
        assert_eq!(told(EventKind::Create(CreateKind::Folder), "content").len(), 1);
        assert_eq!(told(EventKind::Access(AccessKind::Close(AccessMode::Write)), "site.yaml").len(), 1);
        assert_eq!(changes(Path::new("/site"), &Event::new(EventKind::Other).set_flag(Flag::Rescan)), [None]);
    }

    #[test]
    fn what_the_site_is_not_made_from_is_not() {
        let write = EventKind::Modify(ModifyKind::Data(DataChange::Any));
        for path in [
            "",
            "output/index.html",
            ".cache/clock",
            ".git/index",
            "notes.txt",
            "site.yaml~",
            "content/cases/.oslo.md.swp",
            "content/cases/oslo.md~",
            "content/cases/#oslo.md#",
            "content/.obsidian/workspace",
        ] {
            assert!(told(write, path).is_empty(), "{path}");
        }
        assert!(told(EventKind::Access(AccessKind::Open(AccessMode::Any)), "site.yaml").is_empty());
    }
}
