//! What a content file refers to, with the place, for those who know the other files.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::front_matter;
use crate::base::source::{Place, SourceFile};

/// A content file that was read: the value, and what it refers to.
#[derive(Debug, Clone)]
pub struct ContentFile<T> {
    /// The case, article, page or term; none where what identifies it could not be read, which was reported.
    pub value: Option<T>,
    /// The file's text.
    pub source: Arc<SourceFile>,
    /// Where the body begins, in bytes.
    pub body_start: usize,
    /// What the front matter refers to.
    pub references: Vec<Reference>,
    /// The keys that a translation gives itself; empty for an original.
    pub keys: Vec<String>,
}

impl<T> ContentFile<T> {
    /// A file of which nothing but the text below the front matter can be read, which was reported. It is there all the same,
    /// for those that refer to it.
    #[must_use]
    pub fn without_value(source: &Arc<SourceFile>) -> Self {
        let body_start = front_matter::body_start(source.text());
        Self { value: None, source: Arc::clone(source), body_start, references: Vec::new(), keys: Vec::new() }
    }

    /// The front matter as it is written, with the lines around it.
    #[must_use]
    pub fn front_matter(&self) -> &str {
        self.source.text().get(..self.body_start).unwrap_or_default()
    }

    /// The text below the front matter.
    #[must_use]
    pub fn body(&self) -> &str {
        self.source.text().get(self.body_start..).unwrap_or_default()
    }

    /// The file as a whole, for messages.
    #[must_use]
    pub fn place(&self) -> Place {
        Place::start_of(&self.source)
    }

    /// A stretch of the body, given in bytes from the body's start.
    #[must_use]
    pub fn body_place(&self, span: Range<usize>) -> Place {
        Place::new(&self.source, self.body_start + span.start..self.body_start + span.end)
    }
}

/// Something that must exist elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// What is referred to.
    pub target: Target,
    /// Its name, as written.
    pub name: String,
    /// Where it is written, in bytes of the file.
    pub span: Range<usize>,
}

/// What can be referred to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A term of the taxonomy at this place of `site.yaml`: thousands of references are kept and read again.
    Term(usize),
    /// A case.
    Case,
    /// An article.
    Article,
    /// A file below `assets/`.
    Asset,
}
