//! The scan finds what a browser's parser finds, in pages of any shape.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::scan::loads;
use crate::html::parse_fragment;

const VALUES: [&str; 10] = [
    "https://a.example/x.png",
    "//b.example/y?z=1&amp;w=2",
    "http://own.example/z.css",
    "/local/x.png",
    "a &lt; b &quot;c&quot; https://c.example",
    "a <b> c <i",
    "x.png 1x, https://d.example/y.png 2x",
    "stylesheet",
    "canonical",
    "background: url(https://e.example/z)",
];
const NAMES: [&str; 11] =
    ["src", "href", "alt", "title", "srcset", "rel", "poster", "data", "cite", "style", "data-src"];
const ELEMENTS: [&str; 12] =
    ["img", "a", "script", "iframe", "link", "source", "video", "p", "b", "object", "input", "blockquote"];
/// Elements whose content is no markup; they end at once.
const CLOSED: [&str; 2] = ["script", "iframe"];

fn element() -> impl Strategy<Value = String> {
    let attribute = (select(&NAMES[..]), select(&VALUES[..]), select(&["\"", "'", ""][..]));
    (select(&ELEMENTS[..]), vec(attribute, 0..4), any::<bool>()).prop_map(|(name, attributes, closes)| {
        let mut tag = format!("<{name}");
        let mut seen = BTreeSet::new();
        for (attribute, value, quote) in attributes.into_iter().filter(|(name, ..)| seen.insert(*name)) {
            // Without quotes, a value ends at the first space or bracket.
            let quote = if value.contains([' ', '<', '>']) && quote.is_empty() { "\"" } else { quote };
            tag.push_str(&format!(" {attribute}={quote}{value}{quote}"));
        }
        tag.push('>');
        if closes || CLOSED.contains(&name) {
            tag.push_str(&format!("</{name}>"));
        }
        tag
    })
}

fn page() -> impl Strategy<Value = String> {
    let text = select(
        &[
            "plain",
            " https://a.example/x ",
            "a < b //a.example",
            "=\"https://a.example/x\"",
            "&lt;img src=https://a.example/x&gt;",
            "<!-- <img src=\"https://a.example/x\"> -->",
            "<script>let a = \"https://a.example/x\", b = '<img src=\"//a.example/y\">';</script>",
            "<style>p { background: url(\"https://f.example/x\") } /* url(https://g.example) */</style>",
        ][..],
    );
    vec(prop_oneof![text.prop_map(str::to_owned), element()], 0..12).prop_map(|parts| parts.concat())
}

/// What the page loads, as the tree of a browser's parser has it.
fn loads_of_tree(html: &str) -> BTreeSet<String> {
    let document = parse_fragment(html).document;
    let mut found = BTreeSet::new();
    for node in document.descendants(document.root()) {
        let name = document.name(node).unwrap_or_default();
        let attribute = |key: &str| document.attribute(node, key);
        // A script of SVG has its address in `href`; the scan does not ask whose script it is.
        let is_sheet = name == "link" && attribute("rel") == Some("stylesheet") || name == "script";
        found.extend(["src", "poster"].iter().filter_map(|key| attribute(key)).map(str::to_owned));
        found.extend(attribute("data").filter(|_| name == "object").map(str::to_owned));
        found.extend(attribute("href").filter(|_| is_sheet).map(str::to_owned));
        let set = attribute("srcset").unwrap_or_default();
        found.extend(set.split(',').filter_map(|part| part.split_whitespace().next()).map(str::to_owned));
        let style =
            if name == "style" { document.text(node) } else { attribute("style").unwrap_or_default().to_owned() };
        let style = style.split("/*").next().unwrap_or_default().to_owned();
        let urls = style.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
        found.extend(urls.map(|url| url.trim_matches('"').to_owned()));
    }
    found.retain(|address| {
        let is_web = ["https://", "http://", "//"].iter().any(|start| address.starts_with(start));
        is_web && !address.contains("own.example")
    });
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_scan_finds_what_a_parser_finds(html in page()) {
        let allowed = BTreeSet::from(["own.example".to_owned()]);
        let scanned: BTreeSet<String> =
            loads("x.html", html.as_bytes(), "own.example", &allowed).into_iter().map(|load| load.address).collect();
        prop_assert_eq!(scanned, loads_of_tree(&html));
    }
}
