//! A WordPress export (WXR 1.0 to 1.2, `wp-admin/includes/export.php`) into its items, one by one.
//!
//! Comes in: an XML file of any size; goes out: each item to a function, as soon as it was read, and a problem for what
//! is broken, with its line. Only one item is in memory. Prefixes are read as WordPress writes them, whether the file
//! declares them or not; entities are never expanded, so that a file cannot grow while it is read. What becomes of an
//! item is `wxr_item`'s.

use std::io::{self, BufRead};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::text_stream::TextStream;
use super::wxr_item::{Item, Term};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::{Error, Result};
use crate::base::source::{Place, SourceFile};

/// How deep elements may stand in one another; an export needs five levels.
const MAX_DEPTH: usize = 64;

/// Reads the export that messages call `name` and gives each item to `each`.
///
/// # Errors
/// The bytes cannot be read from where they are, or `each` fails.
pub(super) fn read(
    name: &str,
    input: impl BufRead,
    problems: &mut Diagnostics,
    mut each: impl FnMut(Item, &mut Diagnostics) -> Result<()>,
) -> Result<()> {
    let mut reader = Reader::from_reader(TextStream::new(input));
    let config = reader.config_mut();
    config.allow_dangling_amp = true;
    // Which element an end tag ends is decided in `Walk::end`: a wrong one is reported and does not end the reading.
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    let mut walk = Walk::default();
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        let line = reader.get_ref().line();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(start)) => walk.start(&start, line),
            Ok(Event::Empty(empty)) if walk.is_in_content() => walk.text(&format!("<{}/>", &*empty)),
            Ok(Event::Empty(empty)) => {
                walk.start(&empty, line);
                if let Some(item) = walk.end(empty.name().as_ref(), line) {
                    each(item, problems)?;
                }
            }
            Ok(Event::End(end)) => {
                if let Some(item) = walk.end(end.name().as_ref(), line) {
                    each(item, problems)?;
                }
            }
            Ok(Event::Text(text)) => walk.text(&text.xml10_content()),
            Ok(Event::CData(text)) => walk.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => walk.reference(&reference),
            Ok(Event::Eof) => {
                walk.cut = walk.stack.iter().any(|open| !open.is_empty()).then_some(line);
                break;
            }
            Ok(Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_)) => {}
            Err(quick_xml::Error::Io(cause)) => {
                return Err(Error::disk("read", Path::new(name), io::Error::new(cause.kind(), cause.to_string())));
            }
            Err(quick_xml::Error::IllFormed(cause)) => walk.wrong(line, &cause.to_string()),
            Err(_) => {
                // An unclosed tag, comment or CDATA section: the reader looked for its end up to the end of the file.
                walk.cut = Some(line);
                break;
            }
        }
        if walk.too_deep.is_some() {
            break;
        }
    }
    let place = Place::start_of(&SourceFile::new(name, ""));
    walk.report(&place, problems);
    report_mended(reader.get_ref(), &place, problems);
    Ok(())
}

/// Where the reading stands.
#[derive(Default)]
struct Walk {
    /// The names of the open elements.
    stack: Vec<String>,
    /// The item that is being read.
    item: Option<Item>,
    /// The text of the field that is being read.
    text: String,
    /// The key of the `wp:postmeta` that is being read.
    meta_key: String,
    items: usize,
    is_export: bool,
    /// The line from which on the file is missing.
    cut: Option<usize>,
    too_deep: Option<usize>,
    /// The first place that is no XML.
    wrong: Option<(usize, String)>,
}

/// How many elements stand around the fields of an item: `rss`, `channel`, `item`.
const ITEM_DEPTH: usize = 3;

impl Walk {
    fn start(&mut self, start: &BytesStart<'_>, line: usize) {
        let name = start.name().as_ref().to_owned();
        self.is_export |= name.starts_with("wp:");
        if self.stack.len() >= MAX_DEPTH {
            self.too_deep = Some(line);
            return;
        }
        let is_in_content = self.is_in_content();
        match &mut self.item {
            None if name == "item" => {
                // An item that stands elsewhere than in `rss` and `channel` is one all the same.
                self.stack.resize(ITEM_DEPTH - 1, String::new());
                self.item = Some(Item { line, ..Item::default() });
            }
            None => {}
            Some(item) if self.stack.len() == ITEM_DEPTH => {
                self.text.clear();
                if name == "category" {
                    let (taxonomy, slug) = (attribute(start, "domain"), attribute(start, "nicename"));
                    item.terms.push(Term { taxonomy, slug, name: String::new() });
                }
            }
            // Content that was not put into CDATA: its elements are HTML.
            Some(_) if is_in_content => self.text.push_str(&format!("<{}>", &**start)),
            Some(_) => self.text.clear(),
        }
        self.stack.push(name);
    }

    /// Are we below a field whose text may hold elements?
    fn is_in_content(&self) -> bool {
        matches!(self.stack.get(ITEM_DEPTH).map(String::as_str), Some("content:encoded" | "excerpt:encoded" | "title"))
    }

