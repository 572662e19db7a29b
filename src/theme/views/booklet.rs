//! Cases on one page, to be printed.

use serde::Serialize;

use super::case::CaseView;
use super::maps::MapView;
use super::parts::{DateView, LinkView};
use super::{Derived, Shared, TextLanguageView};

/// All cases of the site or of a term, as `booklet` in `booklet.html`.
#[derive(Debug, Clone, Serialize)]
pub struct BookletView {
    /// The name of the site or of the term.
    pub title: String,
    /// The page that lists the same cases.
    pub list: LinkView,
    /// The text of the term.
    pub body_html: Derived<Option<Shared<String>>>,
    /// Where the cases are; none where the site has no maps or no case has a place.
    pub map: Derived<Option<MapView>>,
    /// The day of the last change of any of the cases.
    pub latest: Option<Shared<DateView>>,
    /// The cases, in the order of the site.
    pub cases: Vec<Shared<BookletCaseView<'static>>>,
}

/// A case among others on one page.
#[derive(Debug, Clone, Serialize)]
pub struct BookletCaseView<'a> {
    /// An id that no other case of the page has. The ids in the case's text begin with it.
    pub id: String,
    /// The absolute address of the case's own page.
    pub permalink: String,
    /// The language of the text, where that is an original in the place of a translation.
    pub fallback: Option<TextLanguageView>,
    /// The case, without its neighbours and without related ones.
    pub case: CaseView<'a>,
}
