//! What lies in the folders of a site and is no file of it.
//!
//! Comes in: what a listing passed over; goes out: what to say of it. Links that lead out of the site are mistakes: who builds
//! the site of somebody else must not publish files of their own machine.

use crate::base::diag::{Code, Diagnostic};
use crate::base::fs::{Oddity, Strange};
use crate::base::source::Place;

/// What to say of something that is no file of the site.
pub(super) fn diagnostic(Strange { path, what }: &Strange) -> Diagnostic {
    let problem = match what {
        Oddity::Outside(target) => {
            let message = say!("`{path}` is a link to `{target}`, outside the site", path, target = target.display());
            Diagnostic::error(Code::LinkOutside, message)
                .help(say!("put what it leads to there itself, or remove the link"))
        }
        Oddity::Hidden => {
            let message =
                say!("`{path}` is a link to something hidden in the site's folder, which is never published", path);
            Diagnostic::error(Code::LinkOutside, message)
                .help(say!("put what it leads to there itself, or remove the link"))
        }
        Oddity::Nowhere => {
            let message = say!("`{path}` is a link that leads nowhere", path);
            Diagnostic::error(Code::LinkOutside, message).help(say!("put the file there itself, or remove the link"))
        }
        Oddity::NoFile => {
            let message = say!("`{path}` is a pipe, a device or a socket and not a file, so it is not read", path);
            Diagnostic::warning(Code::NotAFile, message).help(say!("remove it, or put a file in its place"))
        }
        Oddity::Folder => {
            let message = say!("`{path}` is a folder, though it is called like a text", path);
            Diagnostic::warning(Code::NotAFile, message).help(say!("rename the folder, or put a text in its place"))
        }
    };
    problem.at(Place::of_file(path.as_str()))
}
