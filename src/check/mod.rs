//! Looks at what would be written, without writing it.
//!
//! Comes in: the folder of a site; goes out: the build's problems, and those that only the finished pages show: links,
//! pictures and fragments that lead nowhere, ids that stand twice, texts that no page leads to; what texts lack that readers
//! would miss, and how they are set; slips in the site's own theme. A build tells none of it but its own: who builds must not drown.

mod authors;
mod case_marker;
mod contrast;
mod copies;
mod external;
mod faults;
mod frame;
mod gaps;
mod markup;
mod numbered_sources;
mod orphans;
mod other_terms;
mod own_texts;
mod own_theme;
mod page;
mod pages;
mod scripts;
mod sections;
mod site_words;
mod style;
mod templates;
mod theme;
mod translations;
mod typography;
mod unfinished;
mod unused;

use std::path::Path;

pub use external::{External, Tried};
pub use gaps::{Gap, gaps_of_case, gaps_of_others};
pub use site_words::lacking_words;
pub use translations::{TranslationGap, TranslationState, translation_gaps};

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::builder::{Settings, look_for_vanished, prepare, render};
use crate::outputs::{Artifact, Edition};

/// What a check looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Checked {
    /// How many files the site would have.
    pub files: usize,
    /// How many links, pictures and fragments in them lead to the site itself.
    pub links: usize,
    /// What was tried of other hosts, where that was asked for.
    pub tried: Option<Tried>,
}

/// Checks the site at `root`. Problems are added to `problems`; where the content cannot be rendered, nothing more is
/// looked at. Links to other hosts are tried where `external` says how.
///
/// # Errors
/// A file or folder cannot be read, or what is to be remembered of other hosts cannot be written.
pub fn check(
    root: &Path,
    settings: &Settings,
    external: Option<&External<'_>>,
    problems: &mut Diagnostics,
) -> Result<Option<Checked>> {
    let Some(prepared) = prepare(root, settings, problems)? else { return Ok(None) };
    let artifacts: Vec<Artifact<'_>> = prepared.plan(problems);
    look_for_vanished(root, &prepared, &artifacts, problems)?;
    let rendered = render(root, &prepared, &artifacts, &settings.file_progress, problems)?;
    let origins: Vec<&str> = artifacts.iter().map(|artifact| artifact.origin.as_ref()).collect();
    // A template's mistake leaves its page out, so that what leads to it would be reported as well.
    if problems.has_errors() {
        return Ok(None);
    }
    problems.extend(of_texts(prepared.editions())?.into_iter().collect());
    problems.extend(unused::check(prepared.site()).into_iter().collect());
    problems.extend(contrast::check(&prepared.site().config).into_iter().collect());
    theme::check(root, &prepared.site().config, &artifacts, &rendered, problems)?;
    let pages::Found { links, outward } = pages::check(root, prepared.site(), &rendered, &origins, problems)?;
    let today = settings.audience.today;
    let tried = match external {
        Some(external) => Some(external::check(root, &prepared.site().config, &outward, (external, today), problems)?),
        None => None,
    };
    Ok(Some(Checked { files: rendered.len(), links, tried }))
}

/// What is told of texts, and of `site.yaml` beside them.
fn of_texts(editions: &[Edition]) -> Result<Vec<Diagnostic>> {
    let texts = own_texts::own_texts(editions)?;
    let told = [
        gaps::check(editions, &texts),
        translations::check(editions, &texts),
        other_terms::check(&texts),
        site_words::check(editions),
        typography::check(&texts),
        unfinished::check(&texts),
        numbered_sources::check(&texts),
        sections::check(editions, &texts),
        scripts::check(editions, &texts),
        case_marker::check(&texts),
        authors::check(editions),
        copies::check(&texts),
    ];
    Ok(told.into_iter().flatten().collect())
}
