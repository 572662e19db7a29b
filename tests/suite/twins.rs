//! Compressed twins: they are the file again, change with it, and go with the option.

use std::collections::BTreeMap;
use std::io::Read;

use crate::support::{Run, TODAY, TestSite, case_text};

fn site() -> TestSite {
    let long = "Trams and ferries. ".repeat(100);
    let site = TestSite::new()
        .theme("climate")
        .case("oslo", "themes: [climate]\ndate: 2025-01-02", &long)
        .case("bern", "", &long);
    site.file("assets/data.json", format!("[{}1]", "1234, ".repeat(400)))
        .file("assets/small.txt", "Few words.")
        .file("assets/photo.jpg", [7; 5000])
}

fn build(site: &TestSite) -> Run {
    site.run(&["build", "--date", TODAY, "--precompress"]).succeeds()
}

fn unpacked(path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    if path.ends_with(".gz") {
        flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).unwrap();
    } else {
        brotli::BrotliDecompress(&mut &*bytes, &mut plain).unwrap();
    }
    plain
}

fn twins(files: &BTreeMap<String, Vec<u8>>) -> Vec<&String> {
    files.keys().filter(|path| path.ends_with(".gz") || path.ends_with(".br")).collect()
}

#[test]
fn every_text_that_gains_has_two_twins_which_are_the_file_again() {
    let site = site();
    build(&site);
    let files = site.files("output");
    for path in twins(&files) {
        let file = &files[&path[..path.len() - 3]];
        assert!(unpacked(path, &files[path]) == *file, "{path}");
        assert!(files[path].len() < file.len(), "{path}");
    }
    for path in ["index.html", "cases/oslo/index.html", "404.html", "feed.xml", "assets/data.json"] {
        assert!(files.contains_key(&format!("{path}.gz")) && files.contains_key(&format!("{path}.br")), "{path}");
    }
    for path in ["assets/small.txt", "assets/photo.jpg", "robots.txt"] {
        assert!(!files.contains_key(&format!("{path}.gz")) && !files.contains_key(&format!("{path}.br")), "{path}");
    }
    let css = files.keys().find(|path| path.starts_with("theme/style.") && path.ends_with(".css")).unwrap();
    assert!(files.contains_key(&format!("{css}.br")));
}

#[test]
fn twins_change_with_their_file_and_only_then() {
    let site = site();
    build(&site);
    let before = site.files("output");
    assert!(build(&site).out.contains("nothing changed"));
    assert!(site.files("output") == before);
    site.write("content/cases/bern.md", case_text("bern", "", &"Clocks and bears. ".repeat(100)));
    build(&site);
    let after = site.files("output");
    assert!(after["cases/bern/index.html.br"] != before["cases/bern/index.html.br"]);
    for path in twins(&after) {
        let file = &path[..path.len() - 3];
        // What has a fingerprint in its name has another name then.
        assert_eq!(after.get(path) == before.get(path), after.get(file) == before.get(file), "{path}");
        assert!(unpacked(path, &after[path]) == after[&path[..path.len() - 3]], "{path}");
    }
    // The same from nothing.
    std::fs::remove_dir_all(site.root().join("output")).unwrap();
    std::fs::remove_dir_all(site.root().join(".cache")).unwrap();
    build(&site);
    assert!(site.files("output") == after, "the same files give the same twins");
}

#[test]
fn twins_leave_with_their_file_and_with_the_option() {
    let site = site();
    build(&site);
    site.remove("content/cases/bern.md");
    build(&site);
    assert!(!site.root().join("output/cases/bern").exists(), "the twins of a page that is gone are gone");
    site.build().succeeds();
    assert_eq!(twins(&site.files("output")), Vec::<&String>::new());
    build(&site);
    assert!(site.has("output/index.html.gz"));
}

#[test]
fn a_lost_or_changed_twin_is_made_again() {
    let site = site();
    build(&site);
    let before = site.files("output");
    site.remove("output/index.html.gz");
    site.write("output/feed.xml.br", "changed by hand");
    build(&site);
    assert!(site.files("output") == before);
}

#[test]
fn a_file_of_ones_own_that_is_called_like_a_twin_is_published() {
    let site = site().file("assets/data.json.gz", "my own");
    build(&site);
    assert_eq!(site.read("output/assets/data.json.gz"), "my own");
    assert!(site.has("output/assets/data.json.br"));
    site.remove("assets/data.json.gz");
    build(&site);
    let files = site.files("output");
    assert!(unpacked("data.json.gz", &files["assets/data.json.gz"]) == files["assets/data.json"]);
}

/// Is every twin in the output folder the file beside it?
fn assert_no_stale_twin(site: &TestSite) {
    let files = site.files("output");
    for path in twins(&files) {
        assert!(unpacked(path, &files[path]) == files[&path[..path.len() - 3]], "{path}");
    }
}

#[test]
fn no_twin_is_older_than_its_file_whatever_was_lost() {
    for lost in [".cache", "output/.chancery", "nothing"] {
        let site = site();
        build(&site);
        let path = site.root().join(lost);
        if path.is_dir() {
            std::fs::remove_dir_all(path).unwrap();
        } else if path.is_file() {
            std::fs::remove_file(path).unwrap();
        }
        site.write("content/cases/bern.md", case_text("bern", "", &"Clocks and bears. ".repeat(100)));
        site.build().succeeds();
        assert_no_stale_twin(&site);
        assert!(!site.has("output/cases/bern/index.html.gz"), "{lost}");
        build(&site);
        assert_no_stale_twin(&site);
        assert!(site.has("output/cases/bern/index.html.gz"), "{lost}");
    }
}

#[test]
fn twins_that_somebody_else_made_go_with_their_file() {
    let site = site();
    build(&site);
    let packed = site.files("output")["cases/bern/index.html.gz"].clone();
    std::fs::remove_dir_all(site.root().join("output")).unwrap();
    site.build().succeeds();
    std::fs::write(site.root().join("output/cases/bern/index.html.gz"), packed).unwrap();
    site.write("content/cases/bern.md", case_text("bern", "", &"Clocks and bears. ".repeat(100)));
    site.build().succeeds();
    assert!(!site.has("output/cases/bern/index.html.gz"));
    // What only has the name of a twin may be dear to somebody.
    site.write("output/cases/bern/index.html.br", "my own");
    site.write("content/cases/bern.md", case_text("bern", "", &"Clocks, and no bears. ".repeat(100)));
    let run = site.build();
    assert!(run.code != 0 && run.error.contains("index.html.br` is in the way"), "{}", run.error);
    assert_eq!(site.read("output/cases/bern/index.html.br"), "my own");
    site.run(&["build", "--date", TODAY, "--take-over"]).succeeds();
    assert!(!site.has("output/cases/bern/index.html.br"));
}
