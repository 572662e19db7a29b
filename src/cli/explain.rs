//! `chancery explain`: the page of the manual of messages that belongs to a message, from within the program.

use super::arguments::Explain;
use super::{Outcome, terminal};
use crate::base::diag::Code;
use crate::base::error::{Error, Result};
use crate::base::message::Language;
use crate::base::suggest::closest;

/// All pages. A test of the documents holds that each kind of message has its own.
const PAGES: &str = include_str!("../../docs/diagnostics.md");

/// Shows the page of a kind of message; without one, all kinds with the first sentence of each.
pub(super) fn explain(options: &Explain, language: Language) -> Result<Outcome> {
    if language != Language::English {
        terminal::warn(&say!("These pages are in English."), language);
    }
    let Some(name) = &options.code else {
        terminal::print(&contents());
        return Ok(Outcome::Fine);
    };
    let code = code(name)?;
    terminal::print(&format!("\u{1b}[1m{code}\u{1b}[0m\n\n{}", plain(page(code))));
    Ok(Outcome::Fine)
}

/// The kind of message that is called so.
///
/// # Errors
/// There is none.
pub(super) fn code(name: &str) -> Result<Code> {
    Code::by_name(name).ok_or_else(|| {
        let names: Vec<String> = Code::ALL.iter().map(|code| code.name()).collect();
        let help = match closest(name, names.iter().map(String::as_str)) {
            Some(near) => say!("did you mean `{near}`?", near),
            None => say!("`chancery explain` names all of them"),
        };
        Error::Usage(say!("there is no message `{name}`; {help}", name, help))
    })
}

/// The Markdown below the heading of a kind.
pub(super) fn page(code: Code) -> &'static str {
    let heading = format!("\n## {code}\n");
    let Some(start) = PAGES.find(&heading).map(|start| start + heading.len()) else { return "" };
    let rest = &PAGES[start..];
    rest.find("\n## ").map_or(rest, |end| &rest[..end]).trim()
}

/// The first sentence of a page, on one line.
pub(super) fn first_sentence(page: &str) -> String {
    let paragraph = page.split("\n\n").next().unwrap_or_default().replace('\n', " ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |stop| stop + 1);
    without_links(&paragraph[..end])
}

fn contents() -> String {
    let widest = Code::ALL.iter().map(|code| code.name().len()).max().unwrap_or_default();
    let line = |code: Code| format!("{:widest$}  {}\n", code.name(), first_sentence(page(code)));
    Code::ALL.into_iter().map(line).collect()
}

/// Markdown as a terminal shows it: examples indented, links without their addresses.
fn plain(markdown: &str) -> String {
    let mut text = String::new();
    let mut in_example = false;
    for line in markdown.lines() {
        if line.trim_start().starts_with("```") {
            in_example = !in_example;
        } else if in_example {
            text.push_str(format!("    {line}").trim_end());
            text.push('\n');
        } else {
            text.push_str(&without_links(line));
            text.push('\n');
        }
    }
    text
}

/// `[words](address)` as `words`; an image or an example in backticks stays as it is.
fn without_links(line: &str) -> String {
    let mut text = String::new();
    for (index, part) in line.split('`').enumerate() {
        if index % 2 == 1 {
            text.push_str(&format!("`{part}`"));
            continue;
        }
        let mut rest = part;
        while let Some((before, words, after)) = link(rest) {
            text.push_str(before);
            text.push_str(words);
            rest = after;
        }
        text.push_str(rest);
    }
    text
}

/// What stands before the first link, its words, and what stands after it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let middle = text.find("](")?;
    let start = text[..middle].rfind('[')?;
    let end = middle + text[middle..].find(')')?;
    Some((&text[..start], &text[start + 1..middle], &text[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_page_with_a_first_sentence() {
        for code in Code::ALL {
            let sentence = first_sentence(page(code));
            assert!(sentence.ends_with(['.', ':']) && sentence.len() > 10, "{code}: {sentence:?}");
            assert!(!page(code).contains("\n## "), "{code}");
        }
    }

    #[test]
    fn a_terminal_sees_no_marks_of_markdown_but_backticks() {
        assert_eq!(
            plain("See [the manual](manual.md#a) and `[x](y)`.\n\n```text\nerror\n```\n\nEnd.\n"),
            "See the manual and `[x](y)`.\n\n    error\n\nEnd.\n"
        );
    }
}
