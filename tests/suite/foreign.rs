//! A site asks no other host for anything, unless its owner says so.

use crate::support::{TODAY, TestSite};

fn site() -> TestSite {
    TestSite::new().theme("climate").case("oslo", "themes: [climate]", "Text.").case("bern", "", "Text.")
}

fn with_line(site: TestSite, line: &str) -> TestSite {
    let yaml = site.read("site.yaml");
    site.file("site.yaml", format!("{yaml}{line}\n"))
}

#[test]
fn a_mistake_of_the_theme_is_told_once_with_its_line() {
    let site = site().file(
        "themes/default/templates/articles.html",
        "{% extends \"base.html\" %}\n{% block head %}<link rel=\"stylesheet\" href=\"//fonts.example.com/a.css\">{% endblock head %}\n{% block content %}<h1>x</h1>{% endblock content %}\n",
    );
    let site = site.file(
        "themes/default/templates/cases.html",
        "{% extends \"base.html\" %}\n{% block content %}<h1>x</h1><img src=\"https://pixel.example.com/\" alt=\"\">{% endblock content %}\n",
    );
    let site = with_line(site, "paginate: 1\npublisher: { name: Office, url: https://office.example.com/ }");
    let site = site.file("content/articles/one.md", "---\ntitle: One\n---\n\nText.\n");
    let run = site.build().finds_mistakes();
    assert!(!site.root().join("output").exists(), "nothing is written");
    assert_eq!(run.error.matches("error[foreign-host]").count(), 2, "{}", run.error);
    assert!(run.error.contains("--> themes/default/templates/articles.html:2:"), "{}", run.error);
    assert!(run.error.contains("--> themes/default/templates/cases.html:2:"), "{}", run.error);
    assert!(run.error.contains("`/cases/index.html` (and 1 more) loads"), "the number of pages is told: {}", run.error);
}

#[test]
fn a_host_that_is_no_longer_allowed_is_seen_in_files_that_did_not_change() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://maps.example.net/x.png\"/></svg>";
    let site = site().file("assets/plan.svg", svg).case("rome", "", "![x](https://maps.example.net/y.png)");
    let plain = site.read("site.yaml");
    let site = with_line(site, "allow_hosts: [Maps.Example.net]");
    site.build().succeeds();
    site.write("site.yaml", plain);
    let run = site.build().finds_mistakes();
    assert_eq!(run.error.matches("error[foreign-host]").count(), 1, "{}", run.error);
    assert!(run.error.contains("--> assets/plan.svg:1:"), "{}", run.error);
    assert_eq!(run.error.matches("warning[foreign-host]").count(), 1, "{}", run.error);
    assert!(run.error.contains("--> content/cases/rome.md:"), "{}", run.error);
}

#[test]
fn the_sites_own_host_is_another_one_for_a_page_in_a_folder() {
    let site = site().case("rome", "", "<video src=\"https://example.org/film.mp4\"></video>");
    site.build().succeeds();
    let run = site.run(&["build", "--date", TODAY, "--relative"]).finds_mistakes();
    assert!(run.error.contains("name the file itself, without the host"), "{}", run.error);
}

#[test]
fn a_wrong_entry_of_allow_hosts_is_explained() {
    for (written, help) in [
        ("https://video.example.net/", "write only the host: `video.example.net`"),
        ("'*.example.net'", "write each host whole"),
        ("video.example.net/embed", "write only the host: `video.example.net`"),
    ] {
        let run = with_line(site(), &format!("allow_hosts: [{written}]")).build().finds_mistakes();
        assert!(run.error.contains("bad-address") && run.error.contains(help), "{written}: {}", run.error);
    }
}

/// The page of a case with this body, which must build with warnings of this kind alone, one for each of `hosts`.
fn page_with(body: &str, hosts: &[&str]) -> String {
    let site = site().case("rome", "", body);
    let run = site.build().succeeds();
    assert_eq!(run.error.matches("warning[").count(), hosts.len(), "{}", run.error);
    for host in hosts {
        assert!(run.error.contains(&format!("`allow_hosts: [{host}]`")), "{host}: {}", run.error);
    }
    site.read("output/cases/rome/index.html")
}

