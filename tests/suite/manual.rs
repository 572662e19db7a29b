//! The manual: a site that the program builds, whose commands do what it says.
//!
//! The chapter on the import needs posts and a live site, so `tests/manual.rs` runs its commands.

use std::collections::BTreeSet;
use std::fs;

use chancery::cli;

use crate::support::{TODAY, TestSite, case_text, files_below, in_repository};

const PAGES: &str = "docs/manual/content/pages";

/// What `chancery serve` does is held by `serve`, as it ends only when somebody ends it.
const HELD_ELSEWHERE: [&str; 2] = ["serve", "import"];

#[test]
fn the_manual_is_a_site_without_a_mistake_and_without_lists_of_cases() {
    let site = TestSite::empty().overlay("docs/manual");
    let run = site.run(&["check", "--strict", "--allow", "missing-translation", "--date", TODAY]).succeeds();
    assert!(!run.error.contains("warning["), "{}", run.error);
    site.build().succeeds();
    assert!(site.read("output/fa/index.html").contains("نصب کنید"));
    for list in ["cases", "countries", "themes", "data", "map"] {
        assert!(!site.has(&format!("output/{list}")), "{list}");
    }
}

#[test]
fn every_page_of_the_manual_is_one_of_its_contents() {
    let contents = fs::read_to_string(in_repository(PAGES).join("index.md")).unwrap();
    let names = files_below(&in_repository(PAGES)).into_keys().filter(|name| !name.starts_with("index."));
    let missing: Vec<String> = names.filter(|name| !contents.contains(&format!("({name})"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_command_of_the_manual_does_what_it_should() {
    let commands = commands();
    assert!(commands.len() > 40, "{commands:?}");
    for command in commands {
        let words = words(&command);
        if let Err(error) = cli::command().try_get_matches_from(&words) {
            assert!(!error.use_stderr(), "{command}: {error}");
        }
        let is_held_elsewhere = words.get(1).is_none_or(|word| HELD_ELSEWHERE.contains(&word.as_str()));
        if !is_held_elsewhere {
            run(&command, &words[1..]);
        }
    }
}

/// Runs a command in the site that the manual speaks of: a new one in two languages, with a case.
fn run(command: &str, words: &[String]) {
    let site = TestSite::empty();
    site.run(&["init", ".", "--language", "en,fa"]).succeeds();
    if !command.contains("new case") {
        site.write("content/cases/medellin.md", case_text("medellin", "", "## Context\n\nText."));
    }
    if words[0] == "clean" {
        site.build().succeeds();
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let run = site.run(&words);
    assert_eq!(run.code, 0, "{command}\n{}", run.shown());
}

/// The commands in backticks and in blocks of code, each once. A lone `chancery` and a list of all that a command knows are none.
fn commands() -> BTreeSet<String> {
    let mut commands = BTreeSet::new();
    for (_, bytes) in files_below(&in_repository(PAGES)) {
        let page = String::from_utf8(bytes).unwrap();
        let (mut in_block, mut prose) = (false, String::new());
        for line in page.lines() {
            if line.starts_with("```") {
                in_block = !in_block;
            } else if in_block {
                commands.extend(Some(line.to_owned()).filter(|line| line.starts_with("chancery ")));
            } else {
                prose.push_str(line);
                prose.push(' ');
            }
        }
        let code = prose.split('`').skip(1).step_by(2);
        commands.extend(code.filter(|code| code.starts_with("chancery ")).map(str::to_owned));
    }
    // `chancery list` alone names a command, and the shell takes `< post.json` away.
    commands.retain(|command| command != "chancery list" && !command.contains('<'));
    commands
}

/// The words of a command as a shell reads them.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in command.split('"').enumerate() {
        match index % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}
