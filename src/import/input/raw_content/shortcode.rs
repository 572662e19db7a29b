//! One shortcode: its name, its attributes and what it encloses (`wp-includes/shortcodes.php`).
//!
//! Comes in: text that begins with `[`; goes out: the shortcode there, if it is one. What it means is for `shortcodes`.

/// A shortcode's start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shortcode<'a> {
    pub name: &'a str,
    /// The attributes in their order; those without a name have an empty one.
    pub attributes: Vec<(&'a str, &'a str)>,
    /// How long it is, with its brackets.
    pub length: usize,
    /// `[name /]`
    pub closes_itself: bool,
}

/// Longer ones are text that holds a bracket.
const LONGEST: usize = 4096;

impl<'a> Shortcode<'a> {
    /// The value of an attribute; empty ones count as missing.
    pub fn attribute(&self, name: &str) -> Option<&'a str> {
        let found = self.attributes.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }
}

/// Reads the shortcode that `text` begins with.
pub(super) fn shortcode(text: &str) -> Option<Shortcode<'_>> {
    let rest = text.strip_prefix('[')?;
    let name_length = rest.find(|character: char| !is_in_name(character)).unwrap_or(rest.len());
    let name = &rest[..name_length];
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let mut attributes = Vec::new();
    let mut position = 1 + name_length;
    loop {
        let gap = text[position..].len() - text[position..].trim_start_matches(is_space).len();
        position += gap;
        let here = &text[position..];
        if here.starts_with(']') {
            return Some(Shortcode { name, attributes, length: position + 1, closes_itself: false });
        }
        if here.starts_with("/]") {
            return Some(Shortcode { name, attributes, length: position + 2, closes_itself: true });
        }
        if here.is_empty() || gap == 0 || position > LONGEST {
            return None;
        }
        let (attribute, length) = attribute(here)?;
        attributes.push(attribute);
        position += length;
    }
}

/// The attribute that `text` begins with, and its length: `name="value"`, `name=value`, `"value"` or `value`.
fn attribute(text: &str) -> Option<((&str, &str), usize)> {
    let name_length = text.find(|character: char| !is_in_name(character)).unwrap_or(text.len());
    let after = text[name_length..].trim_start_matches(is_space);
    let (name, value_start) = match after.strip_prefix('=') {
        Some(value) if name_length > 0 => (&text[..name_length], text.len() - value.trim_start_matches(is_space).len()),
        _ => ("", 0),
    };
    let value = &text[value_start..];
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let within = &quoted[..floor(quoted, LONGEST)];
            let end = within.find(quote)?;
            return Some(((name, &quoted[..end]), value_start + end + 2));
        }
    }
    let end = value.find(|character: char| is_space(character) || "[]".contains(character))?;
    // `[audio http://a.org/ /]`: the slash before the bracket closes the shortcode.
    let end = if value[end..].starts_with(']') && value[..end].ends_with('/') && end > 1 { end - 1 } else { end };
    (end > 0).then(|| ((name, &value[..end]), value_start + end))
}

fn floor(text: &str, length: usize) -> usize {
    (0..=length.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || "_-".contains(character)
}

/// WordPress counts the no-break space, which visual editors leave behind.
fn is_space(character: char) -> bool {
    character.is_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_read_with_and_without_quotes_and_names() {
        let text = "[audio http://a.org/x.mp3 loop=on title=\"a ] b\" alt='it\"s' \"c d\"]rest";
        let read = shortcode(text).unwrap();
        assert_eq!(read.name, "audio");
        let expected = [("", "http://a.org/x.mp3"), ("loop", "on"), ("title", "a ] b"), ("alt", "it\"s"), ("", "c d")];
        assert_eq!(read.attributes, expected);
        assert_eq!(&text[read.length..], "rest");
        assert!(shortcode("[gallery ids='1,2' /]").unwrap().closes_itself);
    }

    #[test]
    fn other_brackets_are_no_shortcodes() {
        for text in ["[1]", "[…]", "[ x]", "[/caption]", "[a", "[a b=\"c]", "[a: b]", "[a [b]]", "["] {
            assert_eq!(shortcode(text), None, "{text}");
        }
    }
}
