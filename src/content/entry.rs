//! A content file as the build knows it: the value, and what its text says to others.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::references::references;
use super::{Reference, SourceText};
use crate::base::date::Date;
use crate::base::diag::{Code, Diagnostics, Severity};
use crate::base::fs::Stamp;
use crate::base::slug::Slug;
use crate::base::url::is_external;
use crate::casefile::ContentFile;
use crate::markdown::{self, Mistake, scan_and_draft};
use crate::model::{Article, Case, Correction, Image, Page, Schedule, Term};
use crate::places::{CityMatch, Coordinates, city_coordinates};
use crate::search::body_words;

/// How many characters of a text stand in for a summary that nobody wrote.
const EXCERPT_LENGTH: usize = 200;

/// A content file: its value, and its text, which hands the body out.
#[derive(Debug, Clone)]
pub struct Entry<T> {
    /// The case, article, page or term; none where what identifies it could not be read, which was reported.
    pub value: Option<T>,
    /// Its text, with what it says to others.
    pub text: Arc<SourceText>,
    /// The state of its file; none where it has a problem and has to be read again by the next build.
    pub stamp: Option<Stamp>,
}

/// A content file of whatever kind.
#[derive(Clone, Copy)]
pub struct AnyEntry<'a> {
    /// What it holds; none where what identifies it could not be read.
    pub value: Option<&'a dyn ContentValue>,
    /// Its text.
    pub text: &'a Arc<SourceText>,
}

impl<'a> AnyEntry<'a> {
    /// An entry without its kind.
    pub fn of<T: ContentValue>(entry: &'a Entry<T>) -> Self {
        Self { value: entry.value.as_ref().map(|value| value as &dyn ContentValue), text: &entry.text }
    }
}

/// What others need to know of the text of a content file without reading it again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// The beginning of the text, for those who need a summary where nobody wrote one; empty where somebody did.
    pub excerpt: String,
    /// The ids of its headings, in order, one a line: an id is a slug, which has no line break.
    pub heading_ids: String,
    /// Where the city of a case lies: as the editor said, else as the gazetteer knows without doubt.
    pub coordinates: Option<Coordinates>,
    /// What there is to check in it, and what its page depends on.
    pub references: Vec<Reference>,
    /// The keys that a translation gives itself: all others are those of its original. Empty for an original.
    pub keys: Vec<String>,
    /// Its words for search, as `search::body_words` writes them; empty in a site without search. They are here, as an edit
    /// would otherwise have all texts read again: all words of a shard come from all texts.
    pub words: String,
}

/// What is done with every text that is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// May it hold scripts and style sheets?
    pub allow_html: bool,
    /// Can readers search it?
    pub search: bool,
}

/// What the values of all kinds of content files have in common.
pub trait ContentValue: Sync {
    /// The last part of its address.
    fn slug(&self) -> &Slug;

    /// When it is shown.
    fn schedule(&self) -> Schedule;

    /// When it was first published.
    fn date(&self) -> Option<Date> {
        None
    }

    /// When it last changed.
    fn updated(&self) -> Option<Date> {
        None
    }

    /// Did somebody write a summary?
    fn has_summary(&self) -> bool;

    /// Its picture.
    fn image(&self) -> Option<&Image> {
        None
    }

    /// Lines of Markdown beside the caption of the picture.
    fn lines(&self) -> Vec<&str> {
        Vec::new()
    }

    /// What was corrected in it.
    fn corrections(&self) -> &[Correction] {
        &[]
    }

    /// Where the city lies.
    fn coordinates(&self) -> Option<Coordinates> {
        None
    }
}

