//! The commands and options in the README and in the manual.

use std::collections::BTreeSet;

use crate::{document, manual};

#[test]
fn the_readme_has_every_command_and_every_option_as_they_are_defined() {
    let readme = document("README.md");
    let (mut commands, mut options) = (BTreeSet::new(), BTreeSet::new());
    collect(&chancery::cli::command(), &[], &mut commands, &mut options);
    assert!(commands.contains("theme eject") && commands.contains("new"), "{commands:?}");
    // `chancery new case "Medellín, Colombia"`: the command is what stands there in small letters.
    let told: BTreeSet<String> = rows(&readme, "| `chancery ").iter().map(|row| command_of(&row[0])).collect();
    let missing: Vec<&String> = commands.iter().filter(|name| !told.iter().any(|told| is_told(name, told))).collect();
    assert!(missing.is_empty(), "not in the table of commands: {missing:?}");
    let strange: Vec<&String> = told.iter().filter(|told| !commands.iter().any(|name| is_told(name, told))).collect();
    assert!(strange.is_empty(), "no commands: {strange:?}");

    let mut in_table = BTreeSet::new();
    for row in rows(&readme, "| `--") {
        let (option, value) = option_and_value(&row[0]);
        for command in row[1].split(", ") {
            let is_new = in_table.insert((command.to_owned(), option.clone(), value.clone()));
            assert!(is_new, "{option} of {command} is told twice");
        }
    }
    let missing: Vec<_> = options.difference(&in_table).collect();
    let strange: Vec<_> = in_table.difference(&options).collect();
    assert!(missing.is_empty() && strange.is_empty(), "not in the table: {missing:#?}\nin no definition: {strange:#?}");
}

#[test]
fn every_option_in_the_manual_is_one() {
    let manual = manual();
    let (mut commands, mut options) = (BTreeSet::new(), BTreeSet::new());
    collect(&chancery::cli::command(), &[], &mut commands, &mut options);
    // clap adds two of its own.
    let own = ["--help", "--version"];
    let known: BTreeSet<&str> = options.iter().map(|(_, option, _)| option.as_str()).chain(own).collect();
    let examples = manual.split('`').skip(1).step_by(2);
    let own = examples.filter(|example| example.starts_with("--") || example.starts_with("chancery "));
    let examples = own.flat_map(str::split_whitespace);
    let written: BTreeSet<&str> = examples.filter(|word| word.starts_with("--") && word.len() > 3).collect();
    assert!(written.len() > 10, "{written:?}");
    let strange: Vec<&&str> = written.iter().filter(|word| !known.contains(**word)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    for line in manual.lines().filter(|line| line.starts_with("| `chancery ")) {
        let name = command_of(line.trim_start_matches("| ").split(" | ").next().unwrap_or_default());
        assert!(commands.iter().any(|known| is_told(known, &name)), "{name} is no command: {line}");
    }
}

/// The commands without those that only hold others, and for each of its options: the command, the option and the name of its
/// value.
fn collect(
    command: &clap::Command,
    above: &[&str],
    commands: &mut BTreeSet<String>,
    options: &mut BTreeSet<(String, String, String)>,
) {
    if above.is_empty() {
        options.extend(options_of(command).map(|(option, value)| ("all".to_owned(), option, value)));
    }
    for below in command.get_subcommands().filter(|below| below.get_name() != "help" && !below.is_hide_set()) {
        let path = [above, &[below.get_name()]].concat();
        // What can be written anew is described once for all of it.
        let name = if path[0] == "new" { "new".to_owned() } else { path.join(" ") };
        if below.get_subcommands().next().is_none() {
            commands.insert(name.clone());
        }
        options.extend(options_of(below).map(|(option, value)| (name.clone(), option, value)));
        collect(below, &path, commands, options);
    }
}

/// The options of a command, each with the name of its value.
fn options_of(command: &clap::Command) -> impl Iterator<Item = (String, String)> {
    let options = command.get_arguments().filter(|argument| !argument.is_positional() && !argument.is_hide_set());
    options.filter_map(|argument| {
        let long = argument.get_long().filter(|long| *long != "help" && *long != "version")?;
        let takes_value = argument.get_action().takes_values();
        let value = argument.get_value_names().filter(|_| takes_value).and_then(|names| names.first());
        Some((format!("--{long}"), value.map(ToString::to_string).unwrap_or_default()))
    })
}

/// The cells of the rows of tables that begin so.
fn rows(text: &str, start: &str) -> Vec<Vec<String>> {
    let lines = text.lines().filter(|line| line.starts_with(start));
    lines.map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// `theme eject` of `chancery theme eject FILE…`.
fn command_of(cell: &str) -> String {
    let words = cell.trim_matches('`').split_whitespace().skip(1);
    let is_word = |word: &&str| {
        word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-') && !word.starts_with("--")
    };
    words.take_while(is_word).collect::<Vec<_>>().join(" ")
}

/// Is this command the one that a table tells of? What follows in the table are its arguments.
fn is_told(name: &str, told: &str) -> bool {
    told == name || told.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '))
}

/// `--output` and `FOLDER` of `--output FOLDER`.
fn option_and_value(cell: &str) -> (String, String) {
    let written = cell.split('`').nth(1).unwrap_or_default();
    let (option, value) = written.split_once(' ').unwrap_or((written, ""));
    (option.to_owned(), value.to_owned())
}
