//! Names that two terms of a taxonomy have: who names one, in a text or in front matter, may mean the other.

use std::collections::BTreeMap;

use super::{Content, SourceText};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::fold::fold;

/// Adds a warning for each.
pub(super) fn check(content: &Content, problems: &mut Diagnostics) {
    for (taxonomy, terms) in &content.terms {
        let mut known: BTreeMap<String, &SourceText> = BTreeMap::new();
        for entry in terms {
            let Some(term) = &entry.value else { continue };
            let mut own: BTreeMap<String, &str> = BTreeMap::new();
            for name in [&term.name].into_iter().chain(&term.short).chain(&term.aliases) {
                own.entry(fold(name)).or_insert(name.as_str());
            }
            for (folded, name) in own {
                match known.get(&folded) {
                    Some(first) => problems.push(twice(taxonomy, name, &entry.text, first)),
                    None => {
                        known.insert(folded, &entry.text);
                    }
                }
            }
        }
    }
}

fn twice(taxonomy: &str, name: &str, text: &SourceText, first: &SourceText) -> Diagnostic {
    let message =
        say!("two of the {taxonomy} are called `{name}`, this one and `{first}`", taxonomy, name, first = first.path());
    Diagnostic::warning(Code::DuplicateKey, message)
        .at(text.place_of(name))
        .help(say!("leave the name to the one that it means, and give the other one another"))
}
