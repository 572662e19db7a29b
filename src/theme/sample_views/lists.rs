//! The home page, articles and terms, and the lists of them.

use super::super::views::*;
use super::cases::{bare_card, case_link, full_card, full_case, image};
use super::maps::{full_cover, full_map};
use super::{date, link, pagination};

pub(super) fn term_card(title: &str) -> TermCardView {
    TermCardView {
        title: title.to_owned(),
        full_name: Some("C40 Cities & <others>".to_owned()),
        url: "c40/".to_owned(),
        colour: Some("climate"),
        summary: "A network of cities & \"others\".".to_owned(),
        kind: Some("City network".to_owned()),
        founded: Some(2005),
        ended: Some(2019),
        successor: Some(link("Resilient <Cities>", "")),
        count: 3,
        cases: vec![case_link("Medellín"), CaseLinkView { colour: None, ..case_link("<Paris>") }],
    }
}

/// One facet shows a part of its values, the other has values without pages.
pub(super) fn full_filters() -> FiltersView {
    let value = |title: &str, url: &str| FacetValueView {
        id: "c40".to_owned(),
        title: title.to_owned(),
        full_name: Some("C40 Cities & <others>".to_owned()),
        url: url.to_owned(),
        colour: (!url.is_empty()).then_some("climate"),
        count: 3,
    };
    let facet = |key: &str, url: &str, count| FacetView {
        key: key.to_owned(),
        title: "Network & <body>".to_owned(),
        plural: "Networks".to_owned(),
        url: url.to_owned(),
        count,
        values: vec![value("C40", url), value("ایکلی & <others>", url)],
    };
    FiltersView {
        index_url: "filters/index.js".to_owned(),
        has_map: true,
        facets: vec![facet("networks", "networks/", 12), facet("country", "", 2)],
    }
}

pub(super) fn full_home() -> HomeView {
    HomeView {
        body_html: "<p>Welcome.</p>".to_owned().into(),
        cases: vec![full_card().into(), bare_card().into()],
        lead_cover: Some(full_cover()).into(),
        map: Some(full_map()).into(),
        lead_html: "<p>Hosted the <a href=\"#\">forum</a>.</p>".to_owned().into(),
        lead_taxonomies: full_case().taxonomies,
        cases_link: link("Cases", "cases/"),
        articles: vec![article_card()],
        articles_link: link("Articles", "articles/"),
        matrix: Some(super::overviews::full_matrix()),
        taxonomies: vec![HomeTaxonomyView {
            id: "networks".to_owned(),
            link: link("Networks", "networks/"),
            terms: vec![term_card("C40"), term_card("ایکلی")],
            count: 31,
            unused: vec!["A & \"B\"".to_owned(), "شهرها".to_owned()],
        }],
    }
}

pub(super) fn minimal_home() -> HomeView {
    HomeView {
        body_html: String::new().into(),
        cases: Vec::new(),
        lead_cover: None.into(),
        map: None.into(),
        lead_html: String::new().into(),
        lead_taxonomies: Vec::new(),
        cases_link: link("Cases", "cases/"),
        articles: Vec::new(),
        articles_link: link("Articles", ""),
        matrix: None,
        taxonomies: Vec::new(),
    }
}

pub(super) fn article_card() -> ArticleCardView {
    ArticleCardView {
        title: "Successful Examples of Urban Diplomacy".to_owned(),
        url: "articles/successful-examples/".to_owned(),
        summary: "Over the past two decades …".to_owned(),
        date: Some(date()),
        fallback: None,
        case_count: 7,
        cases: vec![case_link("Medellín"), case_link("<Paris>")],
    }
}

pub(super) fn full_article() -> ArticleView {
    ArticleView {
        title: "Successful Examples of Urban Diplomacy".to_owned(),
        date: Some(date()),
        updated: Some(date()),
        authors: vec!["A. Writer".to_owned()],
        image: Some(image()),
        image_link: Some(super::cases::image_link()),
        introduction_html: "<p>Over the past two decades …</p>".to_owned().into(),
        cases: vec![full_card().into(), bare_card().into()],
        map: Some(full_map()).into(),
        conclusion_html: "<p>In the end.</p>".to_owned().into(),
        origin: Some(link("example.org", "https://example.org/post")),
    }
}

