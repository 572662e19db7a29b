//! Each text as Markdown beside its page, and the contents for programs that read texts.

use crate::pages::{main_of, visible_text};
use crate::support::{PICTURE, TestSite};

fn site() -> TestSite {
    let config = "title: Cities\nbase_url: https://example.org/library/\nlicence: CC-BY-4.0\ntagline: Cases\n\
        languages: [{ id: en }, { id: fa, title: شهرها }]\ntaxonomies:\n  - { id: themes, title: Themes }\n";
    let body = "<!-- for us -->\nSee [Lima](lima.md#why), [the list](/cases/), [more](https://example.net/) and [g].\n\n\
        ![A harbour](../../assets/port.gif)\n\n```\n<!-- code -->\n```\n\n## Why\n\nA <!-- secret --> b [x](/themes/climate/ \"t\").\n\n[g]: /about/\n";
    TestSite::empty()
        .file("site.yaml", config)
        .file("assets/port.gif", PICTURE)
        .file("content/themes/climate.md", "---\nname: Climate\nreview: never shown\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n\nText.\n")
        .file("content/articles/one.md", "---\ntitle: One\ncases: [oslo]\n---\n\nBefore.\n\n<!-- cases -->\n\nAfter.\n")
        .case(
            "oslo",
            "themes: [climate]\ndate: 2025-01-02\nextra: { note: never shown }\norigin: { url: https://old.example.org/x, id: 4711 }\n\
             corrections: [{ date: 2025-02-03, text: One. }]\ncoordinates: [59.9, 10.7]",
            body,
        )
        .case("lima", "", "## Why\n\nText.")
        .file("content/cases/lima.fa.md", "---\ntitle: لیما\ncity: لیما\n---\n\nمتن.\n")
}

#[test]
fn a_copy_says_what_the_page_says_with_absolute_links_and_no_notes() {
    let site = site();
    site.build().succeeds();
    let copy = site.read("output/cases/oslo/index.md");
    let (head, body) = copy.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    for line in [
        "title: The case of oslo",
        "url: https://example.org/library/cases/oslo/",
        "licence: CC-BY-4.0",
        "published: 2025-01-02",
        "- Climate",
    ] {
        assert!(head.lines().any(|found| found == line), "{line}: {head}");
    }
    for target in [
        "[Lima](https://example.org/library/cases/lima/#why)",
        "[the list](https://example.org/library/cases/)",
        "[more](https://example.net/)",
        "[x](https://example.org/library/themes/climate/ \"t\")",
        "[g]: https://example.org/library/about/",
        "![A harbour](https://example.org/library/assets/port.",
        "<!-- code -->",
    ] {
        assert!(body.contains(target), "{target}: {body}");
    }
    for hidden in ["never shown", "4711", "for us", "secret", "review", "extra"] {
        assert!(!copy.contains(hidden), "{hidden}: {copy}");
    }
    // Read as Markdown again, the copy shows the words of the page.
    let html = chancery::markdown::render(body, &|_| None).whole();
    let words = |html: &str| visible_text(html).split_whitespace().collect::<Vec<_>>().join(" ");
    let page = words(&main_of(&site.read("output/cases/oslo/index.html")));
    for sentence in ["See Lima, the list, more and g.", "A b x."] {
        assert!(words(&html).contains(sentence) && page.contains(sentence), "{sentence}: {page}");
    }
    let page = site.read("output/cases/oslo/index.html");
    assert!(page.contains("<link rel=\"alternate\" type=\"text/markdown\" href=\"/library/cases/oslo/index.md\">"));
}

#[test]
fn an_article_names_its_cases_and_an_original_has_one_copy() {
    let site = site();
    site.build().succeeds();
    let article = site.read("output/articles/one/index.md");
    let list = "Before.\n\n- [The case of oslo](https://example.org/library/cases/oslo/)";
    assert!(article.contains(list) && article.contains("\n\nAfter.\n"), "{article}");
    assert!(site.has("output/about/index.md") && site.has("output/fa/cases/lima/index.md"));
    // Oslo is not translated: its text is in one place.
    assert!(!site.has("output/fa/cases/oslo/index.md"));
    assert!(!site.read("output/fa/cases/oslo/index.html").contains("text/markdown"));
}

#[test]
fn the_contents_name_everything_at_addresses_that_are_there() {
    let site = site();
    site.build().succeeds();
    for folder in ["", "fa/"] {
        let text = site.read(&format!("output/{folder}llms.txt"));
        assert!(
            text.starts_with(if folder.is_empty() { "# Cities\n\n> Cases\n" } else { "# شهرها\n\n> Cases\n" }),
            "{text}"
        );
        let mut count = 0;
        for address in text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap()) {
            let path = address.strip_prefix("https://example.org/library/").unwrap();
            let path = chancery::base::url::percent_decode(path).unwrap();
            let file = if path.ends_with('/') || path.is_empty() { format!("{path}index.html") } else { path };
            assert!(site.has(&format!("output/{file}")), "{address}");
            count += 1;
        }
        assert!(count >= 8, "{text}");
        assert!(text.contains("https://creativecommons.org/licenses/by/4.0/"));
    }
}

#[test]
fn a_site_that_asks_for_no_markdown_has_none() {
    let site = site();
    site.outputs("markdown: false");
    site.build().succeeds();
    assert!(site.files("output").keys().all(|path| !path.ends_with(".md") && !path.ends_with("llms.txt")));
    assert!(!site.read("output/cases/oslo/index.html").contains("text/markdown"));
}
