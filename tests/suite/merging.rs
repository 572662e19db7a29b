//! What holds for any two versions of a post and any work of an editor in between.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chancery::base::diag::{Code, Diagnostics};
use chancery::base::source::SourceFile;
use chancery::config::{self, Config};
use chancery::content;
use chancery::import::{self, Input, MediaOptions, Options};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;

use crate::support::{TestSite, rounds};

const CITIES: [&str; 3] = ["Oslo, Norway", "Lima, Peru", "Bern, Switzerland"];
const LABELS: [&str; 3] = ["Context:", "Key Actions:", "Achievements:"];
const WORDS: [&str; 8] =
    ["Water.", "Trams.", "C40 and ICLEI.", "Fish & chips.", "*not bold*", "مترو", "1. one", "key: value"];

/// A post: for each city, for each section, its paragraphs by their places in `WORDS`.
type Version = Vec<Vec<Vec<usize>>>;

fn section() -> impl Strategy<Value = Vec<usize>> {
    vec(0..WORDS.len(), 1..4)
}

fn version() -> impl Strategy<Value = Version> {
    vec(vec(section(), LABELS.len()), 1..=CITIES.len())
}

/// What changes in a post: sections by their places, and what they become.
fn changes() -> impl Strategy<Value = Vec<(Index, Index, Vec<usize>)>> {
    vec((any::<Index>(), any::<Index>(), section()), 0..4)
}

/// What an editor does to a line of a file.
#[derive(Debug, Clone, Copy)]
enum Edit {
    Replace,
    Insert,
    Remove,
}

fn edits() -> impl Strategy<Value = Vec<(Index, Edit)>> {
    let edit = proptest::sample::select(vec![Edit::Replace, Edit::Insert, Edit::Remove]);
    vec((any::<Index>(), edit), 0..4)
}

fn post(version: &Version) -> Vec<u8> {
    let section = |(label, paragraphs): (&&str, &Vec<usize>)| {
        let words: Vec<&str> = paragraphs.iter().map(|word| WORDS[*word]).collect();
        format!("<p><strong>{label}</strong> {}</p>", words.join("</p><p>"))
    };
    let city = |(heading, sections): (&&str, &Vec<Vec<usize>>)| {
        let sections: String = LABELS.iter().zip(sections).map(section).collect();
        format!("<h3>{heading}</h3>{sections}")
    };
    let html: String = CITIES.iter().zip(version).map(city).collect();
    json!({
        "id": 7, "slug": "cities", "status": "publish", "link": "https://old.example.org/en/cities/",
        "date": "2025-06-02T11:22:26", "title": {"rendered": "Cities"}, "content": {"rendered": html},
    })
    .to_string()
    .into_bytes()
}

fn config() -> &'static Config {
    static CONFIG: OnceLock<Config> = OnceLock::new();
    CONFIG.get_or_init(|| {
        let text = TestSite::new().read("site.yaml");
        config::read(&SourceFile::new("site.yaml", text), &RefCell::default()).unwrap()
    })
}

/// Imports a version; tells whether there was a conflict.
fn import(site: &TestSite, version: &Version) -> bool {
    let input = [Input::Bytes { name: "post.json".to_owned(), bytes: post(version) }];
    let mut problems = Diagnostics::new();
    let content = content::load_terms(&site.root(), config(), &mut problems).unwrap();
    let (options, media) = (Options::default(), MediaOptions::offline());
    import::import(&input, &site.root(), config(), &content, options, &media, &mut problems).unwrap();
    let problems = problems.into_sorted();
    assert!(problems.iter().all(|problem| problem.code == Code::ImportConflict), "{problems:?}");
    !problems.is_empty()
}

/// The files of a site that an editor sees, as texts.
fn texts(site: &TestSite) -> BTreeMap<String, String> {
    let files = site.files("content").into_iter().filter(|(path, _)| !path.starts_with('.'));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

/// An editor's version of a text, and the lines that are theirs. Front matter stays, as not every line of it may go.
fn edited(text: &str, edits: &[(Index, Edit)]) -> (String, BTreeSet<String>) {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut own = BTreeSet::new();
    let body = 1 + lines.iter().rposition(|line| line == "---").unwrap();
    for (number, (index, edit)) in edits.iter().enumerate() {
        let at = body + index.index(lines.len() - body);
        let line = format!("An editor wrote this, number {number}.");
        match edit {
            Edit::Replace => lines[at].clone_from(&line),
            Edit::Insert => lines.splice(at..at, [String::new(), line.clone(), String::new()]).for_each(drop),
            Edit::Remove => lines[at].clear(),
        }
        own.extend((!matches!(edit, Edit::Remove)).then_some(line));
    }
    own.retain(|line| lines.contains(line));
    (lines.iter().map(|line| format!("{line}\n")).collect(), own)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: rounds(250, 1000), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_second_import_takes_over_what_changed_and_keeps_what_an_editor_wrote(
        first in version(), changes in changes(), edits in edits(),
    ) {
        let mut second = first.clone();
        for (city, section, words) in changes {
            let city = city.index(second.len());
            second[city][section.index(LABELS.len())] = words;
        }
        let site = TestSite::new();
        prop_assert!(!import(&site, &first));
        let before = texts(&site);
        let (path, text) = before.iter().next_back().unwrap();
        let (mine, own) = edited(text, &edits);
        site.write(&format!("content/{path}"), &mine);
        let fresh = TestSite::new();
        prop_assert!(!import(&fresh, &second));
        let wanted = texts(&fresh);

        let is_conflict = import(&site, &second);
        let after = texts(&site);
        for (other, text) in after.iter().filter(|(other, _)| *other != path) {
            prop_assert_eq!(text, &wanted[other], "{} was touched by nobody", other);
        }
        let found = &after[path];
        if is_conflict {
            prop_assert_eq!(found, &mine, "a conflict leaves the editor's file alone");
            prop_assert!(mine != *text && wanted[path] != *text, "nobody is in conflict with nobody");
        } else {
            prop_assert!(mine != *text || *found == wanted[path], "{} is as the post has it", found);
            prop_assert!(wanted[path] != *text || *found == mine, "{} is as the editor left it", found);
            let lines: BTreeSet<&str> = found.lines().collect();
            for line in &own {
                prop_assert!(lines.contains(line.as_str()), "“{}” is missing in {}", line, found);
            }
            let old: BTreeSet<&str> = text.lines().collect();
            for line in wanted[path].lines().filter(|line| !old.contains(line)) {
                prop_assert!(lines.contains(line), "“{}” is missing in {}", line, found);
            }
        }
        prop_assert_eq!(import(&site, &second), is_conflict);
        prop_assert_eq!(texts(&site), after, "a third import changes nothing");
    }
}
