//! Imports of what no WordPress would be proud of. `tests/imports/<name>/expected.txt` is all that a user sees; the input
//! stands beside it, or below where it is too large or too strange for a file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Value as Json, json};

use crate::support::{Run, TestSite, assert_golden, files_below, folders_in, in_repository};

const FOLDER: &str = "tests/imports";

/// The folder of the good import, which has tests of its own.
const GOOD: &str = "seed";

/// A post that imports without a word.
fn good_post(id: u64, heading: &str) -> Json {
    json!({
        "id": id, "slug": format!("post-{id}"), "status": "publish", "link": format!("https://old.example.org/post-{id}/"),
        "date": "2025-06-02T11:22:26", "title": {"rendered": format!("Post {id}")},
        "content": {"rendered": format!(
            "<h3>{heading}</h3><p><strong>Context:</strong> Water.</p><p><strong>Achievements:</strong> Fish.</p>"
        )},
    })
}

/// A good post with one member replaced.
fn post_with(id: u64, member: &str, value: Json) -> Json {
    let mut post = good_post(id, "Oslo, Norway");
    post[member] = value;
    post
}

/// A good post with other content.
fn post_of(id: u64, html: &str) -> Json {
    post_with(id, "content", json!({"rendered": html}))
}

/// What is no JSON at all, or not a post.
fn no_posts() -> Vec<(&'static str, Vec<u8>)> {
    let error = json!({"code": "rest_post_invalid_id", "message": "Invalid post ID.", "data": {"status": 404}});
    vec![
        ("empty", Vec::new()),
        ("white-space", b" \n\t".to_vec()),
        ("empty-list", b"[]".to_vec()),
        ("truncated", good_post(1, "Oslo, Norway").to_string().into_bytes()[..120].to_vec()),
        ("no-json", b"Cities of the World\n".to_vec()),
        ("no-utf8", b"{\"title\": \"Bogot\xe1\"}".to_vec()),
        ("utf32", "\u{feff}{}".chars().flat_map(|character| u32::from(character).to_le_bytes()).collect()),
        ("web-page", b"<!doctype html><title>Log in</title>".to_vec()),
        ("rest-error", error.to_string().into_bytes()),
        ("a-number", b"7".to_vec()),
        ("deep-json", "[".repeat(100_000).into_bytes()),
    ]
}

/// Posts with members that no post should have.
fn odd_members() -> Vec<(&'static str, Json)> {
    let nothing = json!({"id": null, "slug": null, "link": null, "date": null, "modified": null, "status": null,
        "title": {"rendered": null}, "content": {"rendered": null}});
    let only_words = json!({"id": 3, "slug": null, "link": null, "date": null, "date_gmt": null, "modified": null,
        "status": null, "title": null, "content": {"rendered": "<p>Only words.</p>"}});
    let strange = json!({"id": "x", "slug": [1], "link": {"a": 1}, "date": 5, "status": true, "title": "Plain",
        "content": "<p>Plain words.</p>"});
    let title = "Cities: \"one\"\n---\ndraft: true # {{ x }} <!-- &amp; '";
    vec![
        ("null-fields", nothing),
        ("null-but-content", only_words),
        ("strange-types", strange),
        ("hostile-slug", post_with(20, "slug", json!("../../../evil"))),
        ("hostile-title", post_with(21, "title", json!({"rendered": title}))),
        ("odd-link", post_with(22, "link", json!("ftp://old.example.org/post/"))),
        ("huge-id", post_with(23, "id", json!(u64::MAX))),
        ("odd-date", post_with(24, "date", json!("yesterday"))),
    ]
}

/// Posts whose content is not what an import hopes for.
fn odd_contents() -> Vec<(&'static str, Json)> {
    let picture = "<h3>Oslo, Norway</h3><p><strong>Context:</strong> Water.</p>\
                   <p><img src='/uploads/oslo-300x200.jpg'></p><p>Oslo</p>";
    let atlantis =
        "<h3>Atlantis</h3><p><strong>Context:</strong> Water.</p><p><strong>Achievements:</strong> Fish.</p>";
    let money = "<h3>Oslo, Norway</h3><p><strong>Context:</strong> Water.</p><p><strong>Money:</strong> None.</p>";
    vec![
        ("no-city", post_of(4, "<h2>On diplomacy</h2><p>An essay.</p>")),
        ("no-content", post_of(5, "")),
        ("relative-picture", post_of(25, picture)),
        ("doubtful-city", post_of(26, atlantis)),
        ("unknown-label", post_of(27, money)),
        ("hostile-headings", hostile_headings()),
    ]
}

