//! How cases are cited: the files by readers that are not ours, and the same in the text and the tags of each page.

use biblatex::{Bibliography, ChunksExt};
use serde_json::Value;

use crate::pages::{main_of, visible_text};
use crate::support::TestSite;

/// A site in two languages with everything that a citation can hold.
fn site() -> TestSite {
    let config = "title: Cities & Co\nbase_url: https://example.org/library/\npublisher: { name: \"Office, 100% {open}\" }\n\
        languages: [{ id: en }, { id: fa, title: شهرها, publisher: دفتر }]\ntaxonomies:\n  - { id: themes, title: Themes }\n";
    let oslo = "---\ntitle: \"Oslo_1, Norway & $5 #2\"\ncity: Oslo\ncountry: NO\ndate: 2025-03-04\nupdated: 2025-05-06\n\
        summary: How New Harbour was built.\nthemes: [climate]\nauthors: [\"Ludwig van der Rohe\", \"City of Oslo\", \"Doe, Jane\"]\n\
        corrections: [{ date: 2025-05-06, text: \"The *sum* is 5 % of 7.\" }]\n---\n\nText.\n";
    let lima = "---\ntitle: Lima, Peru\ncity: Lima\ncountry: PE\n---\n\nText.\n";
    let oslo_fa = "---\ntitle: اسلو، نروژ\ncity: اسلو\nsummary: بندر نو چگونه ساخته شد.\nauthors: [علی رضایی, شهرداری اسلو]\n---\n\nمتن.\n";
    TestSite::empty()
        .file("site.yaml", config)
        .file("content/themes/climate.md", "---\nname: Climate & \"energy\"\n---\n")
        .file("content/cases/oslo.md", oslo)
        .file("content/cases/oslo.fa.md", oslo_fa)
        .file("content/cases/lima.md", lima)
}

/// A field of an entry of BibTeX, as the reader understands it.
fn field(entry: &biblatex::Entry, name: &str) -> Option<String> {
    entry.get(name).map(|chunks| chunks.format_verbatim())
}

/// The values of RIS by their tags, in order; every line is a tag and a value.
fn references(ris: &str) -> Vec<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for line in ris.split("\r\n").filter(|line| !line.is_empty()) {
        let (tag, value) = line.split_once("  - ").unwrap_or_else(|| panic!("no tag: {line:?}"));
        assert!(tag.len() == 2 && !line.contains('\n'), "{line:?}");
        open.push((tag.to_owned(), value.to_owned()));
        if tag == "ER" {
            found.push(std::mem::take(&mut open));
        }
    }
    assert!(open.is_empty(), "the last reference has no end");
    found
}

fn values<'a>(reference: &'a [(String, String)], tag: &str) -> Vec<&'a str> {
    reference.iter().filter(|(name, _)| name == tag).map(|(_, value)| value.as_str()).collect()
}

#[test]
fn a_reader_of_bibtex_finds_what_was_written() {
    let site = site();
    site.build().succeeds();
    let text = site.read("output/cases/oslo/cite.bib");
    let bibliography = Bibliography::parse(&text).unwrap();
    let entry = bibliography.get("oslo").unwrap();
    assert_eq!(field(entry, "title").unwrap(), "Oslo_1, Norway & $5 #2: How New Harbour was built");
    let authors = entry.author().unwrap();
    let names: Vec<(String, String)> =
        authors.iter().map(|person| (person.prefix.clone() + " " + &person.name, person.given_name.clone())).collect();
    let name = |family: &str, given: &str| (family.to_owned(), given.to_owned());
    assert_eq!(names, [name("van der Rohe", "Ludwig"), name(" City of Oslo", ""), name(" Doe", "Jane")]);
    assert_eq!(field(entry, "url").unwrap(), "https://example.org/library/cases/oslo/");
    assert_eq!(field(entry, "date").unwrap(), "2025-03-04");
    assert!(field(entry, "note").unwrap().contains("2025-05-06: The sum is 5 % of 7."));
    assert_eq!(field(entry, "keywords").unwrap(), "Climate & \"energy\", Norway");
    // Styles that turn titles into small letters leave these as they are.
    for protected in ["{Oslo}", "{Norway}", "{New} {Harbour}"] {
        assert!(text.contains(protected), "{text}");
    }
    let fields: Vec<&str> = text.lines().filter_map(|line| line.trim().split(" = ").next()).collect();
    assert!(!fields.iter().any(|field| field.starts_with("urldate")), "{text}");
}

