//! The whole library in one file.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use crate::support::{TODAY, TestSite};

/// The files in a ZIP file, by their paths, and whether all have the same time.
fn unpacked(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    let bytes = site.files("output/data").remove("library.zip").expect("there is a bundle");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980), "{name}");
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        files.insert(name.strip_prefix("library/").unwrap().to_owned(), content);
    }
    files
}

fn site() -> TestSite {
    TestSite::empty().overlay("tests/sites/two-languages")
}

#[test]
fn the_bundle_is_the_site_that_opens_from_any_folder() {
    let site = site();
    site.run(&["build", "--date", TODAY, "--bundle"]).succeeds();
    let page = site.read("output/data/index.html");
    let base = site.read("site.yaml").split_once("base_url: ").unwrap().1.lines().next().unwrap().trim().to_owned();
    let path = url::Url::parse(&base).unwrap().path().to_owned();
    assert!(page.contains(&format!("href=\"{path}data/library.zip\" download")), "{page}");
    let files = unpacked(&site);
    assert!(files.contains_key("index.html") && files.contains_key("fa/index.html"));
    assert!(!files.contains_key("data/library.zip") && !files.contains_key(".chancery"));
    let other = self::site();
    other.run(&["build", "--date", TODAY, "--bundle", "--relative"]).succeeds();
    let mut folder = other.files("output");
    folder.remove("data/library.zip");
    folder.remove(".chancery");
    assert_eq!(files.keys().collect::<Vec<_>>(), folder.keys().collect::<Vec<_>>());
    for (path, bytes) in &files {
        assert!(*bytes == folder[path], "{path} differs");
    }
    // Who has the file finds it on the web.
    let inside = String::from_utf8(files["data/index.html"].clone()).unwrap();
    assert!(inside.contains(&format!("href=\"{}data/library.zip\"", base)), "{inside}");
}

#[test]
fn the_same_site_gives_the_same_bytes_and_an_edit_another_file() {
    let bundle = |site: &TestSite| site.files("output/data").remove("library.zip").unwrap();
    let (one, other) = (site(), site());
    for site in [&one, &other] {
        site.outputs("bundle: true");
        site.build().succeeds();
    }
    let first = bundle(&one);
    assert!(first == bundle(&other), "two builds of one site differ");
    assert!(one.build().succeeds().out.contains("nothing changed"));
    one.write("content/pages/new.md", "---\ntitle: New\n---\n\nText.\n");
    one.build().succeeds();
    assert!(unpacked(&one).contains_key("new/index.html"));
    one.remove("content/pages/new.md");
    one.build().succeeds();
    assert!(bundle(&one) == first, "the page that went is still in it");
    // A check looks at pages, and makes none.
    one.run(&["check", "--date", TODAY]).succeeds();
}

#[test]
fn nobody_gets_a_bundle_who_did_not_ask() {
    let site = site();
    site.build().succeeds();
    assert!(!site.has("output/data/library.zip") && !site.read("output/data/index.html").contains(".zip"));
    let empty = TestSite::new();
    empty.run(&["build", "--date", TODAY, "--bundle"]).succeeds();
    assert!(!empty.has("output/data/library.zip"));
}
