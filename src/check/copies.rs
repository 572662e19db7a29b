//! Texts that stand in two files: one of the two was copied and not written yet.
//!
//! Comes in: the editions; goes out: a warning for each copy.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::base::diag::{Code, Diagnostic};
use crate::base::digest::Digest;
use crate::base::error::Result;
use crate::base::message::Message;
use crate::base::source::Place;
use crate::content::SourceText;
use crate::outputs::Edition;

/// Shorter texts, such as headings that wait for their words, may be the same.
const LONG: usize = 200;

/// The warnings.
///
/// # Errors
/// A content file cannot be read any more.
pub(super) fn check(editions: &[Edition]) -> Result<Vec<Diagnostic>> {
    let mut problems = Vec::new();
    for edition in editions {
        let texts: Vec<&SourceText> = edition.site.own_texts().map(|shown| &**shown.text).collect();
        let bodies: Vec<Option<Digest>> = texts
            .par_iter()
            .map(|text| {
                let body = text.body()?;
                Ok((body.trim().chars().count() >= LONG).then(|| Digest::of(body.trim().as_bytes())))
            })
            .collect::<Result<_>>()?;
        let mut by_path: Vec<_> = texts.into_iter().zip(bodies).collect();
        // `paris-2.md` is the copy of `paris.md`, and stands before it.
        by_path.sort_by_key(|(text, _)| (text.path().len(), text.path()));
        let (mut files, mut long) = (BTreeMap::new(), BTreeMap::new());
        for (text, body) in by_path {
            let path = text.path();
            if let Some(first) = files.insert(text.fingerprint(), path) {
                problems.push(copy(path, say!("the file is the same as `{first}`, letter by letter", first)));
            } else if let Some(first) = body.and_then(|body| long.insert(body, path)) {
                problems.push(copy(path, say!("the text is the same as that of `{first}`, letter by letter", first)));
            }
        }
    }
    Ok(problems)
}

fn copy(path: &str, message: Message) -> Diagnostic {
    Diagnostic::warning(Code::DuplicateText, message)
        .at(Place::of_file(path))
        .help(say!("write what is to be said here, or remove one of the two files"))
}
