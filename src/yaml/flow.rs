//! Mistakes within braces and brackets: a comma of Persian between two entries, a `#` that makes a comment of the rest, a colon in
//! a text; and lists that are half in brackets and half in lines, as merging two versions of a file leaves them.

use super::mistakes::{Mistake, Stop, in_quotes};
use super::open_quote::{is_key, start_of_value};

/// What ends a plain text within braces and brackets.
const SIGNS: [char; 5] = [',', '{', '}', '[', ']'];

impl<'a> Stop<'a> {
    /// The first of these mistakes that explains why reading ended here.
    pub(super) fn flow(&self) -> Option<Mistake> {
        self.persian_comma()
            .or_else(|| self.closed_in_quotes())
            .or_else(|| self.comment_in_brackets())
            .or_else(|| self.colon_in_braces())
            .or_else(|| self.list_of_two_forms())
    }

    /// This line and that above it, each with the byte where it begins.
    fn lines_at_hand(&self) -> impl Iterator<Item = (usize, &'a str)> {
        std::iter::once((self.line_start, self.line.trim_end())).chain(self.lines_above().take(1))
    }

    /// `{title: شبکه‌ها، url: /networks/}`.
    fn persian_comma(&self) -> Option<Mistake> {
        self.lines_at_hand().find_map(|(start, line)| {
            let commas: Vec<usize> = plain_letters(line, start_of_value(line))
                .filter(|(at, letter)| *letter == '،' && is_before_a_key(&line[at + letter.len_utf8()..]))
                .map(|(at, _)| at)
                .collect();
            let first = start + commas.first()?;
            Some(Mistake {
                at: first..first + '،'.len_utf8(),
                message: say!("`،` stands between two entries, and only `,` parts them in YAML"),
                help: say!("write `{line}`", line = with_commas(line, &commas).trim_start()),
            })
        })
    }

    /// `{title: "شبکه‌ها، url: /networks/}"`: the quotes close behind the brace, which is a part of the text.
    fn closed_in_quotes(&self) -> Option<Mistake> {
        // The text goes on to the next quotes, however far they are.
        let mut lines = std::iter::once((self.line_start, self.line.trim_end())).chain(self.lines_above());
        lines.find_map(|(start, line)| {
            let value = start_of_value(line);
            let inner = line.strip_suffix(['"', '\''])?;
            let brace = inner.chars().next_back().filter(|last| matches!(last, '}' | ']'))?;
            let quote = line[inner.len()..].chars().next()?;
            let is_open = line[value..].starts_with(['{', '[']) && inner.matches(quote).count() == 1;
            let before = inner[..inner.len() - 1].trim_end();
            let opening = before.find(quote).filter(|at| is_open && before[*at..].contains([',', '،']))?;
            // The quotes were most likely meant for the first entry alone.
            let text = &before[opening + 1..];
            let (first, rest) = text.split_at(text.find([',', '،'])?);
            let rest = rest.trim_start_matches([',', '،']);
            let right = format!("{}{quote}{first}{quote},{rest}{brace}", &before[..opening]);
            Some(Mistake {
                at: start + inner.len() - 1..start + line.len(),
                message: say!(
                    "the closing `{brace}` stands within the quotes, so nothing closes the one that opens",
                    brace
                ),
                help: say!("write `{line}`", line = right.trim_start()),
            })
        })
    }

    /// `{ link: #7a1f3d }`: the closing brace is a part of the comment, so that reading ends in a line below.
    fn comment_in_brackets(&self) -> Option<Mistake> {
        let found = self.lines_at_hand().filter_map(|(start, line)| {
            let is_open = |line: &str| line.ends_with(['{', '[', ',']);
            let value = start_of_value(line);
            let begins = line[value..].starts_with(['{', '[']);
            let goes_on = !begins && self.line_before(start).is_some_and(is_open);
            let from = if begins { value } else { line.len() - line.trim_start().len() };
            let (sign, _) = comment_sign(line, from).filter(|_| begins || goes_on)?;
            Some(Mistake {
                at: start + sign..start + line.len(),
                message: say!("what stands behind `#` is a comment, its commas and closing brackets, too"),
                help: say!("put the text in quotes: `{line}`", line = with_quotes(line, from).trim_start()),
            })
        });
        // The first one of several.
        found.last()
    }

