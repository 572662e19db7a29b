//! `chancery init --language`: what a new site is in its languages.

use std::collections::BTreeSet;

use chancery::html::{Document, NodeData, NodeId, parse_fragment};

use crate::support::{Run, TODAY, TestSite};

/// All that stands in Latin letters on a new Persian site with all its terms: names that Persian readers know so, alone (C40) or
/// in brackets behind the Persian one (ICLEI). Longer ones stand before their parts.
const NAMES: [&str; 40] = [
    // Networks, programmes and bodies that have a page.
    "UCLG-MEWA",
    "Strong Cities Network",
    "Compact of Mayors",
    "Covenant of Mayors",
    "Mayors for Peace",
    "Cities Alliance",
    "CAP China",
    "UN-Habitat",
    "Eurocities",
    "Metropolis",
    "Urban 20",
    "R-Cities",
    "CityNet",
    "MCR2030",
    "UNESCO",
    "100RC",
    "ICLEI",
    "UNDRR",
    "GCoM",
    "MCUR",
    "OECD",
    "SDGs",
    "UCCN",
    "UCLG",
    "WeGO",
    "AMF",
    "C40",
    "SCI",
    "U20",
    // What their texts name: earlier names, members, a conference.
    "Medellín Collaboration on Urban Resilience",
    "World e-Governments Organization",
    "DG HOME",
    "UNISDR",
    "COP21",
    "GFDRR",
    "UNOPS",
    "G20",
    "IDB",
    // Where the places of cities come from; its licence asks for the name.
    "GeoNames",
    // A format that Persian readers know by no other name.
    "PDF",
];

fn init(languages: &str) -> (TestSite, Run) {
    let site = TestSite::empty();
    let run = site.run(&["init", ".", "--language", languages]).succeeds();
    assert_eq!(run.error, "");
    (site, run)
}

/// The slugs of the terms of a taxonomy.
fn terms(site: &TestSite, taxonomy: &str) -> String {
    let names = site.files(&format!("content/{taxonomy}")).into_keys();
    let originals = names.filter(|name| name.matches('.').count() == 1);
    originals.map(|name| name.trim_end_matches(".md").to_owned()).collect::<Vec<_>>().join(", ")
}

/// Adds a Persian case under all terms, so that each has a page, and builds the site with the example.
fn build_with_all_terms(site: &TestSite) {
    let [themes, networks, agreements] = ["themes", "networks", "agreements"].map(|taxonomy| terms(site, taxonomy));
    let front = format!(
        "country: IR\ndate: 2025-06-01\nthemes: [{themes}]\nnetworks: [{networks}]\nagreements: [{agreements}]\n"
    );
    let text = format!("---\ntitle: اراک، ایران\ncity: اراک\n{front}---\n\n## زمینه\n\nمتن.\n");
    site.write("content/cases/arak.md", &text);
    if site.has("content/pages/about.fa.md") {
        site.write("content/cases/arak.fa.md", text);
    }
    site.run(&["build", "--drafts", "--date", TODAY]).succeeds();
}

/// What a page or a feed says to those who see or hear it, to search engines and to feed readers. Addresses are no words.
fn words_of(html: &str) -> Vec<String> {
    let document = parse_fragment(html).document;
    let mut words = Vec::new();
    for node in document.descendants(document.root()) {
        match document.data(node) {
            NodeData::Text(text) => add_text(&document, node, text, &mut words),
            _ => words.extend(attributes(&document, node)),
        }
    }
    words
}

fn add_text(document: &Document, node: NodeId, text: &str, words: &mut Vec<String>) {
    let Some(parent) = document.ancestors(node).next() else { return };
    let mut links = document.ancestors(node).filter_map(|outer| document.attribute(outer, "href")?.split_once("://"));
    // What stands in a link is a part of where it leads (`c40.org/about`); paper shows the page's own address.
    let in_link = text.contains('.') && links.any(|(_, link)| link.contains(text.trim()));
    let is_address = in_link || text.starts_with("https://example.org/");
    if is_address || document.is_named(parent, &["script", "style", "id", "updated", "published", "code"]) {
        return;
    }
    if document.is_named(parent, &["content"]) {
        words.extend(words_of(text));
    } else {
        words.push(text.to_owned());
    }
}

fn attributes(document: &Document, node: NodeId) -> Vec<String> {
    const META: [&str; 5] = ["description", "og:title", "og:description", "og:site_name", "og:image:alt"];
    let attribute = |name: &str| document.attribute(node, name);
    let of_meta = ["name", "property"].into_iter().filter_map(attribute).any(|name| META.contains(&name));
    let shown = ["alt", "title", "aria-label", "label", "placeholder"].into_iter().chain(of_meta.then_some("content"));
    shown.filter_map(attribute).map(str::to_owned).collect()
}

/// What files and standards are called in every language.
const FORMATS: [&str; 23] = [
    "CSL-JSON",
    "GeoJSON",
    "JSON",
    "CSV",
    "BibTeX",
    "RIS",
    "ZIP",
    "ISO 3166-1",
    "ISO 8601",
    "BCP 47",
    "RFC 7946",
    "WGS 84",
    "UTF-8",
    "Markdown",
    "null",
    "index.html",
    "UTF",
    "WCAG",
    "AA",
    "axe-core",
    "Nu HTML Checker",
    "PDF",
    "IP",
];

