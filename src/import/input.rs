//! What is given to an import: files and bytes of any kind, into posts.
//!
//! Comes in: files by their paths, or bytes; goes out: posts in portions, each with the HTML that WordPress shows, the
//! media library, and counts of what is passed over. What a file is shows in its first bytes, not in its name. An export
//! is read twice, once for its media and once for its posts, and never held whole, so that its size does not matter.

use std::collections::BTreeMap;
use std::io::{BufRead, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::library::MediaLibrary;
use super::post::Post;
use super::raw_content::{show_rendered, show_stored};
use super::report::SkippedReport;
use super::rest::{self, Answer, HOW_TO_GET};
use super::rest_kind::{Kind, describe};
use super::wxr;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::source::{Place, SourceFile};

/// Something to import.
#[derive(Debug, Clone)]
pub enum Input {
    /// Bytes that are at hand: from standard input or the network.
    Bytes {
        /// What messages call it.
        name: String,
        /// What is in it.
        bytes: Vec<u8>,
    },
    /// A file, which is read piece by piece if it is an export.
    File(PathBuf),
}

impl Input {
    /// What messages call it.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Bytes { name, .. } => name.clone(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    fn open(&self) -> Result<Box<dyn BufRead + '_>> {
        Ok(match self {
            Self::Bytes { bytes, .. } => Box::new(bytes.as_slice()),
            Self::File(path) => Box::new(fs::open(path)?),
        })
    }

    /// The first bytes.
    fn head(&self) -> Result<Vec<u8>> {
        let mut head = Vec::new();
        let read = self.open()?.take(HEAD).read_to_end(&mut head);
        read.map_err(|cause| Error::disk("read", Path::new(&self.name()), cause))?;
        Ok(head)
    }
}

/// How much of a file is looked at to tell what it is; the comments at the beginning of an export are shorter.
const HEAD: u64 = 64 * 1024;
/// How many posts of an export are in memory at once.
const PORTION: usize = 128;

/// What the inputs hold beside posts.
#[derive(Debug, Clone, Default)]
pub(super) struct Read {
    /// Files of the media library.
    pub library: MediaLibrary,
    /// What was passed over.
    pub skipped: Vec<SkippedReport>,
}

/// What an input is.
enum Opened<'a> {
    Answer(Answer),
    Export(&'a Input),
}

/// Reads the inputs and gives their posts to `each`, in portions, with the name of the input.
///
/// # Errors
/// A file cannot be read, or `each` fails.
pub(super) fn read(
    inputs: &[Input],
    problems: &mut Diagnostics,
    mut each: impl FnMut(&str, &[Post], &mut Diagnostics) -> Result<()>,
) -> Result<Read> {
    let mut opened = Vec::new();
    for input in inputs {
        opened.extend(open(input, problems)?.map(|what| (input.name(), what)));
    }
    report_misfits(&opened, problems);
    let mut read = Read::default();
    for (_, what) in &mut opened {
        add_media(what, &mut read.library)?;
    }
    for (name, what) in opened {
        match what {
            Opened::Answer(answer) => {
                let mut posts: Vec<Post> =
                    answer.posts.into_iter().map(|post| rest::with_featured(post, &read.library)).collect();
                posts.par_iter_mut().for_each(|post| show_rendered(post, &read.library));
                each(&name, &posts, problems)?;
            }
            Opened::Export(input) => {
                let skipped = read_export(input, &read.library, problems, &mut each)?;
                let skipped =
                    skipped.into_iter().map(|(what, count)| SkippedReport { source: name.clone(), what, count });
                read.skipped.extend(skipped);
            }
        }
    }
    Ok(read)
}

fn open<'a>(input: &'a Input, problems: &mut Diagnostics) -> Result<Option<Opened<'a>>> {
    match sniff(&input.head()?) {
        Found::Json => {
            let answer = match input {
                Input::Bytes { name, bytes } => rest::read(name, bytes, problems),
                Input::File(path) => rest::read(&input.name(), &fs::read(path)?, problems),
            };
            Ok(Some(Opened::Answer(answer)))
        }
        Found::Export => Ok(Some(Opened::Export(input))),
        Found::Other { code, message, help } => {
            let place = Place::start_of(&SourceFile::new(input.name(), ""));
            problems.push(Diagnostic::error(code, message).at(place).help(help));
            Ok(None)
        }
    }
}

