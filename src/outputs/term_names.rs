//! Names of terms in the texts of cases, which lead to the pages of the terms.

use std::ops::Range;
use std::sync::OnceLock;

use super::links::term_url;
use super::{Input, Purpose};
use crate::base::digest::{Digest, Digester};
use crate::content::names::{Mention, Names, is_named};
use crate::markdown::{NameLinks, Rendered};
use crate::model::Term;
use crate::site::{Site, TermId};
use crate::theme::views::Derived;

/// The names of the terms of a site, for the first page that asks for them.
#[derive(Default)]
pub(super) struct TermNames {
    /// Terms that no case names are among them: their names hide shorter ones, and lead nowhere.
    names: OnceLock<Names<Option<TermId>>>,
    key: OnceLock<Digest>,
}

/// The text of a case with links at the names of its terms, the first in each section.
pub(super) fn with_term_links(input: Input<'_>, case: usize, body: Derived<Rendered>) -> Derived<Rendered> {
    let site = input.site;
    let is_linked = |id: &TermId| term(site, *id).is_some_and(is_named);
    if !site.config.link_terms || !site.terms_of(case).iter().any(is_linked) {
        return body;
    }
    let names = &input.edition.term_names;
    // Which terms the case has stands in its view.
    let token = Digester::new("named").digest(body.token).digest(*names.key.get_or_init(|| key(site))).finish();
    if input.purpose == Purpose::Key {
        return Derived { token, ..body };
    }
    let names = names.names.get_or_init(|| Names::of(all_terms(site)));
    let find = |text: &str| {
        let mention = |Mention { span, term }: Mention<Option<TermId>>| -> (Range<usize>, _) { (span, term) };
        names.find(text).into_iter().map(mention).collect()
    };
    let address = |id: Option<TermId>| {
        let id = id.filter(|id| site.terms_of(case).contains(id))?;
        Some(term_url(input, &site.taxonomies[id.taxonomy], site.term(id)))
    };
    let value = body.value.with_names_linked(&NameLinks { find: &find, address: &address });
    Derived { value, token }
}

/// What the file of a term says.
fn term(site: &Site, id: TermId) -> Option<&Term> {
    site.term(id).file.as_ref().map(|file| &file.term)
}

/// All terms that have files. Those that no case names have no page to lead to.
fn all_terms(site: &Site) -> impl Iterator<Item = (Option<TermId>, &Term)> {
    site.taxonomies.iter().enumerate().flat_map(|(taxonomy, of)| {
        let used = of.terms.iter().enumerate().map(move |(term, entry)| (Some(TermId { taxonomy, term }), entry));
        let unused = of.unused.iter().map(|entry| (None, entry));
        used.chain(unused).filter_map(move |(id, entry)| Some((id, entry.file.as_ref().map(|file| &file.term)?)))
    })
}

/// Covers what names are found, and where they lead.
fn key(site: &Site) -> Digest {
    let mut key = Digester::new("names of terms");
    for (id, term) in all_terms(site).filter(|(_, term)| is_named(term)) {
        key.value(&id.map(|id| id.taxonomy)).text(term.slug.as_str()).text(&term.name);
        key.value(&term.aliases).value(&term.exact_aliases);
    }
    key.finish()
}
