//! What every template sees: the site and the page.

use super::super::format::direction;
use super::super::views::*;
use super::link;

pub(super) fn full_site(language: &'static str) -> SiteView {
    SiteView {
        title: "Cities & <Diplomacy>".to_owned(),
        tagline: "How cities speak to the world".to_owned(),
        description: "A library of \"cases\".".to_owned(),
        language: language.to_owned(),
        direction: direction(language),
        from_folder: true,
        publisher: Some(PublisherView {
            name: "شهرداری اراک".to_owned(),
            url: Some("https://example.org/".to_owned()),
        }),
        case_count: 1200,
        country_count: 7,
        rights: "CC BY 4.0 <text>".to_owned(),
        search: Some(SiteSearchView {
            url: "../search/".to_owned(),
            index_url: "../search/index.js".to_owned(),
            description_url: "../opensearch.xml".to_owned(),
        }),
        licence: Some(link("Creative Commons & \"others\"", "https://example.org/?a=1&b=2")),
        data: Some(SiteDataView {
            url: "../data/".to_owned(),
            files: vec![link("CSV", "../data/cases.csv")],
            matrix_url: "../data/matrix.csv".to_owned(),
        }),
        credits: vec![link("GeoNames", "https://www.geonames.org/"), link("CLDR", "https://cldr.unicode.org/")],
        more_pages: vec![link("Map", "../map/")],
        logo: Some(LogoView { url: "../assets/logo.svg".to_owned(), width: Some(40), height: None }),
        manifest_url: "../manifest.webmanifest".to_owned(),
        touch_icon_url: "../apple-touch-icon.png".to_owned(),
        worker_url: "../service-worker.js".to_owned(),
        colours_light: vec![ColourView { name: "link", value: "#1d4079".to_owned() }],
        colours_dark: vec![ColourView { name: "paper", value: "#000000".to_owned() }],
    }
}

pub(super) fn minimal_site(language: &'static str) -> SiteView {
    SiteView {
        title: "Cities".to_owned(),
        tagline: String::new(),
        description: String::new(),
        language: language.to_owned(),
        direction: direction(language),
        from_folder: false,
        publisher: None,
        case_count: 0,
        country_count: 0,
        rights: String::new(),
        search: None,
        licence: None,
        data: None,
        credits: Vec::new(),
        more_pages: Vec::new(),
        logo: None,
        manifest_url: String::new(),
        touch_icon_url: String::new(),
        worker_url: String::new(),
        colours_light: Vec::new(),
        colours_dark: Vec::new(),
    }
}

fn kind_of(template: &str) -> &'static str {
    match template {
        "404.html" => "not-found",
        "article.html" => "article",
        "articles.html" => "articles",
        "case.html" => "case",
        "cases.html" => "cases",
        "compare.html" => "compare",
        "data.html" => "data",
        "booklet.html" => "booklet",
        "home.html" => "home",
        "map.html" => "map",
        "matrix.html" => "matrix",
        "offline.html" => "offline",
        "coverage.html" => "coverage",
        "year.html" => "year",
        "years.html" => "years",
        "taxonomy.html" => "taxonomy",
        "term.html" => "term",
        _ => "text",
    }
}

pub(super) fn full_page(template: &str) -> PageView {
    PageView {
        kind: kind_of(template),
        title: "Medellín <\"&\">".to_owned(),
        description: "One & two.".to_owned(),
        root: "../../".to_owned(),
        home_url: "../../".to_owned(),
        permalink: Some("https://example.org/cases/medellin/".to_owned()),
        is_copy: kind_of(template) == "booklet",
        image: Some("https://example.org/assets/medellin.jpg".to_owned()),
        image_width: Some(1200),
        image_height: Some(630),
        image_type: Some("image/jpeg"),
        published: Some("2025-06-02T11:22:26+03:30".to_owned()),
        modified: Some("2025-06-02T14:58:32+03:30".to_owned()),
        alternates: vec![alternate("en", "English", true), alternate("fa", "فارسی", false)],
        fallback: Some(TextLanguageView { language: "en".to_owned(), direction: "ltr" }),
        translation: Some(TranslationView { translator: Some("A. <B>".to_owned()), is_pending: true }),
        menu: vec![
            MenuItemView { title: "Cases".to_owned(), url: "../".to_owned(), current: Some("true") },
            MenuItemView { title: "Networks".to_owned(), url: "../../networks/".to_owned(), current: None },
        ]
        .into(),
        breadcrumbs: vec![link("Home", "../../"), link("Cases", "../")].into(),
        feeds: vec![
            FeedLinkView {
                title: "Cities & Diplomacy".to_owned(),
                url: "../../feed.xml".to_owned(),
                json_url: "../../feed.json".to_owned(),
            }
            .into(),
        ],
        markdown_url: "index.md".to_owned(),
        json_ld_html: Some("{\"@context\":\"https://schema.org\",\"name\":\"<\\/script>\"}".to_owned()),
    }
}

pub(super) fn minimal_page(template: &str) -> PageView {
    PageView {
        kind: kind_of(template),
        title: "Medellín".to_owned(),
        description: String::new(),
        root: "./".to_owned(),
        home_url: "./".to_owned(),
        permalink: None,
        is_copy: false,
        image: None,
        image_width: None,
        image_height: None,
        image_type: None,
        published: None,
        modified: None,
        alternates: Vec::new(),
        fallback: None,
        translation: None,
        menu: Vec::new().into(),
        breadcrumbs: Vec::new().into(),
        feeds: Vec::new(),
        markdown_url: String::new(),
        json_ld_html: None,
    }
}

fn alternate(language: &str, title: &str, is_current: bool) -> AlternateView {
    AlternateView {
        title: title.to_owned(),
        language: language.to_owned(),
        direction: direction(language),
        url: format!("../../{language}/"),
        permalink: Some(format!("https://example.org/{language}/")),
        is_current,
        is_default: is_current,
    }
}
