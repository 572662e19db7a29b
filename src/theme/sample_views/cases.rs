//! A case, on its page and in lists.

use super::super::views::*;
use super::{date, link};

pub(super) fn image() -> ImageView {
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

pub(super) fn image_link() -> ImageLinkView {
    ImageLinkView {
        url: "https://old.example.org/metro.jpg?x=1&y=2".to_owned(),
        title: "The \"metrocable\" above the roofs".to_owned(),
        caption_html: Some("Medellín <em>today</em>".to_owned()),
        credit: Some("A. <Photographer>".to_owned()),
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
        cover_url: String::new(),
        coordinates: Some(coordinates()),
        fallback: Some(TextLanguageView { language: "fa".to_owned(), direction: "rtl" }),
        themes: vec![theme_link("Resilience"), theme_link("تاب‌آوری")],
        colour: Some("resilience"),
        networks: vec!["C40".to_owned(), "A & \"B\"".to_owned()],
        more_networks: 2,
        agreements: vec!["Paris Agreement".to_owned(), "<SDGs>".to_owned()],
        own_html: None.into(),
    }
}

pub(super) fn bare_card() -> CardView {
    CardView {
        summary: String::new(),
        date: None,
        image: None,
        cover_url: "../medellin/cover.svg".to_owned(),
        coordinates: None,
        fallback: None,
        themes: Vec::new(),
        colour: None,
        networks: Vec::new(),
        more_networks: 0,
        agreements: Vec::new(),
        ..full_card()
    }
}

pub(super) fn term_link(title: &str, full_name: Option<&str>) -> Shared<TermLinkView> {
    Shared::from(TermLinkView {
        title: title.to_owned(),
        full_name: full_name.map(str::to_owned),
        url: format!("../../networks/{title}/"),
        colour: None,
    })
}

pub(super) fn theme_link(title: &str) -> Shared<TermLinkView> {
    Shared::from(TermLinkView {
        title: title.to_owned(),
        full_name: None,
        url: format!("../../themes/{title}/"),
        colour: Some("resilience"),
    })
}

pub(super) fn case_link(title: &str) -> CaseLinkView {
    CaseLinkView { title: title.to_owned(), url: "../cases/medellin/".to_owned(), colour: Some("resilience") }
}

fn coordinates() -> Shared<CoordinatesView> {
    Shared::from(CoordinatesView {
        latitude: 6.245,
        longitude: -75.572,
        text: "6.245° N, 75.572° W".to_owned(),
        short_text: "6.2° N, 75.6° W".to_owned(),
    })
}

pub(super) fn full_case() -> CaseView<'static> {
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
        Shared::from(CaseTaxonomyView {
            id: id.to_owned(),
            link,
            singular: "Network".to_owned(),
            count: group.terms.len(),
            groups: vec![group],
        })
    };
    CaseView {
        title: "Medellín & <friends>",
        city: "Medellín",
        country: link("Colombia", "../../countries/colombia/").into(),
        summary: "Urban resilience in the face of crises & disasters.",
        summary_id: Some("background").into(),
        reading_minutes: 7.into(),
        date: Some(date()),
        updated: Some(date()),
        image: Some(image().into()),
        cover: Some(super::maps::full_cover()).into(),
        image_link: Some(image_link()),
        lead_html: "<p>Lead.</p>".into(),
        sections: vec![section("context", "Context"), section("key-actions", "Key <em>actions</em>")].into(),
        taxonomies: vec![
            taxonomy("themes", CaseTermGroupView { title: None, terms: vec![term_link("Resilience", None)] }),
            taxonomy("networks", networks),
        ],
        themes: vec![theme_link("Resilience"), theme_link("Peace & \"trust\"")],
        colour: Some("resilience"),
        networks: vec!["C40".to_owned(), "A & \"B\"".to_owned()],
        more_networks: 2,
        coordinates: Some(coordinates()),
        authors: vec!["نویسنده", "A. Writer", "B. <Writer>"],
        article: Some(link("Successful Examples", "../../articles/successful-examples/")),
        origin: Some(link("example.org", "https://example.org/post")),
        sources_html: vec!["A <em>report</em>.".to_owned()],
        corrections: vec![CorrectionView { date: date(), text_html: "A year was <b>wrong</b>.".to_owned() }],
        citation: Some(super::lists::citation()),
        compare_url: "../../compare/?cases=medellin".to_owned(),
        report_url: Some("mailto:office@example.org?subject=A%26B&body=x".to_owned()),
        previous: Some(link("Istanbul", "../istanbul/")),
        next: Some(link("New York", "../new-york/")),
        related: vec![
            RelatedView { card: full_card().into(), shared: vec![term_link("C40", None), term_link("A & B", None)] },
            RelatedView { card: bare_card().into(), shared: Vec::new() },
        ],
    }
}

pub(super) fn minimal_case() -> CaseView<'static> {
    CaseView {
        title: "Medellín",
        city: "Medellín",
        country: link("Colombia", "../../countries/colombia/").into(),
        summary: "",
        summary_id: None.into(),
        reading_minutes: 1.into(),
        date: None,
        updated: None,
        image: None,
        cover: Some(CoverView { x: None, y: None, ..super::maps::full_cover() }).into(),
        image_link: None,
        lead_html: "".into(),
        sections: Vec::new().into(),
        taxonomies: Vec::new(),
        themes: Vec::new(),
        colour: None,
        networks: Vec::new(),
        more_networks: 0,
        coordinates: None,
        authors: Vec::new(),
        article: None,
        origin: None,
        sources_html: Vec::new(),
        corrections: Vec::new(),
        citation: None,
        compare_url: String::new(),
        report_url: None,
        previous: None,
        next: None,
        related: Vec::new(),
    }
}

pub(super) fn full_comparison() -> CompareView {
    CompareView { index_url: "index.js".to_owned(), otherwise: link("Matrix & <more>", "../matrix/") }
}

pub(super) fn compared_case(is_full: bool) -> ComparedCaseView<'static> {
    let case = if is_full { full_case() } else { minimal_case() };
    ComparedCaseView {
        id: "medellin",
        title: case.title,
        url: "../cases/medellin/".to_owned(),
        city: case.city,
        colour: case.colour,
        fallback: is_full.then_some(TextLanguageView { language: "fa".to_owned(), direction: "rtl" }),
        country: case.country,
        coordinates: case.coordinates,
        date: case.date,
        updated: case.updated,
        taxonomies: case.taxonomies,
        authors: case.authors,
        summary: case.summary,
        lead_html: case.lead_html,
        sections: case.sections,
    }
}
