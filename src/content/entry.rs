//! A content file as the build knows it: the value, and what others need to know of its text.

use std::path::Path;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{Filed, Filing, Find, FindKind, Finds, Text};
use crate::base::diag::{Code, Diagnostics, Severity};
use crate::base::digest::{Digest, Digester};
use crate::base::fs::Stamp;
use crate::base::kept::Later;
use crate::base::url::is_external;
use crate::casefile::ContentFile;
use crate::markdown::{self, Link, Mistake, Scan, scan_and_draft};
use crate::model::{Article, Case, Image, Page, Term};
use crate::places::{CityMatch, Coordinates, city_coordinates};

/// How many characters of a text stand in for a summary that nobody wrote.
const OPENING_LENGTH: usize = 200;

/// A content file. The body of its value is empty: `text` hands it out, so that a site of many cases does not have to hold
/// them all. What its filing took is not in its value either.
#[derive(Debug)]
pub struct Entry<T> {
    /// The case, article, page or term; none where what identifies it could not be read, which was reported.
    pub value: Option<Later<Box<T>>>,
    /// Its text.
    pub text: Arc<Text>,
    /// What others need to know of it.
    pub facts: Later<Box<Facts>>,
    /// The fingerprint of all that other files, lists and addresses depend on: its path, whether it could be read, its front
    /// matter, its opening and the ids of its headings.
    pub outline: Digest,
    /// The state of its file; none where it has a problem and has to be read again by the next build.
    pub stamp: Option<Stamp>,
}

/// What others need to know of a content file without reading it again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// What it is filed under; none where there is no value.
    pub filing: Option<Filing>,
    /// The fingerprint of its path, its front matter and the opening: what a list shows of it depends on nothing else.
    pub face: Digest,
    /// The beginning of the text, for those who need a summary where nobody wrote one; empty where somebody did.
    pub opening: String,
    /// The ids of its headings, in order, one a line: an id is a slug, which has no line break.
    pub heading_ids: String,
    /// Where the city of a case lies: as the editor said, else as the gazetteer knows without doubt.
    pub coordinates: Option<Coordinates>,
    /// What there is to check in it, and what its page depends on.
    pub finds: Finds,
}

impl<T: DeserializeOwned + Default> Entry<T> {
    /// The case, article, page or term.
    #[must_use]
    pub fn value(&self) -> Option<&T> {
        self.value.as_ref().map(|value| &**value.get())
    }
}

impl<T> Entry<T> {
    /// What it is filed under; none where it could not be read.
    #[must_use]
    pub fn filing(&self) -> Option<&Filing> {
        self.facts.get().filing.as_ref()
    }
}

/// What the files of different kinds have to say for their facts.
pub(super) trait HasBody: Filed {
    /// The body, which leaves the value without one.
    fn take_body(&mut self) -> String;
    /// Did somebody write a summary?
    fn has_summary(&self) -> bool;
    /// The address of its picture, where the site has no copy of it.
    fn picture_elsewhere(&self) -> Option<&str> {
        None
    }
    /// Where the city lies.
    fn coordinates(&self) -> Option<Coordinates> {
        None
    }
}

/// What a file that was just read says. What is wrong with its text is added to `problems`; where there is a problem, the file
/// has to be read again by the next build.
pub(super) fn entry<T: HasBody>(
    mut file: ContentFile<T>,
    root: &Arc<Path>,
    (stamp, allow_html): (Stamp, bool),
    problems: &mut Diagnostics,
) -> Entry<T> {
    let body = file.value.as_mut().map(HasBody::take_body);
    let has_summary = file.value.as_ref().is_some_and(HasBody::has_summary);
    let body = body.as_deref().unwrap_or_else(|| file.body());
    let opening = if has_summary { String::new() } else { markdown::summary(body, OPENING_LENGTH) };
    let face = face(&file, &opening);
    let (mut scan, draft) = scan_and_draft(body);
    told(&file, std::mem::take(&mut scan.mistakes), allow_html, problems);
    let stamp = problems.is_empty().then_some(stamp);
    let source = file.value.as_ref().and_then(HasBody::picture_elsewhere).unwrap_or_default().to_owned();
    let finds = finds(&file, &scan, &source);
    let coordinates = file.value.as_ref().and_then(HasBody::coordinates);
    let filing = file.value.as_mut().map(Filed::take_filing);
    let facts = Facts {
        filing,
        face,
        heading_ids: scan.headings.into_iter().map(|heading| heading.id).collect::<Vec<_>>().join("\n"),
        coordinates,
        finds,
        opening,
    };
    let text = Text::just_read(root, &file.source, file.body_start, draft);
    let outline = outline(&text, file.value.is_some(), &facts);
    let value = file.value.map(|value| Later::from(Box::new(value)));
    Entry { value, text: Arc::new(text), facts: Later::from(Box::new(facts)), outline, stamp }
}

