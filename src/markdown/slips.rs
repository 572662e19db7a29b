//! Markdown that did not become what was meant, as it is shown as it was written.
//!
//! In: the events of a text in their order, with their places. Out: mistakes. Only what is suspicious is looked at closely: most
//! texts have nothing of the kind.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};
use std::ops::Range;

use super::mistakes::Mistake;
use super::pasted_style::pasted_style;
use super::slips_in_lines::{
    cells_beyond_head, failed_list, failed_table, heading, indented_text, lost_entry, tab_in_row, tabbed_table,
    underlined,
};
use super::slips_in_notes::Notes;
use super::slips_in_text::{
    beginning, dashed_comment, empty_element, failed_link, highlight, looks_like_address, stars, tag_in_curly_quotes,
    undefined_link, wiki_link,
};
use crate::base::diag::Code;
use crate::base::message::Message;

/// Looks for slips, event by event.
pub(super) struct Slips<'m> {
    markdown: &'m str,
    mistakes: Vec<Mistake>,
    /// Is this the code of a code block?
    in_code: bool,
    is_at_line_start: bool,
    /// How many columns the table has in which this is.
    columns: usize,
    /// Was a style of a word processor told? One message is enough for a text.
    has_pasted_style: bool,
    /// Where `**` stands in this paragraph as it was written.
    stars: Vec<usize>,
    notes: Notes,
}

impl<'m> Slips<'m> {
    /// Looks at this text.
    pub fn new(markdown: &'m str) -> Self {
        Self {
            markdown,
            mistakes: Vec::new(),
            in_code: false,
            is_at_line_start: false,
            columns: 0,
            has_pasted_style: false,
            stars: Vec::new(),
            notes: Notes::default(),
        }
    }

