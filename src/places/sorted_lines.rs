//! Lists in the text that the program carries, searched by their first field.

use std::cmp::Ordering;
use std::sync::OnceLock;

/// Lines of `key⇥value`, sorted by the bytes of their keys.
pub(super) struct SortedLines {
    text: &'static str,
    /// Where each line begins, once somebody has looked for something.
    starts: OnceLock<Vec<u32>>,
}

impl SortedLines {
    /// Takes the text of a list, which is shorter than 4 GB.
    pub(super) const fn new(text: &'static str) -> Self {
        Self { text, starts: OnceLock::new() }
    }

    /// All lines in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.text.lines()
    }

    /// The line of a key, as key and value.
    pub(super) fn find(&self, key: &str) -> Option<(&'static str, &'static str)> {
        let starts = self.starts();
        let place = starts.binary_search_by(|start| compare(self.text.get(*start as usize..), key)).ok()?;
        self.text.get(*starts.get(place)? as usize..)?.lines().next()?.split_once('\t')
    }

    fn starts(&self) -> &[u32] {
        self.starts.get_or_init(|| {
            let after_breaks = self.text.match_indices('\n').map(|(place, _)| place + 1);
            let starts = std::iter::once(0).chain(after_breaks).filter(|start| *start < self.text.len());
            starts.filter_map(|start| u32::try_from(start).ok()).collect()
        })
    }
}

/// How the key at the start of a line stands to another. No key has a character before the tab that ends it.
fn compare(line: Option<&str>, key: &str) -> Ordering {
    let line = line.unwrap_or_default().as_bytes();
    let (start, rest) = line.split_at(key.len().min(line.len()));
    start
        .cmp(key.as_bytes())
        .then_with(|| if rest.first() == Some(&b'\t') { Ordering::Equal } else { Ordering::Greater })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_and_others_are_not() {
        let list = SortedLines::new("a\t1\na b\t2\nab\t3\nñ\t4\n");
        for (key, value) in [("a", "1"), ("a b", "2"), ("ab", "3"), ("ñ", "4")] {
            assert_eq!(list.find(key), Some((key, value)));
        }
        for key in ["", "a\t", "a\t1", "a ", "abc", "b", "z", "ññ"] {
            assert_eq!(list.find(key), None, "{key}");
        }
        assert_eq!(SortedLines::new("").find("a"), None);
        assert_eq!(SortedLines::new("no tab").find("no tab"), None);
    }
}
