//! A failed build changes nothing, a killed one breaks nothing, and two do not meet.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::support::{Run, TODAY, TestSite, case_text, rounds};

type Files = BTreeMap<String, Vec<u8>>;

/// Enough cases that a build lasts a while, in one of two states that differ in every page and in which pages there are.
fn site_in_state(state: usize) -> TestSite {
    let mut site = TestSite::new().theme("climate");
    for case in 0..30 {
        site = site.case(&format!("case-{case}"), "themes: [climate]", &format!("## Context\n\nState {state}."));
    }
    set_state(&site, state);
    site
}

fn set_state(site: &TestSite, state: usize) {
    let (here, gone) = if state == 0 { ("left", "right") } else { ("right", "left") };
    site.write(&format!("content/cases/{here}.md"), case_text(here, "", "Only here."));
    let gone = format!("content/cases/{gone}.md");
    if site.has(&gone) {
        site.remove(&gone);
    }
    let template =
        format!("{{% extends \"default/base.html\" %}}{{% block title %}}State {state}{{% endblock title %}}");
    site.write("themes/default/templates/page.html", template);
    for case in 0..30 {
        let body = format!("## Context\n\nState {state}.");
        site.write(
            &format!("content/cases/case-{case}.md"),
            case_text(&format!("case-{case}"), "themes: [climate]", &body),
        );
    }
}

/// The output without what waits on the stage.
fn visible(site: &TestSite) -> Files {
    site.files("output").into_iter().filter(|(path, _)| !path.starts_with(".chancery-stage")).collect()
}

#[test]
fn a_killed_build_leaves_whole_files_and_the_next_one_mends_the_rest() {
    let clean: Vec<Files> = (0..2)
        .map(|state| {
            let site = site_in_state(state);
            site.build().succeeds();
            visible(&site)
        })
        .collect();
    let site = site_in_state(0);
    let started = Instant::now();
    site.build().succeeds();
    let mut usual = started.elapsed();
    // A fixed sequence that hits every part of a build about equally often (the golden ratio's low-discrepancy sequence).
    let share = |round: u32| (f64::from(round) * 0.618_033_988_75).fract() * 1.1;
    let mut killed: u32 = 0;
    let rounds = rounds(20, 100);
    for round in 0..rounds {
        let state = usize::try_from(round % 2).unwrap();
        set_state(&site, state);
        if round % 5 == 0 {
            fs::remove_dir_all(site.root().join("output")).unwrap();
        }
        let mut build = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .current_dir(site.root())
            .args(["build", "--date", TODAY])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(usual.mul_f64(share(round)));
        let still_ran = build.try_wait().unwrap().is_none();
        killed += u32::from(still_ran);
        // How long a build takes depends on what else the machine does just then.
        usual = usual.mul_f64(if still_ran { 1.02 } else { 0.9 });
        build.kill().unwrap();
        build.wait().unwrap();
        for (path, bytes) in visible(&site) {
            let is_whole = clean.iter().any(|files| files.get(&path) == Some(&bytes));
            assert!(is_whole, "round {round}: {path} is neither of the old site nor of the new one");
        }
        site.build().succeeds();
        assert_eq!(site.files("output").keys().collect::<Vec<_>>(), clean[state].keys().collect::<Vec<_>>(), "{round}");
        assert!(site.files("output") == clean[state], "round {round}: the next build did not mend everything");
    }
    assert!(killed > rounds / 2, "only {killed} of {rounds} builds still ran when they were killed");
}

#[test]
fn two_builds_of_a_site_do_not_meet() {
    let site = site_in_state(0);
    site.build().succeeds();
    let lock = File::options().append(true).open(site.root().join(".cache/lock")).unwrap();
    lock.lock().unwrap();
    let run = site.build().fails();
    assert!(run.error.contains("another build of this site is running; wait until it has ended"), "{}", run.error);
    drop(lock);
    site.build().succeeds();
}

/// Builds a changed site that cannot be written; everything stays as it was.
fn fails_and_leaves_everything(site: &TestSite, run: impl Fn() -> Run) -> String {
    let before = site.files("output");
    set_state(site, 1);
    let run = run().fails();
    assert!(site.files("output") == before, "the old site is not whole any more");
    run.error
}

#[test]
fn a_file_where_a_folder_must_be_is_told() {
    let site = TestSite::new().case("oslo", "", "Text.");
    site.build().succeeds();
    site.write("output/cases/bern", "mine");
    site.write("content/cases/bern.md", case_text("bern", "", "Text."));
    let before = site.files("output");
    let run = site.build().fails();
    assert!(
        run.error.contains("cases/bern` is a file, and the site needs a folder there; move it away"),
        "{}",
        run.error
    );
    assert!(site.files("output") == before);
}

#[test]
fn a_folder_where_a_file_must_be_is_told() {
    let site = site_in_state(0);
    site.build().succeeds();
    site.remove("output/404.html");
    site.write("output/404.html/mine.txt", "mine");
    let error = fails_and_leaves_everything(&site, || site.build());
    assert!(error.contains("404.html` is a folder, and the site needs a file there; move it away"), "{error}");
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let site = TestSite::new().case("oslo", "", "Text.");
    site.build().succeeds();
    site.write("output/cases/bern/index.html", "mine");
    site.write("content/cases/bern.md", case_text("bern", "", "Text."));
    let run = site.build().fails();
    assert!(run.error.contains("cases/bern/index.html` is in the way"), "{}", run.error);
    assert_eq!(site.read("output/cases/bern/index.html"), "mine");
}

#[cfg(unix)]
#[test]
fn a_disk_that_takes_no_more_leaves_the_old_site_whole() {
    let site = site_in_state(0);
    site.build().succeeds();
    // The system refuses files of more than 512 or 1024 bytes, as a full disk would.
    let limited = || {
        let command =
            format!("trap '' XFSZ; ulimit -f 1; exec '{}' build --date {TODAY}", env!("CARGO_BIN_EXE_chancery"));
        let output = Command::new("sh").args(["-c", &command]).current_dir(site.root()).output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            error: String::from_utf8(output.stderr).unwrap(),
        }
    };
    let error = fails_and_leaves_everything(&site, limited);
    assert!(error.contains("could not write"), "{error}");
    assert!(!site.root().join("output/.chancery-stage").exists(), "what was begun is cleared away");
    site.build().succeeds();
}
