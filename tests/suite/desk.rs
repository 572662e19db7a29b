//! Tools beside the work on texts: reports of `check` for other programs, `explain`, `clean`, completions, manual pages.

use serde_json::Value;

use chancery::base::diag::Code;

use crate::support::{TODAY, TestSite, in_repository};

fn faulty() -> TestSite {
    TestSite::new().theme("climate").case(
        "oslo",
        "themes: [climat]\nsumary: x\nsumary: y",
        "# Context\n\n[Oslo](nowhere.md)\n\nCafé, [x](#y).",
    )
}

fn check(site: &TestSite, arguments: &[&str]) -> crate::support::Run {
    site.run(&[&["check", "--date", TODAY], arguments].concat())
}

#[test]
fn a_check_says_once_where_more_is_said_about_a_message() {
    let run = check(&faulty(), &[]).finds_mistakes();
    assert!(run.error.ends_with("\nmore about a message: chancery explain unknown-term\n"), "{}", run.error);
    assert_eq!(run.error.matches("chancery explain").count(), 1);
}

#[test]
fn programs_are_told_all_that_people_are() {
    let run = check(&faulty(), &["--format", "json"]).finds_mistakes();
    assert_eq!(run.error, "");
    let report: Value = serde_json::from_str(&run.out).unwrap();
    let problems = report["problems"].as_array().unwrap();
    let of = |code: &str| problems.iter().find(|problem| problem["code"] == code).unwrap();
    let term = of("unknown-term");
    assert_eq!(
        (&term["severity"], &term["file"], &term["line"], &term["column"], &term["end_column"], &term["help"]),
        (
            &"error".into(),
            &"content/cases/oslo.md".into(),
            &5.into(),
            &10.into(),
            &16.into(),
            &"did you mean `climate`?".into()
        )
    );
    let human = check(&faulty(), &[]).finds_mistakes().error;
    assert!(human.contains(&format!("{} mistakes found", problems.len())), "{human}");
    assert_eq!(report["files"], Value::Null);
    let fine: Value = serde_json::from_str(&check(&TestSite::new(), &["--format", "json"]).succeeds().out).unwrap();
    assert!(fine["files"].as_u64() > Some(5) && fine["problems"].as_array().unwrap().is_empty(), "{fine}");
}

#[test]
fn github_is_told_the_place_of_each_problem() {
    let run = check(&faulty(), &["--format", "github"]).finds_mistakes();
    let line = "::error file=content/cases/oslo.md,line=5,endLine=5,col=10,endColumn=16,title=unknown-term::";
    assert!(run.out.lines().any(|told| told.starts_with(line)), "{}", run.out);
    assert!(run.out.lines().all(|told| told.starts_with("::")), "{}", run.out);
}

#[test]
fn sarif_is_as_its_schema_wants_it() {
    let schema = std::fs::read(in_repository("tests/schemas/sarif-2.1.0.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    for site in [faulty(), TestSite::new(), TestSite::empty()] {
        let log: Value = serde_json::from_str(&check(&site, &["--format", "sarif"]).out).unwrap();
        let mistakes: Vec<String> = validator.iter_errors(&log).map(|error| error.to_string()).collect();
        assert!(mistakes.is_empty(), "{mistakes:?}\n{log:#}");
    }
    let log: Value = serde_json::from_str(&check(&faulty(), &["--format", "sarif"]).out).unwrap();
    let run = &log["runs"][0];
    let result = run["results"].as_array().unwrap().iter().find(|result| result["ruleId"] == "duplicate-key").unwrap();
    let rule = result["ruleIndex"].as_u64().unwrap() as usize;
    assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], "duplicate-key");
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 7);
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"], 6);
    let broken = serde_json::json!({"version": "2.1.0", "runs": [{"results": []}]});
    assert!(!validator.is_valid(&broken), "the schema asks for the name of the tool");
}

#[test]
fn what_is_allowed_is_not_told_and_a_mistake_is_told_all_the_same() {
    let site = TestSite::new().case("oslo", "", "Text.");
    let warned = check(&site, &["--strict"]).finds_mistakes();
    assert!(warned.error.contains("error[incomplete-case]"), "{}", warned.error);
    let run =
        check(&site, &["--strict", "--allow", "incomplete-case", "--allow", "unused-term", "--allow", "bad-address"])
            .succeeds();
    assert_eq!(run.error, "");
    let run = check(&faulty(), &["--allow", "unknown-term"]).finds_mistakes();
    assert!(run.error.contains("[unknown-term]"), "{}", run.error);
    let run = check(&site, &["--allow", "missing-alts"]).fails();
    assert!(run.error.contains("there is no message `missing-alts`; did you mean `missing-alt`?"), "{}", run.error);
}

