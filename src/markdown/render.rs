//! The HTML of a body, in sections.
//!
//! In: Markdown, and a function that says where links and pictures lead. Out: HTML for the part before the first section,
//! for each section, and for the footnotes. Everything is done on the events of the parser; no HTML is edited as text.
//! It is done in two steps: a [`Draft`] needs the Markdown alone, so that one look at a text tells its links and makes its
//! HTML; the site fills in where they lead.

use super::balance::{Balanced, balance, has_html};
use super::heading_ids::give_ids;
use super::options;
use super::picture::{Loading, Picture};
use super::placeholders;
use super::writer::Writer;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};
use std::collections::BTreeSet;

/// The HTML of a body: what stands before the first section, a section for each heading of level 2 that stands at the top
/// level, and the notes of the whole body, to be put after the last section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// All pieces, one after the other: many thousands of drafts are kept for a while.
    pub(super) html: String,
    /// Where each piece ends: the lead, the id, the heading and the rest of each section, the footnotes.
    pub(super) ends: Vec<usize>,
}

/// A section of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Section<'a> {
    /// The id of its heading, unique in the body.
    pub id: &'a str,
    /// Its heading as HTML, without the `h2` tags.
    pub title_html: &'a str,
    /// What stands under the heading, without the heading.
    pub html: &'a str,
}

impl Rendered {
    /// What stands before the first section.
    #[must_use]
    pub fn lead(&self) -> &str {
        self.piece(0)
    }

    /// The sections.
    pub fn sections(&self) -> impl Iterator<Item = Section<'_>> {
        let count = self.ends.len().saturating_sub(2) / PIECES_OF_SECTION;
        (0..count).map(|index| index * PIECES_OF_SECTION).map(|before| Section {
            id: self.piece(before + 1),
            title_html: self.piece(before + 2),
            html: self.piece(before + 3),
        })
    }

    /// The notes of the whole body; empty if there are none.
    #[must_use]
    pub fn footnotes(&self) -> &str {
        self.piece(self.ends.len().saturating_sub(1))
    }

    /// The whole body as one piece of HTML, its sections under their headings.
    #[must_use]
    pub fn whole(&self) -> String {
        let mut html = self.lead().to_owned();
        for section in self.sections() {
            // Ids are slugs, which hold nothing that an attribute could not.
            html.push_str(&format!("<h2 id=\"{}\">{}</h2>\n", section.id, section.title_html));
            html.push_str(section.html);
        }
        html.push_str(self.footnotes());
        html
    }

    /// Puts the notes behind the last section, or behind the lead where there is none.
    #[must_use]
    pub fn with_footnotes_in_place(mut self) -> Self {
        if let [.., before, notes] = self.ends.as_mut_slice() {
            *before = *notes;
        }
        self
    }

    pub(super) fn piece(&self, index: usize) -> &str {
        let start = index.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(index).and_then(|end| self.html.get(start..*end)).unwrap_or_default()
    }
}

/// Id, heading and the rest.
pub(super) const PIECES_OF_SECTION: usize = 3;

/// Where links lead, what pictures are, and how numbers are written.
pub struct Targets<'a> {
    /// Is asked for the address of each link and picture, in Markdown and in raw HTML; `None` leaves it as it is.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// Is asked for each picture first; `None` leaves it to `link`.
    pub picture: &'a dyn Fn(&str) -> Option<Picture>,
    /// Must nothing be loaded from this address? Then there is a link in its place. Only addresses on hosts are asked about.
    pub is_foreign: &'a dyn Fn(&str) -> bool,
    /// When the first picture is fetched; all others are lazy.
    pub first: Loading,
    /// Writes the number of a footnote in the digits of the language.
    pub number: &'a dyn Fn(usize) -> String,
}

impl Default for Targets<'_> {
    /// All is left as it is.
    fn default() -> Self {
        Self {
            link: &|_| None,
            picture: &|_| None,
            is_foreign: &|_| false,
            first: Loading::Lazy,
            number: &|number| number.to_string(),
        }
    }
}

/// The HTML of a body in which it is still open where links lead, what pictures are, and how numbers are written.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The HTML, with its placeholders.
    open: Rendered,
}

impl Draft {
    /// The draft of a text.
    #[must_use]
    pub fn new(markdown: &str) -> Self {
        let markdown = placeholders::without_mark(markdown);
        let mut events: Vec<Event<'_>> = Parser::new_ext(&markdown, options()).collect();
        let mut nested = BTreeSet::new();
        if has_html(&events) {
            Balanced { events, nested, .. } = balance(events, &[]);
        }
        give_ids(&mut events);
        Self::of_events(markdown.len(), events, &nested)
    }

