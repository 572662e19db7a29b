//! Data in scripts that call a function with it: what a page from a folder may load, where `fetch` and modules fail.

use std::ops::Range;
use std::sync::OnceLock;

use serde::Serialize;

use super::artifact::{Failure, MadeFile};
use super::{Input, Purpose};
use crate::base::digest::Digest;
use crate::site::Site;

/// How many cases a file holds: readers fetch as many files as they look at cases of different files, and a build writes a file for
/// so many cases. docs/performance.md has the figures.
pub(super) const AT_ONCE: usize = 16;

/// How many digits of a fingerprint stand in an address: enough that a browser never takes an old file for a new one.
const DIGITS: usize = 8;

/// A script that hands some data to a function under a name.
pub(super) fn data_script(function: &str, name: &str, data: &(impl Serialize + ?Sized)) -> Vec<u8> {
    // Plain values can always be written.
    let json = serde_json::to_string(data).unwrap_or_default();
    format!("{function}(\"{name}\",{json});\n").into_bytes()
}

/// What tells a file from an earlier one of its name.
pub(super) fn fingerprint(digest: Digest) -> String {
    let mut digits = digest.short();
    digits.truncate(DIGITS);
    digits
}

/// The cases of each file.
pub(super) fn parts(site: &Site) -> impl Iterator<Item = Range<usize>> + use<> {
    let count = site.cases.len();
    (0..count.div_ceil(AT_ONCE)).map(move |part| part * AT_ONCE..count.min((part + 1) * AT_ONCE))
}

/// The keys of the files that hold cases, for which several ask: the files themselves, and the index that tells their fingerprints.
pub struct PartKeys(Vec<OnceLock<Digest>>);

impl PartKeys {
    /// Room for those of a site.
    #[must_use]
    pub fn new(site: &Site) -> Self {
        Self(parts(site).map(|_| OnceLock::new()).collect())
    }

    /// The key of a file, made by `make` for the first who asks.
    ///
    /// # Errors
    /// Those of `make`.
    pub fn get<E>(&self, part: usize, make: impl FnOnce() -> Result<Digest, E>) -> Result<Digest, E> {
        if let Some(known) = self.0[part].get() {
            return Ok(*known);
        }
        let made = make()?;
        Ok(*self.0[part].get_or_init(|| made))
    }
}

/// A script whose data is made when it is looked at. Its index knows it by the fingerprint of its key.
pub(super) fn made_script<T: Serialize>(
    input: Input<'_>,
    (function, name): (&str, &str),
    key: Digest,
    data: impl FnOnce() -> Result<T, Failure>,
) -> Result<MadeFile, Failure> {
    let bytes = match input.purpose {
        Purpose::Key => Vec::new(),
        Purpose::Page => data_script(function, &format!("{name}.{}", fingerprint(key)), &data()?),
    };
    Ok(MadeFile { key, bytes })
}
