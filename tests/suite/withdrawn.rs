//! What its source does not show any more does not stay public here, whatever an editor did with the text; and what an
//! editor published on purpose stays.

use crate::export_items::{Item, export};
use crate::support::{Run, TestSite};

const ARTICLE: &str = "content/articles/post-1.md";
const CASE: &str = "content/cases/paris.md";

fn content(words: &str) -> String {
    format!(
        "<p>{words}</p><h3>Paris, France</h3><ul><li><strong>Context:</strong> Water.</li>\
         <li><strong>Achievements:</strong> Fish.</li></ul>"
    )
}

/// A site into which the post was imported when it was public.
fn imported() -> TestSite {
    let site = TestSite::new();
    import(&site, Item::new(1, &content("First words."))).succeeds();
    assert!(!is_draft(&site, ARTICLE) && !is_draft(&site, CASE));
    site
}

fn import(site: &TestSite, item: Item) -> Run {
    site.write("export.xml", export(&[item]));
    site.import("export.xml")
}

fn is_draft(site: &TestSite, path: &str) -> bool {
    site.read(path).lines().any(|line| line == "draft: true")
}

/// The ways in which a post is withdrawn.
fn withdrawals(words: &str) -> Vec<Item> {
    let item = Item::new(1, &content(words));
    let status = |status: &str| item.clone().with("wp:status", status);
    vec![
        status("private"),
        status("draft").with("link", "https://old.example.org/?p=1"),
        status("pending").with("link", "https://old.example.org/?p=1"),
        item.clone().with("wp:post_password", "secret"),
        status("trash").with("link", "https://old.example.org/?p=1").with("wp:post_name", "post-1__trashed"),
    ]
}

#[test]
fn a_withdrawn_post_becomes_drafts_whether_its_text_changed_or_not() {
    for words in ["First words.", "Other words."] {
        for item in withdrawals(words) {
            let site = imported();
            let run = import(&site, item).succeeds();
            assert!(is_draft(&site, ARTICLE) && is_draft(&site, CASE), "{}", run.error);
            let done = "`draft: true` was written into `content/cases/paris.md`, `content/articles/post-1.md`";
            assert!(run.error.contains(done), "{}", run.error);
            site.build().succeeds();
            assert!(!site.has("output/cases/paris/index.html") && !site.has("output/articles/post-1/index.html"));
        }
    }
}

#[test]
fn it_becomes_a_draft_even_where_the_texts_are_in_conflict() {
    for item in withdrawals("The post's words.") {
        let is_trash = export(std::slice::from_ref(&item)).contains("__trashed");
        let site = imported();
        site.write(ARTICLE, site.read(ARTICLE).replace("First words.", "An editor's words."));
        let run = import(&site, item.clone());
        assert_eq!(run.code, i32::from(!is_trash), "{}", run.error);
        assert!(is_draft(&site, ARTICLE) && is_draft(&site, CASE), "{}", run.error);
        assert!(site.read(ARTICLE).contains("An editor's words."));
        if !is_trash {
            assert!(run.error.contains("the file is left alone, but for `draft: true`"), "{}", run.error);
            assert!(run.error.contains("An editor's words."), "{}", run.error);
        }
        // The editor publishes it, and the next import leaves it to them.
        site.write(ARTICLE, site.read(ARTICLE).replace("draft: true\n", ""));
        let again = import(&site, item);
        assert!(!is_draft(&site, ARTICLE), "{}", again.error);
        assert!(again.error.contains("but here `content/articles/post-1.md` is published"), "{}", again.error);
    }
}

#[test]
fn what_an_editor_published_stays_until_the_source_changes_its_state_again() {
    let site = TestSite::new();
    let [public, private] =
        ["publish", "private"].map(|status| Item::new(1, &content("Words.")).with("wp:status", status));
    import(&site, private.clone()).succeeds();
    assert!(is_draft(&site, ARTICLE));
    for path in [ARTICLE, CASE] {
        site.write(path, site.read(path).replace("draft: true\n", "") + "\nAn editor's line.\n");
    }
    for _ in 0..2 {
        import(&site, private.clone()).succeeds();
        assert!(!is_draft(&site, ARTICLE) && !is_draft(&site, CASE));
    }
    import(&site, public).succeeds();
    assert!(!is_draft(&site, ARTICLE));
    import(&site, private).succeeds();
    assert!(is_draft(&site, ARTICLE) && is_draft(&site, CASE));
    assert!(site.read(CASE).contains("An editor's line."));
}

#[test]
fn what_an_editor_published_stays_where_a_post_moves_from_private_to_the_trash() {
    let site = TestSite::new();
    import(&site, Item::new(1, &content("Words.")).with("wp:status", "private")).succeeds();
    for path in [ARTICLE, CASE] {
        site.write(path, site.read(path).replace("draft: true\n", ""));
    }
    let before = [ARTICLE, CASE].map(|path| site.read(path));
    let thrown = withdrawals("Words.").pop().unwrap();
    for _ in 0..2 {
        let run = import(&site, thrown.clone()).succeeds();
        assert_eq!([ARTICLE, CASE].map(|path| site.read(path)), before);
        let files = "but here `content/cases/paris.md`, `content/articles/post-1.md` are published";
        assert!(run.error.contains(files) && run.error.contains("somebody published it here"), "{}", run.error);
    }
}

#[test]
fn a_city_that_had_left_the_post_is_withdrawn_with_it() {
    let site = imported();
    import(&site, Item::new(1, "<p>No city any more.</p>")).succeeds();
    assert!(!is_draft(&site, CASE));
    import(&site, Item::new(1, "<p>No city any more.</p>").with("wp:status", "private")).succeeds();
    assert!(is_draft(&site, CASE) && is_draft(&site, ARTICLE));
}

#[test]
fn a_text_behind_a_password_that_is_not_given_does_not_empty_the_files() {
    let site = TestSite::new();
    let post = |content: serde_json::Value| {
        serde_json::json!({"id": 1, "slug": "post-1", "link": "https://old.example.org/post-1/", "status": "publish",
            "title": {"rendered": "Post 1"}, "content": content})
        .to_string()
    };
    site.write("post.json", post(serde_json::json!({"rendered": content("Words.")})));
    site.import("post.json").succeeds();
    site.write("post.json", post(serde_json::json!({"rendered": "", "protected": true})));
    let run = site.import("post.json").succeeds();
    assert!(is_draft(&site, ARTICLE) && is_draft(&site, CASE), "{}", run.error);
    assert!(site.read(ARTICLE).contains("Words.") && site.read(CASE).contains("Fish."));
}

#[test]
fn a_dry_run_says_what_would_become_a_draft() {
    let site = imported();
    let before = site.files("content");
    for item in withdrawals("First words.") {
        site.write("export.xml", export(&[item]));
        let run = site.run(&["import", "export.xml", "--offline", "--dry-run"]).succeeds();
        assert!(run.error.contains("`draft: true` would be written into"), "{}", run.error);
        assert!(run.out.contains("content/cases/paris.md  would become a draft"), "{}", run.out);
        site.run(&["import", "export.xml", "--offline", "--check"]).finds_mistakes();
        assert!(site.files("content") == before);
    }
}

#[test]
fn a_post_in_the_trash_that_was_never_imported_is_only_counted() {
    let site = TestSite::new();
    let run = import(&site, withdrawals("Words.").pop().unwrap()).succeeds();
    assert!(run.out.contains("passed over in export.xml: post (trash) × 1"), "{}", run.out);
    assert!(run.error.is_empty() && site.files("content").is_empty(), "{}", run.error);
}
