//! Whole sites: `tests/sites/<name>/` is a site, and `expected/` in it what its readers get. Of most pages only the
//! `<main>` is kept, so that a new line in the head does not touch every golden; the first pages listed are kept whole.

use std::collections::BTreeMap;

use crate::pages::{json_ld, main_of, visible_text};
use crate::support::{PICTURE, Run, TODAY, TestSite, assert_golden_folder, folders_in, in_repository};

/// The site, as the builder makes it.
fn site(name: &str) -> TestSite {
    TestSite::empty().overlay(&format!("tests/sites/{name}"))
}

/// Builds a site and compares the files named with its goldens, and the list of all its files.
pub fn assert_site(name: &str, whole: &[&str], mains: &[&str]) -> (TestSite, Run) {
    let site = site(name);
    let run = site.build().succeeds();
    let mut actual = BTreeMap::new();
    for path in whole {
        actual.insert((*path).to_owned(), without_fingerprints(&site.read(&format!("output/{path}"))));
    }
    for path in mains {
        let main = main_of(&site.read(&format!("output/{path}")));
        actual.insert((*path).to_owned(), without_fingerprints(&main));
    }
    let files: Vec<String> = site.files("output").into_keys().collect();
    actual.insert("files.txt".to_owned(), without_fingerprints(&files.join("\n")) + "\n");
    actual.insert("shown.txt".to_owned(), run.shown());
    assert_golden_folder(&format!("tests/sites/{name}/expected"), &actual);
    let checked = site.run(&["check", "--date", TODAY]);
    assert_eq!(checked.code, 0, "{}", checked.error);
    (site, run)
}

/// A new line in a style sheet shall not touch every golden: `style.0123456789abcdef.css` becomes `style.FINGERPRINT.css`, and the files of search alike.
pub fn without_fingerprints(text: &str) -> String {
    let is_fingerprint =
        |part: &str| matches!(part.len(), 8 | 16) && part.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let parts = text.split('.').map(|part| if is_fingerprint(part) { "FINGERPRINT" } else { part });
    parts.collect::<Vec<_>>().join(".")
}

#[test]
fn a_site_with_everything() {
    let whole = [
        "cases/medellin/index.html",
        "en/medellin/index.html",
        "feed.xml",
        "robots.txt",
        "sitemap.xml",
        "themes/climate/feed.xml",
    ];
    let mains = [
        "404.html",
        "about/index.html",
        "articles/four-cities/index.html",
        "articles/index.html",
        "cases/braga/index.html",
        "cases/index.html",
        "cases/lima/index.html",
        "cases/oslo/index.html",
        "cases/page/2/index.html",
        "countries/index.html",
        "countries/portugal/index.html",
        "index.html",
        "networks/100rc/index.html",
        "networks/c40/index.html",
        "networks/index.html",
        "networks/partnership/index.html",
        "themes/climate/index.html",
        "themes/index.html",
    ];
    let (site, run) = assert_site("plain", &whole, &mains);
    assert!(run.out.contains("1 draft, 1 scheduled left out (sketch, soon)"), "{}", run.out);
    assert!(!site.has("output/themes/never-named/index.html"));
}

#[test]
fn a_site_in_persian() {
    let (site, _) =
        assert_site("persian", &["cases/isfahan/index.html", "feed.xml"], &["index.html", "networks/index.html"]);
    assert!(site.read("output/index.html").contains("<html lang=\"fa\" dir=\"rtl\">"));
}

#[test]
fn every_folder_of_sites_has_a_test() {
    let folders: Vec<String> = folders_in(&in_repository("tests/sites")).into_iter().collect();
    assert_eq!(folders, ["overrides", "persian", "pictures", "plain", "sub-path", "two-languages"]);
}

#[test]
fn an_article_shows_its_picture_and_previews_of_it_do() {
    let article = "---\ntitle: One\nimage: { file: port.jpg, alt: A harbour, caption: The *old* harbour, credit: Jane Doe }\n---\n\nText.\n";
    let site = TestSite::new().file("content/articles/one.md", article).file("assets/port.jpg", PICTURE);
    site.build().succeeds();
    let page = without_fingerprints(&site.read("output/articles/one/index.html"));
    assert!(page.contains("<img src=\"/assets/port.FINGERPRINT.gif\" alt=\"A harbour\""), "{page}");
    assert!(page.contains("The <em>old</em> harbour") && page.contains("Jane Doe"), "{page}");
    assert!(
        page.contains("property=\"og:image\" content=\"https://example.org/assets/port.FINGERPRINT.gif\""),
        "{page}"
    );
    assert_eq!(json_ld(&page)["@graph"][0]["image"], "https://example.org/assets/port.FINGERPRINT.gif");
    site.remove("assets/port.jpg");
    let run = site.build().finds_mistakes();
    assert!(run.error.contains("[missing-image]") && run.error.contains("content/articles/one.md:3"), "{}", run.error);
}

