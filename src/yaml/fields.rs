//! Keys and values handed out one by one, checked, with every problem reported.

use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use super::meaning;
use super::mistakes::joined;
use super::node::{Node, Value};
use super::shape::{PLACEHOLDER, SharedShape, ValueShape};
use crate::base::date::Date;
use crate::base::day::{BadDay, parse_day};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::fold::fold;
use crate::base::message::{Message, either};
use crate::base::source::{Place, SourceFile};
use crate::base::suggest::closest;

/// Nobody asks for more keys of most mappings.
const USUAL_QUESTIONS: usize = 8;

/// A text and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpannedText {
    /// The text.
    pub text: String,
    /// The bytes in the source file.
    pub span: Range<usize>,
}

/// The keys of a mapping. Each method takes a key; `finish` reports the keys that nobody asked for. A key that is not
/// there, or stands without a value, is absent; a value of the wrong type is reported and then absent.
pub struct Fields<'a> {
    pub(super) source: &'a Arc<SourceFile>,
    entries: &'a [(Node<'a>, Node<'a>)],
    span: Range<usize>,
    asked: RefCell<Vec<&'a str>>,
    pub(super) problems: &'a RefCell<Diagnostics>,
    /// Where questions are noted, if nobody wants to read anything.
    pub(super) shape: Option<SharedShape>,
}

impl<'a> Fields<'a> {
    /// Takes a node that should be a mapping; reports it if it is not, and keys that stand twice.
    pub fn new(source: &'a Arc<SourceFile>, node: &'a Node<'a>, problems: &'a RefCell<Diagnostics>) -> Self {
        let entries: &[(Node<'a>, Node<'a>)] = match &node.value {
            Value::Mapping(entries) => entries,
            Value::Null => &[],
            other => {
                let message = say!("keys with values were expected, found {found}", found = other.kind());
                let problem = Diagnostic::error(Code::WrongType, message).in_file(source, node.span.clone());
                problems.borrow_mut().push(problem.help(say!("write each entry as `key: value` on a line of its own")));
                &[]
            }
        };
        let fields = Self::bare(source, entries, node.span.clone(), problems, None);
        fields.report_duplicates();
        fields.report_joined();
        meaning::look(source, entries, &mut problems.borrow_mut());
        fields
    }

    /// Entries as they are.
    pub(super) fn bare(
        source: &'a Arc<SourceFile>,
        entries: &'a [(Node<'a>, Node<'a>)],
        span: Range<usize>,
        problems: &'a RefCell<Diagnostics>,
        shape: Option<SharedShape>,
    ) -> Self {
        Self { source, entries, span, asked: RefCell::new(Vec::with_capacity(USUAL_QUESTIONS)), problems, shape }
    }

    fn report_duplicates(&self) {
        for (index, (key, _)) in self.entries.iter().enumerate() {
            let is_same = |first: &Node<'_>| key_text(first) == key_text(key) && first.value == key.value;
            if let Some((first, _)) = self.entries[..index].iter().find(|(first, _)| is_same(first)) {
                let message = say!("the key `{key}` stands here twice", key = key_text(key));
                let problem = Diagnostic::error(Code::DuplicateKey, message)
                    .in_file(self.source, key.span.clone())
                    .related(Place::new(self.source, first.span.clone()), say!("the first one"))
                    .help(say!("keep one of the two"));
                self.report(problem);
            }
        }
    }

    /// `{title:Oslo}`: YAML sees one key without a value.
    fn report_joined(&self) {
        for name in self.entries.iter().filter(|entry| is_joined(entry)).map(|(name, _)| name) {
            self.report_missing_space(name.span.clone(), key_text(name));
        }
    }

    /// `title:Oslo` for `title: Oslo`; false for what is no such slip.
    pub(super) fn report_missing_space(&self, span: Range<usize>, text: &str) -> bool {
        let Some((key, value)) = joined(text) else { return false };
        let message = say!("behind `{key}:` a space is missing", key);
        self.report_at(span, Code::BadYaml, message, say!("write `{key}: {value}`", key, value));
        true
    }

