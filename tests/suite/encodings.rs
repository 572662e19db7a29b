//! Files in other clothes: packed, in UTF-16, in the encoding that their XML declares.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::support::TestSite;

const POST: &str = r#"{"id": 7, "slug": "medellin", "link": "https://old.example.org/medellin/", "title": {"rendered": "Medellín and شهر"},
    "content": {"rendered": "<p>Übersicht</p><h2>Medellín, Colombia</h2><p><strong>Context:</strong> زمینه</p><p><strong>Achievements:</strong> Peace.</p>"}}"#;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn utf16(text: &str) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn export(items: usize) -> String {
    let items: String = (1..=items)
        .map(|number| format!("<item><title>Post {number} é</title><wp:post_id>{number}</wp:post_id><link>https://old.example.org/{number}/</link><content:encoded>Text</content:encoded></item>\n"))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss><channel><wp:wxr_version>1.2</wp:wxr_version>\n{items}</channel></rss>\n"
    )
}

#[test]
fn a_file_gives_the_same_whatever_it_is_packed_and_written_in() {
    let plain = TestSite::new().file("in/post.json", POST).file("in/export.xml", export(3));
    plain.import("in").succeeds();
    let expected = plain.files("content");
    assert!(expected.len() > 5, "{:?}", expected.keys());
    for (json, xml) in [
        (packed(POST.as_bytes()), packed(export(3).as_bytes())),
        (utf16(POST), utf16(&export(3))),
        (packed(&utf16(POST)), packed(&utf16(&export(3)))),
    ] {
        let site = TestSite::new().file("in/post.json.gz", json).file("in/export.xml.gz", xml);
        let run = site.import("in").succeeds();
        assert_eq!(run.error, "");
        assert_eq!(site.files("content"), expected);
    }
}

#[test]
fn standard_input_may_be_packed_too() {
    let site = TestSite::new();
    site.run_with_input(&["import", "-", "--offline"], &packed(POST.as_bytes())).succeeds();
    assert!(site.has("content/cases/medellin.md"));
}

#[test]
fn of_a_damaged_packed_export_all_is_imported_that_comes_before_the_damage() {
    let whole = packed(export(2000).as_bytes());
    let site = TestSite::new().file("export.xml.gz", &whole[..whole.len() / 2]);
    let run = site.import("export.xml.gz").finds_mistakes();
    assert!(
        run.error.contains("the packed file is damaged (") && run.error.contains("the export is cut off near line"),
        "{}",
        run.error
    );
    assert!(site.has("content/articles/post-1-e.md"));
    let site = TestSite::new().file("post.json.gz", &packed(POST.as_bytes())[..100]);
    let run = site.import("post.json.gz").finds_mistakes();
    assert!(
        run.error.contains("the packed file is damaged (") && run.error.contains("ends in the middle of the JSON"),
        "{}",
        run.error
    );
}

#[test]
fn an_export_in_the_encoding_of_an_old_site_is_read_in_it() {
    let text = export(1).replace("UTF-8", "ISO-8859-1");
    let bytes: Vec<u8> = text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect();
    let site = TestSite::new().file("export.xml", bytes);
    assert_eq!(site.import("export.xml").succeeds().error, "");
    assert!(site.read("content/articles/post-1-e.md").contains("title: Post 1 é\n"));
}

#[test]
fn notices_of_php_before_the_json_are_passed_over_and_named() {
    let notice =
        "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/var/www/plugin.php</b> on line <b>12</b><br />\n";
    let site = TestSite::new().file("post.json", format!("{notice}{POST}"));
    let run = site.import("post.json").succeeds();
    assert!(run.error.contains("Undefined variable $x in <b>/var/www/plugin.php</b>"), "{}", run.error);
    assert!(site.has("content/cases/medellin.md"));
}
