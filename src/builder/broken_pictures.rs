//! Pictures that cannot be shown, told where they are named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::assets::Assets;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::source::Place;
use crate::casefile::Target;
use crate::config::Config;
use crate::content::{ASSETS_FOLDER, Content, LinkTarget, Reference, ReferenceKind, SourceText, resolve};
use crate::images::{self, Broken};

/// A place where content names a file below `assets/`.
struct Mention {
    file: String,
    place: Place,
}

/// Adds a problem for each place that shows a picture, or leads to one, which is none or cannot be
/// decoded. A broken picture that nobody names is told as well, as it is not published.
///
/// # Errors
/// A file cannot be read.
pub(super) fn check(
    root: &Path,
    config: &Config,
    content: &Content,
    assets: &Assets,
    problems: &mut Diagnostics,
) -> Result<()> {
    let mut mentions = content.find(|entry| mentions_in(assets, entry.text));
    for image in [&config.image, &config.identity.logo].into_iter().flatten() {
        mentions.extend(mention(assets, &image.text, true, || image.place.clone()));
    }
    let mut reasons: BTreeMap<String, Option<Broken>> = BTreeMap::new();
    let mut named = BTreeSet::new();
    for Mention { file, place } in mentions {
        let reason = match assets.broken.get(&file) {
            Some(reason) => Some(reason.clone()),
            None => match reasons.get(&file) {
                Some(reason) => reason.clone(),
                None => {
                    let reason = images::process(&fs::read(&root.join(ASSETS_FOLDER).join(&file))?).err();
                    reasons.insert(file.clone(), reason.clone());
                    reason
                }
            },
        };
        problems.push(problem(&file, reason.as_ref()).at(place));
        named.insert(file);
    }
    for (file, reason) in assets.broken.iter().filter(|(file, _)| !named.contains(*file)) {
        let place = Place::of_file(format!("{ASSETS_FOLDER}/{file}"));
        let message = say!("the picture `assets/{file}` is not published: {reason}", file, reason = reason.message());
        let problem = Diagnostic::warning(Code::BrokenImage, message).at(place);
        problems.push(problem.help(say!("nothing names it: take it away, or put a picture in its place")));
    }
    Ok(())
}

fn problem(file: &str, reason: Option<&Broken>) -> Diagnostic {
    let Some(reason) = reason else {
        let message = say!("the picture `assets/{file}` has no name of a picture", file);
        return Diagnostic::error(Code::BrokenImage, message)
            .help(say!("give it the ending of its kind, such as `.jpg`, `.png` or `.webp`, here and there"));
    };
    let message = say!("the picture `assets/{file}` cannot be shown: {reason}", file, reason = reason.message());
    Diagnostic::error(Code::BrokenImage, message).help(reason.help())
}

/// The places in a text that name files which are no pictures.
fn mentions_in(assets: &Assets, text: &SourceText) -> Vec<Mention> {
    let mut found = Vec::new();
    for Reference { kind, text: words, span } in &text.analysis().references {
        let is_shown = *kind == ReferenceKind::Picture;
        match kind {
            ReferenceKind::Name(Target::Asset) => {
                found.extend(mention(assets, words, true, || text.span(span.clone())));
            }
            // Most links lead elsewhere, which costs less to see than to resolve.
            ReferenceKind::Link if assets.broken.is_empty() => {}
            ReferenceKind::Link | ReferenceKind::Picture => {
                if let LinkTarget::Asset(file) = resolve(text.path(), words) {
                    found.extend(mention(assets, &file, is_shown, || text.body_span(span.clone())));
                }
            }
            ReferenceKind::Name(_)
            | ReferenceKind::Title
            | ReferenceKind::Underlined
            | ReferenceKind::Load
            | ReferenceKind::Source => {}
        }
    }
    found
}

/// A file that is not there was reported before.
fn mention(assets: &Assets, file: &str, is_shown: bool, place: impl FnOnce() -> Place) -> Option<Mention> {
    let files = &assets.files;
    let is_wrong =
        assets.broken.contains_key(file) || is_shown && files.is_there(file) && files.picture(file).is_none();
    is_wrong.then(|| Mention { file: file.to_owned(), place: place() })
}
