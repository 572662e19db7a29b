//! Which words stand in which documents, and how much they count there.

use dashmap::DashMap;
use rayon::prelude::*;

use super::words::{each_body_word, words};

/// What a posting can count, in steps that a letter each stands for in shards: `A` is the first. The script has the same list.
pub const LEVELS: [u32; 7] = [1, 2, 3, 5, 8, 13, 21];

/// A word that stands in fewer cases than this is never taken for one that says nothing, however few cases there are.
const RARE: usize = 40;

/// Something that can be found.
#[derive(Debug, Default)]
pub struct Document<'a> {
    /// What stands in its head.
    pub fields: Vec<Field>,
    /// What [`super::body_words`] wrote of its text.
    pub body: &'a str,
}

/// A text in the head of a document: its title, its city, the names of its terms.
#[derive(Debug)]
pub struct Field {
    /// The text.
    pub text: String,
    /// How much each of its words counts; a word of the body counts 1 to 6.
    pub weight: u32,
}

/// An entry of a word: where it stands and how much it counts there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Posting {
    document: u32,
    weight: u32,
    in_body: bool,
}

/// The words of all documents.
#[derive(Debug, Default)]
pub struct Index {
    /// Sorted as JavaScript compares texts. For each word the places in [`LEVELS`] of its documents, by document.
    pub words: Vec<(String, Vec<(u32, usize)>)>,
    /// The words that stand in more than a quarter of the cases. They were counted in the heads of cases only; where a query has
    /// other words too, it does without them.
    pub common: Vec<String>,
}

impl Index {
    /// The index of documents, the first of which, as many as there are `cases`, are cases.
    #[must_use]
    pub fn new(documents: &[&Document<'_>], cases: usize) -> Self {
        // All cores fill it at once, in whatever order; it is sorted as soon as it is full.
        let found: DashMap<&str, Vec<Posting>> = DashMap::new();
        let heads: DashMap<String, Vec<Posting>> = DashMap::new();
        documents.par_iter().zip(0..u32::MAX).for_each(|(entry, document)| {
            each_body_word(entry.body, |word, weight| {
                found.entry(word).or_default().push(Posting { document, weight, in_body: true });
            });
            for field in &entry.fields {
                let posting = Posting { document, weight: field.weight, in_body: false };
                words(&field.text, |word| match heads.get_mut(word) {
                    Some(mut postings) => postings.push(posting),
                    None => heads.entry(word.to_owned()).or_default().push(posting),
                });
            }
        });
        for (word, postings) in found {
            heads.entry(word.to_owned()).or_default().extend(postings);
        }
        let most = (cases / 4).max(RARE);
        let mut all: Vec<(String, Vec<Posting>)> = heads.into_iter().collect();
        all.par_sort_unstable_by(|one, other| one.0.encode_utf16().cmp(other.0.encode_utf16()));
        let mut index = Self { words: Vec::with_capacity(all.len()), common: Vec::new() };
        for (word, mut postings) in all {
            postings.sort_unstable();
            let is_case = |posting: &Posting| usize::try_from(posting.document).is_ok_and(|place| place < cases);
            let in_cases = postings.chunk_by(|one, other| one.document == other.document);
            if in_cases.filter(|same| same.first().is_some_and(is_case)).count() > most {
                postings.retain(|posting| !(posting.in_body && is_case(posting)));
                index.common.push(word.clone());
            }
            let same = postings.chunk_by(|one, other| one.document == other.document);
            let places = same.filter_map(|same| {
                let weight: u32 = same.iter().map(|posting| posting.weight).sum();
                Some((same.first()?.document, level(weight)))
            });
            let places: Vec<(u32, usize)> = places.collect();
            if !places.is_empty() {
                index.words.push((word, places));
            }
        }
        index
    }
}

/// The place in [`LEVELS`] of the highest that a weight reaches.
fn level(weight: u32) -> usize {
    LEVELS.partition_point(|level| *level <= weight).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::body_words;

    fn title(text: &str) -> Vec<Field> {
        vec![Field { text: text.to_owned(), weight: 10 }]
    }

    #[test]
    fn a_word_knows_where_it_stands_and_how_much_it_counts() {
        let body = body_words("", "Oslo meets Bern");
        let documents = [Document { fields: title("Oslo"), body: &body }, Document { fields: title("Öslo"), body: "" }];
        let index = Index::new(&documents.iter().collect::<Vec<_>>(), 2);
        let expected: [(String, Vec<(u32, usize)>); 3] = [
            ("bern".to_owned(), vec![(0, 0)]),
            ("meets".to_owned(), vec![(0, 0)]),
            ("oslo".to_owned(), vec![(0, 4), (1, 4)]),
        ];
        assert_eq!(index.words, expected);
        assert!(index.common.is_empty());
    }

    #[test]
    fn a_word_of_a_quarter_of_all_cases_counts_in_heads_alone() {
        let (with, without) = (body_words("", "city one"), body_words("", "two"));
        let body = |place: usize| if place < 60 { with.as_str() } else { without.as_str() };
        let mut documents: Vec<Document<'_>> =
            (0..200).map(|place| Document { fields: Vec::new(), body: body(place) }).collect();
        documents[7].fields = title("The city");
        documents.push(Document { fields: Vec::new(), body: &with });
        let index = Index::new(&documents.iter().collect::<Vec<_>>(), 200);
        assert_eq!(index.common, ["city", "one", "two"]);
        let of = |word: &str| index.words.iter().find(|(known, _)| known == word).map(|(_, places)| places.clone());
        assert_eq!(of("city"), Some(vec![(7, 4), (200, 0)]));
        assert_eq!(of("two"), None);
    }

    #[test]
    fn the_order_is_that_of_javascript() {
        let document = Document { fields: title("\u{ff66}a \u{1d400}b \u{10000}c"), body: "" };
        let words: Vec<String> = Index::new(&[&document], 1).words.into_iter().map(|(word, _)| word).collect();
        assert!(words.is_sorted_by(|one, other| one.encode_utf16().le(other.encode_utf16())), "{words:?}");
    }
}
