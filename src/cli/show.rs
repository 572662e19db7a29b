//! Problems and failures as text for a person: what was found, where, the line itself, and what to do.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::base::diag::{Diagnostic, Diagnostics, Severity};
use crate::base::error::Error;
use crate::base::message::{FIRST_STRONG_ISOLATE, Language, Message, Noun, POP_ISOLATE, counted};
use crate::base::source::Place;

/// All problems, sorted, then how many there were; empty where there are none.
pub(super) fn problems(problems: Diagnostics, language: Language) -> String {
    let sorted = problems.into_sorted();
    let mut text = String::new();
    for problem in &sorted {
        text.push_str(&diagnostic(problem, language));
        text.push_str("\n\n");
    }
    let count = |severity: Severity| sorted.iter().filter(|problem| problem.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors > 0 {
        let errors = counted(errors, Noun::Mistake);
        let found = match warnings {
            0 => say!("{errors} found", errors),
            _ => say!("{errors} found, and {warnings}", errors, warnings = counted(warnings, Noun::Warning)),
        };
        text.push_str(&format!("{}\n", found.shown(language)));
    }
    text
}

/// Several parts of a line: `built 7 cases · nothing changed`.
pub(super) fn parts(parts: impl IntoIterator<Item = Message>) -> Message {
    let mut parts = parts.into_iter();
    let first = parts.next().unwrap_or_default();
    parts.fold(first, |one, other| say!("{one} · {other}", one, other))
}

/// Stand in for the signs of direction while lines are drawn, as whoever draws them takes those out.
const ISOLATES: [(char, char); 2] = [(FIRST_STRONG_ISOLATE, '\u{f8f0}'), (POP_ISOLATE, '\u{f8f1}')];

/// A message as it can be drawn.
fn drawable(message: &Message, language: Language) -> String {
    let shown = message.shown(language);
    if language == Language::English {
        return shown;
    }
    ISOLATES.iter().fold(shown, |text, (sign, other)| text.replace(*sign, &other.to_string()))
}

/// What was drawn, as it is shown.
fn drawn(group: Group<'_>, language: Language) -> String {
    let text = Renderer::styled().render(&[group]);
    if language == Language::English {
        return text;
    }
    ISOLATES.iter().fold(text, |text, (sign, other)| text.replace(*other, &sign.to_string()))
}

/// The word before a message.
fn level(level: Level<'static>, message: &Message, language: Language) -> Level<'static> {
    match language {
        // It has the word already.
        Language::English => level,
        Language::Persian => level.with_name(message.text(language)),
    }
}

fn diagnostic(problem: &Diagnostic, language: Language) -> String {
    let level_of = match problem.severity {
        Severity::Error => level(Level::ERROR, &say!("error"), language),
        Severity::Warning => level(Level::WARNING, &say!("warning"), language),
        Severity::Notice => level(Level::NOTE.with_name(Severity::Notice.name()), &say!("notice"), language),
    };
    let drawable = |message: &Message| drawable(message, language);
    let code = problem.code.name();
    let mut group =
        level_of.primary_title(drawable(&problem.message)).id(code.as_str()).elements(std::iter::empty::<Origin<'_>>());
    match &problem.place {
        Some(place) if place.source.text().is_empty() => group = group.element(Origin::path(place.source.path())),
        Some(place) => {
            let related = problem.related.as_ref().filter(|(other, _)| other.source == place.source);
            let lines = lines(place, related.map(|(other, _)| other));
            let within = |place: &Place| {
                let shown = shown(place);
                shown.start - lines.start..shown.end - lines.start
            };
            let mut snippet = snippet(place, &lines).annotation(AnnotationKind::Primary.span(within(place)));
            if let Some((other, label)) = related {
                snippet = snippet.annotation(AnnotationKind::Context.span(within(other)).label(drawable(label)));
            }
            group = group.element(snippet);
        }
        None => {}
    }
    if let Some(help) = &problem.help {
        group = group.element(level(Level::HELP, &say!("help"), language).message(drawable(help)));
    }
    drawn(group, language)
}

/// The lines that hold the places. The rest of the file is not given away: whoever draws the lines reads all that is, for
/// each problem anew.
fn lines(place: &Place, other: Option<&Place>) -> Range<usize> {
    let text = place.source.text();
    let starts = [place.span.start, other.map_or(place.span.start, |other| other.span.start)];
    let (first, last) = (starts[0].min(starts[1]), starts[0].max(starts[1]));
    // The end of a file is shown behind its last line, not on a line of its own.
    let last_line = text.strip_suffix('\n').unwrap_or(text).len();
    let start = text[..first.min(last_line)].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[last..].find('\n').map_or(text.len(), |newline| last + newline + 1);
    start..end
}

fn snippet<'p>(place: &'p Place, lines: &Range<usize>) -> Snippet<'p, annotate_snippets::Annotation<'p>> {
    let text = place.source.text();
    let line = memchr::memchr_iter(b'\n', &text.as_bytes()[..lines.start]).count() + 1;
    Snippet::source(&text[lines.clone()]).line_start(line).path(place.source.path())
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
pub(super) fn failure(error: &Error, language: Language) -> String {
    let title = level(Level::ERROR, &say!("error"), language).primary_title(drawable(&error.message(), language));
    format!("{}\n", drawn(title.elements(std::iter::empty::<Origin<'_>>()), language))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Code;
    use crate::base::source::SourceFile;

    #[test]
    fn what_is_drawn_is_as_long_as_the_lines_however_long_the_file() {
        let source = SourceFile::new("a.md", "line\n".repeat(1000));
        let place = |start: usize| Place { source: source.clone(), span: start..start + 4 };
        assert_eq!(lines(&place(500), None), 500..505);
        assert_eq!(lines(&place(500), Some(&place(490))), 490..505);
        let shown = diagnostic(&Diagnostic::error(Code::BadYaml, say!("x")).at(place(500)), Language::English);
        assert!(shown.contains("101"), "{shown}");
    }

    #[test]
    fn a_persian_message_keeps_its_signs_of_direction() {
        let problem = Diagnostic::error(Code::BadYaml, say!("there is no file `{path}`", path = "a.md"));
        let shown = anstream::adapter::strip_str(&diagnostic(&problem, Language::Persian)).to_string();
        assert!(shown.starts_with("خطا[bad-yaml]: ") && shown.contains("\u{2068}`a.md`\u{2069}"), "{shown}");
        assert!(!shown.contains(['\u{f8f0}', '\u{f8f1}', '\u{fffd}']), "{shown}");
    }

    #[test]
    fn the_end_of_a_file_is_shown_behind_its_last_line() {
        let source = SourceFile::new("a.md", "one\ntwo\n");
        assert_eq!(lines(&Place { source, span: 8..8 }, None), 4..8);
    }
}
