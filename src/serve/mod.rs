//! The site while it is written: looked at in a browser, and shown anew at every change.
//!
//! Comes in: the folder of a site and where to answer; goes out: answers over HTTP, and news for the terminal. Two threads
//! share the work. This one speaks HTTP (`http.rs`) and hands every question to the other, the site thread (`site_thread.rs`), which
//! alone holds the site: it reads what changed, answers with files that it makes when they are asked for, and starts
//! over at the next change. Nothing is written to the output folder, and a site with a mistake leaves the last good one in place.

mod address;
mod answer;
mod guard;
mod http;
mod live;
mod mistakes;
mod page_cache;
mod site_thread;
mod watch;

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

pub use address::Address;

use answer::Answer;
use live::State;
use site_thread::SiteThread;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::error::{Error, Result};
use crate::base::message::Language;
use crate::base::suggest::closest;
use crate::builder::{Settings, read_config};
use crate::config::Config;

/// What the command line decides.
pub struct Options<'o> {
    /// The folder of the site.
    pub root: &'o Path,
    /// The name or the address of this machine at which to answer.
    pub host: &'o str,
    /// The port at which to begin to look for a free one; 0 leaves the choice to the system.
    pub port: u16,
    /// Whose home page is told; that of the originals where none is given.
    pub language: Option<&'o str>,
    /// Does the browser go to the page that changed?
    pub follow: bool,
    /// In which language mistakes are shown.
    pub messages: Language,
    /// How the site is built; asked for at every build, as the day may have changed.
    pub settings: &'o (dyn Fn() -> Result<Settings> + Sync),
}

/// What a person at the terminal is told.
pub enum News<'n> {
    /// The site is served there.
    Serving(&'n Address),
    /// A build begins, as these files changed; none of them at the first one.
    Begins(&'n [String]),
    /// The site is as good as new: how many cases and files it has.
    Good {
        /// How many cases are shown.
        cases: usize,
        /// How many files the site would have.
        files: usize,
        /// Had it a mistake before?
        mended: bool,
    },
    /// Problems that were not told before.
    Problems(Vec<Diagnostic>),
    /// The machine refused.
    Failed(&'n Error),
    /// Nobody tells which files change, for this reason; they are looked at every now and then instead.
    NotWatching(&'n str),
}

/// Hears the news.
pub type Tell<'t> = &'t (dyn Fn(News<'_>) + Sync);

/// What the site thread hears.
enum Message {
    /// Somebody asks for an address.
    Ask(Question),
    /// A file changed: its path below the root, where the system says it.
    Touched(Option<String>),
    /// It is over.
    Stop,
}

/// An address that somebody asks for.
struct Question {
    /// The path, as it was sent.
    path: String,
    /// What follows the `?`.
    query: Option<String>,
    /// Was it asked before, of a site that changed meanwhile?
    again: bool,
    reply: tokio::sync::oneshot::Sender<Answer>,
}

/// Serves the site until the user ends it. A site that has mistakes is waited for; only where there is no `site.yaml` at all,
/// which is added to `problems`, nothing is served.
///
/// # Errors
/// There is no free port, no such host, or no edition in the language.
pub fn serve(options: &Options<'_>, tell: Tell<'_>, problems: &mut Diagnostics) -> Result<()> {
    if !crate::base::fs::is_file(&options.root.join(crate::config::FILE_NAME)) {
        read_config(options.root, problems)?;
        return Ok(());
    }
    let home = home(options)?;
    let (listener, address) = Address::bind(options.host, options.port, home)?;
    let (ask, messages) = mpsc::channel();
    let (publish, states) = tokio::sync::watch::channel(State::default());
    let watch = watch::Watch::new(options.root, ask.clone());
    let site_thread = SiteThread { options, tell, messages, ask: ask.clone(), publish, watch, address: &address };
    thread::scope(|scope| {
        let site_thread = scope.spawn(|| site_thread.run());
        let served = http::serve(listener, &address, ask.clone(), states);
        // Where it is not there any more there is nothing to stop.
        let _ = ask.send(Message::Stop);
        // A thread that panicked said so.
        let _ = site_thread.join();
        served
    })
}

/// The address of the home page on its host, in the language that is asked for, as far as `site.yaml` tells it.
fn home(options: &Options<'_>) -> Result<String> {
    let Some(mut config) = read_config(options.root, &mut Diagnostics::new())? else { return Ok("/".to_owned()) };
    let settings = (options.settings)()?;
    config.set_address(settings.base_url.as_ref(), settings.relative);
    let languages: BTreeMap<&str, &Config> =
        config.editions().map(|edition| (edition.language.as_str(), edition)).collect();
    let edition = match options.language {
        None => &config,
        Some(language) => languages.get(language).copied().ok_or_else(|| {
            let help = match closest(language, languages.keys().copied()) {
                Some(near) => say!("did you mean `{near}`?", near),
                None => {
                    say!("it has {languages}", languages = languages.keys().copied().collect::<Vec<_>>().join(", "))
                }
            };
            Error::Usage(say!("the site has no edition in `{language}`; {help}", language, help))
        })?,
    };
    Ok(format!("{}{}", config.base_url.path(), edition.folder))
}

/// Is it an address that only this machine can reach?
fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}
