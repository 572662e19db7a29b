//! Where the HTML of a draft is still open: the addresses of links and pictures, which only the site knows, and numbers.
//!
//! In: what was found in the Markdown. Out: HTML that holds it, and later the HTML for each placeholder in its place. A placeholder is written
//! as a mark, a letter for its kind, and its fields, a mark behind each: thousands of drafts are kept for a while, and one
//! text for each takes the least room.

use super::attributes::push_href;
use super::elsewhere::is_on_a_host;
use super::picture::{self, Loading, Picture};
use super::raw_html;
use super::render::Targets;
use memchr::memchr;
use std::borrow::Cow;

/// Begins a placeholder, and ends each of its fields. No text holds it: CommonMark 2.3 has U+FFFD in its place.
const MARK: char = '\0';

/// What belongs into a placeholder.
#[derive(Clone, Copy, Debug)]
pub(super) enum Placeholder<'h> {
    /// The address of a link.
    Address(&'h str),
    /// A picture: its address, its description, and its title.
    Picture { target: &'h str, alt: &'h str, title: &'h str },
    /// The same within a link.
    PictureInLink { target: &'h str, alt: &'h str, title: &'h str },
    /// A picture that stands alone, with a caption.
    Figure { target: &'h str, alt: &'h str, caption: &'h str },
    /// A tag in a line.
    Tag(&'h str),
    /// A tag in a line that begins a link or stands in one.
    TagInLink(&'h str),
    /// A block of HTML.
    Block(&'h str),
    /// HTML within a paragraph, from a tag to its end.
    Inline(&'h str),
    /// The number of a footnote.
    Number(usize),
}

impl<'h> Placeholder<'h> {
    /// Leaves the placeholder at the end of a text.
    pub(super) fn push_to(self, html: &mut String) {
        let mut push = |kind: char, fields: &[&str]| {
            html.extend([MARK, kind]);
            for field in fields {
                html.push_str(field);
                html.push(MARK);
            }
        };
        match self {
            Self::Address(target) => push('a', &[target]),
            Self::Picture { target, alt, title } => push('p', &[target, alt, title]),
            Self::PictureInLink { target, alt, title } => push('l', &[target, alt, title]),
            Self::Figure { target, alt, caption } => push('f', &[target, alt, caption]),
            Self::Tag(tag) => push('t', &[tag]),
            Self::TagInLink(tag) => push('u', &[tag]),
            Self::Block(block) => push('b', &[block]),
            Self::Inline(html) => push('i', &[html]),
            Self::Number(number) => push('n', &[&number.to_string()]),
        }
    }

    /// The placeholder as a text of its own.
    pub(super) fn text(self) -> String {
        let mut text = String::new();
        self.push_to(&mut text);
        text
    }

    /// The placeholder whose mark stands before this text, and the text behind it; none where no placeholder was left.
    fn take_from(text: &'h str) -> Option<(Self, &'h str)> {
        let (kind, mut rest) = text.split_at_checked(1)?;
        let mut field = || {
            let end = memchr(MARK as u8, rest.as_bytes())?;
            let field = &rest[..end];
            rest = &rest[end + MARK.len_utf8()..];
            Some(field)
        };
        let placeholder = match kind {
            "a" => Self::Address(field()?),
            "p" => Self::Picture { target: field()?, alt: field()?, title: field()? },
            "l" => Self::PictureInLink { target: field()?, alt: field()?, title: field()? },
            "f" => Self::Figure { target: field()?, alt: field()?, caption: field()? },
            "t" => Self::Tag(field()?),
            "u" => Self::TagInLink(field()?),
            "b" => Self::Block(field()?),
            "i" => Self::Inline(field()?),
            "n" => Self::Number(field()?.parse().ok()?),
            _ => return None,
        };
        Some((placeholder, rest))
    }
}

/// Were placeholders left in this HTML?
pub(super) fn are_in(html: &str) -> bool {
    memchr(MARK as u8, html.as_bytes()).is_some()
}

/// What an editor wrote, without the mark.
pub(super) fn without_mark(markdown: &str) -> Cow<'_, str> {
    if are_in(markdown) { Cow::Owned(markdown.replace(MARK, "\u{fffd}")) } else { Cow::Borrowed(markdown) }
}

/// Fills placeholders, one after the other.
pub(super) struct Filler<'t> {
    targets: &'t Targets<'t>,
    /// When the next picture is fetched.
    next_picture: Loading,
}

impl<'t> Filler<'t> {
    /// Fills placeholders with what `targets` says.
    pub(super) fn new(targets: &'t Targets<'t>) -> Self {
        Self { targets, next_picture: targets.first }
    }

    /// Writes one piece of HTML with its placeholders filled.
    pub(super) fn fill(&mut self, html: &str, filled: &mut String) {
        let mut rest = html;
        while let Some(mark) = memchr(MARK as u8, rest.as_bytes()) {
            filled.push_str(&rest[..mark]);
            rest = &rest[mark + MARK.len_utf8()..];
            if let Some((placeholder, after)) = Placeholder::take_from(rest) {
                self.fill_one(placeholder, filled);
                rest = after;
            }
        }
        filled.push_str(rest);
    }

    fn fill_one(&mut self, placeholder: Placeholder<'_>, filled: &mut String) {
        match placeholder {
            Placeholder::Address(target) => push_href(filled, &self.address(target)),
            Placeholder::Picture { target, alt, title } if self.is_foreign(target) => {
                picture::push_link(filled, target, alt, title, false);
            }
            Placeholder::PictureInLink { target, alt, title } if self.is_foreign(target) => {
                picture::push_link(filled, target, alt, title, true);
            }
            Placeholder::Figure { target, alt, caption } if self.is_foreign(target) => {
                picture::push_linked_figure(filled, target, alt, caption);
            }
            Placeholder::Picture { target, alt, title } | Placeholder::PictureInLink { target, alt, title } => {
                let (picture, loading) = (self.picture(target), self.loading());
                picture::push_element(filled, &picture, alt, title, loading);
            }
            Placeholder::Figure { target, alt, caption } => {
                let (picture, loading) = (self.picture(target), self.loading());
                picture::push_figure(filled, &picture, alt, caption, loading);
            }
            Placeholder::Tag(tag) => {
                filled.push_str(raw_html::resolve_tag(tag, self.targets).as_deref().unwrap_or(tag))
            }
            Placeholder::TagInLink(tag) => {
                filled.push_str(raw_html::resolve_tag_in_link(tag, self.targets).as_deref().unwrap_or(tag));
            }
            Placeholder::Block(block) => {
                filled.push_str(raw_html::resolve_block(block, self.targets).as_deref().unwrap_or(block));
            }
            Placeholder::Inline(html) => {
                filled.push_str(raw_html::resolve_inline(html, self.targets).as_deref().unwrap_or(html));
            }
            Placeholder::Number(number) => filled.push_str(&(self.targets.number)(number)),
        }
    }

    fn is_foreign(&self, target: &str) -> bool {
        is_on_a_host(target) && (self.targets.is_foreign)(target)
    }

    fn address<'h>(&self, target: &'h str) -> Cow<'h, str> {
        (self.targets.link)(target).map_or(Cow::Borrowed(target), Cow::Owned)
    }

    /// What is known of a picture; at least its address.
    fn picture(&self, target: &str) -> Picture {
        (self.targets.picture)(target)
            .unwrap_or_else(|| Picture { address: self.address(target).into_owned(), ..Picture::default() })
    }

    /// When this picture is fetched; those after it are lazy.
    fn loading(&mut self) -> Loading {
        std::mem::replace(&mut self.next_picture, Loading::Lazy)
    }
}
