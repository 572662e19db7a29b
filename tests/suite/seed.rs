//! The article that the publication begins with: its import and its site, held against what a careful reader finds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value as Json;

use crate::pages::{json_ld, linked_cases, main_of, visible_text};
use crate::support::{TODAY, TestSite, in_repository, run_in};

#[derive(Deserialize)]
pub struct Truth {
    post: Post,
    sections: Vec<String>,
    pub cases: Vec<Case>,
    indexes: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    cases_without_network: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Post {
    id: u64,
    slug: String,
    title: String,
    link: String,
    date: String,
    modified: String,
    introduction_names: Vec<String>,
    empty_lists: u64,
}

#[derive(Deserialize)]
pub struct Case {
    pub slug: String,
    heading: String,
    city: String,
    country: String,
    place: [f64; 2],
    context: String,
    themes: Themes,
    networks: BTreeMap<String, u64>,
    agreements: Agreements,
    image: String,
    caption: String,
    not_years: Vec<String>,
}

#[derive(Deserialize)]
struct Themes {
    required: BTreeSet<String>,
    allowed: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Agreements {
    required: BTreeMap<String, u64>,
    allowed: BTreeSet<String>,
}

/// The facts.
pub fn truth() -> Truth {
    let text = std::fs::read_to_string(in_repository("tests/imports/seed/truth.yaml")).unwrap();
    serde_yaml::from_str(&text).unwrap()
}

/// The post's file.
pub fn post_file() -> String {
    in_repository("tests/imports/seed/post.json").to_string_lossy().into_owned()
}

/// The files of a new site into which the post was imported, built; and the import's report.
struct Imported {
    files: BTreeMap<String, Vec<u8>>,
    report: Json,
}

impl Imported {
    fn read(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("there is no {path}"));
        std::str::from_utf8(bytes).unwrap()
    }

    /// The paths of the files in a folder and below it.
    fn paths_below(&self, folder: &str) -> Vec<&str> {
        self.files.keys().map(String::as_str).filter(|path| path.starts_with(folder)).collect()
    }
}

fn imported() -> &'static Imported {
    static IMPORTED: OnceLock<Imported> = OnceLock::new();
    IMPORTED.get_or_init(|| {
        let site = TestSite::init();
        let run = site.run(&["import", &post_file(), "--offline", "--format", "json"]).succeeds();
        site.build().succeeds();
        Imported { files: site.files("."), report: serde_json::from_str(&run.out).unwrap() }
    })
}

/// A case's front matter, as any YAML reader gives it.
fn front_matter(site: &Imported, slug: &str) -> Json {
    let text = site.read(&format!("content/cases/{slug}.md"));
    serde_yaml::from_str(text.split("---\n").nth(1).unwrap()).unwrap()
}

fn strings(value: &Json) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().map(|item| item.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_post_becomes_seven_cases_in_its_order() {
    let site = imported();
    let report = &site.report;
    let truth = truth();
    let post = &report["posts"][0];
    assert_eq!((post["id"].as_u64(), post["title"].as_str()), (Some(truth.post.id), Some(truth.post.title.as_str())));
    assert_eq!(report["posts"].as_array().unwrap().len(), 1);
    assert_eq!(report["problems"], Json::Array(Vec::new()));
    let cities = post["cities"].as_array().unwrap();
    assert_eq!(cities.len(), truth.cases.len());
    for (city, case) in cities.iter().zip(&truth.cases) {
        assert_eq!(city["title"], case.heading.as_str());
        assert_eq!(city["city"], case.city.as_str());
        assert_eq!(city["country"], case.country.as_str());
        assert_eq!(city["file"]["path"], format!("content/cases/{}.md", case.slug));
        let front = front_matter(site, &case.slug);
        assert_eq!(
            (&front["title"], &front["city"], &front["country"]),
            (&city["title"], &city["city"], &city["country"])
        );
        assert_eq!(front["summary"], case.context.as_str());
    }
    let article = site.read(&format!("content/articles/{}.md", truth.post.slug));
    let slugs: Vec<&str> = truth.cases.iter().map(|case| case.slug.as_str()).collect();
    assert!(article.contains(&format!("cases: [{}]", slugs.join(", "))), "{article}");
    let written = site.paths_below("content/cases/");
    assert_eq!(written.len(), slugs.len() + 1, "nothing but the cases and the example: {written:?}");
}

#[test]
fn every_case_has_exactly_the_four_sections() {
    let site = imported();
    let report = &site.report;
    let truth = truth();
    for (index, case) in truth.cases.iter().enumerate() {
        let text = site.read(&format!("content/cases/{}.md", case.slug));
        let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, truth.sections, "{}", case.slug);
        assert_eq!(text.lines().filter(|line| line.starts_with('#')).count(), 4, "{}", case.slug);
        assert!(text.contains(&format!("## Context\n\n{}\n", case.context)), "{}", case.slug);
        let sections = report["posts"][0]["cities"][index]["sections"].as_array().unwrap();
        let titles: Vec<&str> = sections.iter().map(|section| section["title"].as_str().unwrap()).collect();
        assert_eq!(titles, truth.sections);
        assert!(sections.iter().all(|section| section["known"] == true && section["words"].as_u64().unwrap() >= 5));
    }
}

