//! A citation as BibTeX reads it. The entry is `@online`, which BibLaTeX knows; styles of BibTeX that do not know it take it for
//! `@misc`.

use super::Citation;
use super::names::Name;

/// The entry of a citation.
pub(super) fn bibtex(citation: &Citation) -> String {
    let date = citation.date.map(|date| date.to_string());
    let mut parts = date.as_deref().unwrap_or_default().split('-');
    let year = parts.next().filter(|year| !year.is_empty()).map(str::to_owned);
    let authors: Vec<String> = citation.authors.iter().map(name).collect();
    let fields = [
        ("author", Some(authors.join(" and "))),
        ("title", Some(protected(&citation.title))),
        ("organization", Some(format!("{{{}}}", escaped(&citation.publisher)))),
        ("titleaddon", Some(protected(&citation.container))),
        ("year", year),
        ("date", date),
        ("url", Some(citation.url.clone())),
        ("abstract", citation.summary.as_deref().map(escaped)),
        ("keywords", Some(citation.keywords.join(", ")).map(|words| escaped(&words))),
        ("note", citation.note.as_deref().map(escaped)),
    ];
    let mut entry = format!("@online{{{}", citation.key);
    for (field, value) in fields {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            entry.push_str(&format!(",\n  {field} = {{{value}}}"));
        }
    }
    entry + "\n}\n"
}

/// A name; braces keep one that is whole from being taken apart.
fn name(name: &Name) -> String {
    match name {
        Name::Person { given, family } => format!("{}, {}", part(family), part(given)),
        Name::Whole(name) => format!("{{{}}}", escaped(name)),
    }
}

/// A part of a name, in which `and` would begin another one and a comma another part.
fn part(text: &str) -> String {
    let is_plain = !text.contains(',') && text.split(' ').all(|word| !word.eq_ignore_ascii_case("and"));
    if is_plain { escaped(text) } else { format!("{{{}}}", escaped(text)) }
}

/// A title whose proper names stay as they are where a style turns titles into small letters: each word with a capital is in
/// braces.
fn protected(title: &str) -> String {
    let word = |word: &str| match word.chars().any(char::is_uppercase) {
        true => format!("{{{}}}", escaped(word)),
        false => escaped(word),
    };
    title
        .split_inclusive(|letter: char| !letter.is_alphanumeric())
        .map(|stretch| {
            let end = stretch.trim_end_matches(|letter: char| !letter.is_alphanumeric());
            let mark = stretch.get(end.len()..).unwrap_or_default();
            format!("{}{}", if end.is_empty() { String::new() } else { word(end) }, escaped(mark))
        })
        .collect()
}

/// What TeX would take for a command becomes what it shows. Letters stay: BibTeX of today reads UTF-8. A line break is a space.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' | '%' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(character);
            }
            '\\' => out.push_str("{\\textbackslash}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            // Braces are counted, also behind a backslash.
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            _ if character.is_whitespace() => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}
