//! What is to be changed so that HTML is whole. In: the steps of a text, and which tags belong together. Out: edits of the HTML,
//! end tags that are missing, and what was wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::FlawKind;
use super::pairs::Pairs;
use super::steps::{Before, Read, Role, Step};
use crate::markdown::elements::{ends_by_beginning, is_foreign_root, may_lack_end};

/// Other HTML in the place of some.
#[derive(Debug)]
pub(super) struct Edit {
    pub chunk: usize,
    pub at: Range<usize>,
    pub with: String,
}

/// What is to be changed.
#[derive(Debug)]
pub(super) struct Repair<'r> {
    read: &'r Read,
    pairs: &'r Pairs<'r>,
    /// Blocks and the elements that are open in them.
    open: Vec<Open>,
    /// How many elements with a partner are open.
    whole: usize,
    /// How many elements are open that need an end tag and have none.
    lacking: usize,
    /// For each name, how many elements were ended whose own end tag may follow.
    ended: BTreeMap<&'r str, usize>,
    /// In the order of their places.
    pub edits: Vec<Edit>,
    /// End tags to be put before events.
    pub before: BTreeMap<usize, String>,
    /// Headings that stand in HTML.
    pub nested: BTreeSet<usize>,
    /// What is wrong with which tag.
    pub flaws: Vec<(FlawKind, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Block,
    Element(usize),
}

impl<'r> Repair<'r> {
    /// Finds out what is to be changed.
    pub fn of(read: &'r Read, pairs: &'r Pairs<'r>) -> Self {
        let mut repair = Self {
            read,
            pairs,
            open: vec![Open::Block],
            whole: 0,
            lacking: 0,
            ended: BTreeMap::new(),
            edits: Vec::new(),
            before: BTreeMap::new(),
            nested: BTreeSet::new(),
            flaws: Vec::new(),
        };
        for step in &read.steps {
            repair.step(*step);
        }
        repair
    }

    fn step(&mut self, step: Step) {
        match step {
            Step::BlockStart(name) => {
                name.into_iter().for_each(|name| self.end_by_beginning(name));
                self.open.push(Open::Block);
            }
            Step::BlockEnd(event) => {
                self.end_elements(event);
                self.open.pop();
            }
            Step::Heading(event) if self.whole > 0 => {
                self.nested.insert(event);
            }
            Step::Heading(event) => self.end_elements(event),
            Step::Tag(tag) => self.tag(tag),
            Step::ForeignEnd(count, before) => self.end_foreign(count, before),
            Step::ChunkEnd(chunk) => self.chunk_ends(chunk),
        }
    }

