//! Exports as WordPress writes them, and as they come out of a broken download.

use super::*;

fn read_bytes(bytes: &[u8]) -> (Vec<Item>, Vec<String>) {
    let (mut items, mut problems) = (Vec::new(), Diagnostics::new());
    read("export.xml", bytes, &mut problems, |item, _| {
        items.push(item);
        Ok(())
    })
    .unwrap();
    let problems = problems.into_sorted().into_iter().map(|problem| problem.message.english()).collect();
    (items, problems)
}

fn channel(items: &str) -> String {
    format!("<?xml version=\"1.0\"?>\n<rss>\n<channel>\n<wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>")
}

#[test]
fn fields_are_read_with_and_without_cdata() {
    let (items, problems) = read_bytes(
        channel(
            "<item><title>A &amp;amp; B &hellip;</title><link>https://a.org/b/</link><dc:creator><![CDATA[me]]></dc:creator>
             <content:encoded>\n<![CDATA[<p>x]]]]><![CDATA[>y</p>]]>\n</content:encoded><excerpt:encoded>short & sweet</excerpt:encoded>
             <wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:post_password/>
             <category domain=\"category\" nicename=\"%D8%A7&amp;\"><![CDATA[C &amp; D]]></category><category domain=post_tag nicename='t'>T</category>
             <wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[9]]></wp:meta_value></wp:postmeta>
             <wp:comment><wp:comment_id>1</wp:comment_id><wp:post_id>no</wp:post_id></wp:comment></item>",
        )
        .as_bytes(),
    );
    assert_eq!(problems, [] as [String; 0]);
    let item = &items[0];
    assert_eq!((item.title.as_str(), item.content.as_str()), ("A &amp; B &hellip;", "<p>x]]>y</p>"));
    assert_eq!((item.excerpt.as_str(), item.author.as_str(), item.id.as_str()), ("short & sweet", "me", "7"));
    assert_eq!((item.thumbnail.as_str(), item.comments, item.line), ("9", 1, 4));
    let term = |taxonomy: &str, slug: &str, name: &str| Term {
        taxonomy: taxonomy.into(),
        slug: slug.into(),
        name: name.into(),
    };
    assert_eq!(item.terms, [term("category", "ا&", "C & D"), term("post_tag", "t", "T")]);
}

#[test]
fn content_without_cdata_keeps_its_elements() {
    let (items, problems) = read_bytes(
        channel("<item><content:encoded><p class=\"a\">x<br/>&lt;b&gt;</p></content:encoded></item>").as_bytes(),
    );
    assert_eq!(items[0].content, "<p class=\"a\">x<br/><b></p>");
    assert_eq!(problems, [] as [String; 0]);
}

#[test]
fn what_comes_before_a_cut_is_read_and_the_cut_is_told_with_its_line() {
    let whole = channel(
        "\n<item><title>One</title></item>\n<item><title>Two</title>\n<content:encoded><![CDATA[x\ny]]></content:encoded></item>",
    );
    let end = whole.find("x\ny").unwrap() + 1;
    let (items, problems) = read_bytes(&whole.as_bytes()[..end]);
    assert_eq!(items.len(), 1);
    assert_eq!(
        problems,
        [
            "the export is cut off near line 7, inside the item `Two` that begins on line 6; the one item before it was read"
        ]
    );
    for end in 0..whole.len() {
        let (_, problems) = read_bytes(&whole.as_bytes()[..end]);
        assert!(!problems.is_empty(), "{}", &whole[..end]);
    }
}

#[test]
fn wrong_end_tags_are_told_and_the_other_items_are_read() {
    let (items, problems) = read_bytes(
        channel("<item><title>One</titel></item>\n<item></b><title>Two</title></item><item><title>Three</title>")
            .as_bytes(),
    );
    let titles: Vec<&str> = items.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["", "Two", "Three"]);
    assert!(problems[0].contains("`</titel>` ends nothing (line 4)"), "{problems:?}");
}

#[test]
fn entities_are_not_expanded_and_depth_is_bounded() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>";
    let (items, _) = read_bytes(format!("{bomb}{}", channel("<item><title>&b;</title></item>")).as_bytes());
    assert_eq!(items[0].title, "&b;");
    let (items, problems) = read_bytes(channel(&format!("<item></item>{}", "<a>".repeat(100_000))).as_bytes());
    assert_eq!(items.len(), 1);
    assert!(problems[0].contains("more than 64 deep"), "{problems:?}");
}

#[test]
fn bytes_that_are_no_text_are_mended_and_told() {
    let (items, problems) =
        read_bytes(b"\xef\xbb\xbf<rss><channel><item><title>a\x08b\xff</title></item></channel></rss>");
    assert_eq!(items[0].title, "ab\u{fffd}");
    assert_eq!(problems.len(), 2);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        "[a-z<>&;\\]\\[!\" \n\u{627}]{0,12}"
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1000))]

        #[test]
        fn items_come_back_as_they_were_written(written in proptest::collection::vec((text(), text(), 1_u64..99), 0..4)) {
            let cdata = |text: &str| format!("<![CDATA[{}]]>", text.replace("]]>", "]]]]><![CDATA[>"));
            let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
            let items: String = written.iter().map(|(title, content, id)| format!(
                "<item><title>{}</title><content:encoded>{}</content:encoded><wp:post_id>{id}</wp:post_id></item>\n",
                escape(title), cdata(content)
            )).collect();
            let (read, problems) = read_bytes(channel(&items).as_bytes());
            prop_assert_eq!(problems.len(), usize::from(written.is_empty()));
            let read: Vec<_> = read.into_iter().map(|item| (item.title, item.content, item.id)).collect();
            let expected: Vec<_> = written.iter().map(|(title, content, id)| (title.trim().to_owned(), content.trim().to_owned(), id.to_string())).collect();
            prop_assert_eq!(read, expected);
        }

        #[test]
        fn mutated_exports_never_panic(changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<bool>()), 0..12)) {
            let mut bytes = channel(
                "<item><title>A &amp; B</title><content:encoded><![CDATA[x ]]]]><![CDATA[> y]]></content:encoded><category domain='a' nicename=\"b\"/></item>"
            ).into_bytes();
            for (index, byte, removes) in changes {
                let at = index.index(bytes.len());
                if removes { bytes.remove(at); } else { bytes[at] = byte; }
            }
            let _ = read_bytes(&bytes);
        }
    }
}
