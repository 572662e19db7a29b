//! What every page has: the site, the page, the menu.

use serde::Serialize;

use super::Shared;
use super::data::SiteDataView;
use super::parts::LinkView;

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
    /// Does the site open from a folder, without a web server? Then browsers refuse `fetch`, modules and preloaded fonts.
    pub from_folder: bool,
    /// Who publishes the site.
    pub publisher: Option<PublisherView>,
    /// How many cases are published.
    pub case_count: usize,
    /// How many countries they lie in.
    pub country_count: usize,
    /// What may be done with the texts (plain text), from `site.yaml`; may be empty.
    pub rights: String,
    /// Where readers search; none where they cannot.
    pub search: Option<SiteSearchView>,
    /// The licence of the texts and the data: its name, and the address of its terms, which may be empty. None where `site.yaml`
    /// claims nothing.
    pub licence: Option<LinkView>,
    /// Where the data of all cases is; none where the site has none.
    pub data: Option<SiteDataView>,
    /// Sources whose use asks for a visible credit.
    pub credits: Vec<LinkView>,
    /// Pages of the program's that the menu does not lead to: the map, the matrix, the coverage, the comparison, the years.
    pub more_pages: Vec<LinkView>,
    /// The mark beside the name.
    pub logo: Option<LogoView>,
    /// What browsers are told of the site as something to install (web manifest); empty in a site that opens from any folder.
    pub manifest_url: String,
    /// The icon that telephones of Apple ask for; empty where none is drawn.
    pub touch_icon_url: String,
    /// The service worker that keeps what was read; empty where `site.yaml` asks for none.
    pub worker_url: String,
    /// Colours in the place of the theme's, on light screens.
    pub colours_light: Vec<ColourView>,
    /// The same on dark ones.
    pub colours_dark: Vec<ColourView>,
}

/// Where readers search the edition.
#[derive(Debug, Clone, Serialize)]
pub struct SiteSearchView {
    /// The page of search.
    pub url: String,
    /// The script in which the index begins.
    pub index_url: String,
    /// What browsers need to know to search the site (OpenSearch); empty in a site that opens from any folder.
    pub description_url: String,
}

/// The mark of who publishes the site.
#[derive(Debug, Clone, Serialize)]
pub struct LogoView {
    /// The address for `src`.
    pub url: String,
    /// Width in pixels, where it is known.
    pub width: Option<u32>,
    /// Height in pixels, where it is known.
    pub height: Option<u32>,
}

/// A colour that `site.yaml` gives.
#[derive(Debug, Clone, Serialize)]
pub struct ColourView {
    /// The name of the variable without its hyphens: `link`.
    pub name: &'static str,
    /// The colour: `#1d4079`.
    pub value: String,
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
    /// What kind of page it is: `home`, `case`, `cases`, `article`, `articles`, `text`, `taxonomy`, `term`, `map`, `matrix`, `coverage`, `years`, `year`,
    /// `booklet`, `data`, `not-found`, `offline`.
    pub kind: &'static str,
    /// The title of the page, without the site's.
    pub title: String,
    /// One or two sentences for search engines and link previews; may be empty.
    pub description: String,
    /// The way from this page to the home page's folder, with a slash at its end: put it before `theme/…`.
    pub root: String,
    /// The address of the home page.
    pub home_url: String,
    /// The canonical address, absolute: that of the original, for one in the place of a translation. None for pages that are not
    /// to be found (404).
    pub permalink: Option<String>,
    /// Should search engines leave it out, as all it says has pages of its own?
    pub is_copy: bool,
    /// The address of the picture for link previews, absolute.
    pub image: Option<String>,
    /// Its width in pixels, where it is known.
    pub image_width: Option<u32>,
    /// Its height in pixels, where it is known.
    pub image_height: Option<u32>,
    /// Its media type: `image/png`.
    pub image_type: Option<&'static str>,
    /// Date of first publication (RFC 3339), for cases and articles.
    pub published: Option<String>,
    /// Date of the last change (RFC 3339), for cases and articles.
    pub modified: Option<String>,
    /// The same page in every language of the publication, this one among them; empty where there is one language.
    pub alternates: Vec<AlternateView>,
    /// The language of the page's text where that is an original in the place of a translation.
    pub fallback: Option<TextLanguageView>,
    /// What the page's text says of its translation, if it is one.
    pub translation: Option<TranslationView>,
    /// The main menu.
    pub menu: Shared<Vec<MenuItemView>>,
    /// The way from the home page to here, without this page itself; empty on the home page.
    pub breadcrumbs: Shared<Vec<LinkView>>,
    /// Feeds that a reader of this page may want: the site's, and the term's.
    pub feeds: Vec<Shared<FeedLinkView>>,
    /// The text of the page as Markdown; empty where there is none.
    pub markdown_url: String,
    /// schema.org data as JSON-LD, safe to put into a script element.
    pub json_ld_html: Option<String>,
}

/// A feed, for those who follow.
#[derive(Debug, Clone, Serialize)]
pub struct FeedLinkView {
    /// What it is called.
    pub title: String,
    /// Its address (Atom).
    pub url: String,
    /// The same as JSON Feed; empty where `site.yaml` leaves it out.
    pub json_url: String,
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

/// A page in one language.
#[derive(Debug, Clone, Serialize)]
pub struct AlternateView {
    /// What the language is called in itself.
    pub title: String,
    /// Its tag (BCP 47), for `lang` and `hreflang`.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// The address for `href`: of the page, else of the nearest list.
    pub url: String,
    /// The absolute address for `hreflang`; none where the page is not there in this very language, or in
    /// no other.
    pub permalink: Option<String>,
    /// Is it this page?
    pub is_current: bool,
    /// Is it for readers of all other languages (`hreflang="x-default"`)?
    pub is_default: bool,
}

/// In which language a text is.
#[derive(Debug, Clone, Serialize)]
pub struct TextLanguageView {
    /// Its tag (BCP 47), for `lang`.
    pub language: String,
    /// `ltr` or `rtl`, for `dir`.
    pub direction: &'static str,
}

/// What a translated text says of its translation.
#[derive(Debug, Clone, Serialize)]
pub struct TranslationView {
    /// Who made it.
    pub translator: Option<String>,
    /// Has nobody reviewed it yet?
    pub is_pending: bool,
}
