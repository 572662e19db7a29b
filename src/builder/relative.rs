//! The links of a finished file as seen from that file, for a site that opens from any folder (`--relative`).
//!
//! Comes in: a file's path and its bytes, in which links of the site begin with a mark (`RELATIVE_ROOT`); goes out: the
//! bytes with the way from the file in its place. A link to a page ends in `index.html` then, as no server is there to
//! look for it. In any other site nothing is looked at.

use memchr::memmem;

use crate::site::{RELATIVE_ROOT, Routes};

/// The bytes with all links made relative; none where they are right as they are.
pub(super) fn relative(routes: &Routes, path: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    if !routes.is_relative() {
        return None;
    }
    let mut marks = memmem::find_iter(bytes, RELATIVE_ROOT).peekable();
    marks.peek()?;
    // The page for addresses that do not exist is shown at any depth, and by a web server only. So its links alone begin
    // at the host.
    let is_not_found = path == routes.not_found().as_str();
    let way = if is_not_found { routes.host_root().to_owned() } else { way_to_root(path) };
    let mut written = Vec::with_capacity(bytes.len());
    let mut done = 0;
    while let Some(mark) = marks.next() {
        written.extend_from_slice(bytes.get(done..mark).unwrap_or_default());
        written.extend_from_slice(way.as_bytes());
        done = mark + RELATIVE_ROOT.len();
        let next = marks.peek().copied().unwrap_or(bytes.len());
        let target = target(bytes.get(done..next).unwrap_or_default());
        let is_page =
            if target.is_empty() { is_link(bytes.get(..mark).unwrap_or_default()) } else { target.ends_with(b"/") };
        if is_page && !is_not_found {
            written.extend_from_slice(target);
            written.extend_from_slice(b"index.html");
            done += target.len();
        }
    }
    written.extend_from_slice(bytes.get(done..).unwrap_or_default());
    Some(written)
}

/// From a file to the folder of the site: `../../` from `cases/paris/index.html`.
fn way_to_root(path: &str) -> String {
    match path.matches('/').count() {
        // Without it, a first part with a colon would be read as a scheme.
        0 => "./".to_owned(),
        depth => "../".repeat(depth),
    }
}

/// The path at the beginning of some text, up to its query, its fragment or the end of the address.
fn target(text: &[u8]) -> &[u8] {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || br##""'`<>?#&\"##.contains(byte);
    let end = text.iter().position(ends).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// Does what stands before an address say that one goes there? The bare root is a page then; anywhere else it is what a
/// script or a template puts before the name of a file.
fn is_link(before: &[u8]) -> bool {
    let tail = before.get(before.len().saturating_sub(12)..).unwrap_or_default().to_ascii_lowercase();
    let tail = tail.strip_suffix(b"\"").or_else(|| tail.strip_suffix(b"'")).unwrap_or(&tail);
    [b"href=".as_slice(), b"action=", b"url="].iter().any(|name| tail.ends_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::url::BaseUrl;

    fn rewritten(path: &str, text: &str) -> String {
        let routes = Routes::relative(BaseUrl::parse("https://example.org/library/").unwrap());
        let marked = text.replace('~', RELATIVE_ROOT);
        let bytes = relative(&routes, path, marked.as_bytes());
        bytes.map_or(marked, |bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn links_lead_from_the_file_to_a_file() {
        let page = "cases/paris/index.html";
        for (link, expected) in [
            ("href=\"~cases/oslo/\"", "href=\"../../cases/oslo/index.html\""),
            ("href=\"~cases/oslo/#key-actions\"", "href=\"../../cases/oslo/index.html#key-actions\""),
            ("href='~search/?q=a&amp;b'", "href='../../search/index.html?q=a&amp;b'"),
            ("href=\"~\"", "href=\"../../index.html\""),
            ("href=\"~#main\"", "href=\"../../index.html#main\""),
            ("href=\"~theme/style.css\"", "href=\"../../theme/style.css\""),
            ("content=\"0; url=~\"", "content=\"0; url=../../index.html\""),
            ("srcset=\"~a.webp 1x, ~b.webp 2x\"", "srcset=\"../../a.webp 1x, ../../b.webp 2x\""),
            ("url(~assets/a.png)", "url(../../assets/a.png)"),
            ("href=\"~old,(1)/\"", "href=\"../../old,(1)/index.html\""),
            ("~a,~b/", "../../a,../../b/index.html"),
            ("href=\"~%D8%A7/\"", "href=\"../../%D8%A7/index.html\""),
            ("data-root=\"~\"", "data-root=\"../../\""),
            ("https://example.org/library/", "https://example.org/library/"),
        ] {
            assert_eq!(rewritten(page, link), expected);
        }
        assert_eq!(
            rewritten("index.html", "href=\"~cases/\" src=\"~a.js\""),
            "href=\"./cases/index.html\" src=\"./a.js\""
        );
    }

    #[test]
    fn the_page_for_addresses_that_do_not_exist_begins_at_the_host() {
        assert_eq!(rewritten("404.html", "href=\"~cases/\""), "href=\"/library/cases/\"");
    }

    #[test]
    fn a_file_without_a_link_is_left_as_it_is() {
        let routes = Routes::relative(BaseUrl::root());
        assert_eq!(relative(&routes, "a.txt", b"/~chancery"), None);
        assert_eq!(relative(&Routes::new(BaseUrl::root()), "a.txt", RELATIVE_ROOT.as_bytes()), None);
    }
}
