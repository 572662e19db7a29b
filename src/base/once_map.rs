//! Values by key, each made when it is first asked for.
//!
//! Made for values that every page asks for: who finds one asks no other thread, not even whether it reads too. A lock that
//! many may read through counts them, and cores that count in one place wait for each other. Maps of libraries for many
//! threads also remove, and so have to know who reads; where all stays, cells of the standard library do.

use std::borrow::Borrow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// How many values hang in a chain at most. To look through more would take longer than to make most values.
const LONGEST: usize = 16;

/// Values by key. What is there stays.
pub struct OnceMap<K, V> {
    chains: Box<[Chain<K, V>]>,
}

/// The rest of a chain.
type Chain<K, V> = OnceLock<Box<Link<K, V>>>;

struct Link<K, V> {
    key: K,
    value: V,
    next: Chain<K, V>,
}

impl<K, V: Clone> OnceMap<K, V> {
    /// An empty map for about so many values. It may come to hold some times as many, and is slower then; where it is full,
    /// values are made and not kept.
    #[must_use]
    pub fn for_about(count: usize) -> Self {
        Self { chains: std::iter::repeat_with(OnceLock::new).take(count.max(1)).collect() }
    }

    /// The value of a key; where there is none yet, `make` makes it. Two threads that ask for one at the same moment may both
    /// make it, and get the one that was kept first.
    pub fn get<Q>(&self, key: &Q, make: impl FnOnce() -> V) -> V
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let (mut end, length) = match look_through(&self.chains[self.place_of(key)], key) {
            Ok(value) => return value.clone(),
            Err(end) => end,
        };
        let value = make();
        if length >= LONGEST {
            return value;
        }
        let mut new = Box::new(Link { key: key.to_owned(), value: value.clone(), next: OnceLock::new() });
        // Where another thread was faster, the chain has become longer.
        while let Err(refused) = end.set(new) {
            new = refused;
            end = match look_through(end, key) {
                Ok(value) => return value.clone(),
                Err((end, _)) => end,
            };
        }
        value
    }

    /// The place of the chain that a key belongs to.
    fn place_of(&self, key: &(impl Hash + ?Sized)) -> usize {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        (hasher.finish() % self.chains.len() as u64) as usize
    }
}

/// The value of a key in a chain, or else the end of the chain and how long it is.
fn look_through<'m, K: Borrow<Q>, V, Q: Eq + ?Sized>(
    chain: &'m Chain<K, V>,
    key: &Q,
) -> Result<&'m V, (&'m Chain<K, V>, usize)> {
    let (mut end, mut length) = (chain, 0);
    while let Some(link) = end.get() {
        if link.key.borrow() == key {
            return Ok(&link.value);
        }
        (end, length) = (&link.next, length + 1);
    }
    Err((end, length))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rayon::prelude::*;

    use super::*;

    #[test]
    fn a_key_has_one_value_for_all_threads() {
        // More keys than it is made for, each asked for by many at once.
        let map = OnceMap::<String, Arc<usize>>::for_about(250);
        let asked: Vec<Arc<usize>> = (0..32_000)
            .into_par_iter()
            .map(|number| map.get(format!("{}", number / 32).as_str(), || Arc::new(number / 32)))
            .collect();
        for (number, value) in asked.iter().enumerate() {
            let first = &asked[number / 32 * 32];
            assert_eq!(**value, number / 32);
            assert!(Arc::ptr_eq(value, first), "{number}");
        }
    }

    #[test]
    fn a_map_does_not_grow_forever() {
        let map = OnceMap::<usize, usize>::for_about(10);
        for number in 0..1000 {
            assert_eq!(map.get(&number, || number), number);
        }
        let kept = (0..1000).filter(|number| map.get(number, || 1000) == *number).count();
        assert_eq!(kept, 10 * LONGEST);
    }

    #[test]
    fn what_is_there_is_not_made_again() {
        let map = OnceMap::<u32, String>::for_about(0);
        assert_eq!(map.get(&1, || "one".to_owned()), "one");
        assert_eq!(map.get(&1, || "two".to_owned()), "one");
    }
}
