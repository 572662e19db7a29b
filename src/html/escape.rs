//! Text made safe to stand in Markdown, with as few backslashes as will do: an editor reads it.
//!
//! In: text and where it stands. Out: Markdown that reads as that text. Nothing but backslashes is added; no character is
//! replaced, so typography, joiners and no-break spaces are byte for byte what they were.

/// Where a piece of text stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings {
    /// The character before it on its line; `None` at the beginning of a line.
    pub before: Option<char>,
    /// The first character after it; `None` at the end of the block or of a line.
    pub after: Option<char>,
    /// Whether the line follows another line of the same paragraph.
    pub continues: bool,
    /// Whether it stands in the brackets of a link or picture.
    pub in_link: bool,
    /// Whether it stands in a table.
    pub in_cell: bool,
    /// Whether it stands in a heading.
    pub in_heading: bool,
}

/// The text with a backslash before each character that would act as Markdown.
pub(super) fn escape(text: &str, around: Surroundings) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut escaped = String::with_capacity(text.len());
    for (index, character) in characters.iter().enumerate() {
        if acts(&characters, index, around) {
            escaped.push('\\');
        }
        escaped.push(*character);
    }
    escaped
}

fn acts(text: &[char], index: usize, around: Surroundings) -> bool {
    let Some(character) = text.get(index) else { return false };
    let before = if index == 0 { around.before } else { text.get(index - 1).copied() };
    let after = text.get(index + 1).copied().or(around.after);
    let rest = text.get(index + 1..).unwrap_or_default();
    if around.before.is_none() && acts_at_line_start(text, index, around) {
        return true;
    }
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match character {
        '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
        '`' => true,
        '*' => before.is_none() || !(is_space(before) && is_space(after)),
        '_' => {
            let in_word = before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
            before.is_none() || !(in_word || (is_space(before) && is_space(after)))
        }
        // A tilde strikes only where one can end: "~5 million" needs none.
        '~' => !is_space(before),
        '[' => around.in_link || opens_link(rest, around.after),
        ']' => around.in_link,
        '!' => rest.is_empty() && around.after == Some('['),
        '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?' | '<')),
        '&' => is_entity(rest),
        '|' => around.in_cell,
        '#' => around.in_heading && around.after.is_none() && rest.iter().all(|c| *c == '#'),
        _ => false,
    }
}

/// Whether `[` here begins a link, a footnote or a definition.
fn opens_link(rest: &[char], after: Option<char>) -> bool {
    if rest.first().copied().or(after) == Some('^') {
        return true;
    }
    match rest.iter().position(|c| *c == ']') {
        Some(end) => matches!(rest.get(end + 1).copied().or(after), Some('(' | '[' | ':')),
        None => after.is_some(), // It may end in a later run.
    }
}

/// Whether what follows `&` makes it an entity (`copy;`, `#39;`).
fn is_entity(rest: &[char]) -> bool {
    let length = rest.iter().take_while(|c| c.is_ascii_alphanumeric() || **c == '#').count();
    length > 0 && length < 40 && rest.get(length) == Some(&';')
}

/// Whether the character would make its line a list, a heading, a quotation, a rule, a fence or a table.
fn acts_at_line_start(text: &[char], index: usize, around: Surroundings) -> bool {
    let Some(character) = text.get(index) else { return false };
    let after = text.get(index + 1).copied().or(around.after);
    let then_space = after.is_none_or(char::is_whitespace);
    let line_before = text.get(..index).unwrap_or_default();
    if index > 0 {
        let is_number = line_before.len() <= 9 && line_before.iter().all(char::is_ascii_digit);
        return matches!(character, '.' | ')') && is_number && then_space;
    }
    match character {
        '>' => true,
        '#' => {
            let signs = text.iter().take_while(|c| **c == '#').count();
            !around.in_heading
                && signs <= 6
                && text.get(signs).copied().or(around.after).is_none_or(char::is_whitespace)
        }
        '-' => then_space || after == Some('-') || (around.continues && matches!(after, Some('|' | ':'))),
        '+' => then_space,
        '~' => after == Some('~'),
        '=' => around.continues,
        ':' => around.continues && after == Some('-'),
        '|' => around.continues,
        _ => false,
    }
}

/// The address as the destination of a link or picture.
pub(super) fn destination(address: &str) -> String {
    let mut plain = true;
    let mut depth = 0_i32;
    for character in address.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth -= 1,
            '<' | '>' | '\\' => plain = false,
            other if other.is_whitespace() || other.is_control() => plain = false,
            _ => {}
        }
        plain &= depth >= 0;
    }
    let mut written = String::new();
    let characters: Vec<char> = address.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        let rest = characters.get(index + 1..).unwrap_or_default();
        match character {
            '<' | '>' | '\\' => written.extend(['\\', *character]),
            '&' if is_entity(rest) => written.push_str("\\&"),
            '\n' | '\r' => {}
            other => written.push(*other),
        }
    }
    if plain && depth == 0 && !address.is_empty() { written } else { format!("<{written}>") }
}