    /// The draft of a text of this length that was parsed into these events. Its headings have their ids, its HTML is whole, and
    /// there is no mark of placeholders in it. `nested` are the events of headings that stand in HTML.
    pub(super) fn of_events(length: usize, events: Vec<Event<'_>>, nested: &BTreeSet<usize>) -> Self {
        let lengths = part_lengths(&events, nested);
        let (mut writer, mut events) = Writer::new(events);
        writer.change(&mut events);
        let mut html = String::with_capacity(length + length / 8);
        let mut ends = Vec::with_capacity((lengths.len() - 1) * PIECES_OF_SECTION + 2);
        let mut events = events.into_iter();
        for (index, length) in lengths.into_iter().enumerate() {
            let mut part = events.by_ref().take(length);
            if index > 0 {
                write_heading(&mut part, &mut html, &mut ends);
            }
            html::push_html(&mut html, part);
            ends.push(html.len());
        }
        writer.write_notes(&mut html);
        ends.push(html.len());
        // Thousands of drafts are kept for a while, and to shrink a text would keep most of its room.
        let html = html.as_str().to_owned();
        Self { open: Rendered { html, ends } }
    }

    /// Says where links lead and what pictures are.
    #[must_use]
    pub fn fill(self, targets: &Targets<'_>) -> Rendered {
        if !placeholders::are_in(&self.open.html) {
            return self.open;
        }
        let Rendered { html: open, mut ends } = self.open;
        let mut filler = placeholders::Filler::new(targets);
        let mut html = String::with_capacity(open.len() + ROOM_FOR_HOLES);
        let mut start = 0;
        for end in &mut ends {
            filler.fill(open.get(start..*end).unwrap_or_default(), &mut html);
            start = std::mem::replace(end, html.len());
        }
        Rendered { html, ends }
    }
}

/// How many events the lead has, and then each section, without those of footnotes.
fn part_lengths(events: &[Event<'_>], nested: &BTreeSet<usize>) -> Vec<usize> {
    let (mut lengths, mut length) = (Vec::new(), 0);
    let mut depth = 0_usize;
    let mut in_note = false;
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => in_note = true,
            Event::End(TagEnd::FootnoteDefinition) => {
                in_note = false;
                continue;
            }
            _ => {}
        }
        if in_note {
            continue;
        }
        let is_section = depth == 0 && matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. }));
        if is_section && !nested.contains(&index) {
            lengths.push(length);
            length = 0;
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        length += 1;
    }
    lengths.push(length);
    lengths
}

/// Writes the id and the heading of the section that begins here, and where each ends.
fn write_heading<'a>(part: &mut impl Iterator<Item = Event<'a>>, html: &mut String, ends: &mut Vec<usize>) {
    if let Some(Event::Start(Tag::Heading { id: Some(id), .. })) = part.next() {
        html.push_str(&id);
    }
    ends.push(html.len());
    // The end of the heading is taken, too.
    html::push_html(html, part.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_)))));
    ends.push(html.len());
}

/// About how much longer a text becomes when its placeholders are filled.
pub(super) const ROOM_FOR_HOLES: usize = 512;

/// Renders a body whose pictures are nothing but addresses. `resolve` is asked for the address of each link and picture, in
/// Markdown and in raw HTML; `None` leaves it as it is.
pub fn render(markdown: &str, resolve: &dyn Fn(&str) -> Option<String>) -> Rendered {
    Draft::new(markdown).fill(&Targets { link: resolve, ..Targets::default() })
}

/// Renders a caption or a source: marks, links and pictures, but no blocks. What would begin a block is text. Pictures that are
/// foreign (see [`Targets`]) become links.
pub fn inline(markdown: &str, is_foreign: &dyn Fn(&str) -> bool) -> String {
    let line = markdown.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    // Behind a bracket nothing begins a list, a heading or a quotation, and bold opens as it does at the start.
    let guarded = format!("){}", placeholders::without_mark(&line));
    let mut events: Vec<Event<'_>> = Parser::new_ext(&guarded, options()).collect();
    if let Some(Event::Text(text)) = events.iter_mut().find(|event| matches!(event, Event::Text(_)))
        && let Some(rest) = text.strip_prefix(')')
    {
        *text = CowStr::from(rest.to_owned());
    }
    events.retain(|event| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)));
    if has_html(&events) {
        events = balance(events, &[]).events;
    }
    let (mut writer, mut events) = Writer::new(events);
    writer.change(&mut events);
    let (mut html, mut filled) = (String::new(), String::new());
    html::push_html(&mut html, events.into_iter());
    let targets = Targets { is_foreign, ..Targets::default() };
    placeholders::Filler::new(&targets).fill(&html, &mut filled);
    filled
}