    /// The line before the one that begins at `start`.
    fn line_before(&self, start: usize) -> Option<&'a str> {
        self.lines_above().find(|(other, _)| *other < start).map(|(_, line)| line)
    }

    /// `{ title: Oslo: a city, url: /oslo/ }`.
    fn colon_in_braces(&self) -> Option<Mistake> {
        let line = self.line.trim_end();
        let value = start_of_value(line);
        let colon =
            self.offset.checked_sub(self.line_start).filter(|at| line[value..].starts_with('{') && *at > value)?;
        let start = line.get(..colon)?.rfind(SIGNS)? + 1;
        let end = colon + line[colon..].find(SIGNS)?;
        let (key, text) = line[start..end].split_once(": ")?;
        let (key, text) = (key.trim(), text.trim());
        let is_one = is_key(key) && text.contains(": ") && !text.starts_with(['"', '\'']);
        let from = start + line[start..end].find(": ")? + 2;
        let space = &line[end - (line[from..end].len() - line[from..end].trim_end().len())..end];
        is_one.then(|| Mistake {
            at: self.offset..self.offset + 1,
            message: say!("the value of `{key}` holds a colon and a space, which YAML takes for a key", key),
            help: say!(
                "put the value in quotes: {line}",
                line = format!("{}{}{space}{}", line[..from].trim_start(), in_quotes(text), &line[end..])
            ),
        })
    }

    /// `themes: [climate]` above `  - culture`, and `- climate` above `[culture]`.
    fn list_of_two_forms(&self) -> Option<Mistake> {
        let entry = self.line.trim();
        let at = self.line_start + (self.line.len() - self.line.trim_start().len());
        let at = at..at + entry.len();
        let mut above = self.lines_above().map(|(_, line)| line);
        if let Some(text) = entry.strip_prefix("- ") {
            let line = above.find(|line| !line.trim_start().starts_with("- "))?;
            let (key, list) = line.split_once(": ")?;
            let inner = list.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
            let separator = if inner.is_empty() { "" } else { ", " };
            return Some(Mistake {
                at,
                message: say!(
                    "the list of `{key}` ends with its bracket, and this entry stands behind it",
                    key = key.trim()
                ),
                help: say!(
                    "write all entries in the brackets, `{line}`, and take this line out",
                    line = format!("{}: [{inner}{separator}{text}]", key.trim())
                ),
            });
        }
        let inner = entry.strip_prefix('[')?.strip_suffix(']')?;
        let other = above.next().filter(|line| line.trim_start().starts_with("- "))?;
        let first = inner.split(',').next().map(str::trim).filter(|first| !first.is_empty())?;
        let indent = &other[..other.len() - other.trim_start().len()];
        Some(Mistake {
            at,
            message: say!("the entries of the list stand in lines of their own above, and here in brackets"),
            help: say!("write each in a line of its own, without brackets: `{indent}- {first}`", indent, first),
        })
    }
}

/// The letters of a value in brackets that stand in no quotes, with their places in the line, up to a comment.
fn plain_letters(line: &str, value: usize) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut before = ' ';
    let is_flow = line[value..].starts_with(['{', '[']);
    let letters = line[value..].char_indices().filter(move |_| is_flow).map(move |(at, letter)| {
        let last = std::mem::replace(&mut before, letter);
        let is_plain = match quote {
            Some(end) => {
                quote = (letter != end || last == '\\').then_some(end);
                false
            }
            None if matches!(letter, '"' | '\'') && matches!(last, ' ' | '{' | '[' | ',' | ':' | '،') => {
                quote = Some(letter);
                false
            }
            None => true,
        };
        (value + at, letter, is_plain, is_plain && letter == '#' && last == ' ')
    });
    letters
        .take_while(|(.., is_comment)| !is_comment)
        .filter(|(_, _, is_plain, _)| *is_plain)
        .map(|(at, letter, ..)| (at, letter))
}

/// Does a key begin here, or does the line end?
fn is_before_a_key(rest: &str) -> bool {
    let rest = rest.trim();
    let key = rest.split(':').next().unwrap_or_default();
    rest.is_empty() || rest.len() > key.len() && !key.is_empty() && is_key(key)
}

/// The line with commas of YAML in these places.
fn with_commas(line: &str, places: &[usize]) -> String {
    line.char_indices().map(|(at, letter)| if places.contains(&at) { ',' } else { letter }).collect()
}

