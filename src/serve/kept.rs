//! Pages that were looked at a short time ago.
//!
//! Comes in: pages as they were made; goes out: the same, as long as what they depend on is the same. So the page in
//! front of the editor is there also when its file has just got a mistake and cannot be made any more.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::base::digest::Digest;

/// How many pages are kept: more than anybody has open.
const MOST_KEPT: usize = 100;

/// The pages, the latest first.
#[derive(Default)]
pub(super) struct Kept {
    pages: Mutex<VecDeque<(Digest, Vec<u8>)>>,
}

impl Kept {
    /// The page with this key.
    pub fn page(&self, key: Digest) -> Option<Vec<u8>> {
        let pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.iter().find(|(known, _)| *known == key).map(|(_, page)| page.clone())
    }

    /// Keeps a page, and forgets the oldest.
    pub fn keep(&self, key: Digest, page: Vec<u8>) {
        let mut pages = self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        pages.retain(|(known, _)| *known != key);
        pages.push_front((key, page));
        pages.truncate(MOST_KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_pages_are_kept() {
        let kept = Kept::default();
        let key = |number: usize| Digest::of(&number.to_le_bytes());
        for number in 0..=MOST_KEPT {
            kept.keep(key(number), vec![0; number]);
        }
        assert_eq!(kept.page(key(0)), None);
        assert_eq!(kept.page(key(1)), Some(vec![0]));
        kept.keep(key(1), vec![1]);
        assert_eq!(kept.page(key(1)), Some(vec![1]));
        assert_eq!(kept.pages.lock().unwrap().len(), MOST_KEPT);
    }
}
