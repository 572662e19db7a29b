//! YAML read into a tree that knows where each value stands, and written from plain values.
//!
//! Comes in: a stretch of a source file; goes out: a `Node`, and `Fields` that hand out checked values and report every
//! problem with its place, not only the first. The other way, `Out` values become YAML text. This is the only module that
//! uses the YAML crate, so that another could take its place.

mod emit;
mod fields;
mod flow;
mod layout;
mod lists;
mod mappings;
mod meaning;
mod mistakes;
mod node;
mod open_quote;
mod page_address;
mod plain;
mod shape;
mod simple;
mod year;

pub use emit::{Out, emit};
pub use fields::{Fields, SpannedText};
pub use node::{Node, Value, parse};
pub use plain::{YamlProblem, deserialize};
pub use shape::{KeyShape, PLACEHOLDER, Probe, Shape, SharedShape, ValueShape};
