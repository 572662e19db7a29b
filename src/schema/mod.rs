//! JSON Schemas of the files that people write, for editors that complete keys and underline mistakes while one types.
//!
//! Comes in: the configuration and the content of a site; goes out: the texts of schemas (JSON Schema 2020-12). What they say is
//! what the readers ask for (`yaml::Shape`); the terms, cases and articles of the site stand in them as the choices that there are.

mod cms;
mod json;

use serde_json::Value;

use crate::casefile::{self, Kind};
use crate::config::{self, Config};
use crate::content::{Content, ContentValue, Entry};
use crate::yaml::Shape;

pub use cms::{CMS_PAGE, Repository, cms_config};
pub use json::schema;

/// A schema and the files that it is for.
#[derive(Debug, Clone, PartialEq)]
pub struct SchemaFile {
    /// What its file is called: `case.schema.json`.
    pub name: String,
    /// Which files of the site it describes, as editors match paths.
    pub files: String,
    /// The schema.
    pub schema: Value,
}

/// The schemas of a site: one for `site.yaml`, and for each kind of content file one, with another for its translations.
#[must_use]
pub fn schemas(config: &Config, content: &Content) -> Vec<SchemaFile> {
    let site = SchemaFile {
        name: "site.schema.json".to_owned(),
        files: config::FILE_NAME.to_owned(),
        schema: schema("The configuration of a site", &config::shape()),
    };
    let mut all = vec![site];
    for kind in kinds(config) {
        for is_translation in [false, true] {
            let (name, pattern) = if is_translation { ("translation.", "*.*.md") } else { ("", "*.md") };
            let folder = kind.folder(config);
            let title = format!("The front matter of a file in content/{folder}/");
            let mut shape = casefile::shape(kind, config, is_translation);
            add_names(&mut shape, config, content);
            all.push(SchemaFile {
                name: format!("{folder}.{name}schema.json"),
                files: format!("content/{folder}/{pattern}"),
                schema: schema(&title, &shape),
            });
        }
    }
    all
}

/// All kinds of content files.
fn kinds(config: &Config) -> Vec<Kind> {
    let terms = (0..config.taxonomies.len()).map(Kind::Term);
    [Kind::Case, Kind::Article, Kind::Page].into_iter().chain(terms).collect()
}

/// What the site itself has of the names that files refer to.
fn add_names(shape: &mut Shape, config: &Config, content: &Content) {
    let names =
        [("related", slugs(&content.cases)), ("cases", slugs(&content.cases)), ("article", slugs(&content.articles))];
    let terms = config.taxonomies.iter().map(|taxonomy| (taxonomy.id.as_str(), slugs(content.terms_of(&taxonomy.id))));
    for (key, choices) in names.into_iter().chain(terms) {
        if let Some(key) = shape.key_mut(key) {
            key.choices = choices;
        }
    }
}

fn slugs<T: ContentValue>(entries: &[Entry<T>]) -> Vec<String> {
    entries.iter().filter_map(|entry| Some(entry.value.as_ref()?.slug().to_string())).collect()
}
