//! Slips in the site's own theme that neither Tera nor a browser tells of.
//!
//! Comes in: the files of the theme, and the finished pages; goes out: a warning for each name that no template sees, each field whose
//! tags readers see, each bracket of a style sheet without a partner, and each tag that pages are left with. A site without a theme of
//! its own has none.

use std::path::Path;

use super::own_theme::{OwnTheme, source};
use super::{frame, markup, style, templates};
use crate::assets::{Unclosed, unclosed};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::source::{Place, Position};
use crate::builder::{Rendered, own_theme_files};
use crate::config::Config;
use crate::outputs::Artifact;
use crate::theme::{ThemeFile, ThemeProblem, unescaped_html, unknown_fields};

/// Adds the warnings.
///
/// # Errors
/// A file of the theme is there and cannot be read.
pub(super) fn check(
    root: &Path,
    config: &Config,
    artifacts: &[Artifact<'_>],
    rendered: &[Rendered<'_>],
    problems: &mut Diagnostics,
) -> Result<()> {
    let theme = &config.theme.text;
    let files = own_theme_files(root, theme)?;
    let fields = [unknown_fields(&files), unescaped_html(&files)].concat();
    problems.extend(fields.iter().filter_map(|problem| in_template(problem, &files, theme)).collect());
    problems.extend(files.iter().flat_map(|file| in_style_sheet(file, theme)).collect());
    if !files.is_empty() {
        let own = OwnTheme::new((theme, &files), artifacts, rendered);
        problems.extend(style::check(&own, config).into_iter().collect());
        problems.extend(frame::check(&own).into_iter().collect());
        problems.extend(templates::check(&own).into_iter().collect());
        problems.extend(markup::check(&own).into_iter().collect());
    }
    Ok(())
}

fn in_template(problem: &ThemeProblem, files: &[ThemeFile], theme: &str) -> Option<Diagnostic> {
    let source = source(files.iter().find(|file| file.path == problem.file)?, theme);
    let start = source.offset(Position { line: problem.line, column: problem.column });
    let rest = &source.text()[start..];
    let length = rest.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(rest.len());
    let warning = Diagnostic::warning(Code::TemplateError, problem.message.clone());
    let warning = warning.at(Place::new(&source, start..start + length));
    Some(match &problem.help {
        Some(help) => warning.help(help.clone()),
        None => warning,
    })
}

fn in_style_sheet(file: &ThemeFile, theme: &str) -> Vec<Diagnostic> {
    if file.template().is_some() {
        return Vec::new();
    }
    let source = source(file, theme);
    let slip = |(at, what)| {
        let (length, message, help) = match what {
            Unclosed::Open(bracket) => {
                let end = closing(bracket);
                (
                    1,
                    say!(
                        "nothing closes this `{bracket}`, so that browsers take what follows for a part of it",
                        bracket
                    ),
                    say!("write `{end}` where it ends", end),
                )
            }
            Unclosed::Extra(bracket) => (
                1,
                say!("this `{bracket}` closes nothing, and browsers leave out the rule behind it", bracket),
                say!("take it out, or open what it closes"),
            ),
            Unclosed::Comment => (
                2,
                say!("the comment has no end, so that browsers leave out all that follows"),
                say!("write `*/` where it ends"),
            ),
            Unclosed::Text(quote) => (
                1,
                say!("the text has no end in its line, and browsers leave out the line"),
                say!("write `{quote}` where it ends", quote),
            ),
        };
        Diagnostic::warning(Code::TemplateError, message).at(Place::new(&source, at..at + length)).help(help)
    };
    unclosed(source.text()).into_iter().map(slip).collect()
}

fn closing(bracket: char) -> char {
    match bracket {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}
