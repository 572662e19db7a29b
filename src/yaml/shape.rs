//! What may stand in a file, told by its reader.
//!
//! A reader asks for its keys one by one, and how it asks says what may stand there. So there is no table of keys beside it
//! that could say something else: the reader is run once over nothing, is handed a placeholder for whatever it asks for, and
//! what it asked for is the shape. What it finds wrong with the placeholders nobody hears.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use super::Fields;
use super::fields::SpannedText;
use crate::base::diag::Diagnostics;
use crate::base::source::SourceFile;

/// What a reader is handed in the place of a text, and of a key that only the file knows.
pub const PLACEHOLDER: &str = "*";

/// The keys of a mapping. A key called [`PLACEHOLDER`] stands for all that are not named.
#[derive(Debug, Default)]
pub struct Shape {
    /// In the order in which the reader asks for them.
    pub keys: Vec<(String, KeyShape)>,
}

/// A shape in the making, which the readers of the inner mappings add to.
pub type SharedShape = Rc<RefCell<Shape>>;

/// What stands under a key.
#[derive(Debug)]
pub struct KeyShape {
    /// Of which kind it is.
    pub value: ValueShape,
    /// Must it be there?
    pub is_required: bool,
    /// The texts that it can be, or that its entries can be; empty where any will do.
    pub choices: Vec<String>,
}

/// A kind of value.
#[derive(Debug, Clone)]
pub enum ValueShape {
    /// Whatever the reader makes of it.
    Anything,
    /// A text, as which numbers count, too.
    Text,
    /// `true` or `false`.
    Boolean,
    /// A whole number, between two others.
    Integer(i64, i64),
    /// A day.
    Date,
    /// Texts, or a single one.
    Texts,
    /// Numbers.
    Numbers,
    /// Keys with values.
    Mapping(SharedShape),
    /// A list whose entries are keys with values.
    Mappings(SharedShape),
}

/// Runs a reader over nothing.
pub struct Probe {
    source: Arc<SourceFile>,
    problems: RefCell<Diagnostics>,
    shape: SharedShape,
}

impl Probe {
    /// For a file at such a path: some readers want less of a translation.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self { source: SourceFile::new(path, ""), problems: RefCell::default(), shape: SharedShape::default() }
    }

    /// What the reader is to be run with.
    #[must_use]
    pub fn fields(&self) -> Fields<'_> {
        Fields::describing(&self.source, &self.problems, Rc::clone(&self.shape))
    }

    /// What the reader asked for.
    #[must_use]
    pub fn into_shape(self) -> Shape {
        self.shape.take()
    }
}

impl Shape {
    /// What stands under a key, if there is such a key.
    pub fn key_mut(&mut self, key: &str) -> Option<&mut KeyShape> {
        self.keys.iter_mut().find(|(name, _)| name == key).map(|(_, shape)| shape)
    }

    /// Notes a question. The closer one of two counts: whether a key is there is asked before what it is.
    fn note(&mut self, key: &str, value: ValueShape) -> &mut KeyShape {
        let place = self.keys.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
            let shape = KeyShape { value: ValueShape::Anything, is_required: false, choices: Vec::new() };
            self.keys.push((key.to_owned(), shape));
            self.keys.len() - 1
        });
        let shape = &mut self.keys[place].1;
        let is_closer = match (&shape.value, &value) {
            (ValueShape::Anything, _) => true,
            (ValueShape::Text, ValueShape::Anything | ValueShape::Text) => false,
            (ValueShape::Text, _) => true,
            (ValueShape::Integer(..), ValueShape::Integer(..)) => true,
            _ => false,
        };
        if is_closer {
            shape.value = value;
        }
        shape
    }
}

impl<'a> Fields<'a> {
    /// Fields of no file, which note what they are asked for.
    fn describing(source: &'a Arc<SourceFile>, problems: &'a RefCell<Diagnostics>, shape: SharedShape) -> Self {
        Self::bare(source, &[], 0..0, problems, Some(shape))
    }

    /// Notes a question where that is all that is done.
    pub(super) fn notes(&self, key: &str, value: ValueShape) -> bool {
        let Some(shape) = &self.shape else { return false };
        shape.borrow_mut().note(key, value);
        true
    }

    /// The same for a text that must be there.
    pub(super) fn notes_required(&self, key: &str) {
        if let Some(shape) = &self.shape {
            shape.borrow_mut().note(key, ValueShape::Text).is_required = true;
        }
    }

    /// The fields below a key, where questions are only noted.
    pub(super) fn notes_inner(&self, key: &str, value: fn(SharedShape) -> ValueShape) -> Option<Self> {
        let shape = self.shape.as_ref()?;
        let inner = SharedShape::default();
        shape.borrow_mut().note(key, value(Rc::clone(&inner)));
        Some(Self::describing(self.source(), self.problems, inner))
    }

    /// What a reader is handed for a text.
    pub(super) fn placeholder() -> SpannedText {
        SpannedText { text: PLACEHOLDER.to_owned(), span: 0..0 }
    }

    /// Says that a key holds a text, for a reader that takes it as it stands there.
    pub fn notes_text(&self, key: &str) {
        self.notes(key, ValueShape::Text);
    }

    /// Says which texts a key, or each entry of its list, can be. The reader that says so refuses all others.
    pub fn among<'c>(&self, key: &str, choices: impl IntoIterator<Item = &'c str>) {
        if let Some(shape) = &self.shape {
            let choices = choices.into_iter().map(str::to_owned).collect();
            shape.borrow_mut().note(key, ValueShape::Anything).choices = choices;
        }
    }

    /// Says between which numbers a key must lie. The reader that says so refuses all others.
    pub fn between(&self, key: &str, least: i64, most: i64) {
        self.notes(key, ValueShape::Integer(least, most));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_tells_its_keys_by_asking_for_them() {
        let probe = Probe::new("a.yaml");
        {
            let fields = probe.fields();
            assert_eq!(fields.required_text("title", "Oslo").unwrap().text, PLACEHOLDER);
            fields.date("title");
            fields.node("count");
            fields.integer("count");
            fields.between("count", 1, 9);
            fields.among("colour", ["red"]);
            fields.text("colour");
            for inner in fields.mappings("menu", "title: Cases") {
                inner.texts("labels");
                for (key, _) in inner.mapping("names").unwrap().keys() {
                    assert_eq!(key, PLACEHOLDER);
                }
                inner.finish();
            }
        }
        let shape = probe.into_shape();
        let told: Vec<(&str, bool)> = shape.keys.iter().map(|(key, shape)| (key.as_str(), shape.is_required)).collect();
        assert_eq!(told, [("title", true), ("count", false), ("colour", false), ("menu", false)]);
        assert!(matches!(shape.keys[0].1.value, ValueShape::Date));
        assert!(matches!(shape.keys[1].1.value, ValueShape::Integer(1, 9)));
        assert_eq!(shape.keys[2].1.choices, ["red"]);
        let ValueShape::Mappings(inner) = &shape.keys[3].1.value else { panic!("{shape:?}") };
        assert_eq!(inner.borrow().keys.len(), 2);
    }
}
