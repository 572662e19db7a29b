//! Whether two versions of a case are the same text under another name.
//!
//! Comes in: a case as the import wrote it before, a case of the post as it is now, and the other cases of the post then;
//! goes out: yes or no. A yes needs proof, as it moves a file, its address and what an editor wrote to another city: most
//! of the text in the same order, or a picture that no other city of the post has. A picture says nothing against two texts
//! that have nothing in common: a site may put one picture beside many. What other cities of the post say too (labels, phrases
//! that stand under each) proves nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Case;

/// How many words in a row are compared at once: single words occur in any text.
const RUN: usize = 3;
/// Texts with fewer runs of their own say too little.
const FEWEST_RUNS: usize = 4;

/// A case, and its text.
#[derive(Clone, Copy)]
pub(super) struct Version<'a> {
    pub case: &'a Case,
    pub body: &'a str,
}

/// Is `new` the case `old` with another name? `others` are the other cases that the post had when it had `old`.
pub(super) fn is_renamed<'a>(old: Version<'a>, new: Version<'a>, others: impl Iterator<Item = Version<'a>>) -> bool {
    let others: Vec<Version<'_>> = others.collect();
    let texts = Texts::of(old, new, &others);
    texts.are_the_same() || (has_same_picture(old.case, new.case, &others) && !texts.are_others())
}

fn has_same_picture(old: &Case, new: &Case, others: &[Version<'_>]) -> bool {
    let Some(picture) = picture(old) else { return false };
    self::picture(new) == Some(picture) && others.iter().all(|other| self::picture(other.case) != Some(picture))
}

fn picture(case: &Case) -> Option<&str> {
    let image = case.image.as_ref()?;
    image.source.as_deref().or(image.file.as_deref())
}

/// How many runs of words two texts have of their own, and how many of these they share.
struct Texts {
    old: usize,
    new: usize,
    shared: usize,
}

impl Texts {
    fn of(old: Version<'_>, new: Version<'_>, others: &[Version<'_>]) -> Self {
        let common: BTreeSet<Vec<String>> = others.iter().flat_map(|other| runs(other.body).into_keys()).collect();
        let own = |version: Version<'_>| -> BTreeMap<Vec<String>, usize> {
            runs(version.body).into_iter().filter(|(run, _)| !common.contains(run)).collect()
        };
        let (old, new) = (own(old), own(new));
        let count = |runs: &BTreeMap<Vec<String>, usize>| runs.values().sum::<usize>();
        let shared = old.iter().map(|(run, times)| (*times).min(new.get(run).copied().unwrap_or_default())).sum();
        Self { old: count(&old), new: count(&new), shared }
    }

    /// Do both say enough to be compared?
    fn say_enough(&self) -> bool {
        self.old.min(self.new) >= FEWEST_RUNS
    }

    /// Do they share more than half of what either of them says?
    fn are_the_same(&self) -> bool {
        self.say_enough() && 2 * self.shared > self.old.max(self.new)
    }

    /// Have they nothing in common?
    fn are_others(&self) -> bool {
        self.say_enough() && self.shared == 0
    }
}

/// The runs of words of a body, and how often each occurs. Headings are left out: they are the same for each city.
fn runs(body: &str) -> BTreeMap<Vec<String>, usize> {
    let lines = body.lines().filter(|line| !line.starts_with('#'));
    let words: Vec<String> = lines
        .flat_map(|line| line.split(|character: char| !character.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let mut runs = BTreeMap::new();
    for run in words.windows(RUN) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::slug::Slug;
    use crate::model::Image;
    use crate::places::CountryCode;

    fn case(city: &str, picture: &str, body: &str) -> (Case, String) {
        let image = Image { source: Some(format!("https://a.org/{picture}")), ..Image::default() };
        let case = Case {
            slug: Slug::from_text_or_untitled(city),
            title: city.to_owned(),
            city: city.to_owned(),
            country: CountryCode::parse("IN").unwrap(),
            image: (!picture.is_empty()).then_some(image),
            ..Case::default()
        };
        (case, body.to_owned())
    }

    /// Is `new` the case `old` with another name?
    fn is_renamed(old: &(Case, String), new: &(Case, String), others: &[(Case, String)]) -> bool {
        fn version((case, body): &(Case, String)) -> Version<'_> {
            Version { case, body }
        }
        super::is_renamed(version(old), version(new), others.iter().map(version))
    }

    const TRAMS: &str =
        "## Context\n\nThe port city has run trams since 1873, and opened the first metro of the country.";

    #[test]
    fn the_same_text_under_another_name_is_a_renamed_city() {
        let old = case("Calcutta", "", TRAMS);
        for new in [TRAMS.to_owned(), TRAMS.replace("port city", "city of Kolkata"), TRAMS.to_owned() + " It is old."] {
            assert!(is_renamed(&old, &case("Kolkata", "", &new), &[]), "{new}");
        }
    }

    #[test]
    fn another_text_is_another_city_whatever_words_it_shares() {
        let old = case(
            "Braga",
            "",
            "## Context\n\nBRAGA ctx.\n\n## Key Actions\n\nBRAGA act.\n\n## Achievements\n\nBRAGA ach.",
        );
        let new = case("Lisbon", "", &old.1.replace("BRAGA", "LISBON"));
        assert!(!is_renamed(&old, &new, &[]));
        let short = case("Calcutta", "", "To be written.");
        assert!(!is_renamed(&short, &case("Chennai", "", "To be written."), &[]));
        let half =
            "The port city has run trams since 1873. It twins with five others, and pays for none of them at all.";
        assert!(!is_renamed(&case("Calcutta", "", TRAMS), &case("Chennai", "", half), &[]));
    }

    #[test]
    fn what_every_city_of_the_post_has_proves_nothing() {
        let boilerplate = "This experience was gathered by the network of cities in the year of its founding.";
        let (old, new) = (case("Calcutta", "logo.jpg", boilerplate), case("Chennai", "logo.jpg", boilerplate));
        let other = case("Delhi", "logo.jpg", boilerplate);
        assert!(!is_renamed(&old, &new, &[other]));
    }

    #[test]
    fn a_picture_says_nothing_against_two_texts_without_anything_in_common() {
        let harbour =
            "## Context\n\nFishing boats, a fort of the Portuguese and a beach on which half of the town walks.";
        let (old, new) = (case("Calcutta", "placeholder.jpg", TRAMS), case("Chennai", "placeholder.jpg", harbour));
        assert!(!is_renamed(&old, &new, &[]));
    }

    #[test]
    fn a_picture_of_its_own_shows_the_city() {
        let old = case("Calcutta", "howrah.jpg", "Old words.");
        assert!(is_renamed(&old, &case("Kolkata", "howrah.jpg", "All is new."), &[]));
        assert!(!is_renamed(&old, &case("Kolkata", "other.jpg", "All is new."), &[]));
        assert!(!is_renamed(&case("A", "", "x"), &case("B", "", "y"), &[]));
    }
}
