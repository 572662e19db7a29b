//! The rules of `src/` that no compiler holds: layers, who may touch what, how long a file may be.

use crate::support::{files_below, in_repository};

/// No file is longer, so that a reader can hold it.
const LONGEST_FILE: usize = 400;

/// The Rust files below `src/` with their texts.
pub fn sources() -> Vec<(String, String)> {
    let files = files_below(&in_repository("src")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// A file's lines of code with their numbers; comments speak of other layers freely.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.trim().starts_with("//"))
}

/// The layers that `file` lists, the lowest first: modules with the visibility `visible`.
fn layers<'a>(sources: &'a [(String, String)], file: &str, visible: &str) -> Vec<&'a str> {
    let (_, text) = sources.iter().find(|(path, _)| path == file).unwrap();
    text.lines().filter_map(|line| line.strip_prefix(visible)?.strip_prefix("mod ")?.strip_suffix(';')).collect()
}

/// The layers that a line of code names after `prefix`. What stands in braces there would hide them, so it counts as a
/// name that no layer has.
fn named_layers<'a>(line: &'a str, prefix: &str) -> impl Iterator<Item = &'a str> {
    line.split(prefix).skip(1).map(|rest| {
        let end = rest.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(rest.len());
        if end == 0 { "{" } else { &rest[..end] }
    })
}

/// What uses a layer below its own: code of the files in `folder` that names one after `prefix`.
fn climbers(sources: &[(String, String)], layers: &[&str], folder: &str, prefix: &str) -> Vec<String> {
    let height = |name: &str| layers.iter().position(|layer| *layer == name);
    let mut offenders = Vec::new();
    for (path, text) in sources {
        let name = path.strip_prefix(folder).and_then(|path| path.split('/').next());
        let Some(own) = name.and_then(|name| height(name.trim_end_matches(".rs"))) else { continue };
        for (number, line) in code_lines(text) {
            let wrong = named_layers(line, prefix).filter(|name| height(name).is_none_or(|other| other > own));
            offenders.extend(wrong.map(|name| format!("src/{path}:{number} uses {name}")));
        }
    }
    offenders
}

#[test]
fn a_module_uses_only_layers_above_it() {
    let sources = sources();
    let layers = layers(&sources, "lib.rs", "pub ");
    assert!(layers.len() > 10 && layers[0] == "base", "{layers:?}");
    let offenders = climbers(&sources, &layers, "", "crate::");
    assert!(offenders.is_empty(), "\n{}", offenders.join("\n"));
}

#[test]
fn a_room_of_the_import_uses_only_rooms_above_it() {
    let sources = sources();
    let rooms = layers(&sources, "import/mod.rs", "");
    assert_eq!(rooms, ["input", "read", "media", "write", "report", "repeats", "work"]);
    let offenders = climbers(&sources, &rooms, "import/", "use crate::import::");
    assert!(offenders.is_empty(), "\n{}", offenders.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_layer() {
    let sources = sources();
    let layers = layers(&sources, "lib.rs", "pub ");
    let is_known = |path: &str| {
        let first = path.split('/').next().unwrap_or_default();
        matches!(first, "lib.rs" | "main.rs") || layers.contains(&first.trim_end_matches(".rs"))
    };
    let strays: Vec<&String> = sources.iter().map(|(path, _)| path).filter(|path| !is_known(path)).collect();
    assert!(strays.is_empty(), "{strays:?}");
}

/// Lines that hold `word`, in files that `may_hold` does not name.
fn offenders(word: &str, may_hold: impl Fn(&str) -> bool) -> Vec<String> {
    let mut offenders = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !may_hold(path)) {
        // Tests stand last in a file and may look at the disk.
        let tests = ["#[cfg(test)]\nmod tests", "#[cfg(test)]\npub(crate) mod tests"];
        let code = tests.iter().fold(text.as_str(), |code, tests| code.split(tests).next().unwrap_or_default());
        let lines = code_lines(code).filter(|(_, line)| line.contains(word));
        offenders.extend(lines.map(|(number, line)| format!("src/{path}:{number} {}", line.trim())));
    }
    offenders
}

#[test]
fn only_the_yaml_layer_names_the_yaml_crate() {
    assert_eq!(offenders("serde_yaml", |path| path.starts_with("yaml/")), Vec::<String>::new());
}

#[test]
fn only_one_module_touches_the_disk() {
    assert_eq!(offenders("std::fs", |path| path.starts_with("base/fs/")), Vec::<String>::new());
    assert_eq!(offenders("tempfile::", |path| path.starts_with("base/fs/")), Vec::<String>::new());
}

#[test]
fn nothing_prints_but_the_command_line() {
    for macro_name in ["println!", "eprintln!", "print!(", "eprint!(", "dbg!"] {
        assert_eq!(offenders(macro_name, |_| false), Vec::<String>::new());
    }
    assert_eq!(offenders("::stdout()", |path| path == "cli/terminal.rs"), Vec::<String>::new());
    assert_eq!(offenders("::stderr()", |path| path == "cli/terminal.rs"), Vec::<String>::new());
}

#[test]
fn files_are_short_enough_to_be_held_in_mind() {
    let too_long = sources().into_iter().filter(|(_, text)| text.lines().count() > LONGEST_FILE);
    let too_long: Vec<String> = too_long.map(|(path, _)| path).collect();
    assert_eq!(too_long, Vec::<String>::new(), "over {LONGEST_FILE} lines");
}
