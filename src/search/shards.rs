//! The words of an index in pieces, as files hold them.

use super::index::Index;

/// How long a piece with the places of words may become, in bytes; compressed it is about a third.
const TERMS: usize = 40_000;
/// How long a piece with words alone may become.
const WORDS: usize = 30_000;

/// A piece: words of a stretch of the alphabet.
#[derive(Debug, PartialEq, Eq)]
pub struct Shard {
    /// Its first word.
    pub first: String,
    /// What is in it.
    pub text: String,
}

/// The words with where they stand: `bern A3;oslo A0,2C1`. A capital letter is a place in `LEVELS`; the numbers behind it are
/// documents in base 36, each as the distance from the one before.
#[must_use]
pub fn term_shards(index: &Index) -> Vec<Shard> {
    shards(index, TERMS, ";", |places, text| {
        text.push(' ');
        for (level, letter) in ('A'..='G').enumerate() {
            let mut before = None;
            for (document, _) in places.iter().filter(|(_, of)| *of == level) {
                text.push(if before.is_none() { letter } else { ',' });
                push_base_36(document - before.unwrap_or(0), text);
                before = Some(*document);
            }
        }
    })
}

/// The words alone, each with a digit that says how frequent it is (the logarithm to base 2): `bern0 oslo1`.
#[must_use]
pub fn word_shards(index: &Index) -> Vec<Shard> {
    shards(index, WORDS, " ", |places, text| push_base_36(places.len().max(1).ilog2(), text))
}

fn shards(index: &Index, longest: usize, between: &str, write: impl Fn(&[(u32, usize)], &mut String)) -> Vec<Shard> {
    let mut shards: Vec<Shard> = Vec::new();
    for (word, places) in &index.words {
        match shards.last_mut().filter(|shard| shard.text.len() < longest) {
            Some(shard) => shard.text.push_str(between),
            None => shards.push(Shard { first: word.clone(), text: String::new() }),
        }
        if let Some(shard) = shards.last_mut() {
            shard.text.push_str(word);
            write(places, &mut shard.text);
        }
    }
    shards
}

fn push_base_36(number: u32, text: &mut String) {
    if number >= 36 {
        push_base_36(number / 36, text);
    }
    text.extend(char::from_digit(number % 36, 36));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(words: &[(&str, &[(u32, usize)])]) -> Index {
        let words = words.iter().map(|(word, places)| ((*word).to_owned(), places.to_vec())).collect();
        Index { words, common: Vec::new() }
    }

    #[test]
    fn places_are_distances_by_level() {
        let index = index(&[("bern", &[(3, 0)]), ("oslo", &[(0, 0), (1, 2), (2, 0), (1300, 0)])]);
        let shard = |text: &str| vec![Shard { first: "bern".to_owned(), text: text.to_owned() }];
        assert_eq!(term_shards(&index), shard("bern A3;oslo A0,2,102C1"));
        assert_eq!(word_shards(&index), shard("bern0 oslo2"));
    }

    #[test]
    fn a_piece_ends_where_it_is_long_enough() {
        let words: Vec<(String, Vec<(u32, usize)>)> =
            (10_000..20_000).map(|word| (format!("w{word}"), vec![(1, 1)])).collect();
        let index = Index { words, common: Vec::new() };
        let shards = term_shards(&index);
        assert_eq!((shards.len(), shards[0].first.as_str()), (3, "w10000"));
        assert!(shards.iter().all(|shard| shard.text.starts_with(&shard.first) && shard.text.len() < TERMS + 20));
        let words: usize = shards.iter().map(|shard| shard.text.split(';').count()).sum();
        assert_eq!(words, 10_000);
    }
}
