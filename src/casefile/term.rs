//! The file of a term: a theme, a network, an agreement.

use std::cell::RefCell;
use std::sync::Arc;

use super::file_name::is_translation;
use super::front_matter::split;
use super::reference::{ContentFile, Reference, Target};
use super::shared::{self, plain_texts};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::SourceFile;
use crate::base::suggest::closest;
use crate::config::{Config, PALETTE, Taxonomy};
use crate::model::Term;
use crate::yaml::Fields;

/// Reads the file of a term of the taxonomy at this place of `site.yaml`. Every problem is added to `problems`.
pub fn read_term(
    source: &Arc<SourceFile>,
    (config, place): (&Config, usize),
    problems: &RefCell<Diagnostics>,
) -> Option<ContentFile<Term>> {
    let taxonomy = config.taxonomies.get(place)?;
    let parts = split(source, problems)?;
    let fields = Fields::new(source, &parts.front_matter, problems);
    if shared::is_misnamed(&fields) || shared::is_misplaced(&fields, &taxonomy.id) {
        return Some(ContentFile::without_value(source));
    }
    let mut references = Vec::new();
    let (value, keys) = term(&fields, (taxonomy, place), &mut references);
    Some(ContentFile { value, source: Arc::clone(source), body_start: parts.body.start, references, keys })
}

/// `founded` and `ended`.
fn years(fields: &Fields<'_>) -> (Option<i16>, Option<i16>) {
    let (founded, ended) = (fields.year("founded"), fields.year("ended"));
    if let (Some(first), Some(last)) = (founded, ended)
        && last < first
    {
        let span = fields.node("ended").map_or(fields.span(), |node| node.span.clone());
        let message = say!("`ended` is {last}, which is before `founded`, {first}", last, first);
        let help = say!("mend one of the two years, or leave one of the lines out");
        fields.report(Diagnostic::warning(Code::BadDate, message).in_file(fields.source(), span).help(help));
    }
    (founded, ended)
}

/// The term that front matter says, and the keys that a translation gives itself.
pub(super) fn term(
    fields: &Fields<'_>,
    (taxonomy, place): (&Taxonomy, usize),
    references: &mut Vec<Reference>,
) -> (Option<Term>, Vec<String>) {
    let mut other_term = |key: &'static str| {
        let text = fields.text(key)?;
        references.push(Reference { target: Target::Term(place), name: text.text.clone(), span: text.span });
        Some(text.text)
    };
    let (part_of, successor) = (other_term("part_of"), other_term("successor"));
    for text in fields.texts("absorbs") {
        references.push(Reference { target: Target::Term(place), name: text.text, span: text.span });
    }
    let slug = shared::slug(fields);
    let (translation, keys) = (shared::translation(fields), shared::given_keys(fields));
    let name = shared::required_of_originals(fields, "name", "C40 Cities Climate Leadership Group");
    let name = name.map(|text| text.text);
    let (short, kind) = (fields.text("short").map(|text| text.text), kind(fields, taxonomy));
    let colour = colour(fields);
    let (aliases, exact_aliases) = (plain_texts(fields, "aliases"), plain_texts(fields, "exact_aliases"));
    let absorbs = plain_texts(fields, "absorbs");
    let url = fields.text("url").and_then(|text| shared::web_address(fields, text));
    let (founded, ended) = years(fields);
    let (keywords, weak_keywords) = (plain_texts(fields, "keywords"), plain_texts(fields, "weak_keywords"));
    let (except, sources) = (plain_texts(fields, "except"), plain_texts(fields, "sources"));
    let review = fields.text("review").map(|text| text.text);
    fields.finish();
    let term = || {
        Some(Term {
            slug: slug?,
            translation,
            name: name.or_else(|| is_translation(fields.source().path()).then(String::new))?,
            short,
            kind,
            colour,
            aliases,
            exact_aliases,
            absorbs,
            part_of,
            url,
            founded,
            ended,
            successor,
            keywords,
            weak_keywords,
            except,
            sources,
            review,
        })
    };
    (term(), keys)
}

fn kind(fields: &Fields<'_>, taxonomy: &Taxonomy) -> Option<String> {
    if taxonomy.kinds.is_empty() {
        // Who asks for a key says that it may be there.
        let text = fields.has("kind").then(|| fields.text("kind"))??;
        let message = say!("`{taxonomy}` are not divided into kinds", taxonomy = taxonomy.id);
        fields.report_at(
            text.span,
            Code::UnknownKey,
            message,
            say!("leave the line out, or declare `kinds` in site.yaml"),
        );
        return None;
    }
    fields.among("kind", taxonomy.kinds.iter().map(|kind| kind.id.as_str()));
    let text = shared::required_of_originals(fields, "kind", &taxonomy.kinds[0].id)?;
    if taxonomy.kind(&text.text).is_some() {
        return Some(text.text);
    }
    let kinds: Vec<&str> = taxonomy.kinds.iter().map(|kind| kind.id.as_str()).collect();
    let help = match closest(&text.text, kinds.iter().copied()) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => say!("the kinds in site.yaml are {kinds}", kinds = kinds.join(", ")),
    };
    fields.report_at(text.span, Code::UnknownTerm, say!("there is no kind `{text}`", text = text.text), help);
    None
}

fn colour(fields: &Fields<'_>) -> Option<String> {
    fields.among("colour", PALETTE);
    let text = fields.text("colour")?;
    if PALETTE.contains(&text.text.as_str()) {
        return Some(text.text);
    }
    let help = match closest(&text.text, PALETTE) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => say!(
            "the colours are {colours}; `colours` in site.yaml says what they look like",
            colours = PALETTE.join(", ")
        ),
    };
    fields.report_at(text.span, Code::UnknownTerm, say!("there is no colour `{text}`", text = text.text), help);
    None
}
