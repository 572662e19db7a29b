//! Single slips in running text. In: a text and a place in it. Out: the mistake that was made there, if one was.

use std::ops::Range;

use super::mistakes::Mistake;
use crate::base::diag::Code;
use crate::base::message::Message;

/// How far the words of a link reach, and its target: nobody writes longer ones, and what has no end is not looked for in all of
/// a text again and again.
const FAR: usize = 600;

fn mistake(span: Range<usize>, message: impl Into<Message>, help: impl Into<Message>) -> Mistake {
    Mistake::warning(span, Code::BrokenMarkdown, message, help)
}

/// `##Context` on a line of its own, which is no heading.
pub(super) fn heading(markdown: &str, line: Range<usize>) -> Option<Mistake> {
    let text = &markdown[line.clone()];
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    let words = &text[marks..];
    let is_meant = marks <= 6 && words.starts_with(char::is_alphanumeric) && !markdown[..line.start].ends_with('\\');
    is_meant.then(|| {
        let help =
            say!("put a space behind the signs: `{marks} {words}`", marks = &text[..marks], words = words.trim_end());
        mistake(line.clone(), say!("`{text}` is no heading, but text", text = text.trim_end()), help)
    })
}

/// `**bold **` and its like: `places` are those of `**` in a paragraph.
pub(super) fn stars(markdown: &str, places: &[usize]) -> Option<Mistake> {
    let first = *places.first()?;
    let after = &markdown[first + 2..];
    let Some(second) = places.get(1) else {
        let begins_word = markdown[..first].chars().next_back().is_none_or(char::is_whitespace);
        let is_meant = begins_word && after.starts_with(char::is_alphanumeric);
        return is_meant.then(|| {
            mistake(
                first..first + 2,
                say!("`**` makes nothing bold here: it has no end"),
                say!("write `**` behind the last bold word, too"),
            )
        });
    };
    let inner = markdown.get(first + 2..*second)?;
    let words = inner.trim();
    if words.is_empty() || words.len() > 300 {
        return None;
    }
    let help = if words.len() == inner.len() {
        say!("put a space before or behind it, or write `<b>{words}</b>`", words)
    } else {
        say!("leave no space within the stars: `**{words}**`", words)
    };
    Some(mistake(first..second + 2, say!("`**` makes nothing bold here"), help))
}

/// Endings of files that texts link to.
const ENDINGS: [&str; 14] =
    [".md", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".pdf", ".html", ".htm", ".org", ".com", ".mp4"];

/// Does it look like the target of a link, and not like words in brackets?
pub(super) fn looks_like_address(text: &str) -> bool {
    let small = text.trim().trim_matches(['<', '>']).to_ascii_lowercase();
    let starts = ["http:", "https:", "www.", "mailto:", "tel:", "/", "../", "./", "#"];
    small.len() > 1
        && (starts.iter().any(|start| small.starts_with(start)) || ENDINGS.iter().any(|end| small.ends_with(end)))
}

