//! Booklets: all cases on one page, and those of each term.

use std::collections::BTreeSet;

use crate::support::TestSite;

fn site() -> TestSite {
    let body =
        "Lead[^1], [see](#key-actions) and [Oslo](oslo.md).\n\n## Key actions\n\nOne.\n\n### Sub\n\n[^1]: A note.\n";
    TestSite::new()
        .theme("peace")
        .case("rome", "themes: [peace]\nsummary: Rome & “peace”.\nsources: [A source]\n", body)
        .case("oslo", "themes: [peace]\n", "## Key actions\n\nTwo.[^1]\n\n[^1]: Another.\n")
        .case("bern", "", "Three.\n")
}

/// The values of an attribute, in order.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html[at + start.len()..].split('"').next()).collect()
}

#[test]
fn a_booklet_has_each_case_whole_and_links_within_it_work() {
    let site = site();
    site.build().succeeds();
    let page = site.read("output/booklet/index.html");
    for wanted in [
        "<meta name=\"robots\" content=\"noindex\">",
        "<li><a href=\"#rome\">",
        "<h2 class=\"booklet-name\"><bdi>The case of rome",
        "<h3 id=\"rome:key-actions\">Key actions</h3>",
        "<h4 id=\"rome:sub\">Sub</h4>",
        "<a href=\"#rome:key-actions\">see</a> and <a href=\"/cases/oslo/\">Oslo</a>",
        "href=\"#rome:fn:1\"",
        "https://example.org/cases/bern/",
    ] {
        assert!(page.contains(wanted), "{wanted} is missing: {page}");
    }
    assert!(!page.contains("rel=\"canonical\""), "{page}");
    assert_eq!(page.matches("<h1").count(), 1);
    let ids = values(&page, "id");
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    for place in values(&page, "href").into_iter().filter_map(|address| address.strip_prefix('#')) {
        assert!(unique.contains(place), "{place} is not there");
    }
    assert!(!site.read("output/sitemap.xml").contains("booklet"));
    assert_eq!(site.run(&["check"]).code, 0);
}

#[test]
fn a_term_has_a_booklet_of_its_cases_and_its_page_leads_there() {
    let site = site();
    site.build().succeeds();
    let term = site.read("output/themes/peace/index.html");
    assert!(term.contains("href=\"/themes/peace/booklet/\""), "{term}");
    let booklet = site.read("output/themes/peace/booklet/index.html");
    assert!(booklet.contains("id=\"oslo\"") && !booklet.contains("id=\"bern\""), "{booklet}");
    assert!(site.read("output/cases/index.html").contains("href=\"/booklet/\""));
}

#[test]
fn booklets_can_be_left_out_and_a_page_of_ones_own_stays() {
    let site = site().file("content/pages/booklet.md", "---\ntitle: Our booklet\n---\n\nOurs.\n");
    let run = site.build().succeeds();
    assert!(run.error.contains("/booklet/"), "{}", run.error);
    assert!(site.read("output/booklet/index.html").contains("Ours."));
    site.outputs("booklets: false");
    site.build().succeeds();
    assert!(!site.has("output/themes/peace/booklet/index.html"));
    assert!(!site.read("output/themes/peace/index.html").contains("booklet"));
}

#[test]
fn a_site_without_cases_has_no_booklet() {
    let site = TestSite::new().theme("peace");
    site.build().succeeds();
    assert!(!site.has("output/booklet/index.html"));
}
