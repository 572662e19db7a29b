//! Posts in another language than the site's: beside the texts that they translate where something proves it, else drafts.

use serde_json::{Value as Json, json};

use crate::support::{Run, TestSite};

fn city(heading: &str, first: &str) -> String {
    format!(
        "<h2>{heading}</h2><p><strong>{first}:</strong> آب Water.</p><p><strong>Achievements:</strong> صلح Peace.</p>"
    )
}

const PERSIAN: &str = "<p>دیپلماسی شهری در جهان و پیوندهای گوناگون آن با شهرهای دیگر و گسترش آن</p>";

/// A site in English whose Persian labels are known.
fn site() -> TestSite {
    let site = TestSite::new();
    let config = site.read("site.yaml").replace("labels: [Context, Background]", "labels: [Context, زمینه]");
    site.file("site.yaml", config.replace("labels: [Achievements]", "labels: [Achievements, دستاوردها]"))
}

fn english() -> Json {
    json!({"id": 12, "slug": "examples", "link": "https://old.example.org/en/examples/", "title": {"rendered": "Examples"},
        "content": {"rendered": format!("<p>Cities.</p>{}{}", city("Medellín, Colombia", "Context"), city("Rivertown, Norway", "Context"))}})
}

fn persian() -> Json {
    json!({"id": 15, "slug": "%D9%86%D9%85%D9%88%D9%86%D9%87", "link": "https://old.example.org/fa/%D9%86%D9%85%D9%88%D9%86%D9%87/",
        "title": {"rendered": "نمونه‌ها"},
        "content": {"rendered": format!("{PERSIAN}{}{}", city("مدلین، کلمبیا", "زمینه"), city("رودشهر، نروژ", "زمینه"))}})
}

fn with(mut post: Json, key: &str, value: Json) -> Json {
    post[key] = value;
    post
}

fn import(site: &TestSite, posts: &[Json]) -> Run {
    site.write("posts.json", Json::from(posts).to_string());
    site.import("posts.json").succeeds()
}

/// All content files but the copies.
fn files(site: &TestSite) -> Vec<String> {
    site.files("content").into_keys().filter(|path| !path.starts_with(".imported")).collect()
}

const PAIRED: [&str; 6] = [
    "articles/examples.fa.md",
    "articles/examples.md",
    "cases/medellin.fa.md",
    "cases/medellin.md",
    "cases/rivertown.fa.md",
    "cases/rivertown.md",
];

#[test]
fn a_link_of_wordpress_pairs_the_posts_and_their_cities_in_any_order_of_the_input() {
    let linked = with(with(persian(), "lang", json!("fa")), "translations", json!({"en": 12, "fa": 15}));
    let site = site();
    let run = import(&site, &[linked.clone(), english()]);
    assert_eq!(run.error, "");
    assert_eq!(files(&site), PAIRED);
    let case = site.read("content/cases/medellin.fa.md");
    assert!(
        case.contains("city: مدلین\ncountry: CO\n") && case.contains("article: examples\n") && !case.contains("draft"),
        "{case}"
    );
    assert!(case.contains("  url: https://old.example.org/fa/"), "{case}");
    // The labels are the post's, as the text is in its language and the site says no other headings for it.
    assert!(case.contains("## زمینه\n") && !case.contains("## Context"), "{case}");
    assert!(site.read("content/articles/examples.fa.md").contains("cases: [medellin, rivertown]"));
    for line in [
        "    language  fa\n",
        "    translates content/articles/examples.md: the two posts are linked as translations\n",
        "    translates content/cases/medellin.md: the same place: مدلین is Medellín, Colombia\n",
        "    translates content/cases/rivertown.md: the one city of Norway that is left in both posts\n",
    ] {
        assert!(run.out.contains(line), "{line}{}", run.out);
    }
    let built = site.build().succeeds();
    assert!(built.out.contains("3 translations not shown (examples.fa, medellin.fa, rivertown.fa)"), "{}", built.out);
    let again = import(&site, &[linked, english()]);
    assert!(again.out.contains("6 files unchanged"), "{}", again.out);
}

