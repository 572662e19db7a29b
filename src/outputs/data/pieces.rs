//! What the data files hold of one case, in each format: a term has the same files as the library, and a case stands in seven
//! of them or more, so its pieces are made once.

use std::borrow::Cow;
use std::sync::OnceLock;

use csv::{Terminator, WriterBuilder};
use serde::Serialize;

use super::field::{Field, Record, Value, fields};
use crate::base::digest::Digest;
use crate::outputs::Input;
use crate::site::Site;

/// What joins the texts of a list in a cell.
const LIST_SEPARATOR: &str = "; ";

/// The cases of an edition as data files hold them.
pub(in crate::outputs) struct DataCache {
    /// The fields, and their names.
    fields: Vec<Field>,
    names: Vec<String>,
    digests: Vec<OnceLock<Digest>>,
    pieces: Vec<OnceLock<Pieces>>,
}

/// A case in each format.
pub(super) struct Pieces {
    pub json: String,
    pub csv: Vec<u8>,
    pub feature: String,
}

/// A feature of GeoJSON (RFC 7946). What is not located has no geometry (section 3.2).
#[derive(Serialize)]
#[serde(tag = "type")]
struct Feature<'a> {
    id: &'a str,
    geometry: Option<Geometry>,
    properties: &'a Record<'a>,
}

/// Longitude comes first.
#[derive(Serialize)]
#[serde(tag = "type", rename = "Point")]
struct Geometry {
    coordinates: [f64; 2],
}

impl DataCache {
    /// Room for the cases of a site.
    pub fn new(site: &Site) -> Self {
        let fields = fields(site);
        let room = if site.has_data() { site.cases.len() } else { 0 };
        Self {
            names: fields.iter().map(|field| field.name(site)).collect(),
            fields,
            digests: std::iter::repeat_with(OnceLock::new).take(room).collect(),
            pieces: std::iter::repeat_with(OnceLock::new).take(room).collect(),
        }
    }

    /// The fields with their names.
    pub(super) fn columns(&self) -> impl Iterator<Item = (Field, &str)> {
        self.fields.iter().copied().zip(self.names.iter().map(String::as_str))
    }

    /// The first row of a table.
    pub fn header(&self) -> Vec<u8> {
        row(self.names.iter().map(|name| Cow::Borrowed(name.as_str())))
    }

    fn record<'a>(&'a self, input: Input<'a>, case: usize) -> Record<'a> {
        Record { names: &self.names, values: self.fields.iter().map(|field| field.value(input, case)).collect() }
    }

    /// Covers all that the pieces of a case say.
    pub fn digest(&self, input: Input<'_>, case: usize) -> Digest {
        *self.digests[case].get_or_init(|| Digest::of(json(&self.record(input, case)).as_bytes()))
    }

    /// The row of a case in a table.
    pub fn row<'a>(&'a self, input: Input<'a>, case: usize) -> &'a [u8] {
        &self.pieces(input, case).csv
    }

    /// The pieces of a case.
    pub(super) fn pieces(&self, input: Input<'_>, case: usize) -> &Pieces {
        self.pieces[case].get_or_init(|| {
            let record = self.record(input, case);
            let place = input.site.cases[case].coordinates();
            let geometry = place.map(|place| Geometry { coordinates: [place.longitude(), place.latitude()] });
            let feature = Feature { id: input.site.cases[case].case.slug.as_str(), geometry, properties: &record };
            let pieces =
                Pieces { json: json(&record), csv: row(record.values.iter().map(cell)), feature: json(&feature) };
            self.digests[case].get_or_init(|| Digest::of(pieces.json.as_bytes()));
            pieces
        })
    }
}

/// Plain values, which can always be written.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A row of a table as RFC 4180 has it.
pub(super) fn row<'a>(cells: impl Iterator<Item = Cow<'a, str>>) -> Vec<u8> {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::with_capacity(512));
    let cells: Vec<Cow<'_, str>> = cells.collect();
    // Nothing fails that writes into memory.
    let written = writer.write_record(cells.iter().map(|cell| cell.as_bytes()));
    debug_assert!(written.is_ok(), "a row that cannot be written");
    writer.into_inner().unwrap_or_default()
}

/// A value in a cell: numbers are plain, so that they can be reckoned with.
fn cell<'a>(value: &'a Value<'_>) -> Cow<'a, str> {
    match value {
        Value::Nothing => Cow::Borrowed(""),
        Value::Number(number) => Cow::Owned(number.to_string()),
        Value::Text(text) => no_formula(Cow::Borrowed(text)),
        Value::List(texts) => no_formula(Cow::Owned(texts.join(LIST_SEPARATOR))),
    }
}

/// A text that no spreadsheet takes for a formula: what could be one is led by an apostrophe (OWASP, "CSV Injection").
pub(super) fn no_formula(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{text}")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_a_formula_is_none() {
        let text = |text: &str| cell(&Value::Text(Cow::Owned(text.to_owned()))).into_owned();
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(text(formula), format!("'{formula}"));
        }
        assert_eq!(text("a = b"), "a = b");
        assert_eq!(cell(&Value::Number(-75.572)), "-75.572");
        assert_eq!(cell(&Value::List(vec!["-a".into(), "b".into()])), "'-a; b");
    }

    #[test]
    fn a_row_is_quoted_where_it_must_be() {
        let row = row(["a, b", "\"c\"", "d\ne", "", "شهر"].into_iter().map(Cow::Borrowed));
        assert_eq!(String::from_utf8(row).unwrap(), "\"a, b\",\"\"\"c\"\"\",\"d\ne\",,شهر\r\n");
    }
}
