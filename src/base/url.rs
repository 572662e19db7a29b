//! Addresses of the site and the files that stand behind them.
//!
//! Comes in: paths within the site and the `base_url` of `site.yaml`; goes out: links, absolute addresses and output
//! paths. Which address a page has is decided in `site/routes.rs`; here is only how addresses are written.

use super::message::Message;
use std::borrow::Cow;
use std::fmt;

use memchr::memchr;
use serde::{Deserialize, Serialize};

/// How many bytes the name of a file or a folder may have: as many on nearly all disks.
pub const LONGEST_NAME: usize = 255;

/// An address within the site, decoded and without a leading slash: `` (the home page), `cases/medellin/`, `feed.xml`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SitePath(String);

impl SitePath {
    /// The home page.
    #[must_use]
    pub fn home() -> Self {
        Self(String::new())
    }

    /// A page: the parts of its address, each a folder.
    #[must_use]
    pub fn page(parts: &[&str]) -> Self {
        let mut path = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
        for part in parts {
            path.push_str(part);
            path.push('/');
        }
        Self(path)
    }

    /// A file: the parts of its address, the last one the file's name.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self(path.into())
    }

    /// Reads what people write in `aliases` or what an old address held: `/en/some-post/`, `en/some-post`. Returns none
    /// where it leaves the site (`..`), names no place in it, or carries a query.
    #[must_use]
    pub fn parse_page(text: &str) -> Option<Self> {
        let decoded = percent_decode(text.trim())?;
        let path = decoded.strip_prefix('/').unwrap_or(&decoded);
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let bad = |part: &&str| {
            matches!(*part, "." | "..")
                || part.contains(['\\', ':', '?', '#', '*', '"', '<', '>', '|'])
                || part.chars().any(char::is_control)
        };
        if parts.is_empty() || parts.iter().any(bad) {
            return None;
        }
        let is_file =
            !path.ends_with('/') && parts.last().is_some_and(|last| last.ends_with(".html") || last.ends_with(".htm"));
        Some(if is_file { Self(parts.join("/")) } else { Self::page(&parts) })
    }

    /// Reads an address as people write it in a link, decoded and without its leading slash. That of a page ends in a slash,
    /// also where they left it out: not every server knows it otherwise.
    #[must_use]
    pub fn written(path: &str) -> Self {
        let last = path.rsplit('/').next().unwrap_or_default();
        Self(if last.is_empty() || last.contains('.') { path.to_owned() } else { format!("{path}/") })
    }

    /// The first of its parts that is too long for the name of a file or a folder.
    #[must_use]
    pub fn long_name(&self) -> Option<&str> {
        // Most addresses are short as a whole.
        let parts = Some(self.0.as_str()).filter(|path| path.len() > LONGEST_NAME)?.split('/');
        parts.into_iter().find(|name| name.len() > LONGEST_NAME)
    }

    /// The address without a leading slash.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The file that a web server answers with: a page is the `index.html` of its folder.
    #[must_use]
    pub fn output_path(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') {
            [self.0.as_str(), "index.html"].concat()
        } else {
            self.0.clone()
        }
    }

    /// The address that a link written in a page leads to: the same with `/` before it, decoded.
    #[must_use]
    pub fn from_output_path(path: &str) -> Self {
        Self(
            path.strip_suffix("index.html")
                .filter(|rest| rest.is_empty() || rest.ends_with('/'))
                .unwrap_or(path)
                .to_owned(),
        )
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "/{}", self.0)
    }
}

/// Where the site will stand: scheme and host, and the folder on that host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl {
    origin: String,
    path: String,
}

