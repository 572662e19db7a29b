//! The tables of views in `docs/themes.md`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::{document, prose, root};

#[test]
fn every_field_that_a_template_sees_is_in_the_table_of_its_view() {
    let views = fields_of_views(&views_source());
    assert!(views.contains_key("CaseView"), "the views were not found in their source");
    assert_eq!(tables_of_views(&document("docs/themes.md")), views);
}

/// The source of the views, which is spread over several files.
fn views_source() -> String {
    let entries =
        fs::read_dir(root().join("src/theme/views")).unwrap_or_else(|error| panic!("src/theme/views: {error}"));
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap_or_default()).collect()
}

/// The fields of each view, in order, as the source has them.
fn fields_of_views(source: &str) -> BTreeMap<String, Vec<String>> {
    let mut views: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines() {
        let name = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {"));
        if let Some(name) = name.map(|name| name.trim_end_matches("<'a>")) {
            name.clone_into(&mut current);
            if name.ends_with("View") {
                views.entry(current.clone()).or_default();
            }
        } else if let Some((name, _)) = line.strip_prefix("    pub ").and_then(|rest| rest.split_once(": "))
            && !name.starts_with("fn ")
            // Values within views have fields of their own, which no template sees.
            && let Some(fields) = views.get_mut(&current)
        {
            fields.push(name.to_owned());
        }
    }
    views
}

/// The first cells of the tables below the headings that are names of views.
fn tables_of_views(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut views: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = None;
    for line in prose(text) {
        if line.starts_with('#') {
            current = line.strip_prefix("### ").filter(|name| name.ends_with("View")).map(str::to_owned);
            views.extend(current.iter().map(|name| (name.clone(), Vec::new())));
        } else if let (Some(name), Some(cell)) = (&current, line.strip_prefix("| `")) {
            let field = cell.split('`').next().unwrap_or_default();
            views.entry(name.clone()).or_default().push(field.to_owned());
        }
    }
    views
}
