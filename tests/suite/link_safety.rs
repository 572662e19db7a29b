//! A site is built from somebody's branch, on a machine that has files of its own: nothing outside the site is read.
#![cfg(unix)]

use std::fs;
use std::process::Command;

use crate::support::{Run, TODAY, TestSite};

fn site() -> TestSite {
    let site = TestSite::new().theme("climate").case("oslo", "themes: [climate]", "Trams.");
    let secrets = site.outside().join("secrets");
    fs::create_dir(&secrets).unwrap();
    fs::write(secrets.join("key.txt"), "TOP-SECRET").unwrap();
    fs::write(secrets.join("note.md"), "---\ntitle: TOP-SECRET\n---\n\nTOP-SECRET\n").unwrap();
    site
}

/// Runs a build and a check; neither may say or write what is secret.
fn runs(site: &TestSite) -> [Run; 2] {
    let runs = ["build", "check"].map(|command| site.run(&[command, "--date", TODAY]));
    for run in &runs {
        assert!(!run.error.contains("TOP-SECRET") && !run.out.contains("TOP-SECRET"), "{}", run.error);
    }
    for (path, bytes) in site.files("output") {
        assert!(!String::from_utf8_lossy(&bytes).contains("TOP-SECRET"), "{path}");
    }
    runs
}

#[test]
fn links_that_lead_out_of_the_site_are_refused() {
    for (path, target) in [
        ("content/pages/note.md", "../../../secrets/note.md"),
        ("content/pages", "../../secrets"),
        ("assets/key.txt", "../../secrets/key.txt"),
        ("assets/all", "../../secrets"),
        ("assets", "../secrets"),
        ("assets/deep/er/all", "../../../../secrets"),
        ("themes/default/static", "../../../secrets"),
        ("themes/default", "../../secrets"),
        ("themes", "../secrets"),
        ("assets/by-way-of-a-link.txt", "first.txt"),
        ("assets/config.txt", "../.git/config"),
        ("assets/cache.txt", "../.cache/lock"),
        ("assets/gone.txt", "gone-too.txt"),
    ] {
        let site = site().file(".git/config", "TOP-SECRET").file(".cache/lock", "TOP-SECRET");
        if path.contains("by-way") {
            site.link("assets/first.txt", "../../secrets/key.txt");
        }
        site.link(path, target);
        for run in runs(&site) {
            assert!(run.code == 1 && run.error.contains("error[link-outside]"), "{path}: {}", run.error);
            assert!(run.error.contains(&format!("--> {path}\n")), "{path}: {}", run.error);
        }
        assert!(!site.root().join("output").exists());
    }
}

#[test]
fn a_link_that_comes_later_is_seen() {
    let site = site();
    site.build().succeeds();
    assert!(site.build().out.contains("nothing changed"));
    site.link("assets/key.txt", "../../secrets/key.txt");
    assert!(site.build().finds_mistakes().error.contains("link-outside"));
}

#[test]
fn links_within_the_site_work() {
    let site = site().file("texts/about.md", "---\ntitle: About\n---\n\nUs.\n").file("files/a/plan.txt", "a plan");
    site.link("content/pages/about.md", "../../texts/about.md");
    site.link("assets/plans", "../files/a");
    for run in runs(&site) {
        // A check says what the case lacks.
        assert_eq!((run.code, run.error.contains("link-outside")), (0, false), "{}", run.error);
    }
    assert!(site.has("output/about/index.html") && site.has("output/assets/plans/plan.txt"));
    // The site itself may be reached by a link.
    std::os::unix::fs::symlink(site.root(), site.outside().join("other-name")).unwrap();
    site.run(&["build", "--date", TODAY, "--root", "../other-name"]).succeeds();
}

#[test]
fn site_yaml_is_no_exception() {
    let linked = || {
        let site = site();
        site.remove("site.yaml");
        site
    };
    let site = linked();
    site.link("site.yaml", "../secrets/key.txt");
    for run in runs(&site) {
        assert!(run.code == 1 && run.error.contains("`site.yaml` is a link to `../secrets/key.txt`"), "{}", run.error);
    }
    let site = linked();
    fs::create_dir(site.root().join("site.yaml")).unwrap();
    for run in runs(&site) {
        assert!(run.code == 1 && run.error.contains("error[not-a-file]"), "{}", run.error);
    }
    let site = linked();
    pipe(&site, "site.yaml");
    for run in runs(&site) {
        assert!(run.code == 1 && run.error.contains("error[not-a-file]"), "{}", run.error);
    }
}

fn pipe(site: &TestSite, path: &str) {
    let place = site.root().join(path);
    fs::create_dir_all(place.parent().unwrap()).unwrap();
    assert!(Command::new("mkfifo").arg(place).status().unwrap().success());
}

#[test]
fn pipes_and_folders_with_the_names_of_texts_are_told_and_not_read() {
    let site = site();
    for path in ["content/cases/pipe.md", "assets/pipe.jpg", "themes/default/templates/page.html"] {
        pipe(&site, path);
    }
    fs::create_dir_all(site.root().join("content/cases/rome.md")).unwrap();
    for run in runs(&site) {
        assert_eq!((run.code, run.error.matches("warning[not-a-file]").count()), (0, 4), "{}", run.error);
        assert!(run.error.contains("`content/cases/rome.md` is a folder"), "{}", run.error);
    }
}

#[test]
fn what_the_import_kept_may_be_a_pipe_too() {
    let post = r#"{"id": 7, "slug": "trams", "link": "https://old.example.org/trams/", "title": {"rendered": "Trams"},
        "content": {"rendered": "<p>Words.</p>"}}"#;
    let site = site().file("post.json", post);
    site.import("post.json").succeeds();
    let kept = site.files("content/.imported").into_keys().find(|path| path.ends_with(".md")).unwrap();
    site.remove(&format!("content/.imported/{kept}"));
    pipe(&site, &format!("content/.imported/{kept}"));
    let run = site.import("post.json");
    assert!(run.code < 3, "{}", run.error);
}
