//! What of a site depends on all its cases together: who is shown, in which order, under which terms, and beside whom.
//!
//! Comes in: the content; goes out: indexes in it. Nothing that is written below the front matter changes it.

use std::cell::LazyCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::related::related;
use super::{HiddenText, TermId};
use crate::base::collate::Sorter;
use crate::base::date::Date;
use crate::base::jagged::Jagged;
use crate::base::slug::Slug;
use crate::config::Config;
use crate::content::{Content, ContentValue, Entry};
use crate::model::{Article, Audience, Case};
use crate::places::CountryCode;

/// How many cases a core looks at before others may take what is left.
const AT_ONCE: usize = 256;

/// Where everything stands. Cases have two kinds of indexes: those in the content, and those in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteOrdering {
    /// The cases that are not shown.
    pub(super) hidden: Vec<HiddenText>,
    /// For each index in the site, the index in the content of the case that stands there.
    pub(super) order: Vec<usize>,
    /// The day of the last change of any case.
    pub(super) latest: Option<Date>,
    /// Does any case lie where the gazetteer says, and no editor?
    pub(super) uses_gazetteer: bool,
    /// The indexes in the site of the cases that have had another address, or may have had one.
    pub(super) moved: Vec<usize>,
    /// The countries of the cases, sorted.
    pub(super) countries: Vec<CountryCode>,
    /// The terms of each case of the site, by their indexes in the content; behind these the index of its country.
    pub(super) terms: Jagged<TermId>,
    /// For each case of the site, the indexes in the site of those that are close to it, the closest first.
    pub(super) related: Jagged<usize>,
    /// For each article of the content, the indexes in the site of its cases, in its order.
    pub(super) of_articles: Jagged<usize>,
}

/// A case or an article that is shown, with its index in the content.
type Shown<'a, T> = (usize, &'a T);

impl SiteOrdering {
    /// Arranges what `audience` may see.
    #[must_use]
    pub fn of(config: &Config, content: &Content, audience: Audience) -> Self {
        let (cases, hidden) = shown(&content.cases, audience);
        let (articles, _) = shown(&content.articles, audience);
        let articles: Vec<&Article> = articles.into_iter().map(|(_, article)| article).collect();
        let countries: BTreeSet<CountryCode> = cases.iter().map(|(_, case)| case.country).collect();
        let countries: Vec<CountryCode> = countries.into_iter().collect();
        // As the cases come they lie in memory: so they are gone through while they do.
        let (terms, order) = rayon::join(
            || terms_of(content, &countries, &cases),
            || in_order(&cases, &articles, &Sorter::new(&config.language)),
        );
        let terms: Jagged<TermId> = order.iter().map(|index| terms.get(*index).iter().copied()).collect();
        let cases: Vec<Shown<'_, Case>> = order.into_iter().map(|index| cases[index]).collect();
        // Most cases are named by no other file.
        let place_of = LazyCell::new(|| {
            cases.iter().enumerate().map(|(index, (_, case))| (&case.slug, index)).collect::<BTreeMap<&Slug, usize>>()
        });
        let indexes =
            |slugs: &[Slug]| -> Vec<usize> { slugs.iter().filter_map(|slug| place_of.get(slug).copied()).collect() };
        let by_hand: Jagged<usize> = cases.iter().map(|(_, case)| indexes(&case.related)).collect();
        let cases_of =
            |entry: &Entry<Article>| entry.value.as_ref().map_or_else(Vec::new, |article| indexes(&article.cases));
        let moved = cases.iter().enumerate().filter(|(_, (_, case))| has_moved(case)).map(|(index, _)| index);
        Self {
            related: related(&terms, &by_hand, config.related),
            of_articles: content.articles.iter().map(cases_of).collect(),
            moved: moved.collect(),
            uses_gazetteer: cases.iter().any(|(index, _)| is_from_gazetteer(&content.cases[*index])),
            latest: cases.iter().filter_map(|(_, case)| case.modified()).max(),
            order: cases.iter().map(|(index, _)| *index).collect(),
            hidden,
            countries,
            terms,
        }
    }
}

fn is_from_gazetteer(entry: &Entry<Case>) -> bool {
    entry.text.analysis().coordinates.is_some() && entry.value.as_ref().is_some_and(|case| case.coordinates.is_none())
}

/// Had it another address, or may it have had one?
fn has_moved(case: &Case) -> bool {
    case.origin.is_some() || !case.aliases.is_empty()
}

