//! What a publication in several languages shows in the wrong one: texts without a translation, and translations that are older
//! than their originals.
//!
//! Comes in: the editions; goes out: the texts, and for `check` a warning for each language.

use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic};
use crate::base::message::Message;
use crate::casefile::original_path;
use crate::outputs::Edition;
use crate::site::{Site, SiteText};

use super::gaps::listed;

/// A text that readers of a language should have in another state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranslationGap {
    /// The language of the edition (BCP 47).
    pub language: String,
    /// The file of the original, relative to the root.
    pub original: String,
    /// The title or the name, as that edition shows it.
    pub title: String,
    /// What is amiss.
    pub state: TranslationState,
}

/// What is amiss with a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TranslationState {
    /// There is none, so the original is shown.
    Missing,
    /// The original changed on a later day than the translation, as `updated` of both says.
    Outdated {
        /// When the original changed.
        original: Date,
        /// When the translation did.
        translation: Date,
    },
}

/// The gaps of all editions but that of the originals, in the order of the languages, then of the files.
#[must_use]
pub fn translation_gaps(editions: &[Edition]) -> Vec<TranslationGap> {
    let Some((first, others)) = editions.split_first() else { return Vec::new() };
    let mut originals: Vec<(&str, Option<Date>)> =
        first.site.texts().map(|shown| (shown.text.path(), shown.updated)).collect();
    originals.sort_unstable();
    let updated = |path: &str| {
        let index = originals.binary_search_by(|(original, _)| (*original).cmp(path)).ok()?;
        originals[index].1
    };
    let mut gaps = Vec::new();
    for Edition { site, .. } in others {
        let mut of_language: Vec<TranslationGap> =
            site.texts().filter_map(|shown| gap(site, &shown, &updated)).collect();
        of_language.sort_by(|one, other| one.original.cmp(&other.original));
        gaps.extend(of_language);
    }
    gaps
}

fn gap(site: &Site, shown: &SiteText<'_>, updated: &dyn Fn(&str) -> Option<Date>) -> Option<TranslationGap> {
    let path = shown.text.path();
    let gap = |original: String, state| TranslationGap {
        language: site.config.language.clone(),
        original,
        title: shown.title.to_owned(),
        state,
    };
    if !site.is_own(path) {
        return Some(gap(path.to_owned(), TranslationState::Missing));
    }
    // A translation without a day of its own has that of its original, and says nothing of its age.
    let says_when = shown.text.analysis().keys.iter().any(|key| key == "updated");
    let (original, translation) = (original_path(path)?, shown.updated.filter(|_| says_when)?);
    let changed = updated(&original).filter(|changed| *changed > translation)?;
    Some(gap(original, TranslationState::Outdated { original: changed, translation }))
}

/// For each language a warning of what is missing, and one of what is older than its original.
pub(super) fn check(editions: &[Edition]) -> Vec<Diagnostic> {
    let gaps = translation_gaps(editions);
    let mut problems = Vec::new();
    for Edition { site, .. } in editions {
        let language = &site.config.language;
        let is_missing = |gap: &&&TranslationGap| gap.state == TranslationState::Missing;
        let of_language: Vec<&TranslationGap> = gaps.iter().filter(|gap| gap.language == *language).collect();
        let missing: Vec<&&TranslationGap> = of_language.iter().filter(is_missing).collect();
        let outdated: Vec<&&TranslationGap> = of_language.iter().filter(|gap| !is_missing(gap)).collect();
        if let Some(first) = missing.first() {
            let message = match missing.len() {
                1 => say!("`{original}` is not translated into `{language}`", original = first.original, language),
                count => say!(
                    "{count} texts are not translated into `{language}`: {missing}",
                    count,
                    language,
                    missing = names(&missing)
                ),
            };
            let help = say!(
                "write each translation beside its original, as `….{language}.md`; readers see the original until then",
                language
            );
            problems.push(Diagnostic::warning(Code::MissingTranslation, message).help(help));
        }
        if let Some(first) = outdated.first() {
            let message = match outdated.len() {
                1 => say!(
                    "the translation of `{original}` into `{language}` is older than it",
                    original = first.original,
                    language
                ),
                count => say!(
                    "{count} translations into `{language}` are older than their originals: {outdated}",
                    count,
                    language,
                    outdated = names(&outdated)
                ),
            };
            let problem = Diagnostic::warning(Code::OutdatedTranslation, message);
            problems.push(problem.help(say!("bring them up to date, and write the day into their `updated`")));
        }
    }
    problems
}

fn names(gaps: &[&&TranslationGap]) -> Message {
    let names: Vec<&str> = gaps.iter().map(|gap| gap.original.trim_start_matches("content/")).collect();
    listed(&names)
}
