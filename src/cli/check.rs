//! `chancery check`: what is wrong with a site, for people, for programs and for code hosts.

use std::path::Path;

use super::arguments::{Check, Report};
use super::commands::settings;
use super::{Outcome, explain, machine, show, terminal};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::check::Checked;

/// Runs the command.
pub(super) fn check(options: &Check) -> Result<Outcome> {
    let root = &options.root.root;
    let allowed: Vec<Code> = options.allow.iter().map(|name| explain::code(name)).collect::<Result<_>>()?;
    let mut problems = Diagnostics::new();
    let checked = crate::check::check(root, &settings(&options.view)?, &mut problems)?;
    let problems = problems.without(&allowed);
    let problems = if options.strict { problems.strict() } else { problems };
    let outcome = if problems.has_errors() { Outcome::Mistakes } else { Outcome::Fine };
    match options.format {
        Report::Human => tell(problems, checked.filter(|_| outcome == Outcome::Fine)),
        format => terminal::print(&for_machines(format, &problems.into_sorted(), root, checked)),
    }
    Ok(outcome)
}

fn tell(problems: Diagnostics, checked: Option<Checked>) {
    // The first of the worst.
    let worst = problems.clone().into_sorted().into_iter().min_by_key(|problem| problem.severity);
    let first = worst.map(|problem| problem.code);
    terminal::error(&show::problems(problems));
    if let Some(code) = first {
        terminal::error(&format!("more about a message: chancery explain {code}\n"));
    }
    if let Some(checked) = checked {
        terminal::print(&format!(
            "no mistakes in {} with {} to the site itself\n",
            show::plural(checked.files, "file"),
            show::plural(checked.links, "link")
        ));
    }
}

fn for_machines(format: Report, problems: &[Diagnostic], root: &Path, checked: Option<Checked>) -> String {
    match format {
        Report::Github => machine::github(problems, root),
        Report::Sarif => machine::sarif(problems, root),
        Report::Human | Report::Json => {
            machine::json(problems, checked.map(|checked| checked.files), checked.map(|checked| checked.links))
        }
    }
}
