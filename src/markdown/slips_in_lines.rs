//! Single slips in the lines of a text: headings, lists and tables that stayed text, and text that became a heading or code. In:
//! a part of a text and its place. Out: the mistake that was made there, if one was.

use std::ops::Range;

use super::mistakes::Mistake;
use super::outline::reads_as_title;
use super::slips_in_text::{beginning, mistake};
use crate::base::fold::persian_letter;
use crate::base::message::Message;

/// `##Context` on a line of its own, which is no heading.
pub(super) fn heading(markdown: &str, line: Range<usize>) -> Option<Mistake> {
    let text = &markdown[line.clone()];
    let marks = text.bytes().take_while(|byte| *byte == b'#').count();
    // Word and keyboards of Macs write hard spaces, and texts from right to left have marks that nobody sees.
    let unseen = |one: char| matches!(one, '\u{a0}' | '\u{202f}' | '\u{200b}'..='\u{200f}' | '\u{feff}');
    let after = text[marks..].trim_start_matches(unseen);
    let is_unseen = after.len() + marks < text.len();
    let words = if is_unseen { after.trim_start() } else { after };
    let is_meant = marks <= 6 && words.starts_with(char::is_alphanumeric) && !markdown[..line.start].ends_with('\\');
    is_meant.then(|| {
        let (marks, words) = (&text[..marks], words.trim_end());
        let help = if is_unseen {
            say!("put a plain space behind the signs, as this is a hard space or a mark that nobody sees: `{marks} {words}`", marks, words)
        } else {
            say!("put a space behind the signs: `{marks} {words}`", marks, words)
        };
        mistake(line.clone(), say!("`{text}` is no heading, but text", text = text.trim_end()), help)
    })
}

/// Where the line of `=` or `-` stands that makes a heading of the lines above it.
pub(super) fn underline(markdown: &str, heading: &Range<usize>) -> Option<Range<usize>> {
    let source = markdown.get(heading.clone())?.trim_end();
    let (_, last) = source.rsplit_once('\n')?;
    let line = last.trim_start_matches([' ', '>', '\t']);
    let end = heading.start + source.len();
    let is_line = !line.is_empty() && line.chars().all(|one| matches!(one, '=' | '-'));
    is_line.then(|| end - line.len()..end)
}

/// `---` right below a paragraph, which it makes a heading of the second level.
pub(super) fn underlined(markdown: &str, heading: &Range<usize>) -> Option<Mistake> {
    let line = underline(markdown, heading).filter(|line| markdown[line.clone()].starts_with('-'))?;
    let words = markdown[heading.start..line.start].trim_end_matches([' ', '>', '\t', '\n', '\r']);
    (!reads_as_title(words)).then(|| {
        mistake(line, say!("this line makes a heading of the paragraph above it"), say!("leave an empty line above it"))
    })
}

/// The lines of a paragraph that begins at `start`, without the signs of a quotation, each with its place.
fn lines(paragraph: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = start;
    paragraph.split_inclusive('\n').map(move |line| {
        let text = line.trim_matches([' ', '>', '\t', '\n', '\r']);
        let place = at + line.find(text).unwrap_or_default();
        at += line.len();
        (place, text)
    })
}

/// What a line begins with that should be the entry of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Bullet,
    Dash,
    Number(u32),
}

