//! What a template sees: plain values, ready to show.
//!
//! Comes in: nothing; goes out: the types that `outputs/` fills from the site and that Tera reads. Every template sees
//! `site`, `page` and one value of its own. Addresses are ready to be put into `href`; fields that end in `_html` hold
//! safe HTML (use `| safe`); all others are text that the template escapes. Dates and counts come as data and as text
//! in the site's language. Nothing here knows the site, a file or a template. `docs/themes.md` lists the fields for
//! people who write site themes; a test holds the two together.

use serde::Serialize;

/// A labelled link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// The text to show.
    pub title: String,
    /// The address for `href`.
    pub url: String,
}

/// The same on every page, as `site`.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The name of the publication.
    pub title: String,
    /// One line under the name; may be empty.
    pub tagline: String,
    /// One or two sentences for search engines and the home page; may be empty.
    pub description: String,
    /// The language tag (BCP 47), for `<html lang>`.
    pub language: String,
    /// `ltr` or `rtl`, for `<html dir>`.
    pub direction: &'static str,
    /// Who publishes the site.
    pub publisher: Option<PublisherView>,
    /// How many cases are published.
    pub case_count: usize,
    /// How many countries they lie in.
    pub country_count: usize,
    /// What may be done with the texts (plain text), from `site.yaml`; may be empty.
    pub rights: String,
    /// Sources whose use asks for a visible credit.
    pub credits: Vec<LinkView>,
}

/// Who publishes the site.
#[derive(Debug, Clone, Serialize)]
pub struct PublisherView {
    /// The name of the office.
    pub name: String,
    /// Its home page, if given.
    pub url: Option<String>,
}

/// What every page has, as `page`.
#[derive(Debug, Clone, Serialize)]
pub struct PageView {
    /// What kind of page it is: `home`, `case`, `cases`, `article`, `articles`, `text`, `taxonomy`, `term`, `not-found`.
    pub kind: &'static str,
    /// The title of the page, without the site's.
    pub title: String,
    /// One or two sentences for search engines and link previews; may be empty.
    pub description: String,
    /// The way from this page to the home page's folder, with a slash at its end: put it before `theme/…`.
    pub root: String,
    /// The address of the home page.
    pub home_url: String,
    /// The canonical address, absolute; none for pages that are not to be found (404).
    pub permalink: Option<String>,
    /// The address of the picture for link previews, absolute.
    pub image: Option<String>,
    /// Date of first publication (RFC 3339), for cases and articles.
    pub published: Option<String>,
    /// Date of the last change (RFC 3339), for cases and articles.
    pub modified: Option<String>,
    /// The main menu.
    pub menu: Vec<MenuItemView>,
    /// The way from the home page to here, without this page itself; empty on the home page.
    pub breadcrumbs: Vec<LinkView>,
    /// Feeds that a reader of this page may want: the site's, and the term's.
    pub feeds: Vec<LinkView>,
    /// schema.org data as JSON-LD, safe to put into a script element.
    pub json_ld_html: Option<String>,
}

/// An entry of the main menu.
#[derive(Debug, Clone, Serialize)]
pub struct MenuItemView {
    /// The text to show.
    pub title: String,
    /// The address for `href`.
    pub url: String,
    /// `page` where it is this very page, `true` where this page lies below it, for `aria-current`.
    pub current: Option<&'static str>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// `2025-06-02`, for `<time datetime>`.
    pub iso: String,
    /// `2 June 2025` or «۱۲ خرداد ۱۴۰۴», as the site's language has it.
    pub text: String,
}

/// A picture that lies in the site.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView {
    /// The address for `src`.
    pub url: String,
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
    pub date: Option<DateView>,
    /// The picture, where there is one.
    pub image: Option<ImageView>,
    /// The case's terms of the first taxonomy.
    pub themes: Vec<LinkView>,
}

/// A case, as `case` in `case.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CaseView {
    /// The case's title.
    pub title: String,
    /// The city.
    pub city: String,
    /// The country and its page.
    pub country: LinkView,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// Date of publication.
    pub date: Option<DateView>,
    /// Date of the last change, where it differs from `date`.
    pub updated: Option<DateView>,
    /// The picture, where there is one.
    pub image: Option<ImageView>,
    /// What stands before the first section; often empty.
    pub lead_html: String,
    /// The sections.
    pub sections: Vec<SectionView>,
    /// The case's terms, by taxonomy; taxonomies of which it has none are left out.
    pub taxonomies: Vec<CaseTaxonomyView>,
    /// Latitude and longitude in degrees (WGS 84) and as text.
    pub coordinates: Option<CoordinatesView>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The article that the case came from.
    pub article: Option<LinkView>,
    /// Where the text was first published.
    pub origin: Option<LinkView>,
    /// Sources of the text.
    pub sources_html: Vec<String>,
    /// What was corrected since the first publication.
    pub corrections: Vec<CorrectionView>,
    /// The case before this one.
    pub previous: Option<LinkView>,
    /// The case after this one.
    pub next: Option<LinkView>,
    /// Cases that share terms with this one, the closest first.
    pub related: Vec<RelatedView>,
}

/// A section of a text.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// The id of the heading, for links.
    pub id: String,
    /// The heading.
    pub title_html: String,
    /// What stands below it.
    pub body_html: String,
}

