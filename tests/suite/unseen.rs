//! What a post shows elsewhere than in its text, and what it hides: each thing is in a file, or in the report with a reason.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::support::TestSite;

/// The Markdown of the article that a post became, and what the report names as left out.
fn imported(html: &str) -> (String, BTreeSet<String>) {
    let post = json!({"id": 7, "slug": "cities", "link": "https://old.example.org/cities/",
        "title": {"rendered": "Cities"}, "content": {"rendered": html}});
    let site = TestSite::new().file("post.json", post.to_string());
    let run = site.run(&["import", "post.json", "--offline", "--format", "json"]).succeeds();
    let report: Json = serde_json::from_str(&run.out).unwrap();
    let post = &report["posts"][0];
    assert_eq!(post["losses"], json!([]), "{html}");
    assert!(!run.error.contains("content-lost"), "{html}: {}", run.error);
    let dropped = post["dropped"].as_array().unwrap().iter().map(|one| one["text"].as_str().unwrap().to_owned());
    (site.body("articles/cities"), dropped.collect())
}

#[test]
fn pictures_behind_boxes_are_in_the_text() {
    for html in [
        "<div class='wp-block-cover has-parallax'><div role=img class=wp-block-cover__image-background style='background-position:50% 50%;\
         background-image:url(https://old.example.org/square.jpg)'></div><div><p>Words</p></div></div>",
        "<section data-settings='{\"background_slideshow_gallery\":[{\"url\":\"https:\\/\\/old.example.org\\/square.jpg\"}]}'><p>Words</p></section>",
        "<div data-bg='https://old.example.org/square.jpg'></div><p>Words</p>",
        "<div style='background:#fff url(\"/square.jpg\") center'><h2>Words</h2></div>",
    ] {
        let (markdown, _) = imported(html);
        assert!(
            markdown.contains("![](https://old.example.org/square.jpg)") && markdown.contains("Words"),
            "{markdown}"
        );
    }
}

#[test]
fn every_address_and_word_outside_of_the_text_is_kept_or_told() {
    for (html, told) in [
        (
            "<video poster='/p.jpg'><source src='/a.mp4'><source src='/a.webm'><track src='/s.vtt' label='English'></video>",
            [
                "https://old.example.org/p.jpg",
                "https://old.example.org/a.webm",
                "https://old.example.org/s.vtt",
                "English",
            ]
            .as_slice(),
        ),
        ("<p>a</p><p><a href='https://x.example/only.jpg'></a></p>", &["https://x.example/only.jpg"]),
        ("<p title='A tip'>a</p><p><img src='/b.jpg' title='In the rain' alt='Square'></p>", &["A tip", "In the rain"]),
        (
            "<form action='/send'><input placeholder='Your name'><input type=submit value='Send now'></form>",
            &["https://old.example.org/send", "Your name", "Send now"],
        ),
        (
            "<p>a</p><iframe srcdoc=\"<p>Framed <a href='https://x.example/'>words</a></p>\"></iframe>",
            &["Framed words", "https://x.example/"],
        ),
        (
            "<p>a</p><object><param name=movie value='/f.swf'><embed src='/f.swf'></object>",
            &["https://old.example.org/f.swf"],
        ),
        ("<div onclick=\"window.location='https://x.example/box'\">a</div>", &["https://x.example/box"]),
        (
            "<h3>Oslo, Norway <a href='/x' title='A tip'>!</a></h3><p><b>Context:</b> a</p><p><b>Achievements:</b> b</p>",
            &["A tip"],
        ),
        (
            "<p>Seen</p><div style='display:none'><a href='https://spam.example/'>pills</a></div>",
            &["pills https://spam.example/"],
        ),
    ] {
        let (_, dropped) = imported(html);
        for one in told {
            assert!(dropped.contains(*one), "{one} is not told of {html}: {dropped:?}");
        }
    }
}

#[test]
fn places_in_a_picture_stay_links_and_titles_stay_with_theirs() {
    let (markdown, _) = imported(
        "<p><img src='/m.jpg' usemap='#m' alt='Map'><map name=m><area href='/port/' alt='The port'></map></p>\
         <p><a href='https://x.example/' title='A tip'>there</a></p>",
    );
    assert!(markdown.contains("[The port](https://old.example.org/port/)"), "{markdown}");
    assert!(markdown.contains("[there](https://x.example/ \"A tip\")"), "{markdown}");
}

#[test]
fn words_that_only_look_apart_do_not_grow_together() {
    let (markdown, _) = imported(
        "<div class=wp-block-file><a href='/doc.pdf'>The doc</a><a href='/doc.pdf' class='wp-block-file__button' download>Download</a></div>\
         <h3><button>Title<span aria-hidden=true>+</span></button></h3><form>words<button>Send</button>more</form>",
    );
    assert!(markdown.contains("The doc"), "{markdown}");
    for glued in ["docDownload", "doc](https://old.example.org/doc.pdf)[", "Title+", "wordsSend", "Sendmore"] {
        assert!(!markdown.contains(glued), "{markdown}");
    }
}
