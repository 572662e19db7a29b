//! The tags in a piece of HTML, as a browser's tokenizer finds them (HTML standard, 13.2.5).
//!
//! In: HTML of any quality. Out: its tags in their order, with their places; what has no end is said to have none, and reading
//! goes on behind its `<`. Text and comments are passed over. Which tags belong together is not decided here.

use memchr::{memchr, memmem};
use std::ops::Range;

use super::elements::{RAW_TEXT, is_void};

/// A tag, or what stands in the place of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// What it is.
    pub kind: Kind,
    /// Its name in lower case; empty where it has none.
    pub name: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// Does it end in `/>`?
    pub is_self_closing: bool,
}

/// What a tag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// It begins an element.
    Start,
    /// It ends one.
    End,
    /// It has no end: a browser would take all that follows for a part of it.
    OpenTag,
    /// A comment without an end.
    OpenComment,
    /// `<![CDATA[` or `<?xml`, which mean nothing in HTML: all up to the next `>` would be hidden.
    NoHtml,
    /// The start of an element whose content is no HTML, and which has no end.
    OpenText,
}

/// How often something without an end is looked into; in a text with more of them every other `<` is taken for one.
const MOST_OPEN: usize = 64;

/// Hands out the tags of a piece of HTML.
#[derive(Clone, Debug)]
pub(super) struct Tags<'h> {
    html: &'h str,
    at: usize,
    /// Does what comes stand in `svg` or `math`, where other rules hold? The caller knows what is open.
    pub is_foreign: bool,
    open: usize,
}

impl<'h> Tags<'h> {
    /// The tags of this HTML.
    pub fn new(html: &'h str) -> Self {
        Self { html, at: 0, is_foreign: false, open: 0 }
    }

    /// Goes on at this place: what seemed to be no whole tag is one.
    pub fn go_on_at(&mut self, at: usize) {
        self.at = at;
    }

    /// Where reading goes on.
    pub fn at(&self) -> usize {
        self.at
    }

    fn bytes(&self) -> &'h [u8] {
        self.html.as_bytes()
    }

    fn tag(&mut self, kind: Kind, span: Range<usize>) -> Tag {
        self.at = if matches!(kind, Kind::Start | Kind::End) { span.end } else { span.start + 1 };
        self.open += usize::from(!matches!(kind, Kind::Start | Kind::End));
        Tag { kind, name: String::new(), span, is_self_closing: false }
    }

    /// What begins with the `<` at `start`; none where that is text or a comment, which are passed over.
    fn read(&mut self, start: usize) -> Option<Tag> {
        let rest = &self.bytes()[start + 1..];
        match rest {
            [b'!', b'-', b'-', ..] => match comment_end(self.bytes(), start + 4) {
                Some(end) => {
                    self.at = end;
                    None
                }
                None => Some(self.tag(Kind::OpenComment, start..start + 4)),
            },
            [b'!', b'[', ..] | [b'?', ..] => {
                let word = rest.iter().skip(1).take_while(|byte| byte.is_ascii_alphabetic() || **byte == b'[').count();
                Some(self.tag(Kind::NoHtml, start..start + 2 + word))
            }
            [b'!', ..] | [b'/', b'>', ..] => self.pass(start),
            [b'/', first, ..] if first.is_ascii_alphabetic() => Some(self.element(start, start + 2)),
            [b'/', _, ..] => self.pass(start),
            [first, ..] if first.is_ascii_alphabetic() => Some(self.element(start, start + 1)),
            _ => {
                self.at = start + 1;
                None
            }
        }
    }

    /// Passes over what ends at the next `>`: a browser takes it for a comment.
    fn pass(&mut self, start: usize) -> Option<Tag> {
        match memchr(b'>', &self.bytes()[start..]) {
            Some(end) => {
                self.at = start + end + 1;
                None
            }
            None => Some(self.tag(Kind::OpenTag, start..self.html.len())),
        }
    }

    fn element(&mut self, start: usize, name_start: usize) -> Tag {
        let mut attributes = Attributes::new(self.html, name_start);
        attributes.by_ref().for_each(drop);
        let Some(end) = attributes.end else { return self.tag(Kind::OpenTag, start..self.html.len()) };
        let kind = if name_start == start + 1 { Kind::Start } else { Kind::End };
        let name = self.html[name_start..attributes.name_end].to_ascii_lowercase();
        let is_self_closing = self.html[..end].ends_with("/>");
        let mut tag = self.tag(kind, start..end);
        tag.is_self_closing = is_self_closing;
        if kind == Kind::Start && RAW_TEXT.contains(&name.as_str()) {
            match self.text_end(&name, end).filter(|_| !(self.is_foreign && is_self_closing)) {
                Some(text_end) => self.at = text_end,
                None => tag = self.tag(Kind::OpenText, start..end),
            }
        }
        tag.name = name;
        tag
    }

    /// Where the content of an element ends that is text to a browser.
    fn text_end(&self, name: &str, start: usize) -> Option<usize> {
        if name == "plaintext" || self.open > MOST_OPEN {
            return None;
        }
        let mut at = start;
        let end = loop {
            at += memmem::find(&self.bytes()[at..], b"</")?;
            let rest = &self.bytes()[at + 2..];
            let is_end = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
            let after = rest.get(name.len());
            if is_end && after.is_some_and(|byte| byte.is_ascii_whitespace() || b"/>".contains(byte)) {
                break at;
            }
            at += 2;
        };
        let text = &self.html[start..end];
        // Browsers disagree with each other, or with themselves (with and without scripts), on what stands in these.
        let is_plain = match name {
            "noscript" => {
                Tags::new(text).all(|tag| tag.kind == Kind::Start && is_void(&tag.name)) && !text.contains("<!")
            }
            "script" => !text.contains("<!--"),
            _ => true,
        };
        (is_plain && !(self.is_foreign && text.contains('<'))).then_some(end)
    }
}

