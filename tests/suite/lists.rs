//! `chancery list`: what an editor has to see to, as a table and as JSON.

use serde_json::{Value, json};

use crate::support::{PICTURE, Run, TODAY, TestSite};

fn site() -> TestSite {
    TestSite::new()
        .theme("climate")
        .theme("culture")
        .file("content/networks/c40.md", "---\nname: C40 Cities\nkind: city-network\n---\n")
        .case(
            "oslo",
            "themes: [climate]\nnetworks: [c40]\nupdated: 2025-01-02\naliases: [/en/oslo/]",
            "## Context\n\nOne.",
        )
        .case("lima", "draft: true\nthemes: [climate]", "Two.")
        .case("bern", "publish: 2025-09-01", "Three.")
        .case("rome", "expires: 2025-06-01", "Four.")
        .file("content/pages/about.md", "---\ntitle: About\nexpires: 2025-08-01\n---\n\nUs.\n")
}

fn list(site: &TestSite, arguments: &[&str]) -> Run {
    site.run(&[&["list"], arguments, &["--date", TODAY]].concat())
}

/// The values of a column, row by row.
fn column(site: &TestSite, arguments: &[&str], name: &str) -> Vec<Value> {
    let run = list(site, &[arguments, &["--format", "json"]].concat()).succeeds();
    let rows: Vec<Value> = serde_json::from_str(&run.out).unwrap();
    rows.iter().map(|row| row.get(name).unwrap_or_else(|| panic!("no column {name} in {row}")).clone()).collect()
}

#[test]
fn cases_are_listed_with_what_readers_see_of_them() {
    let site = site();
    let run = list(&site, &["cases"]).succeeds();
    let lines: Vec<&str> = run.out.lines().collect();
    assert_eq!(
        lines,
        [
            "file                   title             country  updated     state      themes",
            "content/cases/bern.md  The case of bern  CO                   scheduled",
            "content/cases/lima.md  The case of lima  CO                   draft      climate",
            "content/cases/oslo.md  The case of oslo  CO       2025-01-02  published  climate",
            "content/cases/rome.md  The case of rome  CO                   expired",
            "",
            "4 cases",
        ]
    );
    assert_eq!(column(&site, &["cases"], "networks"), [json!([]), json!([]), json!(["c40"]), json!([])]);
}

#[test]
fn a_list_is_sorted_by_a_column_and_what_is_not_known_comes_last() {
    let site = site().case("ulm", "updated: 2024-01-02", "Five.");
    let slugs = |arguments: &[&str]| -> Vec<String> {
        let files = column(&site, arguments, "file").into_iter();
        files.map(|file| file.as_str().unwrap()[14..18].trim_end_matches('.').to_owned()).collect()
    };
    assert_eq!(slugs(&["cases", "--sort", "updated"]), ["ulm", "oslo", "bern", "lima", "rome"]);
    assert_eq!(slugs(&["cases", "--sort", "updated", "--reverse"]), ["oslo", "ulm", "bern", "lima", "rome"]);
    let run = list(&site, &["cases", "--sort", "titel"]).fails();
    assert!(run.error.contains("no column `titel`; did you mean `title`?"), "{}", run.error);
}

#[test]
fn cases_can_be_asked_for_by_term_and_country() {
    let site = site();
    let files = |term: &[&str]| column(&site, &[&["cases"], term].concat(), "file");
    let (lima, oslo) = (Value::from("content/cases/lima.md"), Value::from("content/cases/oslo.md"));
    assert_eq!(files(&["--term", "themes/climate"]), [lima.clone(), oslo.clone()]);
    assert_eq!(files(&["--term", "themes/climate", "--term", "networks/c40"]), std::slice::from_ref(&oslo));
    assert_eq!(files(&["--term", "networks"]), std::slice::from_ref(&oslo));
    assert_eq!(files(&["--term", "countries/colombia"]).len(), 4);
    assert!(list(&site, &["cases", "--term", "themes/culture"]).succeeds().out.contains("no case has these terms"));
}

#[test]
fn a_misspelt_term_taxonomy_or_language_is_told_with_the_one_that_is_meant() {
    let site = site();
    for (arguments, told) in [
        (&["cases", "--term", "themes/climat"][..], "did you mean `themes/climate`?"),
        (&["cases", "--term", "theme/climate"], "did you mean `themes/climate`?"),
        (&["cases", "--term", "networks/C40 Cities"], "did you mean `networks/c40`?"),
        (&["cases", "--term", "regions/asia"], "it has themes, networks, countries"),
        (&["cases", "--term", "themes/weather"], "`chancery list terms --term themes` names them"),
        (&["redirects", "--term", "themes/climate"], "`--term` chooses among cases, and this list has none"),
        (&["cases", "--language", "fa"], "the site does not have the language `fa`; it has en"),
        (&["cases", "--reverse"], "--sort"),
        (&["draft"], "'drafts'"),
    ] {
        let run = list(&site, arguments).fails();
        assert!(run.error.contains(told), "{arguments:?}: {}", run.error);
    }
}

