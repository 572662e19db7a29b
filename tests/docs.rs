//! Holds the documents to the program: what they list is what there is, what they link to is there, and what they tell a
//! reader to run runs.
//!
//! Comes in: the documents, the source of the views and the built program. Whether the words are true is for people.
#![allow(
    clippy::disallowed_methods,
    reason = "the rules on disk and environment are for the program; these tests read the repository's own files"
)]
#![allow(clippy::panic, reason = "a document that cannot be read fails the test, also where a helper reads it")]

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use chancery::base::diag::{Code, Diagnostics};
use chancery::base::source::SourceFile;
use chancery::config::Config;
use chancery::{casefile, config};

#[test]
fn every_message_has_a_heading_and_every_heading_is_a_message() {
    let text = document("docs/diagnostics.md");
    let headings: Vec<&str> = prose(&text).into_iter().filter_map(|line| line.strip_prefix("## ")).collect();
    let codes: Vec<String> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(headings, codes);
}

#[test]
fn every_field_that_a_template_sees_is_in_the_table_of_its_view() {
    let views = fields_of_views(&views_source());
    assert!(views.contains_key("CaseView"), "the views were not found in their source");
    assert_eq!(tables_of_views(&document("docs/themes.md")), views);
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

/// `SNAPSHOTS=overwrite cargo test --test docs every_string` writes the document anew.
#[test]
fn every_string_of_the_theme_is_listed_with_its_words_and_with_who_uses_it() {
    const DOCUMENT: &str = "docs/theme-strings.md";
    let (start, _) =
        document(DOCUMENT).split_once("\n## ").map(|(start, rest)| (start.to_owned(), rest.to_owned())).unwrap();
    let wanted = format!("{start}{}", tables_of_strings());
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(root().join(DOCUMENT), &wanted).unwrap();
    }
    let (found, wanted): (Vec<String>, Vec<String>) = (lines(&document(DOCUMENT)), lines(&wanted));
    let missing: Vec<&String> = wanted.iter().filter(|line| !found.contains(line)).collect();
    let strange: Vec<&String> = found.iter().filter(|line| !wanted.contains(line)).collect();
    assert!(missing.is_empty() && strange.is_empty(), "{DOCUMENT} lacks {missing:#?}\nand has {strange:#?}");
    assert!(wanted.iter().all(|line| !line.ends_with("| |")), "nothing uses a string: {wanted:#?}");
}

#[test]
fn every_colour_of_the_style_sheet_is_in_the_table_of_colours() {
    let sheet = fs::read_to_string(root().join("themes/default/static/style.css")).unwrap();
    let (light, rest) = sheet.split_once("@media screen and (prefers-color-scheme: dark) {").unwrap();
    let (dark, _) = rest.split_once("\n}").unwrap();
    let colours = |text: &str| -> BTreeMap<String, String> {
        let colour = |line: &str| {
            let (name, value) = line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": ")?;
            value.starts_with('#').then(|| (name.to_owned(), value.to_owned()))
        };
        text.lines().filter_map(colour).collect()
    };
    let (light, dark) = (colours(light), colours(dark));
    assert!(light.len() > 10 && light.keys().eq(dark.keys()), "{light:?}\n{dark:?}");
    let of_sheet: BTreeMap<String, (String, String)> =
        light.into_iter().map(|(name, value)| (name.clone(), (value, dark[&name].clone()))).collect();
    let text = document("docs/themes.md");
    let (_, section) = text.split_once("\n## Colours\n").unwrap();
    let row = |line: &str| {
        let mut cells = line.strip_prefix("| `")?.split("` | `");
        let (name, light) = (cells.next()?.to_owned(), cells.next()?.to_owned());
        Some((name, (light, cells.next()?.split('`').next()?.to_owned())))
    };
    let told: BTreeMap<_, _> = section.lines().take_while(|line| !line.starts_with("## ")).filter_map(row).collect();
    assert_eq!(told, of_sheet);
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

