//! Which headings are cities and which lines are labels, in the markup that editors really leave: each kind with several
//! members, and in both directions.

use serde_json::json;

use crate::support::{Run, TestSite};

const LABELS: &str = "<ul><li><b>Context:</b> Water.</li><li><b>Key actions:</b> Trams.</li></ul>";
const SECTIONS: &str = "## Context\n\nWater.\n\n## Key actions\n\nTrams.";
const PICTURE: &str =
    "<figure><img src='https://old.example.org/a.jpg' alt='A'><figcaption>A square</figcaption></figure>";

/// Imports a post of this content into a site that knows Persian labels, too, and builds the site.
fn import_html(html: &str) -> (TestSite, Run) {
    let post = json!({"id": 7, "slug": "cities", "link": "https://old.example.org/cities/",
        "title": {"rendered": "Cities"}, "content": {"rendered": html}});
    let yaml = TestSite::new().read("site.yaml") + "allow_hosts: [old.example.org]\n";
    let yaml = yaml.replace("labels: [Context,", "labels: [زمینه, Context,");
    let yaml = yaml.replace("labels: [Key Actions]", "labels: [Key Actions, اقدامات کلیدی]");
    let site = TestSite::new().file("site.yaml", yaml).file("post.json", post.to_string());
    let run = site.import("post.json").succeeds();
    site.build().succeeds();
    (site, run)
}

/// The names of the cases, without ending.
fn cases(site: &TestSite) -> Vec<String> {
    let name = |path: String| path.strip_prefix("cases/")?.strip_suffix(".md").map(str::to_owned);
    site.files("content").into_keys().filter_map(name).collect()
}

fn has_no_warning(run: &Run, html: &str) {
    assert!(!run.error.contains("warning["), "{html}\n{}", run.error);
}

#[test]
fn a_heading_of_two_lines_is_a_title_of_one() {
    let (site, _) = import_html(&format!("<h3>Oslo,<br>Norway</h3>{LABELS}<h3>Rome,\n  Italy</h3>{LABELS}"));
    for (path, title) in [("oslo", "Oslo, Norway"), ("rome", "Rome, Italy")] {
        let case = site.read(&format!("content/cases/{path}.md"));
        assert!(case.starts_with(&format!("---\ntitle: {title}\n")), "{case}");
    }
}

#[test]
fn labels_are_seen_in_all_their_shapes() {
    for labels in [
        // Parted by `br`.
        "<p><b>Context:</b> Water.<br><b>Key actions:</b> Trams.</p>",
        "<p>Context: Water.<br>\nKey actions: Trams.</p>",
        "<p><span><b>Context:</b> Water.<br><br></span><b>Key actions:</b> Trams.</p>",
        "<p><strong>Context:</strong> Water.<strong><br>Key actions:</strong> Trams.</p>",
        "<ul><li><b>Context:</b> Water.<br/><b>Key actions:</b> Trams.</li></ul>",
        "<ul><li><p><b>Context:</b> Water.<br/><b>Key actions:</b> Trams.</p></li></ul>",
        "<div><b>Context:</b> Water.<br><b>Key actions:</b> Trams.</div>",
        // Numbered.
        "<p><b>1. Context:</b> Water.</p><p><b>2. Key actions:</b> Trams.</p>",
        "<p>1) <b>Context</b> Water.</p><p>2) <b>Key actions</b> Trams.</p>",
        "<ol><li><b>(1) Context –</b> Water.</li><li><b>(2) Key actions</b> – Trams.</li></ol>",
        "<p><b>I. Context:</b> Water.</p><p><b>II. Key actions:</b> Trams.</p>",
        "<p>a) Context: Water.</p><p>b) Key actions: Trams.</p>",
        "<p><b>Step 1: Context:</b> Water.</p><p><b>Step 2: Key actions:</b> Trams.</p>",
        "<p><b>۱. زمینه:</b> Water.</p><p><b>۲) اقدامات کلیدی:</b> Trams.</p>",
        "<h4>1. Context</h4><p>Water.</p><h4>2. Key actions</h4><p>Trams.</p>",
        "<p>1️⃣ <b>Context:</b> Water.</p><p>② <b>Key actions:</b> Trams.</p>",
        // Signs.
        "<ul><li>🔹 <b>Context:</b> Water.</li><li>✅ <b>Key actions:</b> Trams.</li></ul>",
        "<p>• Context: Water.</p><p>• Key actions: Trams.</p>",
        "<p>– <b>Context</b>: Water.</p><p>– <b>Key actions</b>: Trams.</p>",
        "<p><b>→ Context.</b> Water.</p><p><b>★ [Key actions]</b> Trams.</p>",
        "<h4>🏛 Context</h4><p>Water.</p><h4>🏆 Key actions:</h4><p>Trams.</p>",
        // What nobody sees.
        "<p><b>زمینه\u{200c}:</b> Water.</p><p><b>اقدامات\u{200c} کلیدی\u{200f}\u{200c} :</b> Trams.</p>",
        "<p><b>\u{200b}Context\u{200b}:</b> Water.</p><p>\u{feff}<b>Key\u{a0}actions\u{ad}</b>: Trams.</p>",
        // Questions.
        "<p><b>Context?</b> Water.</p><p><b>Key actions</b>? Trams.</p>",
        // Boxes that open.
        "<details><summary>Context</summary><p>Water.</p></details><details><summary><b>2. Key actions:</b></summary>Trams.</details>",
    ] {
        let (site, run) = import_html(&format!("<h2>Lima, Peru</h2>{labels}"));
        assert_eq!(cases(&site), ["lima"], "{labels}\n{}", run.shown());
        assert_eq!(site.body("cases/lima"), SECTIONS, "{labels}");
        has_no_warning(&run, labels);
    }
}