/// What the audience may see, and the rest.
fn shown<T: ContentValue>(entries: &[Entry<T>], audience: Audience) -> (Vec<Shown<'_, T>>, Vec<HiddenText>) {
    let (mut shown, mut hidden) = (Vec::with_capacity(entries.len()), Vec::new());
    for (index, entry) in entries.iter().enumerate() {
        let Some(value) = &entry.value else { continue };
        match HiddenText::of(value, &entry.text, audience) {
            Some(text) => hidden.push(text),
            None => shown.push((index, value)),
        }
    }
    (shown, hidden)
}

/// The indexes of the cases in the order in which they are listed: newest first; the cases of one article in its order; then
/// by title. Cases without a date come last.
fn in_order(cases: &[Shown<'_, Case>], articles: &[&Article], sorter: &Sorter) -> Vec<usize> {
    let mut index_in_article: BTreeMap<(&Slug, &Slug), usize> = BTreeMap::new();
    for article in articles {
        for (index, case) in article.cases.iter().enumerate() {
            index_in_article.entry((&article.slug, case)).or_insert(index);
        }
    }
    let index = |case: &Case| {
        let article = case.article.as_ref()?;
        index_in_article.get(&(article, &case.slug)).copied()
    };
    let within_a_day = |one: &Case, other: &Case| {
        one.article
            .cmp(&other.article)
            .then_with(|| index(one).unwrap_or(usize::MAX).cmp(&index(other).unwrap_or(usize::MAX)))
            .then_with(|| sorter.compare(&one.title, &other.title))
            .then_with(|| one.slug.cmp(&other.slug))
    };
    // Days that lie side by side are compared in no time; to look at a case means to fetch it from far away in memory.
    let mut order: Vec<(Reverse<Option<Date>>, usize)> =
        cases.iter().enumerate().map(|(index, (_, case))| (Reverse(case.date), index)).collect();
    order.par_sort_unstable_by(|(day, one), (other_day, other)| {
        day.cmp(other_day).then_with(|| within_a_day(cases[*one].1, cases[*other].1)).then_with(|| one.cmp(other))
    });
    order.into_iter().map(|(_, index)| index).collect()
}

/// The terms of each case, in the order of the cases.
fn terms_of(content: &Content, countries: &[CountryCode], cases: &[Shown<'_, Case>]) -> Jagged<TermId> {
    let indexes: Vec<IndexOf<'_>> = content.terms.iter().map(|(_, terms)| IndexOf::of(terms)).collect();
    let terms_of_case = |case: &Case, terms: &mut Vec<TermId>| {
        for (taxonomy, ((_, slugs), indexes)) in case.terms.iter().zip(&indexes).enumerate() {
            let known = slugs.iter().filter_map(|slug| indexes.find(slug.as_str()));
            terms.extend(known.map(|term| TermId { taxonomy, term }));
        }
        let country = countries.binary_search(&case.country).ok();
        terms.extend(country.map(|term| TermId { taxonomy: indexes.len(), term }));
    };
    let terms_of_some = |cases: &[Shown<'_, Case>]| {
        let mut all = Jagged::default();
        let mut terms = Vec::new();
        for (_, case) in cases {
            terms_of_case(case, &mut terms);
            all.push(terms.drain(..));
        }
        all
    };
    let parts: Vec<Jagged<TermId>> = cases.par_chunks(AT_ONCE).map(terms_of_some).collect();
    parts.iter().flat_map(Jagged::iter).map(|terms| terms.iter().copied()).collect()
}

/// The indexes of terms by slug, the short ones first: lengths are compared faster than texts.
struct IndexOf<'a>(Vec<(usize, &'a str, usize)>);

impl<'a> IndexOf<'a> {
    fn of<T: ContentValue>(terms: &'a [Entry<T>]) -> Self {
        let index = |(index, entry): (usize, &'a Entry<T>)| {
            let slug = entry.value.as_ref()?.slug().as_str();
            Some((slug.len(), slug, index))
        };
        let mut indexes: Vec<_> = terms.iter().enumerate().filter_map(index).collect();
        indexes.sort_unstable();
        Self(indexes)
    }

    fn find(&self, slug: &str) -> Option<usize> {
        let found = self.0.binary_search_by(|(length, known, _)| (*length, *known).cmp(&(slug.len(), slug))).ok()?;
        Some(self.0[found].2)
    }
}
