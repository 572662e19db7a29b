//! The candidates of a `srcset`.
//!
//! In: the value of the attribute. Out: its addresses in their order, each with its width or density (HTML standard,
//! 4.8.4.2.2, "parse a srcset attribute"; what a browser would refuse for its numbers is read all the same, as its address
//! may be the only one).

/// Where a picture keeps its `srcset`: its own attribute first, then those of lazy-loading plug-ins.
pub const SRCSET_ATTRIBUTES: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// A candidate of a `srcset`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// The address as it stands there.
    pub address: &'a str,
    /// The number of its width in pixels (`300w`), or 0.
    pub width: u32,
    /// The number of its density (`2x`), rounded down, or 0.
    pub density: u32,
}

/// The candidates, in the order of the source.
pub fn srcset(value: &str) -> Vec<Candidate<'_>> {
    let mut candidates = Vec::new();
    let mut rest = value;
    loop {
        rest = rest.trim_start_matches(|character: char| character.is_ascii_whitespace() || character == ',');
        if rest.is_empty() {
            return candidates;
        }
        // An address ends at white space, as it may hold commas itself.
        let end = rest.find(|character: char| character.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let bare = address.trim_end_matches(',');
        let sizes;
        (sizes, rest) = match (bare.len() < address.len(), after.split_once(',')) {
            (true, _) => ("", after),
            (false, Some((sizes, after))) => (sizes, after),
            (false, None) => (after, ""),
        };
        let number = |unit: char| {
            let mut numbers = sizes.split_ascii_whitespace().filter_map(|size| size.strip_suffix(unit));
            numbers.find_map(|number| number.split('.').next()?.parse().ok()).unwrap_or(0)
        };
        candidates.push(Candidate { address: bare, width: number('w'), density: number('x') });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_may_hold_commas_and_candidates_need_no_space() {
        let read =
            |value| srcset(value).into_iter().map(|one| (one.address, one.width, one.density)).collect::<Vec<_>>();
        assert_eq!(
            read("a.jpg 300w, b,c.jpg 900w,d.jpg 2.5x"),
            [("a.jpg", 300, 0), ("b,c.jpg", 900, 0), ("d.jpg", 0, 2)]
        );
        assert_eq!(read(" a,\tb , ,c"), [("a", 0, 0), ("b", 0, 0), ("c", 0, 0)]);
        assert_eq!(read(""), []);
    }
}
