//! Keys with values below a key, and lists of them.

use super::Fields;
use super::node::{Node, Value};
use super::shape::ValueShape;
use crate::base::diag::Code;

impl<'a> Fields<'a> {
    /// Keys with values below a key.
    pub fn mapping(&self, key: &'a str) -> Option<Fields<'a>> {
        self.mapping_of(key, None)
    }

    /// The same of a key whose value is, where it is but a text, most likely that of the key `first` below it.
    pub fn mapping_of(&self, key: &'a str, first: Option<&str>) -> Option<Fields<'a>> {
        if self.shape.is_some() {
            return self.notes_inner(key, ValueShape::Mapping);
        }
        let node = self.node(key)?;
        let help = match (&node.value, first) {
            (Value::Mapping(_), _) => return Some(Fields::new(self.source, node, self.problems)),
            (Value::Scalar { text, .. }, Some(first)) => {
                say!("write `{key}: {{ {first}: {text} }}`", key, first, text = text.trim())
            }
            _ => say!("write the keys of `{key}` on lines of their own, indented by two spaces", key),
        };
        self.wrong_type(key, node, say!("keys with values"), help);
        None
    }

    /// A list whose entries are keys with values, such as `example` (`title: Cases, url: /cases/`).
    pub fn mappings(&self, key: &'a str, example: &str) -> Vec<Fields<'a>> {
        if self.shape.is_some() {
            return self.notes_inner(key, ValueShape::Mappings).into_iter().collect();
        }
        let Some(node) = self.node(key) else { return Vec::new() };
        if let Value::Sequence(items) = &node.value {
            let entries = items.iter().filter(|item| !self.reports_text(key, item, example));
            return entries.map(|item| Fields::new(self.source, item, self.problems)).collect();
        }
        self.wrong_type(
            key,
            node,
            say!("a list of keys with values"),
            say!("begin each entry of `{key}` with a dash: `- {{ {example} }}`", key, example),
        );
        Vec::new()
    }

    /// `languages: [en, fa]`, where each entry should say what the text is.
    fn reports_text(&self, key: &str, item: &Node<'_>, example: &str) -> bool {
        let Value::Scalar { text, .. } = &item.value else { return false };
        let text = text.trim();
        if !self.report_missing_space(item.span.clone(), text) {
            let (first, rest) = example.split_once(": ").unwrap_or((example, ""));
            let rest = rest.find(", ").map_or("", |comma| &rest[comma..]);
            let message = say!("each entry of `{key}` should be keys with values, found `{text}`", key, text);
            let help = say!("write `{{ {first}: {text}{rest} }}` in its place", first, text, rest);
            self.report_at(item.span.clone(), Code::WrongType, message, help);
        }
        true
    }
}
