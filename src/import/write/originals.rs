//! Which text a translation translates.
//!
//! Comes in: the cases and articles of this import and of the content folder that are in the site's language, and a post in
//! another one; goes out: for the post and each of its cities the file that it translates, and what proves it. A link of
//! WordPress, the name in the address or a link in the text proves it for the post; its cities are then those of the other
//! post, by their place. Where nothing shows which post it is, a city is paired by its place alone, if only one case has it.

use std::collections::BTreeSet;
use std::path::Path;

use super::existing::{self, texts_in};
use super::identity::is_same_origin;
use super::planned::{Paired, Pairing, PlannedFile, PlannedPost};
use crate::base::error::Result;
use crate::base::fold::fold;
use crate::base::message::Message;
use crate::base::slug::Slug;
use crate::base::url::percent_decode;
use crate::casefile::{FileName, is_translation};
use crate::config::Config;
use crate::import::input::{Post, Script, TranslationLink, linked_translations, primary, script_language};
use crate::import::read::PostDraft;
use crate::model::{Article, Case, Origin};
use crate::places::{CityMatch, CountryCode, city_coordinates};

/// The texts in the site's language.
#[derive(Default)]
pub(in crate::import) struct Originals {
    posts: Vec<OriginalPost>,
    cases: Vec<OriginalCase>,
    paths: BTreeSet<String>,
}

struct OriginalPost {
    path: String,
    origin: Origin,
    /// The name in the address.
    slug: String,
    links: Vec<TranslationLink>,
    groups: Vec<String>,
    /// Its cases, in its order.
    cases: Vec<Slug>,
}

struct OriginalCase {
    path: String,
    city: String,
    country: CountryCode,
    origin: Option<Origin>,
}

/// The taxonomy by which Polylang keeps translations together.
const POLYLANG_GROUP: &str = "post_translations";

impl Originals {
    /// Adds what a post of this import became.
    pub fn add(&mut self, post: &Post, planned: &PlannedPost) {
        let is_there = |file: &PlannedFile| file.before.is_some() || file.after.is_some();
        if is_there(&planned.article) {
            self.add_article(&planned.article.path, &planned.draft.article, links(post), groups(post));
        }
        for (city, file) in planned.draft.cities.iter().zip(&planned.cities).filter(|(_, file)| is_there(file)) {
            self.add_case(&file.path, &city.case);
        }
    }

    /// Adds what lies in the content folder.
    pub fn add_content(&mut self, root: &Path, config: &Config) -> Result<()> {
        for file in texts_in(root, "articles")?.chain(texts_in(root, "cases")?) {
            let (path, text) = file?;
            if self.paths.contains(&path) || is_translation(&path) {
                continue;
            }
            if path.starts_with("articles/") {
                let article = existing::article(&path, &text);
                article.iter().for_each(|article| self.add_article(&path, article, Vec::new(), Vec::new()));
            } else {
                let case = existing::case(&path, &text, config);
                case.iter().for_each(|case| self.add_case(&path, case));
            }
        }
        Ok(())
    }

    fn add_article(&mut self, path: &str, article: &Article, links: Vec<TranslationLink>, groups: Vec<String>) {
        self.paths.insert(path.to_owned());
        if let Some(origin) = article.origin.clone() {
            let slug = last_part(&origin.url);
            self.posts.push(OriginalPost {
                path: path.to_owned(),
                origin,
                slug,
                links,
                groups,
                cases: article.cases.clone(),
            });
        }
    }

    fn add_case(&mut self, path: &str, case: &Case) {
        self.paths.insert(path.to_owned());
        self.cases.push(OriginalCase {
            path: path.to_owned(),
            city: case.city.clone(),
            country: case.country,
            origin: case.origin.clone(),
        });
    }

