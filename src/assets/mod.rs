//! Names of published files: the fingerprint of what is in a file stands in its name, so that a browser may keep it for
//! ever and still gets a new one at once.
//!
//! Comes in: paths and bytes, or the fingerprints of bytes; goes out: the names to publish under, and style sheets and
//! scripts that name others by them. Pure: touches no disk, and knows no site and no theme.

mod css;
mod graph;
mod literal_colours;
mod minify;
mod misspelt;
mod names;
mod script;
mod unclosed;

pub use graph::{MissingReference, PublishedFile, publish};
pub use literal_colours::{LiteralColour, literal_colours};
pub use misspelt::{Misspelt, MisspeltWord, class_selectors, misspelt};
pub use names::{fingerprint, fingerprinted, has_fingerprint, is_picture, is_text};
pub use unclosed::{Unclosed, unclosed};

use std::ops::Range;

/// Where one file names another.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Reference {
    /// The address as it is meant, without escapes.
    target: String,
    /// The bytes that are replaced when the address changes.
    span: Range<usize>,
}
