//! What an editor most likely meant by a name that is not there, where all content has to be known to say so.

use super::{Content, Entry, SourceText};
use crate::base::fold::fold;
use crate::base::message::Message;
use crate::base::suggest::{closest, closest_path};
use crate::casefile::FileName;
use crate::model::{Case, Term};

/// What to do about a name that no term of `taxonomy` has as its id: it may be what readers call one, or belong to another
/// taxonomy. None where a misspelt id is more likely.
pub(super) fn meant_term(content: &Content, taxonomy: &str, name: &str) -> Option<Message> {
    let is_own = |entry: &&Entry<Term>| entry.value.as_ref().is_some_and(|term| is_called(term, name));
    if let Some(entry) = content.terms_of(taxonomy).iter().find(is_own) {
        return Some(say!("write its id, `{slug}`, the name of its file", slug = entry.value.as_ref()?.slug));
    }
    // Nobody mistypes one id as another; of names that resemble an id of the right taxonomy, that one is meant.
    let others = || content.terms.iter().filter(|(id, _)| id != taxonomy);
    let is_meant =
        |entry: &&Entry<Term>| entry.value.as_ref().is_some_and(|term| term.slug.as_str() == name) || is_own(entry);
    if let Some((other, entry)) = others().find_map(|(id, terms)| Some((id, terms.iter().find(is_meant)?))) {
        let slug = &entry.value.as_ref()?.slug;
        return Some(say!(
            "`{slug}` is in content/{other}, so write it under `{other}`: `{other}: [{slug}]`",
            slug,
            other
        ));
    }
    let ids = content.terms_of(taxonomy).iter().filter_map(|entry| Some(entry.value.as_ref()?.slug.as_str()));
    if closest(name, ids).is_some() {
        return None;
    }
    let called = content.terms_of(taxonomy).iter().filter_map(|entry| Some((entry.value.as_ref()?, entry)));
    let names: Vec<(&str, &Entry<Term>)> =
        called.flat_map(|(term, entry)| names_of(term).map(move |name| (name, entry))).collect();
    let near = closest(name, names.iter().map(|(name, _)| *name))?;
    let (_, entry) = names.iter().find(|(name, _)| *name == near)?;
    Some(say!("did you mean {near}? then write its id, `{slug}`", near, slug = entry.value.as_ref()?.slug))
}

fn is_called(term: &Term, name: &str) -> bool {
    let name = fold(name.trim());
    names_of(term).any(|own| fold(own) == name)
}

/// What readers and texts call a term.
fn names_of(term: &Term) -> impl Iterator<Item = &str> {
    let aliases = term.aliases.iter().chain(&term.exact_aliases).map(String::as_str);
    [Some(term.name.as_str()), term.short.as_deref()].into_iter().flatten().chain(aliases)
}

/// The file below `assets/` that a name in `text` most likely means; never the picture of another city.
pub(super) fn near_asset<'a>(content: &'a Content, text: &SourceText, written: &str) -> Option<&'a str> {
    let is_of_another = |file: &str| {
        let name = file.rsplit('/').next().unwrap_or(file);
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let others = content.cases.iter().filter(|case| case.text.path() != text.path());
        let mut others = others.filter(|case| original(case.text.path()) != original(text.path()));
        others.any(|case| {
            let case = case.value.as_ref();
            let image = |case: &Case| case.image.as_ref().and_then(|image| image.file.as_deref()) == Some(file);
            case.is_some_and(|case| case.slug.as_str() == stem || image(case))
        })
    };
    let files = content.assets.iter().map(|(file, _)| file.as_str());
    closest_path(written, files.filter(|file| fold(file) == fold(written) || !is_of_another(file)))
}

/// The folder and name of the original, also for a translation.
fn original(path: &str) -> (&str, &str) {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    (folder, FileName::of(path).stem)
}
