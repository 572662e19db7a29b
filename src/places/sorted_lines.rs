//! Lists in the text that the program carries, searched by their first field.

use std::cmp::Ordering;

use memchr::{memchr, memrchr};

/// Lines of `key⇥value`, sorted by the bytes of their keys.
pub(super) struct SortedLines(&'static str);

impl SortedLines {
    /// Takes the text of a list.
    pub(super) const fn new(text: &'static str) -> Self {
        Self(text)
    }

    /// All lines in order.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.0.lines()
    }

    /// The value of a key. The search halves the text, not a list of its lines: to make one would cost a small site more than
    /// all its searches.
    pub(super) fn find(&self, key: &str) -> Option<&'static str> {
        let bytes = self.0.as_bytes();
        // The line begins at one of these bytes, and both are beginnings of lines, or the end.
        let (mut first, mut end) = (0, self.0.len());
        while first < end {
            let middle = first + (end - first) / 2;
            let start = memrchr(b'\n', &bytes[first..middle]).map_or(first, |place| first + place + 1);
            match compare(&bytes[start..end], key) {
                Ordering::Less => {
                    first = memchr(b'\n', &bytes[middle..end]).map_or(end, |place| middle + place + 1);
                }
                Ordering::Greater => end = start,
                Ordering::Equal => return self.0[start + key.len() + 1..].lines().next().or(Some("")),
            }
        }
        None
    }
}

/// How the key at the start of a line stands to another. No key has a character before the tab that ends it.
fn compare(line: &[u8], key: &str) -> Ordering {
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
            assert_eq!(list.find(key), Some(value));
        }
        for key in ["", "a\t", "a\t1", "a ", "abc", "b", "z", "ññ"] {
            assert_eq!(list.find(key), None, "{key}");
        }
        assert_eq!(SortedLines::new("").find("a"), None);
        assert_eq!(SortedLines::new("no tab").find("no tab"), None);
    }
}
