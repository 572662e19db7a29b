//! What the report says about posts that are not public at their source.
//!
//! Comes in: a post and what was done with its files; goes out: one warning that says which files are drafts now, and
//! which are published here all the same.

use serde::Serialize;

use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::casefile::is_draft;
use crate::content::CONTENT_FOLDER;
use crate::import::input::{Post, Withheld};
use crate::import::write::{Action, PlannedFile};

/// A post that was imported before, and of which nothing is known now but that readers do not see it any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WithdrawnReport {
    /// The input that says so.
    pub source: String,
    /// Its title.
    pub title: String,
    /// Its number in WordPress.
    pub id: Option<u64>,
    /// Why readers do not see it.
    pub reason: Message,
    /// The files that became drafts, relative to the root.
    pub files: Vec<String>,
}

/// Reports such a post; none where there is nothing to do.
pub(in crate::import) fn withdrawn_report(
    source: &str,
    post: &Post,
    files: &[PlannedFile],
    dry_run: bool,
    problems: &mut Diagnostics,
) -> Option<WithdrawnReport> {
    let withheld = post.withheld.as_ref()?;
    let all: Vec<&PlannedFile> = files.iter().collect();
    if !all.is_empty() {
        warn_withheld(post, &all, dry_run, &Place::of_file(source), problems);
    }
    let (files, reason) = (made_drafts(&all), reason(withheld));
    (!files.is_empty()).then(|| WithdrawnReport {
        source: source.to_owned(),
        title: post.title.clone(),
        id: post.id,
        reason,
        files,
    })
}

/// The files that were published and are drafts now, relative to the root.
pub(super) fn made_drafts(files: &[&PlannedFile]) -> Vec<String> {
    files.iter().filter(|file| file.withdrawn).map(|file| path(file)).collect()
}

/// Tells what became of the files of a post that is not public at its source.
pub(super) fn warn_withheld(
    post: &Post,
    files: &[&PlannedFile],
    dry_run: bool,
    place: &Place,
    problems: &mut Diagnostics,
) {
    let Some(withheld) = &post.withheld else { return };
    let (title, reason) = (&post.title, reason(withheld));
    let mut warn = |message: Message, help: Message| {
        problems.push(Diagnostic::warning(Code::UnpublishedPost, message).at(place.clone()).help(help));
    };
    let withdrawn = made_drafts(files);
    let is_public = |file: &&&PlannedFile| {
        let text = file.after.as_ref().or(file.before.as_ref());
        text.is_some_and(|text| !is_draft(text))
    };
    let public: Vec<String> = files.iter().filter(is_public).map(|file| path(file)).collect();
    if !withdrawn.is_empty() {
        let done = if dry_run { say!("would be written") } else { say!("was written") };
        warn(
            say!(
                "the post `{title}` {reason}: `draft: true` {done} into {withdrawn}",
                title,
                reason,
                done,
                withdrawn = list(&withdrawn)
            ),
            say!("take out the line `draft: true` when they may be published; later imports leave it to you"),
        );
    } else if files.iter().any(|file| file.action == Action::Create) {
        warn(
            say!("the post `{title}` {reason}, so its files become drafts", title, reason),
            say!("take out the line `draft: true` when they may be published"),
        );
    }
    if !public.is_empty() {
        warn(
            say!(
                "the post `{title}` {reason}, but here {files} published",
                title,
                reason,
                files = verb(&list(&public), public.len())
            ),
            say!(
                "somebody published it here when the post was not public; if readers must not see it, write \
                 `draft: true` between the lines of hyphens"
            ),
        );
    }
}

fn path(file: &PlannedFile) -> String {
    format!("{CONTENT_FOLDER}/{}", file.path)
}

fn list(paths: &[String]) -> String {
    paths.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(", ")
}

fn verb(subject: &str, count: usize) -> Message {
    if count == 1 { say!("{subject} is", subject) } else { say!("{subject} are", subject) }
}

/// Why readers do not see it, as the rest of a sentence.
fn reason(withheld: &Withheld) -> Message {
    match withheld {
        Withheld::Protected => say!("is protected by a password"),
        Withheld::Status(status) if status == "trash" => say!("lies in the trash"),
        Withheld::Status(status) => say!("is not published (its status is `{status}`)", status),
        Withheld::Type(kind) => say!("is of the type `{kind}`, which may hold what no reader saw", kind),
    }
}
