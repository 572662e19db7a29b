//! A citation as CSL-JSON, which Zotero, Pandoc and others read:
//! <https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json>.

use serde::Serialize;

use super::Citation;
use super::names::Name;
use crate::base::date::Date;

/// An item of CSL-JSON.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    author: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    container_title: &'a str,
    publisher: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<DateParts>,
    #[serde(rename = "URL")]
    url: &'a str,
    language: &'a str,
    #[serde(rename = "abstract", skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "String::is_empty")]
    keyword: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Person { family: &'a str, given: &'a str },
    Whole { literal: &'a str },
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct DateParts {
    date_parts: [[i16; 3]; 1],
}

/// The item of a citation.
pub(super) fn csl(citation: &Citation) -> String {
    let item = Item {
        id: &citation.key,
        kind: "webpage",
        title: &citation.title,
        author: citation.authors.iter().map(author).collect(),
        container_title: &citation.container,
        publisher: &citation.publisher,
        issued: citation.date.map(date_parts),
        url: &citation.url,
        language: &citation.language,
        summary: citation.summary.as_deref(),
        keyword: citation.keywords.join(", "),
        note: citation.note.as_deref(),
    };
    // It is made of plain values, which can always be written.
    serde_json::to_string(&item).unwrap_or_default()
}

fn author(name: &Name) -> Author<'_> {
    match name {
        Name::Person { given, family } => Author::Person { family, given },
        Name::Whole(name) => Author::Whole { literal: name },
    }
}

fn date_parts(date: Date) -> DateParts {
    DateParts { date_parts: [[date.year(), i16::from(date.month()), i16::from(date.day())]] }
}
