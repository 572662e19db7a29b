//! What may stand in the front matter of each kind of content file, as its reader asks for it.

use super::{article, case, page, term};
use crate::config::Config;
use crate::yaml::{Probe, Shape};

/// A kind of content file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A case.
    Case,
    /// An article.
    Article,
    /// Any other text.
    Page,
    /// A term of the taxonomy at this place of `site.yaml`.
    Term(usize),
}

impl Kind {
    /// The folder below `content/` in which such files lie.
    #[must_use]
    pub fn folder(self, config: &Config) -> &str {
        match self {
            Self::Case => "cases",
            Self::Article => "articles",
            Self::Page => "pages",
            Self::Term(place) => config.taxonomies.get(place).map_or("", |taxonomy| &taxonomy.id),
        }
    }
}

/// The shape of such files, or of their translations, which need not give what their originals have.
#[must_use]
pub fn shape(kind: Kind, config: &Config, is_translation: bool) -> Shape {
    let ending = if is_translation { ".fa.md" } else { ".md" };
    let probe = Probe::new(&format!("content/{}/example{ending}", kind.folder(config)));
    let (fields, mut references) = (probe.fields(), Vec::new());
    match kind {
        Kind::Case => drop(case::case(&fields, config, &mut references)),
        Kind::Article => drop(article::article(&fields, &mut references)),
        Kind::Page => drop(page::page(&fields)),
        Kind::Term(place) => {
            let taxonomy = config.taxonomies.get(place);
            drop(taxonomy.map(|taxonomy| term::term(&fields, (taxonomy, place), &mut references)));
        }
    }
    drop(fields);
    probe.into_shape()
}