impl Iterator for Tags<'_> {
    type Item = Tag;

    fn next(&mut self) -> Option<Tag> {
        loop {
            let start = self.at + memchr(b'<', self.bytes().get(self.at..)?)?;
            if self.open > MOST_OPEN {
                return Some(self.tag(Kind::OpenTag, start..start + 1));
            }
            if let Some(tag) = self.read(start) {
                return Some(tag);
            }
        }
    }
}

/// Where a comment ends whose text begins at `start`.
fn comment_end(bytes: &[u8], start: usize) -> Option<usize> {
    let text = bytes.get(start..)?;
    if text.starts_with(b">") {
        return Some(start + 1);
    }
    if text.starts_with(b"->") {
        return Some(start + 2);
    }
    let plain = memmem::find(text, b"-->").map(|end| end + 3);
    let bang = memmem::find(&text[..plain.unwrap_or(text.len())], b"--!>").map(|end| end + 4);
    bang.or(plain).map(|end| start + end)
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute<'h> {
    /// Its name, as it is written.
    pub name: &'h str,
    /// Its value, as it is written, without quotes.
    pub value: &'h str,
}

/// The attributes of a tag, up to its `>`.
#[derive(Clone, Debug)]
pub(super) struct Attributes<'h> {
    html: &'h str,
    at: usize,
    name_end: usize,
    /// Where the tag ends, once all attributes were handed out; none where it has no end.
    end: Option<usize>,
}

impl<'h> Attributes<'h> {
    /// The attributes of the tag whose name begins at `name`.
    fn new(html: &'h str, name: usize) -> Self {
        let length =
            html[name..].bytes().take_while(|byte| !byte.is_ascii_whitespace() && !b"/>".contains(byte)).count();
        Self { html, at: name + length, name_end: name + length, end: None }
    }

    /// The attributes of a start tag.
    pub fn of(tag: &'h str) -> Self {
        Self::new(tag, 1.min(tag.len()))
    }

    fn skip(&mut self, is_skipped: impl Fn(u8) -> bool) {
        self.at += self.html.as_bytes()[self.at..].iter().take_while(|byte| is_skipped(**byte)).count();
    }

