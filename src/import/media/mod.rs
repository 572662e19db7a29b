//! Pictures into `assets/`.
//!
//! Comes in: the addresses of pictures and the names that they would like; goes out: for each the file below `assets/`, or
//! why there is none. A picture comes from a copy of `wp-content/uploads` where one is given, else from the network, four
//! at a time. What is there already is left as it is, so a run that was stopped goes on where it was. A picture that cannot
//! be had stops nothing. What the pictures mean in a post is not known here; that is `wanted`.

mod content_pictures;
mod hints;
mod kind;
mod missing;
mod names;
mod uploads;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rayon::prelude::*;

use self::kind::kind_of;
use self::names::{Known, Name};
use super::read::PictureState;
use crate::base::diag::{Code, Diagnostic, Diagnostics};
use crate::base::error::Result;
use crate::base::fs;
use crate::base::http::{Client, Failure};
use crate::base::message::Message;
use crate::base::progress::Progress;
use crate::base::source::Place;
use crate::base::stop::Stop;
use crate::content::ASSETS_FOLDER;
use crate::images::Format;

pub use missing::{FetchedPicture, fetch_missing};

pub(super) use hints::{agency, credit};
pub(super) use wanted::Shelf;

/// How many pictures are fetched at the same time.
const AT_ONCE: usize = 4;
/// A larger picture is a mistake, or a film.
pub const DEFAULT_LIMIT: u64 = 30 * 1024 * 1024;

/// Where pictures come from.
pub struct MediaOptions<'a> {
    /// A copy of `wp-content/uploads`.
    pub folder: Option<PathBuf>,
    /// The network; none where nothing may be fetched.
    pub client: Option<Client>,
    /// How many bytes a picture may have.
    pub limit: u64,
    /// Is nothing written? Then nothing is fetched either.
    pub dry_run: bool,
    /// The command that tries again, for messages.
    pub retry_command: String,
    /// Spends the time that a busy server asks for.
    pub wait: &'a (dyn Fn(Duration) + Sync),
    /// Told after each picture how many of how many are done.
    pub progress: Progress,
    /// Whether to end before all is done.
    pub stop: Stop,
}

impl MediaOptions<'_> {
    /// No network and no copy: pictures stay where they are, but those that are below `assets/` already.
    #[must_use]
    pub fn offline() -> Self {
        Self {
            folder: None,
            client: None,
            limit: DEFAULT_LIMIT,
            dry_run: false,
            retry_command: String::new(),
            wait: &|_| {},
            progress: Progress::default(),
            stop: Stop::default(),
        }
    }
}

/// A picture that should be had.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WantedImage {
    /// Its addresses, the best first: full size, then as it stands in the post. There is always one.
    pub candidates: Vec<String>,
    /// Names below `assets/` without an ending, the best first.
    pub names: Vec<String>,
    /// The input that it was found in, for messages.
    pub source: String,
}

impl WantedImage {
    /// The address by which it is known.
    pub fn address(&self) -> &str {
        self.candidates.first().map_or("", String::as_str)
    }
}

/// What became of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlacedImage {
    /// Its file below `assets/`.
    pub file: Option<String>,
    /// How it came there, or why it did not.
    pub state: PictureState,
}

/// Puts each picture below `assets/` of the site at `root`, in the order of `images`. What is placed is `known` from then on.
///
/// # Errors
/// A file cannot be read or written. That a picture cannot be had is no error.
fn place(
    images: &[WantedImage],
    root: &Path,
    known: &mut Known,
    options: &MediaOptions<'_>,
) -> Result<Vec<PlacedImage>> {
    let names = known.names(images);
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, image) in images.iter().enumerate() {
        first.entry(image.address()).or_insert(index);
    }
    let missing: Vec<(&WantedImage, &str)> = first
        .values()
        .filter_map(|index| match &names[*index] {
            Name::Free(name) => Some((&images[*index], name.as_str())),
            Name::There(_) => None,
        })
        .collect();
    let obtained = obtain_all(&missing, &Fetching::new(root, options)?, known)?;
    for (address, placed) in &obtained {
        if let (Some(file), PictureState::Copied | PictureState::Downloaded) = (&placed.file, &placed.state) {
            known.add(address, file);
        }
    }
    let placed = |(image, name): (&WantedImage, &Name)| match name {
        Name::There(file) => PlacedImage { file: Some(file.clone()), state: PictureState::There },
        Name::Free(_) => obtained.get(image.address()).cloned().unwrap_or(ELSEWHERE),
    };
    Ok(images.iter().zip(&names).map(placed).collect())
}