#[test]
fn every_format_says_the_same_of_every_case_in_every_language() {
    let site = site();
    site.build().succeeds();
    for (folder, keys) in [("", ["lima", "oslo"]), ("fa/", ["lima", "oslo-fa"])] {
        let read = |ending: &str| site.read(&format!("output/{folder}data/cases.{ending}"));
        let bibliography = Bibliography::parse(&read("bib")).unwrap();
        let list: Value = serde_json::from_str(&read("csl.json")).unwrap();
        let references = references(&read("ris"));
        let items = list.as_array().unwrap();
        assert_eq!((bibliography.len(), items.len(), references.len()), (2, 2, 2));
        let mut ids: Vec<&str> = items.iter().map(|item| item["id"].as_str().unwrap()).collect();
        ids.sort_unstable();
        assert_eq!(ids, keys);
        for (item, reference) in items.iter().zip(&references) {
            let entry = bibliography.get(item["id"].as_str().unwrap()).unwrap();
            assert_eq!(values(reference, "ID"), [item["id"].as_str().unwrap()]);
            for (csl, bib, ris) in [
                ("title", "title", "TI"),
                ("URL", "url", "UR"),
                ("publisher", "organization", "PB"),
                ("container-title", "titleaddon", "T2"),
                ("note", "note", "N1"),
                ("abstract", "abstract", "AB"),
            ] {
                let value = item[csl].as_str();
                assert_eq!(field(entry, bib).as_deref(), value, "{bib} of {}", item["id"]);
                assert_eq!(values(reference, ris), value.into_iter().collect::<Vec<_>>(), "{ris}");
            }
            let days: Vec<String> = item["issued"]["date-parts"][0]
                .as_array()
                .map(|parts| parts.iter().map(|part| format!("{:0>2}", part.as_i64().unwrap())).collect())
                .unwrap_or_default();
            assert_eq!(values(reference, "DA").concat(), days.join("/"));
            let authors = item["author"].as_array().unwrap();
            assert_eq!(values(reference, "AU").len(), authors.len());
            assert_eq!(entry.author().unwrap().len(), authors.len());
        }
    }
    let item: Value = serde_json::from_str(&site.read("output/fa/cases/oslo/cite.json")).unwrap();
    let item = &item[0];
    assert_eq!(item["title"], "اسلو، نروژ: بندر نو چگونه ساخته شد");
    assert_eq!(item["author"][0]["family"], "رضایی");
    assert_eq!(item["author"][1]["literal"], "شهرداری اسلو");
    assert_eq!((&item["language"], &item["container-title"]), (&"fa".into(), &"شهرها".into()));
    // Where nobody signed it, it is the publisher's.
    let lima: Value = serde_json::from_str(&site.read("output/cases/lima/cite.json")).unwrap();
    assert_eq!(lima[0]["author"][0]["literal"], "Office, 100% {open}");
    assert!(lima[0]["issued"].is_null());
    // An original that stands in for a translation is cited as what it is.
    let stand_in: Value = serde_json::from_str(&site.read("output/fa/cases/lima/cite.json")).unwrap();
    assert_eq!((&stand_in[0]["language"], &stand_in[0]["URL"]), (&"en".into(), &lima[0]["URL"]));
}

#[test]
fn a_page_shows_its_citation_and_tells_it_to_programs() {
    let site = site();
    site.build().succeeds();
    let page = site.read("output/cases/oslo/index.html");
    let text = visible_text(&main_of(&page)).split_whitespace().collect::<Vec<_>>().join(" ");
    let line = "Ludwig van der Rohe, City of Oslo, Jane Doe. “Oslo_1, Norway & $5 #2: How New Harbour was built.” Cities & Co, \
                Office, 100% {open}, 4 March 2025, corrected: 2025-05-06: The sum is 5 % of 7., https://example.org/library/cases/oslo/";
    assert!(text.contains(line), "{text}");
    for tag in [
        "<meta name=\"citation_title\" content=\"Oslo_1, Norway &amp; $5 #2: How New Harbour was built\">",
        "<meta name=\"citation_author\" content=\"Jane Doe\">",
        "<meta name=\"citation_publication_date\" content=\"2025/03/04\">",
        "<meta name=\"citation_language\" content=\"en\">",
        "<meta name=\"citation_public_url\" content=\"https://example.org/library/cases/oslo/\">",
    ] {
        assert!(page.contains(tag), "{tag}");
    }
    for ending in ["bib", "ris", "json"] {
        assert!(page.contains(&format!("<a href=\"/library/cases/oslo/cite.{ending}\" download>")), "{ending}");
    }
    // Without script there is no button, and a build tells no day of access.
    assert!(!page.contains("<button") || !page.contains("Accessed 2"), "{page}");
    assert!(page.contains("<a href=\"#_cite\">Cite</a>") && page.contains("id=\"_cite\""));
    let term = site.read("output/themes/climate/index.html");
    assert!(term.contains("href=\"/library/themes/climate/cases.bib\""));
    assert_eq!(Bibliography::parse(&site.read("output/themes/climate/cases.bib")).unwrap().len(), 1);
}

#[test]
fn a_site_that_asks_for_no_citations_has_none() {
    let site = site();
    site.outputs("citations: false");
    site.build().succeeds();
    let files = site.files("output");
    assert!(files.keys().all(|path| !path.ends_with(".bib") && !path.ends_with(".ris") && !path.contains("/cite.j")
        || path.starts_with("theme/")));
    assert!(!site.read("output/cases/oslo/index.html").contains("citation_"));
}

#[test]
fn a_slug_of_another_script_gives_a_key_that_programs_take() {
    let site =
        TestSite::new().file("content/cases/اسلو.md", "---\ntitle: اسلو\ncity: اسلو\ncountry: NO\n---\n\nمتن.\n");
    site.build().succeeds();
    let text = site.read("output/data/cases.bib");
    let key = text.split(['{', ',']).nth(1).unwrap();
    assert!(key.starts_with("case-") && key.is_ascii(), "{key}");
    assert!(Bibliography::parse(&text).unwrap().get(key).is_some());
}