    /// What a post in `language` translates.
    pub fn pair(&self, post: &Post, draft: &PostDraft, language: &str) -> Pairing {
        let own = draft.article.origin.as_ref();
        let found = self.posts.iter().find_map(|other| Some((other, proof(post, own, other, language)?)));
        let others: Vec<&OriginalCase> = self
            .cases
            .iter()
            .filter(|other| other.origin.is_none() || !is_same_origin(other.origin.as_ref(), own))
            .collect();
        let cases: Vec<&Case> = draft.cities.iter().map(|city| &city.case).collect();
        if let Some((original, evidence)) = found {
            let is_its = |case: &&&OriginalCase| is_same_origin(case.origin.as_ref(), Some(&original.origin));
            let mut its_cases: Vec<&OriginalCase> = others.iter().filter(is_its).copied().collect();
            let place = |case: &&OriginalCase| {
                let name = FileName::of(&case.path).stem;
                original.cases.iter().position(|slug| slug.as_str() == name).unwrap_or(original.cases.len())
            };
            its_cases.sort_by_key(place);
            let article = Some(Paired { original: original.path.clone(), evidence });
            return Pairing { language: language.to_owned(), article, cities: pair_within(&cases, &its_cases) };
        }
        // A text that waits for its original in the content folder is none.
        let is_original = |case: &&&OriginalCase| !matches!(script_language(&[&case.city]), Script::Language(script) if script == language);
        let others: Vec<&OriginalCase> = others.iter().filter(is_original).copied().collect();
        let cities: Vec<Option<Paired>> = cases.iter().map(|case| pair_by_place(case, &cases, &others)).collect();
        let article = self.article_of(&cities);
        Pairing { language: language.to_owned(), article, cities }
    }

    /// The article whose cases these are, all of them and no others.
    fn article_of(&self, cities: &[Option<Paired>]) -> Option<Paired> {
        let paths: Option<BTreeSet<&str>> = cities.iter().map(|city| Some(city.as_ref()?.original.as_str())).collect();
        let paths = paths.filter(|paths| !paths.is_empty())?;
        let fits = |post: &&OriginalPost| {
            let its = self.cases.iter().filter(|case| is_same_origin(case.origin.as_ref(), Some(&post.origin)));
            its.map(|case| case.path.as_str()).collect::<BTreeSet<&str>>() == paths
        };
        let mut articles = self.posts.iter().filter(fits);
        let article = articles.next()?;
        let evidence = say!("its cities are those of that article");
        articles.next().is_none().then(|| Paired { original: article.path.clone(), evidence })
    }
}

/// What shows that `post` translates the post of an original.
fn proof(post: &Post, own: Option<&Origin>, other: &OriginalPost, language: &str) -> Option<Message> {
    let own_url = own.map(|origin| origin.url.as_str()).unwrap_or_default();
    if is_same_origin(own, Some(&other.origin)) {
        return None;
    }
    let is_one_wordpress = host(own_url) == host(&other.origin.url);
    let leads_to = |link: &TranslationLink, id: Option<u64>, url: &str| match link {
        TranslationLink::Post(number) => is_one_wordpress && Some(*number) == id,
        TranslationLink::Address(address) => is_same_address(address, url),
    };
    let links = links(post);
    let said = links.iter().any(|link| leads_to(link, other.origin.id, &other.origin.url))
        || other.links.iter().any(|link| leads_to(link, post.id, own_url));
    let is_one_group = is_one_wordpress && groups(post).iter().any(|group| other.groups.contains(group));
    if said || is_one_group {
        return Some(say!("the two posts are linked as translations"));
    }
    let name = last_part(own_url);
    let plain = |name: &str| name.trim_end_matches(&format!("-{language}")).to_owned();
    let is_one_site = related_hosts(&host(own_url), &host(&other.origin.url));
    (is_one_site && !name.is_empty() && plain(&name) == other.slug)
        .then(|| say!("both posts are called `{name}` in their addresses", name))
}

