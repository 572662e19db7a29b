//! Every visible word of the seed is in the files that its import wrote, in the post's order.

use std::fs;

use pulldown_cmark::{Parser, html::push_html};
use serde_json::Value as Json;

use crate::pages::visible_text;
use crate::seed::{post_file, truth};
use crate::support::TestSite;

/// A word of a file.
#[derive(Debug)]
struct Word {
    text: String,
    /// Does it stand in a heading? Headings are the post's labels, in the spelling of `site.yaml`.
    in_heading: bool,
}

impl Word {
    fn is(&self, of_post: &str) -> bool {
        self.text == of_post || (self.in_heading && self.text.eq_ignore_ascii_case(of_post.trim_end_matches(':')))
    }
}

fn words(text: &str, in_heading: bool) -> Vec<Word> {
    text.split_whitespace().map(|word| Word { text: word.to_owned(), in_heading }).collect()
}

/// The words of Markdown, by a reader that is not the program's own.
fn markdown_words(markdown: &str) -> Vec<Word> {
    let mut all = Vec::new();
    for block in markdown.trim().split("\n\n") {
        let mut html = String::new();
        push_html(&mut html, Parser::new(block));
        all.extend(words(&visible_text(&html), block.starts_with('#')));
    }
    all
}

/// A file's front matter and its body.
fn parts(text: &str) -> (Json, &str) {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    (serde_yaml::from_str(front).unwrap(), body)
}

#[test]
fn every_word_is_in_the_files_in_its_order() {
    let site = TestSite::init();
    site.import(&post_file()).succeeds();
    let mut written = Vec::new();
    let article = site.read("content/articles/successful-examples-of-urban-diplomacy.md");
    written.extend(markdown_words(parts(&article).1));
    for case in truth().cases {
        let text = site.read(&format!("content/cases/{}.md", case.slug));
        let (front, body) = parts(&text);
        written.extend(words(front["title"].as_str().unwrap(), false));
        written.extend(markdown_words(body));
        written.extend(words(front["image"]["caption"].as_str().unwrap(), false));
    }
    let post: Json = serde_json::from_slice(&fs::read(post_file()).unwrap()).unwrap();
    let post = if post.is_array() { &post[0] } else { &post };
    let html = visible_text(post["content"]["rendered"].as_str().unwrap());
    let of_post: Vec<&str> = html.split_whitespace().collect();

    assert!(of_post.len() > 1000, "the post has {} words", of_post.len());
    for (index, (wanted, found)) in of_post.iter().zip(&written).enumerate() {
        let before = of_post[index.saturating_sub(8)..index].join(" ");
        assert!(found.is(wanted), "behind “{before}” stands “{wanted}”, and the files go on with “{}”", found.text);
    }
    assert_eq!(of_post.len(), written.len());
}
