//! Placeholders of strings of the site's own: one that was lost (`{cases}` without `{countries}`), one that nothing gives a value (`{translator}`,
//! translated).
//!
//! Comes in: the files of the site's own theme. Goes out: a problem for each string, at its line. What it should have says the string that
//! the program carries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::embedded;
use super::engine::ThemeFile;
use super::problem::{TEMPLATES, ThemeProblem};
use super::strings_file::{Entry, keys_of, strings_language};
use crate::base::message::Message;
use crate::base::suggest::closest;
use crate::yaml;

/// The strings of the site's own that lack a placeholder, or have one that no template gives a value.
#[must_use]
pub fn other_placeholders(own_files: &[ThemeFile]) -> Vec<ThemeProblem> {
    let mut problems = Vec::new();
    for file in own_files.iter().filter(|file| strings_language(&file.path).is_some()) {
        let text = String::from_utf8_lossy(&file.bytes);
        let lines: BTreeMap<&str, usize> = keys_of(&text).map(|(line, key)| (key, line)).collect();
        for (key, entry) in entries(&file.bytes) {
            let (wanted, own) = (carried(&file.path, &key), placeholders(&entry));
            let Some(line) = lines.get(key.as_str()).copied().filter(|_| !wanted.is_empty()) else { continue };
            let other = own.iter().find(|name| !wanted.contains(*name) && !is_given(name, own_files));
            let lost: Vec<&String> = wanted.difference(&own).collect();
            let (message, help) = match other {
                // In the same words as where a page asks for it, which may be later.
                Some(name) => (no_value(&key, name), meant(&file.path, &key, name)),
                None if lost.is_empty() => continue,
                None => (
                    say!(
                        "the string `{key}` lacks {names}, so readers do not see its value",
                        key,
                        names = braced(lost)
                    ),
                    Some(say!("write it where the value belongs: it becomes a number or a name")),
                ),
            };
            problems.push(ThemeProblem { file: file.path.clone(), embedded: false, line, column: 1, message, help });
        }
    }
    problems
}

/// What is told of a placeholder that nothing gives a value.
pub(super) fn no_value(key: &str, name: &str) -> Message {
    say!("the string `{key}` needs a value for `{{{name}}}`", key, name)
}

/// Does a template give a value of this name?
fn is_given(name: &str, own_files: &[ThemeFile]) -> bool {
    let argument = format!("{name}=");
    let gives = |path: &str, bytes: &[u8]| {
        path.starts_with(TEMPLATES) && std::str::from_utf8(bytes).is_ok_and(|text| text.contains(&argument))
    };
    own_files.iter().any(|file| gives(&file.path, &file.bytes))
        || embedded::theme_files().iter().any(|(path, bytes)| gives(path, bytes))
}

/// What to write for a placeholder of a string that nothing gives a value.
pub(super) fn meant(file: &str, key: &str, name: &str) -> Option<Message> {
    let wanted = carried(file, key);
    let near = closest(name, wanted.iter().map(String::as_str)).or_else(|| wanted.first().map(String::as_str));
    let near = near.filter(|near| wanted.len() == 1 || closest(name, [*near]).is_some());
    match near {
        Some(near) => Some(say!("write `{{{near}}}`: names in braces are not translated", near)),
        None if wanted.is_empty() => None,
        None => Some(say!("this string has {names}: names in braces are not translated", names = braced(&wanted))),
    }
}

/// The placeholders of the string that the program carries, in the same language if it does: `{plural}` stands in English alone.
fn carried(file: &str, key: &str) -> BTreeSet<String> {
    static FILES: LazyLock<BTreeMap<&str, BTreeMap<String, Entry>>> = LazyLock::new(|| {
        let files = embedded::theme_files().iter().filter(|(path, _)| strings_language(path).is_some());
        files.map(|(path, bytes)| (*path, entries(bytes))).collect()
    });
    let entry = [file, "strings/en.yaml"].into_iter().find_map(|file| FILES.get(file)?.get(key));
    entry.map(placeholders).unwrap_or_default()
}

/// What cannot be read is told elsewhere.
fn entries(bytes: &[u8]) -> BTreeMap<String, Entry> {
    std::str::from_utf8(bytes).ok().and_then(|text| yaml::deserialize(text).ok()).unwrap_or_default()
}

/// The names in braces, in whichever of the forms.
fn placeholders(entry: &Entry) -> BTreeSet<String> {
    let names = |text: &str| -> Vec<String> {
        let behind = text.split('{').skip(1);
        behind.filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
    };
    match entry {
        Entry::One(text) => names(text).into_iter().collect(),
        Entry::Forms(forms) => forms.values().flat_map(|text| names(text)).collect(),
        Entry::Nothing(()) => BTreeSet::new(),
    }
}

fn braced(names: impl IntoIterator<Item = impl AsRef<str>>) -> String {
    names.into_iter().map(|name| format!("`{{{}}}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{meant, other_placeholders};
    use crate::theme::engine::ThemeFile;

    fn lines(strings: &str) -> Vec<usize> {
        let file = ThemeFile { path: "strings/fa.yaml".to_owned(), bytes: strings.as_bytes().to_vec() };
        other_placeholders(&[file]).into_iter().map(|problem| problem.line).collect()
    }

    #[test]
    fn a_string_that_lost_a_placeholder_is_told_at_its_line() {
        assert_eq!(lines("search: x\ntranslated_by: ترجمه\n"), [2]);
        assert_eq!(lines("translated_by: \"{مترجم}\"\nmine: x\nsearch: x\n"), [1]);
        assert_eq!(lines("translated_by: \"{translator}\"\n"), [0_usize; 0]);
    }

    #[test]
    fn what_is_meant_by_a_placeholder_is_one_of_those_there_are() {
        let meant = |key, name| meant("strings/fa.yaml", key, name).map(|help| help.english()).unwrap_or_default();
        assert!(meant("translated_by", "مترجم").starts_with("write `{translator}`"));
        assert_eq!(meant("search", "x"), "");
    }
}
