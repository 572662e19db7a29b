//! The pictures and files of a WordPress, as far as the input names them.

use std::collections::BTreeMap;

use super::post::{Featured, PostTerm};

/// What the input says about numbers: the files of the media library, users, categories and tags.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct MediaLibrary {
    /// The address of each file.
    pub by_id: BTreeMap<u64, String>,
    /// The caption of a file, as HTML, where it has one.
    pub captions: BTreeMap<u64, String>,
    /// The text for those who do not see the picture, where it has one.
    pub alternatives: BTreeMap<u64, String>,
    /// The files that were uploaded to a post, by the number of the post. A gallery without numbers shows them.
    pub of_post: BTreeMap<u64, Vec<u64>>,
    /// The users, by their numbers.
    pub users: BTreeMap<u64, User>,
    /// The categories, tags and other terms, by their numbers.
    pub terms: BTreeMap<u64, PostTerm>,
    /// The synced patterns, by their numbers: content as the database has it.
    pub patterns: BTreeMap<u64, String>,
}

/// A user of a WordPress.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct User {
    /// The name that WordPress shows.
    pub name: String,
    /// The name of the account in addresses.
    pub account: String,
}

/// A file of the media library.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct MediaItem {
    pub id: u64,
    pub address: String,
    pub caption: String,
    pub alternative: String,
    /// The post that it was uploaded to.
    pub parent: Option<u64>,
}

impl MediaLibrary {
    /// Adds a file; of two with the same number the first stays.
    pub(super) fn add(&mut self, item: MediaItem) {
        if self.by_id.contains_key(&item.id) {
            return;
        }
        if let Some(parent) = item.parent {
            self.of_post.entry(parent).or_default().push(item.id);
        }
        for (map, text) in [(&mut self.captions, item.caption), (&mut self.alternatives, item.alternative)] {
            if !text.trim().is_empty() {
                map.insert(item.id, text);
            }
        }
        self.by_id.insert(item.id, item.address);
    }

    /// The file with this number as a featured image.
    pub(super) fn featured(&self, number: u64) -> Option<Featured> {
        let text = |texts: &BTreeMap<u64, String>| texts.get(&number).cloned().unwrap_or_default();
        let address = self.by_id.get(&number)?.clone();
        Some(Featured { address, alternative: text(&self.alternatives), caption: text(&self.captions) })
    }
}
