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
