//! A second import of a post that changed: what the post changed and what an editor changed are both kept.

use serde_json::json;

use crate::support::{Run, TestSite};

const CASE: &str = "content/cases/oslo.md";

/// A post with two cities; the texts are those of their key actions.
fn post(oslo: &str, lima: &str) -> String {
    let city = |heading: &str, text: &str| {
        format!(
            "<h3>{heading}</h3><p><strong>Context:</strong> Water.</p><p><strong>Key Actions:</strong> {text}</p>\
             <p><strong>Achievements:</strong> Fish.</p>"
        )
    };
    let html = format!("<p>Two cities.</p>{}{}", city("Oslo, Norway", oslo), city("Lima, Peru", lima));
    json!({
        "id": 7, "slug": "two-cities", "status": "publish", "link": "https://old.example.org/en/two-cities/",
        "date": "2025-06-02T11:22:26", "title": {"rendered": "Two cities"}, "content": {"rendered": html},
    })
    .to_string()
}

/// A site into which the first version of the post was imported.
fn imported() -> TestSite {
    let site = TestSite::new().file("post.json", post("Trams.", "Buses."));
    site.import("post.json").succeeds();
    site
}

/// The post changes, and is imported again.
fn reimport(site: &TestSite, oslo: &str, lima: &str) -> Run {
    site.write("post.json", post(oslo, lima));
    site.import("post.json")
}

/// An editor replaces some words.
fn edit(site: &TestSite, old: &str, new: &str) {
    let text = site.read(CASE);
    assert!(text.contains(old), "{text}");
    site.write(CASE, text.replace(old, new));
}

#[test]
fn what_only_the_post_changed_is_taken_over() {
    let site = imported();
    reimport(&site, "Trams and ferries.", "Buses.").succeeds();
    assert!(site.read(CASE).contains("Trams and ferries."));
}

#[test]
fn what_only_an_editor_changed_stays() {
    let site = imported();
    edit(&site, "Fish.", "Much fish.");
    let edited = site.read(CASE);
    let run = reimport(&site, "Trams.", "Buses and trams.").succeeds();
    assert_eq!(site.read(CASE), edited);
    assert!(run.out.contains("content/cases/oslo.md  left alone: an editor changed it"), "{}", run.out);
    assert!(site.read("content/cases/lima.md").contains("Buses and trams."));
}

#[test]
fn changes_of_both_in_different_places_are_both_there() {
    let site = imported();
    edit(&site, "Fish.", "Much fish.");
    edit(&site, "country: NO", "country: NO\ncoordinates: [59.913, 10.739]");
    reimport(&site, "Trams and ferries.", "Buses.").succeeds();
    let text = site.read(CASE);
    for words in ["Trams and ferries.", "Much fish.", "coordinates: [59.913, 10.739]"] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

#[test]
fn changes_of_both_in_one_place_are_told_and_left_to_the_editor() {
    let site = imported();
    edit(&site, "Trams.", "Boats.");
    let edited = site.read(CASE);
    let run = reimport(&site, "Ferries.", "Buses and trams.").finds_mistakes();
    assert!(run.error.contains("import-conflict") && run.error.contains("the post has: Ferries."), "{}", run.error);
    assert_eq!(site.read(CASE), edited);
    assert!(site.read("content/cases/lima.md").contains("Buses and trams."), "the other city is taken over");
    reimport(&site, "Ferries.", "Buses and trams.").finds_mistakes();
}

#[test]
fn an_editor_says_whose_version_stands() {
    for (whose, words) in [("mine", "Boats."), ("source", "Ferries.")] {
        let site = imported();
        edit(&site, "Trams.", "Boats.");
        site.write("post.json", post("Ferries.", "Buses."));
        site.run(&["import", "post.json", "--offline", "--keep", whose]).succeeds();
        assert!(site.read(CASE).contains(words), "{whose}");
        site.import("post.json").succeeds();
        assert!(site.read(CASE).contains(words), "{whose}, and it stays decided");
    }
}

#[test]
fn a_case_that_an_editor_removed_stays_away() {
    let site = imported();
    site.remove(CASE);
    reimport(&site, "Trams and ferries.", "Buses.").succeeds();
    assert!(!site.has(CASE));
    site.build().succeeds();
}

#[test]
fn a_case_that_an_editor_renamed_is_found() {
    let site = imported();
    let text = site.read(CASE);
    site.remove(CASE);
    site.write("content/cases/christiania.md", text);
    reimport(&site, "Trams and ferries.", "Buses.").succeeds();
    assert!(!site.has(CASE));
    assert!(site.read("content/cases/christiania.md").contains("Trams and ferries."));
    site.build().succeeds();
}

#[test]
fn a_city_that_a_post_has_twice_keeps_its_two_files_apart() {
    let site = TestSite::new().file("post.json", post("Trams.", "Buses.").replace("Lima, Peru", "Oslo, Norway"));
    site.import("post.json").succeeds();
    let before = site.files(".");
    assert_eq!(site.files("content/cases").into_keys().collect::<Vec<_>>(), ["oslo-no.md", "oslo.md"]);
    site.import("post.json").succeeds();
    assert!(site.files(".") == before);
}

#[test]
fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let site = imported();
    site.write("post.json", post("Trams and ferries.", "Buses."));
    let before = site.files(".");
    let run = site.run(&["import", "post.json", "--offline", "--dry-run"]).succeeds();
    assert!(run.out.contains("Trams and ferries."), "{}", run.out);
    site.run(&["import", "post.json", "--offline", "--check"]).finds_mistakes();
    assert!(site.files(".") == before);
    reimport(&site, "Trams.", "Buses.").succeeds();
    site.run(&["import", "post.json", "--offline", "--check"]).succeeds();
}

