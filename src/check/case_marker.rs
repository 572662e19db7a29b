//! Comments of articles that were meant as the mark where its cases are shown.
//!
//! Comes in: the texts; goes out: a warning for each. The cases stand below the text then, and nobody sees the comment.

use super::own_texts::{OwnText, of_each};
use crate::base::diag::{Code, Diagnostic};
use crate::base::suggest::closest;
use crate::markdown::comments;
use crate::model::CASES_MARKER;

/// The warnings.
pub(super) fn check(texts: &[OwnText<'_>]) -> Vec<Diagnostic> {
    of_each(texts, |text| match text.shown.is_article {
        true => look(text).into_iter().collect(),
        false => Vec::new(),
    })
}

fn look(OwnText { shown, body, .. }: &OwnText<'_>) -> Option<Diagnostic> {
    if body.contains(CASES_MARKER) {
        return None;
    }
    let span = comments(body).into_iter().find(|span| {
        let words = body[span.clone()].trim_start_matches("<!--").trim_end_matches("-->").trim();
        closest(words, ["cases"]).is_some()
    })?;
    let message = say!("this comment does not show the cases: they stand below the text");
    let problem = Diagnostic::warning(Code::BrokenMarkdown, message).at(shown.text.body_span(span));
    Some(problem.help(say!("did you mean `{near}`?", near = CASES_MARKER)))
}
