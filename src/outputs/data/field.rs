//! What the data files say of a case: one list of fields for all formats, so that a table, a map and a program find the same
//! under the same names. `/data/` describes each.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use crate::model::Correction;
use crate::outputs::Input;
use crate::outputs::alternates::canonical;
use crate::outputs::cards::country_name;
use crate::site::{COUNTRIES, Site, TermId};
use crate::theme::Theme;

/// A field of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Id,
    Title,
    City,
    Country,
    CountryCode,
    Latitude,
    Longitude,
    Summary,
    /// The names of its terms of the taxonomy at this index.
    Terms(usize),
    /// Their ids.
    TermIds(usize),
    Published,
    Updated,
    Authors,
    Corrections,
    Sources,
    Origin,
    Language,
    Url,
}

/// The fields before those of the taxonomies.
const ABOUT: [Field; 8] = [
    Field::Id,
    Field::Title,
    Field::City,
    Field::Country,
    Field::CountryCode,
    Field::Latitude,
    Field::Longitude,
    Field::Summary,
];

/// The fields after them.
const OF_TEXT: [Field; 8] = [
    Field::Published,
    Field::Updated,
    Field::Authors,
    Field::Corrections,
    Field::Sources,
    Field::Origin,
    Field::Language,
    Field::Url,
];

/// What kind of value a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Number,
    /// A day as ISO 8601 writes it.
    Date,
    List,
}

impl Kind {
    /// What the site theme calls it.
    pub fn title(self, theme: &Theme) -> String {
        match self {
            Self::Text => theme.text("kind_text", &[]),
            Self::Number => theme.text("kind_number", &[]),
            Self::Date => theme.text("kind_date", &[]),
            Self::List => theme.text("kind_list", &[]),
        }
    }
}

/// The value of a field. JSON has lists and nothing as such.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Value<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Number(f64),
    List(Vec<Cow<'a, str>>),
}

/// The fields of one case, by their names.
pub(super) struct Record<'a> {
    pub names: &'a [String],
    pub values: Vec<Value<'a>>,
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.names.iter().zip(&self.values))
    }
}

/// Every field, in the order of the columns.
pub(super) fn fields(site: &Site) -> Vec<Field> {
    let taxonomies = site.taxonomies.iter().enumerate().filter(|(_, taxonomy)| taxonomy.id != COUNTRIES);
    let terms = taxonomies.flat_map(|(index, _)| [Field::Terms(index), Field::TermIds(index)]);
    ABOUT.into_iter().chain(terms).chain(OF_TEXT).collect()
}

impl Field {
    /// Its name in all files and languages.
    pub fn name(self, site: &Site) -> String {
        match self {
            Self::Terms(taxonomy) => column_of(&site.taxonomies[taxonomy].id),
            Self::TermIds(taxonomy) => format!("{}_ids", column_of(&site.taxonomies[taxonomy].id)),
            fixed => fixed.fixed_name().to_owned(),
        }
    }

