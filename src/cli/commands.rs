//! What the commands do: call the library, then say what happened.
#![allow(
    clippy::disallowed_methods,
    reason = "clocks and the environment are read here, at the edge, and nowhere else"
)]

use std::path::Path;
use std::time::{Duration, Instant};

use super::arguments::{Build, Format, Import, Pictures, Readers, View, Whose};
use super::progress::progress;
use super::{Outcome, import_report, interrupt, network, show, terminal};
use crate::base::date::Date;
use crate::base::diag::Diagnostics;
use crate::base::error::{Error, Result};
use crate::base::fs;
use crate::base::http::Client;
use crate::base::message::{Language, Message, Noun, counted, list};
use crate::base::progress::Progress;
use crate::base::stop::Stop;
use crate::builder::{Settings, Summary};
use crate::import::{Input, Keep, LiveOptions, MediaOptions, Options};
use crate::model::{Audience, Hidden};

/// `chancery import`.
pub(super) fn import(options: &Import, language: Language) -> Result<Outcome> {
    let started = Instant::now();
    let root = &options.root.root;
    let mut problems = Diagnostics::new();
    let Some(config) = crate::builder::read_config(root, &mut problems)? else { return Ok(finish(problems, language)) };
    let content = crate::content::load_terms(root, &config, &mut problems)?;
    if problems.has_errors() {
        return Ok(finish(problems, language));
    }
    let client = network::client(options.offline);
    let inputs = inputs(options, client.as_ref(), language)?;
    let dry_run = options.dry_run || options.check;
    let media = media_options(&options.pictures, client, dry_run, progress(&say!("pictures"), language))?;
    let keep = options.keep.map(|whose| match whose {
        Whose::Mine => Keep::Mine,
        Whose::Source => Keep::Source,
    });
    let report = crate::import::import(
        &inputs,
        root,
        &config,
        &content,
        Options {
            dry_run,
            keep,
            split: options.split,
            types: &options.live.types,
            progress: progress(&say!("posts"), language),
        },
        &media,
        &mut problems,
    )?;
    match options.format {
        Format::Text => terminal::print(&import_report::text(&report, dry_run, started.elapsed(), language)),
        Format::Json => terminal::print(&import_report::json(&report, &problems, language)),
    }
    if let Some(path) = &options.report {
        let page = crate::import::review_sheet(&report, &config, language)
            .map_err(|cause| Error::Usage(Message::verbatim(cause)))?;
        fs::write_whole(path, page.as_bytes())?;
    }
    let has_errors = problems.has_errors();
    let outcome = finish(problems, language);
    if options.check && report.would_change() {
        return Ok(Outcome::Mistakes);
    }
    if !options.build || has_errors {
        return Ok(outcome);
    }
    let settings =
        settings(&View { base_url: None, relative: false, readers: Readers { drafts: false, date: None } }, language)?;
    // The report for machines stays alone on standard output.
    build_site(root, None, &settings, (options.format == Format::Json, language))
}

/// Where pictures come from, as the command line says.
pub(super) fn media_options(
    pictures: &Pictures,
    client: Option<Client>,
    dry_run: bool,
    progress: Progress,
) -> Result<MediaOptions<'static>> {
    if let Some(folder) = pictures.media.as_ref().filter(|folder| !fs::is_folder(folder)) {
        return Err(Error::Usage(say!(
            "there is no folder `{folder}`, which `--media` names",
            folder = folder.display()
        )));
    }
    Ok(MediaOptions {
        folder: pictures.media.clone(),
        client,
        limit: pictures.max_size << 20,
        dry_run,
        retry_command: network::same_command(),
        wait: &network::wait,
        progress,
        stop: interrupt::stop(),
    })
}