#[test]
fn media_of_other_hosts_in_a_text_are_links_with_their_names() {
    for (body, link) in [
        ("![A tram](https://a.example/x.png)", "<p><a href=\"https://a.example/x.png\">A tram</a></p>"),
        ("![](//a.example/f/x%20y.png?w=3)", "<a href=\"//a.example/f/x%20y.png?w=3\">x y.png</a>"),
        (
            "![A tram](https://a.example/x.png \"Line 3\")",
            "<figure><a href=\"https://a.example/x.png\">A tram</a><figcaption>Line 3</figcaption></figure>",
        ),
        (
            "![](https://a.example/x.png \"Line 3\")",
            "<figure><figcaption><a href=\"https://a.example/x.png\">Line 3</a></figcaption></figure>",
        ),
        ("[![A tram](https://a.example/x.png)](https://b.example/)", "<a href=\"https://b.example/\">A tram</a>"),
        ("[<img src=https://a.example/x.png alt=\"A tram\">](/cases/)", "<a href=\"/cases/\">A tram</a>"),
        (
            "See <img src=\"https://a.example/x.png\" alt=\"a tram\"> here",
            "<a href=\"https://a.example/x.png\">a tram</a> here",
        ),
        (
            "A <video controls><source src=\"https://a.example/x.mp4\"></video> film",
            "A <a href=\"https://a.example/x.mp4\">x.mp4</a> film",
        ),
        (
            "A <iframe src=\"https://a.example/e/1\" title=\"A talk\"></iframe> talk",
            "A <a href=\"https://a.example/e/1\">A talk</a> talk",
        ),
        ("<iframe src=\"https://a.example/e/1\"></iframe>", "<p><a href=\"https://a.example/e/1\">a.example</a></p>"),
        ("<audio src=\"https://a.example/x.mp3\"></audio>", "<p><a href=\"https://a.example/x.mp3\">x.mp3</a></p>"),
        ("- ![A tram](https://a.example/x.png)", "<li><a href=\"https://a.example/x.png\">A tram</a></li>"),
        ("| a |\n| --- |\n| ![A tram](https://a.example/x.png) |", "<a href=\"https://a.example/x.png\">A tram</a>"),
        ("Note.[^1]\n\n[^1]: ![A tram](https://a.example/x.png)", "<a href=\"https://a.example/x.png\">A tram</a>"),
        ("![A tram][t]\n\n[t]: https://a.example/x.png", "<a href=\"https://a.example/x.png\">A tram</a>"),
        (
            "<div style=\"color: red; background-image: url('https://a.example/x.png')\">Words</div>",
            "<div style=\"color: red;\">Words</div>",
        ),
    ] {
        let page = page_with(body, &["a.example"]);
        assert!(page.contains(link), "{body}: {page}");
    }
}

#[test]
fn the_warning_counts_by_host_and_says_what_to_do() {
    let body = "![a](https://a.example/1.png)\n\n![b](https://a.example/2.png)\n\n<iframe src=\"https://b.example/\"></iframe>";
    let site = site().case("rome", "", body).case("lima", "", "![c](https://a.example/3.png)");
    for _ in 0..2 {
        let run = site.build().succeeds();
        assert_eq!(run.error.matches("warning[foreign-host]").count(), 2, "told with every build: {}", run.error);
        assert!(run.error.contains("3 pictures, films or frames are on `a.example`"), "{}", run.error);
        assert!(
            run.error.contains("put the file into assets/") && run.error.contains("--> content/cases/lima.md:"),
            "{}",
            run.error
        );
    }
    let run = site.run(&["check", "--date", TODAY]);
    assert_eq!((run.code, run.error.matches("warning[foreign-host]").count()), (0, 2), "{}", run.error);
    let site = with_line(site, "allow_hosts: [a.example, b.example]");
    assert_eq!(site.build().succeeds().error, "");
    assert!(site.read("output/cases/lima/index.html").contains("<img src=\"https://a.example/3.png\""));
    assert!(site.read("output/cases/rome/index.html").contains("<iframe src=\"https://b.example/\">"));
}

#[test]
fn what_is_not_shown_is_not_counted() {
    let site = site().case("rome", "draft: true", "![a](https://a.example/1.png)");
    assert_eq!(site.build().succeeds().error, "");
}

#[test]
fn a_picture_that_has_only_a_source_keeps_its_caption() {
    let lines = "image:\n  source: https://a.example/f/tram.jpg?w=1\n  caption: A *tram* in 1900\n  credit: Ana\n";
    let site = site().case("rome", lines, "Text.");
    let article = "---\ntitle: One\nimage: {source: \"https://a.example/b.jpg\", alt: A bridge, caption: Two arches}\n---\n\nText.\n";
    let site = site.file("content/articles/one.md", article);
    let run = site.build().succeeds();
    assert!(run.error.contains("2 pictures, films or frames are on `a.example`"), "{}", run.error);
    let page = site.read("output/cases/rome/index.html");
    assert!(page.contains("<a href=\"https://a.example/f/tram.jpg?w=1\">tram.jpg</a>"), "{page}");
    assert!(page.contains("A <em>tram</em> in 1900") && page.contains("Ana"), "{page}");
    let article = site.read("output/articles/one/index.html");
    assert!(article.contains("<a href=\"https://a.example/b.jpg\">A bridge</a>") && article.contains("Two arches"));
    for page in [page, article] {
        let others: Vec<&str> = page.matches("a.example").collect();
        assert_eq!(others.len(), 1, "neither structured data nor a preview names it: {page}");
    }
    let site = with_line(site, "allow_hosts: [a.example]");
    site.build().succeeds();
    assert!(site.read("output/cases/rome/index.html").contains("src=\"https://a.example/f/tram.jpg?w=1\""));
}

#[test]
fn of_a_picture_that_stood_on_the_sites_own_host_the_caption_stays() {
    let lines = "image: {source: \"https://example.org/wp-content/uploads/tram.jpg\", caption: A tram}\n";
    let site = site().case("rome", lines, "Text.");
    assert_eq!(site.build().succeeds().error, "");
    assert!(!site.run(&["check", "--date", TODAY]).succeeds().error.contains("tram"));
    let page = site.read("output/cases/rome/index.html");
    assert!(page.contains("<dt>Picture</dt>") && page.contains("A tram") && !page.contains("wp-content"), "{page}");
}

#[test]
fn feeds_name_the_link_too() {
    let site = site().case("rome", "date: 2025-01-02", "![A tram](https://a.example/x.png)");
    site.build().succeeds();
    let feed = site.read("output/feed.xml");
    assert!(feed.contains("&lt;a href=&quot;https://a.example/x.png&quot;&gt;A tram&lt;/a&gt;"), "{feed}");
}
