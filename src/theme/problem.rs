//! What is wrong with a site theme.
//!
//! Comes in: Tera's errors. Goes out: [`ThemeProblem`]s, plain values with a place. The layer that prints turns them into
//! diagnostics; this one knows neither folders nor terminals.

use tera::{Error, ErrorKind};

use super::tera_words::{MEANT, lost_block, said};
use crate::base::message::Message;
use crate::base::suggest::closest;

/// A mistake in a file of a site theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThemeProblem {
    /// The file, relative to the theme's folder: `templates/case.html`.
    pub file: String,
    /// Whether it is the file that the program carries and not one of the site's own.
    pub embedded: bool,
    /// The line, from 1; 0 where the mistake has no one place.
    pub line: usize,
    /// The column in characters, from 1; 0 where the mistake has no one place.
    pub column: usize,
    /// What is wrong.
    pub message: Message,
    /// What to do, where there is something to say.
    pub help: Option<Message>,
}

/// Before the names of the site's own templates. Tera tries it first, so they win over the embedded ones.
pub(super) const OWN: &str = "own/";

/// Before the names of the embedded templates. A site's template may `{% extends "default/base.html" %}`.
pub const DEFAULT: &str = "default/";

/// Where the templates are in the folder of a theme.
pub const TEMPLATES: &str = "templates/";

/// All problems that an error of Tera tells of.
pub(super) fn problems_of(error: &Error) -> Vec<ThemeProblem> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let span = report.span();
            let mut problem = told(report.filename(), (span.start_line, span.start_col + 1), report.message());
            if let Some(callers) = callers_in(&error.to_string()) {
                let callers = say!("it is reached from {callers}", callers);
                problem.help = Some(match problem.help {
                    Some(help) => say!("{help}; {callers}", help, callers),
                    None => callers,
                });
            }
            vec![problem]
        }
        ErrorKind::Msg(text) => problems_in_reports(text),
        ErrorKind::MissingParent { current, parent } => {
            vec![at(current, say!("extends `{parent}`, which is not there", parent), Some(originals()))]
        }
        ErrorKind::CircularExtend { tpl, .. } => vec![at(tpl, say!("extends itself"), None)],
        ErrorKind::CircularInclude { tpl, .. } => vec![at(tpl, say!("includes itself"), None)],
        ErrorKind::TemplateNotFound(name) => vec![at(name, say!("the template is not there"), None)],
        _ => vec![told("", (0, 0), &error.to_string())],
    }
}

/// What Tera tells of a place in a template that it knows by `name`.
fn told(name: &str, (line, column): (usize, usize), tera: &str) -> ThemeProblem {
    ThemeProblem { line, column, ..at(name, said(tera), help_for(tera.trim_end_matches('.'))) }
}

/// A problem without a place in a template that Tera knows by `name`.
fn at(name: &str, message: Message, help: Option<Message>) -> ThemeProblem {
    let (path, embedded) = match (name.strip_prefix(OWN), name.strip_prefix(DEFAULT)) {
        (Some(path), _) => (path, false),
        (None, Some(path)) => (path, true),
        (None, None) => (name, false),
    };
    ThemeProblem { file: format!("{TEMPLATES}{path}"), embedded, line: 0, column: 0, message, help }
}

/// Tera checks references once all templates are there, and gives all mistakes as one finished text: reports with an
/// empty line between them.
fn problems_in_reports(text: &str) -> Vec<ThemeProblem> {
    text.split("\n\nerror: ").map(|report| problem_in_report(report.trim_start_matches("error: "))).collect()
}

