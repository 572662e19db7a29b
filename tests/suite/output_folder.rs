//! The output folder: what Chancery did not write is not overwritten, and not through links either.

use std::fs;
use std::path::Path;

use crate::support::{TODAY, TestSite};

fn site() -> TestSite {
    TestSite::new().theme("climate").case("oslo", "themes: [climate]", "Trams.").case("bern", "", "Trams.")
}

/// Builds with further arguments.
fn build(site: &TestSite, arguments: &[&str]) -> crate::support::Run {
    site.run(&[&["build", "--date", TODAY], arguments].concat())
}

#[test]
fn a_folder_of_others_is_refused_until_it_is_taken_over() {
    for file in ["index.html", "notes.txt", "deep/er/photo.jpg", ".htaccess", ".DS_Store"] {
        let site = site().file(&format!("output/{file}"), "mine");
        let before = site.files("output");
        let run = build(&site, &[]);
        assert_ne!(run.code, 0, "{file}");
        let first = file.split('/').next().unwrap();
        assert!(
            run.error.contains(&format!("such as `{first}`")) && run.error.contains("--take-over"),
            "{}",
            run.error
        );
        assert!(site.files("output") == before, "{file}");
        build(&site, &["--take-over"]).succeeds();
        assert!(site.read("output/index.html").contains("Cities"));
        assert!(site.has(&format!("output/{file}")), "{file}");
        // From now on it is ours.
        build(&site, &[]).succeeds();
    }
}

#[test]
fn what_the_site_does_not_have_stays_in_a_folder_that_was_taken_over() {
    let site = site().file("output/index.html", "mine").file("output/old/page.html", "mine");
    build(&site, &["--take-over"]).succeeds();
    assert_eq!(site.read("output/old/page.html"), "mine");
    site.remove("content/cases/oslo.md");
    build(&site, &[]);
    assert!(site.has("output/old/page.html") && !site.has("output/cases/oslo/index.html"));
}

#[test]
fn folders_with_nothing_but_what_git_needs_are_free() {
    let site = site().file("output/.gitkeep", "").file("output/.git/HEAD", "ref: refs/heads/pages");
    build(&site, &[]).succeeds();
    assert!(site.has("output/index.html") && site.has("output/.git/HEAD"));
    let other = self::site();
    fs::create_dir(other.root().join("output")).unwrap();
    build(&other, &[]).succeeds();
    assert!(other.has("output/index.html"));
}

#[test]
fn what_a_build_wrote_is_ours_without_the_cache_and_without_the_marker() {
    for lost in [&[".cache"][..], &["output/.chancery"], &[]] {
        let site = site();
        build(&site, &[]).succeeds();
        for path in lost {
            let path = site.root().join(path);
            if path.is_dir() { fs::remove_dir_all(path).unwrap() } else { fs::remove_file(path).unwrap() }
        }
        site.write("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n");
        build(&site, &[]).succeeds();
        assert!(site.has("output/about/index.html") && site.has("output/.chancery"), "{lost:?}");
    }
}

#[test]
fn a_manifest_that_only_an_earlier_version_can_read_is_one() {
    let site = site();
    build(&site, &[]).succeeds();
    site.remove("output/.chancery");
    let manifests: Vec<_> = site.files(".cache").into_keys().filter(|name| name.starts_with("manifest-")).collect();
    assert_eq!(manifests.len(), 1);
    site.write(&format!(".cache/{}", manifests[0]), "of an earlier version");
    build(&site, &[]).succeeds();
    assert!(site.has("output/.chancery"));
}

#[test]
fn a_marker_that_is_gone_comes_back_and_is_the_same_everywhere() {
    let (one, other) = (site(), TestSite::init());
    build(&one, &[]).succeeds();
    build(&other, &[]).succeeds();
    let marker = one.read("output/.chancery");
    assert_eq!(marker, other.read("output/.chancery"));
    one.remove("output/.chancery");
    assert!(build(&one, &[]).succeeds().out.contains("nothing changed"));
    assert_eq!(marker, one.read("output/.chancery"));
    one.write("output/.chancery", "changed by hand");
    build(&one, &[]).succeeds();
    assert_eq!(marker, one.read("output/.chancery"));
}

#[test]
fn a_file_in_the_place_of_the_folder_is_told() {
    let site = site().file("output", "mine");
    for arguments in [&[][..], &["--take-over"]] {
        let run = build(&site, arguments);
        assert!(run.error.contains("is a file, and the site needs a folder"), "{}", run.error);
        assert_eq!(site.read("output"), "mine");
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_below_the_folder() {
    for arguments in [&[][..], &["--take-over"]] {
        let site = site();
        build(&site, &[]).succeeds();
        fs::remove_dir_all(site.root().join("output/cases")).unwrap();
        let elsewhere = site.outside().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        fs::write(elsewhere.join("index.html"), "mine").unwrap();
        link(&elsewhere, &site.root().join("output/cases"));
        let run = build(&site, arguments);
        assert!(run.code != 0 && run.error.contains("output/cases` is a symbolic link"), "{}", run.error);
        assert_eq!(crate::support::files_below(&elsewhere).len(), 1);
        assert_eq!(fs::read(elsewhere.join("index.html")).unwrap(), b"mine");
    }
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_replaced_and_what_it_leads_to_stays() {
    let site = site();
    build(&site, &[]).succeeds();
    let mine = site.outside().join("mine.html");
    fs::write(&mine, "mine").unwrap();
    site.remove("output/index.html");
    link(&mine, &site.root().join("output/index.html"));
    build(&site, &[]).succeeds();
    assert_eq!(fs::read(&mine).unwrap(), b"mine");
    assert!(site.read("output/index.html").contains("Cities"));
    assert!(!site.root().join("output/index.html").is_symlink());
}

#[cfg(unix)]
#[test]
fn nothing_is_removed_behind_a_link() {
    let site = site();
    build(&site, &[]).succeeds();
    let moved = site.outside().join("moved");
    fs::rename(site.root().join("output/cases/oslo"), &moved).unwrap();
    link(&moved, &site.root().join("output/cases/oslo"));
    site.remove("content/cases/oslo.md");
    build(&site, &[]);
    assert!(moved.join("index.html").is_file());
    assert!(!site.read("output/cases/index.html").contains("oslo"));
}

#[cfg(unix)]
#[test]
fn the_folder_itself_may_be_a_link() {
    let site = site();
    let place = site.outside().join("www");
    fs::create_dir(&place).unwrap();
    link(&place, &site.root().join("output"));
    build(&site, &[]).succeeds();
    assert!(place.join("index.html").is_file() && place.join(".chancery").is_file());
}