/// A title with a space before it, or nothing.
pub(super) fn title(title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let characters: Vec<char> = title.chars().collect();
    let mut written = String::from(" \"");
    for (index, character) in characters.iter().enumerate() {
        if *character == '\n' {
            written.push_str("&#10;"); // The line of the text goes on: it may be a heading or a cell.
            continue;
        }
        let rest = characters.get(index + 1..).unwrap_or_default();
        if matches!(character, '"' | '\\') || (*character == '&' && is_entity(rest)) {
            written.push('\\');
        }
        written.push(*character);
    }
    written.push('"');
    written
}

/// A code span around the text.
pub(super) fn code_span(code: &str, in_cell: bool) -> String {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let fence = if code.contains('`') { fence } else { "`".to_owned() };
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    let code = if in_cell { code.replace('|', "\\|") } else { code.to_owned() };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character).map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: Surroundings =
        Surroundings { before: None, after: None, continues: false, in_link: false, in_cell: false, in_heading: false };

    #[test]
    fn only_what_would_act_is_escaped() {
        let cases = [
            ("1. a", "1\\. a"),
            ("1984.5 and 1. x", "1984.5 and 1. x"),
            ("2) b", "2\\) b"),
            ("# a", "\\# a"),
            ("#1 of 3 # b", "#1 of 3 # b"),
            ("- a", "\\- a"),
            ("-5 - 3", "-5 - 3"),
            ("---", "\\---"),
            ("+ a", "\\+ a"),
            ("> a > b", "\\> a > b"),
            ("a * b", "a * b"),
            ("2*3", "2\\*3"),
            ("* a", "\\* a"),
            ("snake_case_name _x_", "snake_case_name \\_x\\_"),
            ("~5 to ~6 million", "~5 to ~6 million"),
            ("~~a~~", "\\~\\~a\\~\\~"),
            ("[1] see", "[1] see"),
            ("[a](b)", "\\[a](b)"),
            ("[^1]", "\\[^1]"),
            ("[a]: b", "\\[a]: b"),
            ("&copy; & AT&T; R&D", "\\&copy; & AT\\&T; R&D"),
            ("<b> 1 < 2", "\\<b> 1 < 2"),
            ("C:\\new \\*", "C:\\new \\\\\\*"),
            ("a | b", "a | b"),
            ("`a`", "\\`a\\`"),
            ("«کتاب»، می\u{200c}رود؟ CO₂ “x” …", "«کتاب»، می\u{200c}رود؟ CO₂ “x” …"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text, PARAGRAPH), expected, "{text}");
        }
    }

    #[test]
    fn a_second_line_cannot_underline_the_first() {
        let second = Surroundings { continues: true, ..PARAGRAPH };
        assert_eq!(escape("===", second), "\\===");
        assert_eq!(escape("| a", second), "\\| a");
        assert_eq!(escape(":-- | --", second), "\\:-- | --");
        assert_eq!(escape("===", PARAGRAPH), "===");
    }

    #[test]
    fn places_decide() {
        assert_eq!(escape("a|b", Surroundings { in_cell: true, ..PARAGRAPH }), "a\\|b");
        assert_eq!(escape("a[b]", Surroundings { in_link: true, ..PARAGRAPH }), "a\\[b\\]");
        assert_eq!(escape("wow!", Surroundings { after: Some('['), ..PARAGRAPH }), "wow\\!");
        assert_eq!(escape("C #", Surroundings { in_heading: true, ..PARAGRAPH }), "C \\#");
        assert_eq!(escape("1. a", Surroundings { before: Some('x'), ..PARAGRAPH }), "1. a");
    }

    #[test]
    fn addresses_are_wrapped_only_where_they_must_be() {
        let cases = [
            ("https://a.b/c_(d)?e=1&f=2", "https://a.b/c_(d)?e=1&f=2"),
            ("a b.png", "<a b.png>"),
            ("a)b", "<a)b>"),
            ("a)(b", "<a)(b>"),
            ("a<b>", "<a\\<b\\>>"),
            ("?a&copy;", "?a\\&copy;"),
            ("", "<>"),
        ];
        for (address, expected) in cases {
            assert_eq!(destination(address), expected);
        }
    }

    #[test]
    fn code_is_fenced_by_more_backticks_than_it_holds() {
        assert_eq!(code_span("a", false), "`a`");
        assert_eq!(code_span("a``b", false), "```a``b```");
        assert_eq!(code_span("`a", false), "`` `a ``");
        assert_eq!(code_span("a|b", true), "`a\\|b`");
    }
}
