//! Each message as an editor reads it: `tests/diagnostics/<code>/` is laid over a small site, `command` says what is run
//! there (a line a run; `build` where there is none), `expected.txt` is what comes out. A symbolic link would not survive every
//! way to get the sources, so `links` says which to make: a line each, its path and what it leads to.

use std::collections::BTreeSet;
use std::fs;

use chancery::base::diag::Code;

use crate::support::{TODAY, TestSite, assert_golden, folders_in, in_repository};

const FOLDER: &str = "tests/diagnostics";

/// What the folders are laid over: a site without a mistake.
fn base_site() -> TestSite {
    TestSite::new()
        .file("content/themes/climate.md", "---\nname: Climate\n---\n")
        .file("content/networks/c40.md", "---\nname: C40 Cities\nkind: city-network\n---\n")
        .file("content/networks/iclei.md", "---\nname: ICLEI\nkind: city-network\n---\n")
        .file(
            "content/cases/lima.md",
            "---\ntitle: Lima, Peru\ncity: Lima\ncountry: PE\nthemes: [climate]\nnetworks: [c40]\n---\n\n## Context\n\nWater.\n",
        )
}

/// A mistake of Chancery's own, to which no content and no post that is known leads; and what only other hosts show, which
/// `external_links.rs` plays.
const UNREACHABLE: [Code; 3] = [Code::ImportRoundTrip, Code::MovedLink, Code::UntriedLink];

/// The lines of `command` as arguments.
fn commands(folder: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(in_repository(folder).join("command")).unwrap_or_else(|_| "build".to_owned());
    let with_day = |line: &str| {
        let mut words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        if matches!(words[0].as_str(), "build" | "check") {
            words.extend(["--date".to_owned(), TODAY.to_owned()]);
        }
        words
    };
    text.lines().map(with_day).collect()
}

/// Makes the links that a folder asks for; false where this system has none.
fn make_links(site: &TestSite, folder: &str) -> bool {
    let Ok(links) = fs::read_to_string(in_repository(folder).join("links")) else { return true };
    for line in links.lines() {
        let (path, target) = line.split_once(' ').unwrap();
        if !site.link(path, target) {
            return false;
        }
    }
    true
}

#[test]
fn every_message_reads_as_it_should() {
    for code in Code::ALL.iter().filter(|code| !UNREACHABLE.contains(code)) {
        let folder = format!("{FOLDER}/{code}");
        assert!(in_repository(&folder).is_dir(), "{folder} is missing: a site that shows the message");
        let site = base_site().overlay(&folder);
        if !make_links(&site, &folder) {
            continue;
        }
        let mut shown = String::new();
        for arguments in commands(&folder) {
            let run = site.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            shown.push_str(&format!("{}exit code {}\n", run.error, run.code));
        }
        assert!(shown.contains(&format!("[{code}]")), "{folder} does not show its message:\n{shown}");
        assert_golden(&format!("{folder}/expected.txt"), &shown);
    }
}

#[test]
fn every_folder_shows_a_message_that_there_is() {
    let shown = Code::ALL.iter().filter(|code| !UNREACHABLE.contains(code));
    let codes: BTreeSet<String> = shown.map(|code| code.name()).collect();
    let folders = folders_in(&in_repository(FOLDER));
    let strays: Vec<&String> = folders.difference(&codes).collect();
    assert!(strays.is_empty(), "{strays:?}");
}

#[test]
fn the_site_under_the_messages_has_none() {
    let run = base_site().build().succeeds();
    assert_eq!(run.error, "");
}

/// The places of a run's messages, in the order in which they are told.
fn places(error: &str) -> Vec<(String, usize)> {
    let places = error.lines().filter_map(|line| line.trim_start().strip_prefix("--> "));
    places
        .map(|place| {
            let mut parts = place.split(':');
            let path = parts.next().unwrap().to_owned();
            (path, parts.next().map_or(0, |line| line.parse().unwrap()))
        })
        .collect()
}

#[test]
fn one_run_tells_every_mistake_in_the_order_of_files_and_lines() {
    let site = base_site();
    site.build().succeeds();
    let output = site.files("output");
    let case = "---\ntitle: Oslo, Norway\ncity: Oslo\ncountry: Norwya\nsumary: x\ndate: 2025-13-01\nthemes: [climat]\nrelated: [limo]\nimage:\n  file: oslo.jpg\n---\n\n# Context\n\n[One](lime.md), [two](#nowhere), [three](plan.pdf).\n";
    let site = site
        .file("content/cases/oslo.md", case)
        .file("content/cases/bern.md", "no front matter\n")
        .file("content/articles/one.md", "---\ncases: [oslo, rome]\n---\n")
        .file("content/networks/gcom.md", "---\nname: GCoM\nkind: citynetwork\n---\n")
        .file("content/pages/about.md", b"---\ntitle: About\n---\n\nCaf\xe9\n")
        .file("content/case/stray.md", "---\n---\n");
    let run = site.build().finds_mistakes();
    let places = places(&run.error);
    assert!(places.is_sorted(), "{places:?}");
    let of_oslo = places.iter().filter(|(path, _)| path == "content/cases/oslo.md").count();
    assert_eq!(of_oslo, 10, "{}", run.error);
    let files: BTreeSet<&str> = places.iter().map(|(path, _)| path.as_str()).collect();
    assert_eq!(files.len(), 6, "{files:?}");
    assert!(run.error.ends_with(&format!("\n{} mistakes found\n", places.len())), "{}", run.error);
    assert!(site.files("output") == output, "nothing was written");
}

#[test]
fn a_case_that_cannot_be_read_is_not_reported_again_by_those_who_name_it() {
    let site = base_site()
        .file("content/cases/oslo.md", "---\ntitle: Oslo\ncity: Oslo\n---\n")
        .file("content/articles/one.md", "---\ntitle: One\ncases: [oslo]\n---\n\n[Oslo](../cases/oslo.md)\n");
    let run = site.build().finds_mistakes();
    assert_eq!(places(&run.error), [("content/cases/oslo.md".to_owned(), 2)], "{}", run.error);
}

#[test]
fn messages_have_colours_only_where_a_terminal_shows_them() {
    let site = base_site().file("content/cases/oslo.md", "x");
    assert!(!site.build().error.contains('\u{1b}'));
}
