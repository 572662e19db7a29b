//! Fields with HTML that templates of the site's own show as text.
//!
//! Comes in: the templates of the site's own theme. Goes out: each field that ends in `_html` and is shown without `| safe`, so that readers
//! see its tags. One in an attribute, or one that goes through another filter, may be meant so.

use std::collections::BTreeSet;

use super::engine::ThemeFile;
use super::files::place;
use super::problem::ThemeProblem;
use super::tags::{Tag, Word, tags, without_tags};

/// How a field with HTML is called.
const HTML: &str = "_html";

/// Fields with HTML that readers see as text, each once in a template.
#[must_use]
pub fn unescaped_html(own_files: &[ThemeFile]) -> Vec<ThemeProblem> {
    let is_page = |file: &&ThemeFile| file.template().is_some_and(|name| name.ends_with(".html"));
    own_files.iter().filter(is_page).flat_map(in_template).collect()
}

fn in_template(file: &ThemeFile) -> Vec<ThemeProblem> {
    let Ok(text) = std::str::from_utf8(&file.bytes) else { return Vec::new() };
    let html = without_tags(text);
    let is_in_tag = |at: usize| html[..at].rfind('<') > html[..at].rfind('>');
    let (mut known, mut problems) = (BTreeSet::new(), Vec::new());
    let mut filters = 0_usize;
    for tag in tags(text) {
        filters = (filters + usize::from(tag.is("filter"))).saturating_sub(usize::from(tag.is("endfilter")));
        let Some((field, end)) = shown_field(&tag).filter(|_| filters == 0) else { continue };
        let path = &text[tag.words[0].at..end];
        if is_in_tag(field.at) || !known.insert(path) {
            continue;
        }
        problems.push(ThemeProblem {
            message: say!("`{path}` is shown without `| safe`, so that readers see its tags as text", path),
            help: Some(say!("write `{path} | safe`", path)),
            ..place(&file.path, false, text, field.at)
        });
    }
    problems
}

/// The field with HTML that a tag shows as it is, and where its path ends: `{{ case.body_html }}`, `{{ case.body_html or "" }}`.
fn shown_field<'t>(tag: &Tag<'t>) -> Option<(Word<'t>, usize)> {
    let first = tag.words.first().filter(|word| !tag.is_statement && word.is_name())?;
    let text = |at: usize| tag.words.get(at).map_or("", |word| word.text);
    let (mut at, mut last) = (1, *first);
    loop {
        match text(at) {
            "?" => at += 1,
            "." if tag.words.get(at + 1).is_some_and(|word| word.is_name()) => {
                last = tag.words[at + 1];
                at += 2;
            }
            "[" => at += tag.words[at..].iter().position(|word| word.text == "]")? + 1,
            _ => break,
        }
    }
    let filters = tag.words.windows(2).filter(|pair| pair[0].text == "|").map(|pair| pair[1].text);
    let is_as_it_is =
        matches!(text(at), "" | "or" | "if" | "|" | "~") && filters.into_iter().all(|one| one == "default");
    let is_html = last.text.ends_with(HTML) && last != *first && text(at - 1) != "]";
    (is_as_it_is && is_html).then_some((last, last.at + last.text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let file = ThemeFile { path: format!("templates/{path}"), bytes: text.as_bytes().to_vec() };
        let told = |problem: ThemeProblem| {
            format!("{}:{} {}", problem.line, problem.column, problem.help.unwrap_or_default().english())
        };
        unescaped_html(&[file]).into_iter().map(told).collect()
    }

    #[test]
    fn a_field_with_html_that_is_shown_as_text_is_told_once() {
        for (text, told) in [
            ("\n<p>{{ case.body_html }}</p>{{ case.body_html }}", "2:12 write `case.body_html | safe`"),
            ("{{- case.sections[0].body_html -}}", "1:22 write `case.sections[0].body_html | safe`"),
            ("{{ case?.lead_html or \"\" }}", "1:10 write `case?.lead_html | safe`"),
            ("{{ case.lead_html | default(value=\"\") }}", "1:9 write `case.lead_html | safe`"),
            ("{{ case.lead_html if case.lead_html else \"\" }}", "1:9 write `case.lead_html | safe`"),
        ] {
            assert_eq!(found("case.html", text), [told]);
        }
    }

    #[test]
    fn what_may_be_meant_so_is_not_told() {
        for text in [
            "{{ case.body_html | safe }}{{ case.body_html or \"\" | safe }}{{ (case.body_html or \"\") | safe }}",
            "{{ case.body_html | striptags }}{{ t(key=\"x\", a=case.body_html) }}{{ <a b={case.body_html} /> }}",
            "<meta content=\"{{ case.lead_html }}\">{% if case.body_html %}{% endif %}{# {{ case.body_html }} #}",
            "{% set a_html = case.body_html %}{{ a_html }}{{ case.title }}{{ case.sources_html | length }}",
            "{% filter striptags %}{{ case.body_html }}{% endfilter %}{{ case.body_html == \"\" }}{{ case.sources_html[0] }}",
        ] {
            assert_eq!(found("case.html", text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(found("feed.xml", "<a>{{ case.body_html }}</a>"), Vec::<String>::new());
    }
}
