//! Ways to see all cases at once.

use super::super::views::*;
use super::cases::{bare_card, case_link, full_card, full_case, theme_link};
use super::{link, pagination};

fn column(title: &str) -> MatrixColumnView {
    MatrixColumnView {
        title: title.to_owned(),
        full_name: Some("C40 Cities & <others>".to_owned()),
        url: "../networks/c40/".to_owned(),
        count: 2,
    }
}

fn row(city: &str, cells: [Option<&str>; 2]) -> MatrixRowView {
    MatrixRowView {
        city: city.to_owned(),
        country: "Türkiye & <more>".to_owned(),
        title: Some("A <case> of two".to_owned()),
        url: "../cases/medellin/".to_owned(),
        colour: Some("climate"),
        count: cells.iter().flatten().count(),
        cells: cells.map(|cell| cell.map(str::to_owned)).to_vec(),
        taxonomies: full_case().taxonomies,
    }
}

pub(super) fn full_matrix() -> MatrixView {
    MatrixView {
        url: "../matrix/".to_owned(),
        taxonomies: vec![link("Networks", "../networks/").into(), link("توافق‌ها", "../agreements/").into()],
        groups: vec![
            MatrixGroupView {
                title: "City networks & <others>".to_owned(),
                url: "../networks/#city-network".to_owned(),
                columns: vec![column("C40")],
            },
            MatrixGroupView {
                title: "Agreements".to_owned(),
                url: "../agreements/".to_owned(),
                columns: vec![column("ایکلی")],
            },
        ],
        rows: vec![row("Medellín", [Some("C40"), Some("ایکلی")]), row("<Paris>", [None, None])],
        column_count: 2,
        case_count: 700,
        term_count: 63,
        nameless_count: 1,
        nameless: vec!["<Paris>".to_owned()],
        colour_singular: "Theme".to_owned(),
        colours: vec![theme_link("resilience")],
    }
}

pub(super) fn minimal_matrix() -> MatrixView {
    let bare = MatrixColumnView { full_name: None, ..column("C40") };
    let group = MatrixGroupView { title: "Networks".to_owned(), url: "../networks/".to_owned(), columns: vec![bare] };
    let only = MatrixRowView {
        title: None,
        colour: None,
        count: 1,
        cells: vec![Some("C40".to_owned())],
        taxonomies: Vec::new(),
        ..row("Paris", [None, None])
    };
    MatrixView {
        url: String::new(),
        groups: vec![group],
        rows: vec![only],
        column_count: 1,
        case_count: 1,
        term_count: 1,
        nameless_count: 0,
        nameless: Vec::new(),
        colours: Vec::new(),
        ..full_matrix()
    }
}

fn coverage_row(title: &str, cells: [usize; 2]) -> CoverageRowView {
    CoverageRowView {
        title: title.to_owned(),
        full_name: Some("Climate & <others>".to_owned()),
        url: "../themes/climate/".to_owned(),
        colour: Some("climate"),
        count: cells.iter().sum(),
        cells: cells.to_vec(),
    }
}

pub(super) fn full_coverage() -> CoverageView {
    let region = |title: &str, count| CoverageRegionView {
        title: title.to_owned(),
        url: "../countries/#asia".to_owned(),
        count,
    };
    CoverageView {
        taxonomy: link("Themes & <more>", "../themes/"),
        regions: vec![region("Asia", 1200), region("Oceania", 0)],
        rows: vec![coverage_row("Climate", [1200, 0]), coverage_row("A & <B>", [0, 0])],
        most: 1200,
        missing: vec!["Oceania".to_owned()],
        without: 3,
    }
}

pub(super) fn minimal_coverage() -> CoverageView {
    let bare = CoverageRowView { full_name: None, url: String::new(), colour: None, ..coverage_row("Climate", [1, 0]) };
    let region = CoverageRegionView { title: "Asia".to_owned(), url: String::new(), count: 1 };
    CoverageView {
        regions: vec![region],
        rows: vec![bare],
        most: 1,
        missing: Vec::new(),
        without: 0,
        ..full_coverage()
    }
}

fn year_card(year: &str, count: usize) -> YearCardView {
    YearCardView {
        title: format!("سال {year}"),
        short: year.to_owned(),
        url: if count > 0 { format!("{year}/") } else { String::new() },
        count,
        cases: (0..count.min(12)).map(|_| case_link("<Medellín>")).collect(),
    }
}

pub(super) fn full_years() -> YearsView {
    YearsView {
        years: vec![year_card("2025", 1200), year_card("2023", 2)],
        timeline: vec![year_card("2023", 2), year_card("2024", 0), year_card("2025", 1200)],
        most: 1200,
        undated_count: 2,
        undated: vec![case_link("<Paris>"), CaseLinkView { colour: None, ..case_link("اصفهان") }],
    }
}

pub(super) fn minimal_years() -> YearsView {
    let years = vec![year_card("2025", 1)];
    YearsView { years, timeline: Vec::new(), most: 1, undated_count: 0, undated: Vec::new() }
}

pub(super) fn full_year() -> YearView {
    YearView {
        title: "سال 2025".to_owned(),
        count: 200,
        cases: vec![full_card().into(), bare_card().into()],
        pagination: Some(pagination()),
        previous: Some(link("2023", "../2023/")),
        next: Some(link("2026", "../2026/")),
        feed_url: "feed.xml".to_owned(),
    }
}

pub(super) fn minimal_year() -> YearView {
    YearView {
        count: 1,
        cases: vec![bare_card().into()],
        pagination: None,
        previous: None,
        next: None,
        feed_url: String::new(),
        ..full_year()
    }
}
