//! Tables of sections, and tables of cities and sections, become cases; every other table stays one.

use serde_json::json;

use crate::support::{TestSite, import_html};

const SECTIONS: &str =
    "## Context\n\nWater is **scarce**.\n\n## Key actions\n\n- One\n- Two\n\n## Achievements\n\nPeace.";

#[test]
fn labels_beside_their_contents_are_sections() {
    let rows = "<tr><th>Context</th><td>Water is <b>scarce</b>.</td></tr>
        <tr><td><p><strong>Key Actions:</strong></p></td><td><ul><li>One</li><li>Two</li></ul></td></tr>
        <tr><td>Achievements</td><td>Peace.</td></tr>";
    for table in [
        format!("<table><tbody>{rows}</tbody></table>"),
        format!("<figure class=\"wp-block-table\"><table>{rows}</table></figure>"),
        format!("<div class=\"elementor-widget\"><div><table>{rows}</table></div></div>"),
    ] {
        let (site, run) = import_html(&format!("<h2>Lima, Peru</h2>{table}"));
        assert_eq!(site.body("cases/lima"), SECTIONS, "{table}");
        assert!(run.out.contains("3 known labels follow"), "{}", run.out);
    }
}

#[test]
fn labels_above_their_contents_are_sections() {
    let table = "<table><thead><tr><th>Context</th><th>Key actions</th><th>Achievements</th></tr></thead>
        <tbody><tr><td>Water is <b>scarce</b>.</td><td><ul><li>One</li><li>Two</li></ul></td><td>Peace.</td></tr></tbody></table>";
    let (site, _) = import_html(&format!("<h2>Lima, Peru</h2>{table}"));
    assert_eq!(site.body("cases/lima"), SECTIONS);
}

#[test]
fn a_list_of_definitions_is_a_table_too() {
    let list = "<dl><dt>Context</dt><dd>Water is <b>scarce</b>.</dd><dt>Key Actions</dt><dd><ul><li>One</li><li>Two</li></ul></dd><dt>Achievements</dt><dd>Peace.</dd></dl>";
    let (site, _) = import_html(&format!("<h2>Lima, Peru</h2>{list}"));
    assert_eq!(site.body("cases/lima"), SECTIONS);
}

#[test]
fn unknown_labels_captions_and_headers_of_such_a_table_are_not_lost() {
    let table = "<figure class='wp-block-table'><table><thead><tr><th>Aspect</th><th>Findings</th></tr></thead><tbody>
        <tr><td>Context</td><td>Water.</td></tr><tr><td>Budget</td><td>3 million</td></tr>
        <tr><td>Achievements</td><td>Peace. <a href='https://a.org/x'>More</a></td></tr></tbody></table><figcaption>At a glance</figcaption></figure>";
    let (site, run) = import_html(&format!("<h2>Lima, Peru</h2>{table}"));
    assert_eq!(
        site.body("cases/lima"),
        "At a glance\n\n## Context\n\nWater.\n\n## Budget\n\n3 million\n\n## Achievements\n\nPeace. [More](https://a.org/x)"
    );
    for header in ["Aspect", "Findings"] {
        assert!(run.out.contains(&format!("header of a table that became sections: {header}\n")), "{}", run.out);
    }
}

#[test]
fn a_table_of_cities_and_sections_becomes_cases_in_both_orientations() {
    let rows = "<table><tr><th>City</th><th>Context</th><th>Achievements</th></tr>
        <tr><td><a href='https://a.org/lima'>Lima, Peru</a></td><td>Water.</td><td>Peace.</td></tr>
        <tr><td>Oslo (Norway)</td><td>Snow.</td><td>Prizes.</td></tr></table>";
    let columns = "<table><tr><td></td><td>Lima, Peru</td><td>Oslo (Norway)</td></tr>
        <tr><td>Context</td><td>Water.</td><td>Snow.</td></tr><tr><td>Achievements</td><td>Peace.</td><td>Prizes.</td></tr></table>";
    for table in [rows, columns] {
        let (site, run) = import_html(&format!("<p>Before.</p>{table}<p>After.</p>"));
        assert_eq!(site.body("cases/lima"), "## Context\n\nWater.\n\n## Achievements\n\nPeace.");
        assert_eq!(site.body("cases/oslo"), "## Context\n\nSnow.\n\n## Achievements\n\nPrizes.");
        assert_eq!(site.body("articles/cities"), "Before.\n\n<!-- cases -->\n\nAfter.");
        assert!(run.out.contains("stands in a table of cities and sections"), "{}", run.out);
    }
}

#[test]
fn a_table_without_strong_evidence_stays_a_table() {
    for table in [
        // One known label.
        "<table><tr><td>Context</td><td>Water.</td></tr><tr><td>Budget</td><td>3 million</td></tr></table>",
        // Merged cells.
        "<table><tr><th>Context</th><th>Achievements</th></tr><tr><td colspan='2'>Water.</td></tr></table>",
        // A row that is shorter.
        "<table><tr><td>Context</td><td>Water.</td></tr><tr><td>Achievements</td></tr></table>",
        // A picture in the place of a label.
        "<table><tr><td>Context</td><td>Water.</td></tr><tr><td>Achievements</td><td>Peace.</td></tr><tr><td><img src='https://a.org/x.png' alt='x'></td><td>y</td></tr></table>",
        // Only one of the rows names a place.
        "<table><tr><th>City</th><th>Context</th><th>Achievements</th></tr><tr><td>Lima, Peru</td><td>Water.</td><td>Peace.</td></tr><tr><td>Elsewhere</td><td>Snow.</td><td>Prizes.</td></tr></table>",
    ] {
        let labels = "<p><strong>Context:</strong> a</p><p><strong>Achievements:</strong> b</p>";
        let post = json!({"id": 7, "slug": "cities", "link": "https://old.example.org/cities/", "title": {"rendered": "Cities"},
            "content": {"rendered": format!("<h2>Bern, Switzerland</h2>{labels}{table}")}});
        let site = TestSite::new().file("post.json", post.to_string());
        site.import("post.json").succeeds();
        let body = site.body("cases/bern");
        assert!(body.contains('|') || body.contains("<table"), "{table}\n{body}");
        assert_eq!(site.files("content/cases").len(), 1, "{table}");
    }
}