impl BaseUrl {
    /// Do browsers trust what comes from there, so that a site may keep pages on devices of readers? Over https, and from the
    /// machine that they run on.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        let host = self.origin.strip_prefix("http://").map(|host| host.split(':').next().unwrap_or(host));
        host.is_none_or(|host| matches!(host, "localhost" | "127.0.0.1"))
    }

    /// Reads `https://example.org/` or `https://example.org/library/`.
    ///
    /// # Errors
    /// Says what is wrong with it, in words for the editor of `site.yaml`.
    pub fn parse(text: &str) -> Result<Self, Message> {
        let url = url::Url::parse(text).map_err(|_| say!("it is not a web address such as https://example.org/"))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(say!("it does not begin with https:// or http://"));
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(say!("it holds a `?` or a `#`, and only a host and a folder are allowed"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(say!("it holds a user name, which would be published"));
        }
        if !url.host_str().is_some_and(is_plain_host) {
            return Err(say!("its host holds a character that no host has"));
        }
        let mut path = url.path().to_owned();
        if !path.ends_with('/') {
            path.push('/');
        }
        Ok(Self { origin: url.origin().ascii_serialization(), path })
    }

    /// The root of a host without a name, for texts whose addresses only have to be alike.
    #[must_use]
    pub fn root() -> Self {
        Self { origin: String::new(), path: "/".to_owned() }
    }

    /// The whole address, as one text.
    #[must_use]
    pub fn as_text(&self) -> String {
        format!("{}{}", self.origin, self.path)
    }

    /// The folder on the host: `/`, or `/library/`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Scheme, host and port, as absolute addresses begin: `https://example.org`; empty for [`BaseUrl::root`].
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// A link for `href`: absolute within the host, percent-encoded.
    #[must_use]
    pub fn link(&self, path: &SitePath) -> String {
        [self.path.as_str(), &percent_encode(path.as_str())].concat()
    }

    /// The whole address, for canonical links, feeds and the sitemap.
    #[must_use]
    pub fn absolute(&self, path: &SitePath) -> String {
        [self.origin.as_str(), self.path.as_str(), &percent_encode(path.as_str())].concat()
    }
}

/// Is this the name of a host as the files of web servers can hold it, with a port or without? Addresses may hold more: `'`, `;`.
#[must_use]
pub fn is_plain_host(host: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    !host.is_empty() && host.bytes().all(is_plain)
}

/// Encodes a path for use in an address: all but the unreserved characters and those that a path may hold (RFC 3986,
/// section 3.3).
#[must_use]
pub fn percent_encode(path: &str) -> Cow<'_, str> {
    // Most paths are plain, and then nothing has to be copied.
    if path.bytes().all(|byte| STANDS_IN_PATH[usize::from(byte)]) {
        return Cow::Borrowed(path);
    }
    let mut encoded = String::with_capacity(path.len() * 3);
    for byte in path.bytes() {
        if STANDS_IN_PATH[usize::from(byte)] {
            encoded.push(char::from(byte));
        } else {
            push_percent(&mut encoded, byte);
        }
    }
    Cow::Owned(encoded)
}

/// Adds a byte as an address has it that could not stand there: `%D8`.
pub fn push_percent(address: &mut String, byte: u8) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    address.push('%');
    address.push(char::from(DIGITS[usize::from(byte >> 4)]));
    address.push(char::from(DIGITS[usize::from(byte & 15)]));
}

/// For each byte, whether a path may hold it as it is: a page has dozens of addresses.
static STANDS_IN_PATH: [bool; 256] = {
    let mut stands = [false; 256];
    let mut byte = 0;
    while byte < stands.len() {
        stands[byte] = may_stand_in_path(byte as u8);
        byte += 1;
    }
    stands
};

const fn may_stand_in_path(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'-'..=b'9' | b'A'..=b'Z' | b'!' | b'$' | b'('..=b',' | b':' | b';' | b'=' | b'@' | b'_' | b'~')
}

/// Decodes `%D8%A7` and the like. Returns none where the result is not UTF-8.
#[must_use]
pub fn percent_decode(text: &str) -> Option<String> {
    if memchr(b'%', text.as_bytes()).is_none() {
        return Some(text.to_owned());
    }
    String::from_utf8(percent_decode_bytes(text)).ok()
}

