//! Content and configuration into the site.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::redirects::{Moved, redirects};
use super::related::related;
use super::taxonomies::{taxonomies, terms_by_case};
use super::{HiddenText, Routes, Site, SiteArticle, SiteCase, SitePage};
use crate::base::collate::Sorter;
use crate::base::diag::Diagnostics;
use crate::base::slug::Slug;
use crate::base::source::Place;
use crate::base::url::SitePath;
use crate::casefile::ContentFile;
use crate::config::Config;
use crate::content::Content;
use crate::model::{Article, Audience, Case, Page, Schedule};
use crate::places::{CityMatch, Coordinates, city_coordinates};

/// The page whose text stands on the home page.
const HOME_PAGE: &str = "index";

/// Assembles what `audience` may see. The content was checked before; what it refers to and is not there is passed over.
#[must_use]
pub fn assemble(config: Config, content: &Content, audience: Audience, problems: &mut Diagnostics) -> Site {
    let base = config.base_url.clone();
    let routes = if config.relative { Routes::relative(base) } else { Routes::new(base) };
    let sorter = Sorter::new(&config.language);
    let mut hidden = Vec::new();
    let article_files =
        shown(&content.articles, audience, &mut hidden, |article: &Article| (&article.slug, article.schedule));
    let page_files = shown(&content.pages, audience, &mut hidden, |page: &Page| (&page.slug, page.schedule));
    let mut case_files = shown(&content.cases, audience, &mut hidden, |case: &Case| (&case.slug, case.schedule));
    sort_cases(&mut case_files, &article_files, &sorter);
    hidden.sort();

    let cases: Vec<&Case> = case_files.iter().map(|(case, _)| *case).collect();
    let taxonomies = taxonomies(&config, content, &cases, &sorter);
    let place_of: BTreeMap<&Slug, usize> = cases.iter().enumerate().map(|(index, case)| (&case.slug, index)).collect();
    let articles = site_articles(&article_files, &place_of, &sorter);
    let terms = terms_by_case(&taxonomies, cases.len());
    let site_case = |(index, terms): (usize, Vec<Vec<usize>>)| {
        let case = cases[index];
        let by_hand: Vec<usize> = case.related.iter().filter_map(|slug| place_of.get(slug).copied()).collect();
        SiteCase {
            related: related(index, &by_hand, &terms, &taxonomies, config.related),
            terms,
            coordinates: coordinates(case),
            article: case
                .article
                .as_ref()
                .and_then(|slug| articles.iter().position(|article| article.article.slug == *slug)),
            path: case_files[index].1.source.path().to_owned(),
            case: case.clone(),
        }
    };
    let site_cases: Vec<SiteCase> = terms.into_iter().enumerate().map(site_case).collect();
    let moved = moved(&routes, &article_files, &case_files, &page_files);
    let redirects = redirects(&routes, &config.publishing.redirects, &moved, problems);
    let (home, pages) = site_pages(&page_files);
    let mut site = Site {
        routes,
        cases: site_cases,
        articles,
        pages,
        home,
        taxonomies,
        redirects,
        hidden,
        translations: content.translations.paths().into_iter().map(str::to_owned).collect(),
        assets: content.assets.clone(),
        addresses: BTreeMap::new(),
        config,
    };
    site.addresses = addresses(&site);
    site
}

/// A text that is shown, and its file.
type Shown<'a, T> = (&'a T, &'a ContentFile<T>);

/// Keeps what the audience may see and notes the rest.
fn shown<'a, T>(
    files: &'a [ContentFile<T>],
    audience: Audience,
    hidden: &mut Vec<HiddenText>,
    describe: impl Fn(&T) -> (&Slug, Schedule),
) -> Vec<Shown<'a, T>> {
    let mut shown = Vec::new();
    for file in files {
        let Some(value) = &file.value else { continue };
        let (slug, schedule) = describe(value);
        match schedule.hidden_from(audience) {
            Some(reason) => hidden.push(HiddenText { reason, name: slug.clone(), path: file.source.path().to_owned() }),
            None => shown.push((value, file)),
        }
    }
    shown
}

