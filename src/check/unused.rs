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
            [name] => format!("no case names `{name}` of the {id}, so it has no page"),
            _ => {
                let all = taxonomy.terms.len() + names.len();
                format!("no case names {} of the {all} {id}, so they have no pages: {}", names.len(), listed(&names))
            }
        };
        let help = format!(
            "name them in the cases that they are about, as `{id}: [{}]`; there is no harm in keeping them",
            names[0]
        );
        problems.push(Diagnostic::notice(Code::UnusedTerm, message).help(help));
    }
    problems
}