    fn end(&mut self, name: &str, line: usize) -> Option<Item> {
        let Some(depth) = self.stack.iter().rposition(|open| open == name) else {
            self.wrong(line, &format!("`</{name}>` ends nothing"));
            return None;
        };
        if depth + 1 != self.stack.len() {
            self.wrong(line, &format!("`</{name}>` stands where `{}` is open", self.stack[self.stack.len() - 1]));
        }
        self.stack.truncate(depth);
        // An item whose own end is missing ends with what it stands in.
        if depth < ITEM_DEPTH && self.item.is_some() {
            self.items += 1;
            return self.item.take();
        }
        let below_content = depth > ITEM_DEPTH && self.is_in_content();
        if let Some(item) = &mut self.item {
            if below_content {
                self.text.push_str(&format!("</{name}>"));
            } else if depth == ITEM_DEPTH {
                item.set(name, std::mem::take(&mut self.text));
            } else if name == "wp:meta_key" {
                self.meta_key = std::mem::take(&mut self.text);
            } else if name == "wp:meta_value" {
                item.set_meta(self.meta_key.trim(), std::mem::take(&mut self.text));
            }
        }
        None
    }

    fn text(&mut self, text: &str) {
        if self.item.is_some() {
            self.text.push_str(text);
        }
    }

    /// A character or one of XML's own five entities is read; any other stays as it is, for HTML knows more of them.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        let known = match &**reference {
            "lt" => Some('<'),
            "gt" => Some('>'),
            "amp" => Some('&'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        match known {
            Some(character) => self.text(character.encode_utf8(&mut [0; 4])),
            None => self.text(&format!("&{};", &**reference)),
        }
    }

    fn wrong(&mut self, line: usize, what: &str) {
        self.wrong.get_or_insert_with(|| (line, what.to_owned()));
    }

    fn report(self, place: &Place, problems: &mut Diagnostics) {
        let before = if self.items == 1 {
            "the one item before it was read".to_owned()
        } else {
            format!("the {} items before it were read", self.items)
        };
        let export_again = "export it again (Tools → Export in WordPress), or split the export by year";
        if let Some(line) = self.too_deep {
            let message = format!("elements stand more than {MAX_DEPTH} deep in one another on line {line}; {before}");
            problems.push(Diagnostic::error(Code::BrokenXml, message).at(place.clone()).help(export_again));
        } else if let Some(line) = self.cut {
            let inside = self
                .item
                .as_ref()
                .map(|item| format!(", inside the item {} that begins on line {}", item.label(), item.line))
                .unwrap_or_default();
            let message = format!("the export is cut off near line {line}{inside}; {before}");
            problems.push(Diagnostic::error(Code::BrokenXml, message).at(place.clone()).help(export_again));
        } else if self.items == 0 {
            let message = if self.is_export { "the export holds no item" } else { "this XML is no WordPress export" };
            problems.push(Diagnostic::error(Code::EmptyInput, message).at(place.clone()).help(export_again));
        }
        if let Some((line, what)) = self.wrong {
            let message =
                format!("the export is not well-formed XML: {what} (line {line}); it was read as well as it can be");
            problems.push(
                Diagnostic::warning(Code::BrokenXml, message)
                    .at(place.clone())
                    .help("compare the posts near that line with WordPress"),
            );
        }
    }
}

/// An attribute with its entities read; empty where there is none. Attributes without quotes are read too.
fn attribute(start: &BytesStart<'_>, name: &str) -> String {
    let mut attributes = start.html_attributes();
    let found = attributes.with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name);
    found
        .map(|attribute| {
            attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned)
        })
        .unwrap_or_default()
}

fn report_mended<R: BufRead>(stream: &TextStream<R>, place: &Place, problems: &mut Diagnostics) {
    let mended = stream.mended();
    if let Some((count, line)) = mended.not_text {
        let message = format!("{count} places are not text in UTF-8 and became `\u{fffd}` (the first on line {line})");
        let help = "look for `\u{fffd}` in the files, or save the export as UTF-8 and import it again";
        problems.push(Diagnostic::warning(Code::NotUtf8, message).at(place.clone()).help(help));
    }
    if let Some((count, line)) = mended.control {
        let message = format!("{count} control characters were left out (the first on line {line})");
        problems.push(
            Diagnostic::warning(Code::BrokenXml, message)
                .at(place.clone())
                .help("nothing needs to be done: no reader sees them"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_bytes(bytes: &[u8]) -> (Vec<Item>, Vec<String>) {
        let (mut items, mut problems) = (Vec::new(), Diagnostics::new());
        read("export.xml", bytes, &mut problems, |item, _| {
            items.push(item);
            Ok(())
        })
        .unwrap();
        let problems = problems.into_sorted().into_iter().map(|problem| problem.message).collect();
        (items, problems)
    }

    fn channel(items: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<rss>\n<channel>\n<wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>"
        )
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
}
