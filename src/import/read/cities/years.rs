//! Years at the end of a heading: "(2015–2020)", "since 2015", «۱۳۹۵ تا ۱۴۰۰».

use crate::base::fold::fold;

/// Words among years, folded.
const AMONG_YEARS: &str = " since from to until till present today now ongoing and in ad ce seit bis heute desde hasta \
    depuis از تا سال سال‌های سالهای اکنون امروز کنون ";

/// A heading without the years at its end, and without numbers in brackets there.
pub(super) fn without_years(text: &str) -> &str {
    let mut rest = text.trim_end();
    loop {
        let shorter = without_bracket(rest).or_else(|| without_bare_years(rest)).unwrap_or(rest);
        if shorter.len() == rest.len() || !shorter.contains(char::is_alphabetic) {
            return rest;
        }
        rest = shorter;
    }
}

fn before(text: &str) -> &str {
    text.trim_end_matches(|character: char| character.is_whitespace() || ",،;:–—-|/·".contains(character))
}

fn without_bracket(text: &str) -> Option<&str> {
    let inner = text.strip_suffix([')', ']', '）'])?;
    let start = inner.rfind(['(', '[', '（'])?;
    let words: Vec<&str> = words(&inner[start..]).collect();
    let has_number = words.iter().any(|word| is_number(word));
    (has_number && words.iter().all(|word| is_number(word) || is_among(word))).then(|| before(&text[..start]))
}

fn without_bare_years(text: &str) -> Option<&str> {
    let (mut rest, mut found) = (text, None);
    loop {
        let trimmed = before(rest);
        let start = trimmed.rfind(|character: char| !character.is_alphanumeric());
        let start = start.map_or(0, |at| at + trimmed[at..].chars().next().map_or(1, char::len_utf8));
        let word = &trimmed[start..];
        if word.is_empty() || !(is_number(word) || is_among(word)) {
            return found;
        }
        rest = &trimmed[..start];
        // A word counts only beside a year: "here and now".
        if is_year(word) || found.is_some() {
            found = Some(before(rest));
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_number(word: &str) -> bool {
    word.chars().all(char::is_numeric)
}

fn is_year(word: &str) -> bool {
    let digits = fold(word);
    digits.len() == 4 && digits.parse::<u16>().is_ok_and(|year| (1200..2200).contains(&year))
}

fn is_among(word: &str) -> bool {
    AMONG_YEARS.contains(&format!(" {} ", fold(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_at_the_end_are_no_part_of_a_name() {
        for dressed in [
            "Nice, France (2015–2020)",
            "Nice, France [2019]",
            "Nice, France, 2015-20",
            "Nice, France – since 2015",
            "Nice, France: 2015 to present",
            "Nice, France 2019",
            "Nice, France (from 2015 until today) (3)",
            "Nice, France (۱۳۹۵ تا ۱۴۰۰)",
            "Nice, France ۱۳۹۵–۱۴۰۰",
        ] {
            assert_eq!(without_years(dressed), "Nice, France", "{dressed}");
        }
        for whole in ["District 9", "2019", "here and now", "Nice (2015), France", "Nice, France (pilot 2)", ""] {
            assert_eq!(without_years(whole), whole);
        }
    }
}
