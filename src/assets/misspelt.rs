//! Slips in a style sheet that a browser passes over without a word: properties and colours that are none.
//!
//! Comes in: a style sheet; goes out: each such word with the one that was most likely meant. What is far from all that is known may be
//! newer than the lists, and is nobody's slip; the same goes for `--own` names, those of one vendor, and descriptors of `@font-face`.

use std::ops::Range;

use super::css::{Kind, Piece, meaningful, pieces, statements};
use crate::base::address::CURLY_QUOTES;
use crate::base::fold::persian_letter;
use crate::base::suggest::slip_of;

/// A word of a style sheet that no browser knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelt {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it is.
    pub what: MisspeltWord,
}

/// What a word is that no browser knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MisspeltWord {
    /// The name of a property, and the one that was meant.
    Property(&'static str),
    /// A word for a colour, and the one that was meant.
    Colour(&'static str),
    /// A colour of hexadecimal digits, with another sign in it, or with too many or too few.
    Digits,
    /// What stands behind `!` and is not `important`.
    Important,
    /// A property that stands in the value of another one, as the semicolon between them is missing.
    NoSemicolon,
    /// A sign of a Persian or Arabic keyboard, and the one that CSS knows.
    OtherKeyboard(char),
    /// The quotation mark of a word processor, which is a letter in CSS.
    CurlyQuote,
}

/// At-rules that hold rules, or declarations of the rule that they stand in.
const HOLD_RULES: [&str; 8] =
    ["@media", "@supports", "@layer", "@container", "@scope", "@starting-style", "@keyframes", "@-webkit-keyframes"];

/// Words that stand in the place of any value.
const ANY_VALUE: [&str; 8] = ["inherit", "initial", "unset", "revert", "currentcolor", "transparent", "auto", "none"];

/// The shortest name that is looked at: a short one is near to too many.
const SHORTEST: usize = 4;

fn listed(list: &'static str) -> impl Iterator<Item = &'static str> + Clone {
    list.lines().filter(|line| !line.starts_with('#'))
}

fn properties() -> impl Iterator<Item = &'static str> + Clone {
    listed(include_str!("properties.txt"))
}

fn colours() -> impl Iterator<Item = &'static str> + Clone {
    listed(include_str!("colours.txt"))
}

/// The slips in a style sheet, in their order.
#[must_use]
pub fn misspelt(css: &str) -> Vec<Misspelt> {
    let pieces = meaningful(css);
    let text = |piece: &Piece| &css[piece.span.clone()];
    let mut found: Vec<Misspelt> = curly_quotes(css, &pieces).chain(other_keyboard(css, &pieces)).collect();
    // For each open block: are properties in it, or descriptors?
    let mut blocks: Vec<bool> = Vec::new();
    for (statement, mark) in statements(css, &pieces) {
        if mark == "{" {
            let first = statement.first().map(text).unwrap_or_default().to_ascii_lowercase();
            let is_of_rules = !first.starts_with('@') || HOLD_RULES.contains(&first.as_str());
            blocks.push(is_of_rules && !first.starts_with("--") && blocks.iter().all(|is_of_rules| *is_of_rules));
        } else if blocks.last() == Some(&true) {
            in_declaration(css, statement, &mut found);
        }
        if mark == "}" {
            blocks.pop();
        }
    }
    found
}

/// `font-family: “Vazirmatn”`: the first mark of each word.
fn curly_quotes<'c>(css: &'c str, pieces: &'c [Piece]) -> impl Iterator<Item = Misspelt> {
    pieces.iter().filter(|piece| piece.kind == Kind::Word).filter_map(|piece| {
        let start = piece.span.start + css[piece.span.clone()].find(CURLY_QUOTES)?;
        let length = css[start..].chars().next()?.len_utf8();
        Some(Misspelt { span: start..start + length, what: MisspeltWord::CurlyQuote })
    })
}

/// `padding: ۲rem؛`: the first such sign of each word.
fn other_keyboard<'c>(css: &'c str, pieces: &'c [Piece]) -> impl Iterator<Item = Misspelt> {
    pieces.iter().filter(|piece| piece.kind == Kind::Word).filter_map(|piece| {
        let (at, sign, latin) = css[piece.span.clone()].char_indices().find_map(|(at, sign)| {
            let latin = match sign {
                '؛' => Some(';'),
                '،' => Some(','),
                _ => Some(persian_letter(sign)).filter(|latin| *latin != sign && latin.is_ascii_digit()),
            };
            Some((at, sign, latin?))
        })?;
        let start = piece.span.start + at;
        Some(Misspelt { span: start..start + sign.len_utf8(), what: MisspeltWord::OtherKeyboard(latin) })
    })
}

