//! Where a quote was opened and not closed. YAML lets a text in quotes go on over many lines, so a parser meets the mistake at
//! the next quote, which may stand far below; an editor looks for it where the text begins.

use std::ops::Range;

/// The quote that opens a text of several lines which ends on the line of a mistake at `offset`, or nowhere in `span`: most
/// likely its own end was forgotten. Bytes of `text`.
pub(super) fn open_quote(text: &str, span: &Range<usize>, offset: usize) -> Option<usize> {
    let end_of_line = |at: usize| text[at..span.end].find('\n').map_or(span.end, |length| at + length);
    let mut line = span.start;
    // Lines that are further to the right than this belong to a text in lines (`|`, `>`), in which quotes mean nothing.
    let mut block = None;
    while line <= offset && line < span.end {
        let mut end = end_of_line(line);
        let indent = text[line..end].len() - text[line..end].trim_start().len();
        let is_in_block = block.is_some_and(|left| indent > left || text[line..end].trim().is_empty());
        if is_in_block {
            line = end + 1;
            continue;
        }
        let value = line + start_of_value(&text[line..end]);
        block = text[value..end].starts_with(['|', '>']).then_some(indent);
        if let Some(quote @ ('"' | '\'')) = text[value..end].chars().next() {
            let close = closing_quote(&text[value + 1..span.end], quote).map(|close| value + 1 + close);
            let Some(close) = close else { return Some(value) };
            if close > end {
                end = end_of_line(close);
                if (close..=end).contains(&offset) {
                    return Some(value);
                }
            }
        }
        line = end + 1;
    }
    None
}

/// Where the value of a line begins: behind its key, or behind the hyphens of lists.
pub(super) fn start_of_value(line: &str) -> usize {
    let rest = line.trim_start_matches([' ', '-']);
    match rest.split_once(": ") {
        Some((key, value)) if is_key(key) => line.len() - value.trim_start().len(),
        _ => line.len() - rest.len(),
    }
}

/// Does a text look like a key of front matter, and not like the beginning of a sentence?
pub(super) fn is_key(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-'))
}

/// The first quote in what stands behind an opening one that ends the text (YAML 1.2.2, 7.3.1 and 7.3.2).
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if quote == '"' && letter == '\\' {
            letters.next();
        } else if letter == quote {
            // Two single quotes are one of the text.
            if quote == '"' || letters.next_if(|(_, next)| *next == quote).is_none() {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where the quote is found that stands at `<`, for a mistake at `^`.
    fn check(marked: &str, is_found: bool) {
        let text = marked.replace(['<', '^'], "");
        let place = |mark: char| marked.split_once(mark).map(|(before, _)| before.replace(['<', '^'], "").len());
        let found = open_quote(&text, &(0..text.len()), place('^').unwrap());
        assert_eq!(found, if is_found { place('<') } else { None }, "{marked}");
    }

    #[test]
    fn a_quote_that_was_not_closed_is_found_at_its_beginning() {
        check("city: \"Oslo\"\ntitle: <\"Oslo\ncountry: NO\nalt: \"^\"\n", true);
        check("authors:\n  - <'Anna\n  - 'B^en'\n", true);
        check("- name: <\"Anna\n  alt: \"a \\\" b\" ^c\n", true);
        check("title: <'it''s\ncountry: NO\n^", true);
        check("<\"Oslo\n  alt: \"^x\"\n", true);
    }

    #[test]
    fn texts_that_end_are_none() {
        check("title: \"Oslo\"\ncountry: ^x: y\n", false);
        check("title: \"Oslo\n  and Bergen\"\ncountry: ^x: y\n", false);
        check("title: \"Oslo\" ^x\n", false);
        check("title: 5\" ^of snow: y\n", false);
        check("summary: >\n  'tis a text\n\n  \"in lines\ncountry: ^x: y\n", false);
        check("^", false);
    }
}
