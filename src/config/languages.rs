//! `languages` in `site.yaml`: the editions of a publication, and what the site is called in each.
//!
//! Comes in: the configuration as it is for the first language; goes out: that of each edition. What a language does not say is
//! as in the first.

use std::ops::Range;

use super::keys::{country_names, menu};
use super::{Config, Taxonomy};
use crate::base::diag::{Code, Diagnostic};
use crate::base::language::{code_of_name, is_known_language, meant_codes};
use crate::base::message::{Message, either};
use crate::base::slug::Slug;
use crate::base::suggest::closest;
use crate::yaml::{Fields, SpannedText};

/// The configurations of all editions in the order of `languages`, the first language first; only `base` where the key is
/// not there.
pub(super) fn editions(fields: &Fields<'_>, base: Config) -> Vec<Config> {
    let in_folders = fields.boolean("default_language_in_folder", false);
    let items = fields.mappings("languages", "id: fa");
    let mut editions: Vec<Config> = Vec::with_capacity(items.len());
    for item in &items {
        let Some(id) = item.required_text("id", "fa") else {
            item.finish();
            continue;
        };
        let span = id.span.clone();
        let id = language_tag(item, id);
        if editions.iter().any(|edition| edition.language.eq_ignore_ascii_case(&id)) {
            let message = say!("the language `{id}` stands in `languages` twice", id);
            item.report_at(span, Code::DuplicateKey, message, say!("keep one of the two"));
        }
        let has_folder = in_folders || !editions.is_empty();
        // What a tag says of digits (`ar-u-nu-arab`) is no part of an address.
        let name = id.split("-u-").next().unwrap_or(&id);
        let folder = if has_folder { format!("{name}/") } else { String::new() };
        let mut edition = edition(item, Config { language: id, folder, ..base.clone() });
        let named = sections(item, &mut edition);
        if !editions.is_empty() {
            edition.sections.retain(|section| named.contains(&section.id.as_str()));
        }
        editions.push(edition);
        item.finish();
    }
    check_base_url(fields, &editions);
    check_language(fields, &editions);
    if editions.is_empty() {
        editions.push(base);
    }
    take_titles_for_labels(&mut editions);
    let original_language = editions.first().map(|first| first.language.clone()).unwrap_or_default();
    for edition in &mut editions {
        edition.original_language.clone_from(&original_language);
        if edition.language != original_language {
            // Addresses that `site.yaml` itself answers for are the publication's, not each edition's.
            edition.publishing.redirects.clear();
            edition.publishing.gone.clear();
        }
    }
    editions
}

/// What a section is called in one of the languages is also what posts call it.
/// `base_url: https://example.org/fa/` of a site with the language `fa`: copied from a page in that language, whose folder comes again.
fn check_base_url(fields: &Fields<'_>, editions: &[Config]) {
    let Some(base) = fields.text("base_url") else { return };
    let Some((folder, last)) = base.text.trim_end_matches('/').rsplit_once('/') else { return };
    if editions.len() > 1 && editions.iter().any(|edition| edition.language == last) {
        let message = say!("`base_url` ends in the language `{last}`, whose pages have that folder already", last);
        let problem = Diagnostic::warning(Code::BadAddress, message).in_file(fields.source(), base.span.clone());
        fields.report(problem.help(say!("write `base_url: {folder}/`", folder)));
    }
}

fn take_titles_for_labels(editions: &mut [Config]) {
    let Some((first, others)) = editions.split_first_mut() else { return };
    for translated in others.iter().flat_map(|edition| &edition.sections) {
        let section = first.sections.iter_mut().find(|section| section.id == translated.id);
        section.into_iter().for_each(|section| section.labels.push(translated.title.clone()));
    }
}

/// `language` says the same as the first of `languages`, or is not there.
fn check_language(fields: &Fields<'_>, editions: &[Config]) {
    if let (Some(text), Some(first)) = (fields.text("language"), editions.first())
        && text.text != first.language
    {
        let message = say!(
            "`language` is `{text}`, and the first of `languages` is `{language}`",
            text = text.text,
            language = first.language
        );
        let help = say!(
            "leave `language` out: the first of `languages` is that of the texts without a language in their names"
        );
        fields.report_at(text.span, Code::WrongType, message, help);
    }
}

/// The key `language`.
pub(super) fn language(fields: &Fields<'_>) -> String {
    fields.text("language").map_or_else(|| "en".to_owned(), |text| language_tag(fields, text))
}

