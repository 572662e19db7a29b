//! HTML → Markdown → HTML keeps what a reader has: words, structure, links and pictures.
//!
//! Comes in: any HTML; goes out: what differs, if something does. The structure is compared by the program itself
//! (`html::says_the_same`); words, links and pictures once more here, from the trees alone. The fuzz targets use this file too.

use std::collections::BTreeMap;

use chancery::html::{
    Converted, Document, DroppedKind, MarkdownOptions, NodeId, Note, NoteKind, clean, markdown_options, parse_fragment,
    says_the_same, to_markdown,
};
use pulldown_cmark::{Parser, html::push_html};

/// Converts HTML, and tells what the Markdown does not say as the HTML did.
pub fn round_trip(html: &str) -> Result<Converted, String> {
    let options = MarkdownOptions::default();
    let mut source = parse_fragment(html).document;
    let mut seen = letters(&source.text(source.root()));
    let dropped = clean(&mut source);
    // A picture of an emoji has become its character, which was in no text before.
    let emoji = dropped.iter().filter(|dropped| dropped.what == DroppedKind::EmojiImage);
    let emoji = emoji.map(|dropped| letters(&dropped.text).chars().count()).sum::<usize>();
    // What is hidden, and the signs on buttons, were in the text.
    let hidden = dropped.iter().filter(|dropped| matches!(dropped.what, DroppedKind::Hidden | DroppedKind::Sign));
    let hidden = hidden.map(|dropped| letters(&dropped.text)).collect::<String>();
    if emoji > 0 || !hidden.is_empty() {
        let cleaned = letters(&source.text(source.root()));
        let least = (seen.chars().count() + emoji).saturating_sub(hidden.chars().count());
        assert!(cleaned.chars().count() >= least, "cleaning lost a letter of {html}");
        seen = cleaned;
    }
    let nodes = [source.root()];
    let converted = to_markdown(&source, &nodes, options);
    let mut again = parse_fragment(&render(&converted.markdown)).document;
    show_captions(&mut again);
    let shown = letters(&again.text(again.root()));

    let mut differences = Vec::new();
    let has_players = has_players(&source);
    // Films get a label, a picture without an address its description, and a drawing has its words in the report.
    let is_plain = |note: &Note| !matches!(note.what, NoteKind::Embedded | NoteKind::NoAddress | NoteKind::NotShown);
    let is_plain = !has_players && converted.notes.iter().all(is_plain);
    if is_plain && seen != shown {
        differences.push(format!("the words were\n{seen}\nand are\n{shown}"));
    }
    if !says_the_same(&source, &nodes, options, &converted) {
        differences.push("the structure differs".to_owned());
    }
    if is_plain && !has_nested_links(&source) {
        differences.extend(link_differences(&source, &again, &converted));
        differences.extend(picture_differences(&source, &again));
    }
    if differences.is_empty() {
        return Ok(converted);
    }
    Err(format!("{}\n--- html\n{html}\n--- markdown\n{}", differences.join("\n"), converted.markdown))
}

/// The HTML of a Markdown text.
pub fn render(markdown: &str) -> String {
    let mut html = String::new();
    push_html(&mut html, Parser::new_ext(markdown, markdown_options()));
    html
}

/// A picture alone in its paragraph is shown with its title as its caption. Nothing else of an import has a title that
/// readers see.
fn show_captions(document: &mut Document) {
    let pictures: Vec<NodeId> =
        document.descendants(document.root()).filter(|node| document.is_named(*node, &["img"])).collect();
    for picture in pictures {
        let Some(title) = document.attribute(picture, "title").map(str::to_owned) else { continue };
        let (caption, end) = (document.new_text(&title), document.new_element("wbr", &[]));
        document.insert_before(picture, end);
        document.insert_before(end, picture);
        document.insert_before(end, caption);
    }
}

/// What takes place on a page: neither white space nor control characters nor marks without width.
fn letters(text: &str) -> String {
    let is_seen = |letter: &char| {
        !letter.is_whitespace()
            && !letter.is_control()
            && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.chars().filter(is_seen).collect()
}

/// Frames, films and sounds become links, whose words are new; what stands inside them is seen by nobody.
fn has_players(document: &Document) -> bool {
    const PLAYERS: [&str; 7] = ["iframe", "frame", "embed", "object", "video", "audio", "canvas"];
    document.descendants(document.root()).any(|node| document.is_named(node, &PLAYERS))
}

/// Addresses that differ only in how they are written: Markdown encodes letters that HTML does not.
fn comparable(address: &str) -> String {
    chancery::base::url::percent_decode_lossy(address).split_whitespace().collect()
}

/// A link within a link takes its words from the outer one.
fn has_nested_links(document: &Document) -> bool {
    let is_link = |node: NodeId| document.is_named(node, &["a"]);
    document
        .descendants(document.root())
        .filter(|node| is_link(*node))
        .any(|node| document.ancestors(node).any(is_link))
}

/// For each address, all words that lead to it, in order. Two links side by side may have become one.
fn links(document: &Document) -> BTreeMap<String, String> {
    let mut links: BTreeMap<String, String> = BTreeMap::new();
    for node in document.descendants(document.root()).filter(|node| document.is_named(*node, &["a"])) {
        let address = document.attribute(node, "href").map(comparable).unwrap_or_default();
        let words = letters(&document.text(node));
        if !address.is_empty() && !words.is_empty() {
            links.entry(address).or_default().push_str(&words);
        }
    }
    links
}

fn link_differences(source: &Document, again: &Document, converted: &Converted) -> Vec<String> {
    let (mut wanted, mut found) = (links(source), links(again));
    let left_out = |note: &&Note| matches!(note.what, NoteKind::UnsafeAddress | NoteKind::LinkOfCode);
    for address in converted.notes.iter().filter(left_out).map(|note| comparable(&note.text)) {
        wanted.remove(&address);
        found.remove(&address);
    }
    // An address that WordPress shows as a film becomes a link that says its address.
    found.retain(|address, words| wanted.contains_key(address) || !words.replace(address.as_str(), "").is_empty());
    if wanted == found { Vec::new() } else { vec![format!("the links were\n{wanted:?}\nand are\n{found:?}")] }
}

/// The descriptions of the pictures in their order, and all addresses that they name.
fn pictures(document: &Document) -> (Vec<String>, Vec<String>) {
    let nodes: Vec<NodeId> =
        document.descendants(document.root()).filter(|node| document.is_named(*node, &["img"])).collect();
    let alt = |node: &NodeId| document.attribute(*node, "alt").map(letters).unwrap_or_default();
    let addresses = |node: &NodeId| {
        let element = document.element(*node);
        let values = element.into_iter().flat_map(|element| element.attributes.iter());
        values.map(|attribute| comparable(&attribute.1)).collect::<Vec<_>>()
    };
    (nodes.iter().map(alt).collect(), nodes.iter().flat_map(addresses).collect())
}

fn picture_differences(source: &Document, again: &Document) -> Vec<String> {
    let ((wanted, known), (found, _)) = (pictures(source), pictures(again));
    let mut differences = Vec::new();
    if wanted != found {
        differences.push(format!("the pictures were {wanted:?} and are {found:?}"));
    }
    let shown = again.descendants(again.root()).filter(|node| again.is_named(*node, &["img"]));
    for address in shown.filter_map(|node| again.attribute(node, "src")).map(comparable) {
        if !known.iter().any(|value| value.contains(&address)) {
            differences.push(format!("no picture had the address {address}"));
        }
    }
    differences
}
