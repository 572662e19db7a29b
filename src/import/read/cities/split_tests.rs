use super::super::recognise::recognise;
use super::*;
use crate::html::{clean, parse_fragment};

fn rules() -> Vec<SectionRule> {
    let rule = |id: &str, title: &str| SectionRule { id: id.into(), title: title.into(), labels: vec![], weight: 1 };
    vec![rule("context", "Context"), rule("key-actions", "Key actions"), rule("achievements", "Achievements")]
}

fn cities(html: &str) -> (Vec<String>, Split, Document) {
    let mut document = parse_fragment(html).document;
    clean(&mut document);
    let (document, split) = recognise(document, &rules(), SplitBy::Evidence);
    (split.cities.iter().map(|city| city.heading.clone()).collect(), split, document)
}

const POINTS: &str = "<ul><li><strong>Context:</strong> a</li><li><strong>Achievements:</strong> b</li></ul>";

#[test]
fn a_heading_is_a_city_because_of_what_follows() {
    let (found, ..) = cities(&format!("<h2>Culture, China</h2><p>An essay.</p><h3>Beijing, China</h3>{POINTS}"));
    assert_eq!(found, ["Beijing, China"]);
}

#[test]
fn siblings_of_proven_cities_are_cities() {
    let (found, ..) = cities(&format!("<h3>Beijing, China</h3>{POINTS}<h3>Paris, France</h3><p>Only a paragraph.</p>"));
    assert_eq!(found, ["Beijing, China", "Paris, France"]);
}

#[test]
fn headings_over_groups_of_cities_are_no_text_of_the_article() {
    let html = format!(
        "<p>Intro</p><h2>Asia</h2><h3>Beijing, China</h3>{POINTS}<h2>Europe</h2><h3>Paris, France</h3>{POINTS}"
    );
    let (found, split, _) = cities(&html);
    assert_eq!(found, ["Beijing, China", "Paris, France"]);
    let groups: Vec<String> = split.groups.into_iter().map(|(_, text)| text).collect();
    assert_eq!(groups, ["Asia", "Europe"]);
    assert!(split.conclusion.is_empty());
}

#[test]
fn the_level_of_cities_can_be_said() {
    let document = parse_fragment("<h2>Beijing, China</h2><p>Text.</p><h3>Paris, France</h3><p>Text.</p>").document;
    let found = |by| {
        let (_, split) = recognise(document.clone(), &rules(), by);
        split.cities.iter().map(|city| city.heading.clone()).collect::<Vec<_>>()
    };
    assert!(found(SplitBy::Evidence).is_empty() && found(SplitBy::Nothing).is_empty());
    assert_eq!(found(SplitBy::Level(3)), ["Paris, France"]);
}

#[test]
fn bold_paragraphs_and_wrappers_are_understood() {
    let (found, ..) = cities(&format!("<div><div><p><strong>Braga</strong><b>, Portugal</b></p>{POINTS}</div></div>"));
    assert_eq!(found, ["Braga, Portugal"]);
}

#[test]
fn conclusions_belong_to_the_article() {
    let html = format!("<p>Intro</p><h3>Beijing, China</h3>{POINTS}<h3>Conclusion</h3><p>All is well.</p>");
    let (found, split, document) = cities(&html);
    assert_eq!(found, ["Beijing, China"]);
    assert_eq!((split.introduction.len(), split.conclusion.len()), (1, 2));
    assert_eq!(document.text(split.conclusion[1]), "All is well.");
}

#[test]
fn words_after_the_last_caption_belong_to_the_article_where_no_other_city_has_any() {
    let picture = "<p><img src='https://a.org/x.jpg'></p>";
    let html = format!(
        "<h3>Beijing, China</h3>{POINTS}{picture}<p>Beijing</p><h3>Paris, France</h3>{POINTS}{picture}<p>Paris</p><p>In all, cities act.</p>"
    );
    let (_, split, document) = cities(&html);
    assert_eq!(document.text(split.conclusion[0]), "In all, cities act.");
}

#[test]
fn a_heading_with_labels_but_no_country_is_doubtful() {
    let (found, split, _) = cities(&format!("<h3>Atlantis</h3>{POINTS}"));
    assert!(found.is_empty());
    assert_eq!(split.doubts, [Doubt::NoCountry("Atlantis".to_owned())]);
}