/// How many mistakes of one text are told: its editor reads no more at once.
const MOST_TOLD: usize = 20;

/// Tells the mistakes of a text, errors before all others where there are too many.
fn told<T>(file: &ContentFile<T>, mut mistakes: Vec<Mistake>, allow_html: bool, problems: &mut Diagnostics) {
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
    let more = mistakes.len().saturating_sub(MOST_TOLD);
    for (index, Mistake { span, problem }) in mistakes.into_iter().take(MOST_TOLD).enumerate() {
        let span = file.body_start + span.start..file.body_start + span.end;
        let mut problem = problem.in_file(&file.source, span);
        if more > 0 && index + 1 == MOST_TOLD {
            problem.message.push_str(&format!("; and {more} more mistakes in this text"));
        }
        problems.push(problem);
    }
}

/// `source` is the address of its picture on another host; empty where there is none.
fn finds<T>(file: &ContentFile<T>, scan: &Scan, source: &str) -> Finds {
    let references = file.references.iter().map(|reference| Find {
        kind: FindKind::Reference(reference.target),
        text: &reference.name,
        span: reference.span.clone(),
    });
    let titles = scan.headings.iter().filter(|heading| heading.level == 1);
    let titles = titles.map(|heading| Find { kind: FindKind::Title, text: &heading.text, span: heading.span.clone() });
    let links = scan.links.iter().filter(|link| !is_external(&link.target)).map(|link| Find {
        kind: if link.is_image { FindKind::Picture } else { FindKind::Link },
        text: &link.target,
        span: link.span.clone(),
    });
    fn load(link: &Link) -> Find<'_> {
        Find { kind: FindKind::Load, text: &link.target, span: link.span.clone() }
    }
    let source = (!source.is_empty()).then_some(Find { kind: FindKind::Source, text: source, span: 0..0 });
    Finds::new(references.chain(titles).chain(links).chain(scan.loads.iter().map(load)).chain(source))
}

impl HasBody for Case {
    fn picture_elsewhere(&self) -> Option<&str> {
        self.image.as_ref().and_then(Image::elsewhere)
    }

    fn coordinates(&self) -> Option<Coordinates> {
        self.coordinates.or_else(|| match city_coordinates(&self.city, self.country) {
            CityMatch::Unique(coordinates) => Some(coordinates),
            CityMatch::Ambiguous | CityMatch::Unknown => None,
        })
    }

    fn take_body(&mut self) -> String {
        std::mem::take(&mut self.body)
    }

    fn has_summary(&self) -> bool {
        self.summary.is_some()
    }
}

impl HasBody for Article {
    fn picture_elsewhere(&self) -> Option<&str> {
        self.image.as_ref().and_then(Image::elsewhere)
    }

    fn take_body(&mut self) -> String {
        std::mem::take(&mut self.body)
    }

    fn has_summary(&self) -> bool {
        self.summary.is_some()
    }
}

impl HasBody for Page {
    fn take_body(&mut self) -> String {
        std::mem::take(&mut self.body)
    }

    fn has_summary(&self) -> bool {
        self.summary.is_some()
    }
}

impl HasBody for Term {
    fn take_body(&mut self) -> String {
        std::mem::take(&mut self.body)
    }

    fn has_summary(&self) -> bool {
        false
    }
}

fn outline(text: &Text, is_read: bool, facts: &Facts) -> Digest {
    let mut key = Digester::new("outline");
    key.text(text.path()).flag(is_read).digest(facts.face).text(&facts.heading_ids);
    key.finish()
}

fn face<T>(file: &ContentFile<T>, opening: &str) -> Digest {
    let mut key = Digester::new("face");
    key.text(file.source.path()).text(file.front_matter()).text(opening);
    key.finish()
}
