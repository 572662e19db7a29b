//! Addresses of files that stand beside pages: share cards, feeds, data, citations, texts as Markdown.

use super::routes::Routes;
use super::years::YEARS;
use crate::base::url::SitePath;

impl Routes {
    /// The share card of a case.
    #[must_use]
    pub fn share_card(&self, slug: &str) -> SitePath {
        self.in_edition(&format!("cases/{slug}/share.png"))
    }

    /// The share card of the site.
    #[must_use]
    pub fn site_card(&self) -> SitePath {
        self.in_edition("share.png")
    }

    /// What browsers are told of the edition as something to install.
    #[must_use]
    pub fn web_manifest(&self) -> SitePath {
        self.in_edition("manifest.webmanifest")
    }

    /// An icon of the publication.
    #[must_use]
    pub fn icon(&self, name: &str) -> SitePath {
        SitePath::file(name)
    }

    /// The script that keeps what was read. It reaches the pages that lie below it, so it lies at the root.
    #[must_use]
    pub fn service_worker(&self) -> SitePath {
        SitePath::file("service-worker.js")
    }

    /// The page for those who are without a network.
    #[must_use]
    pub fn offline(&self) -> SitePath {
        self.in_edition("offline.html")
    }

    /// The feed of a year's cases.
    #[must_use]
    pub fn year_feed(&self, year: i16) -> SitePath {
        self.in_edition(&format!("{YEARS}/{year}/feed.xml"))
    }

    /// The feed of all cases.
    #[must_use]
    pub fn feed(&self) -> SitePath {
        self.in_edition("feed.xml")
    }

    /// The feed of a term's cases.
    #[must_use]
    pub fn term_feed(&self, taxonomy: &str, term: &str) -> SitePath {
        self.in_edition(&format!("{taxonomy}/{term}/feed.xml"))
    }

    /// A file of all cases, by its ending: `csv`.
    #[must_use]
    pub fn data_file(&self, ending: &str) -> SitePath {
        self.in_edition(&format!("data/cases.{ending}"))
    }

    /// The matrix as a table.
    #[must_use]
    pub fn matrix_file(&self) -> SitePath {
        self.in_edition("data/matrix.csv")
    }

    /// A file of a term's cases, by its ending.
    #[must_use]
    pub fn term_data(&self, taxonomy: &str, term: &str, ending: &str) -> SitePath {
        self.in_edition(&format!("{taxonomy}/{term}/cases.{ending}"))
    }

    /// The citation of a case, by the ending of its format: `bib`.
    #[must_use]
    pub fn citation(&self, slug: &str, ending: &str) -> SitePath {
        self.in_edition(&format!("cases/{slug}/cite.{ending}"))
    }

    /// The text of a page as Markdown.
    #[must_use]
    pub fn markdown(&self, page: &SitePath) -> SitePath {
        SitePath::file([page.as_str(), "index.md"].concat())
    }

    /// What the library holds, for programs that read texts.
    #[must_use]
    pub fn llms(&self) -> SitePath {
        self.in_edition("llms.txt")
    }

    /// The whole publication in one file.
    #[must_use]
    pub fn bundle(&self) -> SitePath {
        SitePath::file("data/library.zip")
    }

    /// The feed of a year as JSON.
    #[must_use]
    pub fn year_json_feed(&self, year: i16) -> SitePath {
        self.in_edition(&format!("{YEARS}/{year}/feed.json"))
    }

    /// The feed of all cases as JSON.
    #[must_use]
    pub fn json_feed(&self) -> SitePath {
        self.in_edition("feed.json")
    }

    /// The feed of a term as JSON.
    #[must_use]
    pub fn term_json_feed(&self, taxonomy: &str, term: &str) -> SitePath {
        self.in_edition(&format!("{taxonomy}/{term}/feed.json"))
    }
}
