//! Names that no disk takes, or not that of every system.
//!
//! Comes in: everything that the site consists of; goes out: a mistake for each file or folder whose name is too long, so that
//! a check finds it and no build ends in the middle; and a warning for each that Windows refuses, where a colleague may work or a
//! stick may be read.

use super::place::written_file;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::base::url::LONGEST_NAME;
use crate::base::windows;
use crate::config::FILE_NAME;
use crate::outputs::Artifact;

/// How much of a long name a message shows.
const SHOWN: usize = 40;

/// Adds a problem for each artifact with such a name.
pub(super) fn check_disk_names(artifacts: &[Artifact<'_>], problems: &mut Diagnostics) {
    for artifact in artifacts {
        if let Some(name) = artifact.path.long_name() {
            problems.push(told(too_long(name), &artifact.origin));
        }
        let names = artifact.path.as_str().split('/');
        let refused = names.filter(|name| !name.is_empty()).find_map(|name| Some((name, windows::refuses(name)?)));
        if let Some((name, why)) = refused {
            problems.push(told(refused_by_windows(name, why), &artifact.origin));
        }
    }
}

fn too_long(name: &str) -> Diagnostic {
    let start: String = name.chars().take(SHOWN).collect();
    let message = say!(
        "the name `{start}…` would have {name} bytes, and disks take {limit}",
        start,
        name = name.len(),
        limit = LONGEST_NAME
    );
    let help = say!("give it a shorter name; letters of most scripts have two or three bytes each");
    Diagnostic::error(Code::BadFileName, message).help(help)
}

fn refused_by_windows(name: &str, why: Message) -> Diagnostic {
    let message = say!("Windows has no file or folder called `{name}`: {why}", name, why);
    let help = say!("give it another name, or nobody can build the site there, or open it from a folder");
    Diagnostic::warning(Code::BadFileName, message).help(help)
}

/// At the file that it comes from, if a person wrote that.
fn told(problem: Diagnostic, origin: &str) -> Diagnostic {
    let file = ["content/", "assets/", FILE_NAME].iter().find_map(|start| written_file(origin, start));
    match file {
        Some(file) => problem.at(Place::of_file(file)),
        None => problem,
    }
}