/// `![a](a b.jpg)`, `[a](b`, `[a] (b)`: the closing square bracket stands at this place.
pub(super) fn failed_link(markdown: &str, bracket: usize) -> Option<Mistake> {
    let rest = &markdown[bracket + 1..];
    let after = rest.strip_prefix(' ').unwrap_or(rest).strip_prefix('(')?;
    let is_apart = rest.starts_with(' ');
    let line = beginning(after);
    let start = opening(markdown, bracket)?;
    let is_picture = markdown[..start].ends_with('!');
    let words = &markdown[start + 1..bracket];
    let span = start - usize::from(is_picture)
        ..bracket + 1 + (rest.len() - after.len()) + line.find(')').map_or(line.len(), |end| end + 1);
    let message = if is_picture { say!("this is no picture, but text") } else { say!("this is no link, but text") };
    let Some(target) = line.find(')').map(|end| line[..end].trim()) else {
        let is_meant = !is_apart && looks_like_address(line);
        return is_meant.then(|| mistake(span, message, say!("write the closing bracket `)` behind the address")));
    };
    // `[1] (https://…)` counts a source.
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit()) || words.starts_with('^');
    if is_apart {
        let is_meant = looks_like_address(target) && !target.contains(char::is_whitespace) && !is_number;
        let help = say!("leave no space between the brackets: `[{words}]({target})`", words, target);
        return is_meant.then(|| mistake(span, message, help));
    }
    let address = target.split_once(['"', '\'']).map_or(target, |(address, _)| address.trim_end());
    if !address.contains(char::is_whitespace) {
        let is_meant = is_picture || looks_like_address(address);
        let help = say!(
            "write the address in round brackets, and a caption in straight quotes behind it: `![alt](a.jpg \
             \"caption\")`"
        );
        return is_meant.then(|| mistake(span, message, help));
    }
    let first = address.split_whitespace().next().unwrap_or_default();
    let is_meant = is_picture || looks_like_address(address) || looks_like_address(first);
    let mark = if is_picture { "!" } else { "" };
    let help = say!(
        "its address holds a space: write `{mark}[{words}](<{address}>)`, or give the file a name without spaces",
        mark,
        words,
        address
    );
    is_meant.then(|| mistake(span, message, help))
}

/// `[[beijing]]`, as some wikis write links: it begins at this place.
pub(super) fn wiki_link(markdown: &str, at: usize) -> Option<Mistake> {
    let line = beginning(&markdown[at..]);
    let inner = line.strip_prefix("[[")?.split("]]").next()?;
    let (target, words) = inner.split_once('|').unwrap_or((inner, inner));
    let is_meant = line.len() > inner.len() + 2
        && inner.starts_with(char::is_alphabetic)
        && !inner.contains(['[', ']', '(', '^'])
        && !markdown[..at].ends_with(['[', '\\']);
    is_meant.then(|| {
        let help = say!(
            "write the words in square brackets, then the file in round ones: `[{words}]({target}.md)`",
            words = words.trim(),
            target = target.trim().trim_end_matches(".md")
        );
        mistake(at..at + inner.len() + 4, say!("this is no link, but text"), help)
    })
}

/// `[the report][r1]` without a line `[r1]: …`: it begins at this place.
pub(super) fn undefined_link(markdown: &str, at: usize) -> Option<Mistake> {
    let line = beginning(&markdown[at..]);
    let (words, rest) = line[1..].split_once("][")?;
    let (name, _) = rest.split_once(']')?;
    let is_word = |text: &str| text.starts_with(char::is_alphabetic) && !text.contains(['[', ']', '`', '\\']);
    // `a[i][j]` belongs to a program, and `[1][2]` counts sources.
    let is_meant =
        is_word(words) && is_word(name) && !markdown[..at].ends_with(|before: char| before.is_alphanumeric());
    is_meant.then(|| {
        let help = say!(
            "write its address in round brackets, `[{words}](…)`, or a line `[{name}]: …` with it below the paragraph",
            words,
            name
        );
        mistake(at..at + words.len() + name.len() + 4, say!("this is no link, but text"), help)
    })
}

/// A paragraph with lines that should be entries of a list; it begins at `start`.
pub(super) fn failed_list(paragraph: &str, start: usize) -> Option<Mistake> {
    const SIGNS: [char; 5] = ['-', '•', '·', '▪', '●'];
    let is_entry = |line: &&str| {
        let line = line.trim_start();
        line.strip_prefix(SIGNS).is_some_and(|rest| match line.starts_with('-') {
            true => rest.starts_with(char::is_alphabetic),
            false => rest.trim_start().starts_with(char::is_alphanumeric),
        })
    };
    // One alone may be a dash, or a minus.
    let mut entries = paragraph.lines().filter(is_entry);
    let (first, _) = (entries.next()?, entries.next()?);
    let first = first.trim_end();
    let at = start + paragraph.find(first)?;
    let words = first.trim_start().trim_start_matches(SIGNS).trim_start();
    let help = say!(
        "begin each entry with a hyphen and a space, `- {words}`, and leave an empty line above the first",
        words = beginning(words)
    );
    let sign_at = at + (first.len() - first.trim_start().len());
    Some(mistake(sign_at..at + first.len(), say!("this is no list, but text"), help))
}

