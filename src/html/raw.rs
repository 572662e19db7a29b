//! Blocks as HTML on one line, for what Markdown cannot say.
//!
//! In: a block. Out: sanitised HTML that Markdown passes through: it begins with the tag of a block, and holds no line
//! break, so that no blank line can end it.

use super::block::{Block, GridCell};
use super::inline::{InlineContent, Mark, Run};
use super::serialize::{escape_attribute, escape_text};
use super::write_inline::html_attribute;
use std::sync::LazyLock;

/// What is kept, on top of ammonia's own list: elements that this module writes, addresses that a reader can open, and no
/// attribute that only styles. `rel` is left to the build.
static POLICY: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut policy = ammonia::Builder::default();
    policy
        .add_tags(["figure", "figcaption", "mark", "u", "ruby", "rt", "rp"])
        .add_generic_attributes(["dir", "lang"])
        // The language of code; this module writes no other class.
        .add_tag_attributes("code", ["class"])
        .add_tag_attributes("details", ["open"])
        .add_url_schemes(["tel", "sms", "geo", "doi", "data"])
        .link_rel(None);
    policy
});

/// How `details` begins, up to its first block.
pub(super) fn details_start(is_open: bool, summary: &[Run]) -> String {
    let mut title = String::new();
    wrap("summary", "", &mut title, |html| write_line(summary, html));
    let title = POLICY.clean(&title).to_string().replace('\n', "&#10;");
    format!("<details{}>\n{title}", open_attribute(is_open))
}

fn open_attribute(is_open: bool) -> &'static str {
    if is_open { " open=\"\"" } else { "" }
}

/// The block as sanitised HTML on one line.
pub(super) fn raw_html(block: &Block) -> String {
    let mut html = String::new();
    write_block(block, &mut html);
    // A line break can only stand in preformatted text here, and `&#10;` is one to a browser.
    POLICY.clean(&html).to_string().replace('\n', "&#10;")
}

fn write_block(block: &Block, html: &mut String) {
    match block {
        Block::Paragraph(runs) => wrap("p", "", html, |html| write_line(runs, html)),
        Block::Heading { level, runs } => wrap(&format!("h{level}"), "", html, |html| write_line(runs, html)),
        Block::List { start, loose, items } => {
            let first = start.filter(|first| *first != 1).map(|first| html_attribute("start", &first.to_string()));
            let name = if start.is_some() { "ol" } else { "ul" };
            wrap(name, &first.unwrap_or_default(), html, |html| {
                items.iter().for_each(|item| wrap("li", "", html, |html| write_content(item, *loose, html)));
            });
        }
        Block::Quote(inner) => wrap("blockquote", "", html, |html| write_content(inner, true, html)),
        Block::Figure { pictures, caption } => wrap("figure", "", html, |html| {
            write_line(pictures, html);
            wrap("figcaption", "", html, |html| write_line(caption, html));
        }),
        Block::Details { is_open, summary, blocks } => wrap("details", open_attribute(*is_open), html, |html| {
            wrap("summary", "", html, |html| write_line(summary, html));
            write_content(blocks, true, html);
        }),
        Block::Code { language, text } => wrap("pre", "", html, |html| {
            let class = format!("language-{language}");
            let attributes = if language.is_empty() { String::new() } else { html_attribute("class", &class) };
            wrap("code", &attributes, html, |html| {
                escape_text(text, html);
                // A reader takes one line break off the end, whoever wrote it.
                html.push_str(if text.ends_with('\n') { "\n" } else { "" });
            });
        }),
        Block::Rule => html.push_str("<hr>"),
        Block::Table { head, rows } => wrap("table", "", html, |html| {
            if !head.is_empty() {
                wrap("thead", "", html, |html| write_row("th", head, html));
            }
            wrap("tbody", "", html, |html| rows.iter().for_each(|row| write_row("td", row, html)));
        }),
        Block::Grid(rows) => wrap("table", "", html, |html| {
            wrap("tbody", "", html, |html| {
                rows.iter()
                    .for_each(|row| wrap("tr", "", html, |html| row.iter().for_each(|cell| write_cell(cell, html))));
            });
        }),
    }
}

fn wrap(name: &str, attributes: &str, html: &mut String, write: impl FnOnce(&mut String)) {
    html.push_str(&format!("<{name}{attributes}>"));
    write(html);
    html.push_str(&format!("</{name}>"));
}

/// Blocks within an item or a cell; a first paragraph needs no tags of its own unless blocks stand apart.
fn write_content(blocks: &[Block], apart: bool, html: &mut String) {
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(runs) if index == 0 && !apart => write_line(runs, html),
            other => write_block(other, html),
        }
    }
}

fn write_row(name: &str, cells: &[Vec<Run>], html: &mut String) {
    wrap("tr", "", html, |html| {
        cells.iter().for_each(|cell| wrap(name, "", html, |html| write_line(cell, html)));
    });
}

fn write_cell(cell: &GridCell, html: &mut String) {
    let mut spans = String::new();
    for (name, span) in [("colspan", cell.columns), ("rowspan", cell.rows)] {
        if span > 1 {
            spans.push_str(&html_attribute(name, &span.to_string()));
        }
    }
    wrap(if cell.is_head { "th" } else { "td" }, &spans, html, |html| write_content(&cell.blocks, false, html));
}

/// Each run with all of its tags around it: neighbours may repeat them, and look the same.
fn write_line(runs: &[Run], html: &mut String) {
    for run in runs {
        let tags: Vec<(&str, String)> = run.marks.iter().map(tag).collect();
        tags.iter().for_each(|(name, attributes)| html.push_str(&format!("<{name}{attributes}>")));
        match &run.content {
            InlineContent::Text(text) => escape_text(text, html),
            InlineContent::Code(code) => wrap("code", "", html, |html| escape_text(code, html)),
            InlineContent::Break => html.push_str("<br>"),
            InlineContent::Image(image) => {
                html.push_str("<img src=\"");
                escape_attribute(&image.address, html);
                html.push('"');
                html.push_str(&html_attribute("alt", &image.alt));
                if !image.title.is_empty() {
                    html.push_str(&html_attribute("title", &image.title));
                }
                html.push('>');
            }
        }
        tags.iter().rev().for_each(|(name, _)| html.push_str(&format!("</{name}>")));
    }
}

fn tag(mark: &Mark) -> (&str, String) {
    match mark {
        Mark::Link { address, title } if title.is_empty() => ("a", html_attribute("href", address)),
        Mark::Link { address, title } => ("a", html_attribute("href", address) + &html_attribute("title", title)),
        Mark::Strong => ("strong", String::new()),
        Mark::Emphasis => ("em", String::new()),
        Mark::Strike => ("del", String::new()),
        Mark::Html { name, attributes } => {
            (name, attributes.iter().map(|(key, value)| html_attribute(key, value)).collect())
        }
    }
}
