//! What an import found, wrote and left out: data for people (shown by `cli`) and for machines (JSON).

mod dropped;
mod post;
mod review_sheet;
mod review_words;
mod translations;
mod withdrawn;

use serde::Serialize;

use super::input::SkippedReport;
use super::read::{CategoryReport, Loss, PictureState, Suggestion};
use super::write::Action;
use crate::base::message::Message;

pub use review_sheet::review_sheet;
pub use translations::TranslationReport;
pub use withdrawn::WithdrawnReport;

pub(super) use post::post_report;
pub(super) use withdrawn::withdrawn_report;

/// The report of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The posts in the order of the inputs, those in other languages than the site's last.
    pub posts: Vec<PostReport>,
    /// Posts that were imported before and that readers of the source do not see any more.
    pub withdrawn: Vec<WithdrawnReport>,
    /// What the inputs hold that does not become a post.
    pub skipped: Vec<SkippedReport>,
}

impl Report {
    /// Would the import change a file, or would it have to ask an editor?
    #[must_use]
    pub fn would_change(&self) -> bool {
        let files = self
            .posts
            .iter()
            .flat_map(|post| post.cities.iter().map(|city| &city.file).chain(std::iter::once(&post.article)));
        files.map(|file| file.action).any(|action| action.writes() || action == Action::Conflict)
            || self.posts.iter().any(|post| !post.withdrawn.is_empty())
            || !self.withdrawn.is_empty()
    }
}

/// What became of a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PostReport {
    /// The file it came from.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Its number in its WordPress.
    pub id: Option<u64>,
    /// Why it becomes a draft: `protected`, or its status; none for a published post.
    pub withheld: Option<String>,
    /// The file of the article.
    pub article: FileReport,
    /// Its language, where that is not the site's.
    pub language: Option<String>,
    /// The article that it translates.
    pub translates: Option<TranslationReport>,
    /// Who wrote it, as far as the input says so.
    pub authors: Vec<String>,
    /// The picture of the article.
    pub image: Option<ImageReport>,
    /// Its categories and tags, which say something about the whole post. No city gets a term for them.
    pub categories: Vec<CategoryReport>,
    /// Its cities.
    pub cities: Vec<CityReport>,
    /// Files of cities that the post no longer has; they stay.
    pub gone: Vec<String>,
    /// Files that became drafts as the post is not public any more, relative to the root.
    pub withdrawn: Vec<String>,
    /// What was left out, with the reason.
    pub dropped: Vec<DroppedReport>,
    /// The pictures within the texts.
    pub pictures: Vec<ImageReport>,
    /// Blocks that Markdown cannot say and that stay HTML.
    pub kept_html: Vec<String>,
    /// How many words the post shows.
    pub words: usize,
    /// How many of them the files show. The others are in what was left out.
    pub words_written: usize,
    /// What is in no file and has no reason. Where there is something, none of the post's files is written.
    pub losses: Vec<Loss>,
}

/// A file and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The path, relative to the root.
    pub path: String,
    /// What was done.
    pub action: Action,
    /// How its text changes, as a unified diff; none for a new file and for one that does not change.
    pub diff: Option<String>,
}

/// What became of a city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CityReport {
    /// The heading.
    pub title: String,
    /// The city.
    pub city: String,
    /// The country's code (ISO 3166-1 alpha-2).
    pub country: String,
    /// The file.
    pub file: FileReport,
    /// The case that it translates.
    pub translates: Option<TranslationReport>,
    /// Why the heading was taken for a city's.
    pub evidence: Vec<Message>,
    /// The sections.
    pub sections: Vec<SectionReport>,
    /// The picture.
    pub image: Option<ImageReport>,
    /// The terms, with the sentence that speaks for each.
    pub terms: Vec<Suggestion>,
}

/// A section of a city.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SectionReport {
    /// Its heading; empty for text before the first label.
    pub title: String,
    /// How many words it has.
    pub words: usize,
    /// Does `site.yaml` know it?
    pub known: bool,
    /// Its place among the sections of `site.yaml`.
    #[serde(skip)]
    pub rule: Option<usize>,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImageReport {
    /// Its address.
    pub source: Option<String>,
    /// Its caption.
    pub caption: Option<String>,
    /// The text for those who do not see it.
    pub alt: String,
    /// A first version of that text where there is none: the caption. Not written, as a caption seldom says what is seen.
    pub alt_draft: Option<String>,
    /// Its file below `assets/`.
    pub file: Option<String>,
    /// How it came there, or why it did not.
    #[serde(flatten)]
    pub state: PictureState,
    /// The agency that sold it, as its name says: look whether its licence allows a publication.
    pub agency: Option<String>,
    /// Who made it, as its name says. Not written, as names may be wrong.
    pub credit_draft: Option<String>,
}

/// Something that was left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DroppedReport {
    /// What it was, and so the reason.
    pub what: Message,
    /// What it held; empty where it held nothing.
    pub text: String,
    /// How often.
    pub count: usize,
}
