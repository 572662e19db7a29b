//! A line of runs as Markdown.
//!
//! In: runs in normal form. Out: one line of Markdown (more only where the author broke it). Marks that Markdown's own
//! signs cannot hold in their place (`**«تهران»**است` does not end its bold) are written as inline HTML.

use super::escape::{self, Surroundings};
use super::inline::{InlineContent, Mark, Run};
use super::serialize::escape_attribute;

/// How emphasis is written. The converter tries them in this order until the result reads as the source did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Asterisk,
    /// `_` for emphasis, which keeps it apart from `**` beside it.
    Underscore,
    Html,
}

/// Where the line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
}

/// What a character is to the rules of emphasis (CommonMark 0.31.2, 6.2).
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Space,
    Punctuation,
    Other,
}

struct Line<'a> {
    runs: &'a [Run],
    style: Style,
    place: Place,
    written: String,
}

/// Writes the runs.
pub(super) fn write_inline(runs: &[Run], style: Style, place: Place) -> String {
    let mut line = Line { runs, style, place, written: String::new() };
    line.range(0, runs.len(), &mut Vec::new());
    line.written
}

impl<'a> Line<'a> {
    /// Writes the runs from `start` to `end`; `open` are the marks around them.
    fn range(&mut self, start: usize, end: usize, open: &mut Vec<&'a Mark>) {
        let runs = self.runs;
        let mut index = start;
        while index < end {
            // The mark that goes on longest is the outermost; of equals, the first in order.
            let mut widest: Option<(&Mark, usize)> = None;
            for mark in runs[index].marks.iter().filter(|mark| !open.contains(mark)) {
                let covered = runs[index..end].iter().take_while(|run| run.marks.contains(mark)).count();
                if widest.is_none_or(|(_, longest)| covered > longest) {
                    widest = Some((mark, covered));
                }
            }
            match widest {
                Some((mark, covered)) => {
                    self.marked(mark, index, index + covered, open);
                    index += covered;
                }
                None => {
                    self.content(index, open);
                    index += 1;
                }
            }
        }
    }

    fn marked(&mut self, mark: &'a Mark, start: usize, end: usize, open: &mut Vec<&'a Mark>) {
        let sign = match mark {
            Mark::Link { address, title } => return self.link((mark, address, title), start, end, open),
            Mark::Html { name, attributes } => {
                let attributes: String = attributes.iter().map(|(key, value)| html_attribute(key, value)).collect();
                return self.tagged((mark, name, &attributes), start, end, open);
            }
            Mark::Strong => ("**", "strong"),
            Mark::Emphasis if self.style == Style::Underscore => ("_", "em"),
            Mark::Emphasis => ("*", "em"),
            Mark::Strike => ("~~", "del"),
        };
        let (delimiter, name) = sign;
        if self.style == Style::Html || !self.can_delimit(delimiter, start, end, open) {
            return self.tagged((mark, name, ""), start, end, open);
        }
        self.written.push_str(delimiter);
        open.push(mark);
        self.range(start, end, open);
        open.pop();
        self.written.push_str(delimiter);
    }

