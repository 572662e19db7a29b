//! What a file of the site makes a browser load from other hosts.
//!
//! Comes in: the path and the bytes of a finished file; goes out: the addresses, and what names them. Every address of
//! another host holds `//`, so only what stands around these two bytes is looked at: first the host, which most often is the
//! site's own, then the tag or the style rule. Links that a reader follows load nothing, and so do scripts' own texts as far
//! as can be seen from outside.

use std::collections::BTreeSet;
use std::ops::Range;

use memchr::{memchr, memmem, memrchr};

use super::css;
use crate::config::host_with_port;

/// Something that is loaded from another host.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Load {
    /// The address as it is written.
    pub address: String,
    /// The host, with its port if that is written.
    pub host: String,
    /// What names it: `<img src>`, `url()`.
    pub how: String,
}

/// Elements whose `href` is loaded as soon as the page is; that of `link` depends on its `rel`.
const LOADING_HREF: [&str; 7] = ["base", "image", "use", "feimage", "script", "mpath", "?xml-stylesheet"];

/// The kinds of `link` that ask the other host at once.
const LOADING_RELATIONS: [&str; 12] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "apple-touch-icon-precomposed",
    "mask-icon",
    "manifest",
    "preload",
    "modulepreload",
    "prefetch",
    "prerender",
    "preconnect",
    "dns-prefetch",
];

/// Attributes of SVG that hold `url(…)`.
const PAINT: [&str; 9] =
    ["fill", "stroke", "filter", "mask", "clip-path", "cursor", "marker-start", "marker-mid", "marker-end"];

/// Where tags are no tags: `(beginning, end)`.
const NO_MARKUP: [(&[u8], &[u8]); 4] =
    [(b"<!--", b"-->"), (b"<script", b"</script"), (b"<textarea", b"</textarea"), (b"<title", b"</title")];

/// How often a `<` may turn out to begin no tag before the search is given up.
const MOST_TRIES: usize = 16;

/// All that the file loads from hosts that `allowed` does not name, in order. `own`, one of these, is the host that most
/// addresses have.
pub(super) fn loads(path: &str, bytes: &[u8], own: &str, allowed: &BTreeSet<String>) -> Vec<Load> {
    let is_css = match path.rsplit('.').next() {
        Some("html" | "htm" | "xhtml" | "svg" | "xml") => false,
        Some("css") => true,
        _ => return Vec::new(),
    };
    let mut found = Vec::new();
    let mut words = Words::default();
    for slashes in memmem::find_iter(bytes, b"//") {
        if is_harmless(bytes, slashes, own) {
            continue;
        }
        let Some(host) = host(bytes, slashes + 2).filter(|host| !allowed.contains(*host)) else { continue };
        let Some(start) = address_start(bytes, slashes) else { continue };
        let before = bytes.get(..start).unwrap_or_default();
        let how = if is_css { css::load(before).map(str::to_owned) } else { words.in_markup(bytes, start) };
        let Some(how) = how else { continue };
        // A name that is written otherwise (in capitals, in another script) is the same host.
        let host = url::Url::parse(&format!("https://{host}/")).ok().and_then(|url| host_with_port(&url));
        if let Some(host) = host.filter(|host| !allowed.contains(host)) {
            found.push(Load { address: address(bytes, start), host, how });
        }
    }
    found
}

/// The most common addresses by far: those of the site's own host, and links in the form in which Chancery writes them.
fn is_harmless(bytes: &[u8], slashes: usize, own: &str) -> bool {
    let (before, after) = bytes.split_at_checked(slashes).unwrap_or_default();
    let is_own = !own.is_empty() && after.get(2..).is_some_and(|rest| rest.starts_with(own.as_bytes()));
    is_own && after.get(2 + own.len()) == Some(&b'/') || before.ends_with(b"<a href=\"https:")
}

/// The host that may stand at `start`.
fn host(bytes: &[u8], start: usize) -> Option<&str> {
    let rest = bytes.get(start..)?;
    let ends = |byte: &u8| byte.is_ascii_whitespace() || br##"/\?#"'`<>(),;&{}|"##.contains(byte);
    let end = rest.iter().take(300).position(ends).unwrap_or(rest.len().min(300));
    let host = std::str::from_utf8(rest.get(..end)?).ok()?;
    Some(host.rsplit('@').next().unwrap_or(host)).filter(|host| !host.is_empty())
}

