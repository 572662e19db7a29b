//! A content file into its front matter and its body, and together again.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr;

use crate::base::conflict::conflict;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::SourceFile;
use crate::yaml::{Node, Out, Value, emit, parse};

/// The line before and after the front matter.
const FENCE: &str = "---";

/// The two parts of a content file.
pub(super) struct Parts<'a> {
    pub front_matter: Node<'a>,
    pub body: Range<usize>,
}

/// Finds the two parts and reads the front matter. Problems are added; without a front matter there is nothing to read.
pub(super) fn split<'a>(source: &'a Arc<SourceFile>, problems: &RefCell<Diagnostics>) -> Option<Parts<'a>> {
    if let Some(problem) = conflict(source) {
        problems.borrow_mut().push(problem);
        return None;
    }
    let read = || match find(source.text()) {
        Ok((yaml, body)) => Ok(Parts { front_matter: parse(source, yaml)?, body }),
        Err(missing) => Err(Box::new(missing.problem(source))),
    };
    read().map_err(|problem| problems.borrow_mut().push(*problem)).ok()
}

/// Where the body of a text begins, in bytes, also where its front matter cannot be read. A text without front matter is
/// nothing but a body.
#[must_use]
pub fn body_start(text: &str) -> usize {
    find(text).map_or(0, |(_, body)| body.start)
}

/// Why a text has no front matter, with the place that shows it.
pub(super) enum Missing {
    Start(Range<usize>),
    End(Range<usize>),
    /// A line that was meant as one of three hyphens.
    Fence(Range<usize>),
}

/// Can the front matter of a text be read, and has it each key once?
#[must_use]
pub fn is_readable(text: &str) -> bool {
    let source = SourceFile::new("", text);
    let Ok((yaml, _)) = find(source.text()) else { return false };
    parse(&source, yaml).is_ok_and(|node| has_each_key_once(&node))
}

fn has_each_key_once(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Null | Value::Scalar { .. } => true,
        Value::Sequence(items) => items.iter().all(has_each_key_once),
        Value::Mapping(entries) => {
            let is_first = |index: usize| entries[..index].iter().all(|(key, _)| key.value != entries[index].0.value);
            entries.iter().enumerate().all(|(index, (_, value))| is_first(index) && has_each_key_once(value))
        }
    }
}

/// Where the value of a key goes that waits for one: `draft:`.
pub(super) fn after_colon(text: &str, key: &Node<'_>) -> usize {
    let end = key.span.end;
    text[end..].find(':').map_or(end, |colon| end + colon + 1)
}

/// Where the YAML of a text lies, and its body.
pub(super) fn find(text: &str) -> Result<(Range<usize>, Range<usize>), Missing> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = first_line(&text[start..]);
    if first.trim_end() != FENCE && is_like_a_fence(first) {
        return Err(Missing::Fence(start..start + first.trim_end().len()));
    }
    if first.trim_end() != FENCE {
        return Err(Missing::Start(start..start + first.trim_end().len()));
    }
    let yaml_start = start + first.len();
    let mut offset = yaml_start;
    let mut meant = None;
    while offset < text.len() {
        let line = first_line(&text[offset..]);
        if line.starts_with(FENCE) && line.trim_end() == FENCE {
            return Ok((yaml_start..offset, offset + line.len()..text.len()));
        }
        // Behind a heading of Markdown, lines of hyphens mean something else.
        if meant.is_none() && (line.starts_with("## ") || is_like_a_fence(line)) {
            meant = Some(offset..offset + line.trim_end().len());
        }
        offset += line.len();
    }
    let meant = meant.filter(|line| is_like_a_fence(&text[line.clone()]));
    Err(meant.map_or(Missing::End(start..start + FENCE.len()), Missing::Fence))
}

/// Was a line meant as that before or after the front matter? Word processors make one dash of several hyphens.
fn is_like_a_fence(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().all(|sign| matches!(sign, '-' | '–' | '—' | '―' | '−')) && line != "-"
}

/// The first line of a text, with its end.
fn first_line(text: &str) -> &str {
    memchr(b'\n', text.as_bytes()).map_or(text, |end| &text[..=end])
}

impl Missing {
    fn problem(self, source: &Arc<SourceFile>) -> Diagnostic {
        let (message, place, help) = match self {
            Self::Start(place) => (
                say!("the file does not begin with front matter"),
                place,
                say!(
                    "begin the file with a line of three hyphens (---), then lines such as `title: Medellín, \
                     Colombia`, then three hyphens again"
                ),
            ),
            Self::Fence(place) => (
                say!(
                    "a line of three hyphens (---) stands before and after the front matter, found `{found}`",
                    found = &source.text()[place.clone()]
                ),
                place,
                say!("write `---` at the beginning of the line, and nothing else"),
            ),
            Self::End(place) => (
                say!("the front matter has no end"),
                place,
                say!("put a line of three hyphens (---) between the front matter and the text"),
            ),
        };
        Diagnostic::error(Code::MissingFrontMatter, message).in_file(source, place).help(help)
    }
}

/// Writes a content file. The body begins after an empty line and ends in one line break.
///
/// # Errors
/// What the YAML crate cannot write.
pub fn join(front_matter: &[(String, Out)], body: &str) -> Result<String, String> {
    let yaml = emit(front_matter)?;
    let body = body.trim_matches('\n');
    let body = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
    Ok(format!("{FENCE}\n{yaml}{FENCE}\n{body}"))
}
