//! What a build does to the disk: what it writes, what it leaves, what it removes, and that it repeats itself.

use std::fs;

use crate::history::A_TICK;
use crate::support::{PICTURE, TODAY, TestSite, case_text, run_in};

/// A site with three cases, one theme, a page and a picture.
fn small_site() -> TestSite {
    TestSite::new()
        .theme("climate")
        .case(
            "oslo",
            "date: 2025-01-01\nthemes: [climate]\nimage: { file: oslo.jpg, alt: A fjord }",
            "## Context\n\nOne.",
        )
        .case("lima", "date: 2025-01-02\nthemes: [climate]", "## Context\n\nTwo.")
        .case("bern", "date: 2025-01-03", "## Context\n\nThree.")
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nAbout us.\n")
        .file("assets/oslo.jpg", PICTURE)
}

#[test]
fn the_same_site_gives_the_same_bytes_in_another_folder_and_on_one_core() {
    let (one, other) = (small_site(), small_site());
    one.build().succeeds();
    run_in(&other.root(), &["build", "--date", TODAY], b"", &[("RAYON_NUM_THREADS", "1"), ("LANG", "fa_IR.UTF-8")])
        .succeeds();
    let (files, again) = (one.files("output"), other.files("output"));
    assert!(files.len() > 15, "{:?}", files.keys());
    assert_eq!(files, again);
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let forwards = small_site();
    let backwards = TestSite::empty();
    for (path, bytes) in forwards.files(".").into_iter().rev() {
        backwards.write(&path, bytes);
    }
    forwards.build().succeeds();
    backwards.build().succeeds();
    assert_eq!(forwards.files("output"), backwards.files("output"));
}

#[test]
fn a_second_build_writes_nothing() {
    let site = small_site();
    site.build().succeeds();
    let time = |path: &str| fs::metadata(site.root().join(path)).unwrap().modified().unwrap();
    let before = time("output/index.html");
    let run = site.build().succeeds();
    assert!(run.out.ends_with("nothing changed\n"), "{}", run.out);
    assert_eq!(before, time("output/index.html"));
}

#[test]
fn the_day_comes_from_the_environment_where_no_option_gives_it() {
    let site = small_site().case("soon", "publish: 2025-07-02", "");
    let built_on = |seconds: &str| {
        let run = run_in(&site.root(), &["build"], b"", &[("SOURCE_DATE_EPOCH", seconds)]).succeeds();
        run.out
    };
    assert!(built_on("1751328000").contains("1 scheduled left out (soon)"));
    assert!(built_on("1751414400").starts_with("built 4 cases"));
    run_in(&site.root(), &["build"], b"", &[("SOURCE_DATE_EPOCH", "soon")]).fails();
}

#[test]
fn what_is_left_out_is_counted_and_named() {
    let site = small_site().case("sketch", "draft: true", "").case("soon", "publish: 2025-07-02", "").case(
        "over",
        "expires: 2025-07-01",
        "",
    );
    let run = site.build().succeeds();
    assert!(
        run.out.contains("1 draft, 1 scheduled, 1 expired left out (sketch, soon, over)"),
        "the last line says what is left out: {}",
        run.out
    );
    for slug in ["sketch", "soon", "over"] {
        assert!(!site.has(&format!("output/cases/{slug}/index.html")), "{slug}");
        for (path, bytes) in site.files("output") {
            assert!(!String::from_utf8_lossy(&bytes).contains(&format!("The case of {slug}")), "{slug} in {path}");
        }
    }
    let run = site.run(&["build", "--drafts", "--date", TODAY]).succeeds();
    assert!(run.out.starts_with("built 5 cases"), "{}", run.out);
    assert!(run.out.contains("1 expired left out (over)"), "{}", run.out);
    assert!(site.has("output/cases/sketch/index.html") && site.has("output/cases/soon/index.html"));
}

#[test]
fn a_deleted_case_leaves_the_site() {
    let site = small_site();
    site.build().succeeds();
    site.remove("content/cases/bern.md");
    let run = site.build().succeeds();
    assert!(run.out.contains("removed"), "{}", run.out);
    assert!(!site.root().join("output/cases/bern").exists(), "its folder goes too");
    for (path, bytes) in site.files("output") {
        assert!(!String::from_utf8_lossy(&bytes).contains("bern"), "{path} still names it");
    }
}

#[test]
fn a_renamed_case_moves_and_its_old_address_leads_on() {
    let site = small_site();
    site.build().succeeds();
    site.remove("content/cases/bern.md");
    site.write("content/cases/berne.md", case_text("berne", "aliases: [/cases/bern/]", "## Context\n\nThree."));
    site.build().succeeds();
    assert!(site.has("output/cases/berne/index.html"));
    let old = site.read("output/cases/bern/index.html");
    assert!(old.contains("url=/cases/berne/") || old.contains("URL=/cases/berne/"), "{old}");
    assert!(!site.read("output/sitemap.xml").contains("/cases/bern/"));
}

