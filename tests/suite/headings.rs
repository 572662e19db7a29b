//! Cities as WordPress sites really write them: below regions, numbered, with flags, in the boxes of page builders.

use crate::support::import_html;

const POINTS: &str = "<ul><li><strong>Context:</strong> Water.</li><li><strong>Achievements:</strong> Peace.</li></ul>";

#[test]
fn numbers_flags_links_and_split_bold_around_a_name_do_no_harm() {
    let html = format!(
        "<p>Intro</p><h2>Asia</h2><h3>1. 🇨🇳 Beijing, China</h3>{POINTS}<h3>2) <a href='https://a.org/t'>Tokyo, Japan</a> 🇯🇵</h3>{POINTS}\
        <h2>Europe</h2><h3>۳. <b>Par</b><b>is, France</b></h3>{POINTS}<h3>Case 4: Bern, Switzerland</h3>{POINTS}<h2>Conclusion</h2><p>End.</p>"
    );
    let (site, run) = import_html(&html);
    for (file, title, city) in [
        ("beijing", "Beijing, China", "Beijing"),
        ("tokyo", "Tokyo, Japan", "Tokyo"),
        ("paris", "Paris, France", "Paris"),
        ("bern", "\"Case 4: Bern, Switzerland\"", "Bern"),
    ] {
        let case = site.read(&format!("content/cases/{file}.md"));
        assert!(case.contains(&format!("title: {title}\ncity: {city}\n")), "{case}");
    }
    for line in [
        "number or sign of a heading or label: 1. 🇨🇳",
        "number or sign of a heading or label: 2) 🇯🇵",
        "heading over a group of cities: Asia",
    ] {
        assert!(run.out.contains(line), "{line}\n{}", run.out);
    }
    assert!(site.read("content/articles/cities.md").ends_with("Intro\n\n<!-- cases -->\n\n## Conclusion\n\nEnd.\n"));
}

#[test]
fn the_boxes_of_a_page_builder_go_and_what_they_show_stays() {
    let divi = format!(
        "[et_pb_section fb_built=\"1\" _builder_version=\"4.9\"][et_pb_row][et_pb_column type=\"4_4\"][et_pb_text admin_label=\"Text\"]<h3>Oslo, Norway</h3>{POINTS}[/et_pb_text]\
        [et_pb_image src=\"https://old.example.org/oslo.jpg\" alt=\"A fjord\"][/et_pb_image][et_pb_blurb title=\"Prizes\"]<p>Two.</p>[/et_pb_blurb]\
        [et_pb_button button_url=\"https://a.org/r.pdf\" button_text=\"The report\"][/et_pb_button][/et_pb_column][/et_pb_row][/et_pb_section]"
    );
    let bakery = format!(
        "<p>[vc_row][vc_column width=\"1/2\"][vc_column_text]</p><h3>Oslo, Norway</h3>{POINTS}<p>[/vc_column_text][vc_custom_heading text=\"Prizes\"][vc_column_text]Two.[/vc_column_text]\
        [vc_btn title=\"The report\" link=\"url:https%3A%2F%2Fa.org%2Fr.pdf|\"][/vc_column][/vc_row]</p>"
    );
    for html in [divi, bakery] {
        let (site, run) = import_html(&html);
        let case = site.read("content/cases/oslo.md");
        assert!(case.ends_with("Peace.\n\n#### Prizes\n\nTwo.\n\n[The report](https://a.org/r.pdf)\n"), "{case}");
        assert!(
            !case.contains("vc_")
                && !case.contains("et_pb")
                && run.out.contains("shortcode of a page builder, whose content stays"),
            "{case}"
        );
        assert!(site.read("content/articles/cities.md").ends_with("\n---\n"));
    }
    let encoded = "<p>[vc_raw_html]JTNDcCUzRQ==[/vc_raw_html]</p>";
    let (_, run) = import_html(encoded);
    assert!(run.out.contains("shortcode of a plug-in, which stays in the text: vc_raw_html"), "{}", run.out);
}
