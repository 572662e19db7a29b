//! The list of what texts lack: a row for each text that lacks something.

use crate::base::error::Result;
use crate::base::message::Noun;
use crate::check::{Gap, gaps_of_case, gaps_of_others};
use crate::outputs::Edition;

use super::{Cell, Selection, Table};

/// What the texts of an edition lack: cases first, then other texts, whose pictures alone can lack something.
///
/// # Errors
/// A content file cannot be read any more.
pub(super) fn gaps(editions: &[Edition], selection: &Selection) -> Result<Table> {
    let mut table = Table::new(Noun::Text, &["file", "lacks", "title"], say!("no text lacks anything"));
    let Some(Edition { site, .. }) = selection.one_edition(editions) else { return Ok(table) };
    let mut add = |path: &str, title: &str, gaps: &[Gap]| {
        let names: Vec<String> = gaps.iter().map(|gap| gap.name(site).to_owned()).collect();
        if !names.is_empty() {
            table.rows.push(vec![Cell::text(path), Cell::List(names), Cell::text(title)]);
        }
    };
    for index in site.cases_by_path() {
        let entry = &site.cases[*index];
        if selection.takes(&entry.case) {
            add(entry.text.path(), &entry.case.title, &gaps_of_case(site, *index)?);
        }
    }
    if selection.takes_all() {
        for (text, title, gaps) in gaps_of_others(site)? {
            add(text.path(), title, &gaps);
        }
    }
    Ok(table)
}
