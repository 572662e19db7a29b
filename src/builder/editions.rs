//! The content of a site into its editions, one for each language.

use std::sync::Arc;

use crate::base::diag::Diagnostics;
use crate::config::Config;
use crate::content::{Content, Translations};
use crate::model::Audience;
use crate::outputs::Edition;
use crate::site::{Files, SiteOrdering, assemble};
use crate::theme::Theme;

/// What is in each edition, and in which order; of the first, the content is that which was read.
pub(super) struct OrderedEditions {
    first: SiteOrdering,
    others: Vec<(Content, SiteOrdering)>,
}

impl OrderedEditions {
    /// Puts in order what `audience` may see.
    pub fn of(config: &Config, content: &Content, audience: Audience) -> Self {
        let other = |config: &Config| {
            let content = content.edition(&config.language, audience);
            let ordering = SiteOrdering::of(config, &content, audience);
            (content, ordering)
        };
        Self { first: SiteOrdering::of(config, content, audience), others: config.others.iter().map(other).collect() }
    }
}

/// Puts the editions together.
pub(super) fn assemble_editions(
    (config, content, ordered): (Config, Content, OrderedEditions),
    themes: Vec<Theme>,
    files: &Arc<Files>,
    audience: Audience,
    problems: &mut Diagnostics,
) -> Vec<Edition> {
    let configs = config.others.clone();
    // The first edition shows no translation.
    let originals = Content { translations: Translations::default(), ..content };
    let first = (config, originals, ordered.first);
    let others =
        configs.into_iter().zip(ordered.others).map(|(config, (content, ordering))| (config, content, ordering));
    let mut uses_gazetteer = false;
    let mut editions = Vec::new();
    for ((config, content, ordering), theme) in std::iter::once(first).chain(others).zip(themes) {
        let mut site = assemble(config, content, ordering, Arc::clone(files), audience, problems);
        // A translation has the coordinates of its original.
        uses_gazetteer |= site.uses_gazetteer;
        site.uses_gazetteer = uses_gazetteer;
        editions.push(Edition::new(site, theme));
    }
    editions
}