/// The tag of a language; one that is none is reported.
fn language_tag(fields: &Fields<'_>, text: SpannedText) -> String {
    if text.text.parse::<icu_locale_core::Locale>().is_err() {
        let message = say!("`{text}` is no language tag", text = text.text);
        fields.report_at(text.span, Code::WrongType, message, meant_tag(&text.text));
    } else if !is_known_language(&text.text) {
        let (code, rest) = text.text.split_at(2);
        let message = say!("`{code}` is the code of no language", code);
        let meant: Vec<String> = meant_codes(code).iter().map(|code| format!("`{code}{rest}`")).collect();
        let help = if meant.is_empty() {
            say!("write its code of two letters (ISO 639-1), such as `en` for English or `fa` for Persian")
        } else {
            say!("did you mean {meant}?", meant = either(&meant))
        };
        fields.report(Diagnostic::warning(Code::WrongType, message).in_file(fields.source(), text.span).help(help));
    }
    text.text
}

/// What to write in the place of something that is no tag.
fn meant_tag(text: &str) -> Message {
    let with_hyphens = text.replace('_', "-");
    let tag = with_hyphens.parse::<icu_locale_core::Locale>().ok().map(|tag| tag.to_string());
    match code_of_name(&with_hyphens).map(str::to_owned).or(tag) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => say!("write `en` for English or `fa` for Persian"),
    }
}

/// What an entry of `languages` says, over the configuration of the first language.
fn edition(item: &Fields<'_>, mut config: Config) -> Config {
    let text = |key: &'static str| item.text(key).map(|text| text.text);
    config.language_name = text("name");
    for (key, value) in [
        ("title", &mut config.title),
        ("tagline", &mut config.tagline),
        ("description", &mut config.description),
        ("rights", &mut config.rights),
    ] {
        if let Some(text) = text(key) {
            *value = text;
        }
    }
    if let (Some(name), Some(publisher)) = (text("publisher"), &mut config.publisher) {
        publisher.name = name;
    }
    let own_menu = menu(item);
    if item.has("menu") {
        config.menu = own_menu;
    }
    config.country_names.extend(country_names(item));
    if let Some(inner) = item.mapping("taxonomies") {
        for (key, span) in inner.keys() {
            let ids = config.taxonomies.iter().map(|taxonomy| taxonomy.id.as_str());
            if !known_taxonomy(&inner, (key, span), ids) {
                inner.node(key);
            } else if let (Some(own), Some(taxonomy)) =
                (inner.mapping(key), config.taxonomies.iter_mut().find(|taxonomy| taxonomy.id == key))
            {
                name_taxonomy(&own, taxonomy);
            }
        }
        inner.finish();
    }
    config
}

/// `sections: { context: زمینه }`: the headings that the import writes. Returns the ids of those that have one here.
fn sections<'a>(item: &Fields<'a>, config: &mut Config) -> Vec<&'a str> {
    let mut named = Vec::new();
    let Some(inner) = item.mapping("sections") else { return named };
    for (key, span) in inner.keys() {
        let title = inner.text(key);
        let ids = config.sections.iter().map(|section| section.id.as_str());
        if known_id(&inner, say!("there is no section `{key}`", key), (key, span), ids)
            && let (Some(title), Some(section)) = (title, config.sections.iter_mut().find(|section| section.id == key))
        {
            section.title = title.text;
            named.push(key);
        }
    }
    inner.finish();
    named
}

/// What a taxonomy and its kinds are called.
fn name_taxonomy(own: &Fields<'_>, taxonomy: &mut Taxonomy) {
    let text = |fields: &Fields<'_>, key: &'static str| fields.text(key).map(|text| text.text);
    if let Some(title) = text(own, "title") {
        taxonomy.singular.clone_from(&title);
        taxonomy.title = title;
    }
    if let Some(singular) = text(own, "singular") {
        taxonomy.singular = singular;
    }
    if let Some(description) = text(own, "description") {
        taxonomy.description = description;
    }
    if let Some(inner) = own.mapping("kinds") {
        for (key, span) in inner.keys() {
            let names = inner.mapping(key);
            let ids = taxonomy.kinds.iter().map(|kind| kind.id.as_str());
            if !known_id(&inner, say!("there is no kind `{key}`", key), (key, span), ids) {
                continue;
            }
            let (Some(names), Some(kind)) = (names, taxonomy.kinds.iter_mut().find(|kind| kind.id == key)) else {
                continue;
            };
            if let Some(title) = text(&names, "title") {
                kind.singular.clone_from(&title);
                kind.title = title;
            }
            if let Some(singular) = text(&names, "singular") {
                kind.singular = singular;
            }
            names.finish();
        }
        inner.finish();
    }
    own.finish();
}

/// An id in capital letters was reported where it is declared.
fn is_declared<'i>(key: &str, mut ids: impl Iterator<Item = &'i str>) -> bool {
    ids.any(|id| id == key || (id.eq_ignore_ascii_case(key) && Slug::parse(id).is_err()))
}

