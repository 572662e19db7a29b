//! HTML text into a [`Document`], as a browser would read it, in bounded time.
//!
//! In: the HTML of a fragment, from anywhere. Out: its tree and the limits that were met. The reading is html5ever's;
//! the tree and the limits are ours: html5ever needs quadratic time for deep nesting (servo/html5ever#788) and for very
//! many attributes, and what comes after this module recurses over the tree. Nothing here fails: what goes beyond a
//! limit is left out and named.

use super::sink::Sink;
use super::tree::{Document, NodeId};
use html5ever::interface::{ElementFlags, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{QualName, TokenizerResult, ns};
use std::cell::Cell;

/// The longest input that is read, in bytes. The longest article known is under 300 KB.
pub const MAX_INPUT_BYTES: usize = 8 * 1024 * 1024;
/// How deep elements may stand in one another. Browsers stop at 512; articles stay under 30.
pub const MAX_DEPTH: usize = 200;
/// How many nodes a document may have.
pub const MAX_NODES: usize = 400_000;
/// How many separators (white space or `/`) one tag or comment may hold. It bounds the attributes of a tag, and unlike
/// a limit on its length it leaves room for an image of 500 KB written into its own address.
pub const MAX_TAG_SEPARATORS: usize = 8 * 1024;

/// How much is given to the tokenizer at once; the limit on tags is looked at in between.
const CHUNK_BYTES: usize = 16 * 1024;

/// A limit that a document went beyond, so that something of it was left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The input was cut at [`MAX_INPUT_BYTES`].
    Input,
    /// Start tags deeper than [`MAX_DEPTH`] were taken out; the text in them is kept.
    Depth,
    /// After [`MAX_NODES`] nodes the rest was left out.
    Nodes,
    /// The input was cut at a tag or comment with more than [`MAX_TAG_SEPARATORS`] separators.
    Tag,
}

/// A parsed fragment.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The tree.
    pub document: Document,
    /// The limits that were met, each once; usually none.
    pub limits_hit: Vec<Limit>,
}

/// Reads the HTML of a post's content. Never fails and never panics.
pub fn parse_fragment(html: &str) -> Parsed {
    let sink = Sink::default();
    let context = sink.create_element(html_name("body"), Vec::new(), ElementFlags::default());
    // Without scripting, the pictures that plug-ins hide in `noscript` are read as elements.
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let guard = Guard { builder: TreeBuilder::new_for_fragment(sink, context, None, options), tokens: Cell::new(0) };
    let tokenizer = Tokenizer::new(guard, TokenizerOpts::default());
    feed(&tokenizer, html);
    tokenizer.end();

    let sink = tokenizer.sink.builder.sink;
    let (mut document, mut limits) = sink.finish();
    if let Some(html_element) = document.first_child(document.root()) {
        document.unwrap_element(html_element);
    }
    if flatten(&mut document) {
        limits.insert(Limit::Depth);
    }
    Parsed { document, limits_hit: limits.into_iter().collect() }
}

/// Gives the input to the tokenizer, piece by piece, up to the limits.
fn feed(tokenizer: &Tokenizer<Guard>, html: &str) {
    let sink = &tokenizer.sink.builder.sink;
    let readable = &html[..html.floor_char_boundary(MAX_INPUT_BYTES)];
    if readable.len() < html.len() {
        sink.hit(Limit::Input);
    }
    let queue = BufferQueue::default();
    let mut rest = readable;
    let mut separators = 0;
    while !rest.is_empty() {
        let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK_BYTES));
        rest = after;
        queue.push_back(StrTendril::from_slice(chunk));
        // `feed` returns early at the end of a script.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        // No token since the last chunk: this one lies within a single tag or comment.
        if tokenizer.sink.tokens.replace(0) == 0 {
            separators += chunk.bytes().filter(|byte| byte.is_ascii_whitespace() || *byte == b'/').count();
        } else {
            separators = 0;
        }
        if separators > MAX_TAG_SEPARATORS {
            sink.hit(Limit::Tag);
            return;
        }
        if sink.is_full() {
            return;
        }
    }
}

/// Lifts what stands deeper than [`MAX_DEPTH`]. The guard keeps tags from nesting; only the repair of marks that end in
/// the wrong order can still go deeper, because end tags alone do it.
fn flatten(document: &mut Document) -> bool {
    let mut changed = false;
    let mut depth = 0_usize;
    let root = document.root();
    let mut next = document.first_child(root);
    while let Some(node) = next {
        if depth >= MAX_DEPTH && document.first_child(node).is_some() {
            changed = true;
            next = document.first_child(node);
            document.unwrap_element(node);
            continue;
        }
        next = document.following(node, root, true);
        if let Some(following) = next {
            if document.parent(following) == Some(node) {
                depth += 1;
            } else {
                let ended = document.ancestors(node).take_while(|one| Some(*one) != document.parent(following));
                depth = depth.saturating_sub(ended.count());
            }
        }
    }
    changed
}

fn html_name(name: &str) -> QualName {
    QualName::new(None, ns!(html), name.into())
}

