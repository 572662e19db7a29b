//! What a mistake in YAML means to an editor. In: where the YAML crate stopped reading, and its words for programmers. Out: a
//! message at the place where something else should stand.

use std::ops::Range;
use std::sync::Arc;

use serde_yaml::{Error as YamlError, Location};

use super::open_quote::{is_key, open_quote};
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::base::source::{Place, Position, SourceFile};

/// What to do about quotes.
fn close_the_quote() -> Message {
    say!("close the quote; inside double quotes write \\\" for a quote, or put the whole text in single quotes")
}

/// No plain text begins with one of these (YAML 1.2.2, 5.3).
const RESERVED: [char; 8] = ['@', '`', '*', '&', '!', '%', '|', '>'];

/// A mistake, told.
pub(super) struct Mistake {
    /// The bytes in the file.
    pub(super) at: Range<usize>,
    pub(super) message: Message,
    pub(super) help: Message,
}

/// Where reading ended, and why.
pub(super) struct Stop<'a> {
    pub(super) text: &'a str,
    /// The YAML in the file, in bytes.
    pub(super) span: &'a Range<usize>,
    /// The byte that could not be read.
    pub(super) offset: usize,
    /// Where its line begins.
    pub(super) line_start: usize,
    pub(super) line: &'a str,
    /// What the crate says.
    raw: &'a str,
}

/// The message for an error of the YAML crate in `span` of a file.
pub(super) fn diagnose(source: &Arc<SourceFile>, span: &Range<usize>, error: &YamlError) -> Diagnostic {
    let raw = error.to_string();
    let offset = error.location().map_or(span.start, |location| offset_in(source, span, location));
    let text = source.text();
    let line_start = text[..offset].rfind('\n').map_or(0, |newline| newline + 1).max(span.start);
    let line = text[line_start..].lines().next().unwrap_or_default();
    let stop = Stop { text, span, offset, line_start, line, raw: &raw };
    let mistake = if matches!(error, YamlError::Budget { .. }) {
        stop.here(
            say!("the front matter is nested too deeply or holds too much"),
            say!("keep it to plain keys, values and lists"),
        )
    } else {
        stop.mistake()
    };
    Diagnostic::error(Code::BadYaml, mistake.message).at(Place::new(source, mistake.at)).help(mistake.help)
}

/// What the crate says, without the place: it counts from the start of the stretch, and the message shows the line anyway.
pub(super) fn reason(raw: &str) -> &str {
    let first = raw.lines().next().unwrap_or_default();
    let detail = first.split_once(": ").filter(|(head, _)| head.contains("line ")).map_or(first, |(_, tail)| tail);
    detail.split_once(" at line ").map_or(detail, |(detail, _)| detail).trim_end_matches('.')
}

/// The same to people who do not know parsers, where they have words for it.
fn in_our_words(reason: &str) -> Message {
    const WORDS: [(&str, &str); 4] = [
        ("did not find expected key", sentence!("a key and a colon were expected here")),
        ("expected ',' or '}'", sentence!("a comma or the closing brace was expected here")),
        ("expected ',' or ']'", sentence!("a comma or the closing bracket was expected here")),
        ("expected '-' indicator", sentence!("another entry of the list was expected here, behind a hyphen")),
    ];
    let known = WORDS.iter().find(|(words, _)| reason.contains(words));
    known.map_or_else(|| Message::verbatim(reason), |(_, sentence)| Message::of(sentence))
}

/// Syntax errors carry a line and a column only, so those are counted from the start of the stretch.
fn offset_in(source: &Arc<SourceFile>, span: &Range<usize>, location: Location) -> usize {
    let start = source.position(span.start);
    let (line, column) =
        (usize::try_from(location.line()).unwrap_or(1), usize::try_from(location.column()).unwrap_or(1));
    let position = Position { line: start.line + line.saturating_sub(1), column };
    let offset = source.offset(position).clamp(span.start, span.end);
    // An error at the very end of the stretch is shown on the last line that an editor wrote.
    let written = source.text()[span.clone()].trim_end().len() + span.start;
    offset.min(written.saturating_sub(1).max(span.start))
}