/// Contents that a fuzzer found, or that are there to bring a program down. Each is imported with all of its words.
fn strange_contents() -> Vec<(&'static str, Json)> {
    let nested = format!("<p>Before.</p>{}<p>Deep.</p>{}", "<div>".repeat(5000), "</div>".repeat(5000));
    let control: String = (1..32_u8).map(char::from).collect();
    let code = "<pre><code>let a = <a href='https://docs.example.org/b'>b</a>; <img src='/c.png' alt='C'></code></pre>\
                <a href='/d'><pre>e</pre></a>";
    let label = "<h3>Oslo, Norway</h3><p><b>Context:</b> Water.</p><p><img src='/a.jpg' alt='A'></p>\
                 <p><b>Achievements:</b><img src='/b.jpg' alt='B'></p><p>Fish.</p><p><a href='/c'>Key Actions:</a></p><p>Trams.</p>";
    let group = "<p>Cities.</p><h2><a href='/europe'><img src='/map.png' alt=''>Europe</a></h2><h3>Oslo, Norway</h3>\
                 <ul><li><b>Context:</b> Wa</li>t<i>er</i><li><b>Achievements:</b> Fish.</li></ul>";
    // Labels whose words a reader does not see together, or that go on.
    let pieces = "<h3>Oslo, Norway</h3><p><b>Context:</b> Water.</p><ul><li>Con<p>text: wells.</li></ul>\
                  <p><strong>Achieve<iframe src='/film'>no</iframe>ments:</strong> Fish.</p><p><b>Context</b>ual trams.</p>\
                  <p><b>Achievements:</b> Bread.</p>";
    let pieces_of_words = "<dl>de<b>fin</b>itions<dt>Term<dd>Text</dl><p><math>n<d><td>S</td></d>t</math></p>\
                           <pre>code<title>no</title></pre>a<h2></h2>b<xmp>c</xmp><img srcset='mailto:a 7w, /b.jpg'>\
                           <img src='data:,' srcset='/lazy.jpg 300w'>";
    // A link without words, in code without words, in a list that nothing closes.
    let wordless = "<ul><li>a<x</xcapth3><p><b<ass=\"wp-b<br><code>o<pre cl\"><a href=\"big.jpg\"><H/hi></ul>";
    vec![
        ("wordless-link", post_of(80, wordless)),
        ("label-in-pieces", post_of(77, pieces)),
        ("words-in-pieces", post_of(78, pieces_of_words)),
        ("odd-title", post_with(79, "title", json!({"rendered": "&nbsp;Oslo &amp; \u{2003}Lima\u{3000}<a"}))),
        ("nested-divs", post_of(70, &nested)),
        ("control-characters", post_of(71, &format!("<p>Before{control}after \u{7f}\u{85}\u{fffe}.</p>"))),
        ("code-with-links", post_of(72, code)),
        (
            "drawing",
            post_of(73, "<p>Be<svg><a href='/map'><text>Oslo</text></a></svg>fore <canvas>no</canvas>after.</p>"),
        ),
        ("group-with-picture", post_of(76, group)),
        ("label-with-picture", post_of(75, label)),
        ("link-in-a-block-of-a-link", post_of(77, "<a href=e><table><li>y<o><a href=;>c")),
        (
            "odd-elements",
            post_of(74, "un<del>believ</del>able, <dc:creator>wri</dc:creator>ters<ul>and<li>lists</li></ul>"),
        ),
    ]
}

/// Names that would be dangerous as paths, as HTML or as Markdown.
fn hostile_headings() -> Json {
    let long = format!("{}, Norway", "Oslo".repeat(100));
    let headings = [
        "../../evil, Colombia",
        "CON, Colombia",
        "/etc/passwd, Colombia",
        "C:\\evil, Colombia",
        ".hidden, Colombia",
        "evil\u{0}.md, Colombia",
        "&lt;script&gt;alert(1)&lt;/script&gt;, Colombia",
        "---, Colombia",
        &long,
    ];
    headings.iter().zip(10..).map(|(heading, id)| good_post(id, heading)).collect()
}

/// Several posts in one file.
fn several_posts() -> Vec<(&'static str, Json)> {
    let withheld = json!([
        post_with(30, "status", json!("draft")),
        post_with(31, "status", json!("private")),
        post_with(32, "status", json!("future")),
        post_with(33, "content", json!({"rendered": "", "protected": true})),
    ]);
    vec![
        ("withheld", withheld),
        ("one-bad-of-three", json!([good_post(40, "Oslo, Norway"), {"id": 41}, good_post(42, "Lima, Peru")])),
        ("same-city-twice", json!([good_post(50, "Oslo, Norway"), good_post(51, "Oslo, Norway")])),
        ("same-post-twice", json!([good_post(60, "Oslo, Norway"), good_post(60, "Oslo, Norway")])),
    ]
}

