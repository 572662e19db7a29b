//! A table: columns with names, and rows of cells that know what they are, so that days and numbers are sorted as such.

use std::cmp::Ordering;

use crate::base::collate::Sorter;
use crate::base::date::Date;
use crate::base::error::{Error, Result};
use crate::base::message::{Message, Noun};
use crate::base::suggest::closest;

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What the cells of each row are.
    pub columns: Vec<Column>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Cell>>,
    /// What one row is about.
    pub noun: Noun,
    /// What there is to say where there is no row.
    pub nothing: Message,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name, by which a list is sorted and which programs see.
    pub name: String,
    /// Do people see it, too? A terminal is not wide enough for all that is known.
    pub is_shown: bool,
}

/// A value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known.
    Nothing,
    /// Words.
    Text(String),
    /// How many.
    Number(usize),
    /// A day.
    Day(Date),
    /// Several words, in an order of their own.
    List(Vec<String>),
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Words, where there are some.
    pub fn text_if_any(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, Self::text)
    }

    /// A day, where there is one.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Nothing, Self::Day)
    }
}

impl Table {
    /// A table without rows, of columns that people see, and of others behind a `+`.
    pub(super) fn new(noun: Noun, columns: &[&str], nothing: Message) -> Self {
        let column = |name: &&str| match name.strip_prefix('+') {
            Some(name) => Column { name: name.to_owned(), is_shown: false },
            None => Column { name: (*name).to_owned(), is_shown: true },
        };
        Self { columns: columns.iter().map(column).collect(), rows: Vec::new(), noun, nothing }
    }

    /// Sorts the rows by a column, as readers of a language expect; what is not known comes last, also backwards. Rows that
    /// are alike stay in their order.
    ///
    /// # Errors
    /// There is no such column.
    pub fn sort(&mut self, column: &str, backwards: bool, language: &str) -> Result<()> {
        let names = || self.columns.iter().map(|column| column.name.as_str());
        let Some(index) = names().position(|name| name == column) else {
            let help = match closest(column, names()) {
                Some(near) => say!("did you mean `{near}`?", near),
                None => say!("it can be sorted by {columns}", columns = names().collect::<Vec<_>>().join(", ")),
            };
            return Err(Error::Usage(say!("the list has no column `{column}`; {help}", column, help)));
        };
        let sorter = Sorter::new(language);
        self.rows.sort_by(|one, other| compare(&one[index], &other[index], backwards, &sorter));
        Ok(())
    }
}

fn compare(one: &Cell, other: &Cell, backwards: bool, sorter: &Sorter) -> Ordering {
    let in_order = match (one, other) {
        (Cell::Nothing, Cell::Nothing) => Ordering::Equal,
        (Cell::Nothing, _) => return Ordering::Greater,
        (_, Cell::Nothing) => return Ordering::Less,
        (Cell::Number(one), Cell::Number(other)) => one.cmp(other),
        (Cell::Day(one), Cell::Day(other)) => one.cmp(other),
        (Cell::List(one), Cell::List(other)) => {
            one.len().cmp(&other.len()).then_with(|| sorter.compare(&one.join(" "), &other.join(" ")))
        }
        (Cell::Text(one), Cell::Text(other)) => sorter.compare(one, other),
        // The cells of a column are of one kind.
        _ => Ordering::Equal,
    };
    if backwards { in_order.reverse() } else { in_order }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_cells(table: &Table) -> Vec<Cell> {
        table.rows.iter().map(|row| row[0].clone()).collect()
    }

    #[test]
    fn numbers_are_sorted_by_their_size_and_gaps_come_last() {
        let mut table = Table::new(Noun::Case, &["count", "+file"], Message::default());
        table.rows = [Cell::Number(10), Cell::Nothing, Cell::Number(9)].map(|cell| vec![cell, Cell::Nothing]).to_vec();
        table.sort("count", false, "en").unwrap();
        assert_eq!(first_cells(&table), [Cell::Number(9), Cell::Number(10), Cell::Nothing]);
        table.sort("count", true, "en").unwrap();
        assert_eq!(first_cells(&table), [Cell::Number(10), Cell::Number(9), Cell::Nothing]);
    }

    #[test]
    fn names_are_sorted_as_their_language_does() {
        let mut table = Table::new(Noun::Case, &["title"], Message::default());
        table.rows = ["وین", "پاریس", "آبادان"].map(|name| vec![Cell::text(name)]).to_vec();
        table.sort("title", false, "fa").unwrap();
        assert_eq!(first_cells(&table), ["آبادان", "پاریس", "وین"].map(Cell::text));
    }

    #[test]
    fn a_misspelt_column_is_told_with_the_one_that_is_meant() {
        let mut table = Table::new(Noun::Case, &["title", "+updated"], Message::default());
        let told = |result: Result<()>| result.unwrap_err().to_string();
        assert!(told(table.sort("updatet", false, "en")).contains("did you mean `updated`?"));
        assert!(told(table.sort("colour", false, "en")).contains("it can be sorted by title, updated"));
    }
}
