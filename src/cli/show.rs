//! Problems and failures as text for a person: what was found, where, the line itself, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Level, Origin, Renderer, Snippet};

use crate::base::diag::{Diagnostic, Diagnostics, Severity};
use crate::base::error::Error;
use crate::base::source::Place;

/// All problems, sorted, then how many there were; empty where there are none.
pub(super) fn problems(problems: Diagnostics) -> String {
    let sorted = problems.into_sorted();
    let mut text = String::new();
    for problem in &sorted {
        text.push_str(&diagnostic(problem));
        text.push_str("\n\n");
    }
    let count = |severity: Severity| sorted.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors > 0 {
        text.push_str(&format!("{} found", plural(errors, "mistake")));
        if warnings > 0 {
            text.push_str(&format!(", and {}", plural(warnings, "warning")));
        }
        text.push('\n');
    }
    text
}

/// `1 mistake`, `2 mistakes`.
pub(super) fn plural(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn diagnostic(problem: &Diagnostic) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let code = problem.code.name();
    let mut group =
        level.primary_title(problem.message.as_str()).id(code.as_str()).elements(std::iter::empty::<Origin<'_>>());
    match &problem.place {
        Some(place) if place.source.text().is_empty() => group = group.element(Origin::path(place.source.path())),
        Some(place) => {
            let mut snippet = snippet(place).annotation(AnnotationKind::Primary.span(shown(place)));
            if let Some((other, label)) = problem.related.as_ref().filter(|(other, _)| other.source == place.source) {
                snippet = snippet.annotation(AnnotationKind::Context.span(shown(other)).label(label.as_str()));
            }
            group = group.element(snippet);
        }
        None => {}
    }
    if let Some(help) = &problem.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    Renderer::styled().render(&[group])
}

fn snippet(place: &Place) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    Snippet::source(place.source.text()).path(place.source.path())
}

/// What to underline: the place, at most to the end of its line, and at least one character where there is one.
fn shown(place: &Place) -> Range<usize> {
    let text = place.source.text();
    let line_end = text[place.span.start..].find('\n').map_or(text.len(), |newline| place.span.start + newline);
    let end = place.span.end.min(line_end);
    if end > place.span.start {
        return place.span.start..end;
    }
    let next = text[place.span.start..].chars().next().filter(|next| *next != '\n').map_or(0, char::len_utf8);
    place.span.start..place.span.start + next
}

/// A failure of the machine.
pub(super) fn failure(error: &Error) -> String {
    let text = error.to_string();
    let group = Level::ERROR.primary_title(text.as_str()).elements(std::iter::empty::<Origin<'_>>());
    format!("{}\n", Renderer::styled().render(&[group]))
}
