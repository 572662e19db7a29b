//! `chancery serve`: the server's news as lines for a person.
#![allow(clippy::disallowed_methods, reason = "how long something took is told here, at the edge")]

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::arguments::{Serve, View};
use super::commands::{finish, settings};
use super::{Outcome, show, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::base::message::{Language, Message, Noun, counted, list};
use crate::builder::Settings;
use crate::serve::{Address, News, Options};

/// How many changed files are named.
const MOST_NAMED: usize = 3;

/// `chancery serve`.
pub(super) fn serve(options: &Serve, language: Language) -> Result<Outcome> {
    let view = View { base_url: None, relative: false, readers: options.readers };
    let settings = || Ok(Settings { process_ends: false, ..settings(&view, language)? });
    let served = Options {
        root: &options.root.root,
        host: &options.host,
        port: options.port,
        language: options.language.as_deref(),
        follow: options.follow,
        messages: language,
        settings: &settings,
    };
    let began = Mutex::new((Instant::now(), Vec::new()));
    let tell = |news: News<'_>| match news {
        News::Begins(changed) => {
            *began.lock().unwrap_or_else(PoisonError::into_inner) = (Instant::now(), changed.to_vec());
        }
        News::Good { cases, files, mended } => {
            let (since, changed) = &*began.lock().unwrap_or_else(PoisonError::into_inner);
            terminal::say(&good_line(cases, files, mended, changed, since.elapsed().as_millis()), language);
        }
        News::Problems(problems) => terminal::error(&show::problems(problems.into_iter().collect(), language)),
        News::Failed(error) => terminal::error(&show::failure(error, language)),
        News::NotWatching(reason) => terminal::warn(
            &say!(
                "the system does not tell which files change ({reason}); they are looked at every second instead",
                reason
            ),
            language,
        ),
        News::Serving(address) => introduce(address, options, language),
    };
    let mut problems = Diagnostics::new();
    crate::serve::serve(&served, &tell, &mut problems)?;
    if problems.has_errors() {
        return Ok(finish(problems, language));
    }
    terminal::say(&say!("stopped"), language);
    Ok(Outcome::Fine)
}

/// Says where the site is, what is watched and how to end it.
fn introduce(address: &Address, options: &Serve, language: Language) {
    let port = address.socket.port();
    if let Some(taken) = address.taken {
        terminal::warn(&say!("port {taken} is taken, so this is port {port}", taken, port), language);
    }
    if address.is_public() {
        let host = &options.host;
        let public = if options.readers.drafts {
            say!("everybody who reaches {host} at port {port} sees the site, drafts too", host, port)
        } else {
            say!("everybody who reaches {host} at port {port} sees the site", host, port)
        };
        terminal::warn(&say!("{public}; leave `--host` out to keep it on this machine", public), language);
    }
    let url = address.url();
    terminal::print(&format!("\n  {url}\n\n"));
    terminal::say(&say!("watching content, assets, themes and site.yaml: save a file, and the page changes"), language);
    terminal::say(&say!("press Ctrl-C to stop\n"), language);
    if options.open && open::that_detached(&url).is_err() {
        terminal::warn(&say!("no browser could be opened; open {url} yourself", url), language);
    }
}

/// `content/cases/oslo.md changed · ready in 12 ms`.
fn good_line(cases: usize, files: usize, mended: bool, changed: &[String], milliseconds: u128) -> Message {
    let what = match changed.len().checked_sub(MOST_NAMED) {
        None | Some(0) if changed.is_empty() => list([counted(cases, Noun::Case), counted(files, Noun::File)]),
        None | Some(0) => say!("{files} changed", files = changed.join(", ")),
        Some(more) => say!("{files} and {more} more changed", files = changed[..MOST_NAMED].join(", "), more),
    };
    let mended = mended.then(|| say!("no mistakes any more"));
    let ready = say!("ready in {milliseconds} ms", milliseconds);
    show::parts([Some(what), mended, Some(ready)].into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_files_are_named_and_many_are_counted() {
        let changed: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
        assert_eq!(good_line(2, 9, false, &[], 5), "2 cases, 9 files · ready in 5 ms");
        assert_eq!(good_line(2, 9, true, &changed[..3], 5), "a, b, c changed · no mistakes any more · ready in 5 ms");
        assert_eq!(good_line(2, 9, false, &changed, 5), "a, b, c and 2 more changed · ready in 5 ms");
    }
}
