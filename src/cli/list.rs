//! `chancery list`: what an editor has to see to, as an aligned table or as JSON.

use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use super::arguments::{Format, List, Listed, View};
use super::commands::{audience, finish, settings};
use super::{Outcome, machine, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::message::{FIRST_STRONG_ISOLATE, Language, Message, Noun, POP_ISOLATE, counted, list as message_list};
use crate::builder::{Settings, prepare};
use crate::lists::{Cell, Subject, Table, list as table_of, select};
use crate::model::Hidden;

/// What stands between two columns.
const GUTTER: &str = "  ";

/// Lists what is asked for.
pub(super) fn list(options: &List, language: Language) -> Result<Outcome> {
    let mut problems = Diagnostics::new();
    let (subject, asking) = (subject(options.what), audience(options.readers)?);
    let view = View { base_url: None, relative: false, readers: options.readers };
    let settings = Settings { audience: subject.audience(asking), ..settings(&view, language)? };
    let Some(prepared) = prepare(&options.root.root, &settings, &mut problems)? else {
        return Ok(finish(problems, language));
    };
    let editions = prepared.editions();
    let selection = select(subject, editions, &options.terms, options.language.as_deref())?;
    let mut table = table_of(subject, editions, &selection, asking)?;
    if let Some(column) = &options.sort {
        table.sort(column, options.reverse, &prepared.site().config.language)?;
    }
    match options.format {
        Format::Text => {
            terminal::print(&text(&table, terminal::is_terminal(), language));
            let hidden = prepared.site().hidden.iter().filter(|text| text.reason == Hidden::Draft).count();
            if subject == Subject::Gaps && hidden > 0 {
                let drafts = counted(hidden, Noun::Draft);
                terminal::say(&say!("{drafts} not looked at; `--drafts` lists what they lack, too", drafts), language);
            }
        }
        Format::Json => terminal::print(&json(&table)),
    }
    Ok(Outcome::Fine)
}

fn subject(listed: Listed) -> Subject {
    match listed {
        Listed::Cases => Subject::Cases,
        Listed::Drafts => Subject::Drafts,
        Listed::Scheduled => Subject::Scheduled,
        Listed::Terms => Subject::Terms,
        Listed::Redirects => Subject::Redirects,
        Listed::MissingTranslations => Subject::MissingTranslations,
        Listed::Gaps => Subject::Gaps,
    }
}

/// A line for the names of the columns, a line for each row, and how many there are.
fn text(table: &Table, on_terminal: bool, language: Language) -> String {
    if table.rows.is_empty() {
        return format!("{}\n", table.nothing.shown(language));
    }
    let has_value = |column: usize| table.rows.iter().any(|row| !words(&row[column]).is_empty());
    let shown: Vec<usize> =
        (0..table.columns.len()).filter(|column| table.columns[*column].is_shown && has_value(*column)).collect();
    let heads: Vec<String> = shown.iter().map(|column| head(&table.columns[*column].name, language)).collect();
    let cell = |row: &Vec<Cell>, column: &usize| match language {
        Language::Persian if SAYING.contains(&table.columns[*column].name.as_str()) => translated(&row[*column]),
        _ => words(&row[*column]),
    };
    let rows: Vec<Vec<String>> =
        table.rows.iter().map(|row| shown.iter().map(|column| cell(row, column)).collect()).collect();
    let width = |column: usize| {
        rows.iter().map(|row| row[column].width()).chain([heads[column].width()]).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..shown.len()).map(width).collect();
    let is_number = |place: usize| matches!(table.rows[0][shown[place]], Cell::Number(_));
    let line = |cells: &[String]| {
        let mut line = String::new();
        for (place, cell) in cells.iter().enumerate() {
            let gap = " ".repeat(widths[place].saturating_sub(cell.width()));
            let cell = if on_terminal { isolated(cell) } else { cell.clone() };
            let aligned = if is_number(place) { format!("{gap}{cell}") } else { format!("{cell}{gap}") };
            line.push_str(if place == 0 { "" } else { GUTTER });
            line.push_str(&aligned);
        }
        format!("{}\n", line.trim_end())
    };
    let head = if on_terminal { format!("\u{1b}[1m{}\u{1b}[0m\n", line(&heads).trim_end()) } else { line(&heads) };
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{head}{body}\n{}\n", counted(rows.len(), table.noun).shown(language))
}

/// The columns whose values are words of ours.
const SAYING: [&str; 4] = ["change", "lacks", "state", "written"];

/// The name of a column as people read it; a list is sorted by the English one. Taxonomies are called as in `site.yaml`.
fn head(name: &str, language: Language) -> String {
    let message = match name {
        "cases" => say!("cases"),
        "change" => say!("change"),
        "city" => say!("city"),
        "country" => say!("country"),
        "date" => say!("date"),
        "day" => say!("day"),
        "expires" => say!("expires"),
        "file" => say!("file"),
        "from" => say!("from"),
        "kind" => say!("kind"),
        "lacks" => say!("lacks"),
        "language" => say!("language"),
        "name" => say!("name"),
        "original_updated" => say!("original updated"),
        "publish" => say!("publish"),
        "state" => say!("state"),
        "term" => say!("term"),
        "title" => say!("title"),
        "to" => say!("to"),
        "translation_updated" => say!("translation updated"),
        "updated" => say!("updated"),
        "written" => say!("written"),
        other => Message::verbatim(other.replace('_', " ")),
    };
    message.text(language)
}

/// A cell whose words are ours, in Persian.
fn translated(cell: &Cell) -> String {
    let word = |word: &str| match word {
        "alt" => say!("alt"),
        "appears" => say!("appears"),
        "by an import" => say!("by an import"),
        "by hand" => say!("by hand"),
        "coordinates" => say!("coordinates"),
        "credit" => say!("credit"),
        "disappears" => say!("disappears"),
        "draft" => say!("draft"),
        "expired" => say!("expired"),
        "missing" => say!("missing"),
        "outdated" => say!("outdated"),
        "picture" => say!("picture"),
        "published" => say!("published"),
        "scheduled" => say!("scheduled"),
        "sections" => say!("sections"),
        "sources" => say!("sources"),
        other => Message::verbatim(other),
    };
    match cell {
        Cell::Text(text) => word(text).text(Language::Persian),
        Cell::List(items) => message_list(items.iter().map(|item| word(item))).text(Language::Persian),
        other => words(other),
    }
}

/// A cell as people read it.
fn words(cell: &Cell) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::List(items) => items.join(", "),
    }
}