    /// The name of a field that every site has.
    fn fixed_name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Title => "title",
            Self::City => "city",
            Self::Country => "country",
            Self::CountryCode => "country_code",
            Self::Latitude => "latitude",
            Self::Longitude => "longitude",
            Self::Summary => "summary",
            Self::Terms(_) => "terms",
            Self::TermIds(_) => "term_ids",
            Self::Published => "published",
            Self::Updated => "updated",
            Self::Authors => "authors",
            Self::Corrections => "corrections",
            Self::Sources => "sources",
            Self::Origin => "origin",
            Self::Language => "language",
            Self::Url => "url",
        }
    }

    /// What kind of value it has.
    pub fn kind(self) -> Kind {
        match self {
            Self::Latitude | Self::Longitude => Kind::Number,
            Self::Published | Self::Updated => Kind::Date,
            Self::Terms(_) | Self::TermIds(_) | Self::Authors | Self::Corrections | Self::Sources => Kind::List,
            _ => Kind::Text,
        }
    }

    /// What it holds, in the words of the site theme.
    pub fn about(self, input: Input<'_>) -> String {
        let Input { site, theme, .. } = input;
        let title = |taxonomy: usize| site.taxonomies[taxonomy].title.as_deref().unwrap_or_default();
        match self {
            Self::Id => theme.text("field_id", &[]),
            Self::Title => theme.text("field_title", &[]),
            Self::City => theme.text("field_city", &[]),
            Self::Country => theme.text("field_country", &[]),
            Self::CountryCode => theme.text("field_country_code", &[]),
            Self::Latitude => theme.text("field_latitude", &[]),
            Self::Longitude => theme.text("field_longitude", &[]),
            Self::Summary => theme.text("field_summary", &[]),
            Self::Published => theme.text("field_published", &[]),
            Self::Updated => theme.text("field_updated", &[]),
            Self::Authors => theme.text("field_authors", &[]),
            Self::Corrections => theme.text("field_corrections", &[]),
            Self::Sources => theme.text("field_sources", &[]),
            Self::Origin => theme.text("field_origin", &[]),
            Self::Language => theme.text("field_language", &[]),
            Self::Url => theme.text("field_url", &[]),
            Self::Terms(taxonomy) => theme.text("field_terms", &[("taxonomy", title(taxonomy).into())]),
            Self::TermIds(taxonomy) => theme.text("field_term_ids", &[("taxonomy", title(taxonomy).into())]),
        }
    }

    /// What a case says.
    pub fn value<'a>(self, input: Input<'a>, index: usize) -> Value<'a> {
        let site = input.site;
        let entry = &site.cases[index];
        let case = &entry.case;
        let text = |text: &'a str| Value::Text(Cow::Borrowed(text));
        let made = |text: Option<String>| text.map_or(Value::Nothing, |text| Value::Text(Cow::Owned(text)));
        let number = |number: Option<f64>| number.map_or(Value::Nothing, Value::Number);
        let list = |texts: &'a [String]| Value::List(texts.iter().map(|text| Cow::Borrowed(text.as_str())).collect());
        match self {
            Self::Id => text(case.slug.as_str()),
            Self::Title => text(&case.title),
            Self::City => text(&case.city),
            Self::Country => text(country_name(&site.config, case)),
            Self::CountryCode => text(case.country.as_str()),
            Self::Latitude => number(entry.coordinates().map(|place| place.latitude())),
            Self::Longitude => number(entry.coordinates().map(|place| place.longitude())),
            Self::Summary => text(entry.summary()),
            Self::Terms(taxonomy) => terms(site.terms_in(index, taxonomy), |id| &site.term(id).name),
            Self::TermIds(taxonomy) => terms(site.terms_in(index, taxonomy), |id| site.term(id).slug.as_str()),
            Self::Published => made(case.date.map(|date| date.to_string())),
            Self::Updated => made(case.modified().map(|date| date.to_string())),
            Self::Authors => list(&case.authors),
            Self::Corrections => Value::List(case.corrections.iter().map(correction).collect()),
            Self::Sources => list(&case.sources),
            Self::Origin => case.origin.as_ref().map_or(Value::Nothing, |origin| text(&origin.url)),
            Self::Language => text(site.other_language(entry.text.path()).unwrap_or(&site.config.language)),
            Self::Url => made(Some(canonical(input, &site.routes.case(case.address())))),
        }
    }
}

fn terms<'a>(ids: &[TermId], word: impl Fn(TermId) -> &'a str) -> Value<'a> {
    Value::List(ids.iter().map(|id| Cow::Borrowed(word(*id))).collect())
}

fn correction(correction: &Correction) -> Cow<'_, str> {
    Cow::Owned(format!("{}: {}", correction.date, correction.text))
}

/// The column of a taxonomy; one that is called as another field has a name of its own.
fn column_of(taxonomy: &str) -> String {
    let is_taken = ABOUT.iter().chain(&OF_TEXT).any(|field| field.fixed_name() == taxonomy);
    if is_taken { format!("terms_{taxonomy}") } else { taxonomy.to_owned() }
}