#[test]
fn themes_are_the_required_ones_and_none_that_is_not_allowed() {
    let site = imported();
    for case in truth().cases {
        let found = strings(&front_matter(site, &case.slug)["themes"]);
        assert!(found.is_superset(&case.themes.required), "{}: {found:?}", case.slug);
        let known: BTreeSet<String> = case.themes.required.union(&case.themes.allowed).cloned().collect();
        assert!(found.is_subset(&known), "{}: {found:?}", case.slug);
    }
}

#[test]
fn networks_and_agreements_are_found_as_often_as_they_are_named() {
    let site = imported();
    let report = &site.report;
    for (index, case) in truth().cases.iter().enumerate() {
        let terms = report["posts"][0]["cities"][index]["terms"].as_array().unwrap();
        let counts = |taxonomy: &str| -> BTreeMap<String, u64> {
            let own = terms.iter().filter(|term| term["taxonomy"] == taxonomy);
            own.map(|term| (term["term"].as_str().unwrap().to_owned(), term["count"].as_u64().unwrap())).collect()
        };
        assert_eq!(counts("networks"), case.networks, "{}", case.slug);
        let mut agreements = counts("agreements");
        agreements.retain(|slug, _| !case.agreements.allowed.contains(slug));
        assert_eq!(agreements, case.agreements.required, "{}", case.slug);

        let front = front_matter(site, &case.slug);
        assert_eq!(strings(&front["networks"]), case.networks.keys().cloned().collect(), "{}", case.slug);
        let named: BTreeSet<String> = counts("agreements").into_keys().collect();
        assert_eq!(strings(&front["agreements"]), named, "{}", case.slug);
    }
}

#[test]
fn each_suggestion_shows_the_words_it_was_made_from() {
    let site = imported();
    let report = &site.report;
    for city in report["posts"][0]["cities"].as_array().unwrap() {
        let text = site.read(city["file"]["path"].as_str().unwrap());
        for term in city["terms"].as_array().unwrap() {
            let (phrase, sentence) = (term["phrase"].as_str().unwrap(), term["sentence"].as_str().unwrap());
            assert!(sentence.contains(phrase), "{phrase} in {sentence}");
            assert!(text.contains(sentence), "{sentence}");
        }
    }
}

#[test]
fn pictures_are_taken_in_full_size_with_their_captions() {
    let site = imported();
    let report = &site.report;
    for (index, case) in truth().cases.iter().enumerate() {
        let image = &front_matter(site, &case.slug)["image"];
        assert_eq!(image["source"], case.image.as_str());
        assert_eq!(image["caption"], case.caption.as_str());
        assert_eq!(image["alt"], "", "the post describes no picture, and the import invents nothing");
        assert_eq!(report["posts"][0]["cities"][index]["image"]["source"], case.image.as_str());
    }
}

#[test]
fn dates_are_those_of_the_post_and_no_number_of_the_text_becomes_one() {
    let site = imported();
    let truth = truth();
    for case in &truth.cases {
        let mut front = front_matter(site, &case.slug);
        assert_eq!(front["date"], truth.post.date.as_str());
        assert_eq!(front["updated"], truth.post.date.as_str());
        assert_eq!(front["origin"]["modified"], truth.post.modified.as_str());
        assert_eq!(front["origin"]["id"], truth.post.id);
        assert_eq!(front["origin"]["url"], truth.post.link.as_str());
        // What is left says nothing about time.
        for key in ["date", "updated", "origin", "image"] {
            front.as_object_mut().unwrap().remove(key);
        }
        let text = front.to_string();
        for number in case.not_years.iter().filter(|number| number.len() > 3) {
            assert!(!text.contains(number.as_str()), "{number} in {text}");
        }
        let keys: Vec<&String> = front.as_object().unwrap().keys().collect();
        let known = ["title", "city", "country", "summary", "themes", "networks", "agreements", "article"];
        assert!(keys.iter().all(|key| known.contains(&key.as_str())), "{keys:?}");
    }
}

