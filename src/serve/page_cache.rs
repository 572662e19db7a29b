//! The cache of pages that were looked at a short time ago.
//!
//! Comes in: pages as they were made; goes out: the same, as long as what they depend on is the same. So the page in
//! front of the editor is there also when its file has just got a mistake and cannot be made any more.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::base::digest::Digest;

/// How many pages it holds: more than anybody has open.
const MOST_PAGES: usize = 100;

/// The pages, the latest first.
#[derive(Default)]
pub(super) struct PageCache {
    pages: Mutex<VecDeque<(Digest, Vec<u8>)>>,
}

impl PageCache {
    /// The page with this key.
    pub fn get(&self, key: Digest) -> Option<Vec<u8>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.iter().find(|(known, _)| *known == key).map(|(_, page)| page.clone())
    }

    /// Adds a page, and drops the oldest.
    pub fn insert(&self, key: Digest, page: Vec<u8>) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|(known, _)| *known != key);
        pages.push_front((key, page));
        pages.truncate(MOST_PAGES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_pages_are_there() {
        let cache = PageCache::default();
        let key = |number: usize| Digest::of(&number.to_le_bytes());
        for number in 0..=MOST_PAGES {
            cache.insert(key(number), vec![0; number]);
        }
        assert_eq!(cache.get(key(0)), None);
        assert_eq!(cache.get(key(1)), Some(vec![0]));
        cache.insert(key(1), vec![1]);
        assert_eq!(cache.get(key(1)), Some(vec![1]));
        assert_eq!(cache.pages.lock().unwrap().len(), MOST_PAGES);
    }
}
