//! Data in scripts that call a function with it: what a page from a folder may load, where `fetch` and modules fail.

use serde::Serialize;

use crate::base::digest::Digest;

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
