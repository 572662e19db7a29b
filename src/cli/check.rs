//! `chancery check`: what is wrong with a site, for people, for programs and for code hosts.

use std::path::Path;

use super::arguments::{Check, Report};
use super::commands::settings;
use super::{Outcome, explain, machine, show, terminal};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::message::{Language, Noun, counted};
use crate::check::Checked;

/// Runs the command.
pub(super) fn check(options: &Check, language: Language) -> Result<Outcome> {
    let root = &options.root.root;
    let allowed: Vec<Code> = options.allow.iter().map(|name| explain::code(name)).collect::<Result<_>>()?;
    let mut problems = Diagnostics::new();
    let checked = crate::check::check(root, &settings(&options.view)?, &mut problems)?;
    let problems = problems.without(&allowed);
    let problems = if options.strict { problems.strict() } else { problems };
    let outcome = if problems.has_errors() { Outcome::Mistakes } else { Outcome::Fine };
    match options.format {
        Report::Human => tell(problems, checked.filter(|_| outcome == Outcome::Fine), language),
        format => terminal::print(&for_machines((format, language), &problems.into_sorted(), root, checked)),
    }
    Ok(outcome)
}

fn tell(problems: Diagnostics, checked: Option<Checked>, language: Language) {
    // The first of the worst.
    let worst = problems.clone().into_sorted().into_iter().min_by_key(|problem| problem.severity);
    let first = worst.map(|problem| problem.code);
    terminal::error(&show::problems(problems, language));
    if let Some(code) = first {
        terminal::warn(&say!("more about a message: chancery explain {code}", code), language);
    }
    if let Some(checked) = checked {
        let (files, links) = (counted(checked.files, Noun::File), counted(checked.links, Noun::Link));
        terminal::say(&say!("no mistakes in {files} with {links} to the site itself", files, links), language);
    }
}

fn for_machines(
    (format, language): (Report, Language),
    problems: &[Diagnostic],
    root: &Path,
    checked: Option<Checked>,
) -> String {
    match format {
        Report::Github => machine::github(problems, root, language),
        Report::Sarif => machine::sarif(problems, root, language),
        Report::Human | Report::Json => {
            machine::json(problems, checked.map(|checked| (checked.files, checked.links)), language)
        }
    }
}
