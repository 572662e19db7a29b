//! A file with the data of some cases.

use std::borrow::Cow;

use serde::Serialize;

use super::pieces::json;
use crate::base::date::Date;
use crate::base::digest::Digester;
use crate::base::url::SitePath;
use crate::outputs::artifact::{Artifact, MadeFile};
use crate::outputs::{Input, Purpose};
use crate::theme::Theme;

/// By these bytes spreadsheets know that a table is in UTF-8.
pub(super) const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A format of the data files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::outputs) enum Format {
    Csv,
    Json,
    GeoJson,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Json, Self::GeoJson];

    /// The ending of its files.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::GeoJson => "geojson",
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::GeoJson => "GeoJSON",
        }
    }

    /// What it is for, in the words of the site theme.
    pub fn about(self, theme: &Theme) -> String {
        match self {
            Self::Csv => theme.text("data_csv", &[]),
            Self::Json => theme.text("data_json", &[]),
            Self::GeoJson => theme.text("data_geojson", &[]),
        }
    }

    /// Its type (RFC 4180, RFC 8259, RFC 7946).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv",
            Self::Json => "application/json",
            Self::GeoJson => "application/geo+json",
        }
    }
}

/// A file with the data of some cases.
pub(super) struct DataFile<'a> {
    /// What they have in common: the title of the site, or the name of a term.
    pub title: &'a str,
    /// The page that shows the same.
    pub page: SitePath,
    pub cases: Cow<'a, [usize]>,
    pub format: Format,
}

/// What stands before the cases. In GeoJSON these are foreign members (RFC 7946, section 6.1).
#[derive(Serialize)]
struct Head<'a> {
    title: &'a str,
    language: &'a str,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    licence: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    rights: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated: Option<Date>,
    count: usize,
}

impl<'a> DataFile<'a> {
    /// The file at `path`.
    pub fn artifact(self, input: Input<'a>, path: SitePath, origin: impl Into<Cow<'a, str>>) -> Artifact<'a> {
        Artifact::made(input, path, origin, move |input| {
            let bytes = match input.purpose {
                Purpose::Key => Vec::new(),
                Purpose::Page => self.bytes(input),
            };
            let mut key = Digester::new(self.format.ending());
            key.text(&json(&self.head(input)));
            for case in self.cases.iter() {
                key.digest(input.edition.data.digest(input, *case));
            }
            Ok(MadeFile { key: key.finish(), bytes })
        })
        .giving_way()
    }

    fn head(&'a self, input: Input<'a>) -> Head<'a> {
        let site = input.site;
        let config = &site.config;
        Head {
            title: self.title,
            language: &config.language,
            url: site.routes.absolute(&self.page),
            publisher: config.publisher.as_ref().map(|publisher| publisher.name.as_str()),
            licence: config.licence.as_ref().map(|licence| licence.id.as_str()),
            rights: &config.rights,
            updated: self.cases.iter().filter_map(|case| site.cases[*case].case.modified()).max(),
            count: self.cases.len(),
        }
    }

    fn bytes(&self, input: Input<'_>) -> Vec<u8> {
        let data = &input.edition.data;
        let pieces = self.cases.iter().map(|case| data.pieces(input, *case));
        match self.format {
            Format::Csv => {
                let mut table = [BYTE_ORDER_MARK, &data.header()].concat();
                pieces.for_each(|case| table.extend_from_slice(&case.csv));
                table
            }
            Format::Json => {
                let head = json(&self.head(input));
                list(&head, "cases", pieces.map(|case| case.json.as_str()))
            }
            Format::GeoJson => {
                let head = json(&self.head(input)).replacen('{', r#"{"type":"FeatureCollection","#, 1);
                list(&head, "features", pieces.map(|case| case.feature.as_str()))
            }
        }
    }
}

/// An object with one more member: a list, of which each element has a line of its own, so that versions can be compared.
fn list<'a>(head: &str, name: &str, elements: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut text = format!("{},\"{name}\":[", head.strip_suffix('}').unwrap_or(head));
    for (index, element) in elements.enumerate() {
        text.push_str(if index > 0 { ",\n" } else { "\n" });
        text.push_str(element);
    }
    text.push_str("\n]}\n");
    text.into_bytes()
}
