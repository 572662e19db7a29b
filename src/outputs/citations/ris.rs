//! A citation as RIS: a line for each value, with a tag of two letters. <https://en.wikipedia.org/wiki/RIS_(file_format)> lists
//! the tags; programs read it in UTF-8, and lines end as on Windows.

use super::Citation;
use super::names::Name;
use crate::base::fold::one_line;

/// The reference of a citation.
pub(super) fn ris(citation: &Citation) -> String {
    let mut text = String::new();
    let mut add = |tag: &str, value: &str| {
        let value = one_line(value);
        if !value.is_empty() {
            text.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    add("TY", "ELEC");
    add("ID", &citation.key);
    for author in &citation.authors {
        add("AU", &name(author));
    }
    add("TI", &citation.title);
    add("T2", &citation.container);
    add("PB", &citation.publisher);
    if let Some(date) = citation.date {
        let date = date.to_string();
        add("PY", date.split('-').next().unwrap_or_default());
        add("DA", &date.replace('-', "/"));
    }
    add("UR", &citation.url);
    add("LA", &citation.language);
    add("AB", citation.summary.as_deref().unwrap_or_default());
    for keyword in &citation.keywords {
        add("KW", keyword);
    }
    add("N1", citation.note.as_deref().unwrap_or_default());
    // This one has no value, but the space that makes it a tag.
    text.push_str("ER  - \r\n");
    text
}

fn name(name: &Name) -> String {
    match name {
        Name::Person { given, family } => format!("{family}, {given}"),
        Name::Whole(name) => name.clone(),
    }
}
