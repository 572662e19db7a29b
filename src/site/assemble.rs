//! Content and configuration into the site.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use super::redirects::{Moved, redirects};
use super::related::related;
use super::taxonomies::{CaseTerms, SiteTaxonomy, put_under_terms, taxonomies, terms_of};
use super::{Files, HiddenText, Routes, Site, SiteArticle, SiteCase, SitePage};
use crate::base::collate::Sorter;
use crate::base::date::Date;
use crate::base::diag::Diagnostics;
use crate::base::slug::Slug;
use crate::config::Config;
use crate::content::{Content, Entry, Filing};
use crate::model::{Article, Audience, Case, Page, Term};

/// The page whose text stands on the home page.
const HOME_PAGE: &str = "index";

/// Assembles what `audience` may see. The content was checked before; what it refers to and is not there is passed over.
#[must_use]
pub fn assemble(
    config: Config,
    content: Content,
    files: Files,
    audience: Audience,
    problems: &mut Diagnostics,
) -> Site {
    let base = config.base_url.clone();
    let routes = if config.relative { Routes::relative(base) } else { Routes::new(base) };
    let sorter = Sorter::new(&config.language);
    let translations = content.translations.paths().into_iter().map(str::to_owned).collect();
    let mut hidden = Vec::new();
    let article_files = values(shown(content.articles, audience, &mut hidden));
    let page_files = values(shown(content.pages, audience, &mut hidden));
    let cases = shown(content.cases, audience, &mut hidden);
    hidden.sort();
    let Arranged { cases: case_files, by_path, taxonomies, terms } =
        arrange(&config, cases, content.terms, &article_files, &sorter);
    let moved = moved(&routes, &article_files, &case_files, &page_files);
    let redirects = redirects(&routes, &config.publishing.redirects, &moved, problems);
    let cases: Vec<&Filing> = case_files.iter().map(|(case, _)| &**case).collect();
    // Most cases are named by no other file.
    let place_of = LazyCell::new(|| {
        cases.iter().enumerate().map(|(index, case)| (&case.slug, index)).collect::<BTreeMap<&Slug, usize>>()
    });
    let places = |slugs: &[Slug]| slugs.iter().filter_map(|slug| place_of.get(slug).copied()).collect();
    let case_lists: Vec<Vec<usize>> = article_files.iter().map(|(article, _)| places(&article.cases)).collect();
    let by_hand: Vec<Vec<usize>> = cases.iter().map(|case| places(&case.related)).collect();
    let related = related(&terms, &taxonomies, &by_hand, config.related);
    let articles = site_articles(article_files, case_lists, &sorter);
    let article_of: BTreeMap<&Slug, usize> =
        articles.iter().enumerate().map(|(index, article)| (&article.article.slug, index)).collect();
    let site_case = |(((filing, entry), terms), related): ((Shown<Case>, _), _)| SiteCase {
        terms,
        related,
        article: filing.article.as_ref().and_then(|slug| article_of.get(slug).copied()),
        text: entry.text,
        facts: entry.facts,
        case: entry.value.unwrap_or_default(),
        filing,
    };
    let site_cases: Vec<SiteCase> = case_files.into_par_iter().zip(terms).zip(related).map(site_case).collect();
    let (home, pages) = site_pages(page_files);
    Site {
        routes,
        cases: site_cases,
        articles,
        pages,
        home,
        taxonomies,
        redirects,
        hidden,
        translations,
        files,
        by_path,
        config,
    }
}

/// What a text that is shown is filed under, and the rest of it.
type Shown<T> = (Box<Filing>, Entry<T>);

/// A text that is shown, and what is known of its file.
type Value<T> = (Box<T>, Entry<T>);

/// The cases in their order and under their terms.
struct Arranged {
    cases: Vec<Shown<Case>>,
    /// Where each case is now, by the paths of their files.
    by_path: Vec<usize>,
    taxonomies: Vec<SiteTaxonomy>,
    /// The terms of each case.
    terms: Vec<CaseTerms>,
}

/// Puts the cases, which come sorted by path, in order and under their terms.
fn arrange(
    config: &Config,
    mut cases: Vec<Shown<Case>>,
    terms: Vec<(String, Vec<Entry<Term>>)>,
    articles: &[Value<Article>],
    sorter: &Sorter,
) -> Arranged {
    // As the cases come they lie in memory: so they are gone through while they do.
    let ((mut taxonomies, mut terms), order) = rayon::join(
        || {
            let cases: Vec<&Filing> = cases.iter().map(|(case, _)| &**case).collect();
            let taxonomies = taxonomies(config, terms, &cases, sorter);
            let terms = terms_of(&taxonomies, &cases);
            (taxonomies, terms)
        },
        || in_order(&cases, articles, sorter),
    );
    let mut by_path = vec![0; order.len()];
    order.iter().enumerate().for_each(|(place, before)| by_path[*before] = place);
    put_in_order(&mut cases, &order);
    put_in_order(&mut terms, &order);
    put_under_terms(&mut taxonomies, &mut terms);
    Arranged { cases, by_path, taxonomies, terms }
}