#[test]
fn numbers_and_signs_before_labels_are_reported() {
    let (_, run) =
        import_html("<h2>Lima, Peru</h2><p><b>Step 1: Context:</b> Water.</p><h4>🏆 (2) Key actions</h4><p>Trams.</p>");
    for marks in ["Step 1:", "🏆 (2)"] {
        assert!(run.out.contains(&format!("number or sign of a heading or label: {marks}\n")), "{}", run.out);
    }
}

#[test]
fn the_heading_of_a_city_may_be_the_first_of_such_lines() {
    let (site, _) = import_html(
        "<p>Cities act.</p><p><b>Lima, Peru</b><br><b>Context:</b> Water.<br><b>Key actions:</b> Trams.</p>\
         <p><b>Oslo, Norway</b><br><b>Context:</b> Snow.<br><b>Key actions:</b> Skis.</p>",
    );
    assert_eq!(cases(&site), ["lima", "oslo"]);
    assert_eq!(site.body("cases/lima"), SECTIONS);
}

#[test]
fn unknown_labels_and_questions_are_sections_beside_known_ones() {
    let labels = "<p><b>1. Context:</b> Water.<br><b>2. Who paid?</b> The city.<br><b>A. Smith:</b> Fine.</p>\
                  <p>🔹 <b>چرا موفق شد؟</b> Luck.</p><p><b>Key actions:</b> Trams.</p>";
    let (site, run) = import_html(&format!("<h2>Lima, Peru</h2>{labels}"));
    assert_eq!(
        site.body("cases/lima"),
        "## Context\n\nWater.\n\n## Who paid?\n\nThe city.\n\n## A. Smith\n\nFine.\n\n## چرا موفق شد؟\n\nLuck.\n\n## Key actions\n\nTrams."
    );
    has_no_warning(&run, labels);
}

#[test]
fn other_lines_and_boxes_stay_as_they_are() {
    for (html, body) in [
        (
            "<p>Context matters.<br>Results were good: people came.</p>",
            "Context matters.\\\nResults were good: people came.",
        ),
        ("<p>Roses are red:<br>violets are blue.</p>", "Roses are red:\\\nviolets are blue."),
        ("<p>Is it true? Yes: it is.</p>", "Is it true? Yes: it is."),
    ] {
        let (site, _) = import_html(&format!("<h2>Lima, Peru</h2>{LABELS}<h4>More</h4>{html}"));
        assert_eq!(site.body("cases/lima"), format!("{SECTIONS}\n\n#### More\n\n{body}"), "{html}");
    }
    // Without a city, even known labels in lines stay lines.
    let (site, _) = import_html("<p><b>Context:</b> Water.<br><b>Key actions:</b> Trams.</p>");
    assert_eq!(site.body("articles/cities"), "**Context:** Water.\\\n**Key actions:** Trams.");
}

#[test]
fn labels_that_nobody_knows_are_named_where_no_city_is_found() {
    for labels in [
        "<ul><li><b>Lage:</b> Water.</li><li><b>Erfolg:</b> Trams.</li></ul>",
        "<p><b>Lage:</b> Water.<br><b>Erfolg:</b> Trams.</p>",
        "<p>Lage: Water.</p><p>Erfolg: Trams.</p>",
        "<h4>Lage</h4><p>Water.</p><h4>Erfolg</h4><p>Trams.</p>",
        "<details><summary>Lage</summary>Water.</details><details><summary>Erfolg</summary>Trams.</details>",
        "<p><b>1. Lage</b>: Water.</p><p><b>2. Erfolg</b>: Trams.</p>",
    ] {
        let (site, run) = import_html(&format!("<h2>Lima, Peru</h2>{labels}<h2>Oslo, Norway</h2>{labels}"));
        assert!(cases(&site).is_empty(), "{labels}");
        let message = "warning[doubtful-city]: `Lima, Peru` and 1 more may be cities, but what looks like labels below is \
                       not known: “Lage”, “Erfolg”";
        assert!(run.error.contains(message), "{labels}\n{}", run.error);
        assert!(run.error.contains("--split h2"), "{}", run.error);
    }
    for no_labels in ["<p>Water and trams.</p>", "<p>At 10:30 we met.</p><p>See https://a.example/b: good.</p>"] {
        let (_, run) = import_html(&format!("<h2>Lima, Peru</h2>{no_labels}"));
        has_no_warning(&run, no_labels);
    }
}

