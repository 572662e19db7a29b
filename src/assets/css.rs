//! Style sheets, cut into pieces as CSS Syntax (level 3) has them, as far as addresses and white space need it.

use std::ops::Range;

use super::Reference;

/// What a piece of a style sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Comment,
    Space,
    /// A string with its quotation marks.
    Text,
    /// `url(…)` whole.
    Url,
    /// A word: a name, a number, `@import`, with `(` where it is a function.
    Word,
    /// Any other single character.
    Mark,
}

/// A piece of a style sheet.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub kind: Kind,
    pub span: Range<usize>,
}

/// Cuts a style sheet into pieces that, one after the other, are all of it.
pub(super) fn pieces(css: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < css.len() {
        let (kind, length) = piece_at(&css[start..]);
        pieces.push(Piece { kind, span: start..start + length });
        start += length;
    }
    pieces
}

/// The pieces of a style sheet that mean something.
pub(super) fn meaningful(css: &str) -> Vec<Piece> {
    pieces(css).into_iter().filter(|piece| !matches!(piece.kind, Kind::Comment | Kind::Space)).collect()
}

/// What stands between the marks `{`, `}` and `;` outside of brackets, each with the mark that ends it.
pub(super) fn statements<'p>(css: &'p str, pieces: &'p [Piece]) -> Vec<(&'p [Piece], &'p str)> {
    let (mut statements, mut start, mut brackets) = (Vec::new(), 0, 0_usize);
    for (at, piece) in pieces.iter().enumerate() {
        let mark = if piece.kind == Kind::Url { "" } else { &css[piece.span.clone()] };
        brackets += usize::from(mark == "[" || mark.ends_with('(') && piece.kind != Kind::Text);
        brackets -= usize::from(mark == "]" || mark == ")").min(brackets);
        if brackets == 0 && matches!(mark, "{" | "}" | ";") {
            statements.push((&pieces[start..at], mark));
            start = at + 1;
        }
    }
    statements
}

fn piece_at(rest: &str) -> (Kind, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if let Some(comment) = rest.strip_prefix("/*") {
        return (Kind::Comment, comment.find("*/").map_or(rest.len(), |end| end + 4));
    }
    if first.is_ascii_whitespace() {
        return (Kind::Space, length_while(rest, |character| character.is_ascii_whitespace()));
    }
    if first == '"' || first == '\'' {
        return (Kind::Text, text_length(rest, first));
    }
    let word = word_length(rest);
    if word == 0 {
        return (Kind::Mark, first.len_utf8());
    }
    if !rest[word..].starts_with('(') {
        return (Kind::Word, word);
    }
    if rest[..word].eq_ignore_ascii_case("url") {
        let inner = &rest[word + 1..];
        let quote = inner.trim_start().chars().next().filter(|first| matches!(first, '"' | '\''));
        let before = inner.len() - inner.trim_start().len();
        let after_text = quote.map_or(0, |quote| before + text_length(&inner[before..], quote));
        return (Kind::Url, word + 1 + after_text + closing(&inner[after_text..]));
    }
    (Kind::Word, word + 1)
}

fn length_while(text: &str, is_part: impl Fn(char) -> bool) -> usize {
    text.find(|character| !is_part(character)).unwrap_or(text.len())
}

/// Names, numbers and at-words; a backslash takes the next character with it.
fn word_length(text: &str) -> usize {
    let mut characters = text.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '@' | '#' if place == 0 => {}
            '-' | '_' | '%' | '.' => {}
            _ if character.is_ascii_alphanumeric() || !character.is_ascii() => {}
            _ => return place,
        }
    }
    text.len()
}