/// Keeps what the audience may see and notes the rest.
fn shown<T>(entries: Vec<Entry<T>>, audience: Audience, hidden: &mut Vec<HiddenText>) -> Vec<Shown<T>> {
    let mut shown = Vec::with_capacity(entries.len());
    for mut entry in entries {
        let Some(filing) = entry.facts.filing.take() else { continue };
        match filing.schedule.hidden_from(audience) {
            Some(reason) => hidden.push(HiddenText { reason, name: filing.slug, path: entry.text.path().to_owned() }),
            None => shown.push((filing, entry)),
        }
    }
    shown
}

/// The texts themselves, for kinds of which there are few.
fn values<T: DeserializeOwned + Default>(shown: Vec<Shown<T>>) -> Vec<Value<T>> {
    shown.into_iter().filter_map(|(_, mut entry)| Some((entry.value.take()?.into_value(), entry))).collect()
}

/// Puts a list in another order, which names each place once, without a second list.
fn put_in_order<T>(list: &mut [T], order: &[usize]) {
    for place in 0..list.len() {
        // What stood at a place before this one was swapped to where the order says.
        let mut from = order[place];
        while from < place {
            from = order[from];
        }
        list.swap(place, from);
    }
}

/// The places of the cases in the order in which they are listed: newest first; the cases of one article in its order; then
/// by title. Cases without a date come last.
fn in_order(cases: &[Shown<Case>], articles: &[Value<Article>], sorter: &Sorter) -> Vec<usize> {
    let mut place_in_article: BTreeMap<(&Slug, &Slug), usize> = BTreeMap::new();
    for (article, _) in articles {
        for (place, case) in article.cases.iter().enumerate() {
            place_in_article.entry((&article.slug, case)).or_insert(place);
        }
    }
    let place = |case: &Filing| {
        let article = case.article.as_ref()?;
        place_in_article.get(&(article, &case.slug)).copied()
    };
    let within_a_day = |one: &Filing, other: &Filing| {
        one.article
            .cmp(&other.article)
            .then_with(|| place(one).unwrap_or(usize::MAX).cmp(&place(other).unwrap_or(usize::MAX)))
            .then_with(|| sorter.compare(&one.title, &other.title))
            .then_with(|| one.slug.cmp(&other.slug))
    };
    // Days that lie side by side are compared in no time; to look at a case means to fetch it from far away in memory.
    let mut order: Vec<(Reverse<Option<Date>>, usize)> =
        cases.iter().enumerate().map(|(index, (case, _))| (Reverse(case.date), index)).collect();
    order.par_sort_unstable_by(|(day, one), (other_day, other)| {
        day.cmp(other_day).then_with(|| within_a_day(&cases[*one].0, &cases[*other].0)).then_with(|| one.cmp(other))
    });
    order.into_iter().map(|(_, index)| index).collect()
}

fn site_articles(files: Vec<Value<Article>>, cases: Vec<Vec<usize>>, sorter: &Sorter) -> Vec<SiteArticle> {
    let article = |((article, entry), cases): (Value<Article>, Vec<usize>)| SiteArticle {
        article,
        text: entry.text,
        facts: entry.facts,
        cases,
    };
    let mut articles: Vec<SiteArticle> = files.into_iter().zip(cases).map(article).collect();
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
fn site_pages(files: Vec<Value<Page>>) -> (Option<SitePage>, Vec<SitePage>) {
    let pages = files.into_iter().map(|(page, entry)| SitePage { page, text: entry.text, facts: entry.facts });
    let (mut home, mut pages): (Vec<SitePage>, Vec<SitePage>) =
        pages.partition(|page| page.page.slug.as_str() == HOME_PAGE);
    pages.sort_by(|one, other| one.page.slug.cmp(&other.page.slug));
    (home.pop(), pages)
}

/// Everything that may have had another address: articles first, as a post's address is that of its article.
fn moved<'a>(
    routes: &Routes,
    articles: &'a [Value<Article>],
    cases: &'a [Shown<Case>],
    pages: &'a [Value<Page>],
) -> Vec<Moved<'a>> {
    let mut moved = Vec::new();
    for (article, entry) in articles {
        if article.origin.is_some() || !article.aliases.is_empty() {
            moved.push(Moved {
                to: routes.article(article.slug.as_str()),
                title: &article.title,
                text: &entry.text,
                origin: article.origin.as_ref(),
                aliases: &article.aliases,
            });
        }
    }
    let value = |(_, entry): &'a Shown<Case>| entry.value().map(|case| (case, entry));
    for (case, entry) in cases.par_iter().filter(|(filing, _)| filing.has_moved).filter_map(value).collect::<Vec<_>>() {
        moved.push(Moved {
            to: routes.case(case.slug.as_str()),
            title: &case.title,
            text: &entry.text,
            origin: case.origin.as_ref(),
            aliases: &case.aliases,
        });
    }
    for (page, entry) in pages {
        if !page.aliases.is_empty() {
            let to = if page.slug.as_str() == HOME_PAGE { routes.home() } else { routes.text(page.slug.as_str()) };
            moved.push(Moved { to, title: &page.title, text: &entry.text, origin: None, aliases: &page.aliases });
        }
    }
    moved
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_order_is_kept(order in Just((0..40_usize).collect::<Vec<_>>()).prop_shuffle()) {
            let mut list: Vec<usize> = (100..140).collect();
            put_in_order(&mut list, &order);
            prop_assert_eq!(list, order.iter().map(|place| place + 100).collect::<Vec<_>>());
        }
    }
}
