//! What is wrong, as a page in a browser shows it.
//!
//! Comes in: diagnostics, or a failure of the machine; goes out: HTML that stands alone, as a page or over another one. It says
//! what the terminal says: what was found, where, the line itself, and what to do.

use std::fmt::Write as _;
use std::ops::Range;

use crate::base::diag::{Diagnostic, Severity};
use crate::base::error::Error;
use crate::base::message::{Language, Message};
use crate::base::source::Place;

/// How it looks; the same over a page and alone.
const STYLE: &str = include_str!("mistakes.css");

/// How many mistakes are shown: nobody reads more before mending the first ones.
const MOST_SHOWN: usize = 20;

/// The mistakes among these problems as HTML; empty where there are none. Warnings are for the terminal.
pub(super) fn fragment(problems: &[Diagnostic], language: Language) -> String {
    let mistakes: Vec<&Diagnostic> = problems.iter().filter(|problem| problem.severity == Severity::Error).collect();
    if mistakes.is_empty() {
        return String::new();
    }
    let heading = match mistakes.len() {
        1 => say!("1 mistake"),
        count => say!("{count} mistakes", count),
    };
    let note = say!("The site is shown anew as soon as you have mended the file and saved it.");
    let mut html = format!("<h1>{}</h1><p>{}</p>", heading.shown(language), note.shown(language));
    mistakes.iter().take(MOST_SHOWN).for_each(|mistake| html.push_str(&article(mistake, language)));
    if let Some(more) = mistakes.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
        let more = say!("And {more} more; the terminal shows all of them.", more);
        let _ = write!(html, "<p>{}</p>", more.shown(language));
    }
    framed(&html, language)
}

/// A failure of the machine as HTML.
pub(super) fn failure(error: &Error, language: Language) -> String {
    let (heading, text) = (say!("The site could not be read").shown(language), error.message().shown(language));
    framed(&format!("<h1>{heading}</h1><article><h2>{}</h2></article>", in_code(&text)), language)
}

/// A page of its own that shows such HTML, for an address at which nothing better is at hand.
pub(super) fn page(fragment: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\" data-chancery-mistakes>\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<title>Mistakes</title>\n<style>:root {{ color-scheme: light dark }} body {{ margin: 0 }}</style>\n</head>\n<body>\n{fragment}\n</body>\n</html>\n"
    )
}

fn framed(html: &str, language: Language) -> String {
    let of_language = format!("lang=\"{}\" dir=\"{}\"", language.code(), language.direction());
    format!("<style>{STYLE}</style><section class=\"chancery-mistakes\" {of_language} role=\"alert\">{html}</section>")
}

fn article(problem: &Diagnostic, language: Language) -> String {
    let shown_in_code = |message: &Message| in_code(&message.shown(language));
    let mut html =
        format!("<article><h2>{} <code>{}</code></h2>", shown_in_code(&problem.message), escaped(&problem.code.name()));
    if let Some(place) = &problem.place {
        html.push_str(&shown(place));
    }
    if let Some((place, label)) = &problem.related {
        let _ = write!(html, "<p>{}:</p>{}", shown_in_code(label), shown(place));
    }
    if let Some(help) = &problem.help {
        let _ = write!(html, "<p class=\"help\"><b>{}:</b> {}</p>", say!("help").shown(language), shown_in_code(help));
    }
    html.push_str("</article>");
    html
}

/// `content/cases/oslo.md:3:7`, and the line with the words in question marked.
fn shown(place: &Place) -> String {
    let text = place.source.text();
    let file = escaped(place.source.path());
    if text.is_empty() {
        return format!("<p class=\"place\"><bdi>{file}</bdi></p>");
    }
    let at = place.position();
    let start = text.get(..place.span.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let rest = text.get(place.span.start..).unwrap_or_default();
    let end = place.span.start + rest.find('\n').unwrap_or(rest.len());
    let marked = place.span.start..place.span.end.min(end);
    let part = |range: Range<usize>| escaped(text.get(range).unwrap_or_default().trim_end_matches('\r'));
    format!(
        "<p class=\"place\"><bdi>{file}:{}:{}</bdi></p><pre dir=\"auto\">{}<mark>{}</mark>{}</pre>",
        at.line,
        at.column,
        part(start..marked.start),
        part(marked.clone()),
        part(marked.end..end)
    )
}

/// Words in backticks as code.
fn in_code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(index, part)| match index % 2 {
            0 => escaped(part),
            _ => format!("<code>{}</code>", escaped(part)),
        })
        .collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Code;
    use crate::base::source::SourceFile;

    fn problem() -> Diagnostic {
        let source = SourceFile::new("content/cases/<b>.md", "---\ntitle: تهران <i>\r\nland: IR\n---\n");
        let start = source.text().find("<i>").unwrap();
        Diagnostic::error(Code::UnknownKey, say!("no `{key}` here", key = "<key>"))
            .in_file(&source, start..start + 3)
            .help(say!("write `a`"))
    }

    #[test]
    fn a_mistake_is_shown_with_its_place_its_line_and_what_to_do() {
        let html = fragment(&[problem()], Language::English);
        for part in [
            "1 mistake<",
            "no <code>&lt;key&gt;</code> here",
            "<code>unknown-key</code>",
            "content/cases/&lt;b&gt;.md:2:14",
            "<pre dir=\"auto\">title: تهران <mark>&lt;i&gt;</mark></pre>",
            "<b>help:</b> write <code>a</code>",
        ] {
            assert!(html.contains(part), "{part} is not in {html}");
        }
        assert!(page(&html).contains("data-chancery-mistakes"));
    }

    #[test]
    fn warnings_cover_no_page_and_many_mistakes_are_counted() {
        assert_eq!(fragment(&[Diagnostic::warning(Code::BadDate, say!("x"))], Language::English), "");
        let many: Vec<Diagnostic> = vec![problem(); MOST_SHOWN + 3];
        let html = fragment(&many, Language::English);
        assert!(html.contains("23 mistakes") && html.contains("And 3 more"), "{html}");
        assert_eq!(html.matches("<article>").count(), MOST_SHOWN);
    }

    #[test]
    fn a_place_without_a_text_is_named() {
        let problem = Diagnostic::error(Code::MissingFile, say!("gone")).at(Place::of_file("site.yaml"));
        assert!(fragment(&[problem], Language::English).contains("<bdi>site.yaml</bdi>"));
        let failed = failure(&Error::Usage(say!("could not read `{path}`", path = "a<b")), Language::English);
        assert!(failed.contains("<code>a&lt;b</code>"), "{failed}");
    }
}
