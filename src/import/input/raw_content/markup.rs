//! Text with HTML in it into tags, comments and text.
//!
//! Comes in: content as a database has it, which is not HTML yet: its line breaks mean something. Goes out: pieces that
//! joined are the same text again. It takes time in proportion to the text, whatever the text is.

use std::collections::BTreeSet;

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// What stands between tags.
    Text(&'a str),
    /// A start tag.
    Open(&'a str),
    /// An end tag.
    Close(&'a str),
    /// A comment.
    Comment(&'a str),
    /// An element whose content is not to be touched, from its start tag to its end tag: `pre`, `script` …
    Whole(&'a str),
}

/// Elements whose line breaks and brackets mean themselves.
const WHOLE: [&str; 11] =
    ["pre", "script", "style", "textarea", "svg", "math", "object", "audio", "video", "select", "iframe"];

impl<'a> Piece<'a> {
    /// The piece as it stands in the text.
    pub fn source(self) -> &'a str {
        match self {
            Self::Text(source)
            | Self::Open(source)
            | Self::Close(source)
            | Self::Comment(source)
            | Self::Whole(source) => source,
        }
    }

    /// The name of the element as it is written; none for text and comments.
    pub fn name(self) -> Option<&'a str> {
        match self {
            Self::Open(source) | Self::Close(source) | Self::Whole(source) => {
                let from = source.trim_start_matches(['<', '/']);
                Some(&from[..from.find(|character: char| !is_in_name(character)).unwrap_or(from.len())])
            }
            Self::Text(_) | Self::Comment(_) => None,
        }
    }

    /// Is it a tag of one of these elements? Case does not count.
    pub fn is_named(self, names: &[&str]) -> bool {
        self.name().is_some_and(|name| names.iter().any(|other| other.eq_ignore_ascii_case(name)))
    }
}

fn is_in_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '-' || character == ':'
}

/// Splits the text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut scanner = Scanner { text, missing: BTreeSet::new() };
    let mut pieces = Vec::new();
    let (mut text_start, mut position) = (0, 0);
    while let Some(found) = text[position..].find('<') {
        let start = position + found;
        let Some((piece, end)) = scanner.markup(start) else {
            position = start + 1;
            continue;
        };
        if text_start < start {
            pieces.push(Piece::Text(&text[text_start..start]));
        }
        pieces.push(piece);
        (text_start, position) = (end, end);
    }
    if text_start < text.len() {
        pieces.push(Piece::Text(&text[text_start..]));
    }
    pieces
}

struct Scanner<'a> {
    text: &'a str,
    /// What was looked for and does not occur any more, so that it is not looked for again.
    missing: BTreeSet<String>,
}

impl<'a> Scanner<'a> {
    /// The piece that begins with the `<` at `start`, and its end.
    fn markup(&mut self, start: usize) -> Option<(Piece<'a>, usize)> {
        let text = self.text;
        let rest = &text[start + 1..];
        if rest.starts_with("!--") {
            let end = self.find("-->", start + 4)? + 3;
            return Some((Piece::Comment(&text[start..end]), end));
        }
        let is_close = rest.starts_with('/');
        if !rest.trim_start_matches('/').starts_with(|first: char| first.is_ascii_alphabetic())
            || rest.starts_with("//")
        {
            return None;
        }
        let end = self.tag_end(start)?;
        let source = &text[start..end];
        if is_close {
            return Some((Piece::Close(source), end));
        }
        let open = Piece::Open(source);
        let name = open.name().unwrap_or_default().to_ascii_lowercase();
        if WHOLE.contains(&name.as_str())
            && !source.ends_with("/>")
            && let Some(end) = self.element_end(&name, end)
        {
            return Some((Piece::Whole(&text[start..end]), end));
        }
        Some((open, end))
    }

    /// The end of a tag: the first `>` outside the quotes of its attributes.
    fn tag_end(&mut self, start: usize) -> Option<usize> {
        let mut position = start;
        loop {
            let end = self.find(">", position)?;
            let quote = self.text[position..end].find("=\"").map(|at| (at, "\""));
            let quote = quote.into_iter().chain(self.text[position..end].find("='").map(|at| (at, "'"))).min();
            let Some((at, mark)) = quote else { return Some(end + 1) };
            match self.find(mark, position + at + 2) {
                Some(closing) => position = closing + 1,
                None => return Some(end + 1),
            }
        }
    }

    /// The end of the element whose start tag ends at `from`.
    fn element_end(&mut self, name: &str, from: usize) -> Option<usize> {
        let wanted = format!("</{name}");
        if self.missing.contains(&wanted) {
            return None;
        }
        let bytes = self.text.as_bytes();
        let found = (from..bytes.len().saturating_sub(wanted.len())).find(|at| {
            let candidate = &bytes[*at..*at + wanted.len()];
            bytes[*at] == b'<'
                && candidate.eq_ignore_ascii_case(wanted.as_bytes())
                && !is_in_name(char::from(bytes[*at + wanted.len()]))
        });
        match found.and_then(|at| self.find(">", at)) {
            Some(end) => Some(end + 1),
            None => {
                self.missing.insert(wanted);
                None
            }
        }
    }

    fn find(&mut self, what: &str, from: usize) -> Option<usize> {
        if self.missing.contains(what) {
            return None;
        }
        let found = self.text.get(from..).and_then(|rest| rest.find(what)).map(|at| from + at);
        if found.is_none() {
            self.missing.insert(what.to_owned());
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_comments_and_text_are_told_apart() {
        let text = "a <b class=\"x>y\">c</b><!-- > --><PRE>\n<i>[x]</PRE > 1 < 2 </p";
        let found = pieces(text);
        assert_eq!(
            found,
            [
                Piece::Text("a "),
                Piece::Open("<b class=\"x>y\">"),
                Piece::Text("c"),
                Piece::Close("</b>"),
                Piece::Comment("<!-- > -->"),
                Piece::Whole("<PRE>\n<i>[x]</PRE >"),
                Piece::Text(" 1 < 2 </p"),
            ]
        );
        assert!(found[1].is_named(&["B"]) && found[5].is_named(&["pre"]));
    }

    #[test]
    fn what_is_never_closed_is_read_in_linear_time() {
        for open in ["<pre>", "<!--", "<a href=\"", "<a href='x", "<", "<script ", "<a =\"'>", "</"] {
            let text = open.repeat(100_000);
            let joined: String = pieces(&text).into_iter().map(Piece::source).collect();
            assert_eq!(joined, text);
        }
    }
}
