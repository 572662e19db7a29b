//! What an export holds beside the texts of posts, and where a text of a reader's lies elsewhere than in its post.

use crate::export_items::{Item, export};
use crate::support::{Run, TestSite};

fn import(items: &[Item], arguments: &[&str]) -> (TestSite, Run) {
    let site = TestSite::new().file("export.xml", export(items));
    let run = site.run(&[&["import", "export.xml", "--offline"], arguments].concat()).succeeds();
    (site, run)
}

#[test]
fn only_posts_and_pages_are_taken_and_other_types_are_counted() {
    let kinds = ["feedback", "flamingo_inbound", "shop_order", "sent_email", "a_type_of_tomorrow", "wp_navigation"];
    let mut items: Vec<Item> = kinds
        .iter()
        .zip(10..)
        .map(|(kind, id)| Item::new(id, "Name: Jane Roe, mail jane@example.org").with("wp:post_type", kind))
        .collect();
    items.push(Item::new(30, "Name: John Roe").with("wp:post_type", "feedback").with("wp:status", "private"));
    items.extend([Item::new(1, "A post."), Item::new(2, "A page.").with("wp:post_type", "page")]);
    let (site, run) = import(&items, &[]);
    assert_eq!(site.files("content/articles").into_keys().collect::<Vec<_>>(), ["post-1.md", "post-2.md"]);
    for (kind, count) in kinds.iter().zip([2, 1, 1, 1, 1, 1]) {
        assert!(run.out.contains(&format!("passed over in export.xml: {kind} × {count}\n")), "{}", run.out);
    }
    assert!(run.out.contains("`--type NAME` takes a type too, as drafts"), "{}", run.out);
}

#[test]
fn a_type_that_no_export_has_is_told_with_those_that_there_are() {
    let items = [
        Item::new(1, "A post."),
        Item::new(5, "A meeting.").with("wp:post_type", "event"),
        Item::new(6, "A meeting.").with("wp:post_type", "event"),
        Item::new(7, "A message.").with("wp:post_type", "feedback"),
    ];
    for (asked, help) in [
        ("nonsense", "its types beside posts and pages are event (2), feedback (1)"),
        ("events", "did you mean `--type event`?"),
    ] {
        let (_, run) = import(&items, &["--type", asked]);
        assert!(run.error.contains(&format!("`--type {asked}` takes nothing")), "{}", run.error);
        assert!(run.error.contains(help) && run.error.contains("export.xml"), "{}", run.error);
    }
    let (_, run) = import(&items[..1], &["--type", "nonsense"]);
    assert!(run.error.contains("the export has no other type"), "{}", run.error);
    for silent in [&["--type", "event"][..], &["--type", "page"], &[]] {
        assert!(!import(&items, silent).1.error.contains("takes nothing"), "{silent:?}");
    }
}

#[test]
fn a_type_that_was_asked_for_comes_as_drafts() {
    let items = [
        Item::new(1, "A post."),
        Item::new(5, "A meeting.").with("wp:post_type", "event"),
        Item::new(6, "A message.").with("wp:post_type", "feedback"),
    ];
    let (site, run) = import(&items, &["--type", "event"]);
    assert!(site.read("content/articles/post-5.md").contains("draft: true\n"));
    assert!(!site.read("content/articles/post-1.md").contains("draft"));
    assert!(!site.has("content/articles/post-6.md"));
    assert!(run.error.contains("is of the type `event`"), "{}", run.error);
    site.build().succeeds();
    assert!(!site.has("output/articles/post-5/index.html"));
}

/// A mark as the block editor writes it.
fn mark(id: &str) -> String {
    format!("<sup data-fn=\"{id}\" class=\"fn\"><a href=\"#{id}\" id=\"{id}-link\">1</a></sup>")
}

