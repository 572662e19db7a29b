//! The YAML that nearly every file has, read at a small part of the cost.
//!
//! Comes in: YAML text; goes out: the tree that the YAML crate would give, or nothing where the text holds anything but
//! keys with texts, lists of texts, and one level of keys below a key. Whoever gets nothing asks the crate, which also
//! knows what is wrong with a text. So this reader may refuse what it likes, but must never read anything differently: a
//! property below holds the two together.

use std::borrow::Cow;
use std::iter::Peekable;

use memchr::{memchr, memchr2, memchr2_iter};

use super::node::{Node, Value};

/// Longer texts are left to the crate, which has budgets for what it reads.
const LONGEST_TEXT: usize = 16 * 1024;
/// YAML allows keys of 1024 characters; nobody writes them.
const LONGEST_KEY: usize = 64;
/// Most files have fewer keys, so that their list does not have to grow.
const USUAL_KEYS: usize = 16;

/// A line that is neither empty nor a comment.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// How many spaces it begins with.
    indent: usize,
    /// The rest of it.
    rest: Piece<'a>,
}

/// A stretch of the text.
#[derive(Clone, Copy)]
struct Piece<'a> {
    /// Where it begins in the source file.
    start: usize,
    text: &'a str,
}

/// Reads `text`, which stands at `start` of its file; none where it is not simple.
pub(super) fn parse(text: &str, start: usize) -> Option<Node<'_>> {
    if text.len() > LONGEST_TEXT || !is_usual(text) {
        return None;
    }
    let mut lines = Lines { rest: Piece { start, text } }.peekable();
    let first = lines.peek()?.rest.start;
    let mut entries = Vec::with_capacity(USUAL_KEYS);
    while let Some(line) = lines.next() {
        // A deeper line would go on with the value above it.
        if line.indent != 0 {
            return None;
        }
        let (key, rest) = key(line.rest)?;
        let value = match rest {
            Some(rest) => value(rest)?,
            None => block(&mut lines)?,
        };
        entries.push((key, value));
    }
    Some(Node { span: first..first, value: Value::Mapping(entries) })
}

/// Holds no character that ends lines in YAML only, or that YAML forbids.
fn is_usual(text: &str) -> bool {
    // Most texts are plain, and all bytes of such a text are looked at together.
    let is_plain = text.bytes().fold(true, |plain, byte| plain & (matches!(byte, b' '..=b'~') | (byte == b'\n')));
    is_plain || {
        let line_ends_are_usual = text.matches('\r').count() == text.matches("\r\n").count();
        line_ends_are_usual && text.chars().all(is_usual_character)
    }
}

fn is_usual_character(character: char) -> bool {
    match character {
        '\n' | '\r' => true,
        '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
        other => !other.is_control(),
    }
}

/// The lines that say something, one after the other.
struct Lines<'a> {
    rest: Piece<'a>,
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        while !self.rest.text.is_empty() {
            let Piece { start, text } = self.rest;
            let length = memchr(b'\n', text.as_bytes()).map_or(text.len(), |end| end + 1);
            let (line, after) = text.split_at(length);
            self.rest = Piece { start: start + length, text: after };
            let written = line.strip_suffix('\n').unwrap_or(line);
            let written = written.strip_suffix('\r').unwrap_or(written);
            let rest = trim(Piece { start, text: written });
            let text = rest.text.trim_end_matches(' ');
            if !text.is_empty() && !text.starts_with('#') {
                return Some(Line { indent: rest.start - start, rest: Piece { text, ..rest } });
            }
        }
        None
    }
}

/// `key: rest` or `key:`.
fn key(line: Piece<'_>) -> Option<(Node<'_>, Option<Piece<'_>>)> {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let length = line.text.bytes().position(|byte| !is_name(&byte))?;
    let (name, rest) = line.text.split_at(length);
    let is_key = name.starts_with(|first: char| first.is_ascii_alphabetic());
    if !is_key || is_null(name) || length > LONGEST_KEY {
        return None;
    }
    let rest = Piece { start: line.start + length + 1, text: rest.strip_prefix(':')? };
    let node = scalar(Piece { text: name, ..line }, name, false);
    match rest.text.starts_with(' ') {
        true => Some((node, Some(trim(rest)))),
        false => rest.text.is_empty().then_some((node, None)),
    }
}

