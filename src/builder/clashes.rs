//! Files of the site that cannot stand side by side.
//!
//! Comes in: everything that the site consists of; goes out: a mistake for each address that two files want. Many disks
//! take `Oslo.jpg` and `oslo.jpg` for one file, and some two ways of writing `é`; a file cannot be a folder either.

use std::borrow::Cow;

use rayon::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::config::{Config, FILE_NAME};
use crate::outputs::Artifact;

/// Adds every clash to `problems`.
pub(super) fn check_clashes(artifacts: &[Artifact<'_>], config: &Config, problems: &mut Diagnostics) {
    let paths: Vec<String> =
        artifacts.par_iter().with_min_len(512).map(|artifact| artifact.path.output_path()).collect();
    let mut files: Vec<(Cow<'_, str>, &Artifact<'_>)> =
        paths.iter().map(|path| same_on_disk(path)).zip(artifacts).collect();
    files.par_sort_by(|(one, _), (other, _)| one.cmp(other));
    let indexes = (0..files.len()).into_par_iter().with_min_len(512);
    let found: Vec<Diagnostic> = indexes.flat_map_iter(|index| clashes_of(index, &files, config)).collect();
    found.into_iter().for_each(|problem| problems.push(problem));
}

/// What is wrong with a file beside those before it.
fn clashes_of(index: usize, files: &[(Cow<'_, str>, &Artifact<'_>)], config: &Config) -> Vec<Diagnostic> {
    let (path, artifact) = &files[index];
    let before = index.checked_sub(1).map(|before| &files[before]);
    let mut problems = Vec::new();
    if let Some((_, other)) = before.filter(|(before, _)| before == path) {
        problems.push(clash(other, artifact, config));
    }
    // Folders that the file before lies in too were looked for then.
    let before = before.map_or("", |(path, _)| path.as_ref());
    let known = before.bytes().zip(path.bytes()).take_while(|(one, other)| one == other).count();
    for (slash, _) in path.match_indices('/').filter(|(slash, _)| *slash >= known) {
        let folder = path.get(..slash).unwrap_or_default();
        if let Ok(index) = files.binary_search_by(|(file, _)| file.as_ref().cmp(folder)) {
            problems.push(file_and_folder(files[index].1, artifact, config));
        }
    }
    problems
}

/// The path as disks compare it that tell as little apart as any does.
fn same_on_disk(path: &str) -> Cow<'_, str> {
    if path.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(path);
    }
    let small = path.to_lowercase();
    let is_composed = is_nfc_quick(small.chars()) == unicode_normalization::IsNormalized::Yes;
    Cow::Owned(if is_composed { small } else { small.nfc().collect() })
}

fn clash(one: &Artifact<'_>, other: &Artifact<'_>, config: &Config) -> Diagnostic {
    let (first, second) = (&one.path, &other.path);
    let message = if first == second {
        say!(
            "two files want the address {path}: {one}, and {other}",
            path = second,
            one = one.origin,
            other = other.origin
        )
    } else {
        say!(
            "{first} and {second} are one file on many disks, as only capitals or accents differ: {one}, and {other}",
            first,
            second,
            one = one.origin,
            other = other.origin
        )
    };
    told(message, one, other, config)
}

fn file_and_folder(file: &Artifact<'_>, other: &Artifact<'_>, config: &Config) -> Diagnostic {
    let path = &file.path;
    let message =
        say!("{path} would be a file and a folder: {one}, and {other}", path, one = file.origin, other = other.origin);
    told(message, file, other, config)
}

/// At the file that a person wrote, if one of the two is.
fn told(message: Message, one: &Artifact<'_>, other: &Artifact<'_>, config: &Config) -> Diagnostic {
    let problem = Diagnostic::error(Code::AddressConflict, message);
    let redirects = config.publishing.redirects.iter();
    let by_config = [one, other].into_iter().filter(|artifact| artifact.origin.ends_with(FILE_NAME));
    let moved = by_config.filter_map(|artifact| redirects.clone().find(|moved| moved.from == artifact.path)).next();
    if let Some(moved) = moved {
        return problem
            .at(moved.written.place.clone())
            .help(say!("take this redirect out, or give the page at its old address another one"));
    }
    let written = |folder: &'static str| {
        let origins = [&other.origin, &one.origin];
        origins.into_iter().find_map(move |origin| {
            let start = origin
                .match_indices(folder)
                .map(|(start, _)| start)
                .find(|start| origin.get(..*start).is_some_and(|before| before.is_empty() || before.ends_with(' ')))?;
            origin.get(start..)
        })
    };
    let at = |file: &str| Place::of_file(file);
    if let Some(file) = written("content/") {
        return problem.at(at(file)).help(say!("give one of them another `slug:`, or take out the alias"));
    }
    match written("assets/") {
        Some(file) => problem.at(at(file)).help(say!("give one of the two files another name, also where it is used")),
        None => problem.help(say!("give one of the two another name")),
    }
}