    fn tagged(&mut self, tag: (&'a Mark, &str, &str), start: usize, end: usize, open: &mut Vec<&'a Mark>) {
        let (mark, name, attributes) = tag;
        self.written.push_str(&format!("<{name}{attributes}>"));
        open.push(mark);
        self.range(start, end, open);
        open.pop();
        self.written.push_str(&format!("</{name}>"));
    }

    fn link(&mut self, link: (&'a Mark, &str, &str), start: usize, end: usize, open: &mut Vec<&'a Mark>) {
        let (mark, address, title) = link;
        let is_only = end == start + 1 && self.runs[start].marks.iter().all(|one| one == mark || open.contains(&one));
        let names_itself = self.runs[start].content == InlineContent::Text(address.to_owned());
        if is_only && names_itself && title.is_empty() && is_autolink(address, self.place) {
            self.written.push_str(&format!("<{address}>"));
            return;
        }
        self.written.push('[');
        open.push(mark);
        self.range(start, end, open);
        open.pop();
        self.written.push_str(&self.target(address, title));
    }

    /// `](address "title")`.
    fn target(&self, address: &str, title: &str) -> String {
        let target = format!("]({}{})", escape::destination(address), escape::title(title));
        if self.place == Place::Cell { target.replace('|', "\\|") } else { target }
    }

    fn content(&mut self, index: usize, open: &[&Mark]) {
        match &self.runs[index].content {
            InlineContent::Text(text) => {
                let around = self.surroundings(index, open);
                self.written.push_str(&escape::escape(text, around));
            }
            InlineContent::Code(code) => self.written.push_str(&escape::code_span(code, self.place == Place::Cell)),
            InlineContent::Break if self.place == Place::Paragraph => self.written.push_str("\\\n"),
            InlineContent::Break => self.written.push_str("<br>"),
            InlineContent::Image(image) => {
                let alone = Surroundings {
                    before: Some('['),
                    after: Some(']'),
                    continues: false,
                    in_link: true,
                    in_cell: self.place == Place::Cell,
                    in_heading: false,
                };
                let alt = escape::escape(&image.alt, alone);
                let target = self.target(&image.address, &image.title);
                self.written.push_str(&format!("![{alt}{target}"));
            }
        }
    }

    fn surroundings(&self, index: usize, open: &[&Mark]) -> Surroundings {
        Surroundings {
            before: self.written.chars().next_back().filter(|c| *c != '\n'),
            after: self.first_after(index + 1, open),
            continues: self.written.ends_with('\n'),
            in_link: open.iter().any(|mark| matches!(mark, Mark::Link { .. })),
            in_cell: self.place == Place::Cell,
            in_heading: self.place == Place::Heading,
        }
    }

    /// The first character that will be written before the run at `index`, or of it; a mark that opens or closes there is
    /// an asterisk, for what escaping needs to know of it.
    fn first_after(&self, index: usize, open: &[&Mark]) -> Option<char> {
        let Some(run) = self.runs.get(index) else { return (!open.is_empty()).then_some('*') };
        if open.iter().any(|mark| !run.marks.contains(mark)) {
            return Some('*');
        }
        match run.marks.iter().find(|mark| !open.contains(mark)) {
            Some(Mark::Link { .. }) => Some('['),
            Some(_) => Some('*'),
            None => match &run.content {
                InlineContent::Text(text) => text.chars().next(),
                InlineContent::Code(_) => Some('`'),
                InlineContent::Break if self.place == Place::Paragraph => None,
                InlineContent::Break => Some('<'),
                InlineContent::Image(_) => Some('!'),
            },
        }
    }

    /// Whether the delimiter opens before `start` and closes after `end` (CommonMark 0.31.2, 6.2, rules 1 to 8; the rule of
    /// three and what neighbouring delimiters do to one another is left to the verification).
    fn can_delimit(&self, delimiter: &str, start: usize, end: usize, open: &[&Mark]) -> bool {
        let outside_before = match self.written.trim_end_matches(['*', '_', '~']).chars().next_back() {
            Some(character) => kind(character),
            None => Kind::Space,
        };
        let inside_first = self.edge(start, open, false);
        let inside_last = self.edge(end - 1, open, true);
        let outside_after = self.outside(end, open);
        let sides =
            |outside: Kind, inside: Kind| inside != Kind::Space && (inside == Kind::Other || outside != Kind::Other);
        let in_word = delimiter == "_" && (outside_before == Kind::Other || outside_after == Kind::Other);
        sides(outside_before, inside_first) && sides(outside_after, inside_last) && !in_word
    }

    /// What stands first (or last) in the run, signs of emphasis aside.
    fn edge(&self, index: usize, open: &[&Mark], last: bool) -> Kind {
        let run = &self.runs[index];
        let is_wrapped = run.marks.iter().any(|mark| !open.contains(&mark) && is_bracket(mark));
        match &run.content {
            InlineContent::Text(text) if !is_wrapped => {
                let character = if last { text.chars().next_back() } else { text.chars().next() };
                character.map_or(Kind::Space, kind)
            }
            _ => Kind::Punctuation,
        }
    }

    /// What stands after the run before `end`, signs of emphasis aside.
    fn outside(&self, end: usize, open: &[&Mark]) -> Kind {
        let after = self.runs.get(end);
        let closes = |mark: &&&Mark| after.is_none_or(|run| !run.marks.contains(mark));
        if open.iter().filter(closes).any(|mark| is_bracket(mark)) {
            return Kind::Punctuation;
        }
        match after {
            Some(_) => self.edge(end, open, false),
            None => Kind::Space,
        }
    }
}

fn is_bracket(mark: &Mark) -> bool {
    matches!(mark, Mark::Link { .. } | Mark::Html { .. })
}

fn kind(character: char) -> Kind {
    // Vowel signs and joiners are neither letters nor punctuation; they belong to the word.
    let joins = matches!(character,
        '\u{300}'..='\u{36f}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200b}'..='\u{200f}');
    if character.is_whitespace() {
        Kind::Space
    } else if character.is_alphanumeric() || joins {
        Kind::Other
    } else {
        Kind::Punctuation
    }
}

/// Whether `<address>` is a link (CommonMark 0.31.2, 6.5).
fn is_autolink(address: &str, place: Place) -> bool {
    let Some((scheme, rest)) = address.split_once(':') else { return false };
    matches!(scheme, "http" | "https" | "mailto" | "tel" | "ftp")
        && !rest.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>'))
        && !(place == Place::Cell && rest.contains('|'))
}

pub(super) fn html_attribute(name: &str, value: &str) -> String {
    let mut attribute = format!(" {name}=\"");
    escape_attribute(value, &mut attribute);
    attribute.push('"');
    attribute
}