/// The files that are named, standard input for `-`, for a folder all JSON and XML files in it, sorted, and for an address
/// the posts of that site.
fn inputs(options: &Import, client: Option<&Client>, language: Language) -> Result<Vec<Input>> {
    let mut inputs = Vec::new();
    for file in &options.files {
        if crate::import::is_address(file) {
            inputs.extend(live(file, options, client, language)?);
            continue;
        }
        let path = Path::new(file);
        if file == "-" {
            let bytes =
                terminal::read_all().map_err(|cause| Error::disk("read", Path::new("standard input"), cause))?;
            inputs.push(Input::Bytes { name: "standard input".to_owned(), bytes });
        } else if fs::is_folder(path) {
            let endings = [".json", ".xml", ".json.gz", ".xml.gz"];
            let is_input = |name: &String| endings.iter().any(|ending| name.to_lowercase().ends_with(ending));
            let found: Vec<String> = fs::list_files(path)?.into_iter().filter(is_input).collect();
            if found.is_empty() {
                return Err(Error::Usage(say!(
                    "there is no .json or .xml file, packed or not, in the folder `{file}`",
                    file
                )));
            }
            inputs.extend(found.into_iter().map(|name| Input::File(path.join(name))));
        } else if !fs::is_file(path) && is_like_a_host(file) {
            return Err(Error::Usage(say!(
                "there is no file `{file}`; for the site of that name, write `https://{file}`",
                file
            )));
        } else {
            inputs.push(Input::File(path.to_owned()));
        }
    }
    Ok(inputs)
}

/// `www.example.org`, `example.org/blog/`: the address of a site without its beginning.
fn is_like_a_host(text: &str) -> bool {
    let host = text.split(['/', ':']).next().unwrap_or_default();
    let Some((name, ending)) = host.rsplit_once('.') else { return false };
    let is_ending = ending.len() >= 2 && ending.chars().all(char::is_alphabetic);
    let is_file = ["json", "xml", "gz", "zip", "html", "txt", "md", "wxr"].contains(&ending.to_lowercase().as_str());
    !name.is_empty() && is_ending && !is_file && !host.contains(char::is_whitespace)
}

/// The posts of a live site.
fn live(address: &str, options: &Import, client: Option<&Client>, language: Language) -> Result<Vec<Input>> {
    let live = LiveOptions {
        client,
        types: options.live.types.clone(),
        since: options.live.since,
        pause: Duration::from_millis(options.live.pause),
        refresh: options.live.refresh,
        wait: &network::wait,
        progress: progress(&say!("pages of posts"), language),
    };
    let fetched = crate::import::fetch(address, &options.root.root, &live)?;
    let folder = fetched.folder.display();
    if fetched.kept > 0 {
        let pages = counted(fetched.kept, Noun::Page);
        let read =
            say!("read {pages} of posts that an earlier run kept in {folder}; `--refresh` asks again", pages, folder);
        terminal::warn(&read, language);
    }
    for note in &fetched.notes {
        terminal::warn(note, language);
    }
    if fetched.inputs.is_empty() {
        terminal::warn(&say!("there are no such posts at {address}", address), language);
    }
    Ok(fetched.inputs)
}

/// `chancery build`.
pub(super) fn build(options: &Build, language: Language) -> Result<Outcome> {
    let settings = Settings {
        precompress: options.precompress,
        bundle: options.bundle,
        take_over: options.take_over,
        ..settings(&options.view, language)?
    };
    build_site(&options.root.root, options.output.as_deref(), &settings, (false, language))
}

fn build_site(
    root: &Path,
    output: Option<&Path>,
    settings: &Settings,
    (quiet, language): (bool, Language),
) -> Result<Outcome> {
    let started = Instant::now();
    let mut problems = Diagnostics::new();
    let settings = &Settings { stop: interrupt::stop(), ..settings.clone() };
    let summary = crate::builder::build(root, output, settings, &mut problems)?;
    let outcome = finish(problems, language);
    if let Some(summary) = summary {
        for path in &summary.left {
            let left = say!(
                "left `{path}` in the output folder: an earlier build wrote it, and somebody changed it since",
                path
            );
            terminal::warn(&left, language);
        }
        let line = build_line(&summary, started.elapsed().as_millis());
        if quiet { terminal::warn(&line, language) } else { terminal::say(&line, language) }
    }
    Ok(outcome)
}