/// The sign and the words of a line that should be the entry of a list.
fn entry(line: &str) -> Option<(Sign, &str)> {
    /// The last one is what Word writes.
    const BULLETS: [char; 11] = ['•', '·', '▪', '●', '٭', '‣', '◦', '■', '❖', '➢', '\u{f0b7}'];
    const HARD: [char; 2] = ['\u{a0}', '\u{202f}'];
    let begins_word = |words: &str| words.starts_with(|one: char| one.is_alphanumeric() || "«“\"*[(".contains(one));
    if let Some(rest) = line.strip_prefix('-') {
        let words = rest.trim_start();
        let is_entry = rest.starts_with(char::is_alphabetic) || rest.starts_with(HARD) && begins_word(words);
        return is_entry.then_some((Sign::Bullet, words));
    }
    if let Some(rest) = line.strip_prefix(BULLETS) {
        let words = rest.trim_start();
        return words.starts_with(char::is_alphanumeric).then_some((Sign::Bullet, words));
    }
    if let Some(rest) = line.strip_prefix(['–', '—']) {
        let words = rest.trim_start();
        return (words.len() < rest.len() && begins_word(words)).then_some((Sign::Dash, words));
    }
    let rest = line.trim_start_matches(|one| digit(one).is_some());
    let digits = &line[..line.len() - rest.len()];
    let is_short = (1..=2).contains(&digits.chars().count());
    let number = is_short.then(|| digits.chars().filter_map(digit).fold(0, |all, one| all * 10 + one))?;
    let after = rest.strip_prefix(['.', ')', '-'])?;
    let words = after.trim_start();
    // `3-year plan`, `2.5`
    let is_apart = words.len() < after.len() || (!rest.starts_with('-') && words.starts_with(char::is_alphabetic));
    (is_apart && begins_word(words)).then_some((Sign::Number(number), words))
}

/// The value of a digit, be it Latin, Persian or Arabic.
fn digit(one: char) -> Option<u32> {
    persian_letter(one).to_digit(10)
}

/// A paragraph with lines that should be entries of a list; it begins at `start`.
pub(super) fn failed_list(paragraph: &str, start: usize) -> Option<Mistake> {
    // Whoever ends lines on purpose has them one below the other.
    let keeps_lines = paragraph.contains("  \n") || paragraph.contains("\\\n");
    let mut above = ":";
    let mut first: Option<(Sign, &str, Range<usize>)> = None;
    for (at, line) in lines(paragraph, start) {
        let Some((sign, words)) = entry(line) else {
            above = line;
            continue;
        };
        let goes_on = match (first.as_ref().map(|(sign, ..)| *sign), sign) {
            (Some(Sign::Number(before)), Sign::Number(number)) => number == before + 1,
            (before, sign) => before == Some(sign),
        };
        // One alone may be a dash, a minus, or the end of a sentence.
        if let Some((sign, words, place)) = first.take().filter(|_| goes_on) {
            return Some(mistake(place, say!("this is no list, but text"), list_help(sign, words)));
        }
        // A dash may stand at the start of any line of a long sentence.
        let may_begin = match sign {
            Sign::Bullet => true,
            Sign::Number(_) => !keeps_lines,
            Sign::Dash => !keeps_lines && above.ends_with(':'),
        };
        first = may_begin.then(|| (sign, words, at..at + line.len()));
    }
    None
}

