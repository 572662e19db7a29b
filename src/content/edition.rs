//! The content as one edition of a publication shows it.
//!
//! Comes in: all content, and the language of the edition; goes out: each text in that language where it has been translated,
//! and in its own where it has not. A text that only this language has is there as well.

use std::collections::BTreeMap;

use super::inherit::Inherit;
use super::translations::is_language_of;
use super::{CONTENT_FOLDER, Content, Entry, Translations};
use crate::casefile::{FileName, compare_as_originals, original_path};
use crate::model::Audience;

impl Content {
    /// The content of the edition in `language`, as `audience` may see it. Its `translations` are those into this language that
    /// are not shown: the originals stand in their places.
    #[must_use]
    pub fn edition(&self, language: &str, audience: Audience) -> Self {
        let mut hidden = Translations::default();
        let translated = &self.translations;
        let terms = self.terms.iter().map(|(id, terms)| {
            let folder = format!("{CONTENT_FOLDER}/{id}/");
            let own = translated.terms.iter().filter(|term| term.text.path().starts_with(&folder));
            (id.clone(), in_language(terms, own, (language, audience), &mut hidden.terms))
        });
        Self {
            terms: terms.collect(),
            cases: in_language(&self.cases, &translated.cases, (language, audience), &mut hidden.cases),
            articles: in_language(&self.articles, &translated.articles, (language, audience), &mut hidden.articles),
            pages: in_language(&self.pages, &translated.pages, (language, audience), &mut hidden.pages),
            translations: hidden,
            assets: Vec::new(),
        }
    }
}

/// The texts of one folder as they stand in a language. Translations that `audience` may not see go to `hidden`.
fn in_language<'a, T: Inherit + 'a>(
    originals: &[Entry<T>],
    translations: impl IntoIterator<Item = &'a Entry<T>>,
    (language, audience): (&str, Audience),
    hidden: &mut Vec<Entry<T>>,
) -> Vec<Entry<T>> {
    let is_ours =
        |entry: &&Entry<T>| FileName::of(entry.text.path()).language.is_some_and(|own| is_language_of(language, own));
    let ours = translations.into_iter().filter(is_ours);
    let mut ours: BTreeMap<String, &Entry<T>> =
        ours.filter_map(|entry| Some((original_path(entry.text.path())?, entry))).collect();
    let is_shown =
        |entry: &Entry<T>| entry.value.as_ref().is_none_or(|value| value.schedule().hidden_from(audience).is_none());
    let mut entries = Vec::with_capacity(originals.len());
    for original in originals {
        let translation = ours.remove(original.text.path()).map(|translation| merged(translation, original));
        let (shown, kept_back) = translation.into_iter().partition::<Vec<_>, _>(&is_shown);
        hidden.extend(kept_back);
        entries.push(shown.into_iter().next().unwrap_or_else(|| original.clone()));
    }
    if !ours.is_empty() {
        let (shown, kept_back): (Vec<_>, Vec<_>) = ours.into_values().partition(|entry| is_shown(entry));
        hidden.extend(kept_back.into_iter().cloned());
        entries.extend(shown.into_iter().cloned());
        entries.sort_by(|one, other| compare_as_originals(one.text.path(), other.text.path()));
    }
    entries
}

/// A translation over its original.
fn merged<T: Inherit>(translation: &Entry<T>, original: &Entry<T>) -> Entry<T> {
    let keys = &translation.text.analysis().keys;
    let over = |value: &T| value.over(original, &|key| keys.iter().any(|given| given == key));
    Entry { value: translation.value.as_ref().map(over), ..translation.clone() }
}
