//! Boxes that belong together: a picture with its caption, and text that opens when its title is clicked.
//!
//! In: an element that may be such a box. Out: its block, or nothing where it holds something else: then the reader takes
//! its parts one by one.

use super::block::Block;
use super::inline::{InlineContent, Mark, Run, is_blank, normalise};
use super::read::{Flow, Reader, one_line};
use super::tree::{Document, NodeId};

/// A longer line below a picture is text, even where all of it is in italics.
const MAX_CAPTION: usize = 300;

impl Reader<'_> {
    /// A picture, or several in a line, with one caption.
    pub fn captioned(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) -> bool {
        let document = self.document;
        if !is_captioned_box(document, id) {
            return false;
        }
        let is_caption = |child: &NodeId| is_caption(document, *child) && !document.is_blank(*child);
        let (captions, others): (Vec<NodeId>, Vec<NodeId>) = document.children(id).partition(is_caption);
        let [caption] = captions[..] else { return false };
        let known = self.notes.len();
        let pictures = self.blocks(&others, marks);
        let caption = one_line(self.blocks_inside(caption, marks));
        match (pictures.as_slice(), caption) {
            ([Block::Paragraph(pictures)], Some(caption)) if shows_pictures(pictures) && !is_blank(&caption) => {
                flow.push(Block::Figure { pictures: bare(pictures), caption });
                true
            }
            _ => {
                self.notes.truncate(known);
                false
            }
        }
    }

    /// `details`, with its title.
    pub fn details(&mut self, id: NodeId, marks: &[Mark], flow: &mut Flow) -> bool {
        let document = self.document;
        let title = document.children(id).find(|child| document.is_named(*child, &["summary"]));
        let known = self.notes.len();
        let summary = match title {
            // What a title is made of (a heading, mostly) shows in a line.
            Some(title) => one_line(self.blocks_inside(title, marks).into_iter().map(as_paragraph).collect()),
            None => Some(Vec::new()),
        };
        let others: Vec<NodeId> = document.children(id).filter(|child| Some(*child) != title).collect();
        let blocks = self.blocks(&others, marks);
        match summary {
            Some(summary) if !blocks.is_empty() && !is_blank(&summary) => {
                let is_open = document.attribute(id, "open").is_some();
                flow.push(Block::Details { is_open, summary, blocks });
                true
            }
            _ => {
                self.notes.truncate(known);
                false
            }
        }
    }
}

/// A line as a block: a picture with what is said of it, where that is all that stands in the line.
pub(super) fn line_block(runs: Vec<Run>, in_paragraph: bool) -> Block {
    if in_paragraph
        && let [Run { content: InlineContent::Image(image), marks }] = runs.as_slice()
        && marks.is_empty()
        && !image.title.trim().is_empty()
    {
        let caption = Run { content: InlineContent::Text(image.title.clone()), marks: Vec::new() };
        let mut picture = image.clone();
        picture.title.clear();
        let pictures = vec![Run { content: InlineContent::Image(picture), marks: Vec::new() }];
        return Block::Figure { pictures, caption: normalise(vec![caption]) };
    }
    match caption_in_line(&runs) {
        Some(caption) => Block::Figure { pictures: bare(&runs[..1]), caption },
        None => Block::Paragraph(runs),
    }
}

/// `<img><br><em>caption</em>`, as the classic editor has it.
fn caption_in_line(runs: &[Run]) -> Option<Vec<Run>> {
    let [picture, line_break, caption @ ..] = runs else { return None };
    let is_text = |run: &Run| matches!(run.content, InlineContent::Text(_) | InlineContent::Code(_));
    let is_small =
        |mark: &Mark| matches!(mark, Mark::Emphasis) || matches!(mark, Mark::Html { name, .. } if name == "small");
    let is_picture = matches!(picture.content, InlineContent::Image(_));
    let letters: usize = caption.iter().map(|run| text_of(run).chars().count()).sum();
    let has_style = caption.iter().all(|run| is_text(run) && run.marks.iter().any(is_small));
    if !is_picture || line_break.content != InlineContent::Break || letters == 0 || letters > MAX_CAPTION || !has_style
    {
        return None;
    }
    // The place says already what the style did.
    let mut caption = caption.to_vec();
    caption.iter_mut().for_each(|run| run.marks.retain(|mark| !is_small(mark)));
    Some(normalise(caption))
}

/// Pictures without what only text can be, such as bold.
fn bare(pictures: &[Run]) -> Vec<Run> {
    let mut pictures = pictures.to_vec();
    pictures.iter_mut().for_each(|run| run.marks.retain(|mark| matches!(mark, Mark::Link { .. })));
    normalise(pictures)
}

fn text_of(run: &Run) -> &str {
    match &run.content {
        InlineContent::Text(text) | InlineContent::Code(text) => text,
        InlineContent::Break | InlineContent::Image(_) => "",
    }
}

/// Whether a line shows pictures and nothing else.
fn shows_pictures(runs: &[Run]) -> bool {
    let is_picture = |run: &Run| matches!(run.content, InlineContent::Image(_));
    runs.iter().any(is_picture) && runs.iter().all(|run| is_picture(run) || is_blank(std::slice::from_ref(run)))
}

fn as_paragraph(block: Block) -> Block {
    match block {
        Block::Heading { runs, .. } => Block::Paragraph(runs),
        other => other,
    }
}

/// `figure`, and what WordPress wrote in its place before: `div` and `dl`. A link of that class is a link.
fn is_captioned_box(document: &Document, id: NodeId) -> bool {
    let has_class = |class: &str| document.has_class(id, class);
    document.is_named(id, &["figure"])
        || (document.is_block(id) && ["wp-caption", "gallery-item"].into_iter().any(has_class))
}

