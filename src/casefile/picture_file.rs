//! `file:` below `image` in the text of a content file, written without touching the rest.

use std::cell::RefCell;

use super::front_matter::{after_colon, find};
use crate::base::source::SourceFile;
use crate::yaml::{Fields, Value, parse};

const IMAGE: &str = "image";
const FILE: &str = "file";

/// The text of a content file with the file of its picture, a path below `assets/`. None where it names one already, where it
/// has no `image` with keys of its own, and where its front matter cannot be read.
#[must_use]
pub fn with_picture_file(text: &str, file: &str) -> Option<String> {
    let source = SourceFile::new("", text);
    let (yaml, _) = find(source.text()).ok()?;
    let node = parse(&source, yaml).ok()?;
    let (_, image) = node.entry(IMAGE)?;
    let Value::Mapping(entries) = &image.value else { return None };
    let (first, _) = entries.first()?;
    let mut with_file = text.to_owned();
    match image.entry(FILE) {
        Some((key, value)) if value.value == Value::Null => {
            with_file.insert_str(after_colon(text, key), &format!(" {file}"));
        }
        Some(_) => return None,
        None if text[image.span.start..].starts_with('{') => {
            with_file.insert_str(image.span.start + 1, &format!("{FILE}: {file}, "));
        }
        None => {
            let line = text[..first.span.start].rfind('\n').map_or(0, |end| end + 1);
            let indent = &text[line..first.span.start];
            let line_break = if text[..line].ends_with("\r\n") { "\r\n" } else { "\n" };
            with_file.insert_str(first.span.start, &format!("{FILE}: {file}{line_break}{indent}"));
        }
    }
    (picture_file(&with_file)? == file).then_some(with_file)
}

/// The file of the picture that a text names.
fn picture_file(text: &str) -> Option<String> {
    let source = SourceFile::new("", text);
    let (yaml, _) = find(source.text()).ok()?;
    let node = parse(&source, yaml).ok()?;
    let problems = RefCell::default();
    let image = Fields::new(&source, &node, &problems).mapping(IMAGE)?;
    image.text(FILE).map(|file| file.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_comes_in_and_the_rest_stays() {
        for (before, after) in [
            (
                "image:\n  source: https://a.org/b.jpg # old\n",
                "image:\n  file: c/b.jpg\n  source: https://a.org/b.jpg # old\n",
            ),
            ("image:\r\n    # mine\r\n    alt: A\r\n", "image:\r\n    # mine\r\n    file: c/b.jpg\r\n    alt: A\r\n"),
            ("image: {source: 'https://a.org/b.jpg'}\n", "image: {file: c/b.jpg, source: 'https://a.org/b.jpg'}\n"),
            ("image:\n  file:\n  alt: A\n", "image:\n  file: c/b.jpg\n  alt: A\n"),
        ] {
            let whole = |yaml: &str| format!("---\ntitle: A\n{yaml}date: 2025-01-01\n---\n\nimage:\n  alt: A\n");
            assert_eq!(with_picture_file(&whole(before), "c/b.jpg"), Some(whole(after)));
        }
    }

    #[test]
    fn a_text_that_names_its_picture_or_has_none_is_left_alone() {
        for yaml in [
            "image:\n  file: a.jpg\n",
            "image: a.jpg\n",
            "title: A\n",
            "image:\n",
            "image: [a\n",
            "image:\n  file: ~\n",
        ] {
            assert_eq!(with_picture_file(&format!("---\n{yaml}---\n"), "c/b.jpg"), None, "{yaml}");
        }
    }
}
