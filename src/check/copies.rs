//! Texts that stand in two files: one of the two was copied and not written yet.
//!
//! Comes in: the texts; goes out: a warning for each copy.

use std::collections::BTreeMap;

use super::own_texts::OwnText;
use crate::base::diag::{Code, Diagnostic};
use crate::base::digest::Digest;
use crate::base::message::Message;
use crate::base::source::Place;

/// Shorter texts, such as headings that wait for their words, may be the same.
const LONG: usize = 200;

/// The warnings.
pub(super) fn check(texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    let mut by_path: Vec<&OwnText<'_>> = texts.iter().collect();
    // `paris-2.md` is most likely the copy of `paris.md`, and stands before it.
    by_path.sort_by_key(|text| (text.shown.text.path().len(), text.shown.text.path()));
    let (mut files, mut long) = (BTreeMap::new(), BTreeMap::new());
    let told = by_path.into_iter().filter_map(|own| {
        let (path, body) = (own.shown.text.path(), own.body.trim());
        if let Some(first) = files.insert((own.language(), own.shown.text.fingerprint()), path) {
            return Some(copy(first, path, say!("the file is the same as `{first}`, letter by letter", first)));
        }
        let is_long = body.chars().count() >= LONG;
        let first = is_long.then(|| long.insert((own.language(), Digest::of(body.as_bytes())), path)).flatten()?;
        Some(copy(first, path, say!("the text is the same as that of `{first}`, letter by letter", first)))
    });
    told.collect()
}

fn copy(first: &str, path: &str, message: Message) -> Diagnostic {
    Diagnostic::warning(Code::DuplicateText, message)
        .at(Place::of_file(path))
        .related(Place::of_file(first), say!("the other one"))
        .help(say!("write what is to be said in the copy of the two, or remove it"))
}
