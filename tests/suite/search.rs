//! Search: what it consists of, who may have its address, and what is left where it is switched off.

use crate::support::TestSite;

/// What pages have of search.
const TRACES: [&str; 4] = ["search-link", "search-open", "rel=\"search\"", "/search/"];

fn site() -> TestSite {
    TestSite::new().case("oslo", "summary: Boats.", "## Context\n\nThe *harbour* of Oslo — «fjord» & <b>quay</b>.")
}

fn files_of_search(site: &TestSite) -> Vec<String> {
    let files = site.files("output").into_keys();
    files.filter(|file| file.contains("search/") || file.contains("opensearch")).collect()
}

/// The text of the file of the index whose name begins so.
fn index_file(site: &TestSite, beginning: &str) -> String {
    let all = files_of_search(site);
    let file = all.iter().find(|file| file.contains(&format!("search/{beginning}"))).unwrap();
    site.read(&format!("output/{file}"))
}

#[test]
fn the_words_of_a_case_are_in_the_index_and_its_text_without_marks() {
    let site = site();
    site.build().succeeds();
    let terms = index_file(&site, "terms-0");
    for word in ["harbour ", "fjord ", "quay ", "boats ", "oslo "] {
        assert!(terms.contains(word), "{word}: {terms}");
    }
    let result = index_file(&site, "results-0-0");
    assert!(result.contains("The harbour of Oslo — «fjord» & quay."), "{result}");
    assert!(result.contains("\"url\":\"cases/oslo/\""), "{result}");
    assert!(site.read("output/index.html").contains("search-link"));
    assert!(site.read("output/search/index.html").contains("href=\"/cases/oslo/\""));
    assert!(site.read("output/opensearch.xml").contains("template=\"https://example.org/search/?q={searchTerms}\""));
}

#[test]
fn an_edit_of_a_text_is_found() {
    let site = site().case("bern", "", "Bears.");
    site.build().succeeds();
    let site = site.case("bern", "", "Wolves.");
    site.build().succeeds();
    let terms = index_file(&site, "terms-0");
    assert!(terms.contains("wolves ") && terms.contains("harbour ") && !terms.contains("bears "), "{terms}");
    assert_eq!(files_of_search(&site).iter().filter(|file| file.contains("terms-")).count(), 1);
}

#[test]
fn where_it_is_switched_off_nothing_of_it_is_left() {
    let site = site();
    site.outputs("search: false");
    site.build().succeeds();
    assert_eq!(files_of_search(&site), Vec::<String>::new());
    let page = site.read("output/index.html");
    assert!(TRACES.iter().all(|trace| !page.contains(trace)), "{page}");
}

#[test]
fn a_page_of_the_sites_own_wins() {
    let site = site().file("content/pages/search.md", "---\ntitle: Search elsewhere\n---\n\nAsk the archive.\n");
    let run = site.build().succeeds();
    assert!(run.error.contains("the page of search is left out"), "{}", run.error);
    assert_eq!(files_of_search(&site), ["search/index.html", "search/index.md"]);
    assert!(site.read("output/search/index.html").contains("Ask the archive."));
    let page = site.read("output/index.html");
    assert!(TRACES.iter().all(|trace| !page.contains(trace)), "{page}");
}

#[test]
fn a_site_that_opens_from_a_folder_has_addresses_of_files() {
    let site = site();
    site.run(&["build", "--relative"]).succeeds();
    assert!(index_file(&site, "index.js").contains("\"suffix\":\"index.html\""));
    let page = site.read("output/cases/oslo/index.html");
    assert!(page.contains("data-index=\"../../search/index.js\""), "{page}");
    assert!(page.contains("href=\"../../search/index.html\""), "{page}");
    assert!(!site.has("output/opensearch.xml"));
}

#[test]
fn a_site_without_cases_has_no_search() {
    let site = TestSite::new();
    site.build().succeeds();
    assert_eq!(files_of_search(&site), Vec::<String>::new());
    assert!(!site.read("output/index.html").contains("search-link"));
}