/// What a file that was just read says. What is wrong with its text is added to `problems`; where there is a problem, the file
/// has to be read again by the next build.
pub(super) fn entry<T: ContentValue>(
    file: ContentFile<T>,
    root: &Arc<Path>,
    (stamp, reading): (Stamp, Reading),
    problems: &mut Diagnostics,
) -> Entry<T> {
    let has_summary = file.value.as_ref().is_some_and(ContentValue::has_summary);
    let (mut scan, draft) = scan_and_draft(file.body());
    report(&file, std::mem::take(&mut scan.mistakes), reading.allow_html, problems);
    let (headings, plain) = if reading.search { markdown::headings_and_text(file.body()) } else { Default::default() };
    let stamp = problems.is_empty().then_some(stamp);
    let analysis = Analysis {
        excerpt: if has_summary { String::new() } else { markdown::summary(file.body(), EXCERPT_LENGTH) },
        references: references(&file, &scan),
        keys: file.keys.clone(),
        words: body_words(&headings, &plain),
        heading_ids: scan.headings.into_iter().map(|heading| heading.id).collect::<Vec<_>>().join("\n"),
        // A translation lies where its original does.
        coordinates: file.value.as_ref().filter(|_| file.keys.is_empty()).and_then(ContentValue::coordinates),
    };
    let text = SourceText::just_read(root, &file.source, file.body_start, analysis, (draft, plain));
    Entry { value: file.value, text: Arc::new(text), stamp }
}

/// How many mistakes of one text are reported: its editor reads no more at once.
const MOST_REPORTED: usize = 20;

/// Reports the mistakes of a text, errors before all others where there are too many.
fn report<T>(file: &ContentFile<T>, mut mistakes: Vec<Mistake>, allow_html: bool, problems: &mut Diagnostics) {
    mistakes.retain(|Mistake { span, problem }| match problem.code {
        Code::ForbiddenHtml => !allow_html,
        // An address without a scheme is one of a file, which is missed when all files are known.
        Code::BadAddress if problem.severity == Severity::Warning => {
            is_external(file.body().get(span.clone()).unwrap_or_default())
        }
        _ => true,
    });
    // Nothing is wrong with a text of which git left two versions but that.
    if mistakes.is_empty() || problems.has(Code::ConflictMark) {
        return;
    }
    mistakes.sort_by_key(|mistake| mistake.problem.severity);
    let more = mistakes.len().saturating_sub(MOST_REPORTED);
    for (index, Mistake { span, problem }) in mistakes.into_iter().take(MOST_REPORTED).enumerate() {
        let span = file.body_start + span.start..file.body_start + span.end;
        let mut problem = problem.in_file(&file.source, span);
        if more > 0 && index + 1 == MOST_REPORTED {
            problem.message = say!("{first}; and {more} more mistakes in this text", first = problem.message, more);
        }
        problems.push(problem);
    }
}

impl ContentValue for Case {
    fn slug(&self) -> &Slug {
        &self.slug
    }

    fn date(&self) -> Option<Date> {
        self.date
    }

    fn updated(&self) -> Option<Date> {
        self.updated
    }

    fn schedule(&self) -> Schedule {
        self.schedule
    }

    fn coordinates(&self) -> Option<Coordinates> {
        self.coordinates.or_else(|| match city_coordinates(&self.city, self.country) {
            CityMatch::Unique(coordinates) => Some(coordinates),
            CityMatch::Ambiguous | CityMatch::Unknown => None,
        })
    }

    fn image(&self) -> Option<&Image> {
        self.image.as_ref()
    }

    fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    fn lines(&self) -> Vec<&str> {
        self.sources
            .iter()
            .chain(self.corrections.iter().map(|correction| &correction.text))
            .map(String::as_str)
            .collect()
    }

    fn has_summary(&self) -> bool {
        self.summary.is_some()
    }
}

impl ContentValue for Article {
    fn slug(&self) -> &Slug {
        &self.slug
    }

    fn date(&self) -> Option<Date> {
        self.date
    }

    fn updated(&self) -> Option<Date> {
        self.updated
    }

    fn schedule(&self) -> Schedule {
        self.schedule
    }

    fn image(&self) -> Option<&Image> {
        self.image.as_ref()
    }

    fn has_summary(&self) -> bool {
        self.summary.is_some()
    }
}

impl ContentValue for Page {
    fn slug(&self) -> &Slug {
        &self.slug
    }

    fn updated(&self) -> Option<Date> {
        self.updated
    }

    fn schedule(&self) -> Schedule {
        self.schedule
    }

    fn has_summary(&self) -> bool {
        self.summary.is_some()
    }
}

impl ContentValue for Term {
    fn slug(&self) -> &Slug {
        &self.slug
    }

    /// A term is shown where a case names it.
    fn schedule(&self) -> Schedule {
        Schedule::default()
    }

    fn has_summary(&self) -> bool {
        false
    }
}
