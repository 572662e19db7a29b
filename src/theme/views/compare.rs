//! Cases side by side.

use serde::Serialize;

use super::case::{CaseTaxonomyView, CoordinatesView};
use super::page::TextLanguageView;
use super::parts::{DateView, LinkView, SectionView};
use super::{Derived, Shared};

/// The page that lays cases side by side, as `compare` in `compare.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CompareView {
    /// The script with the names of all cases.
    pub index_url: String,
    /// Where readers go whose browsers run no script: the matrix, or the list of all cases where there is none.
    pub otherwise: LinkView,
}

/// A case among those that are compared, as `case` in `compare-case.html`. `site` is there, `page` is not.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedCaseView<'a> {
    /// An id that no other case has. The ids in the case's text begin with it.
    pub id: &'a str,
    /// The case's title.
    pub title: &'a str,
    /// The address of the case's own page.
    pub url: String,
    /// The city.
    pub city: &'a str,
    /// The name of the colour of the first theme.
    pub colour: Option<&'static str>,
    /// The language of the text, where that is an original in the place of a translation.
    pub fallback: Option<TextLanguageView>,
    /// The country and its page; `url` is empty where `site.yaml` leaves out the countries.
    pub country: Shared<LinkView>,
    /// Latitude and longitude in degrees (WGS 84) and as text.
    pub coordinates: Option<Shared<CoordinatesView>>,
    /// Date of publication.
    pub date: Option<Shared<DateView>>,
    /// Date of the last change, where it differs from `date`.
    pub updated: Option<Shared<DateView>>,
    /// The case's terms, by taxonomy; taxonomies of which it has none are left out.
    pub taxonomies: Vec<Shared<CaseTaxonomyView>>,
    /// Who wrote it.
    pub authors: Vec<&'a str>,
    /// One or two sentences; may be empty.
    pub summary: &'a str,
    /// What stands before the first section; often empty.
    pub lead_html: Derived<&'a str>,
    /// The sections.
    pub sections: Derived<Vec<SectionView<'a>>>,
}
