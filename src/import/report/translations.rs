//! What the report says about translations.

use serde::Serialize;

use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::casefile::{FileName, is_translation, translation_path};
use crate::content::CONTENT_FOLDER;
use crate::import::input::Post;
use crate::import::write::{Paired, Pairing, PlannedFile, PlannedPost};

/// What a file translates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TranslationReport {
    /// The file of the original, relative to the root.
    pub original: String,
    /// What proves it.
    pub evidence: Message,
}

/// What a file translates, if it lies beside its original.
pub(super) fn translation(paired: Option<&Paired>, file: &PlannedFile) -> Option<TranslationReport> {
    FileName::of(&file.path).language?;
    let report = |paired: &Paired| TranslationReport {
        original: format!("{CONTENT_FOLDER}/{}", paired.original),
        evidence: paired.evidence.clone(),
    };
    paired.map(report)
}

/// Tells which files of a post in another language do not lie beside an original.
pub(super) fn warn_unpaired(post: &Post, planned: &PlannedPost, place: &Place, problems: &mut Diagnostics) {
    let Some(Pairing { language, article, cities }) = &planned.pairing else { return };
    let files = planned.cities.iter().zip(cities).chain(std::iter::once((&planned.article, article)));
    let mut alone: Vec<String> = Vec::new();
    for (file, paired) in files.filter(|(file, _)| !is_translation(&file.path)) {
        match paired {
            Some(paired) => problems.push(misplaced(file, paired, language, place)),
            None => alone.push(format!("`{CONTENT_FOLDER}/{}`", file.path)),
        }
    }
    if alone.is_empty() {
        return;
    }
    let message = say!(
        "the post `{title}` is in another language (`{language}`) than the site, and nothing shows what it \
         translates; drafts: {alone}",
        title = post.title,
        language,
        alone = alone.join(", ")
    );
    let help = say!(
        "import the original as well; or name each file like its original, `<original>.{language}.md`, and take \
         out `draft: true`",
        language
    );
    problems.push(Diagnostic::warning(Code::UnpairedTranslation, message).at(place.clone()).help(help));
}

/// A file that was imported before its original, or whose place another file has.
fn misplaced(file: &PlannedFile, paired: &Paired, language: &str, place: &Place) -> Diagnostic {
    let (path, original) = (&file.path, &paired.original);
    let message = say!(
        "`content/{path}` translates `content/{original}` ({evidence})",
        path,
        original,
        evidence = paired.evidence
    );
    let target = translation_path(original, language);
    Diagnostic::warning(Code::UnpairedTranslation, message)
        .at(place.clone())
        .help(say!("rename it to `content/{target}` unless that file is there, and take out `draft: true`", target))
}
