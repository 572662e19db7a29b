//! Plain values into YAML text.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_yaml::{DoubleQuoted, FlowMap, FlowSeq, SerializerOptions};

use super::meaning::within_curly_quotes;

/// A value to be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Out {
    /// Text; quoted where YAML needs it.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A number.
    Decimal(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// `null`.
    Null,
    /// A list on one line: `[a, b]`.
    Inline(Vec<Out>),
    /// A list, an item a line.
    List(Vec<Out>),
    /// Keys and values on one line.
    InlineMapping(Vec<(String, Out)>),
    /// Keys and values, an entry a line, in this order.
    Mapping(Vec<(String, Out)>),
}

impl Serialize for Out {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            // An editor who reads it sees that they are meant.
            Self::Text(text) if within_curly_quotes(text).is_some() => DoubleQuoted(text).serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.serialize_f64(*number),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Null => serializer.serialize_unit(),
            Self::Inline(items) => FlowSeq(items).serialize(serializer),
            Self::List(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(item)?;
                }
                sequence.end()
            }
            Self::InlineMapping(entries) => FlowMap(Entries(entries)).serialize(serializer),
            Self::Mapping(entries) => Entries(entries).serialize(serializer),
        }
    }
}

struct Entries<'a>(&'a [(String, Out)]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

/// Writes keys and values as a YAML document without markers, an entry a line, ending in a line break.
///
/// # Errors
/// What the YAML crate cannot write; no `Out` value is known to be one.
pub fn emit(entries: &[(String, Out)]) -> Result<String, String> {
    let mut options = SerializerOptions::default();
    // Dates stand without quotes, as editors write them. Our reader takes every plain scalar for text.
    options.yaml_12 = true;
    options.no_lang_directive = true;
    // A paragraph stays on one line, so that comparing two versions shows what changed.
    options.prefer_block_scalars = false;
    let mut text = serde_yaml::to_string_with_options(&Entries(entries), options).map_err(|error| error.to_string())?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::source::SourceFile;
    use crate::yaml::{Value, parse};

    fn text(text: &str) -> Out {
        Out::Text(text.to_owned())
    }

    #[test]
    fn front_matter_looks_as_an_editor_would_write_it() {
        let image = vec![("file".to_owned(), text("cases/a.jpg")), ("alt".to_owned(), text(""))];
        let entries = vec![
            ("title".to_owned(), text("Medellín, Colombia")),
            ("date".to_owned(), text("2025-06-02")),
            ("themes".to_owned(), Out::Inline(vec![text("resilience"), text("climate")])),
            ("summary".to_owned(), text("A colon: and more")),
            ("coordinates".to_owned(), Out::Inline(vec![Out::Decimal(6.245), Out::Decimal(-75.572)])),
            ("image".to_owned(), Out::Mapping(image)),
            ("draft".to_owned(), Out::Boolean(true)),
        ];
        assert_eq!(
            emit(&entries).unwrap(),
            "title: Medellín, Colombia\ndate: 2025-06-02\nthemes: [resilience, climate]\nsummary: \"A colon: and more\"\n\
             coordinates: [6.245, -75.572]\nimage:\n  file: cases/a.jpg\n  alt: \"\"\ndraft: true\n"
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(value in "\\PC{0,40}|[ :#'\"\\[\\]{}|>&*!%@`,?~\n\t-]{0,12}|null|true|1e3|0x1F|2025-06-02|no") {
            let entries = vec![
                ("one".to_owned(), text(&value)),
                ("list".to_owned(), Out::Inline(vec![text(&value), text("x")])),
                ("inner".to_owned(), Out::List(vec![Out::Mapping(vec![("two".to_owned(), text(&value))])])),
            ];
            let yaml = emit(&entries).unwrap();
            let source = SourceFile::new("a.yaml", yaml.clone());
            let node = parse(&source, 0..yaml.len()).unwrap();
            let Value::Mapping(read) = &node.value else { panic!("no mapping in {yaml}") };
            let Value::Scalar { text: back, .. } = &read[0].1.value else { panic!("{value:?} became {:?} in {yaml}", read[0].1.value) };
            prop_assert_eq!(back, &value);
            let Value::Sequence(items) = &read[1].1.value else { panic!("no list in {yaml}") };
            prop_assert!(matches!(&items[0].value, Value::Scalar { text, .. } if *text == value), "{}", yaml);
        }
    }
}
