//! Which file of the content is the one that a draft would become: the same city of the same post, under whatever name.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;

use super::likeness::{Version, is_renamed};
use super::merge_base::ImportedFile;
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::fold::fold;
use crate::base::fs;
use crate::base::source::SourceFile;
use crate::casefile::{FileName, is_draft, is_translation, read_article, read_case};
use crate::config::Config;
use crate::content::CONTENT_FOLDER;
use crate::model::{Article, Case, Origin};
use crate::places::CountryCode;

/// What makes a city the same in two versions of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CityKey {
    city: String,
    country: CountryCode,
}

impl CityKey {
    /// The key of a case.
    fn of(case: &Case) -> Self {
        Self { city: fold(&case.city), country: case.country }
    }
}

/// A case that the import wrote before.
#[derive(Debug, Clone)]
pub(super) struct KnownCase {
    /// The file as it was written, and its path below `content/` then.
    pub imported: ImportedFile,
    /// What it said.
    pub case: Case,
    /// Its text.
    body: String,
}

impl KnownCase {
    fn version(&self) -> Version<'_> {
        Version { case: &self.case, body: &self.body }
    }
}

/// The cases among what was written for a post before, in the order in which its article lists them: a post may have a city
/// twice, and then only the order tells which is which.
pub(super) fn known_cases(imported: &[ImportedFile], config: &Config) -> Vec<KnownCase> {
    let known = |imported: &ImportedFile| {
        let file = read(&imported.path, &imported.text, |source, own| read_case(source, config, own))?;
        let body = file.body().to_owned();
        Some(KnownCase { case: file.value?, body, imported: imported.clone() })
    };
    let cases = imported.iter().filter(|imported| imported.path.starts_with("cases/"));
    let mut cases: Vec<KnownCase> = cases.filter_map(known).collect();
    let of_article = imported.iter().find(|imported| imported.path.starts_with("articles/"));
    let listed = of_article.and_then(|imported| article(&imported.path, &imported.text)).map(|found| found.cases);
    let listed = listed.unwrap_or_default();
    // A translation has the slug of its original in its name.
    let place = |case: &KnownCase| {
        let name = FileName::of(&case.imported.path).stem;
        listed.iter().position(|slug| slug.as_str() == name).unwrap_or(listed.len())
    };
    cases.sort_by_key(place);
    cases
}

/// For each city of a post, which of the known cases it is. A city that is new was renamed at the source where it has the
/// text or the picture of one that is gone; without such proof it is another city, and the one that is gone stays.
pub(super) fn match_cities(cities: &[Version<'_>], known: &[KnownCase]) -> Vec<Option<usize>> {
    let mut free: Vec<usize> = (0..known.len()).collect();
    let mut take = |fits: &dyn Fn(usize) -> bool| {
        let place = free.iter().position(|index| fits(*index))?;
        Some(free.remove(place))
    };
    let keys: Vec<CityKey> = cities.iter().map(|city| CityKey::of(city.case)).collect();
    let mut matches: Vec<Option<usize>> =
        keys.iter().map(|key| take(&|index| CityKey::of(&known[index].case) == *key)).collect();
    for (city, found) in cities.iter().zip(&mut matches).filter(|(_, found)| found.is_none()) {
        *found = take(&|index| {
            let others = known.iter().enumerate().filter(|(other, _)| *other != index);
            is_renamed(known[index].version(), *city, others.map(|(_, other)| other.version()))
        });
    }
    matches
}

/// Where a case that the import wrote before is now: at its old path, or wherever a file says to be the same city of the
/// same post. None where an editor removed it.
pub(super) fn current_path(root: &Path, known: &KnownCase, config: &Config) -> Result<Option<String>> {
    if fs::is_file(&root.join(CONTENT_FOLDER).join(&known.imported.path)) {
        return Ok(Some(known.imported.path.clone()));
    }
    for file in texts_in(root, "cases")? {
        let (path, text) = file?;
        let case = read(&path, &text, |source, own| read_case(source, config, own)?.value);
        if case.is_some_and(|case| is_same_case(&case, &known.case)) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Where the article that the import wrote before is now: at its old path, or wherever a file says to be the same post. None
/// where an editor removed it.
pub(super) fn current_article_path(root: &Path, known: &ImportedFile, wanted: &Article) -> Result<Option<String>> {
    if fs::is_file(&root.join(CONTENT_FOLDER).join(&known.path)) {
        return Ok(Some(known.path.clone()));
    }
    for file in texts_in(root, "articles")? {
        let (path, text) = file?;
        if article(&path, &text).is_some_and(|found| is_same_article(&found, wanted)) {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Are two cases the same city of the same post?
pub(super) fn is_same_case(one: &Case, other: &Case) -> bool {
    CityKey::of(one) == CityKey::of(other) && is_same_origin(one.origin.as_ref(), other.origin.as_ref())
}

/// Are two articles the same post?
pub(super) fn is_same_article(one: &Article, other: &Article) -> bool {
    is_same_origin(one.origin.as_ref(), other.origin.as_ref())
}

/// Two origins are one post if the address is the same, or the number on the same host (the address may have changed).
pub(super) fn is_same_origin(one: Option<&Origin>, other: Option<&Origin>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    let host = |origin: &Origin| url::Url::parse(&origin.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    one.url == other.url || (one.id.is_some() && one.id == other.id && host(one) == host(other))
}

/// Where the articles of the content folder were published before, each with its path below `content/`; none for one that has
/// no page, as it is a draft.
pub(in crate::import) fn known_origins(root: &Path) -> Result<Vec<(Origin, Option<String>)>> {
    let mut origins = Vec::new();
    for file in texts_in(root, "articles")? {
        let (path, text) = file?;
        if !is_translation(&path)
            && let Some(origin) = article(&path, &text).and_then(|article| article.origin)
        {
            origins.push((origin, Some(path).filter(|_| !is_draft(&text))));
        }
    }
    Ok(origins)
}

/// The content files of a folder, by their paths below `content/`, with their texts.
pub(super) fn texts_in(root: &Path, folder: &str) -> Result<impl Iterator<Item = Result<(String, String)>>> {
    let content = root.join(CONTENT_FOLDER);
    let names = fs::list_files(&content.join(folder))?.into_iter().filter(|name| name.ends_with(".md"));
    Ok(names.map(move |name| {
        let path = format!("{folder}/{name}");
        let bytes = fs::read(&content.join(&path))?;
        Ok((path, String::from_utf8_lossy(&bytes).into_owned()))
    }))
}

/// Reads a text as a content file, whatever problems it has.
pub(super) fn read<T>(
    path: &str,
    text: &str,
    read: impl Fn(&Arc<SourceFile>, &RefCell<Diagnostics>) -> Option<T>,
) -> Option<T> {
    read(&SourceFile::new(path, text), &RefCell::default())
}

/// Reads a text as an article.
pub(in crate::import) fn article(path: &str, text: &str) -> Option<Article> {
    read(path, text, |source, own| read_article(source, own)?.value)
}
