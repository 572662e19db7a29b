//! What an element's own `style` says.
//!
//! In: the value of the attribute. Out: the value of a property, and the addresses that it names. Style sheets are not read:
//! those of a site stay there.

use super::tree::{Document, NodeId};

impl Document {
    /// The last value that the element's own `style` gives a property, without `!important`.
    pub fn style(&self, id: NodeId, property: &str) -> Option<&str> {
        style_value(self.attribute(id, "style")?, property)
    }
}

/// The last value that a `style` gives a property, without `!important`.
#[must_use]
pub fn style_value<'s>(style: &'s str, property: &str) -> Option<&'s str> {
    let named = declarations(style).into_iter().filter(|(name, _)| name.eq_ignore_ascii_case(property));
    named.map(|(_, value)| value).next_back()
}

/// The declarations, each once as it is written.
fn declarations(style: &str) -> Vec<(&str, &str)> {
    let parts = split_outside(style, ';').into_iter().filter_map(|one| one.split_once(':'));
    let bare = |value: &'_ str| -> usize { value.to_ascii_lowercase().find("!important").unwrap_or(value.len()) };
    parts.map(|(name, value)| (name.trim(), value[..bare(value)].trim())).collect()
}

/// Splits at a sign that stands in no quotes and no brackets.
fn split_outside(text: &str, sign: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, character) in text.char_indices() {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, _) if character == sign && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

/// The addresses that a value names with `url(…)`.
#[must_use]
pub fn style_addresses(value: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let lower = value.to_ascii_lowercase();
    for (at, _) in lower.match_indices("url(") {
        let inside = value[at + "url(".len()..].trim_start();
        let address = match inside.chars().next() {
            Some(quote @ ('"' | '\'')) => inside[1..].split(quote).next(),
            _ => inside.split(')').next(),
        };
        found.extend(address.map(str::trim).filter(|address| !address.is_empty()));
    }
    found
}

/// A length in pixels, as far as a rough look needs it: what is no length is none.
pub(super) fn pixels(value: &str) -> Option<f64> {
    let value = value.trim().to_ascii_lowercase();
    let digits = value.find(|c: char| !matches!(c, '0'..='9' | '.' | '-' | '+')).unwrap_or(value.len());
    let number: f64 = value[..digits].parse().ok()?;
    let factor = match value[digits..].trim() {
        "" | "px" => 1.0,
        "em" | "rem" | "pt" | "ch" | "ex" => 16.0,
        "%" | "vw" | "vh" => 10.0,
        "in" => 96.0,
        "cm" => 38.0,
        "mm" => 3.8,
        _ => return None,
    };
    Some(number * factor)
}

#[cfg(test)]
mod tests {
    use super::super::parse_fragment;
    use super::*;

    #[test]
    fn declarations_are_told_apart_whatever_their_values_hold() {
        let html = "<p style=\"COLOR:red; background: url('data:image/png;base64,x') , url(/a;b.jpg);display : none !important;color:blue\">";
        let document = parse_fragment(html).document;
        let paragraph = document.first_child(document.root()).unwrap();
        let style = |property: &str| document.style(paragraph, property);
        assert_eq!((style("color"), style("display"), style("left")), (Some("blue"), Some("none"), None));
        assert_eq!(style_addresses(style("background").unwrap()), ["data:image/png;base64,x", "/a;b.jpg"]);
        assert_eq!(style_addresses("linear-gradient(red, blue)"), [""; 0]);
        assert_eq!(style_addresses("URL( \"a (1).jpg\" )"), ["a (1).jpg"]);
    }

    #[test]
    fn lengths_are_read_roughly() {
        assert_eq!(
            ["-9999px", "0", "-99em", "auto", "50%"].map(|value| pixels(value).map(|length| length <= -900.0)),
            [Some(true), Some(false), Some(true), None, Some(false)]
        );
    }
}
