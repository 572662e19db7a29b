//! What a build keeps for the next one, as bytes that tell when they are damaged.
//!
//! Comes in: plain values; goes out: their fingerprint and then the values in postcard's format. What is not exactly what was
//! written is nothing: it may decide what is removed, so not a bit of it may be wrong.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::digest::Digest;

/// A value in bytes, with the fingerprint that stands in front of it.
#[must_use]
pub fn to_bytes(value: &impl Serialize) -> (Vec<u8>, Digest) {
    // Plain values can always be written; of what cannot, nothing will be read.
    let mut bytes = postcard::to_stdvec(&([0_u8; size_of::<Digest>()], value)).unwrap_or_default();
    let Some((start, rest)) = bytes.split_first_chunk_mut() else { return (bytes, Digest::default()) };
    let fingerprint = Digest::of(rest);
    *start = *fingerprint.as_bytes();
    (bytes, fingerprint)
}

/// The value that [`to_bytes`] wrote, with its fingerprint; none where the bytes are not what it wrote.
#[must_use]
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, Digest)> {
    let (start, rest) = bytes.split_first_chunk()?;
    let fingerprint = Digest::of(rest);
    (start == fingerprint.as_bytes()).then(|| postcard::from_bytes(rest).ok())?.map(|value| (value, fingerprint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_is_read_and_what_is_damaged_is_not() {
        let value = (vec!["one".to_owned(), String::new()], Some(2_u64));
        let (bytes, fingerprint) = to_bytes(&value);
        assert_eq!(from_bytes(&bytes), Some((value, fingerprint)));
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 1;
            assert_eq!(from_bytes::<(Vec<String>, Option<u64>)>(&damaged), None);
            assert_eq!(from_bytes::<(Vec<String>, Option<u64>)>(&bytes[..place]), None);
        }
    }
}