#[test]
fn files_of_others_in_the_output_folder_are_never_touched() {
    let site = small_site();
    site.build().succeeds();
    site.write("output/.well-known/security.txt", "ours");
    site.write("output/cases/notes.txt", "ours");
    site.build().succeeds();
    site.remove("content/cases/bern.md");
    site.build().succeeds();
    assert_eq!(site.read("output/.well-known/security.txt"), "ours");
    assert_eq!(site.read("output/cases/notes.txt"), "ours");
}

#[test]
fn an_old_file_that_somebody_changed_is_left_and_named() {
    let site = small_site();
    site.build().succeeds();
    site.write("output/cases/bern/index.html", "changed by hand");
    site.remove("content/cases/bern.md");
    let run = site.build().succeeds();
    assert_eq!(site.read("output/cases/bern/index.html"), "changed by hand");
    assert!(run.error.contains("left `cases/bern/index.html`"), "{}", run.error);
}

#[test]
fn without_its_manifest_a_build_removes_nothing() {
    let site = small_site();
    site.build().succeeds();
    fs::remove_dir_all(site.root().join(".cache")).unwrap();
    site.remove("content/cases/bern.md");
    site.build().succeeds();
    assert!(site.has("output/cases/bern/index.html"));
}

#[test]
fn warnings_are_said_again_where_nothing_changed() {
    let site = small_site().case("far", "date: 2199-01-01", "Far.");
    let first = site.build().succeeds();
    assert!(first.error.contains("warning[bad-date]") && first.error.contains("2199"), "{}", first.error);
    std::thread::sleep(A_TICK);
    site.build().succeeds();
    let again = site.build().succeeds();
    assert!(again.out.contains("nothing changed"), "{}", again.out);
    assert_eq!(again.error, first.error);
}

#[test]
fn a_failed_build_changes_nothing() {
    let site = small_site();
    site.build().succeeds();
    let before = site.files(".");
    site.write("content/cases/lima.md", case_text("lima", "themes: [climat]", "Changed."));
    site.remove("content/cases/bern.md");
    site.build().finds_mistakes();
    let mut after = site.files(".");
    for path in ["content/cases/lima.md", "content/cases/bern.md"] {
        after.insert(path.to_owned(), before[path].clone());
    }
    // What is known of pictures may have grown: the picture was too new to be trusted when the first build looked at it.
    let (mut before, pictures) = (before, ".cache/assets");
    assert!(before.remove(pictures).is_some() && after.remove(pictures).is_some());
    assert!(after == before, "output and cache are as they were");
}

#[test]
fn a_mistake_in_a_template_writes_nothing_either() {
    let site = small_site().file("themes/default/templates/page.html", "{{ page.titel.text }}");
    let run = site.build().finds_mistakes();
    assert!(run.error.contains("template-error"), "{}", run.error);
    assert!(!site.root().join("output").exists());
}

#[test]
fn a_site_that_moved_to_another_folder_keeps_its_manifest() {
    let site = small_site();
    site.build().succeeds();
    site.remove("content/cases/bern.md");
    let moved = site.outside().join("elsewhere");
    fs::rename(site.root(), &moved).unwrap();
    run_in(&moved, &["build", "--date", TODAY], b"", &[]).succeeds();
    assert!(!moved.join("output/cases/bern/index.html").exists());
}

#[test]
fn each_output_folder_has_its_own_manifest() {
    let site = small_site();
    site.build().succeeds();
    site.run(&["build", "--date", TODAY, "--output", "../public"]).succeeds();
    site.remove("content/cases/bern.md");
    site.build().succeeds();
    let public = site.outside().join("public/cases/bern/index.html");
    assert!(public.exists(), "the other folder is not this build's");
    site.run(&["build", "--date", TODAY, "--output", "../public"]).succeeds();
    assert!(!public.exists());
}

#[test]
fn the_site_is_never_built_over_its_own_files() {
    let site = small_site();
    let before = site.files(".");
    for output in [".", "..", "content", "assets/built", "themes", "output/.."] {
        let run = site.run(&["build", "--date", TODAY, "--output", output]).fails();
        assert!(run.error.contains("choose another folder with `--output`"), "{output}: {}", run.error);
    }
    assert!(site.files(".") == before);
}

#[test]
fn a_check_writes_nothing() {
    let site = small_site();
    let before = site.files(".");
    let run = site.run(&["check", "--date", TODAY]).succeeds();
    assert!(run.out.starts_with("no mistakes in"), "{}", run.out);
    assert!(site.files(".") == before);
}

#[test]
fn link_previews_show_a_picture_only_where_there_is_one() {
    let site = small_site();
    site.build().succeeds();
    let picture_of = |page: &str| {
        let html = site.read(page);
        let (_, rest) = html.split_once("property=\"og:image\" content=\"https://example.org/")?;
        Some(rest.split('"').next().unwrap().to_owned())
    };
    let own = picture_of("output/cases/oslo/index.html").unwrap();
    assert!(own.starts_with("assets/oslo.") && own.ends_with(".gif") && site.has(&format!("output/{own}")), "{own}");
    for page in ["output/index.html", "output/cases/lima/index.html"] {
        assert!(picture_of(page).is_none_or(|file| site.has(&format!("output/{file}"))), "{page}");
    }
}

