//! Mistakes that an editor makes, one at a time: each gives a message that helps, or a page that is right all the same.
//!
//! A table is a list of [`Mistake`]s in a file beside this one, with a test that calls [`assert_none_is_silent`]. Each starts
//! from the same good site, so that what is told can only be the mistake's.

mod body;
mod building;
mod configuration;
mod front_matter;
mod layout;
mod names;
mod pasted;
mod repeated;
mod silent;
mod templates;
mod texts;
mod theme;
mod translated;
mod words;

use std::fmt::Write;

use chancery::base::diag::Code;

use crate::support::{PICTURE, Run, TODAY, TestSite};

/// What an editor did, what was run then, and what must come of it.
pub struct Mistake {
    /// What the editor did, in a few words.
    pub name: &'static str,
    /// The one thing that is changed in the good site.
    pub edit: Edit,
    /// The command and its options: `build`, `check --strict`. The day of the tests is added.
    pub run: &'static str,
    /// What must come of it.
    pub gives: Gives,
}

/// A change of the good site. Paths are relative to it.
pub enum Edit {
    /// Writes a file, whether there is one or not.
    Write(&'static str, &'static str),
    /// Removes a file.
    Delete(&'static str),
    /// Puts other words in the place of some that the file has exactly once.
    Replace(&'static str, &'static str, &'static str),
    /// Anything else: bytes that are no text, links, a build before.
    Do(fn(&TestSite)),
}

/// What must come of a mistake.
pub enum Gives {
    /// A message that ends the run with exit code 1. The code, where it is told (`content/cases/lima.md:4`; the file alone
    /// where no line can be shown; empty where no file is to blame), and words of its text, its help among them.
    Error(Code, &'static str, &'static [&'static str]),
    /// The same, while the work goes on.
    Warning(Code, &'static str, &'static [&'static str]),
    /// The same for who asks for it: nothing is wrong for readers.
    Notice(Code, &'static str, &'static [&'static str]),
    /// No message at all, but a file of the output folder, with words that it holds and words that it does not.
    Page(&'static str, &'static [&'static str], &'static [&'static str]),
}

/// The case that most mistakes are made in.
pub const LIMA: &str = "\
---
title: Lima, Peru
city: Lima
country: PE
date: 2025-03-04
updated: 2025-03-05
summary: How Lima shared its water.
themes: [climate, water]
networks: [c40]
image:
  file: lima.gif
  alt: A river
  caption: The river in 2024
article: cities
authors: [Ana Quispe]
sources:
  - \"[The report](https://example.com/report)\"
related: [lyon]
corrections:
  - { date: 2025-03-05, text: A name was wrong. }
---

## Context

Water is **short** in Lima.[^1]

| Year | Water |
| --- | --- |
| 2024 | little |

## Key actions

The city joined [C40](../networks/c40.md) and wrote to [Lyon](lyon.md#context).

![The river](river.gif \"The river again\")

[^1]: It rains little.
";

const LYON: &str = "\
---
title: Lyon, France
city: Lyon
country: FR
date: 2025-02-01
themes: [water]
networks: [iclei]
image: { file: lyon.gif, alt: A bridge }
sources: [\"[The city](https://example.com/lyon)\"]
---

## Context

Lyon has two rivers.
";

const SITE_YAML: &str = "\
title: Cities
base_url: https://example.org/
language: en
publisher: { name: The office, url: \"https://example.org/\" }
menu:
  - { title: Cases, url: /cases/ }
  - { title: About, url: /about/ }
sections:
  - { id: context, title: Context }
  - { id: key-actions, title: Key actions }
taxonomies:
  - { id: themes, title: Themes, singular: Theme }
  - id: networks
    title: Networks
    kinds: [{ id: city-network, title: City networks }]
";

/// The good site.
fn good_site() -> TestSite {
    let article = "---\ntitle: Cities and water\ndate: 2025-01-02\ncases: [lima, lyon]\n---\n\nTwo cities.\n";
    TestSite::empty()
        .file("site.yaml", SITE_YAML)
        .file("content/cases/lima.md", LIMA)
        .file("content/cases/lyon.md", LYON)
        .file("content/articles/cities.md", article)
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nWho we are.\n")
        .file("content/themes/climate.md", "---\nname: Climate & environment\naliases: [global warming]\n---\n")
        .file("content/themes/water.md", "---\nname: Water\n---\n")
        .file("content/networks/c40.md", "---\nname: C40 Cities\nshort: C40\nkind: city-network\nfounded: 2005\n---\n")
        .file("content/networks/iclei.md", "---\nname: ICLEI\nkind: city-network\n---\n")
        .file("assets/lima.gif", PICTURE)
        .file("assets/lyon.gif", PICTURE)
        .file("assets/river.gif", PICTURE)
}

/// Runs all of a table; fails with a list of all mistakes that went wrong.
#[track_caller]
pub fn assert_none_is_silent(mistakes: &[Mistake]) {
    let mut failures = String::new();
    for mistake in mistakes {
        if let Err(reason) = try_out(mistake) {
            write!(failures, "\n{}: {reason}\n", mistake.name).unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

fn try_out(mistake: &Mistake) -> Result<(), String> {
    let site = good_site();
    make(&site, &mistake.edit)?;
    let run = run(&site, mistake.run);
    match mistake.gives {
        Gives::Error(code, place, words) => told(&run, 1, &format!("error[{code}]"), place, words),
        Gives::Warning(code, place, words) => told(&run, 0, &format!("warning[{code}]"), place, words),
        Gives::Notice(code, place, words) => told(&run, 0, &format!("notice[{code}]"), place, words),
        Gives::Page(path, with, without) => {
            if run.code != 0 || !messages(&run.error).is_empty() {
                return Err(format!("a right page was expected, found\n{}", run.shown()));
            }
            let page = site.read(&format!("output/{path}"));
            let absent: Vec<_> = with.iter().filter(|words| !page.contains(**words)).collect();
            let present: Vec<_> = without.iter().filter(|words| page.contains(**words)).collect();
            let is_right = absent.is_empty() && present.is_empty();
            is_right.then_some(()).ok_or(format!("{path} lacks {absent:?} and holds {present:?}:\n{page}"))
        }
    }
}

fn make(site: &TestSite, edit: &Edit) -> Result<(), String> {
    match edit {
        Edit::Write(path, text) => site.write(path, text),
        Edit::Delete(path) => site.remove(path),
        Edit::Replace(path, from, to) => {
            let text = site.read(path);
            if text.matches(from).count() != 1 {
                return Err(format!("`{from}` does not stand in {path} exactly once"));
            }
            site.write(path, text.replacen(from, to, 1));
        }
        Edit::Do(change) => change(site),
    }
    Ok(())
}

fn run(site: &TestSite, command: &str) -> Run {
    let arguments: Vec<&str> = command.split(' ').chain(["--date", TODAY]).collect();
    site.run(&arguments)
}

/// Is there a message of this kind at this place, with all the words?
fn told(run: &Run, exit: i32, kind: &str, place: &str, words: &[&str]) -> Result<(), String> {
    let is_there = |message: &&str| {
        let at = message.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
        let is_at = if place.is_empty() { at.is_empty() } else { at == place || at.starts_with(&format!("{place}:")) };
        message.starts_with(kind) && is_at && words.iter().all(|words| message.contains(words))
    };
    if run.code == exit && messages(&run.error).iter().any(is_there) {
        return Ok(());
    }
    Err(format!("{kind} at `{place}` with {words:?} and exit code {exit} were expected, found\n{}", run.shown()))
}

/// The messages of a run, each from its first line to the next one's.
fn messages(error: &str) -> Vec<&str> {
    let is_start = |at: &usize| {
        let line = &error[*at..];
        (*at == 0 || error[..*at].ends_with('\n'))
            && ["error", "warning", "notice"].iter().any(|kind| line.starts_with(kind))
    };
    let starts: Vec<usize> = error.char_indices().map(|(at, _)| at).filter(is_start).collect();
    let ends = starts.iter().skip(1).copied().chain([error.len()]);
    starts.iter().zip(ends).map(|(start, end)| &error[*start..end]).collect()
}

#[test]
fn the_good_site_has_no_mistake() {
    assert_eq!(run(&good_site(), "build").succeeds().error, "");
    assert_eq!(run(&good_site(), "check").succeeds().error, "");
}

#[test]
fn a_mistake_that_gives_nothing_fails_and_so_does_one_that_is_not_made() {
    let silent = |edit, gives| try_out(&Mistake { name: "", edit, run: "build", gives }).is_err();
    let harmless = || Edit::Replace("content/cases/lima.md", "Water is", "Water was");
    assert!(silent(harmless(), Gives::Error(Code::BadDate, "content/cases/lima.md", &[])));
    assert!(silent(harmless(), Gives::Page("cases/lima/index.html", &["is <strong>short"], &[])));
    assert!(silent(harmless(), Gives::Page("cases/lima/index.html", &[], &["was <strong>short"])));
    let wrong = || Edit::Replace("content/cases/lima.md", "title: Lima, Peru\n", "");
    assert!(silent(wrong(), Gives::Error(Code::MissingKey, "content/cases/lima.md:3", &[])));
    assert!(silent(wrong(), Gives::Error(Code::MissingKey, "content/cases/lima.md:2", &["`city`"])));
    assert!(silent(wrong(), Gives::Warning(Code::MissingKey, "content/cases/lima.md:2", &[])));
    assert!(silent(wrong(), Gives::Page("cases/lima/index.html", &[], &[])));
    let twice = Edit::Replace("content/cases/lima.md", "Lima", "Rome");
    assert!(silent(twice, Gives::Page("cases/lima/index.html", &[], &[])));
}
