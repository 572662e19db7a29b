//! The page of the map, small maps and drawn covers, as the program makes them.

use crate::support::TestSite;

/// Cities that the program knows, each with its country.
const CITIES: [(&str, &str); 4] =
    [("paris", "France"), ("amsterdam", "Netherlands"), ("braga", "Portugal"), ("istanbul", "Turkey")];

fn case(site: TestSite, slug: &str, country: &str) -> TestSite {
    let city = format!("{}{}", slug[..1].to_uppercase(), &slug[1..]);
    let text =
        format!("---\ntitle: {city}, {country}\ncity: {city}\ncountry: {country}\nthemes: [climate]\n---\n\nText.\n");
    site.file(&format!("content/cases/{slug}.md"), &text)
}

fn site() -> TestSite {
    let site = TestSite::new().theme("climate");
    CITIES.iter().fold(site, |site, (slug, country)| case(site, slug, country))
}

/// The same with more lines in its configuration.
fn with_config(site: TestSite, lines: &str) -> TestSite {
    let text = format!("{}{lines}", site.read("site.yaml"));
    site.file("site.yaml", text)
}

/// How often `what` is on a page.
fn count(page: &str, what: &str) -> usize {
    page.matches(what).count()
}

#[test]
fn every_case_is_on_the_map_and_in_the_list_with_the_same_number() {
    let site = case(site(), "medellin", "Colombia");
    site.build().succeeds();
    let page = site.read("output/map/index.html");
    for slug in ["paris", "amsterdam", "braga", "istanbul", "medellin"] {
        assert!(page.contains(&format!("<a href=\"/cases/{slug}/\" class=\"pin of-climate\"")), "{slug} has no pin");
    }
    let listed = page.split_once("map-regions").unwrap().1;
    assert_eq!(count(listed, "class=\"map-number of-climate\""), 5);
    assert!(listed.find("Americas") < listed.find("Asia") && listed.find("Asia") < listed.find("Europe"));
    // Paris is the last of Europe by its name, and so of all.
    assert!(page.contains("<title>Paris, France</title>"));
    assert!(listed.contains("aria-hidden=\"true\">5</span>\n<div>\n<a href=\"/cases/paris/\""));
    // Four cities crowd in Europe, and are shown once more.
    assert!(
        page.contains("id=\"_map-europe\"") && site.has("output/map/europe.svg") && site.has("output/map/world.svg")
    );
}

#[test]
fn pins_that_crowd_are_one_mark_that_leads_to_their_list() {
    let near = |site: TestSite, number: usize| {
        let text = format!(
            "---\ntitle: City {number}\ncity: City {number}\ncountry: Brazil\ncoordinates: [-10.{number}, -50]\n---\n\nText.\n"
        );
        site.file(&format!("content/cases/city-{number}.md"), &text)
    };
    let site = (1..=2).fold(TestSite::new(), near);
    site.build().succeeds();
    let page = site.read("output/map/index.html");
    assert_eq!(count(&page, "class=\"pin cluster\""), 1, "all widths have the same mark");
    let (_, rest) =
        page.split_once("<a href=\"#_map-list-1\" class=\"pin cluster\"><title>City 1 and 1 more</title>").unwrap();
    let (_, list) = rest.split_once("id=\"_map-list-1\"").unwrap();
    let list = list.split_once("</ul>").unwrap().0;
    assert!(list.contains("href=\"/cases/city-1/\"") && list.contains("href=\"/cases/city-2/\""), "{list}");
}

#[test]
fn maps_are_left_out_where_site_yaml_says_so_and_where_no_case_has_a_place() {
    let left_out = site();
    left_out.outputs("map: false");
    left_out.build().succeeds();
    let nowhere = TestSite::new().case("nowhere", "", "Text.");
    nowhere.build().succeeds();
    let empty = TestSite::new();
    empty.build().succeeds();
    for site in [left_out, nowhere, empty] {
        assert!(!site.has("output/map/index.html") && !site.has("output/map/world.svg"));
        assert!(!site.read("output/index.html").contains("map-sheet"));
    }
}

#[test]
fn a_page_of_the_site_at_the_address_of_the_map_wins() {
    let site = site().file("content/pages/map.md", "---\ntitle: How to find us\n---\n\nBy train.\n");
    let run = site.build().succeeds();
    assert!(site.read("output/map/index.html").contains("By train."));
    assert!(run.shown().contains("warning[address-conflict]"), "{}", run.shown());
    assert!(run.shown().contains("the map is left out, as the site has a page of its own at /map/"), "{}", run.shown());
    assert!(site.read("output/themes/climate/index.html").contains("map-sheet"), "small maps stay");
}

#[test]
fn a_case_without_a_picture_has_a_cover_that_follows_its_place_and_its_colour() {
    let site = site();
    site.build().succeeds();
    let first = site.read("output/cases/paris/cover.svg");
    assert!(first.contains("<circle class=\"drawing-city\"") && first.contains("prefers-color-scheme:dark"));
    assert!(first.contains("--theme:#0b6128") && first.contains("--theme:#6bc582"));
    let site = with_config(site, "colours: { light: { climate: \"#123456\" } }\n");
    site.build().succeeds();
    assert!(site.read("output/cases/paris/cover.svg").contains("--theme:#123456"));
    let moved = site.read("content/cases/paris.md").replace("themes:", "coordinates: [0, 0]\nthemes:");
    let site = site.file("content/cases/paris.md", &moved);
    site.build().succeeds();
    assert_ne!(site.read("output/cases/paris/cover.svg"), first.replace("#0b6128", "#123456"));
}
