//! The file of an article.

use std::cell::RefCell;
use std::sync::Arc;

use super::front_matter::{join, split};
use super::image::{image, write_image};
use super::plain_words::plain_words;
use super::reference::{ContentFile, Reference, Target};
use super::shared::{self, FrontMatter, plain_texts};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::SourceFile;
use crate::model::Article;
use crate::yaml::Fields;

/// Reads the file of an article. Every problem is added to `problems`.
pub fn read_article(source: &Arc<SourceFile>, problems: &RefCell<Diagnostics>) -> Option<ContentFile<Article>> {
    let parts = split(source, problems)?;
    let fields = Fields::new(source, &parts.front_matter, problems);
    if shared::is_misnamed(&fields) || shared::is_misplaced(&fields, "articles") {
        return Some(ContentFile::without_value(source));
    }
    let mut references = Vec::new();
    let (value, keys) = article(&fields, &mut references);
    Some(ContentFile { value, source: Arc::clone(source), body_start: parts.body.start, references, keys })
}

/// The article that front matter says, and the keys that a translation gives itself.
pub(super) fn article(fields: &Fields<'_>, references: &mut Vec<Reference>) -> (Option<Article>, Vec<String>) {
    let mut cases = Vec::new();
    for text in fields.texts("cases") {
        let slug = shared::reference_slug(&text);
        if slug.as_ref().is_some_and(|slug| cases.contains(slug)) {
            let message = say!("`{name}` stands in `cases` twice", name = text.text);
            let problem = Diagnostic::warning(Code::DuplicateKey, message).in_file(fields.source(), text.span.clone());
            fields.report(problem.help(say!("keep one of the two")));
            continue;
        }
        cases.extend(slug);
        references.push(Reference { target: Target::Case, name: text.text, span: text.span });
    }
    let (slug, translation, keys) = (shared::slug(fields), shared::translation(fields), shared::given_keys(fields));
    let title = fields
        .required_text("title", "Successful Examples of Urban Diplomacy")
        .map(|text| plain_words(fields, "title", text));
    let (date, updated) = shared::dates(fields);
    let summary = fields.text("summary").map(|text| plain_words(fields, "summary", text));
    let image = image(fields, references);
    let (authors, origin) = (plain_texts(fields, "authors"), shared::origin(fields));
    let (aliases, schedule) = (shared::aliases(fields), shared::schedule(fields));
    fields.finish();
    let article = || {
        Some(Article {
            slug: slug?,
            own_address: None,
            translation,
            title: title?,
            date,
            updated,
            summary,
            image,
            authors,
            cases,
            origin,
            aliases,
            schedule,
        })
    };
    (article(), keys)
}

/// Writes the file of an article and its body.
///
/// # Errors
/// What the YAML crate cannot write.
pub fn write_article(article: &Article, body: &str) -> Result<String, String> {
    let mut front = FrontMatter::default();
    front.text("title", Some(&article.title));
    front.date("date", article.date);
    front.date("updated", article.updated);
    front.text("summary", article.summary.as_deref());
    front.slugs("cases", &article.cases);
    if let Some(image) = &article.image {
        front.mapping("image", write_image(image));
    }
    front.origin(article.origin.as_ref());
    front.aliases(&article.aliases);
    front.texts("authors", article.authors.clone());
    front.translation(&article.translation);
    front.schedule(article.schedule);
    join(&front.0, body)
}
