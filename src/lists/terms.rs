//! The list of terms, with how many cases name each: also those that no case names, which have no page.

use crate::base::message::Noun;
use crate::outputs::Edition;
use crate::site::{COUNTRIES, SiteTerm};

use super::{Cell, Selection, Table};

/// The terms of all taxonomies of `site.yaml`; the countries, which nobody wrote, only where they are asked for.
pub(super) fn terms(editions: &[Edition], selection: &Selection) -> Table {
    let mut table =
        Table::new(Noun::Term, &["term", "name", "kind", "cases", "file"], say!("the site has no term yet"));
    let Some(Edition { site, .. }) = selection.one_edition(editions) else { return table };
    for taxonomy in &site.taxonomies {
        let is_asked = |term: &SiteTerm| match &selection.terms[..] {
            [] => taxonomy.id != COUNTRIES,
            asked => {
                asked.iter().any(|(id, slug)| *id == taxonomy.id && slug.as_ref().is_none_or(|slug| *slug == term.slug))
            }
        };
        for term in taxonomy.terms.iter().chain(&taxonomy.unused).filter(|term| is_asked(term)) {
            table.rows.push(vec![
                Cell::text(format!("{}/{}", taxonomy.id, term.slug)),
                Cell::text(&term.name),
                Cell::text_if_any(term.kind()),
                Cell::Number(term.cases.len()),
                Cell::text_if_any(term.file.as_ref().map(|file| file.text.path())),
            ]);
        }
    }
    table
}
