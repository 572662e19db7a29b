//! Terms that no case names. They have no page, so readers miss nothing; an editor may have forgotten them.
//!
//! Comes in: the site; goes out: a notice for each taxonomy, which names them.

use super::gaps::listed;
use crate::base::diag::{Code, Diagnostic};
use crate::site::Site;

/// The notices.
pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    for taxonomy in &site.taxonomies {
        let names: Vec<&str> = taxonomy.unused.iter().map(|term| term.slug.as_str()).collect();
        let id = &taxonomy.id;
        let message = match &names[..] {
            [] => continue,
            [name] => say!("no case names `{name}` of `{id}`, so it has no page", name, id),
            _ => {
                let all = taxonomy.terms.len() + names.len();
                say!(
                    "no case names {count} of the {all} entries of `{id}`, so they have no pages: {names}",
                    count = names.len(),
                    all,
                    id,
                    names = listed(&names)
                )
            }
        };
        let help = say!(
            "name them in the cases that they are about, as `{id}: [{name}]`; there is no harm in keeping them",
            id,
            name = names[0]
        );
        problems.push(Diagnostic::notice(Code::UnusedTerm, message).help(help));
    }
    problems
}
