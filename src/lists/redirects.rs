//! The list of old addresses, with where they lead and which file asks for it.

use crate::base::message::Noun;
use crate::outputs::Edition;

use super::{Cell, Selection, Table};

/// The old addresses of the editions that are asked for, in the order of the files that ask for them.
pub(super) fn redirects(editions: &[Edition], selection: &Selection) -> Table {
    let nothing = say!("no old address leads to another one");
    let mut table = Table::new(Noun::Redirect, &["from", "to", "file", "written"], nothing);
    let mut found: Vec<_> = selection.editions(editions).iter().flat_map(|edition| &edition.site.redirects).collect();
    found.sort_by(|one, other| (&one.path, &one.from).cmp(&(&other.path, &other.from)));
    found.dedup();
    for redirect in found {
        table.rows.push(vec![
            Cell::text(redirect.from.to_string()),
            Cell::text(redirect.to.to_string()),
            Cell::text(&redirect.path),
            Cell::text(if redirect.by_hand { "by hand" } else { "by an import" }),
        ]);
    }
    table
}
