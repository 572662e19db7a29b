//! What a post says beside its text: its featured image, its author, its categories.

use crate::support::TestSite;

/// A city with a label for its text, and what stands below.
fn city(heading: &str, more: &str) -> String {
    format!(
        "<h2>{heading}</h2><p><strong>Context:</strong> Water.</p><p><strong>Achievements:</strong> Peace.</p>{more}"
    )
}

/// A post as the REST API gives it; `more` are further members.
fn post(html: &str, more: &str) -> String {
    let html = html.replace('"', "\\\"");
    format!(
        r#"{{"id": 7, "slug": "cities", "link": "https://old.example.org/cities/", "title": {{"rendered": "Cities"}}, "content": {{"rendered": "{html}"}}{more}}}"#
    )
}

const EMBEDDED: &str = r#", "featured_media": 9, "_embedded": {"wp:featuredmedia": [{"id": 9, "alt_text": "A harbour",
    "caption": {"rendered": "<p>The <em>old</em> harbour</p>"}, "source_url": "https://old.example.org/wp-content/uploads/port-scaled.jpg"}]}"#;

const IMAGE: &str = "image:\n  source: https://old.example.org/wp-content/uploads/port-scaled.jpg\n  alt: A harbour\n  caption: The *old* harbour\n";

fn import(post: &str) -> (TestSite, String) {
    let site = TestSite::new().file("post.json", post);
    // Nothing is fetched here, so that pictures in texts stay where they are.
    site.write("site.yaml", site.read("site.yaml") + "allow_hosts: [old.example.org]\n");
    let run = site.import("post.json").succeeds();
    site.build().succeeds();
    (site, run.out)
}

#[test]
fn a_featured_image_is_the_picture_of_the_one_city_that_has_none() {
    let (site, out) = import(&post(&city("Lima, Peru", ""), EMBEDDED));
    assert!(site.read("content/cases/lima.md").contains(IMAGE), "{}", site.read("content/cases/lima.md"));
    assert!(!site.read("content/articles/cities.md").contains("image:"));
    assert!(out.contains("    image     https://old.example.org/wp-content/uploads/port-scaled.jpg"), "{out}");
}

#[test]
fn a_featured_image_is_the_articles_where_several_cities_could_have_it() {
    let (site, _) = import(&post(&(city("Lima, Peru", "") + &city("Oslo, Norway", "")), EMBEDDED));
    assert!(site.read("content/articles/cities.md").contains(IMAGE), "{}", site.read("content/articles/cities.md"));
    assert!(!site.read("content/cases/lima.md").contains("image:"));
    let again = site.import("post.json").succeeds();
    assert!(again.out.contains("3 files unchanged"), "{}", again.out);
}

#[test]
fn a_featured_image_is_the_articles_where_the_one_city_has_a_picture_of_its_own() {
    let own = "<p><img src='https://old.example.org/lima.jpg'></p>";
    let (site, _) = import(&post(&city("Lima, Peru", own), EMBEDDED));
    assert!(site.read("content/articles/cities.md").contains(IMAGE));
    assert!(site.read("content/cases/lima.md").contains("https://old.example.org/lima.jpg"));
}

#[test]
fn a_featured_image_that_is_shown_already_is_named_in_the_report() {
    let in_text =
        "<p>Hello.</p><p><img src='https://old.example.org/wp-content/uploads/port-300x200.jpg'></p>".to_owned();
    let (site, out) = import(&post(&(in_text + &city("Lima, Peru", "") + &city("Oslo, Norway", "")), EMBEDDED));
    assert!(!site.read("content/articles/cities.md").contains("image:"));
    assert!(out.contains("featured image, which stands in the text of the article: https://"), "{out}");
    let own = "<p><img src='https://old.example.org/wp-content/uploads/port-1024x768.jpg'></p>";
    let (_, out) = import(&post(&city("Lima, Peru", own), EMBEDDED));
    assert!(out.contains("featured image, which is the picture of the case: https://"), "{out}");
}