    /// The bytes of the whole mapping.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// The file the fields are read from.
    #[must_use]
    pub fn source(&self) -> &'a Arc<SourceFile> {
        self.source
    }

    /// Adds a problem.
    pub fn report(&self, problem: Diagnostic) {
        self.problems.borrow_mut().push(problem);
    }

    /// Adds a problem at some bytes of this file.
    pub fn report_at(&self, span: Range<usize>, code: Code, message: impl Into<Message>, help: impl Into<Message>) {
        self.report(Diagnostic::error(code, message).in_file(self.source, span).help(help));
    }

    /// The value of a key, whatever it is.
    pub fn node(&self, key: &'a str) -> Option<&'a Node<'a>> {
        self.notes(key, ValueShape::Anything);
        self.asked.borrow_mut().push(key);
        self.entry(key).map(|(_, node)| node).filter(|node| !matches!(node.value, Value::Null))
    }

    /// The first entry with a key.
    fn entry(&self, key: &str) -> Option<&'a (Node<'a>, Node<'a>)> {
        self.entries.iter().find(|(name, _)| key_text(name) == key)
    }

    /// Is the key there, with or without a value?
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    pub(super) fn wrong_type(&self, key: &str, node: &Node<'_>, expected: Message, help: Message) {
        let message = say!("`{key}` should be {expected}, found {found}", key, expected, found = node.value.kind());
        self.report_at(node.span.clone(), Code::WrongType, message, help);
    }

    /// A text; numbers and `true` count as the text they were written as. A text of white space only is absent.
    pub fn text(&self, key: &'a str) -> Option<SpannedText> {
        if self.notes(key, ValueShape::Text) {
            return Some(Self::placeholder());
        }
        let (text, node) = self.written(key)?;
        Some(SpannedText { text: text.to_owned(), span: node.span.clone() })
    }

    /// The same where it stands.
    fn written(&self, key: &'a str) -> Option<(&'a str, &'a Node<'a>)> {
        let node = self.node(key)?;
        if let Value::Scalar { text, .. } = &node.value {
            let text = text.trim();
            return (!text.is_empty()).then_some((text, node));
        }
        self.wrong_type(key, node, say!("text"), say!("write `{key}: some text`", key));
        None
    }

    /// A text that must be there; reported where it is not.
    pub fn required_text(&self, key: &'a str, example: &str) -> Option<SpannedText> {
        self.notes_required(key);
        if let Some(text) = self.text(key) {
            return Some(text);
        }
        let (span, message) = match self.entry(key) {
            // What was reported as something else.
            Some((_, node)) if !is_empty(node) => return None,
            Some((name, _)) => (name.span.clone(), say!("`{key}` has no value", key)),
            None if self.entries.iter().any(is_joined) => return None,
            None => (self.span.start..self.span.start, say!("`{key}` is missing", key)),
        };
        self.report_at(span, Code::MissingKey, message, say!("add a line such as `{key}: {example}`", key, example));
        None
    }

    /// `true` or `false`; `otherwise` where the key is absent.
    pub fn boolean(&self, key: &'a str, otherwise: bool) -> bool {
        self.notes(key, ValueShape::Boolean);
        let Some(node) = self.node(key) else { return otherwise };
        match &node.value {
            Value::Scalar { text, quoted: false } if text == "true" => true,
            Value::Scalar { text, quoted: false } if text == "false" => false,
            _ => {
                let message = say!("`{key}` should be true or false", key);
                self.report_at(
                    node.span.clone(),
                    Code::WrongType,
                    message,
                    say!("write `{key}: {value}` or leave the line out", key, value = !otherwise),
                );
                otherwise
            }
        }
    }

    /// A whole number.
    pub fn integer(&self, key: &'a str) -> Option<i64> {
        if self.notes(key, ValueShape::Integer(i64::MIN, i64::MAX)) {
            return None;
        }
        let text = self.text(key)?;
        let number = in_ascii_digits(&text.text).parse().ok();
        if number.is_none() {
            let message = say!("`{key}` should be a whole number, found `{text}`", key, text = text.text);
            self.report_at(text.span, Code::WrongType, message, say!("write it in digits"));
        }
        number
    }

    /// A day, written as `2025-06-02` or «۱۴۰۴/۰۳/۱۲».
    pub fn date(&self, key: &'a str) -> Option<Date> {
        self.notes(key, ValueShape::Date);
        let (text, node) = self.written(key)?;
        match parse_day(text) {
            Ok(date) => Some(date),
            Err(BadDay { reason, meant }) => {
                let message = say!("`{key}` is `{text}`, and {reason}", key, text, reason);
                let help = match &meant[..] {
                    [] => say!("write year, month and day in digits, such as `{key}: 2025-06-02`", key),
                    [day] => say!("write `{key}: {day}`", key, day),
                    days => {
                        let days: Vec<String> = days.iter().map(|day| format!("`{key}: {day}`")).collect();
                        say!("write {days}, whichever is meant", days = either(&days))
                    }
                };
                self.report_at(node.span.clone(), Code::BadDate, message, help);
                None
            }
        }
    }

    /// All keys and their places, in the order of the file, for mappings whose keys are not known beforehand.
    pub fn keys(&self) -> impl Iterator<Item = (&'a str, Range<usize>)> + use<'a> {
        let any = self.shape.as_ref().map(|_| (PLACEHOLDER, 0..0));
        any.into_iter().chain(self.entries.iter().map(|(key, _)| (key_text(key), key.span.clone())))
    }

    /// The key before an entry, if keys with values stand in lines of their own below it.
    fn block_above(&self, index: usize) -> Option<&'a str> {
        let (key, value) = self.entries.get(index.checked_sub(1)?)?;
        let is_block =
            matches!(value.value, Value::Mapping(_)) && !self.source.text()[value.span.clone()].starts_with('{');
        is_block.then(|| key_text(key))
    }

    /// Reports every key that nobody asked for, with the nearest one that would have been understood.
    pub fn finish(&self) {
        let asked = self.asked.borrow();
        for (index, entry) in self.entries.iter().enumerate() {
            let (key, name) = (&entry.0, key_text(&entry.0));
            if asked.contains(&name) || is_joined(entry) {
                continue;
            }
            let mut known = asked.clone();
            known.sort_unstable();
            known.dedup();
            let help = match (closest(name, known.iter().copied()), self.block_above(index)) {
                (Some(near), _) => say!("did you mean `{near}`?", near),
                (None, Some(above)) => say!(
                    "if it belongs to `{above}`, indent it by two spaces; the keys that can stand here are {known}",
                    above,
                    known = known.join(", ")
                ),
                (None, None) => say!("the keys that can stand here are {known}", known = known.join(", ")),
            };
            self.report_at(key.span.clone(), Code::UnknownKey, say!("there is no key `{name}` here", name), help);
        }
    }
}

