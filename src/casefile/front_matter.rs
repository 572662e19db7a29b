//! A content file into its front matter and its body, and together again.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use memchr::memchr;

use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::SourceFile;
use crate::yaml::{Node, Out, emit, parse};

/// The line before and after the front matter.
const FENCE: &str = "---";

/// The two parts of a content file.
pub(super) struct Parts<'a> {
    pub front_matter: Node<'a>,
    pub body: Range<usize>,
}

/// Finds the two parts and reads the front matter. Problems are added; without a front matter there is nothing to read.
pub(super) fn split<'a>(source: &'a Arc<SourceFile>, problems: &RefCell<Diagnostics>) -> Option<Parts<'a>> {
    let text = source.text();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let first = first_line(&text[start..]);
    if first.trim_end() != FENCE {
        problems.borrow_mut().push(no_front_matter(source, start..start + first.trim_end().len()));
        return None;
    }
    let yaml_start = start + first.len();
    let mut offset = yaml_start;
    while offset < text.len() {
        let line = first_line(&text[offset..]);
        if line.starts_with(FENCE) && line.trim_end() == FENCE {
            let body = offset + line.len()..text.len();
            return match parse(source, yaml_start..offset) {
                Ok(front_matter) => Some(Parts { front_matter, body }),
                Err(problem) => {
                    problems.borrow_mut().push(*problem);
                    None
                }
            };
        }
        offset += line.len();
    }
    let problem = Diagnostic::error(Code::MissingFrontMatter, "the front matter has no end")
        .in_file(source, start..start + FENCE.len())
        .help("put a line of three hyphens (---) between the front matter and the text");
    problems.borrow_mut().push(problem);
    None
}

/// The first line of a text, with its end.
fn first_line(text: &str) -> &str {
    memchr(b'\n', text.as_bytes()).map_or(text, |end| &text[..=end])
}

fn no_front_matter(source: &Arc<SourceFile>, first_line: Range<usize>) -> Diagnostic {
    Diagnostic::error(Code::MissingFrontMatter, "the file does not begin with front matter")
        .in_file(source, first_line)
        .help("begin the file with a line of three hyphens (---), then lines such as `title: Medellín, Colombia`, then three hyphens again")
}

/// Writes a content file. The body begins after an empty line and ends in one line break.
pub(super) fn join(front_matter: &[(String, Out)], body: &str) -> Result<String, String> {
    let yaml = emit(front_matter)?;
    let body = body.trim_matches('\n');
    let body = if body.is_empty() { String::new() } else { format!("\n{body}\n") };
    Ok(format!("{FENCE}\n{yaml}{FENCE}\n{body}"))
}