fn is_caption(document: &Document, id: NodeId) -> bool {
    document.is_named(id, &["figcaption"]) || document.has_class(id, "wp-caption-text")
}

#[cfg(test)]
mod tests {
    use super::super::{MarkdownOptions, clean, parse_fragment, says_the_same, to_markdown};

    /// Each pair is HTML and its Markdown, which must read as the HTML does.
    fn check(pairs: &[(&str, &str)]) {
        for (html, markdown) in pairs {
            let mut document = parse_fragment(html).document;
            clean(&mut document);
            let (nodes, options) = ([document.root()], MarkdownOptions::default());
            let converted = to_markdown(&document, &nodes, options);
            assert_eq!(converted.markdown.trim_end_matches('\n'), *markdown, "{html}");
            assert!(says_the_same(&document, &nodes, options, &converted), "{html} => {markdown}");
        }
    }

    #[test]
    fn a_caption_is_the_title_of_its_picture() {
        check(&[
            (
                "<figure><img src=a.jpg alt=b><figcaption>The “old” \"town\" & \\ more</figcaption></figure>",
                "![b](a.jpg \"The “old” \\\"town\\\" & \\\\ more\")",
            ),
            ("<div class=wp-caption><img src=a.jpg><p class=wp-caption-text>A view</p></div>", "![](a.jpg \"A view\")"),
            (
                "<dl class=gallery-item><dt><img src=a.jpg></dt><dd class='wp-caption-text gallery-caption'>A</dd></dl>",
                "![](a.jpg \"A\")",
            ),
            ("<p><img src=a.jpg><br><em>A view</em></p>", "![](a.jpg \"A view\")"),
            (
                "<p><img src=a.jpg><br><small>A <b>view</b></small></p>",
                "<figure><img src=\"a.jpg\" alt=\"\"><figcaption>A <strong>view</strong></figcaption></figure>",
            ),
            (
                "<blockquote><figure><figcaption>First</figcaption><img src=a.jpg></figure></blockquote>",
                "> ![](a.jpg \"First\")",
            ),
        ]);
    }

    #[test]
    fn a_caption_that_holds_more_stays_in_its_figure() {
        check(&[
            (
                "<figure><img src=a.jpg alt=b><figcaption>By <a href=x>C</a>, <em>2020</em></figcaption></figure>",
                "<figure><img src=\"a.jpg\" alt=\"b\"><figcaption>By <a href=\"x\">C</a>, <em>2020</em></figcaption></figure>",
            ),
            (
                "<figure><a href=y><img src=a.jpg alt=b></a><figcaption>C</figcaption></figure>",
                "<figure><a href=\"y\"><img src=\"a.jpg\" alt=\"b\"></a><figcaption>C</figcaption></figure>",
            ),
            (
                "<figure><img src=a.jpg> <img src=b.jpg><figcaption>C</figcaption></figure>",
                "<figure><img src=\"a.jpg\" alt=\"\"> <img src=\"b.jpg\" alt=\"\"><figcaption>C</figcaption></figure>",
            ),
        ]);
    }

    #[test]
    fn pictures_of_a_gallery_and_of_a_list_have_their_captions() {
        let figure = |name: &str| format!("<figure><img src={name}.jpg><figcaption>{name}</figcaption></figure>");
        let gallery = format!("<figure>{}{}<figcaption>All</figcaption></figure>", figure("a"), figure("b"));
        check(&[(&gallery, "![](a.jpg \"a\")\n\n![](b.jpg \"b\")\n\nAll")]);
        let list = format!("<ul><li>{}<li>{}</ul>", figure("a"), figure("b"));
        check(&[(&list, "- ![](a.jpg \"a\")\n\n- ![](b.jpg \"b\")")]);
        // The only item of a list is no paragraph.
        let alone = "- <figure><img src=\"a.jpg\" alt=\"\"><figcaption>a</figcaption></figure>";
        check(&[(&format!("<ul><li>{}</ul>", figure("a")), alone)]);
    }

    #[test]
    fn other_figures_are_what_they_hold() {
        check(&[
            ("<figure><blockquote>a</blockquote><figcaption>b</figcaption></figure>", "> a\n\nb"),
            ("<figure><img src=a.jpg><figcaption><ul><li>b</ul></figcaption></figure>", "![](a.jpg)\n\n- b"),
            ("<p><img src=a.jpg><br>text</p>", "![](a.jpg)\\\ntext"),
            ("<h2><img src=a.jpg><p><i>b</i></p></h2>", "![](a.jpg)\n\n*b*"),
        ]);
    }

    #[test]
    fn what_opens_at_a_click_still_does() {
        check(&[
            (
                "<details><summary>More <b>of it</b></summary><p>a</p><ul><li>b</ul></details>c",
                "<details>\n<summary>More <strong>of it</strong></summary>\n\na\n\n- b\n\n</details>\n\nc",
            ),
            (
                "<details open><summary><h3>More</h3></summary>a</details>",
                "<details open=\"\">\n<summary>More</summary>\n\na\n\n</details>",
            ),
            (
                "<ul><li>x<details><summary>M</summary>a</details></ul>",
                "- x\n\n  <details>\n  <summary>M</summary>\n\n  a\n\n  </details>",
            ),
            // A heading of the page must not stand within another element.
            (
                "<details><summary>M</summary><h2>a</h2>b</details>",
                "<details><summary>M</summary><h2>a</h2><p>b</p></details>",
            ),
            ("<details><p>a</p></details>", "a"),
        ]);
    }
}