/// `built 7 cases, 58 pages in 41 ms · 1 draft left out (example) · 2 old files removed`.
fn build_line(summary: &Summary, milliseconds: u128) -> Message {
    let (cases, pages) = (counted(summary.cases, Noun::Case), counted(summary.pages, Noun::Page));
    let mut parts = vec![say!("built {cases}, {pages} in {milliseconds} ms", cases, pages, milliseconds)];
    parts.extend(left_out(summary));
    parts.extend(waiting_translations(summary));
    if summary.removed > 0 {
        parts.push(say!("{files} removed", files = counted(summary.removed, Noun::OldFile)));
    }
    if summary.written == 0 {
        parts.push(say!("nothing changed"));
    }
    show::parts(parts)
}

/// What is not shown, counted and named.
fn left_out(summary: &Summary) -> Option<Message> {
    let mut counts = Vec::new();
    let mut names = Vec::new();
    for reason in [Hidden::Draft, Hidden::Scheduled, Hidden::Expired] {
        let hidden = summary.hidden_for(reason);
        let count = hidden.len();
        if count > 0 {
            counts.push(match reason {
                Hidden::Draft => counted(count, Noun::Draft),
                Hidden::Scheduled => say!("{count} scheduled", count),
                Hidden::Expired => say!("{count} expired", count),
            });
            // A translation has the name of its original.
            names.extend(hidden.into_iter().filter(|name| !names.contains(name)).collect::<Vec<_>>());
        }
    }
    (!counts.is_empty()).then(|| say!("{counts} left out ({names})", counts = list(counts), names = names.join(", ")))
}

/// `2 translations not shown (medellin.fa, about.fa)`.
fn waiting_translations(summary: &Summary) -> Option<Message> {
    let name = |path: &String| path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md").to_owned();
    let names: Vec<String> = summary.translations.iter().map(name).collect();
    let count = counted(names.len(), Noun::Translation);
    (!names.is_empty()).then(|| say!("{count} not shown ({names})", count, names = names.join(", ")))
}

/// Shows the problems; says whether somebody has to mend something.
pub(super) fn finish(problems: Diagnostics, language: Language) -> Outcome {
    let outcome = if problems.has_errors() { Outcome::Mistakes } else { Outcome::Fine };
    terminal::error(&show::problems(problems, language));
    outcome
}

pub(super) fn settings(view: &View, language: Language) -> Result<Settings> {
    let audience = audience(view.readers)?;
    let base_url = view.base_url.clone();
    Ok(Settings {
        base_url,
        relative: view.relative,
        precompress: false,
        bundle: false,
        take_over: false,
        audience,
        progress: progress(&say!("pictures"), language),
        card_progress: progress(&say!("share cards"), language),
        file_progress: progress(&say!("files"), language),
        stop: Stop::default(),
        process_ends: true,
    })
}

/// Who looks, and on which day.
pub(super) fn audience(readers: Readers) -> Result<Audience> {
    let today = match readers.date {
        Some(date) => date,
        None => today()?,
    };
    Ok(Audience { today, drafts: readers.drafts })
}

/// Today in UTC, or the day of `SOURCE_DATE_EPOCH` (reproducible-builds.org), so that a build can be repeated.
pub(super) fn today() -> Result<Date> {
    let timestamp = match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let seconds = text.trim().parse().ok();
            seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()).ok_or_else(|| {
                Error::Usage(say!("SOURCE_DATE_EPOCH is `{text}`, and should be a number of seconds since 1970", text))
            })?
        }
        Err(_) => jiff::Timestamp::now(),
    };
    Ok(jiff::tz::Offset::UTC.to_datetime(timestamp).date())
}
