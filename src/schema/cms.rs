//! The configuration of a content editor in the browser (Decap CMS or Sveltia CMS).
//!
//! Comes in: the configuration and the content of a site; goes out: `config.yml` and a page that starts the editor. The fields are
//! what the readers ask for, as in the schemas; the editor itself is a file that somebody puts beside them, so that nothing is loaded
//! from another host.

use super::{add_names, kinds};
use crate::casefile::{self, Kind};
use crate::config::Config;
use crate::content::{CONTENT_FOLDER, Content};
use crate::yaml::{KeyShape, Out, PLACEHOLDER, Shape, ValueShape, emit};

/// The page that starts the editor.
pub const CMS_PAGE: &str = include_str!("cms.html");

/// What stands above `config.yml`.
const HEAD: &str = "\
# Made by `chancery cms` from the configuration and the content of the site; the next run writes it anew.
# It is read by Decap CMS (decapcms.org) and by Sveltia CMS. See \"An editor in the browser\" in the manual.
";
/// A repository, until somebody names theirs.
const EXAMPLE_REPOSITORY: &str = "owner/name";
/// Keys that hold more than a line.
const LONG: [&str; 4] = ["summary", "description", "text", "note"];

/// Where the texts are kept.
#[derive(Debug, Clone, Copy)]
pub struct Repository<'a> {
    /// The service, as the editor calls it: `github`.
    pub backend: &'a str,
    /// Its name there: `office/library`.
    pub name: Option<&'a str>,
    /// The branch that is published.
    pub branch: &'a str,
}

/// The text of `config.yml`.
///
/// # Errors
/// What the YAML writer refuses.
pub fn cms_config(config: &Config, content: &Content, repository: Repository<'_>) -> Result<String, String> {
    let backend = vec![
        text("name", repository.backend),
        text("repo", repository.name.unwrap_or(EXAMPLE_REPOSITORY)),
        text("branch", repository.branch),
    ];
    let collections = kinds(config).into_iter().map(|kind| collection(kind, config, content)).collect();
    let slugs = vec![text("encoding", "unicode"), flag("clean_accents", true), text("sanitize_replacement", "-")];
    let entries = [
        ("backend".to_owned(), Out::Mapping(backend)),
        // Pictures lie in `assets/`, which is two folders above every text.
        text("media_folder", "assets"),
        text("public_folder", "../../assets"),
        text("locale", &config.language),
        text("site_url", &config.base_url.as_text()),
        ("slug".to_owned(), Out::Mapping(slugs)),
        ("collections".to_owned(), Out::List(collections)),
    ];
    Ok(format!("{HEAD}{}", emit(&entries)?))
}

fn collection(kind: Kind, config: &Config, content: &Content) -> Out {
    let folder = kind.folder(config);
    let shape = |is_translation| {
        let mut shape = casefile::shape(kind, config, is_translation);
        add_names(&mut shape, config, content);
        shape
    };
    let (mut all, translation) = (shape(false), shape(true));
    // Translations lie in the same folder: what they may leave out must not be asked for.
    if !config.others.is_empty() {
        for (key, shape) in &mut all.keys {
            shape.is_required &= translation.keys.iter().any(|(other, its)| other == key && its.is_required);
        }
    }
    for (key, its) in translation.keys {
        if all.key_mut(&key).is_none() {
            all.keys.push((key, its));
        }
    }
    let name = if matches!(kind, Kind::Term(_)) { "name" } else { "title" };
    let mut fields = fields(&all);
    fields.push(Out::Mapping(vec![
        text("name", "body"),
        text("label", "Text"),
        text("widget", "markdown"),
        flag("required", false),
    ]));
    Out::Mapping(vec![
        text("name", folder),
        text("label", &label(kind, config)),
        text("folder", &format!("{CONTENT_FOLDER}/{folder}")),
        flag("create", true),
        text("extension", "md"),
        text("format", "yaml-frontmatter"),
        text("identifier_field", name),
        text("slug", "{{slug}}"),
        ("fields".to_owned(), Out::List(fields)),
    ])
}

fn label(kind: Kind, config: &Config) -> String {
    match kind {
        Kind::Term(place) => config.taxonomies.get(place).map(|taxonomy| taxonomy.title.clone()).unwrap_or_default(),
        kind => in_words(kind.folder(config)),
    }
}

/// The fields of a mapping; keys that only a file knows have none.
fn fields(shape: &Shape) -> Vec<Out> {
    let named = shape.keys.iter().filter(|(key, _)| key != PLACEHOLDER);
    named.map(|(key, shape)| Out::Mapping(field(key, shape))).collect()
}

fn field(key: &str, shape: &KeyShape) -> Vec<(String, Out)> {
    let mut field = vec![text("name", key), text("label", &in_words(key))];
    let has_choices = !shape.choices.is_empty();
    let choices = || ("options".to_owned(), Out::List(shape.choices.iter().cloned().map(Out::Text).collect()));
    let widget = |name: &str| text("widget", name);
    match &shape.value {
        ValueShape::Boolean => field.extend([widget("boolean"), flag("default", false)]),
        ValueShape::Integer(least, most) => field.extend([
            widget("number"),
            text("value_type", "int"),
            ("min".to_owned(), Out::Integer(*least)),
            ("max".to_owned(), Out::Integer(*most)),
        ]),
        ValueShape::Date => field.extend([
            widget("datetime"),
            text("format", "YYYY-MM-DD"),
            text("date_format", "YYYY-MM-DD"),
            flag("time_format", false),
            // Else the day on which somebody opens the form would be written.
            text("default", ""),
        ]),
        ValueShape::Texts if has_choices => field.extend([widget("select"), flag("multiple", true), choices()]),
        ValueShape::Texts => field.push(widget("list")),
        ValueShape::Numbers => {
            let number =
                vec![text("name", "number"), text("label", "Number"), widget("number"), text("value_type", "float")];
            field.extend([widget("list"), ("field".to_owned(), Out::Mapping(number))]);
        }
        ValueShape::Mapping(inner) => {
            let inner = fields(&inner.borrow());
            field.extend([widget("object"), flag("collapsed", true), ("fields".to_owned(), Out::List(inner))]);
        }
        ValueShape::Mappings(inner) => {
            let inner = fields(&inner.borrow());
            field.extend([widget("list"), ("fields".to_owned(), Out::List(inner))]);
        }
        ValueShape::Anything | ValueShape::Text if has_choices => field.extend([widget("select"), choices()]),
        ValueShape::Anything | ValueShape::Text => {
            field.push(widget(if LONG.contains(&key) { "text" } else { "string" }));
        }
    }
    field.push(flag("required", shape.is_required));
    field
}

/// `translation_review` as people read it.
fn in_words(key: &str) -> String {
    let words = key.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn text(key: &str, value: &str) -> (String, Out) {
    (key.to_owned(), Out::Text(value.to_owned()))
}

fn flag(key: &str, value: bool) -> (String, Out) {
    (key.to_owned(), Out::Boolean(value))
}
