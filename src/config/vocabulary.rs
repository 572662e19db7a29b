//! The keys of `site.yaml` that say by what cases are divided and indexed: `sections` and `taxonomies`.

use super::keys::count;
use super::{Kind, SectionRule, Taxonomy};
use crate::base::diag::{Code, Diagnostic};
use crate::base::fold::fold;
use crate::base::slug::Slug;
use crate::base::source::Place;
use crate::yaml::{Fields, SpannedText};

/// Names that mean something else in front matter, in `content/` or in addresses, and so cannot name a taxonomy.
const RESERVED: [&str; 32] = [
    "aliases",
    "article",
    "articles",
    "assets",
    "authors",
    "cases",
    "city",
    "coordinates",
    "corrections",
    "countries",
    "country",
    "data",
    "date",
    "draft",
    "expires",
    "extra",
    "feed",
    "image",
    "map",
    "origin",
    "page",
    "pages",
    "publish",
    "related",
    "search",
    "slug",
    "sources",
    "summary",
    "theme",
    "title",
    "update",
    "updated",
];

/// `sections`.
pub(super) fn sections(fields: &Fields<'_>) -> Vec<SectionRule> {
    let mut sections: Vec<SectionRule> = Vec::new();
    let mut names: Vec<(String, SpannedText)> = Vec::new();
    for item in fields.mappings("sections", "id: context, title: Context") {
        let id = item.required_text("id", "context").map(|text| identifier(&item, text));
        let title = item.required_text("title", "Context");
        let labels = item.texts("labels");
        for name in title.iter().chain(&labels) {
            report_twice(&item, id.as_deref().unwrap_or_default(), name, &mut names);
        }
        let labels = labels.into_iter().map(|text| text.text).collect();
        let weight = u32::try_from(count(&item, "weight", 1, 1)).unwrap_or(1);
        item.finish();
        if let (Some(id), Some(title)) = (id, title) {
            sections.push(SectionRule { id, title: title.text, labels, weight });
        }
    }
    sections
}

/// A heading that means two sections: the import takes it for the first.
fn report_twice(fields: &Fields<'_>, id: &str, name: &SpannedText, known: &mut Vec<(String, SpannedText)>) {
    let folded = fold(&name.text);
    match known.iter().find(|(other, first)| other != id && fold(&first.text) == folded) {
        Some((other, first)) => {
            let message =
                say!("`{name}` is a heading of two sections, `{other}` and `{id}`", name = name.text, other, id);
            let problem = Diagnostic::warning(Code::DuplicateKey, message)
                .in_file(fields.source(), name.span.clone())
                .related(Place::new(fields.source(), first.span.clone()), say!("the first one"));
            fields.report(problem.help(say!("leave it in the section that it means")));
        }
        None => known.push((id.to_owned(), name.clone())),
    }
}

/// `taxonomies`.
pub(super) fn taxonomies(fields: &Fields<'_>) -> Vec<Taxonomy> {
    let mut taxonomies: Vec<Taxonomy> = Vec::new();
    for item in fields.mappings("taxonomies", "id: themes, title: Themes") {
        let id_text = item.required_text("id", "themes");
        let title = item.required_text("title", "Themes");
        let singular = item.text("singular");
        let description = item.text("description").map(|text| text.text).unwrap_or_default();
        let kinds = kinds(&item);
        item.finish();
        let (Some(id_text), Some(title)) = (id_text, title) else { continue };
        let span = id_text.span.clone();
        let id = identifier(&item, id_text);
        if RESERVED.contains(&id.as_str()) {
            item.report_at(
                span,
                Code::BadSlug,
                say!("a taxonomy cannot be called `{id}`, the word has another meaning here", id),
                say!("choose another id"),
            );
        } else if taxonomies.iter().any(|other| other.id == id) {
            item.report_at(
                span,
                Code::DuplicateKey,
                say!("there are two taxonomies called `{id}`", id),
                say!("keep one of the two"),
            );
        }
        let singular = singular.map_or_else(|| title.text.clone(), |text| text.text);
        taxonomies.push(Taxonomy { id, title: title.text, singular, description, kinds });
    }
    taxonomies
}

fn kinds(fields: &Fields<'_>) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for item in fields.mappings("kinds", "id: city-network, title: City networks") {
        let id = item.required_text("id", "city-network").map(|text| identifier(&item, text));
        let title = item.required_text("title", "City networks");
        let singular = item.text("singular").map(|text| text.text);
        item.finish();
        if let (Some(id), Some(title)) = (id, title) {
            kinds.push(Kind { id, singular: singular.unwrap_or_else(|| title.text.clone()), title: title.text });
        }
    }
    kinds
}

fn identifier(fields: &Fields<'_>, text: SpannedText) -> String {
    if let Err(problem) = Slug::parse(&text.text) {
        let message = say!("`{text}` cannot be an id: {problem}", text = text.text, problem = problem.message());
        fields.report(Diagnostic::error(Code::BadSlug, message).in_file(fields.source(), text.span).help(
            match Slug::from_text(&text.text) {
                Some(better) => say!("write `{better}`", better),
                None => say!("use small letters, digits and hyphens"),
            },
        ));
    }
    text.text
}
