//! What holds for any HTML at all. In: generated trees and tag soup. Out: nothing, or the smallest HTML that breaks a promise.

use super::block::{Block, make_comparable};
use super::read::Reader;
use super::{
    Converted, Document, MarkdownOptions, clean, markdown_options, parse_fragment, plain_paragraphs, to_markdown,
    without_controls,
};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Words that would act as Markdown if they were not escaped, and words of the kinds that the publication has.
const WORDS: [&str; 44] = [
    "city",
    "تهران",
    "می\u{200c}رود",
    "«کتاب»",
    "CO₂",
    "“x”",
    "&amp;copy;",
    "&lt;b&gt;",
    "1.",
    "2)",
    "#",
    "-",
    "+",
    "*",
    "_",
    "**x**",
    "_y_",
    "~~z~~",
    "[a](b)",
    "[^1]",
    "[1]",
    "[a]: b",
    "`c`",
    "|",
    "---",
    "===",
    "&gt;",
    "!",
    "\\",
    "a*b",
    "snake_case",
    ":--",
    "&nbsp;",
    "x&nbsp;",
    "U.S.",
    "...",
    "(",
    ")",
    "&quot;",
    "'",
    "http://a.b",
    "\n",
    "🙂",
    "~~~",
];
const INLINE: [&str; 16] = [
    "b",
    "strong",
    "i",
    "em",
    "s",
    "del",
    "code",
    "sub",
    "sup",
    "u",
    "span",
    "a href=\"x\"",
    "a href=\"y z\" title='q\"'",
    "mark",
    "a href=\"http://a.b/?c&amp;d=(e)\"",
    "abbr title=t",
];
const BLOCKS: [&str; 19] = [
    "p",
    "p",
    "p",
    "div",
    "h2",
    "h4",
    "blockquote",
    "pre",
    "ul",
    "ol",
    "ol start=7",
    "li",
    "li",
    "table",
    "dl",
    "figure",
    "figure class=x",
    "details",
    "section",
];
const SINGLE: [&str; 6] =
    ["<br>", "<img src=\"i.png\" alt=\"a [b] *c*\">", "<img src=\"i (1.png\">", "<hr>", "<p>&nbsp;</p>", "<!-- c -->"];

fn element(tag: &str, inner: &str) -> String {
    let name = tag.split(' ').next().unwrap_or(tag);
    match name {
        "ul" | "ol" => format!("<{tag}><li>{inner}</li><li>z</li></{name}>"),
        "dl" => format!("<dl><dt>t</dt><dd>{inner}</dd></dl>"),
        "table" => format!("<table><tr><th>h</th><td>{inner}</td></tr><tr><td>y</td></tr></table>"),
        "figure" if tag.len() > name.len() => {
            format!("<figure><img src=f.png>{inner}<figcaption>c <i>{inner}</i></figcaption></figure>")
        }
        "details" => format!("<details><summary>{inner}</summary>{inner}</details>"),
        _ => format!("<{tag}>{inner}</{name}>"),
    }
}

/// Text, with and without spaces between the words, and marks around some of it.
fn line() -> impl Strategy<Value = String> {
    let word = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    let single = prop::sample::select(&SINGLE[..3]).prop_map(str::to_owned);
    let leaf = prop_oneof![5 => word, 1 => single];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let parts = prop::collection::vec((inner, any::<bool>()), 1..4);
        (parts, prop::option::of(prop::sample::select(&INLINE[..]))).prop_map(|(parts, tag)| {
            let text: String = parts.into_iter().map(|(part, space)| part + if space { " " } else { "" }).collect();
            tag.map_or(text.clone(), |tag| element(tag, &text))
        })
    })
}

fn blocks() -> impl Strategy<Value = String> {
    let single = prop::sample::select(&SINGLE[3..]).prop_map(str::to_owned);
    let leaf = prop_oneof![6 => line(), 1 => single];
    leaf.prop_recursive(4, 20, 3, |inner| {
        (prop::sample::select(&BLOCKS[..]), prop::collection::vec(inner, 1..4))
            .prop_map(|(tag, parts)| element(tag, &parts.concat()))
    })
}

