//! A publication in several languages: `tests/sites/two-languages` has a translated case with an address of its own, cases and a
//! page without a translation, a translation that is a draft, and an article that is there in Persian alone.

use crate::pages::{json_ld, main_of, visible_text};
use crate::sites::assert_site;
use crate::support::{TODAY, TestSite};

fn built() -> TestSite {
    let site = TestSite::empty().overlay("tests/sites/two-languages");
    site.build().succeeds();
    site
}

#[test]
fn a_site_in_two_languages() {
    let mains = [
        "index.html",
        "cases/lima/index.html",
        "fa/404.html",
        "fa/articles/for-persian-readers/index.html",
        "fa/articles/index.html",
        "fa/cases/index.html",
        "fa/cases/oslo/index.html",
        "fa/imprint/index.html",
        "fa/index.html",
        "fa/themes/climate/index.html",
    ];
    let (_, run) = assert_site("two-languages", &["fa/cases/لیما/index.html", "fa/feed.xml", "sitemap.xml"], &mains);
    assert!(run.out.contains("built 3 cases") && run.out.contains("1 draft left out (riga)"), "{}", run.out);
}

#[test]
fn a_translation_has_its_originals_facts_and_its_own_texts() {
    let page = built().read("output/fa/cases/لیما/index.html");
    let text = visible_text(&main_of(&page));
    for shown in ["لیما، پرو", "رودی دوباره پاک شد", "سارا احمدی", "هنوز بازبینی نشده", "The report", "اقلیم", "۱۲٫۰"]
    {
        assert!(text.contains(shown), "{shown} is missing: {text}");
    }
    assert!(!text.contains("The year was wrong") && !text.contains("A river runs clean"), "{text}");
}

#[test]
fn what_is_not_translated_says_so_and_is_not_ours_to_index() {
    let site = built();
    let page = site.read("output/fa/cases/oslo/index.html");
    assert!(page.contains("<html lang=\"fa\" dir=\"rtl\">") && page.contains(" lang=\"en\" dir=\"ltr\""), "{page}");
    assert!(page.contains("هنوز به فارسی ترجمه نشده است"), "{page}");
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/cases/oslo/\">"), "{page}");
    // The draft of a translation is no translation.
    assert!(site.read("output/fa/cases/riga/index.html").contains("Riga, Latvia"));
    // Nor is the page of a term whose words are in another language.
    let term = site.read("output/fa/themes/culture/index.html");
    assert!(term.contains("<link rel=\"canonical\" href=\"https://example.org/themes/culture/\">"), "{term}");
    assert!(!term.contains("<link rel=\"alternate\" hreflang"), "{term}");
    let sitemap = site.read("output/sitemap.xml");
    assert!(!sitemap.contains("/fa/themes/culture/"), "{sitemap}");
    assert!(sitemap.contains("<loc>https://example.org/cases/oslo/</loc>"), "{sitemap}");
    assert!(!sitemap.contains("/fa/cases/oslo/") && !sitemap.contains("/fa/imprint/"), "{sitemap}");
    let feed = site.read("output/fa/feed.xml");
    assert!(feed.contains("لیما، پرو") && !feed.contains("Oslo, Norway"), "{feed}");
}

#[test]
fn pages_lead_to_themselves_in_the_other_language() {
    let site = built();
    let links = |page: &str, href: &str, hreflang: &[(&str, &str)]| {
        let html = site.read(&format!("output/{page}"));
        let alternate = html.split("class=\"languages\"").nth(1).unwrap_or_else(|| panic!("{page} has no switch"));
        assert!(alternate.contains(&format!("href=\"{href}\"")), "{page}: {alternate}");
        for (language, address) in hreflang {
            let line =
                format!("<link rel=\"alternate\" hreflang=\"{language}\" href=\"https://example.org{address}\">");
            assert!(html.contains(&line), "{page} lacks {line}");
        }
        assert_eq!(html.matches("hreflang=\"x-default\"").count(), usize::from(!hreflang.is_empty()), "{page}");
    };
    let lima = "/fa/cases/%D9%84%DB%8C%D9%85%D8%A7/";
    let both = [("en", "/cases/lima/"), ("x-default", "/cases/lima/"), ("fa", lima)];
    links("cases/lima/index.html", lima, &both);
    links("fa/cases/لیما/index.html", "/cases/lima/", &both);
    links("fa/cases/index.html", "/cases/", &[("en", "/cases/"), ("fa", "/fa/cases/")]);
    // An original in the place of a translation is no page of that language to search engines.
    links("fa/cases/oslo/index.html", "/cases/oslo/", &[]);
    // What a language does not have leads to the nearest list, which says so.
    links("fa/articles/for-persian-readers/index.html", "/articles/#_not-here", &[]);
    links("fa/404.html", "/", &[]);
    links("fa/map/index.html", "/map/", &[("en", "/map/"), ("fa", "/fa/map/")]);
}

#[test]
fn links_mean_the_language_in_which_they_stand() {
    let site = built();
    let persian = site.read("output/fa/cases/لیما/index.html");
    assert!(
        persian.contains("href=\"/fa/cases/oslo/#context\"") && persian.contains("href=\"/fa/cases/\""),
        "{persian}"
    );
    // The heading that the original's link names is not there in the translation.
    let fallback = site.read("output/fa/cases/oslo/index.html");
    assert!(fallback.contains("href=\"/fa/cases/%D9%84%DB%8C%D9%85%D8%A7/\">Lima</a>"), "{fallback}");
    let original = site.read("output/cases/oslo/index.html");
    assert!(original.contains("href=\"/cases/lima/#context\""), "{original}");
    // Old addresses are those of the language.
    assert!(site.has("output/old/lima/index.html") && site.has("output/fa/قدیم/index.html"));
    assert!(!site.has("output/fa/old/lima/index.html"));
}

