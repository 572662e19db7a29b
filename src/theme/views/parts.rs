//! Pieces that several pages show: links, days, pictures, cards, page numbers.

use serde::Serialize;

use super::case::CoordinatesView;
use super::{Derived, Shared, TextLanguageView};

/// A labelled link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The text to show.
    pub title: String,
    /// The address for `href`.
    pub url: String,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2025-06-02`, for `<time datetime>`.
    pub iso: String,
    /// `2 June 2025` or «۱۲ خرداد ۱۴۰۴», as the site's language has it.
    pub text: String,
}

/// A picture that a browser may load: one of the site, or of a host that `allow_hosts` names.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// The address for `src`.
    pub url: String,
    /// The same picture in several widths, for `srcset`; empty where there is one.
    pub set: String,
    /// The same in WebP, for the `srcset` of a `<source>`; empty where there is none.
    pub webp_set: String,
    /// The text for those who do not see the picture; empty for decoration.
    pub alt: String,
    /// The caption.
    pub caption_html: Option<String>,
    /// Who made the picture.
    pub credit: Option<String>,
    /// Width in pixels, where it is known.
    pub width: Option<u32>,
    /// Height in pixels, where it is known.
    pub height: Option<u32>,
    /// The average colour (`#rrggbb`), to be shown until the picture has come; none where one can look through it.
    pub color: Option<String>,
}

/// A picture on another host, which no page loads: readers may follow a link to it.
#[derive(Debug, Clone, Serialize)]
pub struct ImageLinkView {
    /// The address of the picture; empty where it stood on this site's host, before the site did.
    pub url: String,
    /// What the link says: the text for those who do not see the picture, else the name of its file.
    pub title: String,
    /// The caption.
    pub caption_html: Option<String>,
    /// Who made the picture.
    pub credit: Option<String>,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CardView {
    /// The case's title.
    pub title: String,
    /// The city.
    pub city: String,
    /// The country.
    pub country: String,
    /// The address of the case.
    pub url: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Date of publication.
    pub date: Option<Shared<DateView>>,
    /// The picture, where there is one.
    pub image: Option<Shared<ImageView>>,
    /// The address of the drawn cover; empty where there is a picture.
    pub cover_url: String,
    /// Where the city lies.
    pub coordinates: Option<Shared<CoordinatesView>>,
    /// The language of the text, where that is an original in the place of a translation.
    pub fallback: Option<TextLanguageView>,
    /// The case's terms of the first taxonomy, in the case's own order.
    pub themes: Vec<Shared<TermLinkView>>,
    /// The name of the colour of the first theme.
    pub colour: Option<&'static str>,
    /// The names of terms of the second taxonomy, as many as fit on a cover.
    pub networks: Vec<String>,
    /// How many more there are.
    pub more_networks: usize,
    /// The names of the case's terms of the third taxonomy.
    pub agreements: Vec<String>,
    /// The card as the theme's own `card.html` renders it; none where the theme has no such template.
    pub own_html: Derived<Option<String>>,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleCardView {
    /// The article's title.
    pub title: String,
    /// The address of the article.
    pub url: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Date of publication.
    pub date: Option<Shared<DateView>>,
    /// The language of the text, where that is an original in the place of a translation.
    pub fallback: Option<TextLanguageView>,
    /// How many cases came from it.
    pub case_count: usize,
    /// The first of them.
    pub cases: Vec<CaseLinkView>,
}

/// A case by its city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseLinkView {
    /// The city.
    pub title: String,
    /// The address of the case.
    pub url: String,
    /// The name of the colour of its first theme.
    pub colour: Option<&'static str>,
}

/// A link to a term.
#[derive(Debug, Clone, Serialize)]
pub struct TermLinkView {
    /// The short name, or the name.
    pub title: String,
    /// The full name where it differs from `title`.
    pub full_name: Option<String>,
    /// The address of the term's page.
    pub url: String,
    /// The name of its colour, which terms of the first taxonomy have.
    pub colour: Option<&'static str>,
}

/// A term in a list.
#[derive(Debug, Clone, Serialize)]
pub struct TermCardView {
    /// The short name, or the name.
    pub title: String,
    /// The full name where it differs from `title`.
    pub full_name: Option<String>,
    /// The address of the term's page.
    pub url: String,
    /// The name of its colour, which terms of the first taxonomy have.
    pub colour: Option<&'static str>,
    /// The beginning of its text; may be empty.
    pub summary: String,
    /// Its kind in the singular; none where its taxonomy has no kinds.
    pub kind: Option<String>,
    /// The year it was founded or signed.
    pub founded: Option<i16>,
    /// The year it ended.
    pub ended: Option<i16>,
    /// What it became; `url` is empty where the site has no page for it.
    pub successor: Option<LinkView>,
    /// How many cases name it.
    pub count: usize,
    /// The first of them.
    pub cases: Vec<CaseLinkView>,
}

/// A section of a text.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView<'a> {
    /// The id of the heading, for links.
    pub id: &'a str,
    /// The heading.
    pub title_html: &'a str,
    /// What stands below it.
    pub body_html: &'a str,
}

/// Where a list that spans several pages stands. Lists that fit on one page have none.
#[derive(Debug, Clone, Serialize)]
pub struct PaginationView {
    /// The number of this page, from 1.
    pub current: usize,
    /// How many pages there are.
    pub total: usize,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// The first page, the last one, and those near this one, up to three on either side.
    pub pages: Vec<PageLinkView>,
}

/// One page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct PageLinkView {
    /// Its number, from 1.
    pub number: usize,
    /// Its address.
    pub url: String,
}
