//! The blocks of a city into its picture and its sections.

use super::super::accounting::{Accounting, LeftOut, MARK, TABLE_HEADER};
use super::super::tree::{
    PictureFiles, TextPicture, caption_after, content_of, first_of_gallery, link_address, picture, take_over,
};
use super::label_counts::summary;
use super::labels::{self, Label};
use super::tables::{SectionTable, section_table};
use crate::base::fold::is_invisible;
use crate::base::fold::one_line;
use crate::config::SectionRule;
use crate::html::{Document, MarkdownOptions, NodeId, to_markdown};
use crate::model::Image;

/// A city's text.
#[derive(Debug, Clone, Default)]
pub(in crate::import::read) struct CityText {
    /// The picture.
    pub image: Option<Image>,
    /// Its addresses, the best first.
    pub image_addresses: Vec<String>,
    /// The other pictures.
    pub pictures: Vec<TextPicture>,
    /// The sections; the first may have no heading.
    pub sections: Vec<SectionText>,
    /// The labels that were taken off, whose words the headings say.
    pub labels: Vec<String>,
    /// What was left out or changed.
    pub account: Accounting,
}

/// A section of a city.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::import) struct SectionText {
    /// The heading; empty before the first label.
    pub title: String,
    /// The heading as a line of Markdown; empty before the first label.
    pub heading: String,
    /// Which section of `site.yaml` it is.
    pub rule: Option<usize>,
    /// The text in Markdown.
    pub markdown: String,
    /// The text as a reader sees it.
    pub plain: String,
}

/// A section in the making.
#[derive(Default)]
struct Draft {
    title: String,
    rule: Option<usize>,
    nodes: Vec<NodeId>,
}

/// Headings within a section lie below its own.
const OPTIONS: MarkdownOptions = MarkdownOptions { heading_shift: 0, minimum_heading: 3 };

/// The reason of links that led to a larger picture.
const LINK_OF_PICTURE: &str = sentence!("link of a picture");

/// Reads a city's blocks. Labels are taken off the text, because the section's heading says the same: the title that its rule
/// has in `titles`, or else the label. Pictures of the text that have a file refer to it.
pub(in crate::import::read) fn city_text(
    document: &mut Document,
    blocks: &[NodeId],
    city: &str,
    rules: &[SectionRule],
    titles: &[Option<&str>],
    files: &PictureFiles,
) -> CityText {
    let mut text = CityText::default();
    let mut reading = Reading {
        rules,
        titles,
        drafts: vec![Draft::default()],
        labels: Vec::new(),
        account: Accounting::default(),
        has_boxes: blocks.iter().any(|block| is_box_of_label(document, *block, rules)),
    };
    let mut skip = false;
    for (index, block) in blocks.iter().enumerate() {
        if std::mem::take(&mut skip) {
            continue;
        }
        if text.image.is_none()
            && let Some(found) = picture(document, *block)
        {
            let mut image = found.image;
            if !found.has_caption {
                image.caption = blocks.get(index + 1).and_then(|next| caption_after(document, *next, city));
                skip = image.caption.is_some();
            }
            text.image = Some(image);
            text.image_addresses = found.addresses;
            let links = document.descendants(*block).filter_map(|node| link_address(document, node));
            reading.account.addresses.extend(LeftOut::all(LINK_OF_PICTURE, links));
            continue;
        }
        if text.image.is_none() {
            take_first_of_gallery(document, *block, &mut text, &mut reading.account);
        }
        reading.read_block(document, *block);
    }
    text.labels = reading.labels;
    text.account = reading.account;
    for draft in reading.drafts {
        let plain: Vec<String> = draft.nodes.iter().map(|node| document.text(*node)).collect();
        text.pictures.extend(take_over(document, &draft.nodes, files));
        let converted = to_markdown(document, &draft.nodes, OPTIONS);
        text.account.notes.extend(converted.notes);
        text.account.kept_html.extend(converted.kept_html);
        if !draft.title.is_empty() || !converted.markdown.is_empty() {
            text.sections.push(SectionText {
                heading: heading(document, &draft.title),
                title: draft.title,
                rule: draft.rule,
                markdown: converted.markdown,
                plain: plain.join("\n"),
            });
        }
    }
    text
}

