//! YAML text into a tree of nodes with places.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_yaml::{Budget, DuplicateKeyPolicy, Location, MergeKeyPolicy, Options, Spanned};

use super::mistakes::diagnose;
use super::simple;
use crate::base::diag::Diagnostic;
use crate::base::message::Message;
use crate::base::source::SourceFile;

/// Nobody nests deeper by hand; hostile files do.
const MAX_DEPTH: usize = 16;
/// Enough for the longest front matter anyone writes.
const MAX_EVENTS: usize = 40_000;

/// A value and where it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node<'a> {
    /// The bytes of the value in the source file.
    pub span: Range<usize>,
    /// The value.
    pub value: Value<'a>,
}

/// A YAML value. What kind of scalar a plain text is (a number, a date) is decided by whoever asks for it, so `country: NO`
/// stays the text `NO`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value<'a> {
    /// Nothing, `null` or `~`.
    Null,
    /// Text, as written when `quoted` is false.
    Scalar {
        /// The text; that of the file itself where it is written there as it is read.
        text: Cow<'a, str>,
        /// Was it written in quotes, or as a block?
        quoted: bool,
    },
    /// A list.
    Sequence(Vec<Node<'a>>),
    /// Keys and values in the order of the file, the same key perhaps twice.
    Mapping(Vec<(Node<'a>, Node<'a>)>),
}

impl Value<'_> {
    /// What an editor would call it.
    #[must_use]
    pub fn kind(&self) -> Message {
        match self {
            Self::Null => say!("nothing"),
            Self::Scalar { .. } => say!("text"),
            Self::Sequence(_) => say!("a list"),
            Self::Mapping(_) => say!("keys with values"),
        }
    }
}

impl<'a> Node<'a> {
    /// The key and the value under a name, in a mapping that has it.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&(Self, Self)> {
        let Value::Mapping(entries) = &self.value else { return None };
        let is_named = |key: &Node<'_>| matches!(&key.value, Value::Scalar { text, .. } if text == name);
        entries.iter().find(|(key, _)| is_named(key))
    }
}

/// Reads the YAML that stands in `span` of a file. An empty stretch is `Null`.
///
/// # Errors
/// The text is no YAML, holds several documents, or is nested deeper than anyone writes: a diagnostic at the place.
pub fn parse(source: &Arc<SourceFile>, span: Range<usize>) -> Result<Node<'_>, Box<Diagnostic>> {
    let text = source.text().get(span.clone()).unwrap_or_default();
    if text.trim().is_empty() {
        return Ok(Node { span, value: Value::Null });
    }
    match simple::parse(text, span.start) {
        Some(node) => Ok(node),
        None => parse_with_crate(source, span),
    }
}

/// Reads any YAML, and finds what is wrong with it.
pub(super) fn parse_with_crate(source: &Arc<SourceFile>, span: Range<usize>) -> Result<Node<'static>, Box<Diagnostic>> {
    let text = source.text().get(span.clone()).unwrap_or_default();
    match serde_yaml::from_str_with_options::<Spanned<Parsed>>(text, options()) {
        Ok(parsed) => Ok(parsed.into_node(text, span.start)),
        Err(error) => Err(Box::new(diagnose(source, &span, error.without_snippet()))),
    }
}

fn options() -> Options {
    let mut budget = Budget::default();
    budget.max_depth = MAX_DEPTH;
    budget.max_events = MAX_EVENTS;
    let mut options = Options::default();
    options.budget = Some(budget);
    // We look for keys that stand twice ourselves, to show both places.
    options.duplicate_keys = DuplicateKeyPolicy::PassThrough;
    options.merge_keys = MergeKeyPolicy::AsOrdinary;
    options.strict_booleans = true;
    options
}

/// What the YAML crate found, before it is cut loose from the crate's own types.
enum Parsed {
    Null,
    /// A plain number or boolean, whose text is taken from the file as it was written.
    Verbatim,
    Text(String),
    Sequence(Vec<Spanned<Parsed>>),
    Mapping(Vec<(Spanned<Parsed>, Spanned<Parsed>)>),
}

trait IntoNode {
    fn into_node(self, text: &str, start: usize) -> Node<'static>;
}