    fn name(&self, tag: usize) -> &'r str {
        &self.read.tags[tag].tag.name
    }

    fn is_whole(&self, tag: usize) -> bool {
        self.pairs.partner[tag].is_some()
    }

    fn last(&self) -> Option<usize> {
        match self.open.last() {
            Some(Open::Element(tag)) => Some(*tag),
            _ => None,
        }
    }

    fn edit(&mut self, tag: usize, at: Range<usize>, with: String) {
        self.edits.push(Edit { chunk: self.read.tags[tag].chunk, at, with });
    }

    fn end_by_beginning(&mut self, name: &str) {
        while let Some(last) = self.last().filter(|last| !self.is_whole(*last))
            && ends_by_beginning(self.name(last), name)
        {
            self.open.pop();
        }
    }

    /// What cannot stand around this element ends.
    fn make_room(&mut self, tag: usize) {
        self.end_by_beginning(self.name(tag));
        let Some(first) = self.pairs.ends.get(&tag) else { return };
        let mut tags = String::new();
        while let Some(last) = self.last().filter(|last| last >= first) {
            tags.push_str(&self.end_tag(last));
        }
        if !tags.is_empty() {
            let start = self.read.tags[tag].tag.span.start;
            self.edit(tag, start..start, tags);
        }
    }

    /// Takes the last element off, and gives its end tag.
    fn end_tag(&mut self, tag: usize) -> String {
        self.open.pop();
        self.lacking -= usize::from(!may_lack_end(self.name(tag)) && !self.is_whole(tag));
        *self.ended.entry(self.name(tag)).or_default() += 1;
        format!("</{}>", self.name(tag))
    }

    /// All elements end that were opened in the block which ends last, before this event.
    fn end_elements(&mut self, event: usize) {
        let mut tags = String::new();
        while let Some(last) = self.last() {
            tags.push_str(&self.end_tag(last));
        }
        if !tags.is_empty() {
            self.before.entry(event).or_default().push_str(&tags);
        }
    }

    /// So many `svg` and `math` end, with all that is open in them.
    fn end_foreign(&mut self, mut count: usize, before: Before) {
        let mut tags = String::new();
        while count > 0
            && let Some(last) = self.last()
        {
            count -= usize::from(is_foreign_root(self.name(last)));
            tags.push_str(&self.end_tag(last));
        }
        match before {
            Before::Event(event) => self.before.entry(event).or_default().push_str(&tags),
            Before::Tag(tag) => {
                let start = self.read.tags[tag].tag.span.start;
                self.edit(tag, start..start, tags);
            }
            Before::End(chunk) => self.edit_end(chunk, tags),
        }
    }

    fn edit_end(&mut self, chunk: usize, with: String) {
        let end = self.read.chunks[chunk].text.trim_end().len();
        self.edits.push(Edit { chunk, at: end..end, with });
    }

    fn tag(&mut self, tag: usize) {
        let found = &self.read.tags[tag].tag;
        let (start, end) = (found.span.start, found.span.end);
        match self.read.tags[tag].role {
            Role::Whole | Role::Opens if self.pairs.misplaced.contains(&tag) => {
                self.edit(tag, start..end, String::new());
                *self.ended.entry(self.name(tag)).or_default() += 1;
                self.flaws.push((FlawKind::Misplaced, tag));
            }
            Role::Whole => self.make_room(tag),
            Role::OfThePage => {
                self.edit(tag, start..end, String::new());
                self.flaws.push((FlawKind::OfThePage, tag));
            }
            Role::Open => {
                // What stands in a frame is shown by no browser.
                if found.name == "iframe" {
                    self.edit(tag, end..end, "</iframe>".to_owned());
                    *self.ended.entry("iframe").or_default() += 1;
                } else {
                    self.edit(tag, start..start + 1, "&lt;".to_owned());
                    *self.ended.entry(self.name(tag)).or_default() += 1;
                }
                self.flaws.push((FlawKind::Open(found.kind), tag));
            }
            Role::Opens => {
                self.make_room(tag);
                if self.is_whole(tag) {
                    self.whole += 1;
                } else if found.is_self_closing {
                    self.flaws.push((FlawKind::SelfClosed, tag));
                    return self.edit(tag, end..end, format!("</{}>", self.name(tag)));
                } else if !may_lack_end(self.name(tag)) {
                    self.lacking += 1;
                    self.flaws.push((FlawKind::NotClosed, tag));
                }
                self.open.push(Open::Element(tag));
            }
            Role::Closes => self.close(tag),
        }
    }

    fn close(&mut self, tag: usize) {
        let span = self.read.tags[tag].tag.span.clone();
        if let Some(partner) = self.pairs.partner[tag] {
            let mut missing = String::new();
            while let Some(last) = self.last().filter(|last| *last != partner) {
                missing.push_str(&self.end_tag(last));
            }
            self.open.pop();
            self.whole = self.whole.saturating_sub(1);
            if !missing.is_empty() {
                self.edit(tag, span.start..span.start, missing);
            }
            return;
        }
        self.edit(tag, span, String::new());
        // Where its start was told, it is not told again.
        let told = self.ended.get_mut(self.name(tag)).filter(|told| **told > 0);
        if let Some(told) = told {
            *told -= 1;
        } else if !self.pairs.needless.contains(&tag) {
            self.flaws.push((FlawKind::NotOpened, tag));
        }
    }

    /// What this block of HTML left open without a partner ends with it: to the end of the text it would change too much. What
    /// needs no end tag goes on, as in a browser.
    fn chunk_ends(&mut self, chunk: usize) {
        if self.lacking == 0 {
            return;
        }
        let without_partner = self.open.iter().rev().map_while(|open| match open {
            Open::Element(tag) if !self.is_whole(*tag) => Some(*tag),
            _ => None,
        });
        let lacking = without_partner.enumerate().filter(|(_, tag)| !may_lack_end(self.name(*tag)));
        let Some((index, _)) = lacking.take(self.lacking).last() else { return };
        let mut tags = String::new();
        for _ in 0..=index {
            let Some(last) = self.last() else { break };
            tags.push_str(&self.end_tag(last));
        }
        self.edit_end(chunk, tags);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::balance::balance;
    use crate::markdown::options;
    use pulldown_cmark::{Event, Parser, html};

    /// The HTML of a text, and what is wrong with its tags.
    fn balanced(markdown: &str) -> (String, Vec<String>) {
        let events: Vec<(Event<'_>, Range<usize>)> = Parser::new_ext(markdown, options()).into_offset_iter().collect();
        let spans = events.iter().map(|(_, span)| span.clone()).enumerate().collect::<Vec<_>>();
        let balanced = balance(events.into_iter().map(|(event, _)| event).collect(), &spans);
        let mut html = String::new();
        html::push_html(&mut html, balanced.events.into_iter());
        let flaws = balanced.flaws.iter().map(|flaw| format!("{:?} {}", flaw.kind, &markdown[flaw.span.clone()]));
        (html.trim_end().to_owned(), flaws.collect())
    }

    #[track_caller]
    fn assert_whole(markdown: &str, expected: &str, flaws: &[&str]) {
        assert_eq!(balanced(markdown), (expected.to_owned(), flaws.iter().map(|flaw| (*flaw).to_owned()).collect()));
    }

    #[test]
    fn whole_html_stays_as_it_is() {
        for html in [
            "<div class=x>\n<p>a<p>b\n<ul><li>c<li>d</li></ul>\n</div>",
            "<table><tr><td>a<td>b<tr><td>c</td></tr></table>",
            "<p>a <br> <img src=x /> <i>b</i></p>",
            "<div><svg><path d=\"\"/><title>x</title></svg></div>",
            "<p><textarea><b></textarea> <iframe src=\"x\"></iframe></p>",
            "<!-- <b> -->",
        ] {
            assert_whole(html, html, &[]);
        }
        let around = "<div>\n\n*a*\n\n</div>";
        assert_whole(around, "<div>\n<p><em>a</em></p>\n</div>", &[]);
    }

    #[test]
    fn what_is_not_closed_ends_with_its_block() {
        assert_whole("<div><b>a\n\nb", "<div><b>a</b></div>\n<p>b</p>", &["NotClosed <div>", "NotClosed <b>"]);
        assert_whole("a <b>b\n\nc", "<p>a <b>b</b></p>\n<p>c</p>", &["NotClosed <b>"]);
        assert_whole("- <div>\n- b", "<ul>\n<li><div></div>\n</li>\n<li>b</li>\n</ul>", &["NotClosed <div>"]);
        assert_whole("<b>\n\n<i>\n\n</b>", "<b>\n<i></i>\n</b>", &["NotClosed <i>"]);
    }

    #[test]
    fn an_end_without_a_start_is_left_out() {
        assert_whole("a\n\n</main></div>\n\nb", "<p>a</p>\n\n<p>b</p>", &["NotOpened </main>", "NotOpened </div>"]);
        assert_whole("a <b><i>b</b></i>", "<p>a <b><i>b</i></b></p>", &["NotClosed <i>"]);
        assert_whole("**a <b>b** c</b>", "<p><strong>a <b>b</b></strong> c</p>", &["NotClosed <b>"]);
    }

    #[test]
    fn a_paragraph_ends_where_markdown_begins() {
        assert_whole("<p align=center>\n\n*a*\n\n</p>", "<p align=center>\n<p><em>a</em></p>", &[]);
        assert_whole("<p>a", "<p>a</p>", &[]);
    }

    #[test]
    fn an_end_that_may_be_left_out_is_no_mistake() {
        assert_whole("<table><tr><td>a<td>b</table>", "<table><tr><td>a<td>b</td></tr></table>", &[]);
        assert_whole("<ul>\n<li>a\n\n<li>b\n</ul>", "<ul>\n<li>a\n<li>b\n</li></ul>", &[]);
    }

    #[test]
    fn what_is_no_whole_tag_becomes_text() {
        assert_whole("<div title=\"a>\n\nb", "&lt;div title=\"a>\n<p>b</p>", &["Open(OpenTag) <div title=\"a>"]);
        assert_whole("<!-- a\n\n<b>b</b>", "&lt;!-- a\n\n<b>b</b>", &["Open(OpenComment) <!--"]);
        assert_whole("<textarea>a\n\n*b*", "&lt;textarea>a\n\n*b*", &["Open(OpenText) <textarea>"]);
        assert_whole("<![CDATA[ a ]]>", "&lt;![CDATA[ a ]]>", &["Open(NoHtml) <![CDATA["]);
        assert_whole("a <iframe src=b> c", "<p>a <iframe src=b></iframe> c</p>", &["Open(OpenText) <iframe src=b>"]);
    }

    #[test]
    fn tags_of_the_page_and_those_that_close_themselves() {
        assert_whole("<body class=a>\nb\n</body>", "\nb", &["OfThePage <body class=a>", "OfThePage </body>"]);
        assert_whole("a <a id=b/> c", "<p>a <a id=b/></a> c</p>", &["SelfClosed <a id=b/>"]);
    }

    #[test]
    fn many_tags_take_as_many_steps() {
        let count = 20_000;
        let text = format!("{}\n\n{}\n", "<div>".repeat(count), "</b>".repeat(count));
        let events: Vec<Event<'_>> = Parser::new_ext(&text, options()).collect();
        let balanced = balance(events, &[]);
        assert_eq!(balanced.flaws.len(), 2 * count);
    }
}
