//! `chancery check`: what is wrong with a site, for people, for programs and for code hosts.

use std::path::Path;
use std::time::Duration;

use super::arguments::{Check, Report};
use super::commands::settings;
use super::progress::progress;
use super::{Outcome, explain, machine, network, show, terminal};
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::{Error, Result};
use crate::base::http::Failure;
use crate::base::message::{Language, Message, Noun, counted};
use crate::check::{Checked, External, Tried};

/// Runs the command.
pub(super) fn check(options: &Check, language: Language) -> Result<Outcome> {
    let root = &options.root.root;
    let allowed: Vec<Code> = options.allow.iter().map(|name| explain::code(name)).collect::<Result<_>>()?;
    let mut problems = Diagnostics::new();
    if options.external && cfg!(not(feature = "http")) {
        return Err(Error::Usage(Failure::NoNetworkInThisBuild.message()));
    }
    let external = options.external.then(|| External {
        client: network::impatient_client(),
        pause: Duration::from_millis(options.pause),
        wait: &network::wait,
        progress: progress(&say!("links to other hosts"), language),
    });
    let checked = crate::check::check(root, &settings(&options.view, language)?, external.as_ref(), &mut problems)?;
    let problems = problems.without(&allowed);
    let problems = if options.strict { problems.strict() } else { problems };
    let outcome = if problems.has_errors() { Outcome::Mistakes } else { Outcome::Fine };
    match options.format {
        Report::Human => {
            tell(problems, checked.filter(|_| outcome == Outcome::Fine), language);
            if let Some(line) = checked.and_then(|checked| checked.tried).map(tried_line) {
                terminal::say(&line, language);
            }
        }
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

/// `12 links to other hosts tried, 3 of them within the last week`.
fn tried_line(Tried { asked, known }: Tried) -> Message {
    let links = counted(asked + known, Noun::Link);
    match known {
        0 => say!("{links} to other hosts tried", links),
        _ => say!("{links} to other hosts tried, {known} of them within the last week", links, known),
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
