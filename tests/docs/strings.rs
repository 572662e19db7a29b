//! The tables of all strings of the site theme in `docs/theme-strings.md`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{document, root};

/// `SNAPSHOTS=overwrite cargo test --test docs every_string` writes the document anew.
#[test]
fn every_string_of_the_theme_is_listed_with_its_words_and_with_who_uses_it() {
    const DOCUMENT: &str = "docs/theme-strings.md";
    let (start, _) =
        document(DOCUMENT).split_once("\n## ").map(|(start, rest)| (start.to_owned(), rest.to_owned())).unwrap();
    let wanted = format!("{start}{}", tables_of_strings());
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(root().join(DOCUMENT), &wanted).unwrap();
    }
    let (found, wanted): (Vec<String>, Vec<String>) = (lines(&document(DOCUMENT)), lines(&wanted));
    let missing: Vec<&String> = wanted.iter().filter(|line| !found.contains(line)).collect();
    let strange: Vec<&String> = found.iter().filter(|line| !wanted.contains(line)).collect();
    assert!(missing.is_empty() && strange.is_empty(), "{DOCUMENT} lacks {missing:#?}\nand has {strange:#?}");
    assert!(wanted.iter().all(|line| !line.ends_with("| |")), "nothing uses a string: {wanted:#?}");
}

/// The tables of all strings: a heading for each group of `en.yaml`, a row for each string with who asks for it.
fn tables_of_strings() -> String {
    let mut tables = String::new();
    let users = users_of_strings();
    let english = document("themes/default/strings/en.yaml");
    // The first comment is about the file.
    let (_, english) = english.split_once("\n\n").unwrap_or_default();
    for line in english.lines() {
        if let Some(group) = line.strip_prefix("# ") {
            tables += &format!("\n## {group}\n\n| key | English | used by |\n| --- | --- | --- |\n");
        } else if let Some((key, words)) = line.split_once(": ") {
            let is_used = |text: &str| text.contains(&format!("\"{key}\"")) || text.contains(&format!("'{key}'"));
            // Some keys are put together from a beginning and an id.
            let beginning = format!("\"{}_{{}}\"", key.split('_').next().unwrap_or(key));
            let named = users.iter().filter(|(_, text)| is_used(text)).map(|(name, _)| name);
            let mut named: Vec<&String> = named.collect();
            if named.is_empty() {
                named.extend(users.iter().filter(|(_, text)| text.contains(&beginning)).map(|(name, _)| name));
            }
            named.dedup();
            let named: Vec<&str> = named.into_iter().map(String::as_str).collect();
            let words = words.trim_matches('"').replace('|', "\\|");
            tables += &format!("| `{key}` | {words} | {} |\n", named.join(", "));
        }
    }
    tables
}

/// Who may ask for strings, with their texts: templates and scripts by name, and the program as one.
fn users_of_strings() -> Vec<(String, String)> {
    let mut users = Vec::new();
    for folder in ["themes/default/templates", "themes/default/static"] {
        for path in files_below(&root().join(folder)) {
            let name = path.strip_prefix(root().join(folder)).unwrap_or(&path).display().to_string();
            if let Ok(text) = fs::read_to_string(&path) {
                users.push((format!("`{name}`"), text));
            }
        }
    }
    let sources = files_below(&root().join("src"));
    let text = |path: &PathBuf| -> Option<String> {
        let text = fs::read_to_string(path).ok().filter(|_| path.extension().is_some_and(|ending| ending == "rs"))?;
        Some(text.split("#[cfg(test)]").next()?.to_owned())
    };
    let is_maker =
        |path: &&PathBuf| !path.to_string_lossy().contains("test") && !path.to_string_lossy().contains("sample_views");
    let program: String = sources.iter().filter(is_maker).filter_map(text).collect();
    users.push(("the program".to_owned(), program));
    users
}

/// All files below a folder, sorted.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