impl Stop<'_> {
    /// The first of the mistakes that editors make which explains why reading ended here.
    fn mistake(&self) -> Mistake {
        self.open_quote()
            .or_else(|| self.tab())
            .or_else(|| self.flow())
            .or_else(|| self.layout())
            .or_else(|| self.second_colon())
            .or_else(|| self.hyphen())
            .or_else(|| self.no_space())
            .or_else(|| self.reserved_letter())
            .or_else(|| self.quote_or_bracket())
            .or_else(|| self.indented())
            .or_else(|| self.no_colon())
            .unwrap_or_else(|| self.anything_else())
    }

    /// A mistake at the letter that could not be read.
    fn here(&self, message: Message, help: Message) -> Mistake {
        let length = self.text[self.offset..].chars().next().map_or(0, char::len_utf8);
        Mistake { at: self.offset..self.offset + length, message, help }
    }

    fn open_quote(&self) -> Option<Mistake> {
        let quote = open_quote(self.text, self.span, self.offset)?;
        Some(Mistake {
            at: quote..quote + 1,
            message: say!("a text in quotes begins here, and its line ends without the closing quote"),
            help: close_the_quote(),
        })
    }

    /// `\tcity: Oslo`. The crate often complains of the line above it.
    fn tab(&self) -> Option<Mistake> {
        if !self.line.starts_with('\t') && !self.raw.contains("tab") {
            return None;
        }
        let mut start = self.line_start;
        let tab = self.text[start..self.span.end].split_inclusive('\n').find_map(|line| {
            let tab = line.find('\t').filter(|tab| line[..*tab].trim().is_empty()).map(|tab| start + tab);
            start += line.len();
            tab
        });
        let at = tab.map_or(self.offset..self.offset, |tab| tab..tab + 1);
        let is_indented = |line: &&str| line[..line.len() - line.trim_start().len()].contains('\t');
        let count = self.text[at.start..self.span.end].lines().filter(is_indented).count();
        let message = match count {
            0 | 1 => say!("a line is indented with a tab"),
            _ => say!("{count} lines are indented with tabs, this one first", count),
        };
        Some(Mistake { at, message, help: say!("indent with spaces; YAML does not allow tabs") })
    }

    /// `title: Oslo: a city`.
    fn second_colon(&self) -> Option<Mistake> {
        let (key, value) = self.line.split_once(": ")?;
        // `- { id: a, title: b }` is whole in itself.
        let is_braced = key.contains(['{', '[']) || value.trim_start().starts_with(['"', '\'', '[', '{']);
        if !value.contains(": ") || is_braced {
            return None;
        }
        Some(self.here(
            say!("the value of `{key}` holds a colon and a space, which YAML takes for a key", key = key.trim()),
            say!("put the value in quotes: {key}: {value}", key = key.trim_end(), value = in_quotes(value.trim())),
        ))
    }

    /// `title: - Oslo`.
    fn hyphen(&self) -> Option<Mistake> {
        let (key, value) = self.line.split_once(": ")?;
        let text = value.trim().strip_prefix("- ").filter(|_| self.raw.contains("block sequence"))?.trim();
        Some(self.here(
            say!("a hyphen begins an entry of a list, which stands on a line of its own"),
            say!(
                "write a text without it, `{key}: {text}`; write a list as `{key}: [one, two]`",
                key = key.trim(),
                text
            ),
        ))
    }

    /// `city:Oslo`. At the first such line the crate complains of the line below it.
    fn no_space(&self) -> Option<Mistake> {
        let before = self.text[self.span.start..self.line_start].trim_end_matches('\n');
        let above = before.rfind('\n').map_or(0, |newline| newline + 1);
        let is_of_above = self.raw.contains("mapping values are not allowed");
        let lines =
            [Some((self.line_start, self.line)), is_of_above.then(|| (self.span.start + above, &before[above..]))];
        lines.into_iter().flatten().find_map(|(start, line)| {
            let (key, value) = unspaced(line)?;
            let from = start + line.len() - line.trim_start_matches([' ', '-']).len();
            let text = value.trim_start();
            let message = if text.len() < value.len() {
                say!("behind `{key}:` stands a no-break space, which looks like a space and is a letter to YAML", key)
            } else {
                say!("behind `{key}:` a space is missing", key)
            };
            Some(Mistake {
                at: from..from + key.len() + 1,
                message,
                help: say!("write `{key}: {value}`", key, value = text),
            })
        })
    }

    /// `summary: @oslo`.
    fn reserved_letter(&self) -> Option<Mistake> {
        let value = self.text.get(self.offset..self.line_start + self.line.len()).unwrap_or_default();
        let letter = value.chars().next().filter(|letter| RESERVED.contains(letter))?;
        let before = &self.line[..self.offset - self.line_start];
        Some(self.here(
            say!("a text that begins with `{letter}` has to stand in quotes", letter),
            say!("write `{before}{value}`", before = before.trim_start(), value = in_quotes(value.trim_end())),
        ))
    }

    fn quote_or_bracket(&self) -> Option<Mistake> {
        if self.raw.contains("quote") || self.raw.contains("scalar") {
            let message = say!("a quoted text does not end, or something stands behind its closing quote");
            return Some(self.here(message, close_the_quote()));
        }
        let help = say!("put `]` behind the last entry of a list, as in `[one, two]`; `}}` behind keys with values");
        let is_open = self.raw.contains("unclosed bracket");
        is_open.then(|| self.here(say!("a bracket is opened and not closed"), help))
    }

    fn indented(&self) -> Option<Mistake> {
        let is_so = self.raw.contains("mapping values are not allowed") && self.line.starts_with(' ');
        is_so.then(|| {
            self.here(
                say!("the line is indented, but the line above it has a value already"),
                say!("begin the line as far left as the keys above it"),
            )
        })
    }

    /// `city Oslo`, or the second line of a text.
    fn no_colon(&self) -> Option<Mistake> {
        let is_so = self.raw.contains("simple key expected") && !self.line.contains(':');
        is_so.then(|| Mistake {
            at: self.line_start..self.line_start + self.line.trim_end().len(),
            message: say!("this line has no colon, so it is no `key: value`"),
            help: say!("write a colon and a space behind the key; if the line goes on with the text above it, indent it by two \
                   spaces"),
        })
    }

    fn anything_else(&self) -> Mistake {
        self.here(
            say!("this is not valid YAML: {reason}", reason = in_our_words(reason(self.raw))),
            // Values, as a lone backtick of the sentence would begin code.
            say!(
                "write each entry as `key: value` on a line of its own, and put a value in quotes if it holds one of \
                 {inside} or begins with one of {first}",
                inside = ": # [ ] { }",
                first = "@ ` ! & * | > %"
            ),
        )
    }
}

