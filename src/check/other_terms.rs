//! Translations that name other terms than their originals: the same city would stand in other lists for readers of another language.
//!
//! Comes in: the texts; goes out: a warning for each, at the key. A translation without the key has the terms of its original.

use std::collections::{BTreeMap, BTreeSet};

use super::gaps::listed;
use super::own_texts::{OwnText, of_each};
use crate::base::diag::{Code, Diagnostic};
use crate::casefile::original_path;
use crate::model::Case;

/// The warnings.
pub(super) fn check(texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let cases: BTreeMap<&str, &Case> =
        texts.iter().filter_map(|own| Some((own.shown.text.path(), own.shown.case?))).collect();
    of_each(texts, |own| {
        let original = original_path(own.shown.text.path());
        match (own.shown.case, original.as_deref().and_then(|path| Some((path, *cases.get(path)?)))) {
            (Some(case), Some(original)) => look(own, case, original),
            _ => Vec::new(),
        }
    })
}

fn look(own: &OwnText<'_>, case: &Case, (path, original): (&str, &Case)) -> Vec<Diagnostic> {
    let given = &own.shown.text.analysis().keys;
    let of_both = case.terms.iter().zip(&original.terms).filter(|((taxonomy, _), _)| given.contains(taxonomy));
    let told = of_both.filter_map(|((taxonomy, terms), (_, of_original))| {
        let terms: BTreeSet<&str> = terms.iter().map(|term| term.as_str()).collect();
        let of_original: BTreeSet<&str> = of_original.iter().map(|term| term.as_str()).collect();
        let lacking: Vec<&str> = of_original.difference(&terms).copied().collect();
        let added: Vec<&str> = terms.difference(&of_original).copied().collect();
        let message = match (&lacking[..], &added[..]) {
            ([], []) => return None,
            ([], _) => {
                say!("`{taxonomy}` names {terms}, and `{path}` does not", taxonomy, terms = listed(&added), path)
            }
            _ => {
                say!("`{taxonomy}` does not name {terms}, and `{path}` does", taxonomy, terms = listed(&lacking), path)
            }
        };
        let help = say!("take the line out: a translation has the `{taxonomy}` of its original", taxonomy);
        let place = own.shown.text.place_of(&format!("{taxonomy}:"));
        Some(Diagnostic::warning(Code::OutdatedTranslation, message).at(place).help(help))
    });
    told.collect()
}