#[test]
fn nothing_hidden_reaches_a_page() {
    let site = site("plain");
    site.build().succeeds();
    for (path, bytes) in site.files("output") {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        // In BibTeX, two braces keep a name from being taken apart.
        let text = if path.ends_with(".bib") { text.replace("{{", "{") } else { text };
        for words in ["never shown", "Nobody we know", "sketch", "Sketch", "never-named", "{{", "{%"] {
            assert!(!text.contains(words), "{words} in {path}");
        }
    }
}

#[test]
fn every_page_has_one_heading_of_level_one_and_a_language() {
    for name in ["plain", "sub-path"] {
        let site = site(name);
        site.build().succeeds();
        for (path, bytes) in site.files("output").iter().filter(|(path, _)| path.ends_with(".html")) {
            let html = String::from_utf8_lossy(bytes);
            assert_eq!(html.matches("<h1").count(), 1, "{path}");
            assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "{path}");
            assert!(!visible_text(&main_of(&html)).trim().is_empty(), "{path}");
        }
    }
}

#[test]
fn a_site_that_overrides_a_template_a_colour_and_the_logo() {
    const OWN_LINE: &str = "<p class=\"our-office\">International Office of Example</p>\n";
    const TEMPLATE: &str = "themes/default/templates/page.html";
    let (overriding, _) = assert_site("overrides", &["about/index.html"], &["cases/oslo/index.html"]);
    let page = overriding.read("output/about/index.html");
    assert!(page.contains(OWN_LINE) && page.contains("--link:#7a1f3d") && page.contains("--link:#f0a6bd"), "{page}");
    assert!(
        page.contains("<img class=\"logo\" src=\"/assets/mark.") && overriding.files("output/assets").len() == 1,
        "{page}"
    );
    // It starts from what `eject` writes, which changes nothing yet.
    let site = site("overrides");
    std::fs::remove_file(site.root().join(TEMPLATE)).unwrap();
    site.build().succeeds();
    let original = site.files("output");
    site.run(&["theme", "eject", "page.html"]).succeeds();
    site.build().succeeds();
    assert!(site.files("output") == original, "a file as it was ejected changes the site");
    let template = overriding.read(TEMPLATE);
    assert!(template.contains(OWN_LINE));
    assert_eq!(template.replace(OWN_LINE, ""), site.read(TEMPLATE), "tests/sites/overrides/{TEMPLATE} is out of date");
    let other = |path: &String| path != "about/index.html" && !path.starts_with("sitemap");
    let changed: Vec<String> = overriding
        .files("output")
        .into_iter()
        .filter(|(path, bytes)| other(path) && original.get(path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(changed.is_empty(), "more than the page changed: {changed:?}");
}

#[test]
fn a_site_in_a_folder_of_its_host() {
    let whole = ["cases/oslo/index.html", "old/oslo/index.html", "feed.xml", "sitemap.xml"];
    let (site, _) = assert_site("sub-path", &whole, &["index.html", "about/index.html"]);
    for (path, bytes) in site.files("output").iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(bytes);
        for attribute in ["href=\"/", "src=\"/", "url=/"] {
            for (place, _) in html.match_indices(attribute) {
                let address = &html[place + attribute.len() - 1..];
                assert!(address.starts_with("/a%20library/"), "{path}: {}", &address[..40.min(address.len())]);
            }
        }
    }
}

#[test]
fn a_site_can_be_built_for_another_address() {
    let site = site("plain");
    site.build().succeeds();
    let at_home = site.files("output");
    site.run(&["build", "--date", TODAY, "--base-url", "https://example.net/"]).succeeds();
    let moved = site.files("output");
    assert!(at_home.keys().eq(moved.keys()), "the same files");
    for (path, bytes) in moved.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
        let text = String::from_utf8_lossy(bytes);
        let stray = text.match_indices("https://example.org/").filter(|(place, _)| {
            // The origin of a text stays where it was.
            !text[*place..].starts_with("https://example.org/en/four-cities/")
        });
        assert_eq!(stray.count(), 0, "{path} still names the old host");
    }
    site.build().succeeds();
    assert!(site.files("output") == at_home);
}
