//! Files of the site that cannot stand side by side.
//!
//! Comes in: everything that the site consists of; goes out: a mistake for each address that two files want. Many disks
//! take `Oslo.jpg` and `oslo.jpg` for one file, and some two ways of writing `é`; a file cannot be a folder either.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};

use super::place::written_file;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::message::Message;
use crate::base::source::Place;
use crate::config::FILE_NAME;
use crate::outputs::{Artifact, Edition};

/// Two files that cannot stand side by side.
struct Clash<'a> {
    one: &'a Artifact<'a>,
    other: &'a Artifact<'a>,
    /// Is the first one a folder of the other?
    is_folder: bool,
}

/// Adds every clash to `problems`: that of two things that people wrote once, however many files are made of them.
pub(super) fn check_clashes(artifacts: &[Artifact<'_>], editions: &[Edition], problems: &mut Diagnostics) {
    let paths: Vec<String> =
        artifacts.par_iter().with_min_len(512).map(|artifact| artifact.path.output_path()).collect();
    let mut files: Vec<(Cow<'_, str>, &Artifact<'_>)> =
        paths.iter().map(|path| same_on_disk(path)).zip(artifacts).collect();
    files.par_sort_by(|(one, _), (other, _)| one.cmp(other));
    let indexes = (0..files.len()).into_par_iter().with_min_len(512);
    let found: Vec<Clash<'_>> = indexes.flat_map_iter(|index| clashes_of(index, &files)).collect();
    let mut of_two: BTreeMap<(bool, [&str; 2]), (Clash<'_>, usize)> = BTreeMap::new();
    for clash in found {
        let mut origins: [&str; 2] = [clash.one.origin.as_ref(), clash.other.origin.as_ref()];
        origins.sort_unstable();
        of_two.entry((clash.is_folder, origins)).or_insert((clash, 0)).1 += 1;
    }
    of_two.into_values().for_each(|(clash, count)| problems.push(diagnostic(&clash, count - 1, editions)));
}

/// What is wrong with a file beside those before it.
fn clashes_of<'a>(index: usize, files: &[(Cow<'_, str>, &'a Artifact<'a>)]) -> Vec<Clash<'a>> {
    let (path, artifact) = &files[index];
    let before = index.checked_sub(1).map(|before| &files[before]);
    let mut clashes = Vec::new();
    if let Some((_, other)) = before.filter(|(before, _)| before == path) {
        clashes.push(Clash { one: other, other: artifact, is_folder: false });
    }
    // Folders that the file before lies in too were looked for then.
    let before = before.map_or("", |(path, _)| path.as_ref());
    let known = before.bytes().zip(path.bytes()).take_while(|(one, other)| one == other).count();
    for (slash, _) in path.match_indices('/').filter(|(slash, _)| *slash >= known) {
        let folder = path.get(..slash).unwrap_or_default();
        if let Ok(index) = files.binary_search_by(|(file, _)| file.as_ref().cmp(folder)) {
            clashes.push(Clash { one: files[index].1, other: artifact, is_folder: true });
        }
    }
    clashes
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

/// What to say of two files, of which so many more addresses clash.
fn diagnostic(clash: &Clash<'_>, others: usize, editions: &[Edition]) -> Diagnostic {
    let Clash { one, other, is_folder } = clash;
    let (first, second) = (&one.path, &other.path);
    let more = if others == 0 { Message::default() } else { say!(" (and {others} more)", others) };
    let of_two = say!("{one}, and {other}", one = one.origin, other = other.origin);
    let message = if *is_folder {
        say!("{path} would be a file and a folder{more}: {of_two}", path = first, more, of_two)
    } else if first == second {
        say!("two files want the address {path}{more}: {of_two}", path = second, more, of_two)
    } else if is_one_asset(&one.origin, &other.origin) {
        // What is published of a picture has other names than the two files.
        say!(
            "{one} and {other} are one file on many disks, as only capitals or accents differ",
            one = one.origin,
            other = other.origin
        )
    } else {
        say!(
            "{first} and {second} are one file on many disks, as only capitals or accents differ{more}: {of_two}",
            first,
            second,
            more,
            of_two
        )
    };
    told(message, one, other, editions)
}

/// Are these files below `assets/` one on many disks?
fn is_one_asset(one: &str, other: &str) -> bool {
    one.starts_with("assets/") && one != other && same_on_disk(one) == same_on_disk(other)
}

/// At the file that a person wrote, if one of the two is.
fn told(message: Message, one: &Artifact<'_>, other: &Artifact<'_>, editions: &[Edition]) -> Diagnostic {
    let problem = Diagnostic::error(Code::AddressConflict, message);
    let redirects = editions.iter().flat_map(|edition| &edition.site.config.publishing.redirects);
    let by_config = [one, other].into_iter().filter(|artifact| artifact.origin.ends_with(FILE_NAME));
    let moved = by_config.filter_map(|artifact| redirects.clone().find(|moved| moved.from == artifact.path)).next();
    if let Some(moved) = moved {
        return problem
            .at(moved.written.place.clone())
            .help(say!("take this redirect out, or give the page at its old address another one"));
    }
    let aliases: Vec<(&Artifact<'_>, &str)> =
        [other, one].into_iter().filter_map(|artifact| Some((artifact, alias_in(artifact)?))).collect();
    if let Some((alias, file)) = aliases.first() {
        let help = match aliases.len() {
            1 => say!("take the alias out, or give the page that stands there another address"),
            _ => say!("leave the alias in the one text that readers of the old address look for"),
        };
        return problem.at(place(file, alias.path.as_str().trim_end_matches('/'), editions)).help(help);
    }
    let written = |folder| [other, one].into_iter().find_map(|artifact| written_file(&artifact.origin, folder));
    if let Some(file) = written("content/") {
        return problem
            .at(place(file, "slug:", editions))
            .help(say!("give it another address with a line `slug:`, or another file name"));
    }
    match written("assets/") {
        Some(file) => {
            problem.at(Place::of_file(file)).help(say!("give one of the two files another name, also where it is used"))
        }
        None => problem.help(say!("give one of the two another name")),
    }
}

/// The content file of whose old addresses this is one.
fn alias_in<'a>(artifact: &'a Artifact<'_>) -> Option<&'a str> {
    written_file(artifact.origin.strip_prefix("the old address ")?, "content/")
}

/// Where some words stand in the front matter of a content file, or else the file.
fn place(file: &str, words: &str, editions: &[Edition]) -> Place {
    let text = editions.iter().find_map(|edition| edition.site.text(file));
    let place = text.map(|text| text.place_of(words)).filter(|place| !place.span.is_empty());
    place.unwrap_or_else(|| Place::of_file(file))
}
