//! The commands of the README, run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{document, root};

#[test]
fn the_commands_of_the_readme_run() {
    let folder = copy_of_the_site();
    for command in shell_commands(&document("README.md")) {
        if command == "cargo test" {
            continue;
        }
        let arguments = command
            .strip_prefix("cargo run -- ")
            .or_else(|| command.strip_prefix("chancery "))
            .unwrap_or_else(|| panic!("the README tells to run `{command}`, which this test does not know"));
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(arguments.split_whitespace())
            .current_dir(&folder)
            .output()
            .unwrap_or_else(|error| panic!("`{command}` could not be started: {error}"));
        assert!(output.status.success(), "`{command}` failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    for page in ["output/index.html", "output/cases/paris/index.html", "my-site/output/cases/paris/index.html"] {
        assert!(folder.join(page).exists(), "{page} was not built");
    }
}

#[test]
fn the_readme_begins_with_the_two_commands_of_a_fresh_machine() {
    let commands = shell_commands(&document("README.md"));
    let expected = ["cargo run -- import tests/imports/seed/post.json --offline --build", "cargo test"];
    assert_eq!(commands.get(..2), Some(expected.map(str::to_owned).as_slice()));
}

/// The commands in the blocks of a document that are marked as `sh`, in order.
fn shell_commands(text: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut language = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), language) {
            (Some(name), None) => language = Some(name),
            (Some(_), Some(_)) => language = None,
            (None, Some("sh")) if !line.trim().is_empty() => commands.push(line.to_owned()),
            (None, _) => {}
        }
    }
    commands
}

/// A copy of what the commands of the README need, beside the build's own files.
fn copy_of_the_site() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    }
    for part in ["site.yaml", "content", "themes", "assets", "tests/imports"] {
        copy(&root().join(part), &folder.join(part));
    }
    copy(&root().join("tests/imports/seed/post.json"), &folder.join("post.json"));
    folder
}

fn copy(from: &Path, to: &Path) {
    let failed = |error: std::io::Error| -> () { panic!("{}: {error}", from.display()) };
    if from.is_dir() {
        for entry in fs::read_dir(from).into_iter().flatten().flatten() {
            copy(&entry.path(), &to.join(entry.file_name()));
        }
        return;
    }
    to.parent().map_or(Ok(()), fs::create_dir_all).unwrap_or_else(failed);
    fs::copy(from, to).map(drop).unwrap_or_else(failed);
}