/// The text with each `%41` as its character, for comparing two texts; what is no UTF-8 then becomes `U+FFFD`.
#[must_use]
pub fn percent_decode_lossy(text: &str) -> String {
    String::from_utf8_lossy(&percent_decode_bytes(text)).into_owned()
}

fn percent_decode_bytes(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let digit = |index: usize| bytes.get(index).and_then(|byte| char::from(*byte).to_digit(16));
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut index = 0;
    while index < bytes.len() {
        match (bytes[index], digit(index + 1), digit(index + 2)) {
            (b'%', Some(high), Some(low)) => {
                decoded.push(u8::try_from(high * 16 + low).unwrap_or_default());
                index += 3;
            }
            (byte, ..) => {
                decoded.push(byte);
                index += 1;
            }
        }
    }
    decoded
}

/// Is it a whole address that a browser can open: `https:` or `http:`?
#[must_use]
pub fn is_web_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// Does an address lead out of the site, or to something that is no page: `https:`, `mailto:`, `//host`?
#[must_use]
pub fn is_external(target: &str) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
    let has_scheme = target.starts_with(|first: char| first.is_ascii_alphabetic())
        && target.bytes().find(|byte| !is_part(byte)) == Some(b':');
    has_scheme || target.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sub_path_is_honoured_by_links_and_absolute_addresses() {
        let base = BaseUrl::parse("https://example.org/library").unwrap();
        let path = SitePath::page(&["cases", "medellin"]);
        assert_eq!(base.link(&path), "/library/cases/medellin/");
        assert_eq!(base.absolute(&path), "https://example.org/library/cases/medellin/");
        assert_eq!(base.link(&SitePath::home()), "/library/");
        assert_eq!(path.output_path(), "cases/medellin/index.html");
        assert_eq!(SitePath::from_output_path("cases/medellin/index.html"), path);
    }

    #[test]
    fn persian_addresses_are_encoded_and_decoded() {
        let encoded = percent_encode("cases/تهران/");
        assert_eq!(encoded, "cases/%D8%AA%D9%87%D8%B1%D8%A7%D9%86/");
        assert_eq!(percent_decode(&encoded).unwrap(), "cases/تهران/");
        assert_eq!(percent_decode("100%"), Some("100%".to_owned()));
    }

    #[test]
    fn old_addresses_cannot_leave_the_site() {
        assert_eq!(SitePath::parse_page("/en/post").unwrap().as_str(), "en/post/");
        assert_eq!(SitePath::parse_page("old/page.html").unwrap().as_str(), "old/page.html");
        let windows = [r"C:\a", "C:/a", r"\\server\share", r"\\?\C:\a", "/a/%5Cb", "/C%3A/a"];
        for bad in ["", "/", "../../etc/passwd", "/a/%2e%2e/b", "a\\b", "/?p=191"].into_iter().chain(windows) {
            assert_eq!(SitePath::parse_page(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_page_is_linked_to_with_its_slash() {
        for (written, address) in [
            ("", ""),
            ("cases", "cases/"),
            ("cases/", "cases/"),
            ("a/b.html", "a/b.html"),
            ("cases/oslo", "cases/oslo/"),
        ] {
            assert_eq!(SitePath::written(written).as_str(), address);
        }
    }

    #[test]
    fn bad_base_urls_are_explained() {
        assert!(BaseUrl::parse("example.org").unwrap_err().contains("https://"));
        assert!(BaseUrl::parse("ftp://example.org").unwrap_err().contains("begin with"));
        assert!(BaseUrl::parse("https://example.org/?a=1").is_err());
    }

    #[test]
    fn schemes_and_protocol_relative_addresses_are_external() {
        for target in ["https://a.org", "mailto:a@b.c", "//host/x", "tel:1"] {
            assert!(is_external(target), "{target}");
        }
        for target in ["paris.md", "/cases/paris/", "#context", "10:30"] {
            assert!(!is_external(target), "{target}");
        }
    }
}
