//! Tables whose cells are sections.
//!
//! Comes in: a block; goes out: the labels and contents in it, where it is a table of one city's sections (label beside
//! content, or labels above contents; a `dl` is one too), or a table of cities and sections (a city in each row, a section in
//! each column, or the other way round). Without strong evidence a table stays a table: merged cells, rows of different
//! length, and fewer than two known labels are none.

use super::labels::section_of;
use super::place_name::{PlaceName, place_name};
use crate::config::SectionRule;
use crate::html::{Document, NodeId};

/// How many known labels a table of sections has at least.
const FEWEST_LABELS: usize = 2;
/// Longer cells are texts.
const LONGEST_LABEL: usize = 60;

/// A table of one city's sections.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import::read) struct SectionTable {
    /// The cell of each label, and those of what belongs to it.
    pub sections: Vec<(NodeId, Vec<NodeId>)>,
    /// Cells that only say what the columns are.
    pub header: Vec<NodeId>,
    /// The caption.
    pub caption: Option<NodeId>,
}

/// A table of cities and their sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CityTable {
    /// The cities, in their order.
    pub cities: Vec<CityRow>,
    /// The cell that only says what the cities are.
    pub corner: NodeId,
    /// The caption.
    pub caption: Option<NodeId>,
}

/// A city of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CityRow {
    /// The cell that names it.
    pub cell: NodeId,
    /// The place it names.
    pub place: PlaceName,
    /// The cell of each label, and that of what the city has for it.
    pub sections: Vec<(NodeId, NodeId)>,
}

/// The cells of a table without merged ones: rows of the same length, of at least two cells.
struct Grid {
    rows: Vec<Vec<NodeId>>,
    caption: Option<NodeId>,
}

/// Reads a block as a table of one city's sections.
pub(in crate::import::read) fn section_table(
    document: &Document,
    block: NodeId,
    rules: &[SectionRule],
) -> Option<SectionTable> {
    let Grid { rows, caption } = grid(document, block)?;
    let is_known = |cell: &NodeId| is_known(document, *cell, rules);
    let are_labels = |cells: &[NodeId]| {
        cells.iter().filter(|cell| is_known(cell)).count() >= FEWEST_LABELS
            && cells.iter().all(|cell| is_label(document, *cell))
    };
    if rows[0].len() == 2 {
        // Label beside content; a first row of `th` that is none of them says what the columns are.
        let has_header = !is_known(&rows[0][0]) && rows[0].iter().all(|cell| document.is_named(*cell, &["th"]));
        let (header, rows) = rows.split_at(usize::from(has_header));
        let labels: Vec<NodeId> = rows.iter().map(|row| row[0]).collect();
        if are_labels(&labels) && header.iter().flatten().all(|cell| is_label(document, *cell)) {
            let sections = rows.iter().map(|row| (row[0], vec![row[1]])).collect();
            return Some(SectionTable { sections, header: header.concat(), caption });
        }
    }
    // Labels above contents.
    let (labels, contents) = rows.split_first().filter(|(_, contents)| !contents.is_empty())?;
    if !is_known(&labels[0]) || !are_labels(labels) {
        return None;
    }
    let column = |index: usize| contents.iter().map(|row| row[index]).collect();
    let sections = labels.iter().enumerate().map(|(index, label)| (*label, column(index))).collect();
    Some(SectionTable { sections, header: Vec::new(), caption })
}

/// Reads a block as a table of cities and sections.
pub(super) fn city_table(document: &Document, block: NodeId, rules: &[SectionRule]) -> Option<CityTable> {
    let Grid { rows, caption } = grid(document, block)?;
    let columns: Vec<Vec<NodeId>> =
        (0..rows[0].len()).map(|index| rows.iter().map(|row| row[index]).collect()).collect();
    [rows, columns].iter().find_map(|lines| cities(document, lines, rules)).map(|table| CityTable { caption, ..table })
}

