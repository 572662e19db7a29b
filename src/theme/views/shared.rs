//! Views that many pages show.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

/// A view whose values are made once, however many pages show it. Templates see no difference.
#[derive(Debug)]
pub struct Shared<T> {
    value: Value,
    view: PhantomData<fn() -> T>,
}

impl<T: Serialize> From<T> for Shared<T> {
    fn from(view: T) -> Self {
        Self { value: Value::from_serializable(&view), view: PhantomData }
    }
}

impl<T> Shared<T> {
    /// The same view with another value for one of its fields.
    #[must_use]
    pub fn with(self, field: &'static str, value: impl Into<Value>) -> Self {
        let mut fields = self.value.into_map().unwrap_or_default();
        fields.insert(field.into(), value.into());
        Self { value: Value::from(fields), view: PhantomData }
    }
}

// Derived, it would ask for views that can be cloned.
impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self { value: self.value.clone(), view: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Tera takes a value that it finds in a view as it is.
        self.value.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_view_is_the_view() {
        #[derive(Serialize)]
        struct List<T> {
            items: Vec<T>,
        }
        let items = || vec![("a", 1), ("b", 2)];
        let shared = List { items: items().into_iter().map(Shared::from).collect() };
        assert_eq!(Value::from_serializable(&shared), Value::from_serializable(&List { items: items() }));
    }
}