#[test]
fn what_is_held_back_and_what_waits_for_its_day_are_lists_of_their_own() {
    let site = site();
    assert_eq!(column(&site, &["drafts"], "file"), ["content/cases/lima.md"]);
    let run = list(&site, &["scheduled"]).succeeds();
    assert_eq!(
        run.out.lines().take(3).collect::<Vec<_>>(),
        [
            "day         change      file                    title",
            "2025-08-01  disappears  content/pages/about.md  About",
            "2025-09-01  appears     content/cases/bern.md   The case of bern",
        ]
    );
    assert_eq!(column(&site, &["scheduled", "--term", "themes"], "file"), Vec::<Value>::new());
    let none = TestSite::new().run(&["list", "drafts"]).succeeds();
    assert_eq!(none.out, "there is no draft\n");
}

#[test]
fn terms_are_listed_with_the_cases_that_readers_see() {
    let site = site();
    let rows = |arguments: &[&str]| {
        column(&site, arguments, "term").into_iter().zip(column(&site, arguments, "cases")).collect::<Vec<_>>()
    };
    let expected = [("themes/climate", 1), ("themes/culture", 0), ("networks/c40", 1)];
    assert_eq!(rows(&["terms"]), expected.map(|(term, cases)| (term.into(), cases.into())));
    assert_eq!(rows(&["terms", "--drafts"])[0], ("themes/climate".into(), 2.into()));
    assert_eq!(column(&site, &["terms", "--term", "networks"], "kind"), ["city-network"]);
    assert_eq!(rows(&["terms", "--term", "countries"]), [("countries/colombia".into(), 1.into())]);
}

#[test]
fn old_addresses_are_listed_with_the_file_that_asks_for_them() {
    let run = list(&site(), &["redirects"]).succeeds();
    assert!(run.out.contains("/en/oslo/  /cases/oslo/  content/cases/oslo.md  by hand\n\n1 redirect\n"), "{}", run.out);
}

#[test]
fn gaps_name_all_that_a_text_lacks() {
    let image = "image: { file: oslo.gif }\nsources: [The report]\ncoordinates: [59.9, 10.7]\nthemes: [climate]";
    let site = site()
        .file("assets/oslo.gif", PICTURE)
        .case("oslo", image, "## Context\n\nOne.")
        .file("content/pages/team.md", "---\ntitle: Team\n---\n\n![](oslo.gif)\n");
    let rows = column(&site, &["gaps"], "file").into_iter().zip(column(&site, &["gaps"], "lacks")).collect::<Vec<_>>();
    assert_eq!(
        rows,
        [("content/cases/oslo.md".into(), json!(["alt", "credit"])), ("content/pages/team.md".into(), json!(["alt"]))]
    );
    let drafts = column(&site, &["gaps", "--drafts"], "lacks");
    assert_eq!(drafts[1], Value::from(vec!["picture", "sections", "sources", "coordinates"]));
    let whole = site.case("oslo", &image.replace(" }", ", alt: A river, credit: Ana }"), "## Context\n\nOne.");
    whole.remove("content/pages/team.md");
    let note = "1 draft not looked at; `--drafts` lists what they lack, too\n";
    assert_eq!(list(&whole, &["gaps"]).succeeds().out, format!("no text lacks anything\n{note}"));
    assert!(!list(&whole, &["gaps", "--drafts"]).succeeds().out.contains("not looked at"));
}

#[test]
fn each_language_has_its_own_list() {
    let languages = "languages:\n  - id: en\n  - id: fa\n";
    let site = site();
    let yaml = site.read("site.yaml");
    let site =
        site.file("site.yaml", format!("{yaml}{languages}")).case("oslo.fa", "draft: true\ntitle: اسلو، نروژ", "یک.");
    // The helper gives each case a title.
    site.write("content/cases/oslo.fa.md", "---\ntitle: اسلو\ndraft: true\n---\n\nیک.\n");
    assert_eq!(column(&site, &["drafts"], "file"), ["content/cases/lima.md", "content/cases/oslo.fa.md"]);
    assert_eq!(column(&site, &["drafts", "--language", "fa"], "file"), ["content/cases/oslo.fa.md"]);
    let titles = column(&site, &["cases", "--language", "fa", "--term", "networks/c40"], "title");
    assert_eq!(titles, ["اسلو"]);
    let missing = column(&site, &["missing-translations", "--language", "fa", "--sort", "title"], "language");
    assert!(missing.len() > 1 && missing.iter().all(|language| language == "fa"), "{missing:?}");
}

#[test]
fn a_site_with_a_mistake_is_not_listed_but_the_mistake_is_told() {
    let run = list(&site().case("oslo", "themes: [climat]", ""), &["cases"]).finds_mistakes();
    assert!(run.error.contains("[unknown-term]") && run.out.is_empty(), "{}", run.error);
}