pub(super) fn minimal_article() -> ArticleView {
    ArticleView {
        title: "An article".to_owned(),
        date: None,
        updated: None,
        authors: Vec::new(),
        image: None,
        image_link: None,
        introduction_html: String::new().into(),
        cases: Vec::new(),
        map: None.into(),
        conclusion_html: String::new().into(),
        origin: None,
    }
}

fn citation_line() -> CitationLineView {
    let text = |text: &str| text.to_owned();
    CitationLineView {
        by: text("A. Writer & <B>."),
        title: text("“Medellín <\"&\">.”"),
        container: text("Cities & <Diplomacy>"),
        publisher: text("شهرداری اراک"),
        date: text("2 June 2025"),
        note: text("corrected: 2025-07-01: <one>"),
        permalink: text("https://example.org/?a=1&b=2"),
    }
}

pub(super) fn citation() -> CitationView {
    let text = |text: &str| text.to_owned();
    CitationView {
        line: citation_line(),
        files: vec![link("BibTeX", "cite.bib"), link("RIS", "cite.ris")],
        title: text("Medellín <\"&\">"),
        authors: vec![text("A. \"Writer\"")],
        date: text("2025/06/02"),
        publisher: text("شهرداری اراک"),
        language: text("en"),
        permalink: text("https://example.org/?a=1&b=2"),
        keywords: vec![text("Climate & \"others\"")],
    }
}

pub(super) fn full_data() -> DataView {
    let text = |text: &str| text.to_owned();
    DataView {
        count: 7,
        updated: Some(date()),
        files: vec![DataFileView {
            title: text("CSV"),
            url: text("cases.csv"),
            about: text("For <tables> & \"others\""),
        }],
        bundle_url: "library.zip".to_owned(),
        citation: Some(citation_line()),
        citation_files: vec![link("BibTeX", "cases.bib")],
        fields: vec![DataFieldView { name: text("country_code"), kind: text("text"), about: text("A & <b>") }],
    }
}

pub(super) fn minimal_data() -> DataView {
    DataView {
        count: 1,
        updated: None,
        files: Vec::new(),
        bundle_url: String::new(),
        citation: None,
        citation_files: Vec::new(),
        fields: Vec::new(),
    }
}

pub(super) fn full_taxonomy() -> TaxonomyView {
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
        unused: vec![TermCardView { url: String::new(), count: 0, cases: Vec::new(), ..term_card("U20") }],
        without: vec![bare_card().into()],
        coverage_url: "../coverage/".to_owned(),
        matrix_url: "../matrix/".to_owned(),
        map: Some(full_map()).into(),
    }
}

pub(super) fn minimal_taxonomy() -> TaxonomyView {
    TaxonomyView {
        id: "countries".to_owned(),
        title: "Countries".to_owned(),
        description: String::new(),
        groups: vec![TermGroupView {
            id: None,
            title: None,
            terms: vec![TermCardView {
                full_name: None,
                colour: None,
                summary: String::new(),
                kind: None,
                founded: None,
                ended: None,
                successor: None,
                cases: Vec::new(),
                ..term_card("Iran")
            }],
        }],
        unused: Vec::new(),
        without: Vec::new(),
        coverage_url: String::new(),
        matrix_url: String::new(),
        map: None.into(),
    }
}