/// Where the address with these slashes begins; none where it cannot be loaded.
fn address_start(bytes: &[u8], slashes: usize) -> Option<usize> {
    let before = bytes.get(..slashes)?;
    let start = match before.strip_suffix(b":") {
        Some(rest) => {
            let scheme = rest.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
            let start = rest.len() - scheme;
            let scheme = rest.get(start..)?;
            (scheme.eq_ignore_ascii_case(b"https") || scheme.eq_ignore_ascii_case(b"http")).then_some(start)?
        }
        None => slashes,
    };
    match bytes.get(..start)?.last() {
        None => Some(start),
        Some(byte) => (byte.is_ascii_whitespace() || b"\"'=(,;".contains(byte)).then_some(start),
    }
}

/// The address as it is written.
fn address(bytes: &[u8], start: usize) -> String {
    let rest = bytes.get(start..).unwrap_or_default();
    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || b"\"'<>)".contains(byte));
    String::from_utf8_lossy(rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()).replace("&amp;", "&")
}

/// The words in which an address was found last: what stands before a long text is not looked for again and again.
#[derive(Debug, Default)]
struct Words {
    /// The last tag that was looked for, and up to where there is no other.
    tag: Option<usize>,
    end: usize,
    /// Is what follows that tag only text?
    are_text: bool,
}

impl Words {
    /// What names the address at `start` in HTML or XML, if it is loaded.
    fn in_markup(&mut self, bytes: &[u8], start: usize) -> Option<String> {
        let new = memrchr(b'<', bytes.get(self.end..start)?).map(|tag| self.end + tag);
        (self.end, self.are_text) = (start, self.are_text && new.is_none());
        self.tag = new.or(self.tag);
        if self.are_text {
            return None;
        }
        let mut end = self.tag? + 1;
        let mut are_text = true;
        for tries in 0..MOST_TRIES {
            let Some(tag) = memrchr(b'<', bytes.get(..end)?) else { break };
            match tag_name(bytes, tag) {
                Name::Element(name) => match in_tag(bytes, tag, name, start) {
                    Stands::Loaded(how) => return Some(how).filter(|_| is_markup(bytes, tag)),
                    Stands::Named => return None,
                    // What ended before may have been words: `<img alt="a <b>c</b>" src="…">`.
                    Stands::Behind => are_text &= !name.eq_ignore_ascii_case("style"),
                },
                Name::Other => {}
                // It may be a word within an attribute.
                Name::None => are_text &= tries > 0,
            }
            end = tag;
        }
        self.are_text = are_text;
        None
    }
}

/// Where an address stands, seen from a tag that begins before it.
enum Stands {
    /// In an attribute or a style sheet that loads it.
    Loaded(String),
    /// In one that does not.
    Named,
    /// Behind the tag.
    Behind,
}

/// What begins with a `<`.
enum Name<'a> {
    /// A tag that opens an element, or an instruction of XML.
    Element(&'a str),
    /// A tag that closes one, a comment, a declaration.
    Other,
    /// Nothing: it is part of a text.
    None,
}

fn tag_name(bytes: &[u8], tag: usize) -> Name<'_> {
    let rest = bytes.get(tag + 1..).unwrap_or_default();
    match rest.first() {
        Some(b'/' | b'!') => return Name::Other,
        Some(first) if first.is_ascii_alphabetic() || *first == b'?' => {}
        _ => return Name::None,
    }
    let end = rest.iter().position(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte)).unwrap_or(rest.len());
    let name = rest.get(..end).unwrap_or_default();
    let is_name = name.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-:?".contains(byte));
    std::str::from_utf8(name).ok().filter(|_| is_name).map_or(Name::None, Name::Element)
}

/// Is a tag at this place one, or part of a comment, a script or a text?
fn is_markup(bytes: &[u8], tag: usize) -> bool {
    let before = bytes.get(..tag).unwrap_or_default();
    NO_MARKUP.iter().all(|(opening, closing)| match memmem::rfind(before, opening) {
        Some(opened) => memmem::rfind(before, closing).is_some_and(|closed| closed > opened),
        None => true,
    })
}

