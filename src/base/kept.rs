//! What a build keeps for the next one, as bytes that tell when they are damaged.
//!
//! Comes in: plain values; goes out: their fingerprint and then the values in postcard's format. What is not exactly what was
//! written is nothing: it may decide what is removed, so not a bit of it may be wrong.

use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser};

use super::digest::Digest;
use super::raw_bytes;

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

/// A value that stays in its bytes until somebody asks for it: of thousands that are kept, most builds ask for few.
#[derive(Debug, Clone, Default)]
pub struct Later<T> {
    bytes: Box<[u8]>,
    value: OnceLock<T>,
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { bytes: Box::default(), value: OnceLock::from(value) }
    }
}

impl<T: DeserializeOwned + Default> Later<T> {
    /// The value, without its bytes.
    pub fn into_value(self) -> T {
        self.get();
        self.value.into_inner().unwrap_or_default()
    }

    /// The value. The bytes around it were whole, so these can be read.
    pub fn get(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(&self.bytes).unwrap_or_default())
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.value.get() {
            Some(value) if self.bytes.is_empty() => {
                raw_bytes::serialize(&postcard::to_stdvec(value).map_err(ser::Error::custom)?, serializer)
            }
            _ => raw_bytes::serialize(&self.bytes, serializer),
        }
    }
}

impl<'de, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { bytes: raw_bytes::deserialize(deserializer)?, value: OnceLock::new() })
    }
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

    #[test]
    fn what_is_read_later_is_the_value() {
        let value = vec!["one".to_owned(), String::new()];
        let (bytes, _) = to_bytes(&Later::from(value.clone()));
        let (read, _) = from_bytes::<Later<Vec<String>>>(&bytes).unwrap();
        // Also written once more, before anybody asked for it.
        assert_eq!(to_bytes(&read).0, bytes);
        assert_eq!(*read.get(), value);
        assert_eq!(to_bytes(&read).0, bytes);
        assert_eq!(read.into_value(), value);
    }
}
