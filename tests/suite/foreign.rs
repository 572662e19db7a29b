//! A site asks no other host for anything, unless its owner says so.

use crate::support::{TODAY, TestSite};

fn site() -> TestSite {
    TestSite::new().theme("climate").case("oslo", "themes: [climate]", "Text.").case("bern", "", "Text.")
}

fn with_line(site: TestSite, line: &str) -> TestSite {
    let yaml = site.read("site.yaml");
    site.file("site.yaml", format!("{yaml}{line}\n"))
}

#[test]
fn a_mistake_of_the_theme_is_told_once_with_its_line() {
    let site = site().file(
        "themes/default/templates/articles.html",
        "{% extends \"base.html\" %}\n{% block head %}<link rel=\"stylesheet\" href=\"//fonts.example.com/a.css\">{% endblock head %}\n{% block content %}<h1>x</h1>{% endblock content %}\n",
    );
    let site = site.file(
        "themes/default/templates/cases.html",
        "{% extends \"base.html\" %}\n{% block content %}<h1>x</h1><img src=\"https://pixel.example.com/\" alt=\"\">{% endblock content %}\n",
    );
    let site = with_line(site, "paginate: 1\npublisher: { name: Office, url: https://office.example.com/ }");
    let site = site.file("content/articles/one.md", "---\ntitle: One\n---\n\nText.\n");
    let run = site.build().finds_mistakes();
    assert!(!site.root().join("output").exists(), "nothing is written");
    assert_eq!(run.error.matches("error[foreign-host]").count(), 2, "{}", run.error);
    assert!(run.error.contains("--> themes/default/templates/articles.html:2:"), "{}", run.error);
    assert!(run.error.contains("--> themes/default/templates/cases.html:2:"), "{}", run.error);
    assert!(run.error.contains("`/cases/index.html` (and 1 more) loads"), "the number of pages is told: {}", run.error);
}

#[test]
fn a_host_that_is_no_longer_allowed_is_seen_in_files_that_did_not_change() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://maps.example.net/x.png\"/></svg>";
    let site = site().file("assets/plan.svg", svg).case("rome", "", "![x](https://maps.example.net/y.png)");
    let plain = site.read("site.yaml");
    let site = with_line(site, "allow_hosts: [Maps.Example.net]");
    site.build().succeeds();
    site.write("site.yaml", plain);
    let run = site.build().finds_mistakes();
    assert_eq!(run.error.matches("error[foreign-host]").count(), 2, "{}", run.error);
    assert!(run.error.contains("--> assets/plan.svg:1:"), "{}", run.error);
    assert!(run.error.contains("--> content/cases/rome.md:"), "{}", run.error);
}

#[test]
fn the_sites_own_host_is_another_one_for_a_page_in_a_folder() {
    let site = site().case("rome", "", "<video src=\"https://example.org/film.mp4\"></video>");
    site.build().succeeds();
    let run = site.run(&["build", "--date", TODAY, "--relative"]).finds_mistakes();
    assert!(run.error.contains("name the file itself, without the host"), "{}", run.error);
}

#[test]
fn a_wrong_entry_of_allow_hosts_is_explained() {
    for (written, help) in [
        ("https://video.example.net/", "write only the host: `video.example.net`"),
        ("'*.example.net'", "write each host whole"),
        ("video.example.net/embed", "write only the host: `video.example.net`"),
    ] {
        let run = with_line(site(), &format!("allow_hosts: [{written}]")).build().finds_mistakes();
        assert!(run.error.contains("bad-address") && run.error.contains(help), "{written}: {}", run.error);
    }
}