#[test]
fn a_heading_is_seen_wherever_a_browser_shows_one() {
    let city = |around: &str, name: &str| around.replace('#', &format!("<h3>{name}</h3>")).replace('@', LABELS);
    for around in [
        "<ul><li>x</li>#@",
        "<em>#@",
        "<strong>#</strong>@",
        "<blockquote>#</blockquote>@",
        "<blockquote>#@</blockquote>",
        "<blockquote>#@",
        "<ol><li>#</li></ol>@",
        "<ul><li>#@</li></ul>",
        "<a href='https://a.example/more'>#</a>@",
        "<span><font>#</font></span>@",
        "<table><tr><td>#@</td><td><p>x</p></td></tr></table>",
        "<table><tr><td>#</td></tr></table>@",
        "<details><summary>#</summary>@</details>",
        "<details open>#@</details>",
        "<dl><dt>#</dt><dd>@</dd></dl>",
        "<aside>#@</aside>",
        "<form><fieldset>#@</fieldset></form>",
        "<div><blockquote><div>#</div></blockquote></div><em>@</em>",
    ] {
        let html = format!("<p>Cities.</p>{}{}", city(around, "Lima, Peru"), city(around, "Oslo, Norway"));
        let (site, run) = import_html(&html);
        assert_eq!(cases(&site), ["lima", "oslo"], "{around}\n{}", run.shown());
        for case in ["cases/lima", "cases/oslo"] {
            assert!(site.body(case).starts_with(SECTIONS), "{around}\n{}", site.body(case));
        }
    }
}

#[test]
fn bold_lines_in_items_cells_and_quotations_are_seen_too() {
    for around in [
        "<ul><li><b>#</b>@</li></ul>",
        "<ul><li><p><b>#</b></p>@</li></ul>",
        "<blockquote><p><b>#</b></p></blockquote>@",
        "<table><tr><td><b>#</b>@</td></tr></table>",
        "<details><summary>#</summary>@</details>",
    ] {
        let city = |name: &str| around.replace('#', name).replace('@', LABELS);
        let (site, run) = import_html(&format!("<p>Cities.</p>{}{}", city("Lima, Peru"), city("Oslo, Norway")));
        assert_eq!(cases(&site), ["lima", "oslo"], "{around}\n{}", run.shown());
        assert_eq!(site.body("cases/lima"), SECTIONS, "{around}");
    }
}

#[test]
fn what_holds_no_city_stays_closed() {
    for (html, body) in [
        ("<blockquote><h3>Paris, France</h3><p>Said she.</p></blockquote>", "> ### Paris, France\n>\n> Said she."),
        ("<ul><li><b>Paris, France</b></li><li><b>Rome, Italy</b></li></ul>", "- **Paris, France**\n- **Rome, Italy**"),
        ("<blockquote><p>Well.</p><p><b>Paris, France</b></p></blockquote>", "> Well.\n>\n> **Paris, France**"),
        ("<blockquote><p>Context: well.</p></blockquote>", "> Context: well."),
    ] {
        let (site, _) = import_html(html);
        assert_eq!(site.body("articles/cities"), body, "{html}");
        let (site, _) = import_html(&format!("{html}<h2>Lima, Peru</h2>{LABELS}"));
        assert_eq!(site.body("articles/cities"), body, "{html}");
    }
}

#[test]
fn a_city_that_stays_within_another_is_told() {
    for (within, is_told) in [
        ("<blockquote><h4>Oslo, Norway</h4></blockquote>", true),
        ("<figure><figcaption><h2>Oslo, Norway</h2></figcaption></figure>", true),
        ("<button><h2>Oslo, Norway</h2></button>", true),
        ("<figure><img src='/lima.jpg' alt='Lima'><figcaption><h4>Lima, Peru</h4></figcaption></figure>", false),
    ] {
        let (site, run) = import_html(&format!("<h2>Lima, Peru</h2>{LABELS}{within}<p>Snow.</p>"));
        assert_eq!(cases(&site), ["lima"], "{within}");
        let message =
            "warning[doubtful-city]: `Oslo, Norway` looks like a city, but stands within the text of `Lima, Peru`";
        assert_eq!(run.error.contains(message), is_told, "{within}: {}", run.error);
        assert_eq!(run.error.contains("doubtful-city"), is_told, "{within}: {}", run.error);
    }
}

