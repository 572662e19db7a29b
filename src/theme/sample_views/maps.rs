//! Maps and drawn covers.

use super::super::views::*;
use super::cases::case_link;

pub(super) fn full_cover() -> CoverView {
    CoverView {
        id: "medellin".to_owned(),
        land: "M0 0l100 10-10-5z".to_owned(),
        graticule: "M0 40l600 0".to_owned(),
        arcs: "M228 184l90-60".to_owned(),
        x: Some(228),
        y: Some(184),
        row: "116 109 225 150".to_owned(),
    }
}

pub(super) fn cover_file(is_full: bool) -> CoverFileView {
    let bare = CoverView { x: None, y: None, arcs: String::new(), graticule: String::new(), ..full_cover() };
    let colours = || CoverColoursView {
        theme: "#964700".to_owned(),
        paper: "#fbfaf6".to_owned(),
        sea: "#f2eae0".to_owned(),
        water: "#e7d6c5".to_owned(),
        land: "#e1cbb6".to_owned(),
        coast: "#bc8b5d".to_owned(),
    };
    CoverFileView { drawing: if is_full { full_cover() } else { bare }.into(), light: colours(), dark: colours() }
}

pub(super) fn land() -> LandView {
    LandView {
        width: 1800,
        height: 777,
        land: "M0 0l100 10-10-5z".to_owned().into(),
        graticule: "M0 40l600 0".to_owned().into(),
        light: "#ddd6c6".to_owned(),
        dark: "#2a3646".to_owned(),
    }
}

fn pin(label: Option<&str>, side: &'static str) -> PinView {
    PinView {
        x: 29.07,
        y: 48.5,
        title: "Medellín & \"friends\", Colombia".to_owned(),
        label: label.map(str::to_owned),
        side,
        url: "../cases/medellin/".to_owned(),
        colour: Some("resilience"),
        number: Some(1),
    }
}

fn sets(list: &str) -> Vec<PinSetView> {
    let cluster =
        ClusterView { x: 50.0, y: 20.0, count: 3, title: "<Paris> and 2 more".to_owned(), url: format!("#{list}") };
    let plain = PinView { colour: None, number: None, ..pin(Some("پکن"), "left") };
    vec![
        PinSetView { widths: "narrow".to_owned(), pins: vec![pin(None, "right")], clusters: vec![cluster] },
        PinSetView {
            widths: "medium wide".to_owned(),
            pins: vec![
                pin(Some("Medellín & <friends>"), "right"),
                plain,
                pin(Some("A"), "below"),
                pin(Some("B"), "above"),
            ],
            clusters: Vec::new(),
        },
    ]
}

fn land_file(name: &str) -> LandFileView {
    LandFileView { url: format!("../map/{name}.svg"), width: 1000, height: 432 }
}

pub(super) fn full_map() -> MapView {
    let list = "_where-list-1";
    let inset = InsetView {
        id: "where-europe".to_owned(),
        title: "Europe & <more>".to_owned(),
        land: land_file("europe"),
        left: 46.8,
        top: 8.5,
        width: 14.3,
        height: 18.7,
        count: 3,
        shape: 1.65,
        fits_corner: true,
        sets: sets(list),
    };
    let country =
        |url: &str| MapCountryView { title: "Côte d’\"Ivoire\"".to_owned(), url: url.to_owned(), count: 2 };
    MapView {
        id: "where".to_owned(),
        land: land_file("world"),
        count: 7,
        url: "../map/".to_owned(),
        sets: sets(list),
        dots: vec![DotView { x: 50.0, y: 10.0, colour: Some("peace") }, DotView { x: 51.0, y: 11.0, colour: None }],
        insets: vec![inset],
        lists: vec![ClusterListView {
            id: list.to_owned(),
            title: "<Paris> and 2 more".to_owned(),
            cases: vec![case_link("<Paris>"), CaseLinkView { colour: None, ..case_link("B") }],
            countries: vec![country("../countries/x/"), country("")],
        }],
    }
}

fn case(number: Option<usize>) -> MapCaseView {
    MapCaseView {
        number,
        city: "Medellín & <friends>".to_owned(),
        country: "Colombia".to_owned(),
        url: "../cases/medellin/".to_owned(),
        summary: "Urban \"resilience\" & more.".to_owned(),
        colour: Some("resilience"),
        is_placed: true,
    }
}

pub(super) fn full_atlas() -> AtlasView {
    let bare = MapCaseView { summary: String::new(), colour: None, is_placed: false, ..case(None) };
    let region = MapRegionView {
        id: "americas",
        title: "Americas".to_owned(),
        count: 3,
        cases: vec![case(Some(1)), case(None), bare],
        countries: vec![MapCountryView { title: "Colombia".to_owned(), url: String::new(), count: 2 }],
    };
    AtlasView { map: Some(full_map()).into(), regions: vec![region] }
}

pub(super) fn minimal_atlas() -> AtlasView {
    AtlasView { map: None.into(), regions: Vec::new() }
}
