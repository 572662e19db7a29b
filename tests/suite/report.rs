//! `chancery report`: the state of the library as one page.

use crate::support::{PICTURE, TODAY, TestSite};

fn report(site: &TestSite) -> String {
    site.run(&["report", "state.html", "--date", TODAY]).succeeds();
    site.read("state.html")
}

fn site() -> TestSite {
    let yaml = TestSite::new().read("site.yaml");
    TestSite::new()
        .file("site.yaml", format!("{yaml}languages:\n  - id: en\n  - id: fa\n"))
        .theme("climate")
        .theme("culture")
        .case("oslo", "themes: [climate]\nimage: { file: a.gif }", "## Context\n\n![River](../../assets/a.gif)")
        .case("lima", "themes: [climate]\ndraft: true", "Text.")
        .file("content/cases/oslo.fa.md", "---\ntitle: اسلو\n---\n\nمتن.\n")
        .file("content/pages/about.md", "---\ntitle: About <us>\n---\n\nWe.\n")
        .file("assets/a.gif", PICTURE)
}

#[test]
fn the_report_says_what_is_there_and_what_is_missing() {
    let page = report(&site());
    for expected in [
        "<b>1</b> case<",
        "<bdi>The case of oslo</bdi> <b class=\"gap\">4</b>",
        "<b>1</b> draft<",
        "<b>2</b> languages",
        "content/cases/oslo.md</span></th><td class=\"gap\">alt, credit, sources, coordinates</td>",
        "<tr><th scope=\"row\">sources</th><td class=\"number\">1</td>",
        "Not translated into fa",
        "content/pages/about.md</li>",
        "<th scope=\"row\"><bdi>The climate</bdi></th><td><span class=\"soft\">–</span></td><td class=\"shade4\">1</td>",
        "Named by no case: <bdi>The culture</bdi>",
        "None since the last build.",
        "<th scope=\"row\" class=\"path\" dir=\"ltr\">/cases/oslo/</th>",
    ] {
        assert!(page.contains(expected), "{expected} is missing:\n{page}");
    }
}

#[test]
fn an_address_that_vanished_is_in_the_report_until_it_is_answered() {
    let site = site();
    site.build().succeeds();
    site.remove("content/pages/about.md");
    assert!(report(&site).contains("/about/"));
    let yaml = site.read("site.yaml");
    site.write("site.yaml", format!("{yaml}gone: [/about/, /fa/about/]\n"));
    assert!(report(&site).contains("None since the last build."));
}

#[test]
fn the_report_needs_no_other_file_and_is_the_same_each_time() {
    let site = site();
    let page = report(&site);
    for loading in ["src=", "href=", "url(", "@import", "<script"] {
        assert!(!page.contains(loading), "{loading}");
    }
    assert_eq!(report(&site), page);
    site.write("content/cases/oslo.md", "no front matter");
    assert!(site.run(&["report", "other.html"]).finds_mistakes().error.contains("[missing-front-matter]"));
    assert!(!site.has("other.html"));
}

#[test]
fn a_persian_report_has_persian_numbers_and_the_place_of_each_city() {
    let site = site().file(
        "content/cases/paris.md",
        "---\ntitle: Paris, France\ncity: Paris\ncountry: FR\nthemes: [climate]\n---\n\nText.\n",
    );
    site.run(&["report", "state.html", "--date", TODAY, "--messages", "fa"]).succeeds();
    let page = site.read("state.html");
    assert!(page.contains("<b>۲</b> نمونه<"), "{page}");
    assert!(page.contains("<bdi>Paris, France</bdi>") && page.contains("<circle class=\"city\""), "{page}");
    assert!(page.contains("\u{2068}2025-07-01\u{2069}"), "the day is read from left to right");
}
