//! What machines read: redirects, feeds, the sitemap, `robots.txt`.

use serde::Serialize;

use super::{Derived, Shared};

/// A page at an old address, as `redirect` in `redirect.html`. `site` is there, `page` is not.
#[derive(Debug, Clone, Serialize)]
pub struct RedirectView {
    /// The title of the page at the new address.
    pub title: String,
    /// The new address.
    pub url: String,
    /// The new address, absolute.
    pub permalink: String,
}

/// How a browser searches the site (OpenSearch 1.1), as `description` in `opensearch.xml`. `site` is there, `page` is not.
#[derive(Debug, Clone, Serialize)]
pub struct SearchDescriptionView {
    /// The name of the site in at most 16 characters.
    pub name: String,
    /// The address of the results, absolute, with `{searchTerms}` in the place of the words.
    pub template: String,
    /// The address of this description, absolute.
    pub permalink: String,
}

/// An Atom feed (RFC 4287), as `feed` in `feed.xml`. `site` is there, `page` is not. All addresses are absolute.
#[derive(Debug, Clone, Serialize)]
pub struct FeedView {
    /// The title of the feed.
    pub title: String,
    /// What it holds; may be empty.
    pub subtitle: String,
    /// The feed's own address; also its `id`.
    pub permalink: String,
    /// The page that shows the same.
    pub page_permalink: String,
    /// When an entry last changed (RFC 3339).
    pub updated: String,
    /// The feed's author.
    pub author: String,
    /// The entries, newest first.
    pub entries: Vec<Shared<FeedEntryView>>,
}

/// An entry of a feed.
#[derive(Debug, Clone, Serialize)]
pub struct FeedEntryView {
    /// The case's title.
    pub title: String,
    /// Its address; also its `id`.
    pub permalink: String,
    /// When it was published (RFC 3339).
    pub published: Option<String>,
    /// When it last changed (RFC 3339).
    pub updated: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// The whole text as HTML with absolute addresses; escape it (`type="html"`).
    pub content: Derived<String>,
    /// The case's terms: their ids and names.
    pub categories: Vec<CategoryView>,
}

/// A category of a feed entry.
#[derive(Debug, Clone, Serialize)]
pub struct CategoryView {
    /// The term's id.
    pub term: String,
    /// Its name.
    pub label: String,
}

/// The sitemap (sitemaps.org 0.9), as `sitemap` in `sitemap.xml`.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapView {
    /// All pages, sorted by address.
    pub urls: Vec<SitemapUrlView>,
}

/// A page in the sitemap.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapUrlView {
    /// The absolute address.
    pub permalink: String,
    /// The same page in all languages that have it, this one among them; empty where that is one.
    pub alternates: Vec<SitemapAlternateView>,
    /// The day of the last change (`2025-06-02`).
    pub modified: Option<String>,
}

/// A page of the sitemap in one language.
#[derive(Debug, Clone, Serialize)]
pub struct SitemapAlternateView {
    /// The language (BCP 47) for `hreflang`, or `x-default`.
    pub language: String,
    /// The absolute address.
    pub permalink: String,
}

/// `robots.txt` (RFC 9309), as `robots`.
#[derive(Debug, Clone, Serialize)]
pub struct RobotsView {
    /// The absolute address of the sitemap.
    pub sitemap: String,
}
