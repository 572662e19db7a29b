//! Sorting names as readers of a language expect (CLDR collation): «آبادان» before «اراک», `Istanbul` beside `İstanbul`.

use std::cmp::Ordering;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

/// Compares names of one language.
pub struct Sorter {
    collator: Option<CollatorBorrowed<'static>>,
}

impl Sorter {
    /// For a BCP 47 tag. Names of a language that is not known are sorted by the root collation.
    #[must_use]
    pub fn new(language: &str) -> Self {
        let locale = language.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
        Self { collator: Collator::try_new((&locale).into(), CollatorOptions::default()).ok() }
    }

    /// Which of two names stands first. Names that a reader cannot tell apart are put in the order of their bytes, so that
    /// the same list always comes out the same.
    #[must_use]
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_language = self.collator.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        by_language.then_with(|| one.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(language: &str, mut names: Vec<&'static str>) -> Vec<&'static str> {
        let sorter = Sorter::new(language);
        names.sort_by(|one, other| sorter.compare(one, other));
        names
    }

    #[test]
    fn persian_letters_stand_in_the_persian_order() {
        assert_eq!(
            sorted("fa", vec!["وین", "پاریس", "تهران", "اراک", "آبادان"]),
            ["آبادان", "اراک", "پاریس", "تهران", "وین"]
        );
    }

    #[test]
    fn accents_do_not_move_a_name_to_the_end() {
        assert_eq!(sorted("en", vec!["Zagreb", "Évora", "Eindhoven"]), ["Eindhoven", "Évora", "Zagreb"]);
    }

    #[test]
    fn names_that_look_the_same_still_have_one_order() {
        let sorter = Sorter::new("en");
        assert_ne!(sorter.compare("e\u{301}", "é"), Ordering::Equal);
    }
}
