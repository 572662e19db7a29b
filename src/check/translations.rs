//! What a publication in several languages shows in the wrong one: texts without a translation or with a part of one, and
//! translations that are older than their originals.
//!
//! Comes in: the editions and their texts; goes out: the texts, and for `check` a warning for each language.

use super::gaps::listed;
use super::own_texts::{ByPath, OwnText, own_texts};
use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostic};
use crate::base::error::Result;
use crate::base::message::Message;
use crate::markdown::section_titles;
use crate::outputs::Edition;
use crate::site::{Site, SiteText};

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
    /// The original changed since it was published, and the translation does not say whether it did.
    Undated {
        /// When the original changed.
        original: Date,
    },
    /// It has fewer sections than the original.
    Partial {
        /// How many sections it has.
        sections: usize,
        /// How many the original has.
        of: usize,
    },
}

/// The gaps of all editions but that of the originals, in the order of the languages, then of the files.
///
/// # Errors
/// A content file cannot be read any more.
pub fn translation_gaps(editions: &[Edition]) -> Result<Vec<TranslationGap>> {
    Ok(gaps(editions, &own_texts(editions)?))
}

/// The same, of texts that were read.
fn gaps(editions: &[Edition], texts: &[OwnText<'_>]) -> Vec<TranslationGap> {
    let by_path = ByPath::new(texts);
    let mut gaps = Vec::new();
    for Edition { site, .. } in editions.iter().skip(1) {
        let mut of_language: Vec<TranslationGap> =
            site.texts().flat_map(|shown| of_text(site, &shown, &by_path)).collect();
        of_language.sort_by(|one, other| one.original.cmp(&other.original));
        gaps.extend(of_language);
    }
    gaps
}

/// What is amiss with one text of an edition.
fn of_text(site: &Site, shown: &SiteText<'_>, by_path: &ByPath<'_, '_>) -> Vec<TranslationGap> {
    let path = shown.text.path();
    let gap = |original: &str, state| TranslationGap {
        language: site.config.language.clone(),
        original: original.to_owned(),
        title: shown.title.to_owned(),
        state,
    };
    let Some(own) = by_path.text(path).filter(|_| site.is_own(path)) else {
        return vec![gap(path, TranslationState::Missing)];
    };
    let Some(original) = by_path.original(path) else { return Vec::new() };
    let (sections, of) = (section_titles(&own.body).len(), section_titles(&original.body).len());
    let states = [(sections < of).then_some(TranslationState::Partial { sections, of }), age(shown, &original.shown)];
    states.into_iter().flatten().map(|state| gap(original.shown.text.path(), state)).collect()
}

/// Is a translation older than its original? Without a day of its own it has that of its original, which says nothing of its age.
fn age(shown: &SiteText<'_>, original: &SiteText<'_>) -> Option<TranslationState> {
    let changed = original.updated?;
    let is_after_publication = original.date.is_some_and(|date| date < changed);
    let gives = |wanted: &str| shown.text.analysis().keys.iter().any(|key| key == wanted);
    if gives("updated") {
        let translation = shown.updated.filter(|translation| changed > *translation)?;
        return Some(TranslationState::Outdated { original: changed, translation });
    }
    let day = shown.date.filter(|_| gives("date"));
    let is_newer = day.is_some_and(|day| day >= changed);
    (is_after_publication && !is_newer).then_some(TranslationState::Undated { original: changed })
}

/// For each language a warning of what is missing, one of what is older than its original, or may be, and one of what is there in
/// part.
pub(super) fn check(editions: &[Edition], texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let gaps = gaps(editions, texts);
    let mut problems = Vec::new();
    for Edition { site, .. } in editions {
        let language = &site.config.language;
        let of_language = |wanted: fn(&TranslationState) -> bool| -> Vec<&TranslationGap> {
            gaps.iter().filter(|gap| gap.language == *language && wanted(&gap.state)).collect()
        };
        problems.extend(missing(&of_language(|state| *state == TranslationState::Missing), language));
        problems.extend(outdated(&of_language(|state| matches!(state, TranslationState::Outdated { .. })), language));
        problems.extend(undated(&of_language(|state| matches!(state, TranslationState::Undated { .. })), language));
        problems.extend(partial(&of_language(|state| matches!(state, TranslationState::Partial { .. })), language));
    }
    problems
}

fn missing(gaps: &[&TranslationGap], language: &str) -> Option<Diagnostic> {
    let first = gaps.first()?;
    let message = match gaps.len() {
        1 => say!("`{original}` is not translated into `{language}`", original = first.original, language),
        count => say!(
            "{count} texts are not translated into `{language}`: {missing}",
            count,
            language,
            missing = names(gaps)
        ),
    };
    let help = say!(
        "write each translation beside its original, as `….{language}.md`; readers see the original until then",
        language
    );
    Some(Diagnostic::warning(Code::MissingTranslation, message).help(help))
}

fn outdated(gaps: &[&TranslationGap], language: &str) -> Option<Diagnostic> {
    let first = gaps.first()?;
    let message = match gaps.len() {
        1 => say!(
            "the translation of `{original}` into `{language}` is older than it",
            original = first.original,
            language
        ),
        count => say!(
            "{count} translations into `{language}` are older than their originals: {outdated}",
            count,
            language,
            outdated = names(gaps)
        ),
    };
    let problem = Diagnostic::warning(Code::OutdatedTranslation, message);
    Some(problem.help(say!("bring them up to date, and write the day into their `updated`")))
}

fn undated(gaps: &[&TranslationGap], language: &str) -> Option<Diagnostic> {
    let first = gaps.first()?;
    let message = match gaps.len() {
        1 => say!(
            "`{original}` was changed, and its translation into `{language}` does not say whether it was, too",
            original = first.original,
            language
        ),
        count => say!(
            "{count} texts were changed, and their translations into `{language}` do not say whether they were, too: {undated}",
            count,
            language,
            undated = names(gaps)
        ),
    };
    let problem = Diagnostic::warning(Code::OutdatedTranslation, message);
    Some(problem.help(say!("bring them up to date, and write the day into their `updated`")))
}

fn partial(gaps: &[&TranslationGap], language: &str) -> Option<Diagnostic> {
    let (first, rest) = gaps.split_first()?;
    let TranslationState::Partial { sections, of } = first.state else { return None };
    let original = &first.original;
    let message = match rest.len() {
        0 => say!(
            "the translation of `{original}` into `{language}` has {sections} of {of} sections",
            original,
            language,
            sections,
            of
        ),
        _ => say!(
            "{count} translations into `{language}` have fewer sections than their originals: {partial}",
            count = gaps.len(),
            language,
            partial = names(gaps)
        ),
    };
    let problem = Diagnostic::warning(Code::MissingTranslation, message);
    Some(problem.help(say!("translate the rest; readers of this language do not see it")))
}

fn names(gaps: &[&TranslationGap]) -> Message {
    let names: Vec<&str> = gaps.iter().map(|gap| gap.original.trim_start_matches("content/")).collect();
    listed(&names)
}