fn add_media(opened: &mut Opened<'_>, library: &mut MediaLibrary) -> Result<()> {
    match opened {
        Opened::Answer(answer) => answer.media.drain(..).for_each(|item| library.add(item)),
        Opened::Export(input) => {
            // What is broken is reported when the posts are read.
            let ignored = &mut Diagnostics::new();
            wxr::read(&input.name(), input.open()?, ignored, |item, _| {
                item.media().into_iter().for_each(|item| library.add(item));
                Ok(())
            })?;
        }
    }
    Ok(())
}

/// Names the answers that hold something else than posts. Beside posts they do no harm.
fn report_misfits(opened: &[(String, Opened<'_>)], problems: &mut Diagnostics) {
    let has_posts = |what: &Opened<'_>| match what {
        Opened::Answer(answer) => !answer.posts.is_empty(),
        Opened::Export(_) => true,
    };
    let is_harmless = opened.iter().any(|(_, what)| has_posts(what));
    for (name, what) in opened {
        let Opened::Answer(answer) = what else { continue };
        // A media list beside posts is of use.
        let media = Some((Kind::Media, answer.media.len())).filter(|(_, count)| *count > 0 && !is_harmless);
        for (kind, count) in answer.others.iter().map(|(kind, count)| (*kind, *count)).chain(media) {
            let message = describe(kind, count);
            let problem = if is_harmless {
                Diagnostic::warning(Code::NotAPost, message).help("it was passed over; nothing needs to be done")
            } else {
                Diagnostic::error(Code::NotAPost, message).help(HOW_TO_GET)
            };
            problems.push(problem.at(Place::start_of(&SourceFile::new(name, ""))));
        }
    }
}

/// Reads the posts of an export; gives the counts of what was passed over.
fn read_export(
    input: &Input,
    library: &MediaLibrary,
    problems: &mut Diagnostics,
    each: &mut impl FnMut(&str, &[Post], &mut Diagnostics) -> Result<()>,
) -> Result<BTreeMap<String, usize>> {
    let name = input.name();
    let place = Place::start_of(&SourceFile::new(name.as_str(), ""));
    let mut skipped: BTreeMap<String, usize> = BTreeMap::new();
    let mut portion = Vec::new();
    let mut give = |portion: &mut Vec<Post>, problems: &mut Diagnostics| {
        portion.par_iter_mut().for_each(|post| show_stored(post, library));
        each(&name, portion, problems)?;
        portion.clear();
        Ok::<(), Error>(())
    };
    wxr::read(&name, input.open()?, problems, |item, problems| {
        if item.comments > 0 {
            *skipped.entry("comment".to_owned()).or_default() += item.comments;
        }
        if let Some(what) = item.passed_over() {
            *skipped.entry(what).or_default() += 1;
            return Ok(());
        }
        portion.push(item.into_post(library, &place, problems));
        if portion.len() >= PORTION { give(&mut portion, problems) } else { Ok(()) }
    })?;
    give(&mut portion, problems)?;
    Ok(skipped)
}

/// What the first bytes say.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Found {
    Json,
    Export,
    Other { code: Code, message: &'static str, help: &'static str },
}

fn sniff(head: &[u8]) -> Found {
    let packed = |message| Found::Other { code: Code::NotAPost, message, help: "unpack it and import the file inside" };
    let other = |message| Found::Other { code: Code::NotJson, message, help: HOW_TO_GET };
    match head {
        [0x1f, 0x8b, ..] => return packed("the file is packed with gzip"),
        [b'P', b'K', 3, 4, ..] => return packed("the file is a zip archive"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [0, _, 0, _, ..] | [_, 0, _, 0, ..] => {
            return Found::Other {
                code: Code::NotUtf8,
                message: "the file is text in UTF-16, and UTF-8 was expected",
                help: "save it again as UTF-8, or download it again without opening it in another program",
            };
        }
        _ => {}
    }
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let begins = |names: &[&str]| names.iter().any(|name| text.starts_with(name));
    if begins(&["{", "["]) || text.is_empty() {
        return Found::Json;
    }
    if begins(&["<!doctype html", "<html"]) {
        return other("the file is a web page, and posts in JSON or an export were expected");
    }
    if text.contains("<wp:") || text.contains("wordpress.org/export/") {
        return Found::Export;
    }
    if text.contains("<rss") || text.contains("<feed") {
        return Found::Other {
            code: Code::NotAPost,
            message: "the file is a news feed, which has only the newest posts, and no WordPress export",
            help: "make an export: Tools → Export → All content in WordPress",
        };
    }
    if begins(&["<?xml"]) {
        return other("the file is XML, but no WordPress export");
    }
    // PHP may have written notices before the JSON.
    Found::Json
}
