//! `draft: true` in the text of a content file, read and written without touching the rest.
//!
//! Comes in: the text as an editor left it, comments and all; goes out: whether it is a draft, or the same text as one. A
//! text whose front matter cannot be read is left alone: no build publishes it.

use std::cell::RefCell;

use super::front_matter::{after_colon, find};
use crate::base::source::SourceFile;
use crate::yaml::{Fields, Value, parse};

/// The key.
const KEY: &str = "draft";

/// Is it a draft?
#[must_use]
pub fn is_draft(text: &str) -> bool {
    let source = SourceFile::new("", text);
    let Ok((yaml, _)) = find(source.text()) else { return false };
    let Ok(node) = parse(&source, yaml) else { return false };
    Fields::new(&source, &node, &RefCell::default()).boolean(KEY, false)
}

/// The text as a draft; none where it is one already, and where its front matter cannot be read.
#[must_use]
pub fn as_draft(text: &str) -> Option<String> {
    let source = SourceFile::new("", text);
    let (yaml, _) = find(source.text()).ok()?;
    let node = parse(&source, yaml.clone()).ok()?;
    let problems = RefCell::default();
    let fields = Fields::new(&source, &node, &problems);
    if fields.boolean(KEY, false) {
        return None;
    }
    let mut text = text.to_owned();
    if let Some((key, value)) = node.entry(KEY) {
        match &value.value {
            Value::Null => text.insert_str(after_colon(&text, key), " true"),
            _ => text.replace_range(value.span.clone(), "true"),
        }
    } else if matches!(&node.value, Value::Mapping(_)) && text[node.span.start..].starts_with('{') {
        text.insert_str(node.span.start + 1, &format!("{KEY}: true, "));
    } else {
        let line_break = if text[..yaml.end].ends_with("\r\n") { "\r\n" } else { "\n" };
        text.insert_str(yaml.end, &format!("{KEY}: true{line_break}"));
    }
    is_draft(&text).then_some(text)
}

/// The text of a draft without the key: as it would be had it never been one. None where the key has no line of its own.
#[must_use]
pub fn without_draft(text: &str) -> Option<String> {
    let source = SourceFile::new("", text);
    let (yaml, _) = find(source.text()).ok()?;
    let node = parse(&source, yaml).ok()?;
    let (key, _) = node.entry(KEY)?;
    let (before, rest) = text.split_at(key.span.start);
    let line = rest.find('\n').map_or(rest.len(), |end| end + 1);
    before.ends_with('\n').then(|| format!("{before}{}", &rest[line..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_without_its_key_is_as_it_was() {
        for text in ["---\ntitle: A\n---\n\nText.\n", "---\r\ntitle: A\r\n---\r\nText."] {
            assert_eq!(without_draft(&as_draft(text).unwrap()).as_deref(), Some(text));
        }
        for text in ["Text.", "---\ntitle: A\n---\n", "---\n{draft: true, title: A}\n---\n"] {
            assert_eq!(without_draft(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_line_of_the_key_changes() {
        for (before, after) in [
            ("---\ntitle: A # mine\n---\n\nText.\n", "---\ntitle: A # mine\ndraft: true\n---\n\nText.\n"),
            ("---\ndraft: false # for now\ntitle: A\n---\n", "---\ndraft: true # for now\ntitle: A\n---\n"),
            ("---\ndraft:\ntitle: A\n---\n", "---\ndraft: true\ntitle: A\n---\n"),
            ("---\ntitle: A\ndraft: # later\n---\n", "---\ntitle: A\ndraft: true # later\n---\n"),
            ("---\ntitle: A\n\"draft\": no\n---\n", "---\ntitle: A\n\"draft\": true\n---\n"),
            ("---\r\ntitle: A\r\n---\r\nText.", "---\r\ntitle: A\r\ndraft: true\r\n---\r\nText."),
            ("---\n{title: A, city: B}\n---\n", "---\n{draft: true, title: A, city: B}\n---\n"),
            ("---\ntitle: |\n  A\n  draft: true\n---\n", "---\ntitle: |\n  A\n  draft: true\ndraft: true\n---\n"),
        ] {
            assert!(!is_draft(before), "{before}");
            assert_eq!(as_draft(before).as_deref(), Some(after));
            assert!(is_draft(after), "{after}");
            assert_eq!(as_draft(after), None);
        }
    }

    #[test]
    fn what_no_build_reads_is_left_alone() {
        for text in ["", "Text.", "---\ntitle: A\n", "---\ntitle: [A\n---\n", "---\na: b: c\n---\n"] {
            assert_eq!((is_draft(text), as_draft(text)), (false, None), "{text}");
        }
    }
}
