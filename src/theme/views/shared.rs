//! Values that keys know by a fingerprint: views that many pages show, and HTML that is made from what has a fingerprint.
//!
//! The key of a page is the fingerprint of its views, written by a format that is not for people
//! ([`Serializer::is_human_readable`]). Templates get the values.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::base::digest::{Digest, Digester};

/// A view whose values are made once, however many pages show it. Templates see no difference.
#[derive(Debug)]
pub struct Shared<T> {
    digest: Digest,
    /// The view as templates see it; nothing where it was made for keys alone.
    value: Value,
    view: PhantomData<fn() -> T>,
}

impl<T: Serialize> From<T> for Shared<T> {
    fn from(view: T) -> Self {
        Self { value: Value::from_serializable(&view), ..Self::for_keys(&view) }
    }
}

impl<T: Serialize> Shared<T> {
    /// The view for keys alone: no template may see it.
    #[must_use]
    pub fn for_keys(view: &T) -> Self {
        Self { digest: Digester::new("view").value(view).finish(), value: Value::none(), view: PhantomData }
    }
}

impl<T> Shared<T> {
    /// The same view where what it was borrowed from is gone: its values are copies.
    #[must_use]
    pub fn detached<U>(self) -> Shared<U> {
        Shared { digest: self.digest, value: self.value, view: PhantomData }
    }
}

// Derived, it would ask for views that can be cloned.
impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { digest: self.digest, value: self.value.clone(), view: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return self.digest.serialize(serializer);
        }
        // Tera takes a value that it finds in a view as it is.
        self.value.serialize(serializer)
    }
}

/// A value that follows from what `token` covers: the HTML of a text, say, from the text and the addresses that its links
/// lead to. A key takes the token, so that it can be told without making the value.
#[derive(Debug, Clone, Default)]
pub struct Derived<T> {
    /// What templates see.
    pub value: T,
    /// Covers all that the value depends on.
    pub token: Digest,
}

impl<T> Derived<T> {
    /// What follows from it.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Derived<U> {
        Derived { value: make(self.value), token: self.token }
    }

    /// The same of a value that stays.
    pub fn as_ref(&self) -> Derived<&T> {
        Derived { value: &self.value, token: self.token }
    }
}

impl<T> From<T> for Derived<T> {
    /// A value that depends on nothing.
    fn from(value: T) -> Self {
        Self { value, token: Digest::default() }
    }
}

impl<T: Serialize> Serialize for Derived<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { self.value.serialize(serializer) } else { self.token.serialize(serializer) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    struct List<T> {
        items: Vec<T>,
    }

    fn digest(view: &impl Serialize) -> Digest {
        Digester::new("test").value(view).finish()
    }

    #[test]
    fn a_shared_view_is_the_view() {
        let items = || vec![("a", 1), ("b", 2)];
        let shared = List { items: items().into_iter().map(Shared::from).collect() };
        assert_eq!(Value::from_serializable(&shared), Value::from_serializable(&List { items: items() }));
    }

    #[test]
    fn keys_tell_shared_views_apart() {
        let key = |item: (&str, u8)| digest(&List { items: vec![Shared::from(item)] });
        assert_eq!(key(("a", 1)), key(("a", 1)));
        assert_ne!(key(("a", 1)), key(("a", 2)));
    }

    #[test]
    fn keys_take_the_token_and_templates_the_value() {
        let derived = |value: &'static str, token: &str| Derived { value, token: Digest::of(token.as_bytes()) };
        assert_eq!(digest(&derived("made", "text")), digest(&derived("", "text")));
        assert_ne!(digest(&derived("made", "text")), digest(&derived("made", "other text")));
        assert_eq!(Value::from_serializable(&derived("made", "text")), Value::from("made"));
    }
}