    /// Looks at the next event.
    pub fn event(&mut self, event: &Event<'_>, span: &Range<usize>) {
        match event {
            Event::Text(_) if self.in_code => {}
            Event::Text(_) => self.text(span),
            Event::SoftBreak | Event::HardBreak => self.is_at_line_start = true,
            Event::Start(Tag::Paragraph) => {
                self.is_at_line_start = true;
                self.paragraph(span);
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                self.mistakes.extend(empty_element(self.markdown, span.start));
                if !self.has_pasted_style {
                    let found = pasted_style(self.markdown, span);
                    self.has_pasted_style = found.is_some();
                    self.mistakes.extend(found);
                }
            }
            Event::Start(Tag::Item) => {
                self.is_at_line_start = true;
                self.mistakes.extend(lost_entry(self.markdown.get(span.clone()).unwrap_or_default(), span.start));
            }
            Event::Start(Tag::Table(columns)) => self.columns = columns.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                let tabbed = tab_in_row(self.markdown, span);
                self.mistakes.extend(tabbed.or_else(|| cells_beyond_head(self.markdown, span, self.columns)));
            }
            Event::Start(Tag::Heading { .. }) => self.mistakes.extend(underlined(self.markdown, span)),
            Event::Start(Tag::CodeBlock(kind)) => {
                self.in_code = true;
                match kind {
                    CodeBlockKind::Fenced(_) => self.fence(span),
                    CodeBlockKind::Indented => self.mistakes.extend(indented_text(self.markdown, span.clone())),
                }
            }
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Start(Tag::Link { dest_url, .. }) => self.link(dest_url, span),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                let end = self.line_end(span.start).min(span.start + name.len() + 4);
                self.notes.note(name, span.start..end);
            }
            Event::FootnoteReference(name) => {
                self.is_at_line_start = false;
                self.notes.mark(name, span);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => self.stars_end(),
            _ => {}
        }
    }

    fn line_end(&self, at: usize) -> usize {
        self.markdown.get(at..).and_then(|rest| rest.find('\n')).map_or(self.markdown.len(), |end| at + end)
    }

    fn push(&mut self, span: Range<usize>, message: impl Into<Message>, help: impl Into<Message>) {
        self.mistakes.push(Mistake::warning(span, Code::BrokenMarkdown, message, help));
    }

    /// `[text]()` and `[](lima.md)`.
    fn link(&mut self, target: &str, span: &Range<usize>) {
        let written = self.markdown.get(span.clone()).unwrap_or_default();
        let words = written.strip_prefix('[').and_then(|rest| rest.split(']').next());
        if target.is_empty() {
            let help = say!("write the address between the brackets `(` and `)`, or take the link out");
            self.push(span.clone(), say!("the link leads nowhere, as it has no address"), help);
        } else if words.is_some_and(|words| words.trim().is_empty()) {
            let help = say!("write what readers should see: `[some words]({target})`", target);
            self.push(span.clone(), say!("the link has no words, so nobody sees it"), help);
        }
    }

    fn text(&mut self, span: &Range<usize>) {
        let Some(text) = self.markdown.get(span.clone()) else { return };
        if std::mem::take(&mut self.is_at_line_start) && text.starts_with("##") {
            let end = self.line_end(span.start);
            self.mistakes.extend(heading(self.markdown, span.start..end));
        }
        self.comment(span.start);
        self.mistakes.extend(highlight(self.markdown, span));
        for at in memchr::memchr3_iter(b'*', b'[', b']', text.as_bytes()) {
            let place = span.start + at;
            if self.markdown[..place].ends_with('\\') {
                continue;
            }
            match text.as_bytes()[at] {
                b'*' => self.star(place),
                b'[' => self.bracket(place),
                _ => self.mistakes.extend(failed_link(self.markdown, place)),
            }
        }
    }

    /// A comment within a paragraph that has its end elsewhere, or nowhere. A `<` that begins nothing begins a text of its own.
    fn comment(&mut self, at: usize) {
        const SIGN: &str = "<!--";
        if self.markdown[at..].starts_with('<') {
            self.mistakes.extend(dashed_comment(self.markdown, at));
            self.mistakes.extend(tag_in_curly_quotes(self.markdown, at));
        }
        if self.markdown[at..].starts_with(SIGN) && !self.markdown[..at].ends_with('\\') {
            let message = say!("a comment begins here and has no end in its paragraph, so readers see it");
            let help = say!(
                "write `-->` where it ends, in the same paragraph; or put it on lines of its own, between empty lines"
            );
            self.mistakes.push(Mistake::warning(at..at + SIGN.len(), Code::UnbalancedHtml, message, help));
        }
    }

    fn star(&mut self, at: usize) {
        let is_pair = || self.markdown[at..].bytes().take(3).take_while(|byte| *byte == b'*').count() == 2;
        if !self.markdown[..at].ends_with('*') && is_pair() {
            self.stars.push(at);
        }
    }

    /// `[^1]` without a note; `(text)[address]`.
    fn bracket(&mut self, at: usize) {
        let line = beginning(&self.markdown[at..]);
        let Some(inner) = line[1..].find(']').map(|end| &line[1..=end]) else { return };
        let whole = at..at + inner.len() + 2;
        if self.markdown[at..].starts_with("[[") || inner.contains('[') {
            self.mistakes.extend(wiki_link(self.markdown, at));
            return;
        }
        match inner.strip_prefix('^') {
            Some(name) if !name.is_empty() && !name.contains(char::is_whitespace) => {
                self.notes.mark(name, &whole);
            }
            None if self.markdown[..at].ends_with(')') && looks_like_address(inner) && inner.contains("://") => {
                self.push(
                    whole,
                    say!("the round and the square brackets of this link stand the wrong way round"),
                    say!(
                        "write the words in square brackets, then the address in round ones: `[words]({inner})`",
                        inner
                    ),
                );
            }
            None => self.mistakes.extend(undefined_link(self.markdown, at)),
            _ => {}
        }
    }

    fn paragraph(&mut self, span: &Range<usize>) {
        let source = self.markdown.get(span.clone()).unwrap_or_default();
        if source.contains('|') {
            self.mistakes.extend(failed_table(source, span.start));
        }
        if source.contains('\t') {
            self.mistakes.extend(tabbed_table(source, span.start));
        }
        self.mistakes.extend(failed_list(source, span.start));
    }

    /// A code block that nothing ends.
    fn fence(&mut self, span: &Range<usize>) {
        let source = self.markdown.get(span.clone()).unwrap_or_default();
        let sign = source.chars().next().unwrap_or('`');
        let mut lines = source.trim_end().lines();
        let first = lines.next().unwrap_or_default();
        let last = lines.next_back().unwrap_or_default().trim_start_matches([' ', '>', '\t']);
        if !(last.starts_with([sign; 3].iter().collect::<String>().as_str()) && last.chars().all(|one| one == sign)) {
            let count = first.chars().take_while(|one| *one == sign).count();
            self.push(
                span.start..span.start + first.len(),
                say!("the code that begins here has no end, so that all that follows is code"),
                match sign {
                    '~' => say!("put a line of {count} tildes where the code ends", count),
                    _ => say!("put a line of {count} backticks where the code ends", count),
                },
            );
        }
    }

    fn stars_end(&mut self) {
        if !self.stars.is_empty() {
            let places = std::mem::take(&mut self.stars);
            self.mistakes.extend(stars(self.markdown, &places));
        }
    }

    /// All that was found.
    pub fn finish(mut self) -> Vec<Mistake> {
        self.mistakes.extend(self.notes.finish());
        self.mistakes
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::scan_and_draft;

    /// What is told of a text, and the words that it is told of.
    fn slips(markdown: &str) -> Vec<(&str, String)> {
        let mistakes = scan_and_draft(markdown).0.mistakes.into_iter();
        mistakes.map(|mistake| (&markdown[mistake.span], mistake.problem.message.english())).collect()
    }

    #[test]
    fn what_was_meant_otherwise_is_told_at_its_place() {
        for (markdown, place, message) in [
            ("a\n##B c\n", "##B c", "is no heading"),
            ("- ###B\n", "###B", "is no heading"),
            ("![a](b c.jpg)", "![a](b c.jpg)", "is no picture"),
            ("x ![a](b c.jpg \"d\") y", "![a](b c.jpg \"d\")", "is no picture"),
            ("[a](../b c.md)", "[a](../b c.md)", "is no link"),
            ("[a] (https://b.org)", "[a] (https://b.org)", "is no link"),
            ("[a](https://b.org", "[a](https://b.org", "is no link"),
            ("(a)[https://b.org]", "[https://b.org]", "wrong way round"),
            ("a[^x]", "[^x]", "no note"),
            ("[^x]: a", "[^x]:", "no mark"),
            ("a[^x]\n\n[^x]: b\n\n[^x]: c\n", "[^x]:", "two notes"),
            ("| a | b |\n| c | d |", "| a | b |", "no line of hyphens"),
            ("> | a | b |\n> | c | d |", "| a | b |", "no line of hyphens"),
            ("a | b\n--- | --- | ---", "a | b", "has 2 cells, and the line of hyphens 3"),
            ("[[a-b]] c", "[[a-b]]", "is no link"),
            ("[[a b|c]]", "[[a b|c]]", "is no link"),
            ("[a b][c]", "[a b][c]", "is no link"),
            ("-one\n-two", "-one", "is no list"),
            ("a:\n• one\n• two", "• one", "is no list"),
            ("•one\n•two", "•one", "is no list"),
            ("۱. یک\n۲. دو", "۱. یک", "is no list"),
            ("آب:\n۱) یک\nو\n۲) دو", "۱) یک", "is no list"),
            ("> ٩- یک\n> ١٠- دو", "٩- یک", "is no list"),
            ("1.\u{a0}one\n2.\u{a0}two", "1.\u{a0}one", "is no list"),
            ("-\u{a0}one\n-\u{a0}two", "-\u{a0}one", "is no list"),
            ("٭ یک\n٭ دو", "٭ یک", "is no list"),
            ("a:\n– one\n– two", "– one", "is no list"),
            ("— one\ntwo\n— three", "— one", "is no list"),
            ("##\u{a0}Key actions", "##\u{a0}Key actions", "is no heading"),
            ("## a\n\n##\u{200f} زمینه\n", "##\u{200f} زمینه", "is no heading"),
            ("City\tYear\nLima\t2024", "City\tYear", "is no table"),
            ("> a\n> b\tc\td\n> e\tf\tg", "b\tc\td", "is no table"),
            ("It rained in the city.\n---\n\nb", "---", "makes a heading"),
            ("> It rained in the city.\n> -----", "-----", "makes a heading"),
            ("a <!— cases —> b", "<!— cases —>", "is no comment"),
            ("<!– cases –>", "<!– cases –>", "is no comment"),
            ("<img src=\"a.png\" alt=“b c”>", "<img src=\"a.png\" alt=“b c”>", "is no HTML"),
            ("![a](b.png “c d”)", "![a](b.png “c d”)", "is no picture"),
            ("[a](b.md «c»)", "[a](b.md «c»)", "is no link"),
            ("**a ** b", "**a **", "nothing bold"),
            ("x ** a** b", "** a**", "nothing bold"),
            ("**Note: a", "**", "has no end"),
            ("a <!-- b\n\nc", "<!--", "has no end in its paragraph"),
            ("```\na", "```", "has no end"),
            ("- ~~~ b\n  a\n\nc", "~~~ b", "has no end"),
            ("a\n\n    - one\n    - two\n", "- one", "is shown as code"),
            ("a\n\n\t1. one\n\t2. two\n", "1. one", "is shown as code"),
            ("    The city has two rivers.\nIt rains.\n", "The city has two rivers.", "is shown as code"),
        ] {
            let found = slips(markdown);
            assert!(found.len() == 1 && found[0].0 == place && found[0].1.contains(message), "{markdown}: {found:?}");
        }
    }

    #[test]
    fn what_was_pasted_is_told_at_its_place() {
        for (markdown, place, message) in [
            ("a[^۱]\n\n[^1]: b", "[^۱]", "the note is called `[^1]:`"),
            ("[a] (b.md#c)", "[a] (b.md#c)", "is no link"),
            ("- one\n• two\n• three", "• two", "a part of the one above"),
            ("•\tone\n•\ttwo", "•\tone", "is no list"),
            ("| a | b |\n| --- | --- |\n| c | d | e |", "| c | d | e |", "has 3 cells, and its table 2"),
            ("| a | b |\n| --- | --- |\nc\td", "c\td", "parts no cells"),
            ("<span style=\"color:black\">a</span>", "<span style=\"color:black\">", "word processor"),
            ("<p class=\"MsoNormal\">a</p>\n", "<p class=\"MsoNormal\">", "word processor"),
            ("In <number></number> homes", "<number>", "HTML has no"),
            ("<number></number>\n", "<number>", "HTML has no"),
            ("a ==b c== d", "==b c==", "means nothing"),
        ] {
            let found = slips(markdown);
            assert!(found.len() == 1 && found[0].0 == place && found[0].1.contains(message), "{markdown}: {found:?}");
        }
    }

    #[test]
    fn what_is_meant_as_it_is_is_not_told() {
        for markdown in [
            "#hashtag a",
            "| a | b |\n| --- | --- |\n| c | d | |\n| e \\| f | `g | h` |\n| i |",
            "<div style=\"color: #111; background: #eee\">a</div>\n\n<span style=\"font-weight: bold\">b</span>",
            "| a\t| b |\n| --- | --- |\n| c |\td |",
            "- one\n  two\n  - three\n  - four",
            "<em></em> <city-map></city-map> <city>Lima</city>",
            "a == b, c == d; x==y and y==z; `==a==` ==",
            "\\##a",
            "a ##b",
            "`##a` **b** _c_",
            "2 ** 3",
            "f**k",
            "** p < 0.05",
            "\\*\\*a \\*\\*",
            "[1] (https://a.org) says",
            "[sic](see the note)",
            "a \\[b\\](c d.jpg)",
            "[a](<b c.md>) ![d](e.jpg \"f g\") [h][i] [j]\n\n[i]: k\n[j]: l",
            "[^ ] a",
            "[[1]] [[2]] [[…]] [[",
            "[1][2] a[i][j] [sic][…] [a\\][b]",
            "`[[a]]` `[a][b]`",
            "-5 degrees\n-7 degrees",
            "-one",
            "a\n-one\nb",
            "–one\n–two",
            "It was long\n– as such sentences are\n– and had dashes.",
            "– one  \n– two",
            "in\n12. May and in\n12. June",
            "the\n3-year plan and the\n4-year plan",
            "1. a\n2. b",
            "a\tb\nc",
            "a\tb\nc\td\te",
            "## a\n\n---\n\nb",
            "Key actions\n---\n\nb",
            "What did the city do, and why?\n---\n\nb",
            "a <! b > c <!— d",
            "`<!— a —>` \\<!— b —>",
            "[a](see the “note”)",
            "a • b",
            "- a\n- b",
            "a | b\nc | d",
            "| a |",
            "| a | b |\n| - | - |\n| c |",
            "> ```\n> a\n> ```\n\nb",
            "- ```\n  a\n  ```\n\nb",
            "~~~\n```\n~~~",
            "````\n```\n````",
            "```\n##a **b [^1] ![a](b c)\n| a | b |\n| c | d |\n```",
            "a[^1].\n\n[^1]: b[^2]\n\n[^2]: c",
            "a\n\n    chancery build --output x\n",
            "a\n\n    - one: { two }\n",
            "a\n\n    let x = 1;\n    print(x). Then stop.\n",
            "- a\n\n    b c d e.\n",
        ] {
            assert_eq!(slips(markdown), [], "{markdown}");
        }
    }

    #[test]
    fn long_lines_are_not_looked_through_again_and_again() {
        // Each of these would take minutes if all of the line were looked at for each sign.
        for sign in
            ["[", "](", "[a](b ", "[a] (b ", ")[a", "**a ", "[^", "| a ", "<a ", "<!--", "</b>", "<li><div>", "<b>"]
        {
            scan_and_draft(&sign.repeat(20_000));
        }
    }
}
