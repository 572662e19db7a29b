//! A WordPress post, as every kind of input gives it.

use crate::base::date::Moment;

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its number in its WordPress.
    pub id: Option<u64>,
    /// Its address.
    pub link: Option<String>,
    /// The last part of its address, decoded.
    pub slug: String,
    /// The title as text.
    pub title: String,
    /// The content as HTML.
    pub html: String,
    /// When it was published, on the wall clock of its WordPress.
    pub date: Option<Moment>,
    /// When it last changed, on the wall clock of its WordPress.
    pub modified: Option<Moment>,
    /// Why it must not be published as it is; none for a published post.
    pub withheld: Option<Withheld>,
}

/// Why a post must not be published as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Withheld {
    /// Readers need a password.
    Protected,
    /// Its status is not `publish`; this is the status.
    Status(String),
}