/// Key and value of `city:Oslo`, which YAML takes for one text. An address is one.
fn unspaced(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim_start_matches([' ', '-']).trim_end().split_once(':')?;
    (!key.is_empty() && is_key(key) && !value.is_empty() && !value.starts_with([' ', '/'])).then_some((key, value))
}

/// Key and value of `{title:Oslo}`, which YAML takes for a key without a value.
pub(super) fn joined(name: &str) -> Option<(&str, &str)> {
    let (key, value) = name.split_once(':')?;
    (!key.is_empty() && is_key(key) && !value.is_empty() && !value.starts_with("//")).then_some((key, value))
}

/// A text as YAML takes it, whatever stands in it: in double quotes if these need no signs before them.
pub(super) fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

#[cfg(test)]
mod tests {
    use crate::base::source::SourceFile;
    use crate::yaml::parse;

    /// Where the mistake in a front matter is told, what is told, and what to do.
    fn told(front_matter: &str) -> (String, String, String) {
        let text = format!("---\n{front_matter}\n---\n");
        let source = SourceFile::new("a.md", text.clone());
        let problem = parse(&source, 4..text.len() - 4).unwrap_err();
        let position = problem.place.unwrap().position();
        (
            format!("{}:{}", position.line, position.column),
            problem.message.english(),
            problem.help.unwrap_or_default().english(),
        )
    }

    fn assert_told(front_matter: &str, place: &str, message: &str, help: &str) {
        let (at, said, advice) = told(front_matter);
        assert!(
            at == place && said.contains(message) && advice.contains(help),
            "{front_matter}: {at}: {said}: {advice}"
        );
    }

    #[test]
    fn errors_are_told_at_their_line_within_the_whole_file() {
        assert_told("title: Medellín: a city", "2:16", "`title` holds a colon", "title: \"Medellín: a city\"");
    }

    #[test]
    fn a_tab_is_told_where_it_stands() {
        assert_told("title: Oslo\n\tcity: Oslo", "3:1", "a tab", "spaces");
        assert_told("image:\n\tfile: a.jpg", "3:1", "a tab", "spaces");
    }

    #[test]
    fn a_missing_space_is_told_in_its_own_line() {
        assert_told("title:Oslo\ncity: Oslo", "2:1", "`title:` a space", "`title: Oslo`");
        assert_told("title: Oslo\ncity:Oslo", "3:1", "`city:` a space", "`city: Oslo`");
        assert_told("image:\n  file:a.jpg\n  alt: x", "3:3", "`file:` a space", "`file: a.jpg`");
    }

    #[test]
    fn a_hyphen_before_a_text_is_told() {
        assert_told("title: - Oslo\ncity: Oslo", "2:8", "a hyphen", "`title: Oslo`");
    }

    #[test]
    fn a_line_without_a_colon_is_no_entry() {
        assert_told("title: Oslo\ncity Oslo", "3:1", "no colon", "a colon and a space");
        assert_told("summary: one\ntwo\ncity: Oslo", "3:1", "no colon", "indent it by two");
    }

    #[test]
    fn letters_that_mean_something_are_told() {
        assert_told("summary: @oslo", "2:10", "begins with `@`", "`summary: \"@oslo\"`");
        assert_told("summary: *bold* text", "2:10", "begins with `*`", "`summary: \"*bold* text\"`");
        assert_told("summary: `code`", "2:10", "begins with ``", "`summary: \"`code`\"`");
    }

    #[test]
    fn the_quotes_of_the_advice_can_be_read() {
        let (_, _, help) = told("title: The \"city\": it's Oslo: here");
        let value = help.strip_prefix("put the value in quotes: ").unwrap();
        let source = SourceFile::new("a.yaml", value);
        assert_eq!(value, "title: 'The \"city\": it''s Oslo: here'");
        assert!(parse(&source, 0..value.len()).is_ok());
    }
}