fn list_help(sign: Sign, words: &str) -> Message {
    let words = beginning(words);
    match sign {
        Sign::Number(_) => say!(
            "begin each entry with a Latin number, a full stop and a plain space, `1. {words}`, and leave an empty line \
             above the first",
            words
        ),
        Sign::Bullet | Sign::Dash => say!(
            "begin each entry with a hyphen and a space, `- {words}`, and leave an empty line above the first",
            words
        ),
    }
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

/// A paragraph with lines that are rows of a table; it begins at `start`.
pub(super) fn failed_table(paragraph: &str, start: usize) -> Option<Mistake> {
    let is_row = |line: &str| line.starts_with('|') && line.len() > 2 && line[1..].contains('|');
    let is_rule = |line: &str| {
        line.contains("--") && line.contains('|') && line.chars().all(|one| matches!(one, '-' | '|' | ':' | ' ' | '\t'))
    };
    let columns = |line: &str| line.trim_matches('|').split('|').count();
    let mut before: Option<(&str, usize)> = None;
    for (at, text) in lines(paragraph, start) {
        if let Some((head, place)) = before {
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
        before = Some((text, at));
    }
    None
}

/// Lines whose cells are parted by tabs, as they come from a spreadsheet. A tab behind the sign of a list is none.
pub(super) fn tabbed_table(paragraph: &str, start: usize) -> Option<Mistake> {
    let tabs = |line: &str| line.bytes().filter(|byte| *byte == b'\t').count();
    let rows: Vec<(usize, &str)> = lines(paragraph, start).collect();
    let is_row = |line: &str| tabs(line) > 0 && entry(line).is_none();
    let first = rows.windows(2).position(|two| is_row(two[0].1) && tabs(two[0].1) == tabs(two[1].1))?;
    let (place, head) = rows[first];
    let count = rows[first..].iter().take_while(|(_, line)| tabs(line) == tabs(head)).count();
    let cells = cells_by_tabs(head);
    let help = say!(
        "put `|` between the cells in each of these {count} lines, as in `| {cells} |`, and a line of hyphens below the first: `{rule}`",
        count,
        cells = cells.join(" | "),
        rule = "| --- ".repeat(cells.len()) + "|"
    );
    let message = say!("this is no table, but text: its cells are parted by tabs");
    Some(mistake(place..place + head.len(), message, help))
}

fn cells_by_tabs(row: &str) -> Vec<&str> {
    beginning(row).split('\t').map(str::trim).collect()
}

/// A row of a table with tabs in a cell, which part nothing there.
pub(super) fn tab_in_row(markdown: &str, row: &Range<usize>) -> Option<Mistake> {
    let source = markdown.get(row.clone())?.trim_end();
    let is_tabbed = source.contains('\t') && source.split('|').any(|cell| cell.trim().contains('\t'));
    is_tabbed.then(|| {
        let cells = cells_by_tabs(source.trim_matches(['|', ' ', '\t'])).join(" | ");
        let message = say!("a tab parts no cells of a table, so readers see them in one");
        mistake(row.start..row.start + source.len(), message, say!("put `|` between the cells: `| {cells} |`", cells))
    })
}

/// A row with more cells than the head of its table, which browsers are not given (GFM, 4.10).
pub(super) fn cells_beyond_head(markdown: &str, row: &Range<usize>, columns: usize) -> Option<Mistake> {
    let source = markdown.get(row.clone())?.trim();
    let cells = source.strip_prefix('|').unwrap_or(source);
    let cells: Vec<&str> = cells.strip_suffix('|').unwrap_or(cells).split('|').collect();
    // A stroke in a cell is written `\\|`, and one in code may be.
    let is_plain = !source.contains("\\|") && !source.contains('`');
    let lost = cells.get(columns..).unwrap_or_default().join("|");
    (is_plain && !lost.trim().is_empty()).then(|| {
        let message = say!(
            "the row has {cells} cells, and its table {columns}, so readers do not see what stands last",
            cells = cells.len(),
            columns
        );
        let help = say!(
            "add a cell to the first line of the table and to the line of hyphens, or write `\\|` for a stroke in a \
             cell"
        );
        let start = row.start + markdown[row.clone()].find(source).unwrap_or_default();
        mistake(start..start + source.len(), message, help)
    })
}

/// A line with a bullet of a word processor below the entry of a list, of which it is a part.
pub(super) fn lost_entry(item: &str, start: usize) -> Option<Mistake> {
    let begins_another =
        |line: &str| line.starts_with(['-', '*', '+']) || line.starts_with(|one: char| one.is_numeric());
    let mut below = lines(item, start).skip(1).take_while(|(_, line)| !begins_another(line));
    let (at, line, words) = below.find_map(|(at, line)| match entry(line)? {
        (Sign::Bullet, words) => Some((at, line, words)),
        _ => None,
    })?;
    let message = say!("this line is no entry of the list, but a part of the one above");
    let help = say!("begin it with a hyphen and a space: `- {words}`", words = beginning(words));
    Some(mistake(at..at + line.len(), message, help))
}
