//! The HTML of a body, in sections.
//!
//! In: Markdown, and a function that says where links and pictures lead. Out: HTML for the part before the first section,
//! for each section, and for the footnotes. Everything is done on the events of the parser; no HTML is edited as text.

use super::events::{end_of, text_of};
use super::footnotes::Footnotes;
use super::heading_ids::HeadingIds;
use super::picture::{self, Loading, Picture};
use super::{options, raw_html, tables};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Parser, Tag, TagEnd, html};

/// The HTML of a body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// What stands before the first section.
    pub lead: String,
    /// A section for each heading of level 2 that stands at the top level.
    pub sections: Vec<Section>,
    /// The notes of the whole body, to be put after the last section; empty if there are none.
    pub footnotes: String,
}

impl Rendered {
    /// The whole body as one piece of HTML, its sections under their headings.
    #[must_use]
    pub fn whole(self) -> String {
        let mut html = self.lead;
        for section in self.sections {
            // Ids are slugs, which hold nothing that an attribute could not.
            html.push_str(&format!("<h2 id=\"{}\">{}</h2>\n", section.id, section.title_html));
            html.push_str(&section.html);
        }
        html.push_str(&self.footnotes);
        html
    }

    /// Puts the notes behind the last section, or behind the lead where there is none.
    #[must_use]
    pub fn with_footnotes_in_place(mut self) -> Self {
        let footnotes = std::mem::take(&mut self.footnotes);
        self.sections.last_mut().map_or(&mut self.lead, |section| &mut section.html).push_str(&footnotes);
        self
    }
}

/// A section of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The id of its heading, unique in the body.
    pub id: String,
    /// Its heading as plain text.
    pub title: String,
    /// Its heading as HTML, without the `h2` tags.
    pub title_html: String,
    /// What stands under the heading, without the heading.
    pub html: String,
}

/// Where links lead and what pictures are.
pub struct Targets<'a> {
    /// Is asked for the address of each link and picture, in Markdown and in raw HTML; `None` leaves it as it is.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// Is asked for each picture first; `None` leaves it to `link`.
    pub picture: &'a dyn Fn(&str) -> Option<Picture>,
    /// When the first picture is fetched; all others are lazy.
    pub first: Loading,
}

/// Renders a body whose pictures are nothing but addresses. `resolve` is asked for the address of each link and picture, in
/// Markdown and in raw HTML; `None` leaves it as it is.
pub fn render(markdown: &str, resolve: &dyn Fn(&str) -> Option<String>) -> Rendered {
    render_with(markdown, &Targets { link: resolve, picture: &|_| None, first: Loading::Lazy })
}

/// Renders a body.
pub fn render_with(markdown: &str, targets: &Targets<'_>) -> Rendered {
    let (footnotes, events) = Footnotes::take_from(Parser::new_ext(markdown, options()).collect());
    let mut renderer = Renderer { targets, next_picture: targets.first, ids: HeadingIds::default(), footnotes };
    let mut rendered = Rendered::default();
    let mut part = Vec::new();
    let mut index = 0;
    while let Some(event) = events.get(index) {
        let block = events.get(index..=end_of(&events, index)).unwrap_or_default();
        index += block.len();
        if matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H2, .. })) {
            finish_part(&mut rendered, std::mem::take(&mut part));
            rendered.sections.push(renderer.section(block));
        } else {
            part.extend(renderer.events(block));
        }
    }
    finish_part(&mut rendered, part);
    rendered.footnotes = renderer.notes();
    rendered
}

/// Renders a caption or a title: marks, links and pictures, but no blocks. What would begin a block is text.
pub fn inline(markdown: &str) -> String {
    let line = markdown.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    // Behind a bracket nothing begins a list, a heading or a quotation, and bold opens as it does at the start.
    let guarded = format!("){line}");
    let mut events: Vec<Event<'_>> = Parser::new_ext(&guarded, options()).collect();
    if let Some(Event::Text(text)) = events.iter_mut().find(|event| matches!(event, Event::Text(_)))
        && let Some(rest) = text.strip_prefix(')')
    {
        *text = CowStr::from(rest.to_owned());
    }
    events.retain(|event| !matches!(event, Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph)));
    let targets = Targets { link: &|_| None, picture: &|_| None, first: Loading::Lazy };
    let footnotes = Footnotes::default();
    let mut renderer =
        Renderer { targets: &targets, next_picture: targets.first, ids: HeadingIds::default(), footnotes };
    to_html(renderer.events(&events))
}

