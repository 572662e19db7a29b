//! Names that no disk takes.
//!
//! Comes in: everything that the site consists of; goes out: a mistake for each file or folder whose name is too long, so that
//! a check finds it and no build ends in the middle.

use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::Place;
use crate::base::url::LONGEST_NAME;
use crate::outputs::Artifact;

/// How much of a long name a message shows.
const SHOWN: usize = 40;

/// Adds a problem for each artifact with such a name.
pub(super) fn check_long_names(artifacts: &[Artifact<'_>], problems: &mut Diagnostics) {
    for artifact in artifacts {
        let Some(name) = artifact.path.long_name() else { continue };
        let start: String = name.chars().take(SHOWN).collect();
        let message = say!(
            "the name `{start}…` would have {name} bytes, and disks take {limit}",
            start,
            name = name.len(),
            limit = LONGEST_NAME
        );
        problems.push(told(Diagnostic::error(Code::BadFileName, message), &artifact.origin));
    }
}

/// At the file that it comes from, if a person wrote that.
fn told(problem: Diagnostic, origin: &str) -> Diagnostic {
    let problem = problem.help(say!("give it a shorter name; letters of most scripts have two or three bytes each"));
    let file = ["content/", "assets/", "site.yaml"].iter().find_map(|start| origin.get(origin.find(start)?..));
    match file {
        Some(file) => problem.at(Place::of_file(file)),
        None => problem,
    }
}
