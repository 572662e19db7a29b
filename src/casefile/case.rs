//! The file of a case.

use std::cell::RefCell;
use std::sync::Arc;

use super::front_matter::{join, split};
use super::image::{image, write_image};
use super::location::{Location, check_title, location};
use super::plain_words::plain_words;
use super::reference::{ContentFile, Reference, Target};
use super::shared::{self, FrontMatter, plain_texts};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::slug::Slug;
use crate::base::source::SourceFile;
use crate::config::Config;
use crate::model::{Case, Correction};
use crate::yaml::{Fields, Out, Value};

/// Reads the file of a case. Every problem is added to `problems`. What it refers to comes out even where the case does not,
/// so that one run reports all.
pub fn read_case(
    source: &Arc<SourceFile>,
    config: &Config,
    problems: &RefCell<Diagnostics>,
) -> Option<ContentFile<Case>> {
    let parts = split(source, problems)?;
    let fields = Fields::new(source, &parts.front_matter, problems);
    if shared::is_misnamed(&fields) {
        return Some(ContentFile::without_value(source));
    }
    let mut references = Vec::new();
    let (value, keys) = case(&fields, config, &mut references);
    Some(ContentFile { value, source: Arc::clone(source), body_start: parts.body.start, references, keys })
}

/// The case that front matter says, and the keys that a translation gives itself.
pub(super) fn case<'a>(
    fields: &Fields<'a>,
    config: &'a Config,
    references: &mut Vec<Reference>,
) -> (Option<Case>, Vec<String>) {
    let Location { city, country, coordinates } = location(fields);
    let title = fields.required_text("title", "Medellín, Colombia");
    if let (Some(title), Some(city), Some(country)) = (&title, &city, country.filter(|_| fields.has("country"))) {
        check_title(fields, title, city, country);
    }
    let title = title.map(|title| plain_words(fields, "title", title));
    let (slug, translation, keys) = (shared::slug(fields), shared::translation(fields), shared::given_keys(fields));
    let terms = terms(fields, config, references);
    let (date, updated) = shared::dates(fields);
    let summary = fields.text("summary").map(|text| plain_words(fields, "summary", text));
    let image = image(fields, references);
    let (article, related) = (article(fields, references), related(fields, references));
    let (origin, aliases) = (shared::origin(fields), shared::aliases(fields));
    let (authors, sources) = (plain_texts(fields, "authors"), shared::sources(fields));
    let (corrections, schedule, extra) = (corrections(fields), shared::schedule(fields), extra(fields));
    fields.finish();
    let case = || {
        Some(Case {
            slug: slug?,
            own_address: None,
            translation,
            title: title?,
            city: city?,
            country: country?,
            date,
            updated,
            summary,
            terms,
            coordinates,
            image,
            article,
            origin,
            aliases,
            authors,
            sources,
            corrections,
            related,
            schedule,
            extra,
        })
    };
    (case(), keys)
}

fn terms<'a>(fields: &Fields<'a>, config: &'a Config, references: &mut Vec<Reference>) -> Vec<(String, Vec<Slug>)> {
    let mut terms = Vec::new();
    for (place, taxonomy) in config.taxonomies.iter().enumerate() {
        let mut slugs: Vec<Slug> = Vec::new();
        for text in fields.texts(&taxonomy.id) {
            if let Some(slug) = shared::reference_slug(&text).filter(|slug| !slugs.contains(slug)) {
                slugs.push(slug);
            }
            references.push(Reference { target: Target::Term(place), name: text.text, span: text.span });
        }
        terms.push((taxonomy.id.clone(), slugs));
    }
    terms
}

fn article(fields: &Fields<'_>, references: &mut Vec<Reference>) -> Option<Slug> {
    let text = fields.text("article")?;
    let slug = shared::reference_slug(&text);
    references.push(Reference { target: Target::Article, name: text.text, span: text.span });
    slug
}

fn related(fields: &Fields<'_>, references: &mut Vec<Reference>) -> Vec<Slug> {
    let mut slugs = Vec::new();
    for text in fields.texts("related") {
        slugs.extend(shared::reference_slug(&text));
        references.push(Reference { target: Target::Case, name: text.text, span: text.span });
    }
    slugs
}

fn corrections(fields: &Fields<'_>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for inner in fields.mappings("corrections", "date: 2025-06-02, text: The year was wrong.") {
        let dated = inner.required_text("date", "2025-06-02").and_then(|_| inner.date("date"));
        let text = inner.required_text("text", "The year of the conference was wrong.");
        inner.finish();
        if let (Some(date), Some(text)) = (dated, text) {
            corrections.push(Correction { date, text: shared::line(&inner, text) });
        }
    }
    corrections
}

fn extra(fields: &Fields<'_>) -> Vec<(String, String)> {
    let Some(inner) = fields.mapping("extra") else { return Vec::new() };
    let mut extra = Vec::new();
    for (key, span) in inner.keys() {
        inner.notes_text(key);
        match inner.node(key).map(|node| &node.value) {
            None => {}
            Some(Value::Scalar { text, .. }) => extra.push((key.to_owned(), text.clone().into_owned())),
            Some(other) => {
                let message = say!("`{key}` should be text, found {found}", key, found = other.kind());
                let problem = Diagnostic::error(Code::WrongType, message).in_file(inner.source(), span);
                inner.report(problem.help(say!("keys below `extra` hold one text each")));
            }
        }
    }
    extra
}

/// Writes the file of a case and its body.
///
/// # Errors
/// What the YAML crate cannot write.
pub fn write_case(case: &Case, body: &str) -> Result<String, String> {
    let mut front = FrontMatter::default();
    front.text("title", Some(&case.title));
    front.text("city", Some(&case.city));
    front.text("country", Some(case.country.as_str()));
    front.date("date", case.date);
    front.date("updated", case.updated);
    front.text("summary", case.summary.as_deref());
    for (taxonomy, slugs) in &case.terms {
        front.slugs(taxonomy, slugs);
    }
    if let Some(place) = case.coordinates {
        let numbers = vec![Out::Decimal(place.latitude()), Out::Decimal(place.longitude())];
        front.0.push(("coordinates".to_owned(), Out::Inline(numbers)));
    }
    if let Some(image) = &case.image {
        front.mapping("image", write_image(image));
    }
    front.text("article", case.article.as_ref().map(AsRef::as_ref));
    front.origin(case.origin.as_ref());
    front.aliases(&case.aliases);
    front.texts("authors", case.authors.clone());
    front.lines("sources", &case.sources);
    write_corrections(&mut front, &case.corrections);
    front.slugs("related", &case.related);
    front.translation(&case.translation);
    front.schedule(case.schedule);
    front.mapping("extra", case.extra.iter().map(|(key, text)| (key.clone(), Out::Text(text.clone()))).collect());
    join(&front.0, body)
}

fn write_corrections(front: &mut FrontMatter, corrections: &[Correction]) {
    if corrections.is_empty() {
        return;
    }
    let write = |correction: &Correction| {
        let mut inner = FrontMatter::default();
        inner.date("date", Some(correction.date));
        inner.text("text", Some(&correction.text));
        Out::Mapping(inner.0)
    };
    front.0.push(("corrections".to_owned(), Out::List(corrections.iter().map(write).collect())));
}
