//! Slips for which Tera cannot read a template, told where they were made: Tera tells where it gave up, which may be many lines below.
//!
//! Comes in: the text of a template that Tera cannot read. Goes out: the first slip of a known kind.

use super::tags::{Tag, tags};
use crate::base::address::CURLY_QUOTES;
use crate::base::message::Message;

/// A slip in the tags of a template.
pub(super) struct Slip {
    /// Where it stands, as a byte of the template.
    pub at: usize,
    pub message: Message,
    pub help: Message,
}

/// Tags with an end, and how it is called.
const ENDS: [(&str, &str); 6] = [
    ("if", "endif"),
    ("for", "endfor"),
    ("block", "endblock"),
    ("filter", "endfilter"),
    ("component", "endcomponent"),
    ("raw", "endraw"),
];

/// The slip for which this template cannot be read, where it is of a known kind.
pub(super) fn slip(template: &str) -> Option<Slip> {
    half_closed(template).or_else(|| {
        let tags = tags(template);
        curly_quotes(template, &tags).or_else(|| lost_end(template, &tags))
    })
}

/// `{{ case.title }` and `{% if case.image }}`: the tag goes on to the end of another one.
fn half_closed(template: &str) -> Option<Slip> {
    for tag in tags(template) {
        let start = tag.span().start;
        let whole = &template[tag.span()];
        let (open, close) = if tag.is_statement { ("{%", "%}") } else { ("{{", "}}") };
        let next = ["{{", "{%"].iter().filter_map(|sign| whole[2..].find(sign)).min();
        let first_line = whole.lines().next().unwrap_or_default();
        let is_open = !whole.ends_with(close) || next.is_some_and(|next| !is_quoted(&whole[2..2 + next]));
        if !is_open {
            continue;
        }
        let inner = first_line[2..].split(['}', '%', '<', '{']).next().unwrap_or_default().trim();
        let written = format!("{open} {inner} {close}");
        return Some(Slip {
            at: start,
            message: say!("nothing closes this `{open}`", open),
            help: say!("write `{written}`", written),
        });
    }
    None
}

/// Does a text end within quotation marks?
fn is_quoted(before: &str) -> bool {
    before.matches('"').count() % 2 == 1 || before.matches('\'').count() % 2 == 1
}

/// `{{ t(key=”cite”) }}`.
fn curly_quotes(template: &str, tags: &[Tag<'_>]) -> Option<Slip> {
    tags.iter().find_map(|tag| {
        let quote = tag.words.iter().find(|word| word.text.starts_with(CURLY_QUOTES))?;
        let written: String =
            template[tag.span()].chars().map(|one| if CURLY_QUOTES.contains(&one) { '"' } else { one }).collect();
        Some(Slip {
            at: quote.at,
            message: say!("templates know straight quotation marks only, and found `{quote}`", quote = quote.text),
            help: say!("write `{written}`", written),
        })
    })
}

/// A tag that is open, with how far its line is indented.
struct Open<'t> {
    tag: &'t Tag<'t>,
    name: &'t str,
    end: &'static str,
    indent: Option<usize>,
}

