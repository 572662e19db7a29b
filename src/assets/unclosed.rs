//! What a style sheet leaves open, or closes without a beginning. A browser takes all that follows for a part of it, and says nothing.

use super::css::{Kind, Piece, pieces};

/// What is open, or closed without need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclosed {
    /// A bracket that nothing closes.
    Open(char),
    /// A bracket that closes nothing.
    Extra(char),
    /// A comment without its end.
    Comment,
    /// A text without the quotation mark at its end.
    Text(char),
}

/// The places in a style sheet. One bracket makes others wrong, so that only the first is told, and none where a text or a comment has
/// no end.
#[must_use]
pub fn unclosed(css: &str) -> Vec<(usize, Unclosed)> {
    let pieces = pieces(css);
    let texts: Vec<_> = pieces.iter().filter_map(|piece| text_without_end(css, piece)).collect();
    if texts.is_empty() { bracket(css, &pieces).into_iter().collect() } else { texts }
}

fn text_without_end(css: &str, piece: &Piece) -> Option<(usize, Unclosed)> {
    let text = &css[piece.span.clone()];
    let first = text.chars().next()?;
    let unclosed = match piece.kind {
        Kind::Comment => {
            (text.len() < 4 || !text.ends_with("*/") || holds_another(text)).then_some(Unclosed::Comment)?
        }
        Kind::Text => {
            (text.len() < 2 || !text.ends_with(first) || is_escaped(text)).then_some(Unclosed::Text(first))?
        }
        Kind::Url => (!text.ends_with(')')).then_some(Unclosed::Open('('))?,
        Kind::Space | Kind::Word | Kind::Mark => return None,
    };
    Some((piece.span.start, unclosed))
}

/// Does a comment hold a rule, and then a line that begins another comment? Then it ends where that one was meant to.
fn holds_another(comment: &str) -> bool {
    let mut lines = comment[2..].lines().skip_while(|line| !line.contains('{'));
    lines.any(|line| line.trim_start().starts_with("/*"))
}

/// Is the last character of a text, its quotation mark, one of its letters (`\"`)?
fn is_escaped(text: &str) -> bool {
    let before = text[..text.len() - 1].bytes().rev().take_while(|byte| *byte == b'\\').count();
    before % 2 == 1
}

/// The first bracket without a partner.
fn bracket(css: &str, pieces: &[Piece]) -> Option<(usize, Unclosed)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    // Of two braces on lines of other indentation one is most likely too few, or too many.
    let mut askew = None;
    let is_bracket = |piece: &&Piece| match piece.kind {
        Kind::Mark => true,
        // A function; a name may end in a bracket of its own (`\(`).
        Kind::Word => css[piece.span.clone()].ends_with('(') && !is_escaped(&css[piece.span.clone()]),
        Kind::Comment | Kind::Space | Kind::Text | Kind::Url => false,
    };
    for Piece { span, .. } in pieces.iter().filter(is_bracket) {
        let Some(mark) = css[span.clone()].chars().next_back() else { continue };
        let at = span.end - mark.len_utf8();
        let opening = match mark {
            '(' | '[' | '{' => {
                open.push((at, mark));
                continue;
            }
            ')' => '(',
            ']' => '[',
            '}' => '{',
            _ => continue,
        };
        match open.pop() {
            Some((start, known)) if known == opening => {
                let is_askew = indentation(css, start) != indentation(css, at) && starts_line(css, at);
                askew = askew.or((opening == '{' && is_askew).then_some((start, at)));
            }
            Some((start, known)) => return Some((start, Unclosed::Open(known))),
            None => {
                let likely = askew.filter(|_| mark == '}').map_or(at, |(_, end)| end);
                return Some((likely, Unclosed::Extra(mark)));
            }
        }
    }
    let (start, known) = open.first().copied()?;
    let likely = askew.filter(|_| known == '{').map_or(start, |(start, _)| start);
    Some((likely, Unclosed::Open(known)))
}

/// The white space at the beginning of the line.
fn indentation(css: &str, at: usize) -> &str {
    let line = css[..at].rfind('\n').map_or(0, |end| end + 1);
    let length = css[line..].find(|character: char| !character.is_whitespace()).unwrap_or(0);
    css.get(line..line + length).unwrap_or_default()
}

fn starts_line(css: &str, at: usize) -> bool {
    css[..at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(css: &str) -> Vec<(usize, Unclosed)> {
        unclosed(css).into_iter().map(|(at, what)| (css[..at].matches('\n').count() + 1, what)).collect()
    }

    #[test]
    fn what_is_left_open_is_told_with_its_line() {
        for (css, line, what) in [
            ("a{}\nb{c:d\n", 2, Unclosed::Open('{')),
            ("a{}\nb{}}\nc{}", 2, Unclosed::Extra('}')),
            ("a{}\n/* b\nc{}", 2, Unclosed::Comment),
            ("a{}\n/*/", 2, Unclosed::Comment),
            ("a{}\n/* b\nc {\n}\n\n/* d */\ne{}", 2, Unclosed::Comment),
            ("a{b:c}\nd{content:\"e}\nf{}", 2, Unclosed::Text('"')),
            ("a{content:'\\'\n}", 1, Unclosed::Text('\'')),
            ("a{b:calc((1px + 2px)}\nc{}", 1, Unclosed::Open('(')),
            ("a{b:url(c.png}\nd{}", 1, Unclosed::Open('(')),
            ("a{}\n[b{}", 2, Unclosed::Open('[')),
            ("a{b:c)}", 1, Unclosed::Open('{')),
            ("@media print {\n  a {\n    b: c;\n  d {\n    e: f;\n  }\n}\ng {\n  h: i;\n}\n", 2, Unclosed::Open('{')),
            ("@media print {\n  a {\n  }\n  }\n}\n", 4, Unclosed::Extra('}')),
            ("a {\n  b: c;\n\nd {\n  e: f;\n}\n", 1, Unclosed::Open('{')),
        ] {
            assert_eq!(found(css), [(line, what)], "{css}");
        }
    }

    #[test]
    fn what_is_whole_is_not_told() {
        for css in [
            "",
            "/**/ a{b:\"}\"} /* { \" */ c::after{content:'\\'{'}",
            ".sm\\:w\\{{a:url(data:image/svg+xml;utf8,<svg x='{'>)}",
            "a{b:\"c\\\nd\"}\n@media (width > 1px){a{&:hover{b:c}}}",
            "a{filter: progid:DXImageTransform.Microsoft.gradient(startColorstr='#80000000', endColorstr='#8000')}",
            "@import url(\"a.css\") layer(b); a:is(b, [c=\"}\"]){--d:{e:f}}",
            "a{content:\"\\\\\"}",
            ".w\\( {a:b}",
            "/*****\n/* a/*.css\n/*****/ /* b { c: d }\n * e */",
        ] {
            assert_eq!(found(css), [], "{css}");
        }
    }
}