/// The same as `known_id`, for taxonomies: either name may be the one that was changed, which the folder decides.
fn known_taxonomy<'i>(
    fields: &Fields<'_>,
    (key, span): (&str, Range<usize>),
    ids: impl Iterator<Item = &'i str> + Clone,
) -> bool {
    let near = closest(key, ids.clone()).filter(|_| !is_declared(key, ids.clone()));
    let message = say!("there is no taxonomy `{key}`", key);
    let Some(id) = near else { return known_id(fields, message, (key, span), ids) };
    let help = say!(
        "if the folder is called `content/{key}`, write `id: {key}` in `taxonomies`; if it is called `content/{id}`, call this key `{id}`",
        key,
        id
    );
    fields.report_at(span, Code::UnknownKey, message, help);
    false
}

/// Is this key the id of one of those that `site.yaml` declares? One that is not is reported, with this message.
fn known_id<'i>(
    fields: &Fields<'_>,
    message: Message,
    (key, span): (&str, Range<usize>),
    ids: impl Iterator<Item = &'i str> + Clone,
) -> bool {
    if is_declared(key, ids.clone()) {
        return true;
    }
    let help = match closest(key, ids.clone()) {
        Some(near) => say!("did you mean `{near}`?", near),
        None => say!("choose among {ids}", ids = ids.collect::<Vec<_>>().join(", ")),
    };
    fields.report_at(span, Code::UnknownKey, message, help);
    false
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::base::source::SourceFile;
    use crate::config;

    const START: &str = "title: Cities\nbase_url: https://example.org\nmenu: [{title: Cases, url: /cases/}]\n\
                         sections: [{id: context, title: Context}]\ntaxonomies: [{id: themes, title: Themes}]\n";

    fn read(more: &str) -> (Option<Config>, Vec<String>) {
        let problems = RefCell::default();
        let config = config::read(&SourceFile::new("site.yaml", format!("{START}{more}")), &problems);
        let messages =
            problems.into_inner().into_sorted().into_iter().map(|problem| problem.message.english()).collect();
        (config, messages)
    }

    #[test]
    fn a_language_says_what_is_called_otherwise_in_it() {
        let (config, problems) = read(
            "languages:\n  - id: en\n  - id: fa\n    title: شهرها\n    menu: [{title: نمونه‌ها, url: /cases/}]\n    \
             sections: {context: زمینه}\n    taxonomies: {themes: {title: موضوع‌ها, singular: موضوع}}\n    \
             country_names: {TR: ترکیه}\n",
        );
        assert!(problems.is_empty(), "{problems:?}");
        let config = config.unwrap();
        assert_eq!((config.language.as_str(), config.folder.as_str(), config.title.as_str()), ("en", "", "Cities"));
        let [persian] = &config.others[..] else { panic!("one other edition") };
        assert_eq!((persian.language.as_str(), persian.folder.as_str()), ("fa", "fa/"));
        assert_eq!((persian.title.as_str(), persian.menu[0].title.as_str()), ("شهرها", "نمونه‌ها"));
        assert_eq!((persian.sections[0].title.as_str(), persian.taxonomies[0].singular.as_str()), ("زمینه", "موضوع"));
        assert_eq!(
            (config.sections[0].title.as_str(), &config.sections[0].labels[..]),
            ("Context", &["زمینه".to_owned()][..])
        );
    }

    #[test]
    fn a_section_has_headings_only_in_languages_that_give_them() {
        let (config, _) = read("languages: [{id: en, sections: {context: Setting}}, {id: fa}]\n");
        let config = config.unwrap();
        assert_eq!((config.sections[0].title.as_str(), config.others[0].sections.len()), ("Setting", 0));
    }

    #[test]
    fn every_language_may_have_its_folder() {
        let (config, _) = read("default_language_in_folder: true\nlanguages: [{id: en}, {id: fa}]\n");
        let config = config.unwrap();
        assert_eq!((config.folder.as_str(), config.others[0].folder.as_str()), ("en/", "fa/"));
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        let told = |more: &str| read(more).1;
        assert_eq!(told("languages: [{id: en}, {id: en}]\n"), ["the language `en` stands in `languages` twice"]);
        assert_eq!(told("languages: [{id: persian_}]\n"), ["`persian_` is no language tag"]);
        assert_eq!(told("languages: [{id: en}, {id: pe}]\n"), ["`pe` is the code of no language"]);
        assert_eq!(
            told("language: fa\nlanguages: [{id: en}, {id: fa}]\n"),
            ["`language` is `fa`, and the first of `languages` is `en`"]
        );
        assert_eq!(
            told("languages: [{id: en}, {id: fa, sections: {contxt: زمینه}, taxonomies: {theme: {title: x}}}]\n"),
            ["there is no section `contxt`", "there is no taxonomy `theme`"]
        );
        assert_eq!(told("languages: [{id: en, titel: x}]\n"), ["there is no key `titel` here"]);
    }
}