/// What names the address at `start`, which follows the beginning of this tag.
fn in_tag(bytes: &[u8], tag: usize, name: &str, start: usize) -> Stands {
    let mut attributes = Attributes { bytes, at: tag + 1 + name.len() };
    let here = attributes.by_ref().find(|attribute| attribute.value.end >= start);
    let element = name.to_ascii_lowercase();
    let Some(here) = here.filter(|here| here.value.start <= start) else {
        let text = bytes.get(attributes.at..start).unwrap_or_default();
        return match element.as_str() {
            "style" => css::load(text).map_or(Stands::Named, |what| Stands::Loaded(format!("<style> {what}"))),
            "script" => Stands::Named,
            _ => Stands::Behind,
        };
    };
    let attribute = here.name.to_ascii_lowercase();
    let before = bytes.get(here.value.start..start).unwrap_or_default();
    let is_first = before.iter().all(u8::is_ascii_whitespace);
    let is_loaded = match attribute.as_str() {
        "src" | "poster" | "background" => is_first,
        "data" => is_first && element == "object",
        "srcset" | "imagesrcset" => before.trim_ascii_end().last().is_none_or(|byte| *byte == b','),
        "href" | "xlink:href" if element == "link" => is_first && is_loading_link(bytes, tag + 1 + name.len()),
        "href" | "xlink:href" => is_first && LOADING_HREF.contains(&element.as_str()),
        "style" => css::load(before).is_some(),
        other => PAINT.contains(&other) && css::load(before).is_some(),
    };
    if is_loaded { Stands::Loaded(format!("<{name} {}>", here.name)) } else { Stands::Named }
}

fn is_loading_link(bytes: &[u8], at: usize) -> bool {
    let relation = Attributes { bytes, at }.find(|attribute| attribute.name.eq_ignore_ascii_case("rel"));
    let Some(relation) = relation else { return false };
    let text = String::from_utf8_lossy(bytes.get(relation.value).unwrap_or_default()).to_ascii_lowercase();
    text.split_ascii_whitespace().any(|word| LOADING_RELATIONS.contains(&word))
}

/// An attribute and where its value stands.
struct Attribute<'a> {
    name: &'a str,
    value: Range<usize>,
}