/// Texts of a folder of the built site in which Latin letters stand beside the names, and the names that stand there.
fn latin(site: &TestSite, folder: &str, names: &[&'static str]) -> (Vec<String>, BTreeSet<&'static str>) {
    let (mut texts, mut found) = (BTreeSet::new(), BTreeSet::new());
    let files =
        site.files(folder).into_iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with("feed.xml"));
    for (path, bytes) in files {
        for words in words_of(&String::from_utf8(bytes).unwrap()) {
            let mut rest = words.clone();
            for name in names.iter().filter(|name| words.contains(**name)) {
                rest = rest.replace(name, "");
                found.insert(*name);
            }
            for format in FORMATS {
                rest = rest.replace(format, "");
            }
            if rest.chars().any(|letter| letter.is_alphabetic() && letter < '\u{250}') {
                texts.insert(format!("{path}: {words}"));
            }
        }
    }
    (texts.into_iter().collect(), found)
}

#[test]
fn a_persian_site_has_no_english_word() {
    let (site, run) = init("fa");
    assert!(run.out.contains("هنوز ویراستاری نام‌ها و متن‌های فارسی"), "{}", run.out);
    build_with_all_terms(&site);
    let (texts, found) = latin(&site, "output", &NAMES);
    assert!(texts.is_empty(), "{texts:#?}");
    assert_eq!(found, BTreeSet::from(NAMES), "names that stand nowhere can leave the list");
    // What was looked at is there, and the search finds what is not Persian.
    assert!(site.files("output").len() > 120);
    site.write("content/pages/about.md", "---\ntitle: About\n---\n\nمتن.\n");
    site.run(&["build", "--drafts", "--date", TODAY]).succeeds();
    assert!(latin(&site, "output", &NAMES).0.iter().any(|text| text == "about/index.html: About"));
}

#[test]
fn a_persian_site_is_ready_for_persian_posts_and_has_no_mistakes() {
    let (site, _) = init("fa");
    let checked = site.run(&["check", "--strict"]).succeeds();
    assert!(checked.out.contains("اشتباهی نیست"), "{}", checked.shown());
    let html = "<p>دیپلماسی شهری در جهان و پیوندهای گوناگون آن</p><h2>پاریس، فرانسه</h2><p><strong>پیش‌زمینه:</strong> تغییر اقلیم و C40 و \
                گازهای گلخانه‌ای.</p><p><strong>نتایج:</strong> صلح.</p>";
    let post = serde_json::json!({"id": 1, "slug": "examples", "title": {"rendered": "نمونه‌ها"}, "content": {"rendered": html}});
    site.write("post.json", post.to_string());
    site.import("post.json").succeeds();
    let case = site.read("content/cases/پاریس.md");
    for expected in ["country: FR\n", "networks: [c40]\n", "themes: [climate]\n", "## زمینه\n", "## دستاوردها\n"]
    {
        assert!(case.contains(expected), "{expected} is missing: {case}");
    }
}

#[test]
fn a_site_in_two_languages_has_both_throughout() {
    let (site, _) = init("en,fa");
    site.run(&["check", "--strict"]).succeeds();
    build_with_all_terms(&site);
    // The switch names the other language in itself, and each term its translator.
    let names: Vec<&str> = NAMES.into_iter().chain(["English", "Chancery"]).collect();
    let (texts, _) = latin(&site, "output/fa", &names);
    assert!(texts.is_empty(), "{texts:#?}");
    assert!(site.read("output/fa/networks/c40/index.html").contains("گروه رهبری اقلیمی شهرهای C40"));
    assert!(site.read("output/networks/c40/index.html").contains("C40 Cities Climate Leadership Group"));
    assert!(!site.read("output/fa/themes/index.html").contains("هنوز به فارسی ترجمه نشده"));
    let (persian_first, _) = init("fa,en");
    persian_first.build().succeeds();
    assert!(persian_first.read("output/en/about/index.html").contains("cases of urban diplomacy"));
    assert!(persian_first.read("output/about/index.html").contains("دیپلماسی شهری"));
}

#[test]
fn a_language_without_texts_of_ours_has_the_words_of_the_theme() {
    let (site, run) = init("fr");
    assert!(run.out.contains("only the words of the site theme are in French"), "{}", run.out);
    site.build().succeeds();
    let home = site.read("output/index.html");
    assert!(
        home.contains("<html lang=\"fr\"") && home.contains(">Études de cas<") && home.contains(">Pays<"),
        "{home}"
    );
    let (site, run) = init("en,tr");
    assert!(run.out.contains("content/pages/about.tr.md"), "{}", run.out);
    site.build().succeeds();
    assert!(site.read("output/tr/index.html").contains(">Örnekler<"));
}

#[test]
fn a_language_that_a_new_site_cannot_have_is_told() {
    let site = TestSite::empty();
    for (languages, told) in [
        ("persian", "did you mean `fa` (Persian)?"),
        ("en,de", "write `language: de` in site.yaml"),
        ("en,en", "`en` is named twice"),
    ] {
        let run = site.run(&["init", ".", "--language", languages]).fails();
        assert!(run.error.contains(told), "{}", run.error);
        assert!(site.files(".").is_empty());
    }
}
