//! Names of terms in the text of a case lead to the pages of the terms.

use crate::support::TestSite;

fn network(name: &str, aliases: &str) -> String {
    format!("---\nname: {name}\naliases: [{aliases}]\nkind: city-network\n---\n")
}

/// A case of two networks, a third that no case names, and a theme with keywords.
fn site(body: &str) -> TestSite {
    TestSite::new()
        .file("content/networks/c40.md", network("C40 Cities", "C40, سی ۴۰"))
        .file("content/networks/unesco.md", network("UNESCO", ""))
        .file("content/networks/uccn.md", network("UNESCO Creative Cities Network", "UCCN"))
        .file("content/networks/iclei.md", network("ICLEI", ""))
        .file("content/themes/climate.md", "---\nname: Climate\nkeywords: [climate]\n---\n")
        .case("rome", "themes: [climate]\nnetworks: [c40, unesco]\nsummary: Rome & C40.\n", body)
        .case("oslo", "networks: [iclei]\n", "## Context\n\nOslo.\n")
}

fn link(slug: &str, words: &str) -> String {
    format!("<a class=\"named\" href=\"/networks/{slug}/\"><bdi>{words}</bdi></a>")
}

#[test]
fn the_first_name_in_each_section_leads_to_its_term_and_only_to_those_of_the_case() {
    let body =
        "C40 and C40.\n\n## Context\n\nIn سی‌۴۰, the UNESCO Creative Cities Network, ICLEI\nand UNESCO, on Climate.\n";
    let site = site(body);
    site.build().succeeds();
    let page = site.read("output/cases/rome/index.html");
    let named = page.matches("class=\"named\"").count();
    assert!(page.contains(&format!("<p>{} and C40.</p>", link("c40", "C40"))), "{page}");
    assert!(page.contains(&link("c40", "سی\u{200c}۴۰")), "{page}");
    // The longer name of a term that no case has hides the shorter one of a term that this one has.
    assert!(page.contains("UNESCO Creative Cities Network, ICLEI\nand <a"), "{page}");
    assert!(page.contains(&link("unesco", "UNESCO")) && named == 3, "{named}: {page}");
    for unlinked in ["output/feed.xml", "output/index.html", "output/cases/index.html"] {
        assert!(!site.read(unlinked).contains("named"), "{unlinked}");
    }
}

#[test]
fn a_context_that_says_what_the_summary_says_is_still_shown_once() {
    let site = site("## Context\n\nRome & C40.\n\n## Actions\n\nC40.\n");
    site.build().succeeds();
    let page = site.read("output/cases/rome/index.html");
    assert!(page.contains("<p class=\"standfirst\" id=\"context\">Rome &amp; C40.</p>"), "{page}");
    assert_eq!(page.matches("class=\"named\"").count(), 1, "{page}");
}

#[test]
fn a_new_name_of_a_term_makes_the_pages_of_cases_new_and_a_site_may_have_no_such_links() {
    let site = site("Rome joined the Climate Forty.\n");
    site.build().succeeds();
    assert!(!site.read("output/cases/rome/index.html").contains("named"));
    site.write("content/networks/c40.md", network("C40 Cities", "The Climate Forty, Climate Forty"));
    site.build().succeeds();
    let page = site.read("output/cases/rome/index.html");
    assert!(page.contains(&format!("joined {}.", link("c40", "the Climate Forty"))), "{page}");
    site.write("site.yaml", site.read("site.yaml") + "link_terms: false\n");
    site.build().succeeds();
    assert!(!site.read("output/cases/rome/index.html").contains("named"));
}