#[cfg(test)]
mod tests {
    fn in_page(markdown: &str) -> String {
        inline(markdown, &|address| address.contains("other.example"))
    }

    use super::*;

    fn rendered(markdown: &str) -> Rendered {
        render(markdown, &|_| None)
    }

    #[test]
    fn sections_begin_at_headings_of_level_two_at_the_top() {
        let body = "Lead.\n\n## Key *Actions*\n\nOne.\n\n> ## Quoted\n\n### Sub\n\n## Key actions\n";
        let rendered = rendered(body);
        assert_eq!(rendered.lead(), "<p>Lead.</p>\n");
        assert_eq!(rendered.footnotes(), "");
        let sections: Vec<_> = rendered.sections().collect();
        let titles: Vec<_> = sections.iter().map(|one| (one.id, one.title_html)).collect();
        assert_eq!(titles, [("key-actions", "Key <em>Actions</em>"), ("key-actions-2", "Key actions")]);
        let first =
            "<p>One.</p>\n<blockquote>\n<h2 id=\"quoted\">Quoted</h2>\n</blockquote>\n<h3 id=\"sub\">Sub</h3>\n";
        assert_eq!(sections[0].html, first);
        assert_eq!(sections[1].html, "");
    }

    #[test]
    fn links_and_pictures_lead_where_the_caller_says() {
        let resolve = |target: &str| target.strip_prefix("case:").map(|rest| format!("/cases/{rest}/"));
        let body =
            "[a](case:x \"t\") ![b \"c\"](case:y) <a href='case:z'>d</a>\n\n<img src=\"case:w\">\n\n<me@x.y> [e](f)";
        let html = render(body, &resolve).lead().to_owned();
        let expected = "<p><a href=\"/cases/x/\" title=\"t\">a</a> <img src=\"/cases/y/\" alt=\"b &quot;c&quot;\" \
            loading=\"lazy\" decoding=\"async\"> <a href=\"/cases/z/\">d</a></p>\n<img src=\"/cases/w/\">\n\
            <p><a href=\"mailto:me@x.y\">me@x.y</a> <a href=\"f\">e</a></p>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_picture_alone_with_a_title_is_a_figure_and_the_first_picture_comes_at_once() {
        let body =
            "![a *b*](c.jpg \"A “caption” & more\")\n\ntext ![d](e.jpg \"f\")\n\n![g](h.jpg)\n\n- ![i](j.jpg \"k\")\n";
        let targets = Targets { first: Loading::Eager, ..Targets::default() };
        let html = Draft::new(body).fill(&targets).lead().to_owned();
        let lazy = "loading=\"lazy\" decoding=\"async\"";
        let expected = format!(
            "<figure><img src=\"c.jpg\" alt=\"a b\" fetchpriority=\"high\"><figcaption>A “caption” &amp; more</figcaption>\
             </figure>\n<p>text <img src=\"e.jpg\" alt=\"d\" title=\"f\" {lazy}></p>\n<p><img src=\"h.jpg\" alt=\"g\" \
             {lazy}></p>\n<ul>\n<li><img src=\"j.jpg\" alt=\"i\" title=\"k\" {lazy}></li>\n</ul>\n"
        );
        assert_eq!(html, expected);
    }

    #[test]
    fn raw_html_without_a_new_address_is_not_touched() {
        let body = "<DIV class=x>\n\n*a*\n\n</DIV>\n";
        assert_eq!(rendered(body).lead(), "<DIV class=x>\n<p><em>a</em></p>\n</DIV>\n");
    }

    #[test]
    fn a_character_that_no_text_may_hold_is_replaced() {
        let html = rendered("a\0 `b\0` [c](d \"e\0\")\n\n<p>\0</p>\n\n~~~ f\0\n~~~\n").lead().to_owned();
        let link = "<a href=\"d\" title=\"e\u{fffd}\">c</a>";
        let code = "<pre><code class=\"language-f\u{fffd}\"></code></pre>\n";
        assert_eq!(html, format!("<p>a\u{fffd} <code>b\u{fffd}</code> {link}</p>\n<p>\u{fffd}</p>\n{code}"));
        assert_eq!(in_page("a\0 [b](c)"), "a\u{fffd} <a href=\"c\">b</a>");
    }

