//! Translations that name other terms than their originals: the same city would stand in other lists for readers of another language.
//!
//! Comes in: the texts; goes out: a warning for each, at the key. A translation without the key has the terms of its original.

use std::collections::BTreeSet;

use super::gaps::listed;
use super::own_texts::{ByPath, OwnText, of_each};
use crate::base::diag::{Code, Diagnostic};

/// The warnings.
pub(super) fn check(texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let by_path = ByPath::new(texts);
    of_each(texts, |own| match by_path.original(own.shown.text.path()) {
        Some(original) => look(own, original),
        None => Vec::new(),
    })
}

fn look(own: &OwnText<'_>, original: &OwnText<'_>) -> Vec<Diagnostic> {
    let (Some(case), Some(first)) = (own.shown.case, original.shown.case) else { return Vec::new() };
    let path = original.shown.text.path();
    let given = &own.shown.text.analysis().keys;
    let of_both = case.terms.iter().zip(&first.terms).filter(|((taxonomy, _), _)| given.contains(taxonomy));
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
