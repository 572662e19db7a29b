//! Ways to see all cases at once.

use super::super::views::*;
use super::cases::{full_case, theme_link};
use super::link;

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