/// Tags in any order, open or closed.
fn soup() -> impl Strategy<Value = String> {
    let tag = prop_oneof![prop::sample::select(&INLINE[..]), prop::sample::select(&BLOCKS[..])];
    let tag = (tag, any::<bool>()).prop_map(|(tag, opens)| {
        let name = tag.split(' ').next().unwrap_or(tag);
        if opens { format!("<{tag}>") } else { format!("</{name}>") }
    });
    let word = prop::sample::select(&WORDS[..]).prop_map(str::to_owned);
    let single = prop::sample::select(&SINGLE[..]).prop_map(str::to_owned);
    prop::collection::vec(prop_oneof![4 => tag, 4 => word, 1 => single, 2 => Just(" ".to_owned())], 1..30)
        .prop_map(|parts| parts.concat())
}

fn read(document: &Document) -> Vec<Block> {
    let mut reader = Reader { document, options: MarkdownOptions::default(), notes: Vec::new() };
    let mut blocks = reader.blocks(&[document.root()], &[]);
    make_comparable(&mut blocks);
    blocks
}

/// All that is seen of the text; what has no width is compared with the blocks.
fn words(document: &Document) -> String {
    let is_seen = |c: &char| !super::text::is_blank_text(c.encode_utf8(&mut [0; 4]));
    document.text(document.root()).chars().filter(is_seen).collect()
}

/// The title of a picture is its caption: the text with it in its place.
fn with_captions(document: &Document) -> Document {
    let mut shown = document.clone();
    for picture in document.descendants(document.root()) {
        if let Some(title) = document.attribute(picture, "title").filter(|_| document.is_named(picture, &["img"])) {
            let (caption, after) = (shown.new_text(title), shown.new_element("wbr", &[]));
            shown.insert_before(picture, after);
            shown.insert_before(after, picture);
            shown.insert_before(after, caption);
        }
    }
    shown
}

/// Where all links lead, those around nothing too.
fn addresses(document: &Document) -> BTreeSet<&str> {
    let links = document.descendants(document.root()).filter(|node| document.is_named(*node, &["a"]));
    links.filter_map(|link| document.attribute(link, "href")).collect()
}

/// Converts and reads again: blocks, words, links and pictures must be the same.
fn check(html: &str) -> Result<Converted, TestCaseError> {
    let mut document = parse_fragment(html).document;
    // Control characters are seen by nobody.
    let text = without_controls(&words(&document)).into_owned();
    clean(&mut document);
    let converted = to_markdown(&document, &[document.root()], MarkdownOptions::default());
    let mut rendered = String::new();
    let parser = pulldown_cmark::Parser::new_ext(&converted.markdown, markdown_options());
    pulldown_cmark::html::push_html(&mut rendered, parser);
    let again = parse_fragment(&rendered).document;
    prop_assert_eq!(words(&with_captions(&again)), text, "{} => {}", html, &converted.markdown);
    prop_assert_eq!(read(&again), read(&document), "{} => {}", html, &converted.markdown);
    Ok(converted)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_trees_read_the_same_in_markdown(html in prop::collection::vec(blocks(), 1..4)) {
        check(&html.concat())?;
    }

    #[test]
    fn tag_soup_reads_the_same_in_markdown(html in soup()) {
        check(&html)?;
    }

    #[test]
    fn plain_paragraphs_have_all_words_and_links(html in soup()) {
        let document = parse_fragment(&html).document;
        let plain = plain_paragraphs(&document, &[document.root()]);
        let letters = |document: &Document| words(document).split_whitespace().collect::<String>();
        prop_assert_eq!(letters(&plain), letters(&document), "{}", html);
        prop_assert_eq!(addresses(&plain), addresses(&document), "{}", html);
    }

    #[test]
    fn ordinary_lines_need_no_kept_html(html in line()) {
        let converted = check(&format!("<p>{html}</p>"))?;
        // A caption with marks of its own is one that Markdown cannot say.
        let is_figure = converted.kept_html.iter().all(|html| html.starts_with("<figure>"));
        prop_assert!(is_figure, "{}", converted.markdown);
    }

    #[test]
    fn any_text_at_all_is_read(html in "[ -~\u{0}-\u{1f}\u{80}-\u{a5}\u{2000}-\u{2030}\u{feff}\u{3000}&</a-d;#]{0,30}") {
        check(&html)?;
    }

    #[test]
    fn serialised_trees_parse_to_the_same_text(html in soup()) {
        let document = parse_fragment(&html).document;
        let again = parse_fragment(&document.serialize(document.root())).document;
        prop_assert_eq!(words(&again), words(&document));
    }
}

#[test]
fn what_stands_beside_a_group_of_a_list_of_definitions_is_set_off_from_it() {
    check("<dl>[a]: b<div>a*b").unwrap_or_else(|failure| panic!("{failure}"));
}
