//! The suite of Turndown, the converter that most importers use, held against ours. It runs where `CHANCERY_WORDPRESS` names
//! a folder with real exports; without it there is nothing to compare with.
//!
//! A case counts as *equal* if our Markdown is Turndown's to the byte, and as *equivalent* if both render to the same HTML.
#![allow(clippy::print_stdout, reason = "an engineer who asks for it reads the table")]

use serde::Deserialize;
use serde_json::Value as Json;

use crate::real_exports::folder_of_exports;
use crate::round_trip::{render, round_trip};

/// How many of the cases have to be equal or equivalent.
const WANTED: usize = 140;

#[derive(Deserialize)]
struct Case {
    name: String,
    html: String,
    options: Json,
    markdown: String,
}

#[test]
#[ignore = "needs the suite of Turndown, which is not ours to publish: CHANCERY_WORDPRESS names its folder"]
fn the_suite_of_turndown_gives_the_same_markdown_or_the_same_page() {
    let folder = folder_of_exports().expect("CHANCERY_WORDPRESS names the folder of real exports");
    let text = std::fs::read_to_string(folder.join("turndown/cases.json")).unwrap();
    let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
    let (mut equal, mut equivalent, mut others) = (0, 0, Vec::new());
    for case in &cases {
        let ours = round_trip(&case.html).unwrap_or_else(|difference| panic!("{}: {difference}", case.name)).markdown;
        if ours.trim_end_matches('\n') == case.markdown {
            equal += 1;
        } else if render(&ours) == render(&format!("{}\n", case.markdown)) {
            equivalent += 1;
        } else {
            others.push((case, ours));
        }
    }
    for (case, ours) in &others {
        let Case { name, html, options, markdown } = case;
        println!("--- {name} {options}\n{html}\n--- Turndown\n{markdown}\n--- Chancery\n{ours}");
    }
    println!("{} cases: {equal} equal, {equivalent} equivalent, {} others", cases.len(), others.len());
    assert!(equal + equivalent >= WANTED, "only {equal} equal and {equivalent} equivalent of {}", cases.len());
}