const ELSEWHERE: PlacedImage = PlacedImage { file: None, state: PictureState::Elsewhere };

/// What all fetches of a run share.
struct Fetching<'a> {
    root: &'a Path,
    options: &'a MediaOptions<'a>,
    /// Hosts that cannot be reached, with the reason: they are not tried again.
    unreachable: Mutex<BTreeMap<String, Message>>,
    record: Mutex<BTreeMap<String, String>>,
}

impl<'a> Fetching<'a> {
    fn new(root: &'a Path, options: &'a MediaOptions<'a>) -> Result<Self> {
        let record = Mutex::new(names::read_record(root)?);
        Ok(Self { root, options, unreachable: Mutex::default(), record })
    }
}

/// How things stand after an import that was ended before it was done.
pub(super) fn what_is_there_is_whole() -> Message {
    say!("stopped: what was written is whole, and the same command goes on where it stopped")
}

fn obtain_all<'a>(
    missing: &[(&'a WantedImage, &str)],
    fetching: &Fetching<'_>,
    known: &Known,
) -> Result<BTreeMap<&'a str, PlacedImage>> {
    let done = AtomicUsize::new(0);
    let one = |(image, name): &(&'a WantedImage, &str)| -> Result<(&'a str, PlacedImage)> {
        fetching.options.stop.check(what_is_there_is_whole)?;
        let placed = match obtain(image, fetching)? {
            Ok(picture) => keep(image, name, &picture, fetching)?,
            // A case that names its picture already goes on naming it.
            Err(state) => PlacedImage { file: known.named(image.address()).cloned(), state },
        };
        fetching.options.progress.tell(done.fetch_add(1, Ordering::Relaxed) + 1, missing.len());
        Ok((image.address(), placed))
    };
    // A pool of its own: these threads wait more than they work.
    match rayon::ThreadPoolBuilder::new().num_threads(AT_ONCE).build() {
        Ok(pool) => pool.install(|| missing.par_iter().with_max_len(1).map(one).collect()),
        Err(_) => missing.iter().map(one).collect(),
    }
}

/// A picture that was had.
struct Obtained {
    bytes: Vec<u8>,
    kind: Format,
    state: PictureState,
}

/// Gets a picture from the copy of the uploads or from the network, or says why not.
fn obtain(image: &WantedImage, fetching: &Fetching<'_>) -> Result<std::result::Result<Obtained, PictureState>> {
    let options = fetching.options;
    let mut unusable = None;
    for candidate in options.folder.iter().flat_map(|_| &image.candidates) {
        let Some(file) = options.folder.as_ref().and_then(|folder| uploads::find(folder, candidate)) else { continue };
        match checked(fs::read(&file)?, options.limit) {
            Ok((bytes, kind)) => return Ok(Ok(Obtained { bytes, kind, state: PictureState::Copied })),
            Err(reason) => {
                unusable = Some(PictureState::Failed { address: file.display().to_string(), reason });
            }
        }
    }
    Ok(match (&options.client, options.dry_run) {
        (None, _) => Err(unusable.unwrap_or(PictureState::Offline)),
        (Some(_), true) => Err(PictureState::DryRun),
        (Some(client), false) => download(image, client, fetching),
    })
}

fn checked(bytes: Vec<u8>, limit: u64) -> std::result::Result<(Vec<u8>, Format), Message> {
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        return Err(Failure::TooLarge { limit }.message());
    }
    kind_of(&bytes).map(|kind| (bytes, kind))
}