impl IntoNode for Spanned<Parsed> {
    fn into_node(self, text: &str, start: usize) -> Node<'static> {
        let bytes = byte_range(self.referenced, text);
        let raw = text.get(bytes.clone()).unwrap_or_default();
        let value = match self.value {
            Parsed::Null => Value::Null,
            Parsed::Verbatim => Value::Scalar { text: Cow::Owned(raw.trim().to_owned()), quoted: false },
            Parsed::Text(text) => {
                Value::Scalar { text: Cow::Owned(text), quoted: raw.starts_with(['"', '\'', '|', '>']) }
            }
            Parsed::Sequence(items) => {
                Value::Sequence(items.into_iter().map(|item| item.into_node(text, start)).collect())
            }
            Parsed::Mapping(entries) => Value::Mapping(
                entries
                    .into_iter()
                    .map(|(key, value)| (key.into_node(text, start), value.into_node(text, start)))
                    .collect(),
            ),
        };
        Node { span: start + bytes.start..start + bytes.end, value }
    }
}

/// The bytes a node covers, without the line break or the comment's white space that the crate may count in.
fn byte_range(location: Location, text: &str) -> Range<usize> {
    let number = |value: Option<u64>| value.and_then(|value| usize::try_from(value).ok()).unwrap_or_default();
    let start = number(location.span().byte_offset()).min(text.len());
    let end = (start + number(location.span().byte_len())).min(text.len());
    let trimmed = text.get(start..end).unwrap_or_default().trim_end().len();
    start..start + trimmed
}

impl<'de> Deserialize<'de> for Parsed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ParsedVisitor)
    }
}

struct ParsedVisitor;

impl<'de> Visitor<'de> for ParsedVisitor {
    type Value = Parsed;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("text, a list, or keys with values")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Parsed, E> {
        Ok(Parsed::Verbatim)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Parsed, E> {
        Ok(Parsed::Verbatim)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Parsed, E> {
        Ok(Parsed::Verbatim)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Parsed, E> {
        Ok(Parsed::Verbatim)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Parsed, E> {
        Ok(Parsed::Verbatim)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Parsed, E> {
        Ok(Parsed::Verbatim)
    }

    fn visit_str<E>(self, text: &str) -> Result<Parsed, E> {
        Ok(Parsed::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Parsed, E> {
        Ok(Parsed::Null)
    }

    fn visit_none<E>(self) -> Result<Parsed, E> {
        Ok(Parsed::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Parsed, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Parsed::Sequence(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Parsed, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key::<Spanned<Parsed>>()? {
            if matches!(key.value, Parsed::Sequence(_) | Parsed::Mapping(_)) {
                return Err(A::Error::custom("a key must be plain text"));
            }
            entries.push((key, access.next_value()?));
        }
        Ok(Parsed::Mapping(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Arc<SourceFile> {
        SourceFile::new("a.yaml", text)
    }

    fn read(source: &Arc<SourceFile>) -> Node<'_> {
        parse(source, 0..source.text().len()).unwrap()
    }

    fn entries<'a>(node: &'a Node<'a>) -> &'a [(Node<'a>, Node<'a>)] {
        match &node.value {
            Value::Mapping(entries) => entries,
            other => panic!("expected keys with values, found {other:?}"),
        }
    }

    #[test]
    fn every_value_knows_its_bytes() {
        let text = "title: مدلین، کلمبیا\nthemes: [a, \"b\"]\n";
        let source = source(text);
        let node = read(&source);
        let title = &entries(&node)[0];
        assert_eq!(&text[title.0.span.clone()], "title");
        assert_eq!(&text[title.1.span.clone()], "مدلین، کلمبیا");
        let Value::Sequence(themes) = &entries(&node)[1].1.value else { panic!("no list") };
        assert_eq!(&text[themes[1].span.clone()], "\"b\"");
        assert_eq!(themes[1].value, Value::Scalar { text: "b".into(), quoted: true });
    }

    #[test]
    fn scalars_stay_as_written() {
        let text = "country: NO\nslug: 007\ndate: 2025-06-02\nnumber: 1.50\nflag: true\nempty:\n";
        let source = source(text);
        let node = read(&source);
        let texts: Vec<Option<&str>> = entries(&node)
            .iter()
            .map(|(_, node)| match &node.value {
                Value::Scalar { text, .. } => Some(&**text),
                _ => None,
            })
            .collect();
        assert_eq!(texts, [Some("NO"), Some("007"), Some("2025-06-02"), Some("1.50"), Some("true"), None]);
    }

    #[test]
    fn keys_that_stand_twice_are_kept_for_the_reader_to_report() {
        assert_eq!(entries(&read(&source("a: 1\na: 2\n"))).len(), 2);
    }

    #[test]
    fn hostile_nesting_ends_at_once() {
        for text in ["[".repeat(1 << 17), "{a: ".repeat(1 << 15), "- ".repeat(1 << 16)] {
            let source = SourceFile::new("a.yaml", text.clone());
            assert!(parse(&source, 0..text.len()).is_err());
        }
    }
}