/// A list or a sentence that four spaces before it made code.
pub(super) fn indented_text(markdown: &str, code: Range<usize>) -> Option<Mistake> {
    let text = markdown.get(code.clone())?.trim_end();
    let first = text.lines().find(|line| !line.trim().is_empty())?.trim();
    let is_list = || {
        let number = first.trim_start_matches(|one: char| one.is_ascii_digit());
        let is_number = number.len() < first.len() && number.starts_with(". ");
        is_number || ["- ", "* ", "+ ", "• "].iter().any(|sign| first.starts_with(sign))
    };
    let is_sentence = || {
        first.starts_with(char::is_alphabetic)
            && first.split_whitespace().count() >= 4
            && text.ends_with(['.', '!', '?', '؟', ':', '…'])
    };
    let is_code = text.contains(['{', '}', ';', '=', '<', '>', '\\', '`', '$']);
    (!is_code && (is_list() || is_sentence())).then(|| {
        let at = code.start + text.find(first).unwrap_or_default();
        let help = say!("take the spaces out that stand before it: `{first}`", first = beginning(first));
        mistake(at..at + first.len(), say!("this is shown as code, as four spaces or more stand before it"), help)
    })
}

/// The line that begins here, as far as the target of a link reaches.
pub(super) fn beginning(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(FAR)];
    text.lines().next().unwrap_or_default()
}

/// The square bracket that the one at `closing` closes, in the same line.
fn opening(markdown: &str, closing: usize) -> Option<usize> {
    let from = markdown.floor_char_boundary(closing.saturating_sub(FAR));
    let mut depth = 0_usize;
    for (at, byte) in markdown[from..closing].bytes().enumerate().rev() {
        match byte {
            b']' => depth += 1,
            b'[' if depth == 0 => return Some(from + at),
            b'[' => depth -= 1,
            b'\n' if markdown[..from + at].ends_with('\n') => return None,
            _ => {}
        }
    }
    None
}

/// A paragraph with lines that are rows of a table; it begins at `start`.
pub(super) fn failed_table(paragraph: &str, start: usize) -> Option<Mistake> {
    let is_row = |line: &str| line.starts_with('|') && line.len() > 2 && line[1..].contains('|');
    let is_rule = |line: &str| {
        line.contains("--") && line.contains('|') && line.chars().all(|one| matches!(one, '-' | '|' | ':' | ' ' | '\t'))
    };
    let mut at = start;
    let mut before: Option<(&str, usize)> = None;
    for line in paragraph.split_inclusive('\n') {
        let text = line.trim_matches([' ', '>', '\t', '\n', '\r']);
        if let Some((head, place)) = before {
            let columns = |line: &str| line.trim_matches('|').split('|').count();
            let span = place..place + head.len();
            if is_rule(text) && head.contains('|') {
                let message = say!(
                    "this is no table, but text: its first line has {cells} cells, and the line of hyphens {hyphens}",
                    cells = columns(head),
                    hyphens = columns(text)
                );
                return Some(mistake(span, message, say!("give both lines the same number of cells")));
            }
            if is_row(head) && is_row(text) && !is_rule(head) {
                let rule = "| --- ".repeat(columns(head)) + "|";
                let help = say!("put a line of hyphens below the first line of the table: `{rule}`", rule);
                return Some(mistake(span, say!("this is no table, but text: it has no line of hyphens"), help));
            }
        }
        before = Some((text, at + line.find(text).unwrap_or_default()));
        at += line.len();
    }
    None
}