fn finish_part(rendered: &mut Rendered, part: Vec<Event<'_>>) {
    let html = to_html(part);
    match rendered.sections.last_mut() {
        Some(section) => section.html = html,
        None => rendered.lead = html,
    }
}

fn to_html<'a>(events: Vec<Event<'a>>) -> String {
    let mut written = String::new();
    html::push_html(&mut written, events.into_iter());
    written
}

struct Renderer<'a, 'r> {
    targets: &'r Targets<'r>,
    /// When the next picture is fetched.
    next_picture: Loading,
    ids: HeadingIds,
    footnotes: Footnotes<'a>,
}

impl<'a> Renderer<'a, '_> {
    fn section(&mut self, heading: &[Event<'a>]) -> Section {
        let inner = heading.get(1..heading.len().saturating_sub(1)).unwrap_or_default();
        let title = text_of(inner);
        let title_html = to_html(self.events(inner));
        Section { id: self.ids.next(&title), title, title_html, html: String::new() }
    }

    /// The events as they are to be written.
    fn events(&mut self, events: &[Event<'a>]) -> Vec<Event<'a>> {
        let mut written = Vec::with_capacity(events.len());
        let mut index = 0;
        while let Some(event) = events.get(index) {
            let whole = whole(events, index);
            index += 1;
            match event {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    let (picture, loading) = (self.picture(dest_url), self.loading());
                    let html = picture::element(&picture, &text_of(whole), title, loading);
                    written.push(Event::InlineHtml(CowStr::from(html)));
                    index += whole.len() - 1;
                }
                Event::Start(Tag::Paragraph)
                    if let Some((target, caption, image)) = lone_picture(events, index - 1) =>
                {
                    let (picture, loading) = (self.picture(target), self.loading());
                    written.push(raw(picture::figure(&picture, &text_of(image), caption, loading)));
                    // The picture and the end of the paragraph.
                    index += image.len() + 1;
                }
                Event::Start(Tag::HtmlBlock) => {
                    written.push(self.html_block(whole));
                    index += whole.len() - 1;
                }
                Event::Start(Tag::Table(_)) => {
                    let inner = whole.get(1..whole.len() - 1).unwrap_or_default();
                    let inner = self.events(inner);
                    let around = whole.first().into_iter().chain(&inner).chain(whole.last());
                    written.extend(tables::table(&around.cloned().collect::<Vec<_>>()));
                    index += whole.len() - 1;
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    let id = Some(CowStr::from(self.ids.next(&text_of(whole))));
                    let tag = Tag::Heading { level: *level, id, classes: Vec::new(), attrs: Vec::new() };
                    written.push(Event::Start(tag));
                }
                Event::Start(Tag::Link { link_type, dest_url, title, id }) if *link_type != LinkType::Email => {
                    let dest_url = self.address(dest_url);
                    let tag = Tag::Link { link_type: *link_type, dest_url, title: title.clone(), id: id.clone() };
                    written.push(Event::Start(tag));
                }
                Event::InlineHtml(tag) => {
                    let tag = raw_html::resolve_tag(tag, self.targets).map_or_else(|| tag.clone(), CowStr::from);
                    written.push(Event::InlineHtml(tag));
                }
                Event::FootnoteReference(name) => written.push(self.footnotes.reference(name)),
                other => written.push(other.clone()),
            }
        }
        written
    }

    fn address(&self, target: &CowStr<'a>) -> CowStr<'a> {
        (self.targets.link)(target).map_or_else(|| target.clone(), CowStr::from)
    }

    /// What is known of a picture; at least its address.
    fn picture(&self, target: &CowStr<'a>) -> Picture {
        let address = || Picture { address: self.address(target).to_string(), ..Picture::default() };
        (self.targets.picture)(target).unwrap_or_else(address)
    }

    /// When this picture is fetched; those after it are lazy.
    fn loading(&mut self) -> Loading {
        std::mem::replace(&mut self.next_picture, Loading::Lazy)
    }

    fn html_block(&self, whole: &[Event<'a>]) -> Event<'a> {
        let lines = whole.iter().filter_map(|event| match event {
            Event::Html(line) | Event::Text(line) => Some(&**line),
            _ => None,
        });
        let block: String = lines.collect();
        let resolved = raw_html::resolve_block(&block, self.targets);
        Event::Html(CowStr::from(resolved.unwrap_or(block)))
    }

    /// The list of notes. A note can refer to another, so the list may grow while it is written.
    fn notes(&mut self) -> String {
        let mut items = Vec::new();
        let mut index = 0;
        while let Some(definition) = self.footnotes.definition(index) {
            items.push(self.events(&definition));
            index += 1;
        }
        if items.is_empty() {
            return String::new();
        }
        let mut list = vec![raw("<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n".to_owned())];
        for (index, mut item) in items.into_iter().enumerate() {
            let back = Event::InlineHtml(CowStr::from(self.footnotes.back_links(index)));
            let place = match item.last() {
                Some(Event::End(TagEnd::Paragraph)) => item.len() - 1,
                _ => item.len(),
            };
            item.insert(place, back);
            list.push(raw(format!("<li id=\"fn:{}\">", index + 1)));
            list.append(&mut item);
            list.push(raw("</li>\n".to_owned()));
        }
        list.push(raw("</ol></section>\n".to_owned()));
        to_html(list)
    }
}

/// The events of the element that begins at `index`, if it is one of those that are written as a whole; else that event.
fn whole<'e, 'a>(events: &'e [Event<'a>], index: usize) -> &'e [Event<'a>] {
    let is_whole = matches!(
        events.get(index),
        Some(Event::Start(Tag::Image { .. } | Tag::HtmlBlock | Tag::Table(_) | Tag::Heading { .. }))
    );
    let end = if is_whole { end_of(events, index) } else { index };
    events.get(index..=end).unwrap_or_default()
}

/// Where a picture stands alone in the paragraph that begins at `start`, and has a title: its address, the title, and its
/// events.
fn lone_picture<'e, 'a>(events: &'e [Event<'a>], start: usize) -> Option<(&'e CowStr<'a>, &'e str, &'e [Event<'a>])> {
    let Some(Event::Start(Tag::Image { dest_url, title, .. })) = events.get(start + 1) else { return None };
    let image = whole(events, start + 1);
    let is_alone = matches!(events.get(start + 1 + image.len()), Some(Event::End(TagEnd::Paragraph)));
    (is_alone && !title.is_empty()).then_some((dest_url, title, image))
}

fn raw<'a>(html: String) -> Event<'a> {
    Event::Html(CowStr::from(html))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(markdown: &str) -> Rendered {
        render(markdown, &|_| None)
    }

    #[test]
    fn sections_begin_at_headings_of_level_two_at_the_top() {
        let body = "Lead.\n\n## Key *Actions*\n\nOne.\n\n> ## Quoted\n\n### Sub\n\n## Key actions\n";
        let Rendered { lead, sections, footnotes } = rendered(body);
        assert_eq!(lead, "<p>Lead.</p>\n");
        assert_eq!(footnotes, "");
        let titles: Vec<_> = sections.iter().map(|one| (&*one.id, &*one.title, &*one.title_html)).collect();
        assert_eq!(
            titles,
            [("key-actions", "Key Actions", "Key <em>Actions</em>"), ("key-actions-2", "Key actions", "Key actions"),]
        );
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
        let html = render(body, &resolve).lead;
        let expected = "<p><a href=\"/cases/x/\" title=\"t\">a</a> <img src=\"/cases/y/\" alt=\"b &quot;c&quot;\" \
            loading=\"lazy\" decoding=\"async\"> <a href=\"/cases/z/\">d</a></p>\n<img src=\"/cases/w/\">\n\
            <p><a href=\"mailto:me@x.y\">me@x.y</a> <a href=\"f\">e</a></p>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_picture_alone_with_a_title_is_a_figure_and_the_first_picture_comes_at_once() {
        let body =
            "![a *b*](c.jpg \"A “caption” & more\")\n\ntext ![d](e.jpg \"f\")\n\n![g](h.jpg)\n\n- ![i](j.jpg \"k\")\n";
        let targets = Targets { link: &|_| None, picture: &|_| None, first: Loading::Eager };
        let html = render_with(body, &targets).lead;
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
        assert_eq!(rendered(body).lead, "<DIV class=x>\n<p><em>a</em></p>\n</DIV>\n");
    }

    #[test]
    fn addresses_of_pictures_are_written_as_those_of_links() {
        let html = rendered("[a](<x y/ب?a&b>)![a](<x y/ب?a&b>)").lead;
        assert_eq!(html.matches("\"x%20y/%D8%A8?a&amp;b\"").count(), 2, "{html}");
    }

    #[test]
    fn footnotes_are_numbered_through_all_sections() {
        let body =
            "A[^b].\n\n## X\n\nB[^a] and[^b] and[^none].\n\n[^a]: One[^c].\n[^b]: Two.\n[^c]: Three.\n[^d]: Four.\n";
        let Rendered { lead, sections, footnotes } = rendered(body);
        assert!(lead.contains("<a id=\"fnref:1\" href=\"#fn:1\" role=\"doc-noteref\">1</a>"), "{lead}");
        assert!(sections[0].html.contains("id=\"fnref:2\""), "{}", sections[0].html);
        assert!(sections[0].html.contains("id=\"fnref:1:2\" href=\"#fn:1\""), "{}", sections[0].html);
        assert!(sections[0].html.contains("[^none]"), "{}", sections[0].html);
        let order = ["fn:1", "Two.", "#fnref:1\"", "#fnref:1:2\"", "fn:2", "One", "fn:3", "Three.", "fn:4", "Four."];
        let places: Vec<_> = order.iter().map(|one| footnotes.find(one)).collect();
        assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} {footnotes}");
    }

    #[test]
    fn tables_scroll_and_have_a_head_only_if_it_says_something() {
        let html = rendered("| a | *b* |\n| --- | --: |\n| 1 | 2 |\n").lead;
        let expected = "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"a, b\"><table><thead><tr>\
            <th scope=\"col\">a</th><th scope=\"col\" style=\"text-align: right\"><em>b</em></th></tr></thead>\n<tbody>\n\
            <tr><td>1</td><td style=\"text-align: right\">2</td></tr>\n</tbody></table></div>\n";
        assert_eq!(html, expected);
        let html = rendered("|  |  |\n| --- | --- |\n| 1 | 2 |\n").lead;
        assert_eq!(
            html,
            "<div class=\"table\" tabindex=\"0\"><table><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table></div>\n"
        );
    }

    #[test]
    fn a_caption_has_marks_but_no_blocks() {
        assert_eq!(inline("The *old* town, [a](b)"), "The <em>old</em> town, <a href=\"b\">a</a>");
        assert_eq!(inline("1. April\n2024"), "1. April 2024");
        assert_eq!(inline("# 3 > 2"), "# 3 &gt; 2");
        assert_eq!(inline("**«تهران»** شهر"), "<strong>«تهران»</strong> شهر");
        assert_eq!(inline(""), "");
    }

    #[test]
    fn punctuation_and_joiners_stay_as_written() {
        let text = "می\u{200c}رود -- \"x\" ... CO₂";
        assert_eq!(rendered(text).lead, "<p>می\u{200c}رود -- &quot;x&quot; ... CO₂</p>\n".replace("&quot;", "\""));
    }
}
