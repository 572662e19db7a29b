//! The tags of a template cut into words, as far as those need it who look at templates without rendering them.
//!
//! Comes in: the text of a template that Tera has read without a mistake. Goes out: its tags with the places of their words; or its text
//! without them. What a tag means is not decided here.

use std::ops::Range;

/// `{{ … }}` or `{% … %}`.
#[derive(Debug, Clone)]
pub(super) struct Tag<'t> {
    /// Is it a statement, `{% … %}`?
    pub is_statement: bool,
    /// What stands in it.
    pub words: Vec<Word<'t>>,
    /// Where it stands, with its brackets.
    span: Range<usize>,
}

/// A name, a number, a text with its quotation marks, or any other single character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// As it is written.
    pub text: &'t str,
    /// Where it begins in the template.
    pub at: usize,
}

impl Word<'_> {
    /// Is it a name?
    pub fn is_name(self) -> bool {
        self.text.starts_with(|first: char| first.is_alphabetic() || first == '_')
    }
}

impl Tag<'_> {
    /// Where it begins, and where it ends, as bytes of the template.
    pub fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    /// Is it a statement that begins with this word?
    pub fn is(&self, word: &str) -> bool {
        self.is_statement && self.words.first().is_some_and(|first| first.text == word)
    }

    /// Does this word stand in it?
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|one| one.text == word)
    }
}

/// The tags of a template in their order. What stands between `raw` and `endraw` holds none, and neither does a comment.
pub(super) fn tags(template: &str) -> Vec<Tag<'_>> {
    parts(template).into_iter().filter_map(|(_, tag)| tag).collect()
}

/// The template with spaces in the place of its tags and comments: each byte that is left stands where it stood.
#[must_use]
pub fn without_tags(template: &str) -> String {
    let mut text = template.to_owned();
    for (span, _) in parts(template) {
        let blank: String = template[span.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        text.replace_range(span, &blank);
    }
    text
}

/// The template that this one extends, as it is named there.
#[must_use]
pub fn extended(template: &str) -> Option<String> {
    let tags = tags(template);
    let name = tags.iter().find(|tag| tag.is("extends"))?.words.get(1)?;
    Some(name.text.trim_matches(['"', '\'', '`']).to_owned())
}

/// Tags and comments with their places; a comment is no tag.
fn parts(template: &str) -> Vec<(Range<usize>, Option<Tag<'_>>)> {
    let mut parts = Vec::new();
    let mut at = 0;
    while let Some(start) = template[at..].find('{').map(|start| at + start) {
        let rest = &template[start..];
        if rest.starts_with("{#") {
            let end = rest.find("#}").map_or(template.len(), |end| start + end + 2);
            parts.push((start..end, None));
            at = end;
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let tag = tag(template, start);
            let span = tag.span.clone();
            at = if tag.is("raw") { end_of_raw(template, span.end) } else { span.end };
            parts.push((span, Some(tag)));
        } else {
            at = start + 1;
        }
    }
    parts
}

/// Where the tag `endraw` begins.
fn end_of_raw(template: &str, start: usize) -> usize {
    let is_end = |at: &usize| template[at + 2..].trim_start_matches(['-', ' ', '\n', '\t']).starts_with("endraw");
    let mut starts = template[start..].match_indices("{%").map(|(at, _)| start + at);
    starts.find(is_end).unwrap_or(template.len())
}

/// The tag that begins here.
fn tag(template: &str, start: usize) -> Tag<'_> {
    let is_statement = template[start..].starts_with("{%");
    let mut tag = Tag { is_statement, words: Vec::new(), span: start..template.len() };
    let mut at = start + 2;
    let mut open_braces = 0;
    while let Some(first) = template[at..].chars().next() {
        let rest = &template[at..];
        if rest.starts_with(if is_statement { "%}" } else { "}}" }) && open_braces == 0 {
            tag.span.end = at + 2;
            break;
        }
        let length = word_length(rest, first);
        open_braces += usize::from(first == '{');
        open_braces -= usize::from(first == '}').min(open_braces);
        // The `-` at both ends of a tag takes white space away.
        let is_trim = first == '-' && (at == start + 2 || rest[1..].starts_with(['%', '}']));
        if !first.is_whitespace() && !is_trim {
            tag.words.push(Word { text: &rest[..length], at });
        }
        at += length;
    }
    tag
}

fn word_length(rest: &str, first: char) -> usize {
    let while_all = |is_part: fn(char) -> bool| rest.find(|character| !is_part(character)).unwrap_or(rest.len());
    match first {
        '"' | '\'' | '`' => {
            let mut characters = rest.char_indices().skip(1);
            while let Some((place, character)) = characters.next() {
                if character == '\\' {
                    characters.next();
                } else if character == first {
                    return place + 1;
                }
            }
            rest.len()
        }
        _ if first.is_alphabetic() || first == '_' => {
            while_all(|character| character.is_alphanumeric() || character == '_')
        }
        _ if first.is_ascii_digit() => while_all(|character| character.is_ascii_digit()),
        _ => first.len_utf8(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(template: &str) -> Vec<Vec<&str>> {
        tags(template).into_iter().map(|tag| tag.words.iter().map(|word| word.text).collect()).collect()
    }

    #[test]
    fn a_tag_is_cut_into_its_words() {
        assert_eq!(words("a {{- b.c[0] -}} d"), [["b", ".", "c", "[", "0", "]"]]);
        assert_eq!(words("{% if x == \"%} \\\" }}\" %}"), [["if", "x", "=", "=", "\"%} \\\" }}\""]]);
        assert_eq!(words("{{ <a b={c} /> }}{{ é }}").len(), 2);
        assert_eq!(words("{{ {a: {b: 1}} }}")[0].len(), 9);
        assert_eq!(words("{# {{ a }} #}{% raw %}{{ b }}{% endraw %}{{ c }}"), [vec!["raw"], vec!["endraw"], vec!["c"]]);
        assert_eq!(words("{ {{ {% a").len(), 1);
    }

    #[test]
    fn without_its_tags_a_template_keeps_its_places() {
        let template = "<a{% if x %} b=\"{{ y }}\"\n{% endif\n%}>é{# < #}";
        let text = without_tags(template);
        assert_eq!((text.len(), text.matches('\n').count()), (template.len(), 2));
        assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["<a", "b=\"", "\"", ">é"]);
    }
}