/// Stands before the tree builder and keeps from it what would nest too deep.
struct Guard {
    builder: TreeBuilder<NodeId, Sink>,
    /// Tokens since the last look.
    tokens: Cell<usize>,
}

impl TokenSink for Guard {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        if !matches!(token, Token::ParseError(_)) {
            self.tokens.set(self.tokens.get() + 1);
        }
        let sink = &self.builder.sink;
        match &token {
            Token::EOFToken => {}
            _ if sink.is_full() => {
                sink.hit(Limit::Nodes);
                return TokenSinkResult::Continue;
            }
            Token::TagToken(Tag { kind: TagKind::StartTag, .. }) if sink.depth() >= MAX_DEPTH => {
                sink.hit(Limit::Depth);
                return TokenSinkResult::Continue;
            }
            _ => {}
        }
        self.builder.process_token(token, line_number)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(html: &str) -> (String, Vec<Limit>) {
        let Parsed { document, limits_hit } = parse_fragment(html);
        (document.serialize(document.root()), limits_hit)
    }

    #[test]
    fn broken_html_is_read_as_a_browser_reads_it() {
        let cases = [
            ("<p>a<p>b", "<p>a</p><p>b</p>"),
            ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
            ("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>"),
            ("<table>x<tr><td>a</table>", "x<table><tbody><tr><td>a</td></tr></tbody></table>"),
            ("a &copy; &amp;amp; b", "a © &amp;amp; b"),
            ("<b><p>x</b>y</p>", "<b></b><p><b>x</b>y</p>"),
        ];
        for (html, expected) in cases {
            assert_eq!(parsed(html), (expected.to_owned(), vec![]), "{html}");
        }
    }

    #[test]
    fn reading_goes_on_after_a_script() {
        assert_eq!(parsed("<script>a</script><p>b</p>").0, "<script>a</script><p>b</p>");
    }

    #[test]
    fn pictures_in_noscript_are_elements() {
        let document = parse_fragment("<noscript><img src=a></noscript>").document;
        assert!(document.descendants(document.root()).any(|id| document.name(id) == Some("img")));
    }

    #[test]
    fn deep_nesting_is_cut_and_its_text_kept() {
        let levels = 20_000;
        let html = format!("{}deep{}<p>after</p>", "<ul><li>".repeat(levels), "</li></ul>".repeat(levels));
        let Parsed { document, limits_hit } = parse_fragment(&html);
        assert_eq!(limits_hit, [Limit::Depth]);
        assert_eq!(document.text(document.root()), "deep\nafter");
        let deepest = document.descendants(document.root()).map(|id| document.ancestors(id).count()).max();
        assert!(deepest.is_some_and(|depth| depth <= MAX_DEPTH + 1), "{deepest:?}");
    }

    #[test]
    fn marks_that_end_in_the_wrong_order_do_not_nest_deeper() {
        let html = format!("{}{}x{}", "<b>".repeat(90), "<div>".repeat(100), "</b>".repeat(20_000));
        let Parsed { document, .. } = parse_fragment(&html);
        let deepest = document.descendants(document.root()).map(|id| document.ancestors(id).count()).max();
        assert!(deepest.is_some_and(|depth| depth <= MAX_DEPTH + 1), "{deepest:?}");
        assert_eq!(document.text(document.root()), "x");
    }

    #[test]
    fn a_long_article_of_badly_closed_marks_keeps_its_structure() {
        let html = "<p><b>a<i>b</b>c</i></p>".repeat(1000);
        let (written, limits) = parsed(&html);
        assert_eq!(limits, []);
        assert_eq!(written.matches("<p>").count(), 1000);
    }

    #[test]
    fn the_input_is_cut_between_characters() {
        let html = "ب".repeat(MAX_INPUT_BYTES / 2 + 10);
        let (written, limits) = parsed(&html);
        assert_eq!(limits, [Limit::Input]);
        assert_eq!(written.len(), MAX_INPUT_BYTES);
    }

    #[test]
    fn a_tag_with_very_many_attributes_ends_the_reading() {
        let attributes: String = (0..20_000).map(|number| format!(" a{number}")).collect();
        let (written, limits) = parsed(&format!("<p>before</p><p{attributes}>x</p><p>after</p>"));
        assert_eq!(limits, [Limit::Tag]);
        assert_eq!(written, "<p>before</p>");
    }

    #[test]
    fn an_image_in_its_own_address_is_read() {
        let html = format!("<img src=\"data:image/png;base64,{}\">", "Ab/9".repeat(10_000));
        let (written, limits) = parsed(&html);
        assert_eq!(limits, []);
        assert_eq!(written, html);
    }

    #[test]
    fn reading_stops_at_the_limit_of_nodes() {
        // Each paragraph opens all of the marks again, as the HTML standard says.
        let marks: String = (0..150).map(|number| format!("<b id={number}>")).collect();
        let (_, limits) = parsed(&format!("<p>{marks}{}", "</p><p>x".repeat(MAX_NODES / 100)));
        assert_eq!(limits, [Limit::Nodes]);
    }
}
