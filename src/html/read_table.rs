//! Tables of the tree as blocks.
//!
//! In: a `table` element. Out: a table of lines where Markdown can say it; a grid where cells span others or hold lists; and
//! just its content where the table has a single cell and only draws a box.

use super::block::{Block, GridCell};
use super::inline::{Mark, Run, is_blank, with_mark};
use super::read::{Reader, one_line, without_overall_strong};
use super::tree::NodeId;

/// The widest span that is taken over; the HTML standard stops at 1000 too.
const MAX_SPAN: u32 = 1000;

struct Row {
    in_head: bool,
    cells: Vec<NodeId>,
}

impl Reader<'_> {
    /// The caption, as a paragraph before the table, and the table. One that stands between rows parts two tables.
    pub fn table(&mut self, id: NodeId, marks: &[Mark]) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut rows = Vec::new();
        let children: Vec<NodeId> = self.document.children(id).collect();
        for child in children {
            match self.document.name(child) {
                Some("caption") => {
                    blocks.extend(self.rows(std::mem::take(&mut rows), marks));
                    blocks.extend(self.blocks(&[child], marks));
                }
                Some("tr") => rows.push(self.row(child, false)),
                Some(group @ ("thead" | "tbody" | "tfoot")) => {
                    let in_head = group == "thead";
                    let group_rows = self.document.children(child).filter(|row| self.document.is_named(*row, &["tr"]));
                    rows.extend(group_rows.map(|row| self.row(row, in_head)));
                }
                _ => {}
            }
        }
        blocks.extend(self.rows(rows, marks));
        blocks
    }

    fn rows(&mut self, mut rows: Vec<Row>, marks: &[Mark]) -> Vec<Block> {
        rows.retain(|row| !row.cells.is_empty());
        if let [Row { cells, .. }] = rows.as_slice()
            && let [only] = cells.as_slice()
        {
            return self.blocks_inside(*only, marks);
        }
        let grid: Vec<Vec<GridCell>> = rows.iter().map(|row| self.grid_row(row, marks)).collect();
        if grid.iter().flatten().all(|cell| cell.blocks.is_empty()) {
            return Vec::new();
        }
        let has_head = rows.first().is_some_and(|row| row.in_head) || is_head_row(grid.first());
        vec![simple_table(&grid, has_head).unwrap_or(Block::Grid(grid))]
    }

    fn row(&self, row: NodeId, in_head: bool) -> Row {
        let cells = self.document.children(row).filter(|cell| self.document.is_named(*cell, &["td", "th"]));
        Row { in_head, cells: cells.collect() }
    }

    fn grid_row(&mut self, row: &Row, marks: &[Mark]) -> Vec<GridCell> {
        let span = |reader: &Self, cell, name| {
            let span = reader.document.attribute(cell, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
            u32::clamp(span, 1, MAX_SPAN)
        };
        let cell = |cell: &NodeId| GridCell {
            is_head: self.document.is_named(*cell, &["th"]),
            columns: span(self, *cell, "colspan"),
            rows: span(self, *cell, "rowspan"),
            blocks: self.blocks_inside(*cell, marks),
        };
        row.cells.iter().map(cell).collect()
    }
}

fn is_head_row(row: Option<&Vec<GridCell>>) -> bool {
    row.is_some_and(|row| row.iter().all(|cell| cell.is_head))
}

/// The table with each cell as a line, or `None` if a cell spans others or holds more than paragraphs.
fn simple_table(grid: &[Vec<GridCell>], has_head: bool) -> Option<Block> {
    let mut rows: Vec<Vec<Vec<Run>>> = Vec::new();
    for (index, row) in grid.iter().enumerate() {
        let mut lines = Vec::new();
        for cell in row {
            if cell.columns > 1 || cell.rows > 1 {
                return None;
            }
            let line = one_line(cell.blocks.clone())?;
            let is_title = cell.is_head && !(index == 0 && has_head);
            lines.push(if is_title { strong(line) } else { line });
        }
        rows.push(lines);
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(width, Vec::new()));
    let mut head = if has_head { rows.remove(0) } else { Vec::new() };
    head = head.into_iter().map(without_overall_strong).collect();
    if head.iter().all(|cell| is_blank(cell)) {
        head.clear();
    }
    Some(Block::Table { head, rows })
}

/// A title beside a row is shown in bold, and Markdown has titles only above.
fn strong(mut line: Vec<Run>) -> Vec<Run> {
    for run in &mut line {
        run.marks = with_mark(&run.marks, Mark::Strong);
    }
    super::inline::normalise(line)
}
