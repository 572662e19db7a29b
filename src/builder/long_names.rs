//! Names that no disk takes.
//!
//! Comes in: everything that the site consists of; goes out: a mistake for each file or folder whose name is too long, so that
//! a check finds it and no build ends in the middle.

use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::source::{Place, SourceFile};
use crate::outputs::Artifact;

/// How many bytes the name of a file or a folder may have: as many on nearly all disks.
pub(super) const MOST_BYTES: usize = 255;

/// How much of a long name a message shows.
const SHOWN: usize = 40;

/// Adds a problem for each artifact with such a name.
pub(super) fn check_long_names(artifacts: &[Artifact<'_>], problems: &mut Diagnostics) {
    // Most addresses are short as a whole.
    for artifact in artifacts.iter().filter(|artifact| artifact.path.as_str().len() > MOST_BYTES) {
        let Some(name) = artifact.path.as_str().split('/').find(|name| name.len() > MOST_BYTES) else { continue };
        let start: String = name.chars().take(SHOWN).collect();
        let message = format!("the name `{start}…` would have {} bytes, and disks take {MOST_BYTES}", name.len());
        problems.push(told(Diagnostic::error(Code::BadFileName, message), &artifact.origin));
    }
}

/// At the file that it comes from, if a person wrote that.
fn told(problem: Diagnostic, origin: &str) -> Diagnostic {
    let problem = problem.help("give it a shorter name; letters of most scripts have two or three bytes each");
    let file = ["content/", "assets/", "site.yaml"].iter().find_map(|start| origin.get(origin.find(start)?..));
    match file {
        Some(file) => problem.at(Place::start_of(&SourceFile::new(file, ""))),
        None => problem,
    }
}
