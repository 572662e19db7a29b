//! Mistakes of layout in YAML: what is written is right, and stands in the wrong place. An entry of a list that is not below the
//! others, or has lost its hyphen; a brace without an end; a key that is not indented as those around it; a link of Markdown,
//! whose bracket YAML takes for its own.

use super::mistakes::{Mistake, Stop, in_quotes};
use super::open_quote::{is_key, start_of_value};

impl<'a> Stop<'a> {
    /// The first of these mistakes that explains why reading ended here.
    pub(super) fn layout(&self) -> Option<Mistake> {
        self.open_bracket()
            .or_else(|| self.entry_elsewhere())
            .or_else(|| self.lost_hyphen())
            .or_else(|| self.lost_indent())
            .or_else(|| self.link())
    }

    /// The lines before this one that are not empty, the last one first, with the bytes where they begin.
    pub(super) fn lines_above(&self) -> impl Iterator<Item = (usize, &'a str)> {
        let mut end = self.line_start;
        let (text, first) = (self.text, self.span.start);
        let lines = std::iter::from_fn(move || {
            let before = text.get(first..end)?.strip_suffix('\n')?;
            let start = first + before.rfind('\n').map_or(0, |newline| newline + 1);
            end = start;
            Some((start, text[start..first + before.len()].trim_end()))
        });
        lines.filter(|(_, line)| !line.is_empty())
    }

    /// `- { title: Cases, url: /cases/` above another line. Keys with values in braces may go on over many lines; then one of
    /// them ends in a comma.
    fn open_bracket(&self) -> Option<Mistake> {
        let here = (self.line_start, self.line.trim_end());
        let opened = std::iter::once(here).chain(self.lines_above()).filter_map(|(start, line)| {
            let at = unclosed(line, start_of_value(line))?;
            let rest = &self.text[start + at..self.line_start + self.line.len()];
            let is_open = rest.matches(['{', '[']).count() > rest.matches(['}', ']']).count();
            (is_open && !line.ends_with([',', '{', '['])).then_some((start, line, at))
        });
        let (start, line, at) = opened.last()?;
        let (bracket, end) = if line[at..].starts_with('{') { ("{", " }") } else { ("[", "]") };
        Some(Mistake {
            at: start + at..start + at + 1,
            message: say!("`{bracket}` is opened here and not closed in its line", bracket),
            help: say!("write `{line}{end}`", line = line.trim_start(), end),
        })
    }

    /// An entry of a list that stands farther left or right than those above it.
    fn entry_elsewhere(&self) -> Option<Mistake> {
        let own = indent_of(self.line);
        let entry = self.line[own..].strip_prefix("- ").map(|_| self.line.trim())?;
        let indent = self.nearest_entry(own).filter(|indent| *indent != own)?;
        Some(Mistake {
            at: self.line_start + own..self.line_start + own + 1,
            message: say!("this entry of a list does not stand below those before it"),
            help: say!(
                "begin the line with as many spaces as theirs: `{line}`",
                line = format!("{}{entry}", " ".repeat(indent))
            ),
        })
    }

    /// `{ title: Map, url: /map/ }` below an entry of a list.
    fn lost_hyphen(&self) -> Option<Mistake> {
        let own = indent_of(self.line);
        let (_, above) = self.lines_above().next()?;
        if !self.line[own..].starts_with('{') || !above.trim_start().starts_with("- ") {
            return None;
        }
        let indent = indent_of(above);
        Some(Mistake {
            at: self.line_start + own..self.line_start + own + 1,
            message: say!("the hyphen of this entry of a list is missing"),
            help: say!("write `{line}`", line = format!("{}- {}", " ".repeat(indent), self.line.trim())),
        })
    }

    /// How far the entries of lists above are indented; of several lists, that whose entries are the nearest.
    fn nearest_entry(&self, own: usize) -> Option<usize> {
        // A key at the very left ends what was before it.
        let list = self.lines_above().take_while(|(_, line)| line.starts_with([' ', '-', '#']));
        let entries = list.filter(|(_, line)| line.trim_start().starts_with("- "));
        entries.map(|(_, line)| indent_of(line)).min_by_key(|indent| indent.abs_diff(own))
    }

    /// `alt: A tower` at the left, between lines below `image:`. Reading ends in the line behind it.
    fn lost_indent(&self) -> Option<Mistake> {
        let own = indent_of(self.line);
        let mut lines = self.lines_above();
        let (start, line) = lines.next()?;
        let (_, before) = lines.next()?;
        let indent = indent_of(line);
        let (key, _) = line.trim_start().split_once(": ").filter(|(key, _)| is_key(key))?;
        let is_between = indent_of(before) == own || indent_of(before) == indent && before.ends_with(':');
        (indent < own && is_between).then(|| Mistake {
            at: start + indent..start + line.len(),
            message: say!("`{key}` is not indented as the lines around it are", key),
            help: say!("write `{line}`", line = format!("{}{}", " ".repeat(own), line.trim_start())),
        })
    }

    /// `- [The report](https://example.org)`. Reading may end in the line behind it.
    fn link(&self) -> Option<Mistake> {
        let here = (self.line_start, self.line.trim_end());
        std::iter::once(here).chain(self.lines_above().take(1)).find_map(|(start, line)| {
            let at = start_of_value(line);
            let value = &line[at..];
            let is_list = value.starts_with("[[") && value.ends_with(")]");
            let quoted = match value.matches("](").count() {
                1 if is_list => format!("[{}]", in_quotes(&value[1..value.len() - 1])),
                1.. if value.starts_with('[') && !is_list => in_quotes(value),
                _ => return None,
            };
            Some(Mistake {
                at: start + at..start + line.len(),
                message: say!("a link begins with `[`, which YAML takes for the beginning of a list"),
                help: say!("put the link in quotes: `{line}`", line = format!("{}{quoted}", line[..at].trim_start())),
            })
        })
    }
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// The first bracket of a value in brackets that its line does not close. Texts in quotes are passed over, and comments.
fn unclosed(line: &str, value: usize) -> Option<usize> {
    let mut open = Vec::new();
    let mut quote = None;
    let mut before = ' ';
    if !line[value..].starts_with(['{', '[']) {
        return None;
    }
    for (at, letter) in line[value..].char_indices() {
        match (quote, letter) {
            (Some(end), _) if end == letter && before != '\\' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if matches!(before, ' ' | '{' | '[' | ',' | ':') => quote = Some(letter),
            (None, '{' | '[') => open.push(value + at),
            (None, '}' | ']') => {
                open.pop();
            }
            (None, '#') if before == ' ' => break,
            (None, _) => {}
        }
        before = letter;
    }
    open.first().copied()
}
