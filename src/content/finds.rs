//! What there is to check in a content file, and what its page depends on.
//!
//! Comes in: references of the front matter, titles and links of the body; goes out: the same, in the order in which they came.
//! Nothing is judged here.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::casefile::Target;

/// The finds of a file. Their texts are one text: tens of thousands of them are kept, and a place in memory for each would take
/// more room than what is in it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Finds {
    texts: String,
    kept: Vec<Kept>,
}

/// A find without its text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Kept {
    kind: FindKind,
    /// Where its text ends, and that of the next one begins.
    end: usize,
    span: Range<usize>,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FindKind {
    /// In the front matter: the name of something else. Its span is in bytes of the file, that of all others in bytes of the
    /// body.
    Reference(Target),
    /// A heading of level 1, which belongs to the page: its words.
    Title,
    /// A link: where it leads, as written. Those to other hosts are none: nothing in the site depends on them.
    Link,
    /// The same of a picture.
    Picture,
    /// An address on another host from which the body loads something: a picture, a film, a frame.
    Load,
    /// The same of the picture that the front matter names. It has no span.
    Source,
}

/// One find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Find<'a> {
    /// What was found.
    pub kind: FindKind,
    /// Its words, as [`FindKind`] says.
    pub text: &'a str,
    /// Where it is written.
    pub span: Range<usize>,
}

impl Finds {
    /// These finds. Without room for more, as they are kept to the end of a build.
    pub fn new<'a>(finds: impl Iterator<Item = Find<'a>> + Clone) -> Self {
        let mut texts = String::with_capacity(finds.clone().map(|find| find.text.len()).sum());
        let mut kept = Vec::with_capacity(finds.clone().count());
        for Find { kind, text, span } in finds {
            texts.push_str(text);
            kept.push(Kept { kind, end: texts.len(), span });
        }
        Self { texts, kept }
    }

    /// One after the other.
    pub fn iter(&self) -> impl Iterator<Item = Find<'_>> {
        let mut start = 0;
        self.kept.iter().map(move |Kept { kind, end, span }| {
            let text = self.texts.get(start..*end).unwrap_or_default();
            start = *end;
            Find { kind: *kind, text, span: span.clone() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_come_back_in_their_order() {
        let find = |kind, text, span| Find { kind, text, span };
        let all = [
            find(FindKind::Reference(Target::Term(2)), "climate", 9..16),
            find(FindKind::Title, "", 0..2),
            find(FindKind::Link, "تهران.md", 3..12),
            find(FindKind::Picture, "a.jpg", 20..25),
        ];
        let finds = Finds::new(all.iter().cloned());
        assert!(finds.iter().eq(all));
        assert_eq!(Finds::default().iter().count(), 0);
    }
}
