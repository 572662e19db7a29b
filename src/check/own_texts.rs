//! The content files of all editions, each read once for all that looks at what stands in it.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::diag::Diagnostic;
use crate::base::error::Result;
use crate::casefile::original_path;
use crate::outputs::Edition;
use crate::site::{Site, SiteText};

/// A text in the language of its edition.
pub(super) struct OwnText<'a> {
    /// The edition that shows it.
    pub site: &'a Site,
    /// What is known of it.
    pub shown: SiteText<'a>,
    /// What stands below its front matter, as Markdown.
    pub body: String,
}

impl OwnText<'_> {
    /// Its language (BCP 47).
    pub(super) fn language(&self) -> &str {
        &self.site.config.language
    }
}

/// Texts by the paths of their files.
pub(super) struct ByPath<'t, 'a>(BTreeMap<&'t str, &'t OwnText<'a>>);

impl<'t, 'a> ByPath<'t, 'a> {
    pub(super) fn new(texts: &'t [OwnText<'a>]) -> Self {
        Self(texts.iter().map(|own| (own.shown.text.path(), own)).collect())
    }

    /// The text of this file.
    pub(super) fn text(&self, path: &str) -> Option<&'t OwnText<'a>> {
        self.0.get(path).copied()
    }

    /// The original of the translation at this path.
    pub(super) fn original(&self, path: &str) -> Option<&'t OwnText<'a>> {
        self.text(&original_path(path)?)
    }
}

/// The texts of all editions, in their order: a text that is not translated is looked at once, in its own language.
///
/// # Errors
/// A content file cannot be read any more.
pub(super) fn own_texts(editions: &[Edition]) -> Result<Vec<OwnText<'_>>> {
    let all = editions.iter().flat_map(|Edition { site, .. }| site.own_texts().map(move |shown| (site, shown)));
    let all: Vec<(&Site, SiteText<'_>)> = all.collect();
    all.into_par_iter().map(|(site, shown)| Ok(OwnText { site, body: shown.text.body()?, shown })).collect()
}

/// What is told of each text, in their order.
pub(super) fn of_each<'a>(
    texts: &[OwnText<'a>],
    look: impl Fn(&OwnText<'a>) -> Vec<Diagnostic> + Sync + Send,
) -> Vec<Diagnostic> {
    let told: Vec<Vec<Diagnostic>> = texts.par_iter().map(look).collect();
    told.into_iter().flatten().collect()
}
