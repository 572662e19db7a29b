//! The plan of a post: its files, what to do with each, and what it translates.

use std::path::Path;

use super::decide::Action;
use super::merge_base;
use crate::base::error::Result;
use crate::base::fs;
use crate::base::message::Message;
use crate::content::CONTENT_FOLDER;
use crate::import::read::PostDraft;

/// A file of the plan.
#[derive(Debug, Clone)]
pub(in crate::import) struct PlannedFile {
    /// Its path below `content/`.
    pub path: String,
    /// What to do.
    pub action: Action,
    /// What is there now.
    pub before: Option<String>,
    /// What is to be written, where something is.
    pub after: Option<String>,
    /// Was it made a draft, as its post is not public any more?
    pub withdrawn: bool,
    /// The source's version, where it is to be imported: the post's key, the path of the copy, and the text.
    pub remember: Option<(String, String, String)>,
}

/// A post with the files it becomes.
pub(in crate::import) struct PlannedPost {
    pub draft: PostDraft,
    /// The article's file.
    pub article: PlannedFile,
    /// The files of the cities, in their order.
    pub cities: Vec<PlannedFile>,
    /// Files of cities that the post no longer has.
    pub gone: Vec<PlannedFile>,
    /// What it translates, for a post in another language than the site's.
    pub pairing: Option<Pairing>,
}

impl PlannedFile {
    /// Writes the file, and remembers the source's version.
    pub fn write(&self, root: &Path) -> Result<()> {
        if let Some(text) = &self.after {
            fs::write_whole(&root.join(CONTENT_FOLDER).join(&self.path), text.as_bytes())?;
        }
        match &self.remember {
            Some((key, path, text)) => merge_base::write(root, key, path, text),
            None => Ok(()),
        }
    }
}

/// What a post in another language than the site's translates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Pairing {
    /// The language of the post.
    pub language: String,
    /// The article that it translates.
    pub article: Option<Paired>,
    /// The cases that its cities translate.
    pub cities: Vec<Option<Paired>>,
}

/// A text and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Paired {
    /// The path of the original below `content/`.
    pub original: String,
    /// What proves it.
    pub evidence: Message,
}