/// The cities of a post among the cases of the post that it translates, which stand in the order of that post.
fn pair_within(cases: &[&Case], others: &[&OriginalCase]) -> Vec<Option<Paired>> {
    let mut free = others.to_vec();
    let by_place = |case: &&Case| {
        let place = free.iter().position(|original| is_same_place(case, original))?;
        let original = free.remove(place);
        Some(Paired { original: original.path.clone(), evidence: place_evidence(case, original) })
    };
    let mut paired: Vec<Option<Paired>> = cases.iter().map(by_place).collect();
    // The others by their order, country by country: the list of places does not know every name in every script.
    let countries: BTreeSet<CountryCode> = cases.iter().map(|case| case.country).collect();
    for country in countries {
        let is_left = |index: &usize| paired[*index].is_none() && cases[*index].country == country;
        let left: Vec<usize> = (0..cases.len()).filter(is_left).collect();
        let rest: Vec<&OriginalCase> = free.iter().filter(|original| original.country == country).copied().collect();
        if left.len() != rest.len() {
            continue;
        }
        let evidence = if left.len() == 1 {
            say!("the one city of {country} that is left in both posts", country = country.name("en"))
        } else {
            say!("both posts have as many cities of {country}, in this order", country = country.name("en"))
        };
        for (index, original) in left.into_iter().zip(rest) {
            paired[index] = Some(Paired { original: original.path.clone(), evidence: evidence.clone() });
        }
    }
    paired
}

/// The one case of the same place. A place that the post itself has twice proves nothing.
fn pair_by_place(case: &Case, cases: &[&Case], others: &[&OriginalCase]) -> Option<Paired> {
    let mut found = others.iter().filter(|other| is_same_place(case, other));
    let original = found.next()?;
    let is_twice =
        cases.iter().filter(|other| other.country == case.country && fold(&other.city) == fold(&case.city)).count() > 1;
    (found.next().is_none() && !is_twice)
        .then(|| Paired { original: original.path.clone(), evidence: place_evidence(case, original) })
}

fn place_evidence(case: &Case, original: &OriginalCase) -> Message {
    say!(
        "the same place: {city} is {other}, {country}",
        city = case.city,
        other = original.city,
        country = original.country.name("en")
    )
}

/// Is it the same city of the same country, under whatever name?
fn is_same_place(case: &Case, other: &OriginalCase) -> bool {
    let known = |city: &str| match city_coordinates(city, case.country) {
        CityMatch::Unique(coordinates) => Some(coordinates),
        CityMatch::Ambiguous | CityMatch::Unknown => None,
    };
    case.country == other.country
        && (fold(&case.city) == fold(&other.city)
            || known(&case.city).is_some_and(|place| known(&other.city) == Some(place)))
}

fn links(post: &Post) -> Vec<TranslationLink> {
    let in_text = linked_translations(&post.html).into_iter().map(TranslationLink::Address);
    post.translations.iter().cloned().chain(in_text).collect()
}

fn groups(post: &Post) -> Vec<String> {
    post.terms.iter().filter(|term| term.taxonomy == POLYLANG_GROUP).map(|term| term.slug.clone()).collect()
}

fn host(address: &str) -> String {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    host.trim_start_matches("www.").to_owned()
}

/// `fa.example.org` belongs to `example.org` and to `en.example.org`.
fn related_hosts(one: &str, other: &str) -> bool {
    let without_language = |host: &str| match host.split_once('.') {
        Some((first, rest)) if first.len() == 2 && primary(first).is_some() && rest.contains('.') => rest.to_owned(),
        _ => host.to_owned(),
    };
    !one.is_empty() && without_language(one) == without_language(other)
}

/// The last part of an address's path, decoded.
fn last_part(address: &str) -> String {
    let path = url::Url::parse(address).ok().map(|url| url.path().trim_end_matches('/').to_owned()).unwrap_or_default();
    let part = path.rsplit('/').next().unwrap_or_default();
    percent_decode(part).unwrap_or_else(|| part.to_owned())
}

fn is_same_address(one: &str, other: &str) -> bool {
    let plain = |address: &str| {
        let url = url::Url::parse(address).ok()?;
        let path = percent_decode(url.path()).unwrap_or_else(|| url.path().to_owned());
        Some((host(address), path.trim_end_matches('/').to_owned(), url.query().map(str::to_owned)))
    };
    plain(one).is_some_and(|one| Some(one) == plain(other))
}
