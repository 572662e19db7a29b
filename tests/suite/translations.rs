//! Translations of content files into languages that the site does not have: checked like their originals, and named by the
//! build, as no page shows them.

use crate::support::TestSite;

fn site() -> TestSite {
    TestSite::new()
        .theme("climate")
        .case("oslo", "themes: [climate]", "## Context\n\nOne.")
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nUs.\n")
}

#[test]
fn a_translation_beside_its_original_is_counted_and_named_and_not_shown() {
    let alone = site();
    alone.build().succeeds();
    let site = site()
        .case("oslo.fa", "themes: [climate]", "## زمینه\n\nبه [درباره](../pages/about.fa.md) و [اسلو](oslo.md#زمینه).")
        .file("content/pages/about.fa.md", "---\ntitle: درباره\ndraft: true\n---\n")
        .file("content/themes/climate.fa.md", "---\nname: اقلیم\n---\n");
    let run = site.build().succeeds();
    assert!(run.out.contains(" · 3 translations not shown (oslo.fa, about.fa, climate.fa)"), "{}", run.out);
    assert_eq!(site.files("output"), alone.files("output"));
}

#[test]
fn a_translation_is_checked_like_its_original() {
    let body = "# سطح\n\n[x](../cases/lima.md) ![y](no.jpg) [z](/nowhere/)";
    let run = site().case("oslo.fa", "themes: [climat]\nsumary: x\narticle: none", body).build().finds_mistakes();
    for code in ["unknown-term", "unknown-key", "unknown-case", "heading-level", "broken-link", "missing-file"] {
        assert!(run.error.contains(&format!("[{code}]")), "{code} is missing:\n{}", run.error);
    }
    assert!(run.error.contains("content/cases/oslo.fa.md:"), "{}", run.error);
}

#[test]
fn no_text_leads_to_another_language_by_the_name_of_a_file() {
    let run = site().case("oslo.fa", "", "متن").case("lima", "", "[Oslo](oslo.fa.md)").build().finds_mistakes();
    assert!(
        run.error.contains("a translation into another language")
            && run.error.contains("link to `content/cases/oslo.md`"),
        "{}",
        run.error
    );
}

#[test]
fn a_translation_has_another_language_than_the_site() {
    let run = site().case("oslo.en", "", "Two.").build().finds_mistakes();
    assert!(
        run.error.contains("[bad-file-name]") && run.error.contains("rename it to `content/cases/oslo.md`"),
        "{}",
        run.error
    );
}

#[test]
fn what_is_no_language_is_no_translation() {
    let run = site().case("oslo.persian", "", "Two.").build().finds_mistakes();
    assert!(run.error.contains("[bad-file-name]") && run.error.contains("the code of its language"), "{}", run.error);
}
