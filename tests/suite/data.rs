//! The cases to take along: what the data files say is what the pages say, by readers that are not ours.

use std::collections::{BTreeMap, BTreeSet};

use chancery::base::url::percent_decode;
use quick_xml::events::Event;
use serde_json::Value;

use crate::pages::{json_ld, linked_cases, visible_text};
use crate::support::TestSite;

/// The rows of a table by their columns, without the byte order mark.
fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let text = text.strip_prefix('\u{feff}').expect("a table begins with a byte order mark");
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

fn json(site: &TestSite, path: &str) -> Value {
    serde_json::from_str(&site.read(path)).unwrap()
}

/// The texts of a list of JSON.
fn texts(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// The same with more lines in its configuration.
fn with_config(site: TestSite, lines: &str) -> TestSite {
    let text = format!("{}{lines}", site.read("site.yaml"));
    site.file("site.yaml", text)
}

/// The three formats of a file say the same of the same cases.
fn assert_formats_agree(site: &TestSite, path: &str) -> Value {
    let list = json(site, &format!("{path}.json"));
    let features = json(site, &format!("{path}.geojson"));
    let rows = table(&site.read(&format!("{path}.csv")));
    let cases = list["cases"].as_array().unwrap();
    assert_eq!(features["type"], "FeatureCollection");
    assert_eq!((rows.len(), features["features"].as_array().unwrap().len()), (cases.len(), cases.len()), "{path}");
    assert_eq!(list["count"], cases.len());
    for ((case, row), feature) in cases.iter().zip(&rows).zip(features["features"].as_array().unwrap()) {
        assert_eq!((&feature["properties"], &feature["id"], &feature["type"]), (case, &case["id"], &"Feature".into()));
        let point = feature["geometry"].as_object().map(|geometry| &geometry["coordinates"]);
        assert_eq!(point.is_some(), case["latitude"].is_number());
        if let Some(point) = point {
            // Longitude comes first (RFC 7946, section 3.1.1).
            assert_eq!((&point[0], &point[1]), (&case["longitude"], &case["latitude"]));
        }
        let columns = case.as_object().unwrap();
        assert_eq!(columns.len(), row.len());
        for (name, value) in columns {
            let cell = match value {
                Value::Null => String::new(),
                Value::Array(_) => texts(value).join("; "),
                Value::String(text) => text.clone(),
                number => number.to_string(),
            };
            let no_formula = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !value.is_number() {
                format!("'{cell}")
            } else {
                cell
            };
            assert_eq!(row[name], no_formula, "{path}: {name}");
        }
    }
    list
}

#[test]
fn what_the_files_say_is_what_the_pages_say() {
    for (name, editions) in [("plain", &["output"][..]), ("two-languages", &["output", "output/fa"])] {
        let site = TestSite::empty().overlay(&format!("tests/sites/{name}"));
        site.build().succeeds();
        let base = json(&site, "output/data/cases.json")["url"].as_str().unwrap().replace("data/", "");
        for edition in editions {
            let list = assert_formats_agree(&site, &format!("{edition}/data/cases"));
            let pages = site.files(&format!("{edition}/cases"));
            let count = pages.keys().filter(|path| path.ends_with("/index.html") && !path.starts_with("page/")).count();
            assert_eq!(list["count"], count, "{name}: as many cases as pages");
            for case in list["cases"].as_array().unwrap() {
                let address = percent_decode(case["url"].as_str().unwrap().strip_prefix(&base).unwrap()).unwrap();
                let page = site.read(&format!("output/{address}index.html"));
                let text = visible_text(&page);
                for field in ["title", "city", "country"] {
                    assert!(text.contains(case[field].as_str().unwrap()), "{name}: {field} of {}", case["id"]);
                }
                for ids in ["themes", "networks"].map(|taxonomy| (taxonomy, format!("{taxonomy}_ids"))) {
                    for id in case[&ids.1].as_array().map(Vec::as_slice).unwrap_or_default() {
                        assert!(page.contains(&format!("/{}/{}/\"", ids.0, id.as_str().unwrap())), "{}: {id}", ids.0);
                    }
                }
            }
        }
    }
}

#[test]
fn the_files_of_a_term_hold_the_cases_of_its_page() {
    let site = TestSite::empty().overlay("tests/sites/plain");
    site.build().succeeds();
    for term in ["networks/c40", "themes/climate", "countries/portugal"] {
        let list = assert_formats_agree(&site, &format!("output/{term}/cases"));
        let page = site.read(&format!("output/{term}/index.html"));
        let ids: BTreeSet<String> =
            list["cases"].as_array().unwrap().iter().map(|case| case["id"].as_str().unwrap().to_owned()).collect();
        let on_pages: BTreeSet<String> = site
            .files(&format!("output/{term}"))
            .into_iter()
            .filter(|(path, _)| path.ends_with("index.html"))
            .flat_map(|(_, bytes)| linked_cases(&String::from_utf8_lossy(&bytes)))
            .filter(|slug| site.has(&format!("output/cases/{slug}/index.html")))
            .collect();
        assert!(ids.is_subset(&on_pages) && !ids.is_empty(), "{term}: {ids:?} of {on_pages:?}");
        assert!(page.contains(&format!("href=\"/{term}/cases.csv\" download")), "{term}");
    }
}

#[test]
fn the_matrix_says_what_each_case_names() {
    let site = TestSite::empty().overlay("tests/sites/plain");
    site.build().succeeds();
    let rows = table(&site.read("output/data/matrix.csv"));
    let list = json(&site, "output/data/cases.json");
    let cases = list["cases"].as_array().unwrap();
    assert_eq!(rows.len(), cases.len());
    let mut count = 0;
    for row in &rows {
        let case = cases.iter().find(|case| case["id"] == row["id"].as_str()).unwrap();
        for (column, cell) in row.iter().filter(|(name, _)| name.contains('/')) {
            let (taxonomy, term) = column.split_once('/').unwrap();
            let names_it = texts(&case[format!("{taxonomy}_ids")]).contains(&term);
            assert_eq!(cell, if names_it { "1" } else { "0" }, "{column} of {}", row["id"]);
            count += usize::from(names_it);
        }
    }
    assert!(count > 0);
    assert!(site.read("output/matrix/index.html").contains("href=\"/data/matrix.csv\""));
}

#[test]
fn no_text_is_a_formula_and_numbers_are_numbers() {
    let lines = "summary: \"=HYPERLINK(\\\"https://evil.example\\\")\"\ncoordinates: [-6.2, -75.5]\nauthors: [\"@SUM(1)\", \"O, \\\"P\\\"\"]\n\
                 corrections: [{ date: 2025-01-02, text: \"a\\nb\" }]";
    let site = TestSite::new().case("oslo", lines, "Text.");
    site.build().succeeds();
    let list = assert_formats_agree(&site, "output/data/cases");
    assert_eq!(list["cases"][0]["summary"], "=HYPERLINK(\"https://evil.example\")");
    let row = &table(&site.read("output/data/cases.csv"))[0];
    assert_eq!(row["summary"], "'=HYPERLINK(\"https://evil.example\")");
    assert_eq!(row["authors"], "'@SUM(1); O, \"P\"");
    assert_eq!((row["latitude"].as_str(), row["longitude"].as_str()), ("-6.2", "-75.5"));
    assert_eq!(row["corrections"], "2025-01-02: a\nb");
}

#[test]
fn a_taxonomy_that_is_called_as_a_field_has_a_column_of_its_own() {
    let config = "title: Cities\nbase_url: https://example.org/\ntaxonomies:\n  - { id: language, title: Languages }\n";
    let site = TestSite::empty()
        .file("site.yaml", config)
        .file("content/language/quechua.md", "---\nname: Quechua\n---\n")
        .case("oslo", "language: [quechua]", "Text.");
    site.build().succeeds();
    let case = &json(&site, "output/data/cases.json")["cases"][0];
    assert_eq!((&case["language"], texts(&case["terms_language"])), (&"en".into(), vec!["Quechua"]));
    assert_eq!(texts(&case["terms_language_ids"]), ["quechua"]);
}

#[test]
fn the_page_describes_every_field_and_says_what_may_be_done() {
    let site = with_config(TestSite::new(), "licence: CC-BY-4.0\npublisher: { name: The office }\n");
    let site = site.theme("climate").case("oslo", "themes: [climate]\ndate: 2025-03-04", "Text.");
    site.build().succeeds();
    let page = site.read("output/data/index.html");
    let columns = json(&site, "output/data/cases.json")["cases"][0].as_object().unwrap().clone();
    for name in columns.keys() {
        assert!(page.contains(&format!("<code dir=\"ltr\">{name}</code>")), "{name}");
    }
    assert!(page.contains("href=\"https://creativecommons.org/licenses/by/4.0/\""));
    let set = &json_ld(&page)["@graph"][0];
    assert_eq!(
        (&set["@type"], &set["license"]),
        (&"Dataset".into(), &"https://creativecommons.org/licenses/by/4.0/".into())
    );
    assert_eq!(set["distribution"][0]["contentUrl"], "https://example.org/data/cases.csv");
    assert!(site.read("output/sitemap.xml").contains("<loc>https://example.org/data/</loc>"));
    assert!(!site.read("output/sitemap.xml").contains("cases.csv"));
    assert!(site.read("output/cases/oslo/index.html").contains("<a href=\"/data/\">Data</a>"));
}

#[test]
fn a_site_without_cases_has_no_data_and_one_that_asks_for_none_neither() {
    let without = TestSite::new().file("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n");
    let off = TestSite::new().case("oslo", "", "Text.");
    off.outputs("data: false");
    for site in [without, off] {
        site.build().succeeds();
        let files = site.files("output");
        assert!(
            files
                .keys()
                .all(|path| path != "data/index.html" && !path.ends_with(".csv") && !path.ends_with(".geojson")),
            "{:?}",
            files.keys()
        );
        assert!(!site.read("output/index.html").contains("/data/"));
    }
}

#[test]
fn a_page_of_the_sites_own_is_the_one_that_is_published() {
    let site = TestSite::new()
        .case("oslo", "", "Text.")
        .file("content/pages/data.md", "---\ntitle: Our numbers\n---\n\nText.\n");
    let run = site.build().succeeds();
    assert!(
        run.error.contains("warning[address-conflict]") && run.error.contains("the page of the data"),
        "{}",
        run.error
    );
    assert!(site.read("output/data/index.html").contains("Our numbers"));
    assert!(site.has("output/data/cases.csv"));
}

#[test]
fn an_edit_makes_only_the_files_that_say_it() {
    let site = TestSite::new().theme("climate").theme("peace");
    let site = site.case("oslo", "themes: [climate]", "Text.").case("lima", "themes: [peace]", "Text.");
    site.build().succeeds();
    let before = site.files("output");
    site.write("content/cases/oslo.md", crate::support::case_text("oslo", "themes: [climate]\nsummary: New.", "Text."));
    site.build().succeeds();
    let after = site.files("output");
    let changed = |path: &str| before[path] != after[path];
    assert!(changed("data/cases.csv") && changed("themes/climate/cases.geojson"));
    assert!(!changed("themes/peace/cases.json"));
    assert!(site.build().succeeds().out.contains("nothing changed"));
    assert_eq!(site.files("output"), after);
}

/// What an Atom feed says of each entry: the texts of its elements by their names.
fn entries_of(atom: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = quick_xml::Reader::from_str(atom);
    let (mut entries, mut open) = (Vec::<BTreeMap<String, String>>::new(), None::<String>);
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return entries,
            Event::Start(start) => {
                let name = start.name().0.to_owned();
                if name == "entry" {
                    entries.push(BTreeMap::new());
                }
                open = Some(name);
            }
            Event::End(_) => open = None,
            Event::Text(text) => add(&mut entries, open.as_ref(), &text),
            Event::GeneralRef(reference) => {
                let character = match &*reference {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    "apos" | "#39" => "'",
                    other => panic!("{other}"),
                };
                add(&mut entries, open.as_ref(), character);
            }
            _ => {}
        }
    }
}