#[test]
fn the_rest_of_a_list_and_of_a_quotation_stays_one() {
    let (site, _) = import_html(&format!(
        "<ul><li>One</li><li>Two</li><h3>Lima, Peru</h3>{LABELS}</ul>\
         <blockquote><h3>Oslo, Norway</h3><p>Snow falls.</p></blockquote>{LABELS}<h3>Conclusion</h3><p>Well.</p>"
    ));
    assert_eq!(
        site.body("articles/cities"),
        "- One\n- Two\n\n<!-- cases -->\n\n## Conclusion\n\nWell.".replace("## ", "### ")
    );
    assert_eq!(site.body("cases/oslo"), format!("> Snow falls.\n\n{SECTIONS}"));
}

#[test]
fn one_heading_with_a_picture_is_no_city() {
    for heading in ["México", "Luxembourg", "Thank you, Georgia", "Lima, Peru", "Made in, Germany"] {
        let html = format!("<p>Cities.</p><h3>{heading}</h3><p>Words.</p>{PICTURE}<p>More.</p>");
        let (site, run) = import_html(&html);
        assert!(cases(&site).is_empty(), "{heading}");
        let message = format!("warning[doubtful-city]: `{heading}` may be a city, but only a picture");
        assert!(run.error.contains(&message) && run.error.contains("--split h3"), "{}", run.error);
    }
    // A label beside the picture, or a second city with one, is enough; two countries are not.
    let city = |name: &str| format!("<h3>{name}</h3><p>Words.</p>{PICTURE}");
    let (site, _) = import_html(&format!("<h3>Lima, Peru</h3><p><b>Context:</b> Water.</p>{PICTURE}"));
    assert_eq!(cases(&site), ["lima"]);
    let (site, _) = import_html(&[city("Lima, Peru"), city("Oslo (Norway)"), city("Singapore")].concat());
    assert_eq!(cases(&site), ["lima", "oslo", "singapore"]);
    let (site, _) = import_html(&[city("México"), city("Luxembourg"), city("Thank you, Georgia")].concat());
    assert!(cases(&site).is_empty());
}

#[test]
fn a_heading_of_several_cities_is_told_and_its_text_stays_in_the_article() {
    let (site, run) = import_html(&format!(
        "<h3>Lima, Peru</h3>{LABELS}<h3>Oslo &amp; Bergen, Norway</h3><p><b>Context:</b> Snow.</p><p><b>Key actions:</b> Skis.</p>"
    ));
    assert_eq!(cases(&site), ["lima"]);
    assert!(run.error.contains("`Oslo & Bergen, Norway` names more cities than one"), "{}", run.error);
    assert!(site.body("articles/cities").contains("Oslo & Bergen, Norway"), "{}", site.body("articles/cities"));
}

#[test]
fn a_heading_that_nobody_closed_swallows_no_city() {
    let words = "<p>Words.</p>";
    for html in [
        format!("<h3>Rome, Italy</h3>{LABELS}<blockquote><h3>Oslo, Norway{LABELS}{words}</blockquote>"),
        format!("<blockquote><h3>Oslo, Norway{LABELS}{words}</blockquote><h3>Rome, Italy</h3>{LABELS}"),
        format!("<h3>Rome, Italy</h3>{LABELS}<blockquote><h3><strong>Oslo, Norway{LABELS}{words}"),
        format!("<h3>Rome, Italy</h3>{LABELS}<div><h3>Oslo, Norway{LABELS}{words}</div>"),
    ] {
        let (site, run) = import_html(&html);
        assert_eq!(cases(&site), ["oslo", "rome"], "{html}\n{}", run.error);
        let oslo = site.read("content/cases/oslo.md");
        assert!(oslo.contains("title: Oslo, Norway\n") && oslo.contains("Water.") && oslo.contains("Trams."), "{oslo}");
        assert!(oslo.contains("Words."), "{oslo}");
    }
    let (site, _) = import_html(&format!("<h3>Rome, Italy</h3>{LABELS}<blockquote><h3>Thanks{words}<p>Bye.</p>"));
    let texts: String =
        ["cases/rome.md", "articles/cities.md"].map(|path| site.read(&format!("content/{path}"))).concat();
    assert!(texts.contains("Thanks") && texts.contains("Words.") && texts.contains("Bye."), "{texts}");
}

#[test]
fn words_behind_a_heading_that_nobody_closed_stay_apart() {
    let (site, _) = import_html("<h3>Thanks<p>Words.</p>Hello, Norway</h3>gone");
    let article = site.read("content/articles/cities.md");
    assert!(article.contains("Hello, Norway\n\ngone"), "{article}");
}
