//! What a template sees: plain values, ready to show.
//!
//! Comes in: nothing; goes out: the types that `outputs/` fills from the site and that Tera reads. Every template sees
//! `site`, `page` and one value of its own. Addresses are ready to be put into `href`; fields that end in `_html` hold
//! safe HTML (use `| safe`); all others are text that the template escapes. Dates and counts come as data and as text
//! in the site's language. Nothing here knows the site, a file or a template. `docs/themes.md` lists the fields for
//! people who write site themes; a test holds the two together.

mod booklet;
mod case;
mod compare;
mod data;
mod lists;
mod machines;
mod maps;
mod overviews;
mod page;
mod parts;
mod shared;

pub use booklet::{BookletCaseView, BookletView};
pub use case::{CaseTaxonomyView, CaseTermGroupView, CaseView, CoordinatesView, CorrectionView, RelatedView};
pub use compare::{CompareView, ComparedCaseView};
pub use data::{CitationLineView, CitationView, DataFieldView, DataFileView, DataView, SiteDataView};
pub use lists::{
    ArticleListView, ArticleView, BandView, CaseListView, FacetValueView, FacetView, FiltersView, HomeTaxonomyView,
    HomeView, LetterEntryView, LetterView, SearchView, TaxonomyView, TermGroupView, TermView, TextView,
};
pub use machines::{
    CategoryView, FeedEntryView, FeedView, RedirectView, RobotsView, SearchDescriptionView, SitemapAlternateView,
    SitemapUrlView, SitemapView,
};
pub use maps::{
    AtlasView, ClusterListView, ClusterView, CoverColoursView, CoverFileView, CoverView, DotView, InsetView,
    LandFileView, LandView, MapCaseView, MapCountryView, MapRegionView, MapView, PinSetView, PinView,
};
pub use overviews::{
    CoverageRegionView, CoverageRowView, CoverageView, MatrixColumnView, MatrixGroupView, MatrixRowView, MatrixView,
    YearCardView, YearView, YearsView,
};
pub use page::{
    AlternateView, ColourView, FeedLinkView, LogoView, MenuItemView, PageView, PublisherView, SiteSearchView, SiteView,
    TextLanguageView, TranslationView,
};
pub use parts::{
    ArticleCardView, CardView, CaseLinkView, DateView, ImageLinkView, ImageView, LinkView, PageLinkView,
    PaginationView, SectionView, TermCardView, TermLinkView,
};
pub use shared::{Derived, Shared};