/// Words that may run from right to left, set apart so that a terminal that turns them leaves the rest of the line alone.
fn isolated(text: &str) -> String {
    if text.is_ascii() { text.to_owned() } else { format!("{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}") }
}

/// An object for each row, with all columns.
fn json(table: &Table) -> String {
    let value = |cell: &Cell| match cell {
        Cell::Nothing => Value::Null,
        Cell::Text(text) => Value::from(text.as_str()),
        Cell::Number(number) => Value::from(*number),
        Cell::Day(day) => Value::from(day.to_string()),
        Cell::List(items) => Value::from(items.clone()),
    };
    let object = |row: &Vec<Cell>| -> Map<String, Value> {
        table.columns.iter().zip(row).map(|(column, cell)| (column.name.clone(), value(cell))).collect()
    };
    machine::pretty(&table.rows.iter().map(object).collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Column;

    fn table(rows: &[(&str, usize)]) -> Table {
        let column = |name: &str| Column { name: name.to_owned(), is_shown: true };
        Table {
            columns: vec![column("title"), column("cases")],
            rows: rows.iter().map(|(title, number)| vec![Cell::text(*title), Cell::Number(*number)]).collect(),
            noun: Noun::Term,
            nothing: say!("nothing"),
        }
    }

    #[test]
    fn columns_are_aligned_by_what_a_terminal_shows() {
        let found = text(&table(&[("Medellín", 9), ("e\u{301}a", 10), ("東京", 1)]), false, Language::English);
        assert_eq!(found, "title     cases\nMedellín      9\ne\u{301}a           10\n東京          1\n\n3 terms\n");
        // A joiner has no width.
        let found = text(&table(&[("می\u{200c}شود", 1), ("پنج", 2)]), false, Language::English);
        assert_eq!(found, "title  cases\nمی\u{200c}شود      1\nپنج        2\n\n2 terms\n");
    }

    #[test]
    fn on_a_terminal_persian_words_are_set_apart_from_their_line() {
        let found = text(&table(&[("پنج", 2), ("Oslo", 1)]), true, Language::English);
        assert!(found.contains("\u{2068}پنج\u{2069}        2\n") && found.contains("\nOslo       1\n"), "{found}");
        assert!(!text(&table(&[("پنج", 2)]), false, Language::English).contains('\u{2068}'));
    }

    #[test]
    fn a_list_without_rows_says_so_to_people_and_is_empty_to_programs() {
        assert_eq!(
            (text(&table(&[]), true, Language::English), json(&table(&[]))),
            ("nothing\n".to_owned(), "[]\n".to_owned())
        );
    }
}
