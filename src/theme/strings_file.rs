//! Files of strings: `strings/fa.yaml`.
//!
//! Comes in: the text of one; goes out: what it says under each key, or every problem in it.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::problem::ThemeProblem;
use crate::base::message::Message;
use crate::yaml;

/// The categories that CLDR knows; every string with forms needs `other`.
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// A file of strings, of the site's own theme or of the embedded one.
pub(super) struct StringsFile<'a> {
    /// The path in the theme: `strings/fa.yaml`.
    pub(super) path: &'a str,
    /// Whether the program carries it.
    pub(super) embedded: bool,
    /// What is in it.
    pub(super) text: &'a str,
}

/// What a file says under a key.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    /// One text.
    One(String),
    /// A text for each plural category.
    Forms(BTreeMap<String, String>),
    /// A key with nothing behind it.
    Nothing(()),
}

/// The keys of a file, with their lines: those that stand at the beginning of one.
pub(super) fn keys_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter_map(|(index, line)| {
        let key = line.split_once(':')?.0.trim_matches(['"', '\'']);
        let is_key =
            !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        is_key.then_some((index + 1, key))
    })
}

/// `fa` for `strings/fa.yaml`.
pub(super) fn strings_language(path: &str) -> Option<&str> {
    path.strip_prefix("strings/")?.strip_suffix(".yaml")
}

/// Reads a file.
///
/// # Errors
/// Every problem in it.
pub(super) fn read_file(file: &StringsFile<'_>) -> Result<BTreeMap<String, Entry>, Vec<ThemeProblem>> {
    let problem = |line, column, message, help| ThemeProblem {
        file: file.path.to_owned(),
        embedded: file.embedded,
        line,
        column,
        message,
        help: Some(help),
    };
    let entries: BTreeMap<String, Entry> = yaml::deserialize(file.text).map_err(|error| {
        let help = say!("a string is `key: text` or `key: {{ one: text, other: text }}`");
        // What serde says of an `Entry` is for programmers.
        let is_other = error.message.contains("untagged enum");
        let message =
            if is_other { say!("this is no string of a site theme") } else { Message::verbatim(error.message) };
        vec![problem(error.line, error.column, message, help)]
    })?;
    let mut problems = Vec::new();
    for (key, entry) in &entries {
        let line = file.text.lines().position(|line| line.starts_with(&format!("{key}:"))).map_or(0, |index| index + 1);
        let forms = match entry {
            Entry::One(_) => continue,
            Entry::Forms(forms) => forms,
            Entry::Nothing(()) => {
                let help =
                    say!("write its text behind the colon, or take the line out: then the program's own is used");
                problems.push(problem(line, line.min(1), say!("the string `{key}` has no text", key), help));
                continue;
            }
        };
        for form in forms.keys().filter(|form| !CATEGORIES.contains(&form.as_str())) {
            let message = say!("the string `{key}` has an unknown plural form `{form}`", key, form);
            problems.push(problem(
                line,
                line.min(1),
                message,
                say!("the forms are `zero`, `one`, `two`, `few`, `many`, `other`"),
            ));
        }
        if !forms.contains_key("other") {
            let message = say!("the string `{key}` lacks the plural form `other`", key);
            problems.push(problem(line, line.min(1), message, say!("add the form `other`: every language has it")));
        }
    }
    if problems.is_empty() { Ok(entries) } else { Err(problems) }
}
