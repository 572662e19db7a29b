//! HTML into a tree, and the tree into Markdown.
//!
//! In: the HTML of a post. Out: a [`Document`] that an importer can walk and rearrange, and the Markdown of any part of
//! it, verified to say the same. It reads no file, follows no link and knows nothing of WordPress but the traces that its
//! editor leaves in HTML.

mod clean;
mod parse;
mod serialize;
mod text;
mod tree;

pub use clean::{Dropped, DroppedKind, clean};
pub use parse::{Limit, MAX_DEPTH, MAX_INPUT_BYTES, MAX_NODES, MAX_TAG_SEPARATORS, Parsed, parse_fragment};
pub use tree::{Document, Element, NodeData, NodeId};