/// Reads `message`, then `--> file:line:column`.
fn problem_in_report(report: &str) -> ThemeProblem {
    let mut lines = report.lines();
    let message = lines.next().unwrap_or_default();
    let place = lines.next().and_then(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
    let mut parts = place.rsplitn(3, ':');
    let column = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    let line = parts.next().and_then(|part| part.parse().ok()).unwrap_or(0);
    told(parts.next().unwrap_or_default(), (line, column), message)
}

/// The templates that led to the one with the mistake; Tera tells them only in its finished text.
fn callers_in(text: &str) -> Option<String> {
    let notes = text.lines().filter_map(|line| line.strip_prefix("note: ")?.rsplit_once(' '));
    // As a file of the theme's folder, whosever it is.
    let path = |place: &str| place.trim_start_matches(OWN).trim_start_matches(DEFAULT).to_owned();
    let callers: Vec<String> = notes.map(|(_, place)| format!("`templates/{}`", path(place))).collect();
    (!callers.is_empty()).then(|| callers.join(", "))
}

fn help_for(message: &str) -> Option<Message> {
    if let Some((_, near)) = message.split_once(MEANT) {
        return Some(say!("did you mean `{near}`?", near = near.trim_end_matches(['?', '`'])));
    }
    let help = if lost_block(message).is_some() {
        say!("name a block of the template that this one extends, or take it out")
    } else if message.contains("is not defined") || message.contains("Available fields") {
        let help = say!(
            "`docs/themes.md` lists what each template sees; for a value that may be missing write `a?.b or \"\"`"
        );
        return Some(match (meant_field(message), known_fields(message)) {
            (Some(near), _) => say!("did you mean `{near}`? {help}", near, help),
            (None, Some(known)) => {
                say!("there are {known}; {help}", known = format!("`{}`", known.replace(", ", "`, `")), help)
            }
            (None, None) => help,
        });
    } else if message.starts_with("Unknown filter") || message.starts_with("Unknown function") {
        say!("`docs/themes.md` lists the filters and functions")
    } else if message.starts_with("Unknown component") || message.starts_with("Unknown template") {
        say!("put the file into the theme's `templates` folder, or correct the name")
    } else if message.starts_with("Found string but expected") {
        say!("give the argument its name, as in `t(key=\"cite\")`")
    } else if message == "Unknown tag" {
        say!(
            "close what is open above it first, such as an `{{% if %}}` with `{{% endif %}}`; or correct the name \
             of the tag"
        )
    } else {
        return None;
    };
    Some(help)
}

fn originals() -> Message {
    say!("the original of a template is `default/` and its name, as in `{{% extends \"default/case.html\" %}}`")
}

/// The name that was meant, where Tera says which there are: "Field `titel` is not defined. Available fields: city, title".
fn meant_field(message: &str) -> Option<&str> {
    let name = message.split('`').nth(1)?;
    closest(name, known_fields(message)?.split(", "))
}

fn known_fields(message: &str) -> Option<&str> {
    let lists = [". Available fields: ", ". Available variables: "];
    lists.iter().find_map(|list| Some(message.split_once(list)?.1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::engine::{Theme, ThemeFile};
    use crate::theme::files::SiteAssets;

    #[test]
    fn every_report_of_a_finished_text_becomes_a_problem() {
        let text = "error: Unknown filter `a`\n --> own/x.html:1:11\n  |\n1 | {{ n | a }}\n  |        ^\n\n\
                    error: Unknown function `b`\n --> default/y.html:20:3\n   |\n20 | {{ b() }}\n   |    ^";
        let problems = problems_in_reports(text);
        let places: Vec<_> = problems.iter().map(|p| (p.file.as_str(), p.embedded, p.line, p.column)).collect();
        assert_eq!(places, [("templates/x.html", false, 1, 11), ("templates/y.html", true, 20, 3)]);
        assert_eq!(problems[1].message, "there is no function `b`");
    }

    #[test]
    fn a_field_that_was_meant_is_named() {
        let help = help_for("Field `titel` is not defined. Available fields: city, title, updated").unwrap().english();
        assert!(help.starts_with("did you mean `title`?"), "{help}");
        let help = help_for("Variable `csae` is not defined. Available variables: case, page, site").unwrap().english();
        assert!(help.starts_with("did you mean `case`?"), "{help}");
        let help = help_for("Field `x` is not defined. Available fields: city, title").unwrap().english();
        assert!(help.starts_with("there are `city`, `title`; `docs/themes.md`"), "{help}");
    }

    #[test]
    fn what_tera_says_of_tags_and_blocks_is_known() {
        let help = |text: &str| {
            let file = ThemeFile { path: "templates/case.html".to_owned(), bytes: text.as_bytes().to_vec() };
            let problems = Theme::load(vec![file], "en", &SiteAssets::new()).err().unwrap();
            problems.into_iter().next().and_then(|problem| problem.help).unwrap_or_default().english()
        };
        let open = "{% extends \"base.html\" %}{% block content %}{% if case %}{% endblock content %}";
        assert_eq!(help(open), "write `{% endif %}` where it should end");
        let block = "{% extends \"base.html\" %}{% block contents %}{% endblock contents %}";
        assert!(help(block).starts_with("name a block"), "{}", help(block));
    }

    #[test]
    fn a_text_without_a_place_is_still_a_problem() {
        let problems = problems_in_reports("Component `card` is defined in both `own/a.html` and `own/b.html`");
        assert_eq!((problems.len(), problems[0].line), (1, 0));
        assert!(problems[0].message.contains("is in two templates"));
    }
}
