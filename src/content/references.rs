//! What a content file refers to: names in its front matter, titles, links and pictures of its body.
//!
//! Comes in: what was read of the file; goes out: the same in the order in which it came, for those who know the other
//! files. Nothing is judged here.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ContentValue;
use crate::base::url::is_external;
use crate::casefile::{ContentFile, Target};
use crate::markdown::{Scan, scan_and_draft};

/// Something that a content file says and that only the other files can show to be right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What kind of thing it is.
    pub kind: ReferenceKind,
    /// Its words, as [`ReferenceKind`] says.
    pub text: String,
    /// Where it is written.
    pub span: Range<usize>,
}

/// The kinds of references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReferenceKind {
    /// In the front matter: the name of something else. Its span is in bytes of the file, that of all others in bytes of the
    /// body.
    Name(Target),
    /// A heading of level 1, which belongs to the page: its words.
    Title,
    /// The same of a heading that a line of `=` makes of the words above it. Its span is that of the line.
    Underlined,
    /// A link: where it leads, as written. Those to other hosts are none: nothing in the site depends on them.
    Link,
    /// The same of a picture.
    Picture,
    /// An address on another host from which the body loads something: a picture, a film, a frame.
    Load,
    /// The same of a picture that the front matter names, be it in a caption. It has no span.
    Source,
}

/// The references of a file: first those of the front matter, then titles, then links and pictures, then what lies on other
/// hosts.
pub(super) fn references<T: ContentValue>(file: &ContentFile<T>, scan: &Scan) -> Vec<Reference> {
    let reference =
        |kind, text: &String, span: &Range<usize>| Reference { kind, text: text.clone(), span: span.clone() };
    let names = file.references.iter().map(|name| reference(ReferenceKind::Name(name.target), &name.name, &name.span));
    let titles = scan.headings.iter().filter(|heading| heading.level == 1);
    let titles = titles.map(|heading| match &heading.underline {
        Some(line) => reference(ReferenceKind::Underlined, &heading.text, line),
        None => reference(ReferenceKind::Title, &heading.text, &heading.span),
    });
    let links = scan.links.iter().filter(|link| !is_external(&link.target)).map(|link| {
        let kind = if link.is_image { ReferenceKind::Picture } else { ReferenceKind::Link };
        reference(kind, &link.target, &link.span)
    });
    let loads = scan.loads.iter().map(|load| reference(ReferenceKind::Load, &load.target, &load.span));
    let sources = file.value.iter().flat_map(of_front_matter);
    let sources = sources.map(|text| Reference { kind: ReferenceKind::Source, text, span: 0..0 });
    names.chain(titles).chain(links).chain(loads).chain(sources).collect()
}

/// The addresses on other hosts that the front matter names as pictures: that of the case, and those in its lines.
fn of_front_matter<T: ContentValue>(value: &T) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut lines = value.lines();
    if let Some(image) = value.image() {
        found.extend(image.elsewhere().map(str::to_owned));
        lines.extend(image.caption.as_deref());
    }
    // Most lines hold a link, and no picture.
    for line in lines.into_iter().filter(|line| line.contains("//") && line.contains(['<', '!'])) {
        found.extend(scan_and_draft(line).0.loads.into_iter().map(|load| load.target));
    }
    found
}
