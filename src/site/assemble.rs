//! Content, configuration and ordering into the site.

use std::sync::Arc;

use super::addresses::ByAddress;
use super::ordering::SiteOrdering;
use super::redirects::{Moved, redirects};
use super::taxonomies::taxonomies;
use super::years::years;
use super::{Files, HiddenText, Routes, Site, SiteArticle, SiteCase, SitePage};
use crate::base::collate::Sorter;
use crate::base::diag::Diagnostics;
use crate::base::jagged::Jagged;
use crate::casefile::is_translation;
use crate::config::Config;
use crate::content::{Content, ContentValue, Entry, SourceText, Translations};
use crate::model::{Article, Audience, Case, Page};

/// The page whose text stands on the home page.
const HOME_PAGE: &str = "index";

/// Assembles what `audience` may see, as the ordering of the same content for the same audience has it. The content was
/// checked before; what it refers to and is not there is passed over.
#[must_use]
pub fn assemble(
    config: Config,
    content: Content,
    ordering: SiteOrdering,
    files: Arc<Files>,
    audience: Audience,
    problems: &mut Diagnostics,
) -> Site {
    let base = config.base_url.clone();
    let routes = if config.relative { Routes::relative(base) } else { Routes::new(base) }.in_folder(&config.folder);
    let sorter = Sorter::new(&config.language);
    let SiteOrdering { mut hidden, order, latest, uses_gazetteer, moved, countries, terms, related, of_articles } =
        ordering;
    let article_files = shown(content.articles, audience, &mut hidden);
    let page_files = shown(content.pages, audience, &mut hidden);
    hidden.extend(hidden_translations(&content.translations, audience));
    hidden.sort();
    let by_path = by_path(&order, content.cases.len());
    let ((taxonomies, terms), cases) = rayon::join(
        || taxonomies(&config, content.terms, &countries, terms, &sorter),
        || site_cases(content.cases, &order),
    );
    let mut moved = all_moved(&routes, &article_files, moved.iter().map(|index| &cases[*index]), &page_files);
    // Old addresses of an original are answered in its own edition, and those that a translation inherits.
    moved.retain(|page| config.language == config.original_language || is_translation(page.text.path()));
    for page in &mut moved {
        page.origin = page.origin.filter(|_| gives(page.text, "origin"));
    }
    let redirects = redirects(&routes, &config.publishing.redirects, &moved, problems);
    let articles = site_articles(article_files, &of_articles, &sorter);
    let article_places =
        articles.iter().enumerate().map(|(index, article)| (article.article.slug.clone(), index)).collect();
    let (home, pages) = site_pages(page_files);
    // A site in one language asks for no page of another.
    let is_one_of_many = !config.others.is_empty() || !config.folder.is_empty();
    let by_address = if is_one_of_many { ByAddress::of(&cases, &articles, &pages) } else { ByAddress::default() };
    Site {
        years: years(&config, &cases),
        config,
        routes,
        cases,
        latest,
        today: audience.today,
        uses_gazetteer,
        terms,
        related,
        articles,
        article_places,
        pages,
        home,
        taxonomies,
        redirects,
        hidden,
        files,
        by_path,
        by_address,
    }
}

/// Does a text give this key itself? An original does.
fn gives(text: &SourceText, key: &str) -> bool {
    !is_translation(text.path()) || text.analysis().keys.iter().any(|given| given == key)
}

/// The translations that are not shown.
fn hidden_translations(translations: &Translations, audience: Audience) -> Vec<HiddenText> {
    fn of<T: ContentValue>(entries: &[Entry<T>], audience: Audience) -> impl Iterator<Item = HiddenText> {
        entries.iter().filter_map(move |entry| HiddenText::of(entry.value.as_ref()?, &entry.text, audience))
    }
    let Translations { cases, articles, pages, .. } = translations;
    of(cases, audience).chain(of(articles, audience)).chain(of(pages, audience)).collect()
}

/// A text that is shown, and its index in the content.
struct Shown<T> {
    index: usize,
    value: T,
    text: Arc<SourceText>,
}

/// Keeps what the audience may see and notes the rest, for kinds of which there are few.
fn shown<T: ContentValue>(entries: Vec<Entry<T>>, audience: Audience, hidden: &mut Vec<HiddenText>) -> Vec<Shown<T>> {
    let mut shown = Vec::with_capacity(entries.len());
    for (index, Entry { value, text, .. }) in entries.into_iter().enumerate() {
        let Some(value) = value else { continue };
        match HiddenText::of(&value, &text, audience) {
            Some(text) => hidden.push(text),
            None => shown.push(Shown { index, value, text }),
        }
    }
    shown
}

/// The indexes in the site, in the order of the indexes in the content.
fn by_path(order: &[usize], count: usize) -> Vec<usize> {
    let mut indexes = vec![None; count];
    order.iter().enumerate().for_each(|(in_site, in_content)| indexes[*in_content] = Some(in_site));
    indexes.into_iter().flatten().collect()
}

fn site_cases(entries: Vec<Entry<Case>>, order: &[usize]) -> Vec<SiteCase> {
    let mut entries: Vec<Option<Entry<Case>>> = entries.into_iter().map(Some).collect();
    let taken = order.iter().filter_map(|index| entries.get_mut(*index)?.take());
    let case = |Entry { value, text, .. }| Some(SiteCase { case: value?, text });
    taken.filter_map(case).collect()
}

fn site_articles(files: Vec<Shown<Article>>, cases: &Jagged<usize>, sorter: &Sorter) -> Vec<SiteArticle> {
    let article = |Shown { index, value, text }: Shown<Article>| SiteArticle {
        article: value,
        text,
        cases: cases.get(index).to_vec(),
    };
    let mut articles: Vec<SiteArticle> = files.into_iter().map(article).collect();
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
fn site_pages(files: Vec<Shown<Page>>) -> (Option<SitePage>, Vec<SitePage>) {
    let page = |Shown { value, text, .. }: Shown<Page>| SitePage { page: value, text };
    let (mut home, mut pages): (Vec<SitePage>, Vec<SitePage>) =
        files.into_iter().map(page).partition(|page| page.page.slug.as_str() == HOME_PAGE);
    pages.sort_by(|one, other| one.page.slug.cmp(&other.page.slug));
    (home.pop(), pages)
}

/// Everything that may have had another address: articles first, as a post's address is that of its article.
fn all_moved<'a>(
    routes: &Routes,
    articles: &'a [Shown<Article>],
    cases: impl Iterator<Item = &'a SiteCase>,
    pages: &'a [Shown<Page>],
) -> Vec<Moved<'a>> {
    let mut moved = Vec::new();
    for Shown { value: article, text, .. } in articles {
        if article.origin.is_some() || !article.aliases.is_empty() {
            moved.push(Moved {
                to: routes.article(article.address()),
                title: &article.title,
                text,
                origin: article.origin.as_ref(),
                aliases: &article.aliases,
            });
        }
    }
    for SiteCase { case, text } in cases {
        moved.push(Moved {
            to: routes.case(case.address()),
            title: &case.title,
            text,
            origin: case.origin.as_ref(),
            aliases: &case.aliases,
        });
    }
    for Shown { value: page, text, .. } in pages {
        if !page.aliases.is_empty() {
            let to = if page.slug.as_str() == HOME_PAGE { routes.home() } else { routes.text(page.address()) };
            moved.push(Moved { to, title: &page.title, text, origin: None, aliases: &page.aliases });
        }
    }
    moved
}
