//! What a file is: the answer of a REST API, an export, or something else that is named.

use super::rest::how_to_get;
use crate::base::diag::Code;
use crate::base::message::Message;

/// What the first bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    Json,
    Export,
    Other { code: Code, message: Message, help: Message },
}

/// Tells what a file is, by the first bytes of the text in it.
pub(super) fn sniff(head: &[u8]) -> Found {
    let packed =
        |message| Found::Other { code: Code::NotAPost, message, help: say!("unpack it and import the file inside") };
    let other = |message| Found::Other { code: Code::NotJson, message, help: how_to_get() };
    let utf32 = Found::Other {
        code: Code::NotUtf8,
        message: say!("the file is text in UTF-32, and UTF-8 was expected"),
        help: say!("save it again as UTF-8, or download it again without opening it in another program"),
    };
    match head {
        [b'P', b'K', 3, 4, ..] => return packed(say!("the file is a zip archive")),
        [one, 0, 0, 0, ..] | [0, 0, 0, one, ..] if *one != 0 => return utf32,
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => return utf32,
        _ => {}
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |names: &[&str]| names.iter().any(|name| text.starts_with(name));
    if begins(&["{", "["]) || text.is_empty() {
        return Found::Json;
    }
    if begins(&["<!doctype html", "<html"]) {
        return other(say!("the file is a web page, and posts in JSON or an export were expected"));
    }
    if text.contains("<wp:") || text.contains("wordpress.org/export/") {
        return Found::Export;
    }
    if text.contains("<rss") || text.contains("<feed") {
        return Found::Other {
            code: Code::NotAPost,
            message: say!("the file is a news feed, which has only the newest posts, and no WordPress export"),
            help: say!("make an export: Tools → Export → All content in WordPress"),
        };
    }
    if begins(&["<?xml"]) {
        return other(say!("the file is XML, but no WordPress export"));
    }
    // PHP may have written notices before the JSON.
    Found::Json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_is_told_by_what_it_begins_with() {
        let message = |bytes: &[u8]| match sniff(bytes) {
            Found::Other { message, .. } => message,
            found => panic!("{found:?}"),
        };
        assert!(message(b"PK\x03\x04").contains("zip"));
        for utf32 in [&b"\xff\xfe\0\0{\0\0\0"[..], b"\0\0\0{\0\0\0}", b"{\0\0\0}\0\0\0"] {
            assert!(message(utf32).contains("UTF-32"));
        }
        assert!(message(b" <!DOCTYPE HTML><p>{}").contains("web page"));
        assert!(message(b"<?xml version='1.0'?><rss><channel><item>").contains("news feed"));
        assert!(message(b"<?xml version='1.0'?><urlset>").contains("XML"));
        for json in [&b"\xef\xbb\xbf {"[..], b"[", b"", b"<br />\n<b>Notice</b>: x {"] {
            assert_eq!(sniff(json), Found::Json);
        }
        assert_eq!(sniff(b"<rss><channel><wp:wxr_version>1.2</wp:wxr_version>"), Found::Export);
        assert_eq!(
            sniff(b"\n<?xml version='1.0'?><!-- x --><rss xmlns:wp=\"http://wordpress.org/export/1.0/\">"),
            Found::Export
        );
    }
}
