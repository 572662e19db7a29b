//! Views for tests: every template with everything it can show, and with as little as a site can have.
//!
//! The full views hold what breaks careless templates: markup in plain text, quotation marks, names of another script.

use tera::Context;

use super::views::*;
use cases::{bare_card, compared_case, full_card, full_case, full_comparison, minimal_case};
use lists::*;
use site::{full_page, full_site, minimal_page, minimal_site};

mod cases;
mod lists;
mod maps;
mod overviews;
mod site;

/// The templates that make whole pages with `site`, `page` and one value of their own.
pub(super) const PAGES: &[&str] = &[
    "404.html",
    "article.html",
    "articles.html",
    "booklet.html",
    "case.html",
    "cases.html",
    "compare.html",
    "coverage.html",
    "data.html",
    "home.html",
    "map.html",
    "matrix.html",
    "offline.html",
    "page.html",
    "search.html",
    "taxonomy.html",
    "term.html",
    "year.html",
    "years.html",
];

/// The templates that see `site` and one value of their own.
pub(super) const FILES: &[&str] = &[
    "compare-case.html",
    "cover.svg",
    "feed.xml",
    "filters-card.html",
    "land.svg",
    "opensearch.xml",
    "redirect.html",
    "robots.txt",
    "sitemap.xml",
];

/// The context of a template with every field filled.
pub(super) fn full(template: &str, language: &'static str) -> Context {
    let mut context = Context::new();
    context.insert("site", &full_site(language));
    context.insert("page", &full_page(template));
    match template {
        "article.html" => context.insert("article", &full_article()),
        "articles.html" => context.insert("list", &ArticleListView { articles: vec![article_card(), article_card()] }),
        "booklet.html" => context.insert("booklet", &full_booklet()),
        "case.html" => context.insert("case", &full_case()),
        "cases.html" => {
            let cases = vec![full_card().into(), bare_card().into()];
            context.insert(
                "list",
                &CaseListView {
                    count: 200,
                    booklet_url: "../booklet/".to_owned(),
                    filters: Some(full_filters().into()),
                    cases,
                    pagination: Some(pagination()),
                },
            );
        }
        "compare.html" => context.insert("compare", &full_comparison()),
        "data.html" => context.insert("data", &full_data()),
        "home.html" => context.insert("home", &full_home()),
        "map.html" => context.insert("atlas", &maps::full_atlas()),
        "matrix.html" => context.insert("matrix", &overviews::full_matrix()),
        "coverage.html" => context.insert("coverage", &overviews::full_coverage()),
        "year.html" => context.insert("list", &overviews::full_year()),
        "years.html" => context.insert("years", &overviews::full_years()),
        "page.html" => {
            let body_html = "<h2 id=\"us\">Us</h2><p>Text.</p>".to_owned();
            context.insert(
                "text",
                &TextView { title: "About <us>".to_owned(), updated: Some(date()), body_html: body_html.into() },
            );
        }
        "search.html" => context.insert("search", &full_search()),
        "taxonomy.html" => context.insert("taxonomy", &full_taxonomy()),
        "term.html" => context.insert("term", &full_term()),
        _ => insert_file_view(template, &mut context, vec![entry().into()]),
    }
    context
}

/// The context of a template with every field that may be empty empty.
pub(super) fn minimal(template: &str, language: &'static str) -> Context {
    let mut context = Context::new();
    context.insert("site", &minimal_site(language));
    context.insert("page", &minimal_page(template));
    match template {
        "article.html" => context.insert("article", &minimal_article()),
        "articles.html" => context.insert("list", &ArticleListView { articles: Vec::new() }),
        "booklet.html" => context.insert("booklet", &minimal_booklet()),
        "case.html" => context.insert("case", &minimal_case()),
        "cases.html" => context.insert(
            "list",
            &CaseListView { count: 0, booklet_url: String::new(), filters: None, cases: Vec::new(), pagination: None },
        ),
        "compare.html" => context.insert("compare", &full_comparison()),
        "data.html" => context.insert("data", &minimal_data()),
        "home.html" => context.insert("home", &minimal_home()),
        "map.html" => context.insert("atlas", &maps::minimal_atlas()),
        "matrix.html" => context.insert("matrix", &overviews::minimal_matrix()),
        "coverage.html" => context.insert("coverage", &overviews::minimal_coverage()),
        "year.html" => context.insert("list", &overviews::minimal_year()),
        "years.html" => context.insert("years", &overviews::minimal_years()),
        "page.html" => {
            context.insert(
                "text",
                &TextView { title: "About".to_owned(), updated: None, body_html: String::new().into() },
            );
        }
        "search.html" => context.insert("search", &minimal_search()),
        "taxonomy.html" => context.insert("taxonomy", &minimal_taxonomy()),
        "term.html" => context.insert("term", &minimal_term()),
        _ => insert_file_view(template, &mut context, Vec::new()),
    }
    context
}

