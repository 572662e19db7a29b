//! Labels at the start of a line: "Context:", «زمینه:», "✅ 2) Key actions –", "Why did it work?".
//!
//! Comes in: a block; goes out: the label that its first line begins with, which is then taken off the block's text. A line
//! is what a reader sees as one: it ends at a `br`, at another block, at a film. Numbers, bullets and emoji before a label
//! are no part of it.

use super::marks::{without_letter, without_number};
use crate::base::fold::one_line;
use crate::base::fold::{fold, is_invisible};
use crate::config::SectionRule;
use crate::html::{Document, NodeData, NodeId};

/// A label found at the start of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import::read) struct Label {
    /// What it says, without the colon.
    pub text: String,
    /// Which section of `site.yaml` it leads to; none for a label that is not known.
    pub section: Option<usize>,
    /// What stands before it on the line: a number, a bullet.
    pub marks: String,
    /// All else that it takes off the line: itself, the colon and the white space behind it.
    pub taken: String,
    /// Is it bold?
    pub is_bold: bool,
}

/// A line of a block.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    /// The `br` that it follows; none for the first line of a block.
    pub after: Option<NodeId>,
    /// Its beginning, as it stands in the source.
    text: String,
    /// For each character of the text, whether it is bold.
    bold: Vec<bool>,
    /// Its texts.
    nodes: Vec<NodeId>,
    /// The innermost block that it stands in.
    block: Option<NodeId>,
}

/// Longer texts before a colon are sentences.
const MAX_LENGTH: usize = 60;
/// How much of a line is looked at: a label with all its marks.
const LOOKED_AT: usize = 200;
/// What ends a label.
const COLONS: [char; 2] = [':', '：'];
const QUESTION_MARKS: [char; 3] = ['?', '؟', '？'];

/// The section that a text names.
pub(super) fn section_of(text: &str, sections: &[SectionRule]) -> Option<usize> {
    const LONGEST: usize = 4 * LOOKED_AT;
    if sections.is_empty() || text.len() > LONGEST {
        return None;
    }
    starts(text).into_iter().find_map(|start| named_section(&text[start..], sections))
}

/// The section of this very name.
fn named_section(name: &str, sections: &[SectionRule]) -> Option<usize> {
    let wanted = key(name);
    let is_named = |section: &SectionRule| {
        key(&section.title) == wanted || section.labels.iter().any(|label| key(label) == wanted)
    };
    sections.iter().position(is_named).filter(|_| !wanted.is_empty())
}

/// A name as it is compared: folded, with nothing but letters and digits at its ends.
fn key(name: &str) -> String {
    fold(name.trim_matches(|character: char| !character.is_alphanumeric()))
}

/// Where a name may begin: after signs, after a number, after a letter that counts.
fn starts(text: &str) -> [usize; 3] {
    let unsigned = without_signs(text);
    let rests = [unsigned, without_signs(without_number(unsigned)), without_signs(without_letter(unsigned))];
    rests.map(|rest| text.len() - rest.len())
}

/// Where a name begins that nobody knows: a letter before it may be a part of it.
fn start(text: &str) -> usize {
    starts(text)[1]
}

/// Without bullets, emoji, numbers in circles and what nobody sees. A bracket may be one of a number.
fn without_signs(text: &str) -> &str {
    let is_circled = |character: char| matches!(character, '\u{2460}'..='\u{24ff}' | '\u{2776}'..='\u{2793}');
    text.trim_start_matches(|character: char| {
        is_circled(character) || !(character.is_alphanumeric() || "([（".contains(character))
    })
}

/// The label that a block begins with. A known label counts in bold or not; an unknown one only if it is bold and ends in
/// a colon or a question mark, or else any sentence with a colon would be cut.
pub(super) fn label(document: &Document, block: NodeId, sections: &[SectionRule]) -> Option<Label> {
    first_line(document, block)?.label(sections)
}