/// The `#` of a comment that is meant as a part of a text, and where the text begins. Comments that people write have a space
/// behind their sign.
fn comment_sign(line: &str, from: usize) -> Option<(usize, usize)> {
    let mut quote = None;
    let mut before = ' ';
    let mut text = from;
    for (at, letter) in line[from..].char_indices().map(|(at, letter)| (from + at, letter)) {
        match (quote, letter) {
            (Some(end), _) if end == letter && before != '\\' => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before == ' ' || SIGNS.contains(&before) => quote = Some(letter),
            (None, '#') if before == ' ' => {
                let is_meant = line[at + 1..].starts_with(char::is_alphanumeric);
                return is_meant.then(|| (at, text + (line[text..].len() - line[text..].trim_start().len())));
            }
            (None, ' ') if before == ':' => text = at,
            (None, sign) if SIGNS.contains(&sign) => text = at + 1,
            (None, _) => {}
        }
        before = letter;
    }
    None
}

/// The line with quotes around each text that a `#` would cut off.
fn with_quotes(line: &str, from: usize) -> String {
    let mut line = line.to_owned();
    while let Some((sign, start)) = comment_sign(&line, from) {
        let end = sign + line[sign..].find(SIGNS).unwrap_or(line.len() - sign);
        let text = line[start..end].trim_end().to_owned();
        line.replace_range(start..start + text.len(), &in_quotes(&text));
    }
    line
}

#[cfg(test)]
mod tests {
    use crate::base::source::SourceFile;
    use crate::yaml::parse;

    /// The line of the mistake, what is told, and what to do.
    fn told(text: &str) -> (usize, String, String) {
        let source = SourceFile::new("site.yaml", text);
        let problem = parse(&source, 0..text.len()).unwrap_err();
        let line = problem.place.unwrap().position().line;
        (line, problem.message.english(), problem.help.unwrap_or_default().english())
    }

    #[track_caller]
    fn assert_told(text: &str, line: usize, message: &str, help: &str) {
        let (at, said, advice) = told(text);
        assert!(at == line && said.contains(message) && advice.contains(help), "{text}: {at}: {said}: {advice}");
    }

    #[test]
    fn a_comma_of_persian_is_told() {
        let right = "`- {title: شبکه‌ها, url: /networks/}`";
        assert_told("menu:\n  - {title: شبکه‌ها، url: /networks/}\n", 2, "`،` stands between", right);
        let right = "`- {title: \"شبکه‌ها\", url: /networks/}`";
        assert_told(
            "menu:\n  - {title: \"شبکه‌ها، url: /networks/}\"\n  - {title: a, url: /a/}\n",
            2,
            "within the quotes",
            right,
        );
        assert_told("a: { b: c، d: \"e، f: g\"، h: i }\n", 1, "`،`", "`a: { b: c, d: \"e، f: g\", h: i }`");
        assert_told("a: { b: c،\n  d: e }\n", 1, "`،`", "`a: { b: c,`");
    }

    #[test]
    fn a_comment_that_holds_the_closing_brace_is_told_in_its_line() {
        let text = "a: b\ncolours: { light: { link: #7a1f3d } }\ntheme: default\n";
        assert_told(text, 2, "behind `#` is a comment", "`colours: { light: { link: \"#7a1f3d\" } }`");
        let text = "colours:\n  light: { link: #7a1f3d, ink: #000 }\ntheme: default\n";
        assert_told(text, 2, "a comment", "`light: { link: \"#7a1f3d\", ink: \"#000\" }`");
        let text = "colours:\n  light: {\n    link: #7a1f3d,\n    ink: #000\n  }\n";
        assert_told(text, 3, "a comment", "`link: \"#7a1f3d\",`");
        assert_told(
            "menu:\n  - { title: Lyon #1 in Europe, url: /a/ }\n",
            2,
            "a comment",
            "{ title: \"Lyon #1 in Europe\", url",
        );
    }

    #[test]
    fn a_colon_in_braces_is_told_with_the_whole_line() {
        let right = "- { title: \"Oslo: a city\", url: /oslo/ }";
        assert_told("menu:\n  - { title: Oslo: a city, url: /oslo/ }\n", 2, "`title` holds a colon", right);
        assert_told(
            "menu:\n  - {url: /oslo/, title: Oslo: a city}\n",
            2,
            "`title`",
            "- {url: /oslo/, title: \"Oslo: a city\"}",
        );
    }

    #[test]
    fn a_list_of_two_forms_is_told() {
        assert_told("a: b\nthemes: [one]\n  - two\n", 3, "`themes` ends", "`themes: [one, two]`");
        assert_told("themes: []\n- two\n", 2, "`themes` ends", "`themes: [two]`");
        assert_told("a:\n  - b: c\n    labels: [one]\n      - two\n", 4, "`labels` ends", "`labels: [one, two]`");
        assert_told("themes:\n  - one\n  [two]\nb: c\n", 3, "in brackets", "`  - two`");
    }
}