/// What stands below a key that has no value on its line; its lines are taken.
fn block<'a>(lines: &mut Peekable<Lines<'a>>) -> Option<Node<'a>> {
    let first = *lines.peek()?;
    let is_list = first.rest.text.starts_with("- ");
    if first.indent == 0 && !is_list {
        return None;
    }
    let (mut items, mut entries) = (Vec::new(), Vec::new());
    while let Some(line) =
        lines.next_if(|line| line.indent == first.indent && line.rest.text.starts_with("- ") == is_list)
    {
        if is_list {
            items.push(value(trim(Piece { start: line.rest.start + 1, text: &line.rest.text[1..] }))?);
        } else {
            let (key, rest) = key(line.rest)?;
            entries.push((key, value(rest?)?));
        }
    }
    // The crate's place of a list that stands as far left as its key is that of its first item.
    let start = items.first().filter(|_| first.indent == 0).map_or(first.rest.start, |item| item.span.start);
    let value = if is_list { Value::Sequence(items) } else { Value::Mapping(entries) };
    Some(Node { span: start..start, value })
}

/// A value that ends with its line.
fn value(piece: Piece<'_>) -> Option<Node<'_>> {
    match piece.text.bytes().next()? {
        b'[' => list(piece),
        b'"' | b'\'' => quoted(piece).filter(|(_, rest)| rest.text.is_empty()).map(|(node, _)| node),
        _ => plain(piece),
    }
}

/// A text without quotes that cannot be anything else.
fn plain(piece: Piece<'_>) -> Option<Node<'_>> {
    const LEADS: &[u8] = b"-?:,[]{}#&*!|>'\"%@`=~.<";
    let text = piece.text;
    let bytes = text.as_bytes();
    // A colon before a space or the end makes a key, a number sign behind a space a comment.
    let acts = |at: usize| match bytes[at] {
        b':' => matches!(bytes.get(at + 1), None | Some(b' ')),
        _ => at > 0 && bytes[at - 1] == b' ',
    };
    let is_plain = bytes.first().is_some_and(|first| !LEADS.contains(first))
        && !memchr2_iter(b':', b'#', bytes).any(acts)
        // Not every program takes the same characters for spaces.
        && text.trim().len() == text.len()
        && !is_null(text);
    is_plain.then(|| scalar(piece, text, false))
}

/// A text in quotes with nothing to unescape, and what follows it.
fn quoted(piece: Piece<'_>) -> Option<(Node<'_>, Piece<'_>)> {
    let quote = *piece.text.as_bytes().first()?;
    let inner = piece.text.get(1..)?;
    let length = memchr2(quote, b'\\', inner.as_bytes())?;
    let (text, rest) = inner.split_at(length);
    let rest = rest.strip_prefix(char::from(quote))?;
    // `'it''s'` goes on.
    if rest.starts_with(char::from(quote)) {
        return None;
    }
    let whole = &piece.text[..length + 2];
    let node = scalar(Piece { text: whole, ..piece }, text, true);
    Some((node, Piece { start: piece.start + whole.len(), text: rest }))
}

/// `[one, "two"]`
fn list(piece: Piece<'_>) -> Option<Node<'_>> {
    let span = piece.start..piece.start + 1;
    let mut items = Vec::new();
    let mut rest = trim(Piece { start: piece.start + 1, text: piece.text.get(1..)? });
    if rest.text == "]" {
        return Some(Node { span, value: Value::Sequence(items) });
    }
    loop {
        let (item, after) = if rest.text.starts_with(['"', '\'']) { quoted(rest)? } else { plain_item(rest)? };
        items.push(item);
        let after = trim(after);
        if after.text == "]" {
            return Some(Node { span, value: Value::Sequence(items) });
        }
        rest = trim(Piece { start: after.start + 1, text: after.text.strip_prefix(',')? });
    }
}

/// A text without quotes in a list, made of letters, digits and what slugs and names have.
fn plain_item(piece: Piece<'_>) -> Option<(Node<'_>, Piece<'_>)> {
    let is_part = |part: char| part.is_alphanumeric() || matches!(part, ' ' | '-' | '_' | '.' | '/');
    let is_scheme = |at: usize| piece.text[at..].starts_with("://");
    let (length, _) = piece.text.char_indices().find(|(at, part)| !is_part(*part) && !is_scheme(*at))?;
    let (text, rest) = piece.text.split_at(length);
    let item = text.trim_end_matches(' ');
    if !item.starts_with(char::is_alphanumeric) || is_null(item) {
        return None;
    }
    Some((scalar(Piece { text: item, ..piece }, item, false), Piece { start: piece.start + length, text: rest }))
}

fn scalar<'a>(place: Piece<'_>, text: &'a str, quoted: bool) -> Node<'a> {
    let span = place.start..place.start + place.text.len();
    Node { span, value: Value::Scalar { text: Cow::Borrowed(text), quoted } }
}

/// `~` is no plain text here anyway.
fn is_null(text: &str) -> bool {
    text.eq_ignore_ascii_case("null")
}

/// Without the spaces before it; lines have none at their end.
fn trim(piece: Piece<'_>) -> Piece<'_> {
    let count = piece.text.bytes().take_while(|byte| *byte == b' ').count();
    Piece { start: piece.start + count, text: &piece.text[count..] }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::node::parse_with_crate;
    use super::*;
    use crate::base::source::SourceFile;

    /// What stands before the text in its file.
    const BEFORE: &str = "---\n";

    /// Reads a text both ways; says whether it is simple.
    #[track_caller]
    fn agree(text: &str) -> bool {
        let whole = format!("{BEFORE}{text}");
        let Some(node) = parse(text, BEFORE.len()) else { return false };
        let source = SourceFile::new("a.md", whole.clone());
        match parse_with_crate(&source, BEFORE.len()..whole.len()) {
            Ok(expected) => assert_eq!(node, expected, "{text:?}"),
            Err(problem) => panic!("{text:?} is read, but is wrong: {}", problem.message.english()),
        }
        true
    }

    #[test]
    fn what_editors_write_and_what_the_import_writes_is_simple() {
        let cases = [
            include_str!("../../content/cases/medellin.md"),
            include_str!("../../content/cases/beijing.md"),
            include_str!("../../content/articles/successful-examples-of-urban-diplomacy.md"),
            include_str!("../../content/networks/c40.md"),
            include_str!("../../content/themes/climate.md"),
        ];
        for case in cases {
            let text = case.strip_prefix(BEFORE).and_then(|rest| rest.split_once("\n---\n")).map(|(text, _)| text);
            assert!(agree(text.unwrap()), "{case}");
            assert!(agree(&text.unwrap().replace('\n', "\r\n")), "{case}");
        }
    }

    #[test]
    fn what_is_not_simple_is_left_to_the_crate() {
        for text in [
            "",
            "a",
            "a:",
            "a:b",
            "a: b: c",
            "a: b #c",
            "a: [b",
            "a: {b: c}",
            "a: |\n  b",
            "a: b\n  c",
            "a:\n  b:\n    c: d",
            "a: \"b",
            "a: \"b\\n\"",
            "a: 'it''s'",
            "a: null",
            "a: &b c",
            "a: *b",
            "a: !b c",
            "null: a",
            "? a",
            "- a",
            "a:\n  -",
            "a: b\n...",
            "a: b\n---",
            "a:\tb",
            "a: [b, [c]]",
            "a: [b: c]",
            "a: [b,]",
            "a: \u{a0}b",
            "é: b",
            "a:\n  - b: c",
            "\u{feff}a: b",
            "a: b\rc: d",
            "a:\n  b: c\n d: e",
            "a: ~",
            "a: .inf",
            "a: - b",
            "a: b:",
        ] {
            assert!(parse(text, 0).is_none(), "{text:?}");
        }
        assert!(parse(&"a: b\n".repeat(LONGEST_TEXT), 0).is_none());
    }

    /// Values of all kinds, some of which are not simple.
    fn any_value() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[a-zA-Z0-9é–“ ,.:#'\\[\\]-]{0,12}",
            2 => "\"[a-zé :#,'\\[\\]{}-]{0,8}\"",
            2 => "'[a-zé :#,\"\\\\]{0,8}'",
            3 => "\\[ ?([a-z0-9é]{1,4}( ?, ?[a-zé]{1,3}){0,2})? ?\\]",
            1 => "\\[[a-z]{0,2}:?/{0,3}[a-z]?(, ?[a-z]://[a-z/:]{0,3})?\\]",
            1 => "\\[(\"[a-z,\\]]{0,3}\"|'[a-z: ]{0,3}')(, ?[a-z -]{1,3}){0,2},?\\]",
            2 => prop::sample::select(vec![
                "null", "Null", "~", "true", "no", "007", "1.50", "-1", "+1", "1e5", ".5", "0x1f", "1_000", "12:30", "2025-06-02",
                "2025-06-02T14:58:32+03:30", "https://example.org/a?b=c#d", "a: b", "a #b", "a#b", "-a", "- a", "a -", "?a",
                ":a", "%a", "@a", "`a`", "!a", "&a", "*a", "|", ">", "{a: b}", "[a: b]", "=", "<<", "...", "---", "\u{a0}", "a\u{a0}",
                "سی\u{200c}ان", "\u{2028}", "''", "\"\"", "'it''s'", "\"a\" b", "NaN", "inf", ".nan", "Infinity", "0b11", "0o7",
            ]).prop_map(str::to_owned),
        ]
    }

    fn any_key() -> impl Strategy<Value = String> {
        prop_oneof![
            8 => "[a-z][a-z_0-9-]{0,5}",
            1 => prop::sample::select(vec!["null", "true", "no", "Y", "a b", "é", "1", "\"a\"", "<<", "~", "?", "-", "nan", "inf"])
                .prop_map(str::to_owned),
        ]
    }

    /// An entry with its line ends.
    fn any_entry() -> impl Strategy<Value = String> {
        let item = (prop::sample::select(vec!["", " ", "  ", "    "]), any_value());
        let inner = (prop::sample::select(vec!["", " ", "  ", "    "]), any_key(), any_value());
        prop_oneof![
            6 => (any_key(), prop::sample::select(vec![": ", ":  ", ":", " : "]), any_value())
                .prop_map(|(key, colon, value)| format!("{key}{colon}{value}\n")),
            2 => (any_key(), item, prop::collection::vec(any_value(), 0..3)).prop_map(|(key, (indent, first), more)| {
                let more: String = more.iter().map(|value| format!("{indent}- {value}\n")).collect();
                format!("{key}:\n{indent}- {first}\n{more}")
            }),
            2 => (any_key(), inner, prop::collection::vec((any_key(), any_value()), 0..3)).prop_map(
                |(key, (indent, name, first), more)| {
                    let more: String = more.iter().map(|(name, value)| format!("{indent}{name}: {value}\n")).collect();
                    format!("{key}:\n{indent}{name}: {first}\n{more}")
                }
            ),
            1 => prop::sample::select(vec!["\n", "  \n", "# a\n", "  # a: b\n", "a:\n", "  b\n", "\r\n", "a: b \r\n"])
                .prop_map(str::to_owned),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_reads_nothing_differently(entries in prop::collection::vec(any_entry(), 0..6), windows in prop::bool::weighted(0.2)) {
            let text = entries.concat();
            agree(&if windows { text.replace('\n', "\r\n") } else { text });
        }

        #[test]
        fn nor_what_is_no_front_matter_at_all(text in "[ab\n:\\-\\[\\]{},\"'# &*!|>%@~\r\t.0é\\\\\u{85}]{0,24}") {
            agree(&text);
            agree(&format!("a: {text}"));
            agree(&format!("a: b\n{text}"));
        }

        #[test]
        fn entries_of_the_usual_kind_are_simple(entries in prop::collection::vec("[a-m][a-z]{3,7}: ([A-Z][a-zé, ]{0,20}\\.|\\[[a-z]{5}, [a-z]{5}\\])\n", 1..6)) {
            prop_assert!(agree(&entries.concat()));
        }
    }
}