impl Line {
    /// Does the line stand in the block itself, and not in one within it?
    pub fn stands_in(&self, block: NodeId) -> bool {
        self.block == Some(block)
    }

    /// Is all of it bold?
    pub fn is_bold(&self) -> bool {
        self.text.chars().zip(&self.bold).all(|(character, bold)| *bold || character.is_whitespace())
    }

    /// Its beginning as a reader sees it.
    pub fn shown(&self) -> String {
        one_line(&self.text)
    }

    /// The label it begins with.
    pub fn label(&self, sections: &[SectionRule]) -> Option<Label> {
        let starts = starts(&self.text);
        let known = starts.iter().find_map(|start| self.known_label(*start, sections));
        known.or_else(|| starts[..2].iter().rev().find_map(|start| self.unknown_label(*start)))
    }

    /// What of it looks like a label that nobody knows.
    pub fn looks_like_label(&self) -> Option<String> {
        const MOST_WORDS: usize = 4;
        let label = self.label(&[]).map(|label| label.text);
        label.or_else(|| {
            let (name, rest) = self.text[start(&self.text)..].split_once(COLONS)?;
            // "10:30" and "https://…" are none.
            let is_name =
                name.contains(char::is_alphabetic) && (rest.is_empty() || rest.starts_with(char::is_whitespace));
            (is_name && is_short(name) && name.split_whitespace().count() <= MOST_WORDS).then(|| without_colon(name))
        })
    }

    fn known_label(&self, start: usize, sections: &[SectionRule]) -> Option<Label> {
        let rest = &self.text[start..];
        if let Some((name, _)) = rest.split_once(COLONS)
            && is_short(name)
            && let Some(section) = named_section(name, sections)
        {
            return Some(self.cut(start, name, 1, Some(section)));
        }
        // "**Context** Urban …": bold without a colon.
        let name = self.bold_from(start)?;
        let section = named_section(name, sections)?;
        let behind = &rest[name.len()..];
        let goes_on = name.ends_with(char::is_alphanumeric) && behind.starts_with(char::is_alphanumeric);
        let separator = behind.trim_start().chars().next().filter(|next| ":：–—-.؟?".contains(*next));
        let width = separator.map_or(0, |_| behind.chars().take_while(|next| next.is_whitespace()).count() + 1);
        (!goes_on).then(|| self.cut(start, name, width, Some(section)))
    }

    fn unknown_label(&self, start: usize) -> Option<Label> {
        let name = self.bold_from(start).filter(|name| name.contains(char::is_alphanumeric))?;
        let ends = |text: &str| text.ends_with(COLONS) || text.ends_with(QUESTION_MARKS);
        let behind = &self.text[start + name.len()..];
        let mark = behind.trim_start().chars().next().filter(|next| ends(&next.to_string()));
        let width = mark.map_or(0, |_| behind.chars().take_while(|next| next.is_whitespace()).count() + 1);
        if ends(name) {
            return Some(self.cut(start, name, 0, None));
        }
        let label = self.cut(start, name, width, None);
        let question = mark.filter(|mark| QUESTION_MARKS.contains(mark));
        let text = question.map_or_else(|| label.text.clone(), |mark| format!("{}{mark}", label.text));
        mark.map(|_| Label { text, ..label })
    }

    /// The bold text from here on, over adjacent bold elements (`<b>Con</b><b>text:</b>`).
    fn bold_from(&self, start: usize) -> Option<&str> {
        let rest = &self.text[start..];
        let before = self.text[..start].chars().count();
        let is_bold = |(index, character): &(usize, char)| self.bold[before + index] || character.is_whitespace();
        let length: usize =
            rest.chars().enumerate().take_while(is_bold).map(|(_, character)| character.len_utf8()).sum();
        Some(rest[..length].trim_end()).filter(|bold| is_short(bold))
    }

