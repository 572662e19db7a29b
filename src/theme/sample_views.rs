//! Views for tests: every template with everything it can show, and with as little as a site can have.
//!
//! The full views hold what breaks careless templates: markup in plain text, quotation marks, names of another script.

use tera::Context;

use super::views::*;

/// The templates that make whole pages with `site`, `page` and one value of their own.
pub(super) const PAGES: &[&str] = &[
    "404.html",
    "article.html",
    "articles.html",
    "case.html",
    "cases.html",
    "home.html",
    "page.html",
    "taxonomy.html",
    "term.html",
];

/// The templates that see `site` and one value of their own.
pub(super) const FILES: &[&str] = &["feed.xml", "redirect.html", "robots.txt", "sitemap.xml"];

/// The context of a template with every field filled.
pub(super) fn full(template: &str, language: &'static str) -> Context {
    let mut context = Context::new();
    context.insert("site", &full_site(language));
    context.insert("page", &full_page(template));
    match template {
        "article.html" => context.insert("article", &full_article()),
        "articles.html" => context.insert("list", &ArticleListView { articles: vec![article_card(), article_card()] }),
        "case.html" => context.insert("case", &full_case()),
        "cases.html" => {
            let cases = vec![full_card().into(), bare_card().into()];
            context.insert("list", &CaseListView { count: 200, cases, pagination: Some(pagination()) });
        }
        "home.html" => context.insert("home", &full_home()),
        "page.html" => {
            let body_html = "<h2 id=\"us\">Us</h2><p>Text.</p>".to_owned();
            context.insert("text", &TextView { title: "About <us>".to_owned(), updated: Some(date()), body_html });
        }
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
        "case.html" => context.insert("case", &minimal_case()),
        "cases.html" => context.insert("list", &CaseListView { count: 0, cases: Vec::new(), pagination: None }),
        "home.html" => context.insert("home", &minimal_home()),
        "page.html" => {
            context.insert("text", &TextView { title: "About".to_owned(), updated: None, body_html: String::new() });
        }
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
        "feed.xml" => context.insert("feed", &feed(entries)),
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
                    SitemapUrlView { permalink: "https://example.org/?a=1&b=2".to_owned(), modified: None },
                    SitemapUrlView {
                        permalink: "https://example.org/b/".to_owned(),
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

fn full_site(language: &'static str) -> SiteView {
    SiteView {
        title: "Cities & <Diplomacy>".to_owned(),
        tagline: "How cities speak to the world".to_owned(),
        description: "A library of \"cases\".".to_owned(),
        language: language.to_owned(),
        direction: super::format::direction(language),
        from_folder: true,
        publisher: Some(PublisherView {
            name: "شهرداری اراک".to_owned(),
            url: Some("https://example.org/".to_owned()),
        }),
        case_count: 1200,
        country_count: 7,
        rights: "CC BY 4.0 <text>".to_owned(),
        credits: vec![link("GeoNames", "https://www.geonames.org/"), link("CLDR", "https://cldr.unicode.org/")],
    }
}

fn minimal_site(language: &'static str) -> SiteView {
    SiteView {
        title: "Cities".to_owned(),
        tagline: String::new(),
        description: String::new(),
        language: language.to_owned(),
        direction: super::format::direction(language),
        from_folder: false,
        publisher: None,
        case_count: 0,
        country_count: 0,
        rights: String::new(),
        credits: Vec::new(),
    }
}

fn kind_of(template: &str) -> &'static str {
    match template {
        "404.html" => "not-found",
        "article.html" => "article",
        "articles.html" => "articles",
        "case.html" => "case",
        "cases.html" => "cases",
        "home.html" => "home",
        "taxonomy.html" => "taxonomy",
        "term.html" => "term",
        _ => "text",
    }
}

fn full_page(template: &str) -> PageView {
    PageView {
        kind: kind_of(template),
        title: "Medellín <\"&\">".to_owned(),
        description: "One & two.".to_owned(),
        root: "../../".to_owned(),
        home_url: "../../".to_owned(),
        permalink: Some("https://example.org/cases/medellin/".to_owned()),
        image: Some("https://example.org/assets/medellin.jpg".to_owned()),
        published: Some("2025-06-02T11:22:26+03:30".to_owned()),
        modified: Some("2025-06-02T14:58:32+03:30".to_owned()),
        menu: vec![
            MenuItemView { title: "Cases".to_owned(), url: "../".to_owned(), current: Some("true") },
            MenuItemView { title: "Networks".to_owned(), url: "../../networks/".to_owned(), current: None },
        ]
        .into(),
        breadcrumbs: vec![link("Home", "../../"), link("Cases", "../")].into(),
        feeds: vec![link("Cities & Diplomacy", "../../feed.xml").into()],
        json_ld_html: Some("{\"@context\":\"https://schema.org\",\"name\":\"<\\/script>\"}".to_owned()),
    }
}

fn minimal_page(template: &str) -> PageView {
    PageView {
        kind: kind_of(template),
        title: "Medellín".to_owned(),
        description: String::new(),
        root: "./".to_owned(),
        home_url: "./".to_owned(),
        permalink: None,
        image: None,
        published: None,
        modified: None,
        menu: Vec::new().into(),
        breadcrumbs: Vec::new().into(),
        feeds: Vec::new(),
        json_ld_html: None,
    }
}

fn image() -> ImageView {
    ImageView {
        url: "../../assets/medellin-800.jpg".to_owned(),
        set: "../../assets/medellin-800.jpg 800w, ../../assets/medellin-1600.jpg 1600w".to_owned(),
        webp_set: "../../assets/medellin-400.webp 400w, ../../assets/medellin-1600.webp 1600w".to_owned(),
        alt: "The \"metrocable\" above the roofs".to_owned(),
        caption_html: Some("Medellín <em>today</em>".to_owned()),
        credit: Some("A. <Photographer>".to_owned()),
        width: Some(669),
        height: Some(446),
        color: Some("#7a8b6c".to_owned()),
    }
}

pub(super) fn full_card() -> CardView {
    CardView {
        title: "Medellín & <friends>".to_owned(),
        city: "Medellín".to_owned(),
        country: "Colombia".to_owned(),
        url: "../medellin/".to_owned(),
        summary: "Urban resilience in the face of crises & disasters.".to_owned(),
        date: Some(date()),
        image: Some(image().into()),
        themes: vec![term_link("Resilience", None), term_link("تاب‌آوری", None)],
        own_html: None,
    }
}

fn bare_card() -> CardView {
    CardView { summary: String::new(), date: None, image: None, themes: Vec::new(), ..full_card() }
}

fn term_link(title: &str, full_name: Option<&str>) -> Shared<TermLinkView> {
    Shared::from(TermLinkView {
        title: title.to_owned(),
        full_name: full_name.map(str::to_owned),
        url: format!("../../networks/{title}/"),
    })
}

fn full_case() -> CaseView<'static> {
    let section = |id: &'static str, title: &'static str| SectionView {
        id,
        title_html: title,
        body_html: "<p>Text with <a href=\"https://example.org\">a link</a>.</p>",
    };
    let networks = CaseTermGroupView {
        title: Some("City networks".to_owned()),
        terms: vec![term_link("C40", Some("C40 Cities \"Climate\" Leadership Group")), term_link("ICLEI", None)],
    };
    let taxonomy = |id: &str, group: CaseTermGroupView| {
        let link = link(id, &format!("../../{id}/")).into();
        Shared::from(CaseTaxonomyView { id: id.to_owned(), link, groups: vec![group] })
    };
    CaseView {
        title: "Medellín & <friends>",
        city: "Medellín",
        country: link("Colombia", "../../countries/colombia/").into(),
        summary: "Urban resilience in the face of crises & disasters.",
        date: Some(date()),
        updated: Some(date()),
        image: Some(image().into()),
        lead_html: "<p>Lead.</p>",
        sections: vec![section("context", "Context"), section("key-actions", "Key <em>actions</em>")],
        taxonomies: vec![
            taxonomy("themes", CaseTermGroupView { title: None, terms: vec![term_link("Resilience", None)] }),
            taxonomy("networks", networks),
        ],
        coordinates: Some(Shared::from(CoordinatesView {
            latitude: 6.245,
            longitude: -75.572,
            text: "6.245° N, 75.572° W".to_owned(),
        })),
        authors: vec!["نویسنده", "A. Writer", "B. <Writer>"],
        article: Some(link("Successful Examples", "../../articles/successful-examples/")),
        origin: Some(link("example.org", "https://example.org/post")),
        sources_html: vec!["A <em>report</em>.".to_owned()],
        corrections: vec![CorrectionView { date: date(), text_html: "A year was <b>wrong</b>.".to_owned() }],
        previous: Some(link("Istanbul", "../istanbul/")),
        next: Some(link("New York", "../new-york/")),
        related: vec![
            RelatedView { card: full_card().into(), shared: vec![term_link("C40", None), term_link("A & B", None)] },
            RelatedView { card: bare_card().into(), shared: Vec::new() },
        ],
    }
}

fn minimal_case() -> CaseView<'static> {
    CaseView {
        title: "Medellín",
        city: "Medellín",
        country: link("Colombia", "../../countries/colombia/").into(),
        summary: "",
        date: None,
        updated: None,
        image: None,
        lead_html: "",
        sections: Vec::new(),
        taxonomies: Vec::new(),
        coordinates: None,
        authors: Vec::new(),
        article: None,
        origin: None,
        sources_html: Vec::new(),
        corrections: Vec::new(),
        previous: None,
        next: None,
        related: Vec::new(),
    }
}

