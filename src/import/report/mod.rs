//! What an import found, wrote and left out: data for people (shown by `cli`) and for machines (JSON).

mod dropped;
mod review_sheet;
mod translations;
mod withdrawn;

use serde::Serialize;
use similar::TextDiff;

use self::dropped::dropped;
use self::translations::{translation, warn_unpaired};
use self::withdrawn::{made_drafts, warn_withheld};
use super::input::{Post, SkippedReport, Withheld};
use super::media::{agency, credit};
use super::read::{
    CategoryReport, CityDraft, GivenUp, Loss, PictureDraft, PictureState, PostDraft, SectionText, Structure,
    Suggestion, TextPicture, short,
};
use super::write::{Action, PlannedFile, PlannedPost};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::{Place, SourceFile};
use crate::content::CONTENT_FOLDER;
use crate::html::{Limit, NoteKind};
use crate::model::Image;

pub use review_sheet::review_sheet;
pub use translations::TranslationReport;
pub use withdrawn::WithdrawnReport;

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
    pub evidence: Vec<String>,
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct DroppedReport {
    /// What it was, and so the reason.
    pub what: String,
    /// What it held; empty where it held nothing.
    pub text: String,
    /// How often.
    pub count: usize,
}

/// Makes the report of a post, and the warnings that belong to it.
pub(super) fn post_report(
    source: &str,
    post: &Post,
    planned: PlannedPost,
    dry_run: bool,
    problems: &mut Diagnostics,
) -> PostReport {
    let place = Place::start_of(&SourceFile::new(source, ""));
    warn_unpaired(post, &planned, &place, problems);
    let files: Vec<&PlannedFile> =
        planned.cities.iter().chain(&planned.gone).chain(std::iter::once(&planned.article)).collect();
    warn_withheld(post, &files, dry_run, &place, problems);
    let withdrawn = made_drafts(&files);
    let PlannedPost { draft, article, cities, gone, pairing } = planned;
    let of_city = |index: usize| pairing.as_ref().and_then(|pairing| pairing.cities.get(index)?.as_ref());
    let city = |(index, (city, file)): (usize, (&CityDraft, &PlannedFile))| CityReport {
        translates: translation(of_city(index), file),
        ..city_report(city, file_report(file))
    };
    warn(post, &draft, &place, problems);
    PostReport {
        source: source.to_owned(),
        title: post.title.clone(),
        id: post.id,
        withheld: post.withheld.as_ref().map(withheld_name),
        article: file_report(&article),
        authors: post.authors.clone(),
        image: draft.article.image.as_ref().map(|image| image_report(image, &draft.image_state)),
        categories: draft.categories.clone(),
        cities: draft.cities.iter().zip(&cities).enumerate().map(city).collect(),
        translates: translation(pairing.as_ref().and_then(|pairing| pairing.article.as_ref()), &article),
        language: pairing.as_ref().map(|pairing| pairing.language.clone()),
        gone: gone.into_iter().map(|file| format!("{CONTENT_FOLDER}/{}", file.path)).collect(),
        withdrawn,
        pictures: draft.pictures.iter().map(text_picture).collect(),
        dropped: dropped(&draft.account, post),
        kept_html: draft.account.kept_html,
        words: draft.balance.words,
        words_written: draft.balance.words_written,
        losses: draft.balance.losses,
    }
}

fn file_report(file: &PlannedFile) -> FileReport {
    let path = format!("{CONTENT_FOLDER}/{}", file.path);
    let diff = |before: &String, after: &String| {
        TextDiff::from_lines(before, after).unified_diff().header(&path, &path).to_string()
    };
    let diff = file.before.as_ref().zip(file.after.as_ref()).map(|(before, after)| diff(before, after));
    FileReport { path, action: file.action, diff }
}

fn withheld_name(withheld: &Withheld) -> String {
    match withheld {
        Withheld::Protected => "protected".to_owned(),
        Withheld::Status(status) => status.clone(),
        Withheld::Type(kind) => format!("type {kind}"),
    }
}

