//! A shape as JSON Schema.
//!
//! A schema says less than its reader: not that a day exists, nor that a file is there. What it refuses, the reader refuses, too.

use serde_json::{Map, Value, json};

use crate::yaml::{KeyShape, PLACEHOLDER, Shape, ValueShape};

/// A text with something in it.
const NOT_BLANK: &str = r"\S";
/// A text with nothing in it.
const BLANK: &str = r"^\s*$";
/// A whole number in the digits of any script that is read.
const DIGITS: &str = r"^\s*[+-]?[0-9۰-۹٠-٩]+\s*$";

/// The schema of a file.
#[must_use]
pub fn schema(title: &str, shape: &Shape) -> Value {
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema")),
        ("title".to_owned(), json!(title)),
    ]);
    schema.extend(object(shape, false));
    Value::Object(schema)
}

fn object(shape: &Shape, may_be_null: bool) -> Map<String, Value> {
    let named = || shape.keys.iter().filter(|(key, _)| key != PLACEHOLDER);
    let any = shape.keys.iter().find(|(key, _)| key == PLACEHOLDER);
    let required: Vec<&str> = named().filter(|(_, shape)| shape.is_required).map(|(key, _)| key.as_str()).collect();
    let properties: Map<String, Value> = named().map(|(key, shape)| (key.clone(), value(shape))).collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), if may_be_null { json!(["object", "null"]) } else { json!("object") });
    object.insert("properties".to_owned(), Value::Object(properties));
    if !required.is_empty() {
        object.insert("required".to_owned(), json!(required));
    }
    object.insert("additionalProperties".to_owned(), any.map_or(json!(false), |(_, shape)| value(shape)));
    object
}

/// What stands under a key. A key without a value counts as one that is not there, and so does, where a text is read, one with
/// a text of white space.
fn value(shape: &KeyShape) -> Value {
    let KeyShape { value, is_required, choices } = shape;
    let or_null = |mut alternatives: Vec<Value>| {
        if !is_required {
            let is_text = !matches!(value, ValueShape::Boolean | ValueShape::Mappings(_));
            alternatives.push(if is_text {
                json!({"type": ["null", "string"], "pattern": BLANK})
            } else {
                json!({"type": "null"})
            });
        }
        match &alternatives[..] {
            [single] => single.clone(),
            _ => json!({"anyOf": alternatives}),
        }
    };
    match value {
        ValueShape::Anything => json!(true),
        ValueShape::Text => or_null(vec![text(choices)]),
        ValueShape::Boolean => or_null(vec![json!({"type": "boolean"})]),
        ValueShape::Integer(least, most) => or_null(vec![
            json!({"type": "integer", "minimum": least, "maximum": most}),
            json!({"type": "string", "pattern": DIGITS}),
        ]),
        ValueShape::Date => or_null(vec![json!({
            "type": "string",
            "pattern": NOT_BLANK,
            "description": "a day, such as 2025-06-02 or ۱۴۰۴/۰۳/۱۲",
        })]),
        ValueShape::Texts => {
            let entry = text(choices);
            or_null(vec![entry.clone(), json!({"type": "array", "items": entry})])
        }
        ValueShape::Numbers => {
            let number =
                json!({"type": ["number", "string"], "pattern": r"^\s*[+-]?[0-9۰-۹٠-٩]+([.٫][0-9۰-۹٠-٩]*)?\s*$"});
            or_null(vec![number.clone(), json!({"type": "array", "items": number})])
        }
        ValueShape::Mapping(inner) => Value::Object(object(&inner.borrow(), !is_required)),
        ValueShape::Mappings(inner) => {
            // An entry without keys is one that lacks those it must have.
            let inner = inner.borrow();
            let is_loose = inner.keys.iter().all(|(_, shape)| !shape.is_required);
            or_null(vec![json!({"type": "array", "items": object(&inner, is_loose)})])
        }
    }
}

/// A text: whatever is written on one line counts as one.
fn text(choices: &[String]) -> Value {
    if choices.is_empty() {
        json!({"type": ["string", "number", "boolean"], "pattern": NOT_BLANK})
    } else {
        json!({"enum": choices})
    }
}
