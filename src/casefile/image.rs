//! The key `image`, which cases and articles have.

use super::file_name::is_translation;
use super::reference::{Reference, Target};
use super::shared::{self, FrontMatter};
use crate::base::diag::{Code, Diagnostic};
use crate::model::Image;
use crate::yaml::{Fields, Out};

/// Reads the picture. Its file must be there, so it is added to `references`.
pub(super) fn image(fields: &Fields<'_>, references: &mut Vec<Reference>) -> Option<Image> {
    let inner = fields.mapping_of("image", Some("file"))?;
    let file = inner.text("file");
    if let Some(file) = &file {
        references.push(Reference { target: Target::Asset, name: file.text.clone(), span: file.span.clone() });
    }
    let image = Image {
        file: file.map(|text| text.text),
        source: inner.text("source").and_then(|text| shared::web_address(&inner, text)),
        alt: inner.text("alt").map(|text| text.text).unwrap_or_default(),
        caption: inner.text("caption").map(|text| shared::line(&inner, text)),
        credit: inner.text("credit").map(|text| text.text),
    };
    // That of a translation may be its original's; a key with a slip is told as such.
    let names_none = inner.keys().all(|(key, _)| ["alt", "caption", "credit"].contains(&key));
    if names_none && !is_translation(fields.source().path()) {
        let message = say!("the picture has no `file`, so there is none to be seen");
        let problem = Diagnostic::warning(Code::MissingImage, message).in_file(fields.source(), inner.span());
        fields.report(problem.help(say!("add a line such as `file: lima.jpg`, which is `assets/lima.jpg`")));
    }
    inner.finish();
    Some(image)
}

/// Writes the picture.
pub(super) fn write_image(image: &Image) -> Vec<(String, Out)> {
    let mut inner = FrontMatter::default();
    inner.text("file", image.file.as_deref());
    inner.text("source", image.source.as_deref());
    // An empty alt text stands there for the editor to fill.
    inner.text("alt", Some(&image.alt));
    inner.text("caption", image.caption.as_deref());
    inner.text("credit", image.credit.as_deref());
    inner.0
}