    /// The label of this name, with what goes with it.
    fn cut(&self, start: usize, name: &str, width: usize, section: Option<usize>) -> Label {
        let is_bold = self.bold.get(self.text[..start].chars().count()) == Some(&true);
        let end: usize = self.text[start + name.len()..].chars().take(width).map(char::len_utf8).sum();
        let end = start + name.len() + end;
        let spaces = self.text[end..].len() - self.text[end..].trim_start().len();
        let (marks, taken) = (self.text[..start].to_owned(), self.text[start..end + spaces].to_owned());
        Label { text: without_colon(name), section, marks, taken, is_bold }
    }
}

/// The lines of a block that say something.
pub(super) fn lines(document: &Document, block: NodeId) -> Vec<Line> {
    read_lines(document, block, usize::MAX)
}

/// The first of them.
pub(super) fn first_line(document: &Document, block: NodeId) -> Option<Line> {
    read_lines(document, block, 1).into_iter().next()
}

fn read_lines(document: &Document, block: NodeId, most: usize) -> Vec<Line> {
    let mut reading = Lines::default();
    for node in document.descendants(block) {
        match document.data(node) {
            NodeData::Text(text) => reading.add(document, block, node, text),
            NodeData::Element(_) if document.is_named(node, &["br"]) => reading.end(Some(node)),
            NodeData::Element(_) if document.is_block(node) || document.hides_content(node) => reading.end(None),
            _ => {}
        }
        if reading.lines.len() >= most {
            return reading.lines;
        }
    }
    reading.end(None);
    reading.lines
}

/// The lines of a block as far as they were read.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    line: Line,
}

impl Lines {
    fn end(&mut self, after: Option<NodeId>) {
        let ended = std::mem::take(&mut self.line);
        self.line.after = after.or(ended.after.filter(|_| ended.nodes.is_empty()));
        if !ended.nodes.is_empty() {
            self.lines.push(ended);
        }
    }

    fn add(&mut self, document: &Document, block: NodeId, node: NodeId, text: &str) {
        let (mut innermost, mut is_bold) = (block, false);
        for outer in document.ancestors(node).take_while(|outer| *outer != block) {
            if document.hides_content(outer) {
                return;
            }
            is_bold |= document.is_named(outer, &["strong", "b"]);
            if innermost == block && document.is_block(outer) {
                innermost = outer;
            }
        }
        // Another block began or ended between the two.
        if self.line.block.is_some_and(|block| block != innermost) {
            self.end(None);
        }
        if self.line.nodes.is_empty() && text.trim().is_empty() {
            return;
        }
        self.line.block = Some(innermost);
        self.line.nodes.push(node);
        let room = LOOKED_AT.saturating_sub(self.line.bold.len());
        self.line.text.extend(text.chars().take(room));
        self.line.bold.resize(self.line.text.chars().count(), is_bold);
    }
}

/// Is a text short enough for a label?
pub(super) fn is_short(name: &str) -> bool {
    let length = name.trim().chars().count();
    (1..=MAX_LENGTH).contains(&length)
}

/// A label as a heading has it.
pub(super) fn without_colon(text: &str) -> String {
    let is_end = |character: char| {
        character.is_whitespace()
            || is_invisible(character)
            || COLONS.contains(&character)
            || "-–—\u{200c}".contains(character)
    };
    one_line(text.trim_end_matches(is_end))
}

/// A label that stands alone, in two: the marks before it, and itself as a heading has it.
pub(super) fn without_marks(text: &str) -> (&str, String) {
    let (marks, label) = text.split_at(start(text));
    let bare = without_colon(label);
    if bare.is_empty() { ("", without_colon(text)) } else { (marks, bare) }
}

/// Takes the label off the block, from however many text nodes it is spread over.
pub(super) fn strip(document: &mut Document, block: NodeId, label: &Label) {
    let mut left = label.marks.chars().count() + label.taken.chars().count();
    let nodes = first_line(document, block).map(|line| line.nodes).unwrap_or_default();
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
