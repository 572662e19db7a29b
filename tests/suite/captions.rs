//! What belongs to a picture or to its lines, from a post to the page of a reader: captions, text that opens, verse.

use serde_json::json;

use crate::support::TestSite;

/// The Markdown and the page of the article that a post became, on a site whose readers may ask the old host.
fn page(html: &str) -> (String, String) {
    let post = json!({"id": 7, "slug": "cities", "link": "https://old.example.org/cities/",
        "title": {"rendered": "Cities"}, "content": {"rendered": html}});
    let site = TestSite::new().file("post.json", post.to_string());
    site.write("site.yaml", site.read("site.yaml") + "allow_hosts: [old.example.org]\n");
    site.import("post.json").succeeds();
    site.build().succeeds();
    (site.body("articles/cities"), site.read("output/articles/cities/index.html"))
}

#[test]
fn a_caption_of_a_post_is_a_caption_of_the_page() {
    let pictures = "<figure class='wp-block-image'><img src='/a.jpg' alt='A square'><figcaption>The “old” square</figcaption></figure>\
        <p><img src='/b.jpg' alt=''><br><em>The harbour</em></p>\
        <div class='wp-caption'><img src='/c.jpg' alt=''><p class='wp-caption-text'>By <a href='https://c.example/'>Ana</a></p></div>\
        <ul><li><figure><img src='/d.jpg' alt=''><figcaption>In a list</figcaption></figure></li></ul>";
    let (markdown, page) = page(&format!("<p>Before.</p>{pictures}<p>After.</p>"));
    assert!(markdown.contains("![A square](https://old.example.org/a.jpg \"The “old” square\")"), "{markdown}");
    assert!(markdown.contains("![](https://old.example.org/b.jpg \"The harbour\")"), "{markdown}");
    for caption in ["The “old” square", "The harbour", "By <a href=\"https://c.example/\"", "In a list"] {
        assert!(page.contains(&format!("<figcaption>{caption}")), "{caption} is no caption of\n{page}");
    }
}

#[test]
fn what_opens_at_a_click_opens_on_the_page() {
    let (markdown, page) = page(
        "<details><summary>How we <em>worked</em></summary><p>In <b>three</b> steps:</p><ol><li>one</ol></details>",
    );
    assert!(markdown.contains("</summary>\n\nIn **three** steps:\n\n1. one\n\n</details>"), "{markdown}");
    let page = page.replace('\n', "");
    let expected = "<details><summary>How we <em>worked</em></summary><p>In <strong>three</strong> steps:</p><ol><li>one</li></ol></details>";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn the_white_space_of_verse_is_on_the_page() {
    let (_, page) = page("<pre class='wp-block-verse'>Two roads\n    and <em>one</em>   traveller\n\n\tlong</pre>");
    let page =
        page.replace("&nbsp;", "\u{a0}").replace('\u{a0}', "_").replace("<br />", "<br>").replace("<br>\n", "<br>");
    assert!(page.contains("Two roads<br>____and <em>one</em>___traveller<br><br>________long"), "{page}");
}