/// Asks for each address in turn. Only an address that leads to no picture makes way for the next one.
fn download(
    image: &WantedImage,
    client: &Client,
    fetching: &Fetching<'_>,
) -> std::result::Result<Obtained, PictureState> {
    let options = fetching.options;
    let mut last = PictureState::Offline;
    for address in &image.candidates {
        let host = host_of(address);
        if let Some(reason) = lock(&fetching.unreachable).get(&host) {
            return Err(PictureState::NoConnection { host, reason: reason.clone() });
        }
        let failed = |reason: Message| PictureState::Failed { address: address.clone(), reason };
        match client.get(address, options.limit, options.wait) {
            Ok(answer) => match checked(answer.body, options.limit) {
                Ok((bytes, kind)) => return Ok(Obtained { bytes, kind, state: PictureState::Downloaded }),
                Err(reason) => last = failed(reason),
            },
            Err(failure @ Failure::Status(404 | 410)) => last = failed(failure.message()),
            Err(failure @ (Failure::Unreachable(_) | Failure::NoNetworkInThisBuild)) => {
                let reason = match failure {
                    Failure::Unreachable(reason) => reason,
                    other => other.message(),
                };
                lock(&fetching.unreachable).insert(host.clone(), reason.clone());
                return Err(PictureState::NoConnection { host, reason });
            }
            Err(failure) => return Err(failed(failure.message())),
        }
    }
    Err(last)
}

/// Writes a picture and remembers where it came from, so that a run that is stopped need not fetch it again.
fn keep(image: &WantedImage, name: &str, picture: &Obtained, fetching: &Fetching<'_>) -> Result<PlacedImage> {
    let assets = fetching.root.join(ASSETS_FOLDER);
    let ending = picture.kind.ending();
    // The record may be lost: then the picture may lie under one of its names already.
    let mut file = format!("{name}.{ending}");
    for other in image.names.iter().map(|name| format!("{name}.{ending}")) {
        if fs::read_if_there(&assets.join(&other))?.is_some_and(|bytes| bytes == picture.bytes) {
            file = other;
            break;
        }
    }
    if !fetching.options.dry_run {
        if !fs::is_file(&assets.join(&file)) {
            fs::write_whole(&assets.join(&file), &picture.bytes)?;
        }
        let mut record = lock(&fetching.record);
        record.insert(file.clone(), image.address().to_owned());
        names::write_record(fetching.root, &record)?;
    }
    Ok(PlacedImage { file: Some(file), state: picture.state.clone() })
}

/// A thread that ended badly leaves nothing half done here.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn host_of(address: &str) -> String {
    let host = url::Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_default()
}

/// Tells which pictures could not be had: each by itself, those of a host that cannot be reached together.
fn warn(images: &[WantedImage], placed: &[PlacedImage], options: &MediaOptions<'_>, problems: &mut Diagnostics) {
    let command = &options.retry_command;
    let mut told = BTreeSet::new();
    let mut hosts: BTreeMap<(&str, &str, String), (&Message, usize)> = BTreeMap::new();
    for (image, placed) in images.iter().zip(placed).filter(|(image, _)| told.insert(image.address().to_owned())) {
        match &placed.state {
            PictureState::Failed { address, reason } => {
                let problem = Diagnostic::warning(
                    Code::PictureNotFetched,
                    say!("the picture {address} could not be had: {reason}", address, reason),
                );
                problems.push(problem.at(start_of(&image.source)).help(say!("try again with `{command}`", command)));
            }
            PictureState::NoConnection { host, reason } => {
                hosts.entry((image.source.as_str(), host, reason.english())).or_insert((reason, 0)).1 += 1;
            }
            _ => {}
        }
    }
    for ((source, host, _), (reason, count)) in hosts {
        let problem = Diagnostic::warning(
            Code::PictureNotFetched,
            match count {
                1 => say!("no connection to {host} ({reason}): 1 picture was not fetched", host, reason),
                _ => say!("no connection to {host} ({reason}): {count} pictures were not fetched", host, reason, count),
            },
        );
        problems.push(
            problem
                .at(start_of(source))
                .help(say!("try again with `{command}`, or say `--offline` to leave pictures where they are", command)),
        );
    }
}

fn start_of(source: &str) -> Place {
    Place::of_file(source)
}
