//! An address and what to put there.

use std::borrow::Cow;

use tera::Context;

use crate::base::date::Date;
use crate::base::digest::Digest;
use crate::base::error::Error;
use crate::base::url::SitePath;
use crate::site::Published;
use crate::theme::ThemeProblem;

/// A file of the site.
pub struct Artifact<'a> {
    /// Its address.
    pub path: SitePath,
    /// What it comes from, for messages about two files that want one address: `content/cases/paris.md`, `the index of themes`.
    pub origin: Cow<'a, str>,
    /// Is it a page that search engines should find?
    pub listing: Listing,
    /// Covers all that its bytes depend on: with the same key it is the same file. None where it is known without one that
    /// it is the file that the last build made.
    pub key: Option<Digest>,
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
    /// No: a redirect, a feed, a style sheet.
    Unlisted,
}

/// What is in a file.
pub enum Content<'a> {
    /// A template and what it sees. The view is made when the page is rendered.
    Page {
        /// The template: `case.html`.
        template: &'static str,
        /// Makes what the template sees.
        view: Box<dyn Fn() -> Result<Context, Failure> + Send + Sync + 'a>,
    },
    /// These bytes.
    Bytes(Cow<'a, [u8]>),
    /// A file below `assets/`, or what was made of it.
    Asset(&'a Published),
}

impl<'a> Artifact<'a> {
    /// A page for people, listed for search engines.
    pub(super) fn page(
        path: SitePath,
        origin: impl Into<Cow<'a, str>>,
        modified: Option<Date>,
        template: &'static str,
        key: Option<Digest>,
        view: impl Fn() -> Result<Context, Failure> + Send + Sync + 'a,
    ) -> Self {
        Self { listing: Listing::Listed(modified), ..Self::unlisted(path, origin, template, key, view) }
    }

    /// A rendered file that is no page for search engines.
    pub(super) fn unlisted(
        path: SitePath,
        origin: impl Into<Cow<'a, str>>,
        template: &'static str,
        key: Option<Digest>,
        view: impl Fn() -> Result<Context, Failure> + Send + Sync + 'a,
    ) -> Self {
        let content = Content::Page { template, view: Box::new(view) };
        Self { path, origin: origin.into(), listing: Listing::Unlisted, key, content }
    }
}