#[test]
fn what_the_introduction_names_is_attributed_to_no_city() {
    let site = imported();
    let truth = truth();
    let article = site.read(&format!("content/articles/{}.md", truth.post.slug));
    for name in &truth.post.introduction_names {
        assert!(article.contains(name.as_str()), "{name}");
    }
    assert!(
        !site.files.contains_key("output/networks/unesco/index.html"),
        "no city names UNESCO but inside another name"
    );
    let named = |slug: &str| truth.indexes["networks"].get(slug).cloned().unwrap_or_default();
    assert_eq!(linked_cases(&main_of(site.read("output/networks/un-habitat/index.html"))), named("un-habitat"));
}

#[test]
fn the_paris_agreement_is_not_paris() {
    let site = imported();
    let medellin = site.read("output/cases/medellin/index.html");
    let (_, text) = medellin.split_once("<div class=\"case-text\">").unwrap();
    let text = text.split_once("</article>").unwrap().0;
    assert!(visible_text(text).contains("Paris Agreement"));
    assert!(linked_cases(text).is_empty(), "{:?}", linked_cases(text));
}

#[test]
fn empty_lists_are_left_out_and_reported() {
    let report = &imported().report;
    let dropped = report["posts"][0]["dropped"].as_array().unwrap();
    let lists = dropped.iter().find(|dropped| dropped["text"] == "ul").unwrap();
    assert_eq!(lists["count"], truth().post.empty_lists);
    assert_eq!(report["posts"][0]["losses"], Json::Array(Vec::new()));
}

#[test]
fn each_index_lists_the_cases_that_a_reader_would_look_for() {
    let site = imported();
    let truth = truth();
    for (taxonomy, terms) in &truth.indexes {
        for (term, cases) in terms {
            let page = main_of(site.read(&format!("output/{taxonomy}/{term}/index.html")));
            assert_eq!(&linked_cases(&page), cases, "/{taxonomy}/{term}/");
        }
    }
    let pages = site.paths_below("output/networks/");
    let pages = pages.iter().filter(|path| path.matches('/').count() == 3 && path.ends_with("/index.html"));
    assert_eq!(pages.count(), truth.indexes["networks"].len(), "no network has a page that no case names");
}

#[test]
fn the_index_of_networks_ends_with_the_cases_that_name_none() {
    let site = imported();
    let index = main_of(site.read("output/networks/index.html"));
    let last = index.rsplit_once("<h2>").unwrap().1;
    assert_eq!(linked_cases(last), truth().cases_without_network);
    let last = visible_text(last);
    assert!(last.contains("New York, United States"), "{last}");
}

#[test]
fn every_city_lies_where_it_lies() {
    let site = imported();
    for case in truth().cases {
        let data = json_ld(site.read(&format!("output/cases/{}/index.html", case.slug)));
        let geo = &data["@graph"][0]["about"][0]["geo"];
        for (key, wanted) in [("latitude", case.place[0]), ("longitude", case.place[1])] {
            let found = geo[key].as_f64().unwrap();
            assert!((found - wanted).abs() < 0.05, "{} {key}: {found}", case.slug);
        }
    }
}

#[test]
fn a_second_import_finds_everything_as_it_is() {
    let site = TestSite::init();
    site.import(&post_file()).succeeds();
    let before = site.files(".");
    let run = site.import(&post_file()).succeeds();
    assert!(run.out.contains("imported 1 post with 7 cases · 8 files unchanged in "), "{}", run.out);
    assert!(site.files(".") == before);
}

#[test]
fn the_repository_holds_what_the_import_writes() {
    let run = run_in(&in_repository("."), &["import", &post_file(), "--offline", "--dry-run"], b"", &[]).succeeds();
    assert!(run.out.contains("imported 1 post with 7 cases · 8 files unchanged in "), "{}", run.out);
}

#[test]
fn the_repository_has_no_mistake() {
    let run = run_in(&in_repository("."), &["check", "--date", TODAY], b"", &[]).succeeds();
    // The post has no pictures of its own and names no sources.
    let told: Vec<&str> = run.error.lines().filter(|line| line.starts_with(['e', 'w'])).collect();
    assert!(
        matches!(&told[..], [picture, sources] if picture.contains("7 of 7 cases have no picture")
        && sources.contains("7 of 7 cases have no sources")),
        "{}",
        run.error
    );
}
