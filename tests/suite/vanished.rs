//! Addresses that readers knew: nobody loses one without being told, until somebody answers.

use std::fs;

use crate::support::{TODAY, TestSite, case_text};

fn site() -> TestSite {
    let site = TestSite::new().theme("climate").theme("culture");
    // With one case there is nothing to compare.
    site.outputs("compare: false");
    site.case("bern", "themes: [climate]", "One.").case("oslo", "themes: [climate, culture]", "Two.")
}

/// The addresses that a build or a check misses.
fn missed(error: &str) -> Vec<String> {
    let lines = error.lines().filter(|line| line.starts_with("warning[vanished-address]"));
    lines.filter_map(|line| Some(line.split('`').nth(1)?.to_owned())).collect()
}

#[test]
fn a_renamed_case_is_missed_until_it_has_an_alias() {
    let site = site();
    assert_eq!(site.build().succeeds().error, "");
    site.remove("content/cases/bern.md");
    site.write("content/cases/berne.md", case_text("berne", "themes: [climate]", "One."));
    // A check sees it, and keeps nothing; a build keeps what is not answered.
    for _ in 0..2 {
        let error = site.run(&["check", "--date", TODAY]).succeeds().error;
        assert_eq!(missed(&error), ["/cases/bern/"], "{error}");
    }
    for _ in 0..2 {
        let run = site.build().succeeds();
        assert_eq!(missed(&run.error), ["/cases/bern/"], "{}", run.error);
        let help = "did it become `/cases/berne/`? then write `aliases: [/cases/bern/]` into content/cases/berne.md";
        assert!(run.error.contains(help), "{}", run.error);
    }
    site.write("content/cases/berne.md", case_text("berne", "themes: [climate]\naliases: [/cases/bern/]", "One."));
    assert_eq!(site.build().succeeds().error, "");
    assert_eq!(site.build().succeeds().error, "");
}

#[test]
fn a_page_that_is_gone_for_good_is_no_longer_missed() {
    let site = site();
    site.build().succeeds();
    site.remove("content/cases/oslo.md");
    let run = site.build().succeeds();
    assert_eq!(missed(&run.error), ["/cases/oslo/", "/themes/culture/"], "{}", run.error);
    let yaml = site.read("site.yaml");
    let answers = "gone: [/cases/oslo/]\nredirects:\n  - { from: /themes/culture/, to: /themes/ }\n";
    site.write("site.yaml", format!("{yaml}{answers}"));
    assert_eq!(site.build().succeeds().error, "");
    assert!(site.read("output/themes/culture/index.html").contains("url=/themes/"));
    // It is an answer for as long as it is true.
    site.write("content/cases/oslo.md", case_text("oslo", "themes: [climate]", "Two."));
    let run = site.build().finds_mistakes();
    assert!(run.error.contains("`gone` names /cases/oslo/, and the site has it"), "{}", run.error);
}

#[test]
fn a_page_that_is_back_is_no_longer_missed() {
    let site = site();
    site.build().succeeds();
    let text = site.read("content/cases/bern.md");
    site.write("content/cases/bern.md", text.replace("---\n\n", "draft: true\n---\n\n"));
    assert_eq!(missed(&site.build().succeeds().error), ["/cases/bern/"]);
    site.write("content/cases/bern.md", text);
    assert_eq!(site.build().succeeds().error, "");
}

#[test]
fn nobody_misses_what_ended_on_its_day_or_was_seen_by_its_writers_only() {
    let site = site().case("rome", "expires: 2025-07-02", "Three.").case("lima", "draft: true", "Four.");
    site.run(&["build", "--date", TODAY, "--drafts"]).succeeds();
    site.build().succeeds();
    assert_eq!(missed(&site.run(&["build", "--date", "2025-07-02"]).succeeds().error), Vec::<String>::new());
}

#[test]
fn a_failed_build_publishes_no_address() {
    let site = site();
    site.build().succeeds();
    site.write("content/cases/lima.md", case_text("lima", "themes: [clima]", "Three."));
    site.build().finds_mistakes();
    site.remove("content/cases/lima.md");
    assert_eq!(site.build().succeeds().error, "");
}

#[test]
fn without_its_cache_a_build_misses_nothing() {
    let site = site();
    site.build().succeeds();
    fs::remove_dir_all(site.root().join(".cache")).unwrap();
    site.remove("content/cases/bern.md");
    assert_eq!(site.build().succeeds().error, "");
}

#[test]
fn a_redirect_to_nowhere_is_a_mistake() {
    let site = site();
    let yaml = site.read("site.yaml");
    site.write("site.yaml", format!("{yaml}redirects:\n  - {{ from: /old/, to: /themes/climat/ }}\n"));
    let run = site.build().finds_mistakes();
    assert!(
        run.error.contains("broken-link") && run.error.contains("did you mean `/themes/climate/`?"),
        "{}",
        run.error
    );
}

#[test]
fn thousands_of_lost_pages_are_not_told_one_by_one() {
    let mut site = site();
    for number in 0..60 {
        site = site.case(&format!("city-{number}"), "", "Text.");
    }
    site.build().succeeds();
    for number in 0..60 {
        site.remove(&format!("content/cases/city-{number}.md"));
    }
    let run = site.build().succeeds();
    assert_eq!(missed(&run.error).len(), 20);
    assert!(run.error.contains("40 more pages were published"), "{}", run.error);
}
