//! Labels at the start of a block: "Context:", «زمینه:».
//!
//! Comes in: a block; goes out: the label it begins with, which is then taken off the block's text.

use crate::base::fold::fold;
use crate::config::SectionRule;
use crate::html::{Document, NodeData, NodeId};

/// A label found at the start of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// What it says, without the colon.
    pub text: String,
    /// Which section of `site.yaml` it leads to; none for a label that is not known.
    pub section: Option<usize>,
    /// How many characters of the block's text it takes, with the colon and the white space behind it.
    length: usize,
}

/// Longer texts before a colon are sentences.
const MAX_LENGTH: usize = 60;

/// The section that a text names.
pub(super) fn section_of(text: &str, sections: &[SectionRule]) -> Option<usize> {
    let wanted = fold(&without_colon(text));
    let is_named = |section: &SectionRule| {
        fold(&section.title) == wanted || section.labels.iter().any(|label| fold(label.trim()) == wanted)
    };
    sections.iter().position(is_named)
}

/// The label that a block begins with. A known label counts in bold or not; an unknown one only if it is bold and ends in
/// a colon, or else any sentence with a colon would be cut.
pub(super) fn label(document: &Document, block: NodeId, sections: &[SectionRule]) -> Option<Label> {
    let text = raw_text(document, block);
    let bold = bold_start(document, block);
    let before_colon = before_colon(&text);
    let with_rest = |name: &str, length: usize, section| {
        if !is_shown_first(document, block, &text, length) {
            return None;
        }
        let spaces = text.chars().skip(length).take_while(|character| character.is_whitespace()).count();
        Some(Label { text: collapsed(name), section, length: length + spaces })
    };
    if let Some(name) = before_colon {
        let section = section_of(&collapsed(name), sections);
        let is_bold = bold.as_deref().is_some_and(|bold| without_colon(bold) == collapsed(name));
        if section.is_some() || is_bold {
            return with_rest(name, name.chars().count() + 1, section);
        }
    }
    // "**Context** Urban …": bold without a colon.
    let bold = bold?;
    let section = section_of(&collapsed(&bold), sections)?;
    with_rest(&bold, bold.chars().count(), Some(section))
}

/// Whether a reader sees these first characters of a block's text before anything else, and as words of their own: another
/// block or a film may stand within them, what nobody sees may be among them, and the last word may go on.
fn is_shown_first(document: &Document, block: NodeId, text: &str, length: usize) -> bool {
    let label = collapsed(&text.chars().take(length).collect::<String>());
    let shown = collapsed(&document.text(block));
    let goes_on = |rest: &str| label.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric);
    shown.strip_prefix(label.as_str()).is_some_and(|rest| !goes_on(rest))
}

/// What stands before the first colon, if it is short enough for a label.
fn before_colon(text: &str) -> Option<&str> {
    let (name, _) = text.split_once([':', '：'])?;
    let length = name.trim().chars().count();
    (1..=MAX_LENGTH).contains(&length).then_some(name)
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A label as a heading has it.
pub(super) fn without_colon(text: &str) -> String {
    collapsed(text.trim().trim_end_matches([':', '：']))
}

/// Takes the label off the block, from however many text nodes it is spread over.
pub(super) fn strip(document: &mut Document, block: NodeId, label: &Label) {
    let mut left = label.length;
    let nodes: Vec<NodeId> = document.descendants(block).collect();
    for node in nodes {
        if left == 0 {
            return;
        }
        let NodeData::Text(text) = document.data(node) else { continue };
        let count = text.chars().count();
        let rest: String = text.chars().skip(left).collect();
        left = left.saturating_sub(count);
        document.replace_text(node, &rest);
    }
}

/// All text below a node, as it stands in the source.
fn raw_text(document: &Document, id: NodeId) -> String {
    let mut text = String::new();
    for node in document.descendants(id) {
        if let NodeData::Text(own) = document.data(node) {
            text.push_str(own);
        }
    }
    text
}

/// The bold text that a block begins with, as it stands in the source, over adjacent bold elements (`<b>Con</b><b>text:</b>`).
fn bold_start(document: &Document, block: NodeId) -> Option<String> {
    let mut bold = String::new();
    for node in document.descendants(block) {
        let NodeData::Text(text) = document.data(node) else { continue };
        let mut ancestors = document.ancestors(node).take_while(|ancestor| *ancestor != block);
        let in_bold = ancestors.any(|ancestor| document.is_named(ancestor, &["strong", "b"]));
        if !in_bold && !text.trim().is_empty() {
            break;
        }
        bold.push_str(text);
    }
    let length = bold.trim().chars().count();
    (1..=MAX_LENGTH).contains(&length).then_some(bold)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::parse_fragment;

    fn rules() -> Vec<SectionRule> {
        let rule = |id: &str, title: &str, label: &str| SectionRule {
            id: id.into(),
            title: title.into(),
            labels: vec![label.into()],
            weight: 1,
        };
        vec![rule("context", "Context", "زمینه"), rule("key-actions", "Key actions", "Key Actions")]
    }

    fn split(html: &str) -> Option<(String, Option<usize>, String)> {
        let mut document = parse_fragment(html).document;
        let block = document.first_child(document.root()).unwrap();
        let label = label(&document, block, &rules())?;
        strip(&mut document, block, &label);
        Some((label.text, label.section, document.text(block)))
    }

    #[test]
    fn labels_in_all_their_dresses() {
        for html in [
            "<p><strong>Key Actions:</strong> Hosted a forum.</p>",
            "<p><strong>Key Actions</strong>: Hosted a forum.</p>",
            "<p><b>Key</b> <b>Actions: </b>Hosted a forum.</p>",
            "<p> Key actions: Hosted a forum.</p>",
            "<p><strong><span>Key\n Actions</span></strong> Hosted a forum.</p>",
            "<li><p><em><strong>KEY ACTIONS:</strong></em> Hosted a forum.</p></li>",
        ] {
            let (text, section, rest) = split(html).unwrap_or_else(|| panic!("{html}"));
            assert_eq!((section, rest.as_str()), (Some(1), "Hosted a forum."), "{html} {text}");
        }
        assert_eq!(split("<p><strong>زمینه:</strong> متن</p>").unwrap().1, Some(0));
    }

    #[test]
    fn unknown_labels_are_kept_and_sentences_are_not_cut() {
        assert_eq!(
            split("<p><strong>Budget:</strong> 3 million</p>").unwrap(),
            ("Budget".into(), None, "3 million".into())
        );
        assert_eq!(split("<p>There is one reason: people.</p>"), None);
        assert_eq!(split("<p><strong>Paris</strong> led at 10:30.</p>"), None);
    }

    #[test]
    fn a_label_is_what_a_reader_sees_first() {
        for html in [
            "<li>Con<p>text: Water.</p></li>",
            "<p><strong>o<div>s:</div></strong> Water.</p>",
            "<p><strong>Key<iframe> Actions:</iframe></strong> Trams.</p>",
            "<p><strong>Key Act<title>x</title>ions:</strong> Trams.</p>",
            "<p><b>Context</b>ual diplomacy.</p>",
        ] {
            assert_eq!(split(html), None, "{html}");
        }
        assert_eq!(split("<p><b>Context</b>: a</p>").unwrap().2, "a");
    }
}