/// The sixth of many pages, so that pages are left out on both sides.
pub(super) fn pagination() -> PaginationView {
    let page = |number: usize| PageLinkView { number, url: format!("../page/{number}/") };
    PaginationView {
        current: 6,
        total: 12,
        previous: Some(page(5).url),
        next: Some(page(7).url),
        pages: (1..=12).map(page).collect(),
    }
}

fn term_card(title: &str) -> TermCardView {
    TermCardView {
        title: title.to_owned(),
        full_name: Some("C40 Cities & <others>".to_owned()),
        url: "c40/".to_owned(),
        count: 3,
    }
}

fn full_home() -> HomeView {
    HomeView {
        body_html: "<p>Welcome.</p>".to_owned(),
        cases: vec![full_card().into(), bare_card().into()],
        cases_link: link("Cases", "cases/"),
        articles: vec![article_card()],
        taxonomies: vec![HomeTaxonomyView {
            id: "networks".to_owned(),
            link: link("Networks", "networks/"),
            terms: vec![term_card("C40"), term_card("ایکلی")],
        }],
    }
}

fn minimal_home() -> HomeView {
    HomeView {
        body_html: String::new(),
        cases: Vec::new(),
        cases_link: link("Cases", "cases/"),
        articles: Vec::new(),
        taxonomies: Vec::new(),
    }
}