    fn value(&mut self) -> Option<&'h str> {
        let rest = &self.html[self.at..];
        match rest.as_bytes().first()? {
            quote @ (b'"' | b'\'') => {
                let end = memchr(*quote, &rest.as_bytes()[1..])?;
                self.at += end + 2;
                Some(&rest[1..=end])
            }
            _ => {
                let start = self.at;
                self.skip(|byte| !byte.is_ascii_whitespace() && byte != b'>');
                Some(&self.html[start..self.at])
            }
        }
    }
}

impl<'h> Iterator for Attributes<'h> {
    type Item = Attribute<'h>;

    fn next(&mut self) -> Option<Attribute<'h>> {
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b'/');
        let start = self.at;
        if self.end.is_some() {
            return None;
        }
        if *self.html.as_bytes().get(start)? == b'>' {
            self.end = Some(start + 1);
            return None;
        }
        // A `=` that begins a name is part of it.
        self.at += 1;
        self.skip(|byte| !byte.is_ascii_whitespace() && !b"=>/".contains(&byte));
        let name = &self.html[start..self.at];
        self.skip(|byte| byte.is_ascii_whitespace());
        if self.html.as_bytes().get(self.at) != Some(&b'=') {
            return Some(Attribute { name, value: "" });
        }
        self.at += 1;
        self.skip(|byte| byte.is_ascii_whitespace());
        if self.html.as_bytes().get(self.at) == Some(&b'>') {
            return Some(Attribute { name, value: "" });
        }
        match self.value() {
            Some(value) => Some(Attribute { name, value }),
            None => {
                self.at = self.html.len();
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<(Kind, String, &str)> {
        Tags::new(html).map(|tag| (tag.kind, tag.name.clone(), &html[tag.span])).collect()
    }

    fn names(html: &str) -> Vec<String> {
        found(html).into_iter().map(|(_, name, _)| name).collect()
    }

    #[test]
    fn tags_are_those_that_a_browser_sees() {
        let html = "a < b <DIV a='>' b=\">\" c=>d</div ><br/><!-- <i> --><!--><u><!-- --!></u></ x><?";
        let expected = [
            (Kind::Start, "div", "<DIV a='>' b=\">\" c=>"),
            (Kind::End, "div", "</div >"),
            (Kind::Start, "br", "<br/>"),
            (Kind::Start, "u", "<u>"),
            (Kind::End, "u", "</u>"),
            (Kind::NoHtml, "", "<?"),
        ];
        assert_eq!(found(html), expected.map(|(kind, name, text)| (kind, name.to_owned(), text)));
    }

    #[test]
    fn what_has_no_end_is_told_and_the_rest_is_read() {
        assert_eq!(found("<p title=\"x <b>y")[0].0, Kind::OpenTag);
        assert_eq!(names("<p title=\"x <b>y"), ["", "b"]);
        assert_eq!(found("<!-- x <b>")[0].0, Kind::OpenComment);
        assert_eq!(names("<textarea><b>x"), ["textarea", "b"]);
        assert_eq!(names("<textarea><b>x</TEXTAREA >"), ["textarea", "textarea"]);
        assert_eq!(found("<![CDATA[ <b> ]]>")[0], (Kind::NoHtml, String::new(), "<![CDATA["));
        assert_eq!(found("<a <a <a").len(), 3);
    }

    #[test]
    fn many_tags_without_an_end_are_not_looked_into_again_and_again() {
        let html = "<a ".repeat(100_000);
        assert_eq!(Tags::new(&html).count(), 100_000);
        let mut tags = Tags::new(&html);
        // Every further one costs as much as its own length.
        let far = tags.by_ref().nth(MOST_OPEN + 1).unwrap();
        assert_eq!(far.span.len(), 1);
    }

    #[test]
    fn attributes_have_the_values_that_a_browser_reads() {
        let read = |tag| Attributes::of(tag).map(|one| (one.name, one.value)).collect::<Vec<_>>();
        let expected = [("href", "a b"), ("x", ""), ("Src", "c"), ("d", "e'f"), ("=g", "h")];
        assert_eq!(read("<a href = 'a b' x Src=c d=e'f =g=\"h\"/>"), expected);
    }
}
