//! HTML into a tree, and the tree into Markdown.
//!
//! In: the HTML of a post. Out: a [`Document`] that an importer can walk and rearrange, and the Markdown of any part of
//! it, verified to say the same. It reads no file, follows no link and knows nothing of WordPress but the traces that its
//! editor leaves in HTML.
//!
//! The way of a text: `parse` (bytes to tree) → `clean` (what nobody sees) → `read` (tree to blocks) → `write` (blocks to
//! Markdown) → `verify`, which reads the result again and compares. `plain` is what is left where that fails.

mod tree;

mod serialize;
mod srcset;
mod style;
mod text;

mod clean;
mod hidden;
mod parse;
mod sink;

mod block;
mod dialect;
mod inline;
mod kept_space;

mod read;
mod read_boxes;
mod read_inline;
mod read_table;

mod escape;
mod raw;
mod write;
mod write_inline;

mod plain;
mod shown;
mod verify;

mod to_markdown;

#[cfg(test)]
mod findings;
#[cfg(test)]
mod properties;

pub use clean::{Dropped, DroppedKind, clean};
pub use dialect::markdown_options;
pub use parse::{Limit, MAX_DEPTH, MAX_INPUT_BYTES, MAX_NODES, MAX_TAG_SEPARATORS, Parsed, parse_fragment};
pub use plain::plain_paragraphs;
pub use srcset::{SRCSET_ATTRIBUTES, srcset};
pub use style::{style_addresses, style_value};
pub use text::without_controls;
pub use to_markdown::{Converted, MarkdownOptions, Note, NoteKind, says_the_same, to_markdown};
pub use tree::{Document, Element, NodeData, NodeId};