/// The text of a city in full, as a post that was written has it.
const LIMA: &str = "Buses run on lanes of their own along the coast, from the old port up to the hills in the north.";

#[test]
fn another_city_of_the_same_country_does_not_take_a_file_over() {
    let site = TestSite::new().file("post.json", post("Trams.", LIMA));
    site.import("post.json").succeeds();
    let lima = site.read("content/cases/lima.md").replace("country: PE", "country: PE\ncoordinates: [-12.05, -77.04]");
    site.write("content/cases/lima.md", &lima);
    for text in
        ["Buses.", "The old walls of the Inca stand below the houses, and the trains climb to them from the plain."]
    {
        site.write("post.json", post("Trams.", text).replace("Lima, Peru", "Cusco, Peru"));
        let run = site.import("post.json").succeeds();
        assert_eq!(site.read("content/cases/lima.md"), lima);
        assert!(site.read("content/cases/cusco.md").contains(text));
        assert!(run.out.contains("content/cases/lima.md  is no longer in the post"), "{}", run.out);
    }
    site.build().succeeds();
    // An editor removes the file: there is nothing to say any more.
    site.remove("content/cases/lima.md");
    let run = site.import("post.json").succeeds();
    assert!(!run.out.contains("no longer in the post"), "{}", run.out);
}

#[test]
fn a_city_that_was_renamed_in_the_post_keeps_its_file() {
    let site = TestSite::new().file("post.json", post("Trams.", LIMA));
    site.import("post.json").succeeds();
    site.write("post.json", post("Trams.", LIMA).replace("Lima, Peru", "Callao, Peru"));
    site.import("post.json").succeeds();
    assert!(site.read("content/cases/lima.md").contains("city: Callao"));
    assert!(!site.has("content/cases/callao.md"));
}

#[test]
fn two_cities_of_one_country_that_change_places_keep_their_files() {
    let both = |first: &str, second: &str| {
        post("Trams.", LIMA)
            .replace("Oslo, Norway", &format!("{first}, Peru"))
            .replace("Lima, Peru", &format!("{second}, Peru"))
    };
    let site = TestSite::new().file("post.json", both("Cusco", "Lima"));
    site.import("post.json").succeeds();
    // One is renamed, another one takes the place of the other.
    site.write("post.json", both("Arequipa", "Callao"));
    site.import("post.json").succeeds();
    assert!(site.read("content/cases/lima.md").contains("city: Callao"), "it has the text of Lima");
    assert!(site.read("content/cases/cusco.md").contains("city: Cusco"));
    assert!(site.read("content/cases/arequipa.md").contains("Trams."));
}
