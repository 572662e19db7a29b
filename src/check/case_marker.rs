//! Comments of articles that were meant as the mark where its cases are shown.
//!
//! Comes in: the site; goes out: a warning for each. The cases stand below the text then, and nobody sees the comment.

use crate::base::diag::{Code, Diagnostic};
use crate::base::error::Result;
use crate::base::suggest::closest;
use crate::markdown::comments;
use crate::model::CASES_MARKER;
use crate::site::Site;

/// The warnings.
///
/// # Errors
/// A content file cannot be read any more.
pub(super) fn check(site: &Site) -> Result<Vec<Diagnostic>> {
    let mut problems = Vec::new();
    for article in &site.articles {
        let body = article.text.body()?;
        if body.contains(CASES_MARKER) {
            continue;
        }
        let found = comments(&body).into_iter().find(|span| {
            let words = body[span.clone()].trim_start_matches("<!--").trim_end_matches("-->").trim();
            closest(words, ["cases"]).is_some()
        });
        if let Some(span) = found {
            let message = say!("this comment does not show the cases: they stand below the text");
            let problem = Diagnostic::warning(Code::BrokenMarkdown, message).at(article.text.body_span(span));
            problems.push(problem.help(say!("did you mean `{near}`?", near = CASES_MARKER)));
        }
    }
    Ok(problems)
}
