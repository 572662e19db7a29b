//! The filters of the list of cases: what they consist of, what an edit makes anew, and what is left where they are switched off.

use std::collections::BTreeMap;

use crate::support::TestSite;

fn site() -> TestSite {
    let site = TestSite::new().theme("climate").theme("culture");
    let site = site.case("oslo", "themes: [climate]\ndate: 2025-06-02\nsummary: Boats.", "The harbour.");
    site.case("bern", "themes: [culture, climate]\ndate: 2023-01-05\nsummary: Bears & \"cubs\".", "The pit.")
}

/// What a file hands to the script.
fn data_of(site: &TestSite, name: &str) -> serde_json::Value {
    site.data_of_script("chanceryFilters", &format!("filters/{name}"))
}

#[test]
fn the_index_says_which_case_has_what() {
    let site = site();
    site.build().succeeds();
    let index = data_of(&site, "index");
    assert_eq!(index["count"], 2);
    let facet = |key: &str| {
        let facets = index["facets"].as_array().unwrap();
        facets.iter().find(|facet| facet["key"] == key).unwrap_or_else(|| panic!("no {key} in {index}")).clone()
    };
    // The most frequent theme comes first; that which a case names first gives it its colour.
    assert_eq!(facet("themes")["values"][0][0], "climate");
    assert_eq!(facet("themes")["cases"], "0;1,0");
    assert_eq!(facet("year")["values"][1][0], "2023");
    assert_eq!(facet("year")["cases"], "0;1");
    let countries = facet("country");
    assert!(countries["values"][0][0].as_str().unwrap().len() == 2, "{countries}");
    let cards = data_of(&site, "cards-0");
    assert!(cards[1].as_str().unwrap().contains("Bears &amp; "), "{cards}");
    assert!(cards[1].as_str().unwrap().contains("href=\"/cases/bern/\""), "{cards}");
}

#[test]
fn its_rows_are_those_of_the_data() {
    let site = site();
    site.build().succeeds();
    let rows = data_of(&site, "rows-0");
    let rows = rows.as_array().unwrap().iter().map(|row| row.as_str().unwrap());
    let header = data_of(&site, "index")["header"].as_str().unwrap().to_owned();
    let table: String = ["\u{feff}", &header].into_iter().chain(rows).collect();
    assert_eq!(table, site.read("output/data/cases.csv"));
}

#[test]
fn an_edit_of_a_text_makes_none_of_it_anew_and_one_of_a_summary_three_files() {
    let site = site();
    site.build().succeeds();
    let changed = |before: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let after = site.built_below("filters/");
        after.into_iter().filter(|(path, bytes)| before.get(path) != Some(bytes)).map(|(path, _)| path).collect()
    };
    let before = site.built_below("filters/");
    assert_eq!(before.len(), 3, "{:?}", before.keys());
    let path = "content/cases/oslo.md";
    site.write(path, site.read(path).replace("The harbour.", "The harbour, and the fjord."));
    site.build().succeeds();
    assert_eq!(changed(&before), Vec::<String>::new());
    site.write(path, site.read(path).replace("Boats.", "Ships."));
    site.build().succeeds();
    assert_eq!(changed(&before), ["filters/cards-0.js", "filters/index.js", "filters/rows-0.js"]);
}

#[test]
fn without_a_script_the_names_lead_to_the_pages_of_the_terms() {
    let site = site();
    site.build().succeeds();
    let page = site.read("output/cases/index.html");
    for link in ["href=\"/themes/climate/\" data-value=\"climate\"", "href=\"/years/2025/\" data-value=\"2025\""] {
        assert!(page.contains(link), "{link}: {page}");
    }
}

#[test]
fn where_they_are_switched_off_nothing_of_them_is_left() {
    let site = site();
    site.outputs("filters: false");
    site.build().succeeds();
    assert!(site.built_below("filters/").is_empty());
    let page = site.read("output/cases/index.html");
    for trace in ["filters", "data-value", "?view=", "<dialog"] {
        assert!(!page.contains(trace), "{trace}: {page}");
    }
}

#[test]
fn a_site_without_data_or_a_map_has_filters_all_the_same() {
    let site = site();
    site.outputs("data: false, map: false, years: false, countries: false");
    site.build().succeeds();
    let index = data_of(&site, "index");
    assert_eq!(
        site.built_below("filters/").into_keys().collect::<Vec<_>>(),
        ["filters/cards-0.js", "filters/index.js"]
    );
    assert_eq!((&index["header"], &index["map"]), (&"".into(), &serde_json::Value::Null));
    assert!(!site.read("output/cases/index.html").contains("data-view=\"map\""));
    // A value without a page is no link without a script.
    assert!(site.read("output/cases/index.html").contains("<a data-value=\"2025\">"));
}

#[test]
fn a_site_that_opens_from_a_folder_has_addresses_of_files() {
    let site = site();
    site.run(&["build", "--relative"]).succeeds();
    let cards = data_of(&site, "cards-0");
    assert!(cards[0].as_str().unwrap().contains("src=\"../cases/oslo/cover.svg\""), "{cards}");
    assert!(site.read("output/cases/index.html").contains("data-index=\"../filters/index.js\""));
    assert_eq!(data_of(&site, "index")["suffix"], "index.html");
}

#[test]
fn one_case_has_nothing_to_choose_between() {
    let site = TestSite::new().case("oslo", "", "The harbour.");
    site.build().succeeds();
    assert!(site.built_below("filters/").is_empty());
    assert!(!site.read("output/cases/index.html").contains("filters"));
}