fn warn(post: &Post, draft: &PostDraft, place: &Place, problems: &mut Diagnostics) {
    let title = &post.title;
    for doubt in &draft.doubts {
        problems.push(doubt.warning().at(place.clone()));
    }
    warn_given_up(title, draft, place, problems);
    // Of a post that was cut, words are missing for that reason.
    if !draft.balance.losses.is_empty() && !draft.is_cut() {
        let message = format!(
            "{} of `{title}` would be lost: {}",
            draft.balance.losses.len(),
            losses_text(&draft.balance.losses)
        );
        let problem = Diagnostic::error(Code::ContentLost, message).at(place.clone());
        problems.push(problem.help("none of the post's files is written; please report this with the post"));
    }
    for limit in &draft.limits {
        let problem = match limit {
            Limit::Depth => {
                Diagnostic::warning(Code::ContentLost, format!("`{title}` is nested deeper than any page is shown"))
                    .help("its words are all there, but look at its lists and boxes")
            }
            Limit::Input | Limit::Nodes | Limit::Tag => Diagnostic::error(
                Code::ContentLost,
                format!("`{title}` is larger than any post, so only a part of it could be read"),
            )
            .help("none of the post's files is written; look at the post in WordPress"),
        };
        problems.push(problem.at(place.clone()));
    }
}

/// Nothing is lost, but an editor has to look at what structure is left.
fn warn_given_up(title: &str, draft: &PostDraft, place: &Place, problems: &mut Diagnostics) {
    let mut warn = |message: String, help: &str| {
        problems.push(Diagnostic::warning(Code::ContentLost, message).at(place.clone()).help(help));
    };
    if let Some(GivenUp { what, losses }) = &draft.given_up {
        let lost = losses_text(losses);
        match what {
            Structure::Cities => warn(
                format!("`{title}` stays one article, as splitting it into cities and sections would lose {lost}"),
                "its words, links and pictures are all there; if it holds cities, move each to a file of its own",
            ),
            Structure::Blocks => warn(
                format!(
                    "`{title}` becomes plain paragraphs, as reading its headings, lists and tables would lose {lost}"
                ),
                "its words, links and pictures are all there; set its headings, lists and tables by hand",
            ),
        }
    }
    for note in draft.account.notes.iter().filter(|note| note.what == NoteKind::Plainer) {
        warn(
            format!("a part of `{title}` becomes plain paragraphs: “{}”", short(&note.text)),
            "its words, links and pictures are all there; compare it with the post and set its headings, lists and tables by hand",
        );
    }
}

/// The message names this many; the report has all.
const SHOWN_LOSSES: usize = 8;

fn losses_text(losses: &[Loss]) -> String {
    let shown: Vec<String> = losses.iter().take(SHOWN_LOSSES).map(loss_text).collect();
    shown.join(", ") + if losses.len() > SHOWN_LOSSES { " …" } else { "" }
}

fn loss_text(loss: &Loss) -> String {
    match loss {
        Loss::Word(word) => format!("the word “{word}”"),
        Loss::Link(address) => format!("the link to {address}"),
        Loss::Image(address) => format!("the picture {address}"),
    }
}

fn city_report(city: &CityDraft, file: FileReport) -> CityReport {
    let section = |section: &SectionText| SectionReport {
        title: section.title.clone(),
        words: section.plain.split_whitespace().count(),
        known: section.rule.is_some(),
        rule: section.rule,
    };
    let image = city.case.image.as_ref();
    CityReport {
        title: city.case.title.clone(),
        city: city.case.city.clone(),
        country: city.case.country.as_str().to_owned(),
        file,
        translates: None,
        evidence: city.evidence.clone(),
        sections: city.sections.iter().map(section).collect(),
        image: image.map(|image| image_report(image, &city.image_state)),
        terms: city.suggestions.clone(),
    }
}

fn image_report(image: &Image, state: &PictureState) -> ImageReport {
    let address = image.source.as_deref().unwrap_or_default();
    ImageReport {
        source: image.source.clone(),
        caption: image.caption.clone(),
        alt: image.alt.clone(),
        alt_draft: image.caption.clone().filter(|_| image.alt.is_empty()),
        file: image.file.clone(),
        state: state.clone(),
        agency: agency(address).map(str::to_owned),
        credit_draft: credit(address),
    }
}

fn text_picture(draft: &PictureDraft) -> ImageReport {
    let TextPicture { addresses, alt, file, .. } = draft.picture.clone();
    let image = Image { source: addresses.into_iter().next(), alt, file, ..Image::default() };
    image_report(&image, &draft.state)
}
