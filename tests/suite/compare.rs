//! The comparison of cases: what its files hold, what an edit makes anew, and what is left where there is none.

use crate::support::TestSite;

fn site() -> TestSite {
    let site = TestSite::new().theme("climate");
    let note = "summary: Boats.\ndate: 2025-06-02\nthemes: [climate]";
    let site = site.case("oslo", note, "The harbour[^1].\n\n## Context\n\nSee [Bern](bern.md) and [below](#end).\n\n## End\n\nIt ends.\n\n[^1]: A note.\n");
    site.case("bern", "", "## Context\n\nBears & \"cubs\".\n\n### More\n\nA pit.\n")
}

/// What a file hands to the script.
fn data_of(site: &TestSite, path: &str) -> serde_json::Value {
    site.data_of_script("chanceryCompare", path)
}

#[test]
fn a_case_is_there_with_facts_and_sections_under_ids_of_its_own() {
    let site = site();
    site.build().succeeds();
    let index = data_of(&site, "compare/index");
    let place = index["cases"].as_array().unwrap().iter().position(|case| case[0] == "oslo").unwrap();
    let cases = data_of(&site, "compare/cases-0");
    let oslo = cases[place].as_str().unwrap();
    for wanted in [
        "data-id=\"oslo\"",
        "data-key=\"terms-themes\"",
        "<time datetime=\"2025-06-02\">",
        "<p>Boats.</p>",
        "href=\"#oslo:fn:1\"",
        "id=\"oslo:fn:1\"",
        "<section id=\"oslo:context\"><h2>Context</h2>",
        "href=\"/cases/bern/\"",
        "href=\"#oslo:end\"",
    ] {
        assert!(oslo.contains(wanted), "{wanted}: {oslo}");
    }
    let bern = cases[1 - place].as_str().unwrap();
    // The name of a city is a heading above the text of a section.
    assert!(bern.contains("<h4 id=\"bern:more\">More</h4>"), "{bern}");
    assert!(site.read("output/cases/oslo/index.html").contains("href=\"/compare/?cases=oslo\""));
}

#[test]
fn sections_have_their_names_in_all_languages_and_texts_their_own() {
    let site = site();
    let config = "title: T\nbase_url: https://example.org\nlanguages: [{id: en}, {id: fa, sections: {context: زمینه}}]\n\
        sections: [{id: context, title: Context, labels: [Background]}]\n\
        taxonomies: [{id: themes, title: Themes, singular: Theme}]\n";
    site.write("site.yaml", config);
    let bern = site.read("content/cases/bern.md").replace("## Context", "## زمینه");
    site.write("content/cases/bern.fa.md", bern);
    site.build().succeeds();
    let names = |edition: &str| data_of(&site, &format!("{edition}compare/index"))["sections"][0].to_string();
    assert_eq!(names(""), "[\"Context\",\"زمینه\",\"Background\"]");
    assert_eq!(names("fa/"), "[\"زمینه\",\"Context\",\"Background\"]");
    let cases = data_of(&site, "fa/compare/cases-0");
    let shown = |id: &str| {
        let start = format!("<article data-id=\"{id}\"");
        let case = cases.as_array().unwrap().iter().find(|case| case.as_str().unwrap().starts_with(&start)).unwrap();
        case.as_str().unwrap().split_once(">\n").unwrap().0.to_owned()
    };
    assert!(shown("oslo").ends_with("lang=\"en\" dir=\"ltr\""), "{}", shown("oslo"));
    assert!(!shown("bern").contains("lang="), "{}", shown("bern"));
}

#[test]
fn an_edit_makes_the_file_of_the_case_anew_and_the_index() {
    let site = (0..17).fold(TestSite::new(), |site, place| {
        site.case(&format!("city{place}"), &format!("date: 2025-06-{:02}", place + 1), "The harbour.")
    });
    site.build().succeeds();
    let before = site.built_below("compare/");
    let names: Vec<&str> = before.keys().map(String::as_str).collect();
    assert_eq!(names, ["compare/cases-0.js", "compare/cases-1.js", "compare/index.html", "compare/index.js"]);
    let path = "content/cases/city0.md";
    site.write(path, site.read(path).replace("The harbour.", "The harbour, and the fjord."));
    site.build().succeeds();
    let after = site.built_below("compare/");
    let changed: Vec<&String> =
        after.iter().filter(|(path, bytes)| before[*path] != **bytes).map(|(path, _)| path).collect();
    // The newest case comes first, so this one is the last.
    assert_eq!(changed, ["compare/cases-1.js", "compare/index.js"]);
    assert!(String::from_utf8_lossy(&after["compare/cases-1.js"]).contains("and the fjord"));
}

#[test]
fn a_site_that_opens_from_a_folder_has_addresses_of_files() {
    let site = site();
    site.run(&["build", "--relative"]).succeeds();
    let cases = data_of(&site, "compare/cases-0").to_string();
    assert!(cases.contains("data-url=\\\"../cases/oslo/index.html\\\""), "{cases}");
    let page = site.read("output/cases/oslo/index.html");
    assert!(page.contains("href=\"../../compare/index.html?cases=oslo\""), "{page}");
}

#[test]
fn where_it_is_switched_off_nothing_of_it_is_left() {
    let site = site();
    site.outputs("compare: false");
    site.build().succeeds();
    let traces: Vec<String> = site
        .files("output")
        .into_iter()
        .filter(|(path, bytes)| {
            !path.starts_with("theme/")
                && (path.starts_with("compare/") || String::from_utf8_lossy(bytes).contains("compare"))
        })
        .map(|(path, _)| path)
        .collect();
    assert!(traces.is_empty(), "{traces:?}");
}

#[test]
fn one_case_has_nothing_to_be_compared_with() {
    let site = TestSite::new().case("oslo", "", "The harbour.");
    site.build().succeeds();
    assert!(site.built_below("compare/").is_empty());
    assert!(!site.read("output/cases/oslo/index.html").contains("compare"));
}

#[test]
fn a_page_of_the_sites_own_wins() {
    let site = site().file("content/pages/compare.md", "---\ntitle: Cities compared\n---\n\nOur own table.\n");
    let run = site.build().succeeds();
    assert!(run.error.contains("the page of comparison is left out"), "{}", run.error);
    let names: Vec<String> = site.built_below("compare/").into_keys().collect();
    assert_eq!(names, ["compare/index.html", "compare/index.md"]);
    assert!(site.read("output/compare/index.html").contains("Our own table."));
    assert!(!site.read("output/cases/oslo/index.html").contains("?cases="));
}

#[test]
fn without_a_script_a_site_without_a_matrix_leads_to_the_list() {
    let site = site();
    site.build().succeeds();
    let link = |site: &TestSite| {
        let page = site.read("output/compare/index.html");
        page.split("<noscript>").nth(1).unwrap().split("</noscript>").next().unwrap().to_owned()
    };
    assert!(link(&site).contains("href=\"/cases/\""), "{}", link(&site));
}