#[test]
fn notes_that_the_block_editor_keeps_in_a_custom_field_become_footnotes() {
    let notes = r#"[{"content":"Says <a href=\"https://a.example/x\">the city</a>","id":"aaaa"},{"content":"Second note.","id":"bbbb"}]"#;
    let paragraph = |text: &str| format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->\n");
    let content = paragraph(&format!("Water{} and more{}.", mark("aaaa"), mark("bbbb"))) + "<!-- wp:footnotes /-->";
    let expected = "Water[^1] and more[^2].\n\n[^1]: Says [the city](https://a.example/x)\n\n[^2]: Second note.";
    let (site, run) = import(&[Item::new(1, &content).meta("footnotes", notes)], &["--format", "json"]);
    assert_eq!(site.body("articles/post-1"), expected);
    // What the notes say is counted among the words that readers saw: three in the text, and five in the notes.
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["posts"][0]["losses"], serde_json::json!([]));
    assert_eq!((&report["posts"][0]["words"], &report["posts"][0]["words_written"]), (&8.into(), &8.into()));
    // The REST API has the same field, and as a rule the notes in the text as well.
    let list = "<ol><li id=\"aaaa\">Says <a href=\"https://a.example/x\">the city</a> <a href=\"#aaaa-link\">↩︎</a></li>\
                <li id=\"bbbb\">Second note. <a href=\"#bbbb-link\">↩︎</a></li></ol>";
    for rendered in [content.clone(), content.replace("<!-- wp:footnotes /-->", list)] {
        let post = serde_json::json!({"id": 1, "slug": "post-1", "link": "https://old.example.org/post-1/",
            "title": {"rendered": "Post 1"}, "content": {"rendered": rendered}, "meta": {"footnotes": notes}});
        let site = TestSite::new().file("post.json", post.to_string());
        site.import("post.json").succeeds();
        assert_eq!(site.body("articles/post-1"), expected);
    }
}

#[test]
fn notes_go_to_the_city_that_names_them() {
    let content = format!(
        "<!-- wp:heading --><h2>Lima, Peru</h2><!-- /wp:heading --><p><strong>Context:</strong> Water{}.</p>\
         <p><strong>Achievements:</strong> Fish.</p><!-- wp:footnotes /-->",
        mark("aaaa")
    );
    let notes = r#"[{"content":"A note of the city.","id":"aaaa"}]"#;
    let (site, _) = import(&[Item::new(1, &content).meta("footnotes", notes)], &[]);
    assert!(site.body("cases/lima").contains("Water[^1].\n\n[^1]: A note of the city."), "{}", site.body("cases/lima"));
}

#[test]
fn what_else_a_reader_may_have_seen_is_taken_or_named() {
    let item = Item::new(1, "A talk.")
        .meta("enclosure", "https://old.example.org/talk.mp3\n1234\naudio/mpeg\n")
        .meta("subtitle", "What the ferries changed")
        .meta("_edit_lock", "a lock of the editor")
        .meta("layout", "wide")
        .meta("panels_data", "a:2:{s:7:\"widgets\";s:20:\"many words in a list\";}")
        .meta("footnotes", "[{broken");
    let (site, run) = import(&[item], &[]);
    assert!(site.body("articles/post-1").contains("https://old.example.org/talk.mp3"));
    assert!(
        run.out.contains("which the theme of the old site may have shown: subtitle: What the ferries"),
        "{}",
        run.out
    );
    assert!(run.out.contains("notes of the post that cannot be read: [{broken"), "{}", run.out);
    for quiet in ["a lock of", "layout", "many words"] {
        assert!(!run.out.contains(quiet), "{}", run.out);
    }
}

#[test]
fn a_synced_pattern_is_filled_in_from_the_export() {
    let pattern = |id: u32, content: &str| Item::new(id, content).with("wp:post_type", "wp_block");
    let uses = |number: u32| format!("<!-- wp:block {{\"ref\":{number}}} /-->");
    let paragraph = |text: &str| format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->");
    let items = [
        // The pattern may come after the post that uses it.
        Item::new(1, &format!("{}\n\n{}", uses(3), paragraph("Own words."))),
        Item::new(2, &format!("{}{}", uses(9), paragraph("More."))),
        pattern(3, &format!("{}{}", paragraph("Open daily."), uses(4))),
        pattern(4, &format!("{}{}", paragraph("Closed on Mondays."), uses(3))),
        pattern(9, "Not published.").with("wp:status", "draft"),
    ];
    let (site, run) = import(&items, &[]);
    assert_eq!(site.body("articles/post-1"), "Open daily.\n\nClosed on Mondays.\n\nOwn words.");
    assert!(run.out.contains("synced pattern that holds itself: number 3"), "{}", run.out);
    assert!(
        run.out.contains("synced pattern that is not in the input, whose words are missing: number 9"),
        "{}",
        run.out
    );
}

#[test]
fn code_of_the_classic_editor_is_taken_whole() {
    let code = "if (a<b && c>d) x;\n#include <stdio.h>\n\n[gallery]";
    let content =
        format!("[code lang=\"cpp\"]\n{code}\n[/code]\n\n<pre>\nvector<int> v;\n\n\nw;</pre>\n\nUse [php]a<b[/php].");
    let (site, run) = import(&[Item::new(1, &content)], &[]);
    assert_eq!(
        site.body("articles/post-1"),
        format!("```cpp\n{code}\n```\n\n```\nvector<int> v;\n\n\nw;\n```\n\nUse `a<b`.")
    );
    assert!(!run.out.contains("shortcode"), "{}", run.out);
}

