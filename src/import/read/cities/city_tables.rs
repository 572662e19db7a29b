//! Tables of cities and sections, opened before a post is split: each city gets blocks as if it had a heading of its own.

use std::collections::BTreeMap;

use super::super::tree::content_of;
use super::labels::without_colon;
use super::parts::CityPart;
use super::tables::{CityTable, city_table};
use crate::config::SectionRule;
use crate::html::{Document, NodeId};

/// A table of cities and sections.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OpenedTable {
    /// Its cities.
    pub cities: Vec<CityPart>,
    /// Its caption, as blocks.
    pub caption: Vec<NodeId>,
    /// What stands over the names of the cities; may be empty.
    pub corner: String,
}

/// The tables of cities and sections among the blocks.
pub(super) fn open_city_tables(
    document: &mut Document,
    blocks: &[NodeId],
    rules: &[SectionRule],
) -> BTreeMap<NodeId, OpenedTable> {
    let mut tables = BTreeMap::new();
    for block in blocks {
        if let Some(table) = city_table(document, *block, rules) {
            tables.insert(*block, open(document, table));
        }
    }
    tables
}

fn open(document: &mut Document, table: CityTable) -> OpenedTable {
    let corner = document.text(table.corner);
    let caption = table.caption.map(|caption| content_of(document, caption)).unwrap_or_default();
    let mut cities = Vec::new();
    for row in table.cities {
        let mut blocks = Vec::new();
        for (label, content) in row.sections {
            if document.is_blank(content) {
                continue;
            }
            let (paragraph, bold) = (document.new_element("p", &[]), document.new_element("strong", &[]));
            let text = document.new_text(&format!("{}:", without_colon(&document.text(label))));
            document.append(bold, text);
            document.append(paragraph, bold);
            blocks.push(paragraph);
            blocks.extend(content_of(document, content));
        }
        cities.push(CityPart {
            heading: document.text(row.cell),
            node: row.cell,
            place: row.place,
            evidence: vec![say!("names a country"), say!("stands in a table of cities and sections")],
            blocks,
        });
    }
    OpenedTable { cities, caption, corner }
}
