//! Where the HTML of a draft is still open: the addresses of links and pictures, which only the site knows.
//!
//! In: what was found in the Markdown, in the order of the text, and later what it leads to. Out: the HTML for each hole, put
//! where a mark stands for it.

use super::attributes::push_href;
use super::picture::{self, Loading, Picture};
use super::raw_html;
use super::render::Targets;
use memchr::memchr;
use pulldown_cmark::CowStr;
use std::borrow::Cow;

/// Stands for a hole. No text holds it: CommonMark 2.3 has U+FFFD in its place.
pub(super) const MARK: char = '\0';
const MARK_TEXT: &str = "\0";

/// What belongs into a hole.
#[derive(Clone, Debug)]
pub(super) enum Hole {
    /// The address of a link.
    Address(String),
    /// A picture: its address, its description, and its title.
    Picture { target: String, alt: String, title: String },
    /// A picture that stands alone, with a caption.
    Figure { target: String, alt: String, caption: String },
    /// A tag in a line.
    Tag(String),
    /// A block of HTML.
    Block(String),
    /// The number of a footnote, counted from 1.
    Number(usize),
}

/// The event that leaves a mark.
pub(super) fn mark<'a>() -> CowStr<'a> {
    CowStr::Borrowed(MARK_TEXT)
}

/// What an editor wrote, without the mark.
pub(super) fn without_mark(markdown: &str) -> Cow<'_, str> {
    if memchr(MARK as u8, markdown.as_bytes()).is_some() {
        Cow::Owned(markdown.replace(MARK, "\u{fffd}"))
    } else {
        Cow::Borrowed(markdown)
    }
}

/// Fills holes, one after the other.
pub(super) struct Filler<'t> {
    holes: std::vec::IntoIter<Hole>,
    targets: &'t Targets<'t>,
    /// When the next picture is fetched.
    next_picture: Loading,
}

impl<'t> Filler<'t> {
    /// Fills these holes in their order.
    pub(super) fn new(holes: Box<[Hole]>, targets: &'t Targets<'t>) -> Self {
        Self { holes: holes.into_vec().into_iter(), targets, next_picture: targets.first }
    }

    /// Writes one piece of HTML with its holes filled.
    pub(super) fn fill(&mut self, html: &str, filled: &mut String) {
        let mut rest = html;
        while let Some(mark) = memchr(MARK as u8, rest.as_bytes()) {
            filled.push_str(&rest[..mark]);
            if let Some(hole) = self.holes.next() {
                self.fill_one(hole, filled);
            }
            rest = &rest[mark + MARK_TEXT.len()..];
        }
        filled.push_str(rest);
    }

    fn fill_one(&mut self, hole: Hole, filled: &mut String) {
        match hole {
            Hole::Address(target) => push_href(filled, &self.address(target)),
            Hole::Picture { target, alt, title } => {
                let (picture, loading) = (self.picture(target), self.loading());
                picture::push_element(filled, &picture, &alt, &title, loading);
            }
            Hole::Figure { target, alt, caption } => {
                let (picture, loading) = (self.picture(target), self.loading());
                picture::push_figure(filled, &picture, &alt, &caption, loading);
            }
            Hole::Tag(tag) => filled.push_str(&raw_html::resolve_tag(&tag, self.targets).unwrap_or(tag)),
            Hole::Block(block) => filled.push_str(&raw_html::resolve_block(&block, self.targets).unwrap_or(block)),
            Hole::Number(number) => filled.push_str(&(self.targets.number)(number)),
        }
    }

    fn address(&self, target: String) -> String {
        (self.targets.link)(&target).unwrap_or(target)
    }

    /// What is known of a picture; at least its address.
    fn picture(&self, target: String) -> Picture {
        (self.targets.picture)(&target)
            .unwrap_or_else(|| Picture { address: self.address(target), ..Picture::default() })
    }

    /// When this picture is fetched; those after it are lazy.
    fn loading(&mut self) -> Loading {
        std::mem::replace(&mut self.next_picture, Loading::Lazy)
    }
}
