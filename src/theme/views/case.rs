//! A case, with its facts and its neighbours.

use serde::Serialize;

use super::data::CitationView;
use super::maps::CoverView;
use super::parts::{CardView, DateView, ImageLinkView, ImageView, LinkView, SectionView, TermLinkView};
use super::{Derived, Shared};

/// A case, as `case` in `case.html`.
#[derive(Debug, Clone, Serialize)]
pub struct CaseView<'a> {
    /// The case's title.
    pub title: &'a str,
    /// The city.
    pub city: &'a str,
    /// The country and its page; `url` is empty where `site.yaml` leaves out the countries.
    pub country: Shared<LinkView>,
    /// One or two sentences; may be empty.
    pub summary: &'a str,
    /// The id of a first section that says the same as the summary; it is not among the sections then.
    pub summary_id: Derived<Option<&'a str>>,
    /// How many minutes the text takes to read.
    pub reading_minutes: Derived<usize>,
    /// Date of publication.
    pub date: Option<Shared<DateView>>,
    /// Date of the last change, where it differs from `date`.
    pub updated: Option<Shared<DateView>>,
    /// The picture, where there is one.
    pub image: Option<Shared<ImageView>>,
    /// The drawn cover, where there is no picture.
    pub cover: Derived<Option<CoverView>>,
    /// The picture, where it is still on another host, and `image` is none.
    pub image_link: Option<ImageLinkView>,
    /// What stands before the first section; often empty.
    pub lead_html: Derived<&'a str>,
    /// The sections.
    pub sections: Derived<Vec<SectionView<'a>>>,
    /// The case's terms of the first taxonomy, in its own order.
    pub themes: Vec<Shared<TermLinkView>>,
    /// The name of the colour of the first theme.
    pub colour: Option<&'static str>,
    /// The names of terms of the second taxonomy, as many as fit on a cover.
    pub networks: Vec<String>,
    /// How many more there are.
    pub more_networks: usize,
    /// The case's terms, by taxonomy; taxonomies of which it has none are left out.
    pub taxonomies: Vec<Shared<CaseTaxonomyView>>,
    /// Latitude and longitude in degrees (WGS 84) and as text.
    pub coordinates: Option<Shared<CoordinatesView>>,
    /// Who wrote it.
    pub authors: Vec<&'a str>,
    /// The article that the case came from.
    pub article: Option<LinkView>,
    /// Where the text was first published.
    pub origin: Option<LinkView>,
    /// Sources of the text.
    pub sources_html: Vec<String>,
    /// What was corrected since the first publication.
    pub corrections: Vec<CorrectionView>,
    /// How the case is cited; none where the site has no citations.
    pub citation: Option<CitationView>,
    /// Where readers lay it beside others; empty where there is no such page.
    pub compare_url: String,
    /// Where readers report an error in this case: a mail with its title, or a page.
    pub report_url: Option<String>,
    /// The case before this one.
    pub previous: Option<LinkView>,
    /// The case after this one.
    pub next: Option<LinkView>,
    /// Cases that share terms with this one, the closest first.
    pub related: Vec<RelatedView>,
}

/// A case's terms of one taxonomy.
#[derive(Debug, Clone, Serialize)]
pub struct CaseTaxonomyView {
    /// The taxonomy's id: `themes`, `networks` …
    pub id: String,
    /// The taxonomy's title and index.
    pub link: Shared<LinkView>,
    /// What one of its terms is called.
    pub singular: String,
    /// How many of its terms the case has.
    pub count: usize,
    /// The terms by kind; one group without a title where the taxonomy has no kinds.
    pub groups: Vec<CaseTermGroupView>,
}

/// A case's terms of one kind.
#[derive(Debug, Clone, Serialize)]
pub struct CaseTermGroupView {
    /// The kind in the singular or plural as fits the number of terms, or none.
    pub title: Option<String>,
    /// The terms.
    pub terms: Vec<Shared<TermLinkView>>,
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
    /// The same with one decimal.
    pub short_text: String,
}

/// A correction.
#[derive(Debug, Clone, Serialize)]
pub struct CorrectionView {
    /// When it was made.
    pub date: Shared<DateView>,
    /// What was corrected.
    pub text_html: String,
}

/// A related case, with the reason.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    /// The case.
    pub card: Shared<CardView>,
    /// What both have in common, the rarest first; empty where an editor named the case by hand.
    pub shared: Vec<Shared<TermLinkView>>,
}