pub(super) fn full_term() -> TermView {
    TermView {
        title: "100 Resilient Cities".to_owned(),
        short: Some("100RC".to_owned()),
        taxonomy: link("Networks", "../").into(),
        kind: Some("City network".to_owned()),
        group: Some(link("City network", "../#city-network")),
        colour: Some("climate"),
        band: vec![BandView { colour: "climate", count: 2 }, BandView { colour: "peace", count: 1 }].into(),
        body_html: Some("<p>A network.</p>".to_owned().into()).into(),
        url: Some("https://example.org/?a=1&b=2".to_owned()),
        founded: Some(2013),
        ended: Some(2019),
        successor: Some(link("Resilient Cities Network", "")),
        part_of: Some(link("A foundation", "../foundation/")),
        parts: vec![link("A programme", "../programme/")],
        aliases: vec!["Resilient <Cities>".to_owned()],
        sources: vec![link("example.org", "https://example.org/?a=1&b=2")],
        companions: vec![TermGroupView {
            id: None,
            title: Some("Agreements".to_owned()),
            terms: vec![term_card("Paris Agreement")],
        }],
        map: Some(full_map()).into(),
        count: 200,
        cases: vec![full_card().into(), bare_card().into()],
        pagination: Some(pagination()),
        data: vec![link("CSV", "cases.csv"), link("JSON", "cases.json")],
        citations: vec![link("BibTeX", "cases.bib")],
        booklet_url: "booklet/".to_owned(),
        feed_url: "feed.xml".to_owned(),
    }
}

pub(super) fn minimal_term() -> TermView {
    TermView {
        title: "Colombia".to_owned(),
        short: None,
        taxonomy: link("Countries", "../").into(),
        kind: None,
        group: None,
        colour: None,
        band: Vec::new().into(),
        body_html: Some(String::new().into()).into(),
        url: None,
        founded: None,
        ended: None,
        successor: None,
        part_of: None,
        parts: Vec::new(),
        aliases: Vec::new(),
        sources: Vec::new(),
        companions: Vec::new(),
        map: None.into(),
        count: 0,
        cases: Vec::new(),
        pagination: None,
        data: Vec::new(),
        citations: Vec::new(),
        booklet_url: String::new(),
        feed_url: "feed.xml".to_owned(),
    }
}

pub(super) fn full_search() -> SearchView {
    let entry = |title: &str, kind: &str, fallback| LetterEntryView {
        title: title.to_owned(),
        url: "../cases/medellin/".to_owned(),
        kind: kind.to_owned(),
        fallback,
    };
    let persian = TextLanguageView { language: "fa".to_owned(), direction: "rtl" };
    SearchView {
        count: 1200,
        letters: vec![link("A", "#_a"), link("م", "../page/2/#_م")],
        groups: vec![LetterView {
            title: "A".to_owned(),
            id: "_a".to_owned(),
            entries: vec![entry("A <\"&\">", "Network", None), entry("مدلین", "", Some(persian))],
        }],
        pagination: Some(pagination()),
    }
}

pub(super) fn minimal_search() -> SearchView {
    SearchView { count: 0, letters: Vec::new(), groups: Vec::new(), pagination: None }
}

pub(super) fn full_booklet() -> BookletView {
    let part = |id: &str, case| {
        Shared::from(BookletCaseView {
            id: id.to_owned(),
            permalink: "https://example.org/cases/medellin/".to_owned(),
            fallback: Some(TextLanguageView { language: "fa".to_owned(), direction: "rtl" }),
            case,
        })
    };
    BookletView {
        title: "C40 & <friends>".to_owned(),
        list: link("C40 & <friends>", "../"),
        body_html: Derived::from(Some(Shared::from("<p>A network.</p>".to_owned()))),
        map: Derived::from(Some(super::maps::full_map())),
        latest: Some(date()),
        cases: vec![part("medellin", full_case()), part("oslo", super::minimal_case())],
    }
}

pub(super) fn minimal_booklet() -> BookletView {
    let part = BookletCaseView {
        id: "oslo".to_owned(),
        permalink: "https://example.org/cases/oslo/".to_owned(),
        fallback: None,
        case: super::minimal_case(),
    };
    BookletView {
        title: "Cities".to_owned(),
        list: link("Cases", "../cases/"),
        body_html: Derived::default(),
        map: Derived::default(),
        latest: None,
        cases: vec![Shared::from(part)],
    }
}