#[test]
fn a_message_is_explained_by_its_page() {
    let site = TestSite::new();
    let run = site.run(&["explain", "unknown-key"]).succeeds();
    assert!(run.out.starts_with("unknown-key\n\n") && run.out.contains("    error[unknown-key]: "), "{}", run.out);
    assert!(!run.out.contains("```") && !run.out.contains("](") && !run.out.contains('\u{1b}'), "{}", run.out);
    assert_eq!(site.run(&["explain", "[unknown-key]"]).succeeds().out, run.out);
    let all = site.run(&["explain"]).succeeds().out;
    assert_eq!(all.lines().count(), Code::ALL.len());
    let run = site.run(&["explain", "unkown-key"]).fails();
    assert!(run.error.contains("did you mean `unknown-key`?"), "{}", run.error);
}

#[test]
fn clean_removes_what_builds_made_and_nothing_else() {
    let site = TestSite::new().case("oslo", "", "Text.").file("assets/plan.pdf", "%PDF");
    let before = site.files("");
    site.build().succeeds();
    site.write("output/notes.txt", "mine");
    site.write("output/cases/oslo/index.html", "changed by hand");
    site.write(".cache/other/tool.txt", "another program's");
    let built = site.files("output").len() - 2 - usize::from(site.has("output/.chancery"));
    let run = site.run(&["clean"]).succeeds();
    assert!(run.out.contains(&format!("removed {built} files that builds wrote to ./output\n")), "{}", run.out);
    for left in ["./output/cases/oslo/index.html", ".cache/other/tool.txt"] {
        assert!(run.out.contains(&format!("left {left}: ")), "{}", run.out);
    }
    let after: Vec<String> = site.files("").into_keys().filter(|path| !before.contains_key(path)).collect();
    assert_eq!(
        after,
        [".cache/other/tool.txt", "output/.chancery", "output/cases/oslo/index.html", "output/notes.txt"]
    );
    assert!(before.iter().all(|(path, bytes)| site.files("")[path] == *bytes));
    let run = site.run(&["clean"]).succeeds();
    assert!(run.out.contains("left ./output as it is: nothing is known any more"), "{}", run.out);
}

#[test]
fn clean_leaves_no_trace_of_a_build_and_never_touches_the_sources() {
    let site = TestSite::new().case("oslo", "", "Text.");
    site.outputs("share_cards: true, bundle: true");
    let before = site.files("");
    assert_eq!(site.run(&["clean"]).succeeds().out, "there is nothing to remove\n");
    site.build().succeeds();
    site.run(&["build", "--output", "preview", "--date", TODAY]).succeeds();
    site.run(&["clean", "--output", "preview"]).succeeds();
    assert!(!site.root().join("preview").exists() && site.has("output/index.html"));
    site.run(&["clean", "--output", "content"]).fails();
    site.build().succeeds();
    site.run(&["clean"]).succeeds();
    assert_eq!(site.files(""), before);
    assert!(!site.root().join("output").exists());
}

#[test]
fn shells_learn_every_command_and_manual_pages_are_the_same_each_time() {
    let site = TestSite::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = site.run(&["completions", shell]).succeeds().out;
        // Not every shell is told of what may stand in the place of a word.
        assert!(script.contains("missing-translations") || !["bash", "zsh"].contains(&shell), "{shell}");
        assert!(script.contains("completions") && script.contains("take-over"), "{shell}");
    }
    let run = site.run(&["man", "man"]).succeeds();
    let pages = site.files("man");
    assert!(run.out.contains(&format!("wrote {} manual pages to man", pages.len())), "{}", run.out);
    for page in ["chancery.1", "chancery-check.1", "chancery-new-case.1", "chancery-theme-eject.1"] {
        assert!(pages.contains_key(page), "{page} is missing: {:?}", pages.keys());
    }
    let check = site.read("man/chancery-check.1");
    assert!(check.contains("strict") && check.contains("SYNOPSIS"), "{check}");
    site.run(&["man", "again"]).succeeds();
    assert_eq!(site.files("again"), pages);
}

#[test]
fn the_version_says_what_the_program_was_built_with() {
    let site = TestSite::new();
    assert_eq!(site.run(&["-V"]).succeeds().out, format!("chancery {}\n", env!("CARGO_PKG_VERSION")));
    let long = site.run(&["--version"]).succeeds().out;
    assert!(long.contains("features: ") && long.contains("left out: "), "{long}");
    assert_eq!(
        long.contains("features: http, images, serve, share-cards\nleft out: none"),
        cfg!(all(feature = "http", feature = "images", feature = "serve", feature = "share-cards"))
    );
    let manifest = std::fs::read_to_string(in_repository("Cargo.toml")).unwrap();
    let default = manifest.lines().find_map(|line| line.strip_prefix("default = ")).unwrap();
    let features: Vec<&str> = default.split('"').skip(1).step_by(2).collect();
    assert!(features.len() > 2 && features.iter().all(|feature| long.contains(feature)), "{features:?} in {long}");
}