/// An `{% if %}` without its `{% endif %}`, an `{% endif %}` that ends nothing.
fn lost_end(template: &str, tags: &[Tag<'_>]) -> Option<Slip> {
    let mut open: Vec<Open<'_>> = Vec::new();
    // One that was closed by what stands less far to the right most likely lost its own end.
    let mut suspect: Option<(usize, &Tag<'_>, &str, &str)> = None;
    for tag in tags.iter().filter(|tag| tag.is_statement) {
        let Some(word) = tag.words.first().map(|word| word.text) else { continue };
        let indent = indent(template, tag.span().start);
        if let Some((name, end)) = ENDS.iter().find(|(name, _)| *name == word) {
            open.push(Open { tag, name, end, indent });
        } else if ENDS.iter().any(|(_, end)| *end == word) {
            match open.pop() {
                None => return Some(needless(tag, word)),
                Some(last) if last.end == word => {
                    if suspect.is_none() && last.indent > indent && indent.is_some() {
                        suspect = Some((open.len(), last.tag, last.name, last.end));
                    }
                    // What it was in is whole.
                    suspect = suspect.filter(|(depth, ..)| *depth <= open.len());
                }
                Some(last) if open.iter().any(|outer| outer.end == word) => {
                    return Some(unclosed(&last, suspect, word, line_of(template, tag.span().start)));
                }
                Some(_) => return Some(needless(tag, word)),
            }
        }
    }
    let last = open.pop()?;
    let line = template.lines().count();
    let end = open.first().map_or("", |outer| outer.end);
    Some(unclosed(&last, suspect, end, line))
}

/// How far a tag that begins its line is indented.
fn indent(template: &str, at: usize) -> Option<usize> {
    let before = &template[template[..at].rfind('\n').map_or(0, |newline| newline + 1)..at];
    before.trim().is_empty().then_some(before.len())
}

fn line_of(template: &str, at: usize) -> usize {
    template[..at].matches('\n').count() + 1
}

fn unclosed(last: &Open<'_>, suspect: Option<(usize, &Tag<'_>, &str, &str)>, met: &str, line: usize) -> Slip {
    let (tag, name, end) = match suspect {
        Some((_, tag, name, end)) if end == last.end => (tag, name, end),
        _ => (last.tag, last.name, last.end),
    };
    let message = match met {
        "" => say!("nothing closes this `{{% {name} %}}`", name),
        _ => say!("nothing closes this `{{% {name} %}}` before the `{{% {met} %}}` of line {line}", name, met, line),
    };
    Slip { at: tag.span().start, message, help: say!("write `{{% {end} %}}` where it should end", end) }
}

fn needless(tag: &Tag<'_>, end: &str) -> Slip {
    let name = ENDS.iter().find(|(_, known)| *known == end).map_or("", |(name, _)| name);
    Slip {
        at: tag.span().start,
        message: say!("this `{{% {end} %}}` ends nothing: no `{{% {name} %}}` is open here", end, name),
        help: say!("take it out, or write the `{{% {name} %}}` that it belongs to", name),
    }
}

#[cfg(test)]
mod tests {
    use super::slip;

    #[test]
    fn slips_are_told_where_they_were_made() {
        for (template, place, message, help) in [
            ("a {{ case.title }</h1>{{ b }}", "{{ case", "nothing closes this `{{`", "`{{ case.title }}`"),
            ("{% if case.image }}\n{{ b }}{% endif %}", "{% if", "nothing closes this `{%`", "`{% if case.image %}`"),
            ("{{ t(key=”cite”) }}", "”cite", "straight quotation marks", "`{{ t(key=\"cite\") }}`"),
            (
                "{% block a %}\n{% if b %}x\n{% if c %}{% endif %}\n{% endblock a %}",
                "{% if b",
                "`{% endblock %}` of line 4",
                "`{% endif %}`",
            ),
            ("{% if a %}\n  {% if b %}\n    x\n{% endif %}\n{{ c }}", "{% if b", "nothing closes", "`{% endif %}`"),
            ("{% for a in b %}{% endif %}{% endfor %}", "{% endif", "ends nothing", "take it out"),
            ("x{% endblock %}", "{% endblock", "ends nothing", "take it out"),
            ("{% if a %}{% for b in c %}", "{% for", "nothing closes", "`{% endfor %}`"),
        ] {
            let slip = slip(template).unwrap_or_else(|| panic!("{template}"));
            assert!(template[slip.at..].starts_with(place), "{template}: {}", &template[slip.at..]);
            let (said, advice) = (slip.message.english(), slip.help.english());
            assert!(said.contains(message) && advice.contains(help), "{template}: {said}; {advice}");
        }
    }

    #[test]
    fn whole_templates_have_none() {
        for template in [
            "{% if a == \"{{\" %}{{ b[\"}}\"] }}{% elif c %}{% else %}{% endif %}",
            "{% set a = 1 %}{% for a in b %}{% endfor %}{{ {a: {b: 1}} }}{% raw %}{% if %}{% endraw %}",
            "{% block a %}{% if b %}\n{% endif %}{% endblock a %}{# {% if #}",
        ] {
            assert!(slip(template).is_none(), "{template}");
        }
    }
}