/// The inputs by the names of their folders.
fn inputs() -> BTreeMap<&'static str, Vec<u8>> {
    let posts = odd_members().into_iter().chain(odd_contents()).chain(strange_contents()).chain(several_posts());
    no_posts().into_iter().chain(posts.map(|(name, json)| (name, json.to_string().into_bytes()))).collect()
}

/// What lies beside the site's folder, and the site but for what an import may write.
fn untouchable(site: &TestSite) -> BTreeMap<String, Vec<u8>> {
    let mut files = files_below(site.outside());
    files.retain(|path, _| !path.starts_with("site/content/"));
    files
}

/// Imports an input into a new site; what it must never do is looked at here.
fn import(name: &str, bytes: &[u8]) -> (TestSite, Run) {
    // Pictures of a text stay on their old host, as nothing is fetched here.
    let yaml = TestSite::new().read("site.yaml") + "allow_hosts: [old.example.org]\n";
    let site = TestSite::new().file("site.yaml", yaml).file("input.json", bytes);
    let before = untouchable(&site);
    let run = site.import("input.json");
    assert!(untouchable(&site) == before, "{name} wrote outside the content");
    let built = site.build();
    assert_eq!(built.code, 0, "{name} left a site that does not build:\n{}", built.error);
    (site, run)
}

#[test]
fn each_input_is_answered_as_it_should_be() {
    for (name, bytes) in inputs() {
        let (site, run) = import(name, &bytes);
        let mut shown = run.shown();
        shown.push_str("\nfiles\n");
        for path in site.files("content").into_keys().filter(|path| !path.starts_with(".imported")) {
            shown.push_str(&format!("  {path}\n"));
        }
        assert_golden(&format!("{FOLDER}/{name}/expected.txt"), &shown);
    }
}

#[test]
fn every_folder_of_imports_has_an_input() {
    let known: BTreeSet<String> = inputs().into_keys().chain([GOOD]).map(str::to_owned).collect();
    assert_eq!(folders_in(&in_repository(FOLDER)), known);
}

#[test]
fn what_was_not_public_is_not_published() {
    let (site, run) = import("withheld", &inputs()["withheld"]);
    assert_eq!(run.code, 0);
    for (path, text) in site.files("content").iter().filter(|(path, _)| !path.starts_with('.')) {
        assert!(String::from_utf8_lossy(text).contains("\ndraft: true\n"), "{path}");
    }
    assert!(site.build().out.starts_with("built 0 cases"));
    assert!(site.files("output/articles").is_empty());
}

#[test]
fn a_post_that_fails_leaves_nothing_and_stops_no_other() {
    let (site, run) = import("one-bad-of-three", &inputs()["one-bad-of-three"]);
    assert_eq!(run.code, 1);
    let cases: Vec<String> = site.files("content/cases").into_keys().collect();
    assert_eq!(cases, ["lima.md", "oslo.md"]);
}

#[test]
fn hostile_names_become_harmless_ones() {
    let (site, _) = import("hostile-headings", &inputs()["hostile-headings"]);
    for path in site.files("content/cases").into_keys() {
        let name = path.strip_suffix(".md").unwrap();
        assert!(name.chars().all(|letter| letter.is_alphanumeric() || letter == '-'), "{path}");
        assert!(name.len() <= 120 && name != "con", "{path}");
    }
    for (path, bytes) in site.files("output").iter().filter(|(path, _)| path.ends_with(".html")) {
        assert!(!String::from_utf8_lossy(bytes).contains("<script>alert"), "{path}");
    }
}

#[test]
fn wrong_commands_and_missing_files_are_failures_of_another_kind() {
    let site = TestSite::new();
    let run = site.import("nothing.json").fails();
    assert_eq!(run.error, "error: could not read `nothing.json`: there is no such file or folder\n");
    site.import("content").fails();
    site.run(&["import"]).fails();
    site.run(&["import", "--speed", "x.json"]).fails();
    site.run(&["imprt"]).fails();
    site.run(&["build", "--date", "tomorrow"]).fails();
    site.run(&["build", "--base-url", "nowhere"]).fails();
    assert_eq!(site.files("."), TestSite::new().files("."));
}