#[test]
fn every_key_that_can_be_written_is_in_the_manual() {
    let manual = document("docs/manual.md");
    let missing: Vec<String> =
        keys_of_all_files().into_iter().filter(|key| !manual.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

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
            in_table.insert((command.to_owned(), option.clone(), value.clone()));
        }
    }
    let missing: Vec<_> = options.difference(&in_table).collect();
    let strange: Vec<_> = in_table.difference(&options).collect();
    assert!(missing.is_empty() && strange.is_empty(), "not in the table: {missing:#?}\nin no definition: {strange:#?}");
}

#[test]
fn every_option_in_the_manual_is_one() {
    let manual = document("docs/manual.md");
    let (mut commands, mut options) = (BTreeSet::new(), BTreeSet::new());
    collect(&chancery::cli::command(), &[], &mut commands, &mut options);
    let known: BTreeSet<&str> = options.iter().map(|(_, option, _)| option.as_str()).collect();
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

#[test]
fn the_commands_of_the_readme_run() {
    let folder = copy_of_the_site();
    for command in shell_commands(&document("README.md")) {
        if command == "cargo test" {
            continue;
        }
        let arguments = command
            .strip_prefix("cargo run --release -- ")
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
    let expected = ["cargo run --release -- import tests/imports/seed/post.json --offline --build", "cargo test"];
    assert_eq!(commands.get(..2), Some(expected.map(str::to_owned).as_slice()));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The source of the views, which is spread over several files.
fn views_source() -> String {
    let entries =
        fs::read_dir(root().join("src/theme/views")).unwrap_or_else(|error| panic!("src/theme/views: {error}"));
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    files.iter().map(|file| fs::read_to_string(file).unwrap_or_default()).collect()
}

fn document(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

/// The tables of all strings: a heading for each group of `en.yaml`, a row for each string with who asks for it.
fn tables_of_strings() -> String {
    let mut tables = String::new();
    let users = users_of_strings();
    let english = document("themes/default/strings/en.yaml");
    // The first comment is about the file.
    let (_, english) = english.split_once("\n\n").unwrap_or_default();
    for line in english.lines() {
        if let Some(group) = line.strip_prefix("# ") {
            tables += &format!("\n## {group}\n\n| key | English | used by |\n| --- | --- | --- |\n");
        } else if let Some((key, words)) = line.split_once(": ") {
            let is_used = |text: &str| text.contains(&format!("\"{key}\"")) || text.contains(&format!("'{key}'"));
            // Some keys are put together from a beginning and an id.
            let beginning = format!("\"{}_{{}}\"", key.split('_').next().unwrap_or(key));
            let named = users.iter().filter(|(_, text)| is_used(text)).map(|(name, _)| name);
            let mut named: Vec<&String> = named.collect();
            if named.is_empty() {
                named.extend(users.iter().filter(|(_, text)| text.contains(&beginning)).map(|(name, _)| name));
            }
            named.dedup();
            let named: Vec<&str> = named.into_iter().map(String::as_str).collect();
            let words = words.trim_matches('"').replace('|', "\\|");
            tables += &format!("| `{key}` | {words} | {} |\n", named.join(", "));
        }
    }
    tables
}

/// Who may ask for strings, with their texts: templates and scripts by name, and the program as one.
fn users_of_strings() -> Vec<(String, String)> {
    let mut users = Vec::new();
    for folder in ["themes/default/templates", "themes/default/static"] {
        for path in files_below(&root().join(folder)) {
            let name = path.strip_prefix(root().join(folder)).unwrap_or(&path).display().to_string();
            if let Ok(text) = fs::read_to_string(&path) {
                users.push((format!("`{name}`"), text));
            }
        }
    }
    let sources = files_below(&root().join("src"));
    let text = |path: &PathBuf| -> Option<String> {
        let text = fs::read_to_string(path).ok().filter(|_| path.extension().is_some_and(|ending| ending == "rs"))?;
        Some(text.split("#[cfg(test)]").next()?.to_owned())
    };
    let is_maker =
        |path: &&PathBuf| !path.to_string_lossy().contains("test") && !path.to_string_lossy().contains("sample_views");
    let program: String = sources.iter().filter(is_maker).filter_map(text).collect();
    users.push(("the program".to_owned(), program));
    users
}

/// All files below a folder, sorted.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut entries: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    entries.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The documents, relative to the root.
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

/// The fields of each view, in order, as the source has them.
fn fields_of_views(source: &str) -> BTreeMap<String, Vec<String>> {
    let mut views: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source.lines() {
        let name = line.strip_prefix("pub struct ").and_then(|rest| rest.strip_suffix(" {"));
        if let Some(name) = name.map(|name| name.trim_end_matches("<'a>")) {
            name.clone_into(&mut current);
            if name.ends_with("View") {
                views.entry(current.clone()).or_default();
            }
        } else if let Some((name, _)) = line.strip_prefix("    pub ").and_then(|rest| rest.split_once(": "))
            && !name.starts_with("fn ")
            // Values within views have fields of their own, which no template sees.
            && let Some(fields) = views.get_mut(&current)
        {
            fields.push(name.to_owned());
        }
    }
    views
}

/// The first cells of the tables below the headings that are names of views.
fn tables_of_views(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut views: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = None;
    for line in prose(text) {
        if line.starts_with('#') {
            current = line.strip_prefix("### ").filter(|name| name.ends_with("View")).map(str::to_owned);
            views.extend(current.iter().map(|name| (name.clone(), Vec::new())));
        } else if let (Some(name), Some(cell)) = (&current, line.strip_prefix("| `")) {
            let field = cell.split('`').next().unwrap_or_default();
            views.entry(name.clone()).or_default().push(field.to_owned());
        }
    }
    views
}

/// Every key of the front matter of every kind of file, and of `site.yaml`. The program itself tells them when it meets a
/// key that is like none of them.
fn keys_of_all_files() -> Vec<String> {
    const STRANGE: &str = "zzzzzzzzzzzzzzzz";
    let yaml = format!("title: A\nbase_url: https://example.org/\n{STRANGE}: 1\n");
    let mut keys = keys_told(&SourceFile::new("site.yaml", yaml), |source, problems| {
        config::read(source, problems);
    });
    let config = site_config();
    let file = SourceFile::new("content/x/a.md", format!("---\n{STRANGE}: 1\nimage:\n  {STRANGE}: 1\n---\n"));
    keys.extend(keys_told(&file, |source, problems| {
        casefile::read_case(source, &config, problems);
    }));
    keys.extend(keys_told(&file, |source, problems| {
        casefile::read_article(source, problems);
    }));
    keys.extend(keys_told(&file, |source, problems| {
        casefile::read_page(source, problems);
    }));
    for place in 0..config.taxonomies.len() {
        keys.extend(keys_told(&file, |source, problems| {
            casefile::read_term(source, (&config, place), problems);
        }));
    }
    keys
}

fn keys_told(source: &Arc<SourceFile>, read: impl Fn(&Arc<SourceFile>, &RefCell<Diagnostics>)) -> Vec<String> {
    let problems = RefCell::default();
    read(source, &problems);
    let helps = problems.into_inner().into_sorted().into_iter().filter_map(|problem| Some(problem.help?.english()));
    let keys: Vec<String> = helps
        .filter_map(|help| help.strip_prefix("the keys that can stand here are ").map(str::to_owned))
        .flat_map(|list| list.split(", ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert!(!keys.is_empty(), "no message told the keys");
    keys
}

fn site_config() -> Config {
    let source = SourceFile::new("site.yaml", document("site.yaml"));
    config::read(&source, &RefCell::default()).unwrap_or_else(|| panic!("site.yaml has a mistake"))
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