    #[test]
    fn addresses_of_pictures_are_written_as_those_of_links() {
        let html = rendered("[a](<x y/ب?a&b>)![a](<x y/ب?a&b>)").lead().to_owned();
        assert_eq!(html.matches("\"x%20y/%D8%A8?a&amp;b\"").count(), 2, "{html}");
    }

    #[test]
    fn footnotes_are_numbered_through_all_sections() {
        let body =
            "A[^b].\n\n## X\n\nB[^a] and[^b] and[^none].\n\n[^a]: One[^c].\n[^b]: Two.\n[^c]: Three.\n[^d]: Four.\n";
        let rendered = rendered(body);
        let (lead, footnotes, sections) =
            (rendered.lead(), rendered.footnotes(), rendered.sections().collect::<Vec<_>>());
        assert!(lead.contains("<a id=\"fnref:1\" href=\"#fn:1\" role=\"doc-noteref\">1</a>"), "{lead}");
        assert!(sections[0].html.contains("id=\"fnref:2\""), "{}", sections[0].html);
        assert!(sections[0].html.contains("id=\"fnref:1:2\" href=\"#fn:1\""), "{}", sections[0].html);
        assert!(sections[0].html.contains("[^none]"), "{}", sections[0].html);
        let persian = Targets { number: &|number| ["۱", "۲", "۳"][number - 1].to_owned(), ..Targets::default() };
        let persian = Draft::new(body).fill(&persian).lead().to_owned();
        assert!(persian.contains("<a id=\"fnref:1\" href=\"#fn:1\" role=\"doc-noteref\">۱</a>"), "{persian}");
        let order = ["fn:1", "Two.", "#fnref:1\"", "#fnref:1:2\"", "fn:2", "One", "fn:3", "Three.", "fn:4", "Four."];
        let places: Vec<_> = order.iter().map(|one| footnotes.find(one)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {footnotes}");
    }

    #[test]
    fn tables_scroll_and_have_a_head_only_if_it_says_something() {
        let html = rendered("| a | *b* |\n| --- | --: |\n| 1 | 2 |\n").lead().to_owned();
        let expected = "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"a, b\"><table><thead><tr>\
            <th scope=\"col\">a</th><th scope=\"col\" style=\"text-align: right\"><em>b</em></th></tr></thead>\n<tbody>\n\
            <tr><td>1</td><td style=\"text-align: right\">2</td></tr>\n</tbody></table></div>\n";
        assert_eq!(html, expected);
        let html = rendered("|  |  |\n| --- | --- |\n| 1 | 2 |\n").lead().to_owned();
        assert_eq!(
            html,
            "<div class=\"table\" tabindex=\"0\"><table><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table></div>\n"
        );
    }

    #[test]
    fn a_caption_has_marks_but_no_blocks() {
        assert_eq!(in_page("The *old* town, [a](b)"), "The <em>old</em> town, <a href=\"b\">a</a>");
        assert_eq!(in_page("<img src='//other.example/a.png' alt=b> c"), "<a href=\"//other.example/a.png\">b</a> c");
        assert_eq!(in_page("![b](https://other.example/a.png)"), "<a href=\"https://other.example/a.png\">b</a>");
        assert_eq!(in_page("1. April\n2024"), "1. April 2024");
        assert_eq!(in_page("# 3 > 2"), "# 3 &gt; 2");
        assert_eq!(in_page("**«تهران»** شهر"), "<strong>«تهران»</strong> شهر");
        assert_eq!(in_page(""), "");
    }

    #[test]
    fn punctuation_and_joiners_stay_as_written() {
        let text = "می\u{200c}رود -- \"x\" ... CO₂";
        assert_eq!(rendered(text).lead(), "<p>می\u{200c}رود -- &quot;x&quot; ... CO₂</p>\n".replace("&quot;", "\""));
    }

    #[test]
    fn a_table_is_named_by_all_its_columns_also_where_they_hold_links() {
        let table = "| [One](x.md) two | **Three** | ![Four](y.png) |\n| --- | --- | --- |\n| a | b | c |\n";
        let html = rendered(table).whole();
        assert!(html.contains("aria-label=\"One two, Three, Four\""), "{html}");
        let bare = "| [](x.md) | Two |\n| --- | --- |\n| a | b |\n";
        assert!(rendered(bare).whole().contains("<thead>"));
    }
}
