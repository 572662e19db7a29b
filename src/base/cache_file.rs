//! The files of `.cache/`: plain values as bytes that tell when they are damaged.
//!
//! Comes in: plain values; goes out: a checksum and then the values in postcard's format. What is not exactly what was
//! written is nothing: it may decide what is removed, so not a bit of it may be wrong.

use serde::{Deserialize, Serialize};

use super::digest::Digest;

/// A value in bytes, behind their checksum.
#[must_use]
pub fn to_bytes(value: &impl Serialize) -> Vec<u8> {
    // Plain values can always be written; of what cannot, nothing will be read.
    let mut bytes = postcard::to_stdvec(&([0_u8; size_of::<Digest>()], value)).unwrap_or_default();
    if let Some((start, rest)) = bytes.split_first_chunk_mut() {
        *start = *Digest::of(rest).as_bytes();
    }
    bytes
}

/// The value that [`to_bytes`] wrote; none where the bytes are not what it wrote.
#[must_use]
pub fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    let (start, rest) = bytes.split_first_chunk()?;
    (start == Digest::of(rest).as_bytes()).then(|| postcard::from_bytes(rest).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_and_what_is_damaged_is_not() {
        let value = (vec!["one".to_owned(), String::new()], Some(2_u64));
        let bytes = to_bytes(&value);
        assert_eq!(from_bytes(&bytes), Some(value));
        for index in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[index] ^= 1;
            assert_eq!(from_bytes::<(Vec<String>, Option<u64>)>(&damaged), None);
            assert_eq!(from_bytes::<(Vec<String>, Option<u64>)>(&bytes[..index]), None);
        }
    }
}
