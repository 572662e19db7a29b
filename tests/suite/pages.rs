//! Reading built pages: what a reader sees, and what they link to.

use std::collections::BTreeSet;

use chancery::html::{Document, NodeData, NodeId, parse_fragment};

/// Elements within a line; all others end the word before them.
const INLINE: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "mark", "q", "s", "small", "span",
    "strong", "sub", "sup", "time", "u",
];

/// What a reader sees of some HTML, with white space between blocks.
pub fn visible_text(html: &str) -> String {
    let document = parse_fragment(html).document;
    let mut text = String::new();
    add_text(&document, document.root(), &mut text);
    text
}

fn add_text(document: &Document, node: NodeId, text: &mut String) {
    if let NodeData::Text(own) = document.data(node) {
        text.push_str(own);
    }
    if document.is_named(node, &["script", "style", "template"]) {
        return;
    }
    let is_block = !document.is_named(node, &INLINE) && document.name(node).is_some();
    let space = if is_block { " " } else { "" };
    text.push_str(space);
    for child in document.children(node) {
        add_text(document, child, text);
    }
    text.push_str(space);
}

/// The `<main>` of a page, as it is written.
pub fn main_of(html: &str) -> String {
    let start = html.find("<main").unwrap();
    let end = html.find("</main>").unwrap() + "</main>".len();
    format!("{}\n", &html[start..end])
}

/// The cases that a stretch of HTML links to.
pub fn linked_cases(html: &str) -> BTreeSet<String> {
    let links = html.split("href=\"/cases/").skip(1).filter_map(|rest| rest.split_once("/\"")).map(|(slug, _)| slug);
    links.filter(|slug| !slug.is_empty() && !slug.contains('"')).map(str::to_owned).collect()
}

/// The data for search engines on a page.
pub fn json_ld(html: &str) -> serde_json::Value {
    let (_, rest) = html.split_once("<script type=\"application/ld+json\">").unwrap();
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}
