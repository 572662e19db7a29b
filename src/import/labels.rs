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
    let wanted = fold(text.trim().trim_end_matches([':', '：']).trim());
    let is_named = |section: &SectionRule| {
        fold(&section.title) == wanted || section.labels.iter().any(|label| fold(label.trim()) == wanted)
    };
    sections.iter().position(is_named)
}

/// The label that a block begins with. A known label counts in bold or not; an unknown one only if it is bold and ends in
/// a colon, or else any sentence with a colon would be cut.
pub(super) fn label(document: &Document, block: NodeId, sections: &[SectionRule]) -> Option<Label> {
    let text = raw_text(document, block);
    let leading = text.chars().take_while(|character| character.is_whitespace()).count();
    let body: String = text.chars().skip(leading).collect();
    let colon = body
        .chars()
        .position(|character| matches!(character, ':' | '：'))
        .filter(|place| (1..=MAX_LENGTH).contains(place));
    let bold = bold_start(document, block);
    let (name, mut length) = match (colon, &bold) {
        (Some(colon), _) => (body.chars().take(colon).collect::<String>(), leading + colon + 1),
        // "**Context** Urban …": bold without a colon.
        (None, Some(bold)) => (bold.clone(), leading + body.chars().take(bold.chars().count()).count()),
        (None, None) => return None,
    };
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let section = section_of(&name, sections);
    let is_bold = bold.is_some_and(|bold| bold.trim().trim_end_matches([':', '：']).trim() == name);
    if section.is_none() && !(is_bold && colon.is_some()) {
        return None;
    }
    length += text.chars().skip(length).take_while(|character| character.is_whitespace()).count();
    Some(Label { text: name, section, length })
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

/// The bold text that a block begins with, over adjacent bold elements (`<b>Con</b><b>text:</b>`).
fn bold_start(document: &Document, block: NodeId) -> Option<String> {
    let mut bold = String::new();
    for node in document.descendants(block) {
        let NodeData::Text(text) = document.data(node) else { continue };
        let in_bold = document
            .ancestors(node)
            .take_while(|ancestor| *ancestor != block)
            .any(|ancestor| document.is_named(ancestor, &["strong", "b"]));
        if !in_bold && (!text.trim().is_empty() || !bold.is_empty()) {
            break;
        }
        bold.push_str(text);
    }
    let bold = bold.split_whitespace().collect::<Vec<_>>().join(" ");
    (!bold.is_empty() && bold.chars().count() <= MAX_LENGTH).then_some(bold)
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
}