#[test]
fn sections_have_the_headings_that_the_site_gives_in_the_language_of_the_post() {
    let languages = "languages:\n  - id: en\n  - { id: fa, sections: { context: پیشینه, key-actions: اقدام‌ها } }\n";
    let site = site();
    let config = site.read("site.yaml") + languages;
    let site = site.file("site.yaml", config);
    let mut linked = with(persian(), "translations", json!({"en": 12}));
    let html = linked["content"]["rendered"].as_str().unwrap();
    // No list of labels has this one: it is what `languages` calls the section.
    let html = format!("{html}<p><strong>اقدام‌ها:</strong> کار.</p>");
    linked["content"]["rendered"] = html.into();
    let run = import(&site, &[english(), linked.clone()]);
    let case = site.read("content/cases/medellin.fa.md");
    // The site says nothing of this one, so it has the post's label.
    assert!(case.contains("## پیشینه\n\nآب Water.\n\n## Achievements\n"), "{case}");
    assert!(site.read("content/cases/rivertown.fa.md").contains("## اقدام‌ها\n\nکار.\n"), "{}", run.out);
    assert!(site.read("content/cases/medellin.md").contains("## Context\n"));
    assert!(import(&site, &[english(), linked]).out.contains("6 files unchanged"));
}

#[test]
fn a_changed_translation_is_merged_like_every_file() {
    let linked = with(persian(), "translations", json!({"en": 12}));
    let site = site();
    import(&site, &[english(), linked.clone()]);
    let path = "content/cases/medellin.fa.md";
    site.write(path, site.read(path).replace("city: مدلین\n", "city: مدلین\ncoordinates: [6.2, -75.6]\n"));
    let html = linked["content"]["rendered"].as_str().unwrap().replacen("صلح Peace.", "دوستی.", 1);
    import(&site, &[with(linked, "content", json!({"rendered": html}))]);
    let case = site.read(path);
    assert!(case.contains("coordinates: [6.2, -75.6]") && case.contains("دوستی."), "{case}");
    assert_eq!(files(&site), PAIRED);
}

#[test]
fn the_same_name_in_the_address_pairs_the_posts() {
    let same_slug =
        with(with(persian(), "slug", json!("examples")), "link", json!("https://old.example.org/fa/examples/"));
    let site = site();
    let run = import(&site, &[english(), same_slug]);
    assert_eq!(files(&site), PAIRED);
    assert!(run.out.contains("both posts are called `examples` in their addresses"), "{}", run.out);
}

#[test]
fn a_link_in_the_text_of_either_pairs_the_posts() {
    let link = |to: &str, words: &str| format!("<p><a href=\"{to}\">{words}</a></p>");
    let to_english = format!("{PERSIAN}{}", link("https://old.example.org/en/examples/", "نسخهٔ انگلیسی"));
    let site = site();
    import(&site, &[english(), with(persian(), "content", json!({"rendered": to_english}))]);
    assert!(site.has("content/articles/examples.fa.md"), "{:?}", files(&site));
    let html = english()["content"]["rendered"].as_str().unwrap().to_owned()
        + &link("https://old.example.org/fa/نمونه/", "فارسی");
    let site = self::site();
    import(&site, &[with(english(), "content", json!({"rendered": html})), persian()]);
    assert_eq!(files(&site), PAIRED);
}

#[test]
fn the_place_alone_pairs_a_city_with_the_one_case_that_has_it() {
    let only_medellin = format!("{PERSIAN}{}", city("مدلین (کلمبیا)", "زمینه"));
    let site = site();
    import(&site, &[english()]);
    let run = import(&site, &[with(persian(), "content", json!({"rendered": only_medellin}))]);
    assert!(site.has("content/cases/medellin.fa.md"), "{:?}", files(&site));
    // Nothing shows that the article is the other one: that has another city too.
    let article = site.read("content/articles/نمونه.md");
    assert!(article.contains("draft: true") && article.contains("cases: [medellin]"), "{article}");
    assert!(
        run.error.contains("[unpaired-translation]") && run.error.contains("drafts: `content/articles/نمونه.md`"),
        "{}",
        run.error
    );
    site.build().succeeds();
}

