//! The sentence around a place in a text.

use std::ops::Range;

/// The sentence that holds `span`. A full stop ends a sentence if white space and then no lower-case letter follow, and
/// the word before it is no abbreviation ("U.S.", "St.") and no number's part.
pub fn sentence_around<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    let mut start = 0;
    for end in ends(text) {
        if end <= span.start {
            start = end;
        } else if end >= span.end {
            return text[start..end].trim();
        }
    }
    text[start..].trim()
}

/// Where sentences end, in bytes, after their mark.
fn ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.char_indices().filter_map(|(index, character)| {
        let end = index + character.len_utf8();
        match character {
            '\n' | '!' | '?' | '؟' | '۔' => Some(end),
            '.' | '…' => (is_end(text, index, end)).then_some(end),
            _ => None,
        }
    })
}

fn is_end(text: &str, index: usize, end: usize) -> bool {
    let word = text[..index].rsplit(char::is_whitespace).next().unwrap_or_default();
    let is_abbreviation =
        word.contains('.') || (word.chars().count() <= 2 && word.chars().next().is_some_and(char::is_uppercase));
    let mut after = text[end..].chars();
    let spaced = after.next().is_none_or(char::is_whitespace);
    let next = after.find(|character| !character.is_whitespace());
    spaced && !is_abbreviation && !next.is_some_and(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around<'a>(text: &'a str, word: &str) -> &'a str {
        let start = text.find(word).unwrap();
        sentence_around(text, &(start..start + word.len()))
    }

    #[test]
    fn abbreviations_end_no_sentence() {
        let text =
            "Paris led C40. It stayed after the U.S. withdrawal from the agreement. Over 4.5 million people agreed.";
        assert_eq!(around(text, "withdrawal"), "It stayed after the U.S. withdrawal from the agreement.");
        assert_eq!(around(text, "C40"), "Paris led C40.");
        assert_eq!(around(text, "million"), "Over 4.5 million people agreed.");
    }

    #[test]
    fn persian_sentences_are_cut_at_their_own_marks() {
        assert_eq!(around("آیا چنین است؟ تهران عضو شد. پایان.", "عضو"), "تهران عضو شد.");
    }
}
