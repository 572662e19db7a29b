//! What a build keeps for the next one, as bytes that tell when they are damaged.
//!
//! Comes in: plain values; goes out: their fingerprint and then the values in postcard's format. What is not exactly what was
//! written is nothing: it may decide what is removed, so not a bit of it may be wrong.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use postcard::ser_flavors::Flavor;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::fs;

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

/// Adds a value to some bytes, in postcard's format.
pub fn append(value: &impl Serialize, bytes: &mut Vec<u8>) {
    // Plain values can always be written; of what cannot, nothing will be read.
    let _ = postcard::serialize_with_flavor(value, Behind(bytes));
}

/// Bytes to which others are added: where many values come one behind the other, each needs no room of its own.
struct Behind<'a>(&'a mut Vec<u8>);

impl Flavor for Behind<'_> {
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

/// The value that [`to_bytes`] wrote, with its fingerprint; none where the bytes are not what it wrote.
#[must_use]
pub fn from_bytes<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<(T, Digest)> {
    let (start, rest) = bytes.split_first_chunk()?;
    let fingerprint = Digest::of(rest);
    (start == fingerprint.as_bytes()).then(|| postcard::from_bytes(rest).ok())?.map(|value| (value, fingerprint))
}

/// Whether bytes turned out to be damaged when somebody asked for them late. What was made since is worth nothing then.
#[derive(Debug, Clone, Default)]
pub struct Damage(Arc<AtomicBool>);

impl Damage {
    /// Was any found?
    #[must_use]
    pub fn is_found(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A file with the bytes of many values, which is read when somebody asks for the first of these.
#[derive(Debug)]
pub struct Whole {
    path: PathBuf,
    fingerprint: Digest,
    bytes: OnceLock<Vec<u8>>,
    damage: Damage,
}

impl Whole {
    /// The file at a path, whose bytes have this fingerprint unless there is damage to be noted.
    #[must_use]
    pub fn new(path: PathBuf, fingerprint: Digest, damage: &Damage) -> Self {
        Self { path, fingerprint, bytes: OnceLock::new(), damage: damage.clone() }
    }

    fn bytes(&self, range: &Range<usize>) -> &[u8] {
        let read = || {
            let bytes = fs::read_if_there(&self.path).ok().flatten();
            bytes.filter(|bytes| Digest::of(bytes) == self.fingerprint).unwrap_or_else(|| {
                self.damage.0.store(true, Ordering::Relaxed);
                Vec::new()
            })
        };
        self.bytes.get_or_init(read).get(range.clone()).unwrap_or_default()
    }
}

/// A value that stays in its bytes until somebody asks for it: of thousands that are kept, most builds ask for few.
#[derive(Debug, Clone)]
pub struct Later<T> {
    /// Where its bytes are, in postcard's format; none where it was just made.
    bytes: Option<(Arc<Whole>, Range<usize>)>,
    value: OnceLock<T>,
}

impl<T> Later<T> {
    /// The value whose bytes are these of a whole.
    #[must_use]
    pub fn within(whole: &Arc<Whole>, bytes: Range<usize>) -> Self {
        Self { bytes: Some((Arc::clone(whole), bytes)), value: OnceLock::new() }
    }
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { bytes: None, value: OnceLock::from(value) }
    }
}

impl<T: DeserializeOwned + Default> Later<T> {
    /// The value, without its bytes.
    pub fn into_value(self) -> T {
        self.get();
        self.value.into_inner().unwrap_or_default()
    }

    /// The value; where its whole is damaged, nothing that anybody wrote.
    pub fn get(&self) -> &T {
        self.value.get_or_init(|| {
            let bytes = self.bytes.as_ref().map(|(whole, bytes)| whole.bytes(bytes));
            bytes.and_then(|bytes| postcard::from_bytes(bytes).ok()).unwrap_or_default()
        })
    }
}

impl<T: Serialize> Later<T> {
    /// Adds its bytes to others, without asking for the value where that is not at hand. Says how many they are.
    pub fn append_to(&self, others: &mut Vec<u8>) -> usize {
        let start = others.len();
        match (&self.bytes, self.value.get()) {
            (Some((whole, bytes)), _) => others.extend_from_slice(whole.bytes(bytes)),
            (None, Some(value)) => append(value, others),
            (None, None) => {}
        }
        others.len() - start
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
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
        let made = Later::from(value.clone());
        let bytes_of = |later: &Later<Vec<String>>| {
            let mut bytes = b"before".to_vec();
            let length = later.append_to(&mut bytes);
            bytes.split_off(bytes.len() - length)
        };
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("whole");
        let whole = [b"before", &*bytes_of(&made), b"behind"].concat();
        fs::write_whole(&path, &whole).unwrap();
        let range = 6..whole.len() - 6;
        let damage = Damage::default();
        let late = |bytes: &[u8]| Arc::new(Whole::new(path.clone(), Digest::of(bytes), &damage));
        let read: Later<Vec<String>> = Later::within(&late(&whole), range.clone());
        // Also written once more, before anybody asked for it.
        assert_eq!(bytes_of(&read), bytes_of(&made));
        assert_eq!(*read.get(), value);
        assert_eq!(bytes_of(&read), bytes_of(&made));
        assert_eq!(read.into_value(), value);
        assert!(!damage.is_found());
        let damaged: Later<Vec<String>> = Later::within(&late(b"other bytes"), range);
        assert!(!damage.is_found());
        assert_eq!(*damaged.get(), Vec::<String>::new());
        assert!(damage.is_found());
    }
}