#[test]
fn no_control_character_reaches_a_file_or_the_terminal() {
    let escape = "\u{1b}[2J\u{7}\u{9b}\u{7f}";
    let mut post =
        post_of(70, &format!("<p>a{escape}b &#27;c <img src='https://old.example.org/x.jpg' alt='d{escape}'></p>"));
    post["title"] = json!({"rendered": format!("Title{escape}")});
    post["_embedded"] = json!({"author": [{"name": format!("Jane{escape} Doe"), "slug": "x"}],
        "wp:featuredmedia": [{"source_url": "https://old.example.org/y.jpg", "alt_text": format!("e{escape}")}]});
    let export = "<rss><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>T&#27;</title><link>https://old.example.org/z/</link>
        <wp:post_id>71</wp:post_id><content:encoded>a\u{1b}b &#27; c</content:encoded></item></channel></rss>";
    let site = TestSite::new().file("in/post.json", post.to_string()).file("in/export.xml", export);
    let run = site.import("in").succeeds();
    assert!(run.out.contains("control characters, which no reader sees: 9"), "{}", run.out);
    let is_clean = |text: &str| !text.contains(|character: char| character.is_control() && character != '\n');
    assert!(is_clean(&run.out) && is_clean(&run.error), "{run:?}");
    for (path, bytes) in site.files("content") {
        assert!(is_clean(&String::from_utf8(bytes).unwrap()), "{path}");
    }
}

#[test]
fn a_post_is_read_from_standard_input() {
    let site = TestSite::new();
    let post = good_post(1, "Oslo, Norway").to_string();
    site.run_with_input(&["import", "-"], post.as_bytes()).succeeds();
    assert!(site.has("content/cases/oslo.md"));
}

#[test]
fn posts_of_one_long_name_get_files_of_their_own() {
    let name = format!("{}-end", "x".repeat(76));
    let posts: Vec<Json> = (1..4).map(|id| post_with(id, "slug", json!(name))).collect();
    let site = TestSite::new().file("posts.json", json!(posts).to_string());
    site.import("posts.json").succeeds();
    let articles: Vec<String> = site.files("content/articles").into_keys().collect();
    let shortened = "x".repeat(76);
    assert_eq!(articles, [format!("{shortened}-2.md"), format!("{shortened}-3.md"), format!("{name}.md")]);
}

#[test]
fn an_import_that_builds_shows_both_results() {
    let site = TestSite::new().file("post.json", good_post(1, "Oslo, Norway").to_string());
    let run = site.run(&["import", "post.json", "--build"]).succeeds();
    assert!(run.out.contains("imported 1 post with 1 case") && run.out.contains("\nbuilt 1 case,"), "{}", run.out);
    let run = site.run(&["import", "post.json", "--build", "--format", "json"]).succeeds();
    serde_json::from_str::<Json>(&run.out).unwrap();
}

#[test]
fn a_new_site_is_never_made_over_something() {
    let site = TestSite::empty().file("notes.txt", "mine");
    let run = site.run(&["init", "."]).fails();
    assert!(run.error.contains("is not empty"), "{}", run.error);
    assert_eq!(site.files(".").len(), 1);
    site.run(&["init", "notes.txt"]).fails();
    site.run(&["init", "new/site"]).succeeds();
    assert!(fs::exists(site.root().join("new/site/site.yaml")).unwrap());
}

#[test]
fn what_a_check_asks_about_is_written_all_the_same() {
    let marks = "<pre>&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD\na\n=======\nb\n&gt;&gt;&gt;&gt;&gt;&gt;&gt; c</pre>";
    for (post, file, line) in [
        (good_post(81, "Xome, Italy"), "cases/xome", "city: Xome"),
        (good_post(82, "Lyon, Germany"), "cases/lyon", "country: DE"),
        (post_with(83, "date", json!("1404-03-12T11:22:26")), "articles/post-83", "date: 2025-06-02"),
        (post_with(84, "modified", json!("2019-01-01T00:00:00")), "articles/post-84", "date: 2025-06-02"),
        (post_of(85, marks), "articles/post-85", " <<<<<<< HEAD"),
    ] {
        let (site, run) = import(file, post.to_string().as_bytes());
        assert_eq!(run.code, 0, "{file}: {}", run.error);
        let text = site.read(&format!("content/{file}.md"));
        assert!(text.lines().any(|own| own == line), "{text}");
    }
}

#[test]
fn a_date_that_no_file_may_have_is_left_out_and_told() {
    for date in ["0760-06-02T11:22:26", "0099-01-01T00:00:00", "-000001-06-02T11:22:26"] {
        let post = serde_json::json!({"id": 1, "slug": "post", "link": "https://old.example.org/post/", "date": date,
            "modified": date, "title": {"rendered": "Post"}, "content": {"rendered": "<p>Words.</p>"}});
        let site = TestSite::new().file("post.json", post.to_string());
        let run = site.import("post.json").succeeds();
        assert!(
            run.error.contains("warning[bad-date]") && run.error.contains("add it to the files by hand"),
            "{}",
            run.error
        );
        assert!(!site.read("content/articles/post.md").contains("date:"));
    }
}
