//! The key `image`, which cases and articles have.

use super::reference::{Reference, Target};
use super::shared::{self, FrontMatter};
use crate::model::Image;
use crate::yaml::{Fields, Out};

/// Reads the picture. Its file must be there, so it is added to `references`.
pub(super) fn image(fields: &Fields<'_>, references: &mut Vec<Reference>) -> Option<Image> {
    let inner = fields.mapping("image")?;
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
