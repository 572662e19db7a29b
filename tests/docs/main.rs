//! Holds the documents to the program: what they list is what there is, what they link to is there, and what they tell a
//! reader to run runs.
//!
//! Comes in: the documents, the source of the views and the built program. Whether the words are true is for people.
#![allow(
    clippy::disallowed_methods,
    reason = "the rules on disk and environment are for the program; these tests read the repository's own files"
)]
#![allow(clippy::panic, reason = "a document that cannot be read fails the test, also where a helper reads it")]

mod colours;
mod keys;
mod options;
mod readme;
mod strings;
mod views;

use std::fs;
use std::path::{Path, PathBuf};

use chancery::base::diag::Code;

#[test]
fn every_message_has_a_heading_and_every_heading_is_a_message() {
    let text = document("docs/diagnostics.md");
    let headings: Vec<&str> = prose(&text).into_iter().filter_map(|line| line.strip_prefix("## ")).collect();
    let codes: Vec<String> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(headings, codes);
}

/// `SECURITY.md` promises, and names for each promise the file of a test and its functions.
#[test]
fn every_promise_of_safety_names_a_test_that_is_there() {
    let text = document("SECURITY.md");
    let mut source = String::new();
    let (mut files, mut functions) = (0, 0);
    for name in text.split('`').skip(1).step_by(2) {
        if name.ends_with(".rs") {
            source = document(name);
            files += 1;
        } else if name.contains('_') && !name.contains(' ') && name != "allow_hosts" {
            assert!(source.contains(&format!("fn {name}()")), "`{name}` is no test of the file named before it");
            functions += 1;
        }
    }
    assert!(files > 10 && functions >= files, "{files} files, {functions} functions");
    let section = |part: &&str| part.lines().any(|line| line.starts_with("- "));
    for promise in text.split("\n## ").filter(section).flat_map(|part| part.split("\n- ").skip(1)) {
        assert!(promise.contains(".rs`: `") || promise.contains("fuzz"), "nothing holds this: {promise}");
    }
}

#[test]
fn every_local_link_leads_to_a_file_and_a_heading() {
    let mut broken = Vec::new();
    let mut count = 0;
    for path in documents() {
        for target in local_links(&document(&path)) {
            count += 1;
            let (file, heading) = target.split_once('#').unwrap_or((&target, ""));
            let folder = Path::new(&path).parent().unwrap_or(Path::new(""));
            let file = if file.is_empty() { PathBuf::from(&path) } else { folder.join(file) };
            if !root().join(&file).exists() {
                broken.push(format!("{path}: {target} is not there"));
            } else if !heading.is_empty() && !heading_ids(&file).contains(&heading.to_owned()) {
                broken.push(format!("{path}: {target} has no such heading"));
            }
        }
    }
    assert!(count > 0, "no link was found at all");
    assert!(broken.is_empty(), "{broken:#?}");
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All pages of the manual.
fn manual() -> String {
    let folder = root().join("docs/manual/content/pages");
    let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut pages: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    pages.sort();
    pages.iter().filter_map(|page| fs::read_to_string(page).ok()).collect()
}

/// The documents, relative to the root. The build of the manual looks after the links of its own.
fn documents() -> Vec<String> {
    let entries = fs::read_dir(root().join("docs")).unwrap_or_else(|error| panic!("docs: {error}"));
    let mut paths: Vec<String> = entries
        .filter_map(|entry| Some(format!("docs/{}", entry.ok()?.file_name().to_str()?)))
        .filter(|path| Path::new(path).extension().is_some_and(|extension| extension == "md"))
        .collect();
    paths.extend(["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "tests/README.md"].map(str::to_owned));
    paths.sort();
    paths
}

/// The lines of a document that stand in no block of code.
fn prose(text: &str) -> Vec<&str> {
    let mut in_code = false;
    text.lines()
        .filter(|line| {
            let is_fence = line.trim_start().starts_with("```");
            in_code ^= is_fence;
            !in_code && !is_fence
        })
        .collect()
}

/// The targets of the links to files of the repository and to headings; what stands in backticks is an example.
fn local_links(text: &str) -> Vec<String> {
    let mut targets = Vec::new();
    for line in prose(text) {
        let words: String = line.split('`').step_by(2).collect();
        for part in words.split("](").skip(1) {
            let target = part.split(')').next().unwrap_or_default();
            if !target.contains(':') {
                targets.push(target.to_owned());
            }
        }
    }
    targets
}

/// The ids that code hosts give to the headings of a document: small letters, digits and hyphens.
fn heading_ids(path: &Path) -> Vec<String> {
    let text = document(path.to_str().unwrap_or_default());
    let id = |heading: &str| -> String {
        let kept = heading.to_lowercase().replace(' ', "-");
        kept.chars().filter(|character| character.is_alphanumeric() || "-_".contains(*character)).collect()
    };
    let headings = prose(&text).into_iter().filter(|line| line.starts_with('#'));
    headings.map(|line| id(line.trim_start_matches('#').trim())).collect()
}
