//! Lists of texts and of numbers, as front matter has them.

use super::fields::in_ascii_digits;
use super::node::{Node, Value};
use super::shape::ValueShape;
use super::{Fields, SpannedText};
use crate::base::diag::Code;

/// The one text in keys with values: `url: https://example.org/`.
fn only_text<'v>(value: &'v Value<'_>) -> Option<&'v str> {
    match value {
        Value::Mapping(entries) => match &entries[..] {
            [(_, Node { value: Value::Scalar { text, .. }, .. })] => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        },
        _ => None,
    }
}

impl<'a> Fields<'a> {
    /// A list of texts. A single text counts as a list of one, as editors often leave the brackets out.
    pub fn texts(&self, key: &'a str) -> Vec<SpannedText> {
        if self.notes(key, ValueShape::Texts) {
            return vec![Self::placeholder()];
        }
        let Some(node) = self.node(key) else { return Vec::new() };
        match &node.value {
            Value::Scalar { .. } => self.text(key).into_iter().collect(),
            Value::Sequence(items) => items.iter().filter_map(|item| self.item_text(key, item)).collect(),
            _ => {
                self.wrong_type(key, node, say!("a list"), say!("write `{key}: [one, two]`", key));
                Vec::new()
            }
        }
    }

    fn item_text(&self, key: &str, item: &Node<'_>) -> Option<SpannedText> {
        match &item.value {
            Value::Scalar { text, .. } if !text.trim().is_empty() => {
                Some(SpannedText { text: text.trim().to_owned(), span: item.span.clone() })
            }
            other => {
                let found = if matches!(other, Value::Scalar { .. }) { say!("an empty one") } else { other.kind() };
                let message = say!("each entry of `{key}` should be text, found {found}", key, found);
                let help = match only_text(other) {
                    Some(text) => say!("write its text alone, without a key: `{text}`", text),
                    None => say!("write `{key}: [one, two]`", key),
                };
                self.report_at(item.span.clone(), Code::WrongType, message, help);
                None
            }
        }
    }

    /// A list of numbers, such as coordinates.
    pub fn numbers(&self, key: &'a str) -> Option<Vec<f64>> {
        if self.notes(key, ValueShape::Numbers) {
            return None;
        }
        let texts = self.texts(key);
        if texts.is_empty() {
            return None;
        }
        let numbers: Option<Vec<f64>> = texts.iter().map(|text| in_ascii_digits(&text.text).parse().ok()).collect();
        if numbers.is_none() {
            let span = self.node(key).map_or(self.span(), |node| node.span.clone());
            self.report_at(
                span,
                Code::WrongType,
                say!("`{key}` should be a list of numbers", key),
                say!("write `{key}: [6.245, -75.572]`", key),
            );
        }
        numbers
    }
}