/// The first picture of a gallery can be the city's; the others stay in the text.
fn take_first_of_gallery(document: &mut Document, block: NodeId, text: &mut CityText, account: &mut Accounting) {
    let Some(first) = first_of_gallery(document, block) else { return };
    let Some(found) = picture(document, first) else { return };
    text.image = Some(found.image);
    text.image_addresses = found.addresses;
    let nodes = std::iter::once(first).chain(document.descendants(first));
    let links = nodes.filter_map(|node| link_address(document, node));
    account.addresses.extend(LeftOut::all(LINK_OF_PICTURE, links));
    document.detach(first);
}

/// A title as a heading of level 2, with what Markdown would take for marks escaped.
fn heading(document: &mut Document, title: &str) -> String {
    if title.is_empty() {
        return String::new();
    }
    let (heading, text) = (document.new_element("h2", &[]), document.new_text(title));
    document.append(heading, text);
    to_markdown(document, &[heading], MarkdownOptions::default()).markdown
}

/// The sections of a city as far as its blocks were read.
struct Reading<'a> {
    rules: &'a [SectionRule],
    titles: &'a [Option<&'a str>],
    /// There is always one: the text before the first label.
    drafts: Vec<Draft>,
    labels: Vec<String>,
    account: Accounting,
    /// Is one of the blocks a box that opens under a known label?
    has_boxes: bool,
}

impl Reading<'_> {
    fn read_block(&mut self, document: &mut Document, block: NodeId) {
        if let Some(table) = section_table(document, block, self.rules) {
            self.read_table(document, &table);
            return;
        }
        if document.is_named(block, &["ul", "ol"]) && has_labelled_items(document, block, self.rules) {
            self.read_list(document, block);
            return;
        }
        if self.read_box(document, block) {
            return;
        }
        let is_heading = document.is_named(block, &["h1", "h2", "h3", "h4", "h5", "h6"]);
        if labels::section_of(&document.text(block), self.rules).is_some() {
            self.begin_with(document, block);
        } else if let Some(label) =
            labels::label(document, block, self.rules).filter(|_| !is_heading && document.is_named(block, &["p"]))
        {
            self.begin(document, block, &label);
            self.push(block);
        } else {
            self.push(block);
        }
    }

    /// A box that opens under a label (`details`). One under other words is a section only beside those.
    fn read_box(&mut self, document: &mut Document, block: NodeId) -> bool {
        let Some(summary) = summary(document, block) else { return false };
        let text = document.text(summary);
        let is_label = labels::section_of(&text, self.rules).is_some() || (self.has_boxes && labels::is_short(&text));
        if !is_label {
            return false;
        }
        self.begin_with(document, summary);
        document.detach(summary);
        content_of(document, block).into_iter().for_each(|node| self.push(node));
        true
    }

    /// A list of labelled points: each item is a section, or goes on with the one before it.
    fn read_list(&mut self, document: &mut Document, list: NodeId) {
        for item in items_of(document, list) {
            match labels::label(document, item, self.rules) {
                Some(label) => {
                    self.begin(document, item, &label);
                    content_of(document, item).into_iter().for_each(|node| self.push(node));
                }
                None => {
                    // An item without a label stays an item.
                    let list = document.new_element("ul", &[]);
                    document.detach(item);
                    document.append(list, item);
                    self.push(list);
                }
            }
        }
    }

    /// A table of labels and contents.
    fn read_table(&mut self, document: &mut Document, table: &SectionTable) {
        if let Some(caption) = table.caption {
            content_of(document, caption).into_iter().for_each(|node| self.push(node));
        }
        let headers = table.header.iter().map(|cell| document.text(*cell));
        self.account.words.extend(LeftOut::all(TABLE_HEADER, headers));
        for (label, contents) in &table.sections {
            self.begin_with(document, *label);
            for cell in contents {
                content_of(document, *cell).into_iter().for_each(|node| self.push(node));
            }
        }
    }

    fn begin(&mut self, document: &mut Document, block: NodeId, label: &Label) {
        labels::strip(document, block, label);
        let title = self.title(label.section, &label.text);
        self.labels.push(label.taken.clone());
        self.add_marks(&label.marks);
        self.drafts.push(Draft { title, rule: label.section, nodes: Vec::new() });
    }

    /// Begins the section that a block names whose words are nothing but the label.
    fn begin_with(&mut self, document: &mut Document, block: NodeId) {
        let label = document.text(block);
        let rule = labels::section_of(&label, self.rules);
        let (marks, bare) = labels::without_marks(&label);
        let title = self.title(rule, &bare);
        self.add_marks(marks);
        let label = label[marks.len()..].to_owned();
        let links = document.descendants(block).filter_map(|node| link_address(document, node));
        self.account.addresses.extend(LeftOut::all(sentence!("link of a label"), links));
        let nodes = shown_in(document, block);
        self.labels.push(label);
        self.drafts.push(Draft { title, rule, nodes });
    }

    fn add_marks(&mut self, marks: &str) {
        let marks = one_line(marks);
        if !marks.chars().all(|character| character == '\u{200c}' || is_invisible(character)) {
            self.account.words.extend(LeftOut::all(MARK, [marks]));
        }
    }

    fn title(&self, rule: Option<usize>, label: &str) -> String {
        rule.and_then(|rule| self.titles[rule]).unwrap_or(label).to_owned()
    }

    fn push(&mut self, node: NodeId) {
        if self.drafts.is_empty() {
            self.drafts.push(Draft::default());
        }
        let last = self.drafts.len() - 1;
        self.drafts[last].nodes.push(node);
    }
}