/// What is wrong with `name: value`.
fn in_declaration(css: &str, statement: &[Piece], found: &mut Vec<Misspelt>) {
    let text = |piece: &Piece| &css[piece.span.clone()];
    let [name, colon, value @ ..] = statement else { return };
    if name.kind != Kind::Word || text(colon) != ":" {
        return;
    }
    let property = text(name).to_ascii_lowercase();
    let is_own = property.starts_with("--");
    let is_plain = property.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if !is_own && is_plain && !property.starts_with('-') && !properties().any(|known| known == property) {
        let near = (property.len() >= SHORTEST).then(|| slip_of(&property, properties())).flatten();
        found.extend(near.map(|near| Misspelt { span: name.span.clone(), what: MisspeltWord::Property(near) }));
        return;
    }
    found.extend(in_value(css, value));
    let words = value.iter().filter(|piece| piece.kind == Kind::Word);
    let digits = words.filter(|piece| are_wrong_digits(text(piece), is_own));
    found.extend(digits.map(|piece| Misspelt { span: piece.span.clone(), what: MisspeltWord::Digits }));
    let is_colour = property.ends_with("color") || matches!(property.as_str(), "fill" | "stroke");
    let word = match value {
        [word] if is_colour => word,
        [word, mark, important] if is_colour && text(mark) == "!" && text(important) == "important" => word,
        _ => return,
    };
    let colour = text(word).to_ascii_lowercase();
    let is_word = word.kind == Kind::Word && colour.len() >= SHORTEST && colour.bytes().all(|b| b.is_ascii_lowercase());
    if is_word && !ANY_VALUE.contains(&colour.as_str()) && !colours().any(|known| known == colour) {
        let near = slip_of(&colour, colours().chain(["currentcolor", "transparent", "inherit"]));
        found.extend(near.map(|near| Misspelt { span: word.span.clone(), what: MisspeltWord::Colour(near) }));
    }
}

/// `red !importnat`, and `red` and a line with `margin: 0` below it.
fn in_value(css: &str, value: &[Piece]) -> Vec<Misspelt> {
    let text = |piece: &Piece| &css[piece.span.clone()];
    let pairs = value.windows(2).filter_map(|two| {
        let (one, other) = (&two[0], &two[1]);
        if text(one) == "!" && other.kind == Kind::Word && !text(other).eq_ignore_ascii_case("important") {
            return Some(Misspelt { span: other.span.clone(), what: MisspeltWord::Important });
        }
        let name = text(one).to_ascii_lowercase();
        let begins_line = css[..one.span.start].trim_end_matches([' ', '\t']).ends_with('\n');
        let is_property = text(other) == ":" && begins_line && properties().any(|known| known == name);
        is_property.then(|| Misspelt { span: one.span.clone(), what: MisspeltWord::NoSemicolon })
    });
    pairs.collect()
}

/// `#7a1f3g`, `#7a1f3`. What a name of one's own holds may be no colour, so that it must look like one.
fn are_wrong_digits(word: &str, is_own: bool) -> bool {
    let Some(digits) = word.strip_prefix('#') else { return false };
    let others = digits.bytes().filter(|byte| !byte.is_ascii_hexdigit()).count();
    let is_right = others == 0 && matches!(digits.len(), 3 | 4 | 6 | 8);
    let looks_like_one = digits.len() >= 5 && others <= 1 && digits.bytes().any(|byte| byte.is_ascii_digit());
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_alphanumeric());
    !is_right && is_plain && (looks_like_one || !is_own)
}