/// The attributes of a tag, from behind its name to its `>`. Then `at` is behind that.
struct Attributes<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Attributes<'_> {
    fn byte(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        while self.byte().is_some_and(&is_skipped) {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Range<usize> {
        match self.byte() {
            Some(quote @ (b'"' | b'\'')) => {
                let start = self.at + 1;
                let rest = self.bytes.get(start..).unwrap_or_default();
                let end = start + memchr(quote, rest).unwrap_or(rest.len());
                self.at = end + 1;
                start..end
            }
            _ => {
                let start = self.at;
                self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'>');
                start..self.at
            }
        }
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        self.skip(|byte| byte.is_ascii_whitespace() || b"/?\"'".contains(&byte));
        if self.byte()? == b'>' {
            self.at += 1;
            return None;
        }
        let start = self.at;
        self.skip(|byte| !byte.is_ascii_whitespace() && !b"=>/".contains(&byte));
        // A stray `=` is part of a name, and must not be read for ever.
        self.at = self.at.max(start + 1);
        let name = std::str::from_utf8(self.bytes.get(start..self.at).unwrap_or_default()).unwrap_or_default();
        let end = self.at;
        self.skip(|byte| byte.is_ascii_whitespace());
        if self.byte() != Some(b'=') {
            return Some(Attribute { name, value: end..end });
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        Some(Attribute { name, value: self.value() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        let allowed = ["own.example", "video.example:8080"].map(str::to_owned).into();
        loads(path, text.as_bytes(), "own.example", &allowed)
            .into_iter()
            .map(|load| format!("{} {}", load.how, load.host))
            .collect()
    }

    #[test]
    fn what_a_browser_loads_is_found() {
        for (html, how) in [
            ("<img src=\"https://a.example/x.png\">", "<img src>"),
            ("<img alt='a < b' src='//a.example/x.png'>", "<img src>"),
            ("<img alt=\"a <b>c</b>\" src='https://a.example/x.png'>", "<img src>"),
            ("<img alt=\"a <b>\" src=https://a.example/x.png>", "<img src>"),
            ("<IMG SRC = \" HTTPS://A.Example/x.png\">", "<IMG SRC>"),
            ("<script async src=https://a.example/x.js></script>", "<script src>"),
            ("<iframe title=x src='https://user@a.example/'></iframe>", "<iframe src>"),
            ("<source srcset=\"x.webp 1x,https://a.example/y.webp 2x\">", "<source srcset>"),
            ("<video poster=\"https://a.example/x.jpg\">", "<video poster>"),
            ("<object data=\"https://a.example/x.pdf\">", "<object data>"),
            ("<body background='https://a.example/x.gif'>", "<body background>"),
            ("<link rel=\"icon\" href=\"https://a.example/x\">", "<link href>"),
            ("<link href=https://a.example/x rel='alternate stylesheet'>", "<link href>"),
            ("<link rel=preconnect href=https://a.example>", "<link href>"),
            ("<base href=https://a.example/>", "<base href>"),
            ("<svg><use xlink:href='https://a.example/x.svg#y'/></svg>", "<use xlink:href>"),
            ("<p style=\"background: url(https://a.example/x)\">", "<p style>"),
            ("<p style=\"background: url(&quot;https://a.example/x&quot;)\">", "<p style>"),
            ("<rect fill='url(https://a.example/x#y)'/>", "<rect fill>"),
            ("<style>a { background: url( 'https://a.example/x' ) }</style>", "<style> url()"),
            ("<style>@media (width<9px) { @import \"https://a.example/x\"; }</style>", "<style> @import"),
            ("<iframe srcdoc=\"<img src='https://a.example/x'>\">", "<img src>"),
            ("<?xml-stylesheet href=\"https://a.example/x.xsl\"?>", "<?xml-stylesheet href>"),
        ] {
            assert_eq!(found("x.html", html), [format!("{how} a.example")], "{html}");
        }
    }

    #[test]
    fn what_a_reader_follows_is_not_loaded() {
        for html in [
            "<a href=\"https://a.example/\">https://a.example/</a>",
            "<p>see https://a.example/x and <b>//a.example</b>",
            "<link rel=canonical href=https://a.example/>",
            "<link rel=\"alternate\" type=\"application/atom+xml\" href=\"https://a.example/feed.xml\">",
            "<meta property=og:image content=https://a.example/x.png>",
            "<blockquote cite='https://a.example/'>",
            "<form action=https://a.example/>",
            "<img src=https://own.example/x.png>",
            "<iframe src=\"//video.example:8080/x\"></iframe>",
            "<img src=\"/x.png?from=https://a.example/\">",
            "<img src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'>\">",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
            "<img src=x.png><!-- <img src=https://a.example/x> -->",
            "<script>// <img src=\"https://a.example/x\">\n</script>",
            "<script type=\"application/ld+json\">{\"image\": \"https://a.example/x\"}</script>",
            "<script src=x.js></script> //a.example",
            "<p title='<img'>write src=\"https://a.example/x\"</p>",
            "<img data-src=\"https://a.example/x.png\">",
            "a < b //a.example <",
        ] {
            assert!(found("x.html", html).is_empty(), "{html}: {:?}", found("x.html", html));
        }
        assert!(found("x.txt", "<img src=https://a.example/x>").is_empty());
    }

    #[test]
    fn the_address_is_told_as_it_is_written() {
        let loads = loads("x.html", b"<img src='https://A.example/x?a=1&amp;b=2' alt=''>", "", &BTreeSet::new());
        assert_eq!((loads[0].address.as_str(), loads[0].host.as_str()), ("https://A.example/x?a=1&b=2", "a.example"));
    }

    #[test]
    fn half_a_file_does_no_harm() {
        let html = "<p =\"><img src='https://a.example/x' / = <style>url(//b.example)<!-- < <a\u{e9}";
        for end in 0..=html.len() {
            loads("x.html", &html.as_bytes()[..end], "b", &BTreeSet::new());
            loads("x.css", &html.as_bytes()[..end], "b", &BTreeSet::new());
        }
    }
}