/// The pictures and films of a block, in a paragraph of their own.
fn shown_in(document: &mut Document, block: NodeId) -> Vec<NodeId> {
    const SHOWN: [&str; 8] = ["img", "iframe", "video", "audio", "embed", "object", "svg", "canvas"];
    let shown: Vec<NodeId> = document.descendants(block).filter(|node| document.is_named(*node, &SHOWN)).collect();
    if shown.is_empty() {
        return shown;
    }
    let paragraph = document.new_element("p", &[]);
    for node in &shown {
        if !document.ancestors(*node).any(|outer| shown.contains(&outer)) {
            document.detach(*node);
            document.append(paragraph, *node);
        }
    }
    vec![paragraph]
}

fn is_box_of_label(document: &Document, block: NodeId, rules: &[SectionRule]) -> bool {
    summary(document, block).is_some_and(|summary| labels::section_of(&document.text(summary), rules).is_some())
}

fn has_labelled_items(document: &Document, list: NodeId, rules: &[SectionRule]) -> bool {
    document.children(list).any(|item| labels::label(document, item, rules).is_some())
}

/// The items of a list that show something. What stands between two items is one more, as a browser shows it on its lines.
fn items_of(document: &mut Document, list: NodeId) -> Vec<NodeId> {
    let (mut items, mut stray) = (Vec::new(), None);
    for child in document.children(list).collect::<Vec<_>>() {
        if document.is_block(child) {
            stray = None;
            items.push(child);
            continue;
        }
        let item = stray.unwrap_or_else(|| {
            let item = document.new_element("li", &[]);
            document.insert_before(child, item);
            items.push(item);
            item
        });
        stray = Some(item);
        document.detach(child);
        document.append(item, child);
    }
    items.retain(|item| !document.is_blank(*item));
    items
}
