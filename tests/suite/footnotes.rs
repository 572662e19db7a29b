//! Notes of WordPress, of plug-ins and of word processors become footnotes of the files that name them.

use crate::support::import_html;

fn city(name: &str, claim: &str) -> String {
    format!("<h2>{name}</h2><p><strong>Context:</strong> {claim}</p><p><strong>Achievements:</strong> Peace.</p>")
}

#[test]
fn notes_of_the_block_editor_go_to_the_city_that_names_them() {
    let mark = |id: &str, number: u8| {
        format!("<sup data-fn=\"{id}\" class=\"fn\"><a href=\"#{id}\" id=\"{id}-link\">{number}</a></sup>")
    };
    let note =
        |id: &str, text: &str| format!("<li id=\"{id}\">{text} <a href=\"#{id}-link\" aria-label=\"Jump\">↩︎</a></li>");
    let html = format!(
        "<p>Hello{}.</p>{}{}<h2>Notes and sources</h2><ol class=\"wp-block-footnotes\">{}{}{}</ol>",
        mark("c", 1),
        city("Lima, Peru", &format!("Water{} is scarce.", mark("a", 2))),
        city("Oslo, Norway", &format!("Snow{}.", mark("b", 3))),
        note("c", "Greeting."),
        note("a", "Says <em>the city</em>, <a href=\"https://a.org/\">here</a>."),
        note("b", "Much."),
    );
    let (site, run) = import_html(&html);
    assert_eq!(
        site.body("cases/lima"),
        "## Context\n\nWater[^2] is scarce.\n\n[^2]: Says *the city*, [here](https://a.org/).\n\n## Achievements\n\nPeace."
    );
    assert!(site.body("cases/oslo").contains("Snow[^3].\n\n[^3]: Much.\n"), "{}", site.body("cases/oslo"));
    assert_eq!(site.body("articles/cities"), "Hello[^1].\n\n[^1]: Greeting.\n\n<!-- cases -->\n\n## Notes and sources");
    assert!(site.read("content/cases/oslo.md").contains("summary: Snow.\n"));
    assert!(run.out.contains("links to a note and back, now a footnote × 3"), "{}", run.out);
    let page = site.read("output/cases/lima/index.html");
    assert!(page.contains("Says <em>the city</em>") && !page.contains("old.example.org/cities/#"), "{page}");
}

#[test]
fn notes_of_a_word_processor_and_of_plug_ins_are_known_too() {
    let word =
        city("Lima, Peru", "Water <a href=\"#_ftn1\" name=\"_ftnref1\">[1]</a> and again <a href=\"#_ftn1\">[1]</a>.")
            + "<p><a href=\"#_ftnref1\" name=\"_ftn1\">[1]</a> A note of two words.</p>";
    let plug_in = city(
        "Lima, Peru",
        "Water <sup id=\"fnref-1\"><a href=\"#fn-1\">1</a></sup> and again <a href=\"#fn-1\">[1]</a>.",
    ) + "<ol><li id=\"fn-1\"><p>A note of two words. <a href=\"#fnref-1\">↩</a></p></li></ol>";
    for (html, again) in [
        (word, "[\\[1\\]](https://old.example.org/cities/#_ftn1)"),
        (plug_in, "[\\[1\\]](https://old.example.org/cities/#fn-1)"),
    ] {
        let (site, _) = import_html(&html);
        let body = site.body("cases/lima");
        assert!(body.contains("Water [^1] and again") && body.contains("[^1]: A note of two words."), "{body}");
        assert!(!body.contains(again), "{body}");
    }
}

#[test]
fn links_within_a_page_that_are_no_notes_stay_links() {
    for html in [
        // A table of contents.
        "<ul><li><a href=\"#water\">Water</a></li></ul><h2 id=\"water\">Water</h2><p>Text.</p>",
        // A mark whose note does not lead back.
        "<p>Water<sup><a href=\"#n1\" id=\"r1\">1</a></sup>.</p><p id=\"n1\">A note.</p>",
        // A note in the caption of a picture, where Markdown has none.
        "<h2>Lima, Peru</h2><p>Context: Water.</p><figure><img src=\"https://old.example.org/x.jpg\"><figcaption>A view<sup><a href=\"#n1\" id=\"r1\">1</a></sup></figcaption></figure><p id=\"n1\">By Jane. <a href=\"#r1\">↩</a></p>",
    ] {
        let (site, _) = import_html(html);
        let text = site.body("articles/cities")
            + &site
                .files("content/cases")
                .into_values()
                .map(|bytes| String::from_utf8(bytes).unwrap())
                .collect::<String>();
        assert!(text.contains("](#") || text.contains("](../"), "{text}");
        assert!(!text.contains("[^") && !text.contains("](https://old.example.org/cities/"), "{text}");
    }
}
