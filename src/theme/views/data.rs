//! The data files and the page that describes them.

use serde::Serialize;

use super::Shared;
use super::parts::{DateView, LinkView};

/// Where the data of all cases is.
#[derive(Debug, Clone, Serialize)]
pub struct SiteDataView {
    /// The page that describes it.
    pub url: String,
    /// The files, by their formats.
    pub files: Vec<LinkView>,
    /// The whole matrix as a table; empty where there is none.
    pub matrix_url: String,
}

/// What `/data/` describes, as `data` in `data.html`.
#[derive(Debug, Clone, Serialize)]
pub struct DataView {
    /// How many cases the files hold.
    pub count: usize,
    /// The day of the last change of any of them.
    pub updated: Option<Shared<DateView>>,
    /// The files of all cases.
    pub files: Vec<DataFileView>,
    /// The whole library in one file; empty where the build makes none.
    pub bundle_url: String,
    /// How the library is cited; none where the site has no citations.
    pub citation: Option<CitationLineView>,
    /// The citations of all cases for reference managers, by their formats.
    pub citation_files: Vec<LinkView>,
    /// What they say of a case, in the order of the columns.
    pub fields: Vec<DataFieldView>,
}

/// A file to take along.
#[derive(Debug, Clone, Serialize)]
pub struct DataFileView {
    /// Its format: `CSV`.
    pub title: String,
    /// Its address.
    pub url: String,
    /// What it is for.
    pub about: String,
}

/// A field of the data.
#[derive(Debug, Clone, Serialize)]
pub struct DataFieldView {
    /// Its name, which is the same in all languages.
    pub name: String,
    /// What kind of value it has: text, number, date, list.
    pub kind: String,
    /// What it holds, and in which unit.
    pub about: String,
}

/// How a text is cited.
#[derive(Debug, Clone, Serialize)]
pub struct CitationView {
    /// The citation as a line of text.
    pub line: CitationLineView,
    /// Files for reference managers, by their formats.
    pub files: Vec<LinkView>,
    /// The title, with a short summary behind it.
    pub title: String,
    /// Who wrote it, else who publishes it.
    pub authors: Vec<String>,
    /// The day of publication (`2025/06/02`); empty where nobody knows it.
    pub date: String,
    /// Who publishes it.
    pub publisher: String,
    /// The language of the text (BCP 47).
    pub language: String,
    /// The canonical address.
    pub permalink: String,
    /// The full names of its terms.
    pub keywords: Vec<String>,
}

/// A citation as a line of text. What is not known is empty.
#[derive(Debug, Clone, Serialize)]
pub struct CitationLineView {
    /// Who wrote it, with a full stop; empty where that is who publishes it.
    pub by: String,
    /// The title in quotation marks.
    pub title: String,
    /// The name of the site.
    pub container: String,
    /// Who publishes it; empty where that is the name of the site.
    pub publisher: String,
    /// The day of publication, as the site's language has it.
    pub date: String,
    /// What was corrected.
    pub note: String,
    /// The canonical address.
    pub permalink: String,
}