fn insert_file_view(template: &str, context: &mut Context, entries: Vec<Shared<FeedEntryView>>) {
    if FILES.contains(&template) {
        context.remove("page");
    }
    match template {
        "compare-case.html" => context.insert("case", &compared_case(!entries.is_empty())),
        "cover.svg" => context.insert("cover", &maps::cover_file(!entries.is_empty())),
        "land.svg" => context.insert("land", &maps::land()),
        "feed.xml" => context.insert("feed", &feed(entries)),
        "filters-card.html" => {
            context.insert("card", &if entries.is_empty() { bare_card() } else { full_card() });
        }
        "opensearch.xml" => context.insert(
            "description",
            &SearchDescriptionView {
                name: "Cities & <more>".to_owned(),
                template: "https://example.org/search/?q={searchTerms}".to_owned(),
                permalink: "https://example.org/opensearch.xml".to_owned(),
            },
        ),
        "redirect.html" => context.insert(
            "redirect",
            &RedirectView {
                title: "Medellín & <friends>".to_owned(),
                url: "../medellin/".to_owned(),
                permalink: "https://example.org/cases/medellin/".to_owned(),
            },
        ),
        "robots.txt" => {
            context.insert("robots", &RobotsView { sitemap: "https://example.org/sitemap.xml".to_owned() });
        }
        "sitemap.xml" => context.insert(
            "sitemap",
            &SitemapView {
                urls: vec![
                    SitemapUrlView {
                        permalink: "https://example.org/?a=1&b=2".to_owned(),
                        alternates: vec![SitemapAlternateView {
                            language: "fa".to_owned(),
                            permalink: "https://example.org/fa/?a=1&b=2".to_owned(),
                        }],
                        modified: None,
                    },
                    SitemapUrlView {
                        permalink: "https://example.org/b/".to_owned(),
                        alternates: Vec::new(),
                        modified: Some("2025-06-02".to_owned()),
                    },
                ],
            },
        ),
        _ => {}
    }
}

fn link(title: &str, url: &str) -> LinkView {
    LinkView { title: title.to_owned(), url: url.to_owned() }
}

pub(super) fn date() -> Shared<DateView> {
    Shared::from(DateView { iso: "2025-06-02".to_owned(), text: "2 June 2025".to_owned() })
}

/// The sixth of many pages, so that pages are left out on both sides.
pub(super) fn pagination() -> PaginationView {
    let address = |number: usize| format!("../page/{number}/");
    let page = |number: usize| PageLinkView { number, url: address(number) };
    PaginationView {
        current: 6,
        total: 12,
        previous: Some(address(5)),
        next: Some(address(7)),
        pages: (1..=12).map(page).collect(),
    }
}

fn feed(entries: Vec<Shared<FeedEntryView>>) -> FeedView {
    FeedView {
        title: "Cities & <Diplomacy>".to_owned(),
        subtitle: if entries.is_empty() { String::new() } else { "New \"cases\"".to_owned() },
        permalink: "https://example.org/feed.xml".to_owned(),
        page_permalink: "https://example.org/".to_owned(),
        updated: "2025-06-02T14:58:32+03:30".to_owned(),
        author: "شهرداری اراک".to_owned(),
        entries,
    }
}

fn entry() -> FeedEntryView {
    FeedEntryView {
        title: "Medellín & <friends>".to_owned(),
        permalink: "https://example.org/cases/medellin/".to_owned(),
        published: Some("2025-06-02T11:22:26+03:30".to_owned()),
        updated: "2025-06-02T14:58:32+03:30".to_owned(),
        summary: "Urban resilience.".to_owned(),
        content: "<p>Text with a stray \u{8} control character &amp; more.</p>".to_owned().into(),
        categories: vec![CategoryView { term: "resilience".to_owned(), label: "Resilience & \"risk\"".to_owned() }],
    }
}