/// The names of classes in the selectors of a style sheet, with their places.
#[must_use]
pub fn class_selectors(css: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut selectors: Vec<Range<usize>> = Vec::new();
    let mut is_rule = true;
    for Piece { kind, span } in pieces(css) {
        let text = &css[span.clone()];
        match (kind, text) {
            (Kind::Mark, "{") if is_rule => found.append(&mut selectors),
            (Kind::Mark, "{" | "}" | ";") => selectors.clear(),
            (Kind::Word, word) if !word.starts_with('@') && word.contains('.') && !word.contains('\\') => {
                let mut at = span.start + word.find('.').unwrap_or(0) + 1;
                for class in css[at..span.end].split('.') {
                    let class = class.trim_end_matches('(');
                    if class.starts_with(|first: char| first.is_alphabetic()) {
                        selectors.push(at..at + class.len());
                    }
                    at += class.len() + 1;
                }
            }
            _ => {}
        }
        match (kind, text) {
            (Kind::Word, word) if word.starts_with('@') => is_rule = false,
            (Kind::Mark, "{" | "}" | ";") => is_rule = true,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(css: &str) -> Vec<(&str, MisspeltWord)> {
        misspelt(css).into_iter().map(|one| (&css[one.span], one.what)).collect()
    }

    #[test]
    fn signs_of_another_keyboard_are_told() {
        let css = "a { padding: ۲rem؛ } b { margin: 0؛ } c { content: \"۲\" }";
        assert_eq!(found(css), [("۲", MisspeltWord::OtherKeyboard('2')), ("؛", MisspeltWord::OtherKeyboard(';'))]);
    }

    #[test]
    fn what_ends_a_declaration_is_told() {
        let css = "a { color: red !importnat; margin: 0 !important }\nb {\n  color: var(--ink)\n  margin: 0;\n}\nc:hover { width: calc(1px) }";
        assert_eq!(found(css), [("importnat", MisspeltWord::Important), ("margin", MisspeltWord::NoSemicolon)]);
    }

    #[test]
    fn quotation_marks_of_a_word_processor_are_told_outside_of_texts() {
        let css = "a { font-family: “Vazirmatn”; content: \"“\" } /* “x” */";
        assert_eq!(found(css), [("“", MisspeltWord::CurlyQuote)]);
    }

    #[test]
    fn properties_and_colours_that_are_none_are_told() {
        let css = "a { colr: red; color: darkrd }\n@media print { b { color: #7a1f3g; backgroud: url(a;b.png) } }\n\
                   .c { border: 1px solid #7a1f3; &:hover { margin-lef: 1px }\n --x: #7a1f3g; fill: balck !important }";
        assert_eq!(
            found(css),
            [
                ("colr", MisspeltWord::Property("color")),
                ("darkrd", MisspeltWord::Colour("darkred")),
                ("#7a1f3g", MisspeltWord::Digits),
                ("backgroud", MisspeltWord::Property("background")),
                ("#7a1f3", MisspeltWord::Digits),
                ("margin-lef", MisspeltWord::Property("margin-left")),
                ("#7a1f3g", MisspeltWord::Digits),
                ("balck", MisspeltWord::Colour("black")),
            ]
        );
    }

    #[test]
    fn what_may_be_right_is_not_told() {
        for css in [
            "a { color: RED; COLOR: #ABC; color: CanvasText; fill: none; color: var(--x); --colr: darkrd; --to: #main }",
            "@font-face { font-family: x; src: url(a.woff2); unicode-rage: U+0 } @page { sizes: A4 }",
            "a:hover, colr:is(b) { -webkit-colr: red; *zoom: 1; _height: 1px; new-thing-of-2030: 1 }",
            "a { filter: progid:X(startColorstr='#80000', endColorstr=#800000); background: url(#a1b2c) }",
            "a { grid-template: \"a b\" 1fr / auto; color: color-mix(in oklab, darkrd, #fff) } colr: red;",
            "@property --a { syntax: \"<color>\"; inherits: false } /* colr: red; */ b { content: \"; colr: red\" }",
        ] {
            assert_eq!(found(css), [], "{css}");
        }
    }

    #[test]
    fn classes_are_found_in_selectors_alone() {
        let css = "@import \"a.css\"; .a, b.c:not(.d-e) > .f.g { margin: .5em 1.5em; .h { x: y } }\n\
                   @media (width > 1.5em) { .i[href$=\".pdf\"] { x: url(a.b) } } @keyframes k { 12.5% { x: y } }";
        let classes: Vec<&str> = class_selectors(css).into_iter().map(|span| &css[span]).collect();
        assert_eq!(classes, ["a", "c", "d-e", "f", "g", "h", "i"]);
    }
}
