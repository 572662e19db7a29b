//! The content files of all editions, each read once for all that looks at what stands in it.

use rayon::prelude::*;

use crate::base::diag::Diagnostic;
use crate::base::error::Result;
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
