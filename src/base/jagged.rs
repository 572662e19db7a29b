//! Many short lists, one behind the other: an allocation for each would take more memory and time than what is in
//! them.

/// Lists, by their indexes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jagged<T> {
    items: Vec<T>,
    /// Where each list ends, and the next one begins.
    ends: Vec<usize>,
}

impl<T> Default for Jagged<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Jagged<T> {
    /// How many lists there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.ends.len()
    }

    /// The list at a index; one that is not there is empty.
    #[must_use]
    pub fn get(&self, index: usize) -> &[T] {
        let Some(end) = self.ends.get(index) else { return &[] };
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start..*end]
    }

    /// All lists, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &[T]> {
        (0..self.count()).map(|index| self.get(index))
    }

    /// What is in all of them, one after the other.
    #[must_use]
    pub fn items(&self) -> &[T] {
        &self.items
    }

    /// Adds a list behind the others.
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len());
    }

    /// The same lists, with each item made into another one.
    #[must_use]
    pub fn map<U>(self, make: impl FnMut(T) -> U) -> Jagged<U> {
        Jagged { items: self.items.into_iter().map(make).collect(), ends: self.ends }
    }
}

impl<T: Ord> Jagged<T> {
    /// Sorts each list.
    pub fn sort_each(&mut self) {
        let mut start = 0;
        for end in &self.ends {
            self.items[start..*end].sort_unstable();
            start = *end;
        }
    }
}

impl<T, L: IntoIterator<Item = T>> FromIterator<L> for Jagged<T> {
    fn from_iter<I: IntoIterator<Item = L>>(lists: I) -> Self {
        let mut all = Self::default();
        for list in lists {
            all.push(list);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn lists_come_back_as_they_went_in(lists in prop::collection::vec(prop::collection::vec(0_u8..9, 0..4), 0..6)) {
            let all: Jagged<u8> = lists.iter().cloned().collect();
            prop_assert_eq!(all.count(), lists.len());
            prop_assert_eq!(all.iter().map(<[u8]>::to_vec).collect::<Vec<_>>(), &lists[..]);
            prop_assert_eq!(all.items(), lists.concat());
            prop_assert!(all.get(lists.len()).is_empty());
            let (mut sorted, mut plainly) = (all.clone(), lists.clone());
            sorted.sort_each();
            plainly.iter_mut().for_each(|list| list.sort_unstable());
            prop_assert_eq!(sorted, plainly.into_iter().collect());
            let one_more = |list: Vec<u8>| list.into_iter().map(|item| item + 1).collect::<Vec<_>>();
            prop_assert_eq!(all.map(|item| item + 1), lists.into_iter().map(one_more).collect());
        }
    }
}
