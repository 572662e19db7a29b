//! One content under four addresses: the root of a domain, a folder of a host, a folder of a disk, and servers that write
//! addresses with and without a slash at their end.

use std::collections::BTreeMap;

use crate::links::{Served, broken_links};
use crate::support::{TODAY, TestSite};

/// A site with every kind of link: those of `plain`, and some that only HTML in Markdown and a style sheet have.
fn site() -> TestSite {
    let body = "\
## Context

[Oslo](oslo.md#key-actions-2), [the network](../networks/c40.md), [all cases](/cases/), [the second page](/cases/page/2/),
[the home page](../pages/index.md), [an old address](/en/medellin/), [a file](/assets/reports/plan.txt),
[without its slash](/networks), [and with a fragment](/about#the-office), [a heading in Persian](#زمینه), [a reference][one] and [here](#context).

## زمینه

<p><a href=\"medellin.md#context\">In HTML</a> <img src=\"cases/medellin.svg\" alt=\"Houses\"></p>

[one]: ../themes/climate.md
";
    let front =
        "---\ntitle: Links\ncity: Bern\ncountry: CH\nthemes: [climate]\naliases: [/old/links.html, /a/b/c/d/]\n---\n\n";
    let site = TestSite::empty().overlay("tests/sites/plain");
    let yaml = site.read("site.yaml").replace("menu:\n", "menu:\n  - { title: Office, url: /about#the-office }\n");
    site.file("site.yaml", yaml)
        .file("content/cases/links.md", format!("{front}{body}"))
        .file(
            "content/cases/تهران.md",
            "---\ntitle: تهران\ncity: تهران\ncountry: IR\nthemes: [climate]\n---\n\n[x](links.md#زمینه)\n",
        )
        .file("themes/default/static/extra/more.css", "body { background: url(\"../favicon.svg\") }\n")
}

/// The files of the site, built with these options.
fn built(options: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let site = site();
    site.run(&[&["build", "--date", TODAY], options].concat()).succeeds();
    site.run(&[&["check", "--date", TODAY], options].concat()).succeeds();
    site.files("output")
}

#[track_caller]
fn assert_links(files: &BTreeMap<String, Vec<u8>>, served: Served<'_>, base_url: &str) {
    let (broken, followed) = broken_links(files, served, base_url);
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(followed > 800, "only {followed} links were followed");
}

#[test]
fn every_link_works_at_the_root_of_a_domain() {
    assert_links(&built(&[]), Served::At("https://example.org/"), "https://example.org/");
}

#[test]
fn every_link_works_in_a_folder_of_a_host() {
    for base in ["https://x.example.org/library/", "https://x.example.org/a%20b/%D8%B4%D9%87%D8%B1/"] {
        assert_links(&built(&["--base-url", base]), Served::At(base), base);
    }
}

#[test]
fn every_link_works_without_and_with_a_slash_at_the_end() {
    let files = built(&[]);
    let home = "https://example.org/";
    for served in [Served::WithoutSlashes(home), Served::WithSlashes(home)] {
        assert_links(&files, served, home);
    }
}

#[test]
fn every_link_works_in_a_folder_of_a_disk() {
    let home = "https://example.org/";
    let files = built(&["--relative"]);
    for folder in ["file:///", "file:///media/stick/a%20b/%D8%B4%D9%87%D8%B1/"] {
        assert_links(&files, Served::File(folder), home);
    }
    // The same files do as well on any server, in any folder.
    for served in ["https://example.org/", "https://other.example.net/some/where/"] {
        assert_links(&files, Served::At(served), home);
    }
}

#[test]
fn a_site_that_opens_from_a_folder_has_the_same_files_with_other_links() {
    let (at_home, relative) = (built(&[]), built(&["--relative"]));
    // A browser searches and installs a site by its address, which a folder has not.
    let with_address =
        at_home.keys().filter(|path| !["opensearch.xml", "manifest.webmanifest"].contains(&path.as_str()));
    assert!(with_address.eq(relative.keys()));
    for (path, bytes) in &relative {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("~chancery-root~"), "{path}");
        if path.ends_with(".xml") || path.ends_with(".txt") {
            assert_eq!(*bytes, at_home[path], "{path}");
        }
        assert!(!text.contains("type=\"module\"") && !text.contains("fetch("), "{path}");
    }
    let site = site();
    let yaml = site.read("site.yaml");
    site.write("site.yaml", format!("{yaml}relative: true\n"));
    site.build().succeeds();
    assert!(site.files("output") == relative, "site.yaml says the same as the option");
}

#[test]
fn a_check_finds_links_that_only_a_server_would_understand() {
    let template = "{% extends \"base.html\" %}{% block content %}<h1>x</h1><a href=\"/cases/\">1</a><a href=\"../cases/\">2</a>{{ text.body_html | safe }}{% endblock content %}";
    let site = site().file("themes/default/templates/page.html", template);
    site.run(&["check", "--date", TODAY]).succeeds();
    let run = site.run(&["check", "--date", TODAY, "--relative"]).finds_mistakes();
    assert!(run.error.contains("links to `/cases/`, which begins with `/`"), "{}", run.error);
    assert!(run.error.contains("links to `../cases/`, which names a folder"), "{}", run.error);
}
