//! Fingerprints: whether two things are the same, in 16 bytes.
//!
//! Comes in: bytes, texts, numbers and other fingerprints; goes out: a [`Digest`]. Two different inputs have the same
//! digest only by chance, one in 2^128 for each pair (XXH3-128), which no site is large enough to meet. Nothing here keeps out
//! those who look for two on purpose: whoever may write the files of a site needs no collision.

use std::fmt;

use postcard::ser_flavors::Flavor;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_128;

use super::raw_bytes;

/// How many bytes a fingerprint has.
const LENGTH: usize = 16;

/// How many hexadecimal digits of a fingerprint stand in a name: 64 bits, which no two files of a site share by chance.
pub const SHORT_DIGITS: usize = 16;

/// The fingerprint of something.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Digest(#[serde(with = "raw_bytes")] [u8; LENGTH]);

impl Digest {
    /// The fingerprint of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(XxHash3_128::oneshot(bytes).to_be_bytes())
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// Its first [`SHORT_DIGITS`] digits, for names of files.
    #[must_use]
    pub fn short(self) -> String {
        let mut digits = self.to_string();
        digits.truncate(SHORT_DIGITS);
        digits
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

/// Collects what something depends on. Every part is set off from the next, so that `ab` and `c` are not `a` and `bc`.
#[derive(Debug, Clone)]
pub struct Digester {
    // A key is often a few hundred bytes: gathering them first is several times faster than feeding the hash piecemeal.
    parts: Vec<u8>,
}

impl Digester {
    /// Begins a fingerprint; things of two kinds never have the same.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        let mut digester = Self { parts: Vec::with_capacity(256) };
        digester.text(kind);
        digester
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len()).parts.extend_from_slice(text.as_bytes());
        self
    }

    /// Adds a text that may be missing.
    pub fn optional(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.flag(true).text(text),
            None => self.flag(false),
        }
    }

    /// Adds a number.
    pub fn number(&mut self, number: usize) -> &mut Self {
        self.parts.extend_from_slice(&(number as u64).to_le_bytes());
        self
    }

    /// Adds a number that may be below zero.
    pub fn signed(&mut self, number: i64) -> &mut Self {
        self.parts.extend_from_slice(&number.to_le_bytes());
        self
    }

    /// Adds a yes or no.
    pub fn flag(&mut self, flag: bool) -> &mut Self {
        self.parts.push(u8::from(flag));
        self
    }

    /// Adds any plain value, as postcard writes it. Values that may be told apart are written apart; those that postcard
    /// cannot write (maps of unknown length) have no place in a fingerprint.
    pub fn value(&mut self, value: &(impl Serialize + ?Sized)) -> &mut Self {
        let written = postcard::serialize_with_flavor(value, Parts(&mut self.parts));
        debug_assert!(written.is_ok(), "a value that postcard cannot write");
        self
    }

    /// Adds another fingerprint.
    pub fn digest(&mut self, digest: Digest) -> &mut Self {
        self.parts.extend_from_slice(&digest.0);
        self
    }

    /// The fingerprint of all that was added.
    #[must_use]
    pub fn finish(&self) -> Digest {
        Digest::of(&self.parts)
    }
}

/// The parts of a fingerprint as the place to which postcard writes.
struct Parts<'a>(&'a mut Vec<u8>);

impl Flavor for Parts<'_> {
    type Output = ();

    fn try_extend(&mut self, data: &[u8]) -> postcard::Result<()> {
        self.0.extend_from_slice(data);
        Ok(())
    }

    fn try_push(&mut self, data: u8) -> postcard::Result<()> {
        self.0.push(data);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_set_off_from_each_other() {
        let of = |parts: &[&str]| {
            let mut digester = Digester::new("x");
            for part in parts {
                digester.text(part);
            }
            digester.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["a"]), of(&["a", ""]));
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        assert_ne!(Digester::new("x").optional(None).finish(), Digester::new("x").optional(Some("")).finish());
    }
}