#[test]
fn data_for_search_engines_is_that_of_the_language() {
    let data = json_ld(&built().read("output/fa/cases/لیما/index.html"));
    let article = &data["@graph"][0];
    assert_eq!((article["inLanguage"].as_str(), article["headline"].as_str()), (Some("fa"), Some("لیما، پرو")));
    assert!(article["about"][0]["geo"]["latitude"].is_number(), "{article}");
    assert_eq!(article["about"][0]["@type"], "Place");
    assert_eq!(article["isPartOf"]["url"], "https://example.org/fa/");
    let original = article["translationOfWork"]["@id"].as_str().unwrap_or_default();
    assert!(original.starts_with("https://example.org/cases/"), "{article}");
    let path = original.trim_start_matches("https://example.org/");
    let translated =
        json_ld(&built().read(&format!("output/{path}index.html")))["@graph"][0]["workTranslation"].clone();
    assert_eq!((translated[0]["@id"].clone(), &translated[0]["inLanguage"]), (article["url"].clone(), &"fa".into()));
}

#[test]
fn every_language_may_have_its_folder() {
    let site = built();
    let yaml = site.read("site.yaml");
    site.write("site.yaml", format!("{yaml}default_language_in_folder: true\n"));
    site.build().succeeds();
    assert!(site.read("output/index.html").contains("href=\"/en/\""));
    assert!(site.has("output/en/cases/lima/index.html") && !site.has("output/cases/lima/index.html"));
    assert!(site.read("output/en/cases/oslo/index.html").contains("href=\"/en/cases/lima/#context\""));
    let checked = site.run(&["check", "--date", TODAY]);
    assert_eq!(checked.code, 0, "{}", checked.error);
}

#[test]
fn a_text_without_an_original_has_to_give_what_it_needs() {
    let site = TestSite::empty()
        .overlay("tests/sites/two-languages")
        .file("content/cases/quito.fa.md", "---\ntitle: کیتو\n---\n\nمتن.\n");
    let run = site.build().finds_mistakes();
    assert!(run.error.contains("there is no `country`") && run.error.contains("there is no `city`"), "{}", run.error);
    let site = TestSite::empty()
        .overlay("tests/sites/two-languages")
        .file("content/pages/imprin.fa.md", "---\ntitle: شناسنامه\n---\n\nمتن.\n");
    let run = site.build().succeeds();
    assert!(
        run.error.contains("[missing-original]") && run.error.contains("content/pages/imprint.md"),
        "{}",
        run.error
    );
}

#[test]
fn a_translation_of_a_term_may_give_its_text_alone() {
    let site = TestSite::empty()
        .overlay("tests/sites/two-languages")
        .file("content/themes/culture.fa.md", "---\ntranslator: سارا احمدی\n---\n\nهنر و میراث.\n");
    let yaml = site.read("site.yaml");
    let two = "taxonomies:\n  - { id: networks, title: Networks }\n";
    site.write("site.yaml", yaml.replacen("taxonomies:\n", two, 1));
    site.build().succeeds();
    let page = visible_text(&main_of(&site.read("output/fa/themes/culture/index.html")));
    assert!(page.contains("Culture") && page.contains("هنر و میراث."), "{page}");
}

#[test]
fn a_site_in_a_folder_leads_from_language_to_language() {
    let site = built();
    for options in [&["--relative"][..], &["--base-url", "https://example.org/library/"]] {
        let mut arguments = vec!["build", "--date", TODAY];
        arguments.extend(options);
        site.run(&arguments).succeeds();
        arguments[0] = "check";
        let checked = site.run(&arguments);
        assert_eq!(checked.code, 0, "{}", checked.error);
    }
    let page = site.read("output/fa/cases/oslo/index.html");
    assert!(page.contains("href=\"/library/cases/oslo/\"") && page.contains("href=\"/library/fa/cases/\""), "{page}");
}

#[test]
fn what_is_not_translated_is_listed() {
    let site = built();
    let run = site.run(&["list", "missing-translations", "--date", TODAY]).succeeds();
    for line in [
        "fa        missing  content/cases/oslo.md",
        "fa        missing  content/pages/imprint.md",
        "content/articles/two-cities.md",
        "fa        no-date  content/cases/lima.md",
    ] {
        assert!(run.out.contains(line), "{line} is missing:\n{}", run.out);
    }
    assert!(run.out.ends_with("\n6 texts\n"), "{}", run.out);
    let json = site.run(&["list", "missing-translations", "--format", "json", "--date", TODAY]).succeeds();
    let list: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 6);
    assert_eq!((&list[0]["language"], &list[0]["state"]), (&"fa".into(), &"missing".into()));
    site.write("content/pages/about.md", "---\ntitle: About\nupdated: 2025-06-02\n---\n\nUs.\n");
    site.write("content/pages/about.fa.md", "---\ntitle: درباره\nupdated: ۱۴۰۴/۰۲/۰۱\n---\n\nما.\n");
    let run = site.run(&["list", "missing-translations", "--date", TODAY]).succeeds();
    let line = "outdated  content/pages/about.md";
    assert!(run.out.contains(line) && run.out.contains("2025-06-02        2025-04-21"), "{}", run.out);
}