/// Newest first; the cases of one article in its order; then by title. Cases without a date come last.
fn sort_cases(cases: &mut [Shown<'_, Case>], articles: &[Shown<'_, Article>], sorter: &Sorter) {
    let mut place_in_article: BTreeMap<(&Slug, &Slug), usize> = BTreeMap::new();
    for (article, _) in articles {
        for (place, case) in article.cases.iter().enumerate() {
            place_in_article.entry((&article.slug, case)).or_insert(place);
        }
    }
    let key = |case: &Case| {
        let place = case.article.as_ref().and_then(|article| place_in_article.get(&(article, &case.slug)));
        (Reverse(case.date), case.article.clone(), place.copied().unwrap_or(usize::MAX))
    };
    cases.sort_by(|(one, _), (other, _)| {
        key(one)
            .cmp(&key(other))
            .then_with(|| sorter.compare(&one.title, &other.title))
            .then_with(|| one.slug.cmp(&other.slug))
    });
}

fn coordinates(case: &Case) -> Option<Coordinates> {
    case.coordinates.or_else(|| match city_coordinates(&case.city, case.country) {
        CityMatch::Unique(coordinates) => Some(coordinates),
        CityMatch::Ambiguous | CityMatch::Unknown => None,
    })
}

fn site_articles(files: &[Shown<'_, Article>], place_of: &BTreeMap<&Slug, usize>, sorter: &Sorter) -> Vec<SiteArticle> {
    let mut articles: Vec<SiteArticle> = files
        .iter()
        .map(|(article, file)| SiteArticle {
            article: (*article).clone(),
            path: file.source.path().to_owned(),
            cases: article.cases.iter().filter_map(|slug| place_of.get(slug).copied()).collect(),
        })
        .collect();
    articles.sort_by(|one, other| {
        let (one, other) = (&one.article, &other.article);
        other
            .date
            .cmp(&one.date)
            .then_with(|| sorter.compare(&one.title, &other.title))
            .then_with(|| one.slug.cmp(&other.slug))
    });
    articles
}

/// The text of the home page, and all other pages.
fn site_pages(files: &[Shown<'_, Page>]) -> (Option<SitePage>, Vec<SitePage>) {
    let pages =
        files.iter().map(|(page, file)| SitePage { page: (*page).clone(), path: file.source.path().to_owned() });
    let (mut home, mut pages): (Vec<SitePage>, Vec<SitePage>) =
        pages.partition(|page| page.page.slug.as_str() == HOME_PAGE);
    pages.sort_by(|one, other| one.page.slug.cmp(&other.page.slug));
    (home.pop(), pages)
}

/// Everything that may have had another address: articles first, as a post's address is that of its article.
fn moved<'a>(
    routes: &Routes,
    articles: &[Shown<'a, Article>],
    cases: &[Shown<'a, Case>],
    pages: &[Shown<'a, Page>],
) -> Vec<Moved<'a>> {
    let mut moved = Vec::new();
    for (article, file) in articles {
        moved.push(Moved {
            to: routes.article(article.slug.as_str()),
            title: &article.title,
            place: Place::start_of(&file.source),
            origin: article.origin.as_ref(),
            aliases: &article.aliases,
        });
    }
    for (case, file) in cases {
        moved.push(Moved {
            to: routes.case(case.slug.as_str()),
            title: &case.title,
            place: Place::start_of(&file.source),
            origin: case.origin.as_ref(),
            aliases: &case.aliases,
        });
    }
    for (page, file) in pages {
        let to = if page.slug.as_str() == HOME_PAGE { routes.home() } else { routes.text(page.slug.as_str()) };
        moved.push(Moved {
            to,
            title: &page.title,
            place: Place::start_of(&file.source),
            origin: None,
            aliases: &page.aliases,
        });
    }
    moved
}

fn addresses(site: &Site) -> BTreeMap<String, SitePath> {
    let mut addresses = BTreeMap::new();
    for case in &site.cases {
        addresses.insert(case.path.clone(), site.routes.case(case.case.slug.as_str()));
    }
    for article in &site.articles {
        addresses.insert(article.path.clone(), site.routes.article(article.article.slug.as_str()));
    }
    for page in &site.pages {
        addresses.insert(page.path.clone(), site.routes.text(page.page.slug.as_str()));
    }
    if let Some(home) = &site.home {
        addresses.insert(home.path.clone(), site.routes.home());
    }
    for taxonomy in &site.taxonomies {
        for term in taxonomy.terms.iter().filter(|term| !term.path.is_empty()) {
            addresses.insert(term.path.clone(), site.routes.term(&taxonomy.id, term.slug.as_str(), 1));
        }
    }
    addresses
}
