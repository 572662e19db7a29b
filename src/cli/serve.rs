//! `chancery serve`: the server's news as lines for a person.
#![allow(clippy::disallowed_methods, reason = "how long something took is told here, at the edge")]

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use super::arguments::{Serve, View};
use super::commands::{finish, settings};
use super::{Outcome, show, terminal};
use crate::base::diag::Diagnostics;
use crate::base::error::Result;
use crate::builder::Settings;
use crate::serve::{Address, News, Options};

/// How many changed files are named.
const MOST_NAMED: usize = 3;

/// `chancery serve`.
pub(super) fn serve(options: &Serve) -> Result<Outcome> {
    let view = View { base_url: None, relative: false, readers: options.readers };
    let settings = || Ok(Settings { process_ends: false, ..settings(&view)? });
    let served = Options {
        root: &options.root.root,
        host: &options.host,
        port: options.port,
        language: options.language.as_deref(),
        follow: options.follow,
        settings: &settings,
    };
    let began = Mutex::new((Instant::now(), Vec::new()));
    let tell = |news: News<'_>| match news {
        News::Begins(changed) => {
            *began.lock().unwrap_or_else(PoisonError::into_inner) = (Instant::now(), changed.to_vec());
        }
        News::Good { cases, files, mended } => {
            let (since, changed) = &*began.lock().unwrap_or_else(PoisonError::into_inner);
            terminal::print(&good_line(cases, files, mended, changed, since.elapsed().as_millis()));
        }
        News::Problems(problems) => terminal::error(&show::problems(problems.into_iter().collect())),
        News::Failed(error) => terminal::error(&show::failure(error)),
        News::NotWatching(reason) => terminal::error(&format!(
            "the system does not tell which files change ({reason}); they are looked at every second instead\n"
        )),
        News::Serving(address) => introduce(address, options),
    };
    let mut problems = Diagnostics::new();
    crate::serve::serve(&served, &tell, &mut problems)?;
    if problems.has_errors() {
        return Ok(finish(problems));
    }
    terminal::print("stopped\n");
    Ok(Outcome::Fine)
}

/// Says where the site is, what is watched and how to end it.
fn introduce(address: &Address, options: &Serve) {
    if let Some(port) = address.taken {
        let taken = format!("port {port} is taken, so this is port {}\n", address.socket.port());
        terminal::error(&taken);
    }
    if address.is_public() {
        terminal::error(&format!(
            "everybody who reaches {} at port {} sees the site{}; leave `--host` out to keep it on this machine\n",
            options.host,
            address.socket.port(),
            if options.readers.drafts { ", drafts too" } else { "" }
        ));
    }
    let url = address.url();
    terminal::print(&format!(
        "\n  {url}\n\nwatching content, assets, themes and site.yaml: save a file, and the page changes\npress Ctrl-C to stop\n\n"
    ));
    if options.open && open::that_detached(&url).is_err() {
        terminal::error(&format!("no browser could be opened; open {url} yourself\n"));
    }
}

/// `content/cases/oslo.md changed · ready in 12 ms`.
fn good_line(cases: usize, files: usize, mended: bool, changed: &[String], milliseconds: u128) -> String {
    let what = match changed.len().checked_sub(MOST_NAMED) {
        None | Some(0) if changed.is_empty() => {
            format!("{}, {}", show::plural(cases, "case"), show::plural(files, "file"))
        }
        None | Some(0) => format!("{} changed", changed.join(", ")),
        Some(more) => format!("{} and {more} more changed", changed[..MOST_NAMED].join(", ")),
    };
    let mended = if mended { " · no mistakes any more" } else { "" };
    format!("{what}{mended} · ready in {milliseconds} ms\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_files_are_named_and_many_are_counted() {
        let changed: Vec<String> = ["a", "b", "c", "d", "e"].map(str::to_owned).to_vec();
        assert_eq!(good_line(2, 9, false, &[], 5), "2 cases, 9 files · ready in 5 ms\n");
        assert_eq!(good_line(2, 9, true, &changed[..3], 5), "a, b, c changed · no mistakes any more · ready in 5 ms\n");
        assert_eq!(good_line(2, 9, false, &changed, 5), "a, b, c and 2 more changed · ready in 5 ms\n");
    }
}
