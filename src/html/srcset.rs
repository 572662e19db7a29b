//! The candidates of a `srcset`.
//!
//! In: the value of the attribute. Out: its addresses in their order, each with its width or density (HTML standard,
//! 4.8.4.2.2, "parse a srcset attribute"; what a browser would refuse for its numbers is read all the same, as its address
//! may be the only one).

use std::ops::Range;

use crate::base::srcset::addresses;

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
    let places = addresses(value);
    let ends = places.iter().skip(1).map(|next| next.start).chain([value.len()]);
    let candidate = |(place, end): (&Range<usize>, usize)| {
        let sizes = value.get(place.end..end).unwrap_or_default();
        let sizes = || sizes.split(|character: char| character.is_ascii_whitespace() || character == ',');
        let number = |unit: char| {
            let mut numbers = sizes().filter_map(|size| size.strip_suffix(unit));
            numbers.find_map(|number| number.split('.').next()?.parse().ok()).unwrap_or(0)
        };
        Candidate { address: &value[place.clone()], width: number('w'), density: number('x') }
    };
    places.iter().zip(ends).map(candidate).collect()
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
