//! The addresses in a `srcset` (HTML Standard, section 4.8.4.2.1): one picture in several sizes.

use std::ops::Range;

/// Where the addresses stand, in bytes, in order.
#[must_use]
pub fn addresses(srcset: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = &srcset[at..];
        let start =
            at + rest.len() - rest.trim_start_matches(|first: char| first.is_ascii_whitespace() || first == ',').len();
        if start == srcset.len() {
            return found;
        }
        let rest = &srcset[start..];
        let word = rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
        // A comma right behind an address parts it from the next; within an address it belongs to it.
        let address = rest[..word].trim_end_matches(',').len();
        found.push(start..start + address);
        at = start + word;
        if address == word {
            at += srcset[at..].find(',').unwrap_or(srcset.len() - at);
        }
    }
}

/// The same set with other addresses; none where none changes.
#[must_use]
pub fn with_addresses(srcset: &str, change: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut written = String::with_capacity(srcset.len());
    let mut done = 0;
    let mut is_changed = false;
    for place in addresses(srcset) {
        if let Some(address) = change(&srcset[place.clone()]) {
            written.push_str(&srcset[done..place.start]);
            written.push_str(&address);
            done = place.end;
            is_changed = true;
        }
    }
    written.push_str(&srcset[done..]);
    is_changed.then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(srcset: &str) -> Vec<&str> {
        addresses(srcset).into_iter().map(|place| &srcset[place]).collect()
    }

    #[test]
    fn addresses_stand_before_their_sizes() {
        assert_eq!(found("a.jpg 1x, b,c.jpg 2x"), ["a.jpg", "b,c.jpg"]);
        assert_eq!(found(" a.jpg, b.jpg 300w ,c.jpg"), ["a.jpg", "b.jpg", "c.jpg"]);
        assert_eq!(found("a.jpg"), ["a.jpg"]);
        assert_eq!(
            found("a.webp 1x, b,c.webp 2x,d.png, data:image/gif;base64,R0 3x"),
            ["a.webp", "b,c.webp", "d.png", "data:image/gif;base64,R0"]
        );
        assert!(found(" , ").is_empty());
    }

    #[test]
    fn only_addresses_change() {
        let change = |address: &str| (address == "b.jpg").then(|| "/c.jpg".to_owned());
        assert_eq!(with_addresses("a.jpg 1x, b.jpg 2x", change).as_deref(), Some("a.jpg 1x, /c.jpg 2x"));
        assert_eq!(with_addresses("a.jpg 1x", change), None);
    }
}