#[test]
fn a_featured_image_comes_from_a_list_of_media_or_is_named_as_missing() {
    let bare = post(&city("Lima, Peru", ""), r#", "featured_media": 9, "author": 3, "categories": [4]"#);
    let (_, out) = import(&bare);
    for line in [
        "featured image that is not in the input: number 9",
        "author whose name is not known: number 3",
        "category or tag whose name is not in the input: number 4",
    ] {
        assert!(out.contains(line), "{out}");
    }
    let media = r#"[{"id": 9, "type": "attachment", "alt_text": "A harbour", "caption": {"rendered": "<p>The <em>old</em> harbour</p>"},
        "source_url": "https://old.example.org/wp-content/uploads/port-scaled.jpg"}]"#;
    let site = TestSite::new()
        .theme("climate")
        .file("in/post.json", &bare)
        .file("in/media.json", media)
        .file("in/users.json", r#"[{"id": 3, "name": "Jane Doe", "slug": "jane", "avatar_urls": {}}]"#)
        .file("in/terms.json", r#"[{"id": 4, "taxonomy": "category", "name": "Climate", "slug": "climate"}]"#);
    let run = site.import("in").succeeds();
    assert_eq!(run.error, "");
    let case = site.read("content/cases/lima.md");
    assert!(case.contains(IMAGE) && case.contains("authors: [Jane Doe]") && !case.contains("themes:"), "{case}");
    assert!(
        run.out.contains("    category  “Climate” — is the name of climate in themes; it speaks of the whole post"),
        "{}",
        run.out
    );
}

#[test]
fn authors_are_named_where_their_names_are_known_and_accounts_never_are() {
    let embedded = r#", "_embedded": {"author": [{"name": "Jane Doe", "slug": "jane"}, {"name": "admin", "slug": "admin"}],
        "wp:term": [[{"taxonomy": "category", "name": "Climate", "slug": "climate"}], [{"taxonomy": "post_tag", "name": "Inca", "slug": "inca"}]]}"#;
    let (site, out) = import(&post(&city("Lima, Peru", ""), embedded));
    for file in ["content/cases/lima.md", "content/articles/cities.md"] {
        assert!(site.read(file).contains("authors: [Jane Doe]"), "{}", site.read(file));
    }
    assert!(out.contains("    authors   Jane Doe\n"), "{out}");
    assert!(out.contains("author whose name is not known: admin"), "{out}");
    assert!(out.contains("    tag       “Inca” — no term is called so\n"), "{out}");
}

#[test]
fn an_export_names_authors_and_featured_images_in_its_own_way() {
    let item = |id: u32, account: &str, thumbnail: u32| {
        format!(
            "<item><title>Post {id}</title><link>https://old.example.org/{id}/</link><dc:creator>{account}</dc:creator><wp:post_id>{id}</wp:post_id>
            <wp:status>publish</wp:status><wp:post_type>post</wp:post_type><content:encoded><![CDATA[{}]]></content:encoded>
            <category domain=\"category\" nicename=\"climate\"><![CDATA[Climate]]></category>
            <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{thumbnail}</wp:meta_value></wp:postmeta></item>",
            city("Lima, Peru", "")
        )
    };
    let export = format!(
        "<rss><channel><wp:wxr_version>1.2</wp:wxr_version>
        <wp:author><wp:author_login>john</wp:author_login><wp:author_display_name><![CDATA[John Doe]]></wp:author_display_name></wp:author>
        <wp:author><wp:author_login>ed</wp:author_login><wp:author_display_name>ed</wp:author_display_name>
            <wp:author_first_name>Eda</wp:author_first_name><wp:author_last_name>Moser</wp:author_last_name></wp:author>
        <wp:author><wp:author_login>admin</wp:author_login><wp:author_display_name>admin</wp:author_display_name></wp:author>
        {}{}{}
        <item><wp:post_type>attachment</wp:post_type><wp:post_id>9</wp:post_id><excerpt:encoded><![CDATA[A caption]]></excerpt:encoded>
            <wp:attachment_url>https://old.example.org/a.jpg</wp:attachment_url></item></channel></rss>",
        item(1, "john", 9),
        item(2, "ed", 8),
        item(3, "admin", 0)
    );
    let site = TestSite::new().theme("climate").file("export.xml", export);
    let run = site.import("export.xml").succeeds();
    let read = |file: &str| site.read(&format!("content/{file}.md"));
    assert!(
        read("articles/post-1").contains("authors: [John Doe]")
            && read("articles/post-2").contains("authors: [Eda Moser]")
    );
    assert!(!read("articles/post-3").contains("authors:"));
    assert!(
        read("cases/lima").contains("  source: https://old.example.org/a.jpg\n")
            && read("cases/lima").contains("caption: A caption")
    );
    assert!(run.out.contains("featured image that is not in the input: number 8"), "{}", run.out);
    assert_eq!(run.out.matches("author whose name is not known: admin").count(), 1, "{}", run.out);
    assert_eq!(run.out.matches("is the name of climate in themes").count(), 3, "{}", run.out);
}

#[test]
fn the_review_sheet_shows_them_too() {
    let site = TestSite::new().file("post.json", post(&(city("Lima, Peru", "") + &city("Oslo, Norway", "")), EMBEDDED));
    site.run(&["import", "post.json", "--offline", "--report", "sheet.html"]).succeeds();
    let sheet = site.read("sheet.html");
    assert!(
        sheet.contains("Picture of the article: <span class=\"path\" dir=\"ltr\">https:&#x2F;&#x2F;old.example.org")
            || sheet.contains("Picture of the article: <span class=\"path\" dir=\"ltr\">https://old.example.org"),
        "{sheet}"
    );
}
