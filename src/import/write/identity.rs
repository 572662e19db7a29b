//! Which file of the content is the one that a draft would become: the same city of the same post, under whatever name.

use super::existing;
use super::likeness::{Version, is_renamed};
use super::merge_base::ImportedFile;
use crate::base::fold::fold;
use crate::casefile::FileName;
use crate::config::Config;
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
        let file = existing::case_file(&imported.path, &imported.text, config)?;
        let body = file.body().to_owned();
        Some(KnownCase { case: file.value?, body, imported: imported.clone() })
    };
    let cases = imported.iter().filter(|imported| imported.path.starts_with("cases/"));
    let mut cases: Vec<KnownCase> = cases.filter_map(known).collect();
    let of_article = imported.iter().find(|imported| imported.path.starts_with("articles/"));
    let listed =
        of_article.and_then(|imported| existing::article(&imported.path, &imported.text)).map(|found| found.cases);
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