#[test]
fn parts_that_the_site_switches_off_are_not_made_and_nothing_links_to_them() {
    let site = small_site();
    site.build().succeeds();
    assert!(site.has("output/countries/index.html") && site.has("output/themes/climate/feed.xml"));
    site.outputs("countries: false, term_feeds: false");
    site.build().succeeds();
    let files = site.files("output");
    let is_feed = |path: &str| path.ends_with("/feed.xml") || path.ends_with("/feed.json");
    let gone = |path: &&String| path.starts_with("countries/") || is_feed(path);
    assert_eq!(files.keys().find(gone), None);
    assert!(site.has("output/feed.xml") && site.has("output/themes/climate/index.html"));
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let text = String::from_utf8_lossy(bytes);
        assert!(!text.contains("/countries/") && !text.contains("climate/feed.xml"), "{path}");
    }
    assert!(site.read("output/cases/oslo/index.html").contains("<dd><bdi>Colombia</bdi></dd>"));
    site.run(&["check", "--date", TODAY]).succeeds();
}

#[test]
fn the_site_of_the_benchmark_builds() {
    let site = TestSite::empty()
        .overlay("benches/sites/chancery")
        .file("content/themes/climate.md", "---\nname: Climate\n---\n")
        .file("content/networks/c40.md", "---\nname: C40\n---\n")
        .file("assets/oslo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
        .case(
            "oslo",
            "date: 2025-01-01\nsummary: One.\nthemes: [climate]\nnetworks: [c40]\nimage: { file: oslo.svg, alt: A fjord }",
            "## Context\n\nTwo.",
        );
    site.build().succeeds();
    let files = site.files("output");
    let pages: Vec<&str> =
        files.keys().map(String::as_str).filter(|path| path.ends_with(".html") || path.ends_with(".xml")).collect();
    assert_eq!(
        pages,
        [
            "404.html",
            "cases/index.html",
            "cases/oslo/index.html",
            "feed.xml",
            "index.html",
            "networks/c40/index.html",
            "networks/index.html",
            "sitemap.xml",
            "themes/climate/index.html",
            "themes/index.html",
        ]
    );
    assert!(site.read("output/cases/oslo/index.html").contains("<h2 id=\"context\">Context</h2>\n<p>Two.</p>"));
}

/// Only on a disk that tells capitals from small letters can there be such files to begin with.
#[cfg(target_os = "linux")]
#[test]
fn files_that_many_disks_take_for_one_are_refused() {
    let site = small_site()
        .file("assets/Plan.txt", "one")
        .file("assets/plan.txt", "two")
        .file("assets/caf\u{e9}.txt", "one")
        .file("assets/cafe\u{301}.txt", "two")
        .file("themes/default/static/Note.txt", "one")
        .file("themes/default/static/note.txt", "two")
        .case("rome", "aliases: [/feed.xml/old/, /Cases/LIMA/]", "Text.");
    let run = site.build().finds_mistakes();
    for message in [
        "assets/Plan.txt and assets/plan.txt are one file on many disks",
        "assets/cafe\u{301}.txt and assets/caf\u{e9}.txt are one file on many disks",
        "/theme/Note.txt and /theme/note.txt are one file on many disks",
        "/cases/lima/ and /Cases/LIMA/ are one file on many disks",
        "/feed.xml would be a file and a folder",
    ] {
        assert!(run.error.contains(message), "{message}\n{}", run.error);
    }
    assert!(
        run.error.contains("--> assets/plan.txt") && run.error.contains("--> content/cases/rome.md"),
        "{}",
        run.error
    );
    assert!(run.error.ends_with("\n5 mistakes found\n"), "{}", run.error);
}

#[test]
fn a_site_theme_may_have_a_card_of_its_own_for_all_lists() {
    let list = "{% for card in CASES %}{{ card.own_html | safe }}{% endfor %}";
    let card = "<b>{{ card.title }}</b> in {{ site.title }};";
    let site = small_site()
        .file("themes/default/templates/card.html", card)
        .file("themes/default/templates/cases.html", list.replace("CASES", "list.cases"))
        .file("themes/default/templates/term.html", list.replace("CASES", "term.cases"));
    site.build().succeeds();
    let card = |city: &str| format!("<b>The case of {city}</b> in Cities;");
    assert_eq!(site.read("output/cases/index.html"), ["bern", "lima", "oslo"].map(card).concat());
    assert_eq!(site.read("output/themes/climate/index.html"), ["lima", "oslo"].map(card).concat());

    site.write("themes/default/templates/card.html", "{{ card.titel }}");
    let run = site.build().finds_mistakes();
    assert_eq!(run.error.matches("error[").count(), 1, "a mistake is told once: {}", run.error);
    assert!(run.error.contains("--> themes/default/templates/card.html:1:"), "{}", run.error);
}