#[test]
fn what_nothing_pairs_becomes_a_draft_and_is_reported() {
    let site = site();
    let run = import(&site, &[persian()]);
    assert_eq!(files(&site), ["articles/نمونه.md", "cases/رودشهر.md", "cases/مدلین.md"]);
    assert!(files(&site).iter().all(|path| site.read(&format!("content/{path}")).contains("draft: true\n")));
    assert!(run.error.contains("nothing shows what it translates"), "{}", run.error);
    // The original comes later: an editor gives the files their places, and the next import finds them there.
    let linked = with(persian(), "translations", json!({"en": 12}));
    let run = import(&site, &[english(), linked.clone()]);
    assert!(run.error.contains("rename it to `content/cases/medellin.fa.md`"), "{}", run.error);
    for (from, to) in [
        ("articles/نمونه", "articles/examples.fa"),
        ("cases/رودشهر", "cases/rivertown.fa"),
        ("cases/مدلین", "cases/medellin.fa"),
    ] {
        let text = site.read(&format!("content/{from}.md"));
        site.remove(&format!("content/{from}.md"));
        site.write(&format!("content/{to}.md"), text);
    }
    let run = import(&site, &[english(), linked]);
    assert_eq!((files(&site), run.error.as_str()), (PAIRED.map(str::to_owned).to_vec(), ""));
    assert!(
        !site.read("content/cases/medellin.fa.md").contains("draft"),
        "{}",
        site.read("content/cases/medellin.fa.md")
    );
    assert!(site.read("content/articles/examples.fa.md").contains("cases: [medellin, rivertown]"));
    site.build().succeeds();
}

#[test]
fn a_file_of_an_editor_at_the_place_of_a_translation_stays() {
    let own = "---\ntitle: مدلین\ncity: مدلین\ncountry: CO\n---\n\nمتن ویراستار\n";
    let site = site().file("content/cases/medellin.fa.md", own);
    let run = import(&site, &[english(), with(persian(), "translations", json!({"en": 12}))]);
    assert_eq!(site.read("content/cases/medellin.fa.md"), own);
    assert!(run.error.contains("[import-differs]"), "{}", run.error);
}

#[test]
fn polylang_keeps_translations_together_in_exports() {
    let item = |post: &Json, language: &str| {
        format!(
            "<item><title>{}</title><link>{}</link><wp:post_id>{}</wp:post_id><wp:post_name>{}</wp:post_name><wp:status>publish</wp:status>
            <content:encoded><![CDATA[{}]]></content:encoded><category domain=\"language\" nicename=\"{language}\"><![CDATA[x]]></category>
            <category domain=\"post_translations\" nicename=\"pll_1\"><![CDATA[pll_1]]></category></item>",
            post["title"]["rendered"].as_str().unwrap(),
            post["link"].as_str().unwrap(),
            post["id"],
            post["slug"].as_str().unwrap(),
            post["content"]["rendered"].as_str().unwrap()
        )
    };
    let export = format!(
        "<rss><channel><wp:wxr_version>1.2</wp:wxr_version>{}{}</channel></rss>",
        item(&persian(), "fa"),
        item(&english(), "en")
    );
    let site = site().file("export.xml", export);
    let run = site.import("export.xml").succeeds();
    assert_eq!((files(&site), run.error.as_str()), (PAIRED.map(str::to_owned).to_vec(), ""));
    assert!(!run.out.contains("pll_1"), "{}", run.out);
}

#[test]
fn the_review_sheet_knows_the_sections_of_a_translation() {
    let site = site().file(
        "posts.json",
        Json::from(vec![english(), with(persian(), "translations", json!({"en": 12}))]).to_string(),
    );
    site.run(&["import", "posts.json", "--offline", "--report", "sheet.html"]).succeeds();
    let sheet = site.read("sheet.html");
    let persian = &sheet[sheet
        .find("content&#x2F;articles&#x2F;examples.fa.md")
        .or_else(|| sheet.find("content/articles/examples.fa.md"))
        .unwrap()..];
    assert!(
        persian.contains("In another language than the site (fa)") && persian.contains("It translates"),
        "{persian}"
    );
    assert_eq!(persian.matches("<td>2 words</td>").count(), 2 * 2, "{persian}");
}