/// See [`Fields::report_joined`].
fn is_joined((name, value): &(Node<'_>, Node<'_>)) -> bool {
    matches!(value.value, Value::Null) && joined(key_text(name)).is_some()
}

/// A number in the digits of any script, as the standard library reads it; `٫` is the decimal sign of Persian.
pub(super) fn in_ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { Cow::Owned(fold(text).replace('٫', ".")) }
}

fn key_text<'a>(key: &'a Node<'_>) -> &'a str {
    match &key.value {
        Value::Scalar { text, .. } => text,
        _ => "null",
    }
}

/// Nothing, or a text of white space only.
fn is_empty(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar { text, .. } => text.trim().is_empty(),
        Value::Sequence(_) | Value::Mapping(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse;

    fn problems(text: &str, read: impl FnOnce(&Fields<'_>)) -> Vec<String> {
        let source = SourceFile::new("a.yaml", text);
        let node = parse(&source, 0..text.len()).unwrap();
        let problems = RefCell::default();
        let fields = Fields::new(&source, &node, &problems);
        read(&fields);
        fields.finish();
        problems
            .into_inner()
            .into_sorted()
            .into_iter()
            .map(|problem| {
                let position = problem.place.unwrap().position();
                format!("{}:{} {}: {}", position.line, position.column, problem.code, problem.message.english())
            })
            .collect()
    }

    #[test]
    fn all_problems_of_a_file_are_reported_at_once() {
        let text = "titel: a\ndate: 2025-13-01\ndraft: yes\nthemes: {a: 1}\ndate: 2025-01-01\n";
        let found = problems(text, |fields| {
            fields.required_text("title", "Medellín");
            fields.date("date");
            fields.boolean("draft", false);
            fields.texts("themes");
        });
        assert_eq!(
            found,
            [
                "1:1 missing-key: `title` is missing",
                "1:1 unknown-key: there is no key `titel` here",
                "2:7 bad-date: `date` is `2025-13-01`, and there is no month 13",
                "3:8 wrong-type: `draft` should be true or false",
                "4:9 wrong-type: `themes` should be a list, found keys with values",
                "5:1 duplicate-key: the key `date` stands here twice",
            ]
        );
    }

    #[test]
    fn a_key_without_a_value_is_absent() {
        assert!(
            problems("themes:\nsummary:\n", |fields| {
                assert!(fields.texts("themes").is_empty());
                assert_eq!(fields.text("summary"), None);
            })
            .is_empty()
        );
    }
}