/// A link.
fn link(address: &str) -> String {
    format!("<a href=\"{address}\">there</a>")
}

#[test]
fn links_between_imported_posts_lead_to_their_files() {
    let page = |id: u32, path: &str, name: &str| {
        let link = format!("https://old.example.org/{path}/");
        Item::new(id, "Words.").with("wp:post_type", "page").with("link", &link).with("wp:post_name", name)
    };
    let targets = [
        ("https://old.example.org/parent/same/", "../articles/same.md"),
        ("http://www.old.example.org/same", "../articles/same-2.md"),
        ("https://old.example.org/?p=7056", "../articles/same-2.md"),
        ("https://old.example.org/?page_id=117&preview=true", "../articles/parent.md"),
        ("/parent/?utm_source=mail", "../articles/parent.md"),
        ("https://old.example.org/old-feed-name/", "../articles/parent.md"),
        ("/parent/same/#history", "../articles/same.md"),
        // What has no page here stays where it is.
        ("https://old.example.org/?p=50", "https://old.example.org/?p=50"),
        ("https://old.example.org/elsewhere/", "https://old.example.org/elsewhere/"),
        ("https://old.example.org/parent/?replytocom=3", "https://old.example.org/parent/?replytocom=3"),
        ("https://other.example.org/parent/", "https://other.example.org/parent/"),
    ];
    let text: Vec<String> = targets.iter().map(|(from, _)| format!("<p>{}</p>", link(from))).collect();
    let items = [
        // It comes before those that it names.
        Item::new(9, &text.concat()),
        page(117, "parent", "parent").with("guid", "https://old.example.org/old-feed-name/"),
        page(123, "parent/same", "same"),
        page(7056, "same", "same"),
        Item::new(50, "A draft.").with("wp:status", "draft").with("link", "https://old.example.org/?p=50"),
    ];
    let (site, _) = import(&items, &[]);
    let expected: Vec<String> = targets.iter().map(|(_, to)| format!("[there]({to})")).collect();
    assert_eq!(site.body("articles/post-9"), expected.join("\n\n"));
    site.build().succeeds();
    let before = site.files("content");
    site.import("export.xml").succeeds();
    assert!(site.files("content") == before, "a second import changes nothing");
}

#[test]
fn links_to_what_an_earlier_import_brought_lead_to_its_file() {
    let site = TestSite::new().file("export.xml", export(&[Item::new(1, "Words.")]));
    site.import("export.xml").succeeds();
    site.write("export.xml", export(&[Item::new(2, &link("https://old.example.org/post-1/"))]));
    site.import("export.xml").succeeds();
    assert_eq!(site.body("articles/post-2"), "[there](../articles/post-1.md)");
    site.build().succeeds();
}

#[test]
fn anchors_within_a_post_lead_to_its_headings_and_its_cities() {
    let city = |id: &str, name: &str| {
        format!(
            "<h3 id=\"{id}\">{name}</h3><p><strong>Context:</strong> See {} and {}.</p><p><strong>Achievements:</strong> Fish.</p>\
             <h4 id=\"more-{id}\">More on it</h4><p id=\"deep-{id}\">Words.</p>",
            link("#lima"),
            link("#deep-oslo"),
        )
    };
    let content = format!(
        "<ul><li>{}</li><li>{}</li><li>{}</li><li>{}</li></ul><h2 id=\"why\">Why cities act</h2><p>Words.</p>{}{}",
        link("#why"),
        link("https://old.example.org/post-1/#oslo"),
        link("#more-lima"),
        link("#comments"),
        city("oslo", "Oslo, Norway"),
        city("lima", "Lima, Peru"),
    );
    let (site, _) = import(&[Item::new(1, &content)], &[]);
    let article = site.body("articles/post-1");
    let list = "- [there](#why-cities-act)\n- [there](../cases/oslo.md)\n- [there](../cases/lima.md#more-on-it)\n- [there](#top)";
    assert!(article.starts_with(list), "{article}");
    assert!(
        site.body("cases/oslo").contains("See [there](../cases/lima.md) and [there](#more-on-it)."),
        "{}",
        site.body("cases/oslo")
    );
    assert!(
        site.body("cases/lima").contains("See [there](#top) and [there](../cases/oslo.md#more-on-it)."),
        "{}",
        site.body("cases/lima")
    );
    site.build().succeeds();
}
