//! An address and what to put there.

use std::borrow::Cow;

use serde::Serialize;
use tera::Context;

use super::Input;
use crate::base::date::Date;
use crate::base::digest::{Digest, Digester};
use crate::base::error::Error;
use crate::base::url::SitePath;
use crate::content::CONTENT_FOLDER;
use crate::site::Published;
use crate::theme::{Theme, ThemeProblem};

/// A file of the site.
pub struct Artifact<'a> {
    /// Its address.
    pub path: SitePath,
    /// What it comes from, for messages about two files that want one address: `content/cases/paris.md`, `the index of themes`.
    pub origin: Cow<'a, str>,
    /// Is it a page that search engines should find?
    pub listing: Listing,
    /// Does it give way to another file at its address?
    pub gives_way: bool,
    /// What is in it.
    pub content: Content<'a>,
}

/// Why the view of a page cannot be made.
#[derive(Debug)]
pub enum Failure {
    /// A content file cannot be read any more.
    Content(Error),
    /// There is a mistake in a template.
    Theme(Box<ThemeProblem>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Content(error)
    }
}

impl From<Box<ThemeProblem>> for Failure {
    fn from(problem: Box<ThemeProblem>) -> Self {
        Self::Theme(problem)
    }
}

/// Is an artifact a page that search engines should find?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    /// Yes; with the day of its last change, where it is known.
    Listed(Option<Date>),
    /// It is a page for people, which search engines find elsewhere: an original in the place of a translation.
    Fallback,
    /// It is a page for people that says only what other pages say, and comes and goes with them: a booklet.
    Copy,
    /// No: a redirect, a feed, a style sheet.
    Unlisted,
}

/// What is in a file.
pub enum Content<'a> {
    /// A template and what it sees. The views are made when the page is looked at, not before.
    Page {
        /// The site theme in the words of the page's language.
        theme: &'a Theme,
        /// The template: `case.html`.
        template: &'static str,
        /// Makes what the template sees.
        views: Box<dyn Fn(Purpose) -> Result<Views, Failure> + Send + Sync + 'a>,
    },
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// Bytes that are made when the file is looked at, not before.
    Made(Box<dyn Fn(Purpose) -> Result<MadeFile, Failure> + Send + Sync + 'a>),
    /// The same where they take long to make: who builds keeps them by their key.
    Drawn {
        /// A published file that the drawing shows.
        shown: Option<&'a Published>,
        /// Draws it; from the bytes of that file, which are empty where there is none, or where only the key is asked for.
        draw: Box<Draw<'a>>,
    },
    /// A file below `assets/`, or what was made of it.
    Asset(&'a Published),
}

/// What draws a file, or tells its key.
pub type Draw<'a> = dyn Fn(Purpose, &[u8]) -> MadeFile + Send + Sync + 'a;

/// A file that no template makes.
pub struct MadeFile {
    /// Covers all that the bytes depend on.
    pub key: Digest,
    /// The bytes; nothing where the file was made for its key alone.
    pub bytes: Vec<u8>,
}

/// What views are made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// For the key of a page alone: no text is rendered.
    Key,
    /// For the page, and for its key.
    Page,
}

/// What a template sees, and the key that follows from it.
pub struct Views {
    key: Digester,
    /// None where only the key is asked for.
    context: Option<Context>,
}

impl Views {
    /// No views yet.
    #[must_use]
    pub(super) fn new(purpose: Purpose) -> Self {
        Self { key: Digester::new("views"), context: (purpose == Purpose::Page).then(Context::new) }
    }

    /// Adds a view under the name that the template knows it by.
    pub(super) fn insert(&mut self, name: &'static str, view: &impl Serialize) {
        self.key.text(name).value(view);
        if let Some(context) = &mut self.context {
            context.insert(name, view);
        }
    }

    /// The fingerprint of the views.
    #[must_use]
    pub fn key(&self) -> Digest {
        self.key.finish()
    }

    /// What the template sees; nothing where the views were made for the key alone.
    #[must_use]
    pub fn into_context(self) -> Context {
        self.context.unwrap_or_default()
    }
}

impl Listing {
    /// Is it a page for people?
    #[must_use]
    pub fn is_page(self) -> bool {
        !matches!(self, Self::Unlisted)
    }
}

impl<'a> Artifact<'a> {
    /// A page for people, listed for search engines unless it is made from a content file in another language than its edition's.
    pub(super) fn page(
        input: Input<'a>,
        path: SitePath,
        origin: impl Into<Cow<'a, str>>,
        modified: Option<Date>,
        template: &'static str,
        views: impl Fn(Input<'a>) -> Result<Views, Failure> + Send + Sync + 'a,
    ) -> Self {
        let origin = origin.into();
        let is_fallback = origin.starts_with(CONTENT_FOLDER) && !input.site.is_own(&origin);
        let listing = if is_fallback { Listing::Fallback } else { Listing::Listed(modified) };
        Self { listing, ..Self::unlisted(input, path, origin, template, views) }
    }

    /// A page for people that search engines need not know, as all it says has pages of its own.
    pub(super) fn copy(
        input: Input<'a>,
        path: SitePath,
        origin: impl Into<Cow<'a, str>>,
        template: &'static str,
        views: impl Fn(Input<'a>) -> Result<Views, Failure> + Send + Sync + 'a,
    ) -> Self {
        Self { listing: Listing::Copy, ..Self::unlisted(input, path, origin, template, views) }
    }

    /// A rendered file that is no page for search engines.
    pub(super) fn unlisted(
        input: Input<'a>,
        path: SitePath,
        origin: impl Into<Cow<'a, str>>,
        template: &'static str,
        views: impl Fn(Input<'a>) -> Result<Views, Failure> + Send + Sync + 'a,
    ) -> Self {
        let views = move |purpose| views(input.with(purpose));
        let content = Content::Page { theme: input.theme, template, views: Box::new(views) };
        Self { path, origin: origin.into(), listing: Listing::Unlisted, gives_way: false, content }
    }

    /// The same where it gives way to another file at its address, such as a page of the site's own.
    pub(super) fn giving_way(self) -> Self {
        Self { gives_way: true, ..self }
    }

    /// A file that no template makes, made when it is looked at: for its key alone, or whole.
    pub(super) fn made(
        input: Input<'a>,
        path: SitePath,
        origin: impl Into<Cow<'a, str>>,
        make: impl Fn(Input<'a>) -> Result<MadeFile, Failure> + Send + Sync + 'a,
    ) -> Self {
        Self::file(path, origin, Content::Made(Box::new(move |purpose| make(input.with(purpose)))))
    }

    /// A file that no template makes.
    pub(super) fn file(path: SitePath, origin: impl Into<Cow<'a, str>>, content: Content<'a>) -> Self {
        Self { path, origin: origin.into(), listing: Listing::Unlisted, gives_way: false, content }
    }
}