fn article_card() -> ArticleCardView {
    ArticleCardView {
        title: "Successful Examples of Urban Diplomacy".to_owned(),
        url: "articles/successful-examples/".to_owned(),
        summary: "Over the past two decades …".to_owned(),
        date: Some(date()),
        case_count: 7,
    }
}

fn full_article() -> ArticleView {
    ArticleView {
        title: "Successful Examples of Urban Diplomacy".to_owned(),
        date: Some(date()),
        updated: Some(date()),
        authors: vec!["A. Writer".to_owned()],
        image: Some(image()),
        introduction_html: "<p>Over the past two decades …</p>".to_owned(),
        cases: vec![full_card().into(), bare_card().into()],
        conclusion_html: "<p>In the end.</p>".to_owned(),
        origin: Some(link("example.org", "https://example.org/post")),
    }
}

fn minimal_article() -> ArticleView {
    ArticleView {
        title: "An article".to_owned(),
        date: None,
        updated: None,
        authors: Vec::new(),
        image: None,
        introduction_html: String::new(),
        cases: Vec::new(),
        conclusion_html: String::new(),
        origin: None,
    }
}

fn full_taxonomy() -> TaxonomyView {
    let group = |id: &str, title: &str| TermGroupView {
        id: Some(id.to_owned()),
        title: Some(title.to_owned()),
        terms: vec![term_card("C40"), term_card("ICLEI")],
    };
    TaxonomyView {
        id: "networks".to_owned(),
        title: "Networks".to_owned(),
        description: "Networks & programmes that the cases name.".to_owned(),
        groups: vec![group("city-network", "City networks"), group("un-body", "United Nations")],
        without: vec![bare_card().into()],
    }
}

fn minimal_taxonomy() -> TaxonomyView {
    TaxonomyView {
        id: "countries".to_owned(),
        title: "Countries".to_owned(),
        description: String::new(),
        groups: vec![TermGroupView {
            id: None,
            title: None,
            terms: vec![TermCardView { full_name: None, ..term_card("Iran") }],
        }],
        without: Vec::new(),
    }
}

fn full_term() -> TermView {
    TermView {
        title: "100 Resilient Cities".to_owned(),
        short: Some("100RC".to_owned()),
        taxonomy: link("Networks", "../"),
        kind: Some("City network".to_owned()),
        body_html: "<p>A network.</p>".to_owned().into(),
        url: Some("https://example.org/?a=1&b=2".to_owned()),
        founded: Some(2013),
        ended: Some(2019),
        successor: Some(link("Resilient Cities Network", "")),
        part_of: Some(link("A foundation", "../foundation/")),
        count: 200,
        cases: vec![full_card().into(), bare_card().into()],
        pagination: Some(pagination()),
        feed_url: "feed.xml".to_owned(),
    }
}

fn minimal_term() -> TermView {
    TermView {
        title: "Colombia".to_owned(),
        short: None,
        taxonomy: link("Countries", "../"),
        kind: None,
        body_html: String::new().into(),
        url: None,
        founded: None,
        ended: None,
        successor: None,
        part_of: None,
        count: 0,
        cases: Vec::new(),
        pagination: None,
        feed_url: "feed.xml".to_owned(),
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
        content: "<p>Text with a stray \u{8} control character &amp; more.</p>".to_owned(),
        categories: vec![CategoryView { term: "resilience".to_owned(), label: "Resilience & \"risk\"".to_owned() }],
    }
}
