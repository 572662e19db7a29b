//! Real exports, which are not ours to publish. `CHANCERY_WORDPRESS` names a folder of them; without it these tests have
//! nothing to look at and pass. Each file must import with nothing lost that has no reason, and every post of it must read
//! the same in Markdown.
#![allow(clippy::print_stdout, reason = "an engineer who asks for it reads the table")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chancery::html::parse_fragment;
use chancery::markdown::plain_text;
use serde_json::{Value as Json, json};

use crate::round_trip::round_trip;
use crate::support::{Run, TODAY, TestSite, files_below, in_repository};

/// The folder of real exports, where the environment names one.
pub fn folder_of_exports() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("CHANCERY_WORDPRESS").filter(|value| !value.is_empty())?);
    assert!(folder.is_dir(), "CHANCERY_WORDPRESS names {}, which is no folder", folder.display());
    Some(folder)
}

/// A post of this content, as the REST API gives it.
fn post_of(id: usize, html: &str) -> Json {
    json!({"id": id, "slug": format!("post-{id}"), "link": format!("https://old.example.org/post-{id}/"),
        "title": {"rendered": format!("Post {id}")}, "content": {"rendered": html}})
}

/// What of a file can be imported: answers and exports as they are, HTML as the content of a post, and each case of
/// Turndown's suite as one. None for other files.
fn importable(path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    if path == "turndown/cases.json" {
        let cases: Vec<Json> = serde_json::from_slice(bytes).unwrap();
        let posts = cases.iter().enumerate().map(|(id, case)| post_of(id, case["html"].as_str().unwrap()));
        return Some(Json::Array(posts.collect()).to_string().into_bytes());
    }
    match Path::new(path).extension()?.to_str()? {
        "json" | "xml" => Some(bytes.to_vec()),
        "html" => Some(post_of(1, &String::from_utf8_lossy(bytes)).to_string().into_bytes()),
        _ => None,
    }
}

/// A line of the table: what became of a file.
#[derive(Default)]
struct Tally {
    posts: usize,
    words: u64,
    words_written: u64,
    /// How many words the report names as left out.
    words_named: usize,
    /// How often something was left out, by its reason.
    dropped: BTreeMap<String, u64>,
}

impl Tally {
    fn of(report: &Json) -> Self {
        let mut tally = Self::default();
        for post in report["posts"].as_array().unwrap() {
            assert_eq!(post["losses"], json!([]), "{}", post["title"]);
            tally.posts += 1;
            tally.words += post["words"].as_u64().unwrap();
            tally.words_written += post["words_written"].as_u64().unwrap();
            for dropped in post["dropped"].as_array().unwrap() {
                let text = |key: &str| dropped[key].as_str().unwrap();
                *tally.dropped.entry(text("what").to_owned()).or_default() += dropped["count"].as_u64().unwrap();
                tally.words_named += text("text").split(|letter: char| !letter.is_alphanumeric()).count();
            }
        }
        for skipped in report["skipped"].as_array().unwrap() {
            let what = format!("{}, which is no text of a site", skipped["what"].as_str().unwrap());
            *tally.dropped.entry(what).or_default() += skipped["count"].as_u64().unwrap();
        }
        tally
    }

    fn line(&self, path: &str, error: &str) -> String {
        let mut reasons: Vec<String> = self.dropped.iter().map(|(what, count)| format!("{count} × {what}")).collect();
        if self.posts == 0 {
            reasons.extend(error.lines().filter_map(|line| line.strip_prefix("error")).map(str::to_owned));
        }
        let reasons = if reasons.is_empty() { "nothing".to_owned() } else { reasons.join("; ") };
        format!("| {path} | {} | {} | {} | {reasons} |", self.posts, self.words, self.words_written)
    }
}

/// The words of text, in small letters.
fn words(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// The words of content files that no built page shows.
fn words_on_no_page(site: &TestSite) -> BTreeSet<String> {
    let mut shown = BTreeSet::new();
    for (_, page) in site.files("output").into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let document = parse_fragment(&String::from_utf8(page).unwrap()).document;
        shown.extend(words(&document.text(document.root())));
    }
    let mut written = BTreeSet::new();
    for folder in ["cases", "articles", "pages"] {
        for (path, _) in site.files(&format!("content/{folder}")).into_iter().filter(|(path, _)| path.ends_with(".md"))
        {
            let file = format!("{folder}/{}", path.trim_end_matches(".md"));
            written.extend(words(&plain_text(&site.body(&file))));
        }
    }
    written.difference(&shown).cloned().collect()
}

fn import(site: &TestSite, path: &str) -> (Run, Tally) {
    let run = site.run(&["import", path, "--offline", "--format", "json"]);
    assert!(run.code < 2, "{path}: {}", run.error);
    assert!(!run.error.contains("content-lost]") && !run.error.contains("import-round-trip]"), "{path}: {}", run.error);
    let tally = Tally::of(&serde_json::from_str(&run.out).unwrap());
    assert!(tally.posts > 0 || run.code == 1, "{path} gave no post, and nobody was told why");
    (run, tally)
}

#[test]
#[ignore = "needs real exports, which are not ours to publish: CHANCERY_WORDPRESS names their folder"]
fn nothing_of_a_real_export_is_lost_without_a_reason() {
    let folder = folder_of_exports().expect("CHANCERY_WORDPRESS names the folder of real exports");
    println!("| file | posts | words in | words out | left out, with the reason |\n| --- | --- | --- | --- | --- |");
    let mut posts = 0;
    for (path, bytes) in files_below(&folder) {
        let Some(bytes) = importable(&path, &bytes) else { continue };
        let site = TestSite::init().file("input", bytes);
        let (run, tally) = import(&site, "input");
        println!("{}", tally.line(&path, &run.error));
        posts += tally.posts;
        let missing = usize::try_from(tally.words - tally.words_written).unwrap();
        assert!(missing <= tally.words_named, "{path}: {missing} words are in no file, {} named", tally.words_named);
        let files = site.files("content");
        import(&site, "input");
        assert!(site.files("content") == files, "{path}: the second import changed something");
        // Nothing was fetched: pictures are still elsewhere, and pages link to them.
        site.run(&["build", "--drafts", "--date", TODAY]).succeeds();
        assert_eq!(words_on_no_page(&site), BTreeSet::new(), "{path}");
    }
    assert!(posts > 0, "{} holds no post", folder.display());
}

/// The HTML of all posts in a JSON file.
fn contents(bytes: &[u8]) -> Vec<String> {
    let json: Json = serde_json::from_slice(bytes).unwrap_or_default();
    let posts = json.as_array().cloned().unwrap_or_else(|| vec![json.clone()]);
    let html = posts.iter().filter_map(|post| post.pointer("/content/rendered").and_then(Json::as_str));
    html.map(str::to_owned).collect()
}

#[test]
fn every_real_post_reads_the_same_in_markdown() {
    let mut files = files_below(&in_repository("tests/imports"));
    let ours = files.len();
    files.extend(folder_of_exports().map(|folder| files_below(&folder)).unwrap_or_default());
    let mut posts = 0;
    for (path, bytes) in files {
        let contents = if path.ends_with(".html") {
            vec![String::from_utf8_lossy(&bytes).into_owned()]
        } else {
            importable(&path, &bytes).map(|bytes| contents(&bytes)).unwrap_or_default()
        };
        for html in contents {
            posts += 1;
            round_trip(&html).unwrap_or_else(|difference| panic!("{path}: {difference}"));
        }
    }
    assert!(ours > 0 && posts > 0);
}