/// A string with its marks; one that nobody closed ends with its line.
fn text_length(text: &str, quote: char) -> usize {
    let mut characters = text.char_indices().skip(1);
    while let Some((place, character)) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            '\n' => return place,
            _ if character == quote => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// Up to the bracket that closes `url(`, that bracket included.
fn closing(text: &str) -> usize {
    let mut characters = text.char_indices();
    while let Some((place, character)) = characters.next() {
        match character {
            '\\' => {
                characters.next();
            }
            ')' => return place + 1,
            _ => {}
        }
    }
    text.len()
}

/// The addresses in a style sheet: those of `url()`, of `@import`, and of the strings in `image-set()`.
pub(super) fn references(css: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut is_import = false;
    // For each open bracket: does it belong to `image-set(`?
    let mut open: Vec<bool> = Vec::new();
    for Piece { kind, span } in pieces(css) {
        let text = &css[span.clone()];
        match kind {
            Kind::Url => {
                let inner = text[4..].strip_suffix(')').unwrap_or(&text[4..]).trim();
                found.push(Reference { target: unescaped(unquoted(inner)), span });
            }
            Kind::Text if is_import || open.last() == Some(&true) => {
                found.push(Reference { target: unescaped(unquoted(text)), span });
            }
            Kind::Word if text.ends_with('(') => {
                let name = text.to_ascii_lowercase();
                open.push(name == "image-set(" || name == "-webkit-image-set(");
            }
            Kind::Mark if text == "(" => open.push(false),
            Kind::Mark if text == ")" => {
                open.pop();
            }
            Kind::Comment | Kind::Space | Kind::Text | Kind::Word | Kind::Mark => {}
        }
        if !matches!(kind, Kind::Comment | Kind::Space) {
            is_import = kind == Kind::Word && text.eq_ignore_ascii_case("@import");
        }
    }
    found
}

/// How an address is written in the place of another.
pub(super) fn written(old: &str, address: &str) -> String {
    // What comes here is percent-encoded, so it holds no quotation mark and no backslash.
    if old.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) {
        format!("url(\"{address}\")")
    } else {
        format!("\"{address}\"")
    }
}

fn unquoted(text: &str) -> &str {
    let quote = text.chars().next().filter(|first| matches!(first, '"' | '\''));
    quote.map_or(text, |quote| text[1..].strip_suffix(quote).unwrap_or(&text[1..]))
}

/// Takes the escapes out: `\28` and a space is a bracket, `\)` as well.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('\\') {
        plain.push_str(before);
        let digits = length_while(behind, |character| character.is_ascii_hexdigit()).min(6);
        if digits == 0 {
            let next = behind.chars().next();
            plain.extend(next);
            rest = &behind[next.map_or(0, char::len_utf8)..];
        } else {
            plain.extend(u32::from_str_radix(&behind[..digits], 16).ok().and_then(char::from_u32));
            rest = &behind[digits..];
            rest = rest.strip_prefix(' ').unwrap_or(rest);
        }
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn targets(css: &str) -> Vec<String> {
        references(css).into_iter().map(|reference| reference.target).collect()
    }

    #[test]
    fn the_pieces_are_the_whole() {
        for css in ["a{b:c}", "/* x", "url(", "\"x", "a\\", "@import 'x';é url( 'a)b' )", "a:not(.b)>c{d:1.5em}", ""] {
            let whole: String = pieces(css).into_iter().map(|piece| &css[piece.span]).collect();
            assert_eq!(whole, css);
        }
    }

    #[test]
    fn addresses_are_found_however_they_are_written() {
        let css = "@import 'base.css' layer(x); @import url(print.css) print;\n\
                   /* url(no.png) */ .a::before{content:'url(no.png)'; src: URL( \"a b.woff2\" ) format('woff2')}\n\
                   .b{background: url(c\\(1\\).png), image-set('d.png' 1x, url(e.png) 2x); content: \"f\"}\n\
                   .c{background: image-set(linear-gradient(red, blue) 1x) , \"g\"}";
        assert_eq!(targets(css), ["base.css", "print.css", "a b.woff2", "c(1).png", "d.png", "e.png"]);
    }

    #[test]
    fn what_is_cut_off_or_strange_is_no_panic() {
        for css in ["url(\"", "url(\\", "@import \"x", "image-set(\"", "\\", "url()", "@import url('a\nb')"] {
            let _ = targets(css);
        }
    }
}
