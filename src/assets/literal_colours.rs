//! Colours that a style sheet writes as they are, and not by a name that differs between light and dark screens.
//!
//! Comes in: a style sheet; goes out: the colour of words in each rule, with the colour behind them where the same rule has it. What stands in
//! an at-rule is left out: it is for one kind of screen, or for paper.

use std::ops::Range;

use super::css::{Piece, meaningful, statements};

/// The colour of words in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiteralColour {
    /// Where it stands.
    pub span: Range<usize>,
    /// What it stands on, as the same rule says; none where the rule says nothing of it.
    pub ground: Option<Range<usize>>,
}

/// The colours of words, in their order. A rule whose ground is no plain colour says nothing here.
#[must_use]
pub fn literal_colours(css: &str) -> Vec<LiteralColour> {
    let pieces = meaningful(css);
    let (mut found, mut depth, mut is_rule) = (Vec::new(), 0_usize, true);
    let mut declarations: Vec<&[Piece]> = Vec::new();
    for (statement, mark) in statements(css, &pieces) {
        if mark == "{" {
            let is_at_rule = statement.first().is_some_and(|first| css[first.span.clone()].starts_with('@'));
            is_rule = depth == 0 && !is_at_rule;
            depth += 1;
        } else if depth == 1 && is_rule {
            declarations.push(statement);
        }
        if mark == "}" {
            depth = depth.saturating_sub(1);
            found.extend(of_rule(css, &std::mem::take(&mut declarations)));
        }
    }
    found
}

fn of_rule(css: &str, declarations: &[&[Piece]]) -> Option<LiteralColour> {
    let text = |piece: &Piece| &css[piece.span.clone()];
    let value = |wanted: fn(&str) -> bool| {
        declarations.iter().rev().find_map(|declaration| match declaration {
            [name, colon, value @ ..] if wanted(text(name)) && text(colon) == ":" => Some(value),
            _ => None,
        })
    };
    let plain = |value: &[Piece]| match value {
        [word] if is_colour(text(word)) => Some(word.span.clone()),
        _ => None,
    };
    let span = plain(value(|name| name == "color")?)?;
    let ground = match value(|name| name.starts_with("background")) {
        Some(value) => Some(plain(value)?),
        None => None,
    };
    Some(LiteralColour { span, ground })
}

fn is_colour(word: &str) -> bool {
    word.starts_with('#') || matches!(word, "white" | "black")
}

#[cfg(test)]
mod tests {
    use super::literal_colours;

    #[test]
    fn colours_of_words_are_found_with_what_they_stand_on() {
        let css = "a { color: #ccc } b { background: #fff; color: #777; } c { color: var(--ink) } d { color: #123; background: url(x) } \
                   @media print { e { color: #000 } } f { border-color: #eee } g { color: white; background-color: black }";
        let found: Vec<_> = literal_colours(css)
            .into_iter()
            .map(|one| (&css[one.span], one.ground.map(|ground| &css[ground])))
            .collect();
        assert_eq!(found, [("#ccc", None), ("#777", Some("#fff")), ("white", Some("black"))]);
    }
}