/// Each line after the first begins with a city; the first begins with anything short, and goes on with labels.
fn cities(document: &Document, lines: &[Vec<NodeId>], rules: &[SectionRule]) -> Option<CityTable> {
    let (header, lines) = lines.split_first()?;
    let (corner, labels) = header.split_first()?;
    let known = labels.iter().filter(|cell| is_known(document, **cell, rules)).count();
    let is_short = |cell: &NodeId| document.is_blank(*cell) || is_label(document, *cell);
    if lines.len() < 2
        || known < FEWEST_LABELS
        || !is_short(corner)
        || !labels.iter().all(|cell| is_label(document, *cell))
    {
        return None;
    }
    let row = |line: &Vec<NodeId>| {
        let (cell, contents) = line.split_first()?;
        let place = place_name(&document.text(*cell))?;
        Some(CityRow { cell: *cell, place, sections: labels.iter().copied().zip(contents.iter().copied()).collect() })
    };
    let cities = lines.iter().map(row).collect::<Option<Vec<CityRow>>>()?;
    Some(CityTable { cities, corner: *corner, caption: None })
}

/// How many known labels a block holds, if it is a table of sections.
pub(super) fn labels_in_table(document: &Document, block: NodeId, rules: &[SectionRule]) -> usize {
    let known =
        |table: SectionTable| table.sections.iter().filter(|(label, _)| is_known(document, *label, rules)).count();
    section_table(document, block, rules).map_or(0, known)
}

fn is_known(document: &Document, cell: NodeId, rules: &[SectionRule]) -> bool {
    is_label(document, cell) && section_of(&document.text(cell), rules).is_some()
}

/// Is a cell short, and nothing but text?
fn is_label(document: &Document, cell: NodeId) -> bool {
    let text = document.text(cell);
    let shows_more = |id: NodeId| {
        document
            .is_named(id, &["a", "img", "iframe", "video", "audio", "embed", "object", "ul", "ol", "table", "input"])
    };
    !text.trim().is_empty() && text.chars().count() <= LONGEST_LABEL && !document.descendants(cell).any(shows_more)
}

fn grid(document: &Document, block: NodeId) -> Option<Grid> {
    if document.is_named(block, &["dl"]) {
        return definitions(document, block);
    }
    let is_table = |id: &NodeId| document.is_named(*id, &["table"]);
    let mut tables = std::iter::once(block).chain(document.descendants(block)).filter(is_table);
    let table = tables.next()?;
    if tables.next().is_some() || !document.is_named(block, &["table", "figure"]) {
        return None;
    }
    let mut captions = document.descendants(block).filter(|id| document.is_named(*id, &["caption", "figcaption"]));
    let caption = captions.next().filter(|id| !document.is_blank(*id));
    let has_more_in_figure = block != table
        && document.children(block).any(|child| child != table && Some(child) != caption && !document.is_blank(child));
    if captions.next().is_some() || has_more_in_figure {
        return None;
    }
    let mut rows = Vec::new();
    for row in document.descendants(table).filter(|id| document.is_named(*id, &["tr"])) {
        let cells: Vec<NodeId> = document.children(row).filter(|id| document.is_named(*id, &["td", "th"])).collect();
        let is_merged = |cell: &NodeId| {
            let span = |name| document.attribute(*cell, name).is_some_and(|span| span.trim() != "1");
            span("colspan") || span("rowspan")
        };
        if cells.iter().any(is_merged) {
            return None;
        }
        if !cells.iter().all(|cell| document.is_blank(*cell)) {
            rows.push(cells);
        }
    }
    rectangle(rows, caption)
}

/// The rows of a list of definitions with one text for each name.
fn definitions(document: &Document, list: NodeId) -> Option<Grid> {
    let mut rows: Vec<Vec<NodeId>> = Vec::new();
    for child in document.children(list).filter(|child| !document.is_blank(*child)) {
        match (document.name(child)?, rows.last_mut()) {
            ("dt", _) => rows.push(vec![child]),
            ("dd", Some(row)) => row.push(child),
            _ => return None,
        }
    }
    rectangle(rows, None)
}

fn rectangle(rows: Vec<Vec<NodeId>>, caption: Option<NodeId>) -> Option<Grid> {
    let width = rows.first()?.len();
    (width >= 2 && rows.iter().all(|row| row.len() == width)).then_some(Grid { rows, caption })
}