fn add(entries: &mut [BTreeMap<String, String>], open: Option<&String>, text: &str) {
    if let (Some(entry), Some(name)) = (entries.last_mut(), open) {
        entry.entry(name.clone()).or_default().push_str(text);
    }
}

#[test]
fn both_forms_of_a_feed_say_the_same() {
    let site = TestSite::empty().overlay("tests/sites/two-languages");
    site.build().succeeds();
    for folder in ["", "fa/", "themes/climate/", "fa/themes/climate/"] {
        let feed = json(&site, &format!("output/{folder}feed.json"));
        assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
        let own = format!("/{folder}feed.json");
        assert!(feed["feed_url"].as_str().unwrap().ends_with(&own) && feed["home_page_url"].is_string());
        assert_eq!(feed["language"], if folder.starts_with("fa/") { "fa" } else { "en" });
        let items = feed["items"].as_array().unwrap();
        let entries = entries_of(&site.read(&format!("output/{folder}feed.xml")));
        assert_eq!(items.len(), entries.len(), "{folder}");
        assert!(!items.is_empty(), "{folder}");
        for (item, entry) in items.iter().zip(&entries) {
            for (field, element) in [
                ("id", "id"),
                ("url", "id"),
                ("title", "title"),
                ("date_published", "published"),
                ("date_modified", "updated"),
                ("content_html", "content"),
            ] {
                let value = item[field].as_str().map(str::to_owned);
                assert_eq!(value.as_ref(), entry.get(element), "{folder}: {field}");
            }
        }
        let page = site.read(&format!("output/{folder}index.html"));
        assert!(page.contains("<link rel=\"alternate\" type=\"application/feed+json\""), "{folder}");
    }
    let off = TestSite::new().case("oslo", "date: 2025-01-01", "Text.");
    off.outputs("json_feeds: false");
    off.build().succeeds();
    assert!(!off.has("output/feed.json") && off.has("output/feed.xml"));
    assert!(!off.read("output/index.html").contains("feed+json"));
}