/// A case's terms of one taxonomy.
#[derive(Debug, Clone, Serialize)]
pub struct CaseTaxonomyView {
    /// The taxonomy's id: `themes`, `networks` …
    pub id: String,
    /// The taxonomy's title and index.
    pub link: LinkView,
    /// The terms by kind; one group without a title where the taxonomy has no kinds.
    pub groups: Vec<CaseTermGroupView>,
}

/// A case's terms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct CaseTermGroupView {
    /// The kind in the singular or plural as fits the number of terms, or none.
    pub title: Option<String>,
    /// The terms.
    pub terms: Vec<TermLinkView>,
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
}

/// A place on Earth.
#[derive(Debug, Clone, Serialize)]
pub struct CoordinatesView {
    /// Degrees north of the equator.
    pub latitude: f64,
    /// Degrees east of Greenwich.
    pub longitude: f64,
    /// `6.245° N, 75.572° W` in the site's language.
    pub text: String,
}

/// A correction.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub date: DateView,
    /// What was corrected.
    pub text_html: String,
}

/// A related case, with the reason.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// The case.
    pub card: CardView,
    /// What both have in common, the rarest first; empty where an editor named the case by hand.
    pub shared: Vec<TermLinkView>,
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
    /// All pages.
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

/// The home page, as `home` in `home.html`.
#[derive(Debug, Clone, Serialize)]
pub struct HomeView {
    /// The text of `content/pages/index.md`, where there is one.
    pub body_html: String,
    /// The first cases.
    pub cases: Vec<CardView>,
    /// The index of all cases.
    pub cases_link: LinkView,
    /// The articles, newest first.
    pub articles: Vec<ArticleCardView>,
    /// The taxonomies with their most used terms.
    pub taxonomies: Vec<HomeTaxonomyView>,
}

/// A taxonomy on the home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomeTaxonomyView {
    /// The taxonomy's id.
    pub id: String,
    /// The taxonomy's title and index.
    pub link: LinkView,
    /// Its most used terms.
    pub terms: Vec<TermCardView>,
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
    pub date: Option<DateView>,
    /// How many cases came from it.
    pub case_count: usize,
}

/// All cases, as `list` in `cases.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CaseListView {
    /// How many cases there are on all pages.
    pub count: usize,
    /// The cases of this page.
    pub cases: Vec<CardView>,
    /// Where this page stands among the others.
    pub pagination: Option<PaginationView>,
}

/// All articles, as `list` in `articles.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleListView {
    /// The articles, newest first.
    pub articles: Vec<ArticleCardView>,
}

/// An article, as `article` in `article.html`.
#[derive(Debug, Clone, Serialize)]
pub struct ArticleView {
    /// The article's title.
    pub title: String,
    /// Date of publication.
    pub date: Option<DateView>,
    /// Date of the last change, where it differs from `date`.
    pub updated: Option<DateView>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The text before the cases.
    pub introduction_html: String,
    /// The cases, in the article's order.
    pub cases: Vec<CardView>,
    /// The text after the cases.
    pub conclusion_html: String,
    /// Where the text was first published.
    pub origin: Option<LinkView>,
}

/// Any other text, as `text` in `page.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TextView {
    /// Its title.
    pub title: String,
    /// Date of the last change.
    pub updated: Option<DateView>,
    /// The whole text, with its headings.
    pub body_html: String,
}

/// The index of a taxonomy, as `taxonomy` in `taxonomy.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TaxonomyView {
    /// The taxonomy's id: `themes`, `networks`, `agreements`, `countries` …
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is; may be empty.
    pub description: String,
    /// The terms by kind; one group without a title where the taxonomy has no kinds.
    pub groups: Vec<TermGroupView>,
    /// The cases that name no term of this taxonomy.
    pub without: Vec<CardView>,
}

/// The terms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct TermGroupView {
    /// The id of the group's heading.
    pub id: Option<String>,
    /// The kind in the plural.
    pub title: Option<String>,
    /// The terms.
    pub terms: Vec<TermCardView>,
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
    /// How many cases name it.
    pub count: usize,
}

/// A term, as `term` in `term.html`.
#[derive(Debug, Clone, Serialize)]
pub struct TermView {
    /// The full name.
    pub title: String,
    /// The short name where it differs from `title`.
    pub short: Option<String>,
    /// The taxonomy and its index.
    pub taxonomy: LinkView,
    /// The kind in the singular.
    pub kind: Option<String>,
    /// The term's own text.
    pub body_html: String,
    /// Its home page: an address on another host.
    pub url: Option<String>,
    /// The year it was founded or signed.
    pub founded: Option<i16>,
    /// The year it ended.
    pub ended: Option<i16>,
    /// What it became; `url` is empty where the site has no page for it.
    pub successor: Option<LinkView>,
    /// What it is a part of; `url` is empty where the site has no page for it.
    pub part_of: Option<LinkView>,
    /// How many cases name it, on all pages.
    pub count: usize,
    /// The cases of this page.
    pub cases: Vec<CardView>,
    /// Where this page stands among the others.
    pub pagination: Option<PaginationView>,
    /// The term's feed.
    pub feed_url: String,
}

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
    pub entries: Vec<FeedEntryView>,
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
    pub content: String,
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
    /// The day of the last change (`2025-06-02`).
    pub modified: Option<String>,
}

/// `robots.txt` (RFC 9309), as `robots`.
#[derive(Debug, Clone, Serialize)]
pub struct RobotsView {
    /// The absolute address of the sitemap.
    pub sitemap: String,
}
